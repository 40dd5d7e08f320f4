// base/dec.c - decimal arithmetic by Intel's library
//
// The only file that includes the library's headers. It is built for arguments by value and with
// rounding mode and status flags as parameters (variant 000), so it keeps no state.
#include "base/dec_int.h"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef BID_UINT128 Bid;
enum { NEAREST = BID_ROUNDING_TO_NEAREST };

static Bid to_bid(Dec d) {
    return (Bid){{d.low, d.high}};
}

// Finite results only leave, and a zero is always positive.
static bool from_bid(Bid b, Dec *ret) {
    Dec d = {b.w[0], b.w[1]};
    if ((d.high & 0x7800000000000000u) == 0x7800000000000000u) return false;
    *ret = dec_is_zero(d) ? (Dec){0, d.high & ~DEC_SIGN} : d;
    return true;
}

bool dec_add_slow(Dec a, Dec b, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_add(to_bid(a), to_bid(b), NEAREST, &flags), ret);
}

bool dec_mul_slow(Dec a, Dec b, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_mul(to_bid(a), to_bid(b), NEAREST, &flags), ret);
}

bool dec_div_slow(Dec a, Dec b, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_div(to_bid(a), to_bid(b), NEAREST, &flags), ret);
}

bool dec_sqrt(Dec d, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_sqrt(to_bid(d), NEAREST, &flags), ret);
}

bool dec_exp(Dec d, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_exp(to_bid(d), NEAREST, &flags), ret);
}

bool dec_log(Dec d, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_log(to_bid(d), NEAREST, &flags), ret);
}

int dec_compare_slow(Dec a, Dec b) {
    unsigned flags = 0;
    if (bid128_quiet_equal(to_bid(a), to_bid(b), &flags)) return 0;
    return bid128_quiet_less(to_bid(a), to_bid(b), &flags) ? -1 : 1;
}

double dec_to_double(Dec d) {
    unsigned flags = 0;
    return bid128_to_binary64(to_bid(d), NEAREST, &flags);
}

// The shortest decimal that reads back as the same double.
Dec dec_from_double(double value) {
    assert(isfinite(value));
    char text[40];
    int size = 0;
    for (int digits = 15; digits <= 17; digits++) {
        size = snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    Dec d = DEC_ZERO;
    bool is_read = dec_from_text((Str){text, (size_t)size}, &d, NULL);
    assert(is_read);
    return d;
}

// A number as the unevaluated sum of two Decs, 68 digits: what keeps integer powers exact to the
// last place where repeated multiplication would drift.
typedef struct Pair {
    Bid head, tail;
} Pair;

static Bid bid_negate(Bid b) {
    return (Bid){{b.w[0], b.w[1] ^ DEC_SIGN}};
}

static Pair pair_mul(Pair x, Pair y) {
    unsigned flags = 0;
    Bid product = bid128_mul(x.head, y.head, NEAREST, &flags);
    Bid rest = bid128_fma(x.head, y.head, bid_negate(product), NEAREST, &flags);
    rest = bid128_fma(x.head, y.tail, rest, NEAREST, &flags);
    rest = bid128_fma(x.tail, y.head, rest, NEAREST, &flags);
    Bid head = bid128_add(product, rest, NEAREST, &flags);
    Bid lost = bid128_sub(product, head, NEAREST, &flags);
    return (Pair){head, bid128_add(lost, rest, NEAREST, &flags)};
}

static Bid pair_invert(Pair x) {
    unsigned flags = 0;
    Bid one = to_bid(dec_from_int(1));
    Bid guess = bid128_div(one, x.head, NEAREST, &flags);
    Bid rest = bid128_fma(bid_negate(guess), x.head, one, NEAREST, &flags);
    rest = bid128_fma(bid_negate(guess), x.tail, rest, NEAREST, &flags);
    return bid128_fma(rest, guess, guess, NEAREST, &flags);
}

static bool power_of_integer(Dec base, int64_t exponent, Dec *ret) {
    Pair square = {to_bid(base), to_bid(DEC_ZERO)};
    Pair result = {to_bid(dec_from_int(1)), to_bid(DEC_ZERO)};
    uint64_t left = exponent < 0 ? 0 - (uint64_t)exponent : (uint64_t)exponent;
    for (; left; left >>= 1) {
        if (left & 1) result = pair_mul(result, square);
        if (left > 1) square = pair_mul(square, square);
    }
    return from_bid(exponent < 0 ? pair_invert(result) : result.head, ret);
}

bool dec_pow(Dec base, Dec exponent, Dec *ret) {
    int64_t integer;
    unsigned flags = 0;
    if (dec_to_int(exponent, &integer)) return power_of_integer(base, integer, ret);
    return from_bid(bid128_pow(to_bid(base), to_bid(exponent), NEAREST, &flags), ret);
}

// x - y * truncated(x / y), always exact.
static Bid remainder_of(Dec x, Dec y) {
    unsigned flags = 0;
    return bid128_fmod(to_bid(x), to_bid(y), &flags);
}

bool dec_modulo(Dec x, Dec y, Dec *ret) {
    Dec r;
    if (dec_is_zero(y) || !from_bid(remainder_of(x, y), &r)) return false;
    if (!dec_is_zero(r) && dec_is_negative(r) != dec_is_negative(y)) return dec_add(r, y, ret);
    *ret = r;
    return true;
}

// The sign of 2 * tail - step, exact because fma rounds once.
static int against_half(Dec tail, Dec step) {
    unsigned flags = 0;
    Dec difference;
    Bid two = to_bid(dec_from_int(2));
    Bid b = bid128_fma(to_bid(tail), two, to_bid(dec_negate(step)), NEAREST, &flags);
    if (!from_bid(b, &difference)) return 1;
    return dec_is_zero(difference) ? 0 : dec_is_negative(difference) ? -1 : 1;
}

static bool is_odd_multiple(Dec multiple, Dec step) {
    Dec doubled, rest;
    if (!dec_add(step, step, &doubled)) return true;
    return from_bid(remainder_of(multiple, doubled), &rest) && !dec_is_zero(rest);
}

static bool add_exactly(Dec a, Dec b, Dec *ret) {
    unsigned flags = 0;
    return from_bid(bid128_add(to_bid(a), to_bid(b), NEAREST, &flags), ret) &&
           !(flags & BID_INEXACT_EXCEPTION);
}

bool dec_round_to(Dec d, Dec step, DecRounding mode, Dec *ret) {
    Dec tail, multiple, size = dec_abs(d);
    if (dec_is_zero(step) || dec_is_negative(step)) return false;
    if (!from_bid(remainder_of(size, step), &tail)) return false;
    if (!add_exactly(size, dec_negate(tail), &multiple)) return false;
    if (!dec_is_zero(tail)) {
        int to_half = against_half(tail, step);
        bool odd = to_half == 0 && mode == DEC_HALF_EVEN && is_odd_multiple(multiple, step);
        if (dec_rounds_away(to_half, odd, dec_is_negative(d), mode) &&
            !add_exactly(multiple, step, &multiple))
            return false;
    }
    *ret = dec_is_negative(d) ? dec_negate(multiple) : multiple;
    return true;
}
