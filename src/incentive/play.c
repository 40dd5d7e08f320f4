// incentive/play.c - a scenario becomes a play of worlds/worlds.h
#include "base/parallel.h"
#include "incentive/incentive.h"

#include <math.h>

// A gain below this share of what is at stake makes nobody break.
static const double TOLERANCE = 1e-9, DETERRED = 1e30;

typedef struct Player {
    const IncentiveSetup *setup;
    const IncentiveCase *varied;
    PlayMachine *machines[PARALLEL_JOBS_MAX]; // of each worker, made by it
} Player;

IncentiveCase incentive_case(Arena *a, const Scenario *s) {
    size_t parties = s->terms->party_count;
    double *discounts = ARENA_ARRAY(a, double, parties);
    double *parameters = ARENA_ARRAY(a, double, s->parameter_count);
    for (size_t i = 0; i < parties; i++) discounts[i] = s->parties[i].discount;
    for (size_t i = 0; i < s->parameter_count; i++) parameters[i] = s->parameters[i].value;
    return (IncentiveCase){.discounts = discounts,
                           .parameters = parameters,
                           .rungs = s->rungs,
                           .rung_count = s->rung_count,
                           .is_renewed = s->is_renewed};
}

// Only one party is tempted, or the time for the action is over.
static bool is_forbidden(const Player *p, const ScenarioAction *action, size_t period) {
    size_t tempted = p->varied->tempted;
    return (tempted && action->party + 1 != tempted) || (action->until && period >= action->until);
}

// Who may not break loses more by it than anything could bring.
static void forbid(const Player *p, size_t period, size_t count, double *ret) {
    const Scenario *s = p->setup->scenario;
    for (size_t a = 0; a < s->action_count; a++) {
        double *earned = ret + ((1 + a) * s->terms->party_count + s->actions[a].party) * count;
        bool is = is_forbidden(p, &s->actions[a], period);
        for (size_t w = 0; is && w < count; w++) earned[w] = -DETERRED;
    }
}

static void earn(void *self, size_t worker, size_t period, size_t stage, const double *variables,
                 size_t count, double *ret) {
    Player *p = self;
    (void)stage;
    if (!p->machines[worker])
        p->machines[worker] =
            play_machine_new(p->setup->plays, p->varied->parameters, p->setup->is_exact);
    play_machine_run(p->machines[worker], period, variables, count, ret);
    forbid(p, period, count, ret);
}

static void close_machines(Player *p) {
    for (size_t i = 0; i < PARALLEL_JOBS_MAX; i++)
        if (p->machines[i]) play_machine_free(p->machines[i]);
}

// ---- the play -----------------------------------------------------------------------------------

static const Stage *ladder_of(Arena *a, const Scenario *s, const IncentiveCase *c) {
    Stage *stages = ARENA_ARRAY(a, Stage, c->rung_count + 1);
    for (size_t i = 0; i < c->rung_count; i++) {
        const ScenarioRung *rung = &c->rungs[i];
        Stage *stage = &stages[i + 1];
        stage->receives = rung->receives;
        stage->lasts = rung->lasts;
        stage->is_end = rung->is_end;
        memcpy(stage->pays, rung->pays, s->terms->party_count * sizeof *rung->pays);
    }
    return stages;
}

static void add_actions(Arena *a, const Scenario *s, Play *p) {
    uint32_t *parties = ARENA_ARRAY(a, uint32_t, s->action_count);
    uint32_t *lags = ARENA_ARRAY(a, uint32_t, s->action_count);
    double *chances = ARENA_ARRAY(a, double, s->action_count);
    for (size_t i = 0; i < s->action_count; i++) {
        parties[i] = s->actions[i].party;
        chances[i] = s->actions[i].chance;
        lags[i] = s->actions[i].lag;
    }
    p->actions = s->action_count;
    p->action_party = parties;
    p->detection = chances;
    p->detection_lag = lags;
}

// The future is told apart by the first variables that last.
static void add_state(Arena *a, const Scenario *s, Play *p) {
    static const size_t bins[WORLDS_STATE_MAX + 1] = {1, 64, 32, 16};
    uint32_t *state = ARENA_ARRAY(a, uint32_t, WORLDS_STATE_MAX);
    for (uint32_t i = 0; i < s->variable_count && p->state_count < WORLDS_STATE_MAX; i++)
        if (worlds_lasts(&s->variables[i].draws)) state[p->state_count++] = i;
    p->state = state;
    p->bins = bins[p->state_count];
}

static double largest(const double *values, size_t count) {
    double most = 0;
    for (size_t i = 0; i < count; i++)
        if (fabs(values[i]) < DETERRED) most = fmax(most, fabs(values[i]));
    return most;
}

// In the first periods of the first world.
static double stake_of(Arena *a, Player *p) {
    const Scenario *s = p->setup->scenario;
    size_t size = (s->action_count + 2) * s->terms->party_count;
    double *drawn = ARENA_ARRAY(a, double, s->periods * s->variable_count);
    double *earned = ARENA_ARRAY(a, double, size);
    worlds_draw(a, p->setup->source, 0, 1, drawn);
    earn(p, 0, 0, 0, drawn, 1, earned);
    return largest(earned, size);
}

static const Pilot *drawn_of(const IncentiveSetup *setup, const IncentiveCase *c, const Play *p,
                             PlayOptions options) {
    IncentiveDrawn *d = c->drawn;
    if (d && !d->pilot) d->pilot = worlds_pilot(d->arena, setup->source, p, options);
    return d ? d->pilot : NULL;
}

const PlayResult *incentive_play(Arena *a, const IncentiveSetup *setup, const IncentiveCase *c,
                                 Err *err) {
    const Scenario *s = setup->scenario;
    Player player = {.setup = setup, .varied = c};
    Play p = {.parties = s->terms->party_count,
              .stages = c->rung_count + 1,
              .ladder = ladder_of(a, s, c),
              .discount = c->discounts,
              .is_renewed = c->is_renewed,
              .is_excused = c->is_excused,
              .earn = earn,
              .self = &player};
    add_actions(a, s, &p);
    add_state(a, s, &p);
    p.tolerance = TOLERANCE * stake_of(a, &player);
    PlayOptions options = {.worlds = c->worlds,
                           .pilot = c->pilot,
                           .first = c->first,
                           .threads = setup->threads,
                           .is_cancelled = setup->is_cancelled};
    options.drawn = drawn_of(setup, c, &p, options);
    const PlayResult *r = worlds_play(a, setup->source, &p, options, err);
    close_machines(&player);
    return r;
}
