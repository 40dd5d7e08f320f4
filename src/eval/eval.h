// eval/eval.h - Rulebook + Facts + periods -> Outcome, and the reason of every value
//
// Items are evaluated in dependency order, each over blocks of members; members of the one large
// set go through in batches, so that memory does not grow with them. Missing facts are never zero.
#ifndef SOFTLAW_EVAL_EVAL_H
#define SOFTLAW_EVAL_EVAL_H

#include "facts/facts.h"

typedef struct Payment Payment;

typedef struct EvalOptions {
    int64_t through_day; // the last day to settle; by default the agreement's end or the last fact
    bool is_through_given;
    uint32_t batch_members; // 0 = default; the outcome does not depend on it
    size_t threads;         // at most so many; nor does it depend on this
    bool payments_only;     // values over the largest set are not kept for outcome_value
    // Called for each payment in order of the outcome; payments are then not kept.
    void (*payment)(void *self, const Payment *p);
    void *payment_self;
    void (*progress)(void *self, size_t done, size_t all);
    void *progress_self;
} EvalOptions;

// One payment, rounded as its rule says. Positive: `from` pays `to` (already turned round if the
// formula was negative). Party and pool are told apart by the kind.
typedef struct PayActor {
    ActorKind kind; // PARTY, POOL or MEMBER (an open set's member)
    uint32_t set, index;
    Str id;
} PayActor;
struct Payment {
    uint32_t item;
    Period period;
    uint32_t members[LIMIT_SET_DIMENSIONS];
    PayActor from, to;
    Dec amount;       // > 0, or 0
    Dec exact;        // before rounding, with the formula's sign
    bool is_reversed; // the formula was negative
    bool has_due;
    int64_t due_day;
};

// What rounding left over in a period: exact sum - rounded sum; or what a pool kept.
typedef struct Residue {
    uint32_t item; // of the payment; UINT32_MAX for a pool
    uint32_t pool;
    Period period; // of a pool: the settlement period
    Dec amount;
    Str currency;
} Residue;

typedef struct Outcome Outcome;

// Evaluate. Data faults (missing facts, nulls, ties without a rule) become findings; a payment that
// could not be computed is left out and named. NULL with err only when a limit was exceeded or the
// work was cancelled.
const Outcome *eval_run(Arena *a, const Rulebook *r, Facts facts, EvalOptions options, Findings *f,
                        Err *err);

size_t outcome_period_count(const Outcome *o); // settled periods, of all grains that pay, in order
Period outcome_period(const Outcome *o, size_t index);
size_t outcome_payment_count(const Outcome *o);
// Ordered by period, item, members (those of the largest set first).
Payment outcome_payment(const Outcome *o, size_t index);
// The index of the first payment of period `index` or later; of the period count: all payments.
size_t outcome_period_start(const Outcome *o, size_t index);
// Payments one after another, from the first (a cursor of zeros) or from another one on. False
// behind the last.
typedef struct PaymentCursor {
    size_t chunk, at;
} PaymentCursor;
PaymentCursor outcome_cursor(const Outcome *o, size_t index);
bool outcome_next(const Outcome *o, PaymentCursor *cursor, Payment *ret);
size_t outcome_residue_count(const Outcome *o);
Residue outcome_residue(const Outcome *o, size_t index);
size_t outcome_member_count(const Outcome *o, uint32_t set);
Str outcome_member_id(const Outcome *o, uint32_t set, uint32_t member);
// Value of any item at members and period; null if absent, or not kept (see outcome_is_kept).
FeelValue outcome_value(const Outcome *o, uint32_t item, const uint32_t *members, Period period);
// Values of items over the large set are kept only if EvalOptions or a later formula asks.
bool outcome_is_kept(const Outcome *o, uint32_t item);

// One step of an explanation: an item with the value of everything it read. The elements of a list
// that was read have steps of their own where there are few.
typedef struct TraceRead {
    uint32_t offset, size; // the name within the formula's text
    uint32_t slot;
    FeelValue value;
    bool has_step; // the item read is explained by its own step (index below)
    size_t step;
} TraceRead;
typedef struct TraceStep {
    uint32_t item;
    uint32_t members[LIMIT_SET_DIMENSIONS];
    Period period;
    FeelValue value; // in the declared unit, before rounding for payments
    FeelValue rounded;
    Str formula;      // as written
    Str with_numbers; // the formula with each name replaced by its value
    TraceRead *reads;
    size_t read_count;
    const uint32_t *fired; // rules of a decision table
    size_t fired_count;
    bool has_source;
    FactSource source; // of a quantity
    const char *fault; // reason code if null
    Message why;       // the reason, or why nothing is due
} TraceStep;
typedef struct Trace {
    TraceStep *steps; // step 0 is what was asked; each is explained after its reader
    size_t count;
} Trace;

// Explain one value: evaluated anew for the members concerned only.
const Trace *eval_explain(Arena *a, const Rulebook *r, Facts facts, uint32_t item,
                          const uint32_t *members, Period period, Err *err);

#endif
