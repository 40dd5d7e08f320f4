// games/equilibria_int.h - what the searches for equilibria share
#ifndef SOFTLAW_GAMES_EQUILIBRIA_INT_H
#define SOFTLAW_GAMES_EQUILIBRIA_INT_H

#include "games/games.h"

// Two players: the extreme equilibria, then how they lie together.
void equilibria_two(Arena *a, const Game *g, EquilibriumSet *ret);
void equilibria_subsets(Arena *a, const Game *g, EquilibriumSet *set);
// All pure equilibria of any game.
void equilibria_pure(Arena *a, const Game *g, EquilibriumSet *ret);
// Of more players also the mixed ones, as far as the search comes.
void equilibria_many(Arena *a, const Game *g, EquilibriumSet *ret);

// Add one whose shares are set; it is verified here.
Equilibrium *equilibria_add(Arena *a, const Game *g, EquilibriumSet *set, Rat *shares);
bool equilibrium_is_pure(const Game *g, const Rat *shares);
void equilibria_sort(const Game *g, EquilibriumSet *set);

// The strategies that each player uses. All but the last of each are unknowns, and so many
// equations hold: each used strategy is as good as the last.
enum { SUPPORT_MAX = 16, UNKNOWNS_MAX = 32 };
typedef struct Support {
    size_t counts[GAME_PLAYERS_MAX];
    size_t strategies[GAME_PLAYERS_MAX][SUPPORT_MAX];
    size_t unknown_count;
    struct Unknown {
        size_t player, strategy, last;
    } unknowns[UNKNOWNS_MAX];
} Support;

// From a solution in doubles to 2^-256 of it, by Newton in rationals; a fraction where one of few
// digits is that near. False where the equations have no single solution there.
bool equilibria_polish(const Game *g, const Support *s, const double *start, Rat *shares);

#endif
