// feel/builtin_set.c - builtins that take lists as sets: distinct values, union
//
// Equal values must hash equal. Times with zones are equal to some that are unlike each other, so
// all of one kind share a hash and are told apart one by one.
#include "feel/builtin.h"

static uint64_t mix(uint64_t h, uint64_t more) {
    return (h ^ more) * 0x9e3779b97f4a7c15u;
}

static uint64_t hash_value(FeelValue v) {
    uint64_t h = v.kind;
    if (v.kind == FEEL_BOOLEAN) return mix(h, v.boolean);
    if (v.kind == FEEL_NUMBER) return mix(h, dec_hash(v.number));
    if (v.kind == FEEL_STRING) return mix(h, str_hash(v.string));
    if (v.kind == FEEL_DATE) return mix(h, (uint64_t)v.moment.days);
    if (v.kind == FEEL_YEARS_DURATION) return mix(h, (uint64_t)v.months);
    if (v.kind == FEEL_DAYS_DURATION)
        return mix(mix(h, (uint64_t)v.span.seconds), (uint64_t)v.span.nanoseconds);
    if (v.kind == FEEL_LIST)
        for (size_t i = 0; i < v.list->count; i++) h = mix(h, hash_value(v.list->items[i]));
    if (v.kind == FEEL_CONTEXT)
        for (size_t i = 0; i < v.context->count; i++)
            h += mix(str_hash(v.context->keys[i]), hash_value(v.context->values[i]));
    return mix(h, h >> 32);
}

typedef struct Set {
    FeelMachine *machine;
    uint32_t *slots; // index into items, plus one; 0 = free
    size_t mask;
    FeelValue *items;
    size_t count;
} Set;

// Room for `most` values; false if a limit forbids.
static bool set_open(Set *set, FeelMachine *m, size_t most) {
    size_t slots = 8;
    while (slots < most * 2) slots *= 2;
    *set = (Set){.machine = m, .mask = slots - 1};
    if (!feel_room(m, slots * sizeof *set->slots)) return false;
    set->slots = ARENA_ARRAY(feel_machine_arena(m), uint32_t, slots);
    set->items = feel_items(m, most);
    return set->items != NULL;
}

// False if a limit forbids.
static bool set_add(Set *set, FeelValue v) {
    bool stopped = false;
    if (!feel_steps(set->machine, feel_weight(v))) return false;
    size_t at = hash_value(v) >> 7 & set->mask;
    for (; set->slots[at]; at = (at + 1) & set->mask) {
        if (builtin_is_equal(set->machine, set->items[set->slots[at] - 1], v, &stopped))
            return true;
        if (stopped) return false;
    }
    set->items[set->count++] = v;
    set->slots[at] = (uint32_t)set->count;
    return true;
}

static FeelValue run_union(FeelMachine *m, const FeelValue *args, size_t count) {
    size_t most = 0;
    Set set;
    for (size_t i = 0; i < count; i++) most += args[i].list->count;
    if (!set_open(&set, m, most)) return feel_stopped(m);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < args[i].list->count; j++)
            if (!set_add(&set, args[i].list->items[j])) return feel_stopped(m);
    return feel_list_of(m, set.items, set.count);
}

static const Builtin rows[] = {
    {DOC("distinct values", "distinct values(list)",
         "The list with each value once, where it first stands.",
         "去重后的列表，保留首次出现的次序。", "distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),
     SIGNATURES(SIGNATURE(PARAM("list", K_LIST))), .run = run_union,
     .result_type = builtin_type_same_list},
    {DOC("union", "union(list, …)", "The values of all the lists, each once.",
         "多个列表的并集，每值只出现一次。", "union([1, 2], [2, 3])", "[1, 2, 3]"),
     SIGNATURES(VARIADIC(PARAM("list", K_LIST))), .run = run_union, .result = FEEL_LIST},
};

const BuiltinFamily builtin_sets = FAMILY(rows);
