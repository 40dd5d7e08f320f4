// worlds/normal.c - the normal distribution, to the same digit on every machine
#include "worlds/normal.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

static const double ROOT_TWO_PI = 2.5066282746310002;
enum { MANTISSA_BITS = 52, RANGE_BITS = 5, BIAS = 1023, SPARE_BITS = 11 };

// ---- e^x ----------------------------------------------------------------------------------------

static const double LOG2_E = 1.4426950408889634, LN2_HIGH = 0x1.62e42feep-1,
                    LN2_LOW = 0x1.a39ef35793c76p-33;
// Adding it leaves a whole number in the low bits.
static const double ROUNDS = 0x1.8p52;

// 2^k e^r with |r| <= ln(2)/2, of which the series is short.
static inline double exp_of(double x) {
    x = x < -700 ? -700 : x > 700 ? 700 : x;
    double shifted = x * LOG2_E + ROUNDS, whole = shifted - ROUNDS, scale;
    double r = x - whole * LN2_HIGH - whole * LN2_LOW;
    uint64_t bits;
    double sum = 1.0 / 6227020800;
    sum = sum * r + 1.0 / 479001600;
    sum = sum * r + 1.0 / 39916800;
    sum = sum * r + 1.0 / 3628800;
    sum = sum * r + 1.0 / 362880;
    sum = sum * r + 1.0 / 40320;
    sum = sum * r + 1.0 / 5040;
    sum = sum * r + 1.0 / 720;
    sum = sum * r + 1.0 / 120;
    sum = sum * r + 1.0 / 24;
    sum = sum * r + 1.0 / 6;
    sum = sum * r + 0.5;
    sum = sum * r * r + r + 1;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + BIAS) << MANTISSA_BITS;
    memcpy(&scale, &bits, sizeof scale);
    return sum * scale;
}

double exponential(double x) {
    return exp_of(x);
}

WIDE void exponentials(double *items, size_t count) {
    for (size_t i = 0; i < count; i++) items[i] = exp_of(items[i]);
}

// ---- the distribution ---------------------------------------------------------------------------

static double density(double x) {
    return exp_of(-0.5 * x * x) / ROOT_TWO_PI;
}

// Near the middle by the series of Φ(x) - 1/2 = φ(x) (x + x³/3 + x⁵/15 + …).
static double series(double x) {
    double term = x, sum = x;
    for (int n = 3; fabs(term) > 1e-18 * fabs(sum); n += 2) {
        term *= x * x / n;
        sum += term;
    }
    return density(x) * sum;
}

// The chance above x > 0; far out by the continued fraction of Laplace.
static double chance_above(double x) {
    double below = x;
    if (x < 3) return 0.5 - series(x);
    for (int n = 120; n > 0; n--) below = x + n / below;
    return density(x) / below;
}

// ---- tables -------------------------------------------------------------------------------------

// x with the chance p above it, from a guess nearby: Halley's steps.
static double solve(double p, double guess) {
    double x = guess, step = 1;
    for (int i = 0; i < 50 && fabs(step) > 1e-15 * (1 + x); i++) {
        double newton = (chance_above(x) - p) / density(x);
        step = newton / (1 - 0.5 * x * newton);
        x += step;
    }
    return x;
}

// Derivatives of the quantile by the probability above it, each over its factorial, for a range
// that is `width` wide: the argument of the polynomial runs from -1/2 to 1/2.
static void expand(double x, double width, double *ret) {
    double d = -width / density(x), y = x * x;
    ret[0] = x;
    ret[1] = d;
    ret[2] = x * d * d / 2;
    ret[3] = (1 + 2 * y) * d * d * d / 6;
    ret[4] = x * (7 + 6 * y) * d * d * d * d / 24;
    ret[5] = (7 + y * (46 + 24 * y)) * d * d * d * d * d / 120;
}

// From the middle outwards: each range begins with what the one before it found.
static void make_quantiles(NormalTables *t) {
    double x = 0;
    for (int octave = NORMAL_OCTAVES - 1; octave >= 0; octave--)
        for (int range = NORMAL_RANGES - 1; range >= 0; range--) {
            double base = ldexp(1, octave - NORMAL_OCTAVES - 1), width = base / NORMAL_RANGES;
            x = solve(base + (range + 0.5) * width, x);
            expand(x, width, t->quantile[octave * NORMAL_RANGES + range]);
        }
}

static void make_probabilities(NormalTables *t) {
    for (int i = 0; i <= 2 * NORMAL_REACH * NORMAL_NODES; i++) {
        double x = (double)i / NORMAL_NODES - NORMAL_REACH;
        t->below[i] = x > 0 ? 1 - chance_above(x) : x < 0 ? chance_above(-x) : 0.5;
        t->density[i] = density(x);
    }
}

void normal_tables(NormalTables *ret) {
    make_quantiles(ret);
    make_probabilities(ret);
}

// The highest bit is the sign; 52 others, with a half behind them, the chance above. As a double
// its exponent is the octave, and the first bits of its mantissa the range.
static inline double quantile(const NormalTables *t, uint64_t word) {
    double chance = (double)(int64_t)((word & INT64_MAX) >> SPARE_BITS) + 0.5, from, sign;
    uint64_t bits, signs;
    memcpy(&bits, &chance, sizeof bits);
    size_t range =
        (size_t)(bits >> (MANTISSA_BITS - RANGE_BITS)) - ((size_t)(BIAS - 1) << RANGE_BITS);
    bits = ((bits << RANGE_BITS) & (((uint64_t)1 << MANTISSA_BITS) - 1)) | (uint64_t)BIAS
                                                                               << MANTISSA_BITS;
    memcpy(&from, &bits, sizeof from);
    const double *c = t->quantile[range];
    double u = from - 1.5;
    double x = c[0] + u * (c[1] + u * (c[2] + u * (c[3] + u * (c[4] + u * c[5]))));
    signs = (word & (uint64_t)1 << 63) | (uint64_t)BIAS << MANTISSA_BITS;
    memcpy(&sign, &signs, sizeof sign);
    return sign * x;
}

WIDE void normal_quantiles(const NormalTables *t, const uint64_t *words, size_t count,
                           double *ret) {
    for (size_t i = 0; i < count; i++) ret[i] = quantile(t, words[i]);
}

// By the Taylor series around the nearest node.
double normal_below(const NormalTables *t, double x) {
    if (x >= NORMAL_REACH) return 1;
    if (x <= -NORMAL_REACH) return t->below[0];
    size_t i = (size_t)((x + NORMAL_REACH) * NORMAL_NODES + 0.5);
    double z = (double)i / NORMAL_NODES - NORMAL_REACH, h = x - z;
    return t->below[i] + t->density[i] * h *
                             (1 + h * (-z / 2 + h * ((z * z - 1) / 6 - h * z * (z * z - 3) / 24)));
}
