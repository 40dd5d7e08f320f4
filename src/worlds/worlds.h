// worlds/worlds.h - many possible futures, and in which of them players keep what they promised
//
// A world is one future: a value of each uncertain variable in each period. Worlds are drawn from a
// seed by counter (base/philox.h), so world 4711 is the same on whatever thread, machine or day.
// In each period of a world every party may perform, or take one of its actions (breach, delay,
// partial performance, exit); what each earns by that is asked of the caller. What a breach leads to
// is a ladder of stages: notice, bond, loss of priority …, at its end the agreement is over.
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

#include <stdint.h>

enum {
    WORLDS_VARIABLES_MAX = 64,
    WORLDS_PARTIES_MAX = 32,
    WORLDS_ACTIONS_MAX = 64,
    WORLDS_STAGES_MAX = 16,
    WORLDS_PERIODS_MAX = 1200,
    WORLDS_BLOCK = 256, // worlds that go through at once
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

// With `chance` in each period the variable jumps by a normal with mean and deviation; of GEOMETRIC
// the logarithm does. Of a variable that lasts the jump lasts too.
typedef struct Jumps {
    double chance, mean, deviation;
} Jumps;

typedef struct Variable {
    VariableKind kind;
    double start, mean, deviation, low, mode, high, drift, reversion;
    Jumps jumps;
    const double *values, *weights;
    size_t value_count, block;
    double least, most; // the value is held between; -INFINITY, INFINITY where free
    bool is_once;       // one draw for the whole world, not one each period
} Variable;

typedef struct WorldModel {
    const Variable *variables;
    size_t variable_count, periods;
    // Of the normal draws behind the variables, rows by rows, symmetric with a diagonal of 1; NULL:
    // independent. HISTORY: variables with the same `block` and number of values draw the same
    // blocks, so that what happened together stays together.
    const double *correlation;
    uint64_t seed;
} WorldModel;

typedef struct WorldSource WorldSource;

// Prepare drawing. NULL with *ret_why (static text: "correlations contradict each other" …) and the
// variable concerned where the model cannot be drawn.
const WorldSource *worlds_prepare(Arena *a, const WorldModel *m, const char **ret_why,
                                  size_t *ret_variable);
// Worlds first … first+count-1 (count <= WORLDS_BLOCK): ret[(period * variables + v) * count + w].
void worlds_draw(const WorldSource *s, uint64_t first, size_t count, double *ret);
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

typedef struct Play {
    size_t parties, actions, stages; // stage 0: in good standing; stages[0] is not entered
    const uint32_t *action_party;    // who can take action a
    const double *detection;         // of action a: the chance that it is seen
    const uint32_t *detection_lag;   // of action a: periods until it is seen; 0: before the next
    const Stage *ladder;             // [stages]; a detected breach in stage s leads to s+1
    const double *discount;          // of each party, for one period
    const uint32_t *state;           // variables by which the value of the future is told apart
    size_t state_count, bins;        // each cut into so many ranges of equal probability
    bool is_renewed;                 // without end; else it ends after the last period
    bool is_excused;                 // a party that cannot be held in a cell is excused there, and
                                     // nothing follows: the best that can be agreed (R13)
    double tolerance;                // gains up to this (absolute) do not make a party break

    // What party i earns in the worlds of a block: profile 0: all perform; 1+a: action a is taken;
    // 1+actions: the agreement is over. ret[(profile * parties + i) * count + w]. Called from
    // several threads, each with its own `worker`.
    void (*earn)(void *self, size_t worker, size_t period, size_t stage, const double *variables,
                 size_t count, double *ret);
    void *self;
} Play;

typedef struct PlayOptions {
    uint64_t worlds, pilot; // pilot 0: as many as are needed, at most 65,536
    uint64_t first;         // the first world: for parts of a run on other machines
    size_t threads;         // the answer does not depend on it
    void (*progress)(void *self, uint64_t done, uint64_t all);
    void *progress_self;
    bool (*is_cancelled)(void *self);
} PlayOptions;

// Sums over worlds: integers and sums in a fixed order, so that parts add up to the same.
typedef struct PlayCount {
    uint64_t worlds;
    uint64_t kept;     // worlds in which nobody ever broke
    uint64_t *broke;   // [party]: worlds in which this party was the first
    uint64_t *by;      // [action]: worlds in which this action was the first breach
    uint64_t *when;    // [period]: worlds whose first breach fell there
    uint64_t *better;  // [party]: worlds in which it earned at least what it would without
    double *value;     // [party]: mean discounted earnings with the agreement
    double *without;   // [party]: and without it
    double *deviation; // [party]: standard deviation of the difference
    double *loss;      // [party]: mean loss, in worlds where another party broke, against all
                       // performing to the end
    double *gain;      // [party]: mean of the largest temptation of a world: gain of the best action
                       // less what it costs later, in units of money; negative: slack
    // [variable]: where the first breaches lie: the threshold that best tells breach from
    // performance of the party, above or below it, and how many of both it tells rightly.
    struct Region *regions; // [party * variables]
    // Quantiles of variables and earnings for charts: see play_path.
} PlayCount;

typedef struct Region {
    double threshold;
    bool is_above;                // breach lies above
    double share_beyond, share_short; // of the worlds beyond (short of) the threshold, how many broke
    uint64_t beyond, within;
} Region;

typedef struct PlayResult PlayResult;

// NULL with err only where cancelled or memory is short.
const PlayResult *worlds_play(Arena *a, const WorldSource *s, const Play *p, PlayOptions options,
                              Err *err);
PlayCount play_count(const PlayResult *r);

#endif
