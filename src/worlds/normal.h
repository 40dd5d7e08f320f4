// worlds/normal.h - the normal distribution, to the same digit on every machine
//
// A library's exp and erfc differ in the last digit from one processor to the next; a world must
// not. So what a draw goes through is made here of additions, multiplications, divisions and roots,
// which IEEE 754 defines exactly. The quantile is read from tables of polynomials: the probability,
// as a binary number, falls into one of 32 ranges of its octave, and in each range the quantile is
// its Taylor series, whose coefficients follow from the differential equation x' = 1/φ(x). Error
// below 1e-11, also 8 deviations out.
#ifndef SOFTLAW_WORLDS_NORMAL_H
#define SOFTLAW_WORLDS_NORMAL_H

#include <stddef.h>
#include <stdint.h>

enum {
    NORMAL_OCTAVES = 53, // of probability: 2^-2 … 2^-54
    NORMAL_RANGES = 32,  // of each octave
    NORMAL_TERMS = 6,
    NORMAL_REACH = 9,  // deviations, to either side, that the table of probabilities covers
    NORMAL_NODES = 64, // of each deviation
};

typedef struct NormalTables {
    double quantile[NORMAL_OCTAVES * NORMAL_RANGES][NORMAL_TERMS];
    double below[2 * NORMAL_REACH * NORMAL_NODES + 1], density[2 * NORMAL_REACH * NORMAL_NODES + 1];
} NormalTables;

void normal_tables(NormalTables *ret);

// Normal draws, mean 0 and variance 1, of uniform 64-bit numbers.
void normal_quantiles(const NormalTables *t, const uint64_t *words, size_t count, double *ret);
// The probability that a normal draw lies below x; within 1e-11.
double normal_below(const NormalTables *t, double x);

// e^x, within 1e-15 of it; x is held between -700 and 700.
void exponentials(double *items, size_t count);
double exponential(double x);

#endif
