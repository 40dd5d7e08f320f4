// feel/estimate.c - straight code on columns of doubles, for simulation
//
// Rows go through the code as row_flow.h says, a block at a time. Null is NaN: arithmetic carries
// it on by itself, comparisons and logic are ternary as in FEEL.
#include "base/wide.h"
#include "feel/estimate_quotient.h"
#include "feel/row_flow.h"

#include <assert.h>
#include <math.h>

enum { ROWS = FEEL_COLUMN_ROWS, OPERANDS_MAX = 64, ARGUMENTS_MAX = 3 };
enum { CONSTANTS_MAX = 2 * OPERANDS_MAX };

// ---- kernels ------------------------------------------------------------------------------------

typedef void Kernel(const double *restrict a, const double *restrict b, double *restrict ret);

#define KERNEL(name, expression)                                                                   \
    WIDE static void name(const double *restrict a, const double *restrict b,                      \
                          double *restrict ret) {                                                  \
        (void)b;                                                                                   \
        for (size_t i = 0; i < ROWS; i++) ret[i] = (expression);                                   \
    }
#define TERNARY(holds) (isunordered(a[i], b[i]) ? (double)NAN : (double)((holds) ? 1 : 0))
#define IS_SAME ((isnan(a[i]) && isnan(b[i])) || a[i] == b[i])

KERNEL(add, a[i] + b[i])
KERNEL(subtract, a[i] - b[i])
KERNEL(multiply, a[i] * b[i])
KERNEL(divide, b[i] == 0 ? (double)NAN : a[i] / b[i])
KERNEL(raise, a[i] == 0 && b[i] < 0 ? (double)NAN : pow(a[i], b[i]))
KERNEL(negate, -a[i])
KERNEL(least, isnan(a[i]) ? a[i] : b[i] > a[i] ? a[i] : b[i])
KERNEL(most, isnan(a[i]) ? a[i] : b[i] < a[i] ? a[i] : b[i])
KERNEL(equal, IS_SAME ? 1 : 0)
KERNEL(not_equal, IS_SAME ? 0 : 1)
KERNEL(less, TERNARY(a[i] < b[i]))
KERNEL(less_equal, TERNARY(a[i] <= b[i]))
KERNEL(greater, TERNARY(a[i] > b[i]))
KERNEL(greater_equal, TERNARY(a[i] >= b[i]))
KERNEL(both, a[i] == 0 || b[i] == 0 ? 0 : TERNARY(true))
KERNEL(either, a[i] == 1 || b[i] == 1 ? 1 : TERNARY(false))
KERNEL(negation, isnan(a[i]) ? a[i] : 1 - a[i])
KERNEL(magnitude, fabs(a[i]))
KERNEL(root, a[i] < 0 ? (double)NAN : sqrt(a[i]))
KERNEL(exponential, exp(a[i]))
KERNEL(logarithm, a[i] > 0 ? log(a[i]) : (double)NAN)
KERNEL(floored, floor(a[i]))
KERNEL(ceiled, ceil(a[i]))

// Apart, lest the compiler know how few they are and move them one by one.
WIDE static void copy(const double *restrict from, size_t count, double *restrict to) {
    for (size_t i = 0; i < count; i++) to[i] = from[i];
}

// There is nothing between bounds that cross.
WIDE static void void_crossed(const double *restrict low, const double *restrict high,
                              double *restrict ret) {
    for (size_t i = 0; i < ROWS; i++) ret[i] = low[i] > high[i] ? (double)NAN : ret[i];
}

static Kernel *const KERNELS[OP_RETURN] = {
    [OP_ADD] = add,
    [OP_SUBTRACT] = subtract,
    [OP_MULTIPLY] = multiply,
    [OP_DIVIDE] = divide,
    [OP_POWER] = raise,
    [OP_NEGATE] = negate,
    [OP_MIN] = least,
    [OP_MAX] = most,
    [OP_ABS] = magnitude,
    [OP_EQUAL] = equal,
    [OP_NOT_EQUAL] = not_equal,
    [OP_LESS] = less,
    [OP_LESS_EQUAL] = less_equal,
    [OP_GREATER] = greater,
    [OP_GREATER_EQUAL] = greater_equal,
    [OP_UNLESS_EQUAL] = equal,
    [OP_UNLESS_NOT_EQUAL] = not_equal,
    [OP_UNLESS_LESS] = less,
    [OP_UNLESS_LESS_EQUAL] = less_equal,
    [OP_UNLESS_GREATER] = greater,
    [OP_UNLESS_GREATER_EQUAL] = greater_equal,
    [OP_AND] = both,
    [OP_OR] = either,
    [OP_NOT] = negation,
};

// ---- the machine --------------------------------------------------------------------------------

typedef struct Estimator {
    Arena *arena;
    RowFlow flow;
    double *registers[REGISTERS_IN_COLUMNS]; // rows of `pool`
    double *made;                            // the row of `pool` that is free
    double pool[REGISTERS_IN_COLUMNS + 1][ROWS];
    double same[OPERANDS_MAX][ROWS];    // slots that are the same in all rows
    double filled[CONSTANTS_MAX][ROWS]; // a row for each constant met, kept for other codes
    double constants[CONSTANTS_MAX];
    size_t constant_count;
    const double *rows[OPERANDS_MAX]; // of the code's constants
    double work[ROWS];
    uint8_t truth[ROWS], held[ROWS];
    const FeelCode *code;
    const double *slots[OPERANDS_MAX]; // of the block, by number among the code's slots
} Estimator;

void estimator_free(Estimator *e) {
    if (e) arena_free(e->arena);
}

static Estimator *estimator_of(FeelMachine *m) {
    if (m->estimator) return m->estimator;
    Arena *a = arena_new();
    m->estimator = ARENA_NEW(a, Estimator);
    m->estimator->arena = a;
    for (size_t i = 0; i < REGISTERS_IN_COLUMNS; i++)
        m->estimator->registers[i] = m->estimator->pool[i];
    m->estimator->made = m->estimator->pool[REGISTERS_IN_COLUMNS];
    return m->estimator;
}

static size_t slot_number(const FeelCode *code, uint32_t slot) {
    size_t k = 0;
    while (code->slots[k] != slot) k++;
    return k;
}

static const double *operand_of(const Estimator *e, uint32_t operand) {
    uint32_t index = operand & OPERAND_INDEX;
    if (operand & OPERAND_OUTER) return e->slots[slot_number(e->code, index)];
    return operand & OPERAND_CONSTANT ? e->rows[index] : e->registers[index];
}

// ---- what can be estimated ----------------------------------------------------------------------

typedef struct CallRow {
    const char *name;
    size_t count;
    Kernel *kernel; // NULL: clamp
} CallRow;

static const CallRow CALLS[] = {
    {"sqrt", 1, root},     {"exp", 1, exponential}, {"log", 1, logarithm},
    {"floor", 1, floored}, {"ceiling", 1, ceiled},  {"clamp", 3, NULL},
};

static const CallRow *call_of(const Builtin *b, size_t count) {
    for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++)
        if (CALLS[i].count == count && strcmp(CALLS[i].name, b->doc.name) == 0) return &CALLS[i];
    return NULL;
}

static bool is_number_like(const FeelValue *v) {
    return v->kind == FEEL_NUMBER || v->kind == FEEL_BOOLEAN || v->kind == FEEL_NULL;
}

static double double_of(FeelValue v) {
    if (v.kind == FEEL_NUMBER) return dec_to_double(v.number);
    return v.kind == FEEL_BOOLEAN ? v.boolean : (double)NAN;
}

static bool is_fit(const FeelCode *code, uint32_t operand) {
    uint32_t index = operand & OPERAND_INDEX;
    bool is_constant = operand >> 30 == 1;
    return !is_constant || (index < OPERANDS_MAX && is_number_like(&code->constants[index]));
}

static bool has_one_operand(const Instruction *i) {
    return i->op == OP_NEGATE || i->op == OP_ABS || i->op == OP_NOT;
}

// An instruction that has a kernel, on numbers and booleans.
static bool is_estimable(const FeelCode *code, const Instruction *i) {
    switch ((int)i->op) {
    case OP_JUMP: return true;
    case OP_MOVE:
    case OP_READ:
    case OP_UNLESS:
    case OP_IF_TRUE:
    case OP_IF_FALSE:
    case OP_RETURN: return is_fit(code, i->a);
    case OP_CALL_BUILTIN: return call_of(code->builtins[i->b], i->n) != NULL;
    default: break;
    }
    return KERNELS[i->op] && is_fit(code, i->a) && (has_one_operand(i) || is_fit(code, i->b));
}

static bool can_estimate(const FeelCode *code) {
    if (!code->live || code->slot_count > OPERANDS_MAX) return false;
    for (uint32_t i = 0; i < code->main.instruction_count; i++)
        if (!is_estimable(code, &code->main.instructions[i])) return false;
    return true;
}

struct Estimates { // of the code's constants
    double *constants;
    Divisor *divisors;
};

const struct Estimates *estimate_plan(Arena *a, const FeelCode *code, size_t constant_count) {
    if (!can_estimate(code)) return NULL;
    struct Estimates *e = ARENA_NEW(a, struct Estimates);
    e->constants = ARENA_ARRAY(a, double, constant_count);
    e->divisors = ARENA_ARRAY(a, Divisor, constant_count);
    for (size_t i = 0; i < constant_count; i++) {
        e->constants[i] = double_of(code->constants[i]);
        e->divisors[i] = divisor_of(e->constants[i]);
    }
    return e;
}

// ---- running ------------------------------------------------------------------------------------

// What was made becomes the register, whose row is free then; rows that wait and will read it keep
// their values.
static void put_made(Estimator *e, uint32_t index) {
    double *into = e->registers[index];
    if (e->flow.waiting_count == 0 || !row_flow_held(&e->flow, index, e->held)) {
        e->registers[index] = e->made;
        e->made = into;
        return;
    }
    for (size_t i = 0; i < e->flow.count; i++) into[i] = e->flow.on[i] ? e->made[i] : into[i];
}

static void do_call(Estimator *e, const Instruction *i) {
    const CallRow *row = call_of(e->code->builtins[i->b], i->n);
    const double *a = e->registers[i->a];
    if (row->kernel) {
        row->kernel(a, a, e->made);
    } else {
        const double *low = e->registers[i->a + 1], *high = e->registers[i->a + 2];
        least(a, high, e->work);
        most(e->work, low, e->made);
        void_crossed(low, high, e->made);
    }
    put_made(e, i->dest);
}

static bool jump(Estimator *e, const Instruction *i) {
    const double *a = i->op == OP_JUMP ? e->made : operand_of(e, i->a);
    bool is_comparison = i->op >= OP_UNLESS_EQUAL && i->op <= OP_UNLESS_GREATER_EQUAL;
    double wanted = i->op == OP_IF_FALSE ? 0 : 1;
    if (is_comparison) {
        KERNELS[i->op](a, operand_of(e, i->b), e->made);
        a = e->made;
    }
    for (size_t k = 0; k < e->flow.count; k++) e->truth[k] = i->op != OP_JUMP && a[k] == wanted;
    bool leaves_if_so = i->op == OP_IF_TRUE || i->op == OP_IF_FALSE;
    return row_flow_part(&e->flow, i->dest, e->truth, !leaves_if_so);
}

// By the kernel of the instruction, for a block.
static void compute(const Estimator *e, const Instruction *i, double *ret) {
    const double *a = operand_of(e, i->a);
    bool by_constant = i->op == OP_DIVIDE && i->b >> 30 == 1;
    const Divisor *d = by_constant ? &e->code->estimates->divisors[i->b & OPERAND_INDEX] : NULL;
    if (!d || !quotients(d, a, ROWS, ret))
        KERNELS[i->op](a, has_one_operand(i) ? a : operand_of(e, i->b), ret);
}

static bool do_one(Estimator *e, const Instruction *i) {
    if (i->op >= OP_UNLESS_EQUAL && i->op <= OP_IF_FALSE) return jump(e, i);
    if (i->op == OP_CALL_BUILTIN) {
        do_call(e, i);
        return true;
    }
    if (i->op == OP_MOVE || i->op == OP_READ)
        copy(operand_of(e, i->a), e->flow.count, e->made);
    else
        compute(e, i, e->made);
    put_made(e, i->dest);
    return true;
}

// Is the register of the instruction what the code returns next, in all rows of a full block? Then
// it need not be copied.
static bool is_last(const Estimator *e, const Instruction *i) {
    bool is_computed = i->op < OP_UNLESS_EQUAL || i->op > OP_UNLESS_GREATER_EQUAL;
    return e->flow.waiting_count == 0 && e->flow.count == ROWS && is_computed && KERNELS[i->op] &&
           i[1].op == OP_RETURN && i[1].a == i->dest;
}

static bool run_block(Estimator *e, size_t count, double *ret) {
    const Instruction *instructions = e->code->main.instructions;
    row_flow_begin(&e->flow, e->code, NULL, count);
    for (uint32_t at = 0;; at++) {
        at = row_flow_next(&e->flow, at);
        const Instruction *i = &instructions[at];
        if (i->op == OP_RETURN) {
            copy(operand_of(e, i->a), count, ret);
            return true;
        }
        if (is_last(e, i)) {
            compute(e, i, ret);
            return true;
        }
        if (!do_one(e, i)) return false;
    }
}

static void fill(double *row, double value) {
    for (size_t i = 0; i < ROWS; i++) row[i] = value;
}

// Equal to the last bit: -0 is not 0.
static const double *row_of(Estimator *e, double constant) {
    size_t k = 0;
    while (k < e->constant_count && memcmp(&e->constants[k], &constant, sizeof constant) != 0) k++;
    if (k == e->constant_count) {
        e->constants[e->constant_count++] = constant;
        fill(e->filled[k], constant);
    }
    return e->filled[k];
}

static void begin(Estimator *e, const FeelCode *code, const FeelDoubles *slots) {
    e->code = code;
    if (e->constant_count > CONSTANTS_MAX - OPERANDS_MAX) e->constant_count = 0;
    for (uint32_t i = 0; i < code->main.instruction_count; i++) {
        const Instruction *at = &code->main.instructions[i];
        uint32_t operands[] = {at->a, at->b};
        for (size_t k = 0; k < 2; k++)
            if (operands[k] >> 30 == 1 && (operands[k] & OPERAND_INDEX) < OPERANDS_MAX)
                e->rows[operands[k] & OPERAND_INDEX] =
                    row_of(e, code->estimates->constants[operands[k] & OPERAND_INDEX]);
    }
    for (size_t k = 0; k < code->slot_count; k++) {
        const FeelDoubles *from = &slots[code->slots[k]];
        e->slots[k] = e->same[k];
        if (!from->values) fill(e->same[k], from->same);
    }
}

// A block that is not full is copied, so that kernels may go through all rows of a block.
static void take_block(Estimator *e, const FeelDoubles *slots, size_t first, size_t count) {
    for (size_t k = 0; k < e->code->slot_count; k++) {
        const double *values = slots[e->code->slots[k]].values;
        if (!values) continue;
        e->slots[k] = values + first;
        if (count == ROWS) continue;
        memcpy(e->same[k], values + first, count * sizeof *values);
        e->slots[k] = e->same[k];
    }
}

bool feel_estimate(FeelMachine *m, const FeelCode *code, const FeelDoubles *slots, size_t count,
                   double *ret) {
    if (!code->estimates) return false;
    Estimator *e = estimator_of(m);
    begin(e, code, slots);
    for (size_t first = 0; first < count; first += ROWS) {
        size_t rows = count - first < ROWS ? count - first : ROWS;
        take_block(e, slots, first, rows);
        if (!run_block(e, rows, ret + first)) return false;
    }
    return true;
}

// ---- deviation ----------------------------------------------------------------------------------

static FeelValue exact_value(const FeelDoubles *from, size_t row, bool is_boolean) {
    double d = from->values ? from->values[row] : from->same;
    if (!isfinite(d)) return feel_null();
    return is_boolean ? feel_boolean(d != 0) : feel_number(dec_from_double(d));
}

static double deviation(double estimate, FeelValue exact) {
    double value = double_of(exact);
    if (isnan(estimate) || isnan(value)) return isnan(estimate) == isnan(value) ? 0 : INFINITY;
    return fabs(estimate - value) / fmax(1, fabs(value));
}

// Slots that the tree reads as booleans.
static void mark_booleans(const FeelNode *n, bool *is_boolean, const FeelCode *code) {
    if (n->kind == FEEL_NODE_NAME && n->type && n->type->kind == FEEL_BOOLEAN)
        is_boolean[slot_number(code, n->slot)] = true;
    for (size_t i = 0; i < n->child_count; i++) mark_booleans(n->children[i], is_boolean, code);
}

double feel_estimate_deviation(FeelMachine *m, const FeelCode *code, const FeelDoubles *slots,
                               size_t count, const double *estimates, size_t sample) {
    Arena *a = arena_new();
    size_t slot_end = code->slot_count ? code->slots[code->slot_count - 1] + 1u : 1;
    FeelValue *values = ARENA_ARRAY(a, FeelValue, slot_end);
    bool *is_boolean = ARENA_ARRAY(a, bool, code->slot_count);
    double largest = 0;
    mark_booleans(feel_code_tree(code), is_boolean, code);
    if (sample > count) sample = count;
    for (size_t i = 0; i < sample; i++) {
        size_t row = i * count / sample;
        for (size_t k = 0; k < code->slot_count; k++) {
            uint32_t slot = code->slots[k];
            values[slot] = exact_value(&slots[slot], row, is_boolean[k]);
        }
        double d = deviation(estimates[row], feel_run(m, code, values));
        if (d > largest) largest = d;
    }
    arena_free(a);
    return largest;
}
