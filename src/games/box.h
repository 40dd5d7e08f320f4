// games/box.h - what a change of strategy can bring while the others' mixtures stay in a box
//
// Doubles decide which boxes hold no equilibrium. They may: a bound is the sum of less than 2^16
// products of numbers from 0 to 1 with weights that sum to 1, so its error is below 2^-36, and
// BOX_MARGIN is above that.
#ifndef SOFTLAW_GAMES_BOX_H
#define SOFTLAW_GAMES_BOX_H

#include "games/games.h"

static const double BOX_MARGIN = 1e-9;

typedef struct NearGame {
    const Game *game;
    double *payoffs; // by player, then profile; each player's from 0 to 1
    size_t strides[GAME_PLAYERS_MAX];
    double *low, *high; // work
    double work;        // payoffs looked at
} NearGame;

// Shares of all players' strategies, one after the other; those of a player sum to 1.
typedef struct Box {
    double *low, *high;
} Box;
typedef struct Bounds {
    double low, high;
} Bounds;
// From `other` to `one`.
typedef struct Change {
    size_t player, one, other;
} Change;

NearGame near_game(Arena *a, const Game *g);
// What the change brings its player, whatever the others' mixtures in the box.
Bounds box_gain(NearGame *n, const Box *b, Change change);
// How that grows with the share of `by.one` at the cost of `by.other`.
Bounds box_slope(NearGame *n, const Box *b, Change change, Change by);

#endif
