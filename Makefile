# Builds softlaw. The folders are the list: every src/*/*.c belongs to the program, every *_test.c
# is a test, every *_fuzz.c a fuzz target. `make help` names the targets.

MODE   ?= debug
CC     ?= gcc
FORMAT ?= clang-format
OUT    := build/$(MODE)-$(notdir $(CC))

PKGS   := libcmark yaml-0.1 libpcre2-8 icu-uc icu-i18n libcrypto libedit
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wswitch-enum -Wvla \
          -Wformat=2 -Werror
SAN    := -fsanitize=address,undefined -fno-sanitize-recover=all
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fPIE
MODE_debug   := -O1 -g $(SAN) -DSOFTLAW_DEBUG
MODE_release := -O2 -g $(HARDEN) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
LINK_debug   := $(SAN)
LINK_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed

CFLAGS  := -std=c11 -D_GNU_SOURCE $(WARN) $(MODE_$(MODE)) -Isrc -I$(OUT) -isystem build/sqlite \
           $(shell pkg-config --cflags $(PKGS)) -MMD -MP
LDLIBS  := $(shell pkg-config --libs $(PKGS)) -lbidgcc000 -lpthread -lm
LDFLAGS := $(LINK_$(MODE))

SOURCES := $(filter-out %_test.c %_fuzz.c src/main.c,$(wildcard src/*/*.c))
TESTS   := $(wildcard src/*/*_test.c)
FUZZ    := $(wildcard src/*/*_fuzz.c)
OBJECTS := $(SOURCES:src/%.c=$(OUT)/%.o)
LIB     := $(OUT)/libsoftlaw.a
PROGRAM := $(OUT)/softlaw
TEST_PROGRAMS := $(TESTS:src/%.c=$(OUT)/%)

.PHONY: all tests clean help
all: $(PROGRAM)
tests: $(TEST_PROGRAMS)

$(OUT)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c $< -o $@

$(LIB): $(OBJECTS)
	rm -f $@ && ar rcs $@ $^

$(PROGRAM): $(OUT)/main.o $(LIB)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(OUT)/%_test: $(OUT)/%_test.o $(LIB)
	$(CC) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

clean: ## forget everything built
	rm -rf build

-include $(wildcard $(OUT)/*/*.d $(OUT)/*.d)
