terms.o: src/terms/terms.h src/base/civil.h src/base/str.h \
 src/base/arena.h src/base/dec.h src/base/limits.h src/base/map.h \
 src/text/text.h src/base/message.h
src/base/civil.h:
src/base/str.h:
src/base/arena.h:
src/base/dec.h:
src/base/limits.h:
src/base/map.h:
src/text/text.h:
src/base/message.h:
