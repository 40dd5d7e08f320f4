// app/batch_test.c - many use cases in one batch of a ledger, and of the people beside it
#include "app/people.h"
#include "app/seal.h"

#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define GOOD STR("kettle ochre vowel lantern")
#define RIVER STR("examples/yellow-river.md")
#define RIVER_FACTS STR("examples/yellow-river.facts.csv")
#define OTHER STR("examples/zhoukou-tiers.md")
#define OTHER_FACTS STR("examples/zhoukou-tiers.facts.csv")

typedef struct Office {
    Arena *arena;
    AppOptions options; // with gates
    App *app;
    Str folder, db, twin; // the twin is written to one by one
    OpenLedger *ledger;
    OpenPeople *people;
    Str note, trust; // files
} Office;

static Str beside(Office *o, const char *name) {
    return str_fmt(o->arena, "%.*s/%s", STR_ARG(o->folder), name);
}

// A key of Henan, its signature under the agreement, and the list of those that are trusted.
static void sign(Office *o) {
    KeyUse k = {beside(o, "key"), STR("a river does not sign by itself")};
    Str note;
    const SealKeyView *v = app_key_new(o->app, STR("henan.gov.cn"), k, NULL);
    assert_non_null(v);
    o->note = beside(o, "note");
    o->trust = beside(o, "trust");
    assert_true(app_sign(o->app, RIVER, k, STR(""), &note, NULL));
    assert_true(file_write_private(o->arena, sys_fixed(o->arena, 0, 1), o->note, note, NULL));
    Str line = str_fmt(o->arena, "%.*s\n", STR_ARG(v->verifier));
    assert_true(file_write_private(o->arena, sys_fixed(o->arena, 0, 1), o->trust, line, NULL));
}

static int open_office(void **state) {
    Arena *a = arena_new();
    Office *o = ARENA_NEW(a, Office);
    char folder[] = "/tmp/softlaw-XXXXXX";
    Str made;
    assert_non_null(mkdtemp(folder));
    *o = (Office){.arena = a, .folder = str_copy(a, str_from(folder))};
    o->options = (AppOptions){.sys = sys_fixed(a, 1770000000000000, 3), .gates = app_gates_new(a)};
    o->app = app_new(a, o->options);
    o->db = beside(o, "db");
    o->twin = beside(o, "twin");
    OfficeStart start = {
        .db = o->db, .organisation = STR("henan"), .person = STR("chief"), .password = GOOD};
    assert_true(app_office_init(o->app, &start, &made, NULL));
    o->people = app_people_open(o->app, o->db, NULL);
    o->ledger = app_ledger_open(o->app, o->db, NULL);
    assert_true(o->people && o->ledger);
    sign(o);
    *state = o;
    return 0;
}

static int close_office(void **state) {
    static const char *const NAMES[] = {
        "db",   "db-wal",   "db-shm",   "db.people", "db.people-wal", "db.people-shm",
        "twin", "twin-wal", "twin-shm", "key",       "note",          "trust"};
    Office *o = *state;
    Arena *names = arena_new();
    Str folder = str_copy(names, o->folder);
    arena_free(o->arena);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        unlink(str_c(names, str_fmt(names, "%.*s/%s", STR_ARG(folder), NAMES[i])));
    assert_int_equal(rmdir(str_c(names, folder)), 0);
    arena_free(names);
    return 0;
}

// ---- the ledger ---------------------------------------------------------------------------------

static App *next_app(Office *o) {
    return app_new(o->arena, o->options);
}

static App *app_of_twin(Office *o) {
    return app_new(o->arena, (AppOptions){.sys = o->options.sys});
}

// Each with an App of its own, as requests have; into the twin where there is no ledger.
static const PostList *post(Office *o, OpenLedger *l, Str agreement, Str facts,
                            bool is_correction) {
    App *app = l ? next_app(o) : app_of_twin(o);
    PostRequest r = {.inputs = {.agreement = agreement, .facts = &facts, .fact_count = 1},
                     .is_correction = is_correction};
    if (!l) return app_post(app, o->twin, &r, NULL);
    const PostDraft *d = app_post_prepare(app, &r, NULL);
    assert_non_null(d);
    return app_post_write(app, l, d, NULL);
}

static const SignedList *record(Office *o, OpenLedger *l) {
    App *app = l ? next_app(o) : app_of_twin(o);
    return l ? app_sign_write(app, l, o->note, o->trust, NULL)
             : app_sign_record(app, o->twin, o->note, o->trust, NULL);
}

static void write_all(Office *o, OpenLedger *l) {
    const PostList *river = post(o, l, RIVER, RIVER_FACTS, false);
    const SignedList *signers = record(o, l);
    const PostList *again = post(o, l, RIVER, RIVER_FACTS, true);
    const PostList *other = post(o, l, OTHER, OTHER_FACTS, false);
    assert_true(river && signers && again && other);
    assert_int_equal(river->refused_count, 0);
    assert_string_equal(signers->items[0].outcome, "done");
    assert_string_equal(again->items[0].outcome, "already-posted");
    assert_int_equal(other->refused_count, 0);
}

static const Verified *verified(Office *o, Str db) {
    Err err = {.code = ERR_NONE};
    const Verified *v = app_verify(next_app(o), db, STR(""), &err);
    assert_non_null(v);
    assert_true(v->is_sound);
    return v;
}

static void a_batch_makes_the_ledger_that_single_use_cases_make(void **state) {
    Office *o = *state;
    assert_true(app_ledger_batch_begin(o->app, o->ledger, NULL));
    write_all(o, o->ledger);
    assert_int_equal(verified(o, o->db)->record_count, 0);
    assert_true(app_ledger_batch_commit(o->app, o->ledger, NULL));
    write_all(o, NULL);
    const Verified *v = verified(o, o->db), *twin = verified(o, o->twin);
    assert_true(v->record_count > 10);
    assert_true(str_is(v->root, twin->root));
    assert_int_equal(v->posting_count, twin->posting_count);
}

static void a_batch_given_up_leaves_nothing(void **state) {
    Office *o = *state;
    assert_true(app_ledger_batch_begin(o->app, o->ledger, NULL));
    write_all(o, o->ledger);
    app_ledger_batch_rollback(o->ledger);
    assert_int_equal(verified(o, o->db)->record_count, 0);
    write_all(o, o->ledger);
    assert_true(verified(o, o->db)->record_count > 10);
}

static void what_is_refused_leaves_the_others(void **state) {
    Office *o = *state;
    assert_true(app_ledger_batch_begin(o->app, o->ledger, NULL));
    const SignedList *early = record(o, o->ledger);
    assert_string_equal(early->items[0].outcome, "unknown-agreement");
    write_all(o, o->ledger);
    const SignedList *late = record(o, o->ledger);
    assert_string_equal(late->items[0].outcome, "already-signed");
    assert_true(app_ledger_batch_commit(o->app, o->ledger, NULL));
    assert_true(verified(o, o->db)->record_count > 10);
}

// What is committed has its disk taken away: no file grows any more.
static bool commit_without_room(Office *o, Err *err) {
    struct rlimit usual, none;
    struct stat wal;
    assert_int_equal(stat(str_c(o->arena, beside(o, "db-wal")), &wal), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    none = (struct rlimit){(rlim_t)wal.st_size, usual.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    bool done = app_ledger_batch_commit(o->app, o->ledger, err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
    return done;
}

static void a_disk_without_room_closes_the_ledger_and_nothing_is_lost(void **state) {
    Office *o = *state;
    Err err = {.code = ERR_NONE}, later = {.code = ERR_NONE};
    assert_true(app_ledger_batch_begin(o->app, o->ledger, NULL));
    write_all(o, o->ledger);
    assert_false(commit_without_room(o, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_false(app_ledger_is_open(o->ledger));
    assert_false(app_ledger_batch_begin(o->app, o->ledger, &later));
    assert_int_equal(verified(o, o->db)->record_count, 0);
    o->ledger = app_ledger_open(next_app(o), o->db, NULL);
    assert_true(o->ledger && app_ledger_is_open(o->ledger));
    write_all(o, o->ledger);
}

// ---- people -------------------------------------------------------------------------------------

static LoginView log_in(Office *o, OpenPeople *p, Str password) {
    LoginForm form = {.person = STR("chief"), .password = password};
    LoginView view;
    assert_true(app_login(next_app(o), p, &form, &view, NULL));
    return view;
}

static void who_logs_in_within_a_batch_is_in_when_it_is_committed(void **state) {
    Office *o = *state;
    WhoView who;
    OpenPeople *other = app_people_open(o->app, o->db, NULL);
    assert_true(app_people_batch_begin(o->app, o->people, NULL));
    assert_string_equal(log_in(o, o->people, STR("something else")).outcome, "refused");
    Str token = log_in(o, o->people, GOOD).token;
    assert_true(app_who(o->app, o->people, token, &who, NULL));
    assert_false(app_who(o->app, other, token, &who, NULL));
    assert_true(app_people_batch_commit(o->app, o->people, NULL));
    assert_true(app_who(o->app, other, token, &who, NULL));
    assert_true(str_is(who.person, STR("chief")));
}

// A refusal is an answer: the attempt stays charged, so that batches give no free tries.
static void a_failed_attempt_is_charged_within_a_batch(void **state) {
    Office *o = *state;
    enum { TRIES = 5 };
    for (int i = 0; i < TRIES; i++) {
        assert_true(app_people_batch_begin(o->app, o->people, NULL));
        assert_string_equal(log_in(o, o->people, STR("something else")).outcome, "refused");
        assert_true(app_people_batch_commit(o->app, o->people, NULL));
    }
    assert_string_equal(log_in(o, o->people, GOOD).outcome, "wait");
    assert_true(app_people_batch_begin(o->app, o->people, NULL));
    assert_string_equal(log_in(o, o->people, GOOD).outcome, "wait");
    app_people_batch_rollback(o->people);
    assert_true(app_people_is_open(o->people));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_batch_makes_the_ledger_that_single_use_cases_make),
        TEST(a_batch_given_up_leaves_nothing),
        TEST(what_is_refused_leaves_the_others),
        TEST(a_disk_without_room_closes_the_ledger_and_nothing_is_lost),
        TEST(who_logs_in_within_a_batch_is_in_when_it_is_committed),
        TEST(a_failed_attempt_is_charged_within_a_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
