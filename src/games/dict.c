// games/dict.c - a dictionary of integers: the tableau of a polytope, pivoted without fractions
//
// A cell after a pivot is (cell * pivot - row * column) / determinant, and the division leaves no
// rest. So the product need not be kept whole: modulo 2^128 it is multiplied with the inverse of
// the determinant's odd part, and doubles beside the cells prove that the result fits. The same
// serves comparisons: where two products are near each other, their difference fits.
#include "games/dict.h"

#include <math.h>

static const double ROUNDING = 0x1p-48; // above the relative error of two products of doubles

static double near_wide(Wide w) {
    if (w == (int64_t)w) return (double)(int64_t)w;
    return (double)(int64_t)(w >> 64) * 0x1p64 + (double)(uint64_t)w;
}

static void set_cell(Dict *d, size_t at, const Big *value) {
    if (d->is_big) {
        mpz_set(&d->big[at], value);
        return;
    }
    mpz_tdiv_q_2exp(d->scratch, value, 64);
    uint64_t low = mpz_getlimbn(value, 0), high = mpz_get_ui(d->scratch);
    Wide size = (Wide)((WideBits)high << 64 | low);
    d->cells[at] = mpz_sgn(value) < 0 ? -size : size;
    d->near[at] = near_wide(d->cells[at]);
    d->has_overflowed |= mpz_sizeinbase(value, 2) > 120;
}

static void set_cells(Dict *d, const Big *matrix) {
    mpz_t one;
    mpz_init_set_ui(one, 1);
    for (int i = 0; i < d->rows; i++) {
        for (int j = 0; j < d->columns; j++)
            set_cell(d, (size_t)(i * d->width + j), &matrix[i * d->columns + j]);
        set_cell(d, (size_t)(i * d->width + d->columns), one);
    }
    mpz_clear(one);
}

static void name_variables(Dict *d) {
    for (int j = 0; j < d->columns; j++) {
        d->cobasic[j] = j;
        d->where[j] = -1 - j;
    }
    for (int i = 0; i < d->rows; i++) {
        d->basic[i] = d->columns + i;
        d->where[d->columns + i] = i;
    }
}

Dict *dict_new(Arena *a, const Big *matrix, int rows, int columns, bool is_big) {
    Dict *d = ARENA_NEW(a, Dict);
    size_t size = (size_t)(rows * (columns + 1));
    *d = (Dict){.rows = rows, .columns = columns, .width = columns + 1, .is_big = is_big};
    d->basic = ARENA_ARRAY(a, int, (size_t)rows);
    d->cobasic = ARENA_ARRAY(a, int, (size_t)columns);
    d->where = ARENA_ARRAY(a, int, (size_t)(rows + columns));
    d->scratch = bigs_new(a, 3);
    d->big_determinant = bigs_new(a, 1);
    d->big = is_big ? bigs_new(a, size) : NULL;
    d->cells = is_big ? NULL : ARENA_ARRAY(a, Wide, size);
    d->near = is_big ? NULL : ARENA_ARRAY(a, double, size);
    d->determinant = 1;
    d->near_determinant = 1;
    mpz_set_ui(d->big_determinant, 1);
    name_variables(d);
    set_cells(d, matrix);
    return d;
}

// ---- cells of 128 bits --------------------------------------------------------------------------

// How to divide by a number where no rest is left.
typedef struct Divider {
    WideBits inverse; // of the odd part
    int twos;
    double near, limit;
} Divider;

static Divider divider_of(Wide determinant, double near) {
    WideBits odd = (WideBits)determinant;
    int twos = 0;
    for (; !(odd & 1); odd >>= 1) twos++;
    WideBits inverse = odd; // right in 3 bits; each step doubles them
    for (int i = 0; i < 6; i++) inverse *= 2 - odd * inverse;
    return (Divider){inverse, twos, near, ldexp(1, 125 - twos)};
}

static Wide divided(const Divider *by, WideBits number) {
    WideBits shifted = number >> by->twos;
    return (Wide)(shifted * by->inverse << by->twos) >> by->twos;
}

static void pivot_row(Dict *d, const Divider *by, int i, int row, int column) {
    Wide *to = d->cells + i * d->width, *from = d->cells + row * d->width;
    double *near = d->near + i * d->width, *near_from = d->near + row * d->width;
    WideBits p = (WideBits)from[column], factor = (WideBits)to[column];
    double near_p = near_from[column], near_factor = near[column], most = 0;
    for (int j = 0; j < d->width; j++) {
        double one = near[j] * near_p, other = near_factor * near_from[j];
        double size = fabs(one - other) + (fabs(one) + fabs(other)) * ROUNDING;
        if (size > most) most = size;
        to[j] = divided(by, (WideBits)to[j] * p - factor * (WideBits)from[j]);
        near[j] = near_wide(to[j]);
    }
    if (!(most < by->limit * by->near)) d->has_overflowed = true;
    to[column] = -(Wide)factor;
    near[column] = -near_factor;
}

static void pivot_wide(Dict *d, int row, int column) {
    Divider by = divider_of(d->determinant, d->near_determinant);
    size_t at = (size_t)(row * d->width + column);
    Wide pivot = d->cells[at];
    double near_pivot = d->near[at];
    for (int i = 0; i < d->rows; i++)
        if (i != row) pivot_row(d, &by, i, row, column);
    d->cells[at] = d->determinant;
    d->near[at] = d->near_determinant;
    d->determinant = pivot;
    d->near_determinant = near_pivot;
}

// The sign of a * b - c * e.
static int cross_wide(Dict *d, size_t a, size_t b, size_t c, size_t e) {
    double one = d->near[a] * d->near[b], other = d->near[c] * d->near[e];
    double difference = one - other, error = (fabs(one) + fabs(other)) * ROUNDING;
    if (fabs(difference) > error) return difference > 0 ? 1 : -1;
    if (!(fabs(difference) + error < 0x1p125)) d->has_overflowed = true;
    Wide exact = (Wide)((WideBits)d->cells[a] * (WideBits)d->cells[b] -
                        (WideBits)d->cells[c] * (WideBits)d->cells[e]);
    return exact > 0 ? 1 : exact < 0 ? -1 : 0;
}

// ---- cells of any size --------------------------------------------------------------------------

static void pivot_big_row(Dict *d, int i, int row, int column) {
    Big *to = d->big + i * d->width, *from = d->big + row * d->width;
    Big *product = d->scratch, *factor = d->scratch + 1;
    mpz_set(factor, &to[column]);
    for (int j = 0; j < d->width; j++) {
        mpz_mul(product, &to[j], &from[column]);
        mpz_submul(product, factor, &from[j]);
        mpz_divexact(&to[j], product, d->big_determinant);
    }
    mpz_neg(&to[column], factor);
}

static void pivot_big(Dict *d, int row, int column) {
    for (int i = 0; i < d->rows; i++)
        if (i != row) pivot_big_row(d, i, row, column);
    mpz_swap(&d->big[row * d->width + column], d->big_determinant);
}

static int cross_big(Dict *d, size_t a, size_t b, size_t c, size_t e) {
    mpz_mul(d->scratch, &d->big[a], &d->big[b]);
    mpz_submul(d->scratch, &d->big[c], &d->big[e]);
    return mpz_sgn(d->scratch);
}

// ---- either -------------------------------------------------------------------------------------

void dict_pivot(Dict *d, int row, int column) {
    if (d->is_big) pivot_big(d, row, column);
    if (!d->is_big) pivot_wide(d, row, column);
    int entering = d->cobasic[column], leaving = d->basic[row];
    d->basic[row] = entering;
    d->cobasic[column] = leaving;
    d->where[entering] = row;
    d->where[leaving] = -1 - column;
}

int dict_sign(const Dict *d, int row, int column) {
    size_t at = (size_t)(row * d->width + column);
    if (d->is_big) return mpz_sgn(&d->big[at]);
    return d->cells[at] > 0 ? 1 : d->cells[at] < 0 ? -1 : 0;
}

// The sign of cell[i][k] / cell[i][column] - cell[j][k] / cell[j][column].
static int compare_ratio(Dict *d, int i, int j, int k, int column) {
    size_t top = (size_t)(i * d->width), other = (size_t)(j * d->width);
    size_t at = (size_t)k, by = (size_t)column;
    return d->is_big ? cross_big(d, top + at, other + by, other + at, top + by)
                     : cross_wide(d, top + at, other + by, other + at, top + by);
}

static int compare_slack(Dict *d, int i, int j, int slack, int column) {
    int where = d->where[d->columns + slack];
    if (where < 0) return compare_ratio(d, i, j, -1 - where, column);
    return where == i ? 1 : where == j ? -1 : 0;
}

static bool leaves_before(Dict *d, int i, int j, int column) {
    int sign = compare_ratio(d, i, j, d->columns, column);
    for (int slack = 0; sign == 0 && slack < d->rows; slack++)
        sign = compare_slack(d, i, j, slack, column);
    return sign < 0;
}

int dict_leaving(Dict *d, int column) {
    int best = -1;
    for (int i = 0; i < d->rows; i++)
        if (dict_sign(d, i, column) > 0 && (best < 0 || leaves_before(d, i, best, column)))
            best = i;
    return best;
}

uint64_t dict_outside(const Dict *d) {
    uint64_t mask = 0;
    for (int j = 0; j < d->columns; j++) mask |= UINT64_C(1) << d->cobasic[j];
    return mask;
}

uint64_t dict_zeros(const Dict *d) {
    uint64_t mask = dict_outside(d);
    for (int i = 0; i < d->rows; i++)
        if (dict_sign(d, i, d->columns) == 0) mask |= UINT64_C(1) << d->basic[i];
    return mask;
}
