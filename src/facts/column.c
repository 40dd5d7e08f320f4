// facts/column.c - chains of chunks of facts, ordered by row
#include "facts/facts_int.h"

#include <assert.h>

enum { CHUNK_FIRST = 2, CHUNK_MAX = 4096 };

static Chunk *chunk_new(Arena *a, uint32_t capacity) {
    Chunk *c = arena_get(a, sizeof(Chunk) + capacity * sizeof c->values[0]);
    c->capacity = capacity;
    return c;
}

Fact chunk_fact(const Chunk *c, uint32_t at) {
    return (Fact){.row = chunk_row(c, at),
                  .line = c->lines ? c->lines[at] : c->first_line + at * c->line_stride,
                  .origin = c->origins ? c->origins[at] : c->origin,
                  .value = c->values[at]};
}

// From here on the numbers of the chunk are listed: those before `at` follow the rule.
static uint32_t *list_numbers(Arena *a, const Chunk *c, uint32_t at, uint32_t first,
                              uint32_t stride) {
    uint32_t *list = ARENA_ARRAY(a, uint32_t, c->capacity);
    for (uint32_t i = 0; i < at; i++) list[i] = first + i * stride;
    return list;
}

static void set_exception(Arena *a, Chunk *c, uint32_t at, const Fact *f) {
    if (!c->rows && f->row != c->first_row + at) c->rows = list_numbers(a, c, at, c->first_row, 1);
    if (!c->lines && f->line != c->first_line + at * c->line_stride)
        c->lines = list_numbers(a, c, at, c->first_line, c->line_stride);
    if (!c->origins && f->origin != c->origin) c->origins = list_numbers(a, c, at, c->origin, 0);
    if (c->rows) c->rows[at] = f->row;
    if (c->lines) c->lines[at] = f->line;
    if (c->origins) c->origins[at] = f->origin;
}

static void chunk_add(Arena *a, Chunk *c, const Fact *f) {
    uint32_t at = c->count++;
    if (at == 0) {
        c->first_row = f->row;
        c->first_line = f->line;
        c->origin = f->origin;
    }
    if (at == 1) c->line_stride = f->line - c->first_line;
    c->values[at] = f->value;
    bool is_regular = f->row == c->first_row + at && f->origin == c->origin &&
                      f->line == c->first_line + at * c->line_stride;
    bool is_listed = c->rows || c->lines || c->origins;
    if (!is_regular || is_listed) set_exception(a, c, at, f);
}

static Chunk *add_chunk(Arena *a, Column *c) {
    uint32_t grown = !c->last ? CHUNK_FIRST : c->last->capacity * 2;
    Chunk *added = chunk_new(a, grown < CHUNK_MAX ? grown : CHUNK_MAX);
    if (c->last)
        c->last->next = added;
    else
        c->first = added;
    *VEC_ADD(a, &c->chunks) = added;
    return c->last = added;
}

void column_append(Arena *a, Column *c, const Fact *fact) {
    Chunk *last = c->last;
    if (!last || last->count == last->capacity) last = add_chunk(a, c);
    chunk_add(a, last, fact);
    c->last_row = fact->row;
    c->count++;
}

void column_link(Arena *a, Column *c, const Column *from) {
    if (!from->first) return;
    if (c->last)
        c->last->next = from->first;
    else
        c->first = from->first;
    for (Chunk *chunk = from->first; chunk; chunk = chunk->next) *VEC_ADD(a, &c->chunks) = chunk;
    c->last = from->last;
    c->last_row = chunk_row(c->last, c->last->count - 1);
    c->count += from->count;
}

static uint32_t first_at_least(const Chunk *c, uint32_t row) {
    uint32_t low = 0, high = c->count;
    if (!c->rows) return row > c->first_row ? row - c->first_row : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool ends_before(const Chunk *c, uint32_t row) {
    return chunk_row(c, c->count - 1) < row;
}

bool column_seek(const Column *c, uint32_t row, Chunk **ret_chunk, uint32_t *ret_at) {
    size_t low = 0, high = c->chunks.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ends_before(c->chunks.items[middle], row))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == c->chunks.count) return false;
    *ret_chunk = c->chunks.items[low];
    *ret_at = first_at_least(*ret_chunk, row);
    return true;
}

// ---- sorting ------------------------------------------------------------------------------------

// Stable radix sort by row, byte by byte; returns where the result is.
static Fact *radix_sort(Fact *facts, Fact *other, size_t count) {
    for (int shift = 0; shift < 32; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++) starts[(facts[i].row >> shift & 255) + 1]++;
        bool is_one_value = false;
        for (size_t i = 1; i <= 256; i++) is_one_value = is_one_value || starts[i] == count;
        if (is_one_value) continue;
        for (size_t i = 1; i <= 256; i++) starts[i] += starts[i - 1];
        for (size_t i = 0; i < count; i++) other[starts[facts[i].row >> shift & 255]++] = facts[i];
        Fact *swap = facts;
        facts = other;
        other = swap;
    }
    return facts;
}

static size_t collect(const Column *c, Fact *facts) {
    size_t count = 0;
    for (const Chunk *chunk = c->first; chunk; chunk = chunk->next)
        for (uint32_t i = 0; i < chunk->count; i++) facts[count++] = chunk_fact(chunk, i);
    return count;
}

static void write_back(Arena *a, Column *c, const Fact *facts, size_t count) {
    size_t at = 0, filled = 0;
    for (Chunk *chunk = c->first; chunk; chunk = chunk->next) {
        chunk->count = 0;
        while (at < count && chunk->count < chunk->capacity) chunk_add(a, chunk, &facts[at++]);
        if (chunk->count == 0) continue;
        c->last = chunk;
        filled++;
    }
    c->last->next = NULL;
    c->chunks.count = filled;
    c->last_row = facts[count - 1].row;
    c->count = count;
}

void column_sort(Arena *a, Column *c,
                 bool (*replaces)(void *self, const Column *c, Fact first, Fact later),
                 void *self) {
    assert(c->count > 0);
    Arena *scratch = arena_new();
    Fact *facts = ARENA_ARRAY(scratch, Fact, c->count);
    size_t count = collect(c, facts), kept = 1;
    facts = radix_sort(facts, ARENA_ARRAY(scratch, Fact, count), count);
    for (size_t i = 1; i < count; i++) {
        if (facts[i].row != facts[kept - 1].row)
            facts[kept++] = facts[i];
        else if (replaces(self, c, facts[kept - 1], facts[i]))
            facts[kept - 1] = facts[i];
    }
    write_back(a, c, facts, kept);
    arena_free(scratch);
}
