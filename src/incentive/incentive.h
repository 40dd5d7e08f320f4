// incentive/incentive.h - is an agreement self-enforcing; if not, who breaks it, when, and why
//
// A scenario says what the agreement does not: what is uncertain, what the parties earn besides,
// how they could break it and what follows. A breach changes facts, and the agreement's own terms
// compute from the facts what is owed, so nothing stands twice. What a party earns in a period is
// what the scenario says it earns, plus what it is paid, less what it pays.
//
//     const Scenario *s = scenario_from_yaml(a, terms, file, text, &findings);
//     const Incentive *i = incentive_judge(a, s, (IncentiveOptions){0}, &findings, &err);
//
// Binary floating point: nothing is settled with it.
#ifndef SOFTLAW_INCENTIVE_INCENTIVE_H
#define SOFTLAW_INCENTIVE_INCENTIVE_H

#include "games/games.h"
#include "rules/rules.h"
#include "worlds/worlds.h"

enum {
    INCENTIVE_PARTIES_MAX = 16,
    INCENTIVE_ACTIONS_MAX = 32,
    INCENTIVE_RUNGS_MAX = 8,
    INCENTIVE_VARIABLES_MAX = 48,
    INCENTIVE_PARAMETERS_MAX = 64,
    INCENTIVE_FACTS_MAX = 256,
    INCENTIVE_COMBINATIONS_MAX = 64, // ways to play a period that are looked at together
};

// ---- the scenario -------------------------------------------------------------------------------

// A number in the scenario that has a name: a variable of the worlds or a parameter.
typedef struct ScenarioVariable {
    Str id;
    Localised label, source, note;
    Place place;
    Formula unit;  // of a new name; absent where it is a quantity of the agreement
    uint32_t item; // in the terms of the plays
    Variable draws;
} ScenarioVariable;

typedef struct ScenarioParameter {
    Str id;
    Localised label, source, note;
    Place place;
    Formula unit;
    uint32_t item;
    double value;
} ScenarioParameter;

typedef struct ScenarioFact {
    uint32_t item; // a quantity of the agreement
    Formula is;
} ScenarioFact;
typedef struct ScenarioFacts {
    ScenarioFact *items;
    size_t count, capacity;
    Place place; // of the scenario's own: where further ones belong
} ScenarioFacts;

typedef struct ScenarioParty {
    Formula earns, without; // per period
    double discount;        // of one period
    Place place;
} ScenarioParty;

typedef enum ActionKind { ACTION_BREACH, ACTION_DELAY, ACTION_PARTIAL } ActionKind;
const char *action_kind_name(ActionKind kind);

// What a clause of the agreement is cited by.
typedef struct ClauseRef {
    Str id; // absent: none
    Localised label;
    uint32_t provision;
    Place place;
} ClauseRef;

typedef struct ScenarioAction {
    Str id;
    Localised label, note;
    Place place;
    uint32_t party;
    ActionKind kind;
    ClauseRef breaks;
    ScenarioFacts facts; // instead of the scenario's own, while it is taken
    Formula *earns;      // [party]: instead of the party's own; absent text: as ever
    uint32_t *withheld;  // payments of the agreement that the party then leaves unpaid
    size_t withheld_count;
    size_t until;  // the last period, from 1, in which it can be done; 0: in all
    double chance; // that it is seen
    uint32_t lag;  // periods until then
} ScenarioAction;

// What follows a breach that was seen, one rung after the other.
typedef struct ScenarioRung {
    Localised label;
    Place place;
    ClauseRef clause; // that the rung rests on
    double *pays;     // [party]: what it loses on coming here
    double receives;  // the share of it that the others get
    uint32_t lasts;
    bool is_end;
} ScenarioRung;

typedef struct Scenario {
    Str file, hash; // SHA-256 of its text
    const Terms *terms;
    Localised title;
    bool is_renewed;
    size_t periods;
    ScenarioVariable *variables;
    size_t variable_count;
    double *correlation; // NULL: independent
    ScenarioParameter *parameters;
    size_t parameter_count;
    ScenarioFacts facts;
    ScenarioParty *parties; // as the agreement's
    ScenarioAction *actions;
    size_t action_count;
    ScenarioRung *rungs;
    size_t rung_count;
} Scenario;

// NULL where it has faults, which are findings.
const Scenario *scenario_from_yaml(Arena *a, const Terms *t, Str file, Str text, Findings *f);

// ---- plays: what everyone earns -----------------------------------------------------------------
//
// The agreement's terms with the scenario's names, facts and earnings among them are compiled once
// for each way to play a period: all perform, an action is taken, several are.

typedef struct Plays Plays;

// NULL with findings where names, types or units do not fit, or a quantity is not spoken of.
const Plays *plays_compile(Arena *a, const Scenario *s, Findings *f);
// Is it computed by columns of doubles? Else by the evaluator itself, with the reason why.
bool plays_are_fast(const Plays *p);
Message plays_why_exact(const Plays *p);

// Can it be computed at all? False with the reason: state is carried from period to period.
bool plays_can_run(const Plays *p, Message *ret_why);

typedef struct PlayMachine PlayMachine; // of one thread
// `parameters` (NULL: the scenario's own values) by index. `is_exact`: by the evaluator, whatever
// plays_are_fast says.
PlayMachine *play_machine_new(const Plays *p, const double *parameters, bool is_exact);
void play_machine_free(PlayMachine *m);
// Profiles as in worlds/worlds.h: 0 all perform; 1+a; 1+actions: without the agreement.
// ret[(profile * parties + i) * count + w]; NaN where a payment or formula has no value.
void play_machine_run(PlayMachine *m, size_t period, const double *variables, size_t count,
                      double *ret);

// One period in which several actions are taken at once, at values of the variables. False where it
// has faults.
bool plays_together(Arena *a, const Plays *p, const uint32_t *actions, size_t action_count,
                    size_t period, const double *variables, double *ret);

// ---- playing ------------------------------------------------------------------------------------

typedef struct IncentiveOptions {
    uint64_t seed, worlds; // worlds 0: INCENTIVE_WORLDS, or INCENTIVE_WORLDS_EXACT
    double share;          // of the worlds in which it must be kept; 0: INCENTIVE_SHARE
    size_t threads;        // 0: all processors
    bool is_exact;
    bool (*is_cancelled)(void *self);
    void *self;
} IncentiveOptions;
#define INCENTIVE_SHARE 0.95
enum { INCENTIVE_WORLDS = 100000, INCENTIVE_WORLDS_EXACT = 512 };

// A scenario made ready: compiled, its worlds prepared.
typedef struct IncentiveSetup {
    const Scenario *scenario;
    const Plays *plays;
    const WorldSource *source;
    uint64_t seed;
    size_t threads;
    bool is_exact; // by the evaluator, even where columns of doubles would do
    bool (*is_cancelled)(void *self);
    void *self;
} IncentiveSetup;

// NULL with findings where the scenario does not fit the agreement, or cannot be drawn.
const IncentiveSetup *incentive_setup(Arena *a, const Scenario *s, IncentiveOptions options,
                                      Findings *f);

// What plays of the same worlds share: filled by the first of them.
typedef struct IncentiveDrawn {
    Arena *arena;
    const Pilot *pilot;
} IncentiveDrawn;

// What may be otherwise than the scenario says.
typedef struct IncentiveCase {
    const double *discounts;  // [party]
    const double *parameters; // [parameter]
    const ScenarioRung *rungs;
    size_t rung_count;
    bool is_renewed, is_excused;
    size_t tempted;         // 1 + the only party that may break; 0: all may
    uint64_t worlds, first; // WORLDS_BLOCK divides `first`
    uint64_t pilot;         // 0: as worlds/worlds.h thinks right
    IncentiveDrawn *drawn;  // of cases alike in `pilot` and `is_renewed`; NULL: of this one alone
} IncentiveCase;

IncentiveCase incentive_case(Arena *a, const Scenario *s); // as the scenario says
// NULL with err where cancelled or a limit was exceeded. Worlds in which something has no value are
// counted as undefined.
const PlayResult *incentive_play(Arena *a, const IncentiveSetup *setup, const IncentiveCase *c,
                                 Err *err);

// How many pilots so many worlds deserve: as the verdict takes them.
uint64_t incentive_pilot(const IncentiveSetup *setup, uint64_t worlds);

// ---- judging ------------------------------------------------------------------------------------

typedef enum Verdict { VERDICT_HOLDS, VERDICT_BREAKS, VERDICT_UNDECIDED } Verdict;

// The least discount factor with which a party breaks in no more worlds than may be, where the
// others perform.
typedef struct CriticalDiscount {
    bool is_known; // else no factor below 1 is enough
    double value;
} CriticalDiscount;

typedef struct PartyJudgement {
    Interval broke;  // share of worlds in which it is the first to break
    Interval better; // in which it earns at least what it would without
    size_t action;   // by which it first breaks most often
    size_t median;   // the period of its first breach, from 0, at the median
    bool has_region;
    size_t variable; // the one that tells best
    Region region;
    CriticalDiscount critical;
} PartyJudgement;

// The same agreement under other rules.
typedef enum IncentiveVariant {
    VARIANT_GRIM,    // the first breach ends it, nothing else follows
    VARIANT_RENEWED, // without end
    VARIANT_ENDS,    // with its last period
    VARIANT_BEST,    // where a party cannot be held it is excused
    VARIANT_COUNT
} IncentiveVariant;
typedef struct VariantJudgement {
    bool is_known;
    Interval kept;
} VariantJudgement;

// One period at mean values of the variables.
typedef struct StageGame {
    bool is_known;
    Message why_not;
    const double *means; // [variable]
    const Game *game;    // strategy 0: perform; then the party's actions in order
    GameKind kind;
    const EquilibriumSet *equilibria;
    bool *has_dominant; // [party]
    size_t *dominant;   // strategy
    bool is_kept;       // that all perform is an equilibrium
} StageGame;

// How far a number of the scenario may move before the verdict turns.
typedef struct BreakEven {
    size_t parameter;
    bool has_below, has_above;
    double below, above;
} BreakEven;

typedef struct Incentive {
    const IncentiveSetup *setup;
    IncentiveOptions options; // as taken
    Verdict verdict;
    Message why; // of UNDECIDED
    PlayCount count;
    const PlayResult *result; // for charts
    Interval kept;
    size_t breaker; // the party that breaks first most often, where some does
    PartyJudgement *parties;
    VariantJudgement variants[VARIANT_COUNT];
    uint64_t variant_worlds; // of each of them
    StageGame stage;
    BreakEven *break_evens;
    size_t break_even_count;
    uint64_t search_worlds; // of critical discounts and break-evens
} Incentive;

// NULL with findings where the scenario does not fit, or err where cancelled.
const Incentive *incentive_judge(Arena *a, const Scenario *s, IncentiveOptions options, Findings *f,
                                 Err *err);

// What the share of worlds in which it is kept becomes when one number is a fifth less or more, and
// nothing else changes: a parameter, or the rate at which a party discounts (swing.c).
typedef struct Swing {
    bool is_discount;
    size_t index; // of the parameter; of the party
    double at[2], kept[2];
} Swing;
// The widest first, by few worlds: at most 1,024. NULL with err where cancelled.
// *ret_kept: the share as all numbers are, in the same worlds.
const Swing *incentive_swings(Arena *a, const Incentive *i, double *ret_kept, size_t *ret_count,
                              Err *err);

#endif
