// facts/join.c - one table of facts is put behind another, where its facts lie
//
// Members, values and origins of the part get the numbers that they have in the table; its chunks
// are then linked as they are.
#include "facts/facts_int.h"

#include <assert.h>

// What a number of the part is in the table. Often all are shifted by the same.
typedef struct Renumbering {
    uint32_t *to;
    size_t count;
    bool is_shift;
    uint32_t shift;
} Renumbering;

typedef struct Join {
    FactTable *table;
    FactTable *part;
    uint32_t lines;
    Renumbering *members; // by set
    Renumbering origins;
    uint64_t *packed;             // what is not packed into 8 bytes, as it is packed in the table
    bool has_other[FEEL_ANY + 1]; // is there something like that, by kind of value?
    Arena *scratch;
} Join;

static uint32_t renumbered(const Renumbering *r, uint32_t number) {
    return r->is_shift ? number + r->shift : r->to[number];
}

static void find_shift(Renumbering *r) {
    r->is_shift = true;
    r->shift = r->count > 0 ? r->to[0] : 0;
    for (size_t i = 0; i < r->count && r->is_shift; i++)
        r->is_shift = r->to[i] == (uint32_t)i + r->shift;
}

// ---- numbers ------------------------------------------------------------------------------------

static Renumbering join_members(Join *j, uint32_t set) {
    Members *into = &j->table->members[set], *from = &j->part->members[set];
    Renumbering r = {.count = from->count};
    if (into->count == 0) {
        members_take(into, from);
        r.is_shift = true;
        return r;
    }
    r.to = ARENA_ARRAY(j->scratch, uint32_t, r.count);
    for (uint32_t i = 0; i < r.count; i++)
        if (!members_intern(into, members_id(from, i), &r.to[i])) assert(!"too many members");
    find_shift(&r);
    return r;
}

static void join_origins(Join *j) {
    Renumbering r = {.count = j->part->origins.count};
    r.to = ARENA_ARRAY(j->scratch, uint32_t, r.count);
    for (size_t i = 0; i < r.count; i++) {
        const Origin *o = &j->part->origins.items[i];
        r.to[i] = table_origin(j->table, o->source, o->date);
    }
    find_shift(&r);
    j->origins = r;
}

static void join_values(Join *j) {
    const Values *from = &j->part->values;
    j->packed = ARENA_ARRAY(j->scratch, uint64_t, from->others.count);
    for (size_t i = 0; i < from->others.count; i++) {
        j->packed[i] = value_pack(&j->table->values, from->others.items[i]);
        j->has_other[from->others.items[i].kind] = j->has_other[FEEL_ANY] = true;
    }
}

// ---- columns ------------------------------------------------------------------------------------

static void list_rows(Join *j, Chunk *c, const Renumbering *r) {
    uint32_t *rows = c->rows ? c->rows : ARENA_ARRAY(j->table->arena, uint32_t, c->capacity);
    for (uint32_t i = 0; i < c->count; i++) rows[i] = renumbered(r, chunk_row(c, i));
    c->rows = rows;
    c->first_row = rows[0];
}

static void renumber_rows(Join *j, Chunk *c, const Renumbering *r) {
    if (!r) return;
    if (!r->is_shift) {
        list_rows(j, c, r);
        return;
    }
    c->first_row += r->shift;
    for (uint32_t i = 0; c->rows && i < c->count; i++) c->rows[i] += r->shift;
}

static void renumber_chunk(Join *j, Chunk *c, const Renumbering *rows, bool has_others) {
    renumber_rows(j, c, rows);
    c->first_line += j->lines;
    for (uint32_t i = 0; c->lines && i < c->count; i++) c->lines[i] += j->lines;
    c->origin = renumbered(&j->origins, c->origin);
    for (uint32_t i = 0; c->origins && i < c->count; i++)
        c->origins[i] = renumbered(&j->origins, c->origins[i]);
    for (uint32_t i = 0; has_others && i < c->count; i++)
        c->values[i] = value_renumbered(c->values[i], j->packed);
}

// How the members of a set of the item are renumbered; NULL for those that all files share.
static const Renumbering *renumbering_of(const Join *j, const Item *item, size_t k) {
    uint32_t set = item->sets[k];
    return j->table->terms->sets[set].kind == MEMBERS_FACTS ? &j->members[set] : NULL;
}

static Column *column_for(Join *j, const Column *from) {
    const Item *item = &j->table->terms->items[from->item];
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    for (size_t k = 0; k < item->set_count; k++) {
        const Renumbering *r = renumbering_of(j, item, k);
        bool is_row_set = k == j->table->quantities[from->item].row_set;
        members[k] = r && !is_row_set ? renumbered(r, from->members[k]) : from->members[k];
    }
    return table_column(j->table, from->item, members, (Period){item->grain, from->period}, true);
}

static void join_column(Join *j, Column *from) {
    const Item *item = &j->table->terms->items[from->item];
    size_t row_set = j->table->quantities[from->item].row_set;
    const Renumbering *rows = item->set_count > 0 ? renumbering_of(j, item, row_set) : NULL;
    bool has_others = j->has_other[j->table->rules->rules[from->item].type->kind];
    for (Chunk *c = from->first; c; c = c->next) renumber_chunk(j, c, rows, has_others);
    if (rows && !rows->is_shift) from->is_unsorted = true;
    table_link(j->table, column_for(j, from), from);
}

void table_join(FactTable *t, FactTable *part, uint32_t lines) {
    Join j = {.table = t, .part = part, .lines = lines, .scratch = arena_new()};
    j.members = ARENA_ARRAY(j.scratch, Renumbering, t->terms->set_count);
    for (uint32_t i = 0; i < t->terms->set_count; i++) j.members[i] = join_members(&j, i);
    join_origins(&j);
    join_values(&j);
    for (size_t i = 0; i < part->columns.count; i++) join_column(&j, part->columns.items[i]);
    arena_free(j.scratch);
}
