// store/store_test.c - opening, transactions, queries, migrations and the log on a real file
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define T(text)                                                                                    \
    { "" text, sizeof(text) - 1 }

typedef struct World {
    Arena *arena;
    char folder[32];
    Str path;
    Store *store;
} World;

static const StoreOptions NEW = {.may_create = true};
static const Str AT = {"2024-01-31T12:00:00Z", 20};

static int make_world(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    *w = (World){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(w->folder));
    w->path = str_fmt(w->arena, "%s/store", w->folder);
    Err err = {0};
    w->store = store_open(w->arena, w->path, NEW, &err);
    assert_non_null(w->store);
    *state = w;
    return 0;
}

static int end_world(void **state) {
    World *w = *state;
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    char *path = str_c(w->arena, w->path);
    if (w->store) store_close(w->store);
    for (size_t i = 0; i < 3; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        unlink(name);
    }
    assert_int_equal(rmdir(w->folder), 0);
    arena_free(w->arena);
    return 0;
}

static void reopen(World *w) {
    Err err = {0};
    store_close(w->store);
    w->store = store_open(w->arena, w->path, (StoreOptions){.may_create = false}, &err);
    assert_non_null(w->store);
}

// Change the file as somebody else would, without the store's settings.
static void meddle(World *w, const char *sql) {
    sqlite3 *db;
    store_close(w->store);
    assert_int_equal(sqlite3_open(str_c(w->arena, w->path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t count_of(Store *s, const char *sql) {
    Query *q = store_query(s, sql);
    int64_t count = query_next(q) ? query_int(q, 0) : -1;
    return query_end(q, NULL) ? count : -2;
}

static bool append(Store *s, const char *body) {
    int64_t seq;
    return store_begin(s, NULL) && store_append(s, STR("test"), AT, str_from(body), &seq, NULL) &&
           store_commit(s, NULL);
}

static const Migration PAGES[] = {
    {"test/001",
     "CREATE TABLE page (n BIGINT NOT NULL PRIMARY KEY, t TEXT NOT NULL CHECK (t <> ''))"
     "/*sqlite STRICT*/;"},
    {"test/002", "CREATE TABLE BIGINTS (BIGINT_N BIGINT NOT NULL) /*sqlite STRICT*/;"},
};

static void the_file_is_set_to_lose_nothing(void **state) {
    World *w = *state;
    assert_int_equal(count_of(w->store, "SELECT synchronous FROM pragma_synchronous"), 2);
    assert_int_equal(count_of(w->store, "SELECT foreign_keys FROM pragma_foreign_keys"), 1);
    assert_int_equal(count_of(w->store, "SELECT trusted_schema FROM pragma_trusted_schema"), 0);
    assert_int_equal(count_of(w->store, "SELECT user_version FROM pragma_user_version"), 1);
    Query *q = store_query(w->store, "SELECT journal_mode FROM pragma_journal_mode");
    assert_true(query_next(q) && str_is(query_text(q, 0), STR("wal")));
    assert_true(query_end(q, NULL));
}

static void what_is_no_store_is_refused(void **state) {
    World *w = *state;
    static const struct {
        const char *sql;
        ErrCode code;
    } CHANGES[] = {
        {"PRAGMA application_id = 7", ERR_INPUT},
        {"PRAGMA application_id = 1397506391; PRAGMA user_version = 9", ERR_INPUT},
        {"PRAGMA user_version = 1; UPDATE migration SET hash = 'other'", ERR_CONFLICT},
    };
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        Err err = {0};
        meddle(w, CHANGES[i].sql);
        assert_null(store_open(w->arena, w->path, NEW, &err));
        assert_int_equal(err.code, CHANGES[i].code);
    }
    Err err = {0};
    assert_null(store_open(w->arena, str_fmt(w->arena, "%s/none", w->folder),
                           (StoreOptions){.may_create = false}, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void what_is_not_committed_is_not_there(void **state) {
    World *w = *state;
    assert_true(store_migrate(w->store, PAGES, 2, NULL));
    assert_true(store_begin(w->store, NULL));
    assert_true(query_run(store_query(w->store, "INSERT INTO page (n, t) VALUES (1, 'a')"), NULL));
    store_rollback(w->store);
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM page"), 0);
    assert_true(store_begin(w->store, NULL));
    assert_true(query_run(store_query(w->store, "INSERT INTO page (n, t) VALUES (1, 'a')"), NULL));
    assert_true(store_commit(w->store, NULL));
    reopen(w);
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM page"), 1);
}

static void the_first_failure_dooms_the_transaction(void **state) {
    World *w = *state;
    Err err = {0};
    assert_true(store_migrate(w->store, PAGES, 2, NULL));
    assert_true(store_begin(w->store, NULL));
    assert_true(query_run(store_query(w->store, "INSERT INTO page (n, t) VALUES (1, 'a')"), NULL));
    assert_false(query_run(store_query(w->store, "INSERT INTO page (n, t) VALUES (2, '')"), &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_false(query_run(store_query(w->store, "INSERT INTO page (n, t) VALUES (3, 'c')"), NULL));
    assert_false(store_commit(w->store, NULL));
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM page"), 0);
    assert_true(append(w->store, "x\ty\n"));
}

static void parameters_are_bound_by_name(void **state) {
    World *w = *state;
    Query *q = store_query(w->store, "SELECT $2, $1, $2");
    query_bind_text(q, "$1", STR("one"));
    query_bind_int(q, "$2", 2);
    assert_true(query_next(q));
    assert_int_equal(query_int(q, 0), 2);
    assert_true(str_is(query_text(q, 1), STR("one")));
    assert_int_equal(query_int(q, 2), 2);
    assert_false(query_next(q));
    assert_true(query_end(q, NULL));
}

static void a_column_of_another_type_is_a_failure(void **state) {
    World *w = *state;
    Err err = {0};
    Query *q = store_query(w->store, "SELECT 'text'");
    assert_true(query_next(q));
    assert_int_equal(query_int(q, 0), 0);
    assert_false(query_end(q, &err));
    assert_int_equal(err.code, ERR_STORE);
}

static void migrations_apply_once_and_are_held_to(void **state) {
    World *w = *state;
    assert_true(store_migrate(w->store, PAGES, 1, NULL));
    assert_true(store_migrate(w->store, PAGES, 2, NULL));
    assert_true(store_migrate(w->store, PAGES, 2, NULL));
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM migration"), 3);
    Migration changed = {PAGES[0].name, "CREATE TABLE other (n BIGINT) /*sqlite STRICT*/;"};
    Err err = {0};
    assert_false(store_migrate(w->store, &changed, 1, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE "
                                        "'%BIGINTS (BIGINT_N INTEGER NOT NULL)%STRICT%'"),
                     1);
}

static void a_migration_that_fails_leaves_nothing(void **state) {
    World *w = *state;
    Migration broken = {"test/009", "CREATE TABLE half (n BIGINT) /*sqlite STRICT*/; nonsense;"};
    assert_false(store_migrate(w->store, &broken, 1, NULL));
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"),
                     0);
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM migration"), 1);
}

static void records_are_numbered_and_sealed_by_a_head(void **state) {
    World *w = *state;
    Head head;
    assert_true(store_head(w->store, &head, NULL));
    assert_int_equal(head.size, 0);
    Sha256 leaves[3];
    Sha256Hasher *hasher = sha256_new(w->arena);
    for (int64_t i = 1; i <= 3; i++) {
        assert_true(append(w->store, "x\ty\n"));
        Record r;
        assert_true(store_record(w->arena, w->store, i, &r, NULL));
        leaves[i - 1] = record_leaf(hasher, &r);
        assert_true(store_head(w->store, &head, NULL));
        assert_int_equal(head.size, i);
        assert_true(sha256_is(head.root, merkle_root(leaves, (size_t)i)));
        reopen(w);
    }
    Err err = {0};
    Record none;
    assert_false(store_record(w->arena, w->store, 4, &none, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_record_cannot_be_changed(void **state) {
    World *w = *state;
    assert_true(append(w->store, "x\ty\n"));
    assert_true(store_begin(w->store, NULL));
    assert_false(query_run(store_query(w->store, "UPDATE record SET body = ''"), NULL));
    store_rollback(w->store);
    assert_true(store_begin(w->store, NULL));
    assert_false(query_run(store_query(w->store, "DELETE FROM record"), NULL));
    store_rollback(w->store);
    assert_true(store_begin(w->store, NULL));
    assert_false(query_run(store_query(w->store, "DELETE FROM head"), NULL));
    store_rollback(w->store);
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM record"), 1);
}

static void the_clock_of_the_log_never_goes_back(void **state) {
    World *w = *state;
    int64_t seq;
    Record first, second;
    assert_true(store_begin(w->store, NULL));
    assert_true(
        store_append(w->store, STR("test"), STR("2024-05-01T00:00:00Z"), STR("x\t\n"), &seq, NULL));
    assert_true(store_commit(w->store, NULL));
    assert_true(append(w->store, "x\t\n"));
    assert_true(store_record(w->arena, w->store, 1, &first, NULL));
    assert_true(store_record(w->arena, w->store, 2, &second, NULL));
    assert_true(str_is(str_part(second.at, 0, 19), str_part(first.at, 0, 19)));
}

static void what_is_no_time_or_no_text_is_refused(void **state) {
    World *w = *state;
    int64_t seq;
    static const struct {
        Str at, body;
    } BAD[] = {
        {T("yesterday"), T("x\t\n")},
        {T("2024-01-31T12:00:00Z"), T("x\t\xff\n")},
        {T("2024-01-31T12:00:00Z"), T("x\t\0\n")},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        Err err = {0};
        assert_true(store_begin(w->store, NULL));
        assert_false(store_append(w->store, STR("test"), BAD[i].at, BAD[i].body, &seq, &err));
        assert_int_equal(err.code, ERR_INPUT);
        store_rollback(w->store);
    }
}

static void a_log_whose_edge_was_lost_is_not_appended_to_until_rebuilt(void **state) {
    World *w = *state;
    assert_true(append(w->store, "x\t1\n") && append(w->store, "x\t2\n"));
    meddle(w, "DELETE FROM log_edge");
    reopen(w);
    Err err = {0};
    assert_false(store_begin(w->store, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(store_begin_rebuild(w->store, NULL));
    assert_true(store_commit(w->store, NULL));
    assert_true(append(w->store, "x\t3\n"));
}

static void proofs_hold_against_the_heads(void **state) {
    World *w = *state;
    Head old, head;
    Record r;
    Sha256 *path;
    size_t count;
    for (int i = 0; i < 5; i++) assert_true(append(w->store, "x\ty\n"));
    assert_true(store_head(w->store, &old, NULL));
    for (int i = 0; i < 6; i++) assert_true(append(w->store, "x\tz\n"));
    assert_true(store_head(w->store, &head, NULL));
    assert_true(store_prove_prefix(w->arena, w->store, 5, 11, &path, &count, NULL));
    assert_true(merkle_check_prefix(5, old.root, 11, head.root, path, count));
    assert_true(store_prove_record(w->arena, w->store, 4, 11, &path, &count, NULL));
    assert_true(store_record(w->arena, w->store, 4, &r, NULL));
    assert_true(
        merkle_check_leaf(record_leaf(sha256_new(w->arena), &r), 3, 11, path, count, head.root));
    assert_false(store_prove_record(w->arena, w->store, 4, 12, &path, &count, NULL));
    assert_false(store_prove_prefix(w->arena, w->store, 0, 5, &path, &count, NULL));
}

static void a_reader_changes_nothing(void **state) {
    World *w = *state;
    assert_true(append(w->store, "x\ty\n"));
    store_close(w->store);
    Err err = {0};
    w->store = store_open(w->arena, w->path, (StoreOptions){.is_read_only = true}, &err);
    assert_non_null(w->store);
    assert_true(store_begin_reading(w->store, NULL));
    assert_int_equal(count_of(w->store, "SELECT count(*) FROM record"), 1);
    store_rollback(w->store);
}

static void a_disk_that_fails_at_any_point_leaves_all_or_nothing(void **state) {
    World *w = *state;
    bool was_reached = true;
    int64_t records = 0;
    store_close(w->store);
    for (uint64_t k = 1; was_reached; k++) {
        Sys *sys = sys_failing(w->arena, k, 5, true);
        w->store = store_open(w->arena, w->path, (StoreOptions){.sys = sys}, NULL);
        records += w->store && append(w->store, "x\ty\n");
        if (w->store) store_close(w->store);
        w->store = store_open(w->arena, w->path, (StoreOptions){.may_create = false}, NULL);
        assert_int_equal(count_of(w->store, "SELECT count(*) FROM record"), records);
        store_close(w->store);
        was_reached = sys_point_count(sys) >= k;
        assert_true(k < 100 && (was_reached || k > 10));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, end_world)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_file_is_set_to_lose_nothing),
        TEST(what_is_no_store_is_refused),
        TEST(what_is_not_committed_is_not_there),
        TEST(the_first_failure_dooms_the_transaction),
        TEST(parameters_are_bound_by_name),
        TEST(a_column_of_another_type_is_a_failure),
        TEST(migrations_apply_once_and_are_held_to),
        TEST(a_migration_that_fails_leaves_nothing),
        TEST(records_are_numbered_and_sealed_by_a_head),
        TEST(a_record_cannot_be_changed),
        TEST(the_clock_of_the_log_never_goes_back),
        TEST(what_is_no_time_or_no_text_is_refused),
        TEST(a_log_whose_edge_was_lost_is_not_appended_to_until_rebuilt),
        TEST(proofs_hold_against_the_heads),
        TEST(a_reader_changes_nothing),
        TEST(a_disk_that_fails_at_any_point_leaves_all_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
