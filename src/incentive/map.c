// incentive/map.c - where it is first broken, as a map of two variables, or of one and the period
//
// The first worlds are played again with the policy of the verdict, since only the verdict says
// which variables tell.
#include "incentive/incentive.h"

#include <math.h>
#include <stdlib.h>

enum { WORLDS_MAX = 16384, RANGES = 12, PERIOD_RANGES = 24 };
static const double EDGE_SHARE = 0.005, SECOND_SHARPNESS = 0.02;

static double sharpness(const Region *r) {
    return r->beyond && r->within ? fabs(r->share_beyond - r->share_short) : 0;
}

// The round number (1, 2 or 5 times a power of ten) that cuts `range` into about RANGES.
static double round_step(double range) {
    double power = pow(10, floor(log10(range / RANGES))), part = range / RANGES / power;
    return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
}

static bool axis_of_variable(Arena *a, const PlayResult *r, size_t variable, PlayAxis *ret) {
    double low = play_quantile(r, variable, EDGE_SHARE);
    double high = play_quantile(r, variable, 1 - EDGE_SHARE);
    if (!(high > low)) return false;
    double step = round_step(high - low), first = ceil(low / step);
    double *edges = ARENA_ARRAY(a, double, PLAY_RANGES_MAX);
    size_t count = 0;
    while ((first + (double)count) * step <= high && count + 1 < PLAY_RANGES_MAX) {
        edges[count] = (first + (double)count) * step;
        count++;
    }
    *ret = (PlayAxis){.variable = variable, .edges = edges, .edge_count = count};
    return true;
}

static PlayAxis axis_of_periods(Arena *a, size_t periods) {
    size_t width = (periods + PERIOD_RANGES - 1) / PERIOD_RANGES;
    size_t ranges = (periods + width - 1) / width;
    double *edges = ARENA_ARRAY(a, double, ranges);
    for (size_t i = 0; i + 1 < ranges; i++) edges[i] = (double)((i + 1) * width - 1);
    return (PlayAxis){.is_period = true, .edges = edges, .edge_count = ranges - 1};
}

// Of those that can be an axis the one that tells best, but for `other`; variable_count: none.
static size_t best_variable(Arena *a, const Incentive *i, size_t party, size_t other,
                            double least) {
    size_t count = i->setup->scenario->variable_count, best = count;
    const Region *regions = &i->count.regions[party * count];
    PlayAxis axis;
    for (size_t v = 0; v < count; v++) {
        double sharp = sharpness(&regions[v]);
        if (v == other || sharp <= least || !axis_of_variable(a, i->result, v, &axis)) continue;
        best = v;
        least = sharp;
    }
    return best;
}

static bool find_axes(Arena *a, const Incentive *i, PlayAxis axes[2]) {
    const Scenario *s = i->setup->scenario;
    size_t party = incentive_nearest(i), none = s->variable_count;
    size_t first = best_variable(a, i, party, none, 0);
    size_t second = best_variable(a, i, party, first, SECOND_SHARPNESS);
    if (first == none) return false;
    axis_of_variable(a, i->result, first, &axes[second < none ? 0 : 1]);
    if (second < none)
        axis_of_variable(a, i->result, second, &axes[1]);
    else
        axes[0] = axis_of_periods(a, s->periods);
    return true;
}

bool incentive_map(Arena *a, const Incentive *i, const BreachMap **ret, Err *err) {
    BreachMap *m = ARENA_NEW(a, BreachMap);
    IncentiveCase c = incentive_case(a, i->setup->scenario);
    *ret = NULL;
    if (!find_axes(a, i, m->axes)) return true;
    c.map = m->axes;
    m->worlds = c.worlds = i->options.worlds < WORLDS_MAX ? i->options.worlds : WORLDS_MAX;
    c.pilot = incentive_pilot(i->setup, i->options.worlds);
    const PlayResult *r = incentive_play(a, i->setup, &c, err);
    if (!r) return false;
    m->cells = play_map(r);
    *ret = m;
    return true;
}
