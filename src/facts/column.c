// facts/column.c - chains of chunks of facts, ordered by row
#include "facts/facts_int.h"

#include <assert.h>

enum { CHUNK_FIRST = 2, CHUNK_MAX = 4096 };

static Chunk *chunk_new(Arena *a, uint32_t capacity) {
    size_t head = sizeof(Chunk), each = sizeof(uint64_t) + 3 * sizeof(uint32_t);
    Chunk *c = arena_get(a, head + capacity * each);
    c->capacity = capacity;
    c->values = (uint64_t *)(void *)(c + 1);
    c->rows = (uint32_t *)(void *)(c->values + capacity);
    c->lines = c->rows + capacity;
    c->origins = c->lines + capacity;
    return c;
}

static void chunk_set(Chunk *c, uint32_t at, Fact fact) {
    c->values[at] = fact.value;
    c->rows[at] = fact.row;
    c->lines[at] = fact.line;
    c->origins[at] = fact.origin;
}

Fact chunk_fact(const Chunk *c, uint32_t at) {
    return (Fact){c->rows[at], c->lines[at], c->origins[at], c->values[at]};
}

void column_append(Arena *a, Column *c, Fact fact) {
    Chunk *last = c->last;
    if (!last || last->count == last->capacity) {
        uint32_t grown = !last ? CHUNK_FIRST : last->capacity * 2;
        Chunk *added = chunk_new(a, grown < CHUNK_MAX ? grown : CHUNK_MAX);
        if (last)
            last->next = added;
        else
            c->first = added;
        c->last = last = added;
    }
    chunk_set(last, last->count++, fact);
    c->count++;
}

static uint32_t first_at_least(const Chunk *c, uint32_t from, uint32_t row) {
    uint32_t low = from, high = c->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool column_seek(Column *c, uint32_t row, Chunk **ret_chunk, uint32_t *ret_at) {
    Chunk *chunk = c->cursor;
    uint32_t from = c->cursor_at;
    if (!chunk || from >= chunk->count || chunk->rows[from] > row) {
        bool is_behind = chunk && chunk->count > 0 && chunk->rows[chunk->count - 1] < row;
        if (!is_behind) chunk = c->first;
        from = 0;
    }
    while (chunk && (chunk->count == 0 || chunk->rows[chunk->count - 1] < row)) {
        chunk = chunk->next;
        from = 0;
    }
    if (!chunk) return false;
    *ret_chunk = c->cursor = chunk;
    *ret_at = c->cursor_at = first_at_least(chunk, from, row);
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

static void write_back(Column *c, const Fact *facts, size_t count) {
    size_t at = 0;
    for (Chunk *chunk = c->first; chunk; chunk = chunk->next) {
        chunk->count = 0;
        while (at < count && chunk->count < chunk->capacity)
            chunk_set(chunk, chunk->count++, facts[at++]);
        if (chunk->count > 0) c->last = chunk;
    }
    c->last->next = NULL;
    c->count = count;
    c->cursor = NULL;
}

void column_sort(Column *c, void (*keep)(void *self, const Column *c, Fact stays, Fact goes),
                 void *self) {
    assert(c->count > 0);
    Arena *scratch = arena_new();
    Fact *facts = ARENA_ARRAY(scratch, Fact, c->count);
    size_t count = collect(c, facts), kept = 1;
    facts = radix_sort(facts, ARENA_ARRAY(scratch, Fact, count), count);
    for (size_t i = 1; i < count; i++) {
        if (facts[i].row == facts[kept - 1].row)
            keep(self, c, facts[kept - 1], facts[i]);
        else
            facts[kept++] = facts[i];
    }
    write_back(c, facts, kept);
    arena_free(scratch);
}
