// worlds/forward.h - worlds played with a policy that was found elsewhere
#ifndef SOFTLAW_WORLDS_FORWARD_H
#define SOFTLAW_WORLDS_FORWARD_H

#include "worlds/play_int.h"
#include "worlds/tally.h"

typedef struct Forward {
    const WorldSource *source;
    const Play *play;
    const Policy *policy;
    const Cells *cells;
    const Ranges *ranges;   // [variable], of the edges of Pilot
    const double *discount; // [t * parties + i]
    const double *pivot;    // [party], near the mean of what the agreement is worth more
    PlayOptions options;
    size_t threads;
} Forward;

// All worlds of `options`. False where cancelled.
bool forward_run(const Forward *f, Tally *ret);
const double *forward_discounts(Arena *a, const Play *p, size_t periods);

#endif
