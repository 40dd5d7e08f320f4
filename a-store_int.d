store_int.o: src/store/store_int.h src/store/store.h src/base/sha256.h \
 src/base/str.h src/base/arena.h src/base/sys.h src/base/message.h
src/store/store.h:
src/base/sha256.h:
src/base/str.h:
src/base/arena.h:
src/base/sys.h:
src/base/message.h:
