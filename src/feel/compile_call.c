// feel/compile_call.c - invocations and function literals as bytecode
#include "feel/compile.h"

// ---- builtins that are operations ---------------------------------------------------------------

typedef struct InlineRow {
    const char *name;
    Op op;
    bool is_chain; // of two or more arguments, combined from the left
} InlineRow;

static const InlineRow INLINE[] = {
    {"min", OP_MIN, true}, {"max", OP_MAX, true}, {"abs", OP_ABS, false}, {"not", OP_NOT, false}};

static const InlineRow *inline_of(const Node *n) {
    for (size_t i = 0; i < sizeof INLINE / sizeof *INLINE; i++) {
        size_t count = n->pub.child_count;
        bool fits = INLINE[i].is_chain ? count > 1 : count == 1;
        if (fits && str_is(n->pub.text, str_from(INLINE[i].name))) return &INLINE[i];
    }
    return NULL;
}

static void compile_inline(Compiler *c, const Node *n, const InlineRow *row, uint32_t dest) {
    uint32_t mark = c->body->next_register, left = compile_operand(c, node_child(n, 0));
    if (!row->is_chain) emit_count(c, emit(c, row->op, dest, left, 0, n), 1);
    for (size_t i = 1; i < n->pub.child_count && row->is_chain; i++) {
        uint32_t inner = c->body->next_register, right = compile_operand(c, node_child(n, i));
        c->body->next_register = inner;
        emit_count(c, emit(c, row->op, dest, left, right, n), i);
        left = dest;
    }
    c->body->next_register = mark;
}

// ---- calls --------------------------------------------------------------------------------------

void compile_call(Compiler *c, const Node *n, uint32_t dest) {
    const InlineRow *row = inline_of(n);
    if (row) {
        compile_inline(c, n, row, dest);
        return;
    }
    uint32_t mark = c->body->next_register, count = (uint32_t)n->pub.child_count;
    uint32_t first = take_registers(c, count);
    for (uint32_t i = 0; i < count; i++) compile_into(c, node_child(n, i), first + i);
    *VEC_ADD(c->arena, &c->builtins) = n->builtin;
    size_t call = emit(c, OP_CALL_BUILTIN, dest, first, (uint32_t)(c->builtins.count - 1), n);
    emit_count(c, call, count);
    c->body->next_register = mark;
}

void compile_call_value(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register, count = (uint32_t)n->pub.child_count;
    uint32_t first = take_registers(c, count), names = NO_TABLE;
    for (uint32_t i = 0; i < count; i++) compile_into(c, node_child(n, i), first + i);
    if (n->names) {
        *VEC_ADD(c->arena, &c->tables) = (KeyTable){n->names, count - 1};
        names = (uint32_t)(c->tables.count - 1);
    }
    emit_count(c, emit(c, OP_CALL, dest, first, names, n), count - 1);
    c->body->next_register = mark;
}

void compile_function(Compiler *c, const Node *n, uint32_t dest) {
    FeelProto *proto = compile_body(c, node_child(n, 0), n, n->locals, n->local_count);
    proto->parameter_names = n->names;
    proto->parameter_types = n->types;
    *VEC_ADD(c->arena, &c->protos) = proto;
    emit(c, OP_CLOSURE, dest, 0, (uint32_t)(c->protos.count - 1), n);
}
