// feel/run.c - the loop that runs instructions
//
// Numbers are computed here; whatever else the operands are goes to operate.c. Straight code always
// ends, so steps are counted only where a loop turns back and where a function is entered.
#include "feel/code.h"

static inline bool are_numbers(const FeelValue *a, const FeelValue *b) {
    return (a->kind == FEEL_NUMBER) & (b->kind == FEEL_NUMBER);
}

static inline void set_number(FeelValue *v, Dec d) {
    *v = (FeelValue){.kind = FEEL_NUMBER, .number = d};
}

static inline void set_boolean(FeelValue *v, bool b) {
    *v = (FeelValue){.kind = FEEL_BOOLEAN, .boolean = b};
}

static inline bool is_true(const FeelValue *v) {
    return v->kind == FEEL_BOOLEAN && v->boolean;
}

static inline bool is_false(const FeelValue *v) {
    return v->kind == FEEL_BOOLEAN && !v->boolean;
}

// Does `a op b` hold, for op given as its distance from OP_EQUAL?
static inline bool order_holds(int op, int order) {
    static const uint8_t HOLDS[] = {2, 5, 1, 3, 4, 6}; // bits: less, equal, greater
    return HOLDS[op] >> (order + 1) & 1;
}

static inline void arithmetic(FeelMachine *m, Op op, const FeelValue *a, const FeelValue *b,
                              FeelValue *dest) {
    Dec d;
    if (are_numbers(a, b)) {
        bool done = op == OP_ADD        ? dec_add(a->number, b->number, &d)
                    : op == OP_SUBTRACT ? dec_sub(a->number, b->number, &d)
                    : op == OP_MULTIPLY ? dec_mul(a->number, b->number, &d)
                    : op == OP_DIVIDE   ? dec_div(a->number, b->number, &d)
                                        : dec_pow(a->number, b->number, &d);
        if (done) {
            set_number(dest, d);
            return;
        }
    }
    *dest = operate_arithmetic(m, op, *a, *b);
}

static inline void compare(FeelMachine *m, Op op, const FeelValue *a, const FeelValue *b,
                           FeelValue *dest) {
    if (are_numbers(a, b))
        set_boolean(dest, order_holds((int)op - OP_EQUAL, dec_compare(a->number, b->number)));
    else
        *dest = operate_compare(m, op, *a, *b);
}

static inline bool holds(FeelMachine *m, Op op, const FeelValue *a, const FeelValue *b) {
    if (are_numbers(a, b))
        return order_holds((int)op - OP_EQUAL, dec_compare(a->number, b->number));
    FeelValue v = operate_compare(m, op, *a, *b);
    return is_true(&v);
}

static FeelValue by_builtin(FeelMachine *m, FeelValue a, FeelValue b, size_t count) {
    FeelValue args[] = {a, b};
    return call_builtin(m, machine_node(m)->builtin, args, count);
}

// The lesser of two numbers for `sign` -1, the greater for 1.
static inline void extreme(FeelMachine *m, int sign, const FeelValue *a, const FeelValue *b,
                           FeelValue *dest) {
    if (!are_numbers(a, b)) {
        const Instruction *i = m->frames[m->frame_count - 1].at;
        if (a->kind == FEEL_NULL)
            *dest = machine_null(m, *a, i->a, i->n - 1u);
        else if (b->kind == FEEL_NULL)
            *dest = machine_null(m, *b, i->b, i->n);
        else
            *dest = by_builtin(m, *a, *b, 2);
        return;
    }
    *dest = dec_compare(b->number, a->number) == sign ? *b : *a;
}

static void magnitude(FeelMachine *m, const FeelValue *a, FeelValue *dest) {
    if (a->kind == FEEL_NUMBER)
        set_number(dest, dec_abs(a->number));
    else if (a->kind == FEEL_NULL)
        *dest = machine_null(m, *a, m->frames[m->frame_count - 1].at->a, 0);
    else
        *dest = by_builtin(m, *a, feel_null(), 1);
}

// A value that leaves its slot: what was said of a null in another run is cut off.
static inline FeelValue read_slot(const FeelMachine *m, const FeelValue *v) {
    FeelValue read = *v;
    if (read.kind == FEEL_NULL && !m->owns_slots) read.reason = 0;
    return read;
}

// What leaves the run with a list or as its value.
static FeelValue taken(const FeelMachine *m, const Frame *f, const Instruction *i,
                       const FeelValue *v) {
    return i->a & OPERAND_OUTER && f->function.kind == FEEL_NULL ? read_slot(m, v) : *v;
}

static FeelValue closure(FeelMachine *m, const Frame *f, const FeelProto *proto,
                         const FeelValue *const *spaces) {
    size_t size = sizeof(FeelFunction) + sizeof(FeelValue) * proto->capture_count;
    if (!feel_room(m, size)) return feel_stopped(m);
    FeelFunction *function = arena_get(m->arena, size);
    FeelValue *captured = (FeelValue *)(function + 1);
    for (uint32_t i = 0; i < proto->capture_count; i++) {
        uint32_t operand = proto->captures[i];
        const FeelValue *v = &spaces[operand >> 30][operand & OPERAND_INDEX];
        captured[i] =
            operand & OPERAND_OUTER && f->function.kind == FEEL_NULL ? read_slot(m, v) : *v;
    }
    *function = (FeelFunction){.proto = proto, .captured = captured};
    FeelValue v = {.kind = FEEL_FUNCTION, .function = function};
    feel_measure(&v, captured, proto->capture_count);
    if (v.depth > FEEL_VALUE_DEPTH_MAX || v.weight > FEEL_VALUE_WEIGHT_MAX)
        return machine_stop(m, MSG("functions hold too many values"));
    return v;
}

static FeelValue context(FeelMachine *m, const KeyTable *table, const FeelValue *values) {
    if (!feel_room(m, sizeof(FeelValue) * table->count)) return feel_stopped(m);
    FeelValue *kept = arena_copy(m->arena, values, sizeof(FeelValue) * table->count);
    return feel_context_of(m, table->keys, kept, table->count);
}

static bool begin_iteration(FeelMachine *m, const Instruction *i, FeelValue *state,
                            const FeelValue *a, const FeelValue *b) {
    return i->n ? iterate_begin_bare(m, state, *a, *b) : iterate_begin(m, state, *a);
}

// See compile_filter: kept items, the three registers of the state, the item. True if the condition
// is a number, which makes the filter an index.
static bool keep(FeelMachine *m, FeelValue *kept, const FeelValue *condition) {
    if (is_true(condition)) list_append(m, kept, kept[1 + ITERATION_REGISTERS]);
    if (condition->kind != FEEL_NUMBER) return false;
    *kept = list_index(m, kept[1], *condition);
    return true;
}

static bool entry(const FeelValue *of, Str key, FeelValue *dest) {
    bool found = false;
    FeelValue v = of->kind == FEEL_CONTEXT ? feel_context_get(of->context, key, &found) : *of;
    if (found) *dest = v;
    return found;
}

// Enters the function in `callee`, whose arguments follow it. False if there is nothing to enter:
// *dest then has the value of the call.
static bool enter(FeelMachine *m, const Instruction *i, const KeyTable *names, FeelValue *callee,
                  FeelValue *dest) {
    if (callee->kind != FEEL_FUNCTION) {
        Str kind = str_from(callee->kind ? feel_kind_name((FeelKind)callee->kind) : "null");
        *dest = feel_fault(m, FEEL_WRONG_TYPE, MSG("{1} is not a function", kind));
        return false;
    }
    const FeelFunction *function = callee->function;
    FeelValue *args = callee + 1;
    if (names && !call_order(m, function, names, args, dest)) return false;
    if (!function->proto) {
        *dest = call_native(m, function, args, i->n);
        return false;
    }
    if (!call_prepare(m, function->proto, args, i->n, dest) || !feel_steps(m, 1)) return false;
    FeelValue kept = *callee;
    Frame *frame = machine_push(m, function->proto, function->captured, kept);
    if (!frame) return false;
    memcpy(frame->registers, args, sizeof *args * i->n);
    frame->dest = i->dest;
    return true;
}

static FeelValue leave_all(FeelMachine *m, uint32_t bottom) {
    while (m->frame_count >= bottom) machine_pop(m);
    return feel_stopped(m);
}

// What the loop reads of the newest frame.
typedef struct View {
    Frame *frame;
    FeelValue *registers;
    const FeelValue *spaces[OPERAND_SPACES];
    const FeelCode *code;
    const Instruction *next;
} View;

static inline View view_of(const FeelMachine *m) {
    Frame *f = &m->frames[m->frame_count - 1];
    const FeelCode *code = f->proto->code;
    return (View){f, f->registers, {f->registers, code->constants, f->outer}, code, f->at};
}

// Leaves the newest frame with its value. True if that was the bottom one.
static bool leave(FeelMachine *m, uint32_t bottom, FeelValue value) {
    uint32_t dest = m->frames[m->frame_count - 1].dest;
    machine_pop(m);
    if (m->frame_count < bottom) return true;
    Frame *f = &m->frames[m->frame_count - 1];
    f->registers[dest] = value;
    f->at++;
    return false;
}

#define A (&v.spaces[i->a >> 30][i->a & OPERAND_INDEX])
#define B (&v.spaces[i->b >> 30][i->b & OPERAND_INDEX])
#define DEST (&v.registers[i->dest])
#define JUMP_TO(target) (v.next = v.frame->proto->instructions + (target))

// Runs the newest frame, and those it enters, until it returns.
static FeelValue run(FeelMachine *m) {
    const uint32_t bottom = m->frame_count;
    View v = view_of(m);
    for (;;) {
        const Instruction *i = v.frame->at = v.next++;
        switch ((Op)i->op) {
        case OP_MOVE: *DEST = *A; break;
        case OP_READ: *DEST = read_slot(m, A); break;
        case OP_ADD: arithmetic(m, OP_ADD, A, B, DEST); break;
        case OP_SUBTRACT: arithmetic(m, OP_SUBTRACT, A, B, DEST); break;
        case OP_MULTIPLY: arithmetic(m, OP_MULTIPLY, A, B, DEST); break;
        case OP_DIVIDE: arithmetic(m, OP_DIVIDE, A, B, DEST); break;
        case OP_POWER: arithmetic(m, OP_POWER, A, B, DEST); break;
        case OP_NEGATE: *DEST = operate_negate(m, *A); break;
        case OP_MIN: extreme(m, -1, A, B, DEST); break;
        case OP_MAX: extreme(m, 1, A, B, DEST); break;
        case OP_ABS: magnitude(m, A, DEST); break;
        case OP_EQUAL:
        case OP_NOT_EQUAL:
        case OP_LESS:
        case OP_LESS_EQUAL:
        case OP_GREATER:
        case OP_GREATER_EQUAL: compare(m, (Op)i->op, A, B, DEST); break;
        case OP_UNLESS_EQUAL:
        case OP_UNLESS_NOT_EQUAL:
        case OP_UNLESS_LESS:
        case OP_UNLESS_LESS_EQUAL:
        case OP_UNLESS_GREATER:
        case OP_UNLESS_GREATER_EQUAL:
            if (!holds(m, (Op)(i->op - OP_UNLESS_EQUAL + OP_EQUAL), A, B)) JUMP_TO(i->dest);
            break;
        case OP_JUMP: JUMP_TO(i->dest); break;
        case OP_UNLESS:
            if (!is_true(A)) JUMP_TO(i->dest);
            break;
        case OP_IF_TRUE:
            if (is_true(A)) JUMP_TO(i->dest);
            break;
        case OP_IF_FALSE:
            if (is_false(A)) JUMP_TO(i->dest);
            break;
        case OP_LOOP:
            if (!feel_steps(m, i->n)) return leave_all(m, bottom);
            JUMP_TO(i->dest);
            break;
        case OP_AND: *DEST = operate_and(m, *A, *B); break;
        case OP_OR: *DEST = operate_or(m, *A, *B); break;
        case OP_NOT: *DEST = operate_not(m, *A); break;
        case OP_LIST: *DEST = list_growing(m); break;
        case OP_APPEND: list_append(m, DEST, taken(m, v.frame, i, A)); break;
        case OP_PARTIAL: *DEST = list_partial(m, *A); break;
        case OP_CONTEXT: *DEST = context(m, &v.code->tables[i->b], A); break;
        case OP_RANGE: *DEST = operate_range(m, *A, *B, i->n); break;
        case OP_CLOSURE: *DEST = closure(m, v.frame, v.code->protos[i->b], v.spaces); break;
        case OP_SELF: *DEST = v.frame->function; break;
        case OP_PATH: *DEST = operate_path(m, *A, B->string, i->n); break;
        case OP_ENTRY:
            if (!entry(A, B->string, DEST)) v.next++;
            break;
        case OP_INDEX: *DEST = list_index(m, *A, *B); break;
        case OP_IN: *DEST = operate_in(m, *A, *B); break;
        case OP_TEST: *DEST = operate_test(m, *A, *B); break;
        case OP_INSTANCE: set_boolean(DEST, type_holds(v.code->types[i->b], *A)); break;
        case OP_ITERATE:
            if (begin_iteration(m, i, DEST, A, B)) v.next++;
            break;
        case OP_NEXT:
            if (!iterate_next(&v.registers[i->a], DEST)) JUMP_TO(i->b);
            break;
        case OP_KEEP:
            if (!keep(m, DEST, A)) v.next++;
            break;
        case OP_CALL_BUILTIN:
            *DEST = call_builtin(m, v.code->builtins[i->b], &v.registers[i->a], i->n);
            if (m->is_stopped) return leave_all(m, bottom);
            break;
        case OP_CALL:
            if (enter(m, i, i->b == NO_TABLE ? NULL : &v.code->tables[i->b], &v.registers[i->a],
                      DEST))
                v = view_of(m);
            if (m->is_stopped) return leave_all(m, bottom);
            break;
        case OP_FAULT:
            *DEST = feel_fault(m, v.code->faults[i->b]->fault_code, v.code->faults[i->b]->fault);
            break;
        case OP_RETURN: {
            FeelValue value = taken(m, v.frame, i, A);
            if (leave(m, bottom, value)) return value;
            v = view_of(m);
            break;
        }
        }
    }
}

FeelValue machine_execute(FeelMachine *m, const FeelProto *proto, const FeelValue *outer,
                          FeelValue function, const FeelValue *args, size_t count) {
    Frame *f = machine_push(m, proto, outer, function);
    if (!f) return feel_stopped(m);
    if (count) memcpy(f->registers, args, sizeof *args * count);
    return run(m);
}
