// incentive/scenario_belief.c - what a party takes to be true, where it is not what the scenario
// says
#include "incentive/scenario_int.h"

#include <math.h>

static const double VALUE_MAX = 1e15;

static void believed_variables(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioBelief *b = self;
    const Scenario *s = r->scenario;
    if (!scenario_is_map(r, n, INCENTIVE_VARIABLES_MAX)) return;
    Variable *draws = ARENA_ARRAY(r->arena, Variable, s->variable_count + 1);
    for (size_t i = 0; i < s->variable_count; i++) draws[i] = s->variables[i].draws;
    for (size_t i = 0; i < n->count; i++) {
        size_t at;
        if (scenario_find_variable(r, n->keys[i], n->key_places[i], &at))
            scenario_draws(r, n->items[i], n->keys[i], &draws[at]);
    }
    b->variables = draws;
}

static void believed_parameters(ScenarioReader *r, const YamlNode *n, void *self) {
    const Scenario *s = r->scenario;
    ScenarioBelief *b = self;
    if (!scenario_is_map(r, n, INCENTIVE_PARAMETERS_MAX)) return;
    for (size_t i = 0; i < n->count; i++) {
        Known known = {.arena = r->arena};
        size_t at = 0;
        while (at < s->parameter_count && !str_is(s->parameters[at].id, n->keys[i]))
            known_add(&known, s->parameters[at++].id);
        if (at < s->parameter_count)
            scenario_number(r, n->items[i], -VALUE_MAX, VALUE_MAX, &b->parameters[at]);
        else
            scenario_fault(r, n->key_places[i], MSG("there is no parameter \"{1}\"", n->keys[i]),
                           known_hint(&known, n->keys[i]));
    }
}

static void believed_detection(ScenarioReader *r, const YamlNode *n, void *self) {
    const Scenario *s = r->scenario;
    ScenarioBelief *b = self;
    if (!scenario_is_map(r, n, INCENTIVE_ACTIONS_MAX)) return;
    for (size_t i = 0; i < n->count; i++) {
        Known known = {.arena = r->arena};
        size_t at = 0;
        while (at < s->action_count && !str_is(s->actions[at].id, n->keys[i]))
            known_add(&known, s->actions[at++].id);
        if (at < s->action_count && s->actions[at].kind != ACTION_EXIT)
            scenario_number(r, n->items[i], 0, 1, &b->chances[at]);
        else
            scenario_fault(r, n->key_places[i],
                           MSG("there is no action \"{1}\" that could be seen", n->keys[i]),
                           known_hint(&known, n->keys[i]));
    }
}

static const KeyRow belief_keys[] = {
    {"variables", false, believed_variables},
    {"parameters", false, believed_parameters},
    {"detection", false, believed_detection},
};

static void read_belief(ScenarioReader *r, const YamlNode *n, ScenarioParty *party) {
    const Scenario *s = r->scenario;
    ScenarioBelief *b = ARENA_NEW(r->arena, ScenarioBelief);
    b->parameters = ARENA_ARRAY(r->arena, double, s->parameter_count + 1);
    b->chances = ARENA_ARRAY(r->arena, double, s->action_count + 1);
    for (size_t i = 0; i < s->parameter_count; i++) b->parameters[i] = (double)NAN;
    for (size_t i = 0; i < s->action_count; i++) b->chances[i] = s->actions[i].chance;
    scenario_keys(r, n, STR("believes"), KEYS(belief_keys), b);
    party->believes = b;
}

// After all names have been read.
void scenario_beliefs(ScenarioReader *r, const YamlNode *parties) {
    for (size_t i = 0; parties && parties->kind == YAML_MAP && i < parties->count; i++) {
        const YamlNode *n = yaml_find(parties->items[i], "believes");
        uint32_t party;
        if (n && map_get(&r->terms->party_index, parties->keys[i], &party))
            read_belief(r, n, &r->scenario->parties[party]);
    }
}
