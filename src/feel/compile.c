// feel/compile.c - from tree to bytecode: registers, operands, operators
#include "feel/compile.h"

#include "feel/row_flow.h"

#include <assert.h>
#include <stdlib.h>

// ---- code and registers -------------------------------------------------------------------------

size_t emit(Compiler *c, Op op, uint32_t dest, uint32_t a, uint32_t b, const Node *n) {
    *VEC_ADD(c->arena, &c->body->code) = (Instruction){(uint16_t)op, 0, dest, a, b};
    *VEC_ADD(c->arena, &c->body->nodes) = n;
    return c->body->code.count - 1;
}

void emit_count(Compiler *c, size_t at, size_t n) {
    c->body->code.items[at].n = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

size_t emit_here(const Compiler *c) {
    return c->body->code.count;
}

void emit_target(Compiler *c, size_t at) {
    Instruction *jump = &c->body->code.items[at];
    uint32_t here = (uint32_t)c->body->code.count;
    if (jump->op == OP_NEXT)
        jump->b = here;
    else
        jump->dest = here;
}

static void fail(Compiler *c, const Node *n) {
    if (!c->has_failed && !c->is_folding)
        parser_finding(c->parser, SEVERITY_ERROR, "too-large", n->pub.offset, node_end(n),
                       MSG("the expression needs too many values at once"),
                       MSG("divide it into several formulas"));
    c->has_failed = true;
}

uint32_t take_registers(Compiler *c, uint32_t count) {
    Body *b = c->body;
    uint32_t first = b->next_register;
    if (count > FRAME_REGISTERS_MAX || first + count > FRAME_REGISTERS_MAX) {
        fail(c, c->code->tree);
        return 0;
    }
    b->next_register += count;
    if (b->next_register > b->register_count) b->register_count = b->next_register;
    return first;
}

uint32_t constant(Compiler *c, FeelValue v) {
    *VEC_ADD(c->arena, &c->constants) = v;
    return OPERAND_CONSTANT | (uint32_t)(c->constants.count - 1);
}

// ---- locals and slots ---------------------------------------------------------------------------

void bind_local(Compiler *c, uint32_t id, uint32_t operand) {
    *VEC_ADD(c->arena, &c->body->bound) = (Bound){id, operand};
}

void unbind_locals(Compiler *c, size_t count) {
    c->body->bound.count = count;
}

static uint32_t operand_of_slot(Compiler *c, Body *b, uint32_t slot);
static uint32_t operand_of_local(Compiler *c, Body *b, uint32_t id, const Node *n);

static uint32_t captured(Compiler *c, Body *b, bool is_slot, uint32_t key, const Node *n) {
    for (size_t i = 0; i < b->captures.count; i++)
        if (b->captures.items[i].is_slot == is_slot && b->captures.items[i].key == key)
            return OPERAND_OUTER | (uint32_t)i;
    uint32_t outer =
        is_slot ? operand_of_slot(c, b->enclosing, key) : operand_of_local(c, b->enclosing, key, n);
    *VEC_ADD(c->arena, &b->captures) = (Capture){is_slot, key, outer};
    return OPERAND_OUTER | (uint32_t)(b->captures.count - 1);
}

static uint32_t operand_of_slot(Compiler *c, Body *b, uint32_t slot) {
    if (b->enclosing) return captured(c, b, true, slot, NULL);
    assert(slot <= OPERAND_INDEX);
    *VEC_ADD(c->arena, &c->slots) = slot;
    return OPERAND_OUTER | slot;
}

// The register that holds the running function itself, in that function.
static uint32_t operand_of_self(Compiler *c, Body *b, const Node *n) {
    Body *running = c->body;
    c->body = b;
    uint32_t dest = take_registers(c, 1);
    emit(c, OP_SELF, dest, 0, 0, n);
    c->body = running;
    return dest;
}

static uint32_t operand_of_local(Compiler *c, Body *b, uint32_t id, const Node *n) {
    for (size_t i = b->bound.count; i-- > 0;)
        if (b->bound.items[i].id == id) return b->bound.items[i].operand;
    if (b->function && b->function->has_self && b->function->local == id)
        return operand_of_self(c, b, n);
    assert(b->enclosing);
    return captured(c, b, false, id, n);
}

// ---- values that need no code -------------------------------------------------------------------

static bool plain_operand(Compiler *c, const Node *n, uint32_t *ret) {
    if (n->pub.kind == FEEL_NODE_LITERAL && !n->fault_code)
        *ret = constant(c, n->pub.value);
    else if (n->pub.kind == FEEL_NODE_NAME)
        *ret = operand_of_slot(c, c->body, n->pub.slot);
    else if (n->pub.kind == FEEL_NODE_LOCAL)
        *ret = operand_of_local(c, c->body, n->local, n);
    else
        return false;
    return true;
}

static void compile_form(Compiler *c, const Node *n, uint32_t dest);

static bool folded(Compiler *c, const Node *n, FeelValue *ret) {
    return n->is_constant && n->pub.kind != FEEL_NODE_LITERAL && !c->is_folding && fold(c, n, ret);
}

uint32_t compile_operand(Compiler *c, const Node *n) {
    uint32_t operand;
    FeelValue value;
    if (plain_operand(c, n, &operand)) return operand;
    if (folded(c, n, &value)) return constant(c, value);
    operand = take_registers(c, 1);
    compile_form(c, n, operand);
    return operand;
}

void compile_into(Compiler *c, const Node *n, uint32_t dest) {
    FeelValue value;
    if (folded(c, n, &value))
        emit(c, OP_MOVE, dest, constant(c, value), 0, n);
    else
        compile_form(c, n, dest);
}

// ---- operators ----------------------------------------------------------------------------------

static void compile_binary(Compiler *c, const Node *n, Op op, uint32_t dest) {
    uint32_t mark = c->body->next_register;
    uint32_t a = compile_operand(c, node_child(n, 0)), b = compile_operand(c, node_child(n, 1));
    c->body->next_register = mark;
    emit_count(c, emit(c, op, dest, a, b, n), 1);
}

static void compile_arithmetic(Compiler *c, const Node *n, uint32_t dest) {
    static const Op OPS[] = {[FEEL_NODE_ADD] = OP_ADD,
                             [FEEL_NODE_SUBTRACT] = OP_SUBTRACT,
                             [FEEL_NODE_MULTIPLY] = OP_MULTIPLY,
                             [FEEL_NODE_DIVIDE] = OP_DIVIDE,
                             [FEEL_NODE_POWER] = OP_POWER};
    compile_binary(c, n, OPS[n->pub.kind], dest);
}

static void compile_negate(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, a = compile_operand(c, node_child(n, 0));
    c->body->next_register = mark;
    emit_count(c, emit(c, OP_NEGATE, dest, a, 0, n), 1);
}

Op compile_compare_op(TokenKind op) {
    static const Op OPS[TOKEN_COUNT] = {
        [TOKEN_EQUAL] = OP_EQUAL,     [TOKEN_NOT_EQUAL] = OP_NOT_EQUAL,
        [TOKEN_LESS] = OP_LESS,       [TOKEN_LESS_EQUAL] = OP_LESS_EQUAL,
        [TOKEN_GREATER] = OP_GREATER, [TOKEN_GREATER_EQUAL] = OP_GREATER_EQUAL};
    return OPS[op];
}

static void compile_compare(Compiler *c, const Node *n, uint32_t dest) {
    compile_binary(c, n, compile_compare_op(n->op), dest);
}

static void compile_plain(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t operand;
    if (n->fault_code) {
        *VEC_ADD(c->arena, &c->faults) = n;
        emit(c, OP_FAULT, dest, 0, (uint32_t)(c->faults.count - 1), n);
        return;
    }
    bool is_plain = plain_operand(c, n, &operand);
    assert(is_plain);
    bool is_slot = operand & OPERAND_OUTER && !c->body->enclosing;
    if (operand != dest) emit(c, is_slot ? OP_READ : OP_MOVE, dest, operand, 0, n);
}

static CompileForm *const FORMS[] = {
    [FEEL_NODE_LITERAL] = compile_plain,
    [FEEL_NODE_NAME] = compile_plain,
    [FEEL_NODE_LOCAL] = compile_plain,
    [FEEL_NODE_ADD] = compile_arithmetic,
    [FEEL_NODE_SUBTRACT] = compile_arithmetic,
    [FEEL_NODE_MULTIPLY] = compile_arithmetic,
    [FEEL_NODE_DIVIDE] = compile_arithmetic,
    [FEEL_NODE_POWER] = compile_arithmetic,
    [FEEL_NODE_NEGATE] = compile_negate,
    [FEEL_NODE_COMPARE] = compile_compare,
    [FEEL_NODE_AND] = compile_logic,
    [FEEL_NODE_OR] = compile_logic,
    [FEEL_NODE_IN] = compile_in,
    [FEEL_NODE_IF] = compile_if,
    [FEEL_NODE_FOR] = compile_for,
    [FEEL_NODE_SOME] = compile_quantified,
    [FEEL_NODE_EVERY] = compile_quantified,
    [FEEL_NODE_FILTER] = compile_filter,
    [FEEL_NODE_PATH] = compile_path,
    [FEEL_NODE_CALL] = compile_call,
    [FEEL_NODE_CALL_VALUE] = compile_call_value,
    [FEEL_NODE_LIST] = compile_list,
    [FEEL_NODE_CONTEXT] = compile_context,
    [FEEL_NODE_RANGE] = compile_range,
    [FEEL_NODE_FUNCTION] = compile_function,
    [FEEL_NODE_INSTANCE_OF] = compile_instance,
};

// Where a constant could not be folded its parts could not either: they were tried with it.
static void compile_form(Compiler *c, const Node *n, uint32_t dest) {
    bool was_folding = c->is_folding;
    c->is_folding |= n->is_constant;
    FORMS[n->pub.kind](c, n, dest);
    c->is_folding = was_folding;
}

// ---- functions and whole code -------------------------------------------------------------------

static void proto_from_body(Compiler *c, const Body *b, FeelProto *ret) {
    uint32_t *captures = ARENA_ARRAY(c->arena, uint32_t, b->captures.count);
    for (size_t i = 0; i < b->captures.count; i++) captures[i] = b->captures.items[i].outer;
    ret->code = c->code;
    ret->instructions = b->code.items;
    ret->nodes = b->nodes.items;
    ret->instruction_count = (uint32_t)b->code.count;
    ret->register_count = b->register_count;
    ret->captures = captures;
    ret->capture_count = (uint32_t)b->captures.count;
}

FeelProto *compile_body(Compiler *c, const Node *body, const Node *function, const uint32_t *ids,
                        uint32_t count) {
    Body b = {.enclosing = c->body, .function = function};
    c->body = &b;
    uint32_t first = take_registers(c, count);
    for (uint32_t i = 0; i < count; i++) bind_local(c, ids[i], first + i);
    uint32_t value = compile_operand(c, body);
    emit(c, OP_RETURN, 0, value, 0, body);
    c->body = b.enclosing;
    FeelProto *proto = ARENA_NEW(c->arena, FeelProto);
    proto_from_body(c, &b, proto);
    proto->parameter_count = count;
    return proto;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void take_slots(Compiler *c) {
    uint32_t *slots = c->slots.items;
    size_t count = 0;
    if (c->slots.count) qsort(slots, c->slots.count, sizeof *slots, by_number);
    for (size_t i = 0; i < c->slots.count; i++)
        if (count == 0 || slots[count - 1] != slots[i]) slots[count++] = slots[i];
    c->code->slots = slots;
    c->code->slot_count = count;
}

bool code_from_tree(Arena *a, Parser *p, const Node *tree, bool is_folding, FeelCode *ret) {
    enum { FOLD_STEPS = 1 << 14 };
    Compiler c = {.arena = a,
                  .parser = p,
                  .code = ret,
                  .fold_steps_left = FOLD_STEPS,
                  .is_folding = is_folding};
    bool has_input = tree->pub.kind == FEEL_NODE_IN && tree->is_unary;
    *ret = (FeelCode){.text = p->text, .place = p->place, .tree = tree};
    ret->main = *compile_body(&c, tree, NULL, has_input ? tree->locals : NULL, has_input);
    ret->constants = c.constants.items;
    ret->protos = c.protos.items;
    ret->builtins = c.builtins.items;
    ret->tables = c.tables.items;
    ret->types = c.types.items;
    ret->faults = c.faults.items;
    take_slots(&c);
    if (!is_folding && !has_input) ret->live = row_flow_plan(a, &ret->main);
    ret->estimates = estimate_plan(a, ret, c.constants.count);
    feel_machine_free(c.folder);
    return !c.has_failed;
}
