// agree/agree_fuzz.c - any text is compared: findings stand within it, in characters, and every
// number that is read has the value of its text read again
#include "agree/agree_int.h"
#include "base/fuzz.h"

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

static void check_figures(Arena *a, Str text) {
    FigureList list = {.arena = a};
    uint32_t behind = 0;
    figures_in_words(text, lint_mask(a, text), &list);
    for (size_t i = 0; i < list.count; i++) {
        const Figure *f = &list.items[i];
        Key keys[KEYS_MAX];
        assert(f->start >= behind && f->start < f->end && f->end <= text.size);
        assert(keys_asked(f, keys) > 0 && keys_offered(f, keys) > 0);
        behind = f->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings form = {.arena = a}, found = {.arena = a};
    Str text = {(const char *)data, size};
    FigureList literals = {.arena = a};
    const Document *d = text_parse(a, STR("f"), text, &form);
    agree_judge(a, terms_from_text(a, d, &form), &found);
    check_figures(a, text);
    figures_in_formula(text, &literals);
    for (size_t i = 0; i < literals.count; i++) assert(literals.items[i].end <= size);
    bool is_text = utf8_find_fault(text) < 0;
    for (size_t i = 0; i < found.count && is_text; i++)
        if (strcmp(found.items[i].rule, "limit") != 0) check_place(&found.items[i], text);
    return 0;
}
