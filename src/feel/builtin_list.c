// feel/builtin_list.c - builtins of lists: parts, changes, search, sets, flattening, sorting
//
// Lists are values: each builtin makes a new one and leaves its arguments as they are.
#include "feel/builtin.h"

static FeelValue *new_items(FeelMachine *m, size_t count) {
    return feel_steps(m, count) ? feel_items(m, count) : NULL;
}

static void copy_items(FeelValue *to, const FeelValue *from, size_t count) {
    if (count) memcpy(to, from, count * sizeof *to);
}

// ---- parts and changes --------------------------------------------------------------------------

static FeelValue run_sublist(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list = *args[0].list;
    size_t start;
    int64_t length;
    FeelValue fault;
    if (!builtin_position(m, args[1], list.count, &start, &fault)) return fault;
    size_t rest = list.count - start;
    if (count < 3) return feel_list_of(m, list.items + start, rest);
    if (!builtin_whole(m, args[2], &length, &fault)) return fault;
    if (length < 0)
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("the length of a sublist is negative"));
    if ((uint64_t)length > rest)
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("a sublist of {1} items was asked for, but only {2} are left",
                              builtin_integer_text(m, length),
                              builtin_integer_text(m, (int64_t)rest)));
    return feel_list_of(m, list.items + start, (size_t)length);
}

static FeelValue run_append(FeelMachine *m, const FeelValue *args, size_t count) {
    FeelList list = *args[0].list;
    FeelValue *items = new_items(m, list.count + count - 1);
    if (!items) return feel_stopped(m);
    copy_items(items, list.items, list.count);
    copy_items(items + list.count, args + 1, count - 1);
    return feel_list_of(m, items, list.count + count - 1);
}

static FeelValue run_concatenate(FeelMachine *m, const FeelValue *args, size_t count) {
    size_t total = 0, at = 0;
    for (size_t i = 0; i < count; i++) total += args[i].list->count;
    FeelValue *items = new_items(m, total);
    if (!items) return feel_stopped(m);
    for (size_t i = 0; i < count; i++) {
        copy_items(items + at, args[i].list->items, args[i].list->count);
        at += args[i].list->count;
    }
    return feel_list_of(m, items, total);
}

// `list` with `removed` items from `at` replaced by the `count` items of `with`.
static FeelValue splice(FeelMachine *m, FeelList list, size_t at, size_t removed,
                        const FeelValue *with, size_t count) {
    size_t total = list.count - removed + count;
    FeelValue *items = new_items(m, total);
    if (!items) return feel_stopped(m);
    copy_items(items, list.items, at);
    copy_items(items + at, with, count);
    copy_items(items + at + count, list.items + at + removed, list.count - at - removed);
    return feel_list_of(m, items, total);
}

static FeelValue run_insert_before(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    size_t at;
    FeelValue fault;
    if (!builtin_position(m, args[1], args[0].list->count, &at, &fault)) return fault;
    return splice(m, *args[0].list, at, 0, &args[2], 1);
}

static FeelValue run_remove(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    size_t at;
    FeelValue fault;
    if (!builtin_position(m, args[1], args[0].list->count, &at, &fault)) return fault;
    return splice(m, *args[0].list, at, 1, NULL, 0);
}

static FeelValue replace_matches(FeelMachine *m, const FeelValue *args) {
    FeelList list = *args[0].list;
    FeelValue *items = new_items(m, list.count);
    if (!items) return feel_stopped(m);
    for (size_t i = 0; i < list.count; i++) {
        FeelValue given[2] = {list.items[i], args[2]};
        FeelValue match = feel_call(m, args[1], given, 2);
        if (match.kind != FEEL_BOOLEAN)
            return feel_fault_from(m, match, FEEL_WRONG_TYPE,
                                   MSG("the match function of list replace gave {1}, not a boolean",
                                       str_from(feel_kind_name((FeelKind)match.kind))));
        items[i] = match.boolean ? args[2] : list.items[i];
    }
    return feel_list_of(m, items, list.count);
}

static FeelValue run_list_replace(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    size_t at;
    FeelValue fault;
    if (args[1].kind == FEEL_FUNCTION) return replace_matches(m, args);
    if (!builtin_position(m, args[1], args[0].list->count, &at, &fault)) return fault;
    return splice(m, *args[0].list, at, 1, &args[2], 1);
}

static FeelValue run_reverse(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList list = *args[0].list;
    FeelValue *items = new_items(m, list.count);
    if (!items) return feel_stopped(m);
    for (size_t i = 0; i < list.count; i++) items[i] = list.items[list.count - 1 - i];
    return feel_list_of(m, items, list.count);
}

static void flatten_into(FeelList list, FeelValue *items, size_t *at) {
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind == FEEL_LIST)
            flatten_into(*list.items[i].list, items, at);
        else
            items[(*at)++] = list.items[i];
    }
}

static FeelValue run_flatten(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    size_t at = 0;
    FeelValue *items = new_items(m, feel_weight(args[0]));
    if (!items) return feel_stopped(m);
    flatten_into(*args[0].list, items, &at);
    return feel_list_of(m, items, at);
}

// ---- search -------------------------------------------------------------------------------------

static FeelValue run_contains(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    bool stopped = false;
    for (size_t i = 0; i < args[0].list->count; i++) {
        if (builtin_is_equal(m, args[0].list->items[i], args[1], &stopped))
            return feel_boolean(true);
        if (stopped) return feel_stopped(m);
    }
    return feel_boolean(false);
}

static FeelValue run_index_of(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList list = *args[0].list;
    bool stopped = false;
    size_t found = 0;
    FeelValue *positions = new_items(m, list.count);
    if (!positions) return feel_stopped(m);
    for (size_t i = 0; i < list.count && !stopped; i++)
        if (builtin_is_equal(m, list.items[i], args[1], &stopped))
            positions[found++] = feel_integer((int64_t)i + 1);
    return stopped ? feel_stopped(m) : feel_list_of(m, positions, found);
}

// ---- sorting ------------------------------------------------------------------------------------

typedef struct Precedes {
    FeelMachine *machine;
    FeelValue function;
    FeelValue fault;
} Precedes;

// `a` stays before `b` unless the function says that `b` precedes it.
static bool precedes_order(void *context, const FeelValue *a, const FeelValue *b,
                           bool *ret_in_order) {
    Precedes *p = context;
    FeelValue given[2] = {*b, *a};
    FeelValue answer = feel_call(p->machine, p->function, given, 2);
    *ret_in_order = answer.kind == FEEL_BOOLEAN && !answer.boolean;
    if (answer.kind == FEEL_BOOLEAN) return true;
    p->fault = feel_fault_from(p->machine, answer, FEEL_WRONG_TYPE,
                               MSG("the function of sort gave {1}, not a boolean",
                                   str_from(feel_kind_name((FeelKind)answer.kind))));
    return false;
}

static FeelValue run_sort(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList list = *args[0].list;
    Precedes precedes = {m, args[1], feel_null()};
    FeelValue *items = new_items(m, list.count), *scratch = new_items(m, list.count);
    if (!items || !scratch) return feel_stopped(m);
    copy_items(items, list.items, list.count);
    if (!builtin_sort(items, scratch, list.count, precedes_order, &precedes)) return precedes.fault;
    return feel_list_of(m, items, list.count);
}

static const Builtin rows[] = {
    {DOC("list contains", "list contains(list, element)", "Is the element in the list?",
         "列表是否包含该元素。", "list contains([1, 2, 3], 2)", "true"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("element", KINDS_ANY))), .run = run_contains,
     .result = FEEL_BOOLEAN},
    {DOC("sublist", "sublist(list, start position, length?)",
         "The items from a position, counted from 1, or from the end by -1.",
         "从某位置起的子列表；位置从 1 起，-1 表示末项。", "sublist([4, 5, 6], 1, 2)", "[4, 5]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("start position", K_NUMBER),
                          OPTIONAL("length", K_NUMBER))),
     .run = run_sublist, .result_type = builtin_type_same_list},
    {DOC("append", "append(list, item, …)", "The list with the items at its end.",
         "在列表末尾加入若干项。", "append([1], 2, 3)", "[1, 2, 3]"),
     SIGNATURES(VARIADIC(PARAM("list", K_LIST), PARAM("item", KINDS_ANY))), .run = run_append,
     .result = FEEL_LIST},
    {DOC("concatenate", "concatenate(list, …)", "The lists one after another.",
         "将多个列表首尾相接。", "concatenate([1, 2], [3])", "[1, 2, 3]"),
     SIGNATURES(VARIADIC(PARAM("list", K_LIST))), .run = run_concatenate, .result = FEEL_LIST},
    {DOC("insert before", "insert before(list, position, newItem)",
         "The list with a new item before the one at the position.", "在指定位置之前插入一项。",
         "insert before([1, 3], 1, 2)", "[2, 1, 3]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("position", K_NUMBER),
                          PARAM("newItem", KINDS_ANY))),
     .run = run_insert_before, .result = FEEL_LIST},
    {DOC("remove", "remove(list, position)", "The list without the item at the position.",
         "删去指定位置的项。", "remove([1, 2, 3], 2)", "[1, 3]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("position", K_NUMBER))), .run = run_remove,
     .result_type = builtin_type_same_list},
    {DOC("list replace", "list replace(list, position or match, newItem)",
         "The list with a new item at the position, or wherever match(item, newItem) is true.",
         "替换指定位置的项，或使 match(item, newItem) 为真的各项。",
         "list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
     SIGNATURES(
         SIGNATURE(PARAM("list", K_LIST), PARAM("position", K_NUMBER), PARAM("newItem", KINDS_ANY)),
         SIGNATURE(PARAM("list", K_LIST), PARAM("match", K_FUNCTION), PARAM("newItem", KINDS_ANY))),
     .run = run_list_replace, .result = FEEL_LIST},
    {DOC("reverse", "reverse(list)", "The list from its end.", "将列表倒序。", "reverse([1, 2, 3])",
         "[3, 2, 1]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST))), .run = run_reverse,
     .result_type = builtin_type_same_list},
    {DOC("index of", "index of(list, match)", "The positions at which the match stands, from 1.",
         "匹配项所在的位置列表，从 1 起。", "index of([1, 2, 3, 2], 2)", "[2, 4]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("match", KINDS_ANY))), .run = run_index_of,
     .result_type = builtin_type_numbers},
    {DOC("flatten", "flatten(list)", "The items of the list and of all lists within it.",
         "展开所有嵌套列表。", "flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST))), .run = run_flatten, .result = FEEL_LIST},
    {DOC("sort", "sort(list, precedes)",
         "The list in the order that precedes(x, y) gives; what ties keeps its order.",
         "按 precedes(x, y) 给出的次序稳定排序。", "sort([3, 1, 4], function(x, y) x < y)",
         "[1, 3, 4]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST), PARAM("precedes", K_FUNCTION))), .run = run_sort,
     .result_type = builtin_type_same_list},
};

const BuiltinFamily builtin_lists = FAMILY(rows);
