// verify/verify_test.c - what is sound is called sound; what was meddled with is named
//
// Each case changes a store behind its back, as somebody with the file and SQL at hand would, and
// says which kind of fault and which record must be named.
#include "verify/verify.h"

#include "settle/settle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define AT STR("2022-03-01T09:00:00Z")

typedef struct World {
    Arena *arena;
    char folder[32];
    Str path;
    Head head;
} World;

static void post(World *w, Store *s, Str version, const char *period, int64_t amount,
                 bool corrects) {
    Side from = {SIDE_PARTY, STR(""), STR("shandong")}, to = {SIDE_PARTY, STR(""), STR("henan")};
    StatementLine line = {.item = STR("basic"),
                          .from = from,
                          .to = to,
                          .amount = dec_from_int(amount),
                          .currency = STR("CNY")};
    Statement st = {.agreement = STR("river"),
                    .version = version,
                    .period = str_from(period),
                    .lines = &line,
                    .line_count = 1};
    PostResult r;
    PostOptions o = {AT, STR(""), corrects};
    assert_true(settle_post(w->arena, s, &st, o, &r, NULL));
    assert_int_equal(r.outcome, POST_DONE);
}

// Records 1 file, 2 agreement, 3 facts, 4 run, 5 entry (2021), 6 run, 7 entry (2022), 8 run,
// 9 reversal, 10 entry (2021 corrected), 11 close.
static int make_world(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    w->arena = a;
    memcpy(w->folder, "/tmp/softlaw-XXXXXX", 20);
    assert_non_null(mkdtemp(w->folder));
    w->path = str_fmt(a, "%s/store", w->folder);
    Store *s = settle_open(a, w->path, (StoreOptions){.may_create = true}, NULL);
    assert_non_null(s);
    SourceFile text = {STR("river.md"), STR("# 1\n\nwords\n")},
               facts = {STR("f.csv"), STR("a,b\n")};
    Str version = sha256_hex(a, sha256_of(text.text)), hash;
    AgreementInfo info = {
        .id = STR("river"), .version = version, .label = STR("2021"), .title = STR("River")};
    PostResult r;
    assert_true(settle_add_agreement(a, s, info, text, AT, NULL));
    assert_true(settle_add_facts(a, s, facts, AT, &hash, NULL));
    post(w, s, version, "2021", 100, false);
    post(w, s, version, "2022", 50, false);
    post(w, s, version, "2021", 120, true);
    assert_true(settle_close_period(a, s, STR("river"), STR("2021"), AT, &r, NULL));
    assert_true(store_head(s, &w->head, NULL));
    store_close(s);
    *state = w;
    return 0;
}

static int end_world(void **state) {
    World *w = *state;
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(w->arena, str_fmt(w->arena, "%.*s%s", STR_ARG(w->path), ENDS[i])));
    assert_int_equal(rmdir(w->folder), 0);
    arena_free(w->arena);
    return 0;
}

static void meddle(World *w, const char *sql) {
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(str_c(w->arena, w->path), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    if (message) fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static const VerifyReport *verify(World *w) {
    Err err = {0};
    const VerifyReport *r = verify_run(w->arena, w->path, (VerifyOptions){.vfs = NULL}, &err);
    assert_non_null(r);
    return r;
}

static void print_faults(const VerifyReport *r) {
    for (size_t i = 0; i < r->fault_count && i < 10; i++)
        print_message("%s %lld: %s [%.*s] [%.*s]\n", verify_kind_name(r->faults[i].kind),
                      (long long)r->faults[i].seq, r->faults[i].message.text,
                      STR_ARG(r->faults[i].message.args[0]), STR_ARG(r->faults[i].message.args[1]));
}

// The rows that verify/schema.c must hold, for when a step of the schema was added.
static void print_schema(World *w) {
    sqlite3 *db;
    sqlite3_stmt *st;
    assert_int_equal(sqlite3_open(str_c(w->arena, w->path), &db), SQLITE_OK);
    sqlite3_prepare_v2(db,
                       "SELECT type, name, tbl_name, sql FROM sqlite_schema UNION ALL "
                       "SELECT '', name, hash, NULL FROM migration ORDER BY 2",
                       -1, &st, NULL);
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *sql = (const char *)sqlite3_column_text(st, 3);
        Str digest = sql ? sha256_hex(w->arena, sha256_of(str_from(sql))) : STR("");
        print_message("{\"%s\", \"%s\", \"%s\", \"%.*s\"},\n", sqlite3_column_text(st, 0),
                      sqlite3_column_text(st, 1), sqlite3_column_text(st, 2), STR_ARG(digest));
    }
    sqlite3_finalize(st);
    sqlite3_close(db);
}

static void a_sound_store_is_called_sound(void **state) {
    World *w = *state;
    const VerifyReport *r = verify(w);
    if (!r->is_sound) print_faults(r), print_schema(w);
    assert_true(r->is_sound);
    assert_int_equal(r->record_count, 11);
    assert_int_equal(r->entry_count, 4);
    assert_int_equal(r->posting_count, 8);
    assert_true(str_is(r->root, sha256_hex(w->arena, w->head.root)));
    assert_int_equal(r->first_seq, 0);
}

static void an_empty_store_is_sound(void **state) {
    World *w = *state;
    end_world(state);
    Arena *a = arena_new();
    w = ARENA_NEW(a, World);
    w->arena = a;
    memcpy(w->folder, "/tmp/softlaw-XXXXXX", 20);
    assert_non_null(mkdtemp(w->folder));
    w->path = str_fmt(a, "%s/store", w->folder);
    *state = w;
    store_close(settle_open(a, w->path, (StoreOptions){.may_create = true}, NULL));
    assert_true(verify(w)->is_sound);
}

#define UNLOCK                                                                                     \
    "DROP TRIGGER record_is_not_updated; DROP TRIGGER record_is_not_deleted; "                     \
    "DROP TRIGGER head_is_not_deleted; DROP TRIGGER head_is_not_updated; "

static const struct {
    const char *sql;
    VerifyKind kind;
    int64_t seq;
} CASES[] = {
    {"PRAGMA user_version = 2", VERIFY_HEADER, 0},
    {"PRAGMA application_id = 2", VERIFY_HEADER, 0},
    {"DROP TRIGGER record_is_not_updated", VERIFY_SCHEMA, 0},
    {"CREATE TABLE extra (x TEXT)", VERIFY_SCHEMA, 0},
    {"CREATE INDEX extra ON entry (item)", VERIFY_SCHEMA, 0},
    {"UPDATE migration SET hash = 'x'", VERIFY_SCHEMA, 0},
    {"DELETE FROM migration", VERIFY_SCHEMA, 0},
    {UNLOCK "UPDATE record SET body = replace(body, '100', '900') WHERE seq = 5", VERIFY_ALTERED,
     5},
    {UNLOCK "UPDATE record SET at = '2022-03-01T09:00:01Z' WHERE seq = 3", VERIFY_ALTERED, 3},
    {UNLOCK "UPDATE record SET kind = 'other' WHERE seq = 11", VERIFY_ALTERED, 11},
    {UNLOCK "UPDATE record SET leaf = lower(hex(randomblob(32))) WHERE seq = 1", VERIFY_ALTERED, 1},
    {UNLOCK "DELETE FROM record WHERE seq = 7", VERIFY_MISSING, 7},
    {UNLOCK "DELETE FROM record WHERE seq = 11", VERIFY_MISSING, 11},
    {UNLOCK "DELETE FROM record WHERE seq = 1", VERIFY_MISSING, 1},
    {UNLOCK "UPDATE record SET seq = -5 WHERE seq = 5; UPDATE record SET seq = 5 WHERE seq = 7; "
            "UPDATE record SET seq = 7 WHERE seq = -5",
     VERIFY_REORDERED, 5},
    {UNLOCK "DELETE FROM head WHERE number = 3", VERIFY_HEAD, 4},
    {UNLOCK "DELETE FROM head WHERE number = (SELECT max(number) FROM head)", VERIFY_HEAD, 11},
    {UNLOCK "UPDATE head SET root = replace(root, 'a', 'b') WHERE number = 2", VERIFY_HEAD, 3},
    {UNLOCK "UPDATE head SET size = 100 WHERE size = 11", VERIFY_MISSING, 12},
    {"UPDATE log_edge SET size = 10", VERIFY_DERIVED, 11},
    {"DELETE FROM log_edge", VERIFY_DERIVED, 11},
    {"UPDATE posting SET amount = '101' WHERE entry = 1 AND position = 2", VERIFY_DERIVED, 5},
    {"DELETE FROM posting WHERE entry = 2", VERIFY_DERIVED, 7},
    {"INSERT INTO posting VALUES (4, 3, 'x', 'CNY', '1')", VERIFY_DERIVED, 0},
    {"INSERT INTO posting VALUES (1, 3, 'x', 'CNY', '1')", VERIFY_DERIVED, 7},
    {"UPDATE posting SET account = 'thief' WHERE entry = 2 AND position = 2", VERIFY_DERIVED, 7},
    {"UPDATE entry SET due = 'never' WHERE number = 3", VERIFY_DERIVED, 9},
    {"UPDATE entry SET reverses = 0 WHERE number = 3", VERIFY_DERIVED, 9},
    {"DELETE FROM entry WHERE number = 4", VERIFY_DERIVED, 10},
    {"UPDATE run SET key = 'mine' WHERE number = 2", VERIFY_DERIVED, 6},
    {"UPDATE run SET corrected_by = 0 WHERE number = 1", VERIFY_DERIVED, 4},
    {"UPDATE run SET corrected_by = 3 WHERE number = 2", VERIFY_DERIVED, 6},
    {"UPDATE balance SET amount = '171' WHERE account = 'Agreements:river:henan:Receivable'",
     VERIFY_DERIVED, 10},
    {"DELETE FROM balance WHERE account = 'Agreements:river:henan:Receivable'", VERIFY_DERIVED, 10},
    {"INSERT INTO balance VALUES ('thief', 'CNY', '1')", VERIFY_DERIVED, 0},
    {"UPDATE statement SET run = 1 WHERE period = '2021'", VERIFY_DERIVED, 8},
    {"DELETE FROM statement WHERE period = '2022'", VERIFY_DERIVED, 6},
    {"DELETE FROM closing", VERIFY_DERIVED, 11},
    {"UPDATE agreement SET id = 'other'", VERIFY_DERIVED, 2},
    {"UPDATE source SET parts = 2 WHERE seq = 3", VERIFY_DERIVED, 3},
};

static void what_was_meddled_with_is_named(void **state) {
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        end_world(state);
        make_world(state);
        meddle(*state, CASES[i].sql);
        const VerifyReport *r = verify(*state);
        bool is_named = false;
        for (size_t k = 0; k < r->fault_count; k++)
            is_named = is_named ||
                       (r->faults[k].kind == CASES[i].kind && r->faults[k].seq == CASES[i].seq);
        if (!is_named) print_faults(r);
        if (!is_named) fail_msg("not named: %s", CASES[i].sql);
        assert_false(r->is_sound);
    }
}

static void a_known_head_must_be_a_prefix(void **state) {
    World *w = *state;
    VerifyOptions o = {
        .has_known_head = true, .known_size = 11, .known_root = sha256_hex(w->arena, w->head.root)};
    assert_true(verify_run(w->arena, w->path, o, NULL)->is_sound);
    o.known_size = 10;
    const VerifyReport *r = verify_run(w->arena, w->path, o, NULL);
    assert_int_equal(r->faults[0].kind, VERIFY_PREFIX);
    o.known_size = 12;
    r = verify_run(w->arena, w->path, o, NULL);
    assert_int_equal(r->faults[0].kind, VERIFY_PREFIX);
    assert_int_equal(r->faults[0].seq, 12);
}

static void a_file_that_is_no_store_is_told(void **state) {
    World *w = *state;
    Err err = {0};
    assert_null(verify_run(w->arena, STR("/nowhere/store"), (VerifyOptions){.vfs = NULL}, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void verifying_leaves_the_file_as_it_is(void **state) {
    World *w = *state;
    Err err = {0};
    Str before, after;
    FILE *f = fopen(str_c(w->arena, w->path), "rb");
    char *bytes = arena_get(w->arena, 1 << 20);
    before = (Str){bytes, fread(bytes, 1, 1 << 20, f)};
    fclose(f);
    assert_true(verify(w)->is_sound);
    f = fopen(str_c(w->arena, w->path), "rb");
    bytes = arena_get(w->arena, 1 << 20);
    after = (Str){bytes, fread(bytes, 1, 1 << 20, f)};
    fclose(f);
    assert_true(str_is(before, after));
    assert_int_equal(err.code, ERR_NONE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, end_world)
    const struct CMUnitTest tests[] = {
        TEST(a_sound_store_is_called_sound),   TEST(an_empty_store_is_sound),
        TEST(what_was_meddled_with_is_named),  TEST(a_known_head_must_be_a_prefix),
        TEST(a_file_that_is_no_store_is_told), TEST(verifying_leaves_the_file_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
