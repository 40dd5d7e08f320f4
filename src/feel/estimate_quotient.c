// feel/estimate_quotient.c - many doubles divided by one whole number
//
// As x·near + x·rest with a fused product and sum (Brisebarre, Muller and Raina, Accelerating
// Correctly Rounded Floating-Point Division when the Divisor Is Known in Advance, IEEE Transactions
// on Computers 53, 2004). Before it is rounded that is off by less than 2^-51 halves of the
// quotient's last place. Counted in such halves a quotient by a whole number below 2^40 has a
// denominator below 2^40, and what is halfway between two doubles is an odd number; the two are
// equal only if the numerator had 54 digits. So they lie 2^-40 apart at least, and what is rounded
// is rounded to the side on which the quotient lies.
#include "feel/estimate_quotient.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double MOST = 0x1p40;
enum { MANTISSA_BITS = 52, LOWEST = 1023 - 500, EXPONENTS = 1000 };

Divisor divisor_of(double x) {
    double near = 1 / x;
    if (!(x >= 1 && x <= MOST) || x != floor(x)) return (Divisor){.is_fit = false};
    return (Divisor){near, fma(-near, x, 1) / x, true};
}

#ifdef __x86_64__
// -0 divided stays -0, which the sum of a product with the rest would not.
__attribute__((target("avx512f"))) static bool
by_eights(const Divisor *d, const double *restrict items, size_t count, double *restrict ret) {
    double near = d->near, rest = d->rest;
    uint64_t beyond = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &items[i], sizeof bits);
        bits <<= 1;
        beyond |= bits != 0 && (bits >> (MANTISSA_BITS + 1)) - LOWEST >= EXPONENTS ? 1 : 0;
        ret[i] = copysign(__builtin_fma(items[i], near, items[i] * rest), items[i]);
    }
    return !beyond;
}

bool quotients(const Divisor *d, const double *items, size_t count, double *ret) {
    return d->is_fit && __builtin_cpu_supports("avx512f") && by_eights(d, items, count, ret);
}
#else
bool quotients(const Divisor *d, const double *items, size_t count, double *ret) {
    (void)d, (void)items, (void)count, (void)ret;
    return false;
}
#endif
