verify.o: src/verify/verify.h src/base/message.h src/base/str.h \
 src/base/arena.h
src/base/message.h:
src/base/str.h:
src/base/arena.h:
