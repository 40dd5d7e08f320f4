// games/equilibria.c - all equilibria, by the search that fits the number of players
#include "games/equilibria_int.h"

#include <stdlib.h>

bool equilibrium_is_pure(const Game *g, const Rat *shares) {
    for (size_t i = 0; i < game_share_count(g); i++)
        if (mpq_sgn(&shares[i]) != 0 && mpq_cmp_ui(&shares[i], 1, 1) != 0) return false;
    return true;
}

static bool is_known(const Game *g, const EquilibriumSet *set, const Rat *shares) {
    size_t count = game_share_count(g);
    for (size_t i = 0; i < set->count; i++) {
        size_t same = 0;
        while (same < count && mpq_equal(&set->items[i].shares[same], &shares[same])) same++;
        if (same == count) return true;
    }
    return false;
}

void equilibria_add(Arena *a, const Game *g, EquilibriumSet *set, Rat *shares) {
    if (is_known(g, set, shares)) return;
    Equilibrium *e = VEC_ADD(a, set);
    e->shares = shares;
    e->is_pure = equilibrium_is_pure(g, shares);
    equilibrium_verify(a, g, e);
}

// Those that choose what is listed first come first.
static int compare(const void *one, const void *other, void *game) {
    const Equilibrium *a = one, *b = other;
    size_t count = game_share_count(game);
    for (size_t i = 0; i < count; i++) {
        int sign = mpq_cmp(&b->shares[i], &a->shares[i]);
        if (sign) return sign;
    }
    return 0;
}

void equilibria_sort(const Game *g, EquilibriumSet *set) {
    Game game = *g;
    if (set->count) qsort_r(set->items, set->count, sizeof *set->items, compare, &game);
}

void equilibria_pure(Arena *a, const Game *g, EquilibriumSet *set) {
    size_t choices[GAME_PLAYERS_MAX];
    for (size_t i = 0; i < g->profile_count; i++) {
        if (!profile_is_equilibrium(g, i)) continue;
        Rat *shares = rats_new(a, game_share_count(g));
        game_choices(g, i, choices);
        for (size_t p = 0; p < g->player_count; p++)
            mpq_set_ui(&shares[game_share_at(g, p) + choices[p]], 1, 1);
        equilibria_add(a, g, set, shares);
    }
}

static bool fits_two(const Game *g) {
    return g->player_count == 2 && game_share_count(g) <= 64;
}

// What iterated strict dominance leaves alone is the only equilibrium, mixed ones included.
static bool is_solvable(Arena *a, const Game *g) {
    return dominance_iterate(a, g, true)->left_count == 1;
}

const EquilibriumSet *equilibria_all(Arena *a, const Game *g) {
    EquilibriumSet *set = ARENA_NEW(a, EquilibriumSet);
    if (fits_two(g)) equilibria_two(a, g, set);
    if (!set->is_complete) equilibria_pure(a, g, set);
    if (!set->is_complete) set->is_complete = is_solvable(a, g);
    equilibria_sort(g, set);
    if (set->is_complete && fits_two(g)) equilibria_subsets(a, g, set);
    return set;
}
