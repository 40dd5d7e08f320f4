// review/norms_fuzz.c - any bytes as a norm file: faults with their place, or norms that hold
// together
#include "base/fuzz.h"
#include "review/review_int.h"

#include <assert.h>

static void check_norm(const Corpus *c, const Norm *n) {
    assert(n->law < c->laws.count && n->inside->candidates < c->class_count);
    assert(str_starts_with(n->id, c->laws.items[n->law].id));
    for (size_t i = 0; i < n->inside->demands.count; i++)
        for (size_t k = 0; k < n->inside->demands.items[i].words.count; k++)
            assert(n->inside->demands.items[i].words.items[k] < c->class_count);
    for (size_t i = 0; i < n->inside->violates.count; i++)
        for (size_t k = 0; k < n->inside->violates.items[i].condition_count; k++)
            assert(n->inside->violates.items[i].conditions[k].word_class < c->class_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    Corpus *c = corpus_new(a);
    Str text = {(const char *)data, size};
    corpus_read(c, STR("f"), text, &f);
    for (size_t i = 0; i < f.count; i++) assert(f.items[i].place.offset <= size);
    for (size_t i = 0; i < c->norms.count; i++) check_norm(c, &c->norms.items[i]);
    for (size_t i = 0; i < c->words.count; i++) assert(c->words.items[i].mark < c->class_count);
    // Read again, a law replaces itself.
    size_t laws = c->laws.count, norms = c->norms.count;
    if (norms) corpus_read(c, STR("f"), text, &f);
    assert(c->laws.count == laws && c->norms.count == norms);
    return 0;
}
