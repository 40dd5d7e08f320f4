// design/grid.c - the values of a range that can be written in a text
#include "design/design.h"

#include <math.h>
#include <stdlib.h>

enum { DIGITS = 900, DECADES_BELOW = 4, DECADE_MOST = 15 };

// Ten to so many, exactly.
static Dec power_of_ten(int exponent) {
    int64_t whole = 1;
    Dec ret;
    for (int i = 0; i < abs(exponent); i++) whole *= 10;
    if (exponent >= 0) return dec_from_int(whole);
    dec_div(dec_from_int(1), dec_from_int(whole), &ret);
    return ret;
}

static int decade_of(double value) {
    return (int)floor(log10(value));
}

static Dec three_digits(const Grid *g, size_t index) {
    Dec ret;
    int decade = g->decade - 2 + (int)(index / DIGITS);
    dec_mul(dec_from_int(100 + (int64_t)(index % DIGITS)), power_of_ten(decade), &ret);
    return ret;
}

static bool by_digits(Grid *g) {
    bool is_zero = dec_is_zero(g->low);
    int top = decade_of(dec_to_double(g->high));
    g->decade = is_zero ? top - DECADES_BELOW : decade_of(dec_to_double(g->low));
    if (abs(g->decade) >= DECADE_MOST || abs(top) >= DECADE_MOST) return false;
    while (dec_compare(three_digits(g, g->first), g->low) <= 0) g->first++;
    size_t end = g->first;
    while (dec_compare(three_digits(g, end), g->high) < 0) end++;
    g->count = 2 + end - g->first;
    return true;
}

static bool by_steps(Grid *g) {
    Dec width, steps;
    double count = (dec_to_double(g->high) - dec_to_double(g->low)) / dec_to_double(g->step);
    if (dec_is_negative(g->step) || count >= DESIGN_GRID_MAX) return false;
    g->is_even = true;
    dec_sub(g->high, g->low, &width);
    dec_div(width, g->step, &steps);
    dec_round(steps, 0, DEC_UP, &steps);
    g->count = 1 + (size_t)dec_to_double(steps);
    return true;
}

bool grid_new(Dec low, Dec high, Dec step, Grid *ret) {
    Grid g = {.low = low, .high = high, .step = step};
    if (dec_compare(low, high) >= 0) return false;
    double larger = fmax(fabs(dec_to_double(low)), fabs(dec_to_double(high)));
    if (larger >= 1e15 || larger < 1e-9) return false;
    if (dec_is_zero(step) && dec_is_negative(low)) g.step = power_of_ten(decade_of(larger) - 2);
    bool is_made = dec_is_zero(g.step) ? by_digits(&g) : by_steps(&g);
    if (is_made) *ret = g;
    return is_made;
}

Dec grid_value(const Grid *g, size_t index) {
    Dec way, value;
    if (index == 0) return g->low;
    if (index + 1 == g->count) return g->high;
    if (!g->is_even) return three_digits(g, g->first + index - 1);
    dec_mul(g->step, dec_from_int((int64_t)index), &way);
    dec_add(g->low, way, &value);
    return value;
}

// By value, not by index: three-digit numbers lie closer where they are small.
size_t grid_index(const Grid *g, double value) {
    size_t low = 0, high = g->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dec_to_double(grid_value(g, middle)) < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
