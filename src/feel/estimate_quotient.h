// feel/estimate_quotient.h - many doubles divided by one whole number
#ifndef SOFTLAW_FEEL_ESTIMATE_QUOTIENT_H
#define SOFTLAW_FEEL_ESTIMATE_QUOTIENT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Divisor {
    double near, rest; // together the reciprocal, to twice the digits
    bool is_fit;       // a whole number from 1 to 2^40
} Divisor;

Divisor divisor_of(double x);
// False where it is left to a division: the divisor is not fit, this processor has no fused product
// and sum of vectors, or a number is neither 0 nor between 2^-500 and 2^500; `ret` is then
// anything. Otherwise each quotient has the bits of the division.
bool quotients(const Divisor *d, const double *items, size_t count, double *ret);

#endif
