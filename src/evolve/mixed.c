// evolve/mixed.c - any number of strategies, well mixed: members are told apart by strategy only
#include "base/arena.h"
#include "evolve/evolve_int.h"

#include <assert.h>

// The strategy of the member at `position`, where one of `left_out` is not there.
static size_t strategy_at(const Population *p, uint32_t position, size_t left_out) {
    for (size_t s = 0;; s++) {
        uint32_t count = p->counts[s] - (s == left_out);
        if (position < count) return s;
        position -= count;
    }
}

static void replace(Population *p, size_t old, size_t new) {
    p->counts[old]--;
    p->counts[new]++;
}

static double payoff_of(const Population *p, size_t strategy) {
    return game_payoff(&p->model->game, p->model->size, p->counts, strategy);
}

static void compare_pair(Population *p) {
    const EvolveModel *m = p->model;
    size_t own = strategy_at(p, philox_below(&p->draws, m->size), SIZE_MAX);
    if (population_mutates(p)) {
        replace(p, own, population_mutant(p, own));
        return;
    }
    size_t other = strategy_at(p, philox_below(&p->draws, m->size - 1), own);
    if (own == other) return;
    double chance = game_imitation(m->intensity, payoff_of(p, other), payoff_of(p, own));
    if (philox_uniform(&p->draws) < chance) replace(p, own, other);
}

// The strategy of a parent, drawn by fitness; one of `gone` takes no part.
static size_t draw_parent(Population *p, size_t gone) {
    const EvolveModel *m = p->model;
    double weights[EVOLVE_STRATEGIES_MAX], all = 0;
    for (size_t s = 0; s < m->game.strategy_count; s++) {
        uint32_t count = p->counts[s] - (s == gone);
        weights[s] = count ? count * game_fitness(m, payoff_of(p, s)) : 0;
        all += weights[s];
    }
    if (all <= 0)
        return strategy_at(p, philox_below(&p->draws, m->size - (gone != SIZE_MAX)), gone);
    double drawn = philox_uniform(&p->draws) * all;
    size_t s = 0, last = m->game.strategy_count - 1;
    while (s < last && drawn >= weights[s]) drawn -= weights[s++];
    return s;
}

static void give_birth(Population *p) {
    bool dies_first = p->model->process == EVOLVE_DEATH_BIRTH;
    size_t gone = strategy_at(p, philox_below(&p->draws, p->model->size), SIZE_MAX);
    size_t born = draw_parent(p, dies_first ? gone : SIZE_MAX);
    if (population_mutates(p)) born = population_mutant(p, born);
    replace(p, gone, born);
}

static void advance(Population *p, uint64_t steps) {
    void (*step)(Population *) = p->model->process == EVOLVE_PAIRWISE ? compare_pair : give_birth;
    while (steps) {
        if (population_only(p) >= 0) steps -= population_idle(p, steps);
        if (!steps) return;
        step(p);
        steps--;
    }
}

static void place(Population *p) {
    p->until_mutation = philox_geometric(&p->draws, p->model->mutation);
}

Population *mixed_new(Arena *a, const EvolveModel *m) {
    Population *p = ARENA_NEW(a, Population);
    *p = (Population){.model = m, .place = place, .advance = advance};
    return p;
}
