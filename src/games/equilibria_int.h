// games/equilibria_int.h - what the searches for equilibria share
#ifndef SOFTLAW_GAMES_EQUILIBRIA_INT_H
#define SOFTLAW_GAMES_EQUILIBRIA_INT_H

#include "games/games.h"

// Two players: the extreme equilibria, then how they lie together.
void equilibria_two(Arena *a, const Game *g, EquilibriumSet *ret);
void equilibria_subsets(Arena *a, const Game *g, EquilibriumSet *set);
// All pure equilibria of any game.
void equilibria_pure(Arena *a, const Game *g, EquilibriumSet *ret);

// Add one whose shares are set, unless it is there already; it is verified here.
void equilibria_add(Arena *a, const Game *g, EquilibriumSet *set, Rat *shares);
bool equilibrium_is_pure(const Game *g, const Rat *shares);
void equilibria_sort(const Game *g, EquilibriumSet *set);

#endif
