dec.o: src/base/dec.h src/base/str.h src/base/arena.h
src/base/str.h:
src/base/arena.h:
