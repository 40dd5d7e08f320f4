// incentive/scenario_value.c - values of a scenario: numbers, texts, names, clauses
#include "incentive/scenario_int.h"

#include <math.h>

static Str number_text(ScenarioReader *r, double value) {
    return str_fmt(r->arena, "%.12g", value);
}

bool scenario_number(ScenarioReader *r, const YamlNode *n, double low, double high, double *ret) {
    Dec d;
    bool is_number = n->kind == YAML_SCALAR && !n->is_quoted && dec_from_text(n->text, &d, NULL);
    if (is_number && dec_to_double(d) >= low && dec_to_double(d) <= high) {
        *ret = dec_to_double(d);
        return true;
    }
    return scenario_fault(r, n->place,
                          MSG("\"{1}\" is no number from {2} to {3}", n->source,
                              number_text(r, low), number_text(r, high)),
                          NO_MSG);
}

bool scenario_parameter(const Terms *t, Str id, double *ret) {
    uint32_t at;
    Dec d;
    if (!map_get(&t->item_index, id, &at)) return false;
    const Item *i = &t->items[at];
    if (i->kind != ITEM_PARAMETER || i->set_count || i->value_count != 1) return false;
    if (!dec_from_text(i->values[0].value.text, &d, NULL)) return false;
    *ret = dec_to_double(d);
    return true;
}

bool scenario_count(ScenarioReader *r, const YamlNode *n, size_t low, size_t high, size_t *ret) {
    double value;
    if (!scenario_number(r, n, (double)low, (double)high, &value)) return false;
    if (value != floor(value))
        return scenario_fault(r, n->place, MSG("\"{1}\" is no whole number", n->source), NO_MSG);
    *ret = (size_t)value;
    return true;
}

bool scenario_flag(ScenarioReader *r, const YamlNode *n, bool *ret) {
    bool is_true = str_is(n->text, STR("true"));
    if (!is_true && !str_is(n->text, STR("false")))
        return scenario_fault(r, n->place, MSG("\"{1}\" is neither true nor false", n->source),
                              NO_MSG);
    *ret = is_true;
    return true;
}

bool scenario_numbers(ScenarioReader *r, const YamlNode *n, size_t most, double low, double high,
                      const double **ret, size_t *ret_count) {
    if (n->kind != YAML_LIST || n->count == 0 || n->count > most)
        return scenario_fault(
            r, n->place,
            MSG("a list of 1 to {1} numbers is needed here", str_fmt(r->arena, "%zu", most)),
            MSG("write them in brackets: [1, 2]"));
    double *values = ARENA_ARRAY(r->arena, double, n->count);
    for (size_t i = 0; i < n->count; i++)
        if (!scenario_number(r, n->items[i], low, high, &values[i])) return false;
    *ret = values;
    *ret_count = n->count;
    return true;
}

Formula scenario_formula(ScenarioReader *r, const YamlNode *n) {
    if (n->kind == YAML_SCALAR && n->text.size)
        return (Formula){n->is_escaped ? n->text : n->source, n->place};
    scenario_fault(r, n->place, MSG("a formula is needed here"),
                   MSG("write it in quotes where it contains a colon or begins with *"));
    return (Formula){.text = {NULL, 0}};
}

Localised scenario_text(ScenarioReader *r, const YamlNode *n) {
    bool is_map = n->kind == YAML_MAP && n->count > 0;
    size_t count = is_map ? n->count : 1;
    Localised l = {ARENA_ARRAY(r->arena, Str, count), ARENA_ARRAY(r->arena, Str, count), 0};
    for (size_t i = 0; i < count; i++) {
        const YamlNode *text = is_map ? n->items[i] : n;
        if (text->kind != YAML_SCALAR || !text->text.size) {
            scenario_fault(r, text->place, MSG("a text is needed here"),
                           MSG("write it, or {en: …, zh: …}"));
            continue;
        }
        l.languages[l.count] = is_map ? n->keys[i] : r->terms->language;
        l.texts[l.count++] = text->text;
    }
    return l;
}

Localised scenario_label(ScenarioReader *r, const YamlNode *n, Str id) {
    Localised given = {NULL, NULL, 0}, l;
    if (n) given = scenario_text(r, n);
    l = (Localised){ARENA_ARRAY(r->arena, Str, given.count + 1),
                    ARENA_ARRAY(r->arena, Str, given.count + 1), 0};
    bool has_own = false;
    for (size_t i = 0; i < given.count; i++)
        has_own = has_own || str_is(given.languages[i], r->terms->language);
    if (!has_own) {
        l.languages[0] = r->terms->language;
        l.texts[l.count++] = id;
    }
    for (size_t i = 0; i < given.count; i++) {
        l.languages[l.count] = given.languages[i];
        l.texts[l.count++] = given.texts[i];
    }
    return l;
}

bool scenario_party(ScenarioReader *r, Str word, Place at, uint32_t *ret) {
    if (map_get(&r->terms->party_index, word, ret)) return true;
    Known known = {.arena = r->arena};
    known_add_map(&known, &r->terms->party_index);
    return scenario_fault(r, at, MSG("\"{1}\" is no party of the agreement", word),
                          known_hint(&known, word));
}

bool scenario_clause(ScenarioReader *r, const YamlNode *n, ClauseRef *ret,
                     const Clause **ret_clause) {
    const Terms *t = r->terms;
    Known known = {.arena = r->arena};
    uint32_t item;
    for (size_t i = 0; i < t->clause_count; i++) {
        const Clause *c = &t->clauses[i];
        known_add(&known, c->id);
        if (!str_is(c->id, n->text)) continue;
        *ret = (ClauseRef){c->id, c->label, c->provision, c->place};
        if (ret_clause) *ret_clause = c;
        return true;
    }
    if (!ret_clause && map_get(&t->item_index, n->text, &item)) {
        const Item *i = &t->items[item];
        *ret = (ClauseRef){i->id, i->label, i->provision, i->place};
        return true;
    }
    return scenario_fault(r, n->place, MSG("the agreement has no clause \"{1}\"", n->source),
                          known_hint(&known, n->text));
}

// Is the name taken by the scenario itself?
static bool is_taken(const ScenarioReader *r, Str id) {
    const Scenario *s = r->scenario;
    for (size_t i = 0; i < s->variable_count; i++)
        if (str_is(s->variables[i].id, id)) return true;
    for (size_t i = 0; i < s->parameter_count; i++)
        if (str_is(s->parameters[i].id, id)) return true;
    return false;
}

// A quantity that has one value in each period.
static bool is_single(const Item *i, Grain period) {
    bool is_number = !i->type.text.at || str_is(i->type.text, STR("number")) ||
                     str_is(i->type.text, STR("integer"));
    return i->set_count == 0 && is_number && (i->grain == period || i->grain == GRAIN_ONCE);
}

static bool check_quantity(ScenarioReader *r, const Item *i, Place at) {
    if (i->kind != ITEM_QUANTITY)
        return scenario_fault(r, at, MSG("\"{1}\" is in the agreement, but is no quantity", i->id),
                              MSG("choose another name"));
    if (is_single(i, r->terms->period)) return true;
    return scenario_fault(r, at,
                          MSG("the quantity \"{1}\" has not one number in each period", i->id),
                          MSG("give the variable another name and write a formula for \"{1}\" "
                              "under facts",
                              i->id));
}

bool scenario_name(ScenarioReader *r, Str id, Place at, uint32_t *ret_item) {
    uint32_t item;
    if (is_taken(r, id))
        return scenario_fault(r, at, MSG("\"{1}\" stands in the scenario twice", id), NO_MSG);
    if (map_get(&r->terms->item_index, id, &item)) {
        if (ret_item) {
            *ret_item = item;
            return check_quantity(r, &r->terms->items[item], at);
        }
        return scenario_fault(r, at, MSG("\"{1}\" stands in the agreement already", id),
                              MSG("choose another name"));
    }
    if (ret_item) *ret_item = NO_ITEM;
    if (terms_is_name(id)) return true;
    return scenario_fault(r, at, MSG("\"{1}\" cannot be a name in formulas", id),
                          MSG("begin with a letter; use letters, digits, single blanks and - "
                              "inside"));
}

static double periods_per_year(Grain g) {
    static const double counts[] = {[GRAIN_ONCE] = 1,    [GRAIN_YEAR] = 1,   [GRAIN_HALF_YEAR] = 2,
                                    [GRAIN_QUARTER] = 4, [GRAIN_MONTH] = 12, [GRAIN_DAY] = 365};
    return counts[g];
}

bool scenario_discount(ScenarioReader *r, const YamlNode *n, double *ret) {
    const YamlNode *year = yaml_find(n, "per year");
    double value;
    if (!scenario_number(r, year ? year : n, 0, 1, &value)) return false;
    *ret = year ? pow(value, 1 / periods_per_year(r->terms->period)) : value;
    return true;
}
