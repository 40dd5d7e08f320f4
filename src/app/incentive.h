// app/incentive.h - is an agreement self-enforcing?
#ifndef SOFTLAW_APP_INCENTIVE_H
#define SOFTLAW_APP_INCENTIVE_H

#include "app/game.h"

// Is an agreement self-enforcing under a scenario? Absent texts: the defaults.
typedef struct IncentiveQuestion {
    Str path, scenario;
    Str seed, worlds, share;
    size_t threads; // 0 = as many as the App may use
    bool is_exact;  // by the evaluator, even where columns of doubles would do
    bool (*is_stopped)(void *self);
    void *self;
} IncentiveQuestion;
typedef struct IncentiveView {
    bool holds;
    const struct Incentive *result; // for the pages
    const struct Swings *swings;    // NULL where nothing could be decided
    Str path, agreement_hash;
} IncentiveView;

// NULL without an error where the agreement or the scenario have faults, which are findings.
const IncentiveView *app_incentive(App *app, const IncentiveQuestion *q, Err *err);
// In words first, then in numbers, in one language.
const GameReport *incentive_report(App *app, const IncentiveView *v, Lang lang);
bool incentive_json(App *app, const IncentiveView *v, Out *out);
// A self-contained page in both languages, with charts.
bool incentive_html(App *app, const IncentiveView *v, Out *out);

#endif
