// worlds/tally.c - what is counted of worlds: whole numbers that add up in any order
#include "worlds/tally.h"
#include "worlds/play_int.h"

#include <assert.h>
#include <math.h>

static const double SUM_MOST = 0x1p126;

static uint64_t *take(uint64_t **at, size_t count) {
    uint64_t *here = *at;
    *at += count;
    return here;
}

Tally tally_around(TallySize s, uint64_t *numbers) {
    Tally t = {.size = s, .numbers = numbers};
    uint64_t *at = numbers;
    t.worlds = take(&at, 1);
    t.undefined = take(&at, 1);
    t.kept = take(&at, 1);
    t.broke = take(&at, s.parties);
    t.better = take(&at, s.parties);
    t.alike = take(&at, s.parties);
    t.bereft = take(&at, s.parties);
    t.by = take(&at, s.actions);
    t.when = take(&at, s.periods * s.parties);
    t.performed = take(&at, s.periods);
    t.sums = take(&at, s.parties * TALLY_SUMS * SUM_DIGITS);
    t.calm_in = take(&at, s.variables * REGION_RANGES);
    t.broke_in = take(&at, s.parties * s.variables * REGION_RANGES);
    t.map = take(&at, s.map);
    t.count = tally_count(s);
    return t;
}

size_t tally_count(TallySize s) {
    size_t of_party = 4 + s.periods + TALLY_SUMS * SUM_DIGITS + s.variables * REGION_RANGES;
    return 3 + s.actions + s.periods + s.variables * REGION_RANGES + s.map + s.parties * of_party;
}

Tally tally_new(Arena *a, TallySize size) {
    return tally_around(size, ARENA_ARRAY(a, uint64_t, tally_count(size)));
}

void tally_add(Tally *to, const Tally *from) {
    for (size_t i = 0; i < to->count; i++) to->numbers[i] += from->numbers[i];
}

static double unit_of_digit(size_t digit) {
    return ldexp(1, SUM_LOWEST + SUM_DIGIT_BITS * (int)digit);
}

// The digits have the sign of x, so that high ones are 0 where x is small.
void tally_sum(Tally *t, size_t party, TallySum sum, double x) {
    uint64_t *digits = &t->sums[(party * TALLY_SUMS + sum) * SUM_DIGITS];
    assert(fabs(x) < SUM_MOST);
    for (size_t d = SUM_DIGITS; d-- > 0;) {
        double unit = unit_of_digit(d), digit = trunc(x / unit);
        digits[d] += (uint64_t)(int64_t)digit;
        x -= digit * unit;
    }
}

double tally_total(const Tally *t, size_t party, TallySum sum) {
    const uint64_t *digits = &t->sums[(party * TALLY_SUMS + sum) * SUM_DIGITS];
    double total = 0;
    for (size_t d = SUM_DIGITS; d-- > 0;) total += (double)(int64_t)digits[d] * unit_of_digit(d);
    return total;
}
