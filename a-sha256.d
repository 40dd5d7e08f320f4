sha256.o: src/base/sha256.h src/base/str.h src/base/arena.h
src/base/str.h:
src/base/arena.h:
