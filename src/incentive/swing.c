// incentive/swing.c - what matters most: how far the share of worlds in which the agreement is kept
// moves when numbers of the scenario do, each alone and all at once, a fifth less and a fifth more,
// on the same worlds
#include "incentive/judge_int.h"

#include <math.h>
#include <stdlib.h>

enum { WORLDS_MAX = 1024, WORLDS_MAX_EXACT = 32, PARAMETERS_MAX = 12, WALKS = 4 };
static const double FIFTH = 0.2;

typedef struct Swinging {
    Arena *work; // thrown away after each play
    const Incentive *incentive;
    IncentiveCase varied;
    double *parameters, *discounts; // of the case
    Swings *swings;
    Err *err;
    bool has_failed;
} Swinging;

static double kept_share(Swinging *s) {
    arena_reset(s->work);
    const PlayResult *r =
        s->has_failed ? NULL : incentive_play(s->work, s->incentive->setup, &s->varied, s->err);
    if (!r) {
        s->has_failed = true;
        return 0;
    }
    PlayCount c = play_count(s->work, r);
    return (double)c.kept / (double)c.worlds;
}

static double *number_of(Swinging *s, const Swing *w) {
    return w->is_discount ? &s->discounts[w->index] : &s->parameters[w->index];
}

// ---- each alone ---------------------------------------------------------------------------------

static void swing(Swinging *s, Swing *w) {
    double *number = number_of(s, w), own = *number;
    for (int side = 0; side < 2; side++) {
        *number = w->at[side];
        w->kept[side] = kept_share(s);
    }
    *number = own;
}

// ---- all at once --------------------------------------------------------------------------------

static void evaluate(void *self, const double *points, size_t count, double *ret) {
    Swinging *s = self;
    size_t dimensions = s->swings->count;
    for (size_t k = 0; k < count; k++) {
        for (size_t d = 0; d < dimensions; d++) {
            const Swing *w = &s->swings->items[d];
            *number_of(s, w) = w->at[0] + points[k * dimensions + d] * (w->at[1] - w->at[0]);
        }
        ret[k] = kept_share(s);
    }
}

static void find_effects(Swinging *s) {
    SensitivityModel m = {.dimensions = s->swings->count,
                          .evaluate = evaluate,
                          .self = s,
                          .seed = s->incentive->options.seed};
    Arena *a = arena_new();
    const Effect *effects = sensitivity_effects(a, &m, WALKS);
    for (size_t d = 0; d < m.dimensions; d++) {
        s->swings->items[d].effect = effects[d].mean_absolute;
        s->swings->items[d].deviation = effects[d].deviation;
    }
    s->swings->walks = WALKS;
    arena_free(a);
}

// ---- what is looked at --------------------------------------------------------------------------

static double width(const Swing *w) {
    return fabs(w->kept[1] - w->kept[0]);
}

static int by_effect(const void *a, const void *b) {
    const Swing *x = a, *y = b;
    if (x->effect != y->effect) return x->effect > y->effect ? -1 : 1;
    if (width(x) != width(y)) return width(x) > width(y) ? -1 : 1;
    if (x->is_discount != y->is_discount) return x->is_discount ? 1 : -1;
    return (x->index > y->index) - (x->index < y->index);
}

static bool has_action(const Scenario *s, size_t party) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party) return true;
    return false;
}

static void list_numbers(Arena *a, Swinging *x, const Scenario *s) {
    size_t parameters = s->parameter_count < PARAMETERS_MAX ? s->parameter_count : PARAMETERS_MAX;
    size_t parties = s->terms->party_count;
    Swings *all = x->swings;
    all->items = ARENA_ARRAY(a, Swing, parameters + parties + 1);
    for (size_t p = 0; p < parameters; p++) {
        double value = x->parameters[p], step = FIFTH * fabs(value);
        all->items[all->count++] = (Swing){.index = p, .at = {value - step, value + step}};
    }
    for (size_t p = 0; p < parties; p++) {
        double rate = 1 - x->discounts[p], more = rate * (1 + FIFTH), less = rate * (1 - FIFTH);
        if (!has_action(s, p)) continue;
        all->items[all->count++] =
            (Swing){.is_discount = true, .index = p, .at = {1 - more, 1 - less}};
    }
}

static Swinging swinging_new(Arena *a, const Incentive *i, Err *err) {
    Swinging x = {.work = arena_new(),
                  .incentive = i,
                  .varied = incentive_case(a, i->setup->scenario),
                  .swings = ARENA_NEW(a, Swings),
                  .err = err};
    uint64_t most = i->setup->is_exact ? WORLDS_MAX_EXACT : WORLDS_MAX;
    x.varied.worlds = i->options.worlds < most ? i->options.worlds : most;
    x.varied.pilot = x.varied.worlds;
    x.varied.is_brief = true;
    x.varied.drawn = ARENA_NEW(a, IncentiveDrawn);
    x.varied.drawn->arena = a;
    x.parameters = (double *)x.varied.parameters;
    x.discounts = (double *)x.varied.discounts;
    x.swings->worlds = x.varied.worlds;
    return x;
}

bool judge_swings(Arena *a, Incentive *i, Err *err) {
    if (!i->options.has_swings) return true;
    Swinging x = swinging_new(a, i, err);
    Swings *all = x.swings;
    list_numbers(a, &x, i->setup->scenario);
    all->kept = kept_share(&x);
    for (size_t k = 0; k < all->count; k++) swing(&x, &all->items[k]);
    if (all->count && !x.has_failed) find_effects(&x);
    arena_free(x.work);
    qsort(all->items, all->count, sizeof *all->items, by_effect);
    i->swings = all;
    return !x.has_failed;
}
