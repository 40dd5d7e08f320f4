// evolve/cycle.c - two strategies on a cycle: the mutants stay one arc, whose ends alone move
//
// Only members at the ends of the arc and their neighbours take part in a change, so the chances up
// and down are sums over at most four members.
#include "evolve/evolve_int.h"

#include <math.h>

typedef struct Arc {
    const EvolveModel *model;
    uint32_t count; // members 0 … count - 1 play the first
} Arc;

static uint32_t beside(const Arc *r, uint32_t i, int step) {
    uint32_t size = r->model->size;
    return step > 0 ? (i + 1 == size ? 0 : i + 1) : (i == 0 ? size - 1 : i - 1);
}

static size_t strategy_of(const Arc *r, uint32_t i) {
    return i < r->count ? 0 : 1;
}

static double payoff_of(const Arc *r, uint32_t i) {
    const double *row = &r->model->game.payoffs[2 * strategy_of(r, i)];
    double sum = row[strategy_of(r, beside(r, i, -1))] + row[strategy_of(r, beside(r, i, 1))];
    return r->model->is_sum ? sum : sum / 2;
}

static double fitness_of(const Arc *r, uint32_t i) {
    return game_fitness(r->model, payoff_of(r, i));
}

// How likely `i` takes the strategy of `other`, a neighbour; up to a factor that all share.
static double takes(const Arc *r, uint32_t i, uint32_t other) {
    const EvolveModel *m = r->model;
    if (strategy_of(r, i) == strategy_of(r, other)) return 0;
    if (m->process == EVOLVE_PAIRWISE)
        return game_imitation(m->intensity, payoff_of(r, other), payoff_of(r, i));
    if (m->process == EVOLVE_BIRTH_DEATH) return fitness_of(r, other);
    double all = fitness_of(r, beside(r, i, -1)) + fitness_of(r, beside(r, i, 1));
    return all > 0 ? fitness_of(r, other) / all : 0.5;
}

static double changes(const Arc *r, uint32_t i) {
    return takes(r, i, beside(r, i, -1)) + takes(r, i, beside(r, i, 1));
}

double cycle_log_ratio(const EvolveModel *m, uint32_t count) {
    const Arc r = {m, count};
    double down = changes(&r, 0), up = changes(&r, count);
    if (count > 1) down += changes(&r, count - 1);
    if (m->size - count > 1) up += changes(&r, m->size - 1);
    return log(down) - log(up);
}
