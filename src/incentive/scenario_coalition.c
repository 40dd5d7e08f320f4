// incentive/scenario_coalition.c - what some of the parties could make by themselves
//
// A formula for all coalitions, in which `members` is the list of who belongs, or single ones by
// name: {region-1 + region-3: 38000000}.
#include "incentive/scenario_int.h"

static void coalition_worth(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioCoalitions *)self)->worth = scenario_formula(r, n);
}

// The longest beginning up to a plus that is a party; 0 for none. The id of a party may hold a
// plus.
static size_t party_size(const ScenarioReader *r, Str names, uint32_t *ret) {
    for (size_t size = names.size; size > 0; size--) {
        bool is_whole = size == names.size || names.at[size] == '+';
        if (is_whole && map_get(&r->terms->party_index, str_trim((Str){names.at, size}), ret))
            return size;
    }
    return 0;
}

static Str up_to_plus(Str names) {
    const char *plus = memchr(names.at, '+', names.size);
    return str_trim((Str){names.at, plus ? (size_t)(plus - names.at) : names.size});
}

static bool read_members(ScenarioReader *r, Str names, Place at, uint64_t *ret) {
    while (names.size) {
        uint32_t party = 0;
        size_t size = party_size(r, names, &party);
        if (!size) return scenario_party(r, up_to_plus(names), at, &party);
        *ret |= UINT64_C(1) << party;
        size += size < names.size;
        names = (Str){names.at + size, names.size - size};
    }
    return true;
}

static void coalition_values(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioCoalitions *c = self;
    if (!scenario_is_map(r, n, (size_t)1 << INCENTIVE_COALITION_PARTIES_MAX)) return;
    c->items = ARENA_ARRAY(r->arena, ScenarioCoalition, n->count);
    for (size_t i = 0; i < n->count; i++) {
        ScenarioCoalition one = {.worth = scenario_formula(r, n->items[i])};
        if (!read_members(r, n->keys[i], n->key_places[i], &one.members)) continue;
        if ((one.members & (one.members - 1)) == 0)
            scenario_fault(r, n->key_places[i],
                           MSG("\"{1}\" is no coalition of two or more parties", n->keys[i]),
                           MSG("what one earns alone stands under \"without\""));
        else
            c->items[c->count++] = one;
    }
}

static const KeyRow coalition_keys[] = {
    {"worth", false, coalition_worth},
    {"of", false, coalition_values},
};

void scenario_coalitions(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioCoalitions *c = &r->scenario->coalitions;
    size_t parties = r->terms->party_count;
    (void)self;
    if (parties < 2 || parties > INCENTIVE_COALITION_PARTIES_MAX) {
        scenario_fault(r, n->place,
                       MSG("coalitions are looked at among 2 to {1} parties",
                           str_fmt(r->arena, "%d", INCENTIVE_COALITION_PARTIES_MAX)),
                       MSG("leave them out; softlaw game tells larger games from a table"));
        return;
    }
    c->is_asked = true;
    scenario_name(r, STR("members"), n->place, NULL);
    scenario_keys(r, n, STR("coalitions"), KEYS(coalition_keys), c);
}
