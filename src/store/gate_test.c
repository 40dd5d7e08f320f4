// store/gate_test.c - who writes all the time lets others in; who fails leaves the gate open
#include "store/batch_fixture_test.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>

enum { WRITES = 8, VISITS = 40, POINTS_MAX = 500 };

// ---- one that writes all the time ---------------------------------------------------------------

typedef struct Busy {
    Str path;
    StoreGate *gate;
    atomic_bool is_over;
    atomic_int batches;
} Busy;

static bool put_batch(Store *s, int64_t first) {
    bool done = store_batch_begin(s, NULL);
    for (int64_t i = 0; done && i < WRITES; i++) done = put(s, kept(first + i));
    done = done && store_batch_commit(s, NULL);
    store_batch_rollback(s);
    return done;
}

static void *write_batches(void *busy) {
    Busy *b = busy;
    Arena *a = arena_new();
    Store *s = open_pages(a, b->path, (StoreOptions){.gate = b->gate});
    bool done = s != NULL;
    while (done && !atomic_load(&b->is_over)) {
        int n = atomic_fetch_add(&b->batches, 1);
        done = put_batch(s, 1000 + (int64_t)n * WRITES);
    }
    arena_free(a);
    return done ? busy : NULL;
}

// How many of the visits waited for two batches at most: the one under way, and one that was
// begun before the visitor stood in the line.
static int visit(Busy *b, Store *s) {
    int soon = 0;
    for (int64_t i = 0; i < VISITS; i++) {
        int before = atomic_load(&b->batches);
        assert_true(put(s, kept(i)));
        soon += atomic_load(&b->batches) - before <= 2;
    }
    return soon;
}

static void who_writes_all_the_time_lets_others_in(void **state) {
    World *w = *state;
    Busy b = {.path = w->path, .gate = store_gate_new(w->arena)};
    pthread_t thread;
    void *was_done;
    Store *s = open_pages(w->arena, w->path, (StoreOptions){.gate = b.gate});
    assert_int_equal(pthread_create(&thread, NULL, write_batches, &b), 0);
    while (atomic_load(&b.batches) < 2) usleep(100);
    int soon = visit(&b, s);
    atomic_store(&b.is_over, true);
    assert_int_equal(pthread_join(thread, &was_done), 0);
    assert_non_null(was_done);
    store_close(s);
    assert_in_range(soon, VISITS / 2, VISITS);
    int64_t batches = atomic_load(&b.batches);
    assert_int_equal(count_pages(w->store), VISITS + batches * WRITES);
}

// ---- failures -----------------------------------------------------------------------------------

// The k-th point of a connection fails. False when there were fewer.
static bool fail_at(World *w, StoreGate *gate, Store *other, uint64_t k) {
    Arena *a = arena_new();
    Sys *sys = sys_failing(a, k, EIO, true);
    Store *s = open_pages(a, w->path, (StoreOptions){.sys = sys, .gate = gate});
    int64_t page = 100 * (int64_t)k;
    if (s) put_batch(s, page);
    if (s) put(s, (Write){WRITE_GIVEN_UP, page + WRITES, 1});
    if (s) put(s, kept(page + WRITES));
    assert_true(put(other, kept(page + WRITES + 1)));
    bool was_reached = sys_point_count(sys) >= k;
    arena_free(a);
    assert_true(put(other, kept(page + WRITES + 2)));
    return was_reached;
}

static void whatever_fails_the_gate_is_left(void **state) {
    World *w = *state;
    StoreGate *gate = store_gate_new(w->arena);
    Store *other = open_pages(w->arena, w->path, (StoreOptions){.gate = gate});
    uint64_t k = 1;
    while (k < POINTS_MAX && fail_at(w, gate, other, k)) k++;
    assert_in_range(k, 5 * WRITES, POINTS_MAX - 1);
    store_close(other);
}

static void who_is_closed_amid_a_write_leaves_the_gate(void **state) {
    World *w = *state;
    StoreGate *gate = store_gate_new(w->arena);
    Store *one = open_pages(w->arena, w->path, (StoreOptions){.gate = gate});
    Store *other = open_pages(w->arena, w->path, (StoreOptions){.gate = gate});
    assert_true(store_begin(one, NULL) && put_page(one, 1));
    store_close(one);
    assert_true(put(other, kept(2)));
    assert_true(store_batch_begin(other, NULL) && put(other, kept(3)));
    store_close(other);
    assert_int_equal(count_pages(w->store), 1);
}

static void who_waits_for_himself_is_stopped(void **state) {
    World *w = *state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        StoreGate *gate = store_gate_new(w->arena);
        Store *one = open_pages(w->arena, w->path, (StoreOptions){.gate = gate});
        Store *other = open_pages(w->arena, w->path, (StoreOptions){.gate = gate});
        _exit(store_begin(one, NULL) && store_begin(other, NULL));
    }
    int status;
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(who_writes_all_the_time_lets_others_in),
        TEST(whatever_fails_the_gate_is_left),
        TEST(who_is_closed_amid_a_write_leaves_the_gate),
        TEST(who_waits_for_himself_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
