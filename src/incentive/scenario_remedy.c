// incentive/scenario_remedy.c - what follows a breach that was seen: one rung after the other
//
// A rung rests on a clause of the agreement, which also says how much is lost: a number, or the
// name of one of the agreement's parameters. Where the clause says it in words only, the scenario
// must give the number.
#include "incentive/scenario_int.h"

static const double AMOUNT_MAX = 1e15;
enum { LASTS_MAX = 1200 };

typedef struct RungReader {
    ScenarioRung rung;
    const Clause *clause;
    bool is_paid; // a bond: an amount is needed
    bool has_amount;
    double amount;
} RungReader;

// ---- what the clause says -----------------------------------------------------------------------

static bool clause_amount(const Terms *t, const Clause *c, double *ret) {
    const YamlNode *n = yaml_find(c->body, "amount");
    Dec d;
    if (!n || n->kind != YAML_SCALAR) return false;
    if (!dec_from_text(str_trim(n->text), &d, NULL))
        return scenario_parameter(t, str_trim(n->text), ret);
    *ret = dec_to_double(d);
    return true;
}

bool scenario_names_party(const YamlNode *n, const Terms *t, size_t party) {
    if (!n) return true;
    size_t count = n->kind == YAML_LIST ? n->count : 1;
    for (size_t i = 0; i < count; i++) {
        const YamlNode *word = n->kind == YAML_LIST ? n->items[i] : n;
        uint32_t set;
        if (str_is(word->text, t->parties[party].id)) return true;
        if (!map_get(&t->set_index, word->text, &set)) continue;
        uint32_t position;
        if (set == 0 || map_get(&t->sets[set].member_index, t->parties[party].id, &position))
            return true;
    }
    return false;
}

// ---- keys ---------------------------------------------------------------------------------------

static void rung_clause(ScenarioReader *r, const YamlNode *n, void *self) {
    RungReader *rung = self;
    if (rung->rung.clause.id.size)
        scenario_fault(r, n->place, MSG("a rung rests on one clause"),
                       MSG("write one rung for each"));
    scenario_clause(r, n, &rung->rung.clause, &rung->clause);
}

static void rung_bond(ScenarioReader *r, const YamlNode *n, void *self) {
    ((RungReader *)self)->is_paid = true;
    rung_clause(r, n, self);
}

static void rung_amount(ScenarioReader *r, const YamlNode *n, void *self) {
    RungReader *rung = self;
    rung->has_amount = scenario_number(r, n, 0, AMOUNT_MAX, &rung->amount);
}

static void rung_receives(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_number(r, n, 0, 1, &((RungReader *)self)->rung.receives);
}

static void rung_lasts(ScenarioReader *r, const YamlNode *n, void *self) {
    size_t lasts = 0;
    if (scenario_count(r, n, 0, LASTS_MAX, &lasts))
        ((RungReader *)self)->rung.lasts = (uint32_t)lasts;
}

static void rung_ends(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_flag(r, n, &((RungReader *)self)->rung.is_end);
}

static void rung_facts(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_read_facts(r, n, &((RungReader *)self)->rung.facts);
}

static const KeyRow rung_keys[] = {
    {"notice", false, rung_clause}, {"bond", false, rung_bond},
    {"penalty", false, rung_bond},  {"loss of priority", false, rung_clause},
    {"amount", false, rung_amount}, {"receives", false, rung_receives},
    {"lasts", false, rung_lasts},   {"ends", false, rung_ends},
    {"facts", false, rung_facts},
};

// ---- rungs --------------------------------------------------------------------------------------

static void settle_amount(ScenarioReader *r, const YamlNode *n, RungReader *rung) {
    if (!rung->is_paid || rung->has_amount || !rung->clause) return;
    if (clause_amount(r->terms, rung->clause, &rung->amount)) return;
    scenario_fault(r, n->place,
                   MSG("the clause \"{1}\" does not say its amount as a number", rung->clause->id),
                   MSG("write \"amount: NUMBER\" in the clause, or here"));
}

static void read_rung(ScenarioReader *r, const YamlNode *n) {
    Scenario *s = r->scenario;
    RungReader rung = {.rung = {.place = n->place, .receives = 1}};
    if (str_is(n->text, STR("ends")))
        rung.rung.is_end = true;
    else
        scenario_keys(r, n, STR("remedies"), KEYS(rung_keys), &rung);
    settle_amount(r, n, &rung);
    rung.rung.label = rung.rung.clause.label;
    rung.rung.pays = ARENA_ARRAY(r->arena, double, r->terms->party_count);
    const YamlNode *by = rung.clause ? yaml_find(rung.clause->body, "by") : NULL;
    for (size_t i = 0; i < r->terms->party_count; i++)
        rung.rung.pays[i] = scenario_names_party(by, r->terms, i) ? rung.amount : 0;
    s->rungs[s->rung_count++] = rung.rung;
}

void scenario_remedies(ScenarioReader *r, const YamlNode *n, void *self) {
    (void)self;
    if (n->kind != YAML_LIST || n->count > INCENTIVE_RUNGS_MAX) {
        scenario_fault(r, n->place,
                       MSG("a list of at most {1} remedies is needed here",
                           str_fmt(r->arena, "%d", INCENTIVE_RUNGS_MAX)),
                       MSG("write each after a dash: - {bond: ID}"));
        return;
    }
    r->scenario->rungs = ARENA_ARRAY(r->arena, ScenarioRung, n->count + 1);
    for (size_t i = 0; i < n->count; i++) {
        const ScenarioRung *last = r->scenario->rungs + r->scenario->rung_count - 1;
        if (r->scenario->rung_count && last->is_end) {
            scenario_fault(r, n->items[i]->place, MSG("nothing follows the end of the agreement"),
                           NO_MSG);
            return;
        }
        read_rung(r, n->items[i]);
    }
}

// ---- the agreement's own ------------------------------------------------------------------------

static bool is_bond(const Clause *c) {
    const YamlNode *kind = yaml_find(c->body, "kind");
    return strcmp(c->section, "guarantees") == 0 && kind && str_is(kind->text, STR("bond"));
}

static void call_bond(ScenarioReader *r, const Clause *c, ScenarioRung *rung) {
    const Terms *t = r->terms;
    double amount;
    if (!clause_amount(t, c, &amount) || amount < 0 || amount > AMOUNT_MAX) {
        scenario_fault(r, c->place,
                       MSG("the clause \"{1}\" does not say its amount as a number", c->id),
                       MSG("write \"amount: NUMBER\" in the clause, or \"remedies\" in the "
                           "scenario"));
        return;
    }
    for (size_t i = 0; i < t->party_count; i++)
        if (scenario_names_party(yaml_find(c->body, "by"), t, i)) rung->pays[i] += amount;
    if (rung->clause.id.size) return;
    rung->clause = (ClauseRef){c->id, c->label, c->provision, c->place};
    rung->label = c->label;
}

void scenario_own_remedies(ScenarioReader *r) {
    Scenario *s = r->scenario;
    ScenarioRung *rung = s->rungs = ARENA_ARRAY(r->arena, ScenarioRung, 1);
    s->rung_count = 1;
    *rung = (ScenarioRung){.is_end = true, .receives = 1};
    rung->pays = ARENA_ARRAY(r->arena, double, r->terms->party_count);
    for (size_t i = 0; i < r->terms->clause_count; i++)
        if (is_bond(&r->terms->clauses[i])) call_bond(r, &r->terms->clauses[i], rung);
}
