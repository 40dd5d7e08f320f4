// feel/column_number.c - kernels on columns of numbers
//
// Small integers with a common exponent where that is exact; else decimals, one by one. Both give
// the value that the machine gives: sums and products of small integers are exact, and what does
// not fit goes the other way.
#include "feel/column.h"

enum { EXPONENT_MAX = 6000 };

// ---- common exponents ---------------------------------------------------------------------------

bool column_align(const FeelColumn *const *columns, size_t count, ColumnRows rows,
                  ColumnSpace *spaces, ColumnAligned *ret) {
    FeelColumn small[COLUMN_SPACES];
    for (size_t k = 0; k < count; k++) {
        if (!column_small(columns[k], rows, &spaces[k], &small[k])) return false;
        if (small[k].kind != small[0].kind) return false;
        if (k == 0 || small[k].exponent < ret->exponent) ret->exponent = small[k].exponent;
    }
    for (size_t k = 0; k < count; k++) {
        int by = small[k].exponent - ret->exponent;
        ret->numbers[k] = by > 0 ? spaces[k].numbers : small[k].numbers;
        if (by > 0 && !column_scale(small[k].numbers, by, rows, spaces[k].numbers)) return false;
    }
    ret->kind = small[0].kind;
    return true;
}

static bool both_wide(const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                      ColumnSpace *spaces, const Dec **ret_a, const Dec **ret_b) {
    FeelColumn x, y;
    if (!column_wide(a, rows, &spaces[0], &x) || !column_wide(b, rows, &spaces[1], &y))
        return false;
    *ret_a = x.decs;
    *ret_b = y.decs;
    return true;
}

static FeelColumn column_of(FeelKind kind, int exponent, const int64_t *numbers) {
    return (FeelColumn){
        .form = FEEL_FORM_SMALL, .kind = kind, .exponent = exponent, .numbers = numbers};
}

// ---- arithmetic ---------------------------------------------------------------------------------

static bool add_small(const int64_t *a, const int64_t *b, ColumnRows rows, int64_t *out) {
    uint64_t faults = 0;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t sum = (int64_t)((uint64_t)a[i] + (uint64_t)b[i]);
        faults |= column_is_beyond(sum) & rows.on[i];
        out[i] = sum;
    }
    return faults == 0;
}

static bool subtract_small(const int64_t *a, const int64_t *b, ColumnRows rows, int64_t *out) {
    uint64_t faults = 0;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t rest = (int64_t)((uint64_t)a[i] - (uint64_t)b[i]);
        faults |= column_is_beyond(rest) & rows.on[i];
        out[i] = rest;
    }
    return faults == 0;
}

static bool multiply_small(const int64_t *a, const int64_t *b, ColumnRows rows, int64_t *out) {
    uint64_t faults = 0;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t product;
        uint64_t is_over = __builtin_mul_overflow(a[i], b[i], &product);
        faults |= (is_over | column_is_beyond(product)) & rows.on[i];
        out[i] = product;
    }
    return faults == 0;
}

static bool product_small(const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                          ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    FeelColumn x, y;
    if (!column_small(a, rows, &spaces[0], &x) || !column_small(b, rows, &spaces[1], &y) ||
        x.kind != FEEL_NUMBER || y.kind != FEEL_NUMBER)
        return false;
    int exponent = x.exponent + y.exponent;
    if (exponent < -EXPONENT_MAX || exponent > EXPONENT_MAX ||
        !multiply_small(x.numbers, y.numbers, rows, out->numbers))
        return false;
    *ret = column_of(FEEL_NUMBER, exponent, out->numbers);
    return true;
}

static bool sum_small(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                      ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    ColumnAligned x;
    if (!column_align((const FeelColumn *const[]){a, b}, 2, rows, spaces, &x) ||
        x.kind != FEEL_NUMBER)
        return false;
    bool fits = op == OP_ADD ? add_small(x.numbers[0], x.numbers[1], rows, out->numbers)
                             : subtract_small(x.numbers[0], x.numbers[1], rows, out->numbers);
    *ret = column_of(FEEL_NUMBER, x.exponent, out->numbers);
    return fits;
}

static bool arithmetic_wide(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                            ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    const Dec *x, *y;
    bool done = true;
    if (!both_wide(a, b, rows, spaces, &x, &y)) return false;
    for (size_t i = 0; i < rows.count && done; i++) {
        if (!rows.on[i]) continue;
        Dec *d = &out->decs[i];
        done = op == OP_ADD        ? dec_add(x[i], y[i], d)
               : op == OP_SUBTRACT ? dec_sub(x[i], y[i], d)
               : op == OP_MULTIPLY ? dec_mul(x[i], y[i], d)
               : op == OP_DIVIDE   ? dec_div(x[i], y[i], d)
                                   : dec_pow(x[i], y[i], d);
    }
    *ret = (FeelColumn){.form = FEEL_FORM_WIDE, .kind = FEEL_NUMBER, .decs = out->decs};
    return done;
}

bool column_arithmetic(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                       ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    bool is_sum = op == OP_ADD || op == OP_SUBTRACT;
    if (is_sum && sum_small(op, a, b, rows, spaces, out, ret)) return true;
    if (op == OP_MULTIPLY && product_small(a, b, rows, spaces, out, ret)) return true;
    return arithmetic_wide(op, a, b, rows, spaces, out, ret);
}

// ---- order --------------------------------------------------------------------------------------

#define COMPARE_WITH(sign)                                                                         \
    for (size_t i = 0; i < rows.count; i++) ret[i] = a[i] sign b[i]

static void compare_small(Op op, const int64_t *a, const int64_t *b, ColumnRows rows,
                          uint8_t *ret) {
    switch ((int)op) {
    case OP_EQUAL: COMPARE_WITH(==); break;
    case OP_NOT_EQUAL: COMPARE_WITH(!=); break;
    case OP_LESS: COMPARE_WITH(<); break;
    case OP_LESS_EQUAL: COMPARE_WITH(<=); break;
    case OP_GREATER: COMPARE_WITH(>); break;
    default: COMPARE_WITH(>=); break;
    }
}

static bool compare_wide(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                         ColumnSpace *spaces, uint8_t *ret) {
    static const int64_t zero = 0;
    static const uint8_t on = 1;
    const Dec *x, *y;
    if (!both_wide(a, b, rows, spaces, &x, &y)) return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t order = rows.on[i] ? dec_compare(x[i], y[i]) : 0;
        compare_small(op, &order, &zero, (ColumnRows){1, &on}, &ret[i]);
    }
    return true;
}

// Booleans have no order: the machine tells of it.
bool column_compare(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                    ColumnSpace *spaces, uint8_t *ret) {
    ColumnAligned x;
    if (!column_align((const FeelColumn *const[]){a, b}, 2, rows, spaces, &x))
        return compare_wide(op, a, b, rows, spaces, ret);
    if (x.kind == FEEL_BOOLEAN && op != OP_EQUAL && op != OP_NOT_EQUAL) return false;
    compare_small(op, x.numbers[0], x.numbers[1], rows, ret);
    return true;
}

bool column_extreme(Op op, const FeelColumn *a, const FeelColumn *b, ColumnRows rows,
                    ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    ColumnAligned x;
    if (!column_align((const FeelColumn *const[]){a, b}, 2, rows, spaces, &x) ||
        x.kind != FEEL_NUMBER)
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t left = x.numbers[0][i], right = x.numbers[1][i];
        out->numbers[i] = (op == OP_MIN) == (left <= right) ? left : right;
    }
    *ret = column_of(FEEL_NUMBER, x.exponent, out->numbers);
    return true;
}

// ---- builtins -----------------------------------------------------------------------------------

// The lower bound above the upper one is a fault, which the machine tells of.
static bool call_clamp(const FeelColumn *args, size_t count, ColumnRows rows, ColumnSpace *spaces,
                       ColumnSpace *out, FeelColumn *ret) {
    ColumnAligned a;
    unsigned faults = 0;
    if (count != 3 ||
        !column_align((const FeelColumn *const[]){&args[0], &args[1], &args[2]}, 3, rows, spaces,
                      &a) ||
        a.kind != FEEL_NUMBER)
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t x = a.numbers[0][i], low = a.numbers[1][i], high = a.numbers[2][i];
        faults |= (unsigned)(low > high) & rows.on[i];
        x = x > high ? high : x;
        out->numbers[i] = x < low ? low : x;
    }
    *ret = column_of(FEEL_NUMBER, a.exponent, out->numbers);
    return faults == 0;
}

static bool call_sum(const FeelColumn *args, size_t count, ColumnRows rows, ColumnSpace *spaces,
                     ColumnSpace *out, FeelColumn *ret) {
    const FeelColumn *list = &args[0];
    if (count != 1 || list->form != FEEL_FORM_LISTS || list->item_count == 0) return false;
    FeelColumn sum;
    column_copy(&list->items[0], rows.count, out, &sum);
    for (size_t k = 1; k < list->item_count; k++)
        if (!sum_small(OP_ADD, &sum, &list->items[k], rows, spaces, out, &sum)) return false;
    *ret = sum;
    return sum.form == FEEL_FORM_SMALL && sum.kind == FEEL_NUMBER;
}

static bool call_mean(const FeelColumn *args, size_t count, ColumnRows rows, ColumnSpace *spaces,
                      ColumnSpace *out, FeelColumn *ret) {
    FeelColumn sum;
    if (!call_sum(args, count, rows, spaces, out, &sum)) return false;
    FeelColumn divisor = {.form = FEEL_FORM_SAME,
                          .same = feel_integer((int64_t)args[0].item_count)};
    return arithmetic_wide(OP_DIVIDE, &sum, &divisor, rows, spaces, out, ret);
}

bool column_call(const Builtin *b, const FeelColumn *args, size_t count, ColumnRows rows,
                 ColumnSpace *spaces, ColumnSpace *out, FeelColumn *ret) {
    static const struct {
        const char *name;
        bool (*call)(const FeelColumn *, size_t, ColumnRows, ColumnSpace *, ColumnSpace *,
                     FeelColumn *);
    } kernels[] = {{"clamp", call_clamp}, {"sum", call_sum}, {"mean", call_mean}};
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
        if (strcmp(kernels[i].name, b->doc.name) == 0)
            return kernels[i].call(args, count, rows, spaces, out, ret);
    return false;
}
