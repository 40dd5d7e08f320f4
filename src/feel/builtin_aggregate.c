// feel/builtin_aggregate.c - builtins that make one value of many: count, sum, mean, min, all …
//
// Each takes a list or the values themselves. Of an empty list count is 0, all is true, any is
// false and mode is empty; the others are null, as the standard has it.
#include "feel/builtin.h"

#define EMPTY_LIST "empty-list"

static FeelValue empty_list(FeelMachine *m) {
    return feel_fault(m, EMPTY_LIST, MSG("the list is empty"));
}

// The numbers to work on. False with a result if there are none, or something else is among them.
static bool numbers_of(FeelMachine *m, const FeelValue *args, size_t count, FeelList *ret,
                       FeelValue *ret_result) {
    *ret = builtin_values(args, count);
    if (!feel_steps(m, ret->count))
        *ret_result = feel_stopped(m);
    else if (ret->count == 0)
        *ret_result = empty_list(m);
    else if (builtin_check_items(m, *ret, FEEL_NUMBER, ret_result))
        return true;
    return false;
}

static bool sum_of(FeelList list, Dec *ret) {
    Dec sum = list.items[0].number;
    for (size_t i = 1; i < list.count; i++)
        if (!dec_add(sum, list.items[i].number, &sum)) return false;
    *ret = sum;
    return true;
}

static bool mean_of(FeelList list, Dec *ret) {
    return sum_of(list, ret) && dec_div(*ret, dec_from_int((int64_t)list.count), ret);
}

static FeelValue run_count(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)m, (void)count;
    return feel_integer((int64_t)args[0].list->count);
}

static FeelValue run_sum(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list;
    FeelValue result;
    Dec sum = DEC_ZERO;
    if (!numbers_of(m, args, count, &list, &result)) return result;
    bool ok = sum_of(list, &sum);
    return builtin_number(m, ok, sum);
}

static FeelValue run_mean(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list;
    FeelValue result;
    Dec mean = DEC_ZERO;
    if (!numbers_of(m, args, count, &list, &result)) return result;
    bool ok = mean_of(list, &mean);
    return builtin_number(m, ok, mean);
}

static FeelValue run_product(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list;
    FeelValue result;
    if (!numbers_of(m, args, count, &list, &result)) return result;
    Dec product = list.items[0].number;
    bool ok = true;
    for (size_t i = 1; ok && i < list.count; i++)
        ok = dec_mul(product, list.items[i].number, &product);
    return builtin_number(m, ok, product);
}

static FeelValue run_median(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list;
    FeelValue result;
    if (!numbers_of(m, args, count, &list, &result)) return result;
    const FeelValue *sorted = builtin_sorted_numbers(m, list);
    if (!sorted) return feel_stopped(m);
    Dec middle = sorted[list.count / 2].number;
    if (list.count % 2) return feel_number(middle);
    bool ok = dec_add(middle, sorted[list.count / 2 - 1].number, &middle) &&
              dec_div(middle, dec_from_int(2), &middle);
    return builtin_number(m, ok, middle);
}

static bool stddev_of(FeelList list, Dec *ret) {
    Dec mean, squares = DEC_ZERO, distance;
    if (!mean_of(list, &mean)) return false;
    for (size_t i = 0; i < list.count; i++)
        if (!dec_sub(list.items[i].number, mean, &distance) ||
            !dec_mul(distance, distance, &distance) || !dec_add(squares, distance, &squares))
            return false;
    return dec_div(squares, dec_from_int((int64_t)list.count - 1), &squares) &&
           dec_sqrt(squares, ret);
}

static FeelValue run_stddev(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list;
    FeelValue result;
    Dec deviation = DEC_ZERO;
    if (!numbers_of(m, args, count, &list, &result)) return result;
    if (list.count == 1)
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("a deviation needs at least two numbers"));
    bool ok = stddev_of(list, &deviation);
    return builtin_number(m, ok, deviation);
}

// The values that stand in the longest runs of `sorted`, moved to its front.
static size_t keep_longest_runs(FeelValue *sorted, size_t count) {
    size_t longest = 0, kept = 0;
    for (size_t start = 0, end = 0; start < count; start = end) {
        while (end < count && dec_compare(sorted[start].number, sorted[end].number) == 0) end++;
        if (end - start > longest) longest = end - start, kept = 0;
        if (end - start == longest) sorted[kept++] = sorted[start];
    }
    return kept;
}

static FeelValue run_mode(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list = builtin_values(args, count);
    FeelValue fault;
    if (!feel_steps(m, list.count)) return feel_stopped(m);
    if (!builtin_check_items(m, list, FEEL_NUMBER, &fault)) return fault;
    FeelValue *sorted = builtin_sorted_numbers(m, list);
    if (!sorted) return feel_stopped(m);
    return feel_list_of(m, sorted, keep_longest_runs(sorted, list.count));
}

// ---- least and greatest -------------------------------------------------------------------------

static FeelValue incomparable(FeelMachine *m, FeelValue a, FeelValue b) {
    FeelValue cause = a.kind == FEEL_NULL ? a : b;
    Message why = MSG("{1} does not compare with {2}", builtin_text(m, a), builtin_text(m, b));
    return cause.kind == FEEL_NULL ? feel_fault_from(m, cause, FEEL_NULL_OPERAND, why)
                                   : feel_fault(m, FEEL_WRONG_TYPE, why);
}

// The item that is furthest toward `sign` (-1 least, 1 greatest); the first of equal ones.
static FeelValue extreme(FeelMachine *m, const FeelValue *args, size_t count, int sign) {
    FeelList list = builtin_values(args, count);
    if (list.count == 0) return empty_list(m);
    if (!feel_steps(m, list.count)) return feel_stopped(m);
    FeelValue best = list.items[0];
    for (size_t i = 0; i < list.count; i++) {
        int order;
        if (!feel_compare(list.items[i], best, &order)) return incomparable(m, list.items[i], best);
        if (order * sign > 0) best = list.items[i];
    }
    return best;
}

static FeelValue run_min(FeelMachine *m, const FeelValue *args, size_t count) {
    return extreme(m, args, count, -1);
}

static FeelValue run_max(FeelMachine *m, const FeelValue *args, size_t count) {
    return extreme(m, args, count, 1);
}

// ---- three-valued and, or -----------------------------------------------------------------------

// `decisive` if any item is; else null if one is not a boolean; else the opposite.
static FeelValue quantify(FeelMachine *m, const FeelValue *args, size_t count, bool decisive) {
    FeelList list = builtin_values(args, count);
    FeelValue fault;
    if (!feel_steps(m, list.count)) return feel_stopped(m);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == FEEL_BOOLEAN && list.items[i].boolean == decisive)
            return list.items[i];
    if (!builtin_check_items(m, list, FEEL_BOOLEAN, &fault)) return fault;
    return feel_boolean(!decisive);
}

static FeelValue run_all(FeelMachine *m, const FeelValue *args, size_t count) {
    return quantify(m, args, count, false);
}

static FeelValue run_any(FeelMachine *m, const FeelValue *args, size_t count) {
    return quantify(m, args, count, true);
}

#define OF_NUMBERS                                                                                 \
    SIGNATURES(SIGNATURE(LIST_PARAM("list", FEEL_NUMBER)), VARIADIC(PARAM("n", K_NUMBER)))
#define OF_ORDERED SIGNATURES(SIGNATURE(PARAM("list", K_LIST)), VARIADIC(PARAM("c", K_ORDERED)))
#define OF_BOOLEANS                                                                                \
    SIGNATURES(SIGNATURE(LIST_PARAM("list", FEEL_BOOLEAN)),                                        \
               VARIADIC(PARAM("b", K_BOOLEAN | K_NULL)))

static const Builtin rows[] = {
    {DOC("count", "count(list)", "How many items the list has.", "列表的项数。", "count([1, 2, 3])",
         "3"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST))), .run = run_count, .result = FEEL_NUMBER},
    {DOC("sum", "sum(list) or sum(n, …)", "The sum of the numbers.", "各数之和。", "sum([1, 2, 3])",
         "6"),
     OF_NUMBERS, .run = run_sum, .result = FEEL_NUMBER},
    {DOC("mean", "mean(list) or mean(n, …)", "The arithmetic mean of the numbers.",
         "各数的算术平均值。", "mean([1, 2, 6])", "3"),
     OF_NUMBERS, .run = run_mean, .result = FEEL_NUMBER},
    {DOC("median", "median(list) or median(n, …)",
         "The middle number, or the mean of the two in the middle.",
         "中位数；项数为偶数时取中间两数的平均值。", "median(8, 2, 5, 3, 4)", "4"),
     OF_NUMBERS, .run = run_median, .result = FEEL_NUMBER},
    {DOC("mode", "mode(list) or mode(n, …)", "The most frequent numbers, ascending.",
         "出现次数最多的数，按升序排列。", "mode([6, 1, 9, 6, 1])", "[1, 6]"),
     OF_NUMBERS, .run = run_mode, .result_type = builtin_type_numbers},
    {DOC("stddev", "stddev(list) or stddev(n, …)", "The standard deviation of a sample.",
         "样本标准差。", "decimal(stddev(2, 4, 7, 5), 13)", "2.0816659994661"),
     OF_NUMBERS, .run = run_stddev, .result = FEEL_NUMBER},
    {DOC("product", "product(list) or product(n, …)", "The product of the numbers.", "各数之积。",
         "product([2, 3, 4])", "24"),
     OF_NUMBERS, .run = run_product, .result = FEEL_NUMBER},
    {DOC("min", "min(list) or min(c, …)", "The least of numbers, texts, dates or durations.",
         "数、文本、日期或时长中的最小者。", "min([6, 14, -3])", "-3"),
     OF_ORDERED, .run = run_min, .result_type = builtin_type_item},
    {DOC("max", "max(list) or max(c, …)", "The greatest of numbers, texts, dates or durations.",
         "数、文本、日期或时长中的最大者。", "max(1, 2, 3)", "3"),
     OF_ORDERED, .run = run_max, .result_type = builtin_type_item},
    {DOC("all", "all(list) or all(b, …)",
         "False if any item is false; else true if all are true, also of an empty list.",
         "有一项为假则为假；全部为真（或空列表）则为真。", "all([true, false, null])", "false"),
     OF_BOOLEANS, .run = run_all, .result = FEEL_BOOLEAN},
    {DOC("any", "any(list) or any(b, …)",
         "True if any item is true; else false if all are false, also of an empty list.",
         "有一项为真则为真；全部为假（或空列表）则为假。", "any([false, null, true])", "true"),
     OF_BOOLEANS, .run = run_any, .result = FEEL_BOOLEAN},
};

const BuiltinFamily builtin_aggregates = FAMILY(rows);
