// app/design_int.h - what the files of softlaw incentive design share
#ifndef SOFTLAW_APP_DESIGN_INT_H
#define SOFTLAW_APP_DESIGN_INT_H

#include "app/design.h"
#include "app/incentive_int.h"
#include "design/design.h"

typedef enum LeverKind {
    LEVER_PARAMETER, // of the agreement
    LEVER_GUARANTEE, // of the agreement: its amount
    LEVER_ASSUMED,   // a parameter of the scenario
    LEVER_DETECTION, // of an action of the scenario: its chance
    LEVER_RUNG,      // of the scenario: what a remedy costs
} LeverKind;

// A number that may be another one.
typedef struct Lever {
    LeverKind kind;
    Str id; // of the clause, parameter or action
    Localised label;
    Str unit;
    bool is_bond;
    double weight; // what a unit of it costs
    Dec present;
    Grid grid;
} Lever;

// The texts with other numbers in them.
typedef struct DesignTexts {
    Str agreement, scenario;
    size_t left_count; // figures of the words for a person
} DesignTexts;

// What came of playing them.
typedef struct DesignTrial {
    const Scenario *scenario;
    PlayCount count;
    Interval kept;
    bool is_exact;
} DesignTrial;

typedef struct DesignChecks {
    size_t errors, warnings;
} DesignChecks;

struct DesignView {
    App *app;
    const Agreement *agreement;
    Str scenario_file, scenario_text;
    IncentiveOptions options;
    Lever levers[DESIGN_UNKNOWNS_MAX];
    size_t lever_count, trial_count;
    Err *err;
    Arena *work; // of one trial
    DesignFrontier frontier;
    DesignTexts found;
    DesignTrial before, after, low, again; // as written; as found; the last number at its low end;
                                           // as found, on other random numbers
    DesignChecks checked[2];               // the text before and after
    double cost;
    bool is_found, is_before_enough;
};

// ---- levers (design_lever.c) --------------------------------------------------------------------

// Where the number of a lever stands: in the agreement's text, else in the scenario's. `l` gets its
// kind, names and present number. False where there is none.
typedef struct LeverTexts {
    const Terms *terms;
    const YamlNode *scenario;
} LeverTexts;
bool lever_find(const LeverTexts *t, Str name, Lever *l, Place *ret);
bool lever_is_of_scenario(const Lever *l);
// The levers that are asked for.
bool levers_read(DesignView *v, const DesignQuestion *q, const LeverTexts *t, Err *err);

// ---- trials (design_trial.c) --------------------------------------------------------------------

bool design_amend(const DesignView *v, Arena *a, const Dec *values, DesignTexts *ret);
// The texts read and compiled anew, and played.
bool design_play(const DesignView *v, Arena *a, const DesignTexts *texts, uint64_t seed,
                 DesignTrial *ret);
bool design_is_enough(const DesignView *v, const DesignTrial *t);
DesignHolds design_holds;
DesignCost design_cost;

// ---- the edit (design_patch.c) ------------------------------------------------------------------

// Two texts whose lines differ here and there, but not in number.
void patch_add(Buf *b, Str file, Str before, Str after);

#endif
