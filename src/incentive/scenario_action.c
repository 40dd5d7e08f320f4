// incentive/scenario_action.c - parameters, what parties earn, and how they could break
#include "incentive/scenario_int.h"

static const double VALUE_MAX = 1e15;
enum { LAG_MAX = 120 };

// ---- parameters ---------------------------------------------------------------------------------

static void parameter_value(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_number(r, n, -VALUE_MAX, VALUE_MAX, &((ScenarioParameter *)self)->value);
}

static void parameter_unit(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParameter *)self)->unit = scenario_formula(r, n);
}

static void parameter_label(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioParameter *p = self;
    p->label = scenario_label(r, n, p->id);
}

static void parameter_source(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParameter *)self)->source = scenario_text(r, n);
}

static void parameter_note(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParameter *)self)->note = scenario_text(r, n);
}

static const KeyRow parameter_keys[] = {
    {"value", true, parameter_value},  {"unit", false, parameter_unit},
    {"label", false, parameter_label}, {"source", false, parameter_source},
    {"note", false, parameter_note},
};

void scenario_parameters(ScenarioReader *r, const YamlNode *n, void *self) {
    Scenario *s = r->scenario;
    (void)self;
    if (!scenario_is_map(r, n, INCENTIVE_PARAMETERS_MAX)) return;
    s->parameters = ARENA_ARRAY(r->arena, ScenarioParameter, n->count);
    for (size_t i = 0; i < n->count; i++) {
        ScenarioParameter p = {.id = n->keys[i], .place = n->key_places[i], .item = NO_ITEM};
        if (!scenario_name(r, p.id, p.place, NULL)) continue;
        p.label = scenario_label(r, NULL, p.id);
        if (n->items[i]->kind == YAML_MAP)
            scenario_keys(r, n->items[i], p.id, KEYS(parameter_keys), &p);
        else
            parameter_value(r, n->items[i], &p);
        s->parameters[s->parameter_count++] = p;
    }
}

// ---- parties ------------------------------------------------------------------------------------

static void party_earns(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParty *)self)->earns = scenario_formula(r, n);
}

static void party_without(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParty *)self)->without = scenario_formula(r, n);
}

static void party_after(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioParty *)self)->after = scenario_formula(r, n);
}

static void party_discount(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_discount(r, n, &((ScenarioParty *)self)->discount);
}

static const KeyRow party_keys[] = {
    {"earns", true, party_earns},
    {"without", true, party_without},
    {"after the end", false, party_after},
    {"discount", false, party_discount},
    {"believes", false, NULL},
};

static void read_party(ScenarioReader *r, const YamlNode *n, Str id, Place at) {
    uint32_t party;
    if (!scenario_party(r, id, at, &party)) return;
    ScenarioParty *p = &r->scenario->parties[party];
    p->place = at;
    scenario_keys(r, n, id, KEYS(party_keys), p);
}

void scenario_parties(ScenarioReader *r, const YamlNode *n, void *self) {
    const Terms *t = r->terms;
    (void)self;
    for (size_t i = 0; i < t->party_count; i++) r->scenario->parties[i].discount = r->discount;
    if (!scenario_is_map(r, n, INCENTIVE_PARTIES_MAX)) return;
    for (size_t i = 0; i < n->count; i++) read_party(r, n->items[i], n->keys[i], n->key_places[i]);
    for (size_t i = 0; i < t->party_count; i++)
        if (!r->scenario->parties[i].place.line)
            scenario_fault(r, n->place,
                           MSG("the scenario says nothing of the party \"{1}\"", t->parties[i].id),
                           MSG("add what it earns, and what it would earn without the agreement"));
}

// ---- actions ------------------------------------------------------------------------------------

static const char *const kinds[] = {"breach", "delay", "partial", "exit"};

const char *action_kind_name(ActionKind kind) {
    return kinds[kind];
}

static void action_label(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioAction *action = self;
    action->label = scenario_label(r, n, action->id);
}

static void action_note(ScenarioReader *r, const YamlNode *n, void *self) {
    ((ScenarioAction *)self)->note = scenario_text(r, n);
}

static void action_by(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_party(r, n->text, n->place, &((ScenarioAction *)self)->party);
}

static void action_breaks(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_clause(r, n, &((ScenarioAction *)self)->breaks, NULL);
}

static void action_kind(ScenarioReader *r, const YamlNode *n, void *self) {
    Known known = {.arena = r->arena};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        known_add(&known, str_from(kinds[i]));
        ((ScenarioAction *)self)->kind = (ActionKind)i;
        if (str_is(n->text, str_from(kinds[i]))) return;
    }
    scenario_fault(r, n->place, MSG("\"{1}\" is no kind of action", n->source),
                   known_hint(&known, n->text));
}

static void action_facts(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_read_facts(r, n, &((ScenarioAction *)self)->facts);
}

static void action_earns(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioAction *action = self;
    if (!scenario_is_map(r, n, INCENTIVE_PARTIES_MAX)) return;
    for (size_t i = 0; i < n->count; i++) {
        uint32_t party;
        if (scenario_party(r, n->keys[i], n->key_places[i], &party))
            action->earns[party] = scenario_formula(r, n->items[i]);
    }
}

static bool is_other(Actor actor, uint32_t party) {
    return actor.kind == ACTOR_POOL || (actor.kind == ACTOR_PARTY && actor.index != party);
}

static bool find_payment(ScenarioReader *r, const YamlNode *n, uint32_t party, uint32_t *ret) {
    const Terms *t = r->terms;
    Known known = {.arena = r->arena};
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT) known_add(&known, t->items[i].id);
    if (!map_get(&t->item_index, n->text, ret) || t->items[*ret].kind != ITEM_PAYMENT)
        return scenario_fault(r, n->place, MSG("the agreement has no payment \"{1}\"", n->source),
                              known_hint(&known, n->text));
    if (t->items[*ret].is_spread)
        return scenario_fault(
            r, n->place,
            MSG("\"{1}\" is spread over a set and cannot be withheld as one", n->source),
            MSG("say under earns what the parties then gain and lose"));
    if (is_other(t->items[*ret].from, party) && is_other(t->items[*ret].to, party))
        return scenario_fault(
            r, n->place, MSG("\"{1}\" is never paid by \"{2}\"", n->source, t->parties[party].id),
            MSG("name a payment between this party and another"));
    return true;
}

static void action_withholds(ScenarioReader *r, const YamlNode *n, void *self) {
    ScenarioAction *action = self;
    size_t count = n->kind == YAML_LIST ? n->count : 1;
    action->withheld = ARENA_ARRAY(r->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        if (find_payment(r, n->kind == YAML_LIST ? n->items[i] : n, action->party,
                         &action->withheld[action->withheld_count]))
            action->withheld_count++;
}

static void action_until(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_count(r, n, 1, WORLDS_PERIODS_MAX, &((ScenarioAction *)self)->until);
    if (r->scenario->is_renewed)
        scenario_fault(r, n->place,
                       MSG("of an agreement that is renewed without end no period is the first"),
                       MSG("write after: ends, or leave \"until\" out"));
}

// A number, or a parameter of the agreement that says which part is inspected, in per cent.
static void detection_chance(ScenarioReader *r, const YamlNode *n, void *self) {
    double *chance = &((ScenarioAction *)self)->chance, percent;
    if (scenario_parameter(r->terms, n->text, &percent) && percent >= 0 && percent <= 100)
        *chance = percent / 100;
    else
        scenario_number(r, n, 0, 1, chance);
}

static void detection_after(ScenarioReader *r, const YamlNode *n, void *self) {
    size_t lag = 0;
    if (scenario_count(r, n, 0, LAG_MAX, &lag)) ((ScenarioAction *)self)->lag = (uint32_t)lag;
}

static const KeyRow detection_keys[] = {
    {"chance", false, detection_chance},
    {"after", false, detection_after},
};

static void action_detection(ScenarioReader *r, const YamlNode *n, void *self) {
    scenario_keys(r, n, STR("detection"), KEYS(detection_keys), self);
}

// Notice as the clause says that the exit rests on, in whole periods of the agreement.
static uint32_t notice_of(const Terms *t, Str clause) {
    static const int64_t days_of[] = {
        [GRAIN_ONCE] = 365,   [GRAIN_YEAR] = 360, [GRAIN_HALF_YEAR] = 180,
        [GRAIN_QUARTER] = 90, [GRAIN_MONTH] = 30, [GRAIN_DAY] = 1};
    int64_t months = 0, days = 0, period = days_of[t->period];
    for (size_t i = 0; i < t->clause_count; i++) {
        const YamlNode *notice = yaml_find(t->clauses[i].body, "notice");
        if (str_is(t->clauses[i].id, clause) && notice)
            duration_parse(str_trim(notice->text), &months, &days);
    }
    return (uint32_t)((30 * months + days + period - 1) / period);
}

static void exit_fault(ScenarioReader *r, const ScenarioAction *action, Message hint) {
    scenario_fault(r, action->place,
                   MSG("the exit \"{1}\" says what an exit cannot have", action->id), hint);
}

// Who leaves tells it: nothing is to be seen. Of two parties the agreement is then over; of more
// what the action says holds from then on.
static void settle_exit(ScenarioReader *r, const YamlNode *n, ScenarioAction *action) {
    bool goes_on = r->terms->party_count > 2;
    action->lag = notice_of(r->terms, action->breaks.id);
    if (yaml_find(n, "detection"))
        exit_fault(r, action, MSG("leave out \"detection\": who leaves tells it"));
    if (goes_on && action->until)
        exit_fault(r, action, MSG("leave out \"until\" where the others go on"));
    if (goes_on && action->lag)
        exit_fault(
            r, action,
            MSG("where the others go on it takes effect at once: name no clause with notice"));
    if (action->lag > LAG_MAX) exit_fault(r, action, MSG("the notice is too long"));
}

static const KeyRow action_keys[] = {
    {"label", false, action_label},         {"by", true, action_by},
    {"breaks", false, action_breaks},       {"kind", false, action_kind},
    {"facts", false, action_facts},         {"withholds", false, action_withholds},
    {"earns", false, action_earns},         {"note", false, action_note},
    {"detection", false, action_detection}, {"until", false, action_until},
};

void scenario_actions(ScenarioReader *r, const YamlNode *n, void *self) {
    Scenario *s = r->scenario;
    (void)self;
    if (!scenario_is_map(r, n, INCENTIVE_ACTIONS_MAX)) return;
    s->actions = ARENA_ARRAY(r->arena, ScenarioAction, n->count);
    for (size_t i = 0; i < n->count; i++) {
        ScenarioAction *action = &s->actions[s->action_count++];
        *action = (ScenarioAction){.id = n->keys[i], .place = n->key_places[i], .chance = 1};
        action->earns = ARENA_ARRAY(r->arena, Formula, r->terms->party_count);
        action->label = scenario_label(r, NULL, action->id);
        scenario_keys(r, n->items[i], action->id, KEYS(action_keys), action);
        bool is_exit = action->kind == ACTION_EXIT;
        if (is_exit) settle_exit(r, n->items[i], action);
        if (!(is_exit && r->terms->party_count <= 2) && !action->facts.count && !action->withheld &&
            !yaml_find(n->items[i], "earns"))
            scenario_fault(
                r, action->place, MSG("the action \"{1}\" changes nothing", action->id),
                MSG("say which facts it changes, what it withholds, or what is earned by it"));
    }
}
