// app/design.h - the least numbers with which an agreement is self-enforcing
#ifndef SOFTLAW_APP_DESIGN_H
#define SOFTLAW_APP_DESIGN_H

#include "app/incentive.h"

// The least numbers with which an agreement is self-enforcing. Each of `vary` is the name of a
// parameter or guarantee of the agreement, of a parameter of the scenario, or NAME.detection of one
// of its actions; perhaps with a range: NAME:LOW..HIGH.
//
// Or several sums at once: the bonds of the parties, and payments between them that make each at
// least as well off as without the agreement.
typedef struct DesignQuestion {
    IncentiveQuestion incentive;
    bool has_bonds, has_transfers;
    Str most;                  // no sum may be larger; may be absent
    const Str *vary, *weights; // weights: NAME=COST, what a unit of it costs
    size_t vary_count, weight_count;
    Str step;
    Str output; // where the edited agreement goes; may be absent
} DesignQuestion;
typedef struct DesignView DesignView;

// NULL without an error where the agreement or the scenario have faults, which are findings.
const DesignView *app_design(App *app, const DesignQuestion *q, Err *err);
// Were such numbers found, and did they hold again on other random numbers?
bool design_is_verified(const DesignView *v);
const GameReport *design_report(App *app, const DesignView *v, Lang lang);
// The edit of the agreement, and of the scenario, as a unified diff; "" where nothing is changed.
Str design_patch(const DesignView *v);
bool design_json(App *app, const DesignView *v, Out *out);

#endif
