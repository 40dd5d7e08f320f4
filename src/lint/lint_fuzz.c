// lint/lint_fuzz.c - any text is judged: findings stand within it, in characters, and counts agree
#include "base/fuzz.h"
#include "lint/lint.h"

#include <assert.h>

static void check_place(const Finding *f, Str text) {
    size_t end = (size_t)f->place.offset + f->place.size;
    assert(end <= text.size && f->place.size > 0);
    assert(((unsigned char)text.at[f->place.offset] & 0xC0) != 0x80);
    assert(end == text.size || ((unsigned char)text.at[end] & 0xC0) != 0x80);
    // A lone CR ends a line of Markdown, but not for place_in.
    if (memchr(text.at, '\r', text.size)) return;
    Place again = place_in(f->place.file, text, f->place.offset, f->place.size);
    assert(again.line == f->place.line && again.column == f->place.column);
}

// The same for all inputs.
static const LintWords *words(void) {
    static Arena *arena;
    static const LintWords *kept;
    if (!arena) arena = arena_new();
    if (!kept) kept = lint_words_new(arena);
    return kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings form = {.arena = a}, found = {.arena = a};
    Str text = {(const char *)data, size};
    const Document *d = text_parse(a, STR("f"), text, &form);
    const LintReport *r =
        lint_judge(a, words(), terms_from_text(a, d, &form), SEVERITY_NOTE, &found);
    assert(r->all.warnings + r->all.notes == found.count + found.dropped_count);
    assert(r->all.complete <= r->all.obligations && lint_score_percent(&r->all) <= 100);
    assert(r->all.indexed <= r->all.obligations && r->all.quantified <= r->all.obligations);
    bool is_text = utf8_find_fault(text) < 0;
    for (size_t i = 0; i < found.count && is_text; i++) check_place(&found.items[i], text);
    return 0;
}
