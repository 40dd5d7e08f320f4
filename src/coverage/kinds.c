// coverage/kinds.c - the kinds that are compiled into the program, and those that users add
//
// The folder kinds/ is the list: the Makefile makes kinds.h of it, in the order of names. A file is
// named after its kind. What was read once is kept.
#include "base/known.h"
#include "coverage/coverage_int.h"

#include "coverage/kinds.h"

#include <assert.h>

enum { KIND_COUNT = sizeof kind_texts / sizeof kind_texts[0] };

struct Kinds {
    Arena *arena;
    Kind **added;
    size_t count, capacity;
    Kind *own[KIND_COUNT]; // NULL until asked for
};

size_t kind_catalogue_count(void) {
    return KIND_COUNT;
}

Str kind_catalogue_name(size_t index) {
    assert(index < KIND_COUNT);
    return str_from(kind_texts[index].name);
}

Str kind_catalogue_source(size_t index) {
    assert(index < KIND_COUNT);
    return (Str){kind_texts[index].text, kind_texts[index].size};
}

Kinds *kinds_new(Arena *a) {
    Kinds *k = ARENA_NEW(a, Kinds);
    k->arena = a;
    return k;
}

bool kinds_add(Kinds *k, Str file, Str source, Findings *f) {
    const Kind *kind = kind_parse(k->arena, file, source, f);
    if (!kind) return false;
    if (k->count == k->capacity)
        k->added = vec_grow(k->arena, k->added, &k->capacity, sizeof *k->added);
    k->added[k->count++] = arena_copy(k->arena, kind, sizeof *kind);
    return true;
}

static Kind *own(Kinds *k, size_t index) {
    Findings f = {.arena = k->arena};
    if (k->own[index]) return k->own[index];
    const Kind *kind =
        kind_parse(k->arena, kind_catalogue_name(index), kind_catalogue_source(index), &f);
    assert(kind);
    return k->own[index] = arena_copy(k->arena, kind, sizeof *kind);
}

static const Kind *ready(Kinds *k, Kind *kind) {
    if (!kind->lexicon) {
        Lexicon lexicon = lexicon_of_kind(k->arena, kind);
        kind->lexicon = arena_copy(k->arena, &lexicon, sizeof lexicon);
    }
    return kind;
}

// Of kinds added under one name the last holds.
const Kind *kinds_find(Kinds *k, Str id) {
    for (size_t i = k->count; i > 0; i--)
        if (str_is(k->added[i - 1]->id, id)) return ready(k, k->added[i - 1]);
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (str_is(kind_catalogue_name(i), id)) return ready(k, own(k, i));
    return NULL;
}

static Known known_kinds(Arena *a, const Kinds *k) {
    Known known = {.arena = a};
    for (size_t i = 0; i < k->count; i++) known_add(&known, k->added[i]->id);
    for (size_t i = 0; i < KIND_COUNT; i++) known_add(&known, kind_catalogue_name(i));
    return known;
}

Str kinds_nearest(Arena *a, const Kinds *k, Str id) {
    Known known = known_kinds(a, k);
    return known_nearest(&known, id);
}

Str kinds_list(Arena *a, const Kinds *k) {
    Known known = known_kinds(a, k);
    Buf list = {.arena = a};
    for (size_t i = 0; i < known.count; i++)
        buf_add_fmt(&list, "%s%.*s", i ? ", " : "", STR_ARG(known.items[i]));
    return buf_str(&list);
}
