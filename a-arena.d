arena.o: src/base/arena.h
