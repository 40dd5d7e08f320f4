// worlds/worlds.h - many possible futures, and in which of them players keep what they promised
//
// A world is one future: a value of each uncertain variable in each period. Worlds are drawn from a
// seed by counter (base/philox.h), so world 4711 is the same on whatever thread, machine or day.
// In each period of a world every party may perform, or take one of its actions (breach, delay,
// partial performance, exit); what each earns by that is asked of the caller. What a breach leads
// to is a ladder of stages: notice, bond, loss of priority …, at its end the agreement is over.
//
// Whether a party performs is decided by one-shot deviations: performing now and the value of what
// follows, against the best action and the value of what follows that. The value of what follows
// depends on the period, the stage and the state of the world (the variables that last), is found
// backwards in time on a pilot sample, and is then used forwards on all worlds. Where the agreement
// is renewed without end it is the greatest fixed point: beginning with all cells performing, those
// in which it does not pay are dropped until none is left to drop (a single pass would overstate
// compliance).
//
// Binary floating point: nothing is settled with it.
#ifndef SOFTLAW_WORLDS_WORLDS_H
#define SOFTLAW_WORLDS_WORLDS_H

#include "base/arena.h"
#include "base/message.h"
#include "worlds/sensitivity.h"

#include <stdint.h>

enum {
    WORLDS_VARIABLES_MAX = 64,
    WORLDS_PARTIES_MAX = 32,
    WORLDS_ACTIONS_MAX = 64,
    WORLDS_STAGES_MAX = 16,
    WORLDS_PERIODS_MAX = 1200,
    WORLDS_STATE_MAX = 3,    // variables by which the value of the future is told apart
    WORLDS_BINS_MAX = 64,    // of one of them
    WORLDS_CELLS_MAX = 4096, // of all together
    WORLDS_RUNGS_MAX = 256,  // periods that stages and delays of detection last, added up
    WORLDS_BLOCK = 256,      // worlds that go through at once
    WORLDS_SURVEYED = 65536, // the first worlds, of which regions are counted
    WORLDS_PILOT_MAX = 65536,
};

// ---- variables ----------------------------------------------------------------------------------

typedef enum VariableKind {
    VARIABLE_CONSTANT,       // start
    VARIABLE_NORMAL,         // mean, deviation; drawn anew each period
    VARIABLE_LOGNORMAL,      // mean, deviation of the logarithm
    VARIABLE_UNIFORM,        // low, high
    VARIABLE_TRIANGULAR,     // low, mode, high
    VARIABLE_CHOICE,         // values[i] with the chance weights[i]
    VARIABLE_HISTORY,        // blocks of `block` consecutive values[], drawn with replacement
    VARIABLE_RANDOM_WALK,    // start; each period + drift + deviation * normal
    VARIABLE_GEOMETRIC,      // start; the logarithm walks with drift and deviation
    VARIABLE_MEAN_REVERTING, // start; each period + reversion * (mean - x) + deviation * normal
} VariableKind;

// With `chance` in each period the variable jumps by a normal with mean and deviation; of LOGNORMAL
// and GEOMETRIC the logarithm does. Of a variable that lasts the jump lasts too.
typedef struct Jumps {
    double chance, mean, deviation;
} Jumps;

// The start of a process is its value before the first period.
typedef struct Variable {
    VariableKind kind;
    double start, mean, deviation, low, mode, high, drift, reversion;
    Jumps jumps;
    const double *values, *weights;
    size_t value_count, block;
    double least, most; // the value is held between, and walks on from there; both 0: free
    bool is_once;       // one draw for the whole world, not one each period; not of a process
} Variable;

typedef struct WorldModel {
    const Variable *variables;
    size_t variable_count, periods;
    // Of the normal draws behind the variables, rows by rows, symmetric with a diagonal of 1; NULL:
    // independent. UNIFORM, TRIANGULAR and CHOICE follow by their quantiles. HISTORY: variables
    // with the same `block` and number of values draw the same blocks, so that what happened
    // together stays together; they correlate with no other.
    const double *correlation;
    uint64_t seed;
} WorldModel;

typedef struct WorldSource WorldSource;

// Prepare drawing; what the model points to is copied. NULL with *ret_why (static text, marked for
// the catalogue) and the variable concerned where the model cannot be drawn.
const WorldSource *worlds_prepare(Arena *a, const WorldModel *m, const char **ret_why,
                                  size_t *ret_variable);
// Worlds first … first+count-1 (count <= WORLDS_BLOCK): ret[(period * variables + v) * count + w].
void worlds_draw(Arena *a, const WorldSource *s, uint64_t first, size_t count, double *ret);
// Does the variable's past tell of its future (a process, a draw for the whole world)?
bool worlds_lasts(const Variable *v);

// ---- play ---------------------------------------------------------------------------------------

// What becomes of the agreement when a breach is detected.
typedef struct Stage {
    double pays[WORLDS_PARTIES_MAX]; // on entering: what the party in breach loses, by party (bond,
                                     // penalty); what others get of it stands in `receives`
    double receives;                 // the share of it that the other parties divide evenly
    uint32_t lasts;                  // periods without breach until the stage before it comes back;
                                     // 0: never
    bool is_end;                     // the agreement is over: all earn what they would without it
} Stage;

// What a party takes to be true where it is not. What it earns now it sees; what follows it weighs
// by this, and takes the others to see the world as it does. What is counted are true worlds.
typedef struct Belief {
    const WorldSource *source; // of as many variables; NULL: the true one
    const double *detection;   // [action]; NULL: the true ones
    void *self;                // for `earn` and `earn_all`; NULL: as in Play
} Belief;

// A breach in period t is seen, with the chance of its action, after period t + lag, and the stage
// is entered then: what that costs falls into period t + lag. Until then only the party in breach
// knows, and may go on; what would be seen after the last period is not. A breach in the last stage
// of the ladder enters it anew. In a cell where several would break, it is the party with the
// largest gain after what follows (ties: the first); all earn by its action.
typedef struct Play {
    size_t parties, actions, stages; // stage 0: in good standing; stages[0] is not entered
    const uint32_t *action_party;    // who can take action a
    const double *detection;         // of action a: the chance that it is seen
    const uint32_t *detection_lag;   // of action a: periods until it is seen; 0: before the next
    const bool *is_exit; // of action a: its party leaves, which needs no detection; NULL: of none.
                         // For detection_lag further periods all perform. Then, of two parties, it
                         // is over; of more, all earn by action a from then on
    const Stage *ladder; // [stages]; a detected breach in stage s leads to s+1
    const double *discount;   // of each party, for one period; below 1 where renewed
    const uint32_t *state;    // variables by which the value of the future is told apart
    size_t state_count, bins; // each cut into so many ranges of equal probability
    bool is_renewed;          // without end; else it ends after the last period
    bool is_excused;          // a cell in which a party cannot be held is excused: all earn
                              // there what they would without the agreement, and nothing
                              // follows: the best that can be agreed (R13). Read "broke" in
                              // what is counted as "was excused".
    double tolerance;         // gains up to this (absolute) do not make a party break; INFINITY:
                              // nobody breaks, and temptations are those of who trusts that all
                              // perform to the end

    // What party i earns in the worlds of a block, in one period: variables[v * count + w];
    // profile 0: all perform; 1+a: action a is taken; 1+actions: there is no agreement, and where
    // not `has_after` it is over; 2+actions (`has_after`): it is over. These are the same in all
    // stages. ret[(profile * parties + i) * count + w]. Called from several threads, each with its
    // own `worker` (below PARALLEL_JOBS_MAX). Of a renewed agreement the periods are taken
    // together: what is earned should then not depend on the period.
    void (*earn)(void *self, size_t worker, size_t period, size_t stage, const double *variables,
                 size_t count, double *ret);
    bool has_after;
    // Instead of `earn`, where what is earned depends on earlier periods: all periods of a block at
    // once. The variables of period t begin at variables[t * WORLDS_BLOCK * how many there are];
    // what is earned in period t at ret[t * play_rows * parties * count], in the order of `earn`.
    // Behind that stands, as further profiles, what action a, taken in that period, changes later
    // for party i if the agreement goes on and all perform again, discounted to that period. The
    // same in all stages; not of a renewed agreement.
    void (*earn_all)(void *self, size_t worker, const double *variables, size_t count, double *ret);
    void *self;
    const Belief *beliefs; // [party]; NULL: all know the truth
} Play;

// Profiles that `earn` and `earn_all` return, and of them the one of the time after the end.
static inline size_t play_rows(const Play *p) {
    return 2 + p->actions + p->has_after + (p->earn_all ? p->actions : 0);
}
static inline size_t play_after(const Play *p) {
    return 1 + p->actions + p->has_after;
}

// A map of first breaches: cells of surveyed worlds (world and period) by two axes, each a variable
// or the period, cut into ranges at its edges.
enum { PLAY_RANGES_MAX = 32 };
typedef struct PlayAxis {
    bool is_period; // counted from 0
    size_t variable;
    const double *edges; // ascending; a range holds its upper edge
    size_t edge_count;   // below PLAY_RANGES_MAX: one less than there are ranges
} PlayAxis;

// The pilot sample, drawn once for plays of the same source that differ neither in state variables
// and their ranges nor in whether they are renewed, nor in PlayOptions.pilot and threads.
typedef struct Pilot Pilot;

typedef struct PlayOptions {
    uint64_t worlds, pilot; // pilot 0: as many as are needed, at most WORLDS_PILOT_MAX
    size_t pilot_part;      // which sample of that size: the part of a larger one
    uint64_t first;         // the first world, a multiple of WORLDS_BLOCK: for parts of a run on
                            // other machines
    size_t threads;         // the answer does not depend on it
    const PlayAxis *map;    // [2]: across, up; NULL: no map is asked for
    double share;           // of which the largest temptation is asked for (play_worst); 0: none
    bool is_brief;          // only what PlayCount has of breaches is asked for: no map, no fans of
                            // temptation, no regions, and deviations that may be rounded more
    const Pilot *drawn;     // by worlds_pilot; NULL: drawn for this play alone
    void (*progress)(void *self, uint64_t done, uint64_t all);
    void *progress_self;
    bool (*is_cancelled)(void *self); // of progress_self; asked from several threads
    double *temptations; // [world * parties + i], filled: the largest temptation of each world, as
                         // `gain` below; -INFINITY: of a party without actions. NULL: not asked
} PlayOptions;

// Where the first breaches of a party lie: the threshold of a variable that best tells the cells
// (world and period) in which it first broke from those in which all performed: the one with the
// largest difference between the shares of both that lie beyond it. All 0 where one of both is
// empty.
typedef struct Region {
    double threshold;
    bool is_above; // breach lies above
    double share_beyond,
        share_short;         // of the cells beyond (short of) the threshold, how many broke
    uint64_t beyond, within; // cells beyond and short of it; of the WORLDS_SURVEYED first
} Region;

// Sums over worlds: integers and sums that do not depend on the order, so that parts add up to the
// same.
typedef struct PlayCount {
    uint64_t worlds;
    uint64_t undefined; // worlds in which something earned was no finite number, or beyond 1e17;
                        // not in the means
    uint64_t kept;      // worlds in which nobody ever broke

    const uint64_t *broke;     // [party]: worlds in which this party was the first
    const uint64_t *by;        // [action]: worlds in which this action was the first breach
    const uint64_t *when;      // [period * parties + party]: worlds whose first breach was that
    const uint64_t *performed; // [period]: worlds in which all performed in that period
    const uint64_t *better;    // [party]: worlds in which it earned more than it would without
    const uint64_t *alike;     // [party]: and the same, up to a billionth
    const double *value;       // [party]: mean discounted earnings with the agreement
    const double *without;     // [party]: and without it
    const double *deviation;   // [party]: standard deviation of the difference
    const double *loss;        // [party]: mean loss, in worlds where another party broke first,
                               // against all performing to the end
    const double *gain;        // [party]: mean of the largest temptation of a world until the first
                        // breach: gain of the best action less what it costs later, in units of
                        // money; negative: slack; of a party without actions 0
    const Region *regions; // [party * variables + v]
} PlayCount;

typedef struct PlayResult PlayResult;

// NULL with err only where cancelled or memory is short (ERR_LIMIT: too many stages, delays and
// bins at once).
const PlayResult *worlds_play(Arena *a, const WorldSource *s, const Play *p, PlayOptions options,
                              Err *err);
PlayCount play_count(Arena *a, const PlayResult *r);

// The same in parts: who breaks is found once, when the play begins; then as many parts are played
// as are wanted. What `s` and `p` point to must stay until the end; `first` and `worlds` of the
// options are not looked at. NULL as worlds_play.
typedef struct PlayRun PlayRun;
PlayRun *play_begin(const WorldSource *s, const Play *p, PlayOptions options, Err *err);
// So many worlds from `first` on, of which WORLDS_BLOCK is a divisor. NULL with err where
// cancelled.
const PlayResult *play_part(Arena *a, const PlayRun *run, uint64_t first, uint64_t worlds,
                            Err *err);
void play_end(PlayRun *run);
const Pilot *worlds_pilot(Arena *a, const WorldSource *s, const Play *p, PlayOptions options);

// Quantiles over time, for charts: of the pilot sample, in each period.
enum { PLAY_QUANTILES = 5 }; // 5, 25, 50, 75, 95 %
typedef struct PlayFan {
    double at[PLAY_QUANTILES];
} PlayFan;
const PlayFan *play_variable(const PlayResult *r, size_t variable); // [period]
// What tempts a party while in good standing, in worlds of the period (as `gain` above); NULL where
// it has no action.
const PlayFan *play_temptation(const PlayResult *r, size_t party);

// How many worlds the pilot sample has.
uint64_t play_pilots(const PlayResult *r);
// What a variable does not exceed in a share of the pilot's cells, within a thousandth.
double play_quantile(const PlayResult *r, size_t variable, double share);
// What the largest temptation of a world, over all its periods in good standing, does not exceed in
// PlayOptions.share of the pilot's worlds, and reaches in the others. 0 where it was not asked for.
double play_worst(const PlayResult *r, size_t party);
// The map that was asked for, NULL where none was: [(up * ranges across + across) * (1 + parties) +
// k], k = 0: cells in which all performed that far; 1 + i: in which party i broke first.
const uint64_t *play_map(const PlayResult *r);

// ---- parts of a run, on other machines or before an interruption
// ----------------------------------

// Both together; NULL with err where they are not of one run, or the worlds of the second do not
// follow those of the first.
const PlayResult *play_add(Arena *a, const PlayResult *one, const PlayResult *two, Err *err);
// As bytes with a checksum, the same on every machine, without play_worst; of a run without a map.
// NULL with err where they are no such result.
Str play_write(Arena *a, const PlayResult *r);
const PlayResult *play_read(Arena *a, Str bytes, Err *err);

// ---- estimates ----------------------------------------------------------------------------------

typedef struct Interval {
    double value, low, high; // 95 %
} Interval;

// Of a share (Wilson 1927), and of a mean with the standard deviation of what it is a mean of.
Interval wilson(uint64_t successes, uint64_t count);
Interval mean_interval(double mean, double deviation, uint64_t count);

#endif
