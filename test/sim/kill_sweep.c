// sim/kill_sweep.c - the process is killed at every point: before and after each statement
//
// The job runs in a process of its own on a real file. It dies by SIGKILL at its k-th point, for
// every k until it ends before. Of special interest is the window between a commit and its
// acknowledgement, where a careless retry doubles: the sweep must have gone through it.
#include "sim/child.h"
#include "sim/sweep.h"

#include <signal.h>
#include <stdio.h>

static Sys *kill_at(Arena *a, uint64_t at) {
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)at);
    setenv("SOFTLAW_KILL_AT", text, 1);
    return sys_from_environment(a);
}

static Tally kill_everywhere(JobKind kind, Plant plant, uint64_t *ret_windows) {
    Tally t = {.what = "kill", .kind = kind};
    Job j = {.kind = kind, .site = child_site(), .clear = child_clear};
    job_learn(&j);
    j.plant = plant;
    job_prepare(&j);
    child_keep();
    ChildEnd end = CHILD_DIED;
    for (uint64_t at = 1; end == CHILD_DIED && !tally_is_enough(&t, &j); at++) {
        child_restore();
        end = child_run(&j, kill_at, at, SIGKILL);
        if (end == CHILD_BROKE) tally_add(&t, at, "the process broke");
        if (end != CHILD_DIED) break;
        *ret_windows += job_is_done(&j);
        tally_add(&t, at, job_judge(&j, false));
    }
    return t;
}

static void no_kill_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        uint64_t windows = 0;
        Tally t = kill_everywhere(k, PLANT_NONE, &windows);
        tally_assert_clean(&t);
        print_message("#   %llu between commit and acknowledgement\n", (unsigned long long)windows);
        assert_true(windows > 0);
    }
}

static void a_transaction_in_two_halves_is_caught(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        uint64_t windows = 0;
        Tally t = kill_everywhere(k, PLANT_HALVES, &windows);
        tally_assert_caught(&t);
    }
}

static void posting_that_does_not_look_for_its_run_is_caught(void **state) {
    (void)state;
    for (JobKind k = JOB_POST; k <= JOB_CORRECT; k++) {
        uint64_t windows = 0;
        Tally t = kill_everywhere(k, PLANT_FORGETFUL, &windows);
        tally_assert_caught(&t);
    }
}

int main(void) {
    child_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_kill_loses_doubles_or_halves_anything),
        cmocka_unit_test(a_transaction_in_two_halves_is_caught),
        cmocka_unit_test(posting_that_does_not_look_for_its_run_is_caught),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    child_end();
    return failed;
}
