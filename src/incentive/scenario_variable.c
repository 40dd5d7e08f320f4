// incentive/scenario_variable.c - what is uncertain, and how it is drawn
//
// Which numbers a process needs is a table: a bit for each process that must, or may, have the key.
#include "incentive/scenario_int.h"

#include <math.h>
#include <stddef.h>

enum { VALUES_MAX = 10000, BLOCK_MAX = 1000 };
static const double NUMBER_MAX = 1e15;

static const struct ProcessRow {
    const char *name;
    VariableKind kind;
} processes[] = {
    {"constant", VARIABLE_CONSTANT},     {"normal", VARIABLE_NORMAL},
    {"lognormal", VARIABLE_LOGNORMAL},   {"uniform", VARIABLE_UNIFORM},
    {"triangular", VARIABLE_TRIANGULAR}, {"choice", VARIABLE_CHOICE},
    {"history", VARIABLE_HISTORY},       {"random-walk", VARIABLE_RANDOM_WALK},
    {"geometric", VARIABLE_GEOMETRIC},   {"mean-reverting", VARIABLE_MEAN_REVERTING},
};
enum { PROCESS_COUNT = sizeof processes / sizeof *processes };

#define BIT(kind) (1u << (kind))
#define WALKS (BIT(VARIABLE_RANDOM_WALK) | BIT(VARIABLE_GEOMETRIC))
#define NORMALS (BIT(VARIABLE_NORMAL) | BIT(VARIABLE_LOGNORMAL))
#define SPANS (BIT(VARIABLE_UNIFORM) | BIT(VARIABLE_TRIANGULAR))
#define REVERTING BIT(VARIABLE_MEAN_REVERTING)
#define LISTS (BIT(VARIABLE_CHOICE) | BIT(VARIABLE_HISTORY))
#define ALL_KINDS ((1u << PROCESS_COUNT) - 1)

static const struct NumberRow {
    const char *key;
    size_t at; // in Variable
    bool is_positive;
    unsigned must, may;
} numbers[] = {
    {"start", offsetof(Variable, start), false, BIT(VARIABLE_CONSTANT) | WALKS, REVERTING},
    {"mean", offsetof(Variable, mean), false, NORMALS | REVERTING, 0},
    {"deviation", offsetof(Variable, deviation), true, NORMALS | WALKS | REVERTING, 0},
    {"low", offsetof(Variable, low), false, SPANS, 0},
    {"mode", offsetof(Variable, mode), false, BIT(VARIABLE_TRIANGULAR), 0},
    {"high", offsetof(Variable, high), false, SPANS, 0},
    {"drift", offsetof(Variable, drift), false, 0, WALKS},
    {"reversion", offsetof(Variable, reversion), true, REVERTING, 0},
    {"least", offsetof(Variable, least), false, 0, ALL_KINDS},
    {"most", offsetof(Variable, most), false, 0, ALL_KINDS},
};

// Keys that are no single number.
static const struct ListRow {
    const char *key;
    unsigned must, may;
} lists[] = {
    {"values", LISTS, 0},
    {"weights", 0, BIT(VARIABLE_CHOICE)},
    {"block", 0, BIT(VARIABLE_HISTORY)},
    {"jumps", 0, WALKS | REVERTING | NORMALS},
    {"once", 0, ALL_KINDS},
};

static const char *const words[] = {"process", "history", "label", "unit", "source", "note"};

// ---- which process ------------------------------------------------------------------------------

static bool find_process(ScenarioReader *r, const YamlNode *n, VariableKind *ret) {
    const YamlNode *process = yaml_find(n, "process");
    Known known = {.arena = r->arena};
    *ret = VARIABLE_HISTORY;
    if (!process && yaml_find(n, "history")) return true;
    if (!process)
        return scenario_fault(r, n->place, MSG("how the variable is drawn is not said"),
                              MSG("add \"process: …\", or \"history: […]\""));
    for (size_t i = 0; i < PROCESS_COUNT; i++) {
        known_add(&known, str_from(processes[i].name));
        *ret = processes[i].kind;
        if (str_is(process->text, str_from(processes[i].name))) return true;
    }
    return scenario_fault(r, process->place, MSG("the process \"{1}\" is unknown", process->source),
                          known_hint(&known, process->text));
}

// ---- keys ---------------------------------------------------------------------------------------

static void add_known(Known *k, unsigned bit) {
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if ((numbers[i].must | numbers[i].may) & bit) known_add(k, str_from(numbers[i].key));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if ((lists[i].must | lists[i].may) & bit) known_add(k, str_from(lists[i].key));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) known_add(k, str_from(words[i]));
}

static void check_keys(ScenarioReader *r, const YamlNode *n, Str id, unsigned bit) {
    Known known = {.arena = r->arena};
    add_known(&known, bit);
    for (size_t i = 0; i < n->count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < known.count; k++)
            is_known = is_known || str_is(known.items[k], n->keys[i]);
        if (!is_known)
            scenario_fault(r, n->key_places[i],
                           MSG("\"{1}\", drawn in this way, has no key \"{2}\"", id, n->keys[i]),
                           known_hint(&known, n->keys[i]));
    }
}

static void lacks(ScenarioReader *r, const YamlNode *n, Str id, const char *key) {
    scenario_fault(r, n->place, MSG("\"{1}\" lacks the key \"{2}\"", id, str_from(key)),
                   MSG("doc/incentive.md explains the keys"));
}

static void read_numbers(ScenarioReader *r, const YamlNode *n, Str id, unsigned bit, Variable *v) {
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct NumberRow *row = &numbers[i];
        const YamlNode *value = yaml_find(n, row->key);
        double *to = (double *)(void *)((char *)v + row->at);
        if (value && (row->must | row->may) & bit)
            scenario_number(r, value, row->is_positive ? 0 : -NUMBER_MAX, NUMBER_MAX, to);
        else if (row->must & bit)
            lacks(r, n, id, row->key);
    }
}

static void read_jumps(ScenarioReader *r, const YamlNode *n, void *self) {
    Variable *v = self;
    const YamlNode *chance = yaml_find(n, "chance"), *mean = yaml_find(n, "mean"),
                   *deviation = yaml_find(n, "deviation");
    if (n->kind != YAML_MAP || n->count != 3 || !chance || !mean || !deviation) {
        scenario_fault(r, n->place, MSG("jumps have a chance, a mean and a deviation"),
                       MSG("write jumps: {chance: 0.02, mean: 100, deviation: 30}"));
        return;
    }
    scenario_number(r, chance, 0, 1, &v->jumps.chance);
    scenario_number(r, mean, -NUMBER_MAX, NUMBER_MAX, &v->jumps.mean);
    scenario_number(r, deviation, 0, NUMBER_MAX, &v->jumps.deviation);
}

static void read_weights(ScenarioReader *r, const YamlNode *n, const YamlNode *weights,
                         Variable *v) {
    size_t count = v->value_count;
    if (!weights) {
        double *even = ARENA_ARRAY(r->arena, double, v->value_count);
        for (size_t i = 0; i < v->value_count; i++) even[i] = 1;
        v->weights = even;
        return;
    }
    double sum = 0;
    if (!scenario_numbers(r, weights, VALUES_MAX, 0, NUMBER_MAX, &v->weights, &count)) return;
    for (size_t i = 0; i < count; i++) sum += v->weights[i];
    if (count != v->value_count || sum <= 0)
        scenario_fault(r, n->place, MSG("each value needs a weight, and one of them above 0"),
                       NO_MSG);
}

static void read_lists(ScenarioReader *r, const YamlNode *n, Str id, unsigned bit, Variable *v) {
    const YamlNode *values = yaml_find(n, "values"), *block = yaml_find(n, "block"),
                   *jumps = yaml_find(n, "jumps"), *once = yaml_find(n, "once");
    if (!values) values = yaml_find(n, "history");
    v->block = 1;
    if (LISTS & bit && !values) lacks(r, n, id, "values");
    if (LISTS & bit && values &&
        scenario_numbers(r, values, VALUES_MAX, -NUMBER_MAX, NUMBER_MAX, &v->values,
                         &v->value_count) &&
        bit == BIT(VARIABLE_CHOICE))
        read_weights(r, n, yaml_find(n, "weights"), v);
    if (block && bit == BIT(VARIABLE_HISTORY)) scenario_count(r, block, 1, BLOCK_MAX, &v->block);
    if (v->value_count && v->block > v->value_count)
        scenario_fault(r, n->place, MSG("a block is longer than the history"), NO_MSG);
    if (jumps) read_jumps(r, jumps, v);
    if (once) scenario_flag(r, once, &v->is_once);
}

static void check_order(ScenarioReader *r, const YamlNode *n, const Variable *v, unsigned bit) {
    bool is_ordered = v->low <= v->high && (bit != BIT(VARIABLE_TRIANGULAR) ||
                                            (v->low <= v->mode && v->mode <= v->high));
    if ((SPANS & bit && !is_ordered) || v->least > v->most)
        scenario_fault(r, n->place, MSG("the bounds of the variable are not in order"),
                       MSG("low <= mode <= high, and least <= most"));
    if (bit == BIT(VARIABLE_GEOMETRIC) && v->start <= 0)
        scenario_fault(r, n->place, MSG("a geometric variable starts above 0"), NO_MSG);
    if (bit == REVERTING && v->reversion > 1)
        scenario_fault(r, n->place, MSG("a reversion is from 0 to 1"), NO_MSG);
}

static void read_drawn(ScenarioReader *r, const YamlNode *n, Str id, Variable *v) {
    VariableKind kind;
    if (!find_process(r, n, &kind)) return;
    unsigned bit = BIT(kind);
    v->kind = kind;
    v->start = NAN;
    check_keys(r, n, id, bit);
    read_numbers(r, n, id, bit, v);
    read_lists(r, n, id, bit, v);
    if (isnan(v->start)) v->start = v->mean;
    if (!r->has_failed) check_order(r, n, v, bit);
}

void scenario_draws(ScenarioReader *r, const YamlNode *n, Str id, Variable *ret) {
    *ret = (Variable){.least = -INFINITY, .most = INFINITY};
    if (n->kind == YAML_MAP)
        read_drawn(r, n, id, ret);
    else if (scenario_number(r, n, -NUMBER_MAX, NUMBER_MAX, &ret->start))
        ret->kind = VARIABLE_CONSTANT;
}

// That of a quantity stands in the agreement; here it may be said again.
static void read_unit(ScenarioReader *r, const YamlNode *n, ScenarioVariable *v) {
    v->unit = scenario_formula(r, n);
    if (v->item == NO_ITEM || str_is(v->unit.text, r->terms->items[v->item].unit.text)) return;
    scenario_fault(r, n->place, MSG("the unit of \"{1}\" stands in the agreement", v->id),
                   MSG("leave it out here"));
}

static void read_variable(ScenarioReader *r, const YamlNode *n, ScenarioVariable *v) {
    const YamlNode *unit = yaml_find(n, "unit"), *source = yaml_find(n, "source"),
                   *note = yaml_find(n, "note");
    v->label = scenario_label(r, yaml_find(n, "label"), v->id);
    if (v->item != NO_ITEM && !yaml_find(n, "label")) v->label = r->terms->items[v->item].label;
    if (source) v->source = scenario_text(r, source);
    if (note) v->note = scenario_text(r, note);
    if (unit) read_unit(r, unit, v);
    scenario_draws(r, n, v->id, &v->draws);
}

void scenario_variables(ScenarioReader *r, const YamlNode *n, void *self) {
    Scenario *s = r->scenario;
    (void)self;
    if (!scenario_is_map(r, n, INCENTIVE_VARIABLES_MAX)) return;
    s->variables = ARENA_ARRAY(r->arena, ScenarioVariable, n->count);
    for (size_t i = 0; i < n->count; i++) {
        ScenarioVariable v = {.id = n->keys[i], .place = n->key_places[i]};
        if (!scenario_name(r, v.id, v.place, &v.item)) continue;
        read_variable(r, n->items[i], &v);
        s->variables[s->variable_count++] = v;
    }
}

// ---- correlations -------------------------------------------------------------------------------

bool scenario_find_variable(ScenarioReader *r, Str id, Place at, size_t *ret) {
    const Scenario *s = r->scenario;
    Known known = {.arena = r->arena};
    for (*ret = 0; *ret < s->variable_count; ++*ret) {
        known_add(&known, s->variables[*ret].id);
        if (str_is(s->variables[*ret].id, id)) return true;
    }
    return scenario_fault(r, at, MSG("there is no variable \"{1}\"", id), known_hint(&known, id));
}

static bool find_variable(ScenarioReader *r, const YamlNode *n, size_t *ret) {
    return scenario_find_variable(r, n->text, n->place, ret);
}

static void read_correlation(ScenarioReader *r, const YamlNode *n) {
    Scenario *s = r->scenario;
    size_t i, k;
    double value;
    if (n->kind != YAML_LIST || n->count != 3) {
        scenario_fault(r, n->place, MSG("a correlation is two variables and a number"),
                       MSG("write [index, demand, 0.4]"));
        return;
    }
    if (!find_variable(r, n->items[0], &i) || !find_variable(r, n->items[1], &k)) return;
    if (!scenario_number(r, n->items[2], -1, 1, &value)) return;
    if (i == k)
        scenario_fault(r, n->place, MSG("a variable is not correlated with itself"), NO_MSG);
    s->correlation[i * s->variable_count + k] = value;
    s->correlation[k * s->variable_count + i] = value;
}

void scenario_correlations(ScenarioReader *r, const YamlNode *n, void *self) {
    Scenario *s = r->scenario;
    (void)self;
    if (n->kind != YAML_LIST) {
        scenario_fault(r, n->place, MSG("a list of correlations is needed here"),
                       MSG("write [index, demand, 0.4]"));
        return;
    }
    s->correlation = ARENA_ARRAY(r->arena, double, s->variable_count * s->variable_count);
    for (size_t i = 0; i < s->variable_count; i++) s->correlation[i * s->variable_count + i] = 1;
    for (size_t i = 0; i < n->count && i < VALUES_MAX; i++) read_correlation(r, n->items[i]);
}
