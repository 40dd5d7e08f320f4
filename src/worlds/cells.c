// worlds/cells.c - the ranges of state variables, and which of them a world is in
#include "worlds/play_int.h"

// Half of what is left at each step; edges beyond the last are infinite.
static inline size_t range_of(const double *edges, size_t steps, double x) {
    size_t at = 0;
    for (size_t half = (size_t)1 << steps >> 1; half; half >>= 1)
        at += x > edges[at + half - 1] ? half : 0;
    return at;
}

static void add_state(const Cells *c, const double *edges, const double *values, size_t count,
                      uint16_t *ret) {
    size_t bins = c->bins, steps = c->steps;
    for (size_t w = 0; w < count; w++)
        ret[w] = (uint16_t)(ret[w] * bins + range_of(edges, steps, values[w]));
}

void cells_find(const Cells *c, size_t table, const double *variables, size_t count,
                uint16_t *ret) {
    const double *edges = c->edges + ((table * c->states) << c->steps);
    for (size_t w = 0; w < count; w++) ret[w] = 0;
    for (size_t s = 0; s < c->states; s++)
        add_state(c, &edges[s << c->steps], &variables[c->state[s] * count], count, ret);
}
