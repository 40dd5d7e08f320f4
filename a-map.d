map.o: src/base/map.h src/base/str.h src/base/arena.h
src/base/str.h:
src/base/arena.h:
