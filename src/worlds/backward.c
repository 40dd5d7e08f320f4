// worlds/backward.c - the policy, found backwards in time, or as a fixed point where time has no
// end
//
// A sweep goes over the pilot in one period (or in all) and asks, on every rung, who breaks; what
// is earned by that, and how often it leads where, is added up by cells. From both follows the
// value of a cell, from the values of cells what a period earlier may be expected, and from that
// what an action costs or brings later. Shards of the pilot add up on their own, so that the number
// of threads changes no digit.
#include "worlds/play_int.h"
#include "worlds/sort.h"
#include "worlds/transition.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { POLICY_BYTES_MAX = 512 << 20, SOLVE_MAX = 200000 };
static const double SOLVED = 1e-13;

typedef struct Shard {
    double *own;          // of one block, as the caller's `earn` returns it
    const double *earned; // that, or the pilot's
    double *gains;
    double *sums;   // [(rung * parties + i) * cells + c]: weighted earnings
    double *counts; // [(rung * outcomes + o) * cells + c]: weights of worlds
    uint64_t dropped;
} Shard;

typedef struct Search {
    const Pilot *pilot;
    const Play *play;
    Policy *policy;
    const PlayOptions *options;
    size_t rungs, parties, outcomes, cells, threads;
    size_t table, from, to; // of the sweep: the policy's table, periods from … to-1
    bool all_perform;
    uint32_t *dropped;   // [((t * blocks + b) * rungs + r) * WORLDS_BLOCK + w]; NULL: each anew
    double *temptations; // [party * worlds + w]; NULL: not asked
    double *worst;       // the same, the largest of all periods; NULL: not asked
    Shard shards[PILOT_SHARDS];
    double *weights;  // [c], of worlds
    double *values;   // [(rung * parties + i) * cells + c]
    double *expected; // one period before
    double *follows;  // [((rung * outcomes + o) * parties + i) * cells + c]
    double *carried;  // [(action * parties + i) * cells + c]: changed later; NULL: nothing is
    Transition *transition;
} Search;

static bool asks_temptations(const Search *s) {
    return s->options->share > 0 || !s->options->is_brief;
}

// ---- what follows -------------------------------------------------------------------------------

static double *follow_of(const Search *s, size_t rung, size_t outcome, size_t party) {
    return &s->follows[((rung * s->outcomes + outcome) * s->parties + party) * s->cells];
}

static void add_step(const Search *s, Step step, double chance, size_t party, double *ret) {
    const double *next = &s->expected[(step.rung * s->parties + party) * s->cells];
    double transfer = chance * ladder_transfer(s->play, step, party);
    double discount = chance * s->play->discount[party];
    for (size_t c = 0; c < s->cells && chance > 0; c++) ret[c] += transfer + discount * next[c];
}

static void find_follow(const Search *s, size_t rung, size_t outcome) {
    const Ladder *l = &s->policy->ladder;
    Step calm = l->rungs[rung].calm;
    double seen = outcome ? s->play->detection[outcome - 1] : 0;
    for (size_t i = 0; i < s->parties; i++) {
        double *ret = follow_of(s, rung, outcome, i);
        memset(ret, 0, s->cells * sizeof *ret);
        add_step(s, calm, 1 - seen, i, ret);
        if (outcome)
            add_step(s, ladder_seen(s->play, l, (uint32_t)rung, outcome - 1), seen, i, ret);
    }
}

// What a breach changes later by itself, as far as the agreement goes on.
static void add_carried(const Search *s, size_t rung, size_t action) {
    bool ends = ladder_ends(s->play, &s->policy->ladder, (uint32_t)rung, action);
    double goes_on = ends ? 1 - s->play->detection[action] : 1;
    for (size_t i = 0; i < s->parties; i++) {
        const double *from = &s->carried[(action * s->parties + i) * s->cells];
        double *ret = follow_of(s, rung, 1 + action, i);
        for (size_t c = 0; c < s->cells; c++) ret[c] += goes_on * from[c];
    }
}

static void find_follows(const Search *s) {
    for (size_t r = 0; r < s->rungs; r++)
        for (size_t o = 0; o < s->outcomes; o++) {
            find_follow(s, r, o);
            if (s->carried && o && !s->policy->ladder.rungs[r].is_over) add_carried(s, r, o - 1);
        }
}

// What action a brings later beside performing; of those who know of no breach nothing can be asked
// while one is hidden.
static void find_later(const Search *s, size_t table, size_t rung) {
    const Play *play = s->play;
    uint32_t breaker = s->policy->ladder.rungs[rung].breaker;
    for (size_t a = 0; a < play->actions; a++) {
        size_t party = play->action_party[a];
        bool may = breaker == NOBODY || breaker == party;
        const double *acts = follow_of(s, rung, 1 + a, party), *calm = follow_of(s, rung, 0, party);
        double *ret = policy_later(s->policy, table, rung) + a * s->cells;
        for (size_t c = 0; c < s->cells; c++) ret[c] = may ? acts[c] - calm[c] : -INFINITY;
    }
}

static void find_table(const Search *s, size_t table) {
    find_follows(s);
    for (size_t r = 0; r < s->rungs; r++)
        if (!s->policy->ladder.rungs[r].is_over) find_later(s, table, r);
}

static void add_finite(double *to, double x) {
    *to += isfinite(x) ? x : 0;
}

// Of a period's worlds, on average in each cell: what comes later nobody knows when he breaks.
static void find_carried(const Search *s, size_t t) {
    const Pilot *p = s->pilot;
    size_t rows = s->play->actions * s->parties;
    memset(s->carried, 0, rows * s->cells * sizeof *s->carried);
    memset(s->weights, 0, s->cells * sizeof *s->weights);
    for (size_t w = 0; w < p->worlds; w++) {
        size_t block = w / WORLDS_BLOCK, count = pilot_count(p, block), at = w % WORLDS_BLOCK;
        const double *from = play_carried(s->play, pilot_earned(p, block, t), 0, 0, count);
        size_t c = p->cell[t * p->worlds + w];
        double weight = p->weights ? p->weights[w] : 1;
        s->weights[c] += weight;
        for (size_t k = 0; k < rows; k++)
            add_finite(&s->carried[k * s->cells + c], weight * from[k * count + at]);
    }
    for (size_t k = 0; k < rows * s->cells; k++)
        if (s->weights[k % s->cells] > 0) s->carried[k] /= s->weights[k % s->cells];
}

// ---- a sweep ------------------------------------------------------------------------------------

// One block in one period.
typedef struct Spot {
    size_t block, period, count;
    const uint16_t *cell;
    const double *weights;
} Spot;

static void add_outcome(const Search *s, Shard *x, size_t rung, const Spot *at, size_t w,
                        size_t profile, size_t outcome) {
    size_t c = at->cell[w], parties = s->parties;
    double weight = at->weights ? at->weights[w] : 1;
    const double *earned = &x->earned[profile * parties * at->count + w];
    for (size_t i = 0; i < parties; i++) {
        double now = earned[i * at->count];
        add_finite(&x->sums[(rung * parties + i) * s->cells + c], weight * now);
    }
    x->counts[(rung * s->outcomes + outcome) * s->cells + c] += weight;
}

static uint32_t *dropped_of(const Search *s, const Spot *at, size_t rung) {
    size_t sample = at->period * s->pilot->blocks + at->block;
    return s->dropped ? &s->dropped[(sample * s->rungs + rung) * WORLDS_BLOCK] : NULL;
}

// Once dropped, a cell stays so.
static uint32_t find_breaker(const Search *s, Shard *x, uint32_t *dropped, size_t w) {
    uint32_t among = policy_tempted(s->policy, x->gains, w);
    if (dropped) {
        x->dropped += (among & ~dropped[w]) != 0;
        among = dropped[w] |= among;
    }
    return among ? policy_breaker(s->policy, x->gains, among, w) : NOBODY;
}

static void sweep_rung(const Search *s, Shard *x, size_t rung, const Spot *at) {
    const Play *play = s->play;
    Hand h = {.later = policy_later(s->policy, s->table, rung),
              .earned = x->earned,
              .cell = s->cells > 1 ? at->cell : NULL,
              .count = at->count};
    uint32_t *dropped = dropped_of(s, at, rung);
    if (!s->all_perform) policy_gains(s->policy, &h, x->gains);
    for (size_t w = 0; w < at->count; w++) {
        uint32_t party = s->all_perform ? NOBODY : find_breaker(s, x, dropped, w);
        size_t profile = 0, outcome = 0;
        if (party != NOBODY && play->is_excused)
            profile = 1 + play->actions;
        else if (party != NOBODY)
            profile = outcome = 1 + policy_action(s->policy, &h, party, w);
        add_outcome(s, x, rung, at, w, profile, outcome);
    }
}

static void keep_temptations(const Search *s, const Shard *x, const Spot *at) {
    for (size_t i = 0; s->temptations && i < s->parties; i++)
        memcpy(&s->temptations[i * s->pilot->worlds + at->block * WORLDS_BLOCK],
               &x->gains[i * WORLDS_BLOCK], at->count * sizeof(double));
}

static void sweep_over(const Search *s, Shard *x, const Spot *at) {
    const Ladder *l = &s->policy->ladder;
    for (size_t r = 0; r < s->rungs; r++)
        for (size_t w = 0; l->rungs[r].is_over && w < at->count; w++)
            add_outcome(s, x, r, at, w, l->rungs[r].profile, 0);
}

static bool is_on_stage(const Search *s, size_t rung, size_t stage) {
    const Rung *r = &s->policy->ladder.rungs[rung];
    return !r->is_over && r->stage == stage;
}

static void find_earned(const Search *s, Shard *x, size_t stage, size_t worker, const Spot *at) {
    const Play *play = s->play;
    x->earned = x->own;
    if (s->pilot->earned)
        x->earned = pilot_earned(s->pilot, at->block, at->period);
    else
        play->earn(play->self, worker, at->period, stage,
                   pilot_variables(s->pilot, at->block, at->period), at->count, x->own);
}

static void sweep_stage(const Search *s, Shard *x, size_t stage, size_t worker, const Spot *at) {
    const Play *play = s->play;
    if (stage && play->ladder[stage].is_end) return;
    find_earned(s, x, stage, worker, at);
    for (size_t r = 0; r < s->rungs; r++) {
        if (!is_on_stage(s, r, stage)) continue;
        sweep_rung(s, x, r, at);
        if (r == 0) keep_temptations(s, x, at);
    }
    if (stage == 0) sweep_over(s, x, at);
}

static void sweep_block(const Search *s, Shard *x, size_t worker, size_t block) {
    const Pilot *p = s->pilot;
    for (size_t t = s->from; t < s->to; t++) {
        Spot at = {.block = block,
                   .period = t,
                   .count = pilot_count(p, block),
                   .cell = &p->cell[t * p->worlds + block * WORLDS_BLOCK],
                   .weights = p->weights ? &p->weights[block * WORLDS_BLOCK] : NULL};
        for (size_t stage = 0; stage < s->play->stages; stage++)
            sweep_stage(s, x, stage, worker, &at);
    }
}

static void sweep_job(void *self, size_t index) {
    Search *s = self;
    for (size_t k = index; k < PILOT_SHARDS; k += s->threads) {
        Shard *x = &s->shards[k];
        memset(x->sums, 0, s->rungs * s->parties * s->cells * sizeof *x->sums);
        memset(x->counts, 0, s->rungs * s->outcomes * s->cells * sizeof *x->counts);
        x->dropped = 0;
        for (size_t b = k; b < s->pilot->blocks; b += PILOT_SHARDS) sweep_block(s, x, index, b);
    }
}

// All shards into the first, in their order; how many cells were dropped anew.
static uint64_t sweep(Search *s, size_t table, size_t from, size_t to) {
    s->table = table;
    s->from = from;
    s->to = to;
    parallel_run(s->threads, sweep_job, s);
    Shard *first = &s->shards[0];
    for (size_t k = 1; k < PILOT_SHARDS; k++) {
        const Shard *x = &s->shards[k];
        for (size_t i = 0; i < s->rungs * s->parties * s->cells; i++) first->sums[i] += x->sums[i];
        for (size_t i = 0; i < s->rungs * s->outcomes * s->cells; i++)
            first->counts[i] += x->counts[i];
        first->dropped += x->dropped;
    }
    for (size_t c = 0; c < s->cells; c++) {
        s->weights[c] = 0;
        for (size_t o = 0; o < s->outcomes; o++) s->weights[c] += first->counts[o * s->cells + c];
    }
    return first->dropped;
}

// ---- values -------------------------------------------------------------------------------------

// What is earned in a cell, and what follows from how often it leads where.
static double value_of(const Search *s, size_t rung, size_t party, size_t c) {
    const Shard *x = &s->shards[0];
    if (s->weights[c] <= 0) return 0;
    double sum = x->sums[(rung * s->parties + party) * s->cells + c];
    for (size_t o = 0; o < s->outcomes; o++) {
        double count = x->counts[(rung * s->outcomes + o) * s->cells + c];
        if (count > 0) sum += count * follow_of(s, rung, o, party)[c];
    }
    return sum / s->weights[c];
}

// The largest change, beside the largest value.
static double find_values(const Search *s) {
    double change = 0, largest = 0;
    for (size_t r = 0; r < s->rungs; r++)
        for (size_t i = 0; i < s->parties; i++)
            for (size_t c = 0; c < s->cells; c++) {
                double *value = &s->values[(r * s->parties + i) * s->cells + c];
                double now = value_of(s, r, i, c);
                change = fmax(change, fabs(now - *value));
                largest = fmax(largest, fabs(now));
                *value = now;
            }
    return largest > 0 ? change / largest : 0;
}

static void find_expected(const Search *s) {
    for (size_t k = 0; k < s->rungs * s->parties; k++)
        transition_expect(s->transition, &s->values[k * s->cells], &s->expected[k * s->cells]);
}

// ---- temptations --------------------------------------------------------------------------------

static void raise_worst(const Search *s, size_t party) {
    size_t worlds = s->pilot->worlds, from = party * worlds;
    for (size_t w = from; s->worst && w < from + worlds; w++)
        s->worst[w] = fmax(s->worst[w], s->temptations[w]);
}

typedef struct Fans {
    const Search *search;
    size_t period;
} Fans;

static void fan_job(void *self, size_t index) {
    const Fans *f = self;
    const Search *s = f->search;
    size_t worlds = s->pilot->worlds;
    Arena *a = arena_new();
    double *spare = ARENA_ARRAY(a, double, worlds);
    for (size_t i = index; i < s->parties; i += s->threads) {
        if (!s->policy->acts[i]) continue;
        raise_worst(s, i);
        sort_doubles(&s->temptations[i * worlds], worlds, spare);
        s->policy->temptation[i * s->pilot->periods + f->period] =
            fan_of(&s->temptations[i * worlds], worlds);
    }
    arena_free(a);
}

static void find_fans(const Search *s, size_t period) {
    Fans f = {s, period};
    parallel_run(s->threads < s->parties ? s->threads : s->parties, fan_job, &f);
}

static void open_worst(Arena *a, Search *s) {
    size_t count = s->parties * s->pilot->worlds;
    if (s->options->share <= 0) return;
    s->worst = ARENA_ARRAY(a, double, count);
    for (size_t i = 0; i < count; i++) s->worst[i] = -INFINITY;
}

// In so many worlds, rounded up, the temptation is never larger.
static void find_worst(Arena *a, const Search *s) {
    size_t worlds = s->pilot->worlds;
    double *spare = ARENA_ARRAY(a, double, worlds);
    size_t held = (size_t)ceil(s->options->share * (double)worlds);
    for (size_t i = 0; s->worst && i < s->parties; i++) {
        if (!s->policy->acts[i]) continue;
        sort_doubles(&s->worst[i * worlds], worlds, spare);
        s->policy->worst[i] = s->worst[i * worlds + (held ? held - 1 : 0)];
    }
}

// ---- finding it ---------------------------------------------------------------------------------

// From period t-1 into period t.
static void find_transition(const Search *s, size_t t) {
    const Pilot *p = s->pilot;
    transition_add(s->transition, &p->cell[(t - 1) * p->worlds], &p->cell[t * p->worlds],
                   p->weights, p->worlds);
}

// Of all periods together; of one alone it is not known, and all stays as it is.
static void find_transitions(const Search *s) {
    const Pilot *p = s->pilot;
    for (size_t t = 1; t < p->periods; t++) find_transition(s, t);
    if (p->periods == 1) transition_add(s->transition, p->cell, p->cell, p->weights, p->worlds);
}

static bool find_backwards(Search *s) {
    for (size_t t = s->pilot->periods; t-- > 0;) {
        if (play_is_cancelled(s->options)) return false;
        if (s->carried) find_carried(s, t);
        find_table(s, t);
        sweep(s, t, t, t + 1);
        find_values(s);
        if (asks_temptations(s)) find_fans(s, t);
        transition_start(s->transition);
        if (t > 0) find_transition(s, t);
        transition_end(s->transition);
        find_expected(s);
    }
    return true;
}

static void solve(Search *s) {
    for (size_t k = 0; k < SOLVE_MAX; k++) {
        find_follows(s);
        if (find_values(s) <= SOLVED) return;
        find_expected(s);
    }
}

static void find_last_fans(Search *s) {
    for (size_t t = 0; t < s->pilot->periods; t++) {
        sweep(s, 0, t, t + 1);
        find_fans(s, t);
    }
}

// Beginning with all performing, until none is left to drop.
static bool find_fixed_point(Search *s) {
    size_t periods = s->pilot->periods;
    transition_start(s->transition);
    find_transitions(s);
    transition_end(s->transition);
    s->all_perform = true;
    sweep(s, 0, 0, periods);
    s->all_perform = false;
    do {
        if (play_is_cancelled(s->options)) return false;
        solve(s);
        find_table(s, 0);
    } while (sweep(s, 0, 0, periods));
    if (asks_temptations(s)) find_last_fans(s);
    return true;
}

// ---- making room --------------------------------------------------------------------------------

static void open_shard(Arena *a, const Search *s, Shard *x) {
    if (!s->play->earn_all) x->own = ARENA_ARRAY(a, double, play_earned_size(s->play));
    x->gains = ARENA_ARRAY(a, double, s->parties *WORLDS_BLOCK);
    x->sums = ARENA_ARRAY(a, double, s->rungs * s->parties * s->cells);
    x->counts = ARENA_ARRAY(a, double, s->rungs * s->outcomes * s->cells);
}

static void open_search(Arena *a, Search *s) {
    const Pilot *p = s->pilot;
    size_t values = s->rungs * s->parties * s->cells;
    size_t pairs = p->worlds * (s->play->is_renewed ? p->periods : 1);
    for (size_t k = 0; k < PILOT_SHARDS; k++) open_shard(a, s, &s->shards[k]);
    s->weights = ARENA_ARRAY(a, double, s->cells);
    s->values = ARENA_ARRAY(a, double, values);
    s->expected = ARENA_ARRAY(a, double, values);
    s->follows = ARENA_ARRAY(a, double, values * s->outcomes);
    if (asks_temptations(s)) s->temptations = ARENA_ARRAY(a, double, s->parties * p->worlds);
    if (p->earned) s->carried = ARENA_ARRAY(a, double, s->play->actions * s->parties * s->cells);
    s->transition = transition_new(a, s->cells, pairs);
    if (s->play->is_renewed)
        s->dropped = ARENA_ARRAY(a, uint32_t, p->periods * p->blocks * s->rungs * WORLDS_BLOCK);
}

static bool is_too_large(const Search *s, size_t tables) {
    const Pilot *p = s->pilot;
    double of_rung = (double)(s->parties + s->outcomes) * PILOT_SHARDS;
    of_rung += (double)(tables * s->play->actions + (s->outcomes + 2) * s->parties);
    double bytes = of_rung * (double)(s->rungs * s->cells) * sizeof(double);
    if (s->play->is_renewed) bytes += (double)(p->worlds * p->periods * s->rungs) * 4;
    return bytes > POLICY_BYTES_MAX;
}

static bool open_policy(Arena *a, const Pilot *p, Policy *policy) {
    const Play *play = p->play;
    policy->play = play;
    policy->tables = p->cells.tables;
    policy->cells = p->cells.count;
    policy->acts = ARENA_ARRAY(a, bool, play->parties);
    policy->temptation = ARENA_ARRAY(a, PlayFan, play->parties * p->periods);
    for (size_t i = 0; i < play->actions; i++) policy->acts[play->action_party[i]] = true;
    return ladder_make(play, p->periods, &policy->ladder);
}

static Search search_of(const Pilot *p, Policy *policy, const PlayOptions *o) {
    return (Search){.pilot = p,
                    .play = p->play,
                    .policy = policy,
                    .options = o,
                    .rungs = policy->ladder.count,
                    .parties = p->play->parties,
                    .outcomes = 1 + p->play->actions,
                    .cells = p->cells.count,
                    .threads = p->threads};
}

static Policy *find_alone(Arena *a, const Pilot *p, const PlayOptions *o, Err *err) {
    Policy *policy = ARENA_NEW(a, Policy);
    bool has_room = open_policy(a, p, policy);
    Search s = search_of(p, policy, o);
    if (!has_room || is_too_large(&s, policy->tables)) {
        err_set(err, ERR_LIMIT, MSG("stages, delays of detection and cells are too many together"),
                MSG("take fewer bins, or stages that last a shorter time"));
        return NULL;
    }
    Arena *work = arena_new();
    size_t size = policy->tables * s.rungs * p->play->actions * s.cells;
    policy->later = ARENA_ARRAY(a, double, size);
    open_search(work, &s);
    open_worst(work, &s);
    bool done = p->play->is_renewed ? find_fixed_point(&s) : find_backwards(&s);
    if (done) find_worst(work, &s);
    arena_free(work);
    if (!done) err_set(err, ERR_CANCELLED, MSG("the play was cancelled"), NO_MSG);
    return done ? policy : NULL;
}

// ---- beliefs ------------------------------------------------------------------------------------

static Play play_of(const Play *p, const Belief *b) {
    Play believed = *p;
    if (b->detection) believed.detection = b->detection;
    if (b->self) believed.self = b->self;
    believed.beliefs = NULL;
    return believed;
}

static void take_over(Policy *to, const Policy *from, size_t party, size_t periods) {
    const Play *play = to->play;
    for (size_t t = 0; t < to->tables; t++)
        for (size_t r = 0; r < to->ladder.count; r++)
            for (size_t k = 0; k < play->actions; k++)
                if (play->action_party[k] == party)
                    memcpy(policy_later(to, t, r) + k * to->cells,
                           policy_later(from, t, r) + k * to->cells, to->cells * sizeof(double));
    memcpy(&to->temptation[party * periods], &from->temptation[party * periods],
           periods * sizeof *to->temptation);
}

static bool find_believed(const Pilot *p, Policy *policy, size_t party, const PlayOptions *o,
                          Err *err) {
    const Belief *b = &p->play->beliefs[party];
    Play play = play_of(p->play, b);
    Arena *work = arena_new();
    const Pilot *pilot = pilot_believed(work, p, b->source ? b->source : p->source, &play);
    const Policy *found = find_alone(work, pilot, o, err);
    if (found) take_over(policy, found, party, p->periods);
    arena_free(work);
    return found;
}

const Policy *policy_find(Arena *a, const Pilot *p, const PlayOptions *o, Err *err) {
    Policy *policy = find_alone(a, p, o, err);
    for (size_t i = 0; policy && p->play->beliefs && i < p->play->parties; i++) {
        const Belief *b = &p->play->beliefs[i];
        if ((b->source || b->detection || b->self) && !find_believed(p, policy, i, o, err))
            return NULL;
    }
    return policy;
}
