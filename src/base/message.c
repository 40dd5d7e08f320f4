// base/message.c - Err and Finding: recording, ordering, places
#include "base/message.h"

#include "base/limits.h"

#include <assert.h>
#include <stdlib.h>

bool err_set_at(Err *err, ErrCode code, Place place, Message message, Message hint) {
    assert(code != ERR_NONE);
    if (err && err->code == ERR_NONE) {
        err->code = code;
        err->place = place;
        err->message = message;
        err->hint = hint;
    }
    return false;
}

bool err_set(Err *err, ErrCode code, Message message, Message hint) {
    return err_set_at(err, code, (Place){.line = 0}, message, hint);
}

static Message message_copy(Arena *a, Message m) {
    for (size_t i = 0; i < sizeof m.args / sizeof m.args[0]; i++)
        m.args[i] = str_copy(a, m.args[i]);
    return m;
}

void err_keep(Arena *a, Err *err) {
    if (!err) return;
    err->message = message_copy(a, err->message);
    err->detail = message_copy(a, err->detail);
    err->hint = message_copy(a, err->hint);
    for (size_t i = 0; i < err->context_count; i++)
        err->context[i] = message_copy(a, err->context[i]);
}

bool err_while(Err *err, Message doing) {
    if (err && err->context_count < sizeof err->context / sizeof err->context[0])
        err->context[err->context_count++] = doing;
    return false;
}

void finding_add(Findings *f, Severity severity, const char *rule, Place place, Message message,
                 Message hint) {
    if (severity == SEVERITY_ERROR) f->error_count++;
    if (f->count >= LIMIT_FINDINGS) {
        f->dropped_count++;
        return;
    }
    *VEC_ADD(f->arena, f) = (Finding){.place = place,
                                      .rule = rule,
                                      .severity = severity,
                                      .message = message_copy(f->arena, message),
                                      .hint = message_copy(f->arena, hint)};
}

void findings_take(Findings *f, const Findings *from) {
    size_t kept_errors = 0;
    for (size_t i = 0; i < from->count; i++) {
        const Finding *one = &from->items[i];
        finding_add(f, one->severity, one->rule, one->place, one->message, one->hint);
        if (one->also.line) finding_also(f, one->also);
        kept_errors += one->severity == SEVERITY_ERROR;
    }
    f->error_count += from->error_count - kept_errors;
    f->dropped_count += from->dropped_count;
}

void finding_also(Findings *f, Place also) {
    if (f->count && !f->dropped_count) f->items[f->count - 1].also = also;
}

static int by_place(const Finding *a, const Finding *b) {
    bool is_same_file = a->place.file.at == b->place.file.at;
    int files = is_same_file ? 0 : str_compare(a->place.file, b->place.file);
    if (files) return files;
    if (a->place.line != b->place.line) return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column) return a->place.column < b->place.column ? -1 : 1;
    return 0;
}

static bool are_sorted(const Findings *f) {
    for (size_t i = 1; i < f->count; i++)
        if (by_place(&f->items[i - 1], &f->items[i]) > 0) return false;
    return true;
}

// [from, middle) and [middle, to) of `a`, both in order, become [from, to) of `ret`.
static void merge(const Finding *a, size_t from, size_t middle, size_t to, Finding *ret) {
    size_t left = from, right = middle;
    for (size_t i = from; i < to; i++) {
        bool takes_left = left < middle && (right == to || by_place(&a[left], &a[right]) <= 0);
        ret[i] = takes_left ? a[left++] : a[right++];
    }
}

// Runs of 1, 2, 4 … findings are merged from one array into another and back.
void findings_sort(Findings *f) {
    if (are_sorted(f)) return;
    Finding *from = f->items, *to = ARENA_ARRAY(f->arena, Finding, f->count);
    for (size_t run = 1; run < f->count; run *= 2) {
        for (size_t i = 0; i < f->count; i += 2 * run) {
            size_t middle = i + run < f->count ? i + run : f->count;
            size_t end = middle + run < f->count ? middle + run : f->count;
            merge(from, i, middle, end, to);
        }
        Finding *other = from;
        from = to;
        to = other;
    }
    if (from != f->items) memcpy(f->items, from, f->count * sizeof *from);
}

Place place_in(Str file, Str text, size_t offset, size_t size) {
    if (offset > text.size) offset = text.size;
    uint32_t line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < offset; i++)
        if (text.at[i] == '\n') line++, line_start = i + 1;
    size_t column = utf8_count(str_part(text, line_start, offset - line_start)) + 1;
    return (Place){file, line, (uint32_t)column, (uint32_t)offset, (uint32_t)size};
}

void place_walk(Place *p, Str text, size_t offset) {
    if (offset > text.size) offset = text.size;
    assert(p->offset <= offset);
    size_t at = p->offset;
    for (;;) {
        size_t end = str_line_end(text, at);
        if (end + 1 < text.size && text.at[end] == '\r' && text.at[end + 1] == '\n') end++;
        if (end >= offset) break;
        p->line++;
        p->column = 1;
        at = end + 1;
    }
    if (offset > at) p->column += (uint32_t)utf8_count(str_part(text, at, offset - at));
    p->offset = (uint32_t)offset;
}
