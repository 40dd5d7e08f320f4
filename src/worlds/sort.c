// worlds/sort.c - numbers in order, and what lies at a share of them
#include "worlds/sort.h"

#include <math.h>
#include <string.h>

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, PASSES = 64 / DIGIT_BITS };
static const uint64_t SIGN = (uint64_t)1 << 63;

// Whole numbers in the order of the doubles: below 0 all bits are turned, else the sign.
static uint64_t key_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits & SIGN ? ~bits : bits | SIGN;
}

static void count_digits(const double *items, size_t count, size_t (*ret)[DIGITS]) {
    for (size_t i = 0; i < count; i++) {
        uint64_t key = key_of(items[i]);
        for (int pass = 0; pass < PASSES; pass++)
            ret[pass][(key >> (pass * DIGIT_BITS)) % DIGITS]++;
    }
}

static bool is_one_digit(const size_t *counts, size_t count) {
    for (size_t d = 0; d < DIGITS; d++)
        if (counts[d]) return counts[d] == count;
    return true;
}

static void spread(const double *from, size_t count, int pass, size_t *counts, double *to) {
    size_t at = 0;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = counts[d];
        counts[d] = at;
        at += here;
    }
    for (size_t i = 0; i < count; i++)
        to[counts[(key_of(from[i]) >> (pass * DIGIT_BITS)) % DIGITS]++] = from[i];
}

void sort_doubles(double *items, size_t count, double *spare) {
    size_t counts[PASSES][DIGITS] = {{0}};
    double *from = items, *to = spare;
    count_digits(items, count, counts);
    for (int pass = 0; pass < PASSES; pass++) {
        if (is_one_digit(counts[pass], count)) continue;
        spread(from, count, pass, counts[pass], to);
        double *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != items) memcpy(items, from, count * sizeof *items);
}

double quantile_of(const double *sorted, size_t count, double share) {
    double at = share * (double)(count - 1);
    size_t low = (size_t)at;
    if (low + 1 >= count || sorted[low] == sorted[low + 1]) return sorted[low];
    return sorted[low] + (at - (double)low) * (sorted[low + 1] - sorted[low]);
}

PlayFan fan_of(const double *sorted, size_t count) {
    static const double shares[PLAY_QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};
    PlayFan fan;
    for (size_t i = 0; i < PLAY_QUANTILES; i++) fan.at[i] = quantile_of(sorted, count, shares[i]);
    return fan;
}
