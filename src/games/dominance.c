// games/dominance.c - iterated deletion of dominated strategies
#include "games/games.h"

typedef struct Deletion {
    const Game *game;
    bool *is_left;
    bool is_strict;
} Deletion;

static bool is_open(const Deletion *d, const size_t *choices, size_t except) {
    for (size_t p = 0; p < d->game->player_count; p++)
        if (p != except && !d->is_left[game_share_at(d->game, p) + choices[p]]) return false;
    return true;
}

// Does `better` dominate `worse` against all that is left of the others?
static bool dominates(const Deletion *d, size_t player, size_t better, size_t worse) {
    size_t choices[GAME_PLAYERS_MAX];
    bool is_once_better = false;
    for (size_t i = 0; i < d->game->profile_count; i++) {
        game_choices(d->game, i, choices);
        if (choices[player] != worse || !is_open(d, choices, player)) continue;
        choices[player] = better;
        const Rat *other = game_payoff(d->game, game_profile(d->game, choices), player);
        int sign = mpq_cmp(other, game_payoff(d->game, i, player));
        if (sign < 0 || (sign == 0 && d->is_strict)) return false;
        is_once_better |= sign > 0;
    }
    return is_once_better;
}

static bool is_dominated(const Deletion *d, size_t player, size_t strategy) {
    size_t at = game_share_at(d->game, player);
    for (size_t s = 0; s < d->game->players[player].strategy_count; s++)
        if (s != strategy && d->is_left[at + s] && dominates(d, player, s, strategy)) return true;
    return false;
}

// Delete all that are dominated now, one after the other; false if none is.
static bool delete_round(Deletion *d) {
    bool has_deleted = false;
    for (size_t p = 0; p < d->game->player_count; p++) {
        size_t at = game_share_at(d->game, p);
        for (size_t s = 0; s < d->game->players[p].strategy_count; s++) {
            if (!d->is_left[at + s] || !is_dominated(d, p, s)) continue;
            d->is_left[at + s] = false;
            has_deleted = true;
        }
    }
    return has_deleted;
}

static bool dominates_all(const Deletion *d, size_t player, size_t strategy) {
    for (size_t s = 0; s < d->game->players[player].strategy_count; s++)
        if (s != strategy && !dominates(d, player, strategy, s)) return false;
    return true;
}

bool dominance_dominant(Arena *a, const Game *g, size_t player, size_t *ret) {
    Deletion d = {g, ARENA_ARRAY(a, bool, game_share_count(g)), true};
    memset(d.is_left, 1, game_share_count(g));
    for (*ret = 0; *ret < g->players[player].strategy_count; ++*ret)
        if (dominates_all(&d, player, *ret)) return true;
    return false;
}

static size_t count_left(const Deletion *d) {
    size_t choices[GAME_PLAYERS_MAX], count = 0;
    for (size_t i = 0; i < d->game->profile_count; i++) {
        game_choices(d->game, i, choices);
        count += is_open(d, choices, SIZE_MAX);
    }
    return count;
}

const Dominance *dominance_iterate(Arena *a, const Game *g, bool is_strict) {
    Dominance *r = ARENA_NEW(a, Dominance);
    r->is_left = ARENA_ARRAY(a, bool, game_share_count(g));
    memset(r->is_left, 1, game_share_count(g));
    Deletion d = {g, r->is_left, is_strict};
    while (delete_round(&d)) r->rounds++;
    r->left_count = count_left(&d);
    return r;
}
