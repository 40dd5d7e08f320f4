# Builds softlaw. The folders are the list: every src/*/*.c belongs to the program, every *_test.c
# is a test, every *_fuzz.c a fuzz target. `make help` names the targets.

ifeq ($(origin CC),default)
CC := gcc
endif
MODE   ?= debug
FORMAT ?= clang-format
OUT    := build/$(MODE)-$(notdir $(CC))
SQLITE := build/sqlite

PKGS   := libcmark yaml-0.1 libpcre2-8 icu-uc icu-i18n libcrypto libedit libxml-2.0 libmicrohttpd gmp libsodium libqrencode libcurl libfido2 libcbor cjose
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wswitch-enum -Wvla \
          -Wformat=2 -Wno-string-conversion -Werror
SAN    := -fsanitize=address,undefined -fno-sanitize-recover=all
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fPIE
# gcc at -O2 turns only the loops of a fixed length into vectors; clang all.
VECTOR := $(if $(findstring gcc,$(CC)),-fvect-cost-model=dynamic)
MODE_debug   := -O1 -g $(SAN) -DSOFTLAW_DEBUG
MODE_release := -O2 $(VECTOR) -g $(HARDEN) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
# Without guidance by comparisons, which takes half of the time: the dictionaries do its work.
MODE_fuzz    := -O1 -g $(SAN) -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp \
         -DSOFTLAW_DEBUG
LINK_debug   := $(SAN)
LINK_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
LINK_fuzz    := $(SAN) -fsanitize=fuzzer

CFLAGS  := -std=c11 -D_GNU_SOURCE -ffp-contract=off $(WARN) $(MODE_$(MODE)) -Isrc -Iinclude -I$(OUT) -Ibuild/zones -Ibuild/words \
           -isystem $(SQLITE) \
           $(shell pkg-config --cflags $(PKGS)) -MMD -MP
# Columns of doubles: nobody asks for the flags that an operation raises, so both sides of a choice
# may be computed, and the loop becomes vectors.
$(OUT)/worlds/%.o $(OUT)/incentive/%.o: CFLAGS += -fno-trapping-math
LDLIBS  := $(shell pkg-config --libs $(PKGS)) -lbidgcc000 -lClp -lpthread -lm
LDFLAGS := $(LINK_$(MODE))

# What SQLite is compiled with: durable, strict and closed by default (doc/decisions/0003).
SQLITE_FLAGS := -O2 -fPIE -DSQLITE_DQS=0 -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DSQLITE_THREADSAFE=1 \
          -DHAVE_FDATASYNC=1 -DSQLITE_DEFAULT_SYNCHRONOUS=2 -DSQLITE_DEFAULT_WAL_SYNCHRONOUS=2 \
          -DSQLITE_DEFAULT_MMAP_SIZE=0 -DSQLITE_MAX_MMAP_SIZE=0 -DSQLITE_TRUSTED_SCHEMA=0 \
          -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_API_ARMOR \
          -DSQLITE_LIKE_DOESNT_MATCH_BLOBS -DSQLITE_OMIT_LOAD_EXTENSION \
          -DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_USE_URI=0

SOURCES := $(filter-out %_test.c %_fuzz.c,$(wildcard src/*/*.c))
TESTS   := $(wildcard src/*/*_test.c)
FUZZ    := $(wildcard src/*/*_fuzz.c)
OBJECTS := $(SOURCES:src/%.c=$(OUT)/%.o)
SQL_HEADERS := $(patsubst src/%,$(OUT)/%.h,$(wildcard src/*/*.sql))
CSS_HEADERS := $(patsubst src/%,$(OUT)/%.h,$(wildcard src/app/*.css src/office/*.css))
PAGE_HEADERS := $(patsubst src/%,$(OUT)/%.h,$(wildcard src/office/*.html))
LIB     := $(OUT)/libsoftlaw.a
PROGRAM := $(if $(wildcard src/main.c),$(OUT)/softlaw)
SWEEPS  := $(wildcard test/sim/*_sweep.c)
SIM_OBJECTS := $(patsubst test/%.c,$(OUT)/%.o,$(filter-out $(SWEEPS),$(wildcard test/sim/*.c)))
SWEEP_PROGRAMS := $(SWEEPS:test/%.c=$(OUT)/%)
TEST_PROGRAMS := $(TESTS:src/%.c=$(OUT)/%)
FUZZ_PROGRAMS := $(FUZZ:src/%.c=$(OUT)/%)

.PHONY: all tests sweeps fuzz fuzz-programs po check-po check-house check-headers accept clean help
.SECONDARY:
all: $(LIB) $(PROGRAM) ## the program (MODE=debug|release, CC=gcc|clang)
tests: $(TEST_PROGRAMS) ## every unit test
sweeps: $(SWEEP_PROGRAMS) $(OUT)/sim/softlaw ## the fault sweeps of test/sim

fuzz: ## every fuzz target, with clang's libFuzzer
	+$(MAKE) MODE=fuzz CC=clang fuzz-programs
fuzz-programs: $(FUZZ_PROGRAMS) $(OUT)/canary
$(OUT)/canary: test/fuzz/canary.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $< -o $@

# src/store/001_log.sql becomes the C array sql_001_log in $(OUT)/store/001_log.sql.h.
$(OUT)/%.sql.h: src/%.sql
	@mkdir -p $(@D)
	{ echo 'static const char sql_$(*F)[] = {'; od -An -v -td1 $< | sed 's/[0-9][0-9]*/&,/g'; \
	  echo '0};'; } >$@

# src/app/statement.css becomes the C array css_statement in $(OUT)/app/statement.css.h.
$(OUT)/%.css.h: src/%.css
	@mkdir -p $(@D)
	{ echo 'static const char css_$(*F)[] = {'; od -An -v -td1 $< | sed 's/[0-9][0-9]*/&,/g'; \
	  echo '0};'; } >$@

# src/office/list.html becomes the C function page_list in $(OUT)/office/list.html.h.
build/pages/pages: tools/pages.c
	@mkdir -p $(@D)
	gcc -std=c11 -D_GNU_SOURCE $(WARN) -O1 $< -o $@
$(OUT)/%.html.h: src/%.html build/pages/pages
	@mkdir -p $(@D)
	build/pages/pages $< >$@.new && mv $@.new $@
$(patsubst src/%.c,$(OUT)/%.o,$(wildcard src/office/*.c)): | $(PAGE_HEADERS)

# The folder templates/ becomes the tables template_texts and part_texts (src/templates/catalogue.c).
TEMPLATES := $(sort $(wildcard templates/*.md))
TEMPLATE_PARTS := $(sort $(wildcard templates/parts/*.md))
TEMPLATE_HEADER := $(OUT)/templates/texts.h
$(TEMPLATE_HEADER): tools/texts.sh $(TEMPLATES) $(TEMPLATE_PARTS)
	@mkdir -p $(@D)
	tools/texts.sh template_texts "$(filter-out %README.md %README.zh.md,$(TEMPLATES))" \
	  part_texts "$(TEMPLATE_PARTS)" >$@
$(OUT)/templates/catalogue.o: $(TEMPLATE_HEADER)

# The folder kinds/ becomes the table kind_texts (src/coverage/kinds.c).
KINDS := $(sort $(wildcard kinds/*.yaml))
$(OUT)/coverage/kinds.h: tools/texts.sh $(KINDS)
	@mkdir -p $(@D)
	tools/texts.sh kind_texts "$(KINDS)" >$@
$(OUT)/coverage/kinds.o: $(OUT)/coverage/kinds.h

# The folder law/ becomes the table law_texts (src/review/corpus.c).
LAWS := $(sort $(wildcard law/*.yaml))
$(OUT)/review/law_texts.h: tools/texts.sh $(LAWS)
	@mkdir -p $(@D)
	tools/texts.sh law_texts "$(LAWS)" >$@
$(OUT)/review/corpus.o: $(OUT)/review/law_texts.h

# The time zones of src/feel/tzdata.zi, a release of the IANA database, become C tables. zic and the
# compiler are the machine's, whatever CC builds softlaw.
ZIC := $(or $(shell command -v zic),/usr/sbin/zic)
ZONE_DATA := build/zones/feel/zone_data.h
build/zones/zones: tools/zones.c
	@mkdir -p $(@D)
	gcc -std=c11 -D_GNU_SOURCE $(WARN) -O1 $< -o $@
$(ZONE_DATA): src/feel/tzdata.zi build/zones/zones
	@mkdir -p $(@D)
	rm -rf build/zones/info && $(ZIC) -b slim -d build/zones/info $<
	cd build/zones/info && rm -f Factory && find . -type f | sed 's|^\./||' | \
	  ../zones "$$(sed -n 's/^# version //p' ../../../$<)" . >../$(@:build/zones/%=%).new
	mv $@.new $@
$(OUT)/feel/zone.o: $(ZONE_DATA)

# The words of the lint become the tables of their automaton (src/lint/table.c), which takes longer to
# make than most agreements to read.
WORD_TABLE := build/words/lint/word_table.h
WORD_SOURCES := tools/lint_table.c $(wildcard src/lint/words_*.c src/lint/families_*.c src/lint/evidence_*.c) \
          src/lint/lexicon.c $(patsubst %,src/base/%.c,arena str map automaton_build)
build/words/lint_table: $(WORD_SOURCES) src/lint/words.h src/lint/lint_int.h src/lint/lint.h src/base/automaton.h
	@mkdir -p $(@D)
	gcc -std=c11 -D_GNU_SOURCE $(WARN) -O1 -Isrc $(filter %.c,$^) -o $@
$(WORD_TABLE): build/words/lint_table
	@mkdir -p $(@D)
	$< >$@.new && mv $@.new $@
$(OUT)/lint/table.o: $(WORD_TABLE)

$(OUT)/%.o: src/%.c | $(SQL_HEADERS) $(CSS_HEADERS) $(PAGE_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c $< -o $@

# The scripts of the office's pages, taken into the program likewise (office/scripts.c), and what
# browsers hold them against (W3C, Subresource Integrity).
OFFICE_SCRIPTS := $(wildcard src/office/*.js) $(wildcard build/scripts/*.js)
$(OUT)/office/integrity.h: $(OFFICE_SCRIPTS)
	@mkdir -p $(@D)
	for file in $^; do printf '#define INTEGRITY_%s "sha256-%s"\n' "$$(basename "$$file" .js)" \
	  "$$(openssl dgst -sha256 -binary "$$file" | base64)"; done >$@
$(OUT)/office/scripts.o: $(OUT)/office/integrity.h $(OFFICE_SCRIPTS)

# The page of the editor and dmn-js are taken into the program by the assembler (web/assets.c).
$(OUT)/web/assets.o: $(wildcard src/web/*.html src/web/*.css src/web/*.js) $(wildcard build/dmn-js/*)

$(LIB): $(OBJECTS)
	rm -f $@ && ar rcs $@ $^

# The rooms base and feel alone, for other programs (include/softlaw/feel.h).
.PHONY: feel-library
feel-library: $(OUT)/libsoftlaw-feel.a ## FEEL as a library
$(OUT)/libsoftlaw-feel.a: $(filter $(OUT)/base/% $(OUT)/feel/%,$(OBJECTS))
	rm -f $@ && ar rcs $@ $^

# The whole of the library is taken, so that a name that two rooms define does not link.
$(OUT)/softlaw: $(OUT)/main.o $(LIB) $(SQLITE)/sqlite3.o
	$(CC) $(LDFLAGS) $< -Wl,--whole-archive $(LIB) -Wl,--no-whole-archive $(SQLITE)/sqlite3.o \
	  $(LDLIBS) -o $@

$(OUT)/%_test: $(OUT)/%_test.o $(LIB) $(SQLITE)/sqlite3.o
	$(CC) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

# The fault sweeps of test/sim, linked with the places where they plant faults (test/sim/plant.c),
# and the program itself with the same.
PLANTED := sqlite3_step sqlite3_exec sqlite3_get_autocommit run_find_key run_find_current \
          digest_is_hex entry_from_line ledger_end settle_from_eval malloc calloc realloc
$(OUT)/sim/%.o: test/sim/%.c | $(SQL_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itest -c $< -o $@

$(OUT)/sim/%_sweep: $(OUT)/sim/%_sweep.o $(SIM_OBJECTS) $(LIB) $(SQLITE)/sqlite3.o
	$(CC) $(LDFLAGS) $(PLANTED:%=-Wl,--wrap=%) $^ -lcmocka $(LDLIBS) -o $@

$(OUT)/sim/softlaw: $(OUT)/main.o $(SIM_OBJECTS) $(LIB) $(SQLITE)/sqlite3.o
	$(CC) $(LDFLAGS) $(PLANTED:%=-Wl,--wrap=%) $^ $(LDLIBS) -o $@

$(OUT)/%_fuzz: $(OUT)/%_fuzz.o $(LIB) $(SQLITE)/sqlite3.o
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(OUT)/tools/store_bench: tools/store_bench.c $(LIB) $(SQLITE)/sqlite3.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(OUT)/tools/office_data $(OUT)/tools/office_demo: LDLIBS := $(SQLITE)/sqlite3.o $(LDLIBS)
$(OUT)/tools/office_data $(OUT)/tools/office_demo: $(SQLITE)/sqlite3.o
$(OUT)/tools/%: tools/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $< $(LIB) $(LDLIBS) -o $@

check-house: $(OUT)/tools/check_house check-headers ## layers, banned words, maps, messages, headers
	$< .

# Every header compiles alone.
HEADERS := $(wildcard src/*/*.h)
check-headers: $(HEADERS:src/%=$(OUT)/%.ok)
$(OUT)/%.h.ok: src/%.h
	@mkdir -p $(@D)
	$(CC) $(filter-out -MMD -MP,$(CFLAGS)) -fsyntax-only -x c $< && touch $@

$(SQLITE)/sqlite3.o: $(SQLITE)/sqlite3.c Makefile
	gcc $(SQLITE_FLAGS) -c $< -o $@

# The catalogue po/zh.po becomes the C array mo_zh in $(OUT)/po/zh.mo.h (base/lang.c).
$(OUT)/po/%.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format --endianness=little -o $@ $<
$(OUT)/po/%.mo.h: $(OUT)/po/%.mo
	{ echo 'static const char mo_$*[] = {'; od -An -v -td1 $< | sed 's/[0-9][0-9]*/&,/g'; \
	  echo '0};'; } >$@
$(OUT)/base/lang.o $(OUT)/base/lang_test.o: $(OUT)/po/zh.mo.h

# Every template in MSG("…") or N_("…"), as a catalogue without translations.
build/po/softlaw.pot: $(wildcard src/*.[ch] src/*/*.[ch]) $(PAGE_HEADERS)
	@mkdir -p $(@D)
	xgettext --language=C --from-code=UTF-8 --keyword --keyword=MSG:1 --keyword=N_:1 \
	  --no-location --no-wrap --sort-by-file --package-name=softlaw -o - \
	  $(filter-out %_test.c %_fuzz.c,$^) | sed '/^"POT-Creation-Date/d' >$@

po: build/po/softlaw.pot ## bring po/zh.po up to date with the sources; then translate
	msgmerge --update --no-fuzzy-matching --no-location --no-wrap --backup=none po/zh.po $<
	msgattrib --no-obsolete --no-wrap -o po/zh.po po/zh.po
	@msgfmt --statistics -o /dev/null po/zh.po

check-po: build/po/softlaw.pot ## fail where a message lacks its translation, or has no use
	@msgmerge --quiet --no-fuzzy-matching --no-wrap po/zh.po $< -o build/po/zh.merged
	@msgattrib --no-wrap --untranslated build/po/zh.merged | sed -n 's/^msgid /untranslated: /p' \
	  >build/po/faults; \
	msgattrib --no-wrap --only-obsolete build/po/zh.merged | sed -n 's/^#~ msgid /unused: /p' \
	  >>build/po/faults; \
	sed -i '/: ""$$/d' build/po/faults; cat build/po/faults; test ! -s build/po/faults

.PHONY: install-units
install-units: ## the release program into /usr/local/bin, and the units of systemd/ (DESTDIR)
	$(MAKE) MODE=release
	install -D -m 755 build/release-$(notdir $(CC))/softlaw $(DESTDIR)/usr/local/bin/softlaw
	install -D -m 644 -t $(DESTDIR)/etc/systemd/system $(wildcard systemd/*.service systemd/*.timer)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

accept: $(OUT)/softlaw $(OUT)/tools/transcript ## rewrite the transcripts to what is printed now
	find test/cases -name '*.test' | xargs $(OUT)/tools/transcript --accept $(OUT)/softlaw

clean: ## forget everything built but SQLite
	rm -rf build/debug-* build/release-* build/fuzz-* build/po build/test

-include $(wildcard $(OUT)/*/*.d $(OUT)/*.d)
