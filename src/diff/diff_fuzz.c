// diff/diff_fuzz.c - any two texts: what is said of them can be applied
//
// The input is cut at its first zero byte. Every provision of either version is told exactly once,
// and the edits give back both texts.
#include "base/fuzz.h"
#include "diff/diff_int.h"

#include <assert.h>

static void check_edits(Arena *a, const EditList *l, Str before, Str after) {
    Buf old = {.arena = a}, new = {.arena = a};
    bool is_changed = false;
    for (size_t i = 0; i < l->count; i++) {
        assert(l->items[i].text.size > 0);
        if (l->items[i].kind != EDIT_IN) buf_add(&old, l->items[i].text);
        if (l->items[i].kind != EDIT_OUT) buf_add(&new, l->items[i].text);
        is_changed = is_changed || l->items[i].kind != EDIT_SAME;
    }
    assert(str_is(buf_str(&old), before) && str_is(buf_str(&new), after));
    assert(is_changed == l->is_changed && is_changed == !str_is(before, after));
}

static Str text_at(Arena *a, const Document *d, size_t index) {
    return index == NO_PROVISION ? STR("") : provision_text(a, &d->provisions[index]);
}

static void check_once(Arena *a, const Diff *d, bool is_after) {
    const Document *document = is_after ? d->after->document : d->before->document;
    unsigned char *told = arena_get(a, document->provision_count);
    for (size_t i = 0; i < d->provision_count; i++) {
        size_t index = is_after ? d->provisions[i].after : d->provisions[i].before;
        if (index != NO_PROVISION) told[index]++;
    }
    for (size_t i = 0; i < document->provision_count; i++) assert(told[i] == 1);
}

static const Terms *terms_in(Arena *a, Str text) {
    Findings f = {.arena = a};
    return terms_from_text(a, text_parse(a, STR("f"), text, &f), &f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str all = {(const char *)data, size}, first = all;
    const uint8_t *cut = size ? memchr(data, 0, size) : NULL;
    if (cut) first.size = (size_t)(cut - data);
    Str second = cut ? str_part(all, first.size + 1, size) : all;
    const Terms *before = terms_in(a, first), *after = terms_in(a, second);
    const Diff *d = diff_of(a, before, after);
    check_once(a, d, false);
    check_once(a, d, true);
    for (size_t i = 0; i < d->provision_count; i++)
        check_edits(a, &d->provisions[i].words,
                    text_at(a, before->document, d->provisions[i].before),
                    text_at(a, after->document, d->provisions[i].after));
    if (!cut) assert(d->changed_count == 0 && d->front.count == 0);
    return 0;
}
