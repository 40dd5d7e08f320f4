// app/keep_test.c - what comes back from backups, whatever happened while they were made
//
// The rows I1 to I4 of a store's catalogue of tests: backups under writes are prefixes of the log;
// a point in time is the state of then, table by table; damage is found before use and told with
// its place; an old backup is not taken for a new one by who has seen more.
#include "app/keep_int.h"

#include "app/ledger.h"
#include "app/people.h"
#include "evidence/evidence.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { NOON = 1770000000 };

typedef struct Office {
    Arena *arena;
    Str folder, db, backups;
    int64_t now; // seconds
} Office;

static Str in(Office *o, const char *name) {
    return str_fmt(o->arena, "%.*s/%s", STR_ARG(o->folder), name);
}

static App *app_at(Office *o, int64_t now) {
    return app_new(o->arena, (AppOptions){.sys = sys_fixed(o->arena, now * 1000000, 3)});
}

static App *fresh_app(Office *o) {
    return app_at(o, o->now++);
}

static int open_office(void **state) {
    Arena *a = arena_new();
    Office *o = ARENA_NEW(a, Office);
    char folder[] = "/tmp/softlaw-XXXXXX";
    Str made;
    assert_non_null(mkdtemp(folder));
    *o = (Office){.arena = a, .folder = str_copy(a, str_from(folder)), .now = NOON};
    o->db = in(o, "db");
    o->backups = in(o, "backups");
    OfficeStart start = {.db = o->db, .organisation = STR("henan"), .person = STR("chief")};
    Arena *first = arena_new(); // the stores that it opens close with it
    AppOptions options = {.sys = sys_fixed(first, NOON * (int64_t)1000000, 3)};
    assert_true(app_office_init(app_new(first, options), &start, &made, NULL));
    arena_free(first);
    *state = o;
    return 0;
}

static int close_office(void **state) {
    Office *o = *state;
    Str command = str_fmt(o->arena, "rm -rf %.*s", STR_ARG(o->folder));
    assert_int_equal(system(str_c(o->arena, command)), 0);
    arena_free(o->arena);
    return 0;
}

// One commit of one record.
static void write_facts(Arena *a, Store *s, int64_t number, int64_t now) {
    Str hash, text = str_fmt(a, "quantity,period,value\nclass,2021,%lld\n", (long long)number);
    Str at = str_part(sys_time_text(a, now * 1000000), 0, 19);
    SourceFile file = {STR("facts.csv"), text};
    assert_true(settle_add_facts(a, s, file, str_fmt(a, "%.*sZ", STR_ARG(at)), &hash, NULL));
}

static void add_facts(Office *o, int64_t number) {
    App *app = fresh_app(o);
    Store *s = ledger_open(app, o->db, LEDGER_WRITE, NULL);
    assert_non_null(s);
    write_facts(o->arena, s, number, o->now);
    store_close(s);
}

// Several records in one commit, three commits.
static void post_river(Office *o) {
    Str facts = STR("examples/yellow-river.facts.csv");
    PostRequest r = {
        .inputs = {.agreement = STR("examples/yellow-river.md"), .facts = &facts, .fact_count = 1}};
    assert_non_null(app_post(fresh_app(o), o->db, &r, NULL));
}

static BackupView back_up(Office *o) {
    BackupView v;
    Err err = {0};
    assert_true(app_backup(fresh_app(o), o->db, o->backups, 0, &v, &err));
    return v;
}

static void ship(Office *o) {
    ShippedView v;
    assert_true(app_ship(fresh_app(o), o->db, o->backups, &v, NULL));
}

static bool restore(Office *o, const char *to, const char *record, RestoreView *v, Err *err) {
    RestoreRequest r = {.folder = o->backups, .db = in(o, to), .record = str_from(record)};
    *v = (RestoreView){0};
    return app_restore(fresh_app(o), &r, v, err);
}

// ---- every table, row by row --------------------------------------------------------------------

static void add_rows(Buf *b, sqlite3 *db, const char *sql) {
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++)
            buf_add_fmt(b, "%s|", (const char *)sqlite3_column_text(s, i));
    sqlite3_finalize(s);
}

static Str content(Office *o, Str path) {
    static const char *const TABLES[] = {"SELECT * FROM record ORDER BY seq",
                                         "SELECT * FROM head ORDER BY number",
                                         "SELECT * FROM log_edge",
                                         "SELECT * FROM source ORDER BY hash, part",
                                         "SELECT * FROM agreement",
                                         "SELECT * FROM run ORDER BY number",
                                         "SELECT * FROM entry",
                                         "SELECT * FROM posting ORDER BY entry, position",
                                         "SELECT * FROM balance",
                                         "SELECT * FROM statement",
                                         "SELECT * FROM signature",
                                         "SELECT * FROM migration ORDER BY name"};
    sqlite3 *db;
    Buf b = {.arena = o->arena};
    assert_int_equal(sqlite3_open(str_c(o->arena, path), &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) add_rows(&b, db, TABLES[i]);
    sqlite3_close(db);
    return buf_str(&b);
}

static Head head_of(Office *o, Str path) {
    Head h;
    Store *s = store_open(o->arena, path, (StoreOptions){.is_read_only = true}, NULL);
    assert_non_null(s);
    assert_true(store_head(s, &h, NULL));
    store_close(s);
    return h;
}

// ---- backups ------------------------------------------------------------------------------------

static void every_moment_comes_back_table_by_table(void **state) {
    enum { MOMENTS = 7 };
    Office *o = *state;
    Str then[MOMENTS];
    int64_t records[MOMENTS];
    for (size_t i = 0; i < MOMENTS; i++) {
        if (i == 2) post_river(o);
        add_facts(o, (int64_t)i);
        then[i] = content(o, o->db);
        records[i] = head_of(o, o->db).size;
        if (i == 1 || i == 3) back_up(o);
        if (i > 3) ship(o);
    }
    for (size_t i = 0; i < MOMENTS; i++) {
        RestoreView v;
        Err err = {0};
        char name[16], record[16];
        snprintf(name, sizeof name, "then-%zu", i);
        snprintf(record, sizeof record, "%lld", (long long)records[i]);
        assert_true(restore(o, name, record, &v, &err));
        assert_int_equal(v.record_count, records[i]);
        assert_int_equal(v.left_out, records[MOMENTS - 1] - records[i]);
        assert_true(str_is(content(o, in(o, name)), then[i]));
        assert_int_equal(v.are_younger, i == 0);
        const Verified *sound = app_verify(fresh_app(o), in(o, name), STR(""), NULL);
        assert_true(sound && sound->is_sound);
    }
}

static void a_time_means_the_last_commit_that_is_not_later(void **state) {
    Office *o = *state;
    RestoreView v;
    add_facts(o, 1);
    int64_t then = o->now;
    back_up(o);
    add_facts(o, 2);
    ship(o);
    RestoreRequest r = {.folder = o->backups, .db = in(o, "then")};
    r.at = sys_time_text(o->arena, then * 1000000 + 999999);
    assert_true(app_restore(fresh_app(o), &r, &v, NULL));
    assert_int_equal(v.record_count, 1);
    assert_int_equal(v.left_out, 1);
    r.db = in(o, "all");
    r.at = sys_time_text(o->arena, o->now * 1000000);
    assert_true(app_restore(fresh_app(o), &r, &v, NULL));
    assert_int_equal(v.record_count, 2);
}

// In a process of its own: facts, commit by commit, until it is killed.
static pid_t start_writing(Office *o) {
    pid_t child = fork();
    if (child) return child;
    Store *s = ledger_open(fresh_app(o), o->db, LEDGER_WRITE, NULL);
    for (int64_t i = 0;; i++) {
        Arena *a = arena_new();
        write_facts(a, s, i, NOON);
        arena_free(a);
    }
}

static void a_backup_under_writes_is_a_prefix_of_the_log(void **state) {
    enum { BACKUPS = 12 };
    Office *o = *state;
    BackupView v[BACKUPS];
    pid_t writer = start_writing(o);
    while (!keep_exists(fresh_app(o), o->db) || !head_of(o, o->db).size) usleep(1000);
    for (size_t i = 0; i < BACKUPS; i++) v[i] = back_up(o);
    ship(o);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    assert_true(v[BACKUPS - 1].record_count > v[0].record_count);
    Store *s = store_open(o->arena, o->db, (StoreOptions){.is_read_only = true}, NULL);
    for (size_t i = 0; i < BACKUPS; i++) {
        Head h;
        bool found;
        assert_true(store_find_head(s, v[i].record_count, &h, &found, NULL) && found);
        assert_true(str_is(sha256_hex(o->arena, h.root), v[i].root));
    }
    store_close(s);
    RestoreView r;
    assert_true(restore(o, "back", "", &r, NULL));
    assert_true(r.record_count >= v[BACKUPS - 1].record_count);
}

// ---- what happens meanwhile ---------------------------------------------------------------------

static void all_that_can_be_seen_is_whole(Office *o) {
    BackupList l;
    if (!keep_exists(fresh_app(o), o->backups)) return;
    assert_true(app_backups(fresh_app(o), o->backups, &l, NULL));
    for (size_t i = 0; i < l.count; i++) {
        Backups b;
        assert_true(backups_open(fresh_app(o), o->backups, &b, NULL));
        for (size_t f = 0; f < b.items[i].manifest.count; f++)
            assert_true(
                backup_check(fresh_app(o), &b.items[i], &b.items[i].manifest.files[f], NULL));
    }
}

typedef bool Step(Office *o, App *app);

static bool make_backup(Office *o, App *app) {
    BackupView v;
    return app_backup(app, o->db, o->backups, 1, &v, NULL);
}

static bool make_store(Office *o, App *app) {
    RestoreView v;
    RestoreRequest r = {.folder = o->backups, .db = in(o, "back"), .may_replace = true};
    return app_restore(app, &r, &v, NULL);
}

// Did it end by itself? Else it was killed at the k-th point.
static bool ends_before(Office *o, Step *step, int point, int64_t now) {
    char text[16];
    int status = 0;
    pid_t child = fork();
    if (!child) {
        snprintf(text, sizeof text, "%d", point);
        setenv("SOFTLAW_KILL_AT", text, 1);
        char *at = str_c(o->arena, sys_time_text(o->arena, now * 1000000));
        setenv("SOFTLAW_NOW", at, 1);
        Sys *sys = sys_from_environment(o->arena);
        _exit(step(o, app_new(o->arena, (AppOptions){.sys = sys})) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return !WIFSIGNALED(status);
}

static void killed_at_any_point_a_backup_is_whole_or_not_there(void **state) {
    Office *o = *state;
    int point = 1;
    add_facts(o, 1);
    back_up(o);
    while (!ends_before(o, make_backup, point, NOON + 1000 + point)) {
        all_that_can_be_seen_is_whole(o);
        point++;
    }
    assert_true(point > 10);
    back_up(o);
    all_that_can_be_seen_is_whole(o);
}

static void killed_at_any_point_a_restored_store_is_whole_or_not_there(void **state) {
    Office *o = *state;
    int point = 1;
    add_facts(o, 1);
    back_up(o);
    add_facts(o, 2);
    ship(o);
    Str then = content(o, o->db);
    for (; !ends_before(o, make_store, point, NOON + 1000 + point); point++)
        if (keep_exists(fresh_app(o), in(o, "back")))
            assert_true(str_is(content(o, in(o, "back")), then));
    assert_true(point > 10);
    assert_true(str_is(content(o, in(o, "back")), then));
}

static void a_disk_that_fails_at_any_step_leaves_no_half_backup(void **state) {
    Office *o = *state;
    uint64_t point = 1, points = 1;
    add_facts(o, 1);
    for (; point <= points; point++) {
        BackupView v;
        Err err = {0};
        char name[16];
        snprintf(name, sizeof name, "at-%d", (int)point);
        o->backups = in(o, name);
        Sys *sys = sys_failing(o->arena, point, ENOSPC, true);
        App *app = app_new(o->arena, (AppOptions){.sys = sys});
        bool done = app_backup(app, o->db, o->backups, 0, &v, &err);
        assert_true(done || err.code == ERR_STORE);
        all_that_can_be_seen_is_whole(o);
        points = sys_point_count(sys) > points ? sys_point_count(sys) : points;
    }
    assert_true(points > 20);
}

static void a_full_disk_is_told_and_leaves_nothing(void **state) {
    Office *o = *state;
    BackupView v;
    Err err = {0};
    struct rlimit old, small = {40000, RLIM_INFINITY};
    add_facts(o, 1);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool done = app_backup(fresh_app(o), o->db, o->backups, 0, &v, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(done);
    assert_int_equal(err.code, ERR_STORE);
    assert_int_equal(rmdir(str_c(o->arena, o->backups)), 0);
}

// ---- damage -------------------------------------------------------------------------------------

static void flip(Office *o, Str path, int64_t at) {
    FILE *f = fopen(str_c(o->arena, path), "r+b");
    assert_non_null(f);
    fseek(f, (long)at, SEEK_SET);
    int byte = fgetc(f);
    fseek(f, (long)at, SEEK_SET);
    fputc(byte ^ 1, f);
    fclose(f);
}

static int64_t size_of(Office *o, Str path) {
    struct stat s;
    assert_int_equal(stat(str_c(o->arena, path), &s), 0);
    return s.st_size;
}

static void need_refused(Office *o, Str file) {
    RestoreView v;
    Err err = {0};
    assert_false(restore(o, "back", "", &v, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(str_is(err.place.file, file));
    assert_false(keep_exists(fresh_app(o), in(o, "back")));
}

static void a_changed_bit_is_refused_with_its_file(void **state) {
    static const char *const NAMES[] = {"store", "store.people", "manifest"};
    enum { STEP = 1511 };
    Office *o = *state;
    add_facts(o, 1);
    BackupView b = back_up(o);
    add_facts(o, 2);
    ship(o);
    for (size_t i = 0; i < 4; i++) {
        Str file = i < 3 ? str_fmt(o->arena, "%.*s/%.*s/%s", STR_ARG(o->backups), STR_ARG(b.name),
                                   NAMES[i])
                         : segment_path(fresh_app(o), o->backups, 2, 2);
        int64_t size = size_of(o, file);
        for (int64_t at = 0; at < size; at += i < 2 ? STEP : 7) {
            flip(o, file, at);
            need_refused(o, file);
            flip(o, file, at);
        }
    }
    RestoreView v;
    assert_true(restore(o, "back", "", &v, NULL));
}

static void shipped_records_that_are_missing_or_of_another_log_are_refused(void **state) {
    Office *o = *state;
    RestoreView v;
    Err err = {0};
    add_facts(o, 1);
    back_up(o);
    for (int64_t i = 2; i < 5; i++) {
        add_facts(o, i);
        ship(o);
    }
    char *second = str_c(o->arena, segment_path(fresh_app(o), o->backups, 3, 3));
    char *away = str_c(o->arena, in(o, "away"));
    assert_int_equal(rename(second, away), 0);
    assert_false(restore(o, "back", "", &v, &err));
    assert_true(str_starts_with(str_from(err.message.text), STR("the records between")));
    err = (Err){0};
    assert_true(restore(o, "back", "2", &v, &err));
    // Well formed, and never committed.
    Segment s;
    SegmentName n = {str_from(away), 3, 3};
    assert_true(segment_open(fresh_app(o), &n, &s, NULL));
    s.records.items[0].body = STR("another\tbody\n");
    assert_true(file_write(o->arena, sys_fixed(o->arena, 0, 1), str_from(second),
                           segment_write(o->arena, &s), NULL));
    err = (Err){0};
    assert_false(restore(o, "forged", "", &v, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(str_is(err.place.file, str_from(second)));
}

// ---- what others have seen ----------------------------------------------------------------------

static Str seen(Office *o, Head h) {
    Str path = in(o, "seen"),
        text = witness_state_write(o->arena, (WitnessState){.size = h.size, .root = h.root});
    assert_true(file_write(o->arena, sys_fixed(o->arena, 0, 1), path, text, NULL));
    return path;
}

static void what_others_have_seen_is_left_out_only_when_asked_for(void **state) {
    Office *o = *state;
    RestoreView v;
    add_facts(o, 1);
    back_up(o);
    add_facts(o, 2);
    RestoreRequest r = {.folder = o->backups, .db = in(o, "back")};
    r.published = seen(o, head_of(o, o->db));
    Err err = {0};
    assert_false(app_restore(fresh_app(o), &r, &v, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    r.before_published = true;
    assert_true(app_restore(fresh_app(o), &r, &v, NULL));
    assert_int_equal(v.record_count, 1);
    // A head that this log never had is no matter of asking.
    r.db = in(o, "forged");
    r.published = seen(o, (Head){1, sha256_of(STR("another"))});
    err = (Err){0};
    assert_false(app_restore(fresh_app(o), &r, &v, &err));
    assert_int_equal(err.code, ERR_STORE);
}

static void a_store_that_is_there_is_set_aside_only_when_asked_for(void **state) {
    Office *o = *state;
    RestoreView v;
    add_facts(o, 1);
    back_up(o);
    RestoreRequest r = {.folder = o->backups, .db = o->db};
    assert_false(app_restore(fresh_app(o), &r, &v, NULL));
    r.may_replace = true;
    Store *open = ledger_open(fresh_app(o), o->db, LEDGER_WRITE, NULL);
    assert_false(app_restore(fresh_app(o), &r, &v, NULL));
    store_close(open);
    add_facts(o, 2);
    Err err = {0};
    assert_false(app_restore(fresh_app(o), &r, &v, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    r.before_published = true;
    assert_true(app_restore(fresh_app(o), &r, &v, NULL));
    assert_int_equal(head_of(o, o->db).size, 1);
    assert_int_equal(head_of(o, v.aside).size, 2);
    // The folder keeps the log that it has, and takes no other.
    BackupView b;
    add_facts(o, 3);
    assert_true(app_backup(fresh_app(o), o->db, o->backups, 0, &b, NULL));
    r = (RestoreRequest){.folder = o->backups, .db = v.aside, .may_replace = true};
    err = (Err){0};
    assert_false(app_backup(fresh_app(o), v.aside, o->backups, 0, &b, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
}

// ---- the newest of them -------------------------------------------------------------------------

static void of_old_backups_as_many_are_kept_as_were_asked_for(void **state) {
    Office *o = *state;
    BackupView v;
    BackupList l;
    RestoreView r;
    for (int64_t i = 1; i < 5; i++) {
        add_facts(o, i);
        assert_true(app_backup(fresh_app(o), o->db, o->backups, 2, &v, NULL));
        ship(o);
    }
    assert_true(app_backups(fresh_app(o), o->backups, &l, NULL));
    assert_int_equal(l.count, 2);
    assert_int_equal(l.items[0].record_count, 3);
    assert_true(restore(o, "back", "2", &r, NULL));
    assert_int_equal(r.record_count, 2);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_office, close_office)
    const struct CMUnitTest tests[] = {
        TEST(every_moment_comes_back_table_by_table),
        TEST(a_time_means_the_last_commit_that_is_not_later),
        TEST(a_backup_under_writes_is_a_prefix_of_the_log),
        TEST(killed_at_any_point_a_backup_is_whole_or_not_there),
        TEST(killed_at_any_point_a_restored_store_is_whole_or_not_there),
        TEST(a_disk_that_fails_at_any_step_leaves_no_half_backup),
        TEST(a_full_disk_is_told_and_leaves_nothing),
        TEST(a_changed_bit_is_refused_with_its_file),
        TEST(shipped_records_that_are_missing_or_of_another_log_are_refused),
        TEST(what_others_have_seen_is_left_out_only_when_asked_for),
        TEST(a_store_that_is_there_is_set_aside_only_when_asked_for),
        TEST(of_old_backups_as_many_are_kept_as_were_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
