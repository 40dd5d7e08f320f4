// base/dec_round.c - the integer side of Dec: taking apart, putting together, rounding
//
// All of it is integer arithmetic on the coefficient, so each result is exact by construction and
// rounding happens once, on the true value.
#include "base/dec_int.h"

#include <assert.h>
#include <stdlib.h>

U128 dec_power_of_ten(int n) {
    static const uint64_t powers[20] = {1u,
                                        10u,
                                        100u,
                                        1000u,
                                        10000u,
                                        100000u,
                                        1000000u,
                                        10000000u,
                                        100000000u,
                                        1000000000u,
                                        10000000000u,
                                        100000000000u,
                                        1000000000000u,
                                        10000000000000u,
                                        100000000000000u,
                                        1000000000000000u,
                                        10000000000000000u,
                                        100000000000000000u,
                                        1000000000000000000u,
                                        10000000000000000000u};
    assert(n >= 0 && n <= DEC_POWER_MOST);
    return n < 20 ? powers[n] : (U128)powers[19] * powers[n - 19];
}

// From the count of bits: 1233 / 4096 is the logarithm of 2, near enough for 128 of them.
int dec_digit_count(U128 coefficient) {
    U128 number = coefficient | 1;
    uint64_t high = (uint64_t)(number >> 64), low = (uint64_t)number;
    int bits = high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low);
    int count = bits * 1233 >> 12;
    return count + (count <= DEC_POWER_MOST && number >= dec_power_of_ten(count));
}

DecParts dec_to_parts(Dec d) {
    return (DecParts){dec_is_negative(d), (U128)(d.high & DEC_HIGH_COEFFICIENT) << 64 | d.low,
                      (int)dec_exponent_bits(d) - DEC_BIAS};
}

bool dec_rounds_away(int to_half, bool odd, bool negative, DecRounding mode) {
    switch (mode) {
    case DEC_HALF_EVEN: return to_half > 0 || (to_half == 0 && odd);
    case DEC_HALF_UP: return to_half >= 0;
    case DEC_HALF_DOWN: return to_half > 0;
    case DEC_UP: return true;
    case DEC_DOWN: return false;
    case DEC_FLOOR: return negative;
    case DEC_CEILING: return !negative;
    }
    abort();
}

// Division by the machine's own instruction where both fit into 64 bits, as nearly always.
static U128 divide(U128 number, U128 unit, U128 *ret_rest) {
    if (number >> 64 == 0 && unit >> 64 == 0) {
        *ret_rest = (uint64_t)number % (uint64_t)unit;
        return (uint64_t)number / (uint64_t)unit;
    }
    *ret_rest = number % unit;
    return number / unit;
}

// Cut `drop` digits off the coefficient. Beyond 10^38 every coefficient is less than a half.
static DecParts drop_digits(DecParts p, int drop, DecRounding mode, bool *ret_inexact) {
    if (drop <= 0) return p;
    U128 unit = dec_power_of_ten(drop < DEC_POWER_MOST ? drop : DEC_POWER_MOST);
    U128 tail, kept = divide(p.coefficient, unit, &tail);
    if (drop > DEC_POWER_MOST && p.coefficient) kept = 0, tail = 1;
    if (tail && ret_inexact) *ret_inexact = true;
    int to_half = tail < unit - tail ? -1 : tail > unit - tail;
    if (tail && dec_rounds_away(to_half, kept % 2 == 1, p.negative, mode)) kept++;
    return (DecParts){p.negative, kept, p.exponent + drop};
}

// Lower the exponent toward `wanted` by appending zeros, as far as 34 digits reach.
static DecParts lower_exponent(DecParts p, int wanted) {
    int by = p.exponent - wanted, room = DEC_DIGITS - dec_digit_count(p.coefficient);
    if (by > room) by = p.coefficient ? room : 0;
    if (by <= 0) return p;
    return (DecParts){p.negative, p.coefficient * dec_power_of_ten(by), p.exponent - by};
}

static Dec encode(DecParts p) {
    uint64_t high = (uint64_t)(p.coefficient >> 64);
    uint64_t sign = p.negative && p.coefficient ? DEC_SIGN : 0;
    return (Dec){(uint64_t)p.coefficient, sign | (uint64_t)(p.exponent + DEC_BIAS) << 49 | high};
}

bool dec_from_parts(DecParts p, DecRounding mode, Dec *ret, bool *ret_inexact) {
    assert(p.coefficient < dec_power_of_ten(DEC_POWER_MOST));
    if (ret_inexact) *ret_inexact = false;
    int excess = dec_digit_count(p.coefficient) - DEC_DIGITS;
    int under = DEC_EXPONENT_LEAST - p.exponent;
    p = drop_digits(p, excess > under ? excess : under, mode, ret_inexact);
    if (p.coefficient == dec_power_of_ten(DEC_DIGITS)) p.coefficient /= 10, p.exponent++;
    if (!p.coefficient && p.exponent > DEC_EXPONENT_MOST) p.exponent = DEC_EXPONENT_MOST;
    p = lower_exponent(p, p.exponent < DEC_EXPONENT_MOST ? p.exponent : DEC_EXPONENT_MOST);
    if (p.exponent > DEC_EXPONENT_MOST) return false;
    *ret = encode(p);
    return true;
}

bool dec_round(Dec d, int places, DecRounding mode, Dec *ret) {
    enum { FAR = 6200 };
    if (places > FAR) places = FAR;
    if (places < -FAR) places = -FAR;
    DecParts p = dec_to_parts(d);
    p = drop_digits(p, -places - p.exponent, mode, NULL);
    p = lower_exponent(p, places > 0 ? -places : 0);
    return dec_from_parts(p, mode, ret, NULL);
}

Dec dec_reduce(Dec d) {
    DecParts p = dec_to_parts(d);
    if (!p.coefficient) return DEC_ZERO;
    for (int step = p.coefficient >> 64 ? 32 : 16; step > 0; step /= 2) {
        U128 rest, shorter = divide(p.coefficient, dec_power_of_ten(step), &rest);
        if (rest || p.exponent + step > DEC_EXPONENT_MOST) continue;
        p.coefficient = shorter;
        p.exponent += step;
    }
    return encode(p);
}

uint64_t dec_hash(Dec d) {
    Dec reduced = dec_reduce(d);
    uint64_t h = (reduced.low ^ reduced.high << 23 ^ reduced.high >> 41) * 0x9e3779b97f4a7c15u;
    return (h ^ (h >> 32)) * 0xd6e8feb86659fd93u;
}

int dec_scale(Dec d) {
    int exponent = dec_to_parts(dec_reduce(d)).exponent;
    return exponent < 0 ? -exponent : 0;
}

Dec dec_from_int(int64_t value) {
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    return encode((DecParts){value < 0, magnitude, 0});
}

bool dec_to_int(Dec d, int64_t *ret) {
    DecParts p = lower_exponent(dec_to_parts(dec_reduce(d)), 0);
    if (p.exponent != 0 || p.coefficient > (U128)INT64_MAX + p.negative) return false;
    uint64_t magnitude = (uint64_t)p.coefficient;
    *ret = p.negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return true;
}
