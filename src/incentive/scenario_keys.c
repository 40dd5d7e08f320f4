// incentive/scenario_keys.c - maps of a scenario: which keys they have, which they must have
#include "incentive/scenario_int.h"

bool scenario_fault(ScenarioReader *r, Place at, Message message, Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, "scenario", at, message, hint);
    r->has_failed = true;
    return false;
}

bool scenario_is_map(ScenarioReader *r, const YamlNode *n, size_t most) {
    if (n->kind != YAML_MAP || n->count == 0)
        return scenario_fault(r, n->place, MSG("names with their values are needed here"),
                              MSG("write name: value, one below the other"));
    if (n->count <= most) return true;
    return scenario_fault(r, n->place,
                          MSG("there are {1} names here, at most {2} may be",
                              str_fmt(r->arena, "%zu", n->count), str_fmt(r->arena, "%zu", most)),
                          NO_MSG);
}

static const KeyRow *row_of(KeyTable t, Str key) {
    for (size_t i = 0; i < t.count; i++)
        if (str_is(key, str_from(t.rows[i].key))) return &t.rows[i];
    return NULL;
}

static void check_unknown(ScenarioReader *r, const YamlNode *map, Str what, KeyTable t) {
    Known known = {.arena = r->arena};
    for (size_t i = 0; i < t.count; i++) known_add(&known, str_from(t.rows[i].key));
    for (size_t i = 0; i < map->count; i++)
        if (!row_of(t, map->keys[i]))
            scenario_fault(r, map->key_places[i],
                           MSG("\"{1}\" has no key \"{2}\"", what, map->keys[i]),
                           known_hint(&known, map->keys[i]));
}

void scenario_keys(ScenarioReader *r, const YamlNode *map, Str what, KeyTable table, void *self) {
    if (map->kind != YAML_MAP) {
        scenario_fault(r, map->place, MSG("\"{1}\" wants keys with their values", what),
                       MSG("write name: value, one below the other"));
        return;
    }
    check_unknown(r, map, what, table);
    for (size_t i = 0; i < table.count; i++) {
        const YamlNode *n = yaml_find(map, table.rows[i].key);
        if (n && table.rows[i].read) table.rows[i].read(r, n, self);
        if (!n && table.rows[i].is_required)
            scenario_fault(r, map->place,
                           MSG("\"{1}\" lacks the key \"{2}\"", what, str_from(table.rows[i].key)),
                           MSG("doc/incentive.md explains the keys"));
    }
}
