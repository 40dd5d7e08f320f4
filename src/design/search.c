// design/search.c - the least value of one number, for values of the others
#include "design/design.h"

#include <math.h>

// Points looked at along each of the others, and how often the best point's neighbourhood is looked
// at twice as closely.
enum { POINTS = 5, POINTS_BETWEEN = 7, ROUNDS = 3 };

typedef struct Search {
    Arena *arena;
    const DesignSearch *task;
    DesignFrontier *frontier;
    size_t at[DESIGN_UNKNOWNS_MAX]; // on the grids
} Search;

// ---- along the last -----------------------------------------------------------------------------

static const Grid *last_grid(const Search *s) {
    return &s->task->grids[s->task->unknowns - 1];
}

static void values_at(const Search *s, size_t last, Dec *ret) {
    size_t unknowns = s->task->unknowns;
    for (size_t i = 0; i + 1 < unknowns; i++) ret[i] = grid_value(&s->task->grids[i], s->at[i]);
    ret[unknowns - 1] = grid_value(last_grid(s), last);
}

static bool holds_at(const Search *s, size_t last, bool *ret) {
    Dec values[DESIGN_UNKNOWNS_MAX];
    values_at(s, last, values);
    return s->task->holds(s->task->self, values, ret);
}

// Between an index at which it holds and one at which it does not, whichever is above.
static bool halve(const Search *s, size_t inside, size_t outside, size_t *ret) {
    while ((inside > outside ? inside - outside : outside - inside) > 1) {
        size_t middle = (inside + outside) / 2;
        bool holds = false;
        if (!holds_at(s, middle, &holds)) return false;
        if (holds)
            inside = middle;
        else
            outside = middle;
    }
    *ret = inside;
    return true;
}

static bool look_between(const Search *s, DesignKind *ret_kind, size_t *ret) {
    const Grid *g = last_grid(s);
    double low = dec_to_double(g->low), width = dec_to_double(g->high) - low;
    size_t before = 0;
    *ret_kind = DESIGN_NONE;
    for (size_t i = 1; i <= POINTS_BETWEEN; i++) {
        size_t at = grid_index(g, low + width * (double)i / (POINTS_BETWEEN + 1));
        bool holds = false;
        if (!holds_at(s, at, &holds)) return false;
        if (holds) {
            *ret_kind = DESIGN_FROM;
            return halve(s, at, before, ret);
        }
        before = at;
    }
    return true;
}

static bool find_last(const Search *s, DesignKind *ret_kind, size_t *ret) {
    size_t top = last_grid(s)->count - 1;
    bool is_low = false, is_high = false;
    *ret = 0;
    if (!holds_at(s, 0, &is_low) || !holds_at(s, top, &is_high)) return false;
    if (!is_low && !is_high) return look_between(s, ret_kind, ret);
    *ret_kind = is_low && is_high ? DESIGN_ALL : is_high ? DESIGN_LEAST : DESIGN_MOST;
    if (is_low && is_high) return true;
    return is_high ? halve(s, top, 0, ret) : halve(s, 0, top, ret);
}

// ---- along the others ---------------------------------------------------------------------------

static bool is_there(const Search *s, const Dec *values) {
    for (size_t i = 0; i < s->frontier->count; i++) {
        size_t same = 0;
        while (same + 1 < s->task->unknowns &&
               dec_compare(s->frontier->items[i].values[same], values[same]) == 0)
            same++;
        if (same + 1 == s->task->unknowns) return true;
    }
    return false;
}

static bool add_point(Search *s) {
    DesignPoint p = {.kind = DESIGN_NONE};
    size_t last = 0;
    values_at(s, 0, p.values);
    if (is_there(s, p.values)) return true;
    if (!find_last(s, &p.kind, &last)) return false;
    values_at(s, last, p.values);
    if (p.kind != DESIGN_NONE && s->task->cost && !s->task->cost(s->task->self, p.values, &p.cost))
        return false;
    *VEC_ADD(s->arena, s->frontier) = p;
    return true;
}

static int by_values(const Search *s, const DesignPoint *a, const DesignPoint *b) {
    int order = 0;
    for (size_t i = 0; i < s->task->unknowns && !order; i++)
        order = dec_compare(a->values[i], b->values[i]);
    return order;
}

static void sort(const Search *s) {
    DesignPoint *items = s->frontier->items;
    for (size_t i = 1; i < s->frontier->count; i++)
        for (size_t k = i; k > 0 && by_values(s, &items[k], &items[k - 1]) < 0; k--) {
            DesignPoint swap = items[k];
            items[k] = items[k - 1];
            items[k - 1] = swap;
        }
}

// The cheapest; of two that cost the same the one of smaller values.
static void find_best(Search *s) {
    DesignFrontier *f = s->frontier;
    sort(s);
    f->best = f->count;
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].kind != DESIGN_NONE &&
            (f->best == f->count || f->items[i].cost < f->items[f->best].cost))
            f->best = i;
}

// All combinations of the given indexes of the others, counted like the digits of a number.
static bool add_points(Search *s, size_t indexes[][POINTS], size_t points) {
    size_t combinations = 1;
    for (size_t i = 0; i + 1 < s->task->unknowns; i++) combinations *= points;
    for (size_t c = 0; c < combinations; c++) {
        size_t rest = c;
        for (size_t i = 0; i + 1 < s->task->unknowns; i++) {
            s->at[i] = indexes[i][rest % points];
            rest /= points;
        }
        if (!add_point(s)) return false;
    }
    return true;
}

// Around the best point so far, in a window of so large a part of each range.
static bool look(Search *s, double part) {
    size_t indexes[DESIGN_UNKNOWNS_MAX][POINTS];
    const DesignFrontier *f = s->frontier;
    for (size_t i = 0; i + 1 < s->task->unknowns; i++) {
        const Grid *g = &s->task->grids[i];
        double low = dec_to_double(g->low), high = dec_to_double(g->high);
        double width = (high - low) * part, middle = (low + high) / 2;
        if (part < 1) middle = dec_to_double(f->items[f->best].values[i]);
        double from = fmin(fmax(middle - width / 2, low), high - width);
        for (size_t k = 0; k < POINTS; k++)
            indexes[i][k] = grid_index(g, from + width * (double)k / (POINTS - 1));
    }
    if (!add_points(s, indexes, POINTS)) return false;
    find_best(s);
    return true;
}

bool design_search(Arena *a, const DesignSearch *task, DesignFrontier *ret) {
    Search s = {.arena = a, .task = task, .frontier = ret};
    double part = 1;
    *ret = (DesignFrontier){.items = NULL};
    if (!look(&s, part)) return false;
    for (size_t round = 1; task->unknowns > 1 && task->cost && round < ROUNDS; round++) {
        part /= 2;
        if (ret->best < ret->count && !look(&s, part)) return false;
    }
    return true;
}
