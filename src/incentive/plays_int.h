// incentive/plays_int.h - ways to play a period, compiled, and the two means to compute them
#ifndef SOFTLAW_INCENTIVE_PLAYS_INT_H
#define SOFTLAW_INCENTIVE_PLAYS_INT_H

#include "incentive/incentive.h"

// One way to play: the facts of the scenario, or of what is taken, are formulas of its terms.
typedef struct PlayBook {
    const Rulebook *rules;
    const bool *is_changed; // [item]: otherwise than when all perform
} PlayBook;

typedef struct PlayMemory PlayMemory; // of what was paid (blend.c)

struct Plays {
    const Scenario *scenario;
    size_t parties, item_count;
    PlayBook *books; // 0: all perform; 1+a
    size_t book_count;
    uint32_t *payments; // items; first those that go through the tape
    size_t payment_count, tape_payment_count;
    // What the others, which depend on no variable or parameter, come to:
    // [(period * books + book) * parties + i], of one period where they are the same in all. NULL
    // if they come to nothing.
    double *fixed;
    size_t fixed_periods;
    uint32_t earns, without; // the first party's item; the others follow
    // Earnings by columns, payments that vary by the evaluator; and do these read a parameter of
    // the scenario?
    bool is_blended, pays_by_parameters;
    PlayMemory *memory; // where the evaluator is asked
    bool is_fast, can_run;
    Message why_exact, why_not;
};

// One way to play; NULL with findings. `actions` are taken at once, the later before the earlier.
PlayBook play_book(Arena *a, const Scenario *s, const uint32_t *actions, size_t action_count,
                   Findings *f);
// What the books need: quantities not spoken of become findings; can it be computed, and how?
void plays_survey(Arena *a, Plays *p, Findings *f);
// Compute the payments that depend on nothing uncertain (fixed.c).
void plays_fix(Arena *a, Plays *p);
// Does a payment from that one on (0: or what anyone earns) look at the calendar?
bool plays_look_at_dates(const Plays *p, size_t first_payment);

// ---- by columns of doubles (tape.c) -------------------------------------------------------------

typedef struct Tape Tape;
// NULL where some formula is not for doubles.
Tape *tape_new(Arena *a, const Plays *p, const double *parameters);
void tape_run(Tape *t, size_t period, const double *variables, size_t count, double *ret);

// ---- by the evaluator (exact.c) -----------------------------------------------------------------

typedef struct Exact Exact;
Exact *exact_new(Arena *a, const Plays *p, const double *parameters);
void exact_run(Exact *e, size_t period, const double *variables, size_t count, double *ret);
// The fixed payments alone: ret[book * parties + i].
void exact_run_fixed(Exact *e, size_t period, double *ret);
// The others alone: ret[(book * parties + i) * count + w].
void exact_run_varying(Exact *e, size_t period, const double *variables, size_t count, double *ret);
// Are equal variables in different periods different worlds?
bool exact_tells_periods(const Exact *e);

// ---- by both, remembered (blend.c)
// --------------------------------------------------------------------------

PlayMemory *play_memory_new(Arena *a);
typedef struct Blend Blend;
Blend *blend_new(Arena *a, const Plays *p, const double *parameters);
void blend_run(Blend *m, size_t period, const double *variables, size_t count, double *ret);

#endif
