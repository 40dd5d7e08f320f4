// incentive/play.c - a scenario becomes a play of worlds/worlds.h
#include "base/parallel.h"
#include "incentive/incentive.h"

#include <math.h>

// A gain below this share of what is at stake makes nobody break.
static const double TOLERANCE = 1e-9, DETERRED = 1e30;
enum { PILOTS_OF_A_CELL = 4 };

typedef struct Player {
    const IncentiveSetup *setup;
    const IncentiveCase *varied;
    // Of each worker, made by it; on stages where other facts hold others.
    PlayMachine *machines[PARALLEL_JOBS_MAX][INCENTIVE_RUNGS_MAX + 1];
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

static const Plays *plays_on(const Player *p, size_t stage) {
    const ScenarioRung *rung = stage ? &p->varied->rungs[stage - 1] : NULL;
    bool is_own = rung && rung->facts.count;
    return is_own && p->setup->staged[stage - 1] ? p->setup->staged[stage - 1] : p->setup->plays;
}

static void earn(void *self, size_t worker, size_t period, size_t stage, const double *variables,
                 size_t count, double *ret) {
    Player *p = self;
    const Plays *plays = plays_on(p, stage);
    PlayMachine **machine = &p->machines[worker][plays == p->setup->plays ? 0 : stage];
    if (!*machine) *machine = play_machine_new(plays, p->varied->parameters, p->setup->is_unmixed);
    play_machine_run(*machine, period, variables, count, ret);
    forbid(p, period, count, ret);
}

static void run_all(Player *p, size_t worker, WorldBlock worlds, double *ret) {
    const Scenario *s = p->setup->scenario;
    size_t row = plays_size(p->setup->plays) * worlds.count;
    PlayMachine **machine = &p->machines[worker][0];
    if (!*machine)
        *machine =
            play_machine_carried(p->setup->plays, p->varied->parameters, p->varied->discounts);
    play_machine_run_all(*machine, worlds, ret);
    for (size_t t = 0; t < s->periods; t++) forbid(p, t, worlds.count, ret + t * row);
}

static void earn_all(void *self, size_t worker, const double *variables, size_t count,
                     double *ret) {
    Player *p = self;
    size_t step = p->setup->scenario->variable_count * WORLDS_BLOCK;
    run_all(p, worker, (WorldBlock){variables, step, count}, ret);
}

static void close_machines(const Player *p) {
    for (size_t i = 0; i < PARALLEL_JOBS_MAX; i++)
        for (size_t k = 0; k <= INCENTIVE_RUNGS_MAX; k++)
            if (p->machines[i][k]) play_machine_free(p->machines[i][k]);
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
    bool *exits = ARENA_ARRAY(a, bool, s->action_count);
    double *chances = ARENA_ARRAY(a, double, s->action_count);
    for (size_t i = 0; i < s->action_count; i++) {
        parties[i] = s->actions[i].party;
        chances[i] = s->actions[i].chance;
        lags[i] = s->actions[i].lag;
        exits[i] = s->actions[i].kind == ACTION_EXIT;
    }
    p->actions = s->action_count;
    p->action_party = parties;
    p->detection = chances;
    p->detection_lag = lags;
    p->is_exit = exits;
}

static size_t power(size_t base, size_t exponent) {
    size_t ret = 1;
    for (size_t i = 0; i < exponent; i++) ret *= base;
    return ret;
}

// The future is told apart by the first variables that last, in as many ranges as the pilots can
// fill: the mean of too few of them is chance, and whoever follows it seems to break.
static void add_state(Arena *a, const Scenario *s, uint64_t pilot, Play *p) {
    static const size_t bins[WORLDS_STATE_MAX + 1] = {1, 64, 32, 16};
    uint32_t *state = ARENA_ARRAY(a, uint32_t, WORLDS_STATE_MAX);
    for (uint32_t i = 0; i < s->variable_count && p->state_count < WORLDS_STATE_MAX; i++)
        if (worlds_lasts(&s->variables[i].draws)) state[p->state_count++] = i;
    p->state = state;
    p->bins = bins[p->state_count];
    while (pilot && p->bins > 1 && power(p->bins, p->state_count) * PILOTS_OF_A_CELL > pilot)
        p->bins /= 2;
}

static double largest(const double *values, size_t count) {
    double most = 0;
    for (size_t i = 0; i < count; i++)
        if (fabs(values[i]) < DETERRED) most = fmax(most, fabs(values[i]));
    return most;
}

// In the first period of the first world.
static double stake_of(Arena *a, Player *p) {
    const Scenario *s = p->setup->scenario;
    size_t size = plays_size(p->setup->plays);
    bool is_carried = plays_are_carried(p->setup->plays);
    double *drawn = ARENA_ARRAY(a, double, s->periods * s->variable_count);
    double *earned = ARENA_ARRAY(a, double, is_carried ? size * s->periods : size);
    worlds_draw(a, p->setup->source, 0, 1, drawn);
    if (!is_carried)
        earn(p, 0, 0, 0, drawn, 1, earned);
    else
        run_all(p, 0, (WorldBlock){drawn, s->variable_count, 1}, earned);
    return largest(earned, size);
}

// Of what is carried over a pilot holds what is earned, and that is of one case.
static const Pilot *drawn_of(const IncentiveSetup *setup, const IncentiveCase *c, const Play *p,
                             PlayOptions options) {
    IncentiveDrawn *d = p->earn_all || p->beliefs ? NULL : c->drawn;
    if (d && !d->pilot) d->pilot = worlds_pilot(d->arena, setup->source, p, options);
    return d ? d->pilot : NULL;
}

// ---- what parties believe -----------------------------------------------------------------------

static const double *believed_parameters(Arena *a, const Scenario *s, const ScenarioBelief *b,
                                         const double *parameters) {
    double *ret = ARENA_ARRAY(a, double, s->parameter_count + 1);
    for (size_t i = 0; i < s->parameter_count; i++) {
        double own = parameters ? parameters[i] : s->parameters[i].value;
        ret[i] = isnan(b->parameters[i]) ? own : b->parameters[i];
    }
    return ret;
}

static Player *player_of(Arena *a, const Player *truth, const ScenarioBelief *b) {
    IncentiveCase *c = arena_copy(a, truth->varied, sizeof *c);
    Player *p = ARENA_NEW(a, Player);
    c->parameters = believed_parameters(a, truth->setup->scenario, b, c->parameters);
    *p = (Player){.setup = truth->setup, .varied = c};
    return p;
}

// One for each party; NULL where all know the truth.
static const Belief *beliefs_of(Arena *a, const Player *truth) {
    const IncentiveSetup *setup = truth->setup;
    const Scenario *s = setup->scenario;
    Belief *beliefs = ARENA_ARRAY(a, Belief, s->terms->party_count);
    bool is_any = false;
    for (size_t i = 0; i < s->terms->party_count; i++) {
        const ScenarioBelief *b = s->parties[i].believes;
        if (!b) continue;
        beliefs[i] = (Belief){setup->believed[i], b->chances, player_of(a, truth, b)};
        is_any = true;
    }
    return is_any ? beliefs : NULL;
}

struct IncentiveRun {
    Arena *arena;
    Player player;
    IncentiveCase varied;
    Play play;
    PlayRun *run;
};

static Play play_of(Arena *a, const IncentiveSetup *setup, const IncentiveCase *c, Player *player) {
    const Scenario *s = setup->scenario;
    Play p = {.parties = s->terms->party_count,
              .stages = c->rung_count + 1,
              .ladder = ladder_of(a, s, c),
              .discount = c->discounts,
              .is_renewed = c->is_renewed,
              .is_excused = c->is_excused,
              .has_after = plays_have_after(setup->plays),
              .earn = earn,
              .self = player};
    add_actions(a, s, &p);
    add_state(a, s, c->pilot, &p);
    if (plays_are_carried(setup->plays)) p.earn_all = earn_all;
    p.beliefs = beliefs_of(a, player);
    p.tolerance = c->is_trusting ? INFINITY : TOLERANCE * stake_of(a, player);
    return p;
}

IncentiveRun *incentive_begin(const IncentiveSetup *setup, const IncentiveCase *c, Err *err) {
    Arena *a = arena_new();
    IncentiveRun *run = ARENA_NEW(a, IncentiveRun);
    *run = (IncentiveRun){.arena = a, .varied = *c};
    run->player = (Player){.setup = setup, .varied = &run->varied};
    run->play = play_of(a, setup, c, &run->player);
    PlayOptions options = {.pilot = c->pilot,
                           .pilot_part = c->pilot_part,
                           .threads = setup->threads,
                           .is_cancelled = setup->is_cancelled,
                           .progress_self = setup->self,
                           .temptations = c->temptations,
                           .map = c->map,
                           .share = c->share,
                           .is_brief = c->is_brief};
    options.drawn = drawn_of(setup, c, &run->play, options);
    run->run = play_begin(setup->source, &run->play, options, err);
    if (run->run) return run;
    incentive_end(run);
    return NULL;
}

const PlayResult *incentive_part(Arena *a, const IncentiveRun *run, uint64_t first, uint64_t worlds,
                                 Err *err) {
    return play_part(a, run->run, first, worlds, err);
}

void incentive_end(IncentiveRun *run) {
    close_machines(&run->player);
    for (size_t i = 0; run->play.beliefs && i < run->play.parties; i++)
        if (run->play.beliefs[i].self) close_machines(run->play.beliefs[i].self);
    if (run->run) play_end(run->run);
    arena_free(run->arena);
}

const PlayResult *incentive_play(Arena *a, const IncentiveSetup *setup, const IncentiveCase *c,
                                 Err *err) {
    IncentiveRun *run = incentive_begin(setup, c, err);
    if (!run) return NULL;
    const PlayResult *r = incentive_part(a, run, c->first, c->worlds, err);
    incentive_end(run);
    return r;
}
