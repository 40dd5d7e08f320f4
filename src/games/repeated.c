// games/repeated.c - how patient one must be to keep an agreement, in closed form
//
// Who deviates gains D - C once and loses C - P in each round of punishment. With grim punishment
// keeping pays from d = (D - C) / (D - P) on (Friedman 1971). Roots that are no fractions are
// enclosed by halving, and the upper end is given, so that the condition holds there exactly.
#include "games/games.h"

#include <assert.h>

enum { HALVINGS = 60 };

typedef struct Gap {
    mpq_t gain, loss; // D - C, C - P
} Gap;

static void gap_open(Gap *g, const Temptation *t) {
    mpq_inits(g->gain, g->loss, NULL);
    mpq_sub(g->gain, t->deviation, t->keeping);
    mpq_sub(g->loss, t->keeping, t->punishment);
}

static void gap_close(Gap *g) {
    mpq_clears(g->gain, g->loss, NULL);
}

// gain / (gain + loss), with 0 where nothing is gained; false where nothing is lost.
static bool least_discount(const Rat *gain, const Rat *loss, Rat *ret) {
    if (mpq_sgn(gain) <= 0) {
        mpq_set_ui(ret, 0, 1);
        return true;
    }
    if (mpq_sgn(loss) <= 0) return false;
    mpq_t sum;
    mpq_init(sum);
    mpq_add(sum, gain, loss);
    mpq_div(ret, gain, sum);
    mpq_clear(sum);
    return true;
}

bool discount_grim(const Temptation *t, Rat *ret) {
    Gap g;
    gap_open(&g, t);
    bool holds = least_discount(g.gain, g.loss, ret);
    gap_close(&g);
    return holds;
}

bool discount_detected(const Temptation *t, const Rat *probability, Rat *ret) {
    Gap g;
    gap_open(&g, t);
    mpq_mul(g.loss, g.loss, probability);
    bool holds = least_discount(g.gain, g.loss, ret);
    gap_close(&g);
    return holds;
}

bool discount_with_bond(const Temptation *t, const Rat *bond, Rat *ret) {
    Gap g;
    gap_open(&g, t);
    mpq_sub(g.gain, g.gain, bond);
    bool holds = least_discount(g.gain, g.loss, ret);
    gap_close(&g);
    return holds;
}

bool discount_tit_for_tat(const Rat *t, const Rat *r, const Rat *p, const Rat *s, Rat *ret) {
    Temptation forever = {t, r, p}, once = {t, r, s};
    Gap g;
    mpq_t turns;
    mpq_init(turns);
    gap_open(&g, &once);
    bool holds = discount_grim(&forever, ret);
    // Deviating every other round: (T - R) / (R - S).
    if (holds && mpq_sgn(g.gain) > 0) {
        holds = mpq_sgn(g.loss) > 0 && mpq_cmp(g.gain, g.loss) < 0;
        if (holds) mpq_div(turns, g.gain, g.loss);
        if (holds && mpq_cmp(turns, ret) > 0) mpq_set(ret, turns);
    }
    gap_close(&g);
    mpq_clear(turns);
    return holds;
}

void bond_least(const Temptation *t, const Rat *discount, Rat *ret) {
    Gap g;
    mpq_t future;
    mpq_init(future);
    gap_open(&g, t);
    mpq_set_ui(future, 1, 1);
    mpq_sub(future, future, discount);
    mpq_div(future, discount, future);
    mpq_mul(future, future, g.loss);
    mpq_sub(ret, g.gain, future);
    if (mpq_sgn(ret) < 0) mpq_set_ui(ret, 0, 1);
    gap_close(&g);
    mpq_clear(future);
}

// ---- roots --------------------------------------------------------------------------------------

// Is gain <= loss * value(d)?
typedef struct Condition {
    const Gap *gap;
    unsigned rounds;
    void (*value)(const Rat *d, unsigned rounds, Rat *ret);
} Condition;

// d + d^2 + … + d^rounds, by Horner.
static void sum_of_powers(const Rat *d, unsigned rounds, Rat *ret) {
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpq_set_ui(ret, 0, 1);
    for (unsigned i = 0; i < rounds; i++) {
        mpq_add(ret, ret, one);
        mpq_mul(ret, ret, d);
    }
    mpq_clear(one);
}

// d^lag / (1 - d^lag): the loss begins after so many rounds, and the gain is had in each until
// then.
static void after_lag(const Rat *d, unsigned lag, Rat *ret) {
    mpq_t power, rest;
    mpq_inits(power, rest, NULL);
    mpq_set_ui(power, 1, 1);
    for (unsigned i = 0; i < lag; i++) mpq_mul(power, power, d);
    mpq_set_ui(rest, 1, 1);
    mpq_sub(rest, rest, power);
    mpq_div(ret, power, rest);
    mpq_clears(power, rest, NULL);
}

static bool holds_at(const Condition *c, const Rat *d) {
    mpq_t value;
    mpq_init(value);
    c->value(d, c->rounds, value);
    mpq_mul(value, value, c->gap->loss);
    bool holds = mpq_cmp(value, c->gap->gain) >= 0;
    mpq_clear(value);
    return holds;
}

// The condition holds from some d below 1 on.
static void halve(const Condition *c, Rat *ret) {
    mpq_t low, middle;
    mpq_inits(low, middle, NULL);
    mpq_set_ui(ret, 1, 1);
    for (int i = 0; i < HALVINGS; i++) {
        mpq_add(middle, low, ret);
        mpq_div_2exp(middle, middle, 1);
        mpq_set(holds_at(c, middle) ? ret : low, middle);
    }
    mpq_clears(low, middle, NULL);
}

static bool root_of(const Temptation *t, unsigned rounds, bool is_finite, Rat *ret) {
    assert(rounds <= DISCOUNT_ROUNDS_MAX);
    Gap g;
    gap_open(&g, t);
    Condition c = {&g, rounds, is_finite ? sum_of_powers : after_lag};
    mpq_t most;
    mpq_init(most);
    mpq_set_ui(most, rounds, 1);
    mpq_mul(most, most, g.loss);
    bool pays = mpq_sgn(g.gain) <= 0;
    bool holds = pays || (mpq_sgn(g.loss) > 0 && (!is_finite || mpq_cmp(most, g.gain) > 0));
    if (pays) mpq_set_ui(ret, 0, 1);
    if (!pays && holds) halve(&c, ret);
    mpq_clear(most);
    gap_close(&g);
    return holds;
}

bool discount_finite(const Temptation *t, unsigned rounds, Rat *ret) {
    return root_of(t, rounds, true, ret);
}

bool discount_lagged(const Temptation *t, unsigned lag, Rat *ret) {
    return root_of(t, lag, false, ret);
}
