fixture_test.o: src/settle/fixture_test.h src/settle/settle.h \
 src/eval/eval.h src/facts/facts.h src/rules/rules.h src/dmn/dmn.h \
 src/feel/feel.h src/base/civil.h src/base/str.h src/base/arena.h \
 src/base/dec.h src/base/message.h src/terms/terms.h src/base/limits.h \
 src/base/map.h src/text/text.h src/store/store.h src/base/sha256.h \
 src/base/sys.h
src/settle/settle.h:
src/eval/eval.h:
src/facts/facts.h:
src/rules/rules.h:
src/dmn/dmn.h:
src/feel/feel.h:
src/base/civil.h:
src/base/str.h:
src/base/arena.h:
src/base/dec.h:
src/base/message.h:
src/terms/terms.h:
src/base/limits.h:
src/base/map.h:
src/text/text.h:
src/store/store.h:
src/base/sha256.h:
src/base/sys.h:
