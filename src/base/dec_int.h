// base/dec_int.h - a Dec taken apart: sign, coefficient, exponent (for dec*.c only)
#ifndef SOFTLAW_BASE_DEC_INT_H
#define SOFTLAW_BASE_DEC_INT_H

#include "base/dec.h"

__extension__ typedef unsigned __int128 U128;

enum { DEC_EXPONENT_LEAST = -DEC_BIAS, DEC_EXPONENT_MOST = 6111, DEC_POWER_MOST = 38 };

// (-1)^negative * coefficient * 10^exponent
typedef struct DecParts {
    bool negative;
    U128 coefficient;
    int exponent;
} DecParts;

DecParts dec_to_parts(Dec d);
// Any coefficient below 10^38 and any exponent; digits that do not fit are rounded by `mode`, and
// *ret_inexact (may be NULL) says so. False if the magnitude is too large.
bool dec_from_parts(DecParts p, DecRounding mode, Dec *ret, bool *ret_inexact);
// 10^n, n in 0..38.
U128 dec_power_of_ten(int n);
// Does the magnitude grow by one, when a tail that compares to half a unit as `to_half` says is cut
// off behind an odd or even count of units? The tail is not zero.
bool dec_rounds_away(int to_half, bool odd, bool negative, DecRounding mode);
int dec_digit_count(U128 coefficient); // 1 for zero

#endif
