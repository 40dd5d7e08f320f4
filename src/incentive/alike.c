// incentive/alike.c - many parties that are alike: one period by how many of them break it
//
// Of n parties that differ only by name, n + 1 combinations stand for all 2^n. The scenario says
// what the first of them could do; here each of the others does the same with its own name in the
// facts. That they are alike is not believed but looked at: in each of the n + 1 combinations all
// who do the same must earn the same, and so must the last party in place of the first; at mean
// values, and where anything is uncertain in a world that was drawn, for what befalls one only
// would make it break when the others do not.
#include "incentive/judge_int.h"
#include "incentive/plays_int.h"

#include <math.h>

static const double CENT = 0.015; // rounded shares of one sum may differ by one

typedef struct Alike {
    Arena *arena;
    Incentive *incentive;
    const Scenario *scenario; // with an action of each party
    Plays plays;
    AlikeGame *ret;
    const double *variables; // at which it is looked at
    double *earned;
    size_t count;
} Alike;

// ---- the same by another party ------------------------------------------------------------------

static void rename_members(const Terms *t, ScenarioFact *fact, uint32_t party) {
    const Item *item = &t->items[fact->item];
    for (size_t k = 0; fact->is_of_member && k < item->set_count; k++) {
        const Set *set = &t->sets[item->sets[k]];
        uint32_t member;
        if (set->kind == MEMBERS_PARTIES &&
            str_is(set->members[fact->members[k]], t->parties[0].id) &&
            map_get(&set->member_index, t->parties[party].id, &member))
            fact->members[k] = member;
    }
}

static ScenarioAction action_of(const Alike *l, uint32_t party) {
    const Scenario *s = l->incentive->setup->scenario;
    ScenarioAction action = s->actions[0];
    ScenarioFacts *facts = &action.facts;
    action.party = party;
    facts->items = arena_copy(l->arena, facts->items, facts->count * sizeof *facts->items);
    for (size_t i = 0; i < facts->count; i++) rename_members(s->terms, &facts->items[i], party);
    return action;
}

static Alike alike_new(Arena *a, Incentive *i) {
    Scenario *s = arena_copy(a, i->setup->scenario, sizeof *s);
    Alike l = {.arena = a, .incentive = i, .scenario = s, .plays = *i->setup->plays};
    l.count = s->terms->party_count;
    l.variables = i->stage.means;
    l.earned = ARENA_ARRAY(a, double, l.count);
    l.ret = ARENA_NEW(a, AlikeGame);
    *l.ret = (AlikeGame){.performs = ARENA_ARRAY(a, double, l.count + 1),
                         .acts = ARENA_ARRAY(a, double, l.count + 1)};
    s->action_count = l.count;
    s->actions = ARENA_ARRAY(a, ScenarioAction, l.count);
    for (uint32_t k = 0; k < l.count; k++) s->actions[k] = action_of(&l, k);
    l.plays.scenario = s;
    return l;
}

// ---- are they alike? ----------------------------------------------------------------------------

static bool is_same(double one, double other) {
    return fabs(one - other) <= CENT + 1e-9 * fabs(one);
}

// Parties from..to-1 earn the same; else *ret_other earns otherwise than `from`.
static bool earn_the_same(const Alike *l, size_t from, size_t to, size_t *ret_other) {
    for (size_t i = from; i < to; i++) {
        *ret_other = i;
        if (!is_same(l->earned[from], l->earned[i])) return false;
    }
    return true;
}

static bool play(Alike *l, uint32_t first, size_t count) {
    uint32_t actions[INCENTIVE_PARTIES_MAX];
    for (size_t i = 0; i < count; i++) actions[i] = first + (uint32_t)i;
    bool is = plays_together(l->arena, &l->plays, actions, count, 0, l->variables, l->earned);
    for (size_t i = 0; i < l->count; i++) is = is && isfinite(l->earned[i]);
    if (!is) l->ret->why_not = MSG("some way to play a period has no value");
    return is;
}

static bool look_at(Alike *l, size_t acting, size_t *ret_other) {
    if (!play(l, 0, acting)) return false;
    l->ret->acts[acting] = acting ? l->earned[0] : (double)NAN;
    l->ret->performs[acting] = acting < l->count ? l->earned[acting] : (double)NAN;
    return earn_the_same(l, 0, acting, ret_other) && earn_the_same(l, acting, l->count, ret_other);
}

// Does the last party earn by it what the first does, and all others the same?
static bool look_at_last(Alike *l, size_t *ret_other) {
    size_t last = l->count - 1;
    if (!play(l, 0, 1)) return false;
    double acts = l->earned[0], performs = l->earned[last];
    if (!earn_the_same(l, 1, l->count, ret_other) || !play(l, (uint32_t)last, 1)) return false;
    *ret_other = last;
    return is_same(l->earned[last], acts) && is_same(l->earned[0], performs) &&
           earn_the_same(l, 0, last, ret_other);
}

static bool look_at_a_world(Alike *l, size_t *ret_other) {
    const IncentiveSetup *setup = l->incentive->setup;
    double *drawn =
        ARENA_ARRAY(l->arena, double, l->scenario->periods * l->scenario->variable_count);
    worlds_draw(l->arena, setup->source, 0, 1, drawn);
    l->variables = drawn;
    return look_at_last(l, ret_other);
}

static bool are_alike_without(Alike *l, size_t *ret_other) {
    const Plays *p = l->incentive->setup->plays;
    double *earned = ARENA_ARRAY(l->arena, double, plays_size(p));
    PlayMachine *m = play_machine_new(p, NULL, false);
    play_machine_run(m, 0, l->variables, 1, earned);
    play_machine_free(m);
    memcpy(l->earned, earned + p->book_count * l->count, l->count * sizeof *earned);
    return earn_the_same(l, 0, l->count, ret_other);
}

// ---- what kind of game --------------------------------------------------------------------------

static void judge(AlikeGame *g, size_t count) {
    g->is_known = true;
    g->is_kept = g->performs[0] + CENT >= g->acts[1];
    g->is_dominant = true;
    for (size_t m = 0; m < count; m++)
        g->is_dominant = g->is_dominant && g->acts[m + 1] > g->performs[m] + CENT;
    g->kind =
        g->is_dominant && g->acts[count] + CENT < g->performs[0] ? GAME_SOCIAL_DILEMMA : GAME_OTHER;
}

bool judge_alike(Arena *a, Incentive *i, Findings *f) {
    const Scenario *s = i->setup->scenario;
    size_t other = 0;
    bool are_alike = true;
    if (!s->is_alike) return true;
    Alike l = alike_new(a, i);
    i->alike = l.ret;
    if (plays_are_carried(i->setup->plays)) {
        l.ret->why_not = MSG("what the agreement carries over makes each period another game");
        return true;
    }
    for (size_t m = 0; m <= l.count && are_alike; m++) are_alike = look_at(&l, m, &other);
    are_alike = are_alike && are_alike_without(&l, &other) && look_at_last(&l, &other);
    if (s->variable_count) are_alike = are_alike && look_at_a_world(&l, &other);
    if (are_alike) judge(l.ret, l.count);
    if (are_alike || l.ret->why_not.text) return true;
    finding_add(
        f, SEVERITY_ERROR, "scenario", s->parties[other].place,
        MSG("the parties are not alike: \"{1}\" earns otherwise than those that do the same",
            s->terms->parties[other].id),
        MSG("leave out \"alike\", and say what each party could do"));
    return false;
}
