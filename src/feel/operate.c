// feel/operate.c - operators on values of any kind; what does not fit is null with its reason
#include "feel/code.h"

// The nulls of operands: their own reason, or that they are null.
static FeelValue left_null(FeelMachine *m, FeelValue v) {
    const Instruction *i = m->frames[m->frame_count - 1].at;
    return machine_null(m, v, i->a, i->n - 1u);
}

static FeelValue right_null(FeelMachine *m, FeelValue v) {
    const Instruction *i = m->frames[m->frame_count - 1].at;
    return machine_null(m, v, i->b, i->n);
}

static Str kind_text(FeelValue v) {
    return str_from(v.kind == FEEL_NULL ? "null" : feel_kind_name((FeelKind)v.kind));
}

static FeelValue wrong_operands(FeelMachine *m, const char *op, FeelValue a, FeelValue b) {
    return feel_fault(
        m, FEEL_WRONG_TYPE,
        MSG("\"{1}\" does not go between {2} and {3}", str_from(op), kind_text(a), kind_text(b)));
}

// ---- arithmetic ---------------------------------------------------------------------------------

static FeelValue joined(FeelMachine *m, Str a, Str b) {
    if (!feel_steps(m, (a.size + b.size) / 16)) return feel_stopped(m);
    char *bytes = feel_bytes(m, a.size + b.size);
    if (!bytes) return feel_stopped(m);
    if (a.size) memcpy(bytes, a.at, a.size);
    if (b.size) memcpy(bytes + a.size, b.at, b.size);
    return feel_string((Str){bytes, a.size + b.size});
}

typedef bool TemporalOperation(FeelMachine *m, FeelValue a, FeelValue b, FeelValue *ret);

typedef struct ArithmeticRow {
    const char *mark;
    TemporalOperation *temporal;
} ArithmeticRow;

static const ArithmeticRow ROWS[] = {
    [OP_ADD] = {"+", feel_temporal_add},
    [OP_SUBTRACT] = {"-", feel_temporal_subtract},
    [OP_MULTIPLY] = {"*", feel_temporal_multiply},
    [OP_DIVIDE] = {"/", feel_temporal_divide},
    [OP_POWER] = {"**", NULL},
};

// The numbers that the fast path could not give a result for.
static FeelValue no_number(FeelMachine *m, Op op, FeelValue b) {
    if (op == OP_DIVIDE && dec_is_zero(b.number)) {
        const Node *divisor = node_child(machine_node(m), 1);
        Str text = str_part(m->frames[m->frame_count - 1].proto->code->text, divisor->pub.offset,
                            divisor->pub.size);
        return feel_fault(m, FEEL_DIVISION_BY_ZERO,
                          MSG("cannot divide by \"{1}\", which is 0", text));
    }
    return feel_fault(
        m, FEEL_OUT_OF_RANGE,
        MSG("\"{1}\" has no result that can be represented", str_from(ROWS[op].mark)));
}

FeelValue operate_arithmetic(FeelMachine *m, Op op, FeelValue a, FeelValue b) {
    FeelValue result;
    if (a.kind == FEEL_NULL) return left_null(m, a);
    if (b.kind == FEEL_NULL) return right_null(m, b);
    if (a.kind == FEEL_NUMBER && b.kind == FEEL_NUMBER) return no_number(m, op, b);
    if (op == OP_ADD && a.kind == FEEL_STRING && b.kind == FEEL_STRING)
        return joined(m, a.string, b.string);
    if (ROWS[op].temporal && ROWS[op].temporal(m, a, b, &result)) return result;
    return wrong_operands(m, ROWS[op].mark, a, b);
}

FeelValue operate_negate(FeelMachine *m, FeelValue a) {
    FeelValue result;
    if (a.kind == FEEL_NUMBER) return feel_number(dec_negate(a.number));
    if (a.kind == FEEL_NULL) return left_null(m, a);
    if (feel_temporal_negate(m, a, &result)) return result;
    return feel_fault(m, FEEL_WRONG_TYPE,
                      MSG("\"-\" wants a number or duration, not {1}", kind_text(a)));
}

// ---- comparison ---------------------------------------------------------------------------------

static FeelValue equality(FeelMachine *m, Op op, FeelValue a, FeelValue b) {
    uint32_t weight_a = feel_weight(a), weight_b = feel_weight(b);
    if (!feel_steps(m, (weight_a < weight_b ? weight_a : weight_b) / 4)) return feel_stopped(m);
    FeelValue v = feel_equal(a, b);
    if (v.kind == FEEL_NULL) return wrong_operands(m, op == OP_EQUAL ? "=" : "!=", a, b);
    return op == OP_EQUAL ? v : feel_boolean(!v.boolean);
}

FeelValue operate_compare(FeelMachine *m, Op op, FeelValue a, FeelValue b) {
    static const char *const MARKS[] = {
        [OP_LESS] = "<", [OP_LESS_EQUAL] = "<=", [OP_GREATER] = ">", [OP_GREATER_EQUAL] = ">="};
    int order;
    if (op == OP_EQUAL || op == OP_NOT_EQUAL) return equality(m, op, a, b);
    if (a.kind == FEEL_NULL) return left_null(m, a);
    if (b.kind == FEEL_NULL) return right_null(m, b);
    if (!feel_compare(a, b, &order)) return wrong_operands(m, MARKS[op], a, b);
    return feel_boolean(op == OP_LESS         ? order < 0
                        : op == OP_LESS_EQUAL ? order <= 0
                        : op == OP_GREATER    ? order > 0
                                              : order >= 0);
}

// ---- logic --------------------------------------------------------------------------------------

// A value of another kind counts as null, and says so.
static FeelValue truth(FeelMachine *m, FeelValue v, uint32_t operand) {
    if (v.kind == FEEL_BOOLEAN) return v;
    if (v.kind == FEEL_NULL) return machine_own(m, v, operand);
    return feel_fault(m, FEEL_WRONG_TYPE,
                      MSG("a condition is true or false, not {1}", kind_text(v)));
}

static bool is(FeelValue v, bool wanted) {
    return v.kind == FEEL_BOOLEAN && v.boolean == wanted;
}

// `decisive` decides alone: false for and, true for or.
static FeelValue logic(FeelMachine *m, FeelValue a, FeelValue b, bool decisive) {
    const Instruction *i = m->frames[m->frame_count - 1].at;
    if (is(a, decisive) || is(b, decisive)) return feel_boolean(decisive);
    if (is(a, !decisive) && is(b, !decisive)) return feel_boolean(!decisive);
    a = truth(m, a, i->a);
    b = truth(m, b, i->b);
    return a.kind == FEEL_NULL && (a.reason || b.kind != FEEL_NULL) ? a : b;
}

FeelValue operate_and(FeelMachine *m, FeelValue a, FeelValue b) {
    return logic(m, a, b, false);
}

FeelValue operate_or(FeelMachine *m, FeelValue a, FeelValue b) {
    return logic(m, a, b, true);
}

FeelValue operate_not(FeelMachine *m, FeelValue a) {
    if (a.kind == FEEL_BOOLEAN) return feel_boolean(!a.boolean);
    if (a.kind == FEEL_LIST && a.list->count == 1 && a.list->items[0].kind == FEEL_BOOLEAN)
        return feel_boolean(!a.list->items[0].boolean);
    return a.kind == FEEL_NULL ? left_null(m, a) : truth(m, a, m->frames[m->frame_count - 1].at->a);
}

// ---- tests --------------------------------------------------------------------------------------

static FeelValue tested_null(FeelMachine *m, FeelValue v) {
    v = machine_own(m, v, m->frames[m->frame_count - 1].at->a);
    return v.reason ? v : feel_fault(m, FEEL_NULL_OPERAND, MSG("the value tested is null"));
}

static FeelValue in_range(FeelMachine *m, FeelValue a, const FeelRange *range) {
    bool contains;
    if (a.kind == FEEL_NULL) return tested_null(m, a);
    if (feel_range_contains(range, a, &contains)) return feel_boolean(contains);
    FeelValue end = range->low.kind != FEEL_NULL ? range->low : range->high;
    return wrong_operands(m, "in", a, end);
}

static bool is_equal(FeelValue a, FeelValue b) {
    FeelValue v = feel_equal(a, b);
    return is(v, true);
}

// An item of a list of tests: a range that contains the value, or its equal.
static bool item_accepts(FeelValue item, FeelValue a) {
    bool contains;
    if (item.kind == FEEL_RANGE && feel_range_contains(item.range, a, &contains) && contains)
        return true;
    return item.kind == a.kind && is_equal(item, a);
}

static FeelValue in_list(FeelMachine *m, FeelValue a, FeelValue list) {
    if (!feel_steps(m, feel_weight(list) / 4)) return feel_stopped(m);
    if (a.kind == FEEL_LIST && is_equal(a, list)) return feel_boolean(true);
    for (size_t i = 0; i < list.list->count; i++)
        if (item_accepts(list.list->items[i], a)) return feel_boolean(true);
    return feel_boolean(false);
}

FeelValue operate_in(FeelMachine *m, FeelValue a, FeelValue b) {
    if (b.kind == FEEL_RANGE && a.kind != FEEL_RANGE) return in_range(m, a, b.range);
    if (b.kind == FEEL_LIST) return in_list(m, a, b);
    if (b.kind == FEEL_NULL) b = machine_own(m, b, m->frames[m->frame_count - 1].at->b);
    if (b.kind == FEEL_NULL && b.reason) return b;
    FeelValue v = feel_equal(a, b);
    return v.kind == FEEL_NULL ? wrong_operands(m, "in", a, b) : v;
}

// A boolean is a verdict of its own, unless it is booleans that are tested.
FeelValue operate_test(FeelMachine *m, FeelValue input, FeelValue b) {
    if (b.kind == FEEL_BOOLEAN && input.kind != FEEL_BOOLEAN) return b;
    return operate_in(m, input, b);
}

// ---- paths and ranges ---------------------------------------------------------------------------

static FeelValue no_entry(FeelMachine *m, FeelValue a, Str key) {
    return feel_fault(m, FEEL_NO_SUCH_ENTRY, MSG("{1} has no entry \"{2}\"", kind_text(a), key));
}

static FeelValue context_entry(FeelMachine *m, FeelValue a, Str key, size_t hint) {
    const FeelContext *c = a.context;
    bool found;
    if (hint < c->count && str_is(c->keys[hint], key)) return c->values[hint];
    FeelValue v = feel_context_get(c, key, &found);
    return found ? v : no_entry(m, a, key);
}

static bool range_entry(const FeelRange *r, Str key, FeelValue *ret) {
    if (str_is(key, STR("start")))
        *ret = r->low;
    else if (str_is(key, STR("end")))
        *ret = r->high;
    else if (str_is(key, STR("start included")))
        *ret = feel_boolean(r->low_included);
    else if (str_is(key, STR("end included")))
        *ret = feel_boolean(r->high_included);
    else
        return false;
    return true;
}

// The entries of all items; an item without it gives null.
static FeelValue entries(FeelMachine *m, const FeelList *list, Str key, size_t hint) {
    if (!feel_steps(m, list->count)) return feel_stopped(m);
    FeelValue *items = feel_items(m, list->count);
    if (!items) return feel_stopped(m);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i].kind == FEEL_LIST ? no_entry(m, list->items[i], key)
                                                    : operate_path(m, list->items[i], key, hint);
    return feel_list_of(m, items, list->count);
}

FeelValue operate_path(FeelMachine *m, FeelValue a, Str key, size_t hint) {
    FeelValue v;
    if (a.kind == FEEL_CONTEXT) return context_entry(m, a, key, hint);
    if (a.kind == FEEL_LIST) return entries(m, a.list, key, hint);
    if (a.kind == FEEL_NULL) return machine_null(m, a, m->frames[m->frame_count - 1].at->a, 0);
    if (a.kind == FEEL_RANGE && range_entry(a.range, key, &v)) return v;
    if (feel_temporal_path(m, a, key, &v)) return v;
    return no_entry(m, a, key);
}

// An end that is written must have a value, and both must have an order.
FeelValue operate_range(FeelMachine *m, FeelValue low, FeelValue high, unsigned shape) {
    bool has_low = !(shape & RANGE_NO_LOW), has_high = !(shape & RANGE_NO_HIGH);
    const Instruction *i = m->frames[m->frame_count - 1].at;
    int order;
    if (has_low && low.kind == FEEL_NULL) return machine_null(m, low, i->a, 0);
    if (has_high && high.kind == FEEL_NULL) return machine_null(m, high, i->b, 1);
    FeelValue end = has_low ? low : high;
    if (!type_is_ordered((FeelKind)end.kind))
        return feel_fault(m, FEEL_WRONG_TYPE,
                          MSG("a range cannot end at {1}, which has no order", kind_text(end)));
    if (has_low && has_high && !feel_compare(low, high, &order))
        return wrong_operands(m, "..", low, high);
    if (!feel_room(m, sizeof(FeelRange))) return feel_stopped(m);
    return feel_range((FeelRange){.low = low,
                                  .high = high,
                                  .low_included = shape & RANGE_LOW,
                                  .high_included = shape & RANGE_HIGH},
                      m->arena);
}
