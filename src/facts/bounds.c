// facts/bounds.c - may a quantity have this value? Plain bounds are compared without running FEEL
//
// A `within` that is a single range, such as ">= 0" or "[0..1]", is also an expression whose value
// is that range. FEEL is asked for it once; all other tests it runs for each value.
#include "facts/facts_int.h"

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

// Made when it is first wanted: many tables never run FEEL.
static FeelMachine *machine_of(FactTable *t) {
    if (!t->machine) {
        t->machine = feel_machine_new((FeelLimits){0});
        arena_defer(t->arena, free_machine, t->machine);
    }
    return t->machine;
}

static bool set_bound(Values *v, FeelValue end, bool is_included, Bound *ret) {
    *ret = (Bound){.is_there = end.kind == FEEL_NUMBER, .is_included = is_included};
    if (ret->is_there) ret->value = value_pack(v, end);
    return end.kind == FEEL_NULL || (ret->is_there && value_is_number(ret->value));
}

static void find_bounds(FactTable *t, Quantity *q, const FeelCode *within) {
    arena_reset(t->scratch);
    const FeelCode *code = feel_compile(t->scratch, feel_code_text(within), (Place){.line = 0},
                                        feel_scope_new(t->scratch), (FeelOptions){0}, NULL);
    q->has_bounds = false;
    q->is_bounds_known = true;
    FeelValue range = code ? feel_run(machine_of(t), code, NULL) : feel_null();
    if (range.kind != FEEL_RANGE) return;
    q->has_bounds = set_bound(&t->values, range.range->low, range.range->low_included, &q->low) &&
                    set_bound(&t->values, range.range->high, range.range->high_included, &q->high);
}

static bool is_inside(const Quantity *q, uint64_t value) {
    int low = q->low.is_there ? value_compare_numbers(value, q->low.value) : 1;
    int high = q->high.is_there ? value_compare_numbers(q->high.value, value) : 1;
    return (low > 0 || (low == 0 && q->low.is_included)) &&
           (high > 0 || (high == 0 && q->high.is_included));
}

bool quantity_allows(FactTable *t, uint32_t item, uint64_t value) {
    const Rule *rule = &t->rules->rules[item];
    Quantity *q = &t->quantities[item];
    if (!rule->within) return true;
    bool is_number = rule->type->kind == FEEL_NUMBER && value_is_number(value);
    if (is_number && !q->is_bounds_known) find_bounds(t, q, rule->within);
    if (is_number && q->has_bounds) return is_inside(q, value);
    FeelValue passed = feel_run_test(machine_of(t), rule->within,
                                     value_unpack(&t->values, value, rule->type->kind), NULL);
    return passed.kind == FEEL_BOOLEAN && passed.boolean;
}
