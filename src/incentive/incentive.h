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
    INCENTIVE_PARTIES_MAX = WORLDS_PARTIES_MAX,
    INCENTIVE_ACTIONS_MAX = 32,
    INCENTIVE_RUNGS_MAX = 8,
    INCENTIVE_VARIABLES_MAX = 48,
    INCENTIVE_PARAMETERS_MAX = 64,
    INCENTIVE_FACTS_MAX = 256,
    INCENTIVE_COALITION_PARTIES_MAX = 8,
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
    uint32_t item;                          // a quantity of the agreement
    bool is_of_member;                      // else of all members alike
    uint32_t members[LIMIT_SET_DIMENSIONS]; // positions in the item's sets
    Formula is;
} ScenarioFact;
typedef struct ScenarioFacts {
    ScenarioFact *items;
    size_t count, capacity;
    Place place; // of the scenario's own: where further ones belong
} ScenarioFacts;

// What a party takes to be true; it decides by it, and earns what is true.
typedef struct ScenarioBelief {
    const Variable *variables; // [variable]: how they are drawn; NULL: as the scenario says
    double *parameters;        // [parameter]; NaN: as the scenario says
    double *chances;           // [action]: that it is seen
} ScenarioBelief;

typedef struct ScenarioParty {
    Formula earns, without;         // per period
    Formula after;                  // the end; absent text: as without
    double discount;                // of one period
    const ScenarioBelief *believes; // NULL: what the scenario says
    Place place;
} ScenarioParty;

typedef enum ActionKind { ACTION_BREACH, ACTION_DELAY, ACTION_PARTIAL, ACTION_EXIT } ActionKind;
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
    uint32_t lag;  // periods until then; of an exit: of notice
} ScenarioAction;

// What follows a breach that was seen, one rung after the other.
typedef struct ScenarioRung {
    Localised label;
    Place place;
    ClauseRef clause;    // that the rung rests on
    double *pays;        // [party]: what it loses on coming here
    ScenarioFacts facts; // instead of the scenario's own, while it stands there
    double receives;     // the share of it that the others get
    uint32_t lasts;
    bool is_end;
} ScenarioRung;

// What some of the parties could make in a period by themselves.
typedef struct ScenarioCoalition {
    uint64_t members; // bits
    Formula worth;
} ScenarioCoalition;
typedef struct ScenarioCoalitions {
    bool is_asked;
    Formula worth; // of any, by its `members`; absent: none
    ScenarioCoalition *items;
    size_t count;
} ScenarioCoalitions;

typedef struct Scenario {
    Str file, hash; // SHA-256 of its text
    const Terms *terms;
    Localised title;
    bool is_renewed;
    bool is_alike; // the parties: what the first could do each of them could
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
    ScenarioCoalitions coalitions;
    Formula members; // of the coalition whose worth is computed; else absent
} Scenario;

// Does the value of `by` (NULL: all) name the party: itself, or a set that it belongs to?
bool scenario_names_party(const YamlNode *by, const Terms *t, size_t party);
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
// Is something carried over from period to period? All periods of a world are then computed at
// once: what is earned while all perform, and for each action in each period what is earned by it
// where all performed before, and what it changes later where all perform again.
bool plays_are_carried(const Plays *p);
// Does a party earn something else after the end than without?
bool plays_have_after(const Plays *p);

// Can it be computed at all? False with the reason.
bool plays_can_run(const Plays *p, Message *ret_why);

// How many numbers a machine returns for a period of one world.
size_t plays_size(const Plays *p);

typedef struct PlayMachine PlayMachine; // of one thread
// `parameters` (NULL: the scenario's own values) by index. `is_exact`: by the evaluator, whatever
// plays_are_fast says.
PlayMachine *play_machine_new(const Plays *p, const double *parameters, bool is_exact);
void play_machine_free(PlayMachine *m);
// Profiles as in worlds/worlds.h: 0 all perform; 1+a; 1+actions: without the agreement; 2+actions:
// after its end, where that is something else.
// ret[(profile * parties + i) * count + w]; NaN where a payment or formula has no value.
void play_machine_run(PlayMachine *m, size_t period, const double *variables, size_t count,
                      double *ret);

// All periods of some worlds: variables[t * step + v * count + w].
typedef struct WorldBlock {
    const double *variables;
    size_t step, count;
} WorldBlock;
// Of plays that are carried, in the order of earn_all in worlds/worlds.h; by discounts of each
// party.
PlayMachine *play_machine_carried(const Plays *p, const double *parameters,
                                  const double *discounts);
void play_machine_run_all(PlayMachine *m, WorldBlock worlds, double *ret);

// One period in which several actions are taken at once, at values of the variables in all periods
// of one world: variables[t * how many + v]. False where it has faults.
bool plays_together(Arena *a, const Plays *p, const uint32_t *actions, size_t action_count,
                    size_t period, const double *variables, double *ret);

// ---- playing ------------------------------------------------------------------------------------

typedef struct IncentiveSetup IncentiveSetup;
typedef struct IncentiveCase IncentiveCase;

// Plays the worlds of a verdict by other means than incentive_play, to the same result: in parts,
// on other machines.
typedef const PlayResult *IncentivePlayer(void *self, Arena *a, const IncentiveSetup *setup,
                                          const IncentiveCase *c, Err *err);

typedef struct IncentiveOptions {
    uint64_t seed, worlds; // worlds 0: INCENTIVE_WORLDS, or INCENTIVE_WORLDS_EXACT
    double share;          // of the worlds in which it must be kept; 0: INCENTIVE_SHARE
    size_t threads;        // 0: all processors
    bool is_exact;
    bool has_swings; // are these asked for too?
    bool (*is_cancelled)(void *self);
    void *self;
    IncentivePlayer *play; // of the verdict; NULL: incentive_play
    void *player;
} IncentiveOptions;
#define INCENTIVE_SHARE 0.95
enum { INCENTIVE_WORLDS = 100000, INCENTIVE_WORLDS_EXACT = 512 };

// A scenario made ready: compiled, its worlds prepared.
struct IncentiveSetup {
    const Scenario *scenario;
    const Plays *plays;
    const WorldSource *source;
    const WorldSource **believed; // [party]: NULL: the same
    const Plays **staged;         // [rung]: where other facts hold there; NULL: the same
    uint64_t seed;
    size_t threads;
    bool is_exact;   // payments by the evaluator
    bool is_unmixed; // and what parties earn too, even where columns of doubles would do
    bool (*is_cancelled)(void *self);
    void *self;
};

// NULL with findings where the scenario does not fit the agreement, or cannot be drawn.
const IncentiveSetup *incentive_setup(Arena *a, const Scenario *s, IncentiveOptions options,
                                      Findings *f);

// Does nothing vary, and is every breach seen for certain or never?
bool scenario_is_certain(const Scenario *s);

// What plays of the same worlds share: filled by the first of them.
typedef struct IncentiveDrawn {
    Arena *arena;
    const Pilot *pilot;
} IncentiveDrawn;

// What may be otherwise than the scenario says.
struct IncentiveCase {
    const double *discounts;  // [party]
    const double *parameters; // [parameter]
    const ScenarioRung *rungs;
    size_t rung_count;
    bool is_renewed, is_excused;
    size_t tempted;         // 1 + the only party that may break; 0: all may
    uint64_t worlds, first; // WORLDS_BLOCK divides `first`
    uint64_t pilot;         // 0: as worlds/worlds.h thinks right
    size_t pilot_part;      // as in PlayOptions
    bool is_trusting;       // nobody breaks: what tempts those who trust that all perform
    double *temptations;    // as in PlayOptions
    const PlayAxis *map;    // as in PlayOptions
    double share;
    bool is_brief;         // as in PlayOptions
    IncentiveDrawn *drawn; // of cases alike in `pilot` and `is_renewed`; NULL: of this one alone
};

IncentiveCase incentive_case(Arena *a, const Scenario *s); // as the scenario says
// NULL with err where cancelled or a limit was exceeded. Worlds in which something has no value are
// counted as undefined.
const PlayResult *incentive_play(Arena *a, const IncentiveSetup *setup, const IncentiveCase *c,
                                 Err *err);

// The same in parts (play_begin in worlds/worlds.h): `first` and `worlds` of the case are not
// looked at; what it points to must stay until the end.
typedef struct IncentiveRun IncentiveRun;
IncentiveRun *incentive_begin(const IncentiveSetup *setup, const IncentiveCase *c, Err *err);
const PlayResult *incentive_part(Arena *a, const IncentiveRun *run, uint64_t first, uint64_t worlds,
                                 Err *err);
void incentive_end(IncentiveRun *run);

// What is taken where the options say nothing: how many worlds, which share, how many threads.
IncentiveOptions incentive_options_taken(IncentiveOptions options, const Scenario *s,
                                         const Plays *p);
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
    Interval better; // in which it earns more than it would without
    double alike;    // in which it earns the same
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

// One period, the first, at mean values of the variables.
typedef struct StageGame {
    bool is_known;
    Message why_not;
    const double *means; // [period * variables + v]; where it is renewed all periods are alike
    const Game *game;    // strategy 0: perform; then the party's actions in order
    GameKind kind;
    const EquilibriumSet *equilibria;
    bool *has_dominant; // [party]
    size_t *dominant;   // strategy
    bool is_kept;       // that all perform is an equilibrium
    // The game is that of the first period. Periods in which some action can be taken, and those of
    // them in which nobody gains by one alone.
    size_t open_periods, kept_periods;
} StageGame;

// How far a number of the scenario may move before the verdict turns.
typedef struct BreakEven {
    size_t parameter;
    bool has_below, has_above;
    double below, above;
} BreakEven;

// One period at mean values, of parties that are alike: by how many of them take the action.
typedef struct AlikeGame {
    bool is_known;
    Message why_not;
    double *performs, *acts; // what each earns: [how many act]
    bool is_kept;            // nobody gains by being the only one to act
    bool is_dominant;        // acting is better however many others do
    GameKind kind;           // SOCIAL_DILEMMA: dominant, and worse for all than if none acts
} AlikeGame;

// Some of the parties by themselves, in one period at mean values, in the agreement's currency.
// Coalitions are bits of parties.
typedef struct CoalitionJudgement {
    bool is_known;
    Message why_not;
    double *given;               // [party]: what it earns while all perform
    double *alone;               // without the agreement
    double together;             // what all make
    uint64_t objector;           // the coalition that would gain most by itself
    double objection;            // by how much; 0 or less: none gains
    double least;                // the least objection of any division: above 0 the core is empty
    double *shapley, *bargained; // Nash (1950): alone, and an equal part of the rest
    double *proportional, *nucleolus; // NULL where there is none
    unsigned stability;               // Stability of all parties together
    size_t stable_count;              // coalitions that nobody leaves and nobody joins
} CoalitionJudgement;

typedef struct Swings Swings;
typedef struct Incentive {
    const IncentiveSetup *setup;
    IncentiveDrawn *drawn;    // pilots of the agreement as written
    IncentiveOptions options; // as taken
    Verdict verdict;
    Message why;     // of UNDECIDED
    bool is_certain; // nothing is left to chance: one world, and shares without an interval
    double unborn;   // share of worlds in which it is broken in the first period
    PlayCount count;
    const PlayResult *result; // for charts
    Interval kept;
    size_t breaker; // the party that breaks first most often, where some does
    PartyJudgement *parties;
    VariantJudgement variants[VARIANT_COUNT];
    uint64_t variant_worlds; // of each of them
    StageGame stage;
    const AlikeGame *alike;               // instead, where the parties are alike; else NULL
    const CoalitionJudgement *coalitions; // NULL: not asked
    BreakEven *break_evens;
    size_t break_even_count;
    uint64_t search_worlds; // of critical discounts and break-evens
    const Swings *swings;   // NULL: not asked
    double kept_off;        // how far the share may be off because of the pilots; in `kept` already
    double *broke_off;      // [party]: the same of `broke`
} Incentive;

// NULL with findings where the scenario does not fit, or err where cancelled.
const Incentive *incentive_judge(Arena *a, const Scenario *s, IncentiveOptions options, Findings *f,
                                 Err *err);

// The same of a setup that was made with these options.
const Incentive *incentive_judge_ready(Arena *a, const IncentiveSetup *setup,
                                       IncentiveOptions options, Findings *f, Err *err);

// ---- what a report shows beside it --------------------------------------------------------------

// The party that breaks first most often; where none does, of those that could break the one that
// is tempted most.
size_t incentive_nearest(const Incentive *i);

// What the share of worlds in which it is kept becomes when one number is a fifth less or more, and
// nothing else changes: a parameter, or the rate at which a party discounts (swing.c). And what it
// does when the others are anywhere in that range too: the mean of its absolute effects from one
// end to the other, and their standard deviation, which is large where it depends on the others
// (Morris 1991; worlds/sensitivity.h).
typedef struct Swing {
    bool is_discount;
    size_t index; // of the parameter; of the party
    double at[2], kept[2];
    double effect, deviation;
} Swing;
struct Swings {
    Swing *items; // the largest effect first
    size_t count;
    double kept;     // the share as all numbers are, in the same worlds
    uint64_t worlds; // few: at most 1,024
    size_t walks;    // of Morris
};
// NULL with err where cancelled.

// What breaking it gains a party and what it loses by that later, in money of the day, by how much
// it thinks of the next period (patience.c). Of an agreement that is renewed at the largest
// temptation of a world, which in the share of worlds that is asked for is no larger: where what is
// lost is no less, the party keeps it. Of one that ends, where in the last period nothing is left
// to lose: in one period, at a temptation that is no larger in 95 % of worlds.
typedef struct PatiencePoint {
    double discount, gain, loss;
} PatiencePoint;
typedef struct Patience {
    size_t party;
    bool is_of_period; // else of all
    size_t period;
    PatiencePoint *points; // by discount, from 0 on
    size_t count;
    uint64_t worlds;
} Patience;
const Patience *incentive_patience(Arena *a, const Incentive *i, size_t party, Err *err);

// Where it is first broken: by the two variables that tell best where the nearest party breaks, or
// by the one and the period (map.c). The axes: across, up. NULL without err where nothing tells.
typedef struct BreachMap {
    PlayAxis axes[2];
    const uint64_t *cells; // as play_map has them
    uint64_t worlds;       // the first of the run
} BreachMap;
bool incentive_map(Arena *a, const Incentive *i, const BreachMap **ret, Err *err);

#endif
