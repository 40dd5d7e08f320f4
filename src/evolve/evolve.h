// evolve/evolve.h - how behaviour spreads in a population whose members imitate who does better
//
// A population of finite size plays a game; members change their strategy by imitation, birth and
// death, or mutation. What is asked: will one who behaves differently take over, what does the
// population look like in the long run, and on which way does it get there? Everything that has a
// closed form or a small linear system is computed exactly; the rest is simulated, with intervals.
//
// The room knows nothing of agreements and files: it reads plain arrays. Binary floating point,
// for nothing is settled with it. Probabilities are kept as logarithms, since the chance that good
// behaviour falls may be 10^-33.
//
// Conventions. Members do not meet themselves. A payoff is the mean over the others (well mixed),
// over the neighbours, or their sum. Pairwise comparison: one member looks at another and takes its
// strategy with chance 1 / (1 + exp(intensity (own - other))); with chance `mutation` it takes any
// of the other strategies instead. Birth-death and death-birth: fitness = 1 - intensity + intensity
// x payoff, and the offspring mutates with chance `mutation`. One step changes at most one member;
// a generation is as many steps as there are members.
#ifndef SOFTLAW_EVOLVE_EVOLVE_H
#define SOFTLAW_EVOLVE_EVOLVE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    EVOLVE_STRATEGIES_MAX = 16,
    EVOLVE_PARTIES_MAX = 6,
    EVOLVE_MEMBERS_MAX = 1 << 20,
    EVOLVE_RUNS_MAX = 100000,
    EVOLVE_POINTS_MAX = 1000,
};
static const double EVOLVE_FITNESS_RATIO_MAX = 1000; // on a network: highest to lowest

// ---- the model ----------------------------------------------------------------------------------

// A game of two: payoffs[own * strategy_count + other]. A game of groups takes two strategies, and
// payoffs[own * (group_size + 1) + how many of the group, oneself included, play the first].
typedef struct EvolveGame {
    size_t strategy_count;
    size_t group_size; // 0 = a game of two
    const double *payoffs;
} EvolveGame;

typedef enum EvolveProcess {
    EVOLVE_PAIRWISE,
    EVOLVE_BIRTH_DEATH,
    EVOLVE_DEATH_BIRTH
} EvolveProcess;

// Who meets whom: neighbours of i are neighbours[starts[i]] … neighbours[starts[i + 1] - 1]. In a
// game of groups each member and its neighbours are a group, and everyone plays in all of his.
typedef enum EvolveShape { EVOLVE_CYCLE, EVOLVE_STAR, EVOLVE_TORUS, EVOLVE_LINKS } EvolveShape;
typedef struct EvolveNetwork {
    EvolveShape shape;
    uint32_t size;
    const uint32_t *starts, *neighbours;
} EvolveNetwork;

typedef struct EvolveModel {
    EvolveGame game;
    EvolveProcess process;
    double intensity, mutation;
    uint32_t size;                // members
    const EvolveNetwork *network; // NULL = well mixed
    bool is_sum;                  // of payoffs over neighbours, else their mean
} EvolveModel;

const EvolveNetwork *evolve_cycle(Arena *a, uint32_t size);
const EvolveNetwork *evolve_star(Arena *a, uint32_t leaves); // member 0 is the centre
const EvolveNetwork *evolve_torus(Arena *a, uint32_t width, uint32_t height);
// Pairs of members below `size`; none twice, none with itself.
const EvolveNetwork *evolve_links(Arena *a, uint32_t size, const uint32_t (*links)[2],
                                  size_t count);
// Has every member as many neighbours as the others?
bool evolve_is_regular(const EvolveNetwork *n);

typedef struct EvolveRange {
    double low, high;
} EvolveRange;
// Bounds of what one member can earn.
EvolveRange evolve_payoff_range(const EvolveModel *m);

// ---- repeated games -----------------------------------------------------------------------------

// Rules by which a member plays the same game of comply or defect again and again with another.
size_t evolve_rule_count(void);
const char *evolve_rule_name(size_t rule); // "tit for tat"
// The game of two that `count` rules play among themselves: mean payoffs over the rounds. `stage`
// is what one earns who complies with one who complies, with one who defects; defects with …
void evolve_repeated(const size_t *played, size_t count, uint64_t rounds, const double stage[4],
                     double *ret_payoffs);

// ---- reputation ---------------------------------------------------------------------------------

// How an act is judged: good[own reputation][the other's][complied or not], and what is done:
// complies[own][other's]; 1 is good.
typedef struct EvolveNorm {
    bool good[2][2][2];
    bool complies[2][2];
} EvolveNorm;

size_t evolve_norm_count(void);
const char *evolve_norm_name(size_t index); // "stern judging"
EvolveNorm evolve_norm(size_t index);

typedef struct EvolveReputation {
    EvolveNorm norm;
    double benefit, cost; // of being helped, of helping; cost > 0
    double error;         // the chance that a judgement comes out wrong; 0 < error < 1/2
} EvolveReputation;

typedef struct EvolveNormState {
    double good;     // share of members who stand well
    double complied; // share of meetings in which the one who acts complies
    double worth;    // what a good name earns more than a bad one, in all the time it lasts
    EvolveRange
        ratio; // benefit / cost between which whoever acts otherwise earns less; empty: never
    bool is_stable;
} EvolveNormState;
// Where all act and judge by the norm (Ohtsuki and Iwasa 2004, 2006).
EvolveNormState evolve_norm_state(const EvolveReputation *r);
// What one member earns in a meeting as the one who acts and in one as the other, who acts by
// `rule` among residents who act by the norm.
double evolve_norm_payoff(const EvolveReputation *r, const bool rule[2][2]);

// ---- what is known exactly ----------------------------------------------------------------------

// Is evolve_fixation computed for this model? Well mixed, and games of two on a cycle or a star.
bool evolve_has_fixation(const EvolveModel *m);
// The logarithm of the chance that one member with strategy `mutant` (at a random place) among
// residents takes over, without mutation.
double evolve_log_fixation(const EvolveModel *m, size_t mutant, size_t resident);

// How often the long run shows each number of members with the first of two strategies: shares[0 …
// size]. Well mixed, mutation > 0.
void evolve_stationary(const EvolveModel *m, double *ret_shares);
// By how much the share of the first of two strategies is expected to grow in a step, where `count`
// members play it.
double evolve_gradient(const EvolveModel *m, uint32_t count, bool with_mutation);
// The share of time that each strategy has the whole population, if mutations are rare enough that
// one is decided before the next comes.
void evolve_rare_mutations(Arena *a, const EvolveModel *m, double *ret_shares);
// The stationary law of a Markov chain by elimination without subtraction (Grassmann, Taksar and
// Heyman 1985). `log_chances` is size x size and used up.
void evolve_chain_law(double *log_chances, size_t size, double *ret_law);

// ---- simulation ---------------------------------------------------------------------------------

typedef struct EvolvePlan {
    uint64_t seed, stream; // run r draws from stream `stream` + r
    size_t runs, threads;
    uint64_t generations, warm_up; // of them the first `warm_up` do not count for the long run
    size_t points;                 // of the path, evenly over the generations
    uint32_t start[EVOLVE_STRATEGIES_MAX];                 // members with each strategy
    bool (*is_stopped)(void *self);                        // asked from every thread; may be NULL
    void (*progress)(void *self, size_t done, size_t all); // on the caller's thread; may be NULL
    void *self;
} EvolvePlan;

typedef struct EvolveEstimate {
    double value, low, high; // a 95 % interval
} EvolveEstimate;

typedef struct EvolveSample {
    size_t runs_done; // fewer than asked where it was stopped
    size_t point_count;
    double *path; // [point * strategies + strategy], mean of the runs
    EvolveEstimate shares[EVOLVE_STRATEGIES_MAX]; // after the warm-up
    double *law;                                  // of two strategies: as evolve_stationary
    size_t taken_over[EVOLVE_STRATEGIES_MAX];     // runs that ended with one strategy, no mutation
    double steps;                                 // in all runs
} EvolveSample;

// The same for any number of threads.
const EvolveSample *evolve_simulate(Arena *a, const EvolveModel *m, const EvolvePlan *p);
// A share out of `count` trials, with Wilson's interval.
EvolveEstimate evolve_proportion(size_t successes, size_t count);

// ---- large populations --------------------------------------------------------------------------

// The replicator equation: shares grow as they earn more than the mean. `points` states of
// strategy_count shares each from `start` on, evenly over `time`. False if it could not be followed
// so far.
bool evolve_replicator_path(const EvolveGame *g, const double *start, double time, size_t points,
                            double *ret_path);

// Several populations, each with two strategies, of which every one meets one of each other.
// payoffs[profile * count + party]; bit i of a profile is set where party i plays its first.
typedef struct EvolveParties {
    size_t count;
    const double *payoffs;
} EvolveParties;

bool evolve_parties_path(const EvolveParties *p, const double *start, double time, size_t points,
                         double *ret_path);

// A state in which every population is of one kind.
typedef enum EvolveVerdict {
    EVOLVE_STABLE,
    EVOLVE_SADDLE,
    EVOLVE_UNSTABLE,
    EVOLVE_OPEN
} EvolveVerdict;
typedef struct EvolveVertex {
    double rates[EVOLVE_STRATEGIES_MAX]; // eigenvalues: how fast an invader grows
    size_t count;
    EvolveVerdict verdict; // OPEN: an eigenvalue is zero and decides nothing
} EvolveVertex;
EvolveVertex evolve_parties_vertex(const EvolveParties *p, size_t profile);
EvolveVertex evolve_vertex(const EvolveGame *g, size_t strategy);

#endif
