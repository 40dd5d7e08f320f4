// feel/compile_loop.c - for, some, every and filters as bytecode
//
// A loop is laid out as
//
//             ITERATE state, domain
//             JUMP    failed          skipped where the domain can be iterated
//     next:   NEXT    item, state, done
//             ... body ...
//             LOOP    next
//     failed: MOVE    dest, state     the null that tells why not
//     done:
//
// and further iterators nest in the body; their `failed` leaves the whole loop.
#include "feel/compile.h"

typedef struct Loop {
    size_t failed, next; // the JUMP and the NEXT
    size_t body;
    uint32_t state;
} Loop;

static void begin_loop(Compiler *c, const Node *domain, uint32_t id, Loop *loop) {
    loop->state = take_registers(c, ITERATION_REGISTERS);
    uint32_t item = take_registers(c, 1), mark = c->body->next_register;
    bool is_bare = domain->is_bare;
    uint32_t a = compile_operand(c, is_bare ? node_child(domain, 0) : domain),
             b = is_bare ? compile_operand(c, node_child(domain, 1)) : 0;
    c->body->next_register = mark;
    emit_count(c, emit(c, OP_ITERATE, loop->state, a, b, domain), is_bare);
    loop->failed = emit(c, OP_JUMP, 0, 0, 0, domain);
    loop->next = emit(c, OP_NEXT, item, loop->state, 0, domain);
    loop->body = emit_here(c);
    bind_local(c, id, item);
}

// Ends the loops, the innermost first, and says what becomes of domains that cannot be iterated.
static void end_loops(Compiler *c, const Node *n, const Loop *loops, size_t count, uint32_t dest) {
    size_t *to_done = ARENA_ARRAY(c->arena, size_t, count);
    for (size_t i = count; i-- > 0;) {
        size_t size = emit_here(c) - loops[i].body;
        emit_count(c, emit(c, OP_LOOP, (uint32_t)loops[i].next, 0, 0, n), size);
        if (i > 0) emit_target(c, loops[i].next);
    }
    for (size_t i = 0; i < count; i++) {
        emit_target(c, loops[i].failed);
        emit(c, OP_MOVE, dest, loops[i].state, 0, n);
        to_done[i] = emit(c, OP_JUMP, 0, 0, 0, n);
    }
    for (size_t i = 0; i < count; i++) emit_target(c, to_done[i]);
    emit_target(c, loops[0].next);
}

static Loop *begin_loops(Compiler *c, const Node *n, size_t count) {
    Loop *loops = ARENA_ARRAY(c->arena, Loop, count);
    for (size_t i = 0; i < count; i++) begin_loop(c, node_child(n, i), n->locals[i], &loops[i]);
    return loops;
}

void compile_for(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register;
    size_t bound = c->body->bound.count, count = n->pub.child_count - 1;
    emit(c, OP_LIST, dest, 0, 0, n);
    Loop *loops = begin_loops(c, n, count);
    if (n->reads_bound) {
        uint32_t partial = take_registers(c, 1);
        emit(c, OP_PARTIAL, partial, dest, 0, n);
        bind_local(c, n->locals[count], partial);
    }
    emit(c, OP_APPEND, dest, compile_operand(c, node_child(n, count)), 0, n);
    end_loops(c, n, loops, count, dest);
    unbind_locals(c, bound);
    c->body->next_register = mark;
}

void compile_quantified(Compiler *c, const Node *n, uint32_t dest) {
    bool is_some = n->pub.kind == FEEL_NODE_SOME;
    uint32_t mark = c->body->next_register;
    size_t bound = c->body->bound.count, count = n->pub.child_count - 1;
    emit(c, OP_MOVE, dest, constant(c, feel_boolean(!is_some)), 0, n);
    Loop *loops = begin_loops(c, n, count);
    const Node *condition = node_child(n, count);
    uint32_t verdict = compile_operand(c, condition);
    emit(c, is_some ? OP_OR : OP_AND, dest, dest, verdict, condition);
    size_t decided = emit(c, is_some ? OP_IF_TRUE : OP_IF_FALSE, 0, dest, 0, n);
    end_loops(c, n, loops, count, dest);
    emit_target(c, decided);
    unbind_locals(c, bound);
    c->body->next_register = mark;
}

// An index that does not look at the items.
static void compile_index(Compiler *c, const Node *n, uint32_t dest) {
    uint32_t mark = c->body->next_register;
    uint32_t list = compile_operand(c, node_child(n, 0)),
             index = compile_operand(c, node_child(n, 1));
    c->body->next_register = mark;
    emit_count(c, emit(c, OP_INDEX, dest, list, index, n), 1);
}

// The kept items, the state and the item lie in neighbouring registers, as OP_KEEP wants them.
void compile_filter(Compiler *c, const Node *n, uint32_t dest) {
    const Node *condition = node_child(n, 1);
    if (node_kind(condition) == FEEL_NUMBER && !n->reads_bound) {
        compile_index(c, n, dest);
        return;
    }
    uint32_t mark = c->body->next_register, kept = take_registers(c, 1);
    size_t bound = c->body->bound.count;
    Loop loop;
    emit(c, OP_LIST, kept, 0, 0, n);
    begin_loop(c, node_child(n, 0), n->locals[0], &loop);
    emit(c, OP_KEEP, kept, compile_operand(c, condition), 0, n);
    size_t is_index = emit(c, OP_JUMP, 0, 0, 0, n);
    end_loops(c, n, &loop, 1, kept);
    emit_target(c, is_index);
    emit(c, OP_MOVE, dest, kept, 0, n);
    unbind_locals(c, bound);
    c->body->next_register = mark;
}
