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

static bool is_end(FeelValue v) {
    return v.kind == FEEL_NULL || is_scalar(v);
}

static bool is_kept(FeelValue v) {
    return is_scalar(v) || (v.kind == FEEL_RANGE && is_end(v.range->low) && is_end(v.range->high) &&
                            (v.range->low.kind != FEEL_NULL || v.range->high.kind != FEEL_NULL));
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

// A constant that is computed, as [1..3] or date("2024-01-31"): its own text is run.
static bool computed(Arena *a, const FeelCode *code, const Node *n, FeelValue *ret) {
    Str text = str_part(code->text, n->pub.offset, n->pub.size);
    const FeelCode *own = n->is_constant ? feel_compile(a, text, code->place, feel_scope_new(a),
                                                        (FeelOptions){.lenient = true}, NULL)
                                         : NULL;
    if (!own) return false;
    FeelMachine *m = machine_new((FeelLimits){0}, FRAME_REGISTERS_MAX);
    *ret = feel_value_copy(a, feel_run(m, own, NULL));
    feel_machine_free(m);
    return is_kept(*ret);
}

static bool constant_of(Arena *a, const FeelCode *code, const Node *n, FeelValue *ret) {
    return literal_of(n, ret) || computed(a, code, n, ret);
}

bool feel_code_constant(Arena *a, const FeelCode *code, FeelValue *ret) {
    return constant_of(a, code, code->tree, ret) && is_scalar(*ret);
}

bool feel_tests_constant(Arena *a, const FeelCode *tests, size_t index, FeelValue *ret) {
    const Node *n = node_child(tests->tree, index + 1);
    return !n->uses_input && constant_of(a, tests, n, ret);
}
