// dmn/column.c - inputs of tables looked up instead of tested rule by rule
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
           (*kind == FEEL_NUMBER || *kind == FEEL_DATE);
}

static bool add_tests(Arena *a, Bounds *b, Part tests, FeelKind *kind) {
    for (size_t i = 0; tests.code && i < feel_tests_count(tests.code); i++) {
        FeelValue v;
        if (!feel_tests_constant(a, tests.code, i, &v) || !add_constant(a, b, v, kind))
            return false;
    }
    return !tests.fault;
}

static int by_order(const void *x, const void *y) {
    const FeelValue *v = x, *w = y;
    int order = 0;
    if (v->kind == FEEL_BOOLEAN) return (int)v->boolean - (int)w->boolean;
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

static bool is_searched(FeelKind kind) {
    return kind == FEEL_NUMBER || kind == FEEL_DATE;
}

static bool collect(Arena *a, const DmnTable *t, size_t input, Bounds *b, FeelKind *kind) {
    for (size_t rule = 0; rule < t->rule_count; rule++)
        if (!add_tests(a, b, t->tests[rule * t->input_count + input], kind)) return false;
    if (b->count == 0 || !add_tests(a, b, t->input_values[input], kind)) return false;
    if (*kind == FEEL_BOOLEAN) {
        *VEC_ADD(a, b) = feel_boolean(false);
        *VEC_ADD(a, b) = feel_boolean(true);
    } else if (*kind != FEEL_STRING && !is_searched(*kind)) {
        return false;
    }
    sort_bounds(b);
    return (2 * b->count + 1) * t->rule_count <= COLUMN_TESTS_MAX;
}

// ---- one value of each region -------------------------------------------------------------------

static bool is_between(const FeelValue *low, FeelValue v, const FeelValue *high) {
    int order;
    return (!low || (feel_compare(*low, v, &order) && order < 0)) &&
           (!high || (feel_compare(v, *high, &order) && order < 0));
}

static bool number_between(const FeelValue *low, const FeelValue *high, Dec *ret) {
    Dec one = dec_from_int(1), sum = DEC_ZERO;
    if (!low) return dec_sub(high->number, one, ret);
    if (!high) return dec_add(low->number, one, ret);
    return dec_add(low->number, high->number, &sum) && dec_div(sum, dec_from_int(2), ret);
}

static FeelValue date_between(const FeelValue *low, const FeelValue *high) {
    FeelValue v = low ? *low : *high;
    v.moment.days += low ? 1 : -1;
    return v;
}

// Region 2i lies below bound i, region 2i + 1 is bound i, the last lies above all; null where
// nothing lies between two bounds. False if there may be a value, but none that can be written.
static bool value_of_region(const Bounds *b, FeelKind kind, size_t region, FeelValue *ret) {
    size_t bound = region / 2;
    const FeelValue *low = bound ? &b->items[bound - 1] : NULL,
                    *high = bound < b->count ? &b->items[bound] : NULL;
    Dec d;
    *ret = feel_null();
    if (region % 2) {
        *ret = *high;
        return true;
    }
    if (kind == FEEL_DATE) {
        FeelValue v = date_between(low, high);
        if (is_between(low, v, high)) *ret = v;
        return true;
    }
    if (!number_between(low, high, &d) || !is_between(low, feel_number(d), high)) return false;
    *ret = feel_number(d);
    return true;
}

// Region i is text or truth value i; the last is any other text.
static FeelValue value_of_item(Arena *a, const Bounds *b, size_t region) {
    if (region < b->count) return b->items[region];
    Str last = b->items[b->count - 1].string;
    return feel_string(str_fmt(a, "%.*s.", STR_ARG(last)));
}

static FeelValue value_of_other_kind(FeelKind kind) {
    return kind == FEEL_NUMBER ? feel_string(STR("")) : feel_integer(0);
}

static bool can_occur(FeelMachine *m, Part values, FeelValue v) {
    if (!values.code || v.kind == FEEL_NULL) return true;
    FeelValue verdict = feel_run_test(m, values.code, v, NULL);
    return verdict.kind == FEEL_BOOLEAN && verdict.boolean;
}

static void put_accepting(FeelMachine *m, const DmnTable *t, size_t input, FeelValue v,
                          uint64_t *set) {
    for (size_t rule = 0; rule < t->rule_count; rule++) {
        Part test = t->tests[rule * t->input_count + input];
        FeelValue verdict = test.code ? feel_run_test(m, test.code, v, NULL) : feel_boolean(true);
        if (verdict.kind == FEEL_BOOLEAN && verdict.boolean) rules_put(set, rule);
    }
}

static void make_column(Arena *a, FeelMachine *m, const DmnTable *t, size_t input, Column *ret) {
    Bounds b = {0};
    Column c = {.kind = FEEL_NULL};
    if (!collect(a, t, input, &b, &c.kind)) return;
    c.is_open = c.kind == FEEL_STRING;
    c.region_count = is_searched(c.kind) ? 2 * b.count + 1 : b.count + c.is_open;
    c.sets = ARENA_ARRAY(a, uint64_t, (c.region_count + 2) * t->word_count);
    c.nulls = c.sets + c.region_count * t->word_count;
    c.others = c.nulls + t->word_count;
    c.examples = ARENA_ARRAY(a, FeelValue, c.region_count);
    for (size_t i = 0; i < c.region_count; i++) {
        FeelValue v;
        if (!is_searched(c.kind))
            v = value_of_item(a, &b, i);
        else if (!value_of_region(&b, c.kind, i, &v))
            return;
        put_accepting(m, t, input, v, c.sets + i * t->word_count);
        c.examples[i] = can_occur(m, t->input_values[input], v) ? v : feel_null();
    }
    put_accepting(m, t, input, feel_null(), c.nulls);
    put_accepting(m, t, input, value_of_other_kind(c.kind), c.others);
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
    t->word_count = (t->rule_count + RULES_PER_WORD - 1) / RULES_PER_WORD;
    t->columns = ARENA_ARRAY(a, Column, t->input_count);
    for (size_t i = 0; i < t->input_count; i++) {
        make_column(a, m, t, i, &t->columns[i]);
        read_of_slot(t, i, &t->columns[i]);
    }
    feel_machine_free(m);
}

// ---- sets of rules ------------------------------------------------------------------------------

uint64_t *rules_all(Arena *a, const DmnTable *t) {
    uint64_t *set = ARENA_ARRAY(a, uint64_t, t->word_count);
    for (size_t i = 0; i < t->word_count; i++) set[i] = ~(uint64_t)0;
    size_t over = t->word_count * RULES_PER_WORD - t->rule_count;
    set[t->word_count - 1] >>= over;
    return set;
}

size_t rules_next(const DmnTable *t, const uint64_t *set, size_t from) {
    if (from >= t->rule_count) return t->rule_count;
    size_t word = from / RULES_PER_WORD;
    uint64_t rest = set[word] >> from % RULES_PER_WORD;
    if (rest) return from + (size_t)__builtin_ctzll(rest);
    while (++word < t->word_count)
        if (set[word]) return word * RULES_PER_WORD + (size_t)__builtin_ctzll(set[word]);
    return t->rule_count;
}

// ---- looking up ---------------------------------------------------------------------------------

static size_t region_of_number(const Column *c, Dec d) {
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = dec_compare(d, c->bounds[middle].number);
        if (order == 0) return 2 * middle + 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 2 * low;
}

static size_t region_of_date(const Column *c, const FeelValue *v) {
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int64_t bound = c->bounds[middle].moment.days;
        if (v->moment.days == bound) return 2 * middle + 1;
        if (v->moment.days < bound)
            high = middle;
        else
            low = middle + 1;
    }
    return 2 * low;
}

// Bounds are sorted by bytes.
static size_t region_of_text(const Column *c, Str s) {
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(s, c->bounds[middle].string);
        if (order == 0) return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return c->count;
}

static size_t region_of(const Column *c, const FeelValue *v) {
    if (c->kind == FEEL_NUMBER) return region_of_number(c, v->number);
    if (c->kind == FEEL_STRING) return region_of_text(c, v->string);
    return c->kind == FEEL_BOOLEAN ? v->boolean : region_of_date(c, v);
}

bool column_knows(const Column *c, const FeelValue *v) {
    return c->is_indexed && v->kind < FEEL_LIST;
}

const uint64_t *column_set(const DmnTable *t, const Column *c, const FeelValue *v) {
    if (v->kind == FEEL_NULL) return c->nulls;
    if (v->kind != c->kind) return c->others;
    return c->sets + region_of(c, v) * t->word_count;
}
