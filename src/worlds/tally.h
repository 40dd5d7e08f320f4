// worlds/tally.h - what is counted of worlds: whole numbers that add up in any order
//
// A sum of doubles depends on the order. So the sum of a block, which is always the same, is taken
// apart into digits of 32 bits, and these are added as whole numbers; a tally is nothing but whole
// numbers.
#ifndef SOFTLAW_WORLDS_TALLY_H
#define SOFTLAW_WORLDS_TALLY_H

#include "worlds/worlds_int.h"

enum { SUM_DIGITS = 6, SUM_LOWEST = -64, SUM_DIGIT_BITS = 32 }; // from 2^-64 to 2^128

typedef enum TallySum { // of a party, over worlds
    SUM_VALUE,
    SUM_WITHOUT,
    SUM_DIFFERENCE, // from the pivot of the party
    SUM_SQUARES,    // of that difference
    SUM_LOSS,
    SUM_GAIN,
    TALLY_SUMS,
} TallySum;

typedef struct TallySize {
    size_t parties, actions, periods, variables;
    size_t map; // numbers of a map of breaches; 0: none
} TallySize;

// Where each kind of number stands in the array.
typedef struct Tally {
    TallySize size;
    size_t count;
    uint64_t *numbers;
    uint64_t *worlds, *undefined, *kept;
    uint64_t *broke, *better, *alike, *bereft; // [party]; bereft: another party broke first
    uint64_t *by;                              // [action]
    uint64_t *when;                            // [period * parties + party]
    uint64_t *performed;                       // [period]
    uint64_t *sums;                            // [(party * TALLY_SUMS + sum) * SUM_DIGITS]
    uint64_t *calm_in;  // [variable * REGION_RANGES + range]: cells of the surveyed
    uint64_t *broke_in; // [(party * variables + variable) * REGION_RANGES + range]
    uint64_t *map;      // as play_map has it
} Tally;

TallySize play_size(const WorldSource *s, const Play *p, const PlayOptions *o);
size_t tally_count(TallySize size);
// Empty; or around the numbers of `of`, tally_count(size) of them.
Tally tally_new(Arena *a, TallySize size);
Tally tally_around(TallySize size, uint64_t *numbers);
void tally_add(Tally *to, const Tally *from);

// x lies below 2^126.
void tally_sum(Tally *t, size_t party, TallySum sum, double x);
double tally_total(const Tally *t, size_t party, TallySum sum);

#endif
