text_test.o: src/text/text_test.h src/text/text.h src/base/message.h \
 src/base/str.h src/base/arena.h
src/text/text.h:
src/base/message.h:
src/base/str.h:
src/base/arena.h:
