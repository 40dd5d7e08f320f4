// games/equilibria.c - all equilibria, by the search that fits the number of players
#include "games/equilibria_int.h"

#include <stdlib.h>

bool equilibrium_is_pure(const Game *g, const Rat *shares) {
    for (size_t i = 0; i < game_share_count(g); i++)
        if (mpq_sgn(&shares[i]) != 0 && mpq_cmp_ui(&shares[i], 1, 1) != 0) return false;
    return true;
}

Equilibrium *equilibria_add(Arena *a, const Game *g, EquilibriumSet *set, Rat *shares) {
    Equilibrium *e = VEC_ADD(a, set);
    *e = (Equilibrium){.shares = shares, .is_pure = equilibrium_is_pure(g, shares)};
    equilibrium_verify(a, g, e);
    return e;
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

// Nothing of it is to be computed: every reply was compared.
static void add_profile(Arena *a, const Game *g, EquilibriumSet *set, size_t profile) {
    size_t choices[GAME_PLAYERS_MAX];
    Equilibrium *e = VEC_ADD(a, set);
    *e = (Equilibrium){.shares = rats_new(a, game_share_count(g)), .is_pure = true};
    e->is_exact = true;
    e->regret = rats_new(a, 1);
    e->payoffs = game_payoff(g, profile, 0);
    game_choices(g, profile, choices);
    for (size_t p = 0; p < g->player_count; p++)
        mpq_set_ui(&e->shares[game_share_at(g, p) + choices[p]], 1, 1);
}

void equilibria_pure(Arena *a, const Game *g, EquilibriumSet *set) {
    for (size_t i = 0; i < g->profile_count; i++) {
        if (!profile_is_equilibrium(g, i)) continue;
        set->is_cut = set->count == GAME_EQUILIBRIA_MAX;
        if (set->is_cut) return;
        add_profile(a, g, set, i);
    }
}

static bool fits_two(const Game *g) {
    return g->player_count == 2 && game_share_count(g) <= 64;
}

// What iterated strict dominance leaves alone is the only equilibrium, mixed ones included; and of
// one player alone the pure ones are the extreme ones.
static bool is_solvable(Arena *a, const Game *g) {
    return g->player_count == 1 || dominance_iterate(a, g, true)->left_count == 1;
}

static void search_others(Arena *a, const Game *g, EquilibriumSet *set) {
    *set = (EquilibriumSet){.base_count = set->base_count};
    equilibria_pure(a, g, set);
    if (set->is_cut) return;
    set->is_complete = is_solvable(a, g);
    if (!set->is_complete && g->player_count > 2) equilibria_many(a, g, set);
}

const EquilibriumSet *equilibria_all(Arena *a, const Game *g) {
    EquilibriumSet *set = ARENA_NEW(a, EquilibriumSet);
    if (fits_two(g)) equilibria_two(a, g, set);
    if (!set->is_complete && !set->is_cut) search_others(a, g, set);
    equilibria_sort(g, set);
    if (set->is_complete && fits_two(g)) equilibria_subsets(a, g, set);
    return set;
}
