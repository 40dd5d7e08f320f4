// app/evolve_sides.c - several populations of a model of behaviour, and what they earn
#include "app/evolve_read.h"

static const double PAYOFF_MAX = 1e9;

void model_sides(ModelReader *r, const YamlNode *n) {
    EvolveFile *f = r->file;
    size_t two;
    if (!model_names(r, n, 2, EVOLVE_PARTIES_MAX, f->sides, &f->parties.count)) return;
    for (size_t i = 0; i < n->count; i++) {
        const YamlNode *label = yaml_find(n->items[i], "label");
        const YamlNode *strategies = yaml_find(n->items[i], "strategies");
        if (label) f->sides[i].label = model_label(label, n->keys[i]);
        if (!strategies) {
            model_fault(r, n->items[i], MSG("\"{1}\" is missing here", STR("strategies")),
                        MSG("write the two strategies of this population"));
            return;
        }
        if (!model_names(r, strategies, 2, 2, f->side_strategies[i], &two)) return;
    }
}

// The profile that a list of strategies names, one for each side in order.
static bool read_profile(ModelReader *r, const YamlNode *n, size_t *ret) {
    const EvolveFile *f = r->file;
    *ret = 0;
    if (!n || n->kind != YAML_LIST || n->count != f->parties.count)
        return model_fault(r, n, MSG("one strategy of each population is needed here"),
                           MSG("write play: [strategy, strategy, …] in the order of the parties"));
    for (size_t i = 0; i < n->count; i++) {
        int strategy = model_find_name(f->side_strategies[i], 2, n->items[i]->text);
        if (strategy < 0)
            return model_fault(
                r, n->items[i],
                MSG("\"{1}\" is no strategy of \"{2}\"", n->items[i]->source, f->sides[i].id),
                NO_MSG);
        if (strategy == 0) *ret |= (size_t)1 << i;
    }
    return true;
}

void model_outcomes(ModelReader *r, const YamlNode *n) {
    EvolveParties *p = &r->file->parties;
    size_t profiles = (size_t)1 << p->count;
    double *payoffs = ARENA_ARRAY(r->arena, double, profiles * p->count);
    bool *is_seen = ARENA_ARRAY(r->arena, bool, profiles);
    p->payoffs = payoffs;
    if (n->kind != YAML_LIST || n->count != profiles) {
        model_fault(
            r, n, MSG("{1} outcomes are needed here", str_fmt(r->arena, "%zu", profiles)),
            MSG("write - {play: […], earn: […]} for every way in which the parties can play"));
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        size_t profile;
        const YamlNode *earn = yaml_find(n->items[i], "earn");
        const YamlNode *play = yaml_find(n->items[i], "play");
        if (!read_profile(r, play ? play : n->items[i], &profile)) return;
        if (is_seen[profile]) {
            model_fault(r, n->items[i], MSG("this outcome is given twice"), NO_MSG);
            return;
        }
        is_seen[profile] = true;
        if (!model_list(r, earn ? earn : n->items[i], p->count, -PAYOFF_MAX, PAYOFF_MAX,
                        &payoffs[profile * p->count]))
            return;
    }
}
