// worlds/remedies.h - the remedies of an agreement as a finite automaton, without uncertainty
//
// In each state the parties are to play a profile of a stage game; the next state depends on
// whether all did, or which one of them did not. Grim trigger has two states, a punishment of T
// periods T+1, tit for tat as many as there are profiles. No party may gain by one deviation, in
// any state (also those that are only reached by breaches) and, where the end is known, in any
// period: by the one-shot deviation principle that is subgame perfection.
#ifndef SOFTLAW_WORLDS_REMEDIES_H
#define SOFTLAW_WORLDS_REMEDIES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { REMEDIES_PARTIES_MAX = 32 };

typedef struct Remedies {
    size_t parties, states;
    const size_t *action_counts; // [party]
    // [profile * parties + i]: what party i earns; profiles counted with the last party's action
    // running fastest.
    const double *payoffs;
    const size_t *plays;    // [state * parties + i]: the action that party i is to take
    const size_t *calm;     // [state]: the next where all did
    const size_t *breached; // [state * parties + i]: the next where party i did not
    const double *fines;    // [state * parties + i]: what that costs it at once; NULL: nothing
    const double *discount; // [party], for one period; below 1 where there is no end
    size_t periods;         // until the end; 0: there is none
} Remedies;

typedef struct Deviation {
    size_t period, state, party, action;
    double slack; // what the party loses by it; negative: what it gains
} Deviation;

typedef struct RemediesCheck {
    size_t periods;       // for which there are values: 1 where there is no end
    const double *values; // [(period * states + state) * parties + i], of playing on from there
    const Deviation *deviations; // all of them, by period, state, party, action
    size_t deviation_count;
    Deviation least; // the one with the least slack; of equal ones the first
} RemediesCheck;

// There is at least one party with two actions.
RemediesCheck remedies_check(Arena *a, const Remedies *r);

#endif
