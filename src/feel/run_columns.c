// feel/run_columns.c - straight code run on many rows at once
//
// Rows go through the code as row_flow.h says. A register may hold the values of rows that wait:
// what is written then is merged into it, but only if one of them will read it (`live`). Whatever
// has no kernel is done row by row by the machine's own operation. The first null, fault or value
// of an unlike kind ends it all: the caller runs the machine.
#include "feel/column.h"
#include "feel/row_flow.h"

#include <assert.h>

// ---- the machine for columns --------------------------------------------------------------------

typedef struct Register {
    FeelColumn column;
    bool is_set;
    ColumnSpace space;
} Register;

typedef struct ColumnMachine {
    Arena *arena; // it lies in
    Register registers[REGISTERS_IN_COLUMNS];
    RowFlow flow;
    uint8_t held[FEEL_COLUMN_ROWS], truth[FEEL_COLUMN_ROWS];
    ColumnSpace spaces[COLUMN_SPACES], made;
    FeelColumn arguments[BUILTIN_PARAMS_MAX];
    size_t count; // of rows
    FeelMachine *machine;
    const FeelCode *code;
    const FeelColumn *slots;
} ColumnMachine;

void columns_free(ColumnMachine *c) {
    if (c) arena_free(c->arena);
}

static ColumnMachine *machine_for(FeelMachine *m) {
    if (m->columns) return m->columns;
    Arena *a = arena_new();
    m->columns = ARENA_NEW(a, ColumnMachine);
    m->columns->arena = a;
    return m->columns;
}

static ColumnRows rows_of(const ColumnMachine *c) {
    return (ColumnRows){c->count, c->flow.on};
}

static FeelColumn operand_of(const ColumnMachine *c, uint32_t operand) {
    uint32_t index = operand & OPERAND_INDEX;
    if (operand & OPERAND_OUTER) return c->slots[index];
    if (operand & OPERAND_CONSTANT)
        return (FeelColumn){.form = FEEL_FORM_SAME, .same = c->code->constants[index]};
    return c->registers[index].column;
}

// ---- results ------------------------------------------------------------------------------------

// `made` may lie in c->made; a register never refers to what may be made anew.
static bool put(ColumnMachine *c, uint32_t index, const FeelColumn *made) {
    Register *r = &c->registers[index];
    if (r->is_set && row_flow_held(&c->flow, index, c->held)) {
        ColumnMerge m = {rows_of(c), {c->count, c->held}, c->spaces};
        return column_merge(&r->column, &r->space, made, m);
    }
    column_copy(made, c->count, &r->space, &r->column);
    r->is_set = true;
    return true;
}

static bool put_truth(ColumnMachine *c, uint32_t index) {
    for (size_t i = 0; i < c->count; i++) c->made.numbers[i] = c->truth[i];
    FeelColumn made = {.form = FEEL_FORM_SMALL, .kind = FEEL_BOOLEAN, .numbers = c->made.numbers};
    return put(c, index, &made);
}

// ---- row by row ---------------------------------------------------------------------------------

static FeelValue operate(FeelMachine *m, const Instruction *i, const Builtin *const *builtins,
                         FeelValue *v) {
    switch ((int)i->op) {
    case OP_NEGATE: return operate_negate(m, v[0]);
    case OP_PATH: return operate_path(m, v[0], v[1].string, i->n);
    case OP_IN: return operate_in(m, v[0], v[1]);
    case OP_CALL_BUILTIN: return call_builtin(m, builtins[i->b], v, i->n);
    default: break;
    }
    return i->op <= OP_POWER ? operate_arithmetic(m, (Op)i->op, v[0], v[1])
                             : operate_compare(m, (Op)i->op, v[0], v[1]);
}

static bool is_same_for_all(const FeelColumn *columns, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (columns[k].form != FEEL_FORM_SAME) return false;
    return true;
}

// The result, if it is one value of a kind that a column holds.
static bool is_plain(FeelValue v) {
    return v.kind == FEEL_NUMBER || v.kind == FEEL_BOOLEAN || v.kind == FEEL_DATE;
}

static bool do_rows(ColumnMachine *c, const Instruction *i, const FeelColumn *columns,
                    size_t column_count) {
    FeelMachine *m = c->machine;
    FeelValue operands[BUILTIN_PARAMS_MAX], values[FEEL_COLUMN_ROWS];
    bool is_same = is_same_for_all(columns, column_count);
    for (size_t row = 0; row < c->count; row++) {
        values[row] = feel_null();
        if (!c->flow.on[row]) continue;
        for (size_t k = 0; k < column_count; k++)
            operands[k] = feel_column_get(&columns[k], row, m->arena);
        values[row] = operate(m, i, c->code->builtins, operands);
        if (m->is_stopped || !is_plain(values[row])) return false;
        if (!is_same) continue;
        FeelColumn same = {.form = FEEL_FORM_SAME, .same = values[row]};
        return put(c, i->dest, &same);
    }
    FeelColumn all = {.form = FEEL_FORM_VALUES, .values = values}, made;
    if (!column_small(&all, rows_of(c), &c->made, &made) &&
        !column_wide(&all, rows_of(c), &c->made, &made))
        return false;
    return put(c, i->dest, &made);
}

// ---- instructions -------------------------------------------------------------------------------

static bool do_move(ColumnMachine *c, const Instruction *i) {
    FeelColumn from = operand_of(c, i->a);
    if (from.form == FEEL_FORM_SAME && from.same.kind == FEEL_NULL) return false;
    // A constant text is chosen among the constants, so that branches can choose different ones.
    if (from.form == FEEL_FORM_SAME && from.same.kind == FEEL_STRING && i->a & OPERAND_CONSTANT) {
        for (size_t k = 0; k < c->count; k++) c->made.numbers[k] = i->a & OPERAND_INDEX;
        from = (FeelColumn){
            .form = FEEL_FORM_CHOSEN, .numbers = c->made.numbers, .values = c->code->constants};
    }
    return put(c, i->dest, &from);
}

static bool do_arithmetic(ColumnMachine *c, const Instruction *i) {
    FeelColumn both[] = {operand_of(c, i->a), operand_of(c, i->b)}, made;
    if (!is_same_for_all(both, 2) &&
        column_arithmetic((Op)i->op, &both[0], &both[1], rows_of(c), c->spaces, &c->made, &made))
        return put(c, i->dest, &made);
    return do_rows(c, i, both, 2);
}

static bool do_extreme(ColumnMachine *c, const Instruction *i) {
    FeelColumn both[] = {operand_of(c, i->a), operand_of(c, i->b)}, made;
    return column_extreme((Op)i->op, &both[0], &both[1], rows_of(c), c->spaces, &c->made, &made) &&
           put(c, i->dest, &made);
}

static bool do_compare(ColumnMachine *c, const Instruction *i) {
    FeelColumn both[] = {operand_of(c, i->a), operand_of(c, i->b)};
    if (!is_same_for_all(both, 2) &&
        column_compare((Op)i->op, &both[0], &both[1], rows_of(c), c->spaces, c->truth))
        return put_truth(c, i->dest);
    return do_rows(c, i, both, 2);
}

static bool do_negate(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), made = a;
    if (a.form != FEEL_FORM_SMALL || a.kind != FEEL_NUMBER) return do_rows(c, i, &a, 1);
    made.numbers = c->made.numbers;
    for (size_t k = 0; k < c->count; k++)
        c->made.numbers[k] = (int64_t)(0 - (uint64_t)a.numbers[k]);
    return put(c, i->dest, &made);
}

static bool do_abs(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), made;
    if (!column_small(&a, rows_of(c), &c->spaces[0], &made) || made.kind != FEEL_NUMBER)
        return false;
    for (size_t k = 0; k < c->count; k++) {
        int64_t number = made.numbers[k];
        c->made.numbers[k] = number < 0 ? (int64_t)(0 - (uint64_t)number) : number;
    }
    made.numbers = c->made.numbers;
    return put(c, i->dest, &made);
}

static bool do_two(ColumnMachine *c, const Instruction *i) {
    FeelColumn both[] = {operand_of(c, i->a), operand_of(c, i->b)};
    return do_rows(c, i, both, 2);
}

static bool do_logic(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), b = operand_of(c, i->b), x, y;
    if (!column_small(&a, rows_of(c), &c->spaces[0], &x) || x.kind != FEEL_BOOLEAN ||
        !column_small(&b, rows_of(c), &c->spaces[1], &y) || y.kind != FEEL_BOOLEAN)
        return false;
    for (size_t k = 0; k < c->count; k++)
        c->truth[k] =
            (i->op == OP_AND ? x.numbers[k] & y.numbers[k] : x.numbers[k] | y.numbers[k]) != 0;
    return put_truth(c, i->dest);
}

static bool do_not(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), x;
    if (!column_small(&a, rows_of(c), &c->spaces[0], &x) || x.kind != FEEL_BOOLEAN) return false;
    for (size_t k = 0; k < c->count; k++) c->truth[k] = x.numbers[k] == 0;
    return put_truth(c, i->dest);
}

static bool do_call(ColumnMachine *c, const Instruction *i) {
    FeelColumn made;
    if (i->n > BUILTIN_PARAMS_MAX) return false;
    for (uint32_t k = 0; k < i->n; k++) c->arguments[k] = operand_of(c, i->a + k);
    if (!is_same_for_all(c->arguments, i->n) &&
        column_call(c->code->builtins[i->b], c->arguments, i->n, rows_of(c), c->spaces, &c->made,
                    &made))
        return put(c, i->dest, &made);
    return do_rows(c, i, c->arguments, i->n);
}

// ---- jumps --------------------------------------------------------------------------------------

static bool part(ColumnMachine *c, uint32_t target, uint8_t stays) {
    return row_flow_part(&c->flow, target, c->truth, stays);
}

static bool do_jump(ColumnMachine *c, const Instruction *i) {
    memset(c->truth, 0, c->count);
    return part(c, i->dest, 1);
}

static bool do_condition(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), x;
    if (!column_small(&a, rows_of(c), &c->spaces[0], &x) || x.kind != FEEL_BOOLEAN) return false;
    for (size_t k = 0; k < c->count; k++) c->truth[k] = x.numbers[k] != 0;
    return part(c, i->dest, i->op != OP_IF_TRUE);
}

static bool do_unless(ColumnMachine *c, const Instruction *i) {
    FeelColumn a = operand_of(c, i->a), b = operand_of(c, i->b);
    Op op = (Op)(i->op - OP_UNLESS_EQUAL + OP_EQUAL);
    return column_compare(op, &a, &b, rows_of(c), c->spaces, c->truth) && part(c, i->dest, 1);
}

// ---- the loop -----------------------------------------------------------------------------------

typedef bool Do(ColumnMachine *c, const Instruction *i);

static Do *const DO[OP_RETURN] = {
    [OP_MOVE] = do_move,
    [OP_READ] = do_move,
    [OP_ADD] = do_arithmetic,
    [OP_SUBTRACT] = do_arithmetic,
    [OP_MULTIPLY] = do_arithmetic,
    [OP_DIVIDE] = do_arithmetic,
    [OP_POWER] = do_arithmetic,
    [OP_NEGATE] = do_negate,
    [OP_MIN] = do_extreme,
    [OP_MAX] = do_extreme,
    [OP_ABS] = do_abs,
    [OP_EQUAL] = do_compare,
    [OP_NOT_EQUAL] = do_compare,
    [OP_LESS] = do_compare,
    [OP_LESS_EQUAL] = do_compare,
    [OP_GREATER] = do_compare,
    [OP_GREATER_EQUAL] = do_compare,
    [OP_UNLESS_EQUAL] = do_unless,
    [OP_UNLESS_NOT_EQUAL] = do_unless,
    [OP_UNLESS_LESS] = do_unless,
    [OP_UNLESS_LESS_EQUAL] = do_unless,
    [OP_UNLESS_GREATER] = do_unless,
    [OP_UNLESS_GREATER_EQUAL] = do_unless,
    [OP_JUMP] = do_jump,
    [OP_UNLESS] = do_condition,
    [OP_IF_TRUE] = do_condition,
    [OP_IF_FALSE] = do_condition,
    [OP_AND] = do_logic,
    [OP_OR] = do_logic,
    [OP_NOT] = do_not,
    [OP_PATH] = do_two,
    [OP_IN] = do_two,
    [OP_CALL_BUILTIN] = do_call,
};

static bool run(ColumnMachine *c, Frame *f, FeelColumn *ret) {
    const Instruction *instructions = c->code->main.instructions;
    for (uint32_t at = 0;; at++) {
        at = row_flow_next(&c->flow, at);
        const Instruction *i = f->at = &instructions[at];
        if (i->op == OP_RETURN) {
            *ret = operand_of(c, i->a);
            return ret->form != FEEL_FORM_SAME || ret->same.kind != FEEL_NULL;
        }
        if (!DO[i->op](c, i)) return false;
    }
}

bool feel_run_columns(FeelMachine *m, const FeelCode *code, const FeelColumn *columns,
                      const uint8_t *on, size_t count, FeelColumn *ret) {
    assert(count <= FEEL_COLUMN_ROWS);
    if (!code->live || count == 0 || (on && !memchr(on, 1, count))) return false;
    ColumnMachine *c = machine_for(m);
    feel_machine_reset(m);
    Frame *f = machine_push(m, &code->main, NULL, feel_null());
    if (!f) return false;
    c->machine = m;
    c->code = code;
    c->slots = columns;
    c->count = count;
    row_flow_begin(&c->flow, code, on, count);
    for (uint32_t i = 0; i < code->main.register_count; i++) c->registers[i].is_set = false;
    bool done = run(c, f, ret);
    feel_machine_reset(m);
    return done;
}
