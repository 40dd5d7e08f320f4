// feel/builtin.h - what the families of builtins share: how a row is written, and small helpers
//
// Each family is a file builtin_*.c with one array of rows. A row brings its documentation in two
// languages, an example with its result, and its signatures:
//
//     {DOC("abs", "abs(n)", "…", "…", "abs(-5)", "5"),
//      SIGNATURES(SIGNATURE(PARAM("n", K_NUMBER | KINDS_DURATION))), .run = run_abs},
//
// The machine has checked kinds and nulls before `run` is called; items of lists are checked here.
#ifndef SOFTLAW_FEEL_BUILTIN_H
#define SOFTLAW_FEEL_BUILTIN_H

#include "feel/feel_int.h"

enum {
    K_NULL = KIND_BIT(FEEL_NULL),
    K_BOOLEAN = KIND_BIT(FEEL_BOOLEAN),
    K_NUMBER = KIND_BIT(FEEL_NUMBER),
    K_STRING = KIND_BIT(FEEL_STRING),
    K_DATE = KIND_BIT(FEEL_DATE),
    K_TIME = KIND_BIT(FEEL_TIME),
    K_DATE_TIME = KIND_BIT(FEEL_DATE_TIME),
    K_DAYS_DURATION = KIND_BIT(FEEL_DAYS_DURATION),
    K_LIST = KIND_BIT(FEEL_LIST),
    K_CONTEXT = KIND_BIT(FEEL_CONTEXT),
    K_RANGE = KIND_BIT(FEEL_RANGE),
    K_FUNCTION = KIND_BIT(FEEL_FUNCTION),
    K_ORDERED = K_NUMBER | K_STRING | KINDS_TEMPORAL,
};

#define PARAM(name_, kinds_)                                                                       \
    { .name = name_, .kinds = (kinds_) }
#define OPTIONAL(name_, kinds_)                                                                    \
    { .name = name_, .kinds = (kinds_), .is_optional = true }
#define LIST_PARAM(name_, item_)                                                                   \
    { .name = name_, .kinds = K_LIST, .item = (item_) }
#define COUNT_OF(type_, ...) (sizeof((type_[]){__VA_ARGS__}) / sizeof(type_))
#define SIGNATURE(...)                                                                             \
    { .params = {__VA_ARGS__}, .count = COUNT_OF(BuiltinParam, __VA_ARGS__) }
#define VARIADIC(...)                                                                              \
    { .params = {__VA_ARGS__}, .count = COUNT_OF(BuiltinParam, __VA_ARGS__), .is_variadic = true }
#define SIGNATURES(...)                                                                            \
    .signatures = (const BuiltinSignature[]){__VA_ARGS__},                                         \
    .signature_count = COUNT_OF(BuiltinSignature, __VA_ARGS__)
#define DOC(name_, signature_, en_, zh_, example_, result_)                                        \
    .doc = {name_, signature_, en_, zh_, example_, result_, false}
// A function of softlaw's own, not of the standard.
#define DOMAIN_DOC(name_, signature_, en_, zh_, example_, result_)                                 \
    .doc = {name_, signature_, en_, zh_, example_, result_, true}

typedef struct BuiltinFamily {
    const Builtin *rows;
    size_t count;
} BuiltinFamily;
#define FAMILY(rows_)                                                                              \
    { rows_, sizeof(rows_) / sizeof *(rows_) }

extern const BuiltinFamily builtin_conversions, builtin_numbers, builtin_aggregates,
    builtin_strings, builtin_patterns, builtin_lists, builtin_sets, builtin_contexts,
    builtin_temporals, builtin_ranges, builtin_shares, builtin_remainders, builtin_tariffs,
    builtin_calendars;

// ---- types of results ---------------------------------------------------------------------------

BuiltinType builtin_type_first;     // that of the first argument
BuiltinType builtin_type_item;      // that of the items of the first argument
BuiltinType builtin_type_same_list; // the list that the first argument is
BuiltinType builtin_type_numbers;   // list of numbers
BuiltinType builtin_type_strings;   // list of strings

// ---- arguments ----------------------------------------------------------------------------------

static inline bool builtin_is_given(const FeelValue *args, size_t count, size_t index) {
    return index < count && args[index].kind != FEEL_NULL;
}
// A null that has a reason: it may not pass for "none", as a plain null does where one is allowed.
static inline bool builtin_is_faulty(FeelValue v) {
    return v.kind == FEEL_NULL && v.reason;
}
// The values of f([a, b]) and f(a, b) alike.
FeelList builtin_values(const FeelValue *args, size_t count);
// The whole part of a number; false (and a fault in *ret_fault) beyond 64 bits.
bool builtin_whole(FeelMachine *m, FeelValue number, int64_t *ret, FeelValue *ret_fault);
// Are all items of the kind? If not, a fault that names the first which is not.
bool builtin_check_items(FeelMachine *m, FeelList list, FeelKind kind, FeelValue *ret_fault);
// The 0-based index of a FEEL position (1 … count, or -1 … -count from the end).
bool builtin_position(FeelMachine *m, FeelValue position, size_t count, size_t *ret,
                      FeelValue *ret_fault);

// ---- results and faults -------------------------------------------------------------------------

FeelValue builtin_number(FeelMachine *m, bool ok, Dec d); // or the fault "out-of-range"
// Texts of numbers for messages, in the machine's arena.
Str builtin_text(FeelMachine *m, FeelValue v);
Str builtin_integer_text(FeelMachine *m, int64_t i);
// feel_equal is true; false also if the step limit was reached, in which case *stopped is set.
bool builtin_is_equal(FeelMachine *m, FeelValue a, FeelValue b, bool *stopped);

// ---- sorting ------------------------------------------------------------------------------------

// May `a` stand before `b`, or do they tie? False stops the sort and makes it fail.
typedef bool BuiltinOrder(void *context, const FeelValue *a, const FeelValue *b,
                          bool *ret_in_order);
// Stable, and indifferent to comparators that contradict themselves. `scratch` holds `count` items.
bool builtin_sort(FeelValue *items, FeelValue *scratch, size_t count, BuiltinOrder *order,
                  void *context);
// A sorted copy of numbers; NULL if a limit forbids.
FeelValue *builtin_sorted_numbers(FeelMachine *m, FeelList list);

#endif
