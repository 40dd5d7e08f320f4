dec_int.o: src/base/dec_int.h src/base/dec.h src/base/str.h \
 src/base/arena.h
src/base/dec.h:
src/base/str.h:
src/base/arena.h:
