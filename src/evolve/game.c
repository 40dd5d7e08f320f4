// evolve/game.c - what a strategy earns: against the others, in groups, in an infinite population
#include "evolve/evolve_int.h"

#include <math.h>

static double payoff_of_two(const EvolveGame *g, uint32_t size, const uint32_t *counts,
                            size_t own) {
    const double *row = &g->payoffs[own * g->strategy_count];
    double sum = -row[own];
    for (size_t s = 0; s < g->strategy_count; s++) sum += row[s] * counts[s];
    return sum / (size - 1);
}

static double log_choose(double n, double k) {
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

// The chance that `drawn` others, out of `all`, hold `hits` of the `firsts` (hypergeometric).
static double chance_of(uint32_t all, uint32_t firsts, size_t drawn, size_t hits) {
    if (hits > firsts || drawn - hits > all - firsts) return 0;
    return exp(log_choose(firsts, (double)hits) + log_choose(all - firsts, (double)(drawn - hits)) -
               log_choose(all, (double)drawn));
}

static double payoff_of_group(const EvolveGame *g, uint32_t size, uint32_t firsts, size_t own) {
    const double *row = &g->payoffs[own * (g->group_size + 1)];
    uint32_t self = own == 0;
    double sum = 0;
    for (size_t hits = 0; hits < g->group_size; hits++)
        sum += chance_of(size - 1, firsts - self, g->group_size - 1, hits) * row[hits + self];
    return sum;
}

double game_payoff(const EvolveGame *g, uint32_t size, const uint32_t *counts, size_t own) {
    return g->group_size ? payoff_of_group(g, size, counts[0], own)
                         : payoff_of_two(g, size, counts, own);
}

static double group_payoff_shares(const EvolveGame *g, double first, size_t own) {
    const double *row = &g->payoffs[own * (g->group_size + 1)];
    size_t others = g->group_size - 1, self = own == 0;
    double sum = 0;
    for (size_t hits = 0; hits <= others; hits++)
        sum += exp(log_choose((double)others, (double)hits)) * pow(first, (double)hits) *
               pow(1 - first, (double)(others - hits)) * row[hits + self];
    return sum;
}

double game_payoff_shares(const EvolveGame *g, const double *shares, size_t own) {
    if (g->group_size) return group_payoff_shares(g, shares[0], own);
    double sum = 0;
    for (size_t s = 0; s < g->strategy_count; s++)
        sum += g->payoffs[own * g->strategy_count + s] * shares[s];
    return sum;
}

EvolveGame game_of_pair(const EvolveGame *g, size_t first, size_t second, double payoffs[4]) {
    size_t pair[2] = {first, second};
    for (size_t own = 0; own < 2; own++)
        for (size_t other = 0; other < 2; other++)
            payoffs[2 * own + other] = g->payoffs[pair[own] * g->strategy_count + pair[other]];
    return (EvolveGame){.strategy_count = 2, .payoffs = payoffs};
}

double game_fitness(const EvolveModel *m, double payoff) {
    return 1 - m->intensity + m->intensity * payoff;
}

double game_imitation(double intensity, double own, double other) {
    return 1 / (1 + exp(intensity * (other - own)));
}

uint64_t game_threshold(double chance) {
    double bound = chance * 0x1p64;
    return bound < 0x1p64 ? (uint64_t)bound : UINT64_MAX;
}

static size_t fewest_neighbours(const EvolveNetwork *n) {
    size_t fewest = SIZE_MAX;
    for (uint32_t i = 0; i < n->size; i++)
        if (n->starts[i + 1] - n->starts[i] < fewest) fewest = n->starts[i + 1] - n->starts[i];
    return fewest;
}

static size_t most_neighbours(const EvolveNetwork *n) {
    size_t most = 0;
    for (uint32_t i = 0; i < n->size; i++)
        if (n->starts[i + 1] - n->starts[i] > most) most = n->starts[i + 1] - n->starts[i];
    return most;
}

bool evolve_is_regular(const EvolveNetwork *n) {
    return fewest_neighbours(n) == most_neighbours(n);
}

// Cells of a group table that cannot occur: nobody of the first among members of the first.
static bool can_occur(const EvolveGame *g, size_t cell) {
    if (!g->group_size) return true;
    size_t own = cell / (g->group_size + 1), firsts = cell % (g->group_size + 1);
    return own == 0 ? firsts > 0 : firsts < g->group_size;
}

static EvolveRange cell_range(const EvolveGame *g) {
    size_t width = g->group_size ? g->group_size + 1 : g->strategy_count;
    EvolveRange r = {INFINITY, -INFINITY};
    for (size_t i = 0; i < g->strategy_count * width; i++) {
        if (!can_occur(g, i)) continue;
        r.low = fmin(r.low, g->payoffs[i]);
        r.high = fmax(r.high, g->payoffs[i]);
    }
    return r;
}

EvolveRange evolve_payoff_range(const EvolveModel *m) {
    EvolveRange r = cell_range(&m->game);
    if (!m->network || !m->is_sum) return r;
    double own = m->game.group_size ? 1 : 0; // the group around oneself
    double few = (double)fewest_neighbours(m->network) + own;
    double most = (double)most_neighbours(m->network) + own;
    return (EvolveRange){fmin(r.low * few, r.low * most), fmax(r.high * few, r.high * most)};
}
