// evolve/chain.c - two strategies in a well-mixed population: a chain whose states are counts
//
// A step moves the count of the first strategy by one at most, so everything follows from the
// chances up and down: the chance of taking over from a sum of products of their ratios, the long
// run from detailed balance. Both are summed as logarithms.
#include "evolve/evolve_int.h"

#include <assert.h>
#include <math.h>

typedef struct Payoffs {
    double first, second;
} Payoffs;

static Payoffs payoffs_at(const EvolveModel *m, uint32_t count) {
    uint32_t counts[2] = {count, m->size - count};
    Payoffs p = {0, 0};
    if (counts[0]) p.first = game_payoff(&m->game, m->size, counts, 0);
    if (counts[1]) p.second = game_payoff(&m->game, m->size, counts, 1);
    return p;
}

static ChainStep pairwise_step(const EvolveModel *m, uint32_t count, double mutation) {
    Payoffs p = payoffs_at(m, count);
    double size = m->size, first = count, second = size - first;
    double meets = first / size * second / (size - 1) * (1 - mutation);
    return (ChainStep){
        .up = meets * game_imitation(m->intensity, p.first, p.second) + second / size * mutation,
        .down = meets * game_imitation(m->intensity, p.second, p.first) + first / size * mutation};
}

// The chance that the first gives birth; where nobody has any fitness, all do as likely.
static double born_first(double firsts, double first, double seconds, double second) {
    double a = firsts * first, b = seconds * second;
    return a + b > 0 ? a / (a + b) : firsts / (firsts + seconds);
}

static double mutated(double first, double mutation) {
    return first * (1 - mutation) + (1 - first) * mutation;
}

// Birth-death: the newborn takes the place of anyone. Death-birth: those who are left compete.
static ChainStep birth_step(const EvolveModel *m, uint32_t count, double mutation) {
    Payoffs p = payoffs_at(m, count);
    double size = m->size, firsts = count, seconds = size - firsts;
    double first = game_fitness(m, p.first), second = game_fitness(m, p.second);
    double gone = m->process == EVOLVE_DEATH_BIRTH;
    ChainStep s = {0, 0};
    if (seconds > 0)
        s.up =
            seconds / size * mutated(born_first(firsts, first, seconds - gone, second), mutation);
    if (firsts > 0)
        s.down = firsts / size *
                 (1 - mutated(born_first(firsts - gone, first, seconds, second), mutation));
    return s;
}

ChainStep chain_step(const EvolveModel *m, uint32_t count, double mutation) {
    return m->process == EVOLVE_PAIRWISE ? pairwise_step(m, count, mutation)
                                         : birth_step(m, count, mutation);
}

double chain_log_ratio(const EvolveModel *m, uint32_t count) {
    assert(count > 0 && count < m->size);
    Payoffs p = payoffs_at(m, count);
    if (m->process == EVOLVE_PAIRWISE) return m->intensity * (p.second - p.first);
    ChainStep s = birth_step(m, count, 0);
    return log(s.down) - log(s.up);
}

double chain_log_add(double a, double b) {
    double high = fmax(a, b), low = fmin(a, b);
    return low == -INFINITY || high == INFINITY ? high : high + log1p(exp(low - high));
}

// One of the first among size - 1 of the second.
static double log_fixation(const EvolveModel *m, double (*ratio)(const EvolveModel *, uint32_t)) {
    double product = 0, sum = 0;
    for (uint32_t n = 1; n < m->size; n++) {
        product += ratio(m, n);
        if (isnan(product)) return -INFINITY; // it can neither fall back nor go on
        sum = chain_log_add(sum, product);
    }
    return -sum;
}

bool evolve_has_fixation(const EvolveModel *m) {
    if (!m->network) return true;
    bool is_simple = m->network->shape == EVOLVE_CYCLE || m->network->shape == EVOLVE_STAR;
    return is_simple && !m->game.group_size;
}

// A game of groups seen with the strategies exchanged: the table turned round.
static double group_log_fixation(const EvolveModel *m, size_t mutant) {
    if (mutant == 0) return log_fixation(m, chain_log_ratio);
    double product = 0, sum = 0;
    for (uint32_t n = m->size - 1; n > 0; n--) {
        product -= chain_log_ratio(m, n);
        sum = chain_log_add(sum, product);
    }
    return -sum;
}

double evolve_log_fixation(const EvolveModel *m, size_t mutant, size_t resident) {
    assert(evolve_has_fixation(m));
    if (m->game.group_size) return group_log_fixation(m, mutant);
    double payoffs[4];
    EvolveModel pair = *m;
    pair.game = game_of_pair(&m->game, mutant, resident, payoffs);
    if (!m->network) return log_fixation(&pair, chain_log_ratio);
    return m->network->shape == EVOLVE_STAR ? star_log_fixation(&pair)
                                            : log_fixation(&pair, cycle_log_ratio);
}

void evolve_stationary(const EvolveModel *m, double *ret_shares) {
    assert(m->game.strategy_count == 2 && !m->network && m->mutation > 0);
    double weight = 0, all = 0;
    ret_shares[0] = 0;
    for (uint32_t n = 0; n < m->size; n++) {
        weight +=
            log(chain_step(m, n, m->mutation).up) - log(chain_step(m, n + 1, m->mutation).down);
        ret_shares[n + 1] = weight;
        all = chain_log_add(all, weight);
    }
    for (uint32_t n = 0; n <= m->size; n++) ret_shares[n] = exp(ret_shares[n] - all);
}

double evolve_gradient(const EvolveModel *m, uint32_t count, bool with_mutation) {
    ChainStep s = chain_step(m, count, with_mutation ? m->mutation : 0);
    return s.up - s.down;
}
