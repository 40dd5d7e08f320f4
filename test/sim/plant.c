// sim/plant.c - faults planted on purpose, which the sweeps must catch
#include "sim/plant.h"

#include "settle/settle_int.h"
#include "verify/verify_int.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_HALF = 3 }; // changes

static struct {
    Plant plant;
    bool believes_open; // a careless author's idea of the transaction
    int changes;        // in the transaction
    unsigned statements;
    uint64_t memory_at, allocations;
    bool memory_once;
} planted;

static const struct {
    const char *name;
    Plant plant;
} NAMES[] = {
    {"halves", PLANT_HALVES},
    {"unchecked", PLANT_UNCHECKED},
    {"forgetful", PLANT_FORGETFUL},
};

void plant_set(Plant p) {
    planted.plant = p;
    planted.changes = 0;
    planted.believes_open = false;
}

Plant plant_named(const char *name) {
    for (size_t i = 0; name && i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strcmp(NAMES[i].name, name) == 0) return NAMES[i].plant;
    return PLANT_NONE;
}

// The program itself, linked with these plants, is told by its environment.
__attribute__((constructor)) static void plant_from_environment(void) {
    plant_set(plant_named(getenv("SOFTLAW_PLANT")));
}

// ---- SQLite
// ---------------------------------------------------------------------------------------

// NOLINTBEGIN: the names are the linker's
int __real_sqlite3_step(sqlite3_stmt *s);
int __wrap_sqlite3_step(sqlite3_stmt *s);
int __real_sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **),
                        void *self, char **ret_message);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **),
                        void *self, char **ret_message);
int __real_sqlite3_get_autocommit(sqlite3 *db);
int __wrap_sqlite3_get_autocommit(sqlite3 *db);

static void cut_in_halves(sqlite3 *db) {
    __real_sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    __real_sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
}

int __wrap_sqlite3_step(sqlite3_stmt *s) {
    int rc = __real_sqlite3_step(s);
    if (planted.plant == PLANT_UNCHECKED && rc != SQLITE_ROW) return SQLITE_DONE;
    if (planted.plant == PLANT_HALVES && rc == SQLITE_DONE && !sqlite3_stmt_readonly(s) &&
        ++planted.changes == FIRST_HALF)
        cut_in_halves(sqlite3_db_handle(s));
    return rc;
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **),
                        void *self, char **ret_message) {
    int rc = __real_sqlite3_exec(db, sql, row, self, ret_message);
    bool begins = strncmp(sql, "BEGIN", 5) == 0;
    bool ends = strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0;
    if (begins) planted.changes = 0;
    if (begins || ends) planted.believes_open = begins;
    return planted.plant == PLANT_UNCHECKED && ends ? SQLITE_OK : rc;
}

int __wrap_sqlite3_get_autocommit(sqlite3 *db) {
    if (planted.plant == PLANT_UNCHECKED) return !planted.believes_open;
    return __real_sqlite3_get_autocommit(db);
}

// ---- the rooms
// ------------------------------------------------------------------------------------

bool __real_run_find_key(Arena *a, Store *s, const Statement *st, Str key, RunMark *ret, Err *err);
bool __wrap_run_find_key(Arena *a, Store *s, const Statement *st, Str key, RunMark *ret, Err *err);
bool __real_run_find_current(Arena *a, Store *s, const Statement *st, RunMark *ret, Err *err);
bool __wrap_run_find_current(Arena *a, Store *s, const Statement *st, RunMark *ret, Err *err);
bool __real_digest_is_hex(Digest d, Str hex);
bool __wrap_digest_is_hex(Digest d, Str hex);
Entry __real_entry_from_line(Arena *a, const Statement *s, const StatementLine *l);
Entry __wrap_entry_from_line(Arena *a, const Statement *s, const StatementLine *l);
bool __real_ledger_end(Ledger *l, Err *err);
bool __wrap_ledger_end(Ledger *l, Err *err);
const Statement *__real_settle_from_eval(Arena *a, const Rulebook *r, const Outcome *o,
                                         Period period, const Str *fact_hashes, size_t fact_count);
const Statement *__wrap_settle_from_eval(Arena *a, const Rulebook *r, const Outcome *o,
                                         Period period, const Str *fact_hashes, size_t fact_count);

bool __wrap_run_find_key(Arena *a, Store *s, const Statement *st, Str key, RunMark *ret, Err *err) {
    bool done = __real_run_find_key(a, s, st, key, ret, err);
    if (planted.plant == PLANT_FORGETFUL) *ret = (RunMark){0};
    return done;
}

bool __wrap_run_find_current(Arena *a, Store *s, const Statement *st, RunMark *ret, Err *err) {
    bool done = __real_run_find_current(a, s, st, ret, err);
    if (planted.plant == PLANT_FORGETFUL) ret->content = STR("");
    return done;
}

bool __wrap_digest_is_hex(Digest d, Str hex) {
    return planted.plant == PLANT_TRUSTING || __real_digest_is_hex(d, hex);
}

Entry __wrap_entry_from_line(Arena *a, const Statement *s, const StatementLine *l) {
    Entry e = __real_entry_from_line(a, s, l);
    Dec off;
    if (planted.plant == PLANT_LOPSIDED && dec_from_text(e.postings[0].amount, &off, NULL) &&
        dec_add(off, dec_from_int(1), &off))
        e.postings[0].amount = dec_text(a, off);
    return e;
}

bool __wrap_ledger_end(Ledger *l, Err *err) {
    return planted.plant == PLANT_HASTY || __real_ledger_end(l, err);
}

const Statement *__wrap_settle_from_eval(Arena *a, const Rulebook *r, const Outcome *o,
                                         Period period, const Str *fact_hashes, size_t fact_count) {
    const Statement *st = __real_settle_from_eval(a, r, o, period, fact_hashes, fact_count);
    if (planted.plant != PLANT_UNSTEADY || !st->line_count || ++planted.statements % 2) return st;
    Statement *shorter = arena_copy(a, st, sizeof *st);
    shorter->line_count--;
    return shorter;
}

// ---- memory
// ---------------------------------------------------------------------------------------

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);

void plant_no_memory(uint64_t at, bool once) {
    planted.memory_at = at;
    planted.memory_once = once;
    planted.allocations = 0;
}

uint64_t plant_allocations(void) {
    return planted.allocations;
}

static bool is_memory_gone(void) {
    if (!planted.memory_at) return false;
    uint64_t n = ++planted.allocations;
    return planted.memory_once ? n == planted.memory_at : n >= planted.memory_at;
}

void *__wrap_malloc(size_t size) {
    return is_memory_gone() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return is_memory_gone() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
    return is_memory_gone() ? NULL : __real_realloc(old, size);
}
// NOLINTEND
