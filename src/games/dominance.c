// games/dominance.c - iterated deletion of dominated strategies
//
// Whether one strategy dominates another is asked again in each round, of fewer profiles of the
// others. A profile that speaks against strict domination does so until it is deleted, so the
// search goes on where it stopped: each pair of strategies sees each profile of the others once.
#include "games/games.h"

typedef struct Deletion {
    const Game *game;
    bool *is_left;
    bool is_strict;
    size_t **seen; // by player and pair of strategies: profiles of the others that do not count
} Deletion;

static size_t stride_of(const Game *g, size_t player) {
    size_t stride = 1;
    for (size_t p = 0; p < player; p++) stride *= g->players[p].strategy_count;
    return stride;
}

// The profile in which the player chooses 0 and the others what their number says.
static size_t profile_of_others(const Game *g, size_t player, size_t others) {
    size_t stride = stride_of(g, player);
    return others / stride * stride * g->players[player].strategy_count + others % stride;
}

static bool is_open(const Deletion *d, size_t profile, size_t except) {
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(d->game, profile, choices);
    for (size_t p = 0; p < d->game->player_count; p++)
        if (p != except && !d->is_left[game_share_at(d->game, p) + choices[p]]) return false;
    return true;
}

// Does `better` dominate `worse` against all that is left of the others?
static bool dominates(const Deletion *d, size_t player, size_t better, size_t worse) {
    const Game *g = d->game;
    size_t strategies = g->players[player].strategy_count, stride = stride_of(g, player);
    size_t *seen = &d->seen[player][better * strategies + worse], count = g->profile_count;
    bool is_once_better = d->is_strict;
    for (size_t i = d->is_strict ? *seen : 0; i < count / strategies; i++) {
        size_t at = profile_of_others(g, player, i);
        if (!is_open(d, at, player)) continue;
        int sign = mpq_cmp(game_payoff(g, at + better * stride, player),
                           game_payoff(g, at + worse * stride, player));
        *seen = i;
        if (sign < 0 || (sign == 0 && d->is_strict)) return false;
        is_once_better |= sign > 0;
    }
    return is_once_better;
}

static Deletion deletion_of(Arena *a, const Game *g, bool *is_left, bool is_strict) {
    Deletion d = {g, is_left, is_strict, ARENA_ARRAY(a, size_t *, g->player_count)};
    for (size_t p = 0; p < g->player_count; p++) {
        size_t strategies = g->players[p].strategy_count;
        d.seen[p] = ARENA_ARRAY(a, size_t, strategies * strategies);
    }
    memset(is_left, 1, game_share_count(g) * sizeof *is_left);
    return d;
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
    Deletion d = deletion_of(a, g, ARENA_ARRAY(a, bool, game_share_count(g)), true);
    for (*ret = 0; *ret < g->players[player].strategy_count; ++*ret)
        if (dominates_all(&d, player, *ret)) return true;
    return false;
}

static size_t count_left(const Deletion *d) {
    size_t count = 1;
    for (size_t p = 0; p < d->game->player_count; p++) {
        size_t at = game_share_at(d->game, p), left = 0;
        for (size_t s = 0; s < d->game->players[p].strategy_count; s++) left += d->is_left[at + s];
        count *= left;
    }
    return count;
}

const Dominance *dominance_iterate(Arena *a, const Game *g, bool is_strict) {
    Dominance *r = ARENA_NEW(a, Dominance);
    r->is_left = ARENA_ARRAY(a, bool, game_share_count(g));
    Deletion d = deletion_of(a, g, r->is_left, is_strict);
    while (delete_round(&d)) r->rounds++;
    r->left_count = count_left(&d);
    return r;
}
