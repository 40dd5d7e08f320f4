// games/coalitions_int.h - a game of coalitions as a table of integers
#ifndef SOFTLAW_GAMES_COALITIONS_INT_H
#define SOFTLAW_GAMES_COALITIONS_INT_H

#include "games/dict.h"
#include "games/games.h"

struct Coalitions {
    Str *players;
    size_t count;
    bool is_cost;    // values are what a coalition makes; costs are kept negative
    int64_t *values; // by the bits of its members; NULL beyond COALITION_PLAYERS_MAX
    Big *scale;      // every value is values[…] / scale
    size_t missing;
    int64_t *weights, bar; // of a formula
    int64_t (*formula)(const Coalitions *c, uint64_t members);
};

// Of one coalition, scaled.
int64_t coalition_worth(const Coalitions *c, uint64_t members);
// `wide` / (scale * divisor), the sign turned for costs.
void coalition_unscale(const Coalitions *c, Wide wide, const Big *divisor, Rat *ret);

#endif
