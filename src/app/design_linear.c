// app/design_linear.c - the least bonds, the least payments between parties, by linear programs
//
// Who trusts that all perform is tempted in each world by an amount that falls by what each unit of
// its bond and of what it receives is worth to it. So a play in which all trust each other, and two
// more with a little more of each, say what a party needs: a row of a linear program, at that
// quantile of its temptations beyond which as many worlds may lie as may be broken. The answer is
// rounded to numbers of three digits and measured in its turn, which adds rows where the worst
// moment is now another one. Whether it is enough is decided by playing it without trust; where it
// is not, fewer worlds may lie beyond, then more than the temptation is asked for. In the end each
// number is made smaller as long as it is still enough.
#include "app/design_int.h"

#include <float.h>
#include <math.h>

// Payments are rounded to so many places in the text.
enum { PARTIES = INCENTIVE_PARTIES_MAX, ROUNDS = 20, PAYMENT_PLACES = 2 };

// How much of what may be broken is left to each party, and what is asked beyond its temptation, as
// a part of the largest one.
typedef struct Strictness {
    double tail, margin;
} Strictness;
static const Strictness levels[] = {{1, 0}, {.5, 0},  {.25, 0}, {.1, 0},
                                    {0, 0}, {0, .05}, {0, .15}, {0, .5}};
enum { LEVELS = sizeof levels / sizeof *levels };

// A part of the largest temptation: what it takes to be one, and how much more is tried of each
// sum.
static const double NOTHING = 1e-6, MORE = 0.01, MORE_OF_IT = 0.02;
// A unit paid in each period, beside a unit of a bond: enough to pay no more than is needed.
static const double PAID = 1e-3;
// What is asked beyond, where a party was not as well off as without; a part of the largest
// temptation.
static const double LOST = 2e-3;

typedef struct Sums {
    double bonds[BONDS_MAX], gets[PARTIES]; // what a party receives in each period
} Sums;

// What was measured at some sums, and what a unit more of them is worth.
typedef struct Cut {
    Sums at;
    double tempted[LEVELS][PARTIES], called[LEVELS][PARTIES], worth[LEVELS][PARTIES];
    double surplus[PARTIES], gain[PARTIES]; // of a unit in each period
} Cut;

typedef struct Linear {
    DesignView *view;
    size_t parties, bonds;
    bool is_wary;         // measures without trust
    double scale;         // the largest temptation
    double may_break;     // part of the worlds
    double lost[PARTIES]; // of the surplus of who trusts, where it is played without trust
    Cut cuts[ROUNDS + 1];
    size_t cut_count;
} Linear;

// ---- sums and values ----------------------------------------------------------------------------

static bool asks_for(const DesignView *v, size_t bond, size_t party) {
    return v->levers[bond].by >> party & 1;
}

static Sums sums_of(const Linear *l) {
    const DesignView *v = l->view;
    Sums s = {.gets = {0}};
    for (size_t i = 0; i < l->bonds; i++) s.bonds[i] = dec_to_double(v->values[i]);
    for (size_t i = l->bonds; i < v->lever_count; i++) {
        double amount = dec_to_double(v->values[i]);
        s.gets[v->levers[i].from] -= amount;
        s.gets[v->levers[i].to] += amount;
    }
    return s;
}

static size_t most_of(const double *values, size_t count, double sign) {
    size_t most = 0;
    for (size_t i = 1; i < count; i++)
        if (sign * values[i] > sign * values[most]) most = i;
    return most;
}

// Who pays most pays to whom receives most, until all have what they get.
static bool add_payments(Linear *l, const Sums *s) {
    double left[PARTIES];
    memcpy(left, s->gets, sizeof left);
    for (size_t k = 0; k + 1 < l->parties; k++) {
        size_t from = most_of(left, l->parties, -1), to = most_of(left, l->parties, 1);
        double amount = fmin(-left[from], left[to]);
        Dec rounded;
        if (amount <= NOTHING * l->scale) return true;
        if (!sums_round_up(amount, &rounded)) return false;
        dec_round(rounded, PAYMENT_PLACES, DEC_UP, &rounded);
        sums_add_payment(l->view, from, to, rounded);
        left[from] += amount;
        left[to] -= amount;
    }
    return true;
}

// The view's levers and values become these sums, of three digits each.
static bool take(Linear *l, const Sums *s) {
    DesignView *v = l->view;
    v->lever_count = l->bonds;
    for (size_t i = 0; i < l->bonds; i++)
        if (!sums_round_up(s->bonds[i] > NOTHING * l->scale ? s->bonds[i] : 0, &v->values[i]))
            return false;
    return add_payments(l, s);
}

// ---- measuring ----------------------------------------------------------------------------------

static bool measure(Linear *l, Arena *a, Measure *ret) {
    DesignView *v = l->view;
    DesignTexts texts;
    v->trial_count++;
    return design_amend(v, a, v->values, &texts) && design_measure(v, a, &texts, !l->is_wary, ret);
}

static double quantile(const Linear *l, const Measure *m, size_t level, size_t party) {
    size_t beyond = (size_t)(l->may_break * (double)m->worlds * levels[level].tail);
    return m->tempted[party * m->worlds + m->worlds - 1 - beyond];
}

static void note_bonds(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                       Cut *cut) {
    for (size_t i = 0; i < l->parties; i++) {
        double change = 0;
        for (size_t b = 0; b < l->bonds; b++)
            if (asks_for(l->view, b, i)) change += at->bonds[b] - cut->at.bonds[b];
        for (size_t k = 0; change > 0 && k < LEVELS; k++)
            cut->called[k][i] = (quantile(l, less, k, i) - quantile(l, more, k, i)) / change;
    }
}

static void note_payments(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                          Cut *cut) {
    for (size_t i = 0; i < l->parties; i++) {
        double change = at->gets[i] - cut->at.gets[i];
        if (fabs(change) <= NOTHING * l->scale) continue;
        cut->gain[i] = (more->surplus[i] - less->surplus[i]) / change;
        for (size_t k = 0; k < LEVELS; k++)
            cut->worth[k][i] = (quantile(l, less, k, i) - quantile(l, more, k, i)) / change;
    }
}

typedef void Note(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                  Cut *cut);

static bool measure_more(Linear *l, Arena *a, const Measure *base, Sums more, Note *note,
                         Cut *cut) {
    Measure m;
    if (!take(l, &more) || !measure(l, a, &m)) return false;
    more = sums_of(l);
    note(l, base, &m, &more, cut);
    return true;
}

static bool more_bonds(Linear *l, Arena *a, const Measure *base, Cut *cut) {
    Sums more = cut->at;
    for (size_t b = 0; b < l->bonds; b++)
        more.bonds[b] += fmax(MORE_OF_IT * more.bonds[b], MORE * l->scale);
    return measure_more(l, a, base, more, note_bonds, cut);
}

// The first pays the same to each of the others.
static bool more_payments(Linear *l, Arena *a, const Measure *base, Cut *cut) {
    Sums more = cut->at;
    double most = fabs(more.gets[most_of(more.gets, l->parties, 1)]);
    double each = fmax(MORE_OF_IT * most, MORE * l->scale);
    for (size_t i = 1; i < l->parties; i++) more.gets[i] += each, more.gets[0] -= each;
    return measure_more(l, a, base, more, note_payments, cut);
}

static void find_scale(Linear *l, const Measure *m) {
    for (size_t i = 0; i < l->parties; i++) {
        double most = fabs(m->tempted[(i + 1) * m->worlds - 1]);
        if (isfinite(most) && most < DBL_MAX) l->scale = fmax(l->scale, most);
    }
    if (l->scale <= 0) l->scale = 1;
}

// Around the values of the view, which stay.
static bool add_cut(Linear *l) {
    DesignView *v = l->view;
    Arena *a = arena_new();
    Cut *cut = &l->cuts[l->cut_count];
    Measure base;
    *cut = (Cut){.at = sums_of(l)};
    bool is_done = measure(l, a, &base);
    if (is_done && !l->cut_count) find_scale(l, &base);
    for (size_t i = 0; is_done && i < l->parties; i++) {
        cut->surplus[i] = base.surplus[i];
        for (size_t k = 0; k < LEVELS; k++) cut->tempted[k][i] = quantile(l, &base, k, i);
    }
    is_done = is_done && (!v->asked.bonds || more_bonds(l, a, &base, cut)) &&
              (!v->asked.transfers || more_payments(l, a, &base, cut)) && take(l, &cut->at);
    l->cut_count += is_done;
    arena_free(a);
    return is_done;
}

// ---- the program --------------------------------------------------------------------------------

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
    double need = cut->tempted[level][party] + levels[level].margin * l->scale;
    if (need < -DBL_MAX / 2) return;
    double *by = add_row(rows, 0, INFINITY), called = cut->called[level][party];
    for (size_t b = 0; b < l->bonds; b++)
        if (asks_for(l->view, b, party)) by[b] = called, need += called * cut->at.bonds[b];
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

// False where no sums are enough, or they are too large to be written.
static bool solve(Linear *l, size_t level) {
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
    return is_found && take(l, &s);
}

// Do those who trust resist, and is each as well off?
static bool satisfies(const Linear *l, const Cut *cut, size_t level) {
    double nothing = NOTHING * l->scale;
    for (size_t i = 0; i < l->parties; i++) {
        if (cut->tempted[level][i] + levels[level].margin * l->scale > nothing) return false;
        if (l->view->asked.transfers && cut->surplus[i] < l->lost[i] - nothing) return false;
    }
    return true;
}

// ---- trying -------------------------------------------------------------------------------------

static double surplus_of(const DesignTrial *t, size_t party) {
    return t->count.value[party] - t->count.without[party];
}

static bool are_well_off(const Linear *l, const DesignTrial *t) {
    for (size_t i = 0; l->view->asked.transfers && i < l->parties; i++)
        if (surplus_of(t, i) < -NOTHING * l->scale) return false;
    return true;
}

// On all random numbers on which it must hold; *ret is the trial on the last of them, or on the
// first on which it does not.
static bool try_it(Linear *l, Arena *a, DesignTrial *ret, bool *ret_holds) {
    DesignView *v = l->view;
    DesignTexts texts;
    v->trial_count++;
    *ret_holds = true;
    if (!design_amend(v, a, v->values, &texts)) return false;
    for (size_t k = 0; k < v->seed_count && *ret_holds; k++) {
        if (!design_play(v, a, &texts, v->options.seed + k, ret)) return false;
        *ret_holds = design_is_enough(v, ret) && are_well_off(l, ret);
    }
    return true;
}

static bool is_enough(Linear *l, bool *ret) {
    DesignTrial trial;
    Arena *a = arena_new();
    bool is_done = try_it(l, a, &trial, ret);
    arena_free(a);
    return is_done;
}

// So many numbers of three digits less; 0 where there are no more.
static Dec less_by(Dec value, size_t steps) {
    Grid g;
    double top = pow(10, floor(log10(dec_to_double(value))) + 1);
    grid_new(DEC_ZERO, dec_from_double(top), DEC_ZERO, &g);
    size_t at = grid_index(&g, dec_to_double(value));
    return grid_value(&g, at > steps ? at - steps : 0);
}

// Twice as far as long as it is enough, then half as far.
static bool shorten(Linear *l, size_t lever) {
    Dec *value = &l->view->values[lever];
    bool is_growing = true;
    for (size_t steps = 1; steps && !dec_is_zero(*value);) {
        Dec before = *value;
        bool holds = false;
        *value = less_by(before, steps);
        if (!is_enough(l, &holds)) return false;
        if (!holds) *value = before;
        is_growing = is_growing && holds;
        steps = is_growing ? 2 * steps : steps / 2;
    }
    return true;
}

static bool shorten_all(Linear *l) {
    for (size_t i = 0; i < l->view->lever_count; i++)
        if (!shorten(l, i)) return false;
    return true;
}

// ---- the rounds ---------------------------------------------------------------------------------

// In which part of the worlds it may be broken so that the lower end of the interval still reaches
// the share.
static double allowance(const DesignView *v) {
    uint64_t worlds = v->options.worlds, kept = 0, all = worlds;
    while (kept < all) {
        uint64_t middle = kept + (all - kept) / 2;
        if (wilson(middle, worlds).low >= v->options.share)
            all = middle;
        else
            kept = middle + 1;
    }
    return (double)(worlds - kept) / (double)worlds;
}

static Linear *linear_new(DesignView *v) {
    Linear *l = ARENA_NEW(v->app->arena, Linear);
    *l = (Linear){.view = v, .parties = v->agreement->terms->party_count, .bonds = v->bond_count};
    l->may_break = allowance(v);
    v->round_count = 0;
    return l;
}

static bool is_same(const Sums *a, const Sums *b) {
    return memcmp(a, b, sizeof *a) == 0;
}

typedef enum Answer { IS_ENOUGH, IS_UNFAIR, IS_BROKEN } Answer;

// Where a party is not as well off, that much more is asked for it from now on.
static void ask_for_more(Linear *l, const DesignTrial *t) {
    const Cut *cut = &l->cuts[l->cut_count - 1];
    for (size_t i = 0; i < l->parties; i++) {
        double surplus = surplus_of(t, i);
        if (surplus < 0) l->lost[i] = fmax(l->lost[i], cut->surplus[i] - surplus) + LOST * l->scale;
    }
}

static bool judge(Linear *l, Answer *ret) {
    DesignTrial trial;
    bool holds = false;
    Arena *a = arena_new();
    bool is_done = try_it(l, a, &trial, &holds);
    if (is_done) {
        bool is_fair = are_well_off(l, &trial);
        *ret = holds ? IS_ENOUGH : is_fair ? IS_BROKEN : IS_UNFAIR;
        if (!is_fair) ask_for_more(l, &trial);
    }
    arena_free(a);
    return is_done;
}

// From round to round; *ret_holds: found.
static bool go(Linear *l, bool *ret_holds) {
    DesignView *v = l->view;
    size_t level = 0;
    while (l->cut_count <= ROUNDS && level < LEVELS) {
        v->round_count++;
        if (!solve(l, level)) return true;
        Sums now = sums_of(l);
        Answer answer = IS_BROKEN;
        bool has_moved = !is_same(&now, &l->cuts[l->cut_count - 1].at);
        if (!add_cut(l)) return false;
        if (has_moved && !satisfies(l, &l->cuts[l->cut_count - 1], level)) continue;
        if (!judge(l, &answer)) return false;
        *ret_holds = answer == IS_ENOUGH;
        if (*ret_holds) return true;
        level += answer == IS_BROKEN;
    }
    return true;
}

static bool begin(Linear *l, bool is_wary, bool *ret_holds) {
    l->is_wary = is_wary;
    l->cut_count = 0;
    l->view->lever_count = l->bonds;
    for (size_t i = 0; i < l->bonds; i++) l->view->values[i] = l->view->levers[i].present;
    memset(l->lost, 0, sizeof l->lost);
    return add_cut(l) && go(l, ret_holds);
}

bool linear_search(DesignView *v) {
    Linear *l = linear_new(v);
    bool holds = false;
    if (!begin(l, false, &holds) || (!holds && !begin(l, true, &holds))) return false;
    v->is_found = holds;
    return !holds || shorten_all(l);
}
