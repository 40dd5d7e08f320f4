// app/evolve_check.c - what must fit together in a model of a finite population
#include "app/evolve_read.h"

enum { GROUP_POPULATION_MAX = 2000, STEPS_USUAL = 10000000 };
static const double STEPS_MAX = 1e13;

static const YamlNode *node_of(const ModelReader *r, const char *key) {
    const YamlNode *n = yaml_find(r->root, key);
    return n ? n : r->root;
}

// Fitness is what the others are weighed by: not below zero, and on a network not by much unequal.
static void check_fitness(ModelReader *r) {
    const EvolveModel *m = &r->file->model;
    EvolveRange payoff = evolve_payoff_range(m);
    double low = 1 - m->intensity + m->intensity * payoff.low;
    double high = 1 - m->intensity + m->intensity * payoff.high;
    if (m->process == EVOLVE_PAIRWISE) return;
    if (low < 0 || (m->network && low <= 0))
        model_fault(
            r, node_of(r, "payoffs"),
            MSG("the lowest fitness, 1 - intensity + intensity x payoff, would be {1}",
                model_number_text(r, low)),
            MSG("fitness must not be below 0, and on a network be above it: lower the intensity "
                "or add the same to all payoffs"));
    else if (m->network && high > low * EVOLVE_FITNESS_RATIO_MAX)
        model_fault(r, node_of(r, "payoffs"),
                    MSG("on a network the highest fitness may be {1} times the lowest",
                        model_number_text(r, EVOLVE_FITNESS_RATIO_MAX)),
                    MSG("lower the intensity"));
}

static void check_groups(ModelReader *r) {
    const EvolveModel *m = &r->file->model;
    if (!m->game.group_size) return;
    const EvolveNetwork *net = m->network;
    if (net && (!evolve_is_regular(net) || net->starts[1] + 1 != m->game.group_size))
        model_fault(r, node_of(r, "group"),
                    MSG("on this network a group is a member and its neighbours, who must be {1}",
                        str_fmt(r->arena, "%zu", m->game.group_size - 1)),
                    MSG("on a torus write group: 5, on a cycle group: 3"));
    if (!net && (m->size < m->game.group_size || m->size > GROUP_POPULATION_MAX))
        model_fault(r, node_of(r, "population"),
                    MSG("a well-mixed population that plays in groups has from {1} to {2} members",
                        str_fmt(r->arena, "%zu", m->game.group_size),
                        str_fmt(r->arena, "%d", GROUP_POPULATION_MAX)),
                    NO_MSG);
}

// Fewer where a generation is long.
static uint64_t usual_generations(uint32_t size) {
    uint64_t afford = STEPS_USUAL / size;
    return afford > 10000 ? 10000 : afford < 100 ? 100 : afford;
}

static void check_length(ModelReader *r) {
    EvolvePlan *p = &r->file->plan;
    if (!p->generations) p->generations = usual_generations(r->file->model.size);
    if (!yaml_find(r->root, "warm-up")) p->warm_up = p->generations / 5;
    if (p->warm_up >= p->generations)
        model_fault(r, node_of(r, "warm-up"),
                    MSG("the warm-up is not shorter than the generations"), NO_MSG);
    if ((double)p->generations * r->file->model.size > STEPS_MAX)
        model_fault(r, node_of(r, "generations"),
                    MSG("a run may have {1} steps, which are generations x members",
                        model_number_text(r, STEPS_MAX)),
                    NO_MSG);
    if (!p->runs) p->runs = r->file->model.mutation > 0 ? 20 : 1000;
}

void model_check_members(ModelReader *r) {
    if (!r->file->model.size) {
        model_fault(r, r->root, MSG("\"{1}\" is missing here", STR("population")), NO_MSG);
        return;
    }
    check_fitness(r);
    check_groups(r);
    check_length(r);
}
