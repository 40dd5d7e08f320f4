// games/polytope.h - all vertices of {x >= 0, M x <= 1}
#ifndef SOFTLAW_GAMES_POLYTOPE_H
#define SOFTLAW_GAMES_POLYTOPE_H

#include "games/rat.h"

// A vertex is told by the constraints that are tight there: bit v is set where variable v is 0,
// the columns of M first and then the slacks of its rows. At most 64 of both.
typedef struct VertexList {
    uint64_t *items;
    size_t count, capacity;
    size_t base_count;
    bool is_complete, is_degenerate;
} VertexList;

// Stops at `limit` bases, and before where the dictionary is large: after some seconds.
VertexList polytope_vertices(Arena *a, const Big *matrix, int rows, int columns, size_t limit);

#endif
