// feel/tests.c - unary tests as data: what those that are constant compare with
#include "feel/code.h"

size_t feel_tests_count(const FeelCode *tests) {
    size_t count = tests->tree->pub.child_count;
    return count ? count - 1 : 0;
}

bool feel_tests_are_negated(const FeelCode *tests) {
    return tests->tree->is_negated;
}

static bool is_scalar(FeelValue v) {
    return v.kind != FEEL_NULL && v.kind < FEEL_LIST;
}

// A constant that is computed, as date("2024-01-31"): its own text is run.
static bool computed(Arena *a, const FeelCode *code, const Node *n, FeelValue *ret) {
    Str text = str_part(code->text, n->pub.offset, n->pub.size);
    const FeelCode *own = n->is_constant ? feel_compile(a, text, code->place, feel_scope_new(a),
                                                        (FeelOptions){.lenient = true}, NULL)
                                         : NULL;
    if (!own) return false;
    FeelMachine *m = machine_new((FeelLimits){0}, FRAME_REGISTERS_MAX);
    *ret = feel_value_copy(a, feel_run(m, own, NULL));
    feel_machine_free(m);
    return is_scalar(*ret);
}

static bool literal_of(const Node *n, FeelValue *ret) {
    if (n->pub.kind == FEEL_NODE_NEGATE && literal_of(node_child(n, 0), ret)) {
        if (ret->kind == FEEL_NUMBER) ret->number = dec_negate(ret->number);
        return ret->kind == FEEL_NUMBER;
    }
    if (n->pub.kind != FEEL_NODE_LITERAL || n->fault_code) return false;
    *ret = n->pub.value;
    return is_scalar(*ret);
}

static bool scalar_of(Arena *a, const FeelCode *code, const Node *n, FeelValue *ret) {
    return literal_of(n, ret) || computed(a, code, n, ret);
}

bool feel_code_constant(Arena *a, const FeelCode *code, FeelValue *ret) {
    return scalar_of(a, code, code->tree, ret);
}

// An end that was not written, as in `< 5`; `null` that was written is none.
static bool is_open_end(const FeelCode *tests, const Node *n) {
    Str written = str_part(tests->text, n->pub.offset, n->pub.size);
    return n->pub.kind == FEEL_NODE_LITERAL && !n->fault_code && n->pub.value.kind == FEEL_NULL &&
           !str_is(written, STR("null"));
}

static bool end_of(Arena *a, const FeelCode *tests, const Node *n, FeelValue *ret) {
    *ret = feel_null();
    return is_open_end(tests, n) || scalar_of(a, tests, n, ret);
}

bool feel_tests_constant(Arena *a, const FeelCode *tests, size_t index, FeelValue *ret) {
    const Node *n = node_child(tests->tree, index + 1);
    if (n->uses_input) return false;
    if (n->pub.kind != FEEL_NODE_RANGE) return scalar_of(a, tests, n, ret);
    FeelRange r = {.low_included = n->included & RANGE_LOW,
                   .high_included = n->included & RANGE_HIGH};
    if (!end_of(a, tests, node_child(n, 0), &r.low) || !end_of(a, tests, node_child(n, 1), &r.high))
        return false;
    int order;
    bool is_half = r.low.kind == FEEL_NULL || r.high.kind == FEEL_NULL;
    if (is_half ? r.low.kind == r.high.kind : !feel_compare(r.low, r.high, &order)) return false;
    *ret = feel_range(r, a);
    return true;
}
