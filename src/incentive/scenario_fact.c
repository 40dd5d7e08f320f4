// incentive/scenario_fact.c - what a scenario says of the quantities of the agreement
//
// One formula is for all members of the quantity's sets; a map says it member by member, as the
// values of parameters do: {water class: {Jiuli: 3, Guantang: 4}}.
#include "incentive/scenario_int.h"

static bool is_variable(const Scenario *s, uint32_t item) {
    for (size_t i = 0; i < s->variable_count; i++)
        if (s->variables[i].item == item) return true;
    return false;
}

static bool find_quantity(ScenarioReader *r, Str id, Place at, uint32_t *ret) {
    const Terms *t = r->terms;
    Known known = {.arena = r->arena};
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_QUANTITY) known_add(&known, t->items[i].id);
    if (!map_get(&t->item_index, id, ret) || t->items[*ret].kind != ITEM_QUANTITY)
        return scenario_fault(r, at, MSG("the agreement has no quantity \"{1}\"", id),
                              known_hint(&known, id));
    if (is_variable(r->scenario, *ret))
        return scenario_fault(r, at, MSG("\"{1}\" is a variable of the scenario", id),
                              MSG("leave it out of the facts"));
    return true;
}

// ---- of one member ------------------------------------------------------------------------------

static bool find_member(ScenarioReader *r, const Set *set, Str id, Place at, uint32_t *ret) {
    Known known = {.arena = r->arena};
    if (set->kind == MEMBERS_FACTS)
        return scenario_fault(
            r, at, MSG("who belongs to \"{1}\" is not known before there are facts", set->id),
            MSG("write one formula for all of them"));
    if (map_get(&set->member_index, id, ret)) return true;
    known_add_map(&known, &set->member_index);
    return scenario_fault(r, at, MSG("\"{1}\" is no member of \"{2}\"", id, set->id),
                          known_hint(&known, id));
}

static void read_members(ScenarioReader *r, const YamlNode *n, ScenarioFact fact, size_t depth,
                         ScenarioFacts *ret) {
    const Item *item = &r->terms->items[fact.item];
    if (depth == item->set_count) {
        fact.is = scenario_formula(r, n);
        if (fact.is.text.size) *VEC_ADD(r->arena, ret) = fact;
        return;
    }
    const Set *set = &r->terms->sets[item->sets[depth]];
    if (n->kind != YAML_MAP) {
        scenario_fault(r, n->place, MSG("a map of members of \"{1}\" is needed here", set->id),
                       MSG("write {member: formula}"));
        return;
    }
    for (size_t i = 0; i < n->count && ret->count <= INCENTIVE_FACTS_MAX; i++)
        if (find_member(r, set, n->keys[i], n->key_places[i], &fact.members[depth]))
            read_members(r, n->items[i], fact, depth + 1, ret);
}

static void read_fact(ScenarioReader *r, const YamlNode *n, ScenarioFact fact, ScenarioFacts *ret) {
    const Item *item = &r->terms->items[fact.item];
    fact.is_of_member = n->kind == YAML_MAP && item->set_count > 0;
    read_members(r, n, fact, fact.is_of_member ? 0 : item->set_count, ret);
    if (ret->count > INCENTIVE_FACTS_MAX)
        scenario_fault(
            r, n->place,
            MSG("there are more than {1} facts", str_fmt(r->arena, "%d", INCENTIVE_FACTS_MAX)),
            MSG("write one formula for all members"));
}

void scenario_read_facts(ScenarioReader *r, const YamlNode *n, ScenarioFacts *ret) {
    if (!scenario_is_map(r, n, INCENTIVE_FACTS_MAX)) return;
    for (size_t i = 0; i < n->count && ret->count <= INCENTIVE_FACTS_MAX; i++) {
        ScenarioFact fact = {.item = NO_ITEM};
        if (find_quantity(r, n->keys[i], n->key_places[i], &fact.item))
            read_fact(r, n->items[i], fact, ret);
    }
}

// ---- of all of them -----------------------------------------------------------------------------

static bool is_said(const ScenarioFacts *facts, const ScenarioFact *of) {
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].item == of->item &&
            memcmp(facts->items[i].members, of->members, sizeof of->members) == 0)
            return true;
    return false;
}

// The next combination of members; false after the last.
static bool advance(const Terms *t, ScenarioFact *of) {
    const Item *item = &t->items[of->item];
    for (size_t k = item->set_count; k-- > 0;) {
        if (++of->members[k] < t->sets[item->sets[k]].member_count) return true;
        of->members[k] = 0;
    }
    return false;
}

static Str members_text(ScenarioReader *r, const ScenarioFact *of) {
    const Item *item = &r->terms->items[of->item];
    Buf b = {.arena = r->arena};
    for (size_t k = 0; k < item->set_count; k++) {
        if (k) buf_add_c(&b, ", ");
        buf_add(&b, r->terms->sets[item->sets[k]].members[of->members[k]]);
    }
    return buf_str(&b);
}

// Where the agreement has no value for a missing fact, something must be said of every member.
static void ask_for_members(ScenarioReader *r, const ScenarioFact *fact) {
    const Item *item = &r->terms->items[fact->item];
    ScenarioFact of = {.item = fact->item};
    if (!fact->is_of_member || item->missing.text.size) return;
    do {
        if (is_said(&r->scenario->facts, &of)) continue;
        scenario_fault(r, fact->is.place,
                       MSG("the scenario says nothing of the quantity \"{1}\" of \"{2}\"", item->id,
                           members_text(r, &of)),
                       MSG("add this member, or write one formula for all"));
        return;
    } while (advance(r->terms, &of));
}

void scenario_facts(ScenarioReader *r, const YamlNode *n, void *self) {
    const ScenarioFacts *facts = &r->scenario->facts;
    (void)self;
    scenario_read_facts(r, n, &r->scenario->facts);
    for (size_t i = 0; i < facts->count; i++)
        if (i == 0 || facts->items[i].item != facts->items[i - 1].item)
            ask_for_members(r, &facts->items[i]);
}
