// games/excess_int.h - the linear programs of the least core and of the nucleolus
#ifndef SOFTLAW_GAMES_EXCESS_INT_H
#define SOFTLAW_GAMES_EXCESS_INT_H

#include "games/coalitions_int.h"

// Coalitions whose share is settled, as a reduced echelon form of their incidence vectors.
typedef struct Span {
    size_t count, players;
    Rat *rows;      // players × players
    size_t *pivots; // column of each row
    uint64_t *members;
    Rat *shares; // what each member of `members` gets together
} Span;

Span *span_new(Arena *a, size_t players);
// Is the vector a combination of those that are settled?
bool span_has_vector(const Span *s, const Rat *vector);
bool span_has(const Span *s, uint64_t members);
// False if it follows from the others.
bool span_add(Arena *a, Span *s, uint64_t members, const Rat *share);

// How much a coalition's gain counts for: its gain is divided by that. 0: it does not count.
typedef int64_t Measure(const Coalitions *c, uint64_t members);

// The largest e such that every coalition outside `settled` can get its value and e times its
// measure besides, the settled ones getting their shares, and nobody less than alone if
// `is_individual`. Values are scaled. The weights prove it: those of coalitions times their
// measures sum to 1, and all together, over their members, to a combination of settled ones
// (Bondareva 1963, Shapley 1967).
typedef struct Weighted {
    uint64_t members;
    bool is_single; // the claim of one player not to get less than alone
    Rat *weight;
} Weighted;
typedef struct Stage {
    Rat *epsilon, *shares;
    Weighted *weights;
    size_t weight_count;
} Stage;
// NULL where numbers grow beyond 110 bits, or no coalition that is not settled counts.
const Stage *excess_solve(Arena *a, const Coalitions *c, const Span *settled, bool is_individual,
                          Measure *measure);
// Check that proof from the beginning.
bool excess_verify(Arena *a, const Coalitions *c, const Span *settled, const Stage *s,
                   const Rat *shares, Measure *measure);

#endif
