// evolve/spatial.c - members on a network, one after the other at random
//
// Of two strategies each member keeps how many of the first play around it, himself included: then
// what it earns is a sum over the groups it plays in, or two products.
#include "base/arena.h"
#include "evolve/evolve_int.h"

#include <string.h>

typedef struct Spatial {
    Population base;
    uint8_t *strategies; // by member
    uint32_t *firsts;    // by member; of two strategies only
    double fitness_max;
} Spatial;

static uint32_t degree_of(const Spatial *s, uint32_t i) {
    const EvolveNetwork *n = s->base.model->network;
    return n->starts[i + 1] - n->starts[i];
}

static const uint32_t *around(const Spatial *s, uint32_t i) {
    const EvolveNetwork *n = s->base.model->network;
    return &n->neighbours[n->starts[i]];
}

static uint32_t draw_neighbour(Spatial *s, uint32_t i) {
    return around(s, i)[philox_below(&s->base.draws, degree_of(s, i))];
}

// ---- payoffs ------------------------------------------------------------------------------------

static double payoff_of_groups(const Spatial *s, uint32_t i) {
    const EvolveGame *g = &s->base.model->game;
    const double *row = &g->payoffs[s->strategies[i] * (g->group_size + 1)];
    const uint32_t *near = around(s, i);
    double sum = row[s->firsts[i]];
    for (uint32_t k = 0, degree = degree_of(s, i); k < degree; k++) sum += row[s->firsts[near[k]]];
    return s->base.model->is_sum ? sum : sum / (degree_of(s, i) + 1);
}

static double sum_of_pairs(const Spatial *s, uint32_t i) {
    const EvolveGame *g = &s->base.model->game;
    const double *row = &g->payoffs[s->strategies[i] * g->strategy_count];
    const uint32_t *near = around(s, i);
    double sum = 0;
    if (s->firsts) {
        uint32_t firsts = s->firsts[i] - (s->strategies[i] == 0);
        return row[0] * firsts + row[1] * (degree_of(s, i) - firsts);
    }
    for (uint32_t k = 0, degree = degree_of(s, i); k < degree; k++)
        sum += row[s->strategies[near[k]]];
    return sum;
}

static double payoff_of(const Spatial *s, uint32_t i) {
    const EvolveModel *m = s->base.model;
    if (m->game.group_size) return payoff_of_groups(s, i);
    double sum = sum_of_pairs(s, i);
    return m->is_sum ? sum : sum / degree_of(s, i);
}

static double fitness_of(const Spatial *s, uint32_t i) {
    return game_fitness(s->base.model, payoff_of(s, i));
}

// ---- steps --------------------------------------------------------------------------------------

static void add_firsts(Spatial *s, uint32_t i, uint32_t change) {
    const uint32_t *near = around(s, i);
    s->firsts[i] += change;
    for (uint32_t k = 0, degree = degree_of(s, i); k < degree; k++) s->firsts[near[k]] += change;
}

static void turn(Spatial *s, uint32_t i, size_t strategy) {
    size_t old = s->strategies[i];
    if (old == strategy) return;
    s->base.counts[old]--;
    s->base.counts[strategy]++;
    s->strategies[i] = (uint8_t)strategy;
    if (s->firsts) add_firsts(s, i, strategy == 0 ? 1 : UINT32_MAX);
}

static void compare_pair(Spatial *s) {
    const EvolveModel *m = s->base.model;
    uint32_t i = philox_below(&s->base.draws, m->size);
    if (population_mutates(&s->base)) {
        turn(s, i, population_mutant(&s->base, s->strategies[i]));
        return;
    }
    uint32_t other = draw_neighbour(s, i);
    if (s->strategies[i] == s->strategies[other]) return;
    double chance = game_imitation(m->intensity, payoff_of(s, other), payoff_of(s, i));
    if (philox_uniform(&s->base.draws) < chance) turn(s, i, s->strategies[other]);
}

static void settle_child(Spatial *s, uint32_t place, uint32_t parent) {
    size_t strategy = s->strategies[parent];
    if (population_mutates(&s->base)) strategy = population_mutant(&s->base, strategy);
    turn(s, place, strategy);
}

// Anyone is proposed as parent and accepted by his fitness.
static void birth_death(Spatial *s) {
    uint32_t parent;
    do parent = philox_below(&s->base.draws, s->base.model->size);
    while (philox_uniform(&s->base.draws) * s->fitness_max >= fitness_of(s, parent));
    settle_child(s, draw_neighbour(s, parent), parent);
}

static void death_birth(Spatial *s) {
    uint32_t place = philox_below(&s->base.draws, s->base.model->size);
    uint32_t degree = degree_of(s, place), k = 0;
    const uint32_t *near = around(s, place);
    double all = 0;
    for (uint32_t j = 0; j < degree; j++) all += fitness_of(s, near[j]);
    double drawn = philox_uniform(&s->base.draws) * all;
    while (k + 1 < degree && drawn >= fitness_of(s, near[k])) drawn -= fitness_of(s, near[k++]);
    settle_child(s, place, near[k]);
}

static void advance(Population *p, uint64_t steps) {
    static void (*const by_process[])(Spatial *) = {[EVOLVE_PAIRWISE] = compare_pair,
                                                    [EVOLVE_BIRTH_DEATH] = birth_death,
                                                    [EVOLVE_DEATH_BIRTH] = death_birth};
    void (*step)(Spatial *) = by_process[p->model->process];
    while (steps) {
        if (population_only(p) >= 0) steps -= population_idle(p, steps);
        if (!steps) return;
        step((Spatial *)p);
        steps--;
    }
}

// ---- the start ----------------------------------------------------------------------------------

static void shuffle(Spatial *s) {
    for (uint32_t i = s->base.model->size; i > 1; i--) {
        uint32_t j = philox_below(&s->base.draws, i);
        uint8_t kept = s->strategies[j];
        s->strategies[j] = s->strategies[i - 1];
        s->strategies[i - 1] = kept;
    }
}

static void place(Population *p) {
    Spatial *s = (Spatial *)p;
    uint32_t i = 0;
    for (size_t k = 0; k < p->model->game.strategy_count; k++)
        for (uint32_t n = 0; n < p->counts[k]; n++) s->strategies[i++] = (uint8_t)k;
    shuffle(s);
    if (s->firsts) memset(s->firsts, 0, sizeof *s->firsts * p->model->size);
    for (i = 0; s->firsts && i < p->model->size; i++)
        if (s->strategies[i] == 0) add_firsts(s, i, 1);
    p->until_mutation = philox_geometric(&p->draws, p->model->mutation);
}

Population *spatial_new(Arena *a, const EvolveModel *m) {
    Spatial *s = ARENA_NEW(a, Spatial);
    s->base = (Population){.model = m, .place = place, .advance = advance};
    s->strategies = ARENA_ARRAY(a, uint8_t, m->size);
    if (m->game.strategy_count == 2) s->firsts = ARENA_ARRAY(a, uint32_t, m->size);
    s->fitness_max = game_fitness(m, evolve_payoff_range(m).high);
    return &s->base;
}
