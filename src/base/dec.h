// base/dec.h - exact decimal numbers (IEEE 754 decimal128, 34 digits, half-even)
//
// Dec is Intel's BID encoding held in two words; the library itself (libintelrdfpmath, variant 000)
// is called from dec.c only, so that it never meets the compiler's _Decimal128. Finite values only:
// an operation that would give NaN or an infinity reports false. Small operands take an integer
// path here in the header, which gives the very same bits as the library.
//
// Encoding: bit 127 sign, bits 126..113 exponent + 6176, bits 112..0 coefficient.
#ifndef SOFTLAW_BASE_DEC_H
#define SOFTLAW_BASE_DEC_H

#include "base/str.h"

typedef struct Dec {
    uint64_t low, high;
} Dec;

typedef enum DecRounding {
    DEC_HALF_EVEN,
    DEC_HALF_UP,   // a tie goes away from zero
    DEC_HALF_DOWN, // a tie goes toward zero
    DEC_UP,        // away from zero
    DEC_DOWN,      // toward zero
    DEC_FLOOR,
    DEC_CEILING,
} DecRounding;

enum { DEC_TEXT_BYTES = 64, DEC_DIGITS = 34, DEC_BIAS = 6176 };

#define DEC_ZERO ((Dec){0, (uint64_t)DEC_BIAS << 49})
#define DEC_HIGH_COEFFICIENT (((uint64_t)1 << 49) - 1)
#define DEC_SIGN ((uint64_t)1 << 63)

Dec dec_from_int(int64_t value);
// Optional sign, digits, optional fraction, optional exponent; nothing else. False if malformed or
// out of range. More than 34 significant digits are rounded half-even; *ret_inexact says so
// (may be NULL).
bool dec_from_text(Str text, Dec *ret, bool *ret_inexact);
// Canonical text: plain from 1E-27 up to 34 digits before the point, d.dddE±n beyond; no trailing
// zeros, "0" for every zero. Returns the length; `out` holds DEC_TEXT_BYTES and is terminated.
size_t dec_to_text(Dec d, char out[DEC_TEXT_BYTES]);
Str dec_text(Arena *a, Dec d);
// With exactly `places` digits after the point (0..34), rounded half-even if there are more.
Str dec_text_fixed(Arena *a, Dec d, int places);
// Exact integer value, if it is one and fits.
bool dec_to_int(Dec d, int64_t *ret);
double dec_to_double(Dec d);       // for incentive, trend and charts only
Dec dec_from_double(double value); // finite; the shortest decimal that reads back the same

// By the library.
bool dec_add_slow(Dec a, Dec b, Dec *ret);
bool dec_mul_slow(Dec a, Dec b, Dec *ret);
bool dec_div_slow(Dec a, Dec b, Dec *ret);
int dec_compare_slow(Dec a, Dec b);
// Small operands whose exponents differ by integers, others by the library (dec_small.c).
bool dec_add_apart(Dec a, Dec b, Dec *ret);
int dec_compare_apart(Dec a, Dec b);
bool dec_div(Dec a, Dec b, Dec *ret); // false if b is 0
// Integer exponents are exact where 34 digits hold the result; 0^0 is 1.
bool dec_pow(Dec base, Dec exponent, Dec *ret);
bool dec_sqrt(Dec d, Dec *ret);
bool dec_exp(Dec d, Dec *ret);
bool dec_log(Dec d, Dec *ret); // natural; false unless d > 0

// Round to a multiple of 10^-places (places may be negative). False if out of range. The result is
// kept with `places` digits where they fit, so that sums of rounded amounts take the fast path.
bool dec_round(Dec d, int places, DecRounding mode, Dec *ret);
// Round to a multiple of `step` (for example 100, 0.01, 0.25). False unless step > 0, or if 34
// digits cannot hold the multiple.
bool dec_round_to(Dec d, Dec step, DecRounding mode, Dec *ret);
// x - y * floor(x / y), rounded once; false if y is 0.
bool dec_modulo(Dec x, Dec y, Dec *ret);
// Trailing zeros of the coefficient removed (the canonical member of the cohort).
Dec dec_reduce(Dec d);
uint64_t dec_hash(Dec d); // equal values hash equal
// Digits after the point in the canonical text.
int dec_scale(Dec d);

static inline bool dec_is_small(Dec d) {
    return (d.high & DEC_HIGH_COEFFICIENT) == 0 && d.low >> 62 == 0 &&
           (d.high & ((uint64_t)3 << 61)) != (uint64_t)3 << 61;
}
static inline uint64_t dec_exponent_bits(Dec d) {
    return d.high >> 49 & 0x3FFF;
}
static inline int64_t dec_small_coefficient(Dec d) {
    return d.high & DEC_SIGN ? -(int64_t)d.low : (int64_t)d.low;
}
static inline Dec dec_from_small(int64_t coefficient, uint64_t exponent_bits) {
    return coefficient < 0 ? (Dec){(uint64_t)-coefficient, DEC_SIGN | exponent_bits << 49}
                           : (Dec){(uint64_t)coefficient, exponent_bits << 49};
}
static inline bool dec_is_zero(Dec d) {
    return d.low == 0 && (d.high & DEC_HIGH_COEFFICIENT) == 0;
}
static inline bool dec_is_negative(Dec d) {
    return (d.high & DEC_SIGN) != 0 && !dec_is_zero(d);
}
// A zero result is always +0.
static inline Dec dec_negate(Dec d) {
    return dec_is_zero(d) ? (Dec){0, d.high & ~DEC_SIGN} : (Dec){d.low, d.high ^ DEC_SIGN};
}
static inline Dec dec_abs(Dec d) {
    return (Dec){d.low, d.high & ~DEC_SIGN};
}
static inline bool dec_add(Dec a, Dec b, Dec *ret) {
    if (dec_is_small(a) && dec_is_small(b) && dec_exponent_bits(a) == dec_exponent_bits(b)) {
        *ret = dec_from_small(dec_small_coefficient(a) + dec_small_coefficient(b),
                              dec_exponent_bits(a));
        return true;
    }
    return dec_add_apart(a, b, ret);
}
static inline bool dec_sub(Dec a, Dec b, Dec *ret) {
    return dec_add(a, dec_negate(b), ret);
}
static inline bool dec_mul(Dec a, Dec b, Dec *ret) {
    if (dec_is_small(a) && dec_is_small(b) && a.low >> 31 == 0 && b.low >> 31 == 0) {
        uint64_t exponent = dec_exponent_bits(a) + dec_exponent_bits(b) - DEC_BIAS;
        if (exponent <= 12000 && exponent >= 1) {
            *ret = dec_from_small(dec_small_coefficient(a) * dec_small_coefficient(b), exponent);
            return true;
        }
    }
    return dec_mul_slow(a, b, ret);
}
// -1, 0, 1 by value.
static inline int dec_compare(Dec a, Dec b) {
    if (dec_is_small(a) && dec_is_small(b) && dec_exponent_bits(a) == dec_exponent_bits(b)) {
        int64_t x = dec_small_coefficient(a), y = dec_small_coefficient(b);
        return x < y ? -1 : x > y;
    }
    return dec_compare_apart(a, b);
}

#endif
