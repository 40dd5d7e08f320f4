text_int.o: src/text/text_int.h src/text/text.h src/base/message.h \
 src/base/str.h src/base/arena.h
src/text/text.h:
src/base/message.h:
src/base/str.h:
src/base/arena.h:
