store.o: src/store/store.h src/base/sha256.h src/base/str.h \
 src/base/arena.h src/base/sys.h src/base/message.h
src/base/sha256.h:
src/base/str.h:
src/base/arena.h:
src/base/sys.h:
src/base/message.h:
