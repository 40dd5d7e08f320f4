// feel/builtin.c - the list of families, finding a builtin by name, and what the families share
#include "feel/builtin.h"

#include <assert.h>

static const BuiltinFamily *const families[] = {
    &builtin_conversions, &builtin_numbers,   &builtin_aggregates, &builtin_strings,
    &builtin_patterns,    &builtin_lists,     &builtin_sets,       &builtin_contexts,
    &builtin_temporals,   &builtin_ranges,    &builtin_shares,     &builtin_remainders,
    &builtin_tariffs,     &builtin_calendars,
};

enum { FAMILY_COUNT = sizeof families / sizeof *families };

size_t feel_builtin_count(void) {
    size_t count = 0;
    for (size_t i = 0; i < FAMILY_COUNT; i++) count += families[i]->count;
    return count;
}

const Builtin *feel_builtin_at(size_t index) {
    assert(index < feel_builtin_count());
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        if (index < families[i]->count) return &families[i]->rows[index];
        index -= families[i]->count;
    }
    return NULL;
}

const FeelBuiltinDoc *feel_builtin_doc(size_t index) {
    return &feel_builtin_at(index)->doc;
}

static bool is_name(const char *row, Str name) {
    return row[0] == name.at[0] && str_is(str_from(row), name);
}

const Builtin *feel_builtin_find(Str name) {
    if (name.size == 0) return NULL;
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        for (size_t j = 0; j < families[i]->count; j++)
            if (is_name(families[i]->rows[j].doc.name, name)) return &families[i]->rows[j];
    return NULL;
}

// ---- types of results ---------------------------------------------------------------------------

const FeelType *builtin_type_first(Arena *a, const FeelType *const *args, size_t count) {
    (void)a;
    return count ? args[0] : feel_type(FEEL_ANY);
}

const FeelType *builtin_type_item(Arena *a, const FeelType *const *args, size_t count) {
    (void)a;
    if (!count) return feel_type(FEEL_ANY);
    if (args[0]->kind != FEEL_LIST) return args[0];
    return args[0]->item ? args[0]->item : feel_type(FEEL_ANY);
}

const FeelType *builtin_type_same_list(Arena *a, const FeelType *const *args, size_t count) {
    if (!count || args[0]->kind == FEEL_ANY) return feel_type(FEEL_LIST);
    return args[0]->kind == FEEL_LIST ? args[0] : feel_type_list(a, args[0]);
}

const FeelType *builtin_type_numbers(Arena *a, const FeelType *const *args, size_t count) {
    (void)args, (void)count;
    return feel_type_list(a, feel_type(FEEL_NUMBER));
}

const FeelType *builtin_type_strings(Arena *a, const FeelType *const *args, size_t count) {
    (void)args, (void)count;
    return feel_type_list(a, feel_type(FEEL_STRING));
}

// ---- arguments ----------------------------------------------------------------------------------

FeelList builtin_values(const FeelValue *args, size_t count) {
    if (count == 1 && args[0].kind == FEEL_LIST) return *args[0].list;
    return (FeelList){args, count};
}

Str builtin_text(FeelMachine *m, FeelValue v) {
    enum { SHOWN_WEIGHT = 8 };
    if (feel_weight(v) > SHOWN_WEIGHT) return str_from(feel_kind_name((FeelKind)v.kind));
    return feel_to_text(feel_machine_arena(m), v);
}

Str builtin_integer_text(FeelMachine *m, int64_t i) {
    return str_fmt(feel_machine_arena(m), "%lld", (long long)i);
}

bool builtin_whole(FeelMachine *m, FeelValue number, int64_t *ret, FeelValue *ret_fault) {
    Dec whole;
    if (dec_round(number.number, 0, DEC_DOWN, &whole) && dec_to_int(whole, ret)) return true;
    *ret_fault = feel_fault(m, FEEL_OUT_OF_RANGE,
                            MSG("the number {1} is too large here", builtin_text(m, number)));
    return false;
}

bool builtin_check_items(FeelMachine *m, FeelList list, FeelKind kind, FeelValue *ret_fault) {
    for (size_t i = 0; i < list.count; i++) {
        FeelValue item = list.items[i];
        if (item.kind == kind) continue;
        Str position = builtin_integer_text(m, (int64_t)i + 1);
        Str found = str_from(feel_kind_name((FeelKind)item.kind));
        Message why = MSG("item {1} of the list is {2}, not {3}", position, found,
                          str_from(feel_kind_name(kind)));
        *ret_fault = item.kind == FEEL_NULL ? feel_fault_from(m, item, FEEL_NULL_OPERAND, why)
                                            : feel_fault(m, FEEL_WRONG_TYPE, why);
        return false;
    }
    return true;
}

bool builtin_position(FeelMachine *m, FeelValue position, size_t count, size_t *ret,
                      FeelValue *ret_fault) {
    int64_t p, size = (int64_t)count;
    if (!builtin_whole(m, position, &p, ret_fault)) return false;
    if (p != 0 && p <= size && p >= -size) {
        *ret = (size_t)(p > 0 ? p - 1 : size + p);
        return true;
    }
    *ret_fault =
        feel_fault(m, FEEL_WRONG_VALUE,
                   MSG("there is no position {1} in a list of {2} items; positions count from 1",
                       builtin_integer_text(m, p), builtin_integer_text(m, size)));
    return false;
}

// ---- results ------------------------------------------------------------------------------------

FeelValue builtin_number(FeelMachine *m, bool ok, Dec d) {
    if (ok) return feel_number(d);
    return feel_fault(m, FEEL_OUT_OF_RANGE, MSG("the result is too large for a number"));
}

bool builtin_is_equal(FeelMachine *m, FeelValue a, FeelValue b, bool *stopped) {
    size_t visits;
    FeelValue v = feel_equal_visits(a, b, &visits);
    if (!feel_steps(m, visits)) *stopped = true;
    return v.kind == FEEL_BOOLEAN && v.boolean && !*stopped;
}
