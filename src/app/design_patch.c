// app/design_patch.c - an edit of numbers as a unified diff
//
// An edit replaces numbers by numbers, so line stands against line.
#include "app/design_int.h"

enum { CONTEXT = 3 };

typedef struct Lines {
    Str *before, *after;
    size_t count;
    bool is_open; // the last line has no end
} Lines;

static Str line_at(Str text, size_t *at) {
    size_t from = *at, end = str_line_end(text, from);
    *at = end < text.size ? end + 1 : text.size;
    return str_part(text, from, end - from);
}

static size_t count_lines(Str text) {
    size_t count = 0;
    for (size_t at = 0; at < text.size; count++) line_at(text, &at);
    return count;
}

static Lines lines_of(Arena *a, Str before, Str after) {
    bool is_open = before.size && before.at[before.size - 1] != '\n';
    Lines l = {.count = count_lines(before), .is_open = is_open};
    size_t x = 0, y = 0;
    l.before = ARENA_ARRAY(a, Str, l.count + 1);
    l.after = ARENA_ARRAY(a, Str, l.count + 1);
    for (size_t i = 0; i < l.count; i++) {
        l.before[i] = line_at(before, &x);
        l.after[i] = line_at(after, &y);
    }
    return l;
}

static bool differs(const Lines *l, size_t i) {
    return i < l->count && !str_is(l->before[i], l->after[i]);
}

static size_t next_change(const Lines *l, size_t from) {
    while (from < l->count && !differs(l, from)) from++;
    return from;
}

// The end of the changes that stand so close that their context touches.
static size_t hunk_end(const Lines *l, size_t from) {
    size_t last = from;
    for (size_t i = from; i < l->count && i <= last + 2 * CONTEXT + 1; i++)
        if (differs(l, i)) last = i;
    return last + 1 + CONTEXT < l->count ? last + 1 + CONTEXT : l->count;
}

static void add_line(Buf *b, const Lines *l, char mark, size_t i) {
    buf_add_byte(b, mark);
    buf_add(b, mark == '+' ? l->after[i] : l->before[i]);
    buf_add_byte(b, '\n');
    if (l->is_open && i + 1 == l->count) buf_add_c(b, "\\ No newline at end of file\n");
}

// The lines that go stand before those that come.
static size_t add_run(Buf *b, const Lines *l, size_t from) {
    size_t end = from;
    while (differs(l, end)) end++;
    for (size_t i = from; i < end; i++) add_line(b, l, '-', i);
    for (size_t i = from; i < end; i++) add_line(b, l, '+', i);
    return end;
}

static void add_hunk(Buf *b, const Lines *l, size_t from, size_t end) {
    buf_add_fmt(b, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, end - from, from + 1, end - from);
    for (size_t i = from; i < end;) {
        if (differs(l, i))
            i = add_run(b, l, i);
        else
            add_line(b, l, ' ', i++);
    }
}

void patch_add(Buf *b, Str file, Str before, Str after) {
    Lines l = lines_of(b->arena, before, after);
    size_t at = next_change(&l, 0);
    if (at == l.count) return;
    buf_add_fmt(b, "--- %.*s\n+++ %.*s\n", STR_ARG(file), STR_ARG(file));
    while (at < l.count) {
        size_t end = hunk_end(&l, at);
        add_hunk(b, &l, at > CONTEXT ? at - CONTEXT : 0, end);
        at = next_change(&l, end);
    }
}
