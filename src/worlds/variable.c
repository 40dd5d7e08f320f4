// worlds/variable.c - can a model be drawn? its variables, and the root of its correlations
#include "worlds/worlds_int.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const double ROUNDING = 1e-9; // of correlations that are given in decimals

bool variable_is_process(const Variable *v) {
    return v->kind == VARIABLE_RANDOM_WALK || v->kind == VARIABLE_GEOMETRIC ||
           v->kind == VARIABLE_MEAN_REVERTING;
}

bool variable_is_drawn(const Variable *v) {
    return v->kind != VARIABLE_CONSTANT;
}

bool worlds_lasts(const Variable *v) {
    bool is_in_blocks = v->kind == VARIABLE_HISTORY && v->block > 1;
    return variable_is_process(v) || is_in_blocks || (v->is_once && variable_is_drawn(v));
}

// ---- what is wrong with a variable --------------------------------------------------------------

static bool is_finite(const Variable *v) {
    const double all[] = {v->start,        v->mean,       v->deviation,      v->low,
                          v->mode,         v->high,       v->drift,          v->reversion,
                          v->jumps.chance, v->jumps.mean, v->jumps.deviation};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!isfinite(all[i])) return false;
    for (size_t i = 0; i < v->value_count; i++)
        if (!isfinite(v->values[i]) || (v->weights && !isfinite(v->weights[i]))) return false;
    return !isnan(v->least) && !isnan(v->most);
}

static bool is_weighted(const Variable *v) {
    double sum = 0;
    for (size_t i = 0; i < v->value_count; i++) {
        if (v->weights && v->weights[i] < 0) return false;
        sum += v->weights ? v->weights[i] : 1;
    }
    return sum > 0;
}

static const char *fault_of_kind(const Variable *v) {
    if (v->kind == VARIABLE_UNIFORM && !(v->low <= v->high))
        return N_("the lower end lies above the upper one");
    if (v->kind == VARIABLE_TRIANGULAR && !(v->low <= v->mode && v->mode <= v->high))
        return N_("low, mode and high do not follow each other");
    if (v->kind == VARIABLE_CHOICE && !is_weighted(v))
        return N_("a choice needs values, and chances that are not negative and not all 0");
    if (v->kind == VARIABLE_HISTORY && (!v->block || v->block > v->value_count))
        return N_("a block of history must not be empty, nor longer than the history");
    if (v->kind == VARIABLE_GEOMETRIC && !(v->start > 0))
        return N_("a logarithm that walks must start above 0");
    if (v->kind == VARIABLE_MEAN_REVERTING && !(v->reversion >= 0 && v->reversion <= 2))
        return N_("the speed of reversion must lie between 0 and 2");
    return NULL;
}

static const char *fault_of(const Variable *v) {
    const char *why = NULL;
    if (!is_finite(v)) return N_("a parameter is not a finite number");
    if ((why = fault_of_kind(v))) return why;
    if (v->deviation < 0 || v->jumps.deviation < 0) return N_("a deviation is negative");
    if (v->jumps.chance < 0 || v->jumps.chance > 1)
        return N_("the chance of a jump must lie between 0 and 1");
    if (v->least > v->most) return N_("the least value lies above the most");
    if (v->is_once && variable_is_process(v))
        return N_("what walks from period to period cannot be drawn once");
    return NULL;
}

// ---- correlations -------------------------------------------------------------------------------

static const char *fault_of_pair(const WorldModel *m, size_t v, size_t u) {
    size_t n = m->variable_count;
    double r = m->correlation[v * n + u];
    const Variable *one = &m->variables[v], *two = &m->variables[u];
    bool is_one_of_history = one->kind == VARIABLE_HISTORY || two->kind == VARIABLE_HISTORY;
    if (!(fabs(r) <= 1) || fabs(r - m->correlation[u * n + v]) > ROUNDING)
        return N_("correlations must be symmetric and lie between -1 and 1");
    if (r != 0 && is_one_of_history)
        return N_("a history correlates only with what shares its blocks");
    if (r != 0 && one->is_once != two->is_once)
        return N_("a draw for the whole world cannot correlate with draws of each period");
    return NULL;
}

// One row of the root (Cholesky): what the variable takes of the draws before it. Of what is left
// for its own draw nothing may be missing; where nothing is left, it follows from those before it.
static const char *root_row(const WorldModel *m, double *root, size_t v) {
    size_t n = m->variable_count;
    double own = 1;
    for (size_t u = 0; u < v; u++) {
        const char *why = fault_of_pair(m, v, u);
        if (why) return why;
        double left = m->correlation[v * n + u];
        for (size_t k = 0; k < u; k++) left -= root[v * n + k] * root[u * n + k];
        bool is_spent = root[u * n + u] == 0;
        if (is_spent && fabs(left) > ROUNDING) return N_("correlations contradict each other");
        root[v * n + u] = is_spent ? 0 : left / root[u * n + u];
        own -= root[v * n + u] * root[v * n + u];
    }
    if (own < -ROUNDING) return N_("correlations contradict each other");
    root[v * n + v] = own > ROUNDING ? sqrt(own) : 0;
    return NULL;
}

static bool is_alone(const double *row, size_t v) {
    for (size_t u = 0; u < v; u++)
        if (row[u] != 0) return false;
    return true;
}

static const char *find_root(Arena *a, WorldSource *s, size_t *ret_variable) {
    const WorldModel *m = &s->model;
    size_t n = m->variable_count;
    const double **mix = ARENA_ARRAY(a, const double *, n);
    double *root = ARENA_ARRAY(a, double, n *n);
    for (size_t v = 0; m->correlation && v < n; v++) {
        const char *why = root_row(m, root, v);
        *ret_variable = v;
        if (why) return why;
        if (!is_alone(&root[v * n], v)) mix[v] = &root[v * n];
    }
    s->mix = mix;
    return NULL;
}

// ---- preparing ----------------------------------------------------------------------------------

static uint32_t leader_of(const WorldModel *m, size_t v) {
    const Variable *one = &m->variables[v];
    for (size_t u = 0; u < v && one->kind == VARIABLE_HISTORY; u++) {
        const Variable *two = &m->variables[u];
        if (two->kind == VARIABLE_HISTORY && two->block == one->block &&
            two->value_count == one->value_count && two->is_once == one->is_once)
            return (uint32_t)u;
    }
    return (uint32_t)v;
}

static const double *cumulate(Arena *a, const Variable *v) {
    double *sums = ARENA_ARRAY(a, double, v->value_count), sum = 0;
    for (size_t i = 0; i < v->value_count; i++) sums[i] = sum += v->weights ? v->weights[i] : 1;
    return sums;
}

// Free at both ends where nothing is said.
static void bound(Variable *v) {
    if (v->least != 0 || v->most != 0) return;
    v->least = -INFINITY;
    v->most = INFINITY;
}

static void copy_model(Arena *a, const WorldModel *m, WorldSource *s) {
    size_t n = m->variable_count;
    Variable *copies = arena_copy(a, m->variables, n * sizeof *copies);
    const double **cumulative = ARENA_ARRAY(a, const double *, n);
    uint32_t *leader = ARENA_ARRAY(a, uint32_t, n);
    for (size_t v = 0; v < n; v++) {
        Variable *c = &copies[v];
        if (c->kind == VARIABLE_CHOICE) cumulative[v] = cumulate(a, c);
        if (c->values) c->values = arena_copy(a, c->values, c->value_count * sizeof *c->values);
        bound(c);
        leader[v] = leader_of(m, v);
    }
    s->model = *m;
    s->model.variables = copies;
    s->cumulative = cumulative;
    s->leader = leader;
}

const WorldSource *worlds_prepare(Arena *a, const WorldModel *m, const char **ret_why,
                                  size_t *ret_variable) {
    assert(m->variable_count <= WORLDS_VARIABLES_MAX && m->periods <= WORLDS_PERIODS_MAX);
    WorldSource *s = ARENA_NEW(a, WorldSource);
    for (size_t v = 0; v < m->variable_count; v++) {
        const char *why = fault_of(&m->variables[v]);
        *ret_variable = v;
        if (why) return *ret_why = why, NULL;
    }
    copy_model(a, m, s);
    const char *why = find_root(a, s, ret_variable);
    if (why) return *ret_why = why, NULL;
    s->model.correlation = NULL;
    normal_tables(&s->tables);
    return s;
}
