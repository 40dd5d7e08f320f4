// app/design_program.c - cuts as a linear program: the least sums with which nobody is tempted
#include "app/design_linear_int.h"

#include <float.h>
#include <math.h>

// A unit paid in each period, beside a unit of a bond: enough to pay no more than is needed.
static const double PAID = 1e-3;

// Columns: bonds, what each party gets, how much of it moves.
static size_t column_of_gets(const Linear *l, size_t party) {
    return l->bonds + party;
}
static size_t column_of_moves(const Linear *l, size_t party) {
    return l->bonds + l->parties + party;
}

typedef struct Rows {
    Arena *arena;
    LinearRow *items;
    size_t count, capacity, columns;
} Rows;

static double *add_row(Rows *r, double low, double high) {
    double *by = ARENA_ARRAY(r->arena, double, r->columns);
    *VEC_ADD(r->arena, r) = (LinearRow){low, high, by};
    return by;
}

static void add_need(const Linear *l, const Cut *cut, size_t level, size_t party, Rows *rows) {
    double need = cut->tempted[level][party] + linear_levels[level].margin * l->scale;
    if (need < -DBL_MAX / 2) return;
    double *by = add_row(rows, 0, INFINITY), called = cut->called[level][party];
    for (size_t b = 0; b < l->bonds; b++)
        if (linear_is_by(l, b, party)) by[b] = called, need += called * cut->at.bonds[b];
    by[column_of_gets(l, party)] = cut->worth[level][party];
    need += cut->worth[level][party] * cut->at.gets[party];
    rows->items[rows->count - 1].low = need;
}

static void add_participation(const Linear *l, const Cut *cut, size_t party, Rows *rows) {
    double low = cut->gain[party] * cut->at.gets[party] - cut->surplus[party] + l->lost[party];
    add_row(rows, low, INFINITY)[column_of_gets(l, party)] = cut->gain[party];
}

static void add_balance(const Linear *l, Rows *rows) {
    double *balance = add_row(rows, 0, 0);
    for (size_t i = 0; i < l->parties; i++) {
        balance[column_of_gets(l, i)] = 1;
        for (int sign = -1; sign <= 1; sign += 2) {
            double *moves = add_row(rows, 0, INFINITY);
            moves[column_of_moves(l, i)] = 1;
            moves[column_of_gets(l, i)] = sign;
        }
    }
}

static Rows rows_of(const Linear *l, Arena *a, size_t level) {
    Rows rows = {.arena = a, .columns = l->bonds + 2 * l->parties};
    for (size_t c = 0; c < l->cut_count; c++)
        for (size_t i = 0; i < l->parties; i++) add_need(l, &l->cuts[c], level, i, &rows);
    for (size_t i = 0; l->view->asked.transfers && i < l->parties; i++)
        add_participation(l, &l->cuts[l->cut_count - 1], i, &rows);
    add_balance(l, &rows);
    return rows;
}

// What a unit of a bond costs: as asked, else 1 for each who deposits it.
static double cost_of(const Lever *l) {
    double count = 0;
    if (l->weight != 0) return l->weight;
    for (uint32_t by = l->by; by; by >>= 1) count += by & 1;
    return count;
}

static LinearColumn *columns_of(const Linear *l, Arena *a) {
    const SumsAsked *asked = &l->view->asked;
    double most = asked->transfers ? asked->most : 0;
    LinearColumn *columns = ARENA_ARRAY(a, LinearColumn, l->bonds + 2 * l->parties);
    for (size_t b = 0; b < l->bonds; b++)
        columns[b] = (LinearColumn){0, asked->most, cost_of(&l->view->levers[b])};
    for (size_t i = 0; i < l->parties; i++) {
        columns[column_of_gets(l, i)] = (LinearColumn){-most, most, 0};
        columns[column_of_moves(l, i)] = (LinearColumn){0, INFINITY, PAID};
    }
    return columns;
}

// What rounding up took beyond the largest sum.
static void keep_within_most(DesignView *v) {
    for (size_t i = 0; i < v->lever_count; i++)
        if (dec_to_double(v->values[i]) > v->asked.most)
            v->values[i] = dec_from_double(v->asked.most);
}

bool linear_program(Linear *l, size_t level) {
    Arena *a = arena_new();
    Rows rows = rows_of(l, a, level);
    LinearProgram p = {columns_of(l, a), rows.columns, rows.items, rows.count};
    LinearAnswer answer = {.is_feasible = false};
    Sums s = {.gets = {0}};
    bool is_solved = linear_solve(a, &p, &answer), is_found = is_solved && answer.is_feasible;
    l->view->has_no_solution = is_solved && !answer.is_feasible;
    for (size_t b = 0; is_found && b < l->bonds; b++) s.bonds[b] = answer.values[b];
    for (size_t i = 0; is_found && i < l->parties; i++)
        s.gets[i] = answer.values[column_of_gets(l, i)];
    arena_free(a);
    if (!is_found || !linear_take(l, &s)) return false;
    keep_within_most(l->view);
    return true;
}
