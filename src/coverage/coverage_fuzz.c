// coverage/coverage_fuzz.c - any text as an agreement: what it covers stands in it and is counted
#include "base/fuzz.h"
#include "coverage/coverage_int.h"

#include <assert.h>

static const CoverageWords *words(void) {
    static Arena *kept;
    static const CoverageWords *made;
    if (!kept) made = coverage_words_new(kept = arena_new());
    return made;
}

// A lone CR ends a line of Markdown, but not for place_in.
static void check_mention(const Mention *m, Str text) {
    if (!m->size) return;
    assert((size_t)m->offset + m->size <= text.size && m->line && m->column);
    if (memchr(text.at, '\r', text.size) || utf8_find_fault(text) >= 0 || m->is_term) return;
    Place again = place_in(STR("f"), text, m->offset, m->size);
    assert(again.line == m->line && again.column == m->column);
}

static size_t count_cell(const Coverage *v, size_t chain, size_t life) {
    size_t count = 0;
    for (size_t i = 0; i < v->provision_count; i++)
        count += coverage_is_in_cell(v->provisions[i], chain, life);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings form = {.arena = a}, found = {.arena = a};
    Str text = {(const char *)data, size};
    const Terms *t = terms_from_text(a, text_parse(a, STR("f"), text, &form), &form);
    const Coverage *v = coverage_from_terms(a, words(), t, &found);
    for (size_t i = 0; i < v->provision_count; i++)
        for (size_t s = 0; s < SUBJECT_COUNT; s++)
            check_mention(&v->provisions[i]->mentions[s], text);
    for (size_t i = 0; i <= CHAIN_STAGES; i++)
        for (size_t k = 0; k <= LIFE_STAGES; k++) assert(v->spoken[i][k] == count_cell(v, i, k));
    size_t groups;
    coverage_groups(a, &v, 1, &groups);
    assert(groups == (t->party_count > 0));
    return 0;
}
