// design/design.h - the least numbers with which something holds
//
// Of each number a range is searched, on a grid of values that can be written in a text. Whether it
// holds with certain numbers is asked of the caller, who tries it. Along the last number that is
// searched by halves: so it is taken for granted that there it turns once. Where it holds at
// neither end some points between are looked at before it is said that no value is enough.
//
//     Grid grids[] = {share, bond};
//     DesignSearch s = {.grids = grids, .unknowns = 2, .holds = try_it, .self = me};
//     design_search(a, &s, &frontier);
#ifndef SOFTLAW_DESIGN_DESIGN_H
#define SOFTLAW_DESIGN_DESIGN_H

#include "base/arena.h"
#include "base/dec.h"

enum { DESIGN_UNKNOWNS_MAX = 3, DESIGN_GRID_MAX = 1000000 };

// ---- values that can be written (grid.c) --------------------------------------------------------

// Without a step: the ends, and between them the numbers of three significant digits.
typedef struct Grid {
    Dec low, high, step;
    size_t count;
    size_t first; // of three digits: how many of them lie at or below the low end
    int decade;   // of three digits: the power of ten of the first
    bool is_even; // by steps
} Grid;

// `step` 0: three significant digits, or where `low` is negative the step of the larger end. False
// where the ends are in the wrong order or there are more than DESIGN_GRID_MAX values.
bool grid_new(Dec low, Dec high, Dec step, Grid *ret);
Dec grid_value(const Grid *g, size_t index);
// The first value that is no less; the last one where all are.
size_t grid_index(const Grid *g, double value);

// ---- searching (search.c) -----------------------------------------------------------------------

// Does it hold with these values? False where it could not be tried.
typedef bool DesignHolds(void *self, const Dec *values, bool *ret_holds);
// What these values cost; asked for values with which it holds.
typedef bool DesignCost(void *self, const Dec *values, double *ret_cost);

typedef struct DesignSearch {
    const Grid *grids;
    size_t unknowns;
    DesignHolds *holds;
    DesignCost *cost; // NULL: nothing
    void *self;
} DesignSearch;

typedef enum DesignKind {
    DESIGN_NONE,  // holds at no value that was tried
    DESIGN_ALL,   // at both ends
    DESIGN_LEAST, // from this value on
    DESIGN_MOST,  // up to this value
    DESIGN_FROM,  // from this value on, but not at the upper end
} DesignKind;

typedef struct DesignPoint {
    Dec values[DESIGN_UNKNOWNS_MAX];
    DesignKind kind; // of the last value, the others being as they are
    double cost;
} DesignPoint;

typedef struct DesignFrontier {
    DesignPoint *items; // in the order of the first values
    size_t count, capacity;
    size_t best; // of least cost; `count` where it holds nowhere
} DesignFrontier;

// For values of all but the last unknown the least last one. False where something could not be
// tried.
bool design_search(Arena *a, const DesignSearch *s, DesignFrontier *ret);

// ---- linear programs (linear.c) -----------------------------------------------------------------

// A number between two ends (-INFINITY, INFINITY: open), and what a unit of it costs.
typedef struct LinearColumn {
    double low, high, cost;
} LinearColumn;

// low <= by[0] * columns[0] + by[1] * columns[1] + … <= high
typedef struct LinearRow {
    double low, high;
    const double *by; // [column]
} LinearRow;

typedef struct LinearProgram {
    const LinearColumn *columns;
    size_t column_count;
    const LinearRow *rows;
    size_t row_count;
} LinearProgram;

typedef struct LinearAnswer {
    bool is_feasible; // else no values satisfy all rows
    double *values;   // [column]
    double objective; // what they cost: the least that is possible
} LinearAnswer;

// False where there is no least cost, or the simplex method gave up.
bool linear_solve(Arena *a, const LinearProgram *p, LinearAnswer *ret);

#endif
