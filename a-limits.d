limits.o: src/base/limits.h
