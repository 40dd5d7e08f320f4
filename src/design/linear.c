// design/linear.c - bonds and side payments as a linear program, solved by COIN-OR Clp
//
// Columns: each party's bond, each party's transfer, and the largest bond where that is to be
// small. Rows: what keeps each party in, that transfers add up to nothing, and that each bond is at
// most the largest.
#include "design/design.h"

#include <coin/Clp_C_Interface.h>
#include <float.h>

typedef struct Program {
    Clp_Simplex *model;
    const LinearTask *task;
    size_t largest; // the column of the largest bond
} Program;

static void add_columns(const Program *p) {
    const LinearTask *t = p->task;
    bool is_sum = t->aim == LINEAR_LEAST_SUM;
    Clp_resize(p->model, 0, (int)p->largest + 1);
    double *lower = Clp_columnLower(p->model), *upper = Clp_columnUpper(p->model);
    double *cost = Clp_objective(p->model);
    for (size_t i = 0; i < t->parties; i++) {
        lower[i] = 0, upper[i] = t->bond_most[i], cost[i] = is_sum;
        lower[t->parties + i] = -t->transfer_most, upper[t->parties + i] = t->transfer_most;
        cost[t->parties + i] = 0;
    }
    lower[p->largest] = 0, upper[p->largest] = DBL_MAX, cost[p->largest] = !is_sum;
}

static void add_row(const Program *p, double low, double high, int count, const int *columns,
                    const double *elements) {
    CoinBigIndex starts[2] = {0, count};
    Clp_addRows(p->model, 1, &low, &high, starts, columns, elements);
}

static void add_incentives(const Program *p) {
    for (size_t i = 0; i < p->task->row_count; i++) {
        const LinearRow *r = &p->task->rows[i];
        int columns[] = {(int)r->party, (int)(p->task->parties + r->party)};
        double elements[] = {r->called, r->worth};
        add_row(p, r->gain, DBL_MAX, 2, columns, elements);
    }
}

static void add_balance(const Program *p, Arena *a) {
    size_t parties = p->task->parties;
    int *columns = ARENA_ARRAY(a, int, parties);
    double *elements = ARENA_ARRAY(a, double, parties);
    for (size_t i = 0; i < parties; i++) columns[i] = (int)(parties + i), elements[i] = 1;
    add_row(p, 0, 0, (int)parties, columns, elements);
}

static void add_largest(const Program *p) {
    for (size_t i = 0; i < p->task->parties; i++) {
        int columns[] = {(int)i, (int)p->largest};
        double elements[] = {-1, 1};
        add_row(p, 0, DBL_MAX, 2, columns, elements);
    }
}

// In units of the largest gain: Clp's tolerances are absolute.
static double unit_of(const LinearTask *t) {
    double unit = 0;
    for (size_t i = 0; i < t->row_count; i++)
        if (t->rows[i].gain > unit) unit = t->rows[i].gain;
    return unit > 0 ? unit : 1;
}

static void scale(LinearTask *t, Arena *a, double unit) {
    LinearRow *rows = ARENA_ARRAY(a, LinearRow, t->row_count + 1);
    double *most = ARENA_ARRAY(a, double, t->parties + 1);
    for (size_t i = 0; i < t->row_count; i++) {
        rows[i] = t->rows[i];
        rows[i].gain /= unit;
    }
    for (size_t i = 0; i < t->parties; i++) most[i] = t->bond_most[i] / unit;
    t->rows = rows;
    t->bond_most = most;
    t->transfer_most /= unit;
}

static void read_answer(const Program *p, Arena *a, double unit, LinearAnswer *ret) {
    size_t parties = p->task->parties;
    const double *solved = Clp_getColSolution(p->model);
    *ret = (LinearAnswer){.is_feasible = true, .objective = unit * Clp_getObjValue(p->model)};
    ret->bonds = ARENA_ARRAY(a, double, parties);
    ret->transfers = ARENA_ARRAY(a, double, parties);
    for (size_t i = 0; i < parties; i++) {
        ret->bonds[i] = unit * solved[i];
        ret->transfers[i] = unit * solved[parties + i];
    }
}

bool linear_solve(Arena *a, const LinearTask *task, LinearAnswer *ret) {
    LinearTask t = *task;
    double unit = unit_of(task);
    scale(&t, a, unit);
    Program p = {.model = Clp_newModel(), .task = &t, .largest = 2 * t.parties};
    Clp_setLogLevel(p.model, 0);
    add_columns(&p);
    add_incentives(&p);
    add_balance(&p, a);
    add_largest(&p);
    Clp_dual(p.model, 0);
    int status = Clp_status(p.model); // 0 optimal, 1 no solution, 2 unbounded, others: gave up
    if (status == 0) read_answer(&p, a, unit, ret);
    if (status == 1) *ret = (LinearAnswer){.is_feasible = false};
    Clp_deleteModel(p.model);
    return status == 0 || status == 1;
}
