// sim/power_sweep.c - the power fails at every operation of the disk that changes something
#include "sim/disk.h"
#include "sim/sweep.h"

static void clear_disk(Site site) {
    (void)site;
    disk_reset();
}

// Cut at every operation in turn, several times each as what survives is drawn by lot; until the
// job ends before the cut.
static Tally cut(JobKind kind, Plant plant, bool lies, uint64_t seeds) {
    Tally t = {.what = lies ? "power cut, lying disk" : "power cut", .kind = kind};
    Job j = {.kind = kind, .site = {"ledger", "sim"}, .clear = clear_disk};
    job_learn(&j);
    j.plant = plant;
    job_prepare(&j);
    DiskImage *before = disk_copy();
    bool has_struck = true;
    for (uint64_t at = 1; has_struck && !tally_is_enough(&t, &j); at++)
        for (uint64_t seed = 1; has_struck && seed <= seeds; seed++) {
            disk_restore(before);
            disk_lie(lies);
            disk_plan(DISK_POWER_CUT, at, 0);
            bool done = job_run(&j, NULL, false);
            has_struck = disk_has_struck();
            disk_power_on(at * 1000 + seed);
            disk_lie(false);
            if (has_struck || lies) tally_add(&t, at, job_judge(&j, done));
        }
    disk_image_free(before);
    disk_reset();
    return t;
}

static void no_power_cut_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = cut(k, PLANT_NONE, false, sweep_is_long() ? 50 : 5);
        tally_assert_clean(&t);
    }
}

static void a_disk_that_does_not_sync_is_caught(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = cut(k, PLANT_NONE, true, 5);
        tally_assert_caught(&t);
    }
}

static void a_transaction_in_two_halves_is_caught(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = cut(k, PLANT_HALVES, false, 3);
        tally_assert_caught(&t);
    }
}

int main(void) {
    disk_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_power_cut_loses_doubles_or_halves_anything),
        cmocka_unit_test(a_disk_that_does_not_sync_is_caught),
        cmocka_unit_test(a_transaction_in_two_halves_is_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
