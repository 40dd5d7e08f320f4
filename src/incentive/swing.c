// incentive/swing.c - how far the share of worlds in which the agreement is kept moves when one
// number of the scenario does: each alone, a fifth less and a fifth more, on the same worlds
#include "incentive/incentive.h"

#include <math.h>
#include <stdlib.h>

enum { WORLDS_MAX = 1024, WORLDS_MAX_EXACT = 32, PARAMETERS_MAX = 12 };
static const double FIFTH = 0.2;

typedef struct Swinging {
    Arena *work; // thrown away after each play
    const Incentive *incentive;
    IncentiveCase varied;
    Err *err;
} Swinging;

static bool kept_share(Swinging *s, double *ret) {
    arena_reset(s->work);
    const PlayResult *r = incentive_play(s->work, s->incentive->setup, &s->varied, s->err);
    if (!r) return false;
    PlayCount c = play_count(s->work, r);
    *ret = (double)c.kept / (double)c.worlds;
    return true;
}

// `value` stands in the case that is played.
static bool swing(Swinging *s, double *value, double low, double high, Swing *ret) {
    double own = *value;
    bool is_played = true;
    ret->at[0] = low;
    ret->at[1] = high;
    for (int side = 0; side < 2 && is_played; side++) {
        *value = ret->at[side];
        is_played = kept_share(s, &ret->kept[side]);
    }
    *value = own;
    return is_played;
}

static int by_width(const void *a, const void *b) {
    const Swing *x = a, *y = b;
    double wide = fabs(x->kept[1] - x->kept[0]), other = fabs(y->kept[1] - y->kept[0]);
    if (wide != other) return wide > other ? -1 : 1;
    if (x->is_discount != y->is_discount) return x->is_discount ? 1 : -1;
    return (x->index > y->index) - (x->index < y->index);
}

static bool has_action(const Scenario *s, size_t party) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party) return true;
    return false;
}

const Swing *incentive_swings(Arena *a, const Incentive *i, double *ret_kept, size_t *ret_count,
                              Err *err) {
    const Scenario *s = i->setup->scenario;
    size_t parameters = s->parameter_count < PARAMETERS_MAX ? s->parameter_count : PARAMETERS_MAX;
    size_t parties = s->terms->party_count, count = 0;
    Swinging x = {.work = arena_new(), .incentive = i, .varied = incentive_case(a, s), .err = err};
    Swing *all = ARENA_ARRAY(a, Swing, parameters + parties + 1);
    double *values = arena_copy(a, x.varied.parameters, s->parameter_count * sizeof *values);
    double *discounts = arena_copy(a, x.varied.discounts, parties * sizeof *discounts);
    uint64_t most = i->setup->is_exact ? WORLDS_MAX_EXACT : WORLDS_MAX;
    x.varied.worlds = i->options.worlds < most ? i->options.worlds : most;
    x.varied.pilot = x.varied.worlds;
    x.varied.drawn = ARENA_NEW(a, IncentiveDrawn);
    x.varied.drawn->arena = a;
    x.varied.parameters = values;
    x.varied.discounts = discounts;
    bool is_played = kept_share(&x, ret_kept);
    for (size_t p = 0; p < parameters && is_played; p++) {
        double step = FIFTH * fabs(values[p]);
        all[count].index = p;
        is_played = swing(&x, &values[p], values[p] - step, values[p] + step, &all[count++]);
    }
    for (size_t p = 0; p < parties && is_played; p++) {
        if (!has_action(s, p)) continue;
        double rate = 1 - discounts[p];
        all[count] = (Swing){.is_discount = true, .index = p};
        is_played =
            swing(&x, &discounts[p], 1 - rate * (1 + FIFTH), 1 - rate * (1 - FIFTH), &all[count++]);
    }
    arena_free(x.work);
    qsort(all, count, sizeof *all, by_width);
    *ret_count = count;
    return is_played ? all : NULL;
}
