// games/shapley.c - what each adds, on average: Shapley value, Banzhaf value, and by sampling
//
// The Shapley value weighs a coalition of s by (s-1)! (n-s)! / n!, so sums of values by size, over
// all coalitions and over those with a player, are enough: one pass over the table, in integers of
// 128 bits, and the weights at the end.
#include "games/coalitions_int.h"

#include <math.h>

static const double NORMAL_95 = 1.959963984540054;

typedef struct Sums {
    Wide all[COALITION_PLAYERS_MAX + 1];
    Wide with[COALITION_PLAYERS_MAX][COALITION_PLAYERS_MAX + 1];
} Sums;

static void add_coalition(Sums *s, uint64_t members, int64_t worth) {
    int size = __builtin_popcountll(members);
    s->all[size] += worth;
    for (uint64_t left = members; left; left &= left - 1)
        s->with[__builtin_ctzll(left)][size] += worth;
}

static void add_all(const Coalitions *c, Sums *s) {
    *s = (Sums){.all = {0}};
    for (uint64_t members = 1; members < UINT64_C(1) << c->count; members++)
        if (c->values[members]) add_coalition(s, members, c->values[members]);
}

// before! after! / n!
static void set_weight(size_t before, size_t after, size_t n, Rat *ret) {
    mpz_t factor;
    mpz_init(factor);
    mpz_fac_ui(mpq_numref(ret), before);
    mpz_fac_ui(factor, after);
    mpz_mul(mpq_numref(ret), mpq_numref(ret), factor);
    mpz_fac_ui(mpq_denref(ret), n);
    mpq_canonicalize(ret);
    mpz_clear(factor);
}

typedef struct Weighing {
    const Coalitions *game;
    mpz_t one;
    mpq_t weight, term;
} Weighing;

static void weighing_open(Weighing *w, const Coalitions *c) {
    w->game = c;
    mpz_init_set_ui(w->one, 1);
    mpq_inits(w->weight, w->term, NULL);
}

static void weighing_close(Weighing *w) {
    mpz_clear(w->one);
    mpq_clears(w->weight, w->term, NULL);
}

// Add `sum` times the weight that is set.
static void add_weighed(Weighing *w, Wide sum, Rat *ret) {
    coalition_unscale(w->game, sum, w->one, w->term);
    mpq_mul(w->term, w->term, w->weight);
    mpq_add(ret, ret, w->term);
}

static void weigh_player(Weighing *w, const Sums *s, size_t player, Rat *ret) {
    size_t n = w->game->count;
    mpq_set_ui(ret, 0, 1);
    for (size_t size = 1; size <= n; size++) {
        Wide with = s->with[player][size], without = s->all[size] - with;
        set_weight(size - 1, n - size, n, w->weight);
        add_weighed(w, with, ret);
        if (size == n) continue;
        set_weight(size, n - size - 1, n, w->weight);
        add_weighed(w, -without, ret);
    }
}

void shapley_exact(const Coalitions *c, Rat *ret) {
    Sums s;
    Weighing w;
    add_all(c, &s);
    weighing_open(&w, c);
    for (size_t i = 0; i < c->count; i++) weigh_player(&w, &s, i, &ret[i]);
    weighing_close(&w);
}

void banzhaf_exact(const Coalitions *c, Rat *ret) {
    Sums s;
    Weighing w;
    add_all(c, &s);
    weighing_open(&w, c);
    mpq_set_ui(w.weight, 1, 1UL << (c->count - 1));
    for (size_t i = 0; i < c->count; i++) {
        Wide sum = 0;
        for (size_t size = 1; size <= c->count; size++) sum += 2 * s.with[i][size] - s.all[size];
        mpq_set_ui(&ret[i], 0, 1);
        add_weighed(&w, sum, &ret[i]);
    }
    weighing_close(&w);
}

// ---- sampling -----------------------------------------------------------------------------------

typedef struct Sampler {
    const Coalitions *game;
    uint64_t state;
    size_t order[COALITION_SAMPLED_MAX];
    double sum[COALITION_SAMPLED_MAX], squares[COALITION_SAMPLED_MAX];
    double pair[COALITION_SAMPLED_MAX];
} Sampler;

// splitmix64
static uint64_t next(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static void shuffle(Sampler *s) {
    for (size_t i = s->game->count; i > 1; i--) {
        size_t at = (size_t)(next(&s->state) % i), kept = s->order[at];
        s->order[at] = s->order[i - 1];
        s->order[i - 1] = kept;
    }
}

// What each adds in this order, or backwards.
static void walk_order(Sampler *s, bool is_backwards) {
    uint64_t members = 0;
    int64_t before = 0;
    for (size_t i = 0; i < s->game->count; i++) {
        size_t player = s->order[is_backwards ? s->game->count - 1 - i : i];
        members |= UINT64_C(1) << player;
        int64_t after = coalition_worth(s->game, members);
        s->pair[player] += (double)(after - before) / 2;
        before = after;
    }
}

// An order and its reverse are one sample, which narrows the interval.
static void draw_pair(Sampler *s) {
    shuffle(s);
    memset(s->pair, 0, sizeof s->pair);
    walk_order(s, false);
    walk_order(s, true);
    for (size_t i = 0; i < s->game->count; i++) {
        s->sum[i] += s->pair[i];
        s->squares[i] += s->pair[i] * s->pair[i];
    }
}

void shapley_sample(const Coalitions *c, size_t orders, uint64_t seed, SampledShare *ret) {
    Sampler s = {.game = c, .state = seed};
    double n = (double)orders, scale = mpz_get_d(c->scale) * (c->is_cost ? -1 : 1);
    for (size_t i = 0; i < c->count; i++) s.order[i] = i;
    for (size_t i = 0; i < orders; i++) draw_pair(&s);
    for (size_t i = 0; i < c->count; i++) {
        double mean = s.sum[i] / n, spread = fmax(0, s.squares[i] / n - mean * mean);
        ret[i].mean = mean / scale;
        ret[i].half_width = NORMAL_95 * sqrt(spread / (n - 1)) / fabs(scale);
    }
}
