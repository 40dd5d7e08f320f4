civil.o: src/base/civil.h src/base/str.h src/base/arena.h
src/base/str.h:
src/base/arena.h:
