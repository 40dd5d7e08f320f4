// worlds/sensitivity.c - which assumptions a figure depends on
#include "worlds/sensitivity.h"
#include "base/philox.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

// ---- elementary effects -------------------------------------------------------------------------

enum { LEVELS = 4 };
static const double STEP = (double)LEVELS / (2 * (LEVELS - 1)); // half of the levels

static void shuffle(Philox *p, size_t *items, size_t count) {
    for (size_t i = 0; i < count; i++) items[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t k = philox_below(p, (uint32_t)i), last = items[i - 1];
        items[i - 1] = items[k];
        items[k] = last;
    }
}

// From a level of the lower half up, or from its mirror image down.
static void start_walk(Philox *p, double *point, double *steps, size_t dimensions) {
    for (size_t d = 0; d < dimensions; d++) {
        double level = (double)philox_below(p, LEVELS / 2) / (LEVELS - 1);
        bool is_up = philox_below(p, 2);
        point[d] = is_up ? level : 1 - level;
        steps[d] = is_up ? STEP : -STEP;
    }
}

static void walk(const SensitivityModel *m, Philox *p, double *ret_effects) {
    size_t n = m->dimensions, order[SENSITIVITY_DIMENSIONS_MAX];
    double point[SENSITIVITY_DIMENSIONS_MAX], steps[SENSITIVITY_DIMENSIONS_MAX], before, after;
    shuffle(p, order, n);
    start_walk(p, point, steps, n);
    m->evaluate(m->self, point, 1, &before);
    for (size_t k = 0; k < n; k++, before = after) {
        size_t d = order[k];
        point[d] += steps[d];
        m->evaluate(m->self, point, 1, &after);
        ret_effects[d] = (after - before) / steps[d];
    }
}

static Effect effect_of(const double *effects, size_t dimensions, size_t walks) {
    Effect e = {0};
    double squares = 0, count = (double)walks;
    for (size_t k = 0; k < walks; k++) {
        e.mean += effects[k * dimensions] / count;
        e.mean_absolute += fabs(effects[k * dimensions]) / count;
    }
    for (size_t k = 0; k < walks; k++) squares += pow(effects[k * dimensions] - e.mean, 2);
    e.deviation = sqrt(squares / (count - 1));
    return e;
}

const Effect *sensitivity_effects(Arena *a, const SensitivityModel *m, size_t walks) {
    size_t n = m->dimensions;
    assert(n <= SENSITIVITY_DIMENSIONS_MAX && walks >= 2);
    double *effects = ARENA_ARRAY(a, double, walks *n);
    Effect *ret = ARENA_ARRAY(a, Effect, n);
    for (size_t k = 0; k < walks; k++) {
        Philox p;
        philox_start(&p, m->seed, k, 0);
        walk(m, &p, &effects[k * n]);
    }
    for (size_t d = 0; d < n; d++) ret[d] = effect_of(&effects[d], n, walks);
    return ret;
}

// ---- shares of the variance ---------------------------------------------------------------------

// What is added up of the points of one part.
typedef struct Part {
    double count, sum, squares;
    double first[SENSITIVITY_DIMENSIONS_MAX], total[SENSITIVITY_DIMENSIONS_MAX];
} Part;

typedef struct Points {
    double *one, *two, *mixed; // [SENSITIVITY_POINTS * dimensions]
    double of_one[SENSITIVITY_POINTS], of_two[SENSITIVITY_POINTS], of_mixed[SENSITIVITY_POINTS];
} Points;

static void draw_points(const SensitivityModel *m, Points *p, uint64_t block) {
    Philox draws;
    philox_start(&draws, m->seed, block, 0);
    for (size_t i = 0; i < SENSITIVITY_POINTS * m->dimensions; i++) {
        p->one[i] = philox_uniform(&draws);
        p->two[i] = philox_uniform(&draws);
    }
}

// The first points with the number d of the second.
static void add_mixed(const SensitivityModel *m, Points *p, size_t d, Part *part) {
    size_t n = m->dimensions;
    memcpy(p->mixed, p->one, SENSITIVITY_POINTS * n * sizeof *p->mixed);
    for (size_t k = 0; k < SENSITIVITY_POINTS; k++) p->mixed[k * n + d] = p->two[k * n + d];
    m->evaluate(m->self, p->mixed, SENSITIVITY_POINTS, p->of_mixed);
    for (size_t k = 0; k < SENSITIVITY_POINTS; k++) {
        double change = p->of_mixed[k] - p->of_one[k];
        part->first[d] += p->of_two[k] * change;
        part->total[d] += change * change / 2;
    }
}

// All is measured from `middle`, a value of the function: of large figures that differ little the
// digits would be lost.
static void add_points(const SensitivityModel *m, Points *p, double middle, Part *part) {
    m->evaluate(m->self, p->one, SENSITIVITY_POINTS, p->of_one);
    m->evaluate(m->self, p->two, SENSITIVITY_POINTS, p->of_two);
    for (size_t k = 0; k < SENSITIVITY_POINTS; k++) {
        double one = p->of_one[k] - middle, two = p->of_two[k] -= middle;
        part->count += 2;
        part->sum += one + two;
        part->squares += one * one + two * two;
    }
    for (size_t d = 0; d < m->dimensions; d++) add_mixed(m, p, d, part);
}

static void add_part(Part *to, const Part *from, size_t dimensions) {
    to->count += from->count;
    to->sum += from->sum;
    to->squares += from->squares;
    for (size_t d = 0; d < dimensions; d++) {
        to->first[d] += from->first[d];
        to->total[d] += from->total[d];
    }
}

static double variance_of(const Part *p) {
    double mean = p->sum / p->count;
    return fmax(0, p->squares / p->count - mean * mean);
}

static void find_share(const Part *p, size_t d, double variance, double *ret_first,
                       double *ret_total) {
    *ret_first = variance > 0 ? p->first[d] / (p->count / 2) / variance : 0;
    *ret_total = variance > 0 ? p->total[d] / (p->count / 2) / variance : 0;
}

static Share share_of(const Part *all, const Part *parts, size_t d) {
    Share s = {0};
    double first, total, first_squares = 0, total_squares = 0;
    double freedom = (double)SENSITIVITY_PARTS * (SENSITIVITY_PARTS - 1);
    find_share(all, d, variance_of(all), &s.first, &s.total);
    for (size_t k = 0; k < SENSITIVITY_PARTS; k++) {
        find_share(&parts[k], d, variance_of(&parts[k]), &first, &total);
        first_squares += pow(first - s.first, 2);
        total_squares += pow(total - s.total, 2);
    }
    s.first_error = sqrt(first_squares / freedom);
    s.total_error = sqrt(total_squares / freedom);
    return s;
}

static double value_in_the_middle(const SensitivityModel *m) {
    double point[SENSITIVITY_DIMENSIONS_MAX], value;
    for (size_t d = 0; d < m->dimensions; d++) point[d] = 0.5;
    m->evaluate(m->self, point, 1, &value);
    return value;
}

const Share *sensitivity_shares(Arena *a, const SensitivityModel *m, size_t points) {
    size_t n = m->dimensions, of_all = SENSITIVITY_PARTS * SENSITIVITY_POINTS;
    size_t blocks = (points + of_all - 1) / of_all;
    assert(n <= SENSITIVITY_DIMENSIONS_MAX && points > 0);
    Points p = {.one = ARENA_ARRAY(a, double, SENSITIVITY_POINTS *n),
                .two = ARENA_ARRAY(a, double, SENSITIVITY_POINTS *n),
                .mixed = ARENA_ARRAY(a, double, SENSITIVITY_POINTS *n)};
    Part *parts = ARENA_ARRAY(a, Part, SENSITIVITY_PARTS + 1), *all = &parts[SENSITIVITY_PARTS];
    Share *ret = ARENA_ARRAY(a, Share, n);
    double middle = value_in_the_middle(m);
    for (size_t k = 0; k < SENSITIVITY_PARTS; k++) {
        for (size_t b = 0; b < blocks; b++) {
            draw_points(m, &p, b * SENSITIVITY_PARTS + k);
            add_points(m, &p, middle, &parts[k]);
        }
        add_part(all, &parts[k], n);
    }
    for (size_t d = 0; d < n; d++) ret[d] = share_of(all, parts, d);
    return ret;
}
