// worlds/cells.c - the ranges of state variables, and which of them a world is in
#include "worlds/play_int.h"

void cells_find(const Cells *c, size_t table, const double *variables, size_t count,
                uint16_t *ret) {
    const Ranges *ranges = &c->ranges[table * c->states];
    uint16_t range[WORLDS_BLOCK];
    for (size_t w = 0; w < count; w++) ret[w] = 0;
    for (size_t s = 0; s < c->states; s++) {
        ranges_find(&ranges[s], &variables[c->state[s] * count], count, range);
        for (size_t w = 0; w < count; w++) ret[w] = (uint16_t)(ret[w] * c->bins + range[w]);
    }
}
