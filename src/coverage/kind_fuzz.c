// coverage/kind_fuzz.c - any bytes as the file of a kind: a fault, or a kind that can be looked for
#include "base/fuzz.h"
#include "coverage/coverage_int.h"

#include <assert.h>

static const Terms *agreement(void) {
    static Arena *kept;
    static const Terms *terms;
    if (kept) return terms;
    kept = arena_new();
    Findings f = {.arena = kept};
    Str text = STR("---\nkind: t\nterm: {from: 2027-01-01}\n---\n# Article 1. Price\n\n"
                   "The price index of energy; 价格联动。\n\n```terms\nexit: {notice: P1M}\n```\n");
    terms = terms_from_text(kept, text_parse(kept, STR("a"), text, &f), &f);
    return terms;
}

static void check(Arena *a, const Kind *k) {
    Findings f = {.arena = a};
    const ContentFound *found = coverage_contents(a, agreement(), k, STR("zh"), &f)->contents;
    size_t missing = 0;
    for (size_t i = 0; i < k->content_count; i++) {
        assert(found[i].content == &k->contents[i]);
        assert(k->contents[i].label.count == 2 && k->contents[i].proposal.count == 2);
        assert(!found[i].is_found || found[i].place.line);
        missing += !found[i].is_found;
    }
    assert(f.count == missing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    Str text = {(const char *)data, size};
    const Kind *k = kind_parse(a, STR("k"), text, &f);
    assert((k != NULL) == (f.error_count == 0));
    if (k) check(a, k);
    for (size_t i = 0; i < f.count; i++) assert(f.items[i].place.offset <= size);
    return 0;
}
