// dmn/column.c - inputs of small tables looked up instead of tested rule by rule
//
// A column whose tests are all constants of one kind is constant between neighbouring bounds (or on
// each text), so that the set of rules that accept a value is found by searching the bounds. The
// sets are made by running the very tests on one value of each region: what is looked up is what
// would have been computed.
#include "dmn/dmn_int.h"

#include <stdlib.h>

typedef struct Bounds {
    FeelValue *items;
    size_t count, capacity;
} Bounds;

// ---- collecting the constants -------------------------------------------------------------------

static bool add_bound(Arena *a, Bounds *b, FeelValue v, FeelKind *kind) {
    if (v.kind == FEEL_NULL) return true;
    if (*kind == FEEL_NULL) *kind = (FeelKind)v.kind;
    if ((FeelKind)v.kind != *kind) return false;
    *VEC_ADD(a, b) = v;
    return true;
}

static bool add_constant(Arena *a, Bounds *b, FeelValue v, FeelKind *kind) {
    if (v.kind != FEEL_RANGE) return add_bound(a, b, v, kind);
    return add_bound(a, b, v.range->low, kind) && add_bound(a, b, v.range->high, kind) &&
           *kind == FEEL_NUMBER;
}

static bool add_tests(Arena *a, Bounds *b, const FeelCode *tests, FeelKind *kind) {
    for (size_t i = 0; i < feel_tests_count(tests); i++) {
        FeelValue v;
        if (!feel_tests_constant(a, tests, i, &v) || !add_constant(a, b, v, kind)) return false;
    }
    return true;
}

static int by_order(const void *x, const void *y) {
    int order = 0;
    feel_compare(*(const FeelValue *)x, *(const FeelValue *)y, &order);
    return order;
}

static void sort_bounds(Bounds *b) {
    qsort(b->items, b->count, sizeof *b->items, by_order);
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++)
        if (kept == 0 || by_order(&b->items[kept - 1], &b->items[i]) != 0)
            b->items[kept++] = b->items[i];
    b->count = kept;
}

static bool collect(Arena *a, const DmnTable *t, size_t input, Bounds *b, FeelKind *kind) {
    for (size_t rule = 0; rule < t->rule_count; rule++) {
        Part test = t->tests[rule * t->input_count + input];
        if (test.fault || (test.code && !add_tests(a, b, test.code, kind))) return false;
    }
    if (b->count == 0 || (*kind != FEEL_NUMBER && *kind != FEEL_STRING)) return false;
    sort_bounds(b);
    return b->count <= COLUMN_BOUNDS_MAX;
}

// ---- one value of each region -------------------------------------------------------------------

static bool is_between(Dec low, Dec value, Dec high) {
    return dec_compare(low, value) < 0 && dec_compare(value, high) < 0;
}

// Region 2i lies below bound i, region 2i + 1 is bound i, the last lies above all.
static bool number_of_region(const Bounds *b, size_t region, FeelValue *ret) {
    Dec one = dec_from_int(1), sum, value;
    size_t bound = region / 2;
    if (region % 2) {
        *ret = b->items[bound];
        return true;
    }
    if (region == 0 || bound == b->count) {
        Dec end = b->items[region ? b->count - 1 : 0].number;
        bool done = region ? dec_add(end, one, &value) : dec_sub(end, one, &value);
        *ret = feel_number(value);
        return done && dec_compare(value, end) == (region ? 1 : -1);
    }
    Dec low = b->items[bound - 1].number, high = b->items[bound].number;
    bool done = dec_add(low, high, &sum) && dec_div(sum, dec_from_int(2), &value);
    *ret = feel_number(value);
    return done && is_between(low, value, high);
}

// Region i is text i, the last is any other.
static bool text_of_region(Arena *a, const Bounds *b, size_t region, FeelValue *ret) {
    Str last = b->items[b->count - 1].string;
    *ret = region < b->count ? b->items[region] : feel_string(str_fmt(a, "%.*s.", STR_ARG(last)));
    return true;
}

static uint64_t accepting(FeelMachine *m, const DmnTable *t, size_t input, FeelValue v) {
    uint64_t set = 0;
    for (size_t rule = 0; rule < t->rule_count; rule++) {
        Part test = t->tests[rule * t->input_count + input];
        FeelValue verdict = test.code ? feel_run_test(m, test.code, v, NULL) : feel_boolean(true);
        if (verdict.kind == FEEL_BOOLEAN && verdict.boolean) set |= (uint64_t)1 << rule;
    }
    return set;
}

static void make_column(Arena *a, FeelMachine *m, const DmnTable *t, size_t input, Column *ret) {
    Bounds b = {0};
    Column c = {.kind = FEEL_NULL};
    if (!collect(a, t, input, &b, &c.kind)) return;
    size_t regions = c.kind == FEEL_NUMBER ? 2 * b.count + 1 : b.count + 1;
    c.sets = ARENA_ARRAY(a, uint64_t, regions);
    for (size_t i = 0; i < regions; i++) {
        FeelValue v;
        bool has_value =
            c.kind == FEEL_NUMBER ? number_of_region(&b, i, &v) : text_of_region(a, &b, i, &v);
        if (!has_value) return;
        c.sets[i] = accepting(m, t, input, v);
    }
    c.others = accepting(m, t, input, feel_null());
    c.bounds = b.items;
    c.count = b.count;
    c.is_indexed = true;
    *ret = c;
}

static void read_of_slot(const DmnTable *t, size_t input, Column *c) {
    const FeelCode *code = t->inputs[input].code;
    const FeelNode *tree = code ? feel_code_tree(code) : NULL;
    c->is_slot = tree && tree->kind == FEEL_NODE_NAME;
    c->slot = c->is_slot ? tree->slot : 0;
}

void columns_make(Arena *a, DmnTable *t) {
    if (t->rule_count > COLUMN_RULES_MAX) return;
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    t->columns = ARENA_ARRAY(a, Column, t->input_count);
    for (size_t i = 0; i < t->input_count; i++) {
        make_column(a, m, t, i, &t->columns[i]);
        read_of_slot(t, i, &t->columns[i]);
    }
    feel_machine_free(m);
}

// ---- looking up ---------------------------------------------------------------------------------

static uint64_t number_set(const Column *c, Dec d) {
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = dec_compare(d, c->bounds[middle].number);
        if (order == 0) return c->sets[2 * middle + 1];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return c->sets[2 * low];
}

static uint64_t text_set(const Column *c, Str s) {
    for (size_t i = 0; i < c->count; i++)
        if (str_is(c->bounds[i].string, s)) return c->sets[i];
    return c->sets[c->count];
}

uint64_t column_set(const Column *c, const FeelValue *v) {
    if (v->kind != c->kind) return c->others;
    return c->kind == FEEL_NUMBER ? number_set(c, v->number) : text_set(c, v->string);
}
