// incentive/stage.c - one period, the first, at mean values of the variables, as a game in normal
// form
//
// All combinations of what parties can do, in whole cents, given to games/games.h, which verifies
// what it finds in exact rationals.
#include "incentive/judge_int.h"

#include <math.h>

enum { SAMPLE = WORLDS_BLOCK };
static const double CENTS = 100, PAYOFF_MAX = 1e15;

typedef struct Maker {
    Arena *arena;
    Incentive *incentive;
    const Scenario *scenario;
    Game *game;
    uint32_t *actions[INCENTIVE_PARTIES_MAX]; // of each party, in order
} Maker;

// Of an agreement without end no period is the first.
static void take_together(const Scenario *s, double *means) {
    for (size_t v = 0; v < s->variable_count; v++) {
        double sum = 0;
        for (size_t t = 0; t < s->periods; t++) sum += means[t * s->variable_count + v];
        for (size_t t = 0; t < s->periods; t++)
            means[t * s->variable_count + v] = sum / (double)s->periods;
    }
}

// By periods.
static const double *means_of(Arena *a, const IncentiveSetup *setup) {
    const Scenario *s = setup->scenario;
    double *means = ARENA_ARRAY(a, double, s->periods * s->variable_count + 1);
    double *drawn = ARENA_ARRAY(a, double, s->periods * s->variable_count * SAMPLE + 1);
    if (s->variable_count) worlds_draw(a, setup->source, 0, SAMPLE, drawn);
    for (size_t k = 0; k < s->periods * s->variable_count; k++) {
        for (size_t w = 0; w < SAMPLE; w++) means[k] += drawn[k * SAMPLE + w];
        means[k] /= SAMPLE;
    }
    if (s->is_renewed) take_together(s, means);
    return means;
}

static GamePlayer *players_of(Maker *m) {
    const Scenario *s = m->scenario;
    GamePlayer *players = ARENA_ARRAY(m->arena, GamePlayer, s->terms->party_count);
    for (size_t i = 0; i < s->terms->party_count; i++) {
        GamePlayer *p = &players[i];
        p->name = s->terms->parties[i].id;
        p->strategies = ARENA_ARRAY(m->arena, Str, s->action_count + 1);
        m->actions[i] = ARENA_ARRAY(m->arena, uint32_t, s->action_count + 1);
        p->strategies[p->strategy_count++] = STR("perform");
        for (uint32_t k = 0; k < s->action_count; k++) {
            if (s->actions[k].party != i) continue;
            m->actions[i][p->strategy_count] = k;
            p->strategies[p->strategy_count++] = s->actions[k].id;
        }
    }
    return players;
}

static size_t combinations(const GamePlayer *players, size_t count) {
    size_t all = 1;
    for (size_t i = 0; i < count && all <= INCENTIVE_COMBINATIONS_MAX; i++)
        all *= players[i].strategy_count;
    return all;
}

static bool fill_profile(Maker *m, size_t profile) {
    size_t choices[GAME_PLAYERS_MAX], parties = m->scenario->terms->party_count;
    uint32_t actions[INCENTIVE_PARTIES_MAX];
    size_t count = 0;
    double *earned = ARENA_ARRAY(m->arena, double, parties);
    game_choices(m->game, profile, choices);
    for (size_t i = 0; i < parties; i++)
        if (choices[i]) actions[count++] = m->actions[i][choices[i]];
    const StageGame *g = &m->incentive->stage;
    if (!plays_together(m->arena, m->incentive->setup->plays, actions, count, 0, g->means, earned))
        return false;
    for (size_t i = 0; i < parties; i++) {
        if (!(fabs(earned[i]) <= PAYOFF_MAX)) return false;
        rat_from_int(game_payoff(m->game, profile, i), llround(earned[i] * CENTS), (int64_t)CENTS);
    }
    return true;
}

static void solve(Arena *a, StageGame *g) {
    size_t parties = g->game->player_count;
    g->is_known = true;
    g->kind = game_kind(a, g->game);
    g->equilibria = equilibria_all(a, g->game);
    g->is_kept = profile_is_equilibrium(g->game, 0);
    g->has_dominant = ARENA_ARRAY(a, bool, parties);
    g->dominant = ARENA_ARRAY(a, size_t, parties);
    for (size_t i = 0; i < parties; i++)
        g->has_dominant[i] = dominance_dominant(a, g->game, i, &g->dominant[i]);
}

// ---- other periods ------------------------------------------------------------------------------

static bool gains(const Scenario *s, const double *earned, size_t action) {
    size_t party = s->actions[action].party, parties = s->terms->party_count;
    double now = earned[(1 + action) * parties + party], calm = earned[party];
    return llround(now * CENTS) > llround(calm * CENTS);
}

static void count_period(const Scenario *s, StageGame *g, size_t t, const double *earned) {
    bool is_open = false, is_kept = true;
    for (size_t a = 0; a < s->action_count; a++) {
        if (s->actions[a].until && t >= s->actions[a].until) continue;
        is_open = true;
        is_kept = is_kept && !gains(s, earned, a);
    }
    g->open_periods += is_open;
    g->kept_periods += is_open && is_kept;
}

static void count_periods(Arena *a, Incentive *i) {
    const IncentiveSetup *setup = i->setup;
    const Scenario *s = setup->scenario;
    StageGame *g = &i->stage;
    size_t size = plays_size(setup->plays);
    double *earned = ARENA_ARRAY(a, double, s->periods *size);
    PlayMachine *m = plays_are_carried(setup->plays)
                         ? play_machine_carried(setup->plays, NULL, incentive_case(a, s).discounts)
                         : play_machine_new(setup->plays, NULL, setup->is_exact);
    if (plays_are_carried(setup->plays))
        play_machine_run_all(m, (WorldBlock){g->means, s->variable_count, 1}, earned);
    for (size_t t = 0; t < s->periods; t++) {
        if (!plays_are_carried(setup->plays))
            play_machine_run(m, t, g->means + t * s->variable_count, 1, earned + t * size);
        count_period(s, g, t, earned + t * size);
    }
    play_machine_free(m);
}

void stage_game(Arena *a, Incentive *i) {
    Maker m = {.arena = a, .incentive = i, .scenario = i->setup->scenario};
    GamePlayer *players = players_of(&m);
    size_t parties = m.scenario->terms->party_count;
    StageGame *g = &i->stage;
    g->means = means_of(a, i->setup);
    if (parties > GAME_PLAYERS_MAX || m.scenario->is_alike ||
        combinations(players, parties) > INCENTIVE_COMBINATIONS_MAX) {
        g->why_not = MSG("there are too many ways to play a period");
        return;
    }
    m.game = game_new(a, i->setup->scenario->terms->id, players, parties);
    g->game = m.game;
    for (size_t p = 0; p < m.game->profile_count; p++)
        if (!fill_profile(&m, p)) {
            g->why_not = MSG("some way to play a period has no value");
            return;
        }
    solve(a, g);
    count_periods(a, i);
}
