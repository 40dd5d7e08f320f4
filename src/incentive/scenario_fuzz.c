// incentive/scenario_fuzz.c - any bytes as a scenario: findings, or a scenario that can be drawn
#include "base/fuzz.h"
#include "incentive/incentive.h"

#include <assert.h>

static const char agreement[] =
    "---\nsoftlaw: 1\nid: t\ntitle: T\nlanguage: en\nparties: {a: {name: A}, b: {name: B}}\n"
    "currency: CNY\nterm: {from: 2021-01-01, to: 2021-12-31, period: month}\n---\n\n# Article 1\n\n"
    "```terms\nsets: {plant: {members: facts}, season: [wet, dry]}\n"
    "parameters: {volume: {unit: t, value: 100}}\n"
    "quantities: {index: {unit: CNY/t}, taken: {unit: t}, "
    "given: {per: [party, season, month]}}\n"
    "obligations: {work: {bearer: a, counterparty: b, action: work}}\n"
    "payments: {pay: {from: a, to: b, amount: taken * index, rounding: none}}\n"
    "guarantees: {deposit: {kind: bond, by: party, to: party, amount: 100}}\n"
    "exit: {leaving: {notice: P2M}}\n```\n";

static const Terms *terms_once(void) {
    static const Terms *terms;
    if (terms) return terms;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    const Document *d = text_parse(a, STR("t.md"), str_from(agreement), &f);
    terms = terms_from_text(a, d, &f);
    return terms;
}

static void check_facts(const Terms *t, const ScenarioFacts *facts) {
    for (size_t i = 0; i < facts->count; i++) {
        const ScenarioFact *fact = &facts->items[i];
        assert(fact->item < t->item_count && fact->is.text.size);
        const Item *item = &t->items[fact->item];
        for (size_t k = 0; fact->is_of_member && k < item->set_count; k++)
            assert(fact->members[k] < t->sets[item->sets[k]].member_count);
    }
}

static void check(const Scenario *s) {
    assert(s->periods > 0 && s->periods <= WORLDS_PERIODS_MAX && s->rung_count > 0);
    for (size_t i = 0; i < s->action_count; i++) {
        assert(s->actions[i].party < s->terms->party_count);
        check_facts(s->terms, &s->actions[i].facts);
        assert(s->actions[i].chance >= 0 && s->actions[i].chance <= 1);
    }
    check_facts(s->terms, &s->facts);
    for (size_t i = 0; i < s->coalitions.count; i++) assert(s->coalitions.items[i].members == 3);
    for (size_t i = 0; i < s->terms->party_count; i++)
        assert(s->parties[i].discount >= 0 && s->parties[i].discount <= 1);
    for (size_t i = 0; i < s->terms->set_count; i++)
        assert(s->terms->sets[i].kind != MEMBERS_LISTED || s->terms->sets[i].member_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const Terms *t = terms_once();
    Arena *a = fuzz_arena();
    Findings findings = {.arena = a};
    const Scenario *s =
        scenario_from_yaml(a, t, STR("s"), (Str){(const char *)data, size}, &findings);
    assert(s || findings.error_count);
    if (s) check(s);
    return 0;
}
