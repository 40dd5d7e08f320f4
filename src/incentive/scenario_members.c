// incentive/scenario_members.c - who belongs to a set of which only facts would tell
//
// An agreement may leave the members of a set to the facts (`members: facts`). A scenario that
// names them is read as if the agreement listed them.
#include "incentive/scenario_int.h"

enum { MEMBERS_MAX = 1000 };

static void list_members(ScenarioReader *r, const YamlNode *n, Set *set) {
    set->kind = MEMBERS_LISTED;
    set->members = ARENA_ARRAY(r->arena, Str, n->count);
    set->member_labels = ARENA_ARRAY(r->arena, Localised, n->count);
    set->member_index = (Map){.arena = r->arena};
    for (size_t i = 0; i < n->count; i++) {
        const YamlNode *id = n->items[i];
        uint32_t at;
        if (id->kind != YAML_SCALAR || !id->text.size)
            scenario_fault(r, id->place, MSG("the id of a member is needed here"), NO_MSG);
        else if (map_get(&set->member_index, id->text, &at))
            scenario_fault(r, id->place, MSG("\"{1}\" stands here twice", id->text), NO_MSG);
        else {
            map_add(&set->member_index, id->text, (uint32_t)set->member_count);
            set->member_labels[set->member_count] = scenario_label(r, NULL, id->text);
            set->members[set->member_count++] = id->text;
        }
    }
}

static void read_set(ScenarioReader *r, const YamlNode *n, Str id, Place at, Set *sets) {
    uint32_t set;
    Known known = {.arena = r->arena};
    for (size_t i = 0; i < r->terms->set_count; i++)
        if (r->terms->sets[i].kind == MEMBERS_FACTS) known_add(&known, r->terms->sets[i].id);
    if (!map_get(&r->terms->set_index, id, &set) || sets[set].kind != MEMBERS_FACTS)
        scenario_fault(r, at,
                       MSG("the agreement leaves the members of no set \"{1}\" to facts", id),
                       known_hint(&known, id));
    else if (n->kind != YAML_LIST || n->count == 0 || n->count > MEMBERS_MAX)
        scenario_fault(r, n->place, MSG("a list of members is needed here"),
                       MSG("write their ids in brackets: [first, second]"));
    else
        list_members(r, n, &sets[set]);
}

const Terms *scenario_name_members(ScenarioReader *r, const YamlNode *n) {
    if (!n || !scenario_is_map(r, n, r->terms->set_count)) return r->terms;
    Terms *t = arena_copy(r->arena, r->terms, sizeof *t);
    t->sets = arena_copy(r->arena, t->sets, t->set_count * sizeof *t->sets);
    for (size_t i = 0; i < n->count; i++)
        read_set(r, n->items[i], n->keys[i], n->key_places[i], t->sets);
    return t;
}
