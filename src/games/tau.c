// games/tau.c - Tijs's compromise between what each can hope for and what each can insist on
#include "games/coalitions_int.h"

typedef struct Bounds {
    Wide hope[COALITION_PLAYERS_MAX];   // what the others lose without him
    Wide insist[COALITION_PLAYERS_MAX]; // what is left if he pays the others of a coalition their
                                        // hope
} Bounds;

static void find_hopes(const Coalitions *c, Bounds *b) {
    uint64_t all = (UINT64_C(1) << c->count) - 1;
    for (size_t i = 0; i < c->count; i++)
        b->hope[i] = (Wide)c->values[all] - c->values[all & ~(UINT64_C(1) << i)];
}

static void find_insisted(const Coalitions *c, Bounds *b) {
    for (size_t i = 0; i < c->count; i++) b->insist[i] = c->values[UINT64_C(1) << i];
    for (uint64_t members = 1; members < UINT64_C(1) << c->count; members++) {
        Wide rest = c->values[members];
        for (uint64_t left = members; left; left &= left - 1)
            rest -= b->hope[__builtin_ctzll(left)];
        for (uint64_t left = members; left; left &= left - 1) {
            int i = __builtin_ctzll(left);
            if (rest + b->hope[i] > b->insist[i]) b->insist[i] = rest + b->hope[i];
        }
    }
}

bool tau_exact(Arena *a, const Coalitions *c, Rat *ret) {
    Bounds *b = ARENA_NEW(a, Bounds);
    Rat *r = rats_new(a, 3), *hope = &r[0], *insist = &r[1], *part = &r[2];
    Wide hopes = 0, insisted = 0, grand = c->values[(UINT64_C(1) << c->count) - 1];
    mpz_t one;
    find_hopes(c, b);
    find_insisted(c, b);
    bool is_balanced = true;
    for (size_t i = 0; i < c->count; i++) {
        hopes += b->hope[i];
        insisted += b->insist[i];
        is_balanced &= b->insist[i] <= b->hope[i];
    }
    if (!is_balanced || insisted > grand || grand > hopes) return false;
    mpz_init_set_ui(one, 1);
    // (v(N) - sum of insisted) / (sum of hopes - sum of insisted)
    coalition_unscale(c, grand - insisted, one, part);
    coalition_unscale(c, hopes - insisted, one, hope);
    if (mpq_sgn(hope)) mpq_div(part, part, hope);
    for (size_t i = 0; i < c->count; i++) {
        coalition_unscale(c, b->hope[i], one, hope);
        coalition_unscale(c, b->insist[i], one, insist);
        mpq_sub(hope, hope, insist);
        mpq_mul(hope, hope, part);
        mpq_add(&ret[i], insist, hope);
    }
    mpz_clear(one);
    return true;
}
