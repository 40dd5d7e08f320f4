// feel/operate_list.c - growing lists, indexes, iteration
#include "feel/code.h"

// ---- growing lists ------------------------------------------------------------------------------

// The list is what the value refers to while it grows and afterwards. What was read of it before it
// grew on stays as it was, since items are only added.
typedef struct GrowingList {
    FeelList list;
    size_t capacity;
} GrowingList;

FeelValue list_growing(FeelMachine *m) {
    if (!feel_room(m, sizeof(GrowingList))) return feel_stopped(m);
    GrowingList *g = ARENA_NEW(m->arena, GrowingList);
    return (FeelValue){.kind = FEEL_LIST, .depth = 1, .weight = 1, .list = &g->list};
}

static bool make_room(FeelMachine *m, GrowingList *g) {
    size_t capacity = g->capacity ? g->capacity * 2 : 4;
    if (capacity > LIMIT_FEEL_LIST) capacity = g->capacity + 1;
    if (capacity > LIMIT_FEEL_LIST) {
        machine_stop(m, MSG("a list would have more than {1} items",
                            str_fmt(m->arena, "%d", LIMIT_FEEL_LIST)));
        return false;
    }
    if (!feel_room(m, capacity * sizeof(FeelValue))) return false;
    g->list.items = arena_grow(m->arena, (void *)(uintptr_t)g->list.items,
                               g->capacity * sizeof(FeelValue), capacity * sizeof(FeelValue));
    g->capacity = capacity;
    return true;
}

void list_append(FeelMachine *m, FeelValue *list, FeelValue item) {
    if (list->kind != FEEL_LIST || m->is_stopped) return;
    GrowingList *g = (GrowingList *)(uintptr_t)list->list;
    if (g->list.count == g->capacity && !make_room(m, g)) return;
    ((FeelValue *)(uintptr_t)g->list.items)[g->list.count++] = item;
    if (item.kind >= FEEL_LIST && item.depth >= list->depth) list->depth = item.depth + 1;
    uint64_t weight = (uint64_t)list->weight + feel_weight(item);
    list->weight = weight < UINT32_MAX ? (uint32_t)weight : UINT32_MAX;
    if (list->depth > FEEL_VALUE_DEPTH_MAX || weight > FEEL_VALUE_WEIGHT_MAX)
        machine_bound(m, *list);
}

FeelValue list_partial(FeelMachine *m, FeelValue list) {
    if (list.kind != FEEL_LIST || !feel_room(m, sizeof(FeelList))) return feel_stopped(m);
    list.list = arena_copy(m->arena, list.list, sizeof(FeelList));
    return list;
}

// ---- indexes ------------------------------------------------------------------------------------

FeelValue list_index(FeelMachine *m, FeelValue list, FeelValue index) {
    const Instruction *i = m->frames[m->frame_count - 1].at;
    int64_t n;
    if (list.kind == FEEL_NULL) return machine_null(m, list, i->a, 0);
    if (index.kind == FEEL_NULL) return machine_null(m, index, i->b, 1);
    if (index.kind != FEEL_NUMBER || !dec_to_int(index.number, &n))
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("an index is a whole number"));
    int64_t count = list.kind == FEEL_LIST ? (int64_t)list.list->count : 1;
    if (n == 0 || n > count || n < -count)
        return feel_fault(m, FEEL_NO_SUCH_ENTRY,
                          MSG("the list has {1} items and no item {2}",
                              str_fmt(m->arena, "%lld", (long long)count),
                              str_fmt(m->arena, "%lld", (long long)n)));
    if (list.kind != FEEL_LIST) return list;
    return list.list->items[n > 0 ? n - 1 : count + n];
}

// ---- iteration ----------------------------------------------------------------------------------

// state[0]: the list, or a value of the kind that a range yields. state[1].months: the next item's
// index, integer or day. state[2].months: how many are left; its `zone_kind` is 1 if they descend.

static void begin_range(FeelValue *state, FeelKind kind, int64_t first, int64_t last) {
    bool descends = first > last;
    uint64_t distance =
        descends ? (uint64_t)first - (uint64_t)last : (uint64_t)last - (uint64_t)first;
    int64_t left = distance < INT64_MAX ? (int64_t)distance + 1 : INT64_MAX;
    state[0] = (FeelValue){.kind = (uint8_t)kind};
    state[1] = (FeelValue){.kind = FEEL_YEARS_DURATION, .months = first};
    state[2] = (FeelValue){.kind = FEEL_YEARS_DURATION, .zone_kind = descends, .months = left};
}

// The end of a range as a number that can be counted up: an integer or a day.
static bool countable(FeelValue v, int64_t *ret) {
    if (v.kind == FEEL_DATE) *ret = v.moment.days;
    return v.kind == FEEL_DATE || (v.kind == FEEL_NUMBER && dec_to_int(v.number, ret));
}

static bool cannot_iterate(FeelMachine *m, FeelValue *state, FeelValue v) {
    state[0] = feel_fault(m, FEEL_WRONG_TYPE,
                          MSG("cannot go through {1}: its ends must be whole numbers or dates",
                              str_from(feel_kind_name((FeelKind)v.kind))));
    return false;
}

bool iterate_begin_bare(FeelMachine *m, FeelValue *state, FeelValue low, FeelValue high) {
    const Instruction *i = m->frames[m->frame_count - 1].at;
    int64_t first, last;
    if (low.kind == FEEL_NULL || high.kind == FEEL_NULL) {
        state[0] =
            low.kind == FEEL_NULL ? machine_null(m, low, i->a, 0) : machine_null(m, high, i->b, 1);
        return false;
    }
    if (low.kind != high.kind || !countable(low, &first) || !countable(high, &last))
        return cannot_iterate(m, state, (FeelValue){.kind = FEEL_RANGE});
    begin_range(state, (FeelKind)low.kind, first, last);
    return true;
}

static bool begin_written_range(FeelMachine *m, FeelValue *state, FeelValue v) {
    const FeelRange *r = v.range;
    int64_t first, last;
    if (r->low.kind != r->high.kind || !countable(r->low, &first) || !countable(r->high, &last) ||
        first > last)
        return cannot_iterate(m, state, v);
    first += !r->low_included;
    last -= !r->high_included;
    begin_range(state, (FeelKind)r->low.kind, first, last);
    if (first > last) state[2].months = 0;
    return true;
}

bool iterate_begin(FeelMachine *m, FeelValue *state, FeelValue v) {
    if (v.kind == FEEL_NULL) {
        state[0] = machine_null(m, v, m->frames[m->frame_count - 1].at->a, SIZE_MAX);
        return false;
    }
    if (v.kind == FEEL_RANGE) return begin_written_range(m, state, v);
    if (v.kind != FEEL_LIST) {
        if (!feel_room(m, sizeof(FeelValue))) {
            state[0] = feel_stopped(m);
            return false;
        }
        v = feel_list_of(m, arena_copy(m->arena, &v, sizeof v), 1);
    }
    state[0] = v;
    state[1] = (FeelValue){.kind = FEEL_YEARS_DURATION, .months = 0};
    state[2] = (FeelValue){.kind = FEEL_YEARS_DURATION,
                           .months = v.kind == FEEL_LIST ? (int64_t)v.list->count : 0};
    return true;
}

bool iterate_next(FeelValue *state, FeelValue *ret_item) {
    if (state[2].months == 0) return false;
    int64_t at = state[1].months;
    state[2].months--;
    if (state[2].months > 0) state[1].months += state[2].zone_kind ? -1 : 1;
    switch ((int)state[0].kind) {
    case FEEL_LIST: *ret_item = state[0].list->items[at]; break;
    case FEEL_DATE: *ret_item = (FeelValue){.kind = FEEL_DATE, .moment = {at, 0}}; break;
    default: *ret_item = feel_integer(at); break;
    }
    return true;
}
