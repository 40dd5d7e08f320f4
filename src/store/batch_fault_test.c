// store/batch_fault_test.c - whatever fails, and wherever: all of a batch is there, or nothing of
// it
#include "store/batch_fixture_test.h"
#include "store/watched_test.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

enum { WRITES = 6, POINTS_MAX = 1000 };
static const StoreOptions WATCHED = {.vfs = "watched"};

static void reopen(World *w, StoreOptions o) {
    store_close(w->store);
    w->store = open_pages(w->arena, w->path, o);
    assert_non_null(w->store);
}

static int start_watched(void **state) {
    make_world(state);
    reopen(*state, WATCHED);
    return 0;
}

// As one who writes for many does it: what failed does not keep the others from being tried.
static bool put_batch(Store *s, int64_t first) {
    if (!store_batch_begin(s, NULL)) return false;
    for (int64_t i = 0; i < WRITES; i++) {
        put(s, kept(first + i));
        if (i == 2) put(s, (Write){WRITE_GIVEN_UP, first + WRITES, 59});
    }
    bool done = store_batch_commit(s, NULL);
    store_batch_rollback(s);
    return done;
}

static void a_batch_costs_one_sync(void **state) {
    World *w = *state;
    assert_true(put(w->store, kept(1)));
    watched_plan(0);
    for (int64_t i = 0; i < WRITES; i++) assert_true(put(w->store, kept(10 + i)));
    assert_int_equal(watched.syncs, WRITES);
    watched_plan(0);
    assert_true(put_batch(w->store, 20));
    assert_int_equal(watched.syncs, 1);
}

// The k-th point fails, and with `is_once` only that. False when there were fewer.
static bool fail_at(World *w, uint64_t k, bool is_once) {
    Sys *sys = sys_failing(w->arena, k, EIO, is_once);
    int64_t before = count_pages(w->store);
    Store *s = open_pages(w->arena, w->path, (StoreOptions){.sys = sys});
    bool was_done = s && put_batch(s, before);
    if (s) store_close(s);
    int64_t added = was_done ? WRITES : 0;
    assert_int_equal(count_pages(w->store), before + added);
    for (int64_t i = 0; i < added; i++) assert_true(put(w->twin, kept(before + i)));
    return sys_point_count(sys) >= k;
}

static void a_point_that_fails_leaves_all_or_nothing(void **state) {
    World *w = *state;
    for (int is_once = 0; is_once < 2; is_once++) {
        uint64_t k = 1;
        while (k < POINTS_MAX && fail_at(w, k, is_once)) k++;
        assert_in_range(k, 5 * WRITES, POINTS_MAX - 1);
    }
    assert_true(str_is(content(w->arena, w->store), content(w->arena, w->twin)));
}

// ---- the disk -----------------------------------------------------------------------------------

// So much that SQLite writes pages to the disk long before the commit.
static bool put_large(Store *s, int64_t page) {
    Query *q = store_query(s, "INSERT INTO page (n, t) VALUES ($1, hex(zeroblob(400000)))");
    query_bind_int(q, "$1", page);
    bool done = store_begin(s, NULL) && query_run(q, NULL) && store_commit(s, NULL);
    store_rollback(s);
    return done;
}

static bool put_large_batch(Store *s) {
    if (!store_batch_begin(s, NULL)) return false;
    for (int64_t i = 1; i <= WRITES; i++) put_large(s, i);
    bool done = store_batch_commit(s, NULL);
    store_batch_rollback(s);
    return done;
}

static void a_full_disk_amid_the_batch_leaves_nothing_of_it(void **state) {
    World *w = *state;
    enum { STRIDE = 37 };
    assert_true(put(w->store, kept(0)));
    for (int k = 1;; k += STRIDE) {
        reopen(w, WATCHED);
        watched_plan(k);
        bool was_done = put_large_batch(w->store);
        bool has_struck = watched.changes >= k;
        watched_plan(0);
        reopen(w, WATCHED);
        assert_int_equal(count_pages(w->store), was_done ? 1 + WRITES : 1);
        assert_true(was_done || has_struck);
        if (was_done) break;
        assert_true(k < 10 * POINTS_MAX);
    }
}

static void a_commit_that_was_not_confirmed_says_so(void **state) {
    World *w = *state;
    assert_true(put(w->store, kept(1)));
    assert_true(store_batch_begin(w->store, NULL) && put(w->store, kept(2)));
    Err err = {0};
    watched_plan(1);
    assert_false(store_batch_commit(w->store, &err));
    watched_plan(0);
    assert_int_equal(err.code, ERR_STORE);
    assert_false(put(w->store, kept(3)));
    reopen(w, WATCHED);
    assert_int_equal(count_pages(w->store), 1);
}

// ---- who is killed, who asks for too much -------------------------------------------------------

// How a process ends that does a batch, killed at the k-th point; `does` is what it does.
static int end_of(World *w, const char *kill_at, bool (*does)(Store *)) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        setenv("SOFTLAW_KILL_AT", kill_at, 1);
        Sys *sys = sys_from_environment(w->arena);
        Store *s = open_pages(w->arena, w->path, (StoreOptions){.sys = sys});
        _exit(s && does(s) ? 0 : 1);
    }
    int status;
    assert_true(waitpid(child, &status, 0) == child);
    return status;
}

static bool put_one_batch(Store *s) {
    return put_batch(s, 0);
}

static bool migrate_in_a_batch(Store *s) {
    return store_batch_begin(s, NULL) && store_migrate(s, PAGES, 1, NULL);
}

static void who_is_killed_leaves_all_or_nothing(void **state) {
    World *w = *state;
    store_close(w->store);
    int status = -1, halves = 0, wholes = 0;
    for (int k = 1; status != 0; k++) {
        remove_store(w->arena, w->path);
        store_close(open_pages(w->arena, w->path, (StoreOptions){.may_create = true}));
        status = end_of(w, str_c(w->arena, str_fmt(w->arena, "%d", k)), put_one_batch);
        assert_true(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
        w->store = open_pages(w->arena, w->path, (StoreOptions){.may_create = false});
        int64_t pages = count_pages(w->store);
        wholes += pages == WRITES;
        halves += pages != WRITES && pages != 0;
        store_close(w->store);
        assert_in_range(k, 1, POINTS_MAX);
    }
    assert_int_equal(halves, 0);
    assert_true(wholes >= 2);
}

static void no_migration_runs_in_a_batch(void **state) {
    World *w = *state;
    int status = end_of(w, "0", migrate_in_a_batch);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

#define ON_WATCHED(name) cmocka_unit_test_setup_teardown(name, start_watched, end_world)

int main(void) {
    watched_start();
    const struct CMUnitTest tests[] = {
        ON_WATCHED(a_batch_costs_one_sync),
        TEST(a_point_that_fails_leaves_all_or_nothing),
        ON_WATCHED(a_full_disk_amid_the_batch_leaves_nothing_of_it),
        ON_WATCHED(a_commit_that_was_not_confirmed_says_so),
        TEST(who_is_killed_leaves_all_or_nothing),
        TEST(no_migration_runs_in_a_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
