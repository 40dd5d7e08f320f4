feel.o: src/feel/feel.h src/base/civil.h src/base/str.h src/base/arena.h \
 src/base/dec.h src/base/message.h
src/base/civil.h:
src/base/str.h:
src/base/arena.h:
src/base/dec.h:
src/base/message.h:
