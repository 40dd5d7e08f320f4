// base/dec_small.c - small operands by integers, where the header's short cuts do not reach
//
// Gives the very bits of the library: a sum has the lesser exponent, a quotient that is exact the
// exponent nearest to the difference of the two.
#include "base/dec_int.h"

__extension__ typedef __int128 S128;

// 62 bits and so many digits are less than 34 digits.
enum { APART_MOST = 15, QUOTIENT_DIGITS_MOST = 3, DIVISOR_BITS = 59 };

static Dec from_integer(bool is_negative, U128 magnitude, uint64_t exponent_bits) {
    uint64_t sign = is_negative && magnitude ? DEC_SIGN : 0;
    return (Dec){(uint64_t)magnitude, sign | exponent_bits << 49 | (uint64_t)(magnitude >> 64)};
}

// Both as integers at the lesser exponent; false where that is not for small ones.
static bool align(Dec a, Dec b, S128 *ret_a, S128 *ret_b, uint64_t *ret_exponent_bits) {
    if (!dec_is_small(a) || !dec_is_small(b)) return false;
    uint64_t x = dec_exponent_bits(a), y = dec_exponent_bits(b);
    uint64_t apart = x > y ? x - y : y - x;
    if (apart > APART_MOST) return false;
    S128 power = (S128)dec_power_of_ten((int)apart);
    *ret_a = x > y ? dec_small_coefficient(a) * power : dec_small_coefficient(a);
    *ret_b = y > x ? dec_small_coefficient(b) * power : dec_small_coefficient(b);
    *ret_exponent_bits = x < y ? x : y;
    return true;
}

bool dec_add_apart(Dec a, Dec b, Dec *ret) {
    S128 x, y;
    uint64_t exponent_bits;
    if (!align(a, b, &x, &y, &exponent_bits)) return dec_add_slow(a, b, ret);
    S128 sum = x + y;
    *ret = from_integer(sum < 0, sum < 0 ? (U128)-sum : (U128)sum, exponent_bits);
    return true;
}

int dec_compare_apart(Dec a, Dec b) {
    S128 x, y;
    uint64_t exponent_bits;
    if (!align(a, b, &x, &y, &exponent_bits)) return dec_compare_slow(a, b);
    return x < y ? -1 : x > y;
}

// Quotients that end within a few digits, as halves and quarters do.
bool dec_div(Dec a, Dec b, Dec *ret) {
    bool is_small =
        dec_is_small(a) && dec_is_small(b) && a.low && b.low && !(b.low >> DIVISOR_BITS);
    if (!is_small) return dec_div_slow(a, b, ret);
    int64_t exponent = (int64_t)(dec_exponent_bits(a) + DEC_BIAS) - (int64_t)dec_exponent_bits(b);
    U128 quotient = a.low / b.low;
    uint64_t rest = a.low % b.low;
    for (int i = 0; rest && i < QUOTIENT_DIGITS_MOST; i++, exponent--) {
        rest *= 10;
        quotient = quotient * 10 + rest / b.low;
        rest %= b.low;
    }
    if (rest || exponent < 0 || exponent > DEC_BIAS + DEC_EXPONENT_MOST)
        return dec_div_slow(a, b, ret);
    *ret = from_integer(((a.high ^ b.high) & DEC_SIGN) != 0, quotient, (uint64_t)exponent);
    return true;
}
