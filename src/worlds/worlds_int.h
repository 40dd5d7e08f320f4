// worlds/worlds_int.h - what the files of this room share
#ifndef SOFTLAW_WORLDS_INT_H
#define SOFTLAW_WORLDS_INT_H

#include "worlds/normal.h"
#include "worlds/worlds.h"

// What of a block's numbers comes out of which block of a world's stream (base/philox.h): the
// period in the high bits, below it the purpose and the variable.
enum {
    PURPOSE_VALUE = 0,     // two periods in one block, one number each
    PURPOSE_JUMP = 1,      // whether, and by how much
    PURPOSE_DETECTION = 2, // whether a breach is seen
    PURPOSE_BITS = 2,
    INDEX_BITS = 8,
};

static inline uint64_t block_of(size_t period, unsigned purpose, size_t index) {
    return (uint64_t)period << (PURPOSE_BITS + INDEX_BITS) | (uint64_t)purpose << INDEX_BITS |
           index;
}

// One of (0, 1), never its ends.
static inline double unit_of(uint64_t word) {
    return ((double)(int64_t)(word >> 12) + 0.5) * 0x1p-52;
}

struct WorldSource {
    WorldModel model;
    NormalTables tables;
    const uint32_t *leader;   // [variable]: whose numbers it takes (HISTORY), else itself
    const double *const *mix; // [variable]: what it takes of the draws before it and its own; NULL
    const double *const *cumulative; // [variable] of CHOICE
};

bool variable_is_process(const Variable *v);
bool variable_is_drawn(const Variable *v);

// Worlds drawn period by period.
typedef struct Drawing Drawing;
Drawing *drawing_new(Arena *a, const WorldSource *s);
void drawing_start(Drawing *d, uint64_t first, size_t count);
// The next period: ret[v * count + w].
void drawing_step(Drawing *d, double *ret);

#endif
