// feel/value.c - values: making, copying, equality, identity, order
//
// Lists and contexts share what they hold, so a small value can stand for an immense tree. The
// machine bounds the weight of those it makes, a host does not; so who walks one here carries a
// purse of visits, and what lies beyond it is null, or not equal.
#include "feel/temporal.h"

#include <assert.h>

enum { VISITS_MAX = FEEL_VALUE_WEIGHT_MAX };

const char *feel_kind_name(FeelKind kind) {
    static const char *const names[] = {
        [FEEL_NULL] = "null",
        [FEEL_BOOLEAN] = "boolean",
        [FEEL_NUMBER] = "number",
        [FEEL_STRING] = "string",
        [FEEL_DATE] = "date",
        [FEEL_TIME] = "time",
        [FEEL_DATE_TIME] = "date and time",
        [FEEL_DAYS_DURATION] = "days and time duration",
        [FEEL_YEARS_DURATION] = "years and months duration",
        [FEEL_LIST] = "list",
        [FEEL_CONTEXT] = "context",
        [FEEL_RANGE] = "range",
        [FEEL_FUNCTION] = "function",
        [FEEL_ANY] = "Any",
    };
    assert(kind <= FEEL_ANY);
    return names[kind];
}

// ---- making -------------------------------------------------------------------------------------

FeelValue feel_null(void) {
    return (FeelValue){.kind = FEEL_NULL};
}

FeelValue feel_boolean(bool b) {
    return (FeelValue){.kind = FEEL_BOOLEAN, .boolean = b};
}

FeelValue feel_number(Dec d) {
    return (FeelValue){.kind = FEEL_NUMBER, .number = d};
}

FeelValue feel_integer(int64_t i) {
    return feel_number(dec_from_int(i));
}

FeelValue feel_string(Str s) {
    return (FeelValue){.kind = FEEL_STRING, .string = s};
}

FeelValue feel_date(CivilDate d) {
    return (FeelValue){.kind = FEEL_DATE, .moment = {civil_to_days(d), 0}};
}

FeelValue feel_list(const FeelValue *items, size_t count, Arena *a) {
    FeelList *list = ARENA_NEW(a, FeelList);
    *list = (FeelList){items, count};
    FeelValue v = {.kind = FEEL_LIST, .list = list};
    feel_measure(&v, items, count);
    return v;
}

FeelValue feel_context(const Str *keys, const FeelValue *values, size_t count, Arena *a) {
    FeelContext *context = ARENA_NEW(a, FeelContext);
    *context = (FeelContext){keys, values, count};
    FeelValue v = {.kind = FEEL_CONTEXT, .context = context};
    feel_measure(&v, values, count);
    return v;
}

FeelValue feel_range(FeelRange r, Arena *a) {
    FeelRange *range = ARENA_NEW(a, FeelRange);
    r.low_included &= r.low.kind != FEEL_NULL;
    r.high_included &= r.high.kind != FEEL_NULL;
    *range = r;
    FeelValue v = {.kind = FEEL_RANGE, .range = range}, ends[2] = {r.low, r.high};
    feel_measure(&v, ends, 2);
    return v;
}

FeelValue feel_context_get(const FeelContext *c, Str key, bool *ret_found) {
    for (size_t i = 0; i < c->count; i++) {
        if (!str_is(c->keys[i], key)) continue;
        if (ret_found) *ret_found = true;
        return c->values[i];
    }
    if (ret_found) *ret_found = false;
    return feel_null();
}

// ---- copying ------------------------------------------------------------------------------------

static FeelValue copy_walk(Arena *a, FeelValue v, size_t *visits);

static const FeelValue *copy_values(Arena *a, const FeelValue *from, size_t count, size_t *visits) {
    FeelValue *to = ARENA_ARRAY(a, FeelValue, count);
    for (size_t i = 0; i < count; i++) to[i] = copy_walk(a, from[i], visits);
    return to;
}

static FeelValue copy_context(Arena *a, const FeelContext *c, size_t *visits) {
    Str *keys = ARENA_ARRAY(a, Str, c->count);
    for (size_t i = 0; i < c->count; i++) keys[i] = str_copy(a, c->keys[i]);
    return feel_context(keys, copy_values(a, c->values, c->count, visits), c->count, a);
}

static FeelValue copy_walk(Arena *a, FeelValue v, size_t *visits) {
    if (v.kind == FEEL_NULL || *visits == 0) return feel_null();
    --*visits;
    if (v.kind == FEEL_STRING) return feel_string(str_copy(a, v.string));
    if (v.kind == FEEL_LIST)
        return feel_list(copy_values(a, v.list->items, v.list->count, visits), v.list->count, a);
    if (v.kind == FEEL_CONTEXT) return copy_context(a, v.context, visits);
    if (v.kind != FEEL_RANGE) return v;
    FeelRange r = *v.range;
    r.low = copy_walk(a, r.low, visits);
    r.high = copy_walk(a, r.high, visits);
    return feel_range(r, a);
}

FeelValue feel_value_copy(Arena *a, FeelValue v) {
    size_t visits = VISITS_MAX;
    return copy_walk(a, v, &visits);
}

// ---- order --------------------------------------------------------------------------------------

static int order_int(int64_t a, int64_t b) {
    return a < b ? -1 : a > b;
}

bool feel_compare(FeelValue a, FeelValue b, int *ret) {
    if (a.kind != b.kind) return false;
    switch ((FeelKind)a.kind) {
    case FEEL_NUMBER: *ret = dec_compare(a.number, b.number); return true;
    case FEEL_STRING: *ret = str_compare(a.string, b.string); return true;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME: return temporal_order(a, b, ret);
    case FEEL_YEARS_DURATION: *ret = order_int(a.months, b.months); return true;
    case FEEL_DAYS_DURATION:
        *ret = order_int(a.span.seconds, b.span.seconds);
        if (*ret == 0) *ret = order_int(a.span.nanoseconds, b.span.nanoseconds);
        return true;
    case FEEL_NULL:
    case FEEL_BOOLEAN:
    case FEEL_LIST:
    case FEEL_CONTEXT:
    case FEEL_RANGE:
    case FEEL_FUNCTION:
    case FEEL_ANY: break;
    }
    return false;
}

bool feel_range_contains(const FeelRange *r, FeelValue point, bool *ret) {
    if (r->low.kind == FEEL_NULL && r->high.kind == FEEL_NULL) return false;
    int low = 1, high = -1;
    if (r->low.kind != FEEL_NULL && !feel_compare(point, r->low, &low)) return false;
    if (r->high.kind != FEEL_NULL && !feel_compare(point, r->high, &high)) return false;
    *ret =
        (low > 0 || (low == 0 && r->low_included)) && (high < 0 || (high == 0 && r->high_included));
    return true;
}

// ---- equality -----------------------------------------------------------------------------------

typedef enum Verdict { DIFFERENT, SAME, UNDECIDED } Verdict;
typedef Verdict EqualWalk(FeelValue a, FeelValue b, size_t *visits);

static Verdict verdict(bool same) {
    return same ? SAME : DIFFERENT;
}

static bool all_same(const FeelValue *a, const FeelValue *b, size_t count, EqualWalk *equal,
                     size_t *visits) {
    for (size_t i = 0; i < count; i++)
        if (equal(a[i], b[i], visits) != SAME) return false;
    return true;
}

static bool contexts_are_same(const FeelContext *a, const FeelContext *b, EqualWalk *equal,
                              size_t *visits) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found = str_is(a->keys[i], b->keys[i]);
        if (!found) *visits -= *visits < b->count ? *visits : b->count;
        FeelValue other = found ? b->values[i] : feel_context_get(b, a->keys[i], &found);
        if (!found || equal(a->values[i], other, visits) != SAME) return false;
    }
    return true;
}

static bool ranges_are_same(const FeelRange *a, const FeelRange *b, EqualWalk *equal,
                            size_t *visits) {
    return a->low_included == b->low_included && a->high_included == b->high_included &&
           equal(a->low, b->low, visits) == SAME && equal(a->high, b->high, visits) == SAME;
}

// Of two values of one kind that hold others, or are none of the ordered kinds.
static Verdict compound_verdict(FeelValue a, FeelValue b, EqualWalk *equal, size_t *visits) {
    switch ((FeelKind)a.kind) {
    case FEEL_NULL: return SAME;
    case FEEL_BOOLEAN: return verdict(a.boolean == b.boolean);
    case FEEL_LIST:
        return verdict(a.list->count == b.list->count &&
                       all_same(a.list->items, b.list->items, a.list->count, equal, visits));
    case FEEL_CONTEXT: return verdict(contexts_are_same(a.context, b.context, equal, visits));
    case FEEL_RANGE: return verdict(ranges_are_same(a.range, b.range, equal, visits));
    case FEEL_FUNCTION: return verdict(a.function == b.function);
    case FEEL_NUMBER:
    case FEEL_STRING:
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_DURATION:
    case FEEL_YEARS_DURATION:
    case FEEL_ANY: break;
    }
    return UNDECIDED;
}

static bool is_ordered_kind(FeelValue v) {
    return v.kind >= FEEL_NUMBER && v.kind <= FEEL_YEARS_DURATION;
}

static Verdict equal_walk(FeelValue a, FeelValue b, size_t *visits) {
    if (*visits == 0) return UNDECIDED;
    --*visits;
    if (a.kind == FEEL_NULL || b.kind == FEEL_NULL) return verdict(a.kind == b.kind);
    if (a.kind != b.kind) return UNDECIDED;
    if (!is_ordered_kind(a)) return compound_verdict(a, b, equal_walk, visits);
    int order;
    return feel_compare(a, b, &order) ? verdict(order == 0) : UNDECIDED;
}

FeelValue feel_equal_visits(FeelValue a, FeelValue b, size_t *ret_visits) {
    size_t visits = VISITS_MAX;
    Verdict v = equal_walk(a, b, &visits);
    *ret_visits = VISITS_MAX - visits;
    return v == UNDECIDED ? feel_null() : feel_boolean(v == SAME);
}

FeelValue feel_equal(FeelValue a, FeelValue b) {
    size_t visits;
    return feel_equal_visits(a, b, &visits);
}

static Verdict identical_walk(FeelValue a, FeelValue b, size_t *visits) {
    if (*visits == 0) return UNDECIDED;
    --*visits;
    if (a.kind != b.kind) return DIFFERENT;
    if (a.kind == FEEL_DATE || a.kind == FEEL_TIME || a.kind == FEEL_DATE_TIME)
        return verdict(temporal_is_identical(a, b));
    if (!is_ordered_kind(a)) return compound_verdict(a, b, identical_walk, visits);
    int order;
    return verdict(feel_compare(a, b, &order) && order == 0);
}

bool feel_is_identical(FeelValue a, FeelValue b) {
    size_t visits = VISITS_MAX;
    return identical_walk(a, b, &visits) == SAME;
}
