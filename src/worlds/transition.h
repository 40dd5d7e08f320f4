// worlds/transition.h - from which cell to which cell worlds go in one period
#ifndef SOFTLAW_WORLDS_TRANSITION_H
#define SOFTLAW_WORLDS_TRANSITION_H

#include "worlds/worlds_int.h"

typedef struct Transition Transition;
// With room for `pairs`.
Transition *transition_new(Arena *a, size_t cells, size_t pairs);
// Of what is counted: pair k goes from[k] -> to[k] and weighs weights[k] (NULL: 1).
void transition_start(Transition *t);
void transition_add(Transition *t, const uint16_t *from, const uint16_t *to, const double *weights,
                    size_t count);
void transition_end(Transition *t);
// What is expected of `values` by cell, one period before; from a cell that nothing left, as from
// all of them.
void transition_expect(const Transition *t, const double *values, double *ret);

#endif
