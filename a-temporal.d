temporal.o: src/feel/temporal.h src/feel/feel_int.h src/base/limits.h \
 src/feel/feel.h src/base/civil.h src/base/str.h src/base/arena.h \
 src/base/dec.h src/base/message.h
src/feel/feel_int.h:
src/base/limits.h:
src/feel/feel.h:
src/base/civil.h:
src/base/str.h:
src/base/arena.h:
src/base/dec.h:
src/base/message.h:
