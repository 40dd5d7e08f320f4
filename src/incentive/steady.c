// incentive/steady.c - how far shares may be off because who breaks was found on a sample
//
// An interval of Wilson knows only that worlds were drawn, not that the policy with which they are
// played was found on pilots, of which there are few. So the policy is found again on each eighth
// of the pilots, by itself, and the same worlds are played with each: what comes out differs by
// more than that of all pilots would, by the root of eight (batch means; Law and Kelton, Simulation
// Modeling and Analysis, chapter 9).
#include "incentive/judge_int.h"

#include <math.h>

enum { PARTS = 8, WORLDS_MAX = 16384 };
static const double STUDENT = 2.3646; // 97.5 % of Student's distribution with PARTS - 1 degrees

// Of values that are those of the parts, how far their mean may be off.
static double off(const double *values) {
    double mean = 0, squares = 0;
    for (size_t k = 0; k < PARTS; k++) mean += values[k] / PARTS;
    for (size_t k = 0; k < PARTS; k++) squares += (values[k] - mean) * (values[k] - mean);
    return STUDENT * sqrt(squares / (PARTS - 1) / PARTS);
}

static bool play_part_of_pilots(Arena *a, const Incentive *i, size_t part, double *ret_kept,
                                double *ret_broke, Err *err) {
    const Scenario *s = i->setup->scenario;
    size_t parties = s->terms->party_count;
    Arena *work = arena_new();
    IncentiveCase c = incentive_case(work, s);
    c.worlds = i->options.worlds < WORLDS_MAX ? i->options.worlds : WORLDS_MAX;
    c.pilot = play_pilots(i->result) / PARTS;
    c.pilot_part = part;
    c.is_brief = true;
    const PlayResult *r = incentive_play(work, i->setup, &c, err);
    if (r) {
        PlayCount count = play_count(work, r);
        ret_kept[part] = (double)count.kept / (double)count.worlds;
        for (size_t p = 0; p < parties; p++)
            ret_broke[p * PARTS + part] = (double)count.broke[p] / (double)count.worlds;
    }
    err_keep(a, err);
    arena_free(work);
    return r != NULL;
}

bool judge_steadiness(Arena *a, Incentive *i, Err *err) {
    size_t parties = i->setup->scenario->terms->party_count;
    double kept[PARTS], *broke = ARENA_ARRAY(a, double, PARTS *parties);
    i->broke_off = ARENA_ARRAY(a, double, parties);
    if (i->is_certain || i->setup->is_exact || play_pilots(i->result) < PARTS * WORLDS_BLOCK)
        return true;
    for (size_t k = 0; k < PARTS; k++)
        if (!play_part_of_pilots(a, i, k, kept, broke, err)) return false;
    i->kept_off = off(kept);
    for (size_t p = 0; p < parties; p++) i->broke_off[p] = off(&broke[p * PARTS]);
    return true;
}

Interval interval_widened(Interval x, double by) {
    double low = x.value - hypot(x.value - x.low, by), high = x.value + hypot(x.high - x.value, by);
    return (Interval){x.value, by > 0 && low < 0 ? 0 : low, by > 0 && high > 1 ? 1 : high};
}
