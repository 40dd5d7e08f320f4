// worlds/forward.c - worlds played with a policy that was found elsewhere
//
// A block goes from period to period. As long as nobody strays from performing in good standing,
// what a world earns is what all performing earn, which is added up for all at once; from the
// period in which it strays it is added up by itself. What is usual goes through all worlds of a
// block by masks, column by column; what is not is done world by world.
#include "worlds/forward.h"
#include "base/philox.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

enum { NONE = WORLDS_STAGES_MAX };
static const double ALIKE = 1e-9;
static const double MOST = 1e17; // the squares of a block can then be added up (tally.h)

typedef double Row[WORLDS_BLOCK];
typedef uint64_t Mask[WORLDS_BLOCK]; // all bits of a world, or none

typedef struct Runner {
    const Forward *f;
    const Play *play;
    Tally tally;
    Drawing *drawing;
    size_t worker, count, period;
    uint64_t first;
    double *variables;
    double *drawn, *all;  // of all periods, where these are asked for at once
    double *earned;       // in good standing
    double *earned_later; // on the stage `later_stage`
    size_t later_stage;
    Row *gains;                               // [party]
    Row *value, *calm, *without, *temptation; // [party]
    uint16_t cell[WORLDS_BLOCK];
    uint64_t rung[WORLDS_BLOCK];
    uint32_t next[WORLDS_BLOCK];        // of those that move
    uint32_t broke_first[WORLDS_BLOCK]; // the party, NOBODY
    Mask unbroken, strayed;
    Mask on, single; // of the rung: the worlds on it, and those of them that go by themselves
    double largest[WORLDS_BLOCK];     // gain of any party
    size_t on_rung[WORLDS_RUNGS_MAX]; // how many worlds
    size_t moved[WORLDS_BLOCK], moved_count;
    bool has_strayed; // has a world of the block?
    bool has_chances; // drawn in this period
    uint64_t chance[WORLDS_BLOCK], spare[WORLDS_BLOCK];
    bool is_surveyed, has_ranges;    // found in this period
    uint16_t (*range)[WORLDS_BLOCK]; // [variable]
} Runner;

// ---- one world in one period --------------------------------------------------------------------

static void stray(Runner *r, size_t w) {
    if (r->strayed[w]) return;
    r->strayed[w] = UINT64_MAX;
    r->has_strayed = true;
    for (size_t i = 0; i < r->play->parties; i++) r->value[i][w] = r->calm[i][w];
}

static void go(Runner *r, size_t w, const double *earned, size_t profile, Step step) {
    const Play *p = r->play;
    const double *discount = &r->f->discount[r->period * p->parties];
    if (step.rung != r->rung[w]) {
        r->next[w] = step.rung;
        r->moved[r->moved_count++] = w;
    }
    stray(r, w);
    for (size_t i = 0; i < p->parties; i++)
        r->value[i][w] += discount[i] * earned[(profile * p->parties + i) * r->count + w];
    for (size_t i = 0; step.payer != NOBODY && i < p->parties; i++)
        r->value[i][w] += discount[i] * ladder_transfer(p, step, i);
}

static void draw_chances(Runner *r) {
    uint64_t block = block_of(r->period, PURPOSE_DETECTION, 0);
    if (!r->has_chances)
        philox_streams(r->f->source->model.seed, r->first, block, r->count, r->chance, r->spare);
    r->has_chances = true;
}

static bool is_seen(Runner *r, size_t w, size_t action) {
    double chance = r->play->detection[action];
    if (chance >= 1 || chance <= 0) return chance >= 1;
    draw_chances(r);
    return unit_of(r->chance[w]) < chance;
}

static void find_ranges(Runner *r) {
    for (size_t v = 0; !r->has_ranges && v < r->f->source->model.variable_count; v++)
        ranges_find(&r->f->ranges[v], &r->variables[v * r->count], r->count, r->range[v]);
    r->has_ranges = true;
}

// In the cell of a first breach, or in one where all performed until then.
static void survey(Runner *r, size_t w, uint64_t *ranges) {
    if (!r->is_surveyed) return;
    find_ranges(r);
    for (size_t v = 0; v < r->f->source->model.variable_count; v++)
        ranges[v * REGION_RANGES + r->range[v][w]]++;
}

static size_t range_on(const Runner *r, const PlayAxis *axis, size_t w) {
    double x = axis->is_period ? (double)r->period : r->variables[axis->variable * r->count + w];
    size_t at = 0;
    while (at < axis->edge_count && x > axis->edges[at]) at++;
    return at;
}

// `kind`: 0 all performed, 1 + the party that broke.
static void note_on_map(const Runner *r, size_t w, size_t kind) {
    const PlayAxis *map = r->f->options.map;
    if (!map || !r->is_surveyed) return;
    size_t cell = range_on(r, &map[1], w) * (map[0].edge_count + 1) + range_on(r, &map[0], w);
    r->tally.map[cell * (1 + r->play->parties) + kind]++;
}

static void note_first(Runner *r, size_t w, uint32_t party, size_t action) {
    Tally *t = &r->tally;
    if (r->broke_first[w] != NOBODY) return;
    r->broke_first[w] = party;
    r->unbroken[w] = 0;
    t->broke[party]++;
    t->by[action]++;
    t->when[r->period * r->play->parties + party]++;
    survey(r, w, &t->broke_in[party * t->size.variables * REGION_RANGES]);
    note_on_map(r, w, 1 + party);
}

// What the breach changes later by itself, added at once.
static void add_carried(Runner *r, size_t w, size_t action) {
    const Play *p = r->play;
    for (size_t i = 0; i < p->parties; i++)
        r->value[i][w] += r->f->discount[r->period * p->parties + i] *
                          play_carried(p, r->earned, action, i, r->count)[w];
}

static void break_or_excuse(Runner *r, size_t w, const Hand *h, uint32_t among) {
    const Policy *policy = r->f->policy;
    uint32_t party = policy_breaker(policy, &r->gains[0][0], among, w);
    size_t action = policy_action(policy, h, party, w);
    uint32_t on = (uint32_t)r->rung[w];
    const Rung *rung = &policy->ladder.rungs[on];
    note_first(r, w, party, action);
    if (r->play->is_excused) {
        go(r, w, h->earned, 1 + r->play->actions, rung->calm);
        return;
    }
    bool is = is_seen(r, w, action);
    Step step = is ? ladder_seen(r->play, &policy->ladder, on, action) : rung->calm;
    go(r, w, h->earned, 1 + action, step);
    if (r->all && !(is && ladder_ends(r->play, &policy->ladder, on, action)))
        add_carried(r, w, action);
}

// ---- one rung in one period ---------------------------------------------------------------------

static const double *earned_on(Runner *r, size_t stage) {
    const Play *p = r->play;
    if (stage == 0 || r->all) return r->earned;
    if (r->later_stage != stage)
        p->earn(p->self, r->worker, r->period, stage, r->variables, r->count, r->earned_later);
    r->later_stage = stage;
    return r->earned_later;
}

// How it stands with the largest temptation of each party until the first breach.
WIDE static void raise_where(const double *restrict gains, const uint64_t *restrict on,
                             const uint64_t *restrict unbroken, size_t count,
                             double *restrict most) {
    for (size_t w = 0; w < count; w++) {
        double raised = gains[w] > most[w] ? gains[w] : most[w];
        most[w] = on[w] & unbroken[w] ? raised : most[w];
    }
}

static void note_temptations(Runner *r) {
    for (size_t i = 0; i < r->play->parties; i++)
        if (r->f->policy->acts[i])
            raise_where(r->gains[i], r->on, r->unbroken, r->count, r->temptation[i]);
}

WIDE static void raise_all(const double *restrict gains, size_t count, double *restrict ret) {
    for (size_t w = 0; w < count; w++) ret[w] = gains[w] > ret[w] ? gains[w] : ret[w];
}

static void find_largest(Runner *r) {
    for (size_t w = 0; w < r->count; w++) r->largest[w] = -INFINITY;
    for (size_t i = 0; i < r->play->parties; i++)
        if (r->f->policy->acts[i]) raise_all(r->gains[i], r->count, r->largest);
}

WIDE static void find_on(const uint64_t *restrict rungs, uint64_t rung, size_t count,
                         uint64_t *restrict ret) {
    for (size_t w = 0; w < count; w++) ret[w] = rungs[w] == rung ? UINT64_MAX : 0;
}

// Those to whom more happens than that what they earn is added. Is there one?
WIDE static uint64_t find_single(const uint64_t *restrict on, const double *restrict largest,
                                 double tolerance, uint64_t always, size_t count,
                                 uint64_t *restrict ret) {
    uint64_t some = 0;
    for (size_t w = 0; w < count; w++) {
        uint64_t is = on[w] & ((largest[w] > tolerance ? UINT64_MAX : 0) | always);
        ret[w] = is;
        some |= is;
    }
    return some;
}

WIDE static void add_where(const uint64_t *restrict on, const uint64_t *restrict strayed,
                           double discount, const double *restrict earned, size_t count,
                           double *restrict ret) {
    for (size_t w = 0; w < count; w++) ret[w] += on[w] & strayed[w] ? discount * earned[w] : 0;
}

// Of all on the rung those that strayed before; what single ones get is theirs already.
static void keep_all(Runner *r, const double *earned) {
    size_t parties = r->play->parties;
    const double *discount = &r->f->discount[r->period * parties];
    for (size_t i = 0; i < parties; i++)
        add_where(r->on, r->strayed, discount[i], &earned[i * r->count], r->count, r->value[i]);
}

static void survey_calm(Runner *r) {
    for (size_t w = 0; r->is_surveyed && w < r->count; w++) {
        if (!(r->on[w] & r->unbroken[w]) || r->largest[w] > r->play->tolerance) continue;
        survey(r, w, r->tally.calm_in);
        note_on_map(r, w, 0);
    }
}

// Where it keeps to what was agreed in a rung that ends with that.
static void play_single(Runner *r, size_t w, const Hand *h, Step calm, uint64_t *broke) {
    const Policy *policy = r->f->policy;
    if (r->largest[w] > r->play->tolerance) {
        break_or_excuse(r, w, h, policy_tempted(policy, &r->gains[0][0], w));
        ++*broke;
    } else {
        go(r, w, h->earned, 0, calm);
    }
}

static void play_worlds(Runner *r, uint32_t rung, const Hand *h) {
    Step calm = r->f->policy->ladder.rungs[rung].calm;
    uint64_t always = calm.rung != rung ? UINT64_MAX : 0, broke = 0;
    find_largest(r);
    survey_calm(r);
    if (find_single(r->on, r->largest, r->play->tolerance, always, r->count, r->single)) {
        for (size_t w = 0; w < r->count; w++) {
            if (!r->single[w]) continue;
            play_single(r, w, h, calm, &broke);
            r->on[w] = 0;
        }
    }
    if (!always && r->has_strayed) keep_all(r, h->earned);
    r->tally.performed[r->period] += r->on_rung[rung] - broke;
}

static void play_rung(Runner *r, uint32_t rung) {
    const Policy *policy = r->f->policy;
    size_t table = policy->tables > 1 ? r->period : 0;
    Hand h = {.later = policy_later(policy, table, rung),
              .earned = earned_on(r, policy->ladder.rungs[rung].stage),
              .cell = policy->cells > 1 ? r->cell : NULL,
              .count = r->count};
    policy_gains(policy, &h, &r->gains[0][0]);
    find_on(r->rung, rung, r->count, r->on);
    if (rung == 0) note_temptations(r);
    play_worlds(r, rung, &h);
}

// All at once.
static void play_over(Runner *r, uint32_t rung) {
    const Rung *over = &r->f->policy->ladder.rungs[rung];
    find_on(r->rung, rung, r->count, r->on);
    keep_all(r, &r->earned[over->profile * r->play->parties * r->count]);
    for (size_t w = 0; over->calm.rung != rung && w < r->count; w++) {
        if (!r->on[w]) continue;
        r->next[w] = over->calm.rung;
        r->moved[r->moved_count++] = w;
    }
}

// ---- a block ------------------------------------------------------------------------------------

WIDE static void add_all(double discount, const double *restrict earned, size_t count,
                         double *restrict ret) {
    for (size_t w = 0; w < count; w++) ret[w] += discount * earned[w];
}

static void add_discounted(const Runner *r, size_t profile, Row *ret) {
    size_t parties = r->play->parties;
    for (size_t i = 0; i < parties; i++) {
        double discount = r->f->discount[r->period * parties + i];
        add_all(discount, &r->earned[(profile * parties + i) * r->count], r->count, ret[i]);
    }
}

static void play_rungs(Runner *r) {
    const Ladder *l = &r->f->policy->ladder;
    for (uint32_t rung = 0; rung < l->count; rung++) {
        if (!r->on_rung[rung]) continue;
        if (l->rungs[rung].is_over)
            play_over(r, rung);
        else
            play_rung(r, rung);
    }
}

static void move(Runner *r) {
    for (size_t k = 0; k < r->moved_count; k++) {
        size_t w = r->moved[k];
        r->on_rung[r->rung[w]]--;
        r->on_rung[r->next[w]]++;
        r->rung[w] = r->next[w];
    }
    r->moved_count = 0;
}

static void open_period(Runner *r, size_t period) {
    const Play *p = r->play;
    r->period = period;
    r->has_chances = r->has_ranges = false;
    r->later_stage = NONE;
    if (r->all) {
        r->variables = r->drawn + period * r->f->source->model.variable_count * WORLDS_BLOCK;
        r->earned = r->all + period * play_rows(p) * p->parties * r->count;
        return;
    }
    drawing_step(r->drawing, r->variables);
    p->earn(p->self, r->worker, period, 0, r->variables, r->count, r->earned);
}

static void play_period(Runner *r, size_t period) {
    const Forward *f = r->f;
    const Play *p = r->play;
    open_period(r, period);
    if (f->cells->count > 1)
        cells_find(f->cells, f->cells->tables > 1 ? period : 0, r->variables, r->count, r->cell);
    play_rungs(r);
    add_discounted(r, 0, r->calm);
    add_discounted(r, 1 + p->actions, r->without);
    move(r);
}

static void draw_all(Runner *r) {
    const Play *p = r->play;
    size_t step = r->f->source->model.variable_count * WORLDS_BLOCK;
    for (size_t t = 0; t < r->f->source->model.periods; t++)
        drawing_step(r->drawing, r->drawn + t * step);
    p->earn_all(p->self, r->worker, r->drawn, r->count, r->all);
}

static void start_block(Runner *r, uint64_t first, size_t count) {
    size_t parties = r->play->parties;
    r->first = first;
    r->count = count;
    r->is_surveyed = first < WORLDS_SURVEYED && !r->f->options.is_brief;
    drawing_start(r->drawing, first, count);
    if (r->all) draw_all(r);
    memset(r->on_rung, 0, sizeof r->on_rung);
    memset(r->rung, 0, sizeof r->rung);
    memset(r->strayed, 0, sizeof r->strayed);
    memset(r->calm, 0, parties * sizeof *r->calm);
    memset(r->without, 0, parties * sizeof *r->without);
    r->on_rung[0] = count;
    r->has_strayed = false;
    memset(r->unbroken, 0xff, sizeof r->unbroken);
    for (size_t w = 0; w < count; w++) r->broke_first[w] = NOBODY;
    for (size_t i = 0; i < parties; i++)
        for (size_t w = 0; w < count; w++) r->temptation[i][w] = -INFINITY;
}

// ---- what a block leaves behind -----------------------------------------------------------------

// Of the worlds of a block, in their order.
typedef struct Sums {
    double of[WORLDS_PARTIES_MAX][TALLY_SUMS];
} Sums;

static double value_of(const Runner *r, size_t party, size_t w) {
    return r->strayed[w] ? r->value[party][w] : r->calm[party][w];
}

static bool is_defined(const Runner *r, size_t w) {
    bool is_defined = true;
    for (size_t i = 0; i < r->play->parties; i++) {
        double tempted = r->f->policy->acts[i] ? r->temptation[i][w] : 0;
        is_defined &= fabs(value_of(r, i, w)) < MOST && fabs(r->without[i][w]) < MOST;
        is_defined &= fabs(r->calm[i][w]) < MOST && fabs(tempted) < MOST;
    }
    return is_defined;
}

static bool is_alike(double a, double b) {
    return fabs(a - b) <= ALIKE * fmax(fabs(a), fabs(b));
}

static void add_world(Runner *r, size_t w, Sums *s) {
    uint32_t first = r->broke_first[w];
    for (size_t i = 0; i < r->play->parties; i++) {
        double value = value_of(r, i, w), without = r->without[i][w];
        double beside = value - without - r->f->pivot[i];
        s->of[i][SUM_VALUE] += value;
        s->of[i][SUM_WITHOUT] += without;
        s->of[i][SUM_DIFFERENCE] += beside;
        s->of[i][SUM_SQUARES] += beside * beside;
        if (r->f->policy->acts[i]) s->of[i][SUM_GAIN] += r->temptation[i][w];
        r->tally.better[i] += !is_alike(value, without) && value > without;
        r->tally.alike[i] += is_alike(value, without);
        if (first == NOBODY || first == i) continue;
        r->tally.bereft[i]++;
        s->of[i][SUM_LOSS] += r->calm[i][w] - value;
    }
}

static void give_temptations(const Runner *r) {
    size_t parties = r->play->parties;
    double *ret = r->f->options.temptations;
    for (size_t w = 0; ret && w < r->count; w++)
        for (size_t i = 0; i < parties; i++)
            ret[(r->first - r->f->options.first + w) * parties + i] = r->temptation[i][w];
}

static void end_block(Runner *r) {
    Sums s = {.of = {{0}}};
    Tally *t = &r->tally;
    for (size_t w = 0; w < r->count; w++) {
        t->kept[0] += r->broke_first[w] == NOBODY;
        if (is_defined(r, w))
            add_world(r, w, &s);
        else
            t->undefined[0]++;
    }
    t->worlds[0] += r->count;
    give_temptations(r);
    for (size_t i = 0; i < r->play->parties; i++)
        for (TallySum k = 0; k < TALLY_SUMS; k++) tally_sum(t, i, k, s.of[i][k]);
}

// ---- all blocks ---------------------------------------------------------------------------------

typedef struct Run {
    const Forward *forward;
    Runner *runners;
    bool cancelled[PARALLEL_JOBS_MAX];
} Run;

static void open_earned(Arena *a, Runner *r, const WorldModel *m) {
    size_t values = m->variable_count * WORLDS_BLOCK, earned = play_earned_size(r->play);
    if (r->play->earn_all) {
        r->drawn = ARENA_ARRAY(a, double, m->periods *values);
        r->all = ARENA_ARRAY(a, double, m->periods *earned);
        return;
    }
    r->variables = ARENA_ARRAY(a, double, values);
    r->earned = ARENA_ARRAY(a, double, earned);
    r->earned_later = ARENA_ARRAY(a, double, earned);
}

static Runner *open_runner(Arena *a, const Forward *f, size_t worker, Runner *r) {
    const Play *p = f->play;
    const WorldModel *m = &f->source->model;
    r->f = f;
    r->play = p;
    r->worker = worker;
    r->tally = tally_new(a, play_size(f->source, p, &f->options));
    r->drawing = drawing_new(a, f->source);
    open_earned(a, r, m);
    r->range = arena_get(a, m->variable_count * sizeof *r->range);
    r->gains = ARENA_ARRAY(a, Row, p->parties);
    r->value = ARENA_ARRAY(a, Row, p->parties);
    r->calm = ARENA_ARRAY(a, Row, p->parties);
    r->without = ARENA_ARRAY(a, Row, p->parties);
    r->temptation = ARENA_ARRAY(a, Row, p->parties);
    return r;
}

static bool tell(const Forward *f, size_t worker, uint64_t done) {
    const PlayOptions *o = &f->options;
    if (worker == 0 && o->progress) o->progress(o->progress_self, done, o->worlds);
    return !play_is_cancelled(o);
}

static void run_job(void *self, size_t index) {
    Run *run = self;
    const Forward *f = run->forward;
    Runner *r = &run->runners[index];
    uint64_t worlds = f->options.worlds, step = f->threads * WORLDS_BLOCK;
    for (uint64_t at = index * WORLDS_BLOCK; at < worlds; at += step) {
        uint64_t left = worlds - at;
        if (!tell(f, index, at)) {
            run->cancelled[index] = true;
            return;
        }
        start_block(r, f->options.first + at, left < WORLDS_BLOCK ? (size_t)left : WORLDS_BLOCK);
        for (size_t t = 0; t < f->source->model.periods; t++) play_period(r, t);
        end_block(r);
    }
}

bool forward_run(const Forward *f, Tally *ret) {
    Arena *a = arena_new();
    Run run = {.forward = f, .runners = ARENA_ARRAY(a, Runner, f->threads)};
    bool cancelled = false;
    for (size_t k = 0; k < f->threads; k++) open_runner(a, f, k, &run.runners[k]);
    parallel_run(f->threads, run_job, &run);
    for (size_t k = 0; k < f->threads; k++) {
        tally_add(ret, &run.runners[k].tally);
        cancelled |= run.cancelled[k];
    }
    arena_free(a);
    return !cancelled;
}

const double *forward_discounts(Arena *a, const Play *p, size_t periods) {
    double *ret = ARENA_ARRAY(a, double, periods * p->parties);
    for (size_t i = 0; i < p->parties; i++) {
        double power = 1;
        for (size_t t = 0; t < periods; t++, power *= p->discount[i])
            ret[t * p->parties + i] = power;
    }
    return ret;
}
