// review/review_fuzz.c - any text is judged against the laws of the program: verdicts stand within
// it, and are counted
#include "base/fuzz.h"
#include "review/review.h"

#include <assert.h>

// Made once: it takes longer than most inputs do.
static const Corpus *corpus(void) {
    static Arena *arena;
    static Corpus *kept;
    if (kept) return kept;
    arena = arena_new();
    Findings f = {.arena = arena};
    kept = corpus_new(arena);
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(kept, corpus_shipped_name(i), corpus_shipped_text(i), &f);
    assert(corpus_end(kept, &f));
    return kept;
}

static void check_item(const ReviewItem *x, Str text) {
    size_t end = (size_t)x->place.offset + x->place.size;
    assert(end <= text.size && x->word_count <= REVIEW_WORDS_MAX);
    for (size_t i = 0; i < x->word_count; i++) assert(x->words[i].size);
    for (size_t i = 0; i < x->unsaid_count; i++) assert(x->unsaid[i]->texts[LANG_EN].size);
    assert(!x->unsaid_count || x->verdict == REVIEW_DOUBTFUL || x->verdict == REVIEW_PERSON);
    assert(x->verdict == REVIEW_HARMLESS || x->reason == REASON_NONE);
    assert(x->verdict < REVIEW_PERSON ? x->why || !x->clause.size : true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings form = {.arena = a};
    Str text = {(const char *)data, size};
    const Document *d = text_parse(a, STR("f"), text, &form);
    const Review *r = review_judge(a, corpus(), terms_from_text(a, d, &form),
                                   civil_to_days((CivilDate){2026, 1, 1}));
    size_t sum = 0;
    for (size_t i = 0; i < REVIEW_VERDICT_COUNT; i++) sum += r->counts[i];
    assert(sum == r->count);
    for (size_t i = 0; i < r->count; i++) {
        check_item(&r->items[i], text);
        assert(!i || r->items[i - 1].place.offset <= r->items[i].place.offset);
    }
    return 0;
}
