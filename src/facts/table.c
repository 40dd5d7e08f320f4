// facts/table.c - the table of facts: columns, origins, and what `eval` asks of it
#include "facts/facts_int.h"

#include <assert.h>

enum { PART_BYTES_MIN = 4 << 20 };

static void free_scratch(void *scratch) {
    arena_free(scratch);
}

// The set along which facts lie side by side: the first open one, else the last.
static size_t row_set_of(const Terms *t, const Item *item) {
    for (size_t i = 0; i < item->set_count; i++)
        if (t->sets[item->sets[i]].kind == MEMBERS_FACTS) return i;
    return item->set_count > 0 ? item->set_count - 1 : 0;
}

FactTable *fact_table_new(Arena *a, const Rulebook *r) {
    FactTable *t = ARENA_NEW(a, FactTable);
    *t = (FactTable){.arena = a, .rules = r, .terms = r->terms, .part_bytes_min = PART_BYTES_MIN};
    t->quantities = ARENA_ARRAY(a, Quantity, t->terms->item_count);
    t->members = ARENA_ARRAY(a, Members, t->terms->set_count);
    t->values = (Values){.arena = a, .texts = {.arena = a}};
    t->origin_index = (Map){.arena = a};
    t->scratch = arena_new();
    arena_defer(a, free_scratch, t->scratch);
    t->shapes = shapes_new(a);
    t->quantity_names = feel_scope_new(a);
    for (size_t i = 0; i < t->terms->set_count; i++) t->members[i].arena = a;
    for (uint32_t i = 0; i < t->terms->item_count; i++) {
        const Item *item = &t->terms->items[i];
        t->quantities[i].row_set = row_set_of(t->terms, item);
        if (item->kind == ITEM_QUANTITY)
            feel_scope_add(t->quantity_names, item->id, r->rules[i].type, i);
    }
    return t;
}

// ---- columns ------------------------------------------------------------------------------------

static uint32_t column_hash(uint32_t item, const uint32_t *members, int64_t period) {
    uint64_t hash = ((uint64_t)period << 32 ^ item) * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < LIMIT_SET_DIMENSIONS; i++)
        hash = (hash ^ hash >> 29 ^ members[i]) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(hash >> 32);
}

static void put_column(struct ColumnSlot *slots, size_t slot_count, struct ColumnSlot slot) {
    size_t at = slot.hash & (slot_count - 1);
    while (slots[at].index) at = (at + 1) & (slot_count - 1);
    slots[at] = slot;
}

static void grow_columns(FactTable *t) {
    size_t grown = t->column_slot_count ? t->column_slot_count * 2 : 64;
    struct ColumnSlot *slots = ARENA_ARRAY(t->arena, struct ColumnSlot, grown);
    for (size_t i = 0; i < t->column_slot_count; i++)
        if (t->column_slots[i].index) put_column(slots, grown, t->column_slots[i]);
    t->column_slots = slots;
    t->column_slot_count = grown;
}

static void widen_span(FactTable *t, Period p) {
    if (p.grain == GRAIN_ONCE) return;
    int64_t first = period_first_day(t->terms->period_rule, p);
    int64_t last = period_last_day(t->terms->period_rule, p);
    if (!t->has_span || first < t->first_day) t->first_day = first;
    if (!t->has_span || last > t->last_day) t->last_day = last;
    t->has_span = true;
}

static Column *add_column(FactTable *t, Column key, uint32_t hash, Period p) {
    if (t->columns.count * 2 >= t->column_slot_count) grow_columns(t);
    Column *c = arena_copy(t->arena, &key, sizeof key);
    *VEC_ADD(t->arena, &t->columns) = c;
    put_column(t->column_slots, t->column_slot_count,
               (struct ColumnSlot){hash, (uint32_t)t->columns.count});
    widen_span(t, p);
    return c;
}

Column *table_column(FactTable *t, uint32_t item, const uint32_t *members, Period p, bool make) {
    const Item *i = &t->terms->items[item];
    Column key = {.item = item, .period = p.index};
    for (size_t k = 0; k < i->set_count; k++)
        key.members[k] = k == t->quantities[item].row_set ? 0 : members[k];
    uint32_t hash = column_hash(item, key.members, p.index);
    size_t mask = t->column_slot_count - 1;
    for (size_t at = hash & mask; t->column_slot_count && t->column_slots[at].index;
         at = (at + 1) & mask) {
        if (t->column_slots[at].hash != hash) continue;
        Column *c = t->columns.items[t->column_slots[at].index - 1];
        if (c->item == item && c->period == p.index &&
            memcmp(c->members, key.members, sizeof key.members) == 0)
            return c;
    }
    return make ? add_column(t, key, hash, p) : NULL;
}

// ---- files --------------------------------------------------------------------------------------

void table_begin(FactTable *t, Str file) {
    t->quantity_text = (Str){NULL, 0};
    t->is_origin_known = false;
    shapes_forget(t->shapes);
    memset(t->periods, 0, sizeof t->periods);
    for (size_t i = 0; i < t->terms->item_count; i++) t->quantities[i].is_unit_known = false;
    if (!t->file.at || !str_is(file, t->file)) t->file = str_copy(t->arena, file);
}

uint32_t table_origin(FactTable *t, Str source, Str date) {
    if (t->is_origin_known && str_is(source, t->source_text) && str_is(date, t->date_text))
        return t->origin;
    arena_reset(t->scratch);
    Buf key = {.arena = t->scratch};
    buf_add_fmt(&key, "%zu %zu ", t->file.size, source.size);
    buf_add(&key, t->file);
    buf_add(&key, source);
    buf_add(&key, date);
    if (!map_get(&t->origin_index, buf_str(&key), &t->origin)) {
        t->origin = (uint32_t)t->origins.count;
        map_add(&t->origin_index, str_copy(t->arena, buf_str(&key)), t->origin);
        Origin o = {t->file, str_copy(t->arena, source), str_copy(t->arena, date)};
        *VEC_ADD(t->arena, &t->origins) = o;
    }
    t->source_text = source;
    t->date_text = date;
    t->is_origin_known = true;
    return t->origin;
}

static void mark_unsorted(FactTable *t, Column *c) {
    c->is_unsorted = t->has_unsorted = true;
}

void table_keep(FactTable *t, Column *c, const Fact *fact) {
    bool is_behind = c->count == 0 || fact->row > c->last_row;
    column_append(t->arena, c, fact);
    if (!is_behind) mark_unsorted(t, c);
}

void table_link(FactTable *t, Column *c, const Column *from) {
    if (!from->first) return;
    bool is_behind = c->count == 0 || chunk_row(from->first, 0) > c->last_row;
    column_link(t->arena, c, from);
    if (!is_behind || from->is_unsorted) mark_unsorted(t, c);
}

static Place place_of(const FactTable *t, Fact fact) {
    return (Place){.file = t->origins.items[fact.origin].file, .line = fact.line};
}

void fact_table_replace(FactTable *t) {
    t->is_replacing = true;
    t->replaced = (uint32_t)t->origins.count;
}

static bool settle_twice(void *self, const Column *c, Fact stays, Fact goes) {
    FactTable *t = self;
    FeelKind kind = t->rules->rules[c->item].type->kind;
    if (t->is_replacing && stays.origin < t->replaced && goes.origin >= t->replaced) return true;
    FeelValue a = value_unpack(&t->values, stays.value, kind);
    FeelValue b = value_unpack(&t->values, goes.value, kind);
    FeelValue equal = feel_equal(a, b);
    if (equal.kind == FEEL_BOOLEAN && equal.boolean) {
        if (t->repeated_count++ == 0) t->repeated = place_of(t, goes);
        return false;
    }
    Place first = place_of(t, stays);
    finding_add(t->findings, SEVERITY_ERROR, "fact-twice", place_of(t, goes),
                MSG("\"{1}\" is {2} here, but {3} in {4}", t->terms->items[c->item].id,
                    feel_to_string(t->arena, b), feel_to_string(t->arena, a),
                    str_fmt(t->arena, "%.*s:%u", STR_ARG(first.file), first.line)),
                MSG("keep one of the two lines"));
    return false;
}

void table_end(FactTable *t, Findings *f) {
    t->findings = f;
    t->repeated_count = 0;
    for (size_t i = 0; i < t->columns.count && t->has_unsorted; i++) {
        Column *c = t->columns.items[i];
        if (!c->is_unsorted) continue;
        column_sort(t->arena, c, settle_twice, t);
        c->is_unsorted = false;
    }
    t->has_unsorted = false;
    if (t->repeated_count > 0)
        finding_add(f, SEVERITY_NOTE, "fact-twice", t->repeated,
                    MSG("{1} facts are given twice with the same value, the first here",
                        str_fmt(t->arena, "%zu", t->repeated_count)),
                    NO_MSG);
}

// ---- the interface ------------------------------------------------------------------------------

static size_t member_count(void *self, uint32_t set) {
    FactTable *t = self;
    const Set *s = &t->terms->sets[set];
    return s->kind == MEMBERS_FACTS ? t->members[set].count : s->member_count;
}

static Str member_id(void *self, uint32_t set, uint32_t member) {
    FactTable *t = self;
    const Set *s = &t->terms->sets[set];
    return s->kind == MEMBERS_FACTS ? members_id(&t->members[set], member) : s->members[member];
}

static size_t fill_column(const FactTable *t, const Column *c, FeelKind kind, uint32_t first,
                          size_t count, FeelValue *ret) {
    Chunk *chunk;
    uint32_t at;
    size_t found = 0;
    for (size_t i = 0; i < count; i++) ret[i] = feel_null();
    if (!c || !column_seek(c, first, &chunk, &at)) return 0;
    while (chunk) {
        for (; at < chunk->count && chunk_row(chunk, at) - first < count; at++, found++)
            ret[chunk_row(chunk, at) - first] = value_unpack(&t->values, chunk->values[at], kind);
        if (at < chunk->count) break;
        chunk = chunk->next;
        at = 0;
    }
    return found;
}

static bool fact_at(FactTable *t, uint32_t item, const uint32_t *members, Period p, Fact *ret) {
    Column *c = table_column(t, item, members, p, false);
    bool has_sets = t->terms->items[item].set_count > 0;
    uint32_t row = has_sets ? members[t->quantities[item].row_set] : 0, at;
    Chunk *chunk;
    if (!c || !column_seek(c, row, &chunk, &at) || chunk_row(chunk, at) != row) return false;
    *ret = chunk_fact(chunk, at);
    return true;
}

static size_t fill(void *self, uint32_t item, size_t along, const uint32_t *members, uint32_t first,
                   size_t count, Period period, FeelValue *ret) {
    FactTable *t = self;
    FeelKind kind = t->rules->rules[item].type->kind;
    assert(!t->has_unsorted);
    if (along == t->quantities[item].row_set)
        return fill_column(t, table_column(t, item, members, period, false), kind, first, count,
                           ret);
    uint32_t at[LIMIT_SET_DIMENSIONS] = {0};
    size_t found = 0;
    memcpy(at, members, t->terms->items[item].set_count * sizeof *at);
    for (size_t i = 0; i < count; i++) {
        Fact fact;
        at[along] = first + (uint32_t)i;
        bool is_there = fact_at(t, item, at, period, &fact);
        ret[i] = is_there ? value_unpack(&t->values, fact.value, kind) : feel_null();
        found += is_there;
    }
    return found;
}

// Packed values of a column, if none is missing.
static bool copy_packed(const Column *c, uint32_t first, size_t count, uint64_t *ret) {
    Chunk *chunk;
    uint32_t at;
    size_t found = 0;
    if (!c || !column_seek(c, first, &chunk, &at)) return false;
    for (; chunk && found < count; chunk = chunk->next, at = 0) {
        for (; at < chunk->count && found < count; at++, found++) {
            if (chunk_row(chunk, at) != first + found) return false;
            ret[found] = chunk->values[at];
        }
    }
    return found == count;
}

static bool fill_small(void *self, uint32_t item, size_t along, const uint32_t *members,
                       uint32_t first, size_t count, Period period, int64_t *ret_numbers,
                       FeelKind *ret_kind, int *ret_exponent) {
    FactTable *t = self;
    FeelKind kind = t->rules->rules[item].type->kind;
    bool is_small = kind == FEEL_NUMBER || kind == FEEL_BOOLEAN || kind == FEEL_DATE;
    uint64_t *packed = (uint64_t *)ret_numbers;
    assert(!t->has_unsorted);
    if (!is_small || along != t->quantities[item].row_set ||
        !copy_packed(table_column(t, item, members, period, false), first, count, packed))
        return false;
    *ret_kind = kind;
    return value_unpack_small(packed, count, ret_numbers, ret_exponent);
}

static bool source(void *self, uint32_t item, const uint32_t *members, Period period,
                   FactSource *ret) {
    FactTable *t = self;
    Fact fact;
    if (!fact_at(t, item, members, period, &fact)) return false;
    const Origin *o = &t->origins.items[fact.origin];
    *ret = (FactSource){o->source, o->date, place_of(t, fact)};
    return true;
}

static bool span(void *self, int64_t *ret_first_day, int64_t *ret_last_day) {
    FactTable *t = self;
    *ret_first_day = t->first_day;
    *ret_last_day = t->last_day;
    return t->has_span;
}

Facts fact_table_facts(FactTable *t) {
    return (Facts){t, member_count, member_id, fill, fill_small, source, span};
}

// ---- facts one by one ---------------------------------------------------------------------------

static bool see_column(const FactTable *t, const Column *c,
                       bool (*see)(void *self, const FactSeen *fact), void *self) {
    const Item *item = &t->terms->items[c->item];
    FactSeen fact = {.item = c->item, .period = {item->grain, c->period}};
    memcpy(fact.members, c->members, sizeof fact.members);
    for (const Chunk *chunk = c->first; chunk; chunk = chunk->next)
        for (uint32_t i = 0; i < chunk->count; i++) {
            fact.members[t->quantities[c->item].row_set] = chunk_row(chunk, i);
            fact.value =
                value_unpack(&t->values, chunk->values[i], t->rules->rules[c->item].type->kind);
            if (!see(self, &fact)) return false;
        }
    return true;
}

void fact_table_each(const FactTable *t, bool (*see)(void *self, const FactSeen *fact),
                     void *self) {
    for (size_t i = 0; i < t->columns.count; i++)
        if (!see_column(t, t->columns.items[i], see, self)) return;
}
