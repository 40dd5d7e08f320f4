// games/polish.c - a solution of the equations of a support, from doubles to fractions
//
// Each step of Newton doubles the digits that are right. What comes out is rounded to 256 bits and
// tried as a fraction: the first convergent of its continued fraction that is 200 bits near. That
// fraction is no more than a guess; the caller verifies it in every reply.
#include "games/equilibria_int.h"

enum { STEPS = 6, BITS = 256, NEAR_BITS = 200, DENOMINATOR_BITS = 96 };

typedef struct Polishing {
    const Game *game;
    const Support *support;
    Rat *shares; // of all strategies
    Rat *matrix; // the slopes, and what is lacking in the last column
    Rat *moves;
    Rat *work; // 2
} Polishing;

// ---- equations ----------------------------------------------------------------------------------

// A profile of used strategies, each player's number in the support; false after the last. The
// players in `fixed` stay.
static bool advance(const Polishing *p, size_t *at, uint32_t fixed) {
    for (size_t q = 0; q < p->game->player_count; q++) {
        if (fixed >> q & 1) continue;
        if (++at[q] < p->support->counts[q]) return true;
        at[q] = 0;
    }
    return false;
}

static void chosen(const Polishing *p, const size_t *at, size_t *ret) {
    for (size_t q = 0; q < p->game->player_count; q++) ret[q] = p->support->strategies[q][at[q]];
}

// The chance of what all do who are not fixed.
static void weigh(const Polishing *p, const size_t *choices, uint32_t fixed, Rat *ret) {
    mpq_set_ui(ret, 1, 1);
    for (size_t q = 0; q < p->game->player_count; q++)
        if (!(fixed >> q & 1))
            mpq_mul(ret, ret, &p->shares[game_share_at(p->game, q) + choices[q]]);
}

// What the unknown's strategy brings more than the last one, in this profile of the others.
static void add_gain(const Polishing *p, const struct Unknown *u, size_t *choices,
                     const Rat *weight, bool is_minus, Rat *sum) {
    Rat *gain = &p->work[1];
    choices[u->player] = u->strategy;
    mpq_set(gain, game_payoff(p->game, game_profile(p->game, choices), u->player));
    choices[u->player] = u->last;
    mpq_sub(gain, gain, game_payoff(p->game, game_profile(p->game, choices), u->player));
    mpq_mul(gain, gain, weight);
    if (is_minus) mpq_neg(gain, gain);
    mpq_add(sum, sum, gain);
}

static void find_gain(const Polishing *p, const struct Unknown *u, Rat *ret) {
    size_t at[GAME_PLAYERS_MAX] = {0}, choices[GAME_PLAYERS_MAX];
    uint32_t fixed = UINT32_C(1) << u->player;
    mpq_set_ui(ret, 0, 1);
    do {
        chosen(p, at, choices);
        weigh(p, choices, fixed, &p->work[0]);
        add_gain(p, u, choices, &p->work[0], false, ret);
    } while (advance(p, at, fixed));
}

static void find_slope(const Polishing *p, const struct Unknown *u, const struct Unknown *by,
                       Rat *ret) {
    size_t at[GAME_PLAYERS_MAX] = {0}, choices[GAME_PLAYERS_MAX];
    uint32_t fixed = UINT32_C(1) << u->player | UINT32_C(1) << by->player;
    mpq_set_ui(ret, 0, 1);
    if (u->player == by->player) return;
    do {
        chosen(p, at, choices);
        weigh(p, choices, fixed, &p->work[0]);
        choices[by->player] = by->strategy;
        add_gain(p, u, choices, &p->work[0], false, ret);
        choices[by->player] = by->last;
        add_gain(p, u, choices, &p->work[0], true, ret);
    } while (advance(p, at, fixed));
}

// ---- steps --------------------------------------------------------------------------------------

static Rat *share_at(const Polishing *p, const struct Unknown *u, size_t strategy) {
    return &p->shares[game_share_at(p->game, u->player) + strategy];
}

// The last strategy of each player gets what is left.
static void fill_last(const Polishing *p) {
    for (size_t q = 0; q < p->game->player_count; q++) {
        size_t at = game_share_at(p->game, q), count = p->support->counts[q];
        Rat *last = &p->shares[at + p->support->strategies[q][count - 1]];
        mpq_set_ui(last, 1, 1);
        for (size_t i = 0; i + 1 < count; i++)
            mpq_sub(last, last, &p->shares[at + p->support->strategies[q][i]]);
    }
}

static void round_share(Rat *share) {
    mpz_t rounded;
    mpz_init(rounded);
    mpz_mul_2exp(rounded, mpq_numref(share), BITS);
    mpz_fdiv_q(mpq_numref(share), rounded, mpq_denref(share));
    mpz_set_ui(mpq_denref(share), 1);
    mpz_mul_2exp(mpq_denref(share), mpq_denref(share), BITS);
    mpq_canonicalize(share);
    mpz_clear(rounded);
}

static bool step(const Polishing *p) {
    const Support *s = p->support;
    size_t count = s->unknown_count;
    for (size_t i = 0; i < count; i++) {
        Rat *row = p->matrix + i * (count + 1);
        for (size_t j = 0; j < count; j++) find_slope(p, &s->unknowns[i], &s->unknowns[j], &row[j]);
        find_gain(p, &s->unknowns[i], &row[count]);
    }
    if (!rats_solve(p->matrix, count, count, p->moves)) return false;
    for (size_t i = 0; i < count; i++) {
        Rat *share = share_at(p, &s->unknowns[i], s->unknowns[i].strategy);
        mpq_sub(share, share, &p->moves[i]);
        round_share(share);
    }
    fill_last(p);
    return true;
}

// ---- fractions ----------------------------------------------------------------------------------

static bool is_near(const Rat *one, const Rat *other) {
    mpq_t gap;
    mpq_init(gap);
    mpq_sub(gap, one, other);
    mpq_abs(gap, gap);
    mpq_mul_2exp(gap, gap, NEAR_BITS);
    bool near = mpq_cmp_ui(gap, 1, 1) < 0;
    mpq_clear(gap);
    return near;
}

// The convergents h/k of the continued fraction; false if none with a small k is near.
static bool find_fraction(const Rat *share, Rat *ret) {
    mpz_t top, bottom, whole, h[2], k[2];
    mpz_inits(top, bottom, whole, h[0], h[1], k[0], k[1], NULL);
    mpz_set(top, mpq_numref(share));
    mpz_set(bottom, mpq_denref(share));
    mpz_set_ui(h[1], 1);
    mpz_set_ui(k[0], 1);
    bool has_found = false;
    while (!has_found && mpz_sgn(bottom) && mpz_sizeinbase(k[1], 2) <= DENOMINATOR_BITS) {
        mpz_fdiv_qr(whole, top, top, bottom);
        mpz_swap(top, bottom);
        mpz_addmul(h[0], whole, h[1]);
        mpz_addmul(k[0], whole, k[1]);
        mpz_swap(h[0], h[1]);
        mpz_swap(k[0], k[1]);
        mpz_set(mpq_numref(ret), h[1]);
        mpz_set(mpq_denref(ret), k[1]);
        mpq_canonicalize(ret);
        has_found = is_near(share, ret);
    }
    mpz_clears(top, bottom, whole, h[0], h[1], k[0], k[1], NULL);
    return has_found;
}

static void take_fractions(const Polishing *p) {
    size_t count = p->support->unknown_count;
    for (size_t i = 0; i < count; i++) {
        const struct Unknown *u = &p->support->unknowns[i];
        if (!find_fraction(share_at(p, u, u->strategy), &p->moves[i])) return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct Unknown *u = &p->support->unknowns[i];
        mpq_set(share_at(p, u, u->strategy), &p->moves[i]);
    }
    fill_last(p);
}

bool equilibria_polish(const Game *g, const Support *s, const double *start, Rat *shares) {
    Arena *scratch = arena_new();
    size_t count = s->unknown_count;
    Polishing p = {.game = g, .support = s, .shares = shares};
    p.matrix = rats_new(scratch, count * (count + 1));
    p.moves = rats_new(scratch, count);
    p.work = rats_new(scratch, 2);
    for (size_t i = 0; i < count; i++)
        mpq_set_d(share_at(&p, &s->unknowns[i], s->unknowns[i].strategy), start[i]);
    fill_last(&p);
    bool is_fine = true;
    for (int i = 0; i < STEPS && is_fine; i++) is_fine = step(&p);
    if (is_fine) take_fractions(&p);
    arena_free(scratch);
    return is_fine;
}
