// sim/memory_sweep.c - every allocation fails in turn: SQLite's and softlaw's own
//
// SQLite reports a failed allocation and the job must cope; there it fails once or from then on, in
// the same process, on the simulated disk, and nothing may be left allocated. An Arena that gets no
// memory ends the process; there the job runs in a process of its own, on a real file.
#include "sim/child.h"
#include "sim/disk.h"
#include "sim/sweep.h"

#include <signal.h>
#include <sqlite3.h>

// ---- SQLite's allocations
// -------------------------------------------------------------------------

static struct {
    sqlite3_mem_methods usual;
    uint64_t at, count; // 0 = none fails
    bool once, has_struck;
} sqlite_memory;

static bool is_gone(void) {
    if (!sqlite_memory.at) return false;
    uint64_t n = ++sqlite_memory.count;
    bool strikes = sqlite_memory.once ? n == sqlite_memory.at : n >= sqlite_memory.at;
    sqlite_memory.has_struck = sqlite_memory.has_struck || strikes;
    return strikes;
}

static void *get_memory(int size) {
    return is_gone() ? NULL : sqlite_memory.usual.xMalloc(size);
}

static void *grow_memory(void *old, int size) {
    return is_gone() ? NULL : sqlite_memory.usual.xRealloc(old, size);
}

static void take_over_memory(void) {
    int rc = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory.usual);
    assert_int_equal(rc, SQLITE_OK);
    sqlite3_mem_methods ours = sqlite_memory.usual;
    ours.xMalloc = get_memory;
    ours.xRealloc = grow_memory;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
}

static void fail_sqlite_at(uint64_t at, bool once) {
    sqlite_memory.at = at;
    sqlite_memory.once = once;
    sqlite_memory.count = 0;
    sqlite_memory.has_struck = false;
}

static void clear_disk(Site site) {
    (void)site;
    disk_reset();
}

typedef struct Way {
    const char *what;
    bool once, insists;
} Way;
static const Way WAYS[] = {{"no memory, once", true, false},
                           {"no memory, once, insisting", true, true},
                           {"no memory from then on", false, false}};
enum { WAY_COUNT = sizeof WAYS / sizeof WAYS[0] };

static Tally starve_sqlite(JobKind kind, Plant plant, const Way *w, uint64_t stride) {
    Tally t = {.what = w->what, .kind = kind};
    Job j = {.kind = kind, .site = {"ledger", "sim"}, .clear = clear_disk};
    job_learn(&j);
    j.plant = plant;
    job_prepare(&j);
    DiskImage *before = disk_copy();
    sqlite3_int64 used = sqlite3_memory_used();
    bool has_struck = true;
    for (uint64_t at = 1; has_struck && !tally_is_enough(&t, &j); at += stride) {
        disk_restore(before);
        fail_sqlite_at(at, w->once);
        bool done = job_run(&j, NULL, w->insists);
        has_struck = sqlite_memory.has_struck;
        fail_sqlite_at(0, false);
        bool leaks = sqlite3_memory_used() != used;
        const char *complaint = job_judge(&j, done);
        if (has_struck) tally_add(&t, at, complaint ? complaint : leaks ? "memory is left" : NULL);
    }
    disk_image_free(before);
    disk_reset();
    return t;
}

static void no_lack_of_memory_in_sqlite_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    for (size_t w = 0; w < WAY_COUNT; w++)
        for (JobKind k = 0; k < JOB_COUNT; k++) {
            Tally t = starve_sqlite(k, PLANT_NONE, &WAYS[w], sweep_stride(17));
            tally_assert_clean(&t);
        }
}

// A correction would come to an assertion before it does harm.
static void an_unchecked_result_is_caught(void **state) {
    (void)state;
    static const JobKind KINDS[] = {JOB_POST, JOB_REBUILD, JOB_MEND};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        Tally t = starve_sqlite(KINDS[i], PLANT_UNCHECKED, &WAYS[0], 7);
        tally_assert_caught(&t);
    }
}

// ---- softlaw's allocations
// ------------------------------------------------------------------------

static Sys *starve_at(Arena *a, uint64_t at) {
    Sys *sys = sys_fixed(a, 0, 0);
    plant_no_memory(at, true);
    return sys;
}

// How many there are, SQLite's among them.
static uint64_t count_allocations(const Job *j) {
    job_prepare(j);
    plant_no_memory(UINT64_MAX, true);
    bool done = job_run(j, NULL, false);
    uint64_t count = plant_allocations();
    plant_no_memory(0, true);
    assert_true(done);
    return count;
}

static Tally starve_softlaw(JobKind kind, Plant plant, uint64_t stride) {
    Tally t = {.what = "no memory in the process", .kind = kind};
    Job j = {.kind = kind, .site = child_site(), .clear = child_clear};
    job_learn(&j);
    uint64_t count = count_allocations(&j), deaths = 0;
    j.plant = plant;
    job_prepare(&j);
    child_keep();
    for (uint64_t at = 1; at <= count && !tally_is_enough(&t, &j); at += stride) {
        child_restore();
        ChildEnd end = child_run(&j, starve_at, at, SIGABRT);
        deaths += end == CHILD_DIED;
        tally_add(&t, at,
                  end == CHILD_BROKE ? "the process broke"
                                     : job_judge(&j, end == CHILD_ACKNOWLEDGED));
    }
    print_message("#   %llu of them deaths\n", (unsigned long long)deaths);
    assert_true(plant != PLANT_NONE || deaths > 0);
    return t;
}

static void no_lack_of_memory_in_the_process_loses_doubles_or_halves_anything(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = starve_softlaw(k, PLANT_NONE, sweep_stride(31));
        tally_assert_clean(&t);
    }
}

static void a_transaction_in_two_halves_is_caught(void **state) {
    (void)state;
    for (JobKind k = 0; k < JOB_COUNT; k++) {
        Tally t = starve_softlaw(k, PLANT_HALVES, 7);
        tally_assert_caught(&t);
    }
}

int main(void) {
    take_over_memory();
    disk_start();
    child_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_lack_of_memory_in_sqlite_loses_doubles_or_halves_anything),
        cmocka_unit_test(an_unchecked_result_is_caught),
        cmocka_unit_test(no_lack_of_memory_in_the_process_loses_doubles_or_halves_anything),
        cmocka_unit_test(a_transaction_in_two_halves_is_caught),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    child_end();
    return failed;
}
