// worlds/draw.c - worlds drawn period by period, a block of them at once
//
// Each variable takes its numbers from places of its own in the stream of the world, so that
// another variable beside it, or another block, changes nothing. A number serves the quantile of
// its distribution: one number, one draw.
#include "base/philox.h"
#include "worlds/worlds_int.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct Drawing {
    const WorldSource *source;
    uint64_t first;
    size_t count, period;
    uint64_t (*now)[WORLDS_BLOCK], (*next)[WORLDS_BLOCK]; // [variable]: numbers of two periods
    double (*normal)[WORLDS_BLOCK];                       // [variable]: before correlations
    double (*last)[WORLDS_BLOCK];                         // [variable]: where a process stands
    uint64_t jump[WORLDS_BLOCK], size[WORLDS_BLOCK];
};

Drawing *drawing_new(Arena *a, const WorldSource *s) {
    size_t n = s->model.variable_count;
    Drawing *d = ARENA_NEW(a, Drawing);
    d->source = s;
    d->now = arena_get(a, n * sizeof *d->now);
    d->next = arena_get(a, n * sizeof *d->next);
    d->normal = arena_get(a, n * sizeof *d->normal);
    d->last = arena_get(a, n * sizeof *d->last);
    return d;
}

void drawing_start(Drawing *d, uint64_t first, size_t count) {
    assert(count <= WORLDS_BLOCK);
    d->first = first;
    d->count = count;
    d->period = 0;
    for (size_t v = 0; v < d->source->model.variable_count; v++)
        for (size_t w = 0; w < count; w++) d->last[v][w] = d->source->model.variables[v].start;
}

// ---- numbers ------------------------------------------------------------------------------------

// Once for the world, or of history only where a block begins, or else in each period.
static bool has_new_numbers(const Drawing *d, size_t v) {
    const Variable *x = &d->source->model.variables[v];
    if (!variable_is_drawn(x) || d->source->leader[v] != v) return false;
    return d->period == 0 || !x->is_once;
}

static void take_numbers(Drawing *d, size_t v) {
    uint64_t seed = d->source->model.seed, block = block_of(d->period / 2, PURPOSE_VALUE, v);
    if (d->period % 2)
        memcpy(d->now[v], d->next[v], d->count * sizeof d->now[v][0]);
    else
        philox_streams(seed, d->first, block, d->count, d->now[v], d->next[v]);
}

static bool is_normal(const Variable *v) {
    return v->kind == VARIABLE_NORMAL || v->kind == VARIABLE_LOGNORMAL || variable_is_process(v);
}

// A variable is mixed with those before it, so the last one goes first.
static void mix(Drawing *d) {
    const WorldSource *s = d->source;
    for (size_t v = s->model.variable_count; v-- > 0;) {
        const double *row = s->mix[v];
        for (size_t w = 0; row && w < d->count; w++) d->normal[v][w] *= row[v];
        for (size_t u = 0; row && u < v; u++)
            for (size_t w = 0; row[u] != 0 && w < d->count; w++)
                d->normal[v][w] += row[u] * d->normal[u][w];
    }
}

static bool is_mixed(const WorldSource *s) {
    for (size_t v = 0; v < s->model.variable_count; v++)
        if (s->mix[v]) return true;
    return false;
}

static void take_draws(Drawing *d) {
    const WorldSource *s = d->source;
    bool mixes = is_mixed(s);
    for (size_t v = 0; v < s->model.variable_count; v++) {
        const Variable *x = &s->model.variables[v];
        if (has_new_numbers(d, v)) take_numbers(d, v);
        if (is_normal(x) || (mixes && variable_is_drawn(x)))
            normal_quantiles(&s->tables, d->now[v], d->count, d->normal[v]);
    }
    if (mixes) mix(d);
}

// ---- values -------------------------------------------------------------------------------------

// The uniform number behind a value: that of the mixed draw where it is mixed.
static double unit(const Drawing *d, size_t v, size_t w) {
    const WorldSource *s = d->source;
    return s->mix[v] ? normal_below(&s->tables, d->normal[v][w]) : unit_of(d->now[v][w]);
}

static void draw_normal(Drawing *d, size_t v, const Variable *x, double *ret) {
    for (size_t w = 0; w < d->count; w++) ret[w] = x->mean + x->deviation * d->normal[v][w];
}

static void draw_uniform(Drawing *d, size_t v, const Variable *x, double *ret) {
    for (size_t w = 0; w < d->count; w++) ret[w] = x->low + (x->high - x->low) * unit(d, v, w);
}

static void draw_triangular(Drawing *d, size_t v, const Variable *x, double *ret) {
    double all = x->high - x->low, left = x->mode - x->low, right = x->high - x->mode;
    for (size_t w = 0; w < d->count; w++) {
        double u = unit(d, v, w);
        ret[w] =
            u * all < left ? x->low + sqrt(u * all * left) : x->high - sqrt((1 - u) * all * right);
    }
}

// The first whose cumulated weight lies above.
static size_t choose(const double *sums, size_t count, double at) {
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sums[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void draw_choice(Drawing *d, size_t v, const Variable *x, double *ret) {
    const double *sums = d->source->cumulative[v];
    double all = sums[x->value_count - 1];
    for (size_t w = 0; w < d->count; w++)
        ret[w] = x->values[choose(sums, x->value_count, all * unit(d, v, w))];
}

// Where a block begins it is chosen; after that the history is followed.
static void draw_history(Drawing *d, size_t v, const Variable *x, double *ret) {
    size_t leader = d->source->leader[v], within = x->is_once ? 0 : d->period % x->block;
    double starts = (double)(x->value_count - (x->is_once ? 1 : x->block) + 1);
    for (size_t w = 0; w < d->count; w++) {
        if (within == 0) d->last[v][w] = floor(starts * unit_of(d->now[leader][w]));
        ret[w] = x->values[(size_t)d->last[v][w] + within];
    }
}

static void draw_walk(Drawing *d, size_t v, const Variable *x, double *ret) {
    for (size_t w = 0; w < d->count; w++)
        ret[w] = d->last[v][w] + x->drift + x->deviation * d->normal[v][w];
}

static void draw_growth(Drawing *d, size_t v, const Variable *x, double *ret) {
    for (size_t w = 0; w < d->count; w++) ret[w] = x->drift + x->deviation * d->normal[v][w];
}

static void draw_reverting(Drawing *d, size_t v, const Variable *x, double *ret) {
    double kept = 1 - x->reversion, pulled = x->reversion * x->mean;
    for (size_t w = 0; w < d->count; w++)
        ret[w] = kept * d->last[v][w] + pulled + x->deviation * d->normal[v][w];
}

static void draw_constant(Drawing *d, size_t v, const Variable *x, double *ret) {
    (void)v;
    for (size_t w = 0; w < d->count; w++) ret[w] = x->start;
}

static void (*const DRAWS[])(Drawing *d, size_t v, const Variable *x, double *ret) = {
    [VARIABLE_CONSTANT] = draw_constant,     [VARIABLE_NORMAL] = draw_normal,
    [VARIABLE_LOGNORMAL] = draw_normal,      [VARIABLE_UNIFORM] = draw_uniform,
    [VARIABLE_TRIANGULAR] = draw_triangular, [VARIABLE_CHOICE] = draw_choice,
    [VARIABLE_HISTORY] = draw_history,       [VARIABLE_RANDOM_WALK] = draw_walk,
    [VARIABLE_GEOMETRIC] = draw_growth,      [VARIABLE_MEAN_REVERTING] = draw_reverting,
};

// ---- together -----------------------------------------------------------------------------------

static void jump(Drawing *d, size_t v, const Variable *x, double *ret) {
    const WorldSource *s = d->source;
    size_t period = x->is_once ? 0 : d->period;
    if (x->jumps.chance <= 0) return;
    philox_streams(s->model.seed, d->first, block_of(period, PURPOSE_JUMP, v), d->count, d->jump,
                   d->size);
    for (size_t w = 0; w < d->count; w++) {
        double normal;
        if (unit_of(d->jump[w]) >= x->jumps.chance) continue;
        normal_quantiles(&s->tables, &d->size[w], 1, &normal);
        ret[w] += x->jumps.mean + x->jumps.deviation * normal;
    }
}

static void from_logarithm(Drawing *d, size_t v, const Variable *x, double *ret) {
    if (x->kind != VARIABLE_LOGNORMAL && x->kind != VARIABLE_GEOMETRIC) return;
    exponentials(ret, d->count);
    for (size_t w = 0; x->kind == VARIABLE_GEOMETRIC && w < d->count; w++) ret[w] *= d->last[v][w];
}

static void hold(Drawing *d, const Variable *x, double *ret) {
    if (x->least == -INFINITY && x->most == INFINITY) return;
    for (size_t w = 0; w < d->count; w++)
        ret[w] = ret[w] < x->least ? x->least : ret[w] > x->most ? x->most : ret[w];
}

void drawing_step(Drawing *d, double *ret) {
    const WorldModel *m = &d->source->model;
    take_draws(d);
    for (size_t v = 0; v < m->variable_count; v++, ret += d->count) {
        const Variable *x = &m->variables[v];
        DRAWS[x->kind](d, v, x, ret);
        jump(d, v, x, ret);
        from_logarithm(d, v, x, ret);
        hold(d, x, ret);
        if (variable_is_process(x)) memcpy(d->last[v], ret, d->count * sizeof *ret);
    }
    d->period++;
}

void worlds_draw(Arena *a, const WorldSource *s, uint64_t first, size_t count, double *ret) {
    Drawing *d = drawing_new(a, s);
    drawing_start(d, first, count);
    for (size_t t = 0; t < s->model.periods; t++)
        drawing_step(d, &ret[t * s->model.variable_count * count]);
}
