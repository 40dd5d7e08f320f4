// office/lane_test.c - work that waits in line is done once, in its order, by one thread
#include "office/lane.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { THREADS = 4, EACH = 5000, MOST = 7 };

typedef struct Task {
    LaneJob job; // first
    int adder, number;
} Task;

typedef struct Work {
    int next[THREADS]; // what each adder's next must be
    int done, batches, largest;
    bool is_astray;
} Work;

typedef struct Adder {
    Lane *lane;
    Task *tasks;
    int pause; // after so many it sleeps, so that the lane does too; 0: never
    bool was_refused;
} Adder;

static void work_on(void *self, LaneJob *jobs) {
    Work *w = self;
    int count = 0;
    for (LaneJob *job = jobs; job; job = job->next, count++) {
        const Task *t = (const Task *)(const void *)job;
        w->is_astray = w->is_astray || t->number != w->next[t->adder];
        w->next[t->adder]++;
    }
    w->done += count;
    w->batches++;
    w->largest = count > w->largest ? count : w->largest;
}

static void *add_all(void *self) {
    static const struct timespec MOMENT = {0, 1000000}; // longer than the lane stays awake
    Adder *x = self;
    for (int i = 0; i < EACH; i++) {
        if (x->pause && i % x->pause == 0) nanosleep(&MOMENT, NULL);
        x->was_refused = !lane_add(x->lane, &x->tasks[i].job) || x->was_refused;
    }
    return NULL;
}

static void add_from_many(Arena *a, Lane *lane, int pause) {
    pthread_t threads[THREADS];
    Adder adders[THREADS];
    for (int t = 0; t < THREADS; t++) {
        adders[t] = (Adder){lane, ARENA_ARRAY(a, Task, EACH), pause, false};
        for (int i = 0; i < EACH; i++) adders[t].tasks[i] = (Task){{NULL}, t, i};
        assert_int_equal(pthread_create(&threads[t], NULL, add_all, &adders[t]), 0);
    }
    for (int t = 0; t < THREADS; t++) {
        pthread_join(threads[t], NULL);
        assert_false(adders[t].was_refused);
    }
}

static void each_is_done_once_in_the_order_of_who_adds_it(void **state) {
    static const int PAUSES[] = {0, 500};
    (void)state;
    for (size_t i = 0; i < sizeof PAUSES / sizeof *PAUSES; i++) {
        Arena *a = arena_new();
        Work w = {.done = 0};
        Lane *lane = lane_start(a, MOST, work_on, &w);
        assert_non_null(lane);
        add_from_many(a, lane, PAUSES[i]);
        lane_end(lane);
        assert_false(w.is_astray);
        assert_int_equal(w.done, THREADS * EACH);
        assert_in_range(w.largest, 1, MOST);
        arena_free(a);
    }
}

static void what_waits_is_done_before_the_lane_ends_and_nothing_after(void **state) {
    (void)state;
    Arena *a = arena_new();
    Work w = {.done = 0};
    Task *tasks = ARENA_ARRAY(a, Task, EACH + 1);
    Lane *lane = lane_start(a, 1, work_on, &w);
    for (int i = 0; i < EACH; i++) {
        tasks[i] = (Task){{NULL}, 0, i};
        assert_true(lane_add(lane, &tasks[i].job));
    }
    lane_end(lane);
    assert_int_equal(w.done, EACH);
    assert_int_equal(w.batches, EACH);
    assert_false(lane_add(lane, &tasks[EACH].job));
    lane_end(lane);
    arena_free(a);
    assert_int_equal(w.done, EACH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_done_once_in_the_order_of_who_adds_it),
        cmocka_unit_test(what_waits_is_done_before_the_lane_ends_and_nothing_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
