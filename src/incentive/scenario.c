// incentive/scenario.c - things start here: a scenario from its file
//
// Sections are read in the order of a table, because one needs the other: names before the formulas
// that use them, the discount of all before that of one.
#include "base/sha256.h"
#include "incentive/scenario_int.h"

// ---- the head -----------------------------------------------------------------------------------

static void read_version(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    if (!str_is(n->text, STR("1")))
        scenario_fault(r, n->place, MSG("this version of the format is unknown"),
                       MSG("write softlaw scenario: 1"));
}

static void read_title(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    r->scenario->title = scenario_text(r, n);
}

static void read_discount(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    scenario_discount(r, n, &r->discount);
}

static void read_after(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    r->scenario->is_renewed = str_is(n->text, STR("renewed"));
    if (!r->scenario->is_renewed && !str_is(n->text, STR("ends")))
        scenario_fault(r, n->place, MSG("\"{1}\" does not follow a last period", n->source),
                       MSG("choose one of: {1}", STR("ends, renewed")));
}

static void read_periods(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    scenario_count(r, n, 1, WORLDS_PERIODS_MAX, &r->scenario->periods);
}

static void read_alike(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    scenario_flag(r, n, &r->scenario->is_alike);
}

static const KeyRow top_keys[] = {
    {"softlaw scenario", true, read_version},
    {"agreement", true, NULL},
    {"title", false, read_title},
    {"discount", true, read_discount},
    {"after", true, read_after},
    {"periods", false, read_periods},
    {"members", false, NULL},
    {"alike", false, read_alike},
    {"variables", false, scenario_variables},
    {"correlations", false, scenario_correlations},
    {"parameters", false, scenario_parameters},
    {"facts", false, scenario_facts},
    {"parties", true, scenario_parties},
    {"actions", true, scenario_actions},
    {"remedies", false, scenario_remedies},
    {"coalitions", false, scenario_coalitions},
};

// ---- what follows from the agreement ------------------------------------------------------------

static size_t periods_of_term(const Terms *t) {
    if (t->period == GRAIN_ONCE) return 1;
    int64_t first = period_of_day(t->period_rule, t->period, t->from_day).index;
    int64_t last = period_of_day(t->period_rule, t->period, t->to_day).index;
    return last - first < WORLDS_PERIODS_MAX ? (size_t)(last - first + 1) : 0;
}

static void settle_periods(ScenarioReader *r, const YamlNode *root) {
    Scenario *s = r->scenario;
    size_t term = periods_of_term(r->terms);
    if (!s->periods) s->periods = term;
    if (!s->periods)
        scenario_fault(r, root->place,
                       MSG("the agreement has no end, or more than {1} periods",
                           str_fmt(r->arena, "%d", WORLDS_PERIODS_MAX)),
                       MSG("add \"periods: N\": how many are looked at"));
    if (s->periods == 1 && s->is_renewed)
        scenario_fault(r, root->place, MSG("what is renewed has at least two periods"),
                       MSG("write periods: 2, or after: ends"));
    if (term && s->periods > term)
        scenario_fault(r, root->place,
                       MSG("the agreement has {1} periods, the scenario {2}",
                           str_fmt(r->arena, "%zu", term), str_fmt(r->arena, "%zu", s->periods)),
                       MSG("write after: renewed where it goes on"));
}

// The scenario's names stand behind the items of the agreement.
static void settle_items(Scenario *s) {
    uint32_t next = (uint32_t)s->terms->item_count;
    for (size_t i = 0; i < s->variable_count; i++)
        if (s->variables[i].item == NO_ITEM) s->variables[i].item = next++;
    for (size_t i = 0; i < s->parameter_count; i++) s->parameters[i].item = next++;
}

static void check_discounts(ScenarioReader *r, const YamlNode *root) {
    const Scenario *s = r->scenario;
    for (size_t i = 0; i < r->terms->party_count; i++)
        if (s->is_renewed && s->parties[i].discount >= 1)
            scenario_fault(r, root->place,
                           MSG("the discount factor of \"{1}\" must be below 1 where the "
                               "agreement is renewed without end",
                               r->terms->parties[i].id),
                           NO_MSG);
}

// What the first party does is done by the others too, with their names in the facts.
static void check_alike(ScenarioReader *r, const YamlNode *root) {
    const Scenario *s = r->scenario;
    bool is_sound = s->action_count == 1 && s->actions[0].party == 0;
    for (size_t i = 0; i < r->terms->party_count && is_sound; i++)
        is_sound =
            !s->actions[0].earns[i].text.size && s->parties[i].discount == s->parties[0].discount;
    if (s->is_alike && !is_sound)
        scenario_fault(
            r, root->place,
            MSG("parties that are alike have one discount factor, and one action, by the "
                "first of them, that changes facts or withholds a payment"),
            MSG("say what is earned by it in the formulas of \"earns\""));
}

// One id, or several: versions of the same agreement. Of another one nothing further is told.
static bool is_of_another(ScenarioReader *r, const YamlNode *root) {
    const YamlNode *n = yaml_find(root, "agreement");
    size_t count = n && n->kind == YAML_LIST ? n->count : 1;
    for (size_t i = 0; i < count; i++)
        if (!n || str_is(n->kind == YAML_LIST ? n->items[i]->text : n->text, r->terms->id))
            return false;
    return !scenario_fault(
        r, n->place,
        MSG("the scenario is for \"{1}\", the agreement is \"{2}\"", n->source, r->terms->id),
        MSG("take the scenario of this agreement, or write its id here"));
}

static bool check_terms(ScenarioReader *r, const YamlNode *root) {
    if (r->terms->party_count == 0 || r->terms->party_count > INCENTIVE_PARTIES_MAX)
        return scenario_fault(r, root->place,
                              MSG("the agreement has {1} parties; from 1 to {2} can be judged",
                                  str_fmt(r->arena, "%zu", r->terms->party_count),
                                  str_fmt(r->arena, "%d", INCENTIVE_PARTIES_MAX)),
                              NO_MSG);
    return true;
}

const Scenario *scenario_from_yaml(Arena *a, const Terms *t, Str file, Str text, Findings *f) {
    Scenario *s = ARENA_NEW(a, Scenario);
    ScenarioReader r = {.arena = a, .findings = f, .terms = t, .scenario = s};
    const YamlNode *root = yaml_parse(a, file, text, 0, text.size, f);
    if (!root || !check_terms(&r, root)) return NULL;
    const YamlNode *facts = yaml_find(root, "facts");
    *s = (Scenario){.file = file, .hash = sha256_hex(a, sha256_of(text)), .terms = t};
    s->facts.place = facts ? facts->place : root->place;
    s->parties = ARENA_ARRAY(a, ScenarioParty, t->party_count);
    if (is_of_another(&r, root)) return NULL;
    s->terms = r.terms = scenario_name_members(&r, yaml_find(root, "members"));
    scenario_keys(&r, root, STR("scenario"), KEYS(top_keys), NULL);
    scenario_beliefs(&r, yaml_find(root, "parties"));
    settle_periods(&r, root);
    if (!s->rung_count) scenario_own_remedies(&r);
    settle_items(s);
    check_discounts(&r, root);
    check_alike(&r, root);
    return r.has_failed ? NULL : s;
}
