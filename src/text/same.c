// text/same.c - what an edit left alone: the same bytes at the beginning and at the end of two
// versions
#include "text/text.h"

enum { STEP = 4096 }; // compared at once, before the first difference is looked for byte by byte

static size_t same_head(const char *a, const char *b, size_t most) {
    size_t at = 0;
    while (most - at >= STEP && !memcmp(a + at, b + at, STEP)) at += STEP;
    while (at < most && a[at] == b[at]) at++;
    return at;
}

static size_t same_tail(const char *a_end, const char *b_end, size_t most) {
    size_t at = 0;
    while (most - at >= STEP && !memcmp(a_end - at - STEP, b_end - at - STEP, STEP)) at += STEP;
    while (at < most && a_end[-(ptrdiff_t)at - 1] == b_end[-(ptrdiff_t)at - 1]) at++;
    return at;
}

TextSame text_same(Str before, Str after) {
    TextSame s = {.before_size = before.size, .after_size = after.size};
    size_t most = before.size < after.size ? before.size : after.size;
    if (!most) return s;
    s.head = same_head(before.at, after.at, most);
    s.tail = same_tail(before.at + before.size, after.at + after.size, most - s.head);
    return s;
}

bool text_same_find(const TextSame *s, size_t from, size_t size, size_t *ret_from) {
    bool is_head = from + size <= s->head, is_tail = from >= s->after_size - s->tail;
    *ret_from = is_head ? from : from + s->before_size - s->after_size;
    return is_head || is_tail;
}

static bool is_same_piece(const TextPiece *a, size_t a_start, const TextPiece *b, size_t b_start) {
    return a->kind == b->kind && !a->terms == !b->terms && a->source.size == b->source.size &&
           a->place.offset - a_start == b->place.offset - b_start;
}

static bool is_same_provision(const Provision *a, const Provision *b) {
    if (a->level != b->level || a->piece_count != b->piece_count) return false;
    if (a->place.column != b->place.column || a->place.size != b->place.size) return false;
    for (size_t i = 0; i < a->piece_count; i++)
        if (!is_same_piece(&a->pieces[i], a->place.offset, &b->pieces[i], b->place.offset))
            return false;
    return true;
}

const Provision *text_same_provision(const TextSame *s, const Document *before,
                                     const Document *after, size_t index) {
    const Provision *is = &after->provisions[index];
    size_t size = text_provision_size(after, index), at;
    if (!text_same_find(s, is->place.offset, size, &at)) return NULL;
    const Provision *was = text_provision_at(before, at);
    bool is_same = was->place.offset == at && is_same_provision(was, is) &&
                   text_provision_size(before, (size_t)(was - before->provisions)) == size;
    return is_same ? was : NULL;
}
