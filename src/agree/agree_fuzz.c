// agree/agree_fuzz.c - any text is compared: findings stand within it, in characters; figures come
// in the order of the text, do not overlap, and each can be looked for
#include "agree/agree_int.h"
#include "base/fuzz.h"

#include <assert.h>

// Numbers are short: a longer text has only more of them.
enum { TEXT_BYTES = 640 };

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

static void check_words(Arena *a, Str text) {
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

static void check_formula(Arena *a, Str text) {
    FigureList list = {.arena = a};
    figures_in_formula(text, &list);
    for (size_t i = 0; i < list.count; i++) assert(list.items[i].end <= text.size);
}

// Most inputs are no agreement any more: here they are the words of one.
static Str article_of(Arena *a, Str words) {
    return str_fmt(a,
                   "# Article 1\n\n%.*s\n\n```terms\nparameters: {x: 500, y: 0.05}\n"
                   "exit: {notice: P30D}\n```\n",
                   STR_ARG(words));
}

static void judge(Arena *a, Str text) {
    Findings form = {.arena = a}, found = {.arena = a};
    const Document *d = text_parse(a, STR("f"), text, &form);
    const Terms *t = terms_from_text(a, d, &form);
    agree_judge(a, t, &found);
    agree_languages(t, &found);
    bool is_text = utf8_find_fault(text) < 0;
    for (size_t i = 0; i < found.count && is_text; i++) check_place(&found.items[i], text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size < TEXT_BYTES ? size : TEXT_BYTES};
    bool is_agreement = size >= 4 && !memcmp(data, "---\n", 4);
    // Half of the others are read for figures alone, which takes half of the time.
    bool is_article = !is_agreement && size % 2;
    if (is_agreement || is_article) judge(a, is_article ? article_of(a, text) : text);
    if (is_agreement || is_article) return 0;
    check_words(a, text);
    check_formula(a, text);
    return 0;
}
