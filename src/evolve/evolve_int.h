// evolve/evolve_int.h - what the files of this room share
#ifndef SOFTLAW_EVOLVE_EVOLVE_INT_H
#define SOFTLAW_EVOLVE_EVOLVE_INT_H

#include "base/philox.h"
#include "evolve/evolve.h"

// ---- payoffs (game.c) ---------------------------------------------------------------------------

// Mean payoff of `own`, well mixed, where counts[s] of the population play s.
double game_payoff(const EvolveGame *g, uint32_t size, const uint32_t *counts, size_t own);
// The same in an infinite population.
double game_payoff_shares(const EvolveGame *g, const double *shares, size_t own);
// The game that two of the strategies play among themselves; `payoffs` takes four numbers.
EvolveGame game_of_pair(const EvolveGame *g, size_t first, size_t second, double payoffs[4]);
double game_fitness(const EvolveModel *m, double payoff);
// The chance that a member who earns `own` takes over from one who earns `other`.
double game_imitation(double intensity, double own, double other);
// 0 … 1 as a bound on 64 random bits.
uint64_t game_threshold(double chance);

// ---- two strategies in a well-mixed population (chain.c)
// ------------------------------------------

// What one step does where `count` members play the first.
typedef struct ChainStep {
    double up, down;
} ChainStep;
ChainStep chain_step(const EvolveModel *m, uint32_t count, double mutation);
// log(down / up) without mutation; 0 < count < size.
double chain_log_ratio(const EvolveModel *m, uint32_t count);
// log(exp(a) + exp(b))
double chain_log_add(double a, double b);

double cycle_log_ratio(const EvolveModel *m, uint32_t count);
double star_log_fixation(const EvolveModel *m);

// ---- a population that is simulated (mixed_pair.c, mixed.c, spatial.c)
// ----------------------------

typedef struct Population Population;
struct Population {
    const EvolveModel *model;
    Philox draws;
    uint32_t counts[EVOLVE_STRATEGIES_MAX];
    uint64_t until_mutation; // steps without one
    uint64_t *law;           // steps spent at each count of the first; only in mixed_pair.c
    // Begin with `counts` and the numbers of `draws`.
    void (*place)(Population *p);
    void (*advance)(Population *p, uint64_t steps);
};

// Chances of a step at each count, which all runs share; NULL unless well mixed with two
// strategies.
typedef struct PairTable PairTable;
const PairTable *pair_table_new(Arena *a, const EvolveModel *m);
Population *mixed_pair_new(Arena *a, const EvolveModel *m, const PairTable *table);
Population *mixed_new(Arena *a, const EvolveModel *m);
Population *spatial_new(Arena *a, const EvolveModel *m);

// The strategy that all play, or -1.
static inline int population_only(const Population *p) {
    for (size_t s = 0; s < p->model->game.strategy_count; s++)
        if (p->counts[s]) return p->counts[s] == p->model->size ? (int)s : -1;
    return -1;
}

// Steps that change nothing, where all play the same: until a mutation, at most `steps`.
static inline uint64_t population_idle(Population *p, uint64_t steps) {
    uint64_t idle = p->until_mutation < steps ? p->until_mutation : steps;
    if (p->until_mutation != UINT64_MAX) p->until_mutation -= idle;
    return idle;
}

// Does this step mutate? If so, when the next does.
static inline bool population_mutates(Population *p) {
    if (p->until_mutation == UINT64_MAX) return false;
    if (p->until_mutation-- > 0) return false;
    p->until_mutation = philox_geometric(&p->draws, p->model->mutation);
    return true;
}

// Any other strategy.
static inline size_t population_mutant(Population *p, size_t strategy) {
    uint32_t others = (uint32_t)p->model->game.strategy_count - 1;
    size_t drawn = philox_below(&p->draws, others);
    return drawn < strategy ? drawn : drawn + 1;
}

// ---- differential equations (dopri.c)
// -------------------------------------------------------------

enum { DOPRI_SIZE_MAX = EVOLVE_STRATEGIES_MAX };
typedef struct Flow {
    size_t size;
    void (*slope)(const void *self, const double *y, double *ret_slope);
    const void *self;
} Flow;
// Carry `y` on by `time`; false if more steps than reasonable would be needed.
bool dopri_advance(const Flow *f, double *y, double time, double *step);

#endif
