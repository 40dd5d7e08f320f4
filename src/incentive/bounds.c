// incentive/bounds.c - what the agreement allows a quantity to be, when a scenario says what it is
//
// A fact outside `within` is refused when an agreement is settled, so what depends on it has no
// value. Of a scenario's facts a formula sees to that; variables are looked at as they are drawn.
#include "base/wide.h"
#include "incentive/plays_int.h"

#include <math.h>

typedef struct Bound {
    const FeelCode *within; // NULL: anything
    bool is_range, has_low, has_high;
    double low, high; // and whether these belong to it
} Bound;

struct Bounds {
    const Plays *plays;
    FeelMachine *machine;
    Bound of[INCENTIVE_VARIABLES_MAX];
};

// ---- of facts -----------------------------------------------------------------------------------

static bool is_number_or_open(FeelValue v) {
    return v.kind == FEEL_NUMBER || v.kind == FEEL_NULL;
}

// Is what is allowed one range of numbers?
static bool single_range(Arena *a, const FeelCode *within, FeelRange *ret) {
    FeelValue range;
    if (feel_tests_count(within) != 1 || feel_tests_are_negated(within)) return false;
    if (!feel_tests_constant(a, within, 0, &range) || range.kind != FEEL_RANGE) return false;
    *ret = *range.range;
    return is_number_or_open(ret->low) && is_number_or_open(ret->high);
}

static void add_bound(Buf *b, Str name, const char *sign, FeelValue end) {
    if (end.kind == FEEL_NULL) return;
    if (b->size) buf_add_c(b, " and ");
    buf_add_fmt(b, "%.*s %s %.*s", STR_ARG(name), sign, STR_ARG(feel_to_text(b->arena, end)));
}

// A single range becomes comparisons, which columns can do too.
Str bounds_condition(Arena *a, Str within, Str name) {
    Findings found = {.arena = a};
    Buf b = {.arena = a};
    FeelRange range;
    const FeelCode *tests =
        feel_compile_tests(a, within, (Place){.line = 0}, feel_scope_new(a),
                           (FeelOptions){.input = feel_type(FEEL_NUMBER)}, &found);
    if (tests && single_range(a, tests, &range)) {
        add_bound(&b, name, range.low_included ? ">=" : ">", range.low);
        add_bound(&b, name, range.high_included ? "<=" : "<", range.high);
    }
    if (b.size) return buf_str(&b);
    return str_fmt(a, "%.*s in (%.*s)", STR_ARG(name), STR_ARG(within));
}

// ---- of variables -------------------------------------------------------------------------------

static Bound bound_of(Arena *a, const FeelCode *within) {
    Bound b = {.within = within, .low = -INFINITY, .high = INFINITY};
    FeelRange range;
    b.is_range = within && single_range(a, within, &range);
    if (!b.is_range) return b;
    if (range.low.kind == FEEL_NUMBER) b.low = dec_to_double(range.low.number);
    if (range.high.kind == FEEL_NUMBER) b.high = dec_to_double(range.high.number);
    b.has_low = range.low_included || range.low.kind == FEEL_NULL;
    b.has_high = range.high_included || range.high.kind == FEEL_NULL;
    return b;
}

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

Bounds *bounds_new(Arena *a, const Plays *p) {
    Bounds *b = ARENA_NEW(a, Bounds);
    const Scenario *s = p->scenario;
    *b = (Bounds){.plays = p, .machine = feel_machine_new((FeelLimits){0})};
    arena_defer(a, free_machine, b->machine);
    for (size_t v = 0; v < s->variable_count; v++)
        b->of[v] = bound_of(a, p->books[0].rules->rules[s->variables[v].item].within);
    return b;
}

static bool allows(Bounds *b, const Bound *bound, double value) {
    if (bound->is_range)
        return (bound->has_low ? value >= bound->low : value > bound->low) &&
               (bound->has_high ? value <= bound->high : value < bound->high);
    FeelValue passed =
        feel_run_test(b->machine, bound->within, feel_number(dec_from_double(value)), NULL);
    return passed.kind == FEEL_BOOLEAN && passed.boolean;
}

// Strictly within the range; what lies at an end is looked at one by one.
WIDE static bool is_all_inside(const Bound *b, const double *values, size_t count) {
    double low = b->low, high = b->high;
    uint64_t outside = 0;
    for (size_t w = 0; w < count; w++) outside |= values[w] > low && values[w] < high ? 0 : 1;
    return !outside;
}

void bounds_drop(Bounds *b, const double *variables, size_t count, double *ret) {
    size_t rows = plays_size(b->plays);
    for (size_t v = 0; v < b->plays->scenario->variable_count; v++) {
        const Bound *bound = &b->of[v];
        if (!bound->within) continue;
        if (bound->is_range && is_all_inside(bound, &variables[v * count], count)) continue;
        for (size_t w = 0; w < count; w++)
            if (!allows(b, bound, variables[v * count + w]))
                for (size_t k = 0; k < rows; k++) ret[k * count + w] = (double)NAN;
    }
}
