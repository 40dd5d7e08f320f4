// sim/sweep.h - what the sweeps share: how they count and tell
#ifndef SOFTLAW_SIM_SWEEP_H
#define SOFTLAW_SIM_SWEEP_H

#include "sim/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

// SWEEP_LONG=1, set by script/test-long: every point and more seeds, else what suits each commit.
static inline bool sweep_is_long(void) {
    return getenv("SWEEP_LONG") != NULL;
}

typedef struct Tally {
    const char *what; // "power cut"
    JobKind kind;
    uint64_t points, complaints;
    const char *first_complaint;
    uint64_t first_at;
} Tally;

static inline void tally_add(Tally *t, uint64_t at, const char *complaint) {
    t->points++;
    if (!complaint) return;
    if (!t->complaints++) {
        t->first_complaint = complaint;
        t->first_at = at;
    }
}

static inline void tally_print(const Tally *t) {
    print_message("# %s, %s: %llu points, %llu complaints\n", job_name(t->kind), t->what,
                  (unsigned long long)t->points, (unsigned long long)t->complaints);
    if (t->complaints)
        print_message("#   the first at %llu: %s\n", (unsigned long long)t->first_at,
                      t->first_complaint);
}

// A canary need not sing twice.
static inline bool tally_is_enough(const Tally *t, const Job *j) {
    return j->plant != PLANT_NONE && t->complaints > 0;
}

// Of many points, the short version looks at each `stride`-th.
static inline uint64_t sweep_stride(uint64_t stride) {
    return sweep_is_long() ? 1 : stride;
}

// An honest job: every point was passed through, none with a complaint.
static inline void tally_assert_clean(const Tally *t) {
    tally_print(t);
    assert_true(t->points > 0);
    assert_int_equal(t->complaints, 0);
}

// A planted fault: the sweep has caught it.
static inline void tally_assert_caught(const Tally *t) {
    tally_print(t);
    assert_true(t->complaints > 0);
}

#endif
