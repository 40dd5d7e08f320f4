str.o: src/base/str.h src/base/arena.h
src/base/arena.h:
