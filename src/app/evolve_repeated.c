// app/evolve_repeated.c - a repeated game of a model of behaviour: one stage, rounds, and rules
#include "app/evolve_read.h"

static const double STAGE_MAX = 1e9, ROUNDS_MAX = 1e9;

static Str rule_names(ModelReader *r) {
    Buf b = {.arena = r->arena};
    for (size_t i = 0; i < evolve_rule_count(); i++)
        buf_add_fmt(&b, i ? "; %s" : "%s", evolve_rule_name(i));
    return buf_str(&b);
}

static bool read_rule(ModelReader *r, const YamlNode *n, size_t *ret) {
    for (*ret = 0; *ret < evolve_rule_count(); ++*ret)
        if (str_is(n->text, str_from(evolve_rule_name(*ret)))) return true;
    return model_fault(r, n, MSG("the rule \"{1}\" is unknown", n->source),
                       MSG("choose one of: {1}", rule_names(r)));
}

static bool read_rules(ModelReader *r, const YamlNode *n, size_t *ret) {
    const EvolveFile *f = r->file;
    size_t count = f->model.game.strategy_count;
    if (!model_check_names(r, n, f->strategies, count)) return false;
    for (size_t s = 0; s < count; s++)
        if (!read_rule(r, model_item(r, n, f->strategies[s].id), &ret[s])) return false;
    return true;
}

// Two rows of two numbers.
static bool read_stage(ModelReader *r, const YamlNode *n, double ret[4]) {
    if (n->kind != YAML_LIST || n->count != 2)
        return model_fault(r, n, MSG("two rows of two payoffs are needed here"),
                           MSG("write [[3, 0], [5, 1]]: who complies, with one who complies and "
                               "with one who defects; then who defects"));
    return model_list(r, n->items[0], 2, -STAGE_MAX, STAGE_MAX, &ret[0]) &&
           model_list(r, n->items[1], 2, -STAGE_MAX, STAGE_MAX, &ret[2]);
}

static const YamlNode *part(ModelReader *r, const YamlNode *n, const char *key) {
    const YamlNode *found = yaml_find(n, key);
    if (!found) model_fault(r, n, MSG("\"{1}\" is missing here", str_from(key)), NO_MSG);
    return found;
}

void model_repeated(ModelReader *r, const YamlNode *n) {
    EvolveGame *g = &r->file->model.game;
    size_t rules[EVOLVE_STRATEGIES_MAX], count = g->strategy_count;
    double stage[4];
    uint64_t rounds;
    if (g->payoffs || g->group_size) {
        model_fault(r, n, MSG("a repeated game has neither \"payoffs\" nor \"group\""), NO_MSG);
        return;
    }
    const YamlNode *times = part(r, n, "rounds");
    const YamlNode *cells = times ? part(r, n, "stage") : NULL;
    const YamlNode *names = cells ? part(r, n, "rules") : NULL;
    if (!names || !model_count(r, times, 1, ROUNDS_MAX, &rounds) || !read_stage(r, cells, stage) ||
        !read_rules(r, names, rules))
        return;
    double *payoffs = ARENA_ARRAY(r->arena, double, count *count);
    evolve_repeated(rules, count, rounds, stage, payoffs);
    g->payoffs = payoffs;
}
