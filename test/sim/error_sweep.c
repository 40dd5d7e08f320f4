// sim/error_sweep.c - every operation of the disk fails in turn: once, or from then on
//
// Two ways of failing: the disk under SQLite returns an error, or the point that softlaw itself
// puts before a change does. In between the job insists: it tries a failed step again in the same
// connection. Afterwards the disk works again, or the power fails too.
#include "sim/disk.h"
#include "sim/sweep.h"

#include <errno.h>
#include <sqlite3.h>

static void clear_disk(Site site) {
    (void)site;
    disk_reset();
}

typedef struct Way {
    const char *what;
    DiskFault fault;
    int error;        // SQLite's code; 0 = the points of softlaw fail instead
    bool insists;     // the job tries a failed step again
    bool loses_power; // after the job
} Way;

static const Way WAYS[] = {
    {"I/O error, once", DISK_FAILS_ONCE, SQLITE_IOERR, false, false},
    {"I/O error, once, insisting", DISK_FAILS_ONCE, SQLITE_IOERR, true, false},
    {"I/O error, from then on", DISK_FAILS_FROM, SQLITE_IOERR, true, false},
    {"I/O error, then power cut", DISK_FAILS_ONCE, SQLITE_IOERR, false, true},
    {"I/O error, insisting, then power cut", DISK_FAILS_ONCE, SQLITE_IOERR, true, true},
    {"disk full, once", DISK_FAILS_ONCE, SQLITE_FULL, true, false},
    {"disk full, from then on", DISK_FAILS_FROM, SQLITE_FULL, false, false},
    {"failing point, once", DISK_FAILS_ONCE, 0, false, false},
    {"failing point, once, insisting", DISK_FAILS_ONCE, 0, true, false},
    {"failing point, from then on", DISK_FAILS_FROM, 0, true, false},
};
enum { WAY_COUNT = sizeof WAYS / sizeof WAYS[0] };

static bool disturb_disk(const Job *j, const Way *w, uint64_t at, bool *ret_done) {
    disk_plan(w->fault, at, w->error);
    *ret_done = job_run(j, NULL, w->insists);
    bool has_struck = disk_has_struck();
    disk_plan(DISK_SOUND, 0, 0);
    return has_struck;
}

static bool disturb_points(const Job *j, const Way *w, uint64_t at, bool *ret_done) {
    Arena *a = arena_new();
    Sys *sys = sys_failing(a, at, EIO, w->fault == DISK_FAILS_ONCE);
    *ret_done = job_run(j, sys, w->insists);
    bool has_struck = sys_point_count(sys) >= at;
    arena_free(a);
    return has_struck;
}

static Tally fail_everywhere(JobKind kind, Plant plant, const Way *w) {
    Tally t = {.what = w->what, .kind = kind};
    Job j = {.kind = kind, .site = {"ledger", "sim"}, .clear = clear_disk};
    job_learn(&j);
    j.plant = plant;
    job_prepare(&j);
    DiskImage *before = disk_copy();
    bool has_struck = true;
    for (uint64_t at = 1; has_struck && !tally_is_enough(&t, &j); at++) {
        bool done;
        disk_restore(before);
        has_struck = (w->error ? disturb_disk : disturb_points)(&j, w, at, &done);
        if (w->loses_power) disk_power_on(at);
        if (has_struck) tally_add(&t, at, job_judge(&j, done));
    }
    disk_image_free(before);
    disk_reset();
    return t;
}

static void no_failing_disk_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    for (size_t w = 0; w < WAY_COUNT; w++)
        for (JobKind k = 0; k < JOB_COUNT; k++) {
            Tally t = fail_everywhere(k, PLANT_NONE, &WAYS[w]);
            tally_assert_clean(&t);
        }
}

// A correction would come to an assertion before it does harm.
static void an_unchecked_result_is_caught(void **state) {
    (void)state;
    static const JobKind KINDS[] = {JOB_POST, JOB_REBUILD, JOB_MEND};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        Tally t = fail_everywhere(KINDS[i], PLANT_UNCHECKED, &WAYS[0]);
        tally_assert_caught(&t);
    }
}

static void a_transaction_in_two_halves_is_caught(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = fail_everywhere(k, PLANT_HALVES, &WAYS[0]);
        tally_assert_caught(&t);
    }
}

int main(void) {
    disk_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failing_disk_loses_doubles_or_halves_anything),
        cmocka_unit_test(an_unchecked_result_is_caught),
        cmocka_unit_test(a_transaction_in_two_halves_is_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
