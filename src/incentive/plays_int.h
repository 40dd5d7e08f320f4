// incentive/plays_int.h - ways to play a period, compiled, and the two means to compute them
#ifndef SOFTLAW_INCENTIVE_PLAYS_INT_H
#define SOFTLAW_INCENTIVE_PLAYS_INT_H

#include "incentive/incentive.h"

// One way to play: the facts of the scenario, or of what is taken, are formulas of its terms.
typedef struct PlayBook {
    const Rulebook *rules;
    const bool *is_changed; // [item]: otherwise than when all perform
} PlayBook;

typedef struct HistoryBook HistoryBook; // all ways through all periods at once (history.c)
typedef struct PlayMemory PlayMemory;   // of what was paid (blend.c)

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
    // The first party's item; the others follow, and those of the time after the end, where these
    // are something else.
    uint32_t earns, without;
    bool has_after;
    const HistoryBook *history; // where something is carried over from period to period
    // Earnings by columns, payments that vary by the evaluator; and do these read a parameter of
    // the scenario?
    bool is_blended, pays_by_parameters;
    PlayMemory *memory; // where the evaluator is asked
    bool is_fast, can_run, is_carried;
    Message why_exact, why_not;
};

// `wanted`, or a longer name that is not taken.
Str plays_free_name(Arena *a, const Map *names, Str wanted);
// How many items of what parties earn there are, from `earns` on.
size_t plays_money(const Plays *p);
// One way to play; NULL with findings. `actions` are taken at once, the later before the earlier.
PlayBook play_book(Arena *a, const Scenario *s, const uint32_t *actions, size_t action_count,
                   Findings *f);
// What the books need: quantities not spoken of become findings; can it be computed, and how?
void plays_survey(Arena *a, Plays *p, Findings *f);
// Compute the payments that depend on nothing uncertain (fixed.c).
void plays_fix(Arena *a, Plays *p);
// Does a payment from that one on (0: or what anyone earns) look at the calendar?
bool plays_look_at_dates(const Plays *p, size_t first_payment);

// ---- what the agreement allows (bounds.c) -------------------------------------------------------

// The condition under which `name` is within.
Str bounds_condition(Arena *a, Str within, Str name);

typedef struct Bounds Bounds; // of the variables
Bounds *bounds_new(Arena *a, const Plays *p);
// Where a variable lies outside, nothing of that period and world has a value.
void bounds_drop(Bounds *b, const double *variables, size_t count, double *ret);

// ---- by columns of doubles (tape.c, round.c) ----------------------------------------------------

void round_column(double *values, size_t count, double step, DecRounding mode);

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

// ---- by the evaluator, all periods of a world (history.c) ---------------------------------------

// NULL with *ret_why where what actions change cannot be put together.
const HistoryBook *history_book(Arena *a, const Plays *p, Message *ret_why);

typedef struct History History;
History *history_new(Arena *a, const Plays *p, const double *parameters, const double *discounts);
// As earn_all of worlds/worlds.h.
void history_run(History *h, WorldBlock worlds, double *ret);

#endif
