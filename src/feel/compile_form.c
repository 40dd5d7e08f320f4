// feel/compile_form.c - conditions, collections, paths and tests as bytecode
#include "feel/compile.h"

// ---- if, and, or --------------------------------------------------------------------------------

// Jumps (to a target set later) unless the condition is true.
static size_t compile_unless(Compiler *c, const Node *condition) {
    uint32_t mark = c->body->next_register;
    size_t jump;
    if (condition->pub.kind == FEEL_NODE_COMPARE && !condition->is_constant) {
        uint32_t a = compile_operand(c, node_child(condition, 0)),
                 b = compile_operand(c, node_child(condition, 1));
        Op op = compile_compare_op(condition->op) + (OP_UNLESS_EQUAL - OP_EQUAL);
        jump = emit(c, op, 0, a, b, condition);
        emit_count(c, jump, 1);
    } else {
        jump = emit(c, OP_UNLESS, 0, compile_operand(c, condition), 0, condition);
    }
    c->body->next_register = mark;
    return jump;
}

void compile_if(Compiler *c, const Node *n, uint32_t dest) {
    size_t to_else = compile_unless(c, node_child(n, 0));
    compile_into(c, node_child(n, 1), dest);
    size_t to_end = emit(c, OP_JUMP, 0, 0, 0, n);
    emit_target(c, to_else);
    compile_into(c, node_child(n, 2), dest);
    emit_target(c, to_end);
}

// x between a and b: x is computed once, for both comparisons.
static void compile_between(Compiler *c, const Node *n, uint32_t dest) {
    const Node *above = node_child(n, 0), *below = node_child(n, 1);
    uint32_t mark = c->body->next_register;
    uint32_t value = compile_operand(c, node_child(above, 0)),
             low = compile_operand(c, node_child(above, 1));
    emit_count(c, emit(c, OP_GREATER_EQUAL, dest, value, low, above), 1);
    size_t to_end = emit(c, OP_IF_FALSE, 0, dest, 0, n);
    uint32_t high = compile_operand(c, node_child(below, 1)), test = take_registers(c, 1);
    emit_count(c, emit(c, OP_LESS_EQUAL, test, value, high, below), 1);
    emit(c, OP_AND, dest, dest, test, n);
    emit_target(c, to_end);
    c->body->next_register = mark;
}

void compile_logic(Compiler *c, const Node *n, uint32_t dest) {
    if (n->is_between) {
        compile_between(c, n, dest);
        return;
    }
    bool is_and = n->pub.kind == FEEL_NODE_AND;
    uint32_t mark = c->body->next_register;
    compile_into(c, node_child(n, 0), dest);
    size_t to_end = emit(c, is_and ? OP_IF_FALSE : OP_IF_TRUE, 0, dest, 0, n);
    uint32_t right = compile_operand(c, node_child(n, 1));
    emit(c, is_and ? OP_AND : OP_OR, dest, dest, right, n);
    emit_target(c, to_end);
    c->body->next_register = mark;
}

// ---- collections --------------------------------------------------------------------------------

void compile_list(Compiler *c, const Node *n, uint32_t dest) {
    emit(c, OP_LIST, dest, 0, 0, n);
    for (size_t i = 0; i < n->pub.child_count; i++) {
        uint32_t mark = c->body->next_register;
        emit(c, OP_APPEND, dest, compile_operand(c, node_child(n, i)), 0, n);
        c->body->next_register = mark;
    }
}

void compile_context(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, count = (uint32_t)n->pub.child_count;
    size_t bound = c->body->bound.count;
    uint32_t first = take_registers(c, count);
    for (uint32_t i = 0; i < count; i++) {
        compile_into(c, node_child(n, i), first + i);
        bind_local(c, n->locals[i], first + i);
    }
    unbind_locals(c, bound);
    *VEC_ADD(c->arena, &c->tables) = (KeyTable){n->names, count};
    emit_count(c, emit(c, OP_CONTEXT, dest, first, (uint32_t)(c->tables.count - 1), n), count);
    c->body->next_register = mark;
}

// Of `= x` both ends are one node, which is computed once.
void compile_range(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register;
    const Node *low = node_child(n, 0), *high = node_child(n, 1);
    uint32_t a = compile_operand(c, low), b = low == high ? a : compile_operand(c, high);
    emit_count(c, emit(c, OP_RANGE, dest, a, b, n), n->included);
    c->body->next_register = mark;
}

void compile_path(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, of = compile_operand(c, node_child(n, 0)),
             key = constant(c, feel_string(n->pub.text));
    c->body->next_register = mark;
    if (n->otherwise) {
        emit(c, OP_ENTRY, dest, of, key, n);
        size_t to_end = emit(c, OP_JUMP, 0, 0, 0, n);
        compile_into(c, n->otherwise, dest);
        emit_target(c, to_end);
        return;
    }
    int64_t hint = type_key_index(node_child(n, 0)->pub.type, n->pub.text);
    emit_count(c, emit(c, OP_PATH, dest, of, key, n), hint > 0 ? (size_t)hint : 0);
}

void compile_instance(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, a = compile_operand(c, node_child(n, 0));
    *VEC_ADD(c->arena, &c->types) = n->tested;
    emit(c, OP_INSTANCE, dest, a, (uint32_t)(c->types.count - 1), n);
    c->body->next_register = mark;
}

// ---- tests --------------------------------------------------------------------------------------

// A test is a condition that reads `?`, or a value with which the input is compared.
static void compile_test(Compiler *c, const Node *n, const Node *test, uint32_t input,
                         uint32_t dest) {
    uint32_t value = compile_operand(c, test);
    if (test->uses_input)
        emit(c, OP_OR, dest, constant(c, feel_boolean(false)), value, test);
    else
        emit(c, n->is_unary ? OP_TEST : OP_IN, dest, input, value, test);
}

void compile_in(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, input = compile_operand(c, node_child(n, 0));
    size_t bound = c->body->bound.count, count = n->pub.child_count;
    size_t *to_end = ARENA_ARRAY(c->arena, size_t, count);
    bind_local(c, n->locals[0], input);
    if (count == 1) emit(c, OP_MOVE, dest, constant(c, feel_boolean(true)), 0, n);
    for (size_t i = 1; i < count; i++) {
        uint32_t inner = c->body->next_register, verdict = i > 1 ? take_registers(c, 1) : dest;
        compile_test(c, n, node_child(n, i), input, verdict);
        if (i > 1) emit(c, OP_OR, dest, dest, verdict, n);
        if (i + 1 < count) to_end[i] = emit(c, OP_IF_TRUE, 0, dest, 0, n);
        c->body->next_register = inner;
    }
    for (size_t i = 1; i + 1 < count; i++) emit_target(c, to_end[i]);
    if (n->is_negated) emit(c, OP_NOT, dest, dest, 0, n);
    unbind_locals(c, bound);
    c->body->next_register = mark;
}
