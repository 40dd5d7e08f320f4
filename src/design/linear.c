// design/linear.c - linear programs, solved by the simplex method of COIN-OR Clp
#include "design/design.h"

#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>

// Clp's statuses; the others mean that it gave up.
enum { CLP_OPTIMAL = 0, CLP_INFEASIBLE = 1 };

static double bounded(double value) {
    return isinf(value) ? copysign(DBL_MAX, value) : value;
}

// Clp's tolerances are absolute, so all is told in units of what is largest.
static double unit_of(const LinearProgram *p) {
    double unit = 0;
    for (size_t i = 0; i < p->row_count; i++) {
        const LinearRow *r = &p->rows[i];
        if (isfinite(r->low)) unit = fmax(unit, fabs(r->low));
        if (isfinite(r->high)) unit = fmax(unit, fabs(r->high));
    }
    return unit > 0 ? unit : 1;
}

static void add_columns(Clp_Simplex *model, const LinearProgram *p, double unit) {
    Clp_resize(model, 0, (int)p->column_count);
    double *lower = Clp_columnLower(model), *upper = Clp_columnUpper(model);
    double *cost = Clp_objective(model);
    for (size_t i = 0; i < p->column_count; i++) {
        lower[i] = bounded(p->columns[i].low / unit);
        upper[i] = bounded(p->columns[i].high / unit);
        cost[i] = p->columns[i].cost;
    }
}

static void add_row(Arena *a, Clp_Simplex *model, const LinearProgram *p, size_t row, double unit) {
    const LinearRow *r = &p->rows[row];
    int *columns = ARENA_ARRAY(a, int, p->column_count);
    double *elements = ARENA_ARRAY(a, double, p->column_count);
    double low = bounded(r->low / unit), high = bounded(r->high / unit);
    CoinBigIndex starts[2] = {0, 0};
    for (size_t i = 0; i < p->column_count; i++) {
        if (r->by[i] == 0) continue;
        columns[starts[1]] = (int)i;
        elements[starts[1]++] = r->by[i];
    }
    Clp_addRows(model, 1, &low, &high, starts, columns, elements);
}

static void read_answer(Arena *a, Clp_Simplex *model, const LinearProgram *p, double unit,
                        LinearAnswer *ret) {
    const double *solved = Clp_getColSolution(model);
    *ret = (LinearAnswer){.is_feasible = true, .objective = unit * Clp_getObjValue(model)};
    ret->values = ARENA_ARRAY(a, double, p->column_count);
    for (size_t i = 0; i < p->column_count; i++) ret->values[i] = unit * solved[i];
}

bool linear_solve(Arena *a, const LinearProgram *p, LinearAnswer *ret) {
    double unit = unit_of(p);
    Clp_Simplex *model = Clp_newModel();
    Clp_setLogLevel(model, 0);
    add_columns(model, p, unit);
    for (size_t i = 0; i < p->row_count; i++) add_row(a, model, p, i, unit);
    Clp_dual(model, 0);
    int status = Clp_status(model);
    if (status == CLP_OPTIMAL) read_answer(a, model, p, unit, ret);
    if (status == CLP_INFEASIBLE) *ret = (LinearAnswer){.is_feasible = false};
    Clp_deleteModel(model);
    return status == CLP_OPTIMAL || status == CLP_INFEASIBLE;
}
