unit_infer.o: src/rules/unit_infer.h src/rules/rules_int.h \
 src/rules/rules.h src/dmn/dmn.h src/feel/feel.h src/base/civil.h \
 src/base/str.h src/base/arena.h src/base/dec.h src/base/message.h \
 src/terms/terms.h src/base/limits.h src/base/map.h src/text/text.h \
 src/rules/unit_int.h
src/rules/rules_int.h:
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
src/rules/unit_int.h:
