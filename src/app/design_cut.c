// app/design_cut.c - what tempts each party at some sums, and what a unit more of them is worth to
// it
//
// Measured by playing the text with these sums, and again with a little more of the bonds, and of
// the payments: since nobody's temptation depends on what another deposits, one play tells it of
// all.
#include "app/design_linear_int.h"

#include <float.h>
#include <math.h>

// Payments are rounded to so many places in the text.
enum { PAYMENT_PLACES = 2 };

const Strictness linear_levels[LINEAR_LEVELS] = {{1, 0}, {.5, 0},  {.25, 0}, {.1, 0},
                                                 {0, 0}, {0, .05}, {0, .15}, {0, .5}};

// A part of the largest temptation: what it takes to be one, and how much more is tried of each
// sum.
static const double NOTHING = 1e-6, MORE = 0.01, MORE_OF_IT = 0.02;

// ---- sums and values ----------------------------------------------------------------------------

double linear_nothing(const Linear *l) {
    return NOTHING * l->scale;
}

bool linear_is_by(const Linear *l, size_t bond, size_t party) {
    return l->view->levers[bond].by >> party & 1;
}

Sums linear_sums(const Linear *l) {
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
        if (amount <= linear_nothing(l)) return true;
        if (!sums_round_up(amount, &rounded)) return false;
        dec_round(rounded, PAYMENT_PLACES, DEC_UP, &rounded);
        sums_add_payment(l->view, from, to, rounded);
        left[from] += amount;
        left[to] -= amount;
    }
    return true;
}

bool linear_take(Linear *l, const Sums *s) {
    DesignView *v = l->view;
    v->lever_count = l->bonds;
    for (size_t i = 0; i < l->bonds; i++)
        if (!sums_round_up(s->bonds[i] > linear_nothing(l) ? s->bonds[i] : 0, &v->values[i]))
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
    size_t beyond = (size_t)(l->may_break * (double)m->worlds * linear_levels[level].tail);
    return m->tempted[party * m->worlds + m->worlds - 1 - beyond];
}

static void note_bonds(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                       Cut *cut) {
    for (size_t i = 0; i < l->parties; i++) {
        double change = 0;
        for (size_t b = 0; b < l->bonds; b++)
            if (linear_is_by(l, b, i)) change += at->bonds[b] - cut->at.bonds[b];
        for (size_t k = 0; change > 0 && k < LINEAR_LEVELS; k++)
            cut->called[k][i] = (quantile(l, less, k, i) - quantile(l, more, k, i)) / change;
    }
}

static void note_payments(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                          Cut *cut) {
    for (size_t i = 0; i < l->parties; i++) {
        double change = at->gets[i] - cut->at.gets[i];
        if (fabs(change) <= linear_nothing(l)) continue;
        cut->gain[i] = (more->surplus[i] - less->surplus[i]) / change;
        for (size_t k = 0; k < LINEAR_LEVELS; k++)
            cut->worth[k][i] = (quantile(l, less, k, i) - quantile(l, more, k, i)) / change;
    }
}

typedef void Note(const Linear *l, const Measure *less, const Measure *more, const Sums *at,
                  Cut *cut);

static bool too_large(const Linear *l) {
    Str amount = str_fmt(l->view->app->arena, "%.3g", l->scale);
    return err_set(l->view->err, ERR_LIMIT, MSG("\"{1}\" could not be written in the text", amount),
                   NO_MSG);
}

static bool measure_more(Linear *l, Arena *a, const Measure *base, Sums more, Note *note,
                         Cut *cut) {
    Measure m;
    if (!linear_take(l, &more)) return too_large(l);
    if (!measure(l, a, &m)) return false;
    more = linear_sums(l);
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

// The levers and values of a view, to come back to.
typedef struct Stand {
    Lever levers[LEVERS_MAX];
    Dec values[LEVERS_MAX];
    size_t count;
} Stand;

static Stand stand_of(const DesignView *v) {
    Stand s = {.count = v->lever_count};
    memcpy(s.levers, v->levers, sizeof s.levers);
    memcpy(s.values, v->values, sizeof s.values);
    return s;
}

static void return_to(DesignView *v, const Stand *s) {
    v->lever_count = s->count;
    memcpy(v->levers, s->levers, sizeof s->levers);
    memcpy(v->values, s->values, sizeof s->values);
}

bool linear_cut(Linear *l) {
    DesignView *v = l->view;
    Arena *a = arena_new();
    Cut *cut = &l->cuts[l->cut_count];
    Measure base;
    *cut = (Cut){.at = linear_sums(l)};
    bool is_done = measure(l, a, &base);
    if (is_done && !l->cut_count) find_scale(l, &base);
    for (size_t i = 0; is_done && i < l->parties; i++) {
        cut->surplus[i] = base.surplus[i];
        for (size_t k = 0; k < LINEAR_LEVELS; k++) cut->tempted[k][i] = quantile(l, &base, k, i);
    }
    Stand before = stand_of(v);
    is_done = is_done && (!v->asked.bonds || more_bonds(l, a, &base, cut)) &&
              (!v->asked.transfers || more_payments(l, a, &base, cut));
    return_to(v, &before);
    l->cut_count += is_done;
    arena_free(a);
    return is_done;
}
