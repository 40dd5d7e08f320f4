// games/verify.c - is it an equilibrium? every reply of every player in exact rationals
#include "games/games.h"

typedef struct Replies {
    const Game *game;
    const Rat *shares;
    Rat *values; // of each strategy of each player, against what the others do
    size_t choices[GAME_PLAYERS_MAX];
    mpq_t weight, product;
} Replies;

static const Rat *share_of(const Replies *r, size_t player) {
    return &r->shares[game_share_at(r->game, player) + r->choices[player]];
}

// The chance of what all but `player` do; false if it is 0.
static bool weigh(Replies *r, size_t player) {
    mpq_set_ui(r->weight, 1, 1);
    for (size_t q = 0; q < r->game->player_count; q++) {
        if (q == player) continue;
        if (mpq_sgn(share_of(r, q)) == 0) return false;
        mpq_mul(r->weight, r->weight, share_of(r, q));
    }
    return true;
}

static void add_profile(Replies *r, size_t profile) {
    const Game *g = r->game;
    game_choices(g, profile, r->choices);
    for (size_t p = 0; p < g->player_count; p++) {
        if (!weigh(r, p)) continue;
        Rat *value = &r->values[game_share_at(g, p) + r->choices[p]];
        mpq_mul(r->product, r->weight, game_payoff(g, profile, p));
        mpq_add(value, value, r->product);
    }
}

// What the player gets, and what the best reply would bring besides.
static void judge(Replies *r, size_t player, Rat *payoff, Rat *regret) {
    size_t at = game_share_at(r->game, player);
    size_t count = r->game->players[player].strategy_count;
    const Rat *best = &r->values[at];
    mpq_set_ui(payoff, 0, 1);
    for (size_t s = 0; s < count; s++) {
        mpq_mul(r->product, &r->shares[at + s], &r->values[at + s]);
        mpq_add(payoff, payoff, r->product);
        if (mpq_cmp(&r->values[at + s], best) > 0) best = &r->values[at + s];
    }
    mpq_sub(r->product, best, payoff);
    if (mpq_cmp(r->product, regret) > 0) mpq_set(regret, r->product);
}

void equilibrium_verify(Arena *a, const Game *g, Equilibrium *e) {
    Replies r = {.game = g, .shares = e->shares};
    Arena *scratch = arena_new();
    r.values = rats_new(scratch, game_share_count(g));
    mpq_inits(r.weight, r.product, NULL);
    for (size_t i = 0; i < g->profile_count; i++) add_profile(&r, i);
    e->payoffs = rats_new(a, g->player_count);
    e->regret = rats_new(a, 1);
    for (size_t p = 0; p < g->player_count; p++) judge(&r, p, &e->payoffs[p], e->regret);
    e->is_exact = mpq_sgn(e->regret) == 0;
    mpq_clears(r.weight, r.product, NULL);
    arena_free(scratch);
}

static bool gains(const Game *g, size_t profile, size_t player) {
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, profile, choices);
    for (size_t s = 0; s < g->players[player].strategy_count; s++) {
        choices[player] = s;
        const Rat *other = game_payoff(g, game_profile(g, choices), player);
        if (mpq_cmp(other, game_payoff(g, profile, player)) > 0) return true;
    }
    return false;
}

bool profile_is_equilibrium(const Game *g, size_t profile) {
    for (size_t p = 0; p < g->player_count; p++)
        if (gains(g, profile, p)) return false;
    return true;
}
