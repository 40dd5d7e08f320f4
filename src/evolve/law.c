// evolve/law.c - the stationary law of a Markov chain, and of a population with rare mutations
//
// Elimination after Grassmann, Taksar and Heyman (1985) only adds, multiplies and divides, so
// nothing cancels; done in logarithms, chances of 10^-1000 keep their order.
#include "evolve/evolve_int.h"

#include <math.h>

// What counts as never: without a floor a mutant who cannot take over would cut the chain in two.
static const double LOG_NEVER = -1e6;

static void eliminate(double *logs, size_t size, size_t last) {
    double leaves = -INFINITY;
    for (size_t j = 0; j < last; j++) leaves = chain_log_add(leaves, logs[last * size + j]);
    for (size_t i = 0; i < last; i++) logs[i * size + last] -= leaves;
    for (size_t i = 0; i < last; i++)
        for (size_t j = 0; j < last; j++)
            logs[i * size + j] =
                chain_log_add(logs[i * size + j], logs[i * size + last] + logs[last * size + j]);
}

void evolve_chain_law(double *log_chances, size_t size, double *ret_law) {
    double all = 0;
    for (size_t i = 0; i < size * size; i++) log_chances[i] = fmax(log_chances[i], LOG_NEVER);
    for (size_t last = size; last-- > 1;) eliminate(log_chances, size, last);
    ret_law[0] = 0;
    for (size_t j = 1; j < size; j++) {
        ret_law[j] = -INFINITY;
        for (size_t i = 0; i < j; i++)
            ret_law[j] = chain_log_add(ret_law[j], ret_law[i] + log_chances[i * size + j]);
        all = chain_log_add(all, ret_law[j]);
    }
    for (size_t j = 0; j < size; j++) ret_law[j] = exp(ret_law[j] - all);
}

void evolve_rare_mutations(Arena *a, const EvolveModel *m, double *ret_shares) {
    size_t size = m->game.strategy_count;
    double *logs = ARENA_ARRAY(a, double, size *size);
    for (size_t resident = 0; resident < size; resident++)
        for (size_t mutant = 0; mutant < size; mutant++)
            logs[resident * size + mutant] =
                mutant == resident ? 0
                                   : evolve_log_fixation(m, mutant, resident) - log((double)size);
    evolve_chain_law(logs, size, ret_shares);
}
