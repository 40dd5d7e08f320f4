// feel/scope.c - the declared names, in a trie of their normal forms: the longest match wins
#include "feel/scope.h"

#include "feel/name.h"

// Children of a node are linked by `sibling`. Index 0 is the root, which is nobody's child.
typedef struct TrieNode {
    uint32_t child, sibling;
    uint32_t value; // 1 + index of the name that ends here, 0 = none
    char byte;
} TrieNode;

typedef struct ScopeType {
    Str name;
    const FeelType *type;
} ScopeType;

struct FeelScope {
    Arena *arena;
    struct {
        TrieNode *items;
        size_t count, capacity;
    } trie;
    struct {
        ScopeName *items;
        size_t count, capacity;
    } names;
    struct {
        ScopeType *items;
        size_t count, capacity;
    } types;
};

FeelScope *feel_scope_new(Arena *a) {
    FeelScope *s = ARENA_NEW(a, FeelScope);
    s->arena = a;
    *VEC_ADD(a, &s->trie) = (TrieNode){0};
    return s;
}

static uint32_t child_of(const FeelScope *s, uint32_t node, char byte) {
    uint32_t child = s->trie.items[node].child;
    while (child && s->trie.items[child].byte != byte) child = s->trie.items[child].sibling;
    return child;
}

static uint32_t child_made(FeelScope *s, uint32_t node, char byte) {
    uint32_t child = child_of(s, node, byte);
    if (child) return child;
    child = (uint32_t)s->trie.count;
    TrieNode made = {.byte = byte, .sibling = s->trie.items[node].child};
    *VEC_ADD(s->arena, &s->trie) = made;
    s->trie.items[node].child = child;
    return child;
}

static bool add_name(FeelScope *s, ScopeName name) {
    name.name = name_normal(s->arena, name.name);
    if (name.name.size == 0) return false;
    uint32_t node = 0;
    for (size_t i = 0; i < name.name.size; i++) node = child_made(s, node, name.name.at[i]);
    if (s->trie.items[node].value) return false;
    *VEC_ADD(s->arena, &s->names) = name;
    s->trie.items[node].value = (uint32_t)s->names.count;
    return true;
}

bool feel_scope_add(FeelScope *s, Str name, const FeelType *type, uint32_t slot) {
    return add_name(s, (ScopeName){name, type, slot, NULL, NULL});
}

void feel_scope_add_special(FeelScope *s, Str function, FeelResolve *resolve, void *host) {
    add_name(s, (ScopeName){function, feel_type(FEEL_FUNCTION), 0, resolve, host});
}

void feel_scope_add_type(FeelScope *s, Str name, const FeelType *type) {
    *VEC_ADD(s->arena, &s->types) = (ScopeType){name_normal(s->arena, name), type};
}

const ScopeName *scope_match(const FeelScope *s, Str text, size_t at, size_t *ret_end) {
    NameWalk w = {.text = text, .at = at};
    char bytes[5];
    size_t size;
    uint32_t node = 0, best = 0;
    if (!s) return NULL;
    while (name_walk(&w, bytes, &size)) {
        for (size_t i = 0; i < size; i++)
            if ((node = child_of(s, node, bytes[i])) == 0) break;
        if (node == 0) break;
        if (s->trie.items[node].value && name_walk_may_end(&w)) {
            best = s->trie.items[node].value;
            *ret_end = w.at;
        }
    }
    return best ? &s->names.items[best - 1] : NULL;
}

const FeelType *scope_match_type(const FeelScope *s, Str text, size_t at, size_t *ret_end) {
    const FeelType *best = NULL;
    size_t best_end = at;
    for (size_t i = 0; s && i < s->types.count; i++) {
        size_t end = name_match(s->types.items[i].name, text, at);
        if (end <= best_end) continue;
        best_end = *ret_end = end;
        best = s->types.items[i].type;
    }
    return best;
}

const ScopeName *scope_name_of_slot(const FeelScope *s, uint32_t slot) {
    for (size_t i = 0; i < s->names.count; i++)
        if (!s->names.items[i].resolve && s->names.items[i].slot == slot) return &s->names.items[i];
    return NULL;
}

enum { DISTANCE_MAX_POINTS = 64 };

static size_t code_points(Str s, uint32_t points[DISTANCE_MAX_POINTS]) {
    size_t count = 0, at = 0;
    while (at < s.size && count < DISTANCE_MAX_POINTS) {
        size_t size = utf8_get(s, at, &points[count]);
        if (!size) break;
        at += size;
        count++;
    }
    return count;
}

static size_t least(size_t a, size_t b, size_t c) {
    size_t least_of_two = a < b ? a : b;
    return least_of_two < c ? least_of_two : c;
}

size_t name_distance(Str a, Str b, size_t limit) {
    uint32_t x[DISTANCE_MAX_POINTS], y[DISTANCE_MAX_POINTS];
    size_t x_count = code_points(a, x), y_count = code_points(b, y);
    if (x_count > y_count + limit || y_count > x_count + limit) return limit + 1;
    size_t rows[3][DISTANCE_MAX_POINTS + 1], above_least = 0;
    for (size_t j = 0; j <= y_count; j++) rows[0][j] = j;
    for (size_t i = 1; i <= x_count; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *older = rows[(i + 1) % 3];
        size_t row_least = row[0] = i;
        for (size_t j = 1; j <= y_count; j++) {
            row[j] = least(above[j - 1] + (x[i - 1] != y[j - 1]), above[j] + 1, row[j - 1] + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least(row[j], older[j - 2] + 1, row[j]);
            if (row[j] < row_least) row_least = row[j];
        }
        if (row_least > limit && above_least >= limit) return limit + 1;
        above_least = row_least;
    }
    size_t distance = rows[x_count % 3][y_count];
    return distance > limit ? limit + 1 : distance;
}

size_t name_distance_limit(Str name) {
    size_t count = utf8_count(name);
    return count < 2 ? 0 : count < 7 ? 1 : count < 12 ? 2 : 3;
}

Str feel_scope_nearest(const FeelScope *s, Str name) {
    size_t limit = name_distance_limit(name);
    Str best = {NULL, 0};
    for (size_t i = 0; s && i < s->names.count && limit > 0; i++) {
        size_t distance = name_distance(name, s->names.items[i].name, limit);
        if (distance > limit) continue;
        best = s->names.items[i].name;
        limit = distance ? distance - 1 : 0;
    }
    return best;
}
