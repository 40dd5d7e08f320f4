message.o: src/base/message.h src/base/str.h src/base/arena.h
src/base/str.h:
src/base/arena.h:
