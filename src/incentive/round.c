// incentive/round.c - columns of doubles, rounded to steps
//
// A double is seldom what a decimal is, so what lies within a billionth of half a step counts as
// lying there.
#include "base/wide.h"
#include "incentive/plays_int.h"

#include <math.h>

static double rounded(double value, double step, DecRounding mode) {
    static const double NEAR = 1e-9;
    double q = value / step, half = nearbyint(2 * q) / 2;
    if (fabs(q - half) <= NEAR * fmax(1, fabs(q))) q = half;
    switch (mode) {
    case DEC_HALF_EVEN: return nearbyint(q) * step;
    case DEC_HALF_UP: return round(q) * step;
    case DEC_HALF_DOWN: return copysign(ceil(fabs(q) - 0.5), q) * step;
    case DEC_UP: return copysign(ceil(fabs(q)), q) * step;
    case DEC_DOWN: return trunc(q) * step;
    case DEC_FLOOR: return floor(q) * step;
    case DEC_CEILING: return ceil(q) * step;
    }
    return value;
}

// To whole numbers, ties to even: beyond 2^51 all are whole.
static inline double even(double q) {
    static const double SHIFT = 0x1.8p52;
    double whole = q + SHIFT - SHIFT;
    return fabs(q) < 0x1p51 ? whole : q;
}

// The usual mode, as loops without calls; so many `steps` make up 1. The second is for numbers of
// which twice the steps are below 2^51.
WIDE static void round_large_half_up(double *values, size_t count, double step, double steps) {
    static const double NEAR = 1e-9;
    for (size_t i = 0; i < count; i++) {
        double q = values[i] * steps, half = even(2 * q) / 2, size = fabs(q);
        double near = NEAR * (size > 1 ? size : 1);
        double snapped = fabs(q - half) <= near ? fabs(half) : size;
        double whole = even(snapped);
        values[i] = copysign(whole + (snapped - whole == 0.5 ? 1 : 0), q) * step;
    }
}

WIDE static void round_small_half_up(double *values, size_t count, double step, double steps) {
    static const double NEAR = 1e-9, SHIFT = 0x1.8p52;
    for (size_t i = 0; i < count; i++) {
        double q = values[i] * steps, half = (2 * q + SHIFT - SHIFT) / 2, size = fabs(q);
        double near = NEAR * (size > 1 ? size : 1);
        double snapped = fabs(q - half) <= near ? fabs(half) : size;
        double whole = snapped + SHIFT - SHIFT;
        values[i] = copysign(whole + (snapped - whole == 0.5 ? 1 : 0), q) * step;
    }
}

WIDE static bool is_all_below(const double *values, size_t count, double limit) {
    uint64_t beyond = 0;
    for (size_t i = 0; i < count; i++) beyond |= fabs(values[i]) < limit ? 0 : 1;
    return !beyond;
}

static void round_half_up(double *values, size_t count, double step) {
    bool is_small = is_all_below(values, count, 0x1p49 * step);
    (is_small ? round_small_half_up : round_large_half_up)(values, count, step, 1 / step);
}

void round_column(double *values, size_t count, double step, DecRounding mode) {
    if (mode == DEC_HALF_UP)
        round_half_up(values, count, step);
    else
        for (size_t i = 0; i < count; i++) values[i] = rounded(values[i], step, mode);
}
