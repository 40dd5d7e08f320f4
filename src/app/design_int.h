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
    LEVER_SPLIT,     // a party's own, of a bond that several deposit
    LEVER_DEPOSIT,   // a bond that a new article of the agreement asks for
    LEVER_PAYMENT,   // a payment of each period, of a new article
} LeverKind;

enum {
    BONDS_MAX = INCENTIVE_PARTIES_MAX,
    LEVERS_MAX = BONDS_MAX + INCENTIVE_PARTIES_MAX, // bonds, and payments between parties
};

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
    uint32_t by;       // of a bond: the parties (bits) that deposit it
    uint32_t from, to; // of PAYMENT: the parties; of DEPOSIT and SPLIT who deposits it
    Str of;            // of SPLIT: the bond
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

// Several sums at once, by linear programs (design_linear.c).
typedef struct SumsAsked {
    bool bonds, transfers;
    double most; // of each sum; INFINITY: any
} SumsAsked;

typedef struct DesignChecks {
    size_t errors, warnings;
} DesignChecks;

struct DesignView {
    App *app;
    const Agreement *agreement;
    Str scenario_file, scenario_text;
    IncentiveOptions options;
    Lever levers[LEVERS_MAX];
    size_t lever_count, trial_count;
    Dec values[LEVERS_MAX]; // of the levers, as found
    SumsAsked asked;
    size_t bond_count, round_count; // bonds are the first levers; rounds that it took
    size_t seed_count;              // on so many sets of random numbers it must hold
    uint32_t actors;                // parties (bits) that could break it
    Err *err;
    Arena *work; // of one trial
    DesignFrontier frontier;
    DesignTexts found;
    DesignTrial before, after, low, again; // as written; as found; the last number at its low end;
                                           // as found, on other random numbers
    DesignChecks checked[2];               // the text before and after
    double cost;
    bool is_found, is_before_enough;
    bool has_no_solution; // the last linear program
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
bool lever_is_new(const Lever *l); // the text gets an article for it
// The levers that are asked for.
bool levers_read(DesignView *v, const DesignQuestion *q, const LeverTexts *t, Err *err);
// What units of them cost; when all levers are there.
bool weights_read(DesignView *v, const DesignQuestion *q, Err *err);

// ---- trials (design_trial.c) --------------------------------------------------------------------

bool design_amend(const DesignView *v, Arena *a, const Dec *values, DesignTexts *ret);
// The texts read and compiled anew, and played.
bool design_play(const DesignView *v, Arena *a, const DesignTexts *texts, uint64_t seed,
                 DesignTrial *ret);
// Bonds or payments are asked for, several at once.
bool design_asks_for_sums(const DesignView *v);
bool design_is_enough(const DesignView *v, const DesignTrial *t);
DesignHolds design_holds;
DesignCost design_cost;

// What tempts each party. Where all trust that everyone performs it is linear in the sums.
typedef struct Measure {
    size_t worlds;
    double *tempted; // [party * worlds + k], rising; -INFINITY: of a party without actions
    double *surplus; // [party]: what the agreement is worth more to it than none, at the mean
} Measure;
bool design_measure(const DesignView *v, Arena *a, const DesignTexts *texts, bool is_trusting,
                    Measure *ret);

// ---- several sums at once (design_sums.c, design_linear.c) --------------------------------------

// The bonds of the agreement become levers; a party that could break it and deposits none gets a
// new one.
bool sums_read(DesignView *v, const LeverTexts *t, Err *err);
// A payment becomes a lever; its number goes into the values.
void sums_add_payment(DesignView *v, size_t from, size_t to, Dec amount);
// The least number of three digits that is no less; false where it is too large to be written.
bool sums_round_up(double value, Dec *ret);
// Finds the least bonds, the least payments. False where something could not be tried.
bool linear_search(DesignView *v);

// ---- a new article (design_article.c) -----------------------------------------------------------

// The text with articles that ask for the new bonds and payments among the levers.
Str design_article(const DesignView *v, Arena *a, const Terms *t, const Dec *values);

// ---- a bond for each (design_split.c) -----------------------------------------------------------

// Can the bond of several parties be written as one for each?
bool split_is_possible(const Terms *t, const Clause *c);
// The text with the bond of lever `first`, and those of the levers behind it that are of the same.
bool design_split(const DesignView *v, Arena *a, const Terms *t, size_t first, const Dec *values,
                  DesignTexts *ret);

// ---- the edit (design_patch.c) ------------------------------------------------------------------

// Two texts whose lines differ here and there, and that differ in number where some were put in.
void patch_add(Buf *b, Str file, Str before, Str after);

#endif
