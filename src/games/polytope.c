// games/polytope.c - all vertices of {x >= 0, M x <= 1}, by walking its edges
//
// The right side perturbed by powers of an e smaller than every number makes each vertex of a
// degenerate polytope a group of simple ones, and the edges connect them all. A set of bases that
// were seen keeps the walk from going anywhere twice; it costs eight bytes for each, and one pivot
// there and one back, where reverse search needs no memory but a pivot for many of the edges.
#include "games/polytope.h"

#include "games/dict.h"

enum { CELLS_MAX = 1 << 28, BIG_COST = 16 };

typedef struct MaskSet {
    uint64_t *slots; // 0 = free: no basis has nothing outside
    size_t count, capacity;
} MaskSet;

typedef struct Walk {
    Arena *arena;
    Dict *dict;
    MaskSet seen, zeros;
    VertexList list;
    size_t limit;
    struct Steps {
        struct Step {
            int row, column;
        } * items;
        size_t count, capacity;
    } steps;
} Walk;

static size_t slot_of(const MaskSet *s, uint64_t mask) {
    uint64_t hash = mask * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash ^ hash >> 29) & (s->capacity - 1);
    while (s->slots[at] && s->slots[at] != mask) at = (at + 1) & (s->capacity - 1);
    return at;
}

static void grow(Arena *a, MaskSet *s) {
    MaskSet old = *s;
    s->capacity = old.capacity ? old.capacity * 4 : 1024;
    s->slots = ARENA_ARRAY(a, uint64_t, s->capacity);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i]) s->slots[slot_of(s, old.slots[i])] = old.slots[i];
}

// False if it is there already.
static bool add_mask(Arena *a, MaskSet *s, uint64_t mask) {
    if (s->count * 2 >= s->capacity) grow(a, s);
    size_t at = slot_of(s, mask);
    if (s->slots[at]) return false;
    s->slots[at] = mask;
    s->count++;
    return true;
}

// Bases of one vertex have the same zeros.
static void note_vertex(Walk *w) {
    uint64_t zeros = dict_zeros(w->dict);
    bool is_simple = zeros == dict_outside(w->dict);
    w->list.base_count++;
    w->list.is_degenerate |= !is_simple;
    if (is_simple || add_mask(w->arena, &w->zeros, zeros)) *VEC_ADD(w->arena, &w->list) = zeros;
}

// Over the edge of `column` to a basis that was not seen; false if there is none.
static bool go_on(Walk *w, int column) {
    Dict *d = w->dict;
    int row = dict_leaving(d, column);
    if (row < 0 || d->has_overflowed) return false;
    uint64_t mask =
        dict_outside(d) ^ (UINT64_C(1) << d->cobasic[column]) ^ (UINT64_C(1) << d->basic[row]);
    if (!add_mask(w->arena, &w->seen, mask)) return false;
    dict_pivot(d, row, column);
    *VEC_ADD(w->arena, &w->steps) = (struct Step){row, column};
    if (!d->has_overflowed) note_vertex(w);
    return true;
}

// Back over the last edge; the column to go on with.
static int go_back(Walk *w) {
    struct Step step = w->steps.items[--w->steps.count];
    dict_pivot(w->dict, step.row, step.column);
    return step.column + 1;
}

static void walk(Walk *w) {
    int column = 0;
    add_mask(w->arena, &w->seen, dict_outside(w->dict));
    note_vertex(w);
    while (!w->dict->has_overflowed && w->list.base_count < w->limit) {
        if (column < w->dict->columns) {
            column = go_on(w, column) ? 0 : column + 1;
        } else if (w->steps.count) {
            column = go_back(w);
        } else {
            w->list.is_complete = true;
            return;
        }
    }
}

// A pivot touches every cell; cells of any size cost more.
static size_t limit_of(int rows, int columns, size_t limit, bool is_big) {
    size_t cells = (size_t)((rows + 1) * (columns + 1)) * (is_big ? BIG_COST : 1);
    return limit < CELLS_MAX / cells ? limit : CELLS_MAX / cells;
}

VertexList polytope_vertices(Arena *a, const Big *matrix, int rows, int columns, size_t limit) {
    Walk w = {.arena = a, .limit = limit_of(rows, columns, limit, false)};
    w.dict = dict_new(a, matrix, rows, columns, false);
    walk(&w);
    if (!w.dict->has_overflowed) return w.list;
    w = (Walk){.arena = a, .limit = limit_of(rows, columns, limit, true)};
    w.dict = dict_new(a, matrix, rows, columns, true);
    walk(&w);
    return w.list;
}
