file.o: src/base/file.h src/base/message.h src/base/str.h \
 src/base/arena.h src/base/sys.h
src/base/message.h:
src/base/str.h:
src/base/arena.h:
src/base/sys.h:
