// app/incentive.h - is an agreement self-enforcing?
#ifndef SOFTLAW_APP_INCENTIVE_H
#define SOFTLAW_APP_INCENTIVE_H

#include "app/game.h"
#include "base/ranks.h"

// Is an agreement self-enforcing under a scenario? Absent texts: the defaults.
typedef struct IncentiveQuestion {
    Str path, scenario;
    Str seed, worlds, share;
    size_t threads;     // 0 = as many as the App may use
    bool is_exact;      // by the evaluator, even where columns of doubles would do
    const Ranks *ranks; // among which it is played; NULL: this program alone
    Str checkpoint; // a file that keeps what was played, and from which it goes on; may be absent
    Str sweep;      // "NAME=FROM..TO/STEPS", for app_incentive_sweep
    bool (*is_stopped)(void *self);
    void *self;
} IncentiveQuestion;
typedef struct IncentiveView {
    bool holds;
    const struct Incentive *result; // for the pages
    const struct Swings *swings;    // NULL where nothing could be decided
    Str path, agreement_hash;
} IncentiveView;

// NULL without an error where the agreement or the scenario have faults, which are findings. On
// ranks other than 0 always NULL, and there is nothing to tell: rank 0 does.
const IncentiveView *app_incentive(App *app, const IncentiveQuestion *q, Err *err);
// In words first, then in numbers, in one language.
const GameReport *incentive_report(App *app, const IncentiveView *v, Lang lang);
bool incentive_json(App *app, const IncentiveView *v, Out *out);
// A self-contained page in both languages, with charts.
bool incentive_html(App *app, const IncentiveView *v, Out *out);

// The share of worlds in which it is kept at each value of one number of the scenario. NULL as
// above.
typedef struct SweepView SweepView;
const SweepView *app_incentive_sweep(App *app, const IncentiveQuestion *q, Err *err);
const GameReport *sweep_report(App *app, const SweepView *v, Lang lang);
bool sweep_json(App *app, const SweepView *v, Out *out);
bool sweep_html(App *app, const SweepView *v, Out *out);

#endif
