// coverage/in_words.c - which contents of a kind the words of each provision speak of
//
// What stands in a provision follows from its text and the kind alone; so for the next version of
// the agreement it is kept by provision, and taken over where the edit left the provision as it
// was.
#include "coverage/coverage_int.h"

// The first place in a provision that speaks of a content.
typedef struct Spoken {
    size_t content;
    Place place;
} Spoken;

typedef struct SpokenList {
    Spoken *items;
    size_t count, capacity;
} SpokenList;

struct ContentMemory {
    const Document *document;
    const Kind *kind;
    SpokenList *provisions;
};

typedef struct Looking {
    Arena *arena;
    SpokenList *spoken; // of the provision at hand
    uint32_t *seen;     // by content: the last provision that speaks of it, plus one
} Looking;

static void take_spot(void *self, const Spot *s) {
    Looking *l = self;
    for (size_t i = 0; i < s->hit_count; i++) {
        unsigned content = s->hits[i].mark;
        if (l->seen[content] == s->provision + 1) continue;
        l->seen[content] = s->provision + 1;
        *VEC_ADD(l->arena, l->spoken) = (Spoken){content, spot_place(s, &s->hits[i])};
    }
}

static SpokenList take_over(Arena *a, const SpokenList *was, Place from, Place to) {
    SpokenList list = {arena_copy(a, was->items, was->count * sizeof *was->items), was->count,
                       was->count};
    for (size_t i = 0; i < list.count; i++) {
        Place *p = &list.items[i].place;
        p->file = to.file;
        p->offset += to.offset - from.offset;
        p->line += to.line - from.line;
    }
    return list;
}

static void look_through(ContentMemory *m, CoverageWalk *walk, const ContentMemory *before) {
    const Document *d = m->document;
    Looking *l = walk->self;
    TextSame same = text_same(before ? before->document->source : STR(""), d->source);
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *was = before ? text_same_provision(&same, before->document, d, i) : NULL;
        l->spoken = &m->provisions[i];
        if (was)
            *l->spoken =
                take_over(l->arena, &before->provisions[was - before->document->provisions],
                          was->place, d->provisions[i].place);
        else
            coverage_walk(walk, i);
    }
}

static void note_first(const ContentMemory *m, ContentFound *ret) {
    for (size_t i = 0; i < m->document->provision_count; i++)
        for (size_t k = 0; k < m->provisions[i].count; k++) {
            const Spoken *s = &m->provisions[i].items[k];
            ContentFound *found = &ret[s->content];
            if (found->is_found) continue;
            *found = (ContentFound){.is_found = true, .provision = (uint32_t)i, .place = s->place};
        }
}

const ContentMemory *contents_in_words(Arena *a, const Document *d, const Kind *k,
                                       const ContentMemory *before, ContentFound *ret) {
    Arena *scratch = arena_new();
    ContentMemory *m = ARENA_NEW(a, ContentMemory);
    Lexicon lexicon = k->lexicon ? *k->lexicon : lexicon_of_kind(scratch, k);
    Looking l = {.arena = a, .seen = ARENA_ARRAY(scratch, uint32_t, k->content_count)};
    CoverageWalk walk = {d, &lexicon, take_spot, &l, {.arena = scratch}};
    *m = (ContentMemory){d, k, ARENA_ARRAY(a, SpokenList, d->provision_count)};
    look_through(m, &walk, before && before->kind == k ? before : NULL);
    note_first(m, ret);
    arena_free(scratch);
    return m;
}
