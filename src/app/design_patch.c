// app/design_patch.c - an edit of numbers as a unified diff
//
// An edit replaces numbers by numbers, so line stands against line; articles may be put in.
#include "app/design_int.h"

enum { CONTEXT = 3 };

// A line of the one text against a line of the other; one of them may be absent.
typedef struct Row {
    Str before, after;
    bool has_before, has_after;
} Row;

typedef struct Rows {
    Row *items;
    size_t count, capacity;
} Rows;

typedef struct LineList {
    Str *items; // with their ends
    size_t count, capacity;
} LineList;

static LineList lines_of(Arena *a, Str text) {
    LineList l = {.items = NULL};
    for (size_t at = 0; at < text.size;) {
        size_t end = str_line_end(text, at);
        size_t next = end < text.size ? end + 1 : text.size;
        *VEC_ADD(a, &l) = str_part(text, at, next - at);
        at = next;
    }
    return l;
}

// How many lines at the end of both are the same.
static size_t same_tail(const LineList *x, const LineList *y) {
    size_t least = x->count < y->count ? x->count : y->count, same = 0;
    while (same < least && str_is(x->items[x->count - 1 - same], y->items[y->count - 1 - same]))
        same++;
    return same;
}

// Where lines were put in: before what is the same at the end, as far down as possible.
static size_t insertion(const LineList *x, const LineList *y) {
    size_t from = x->count - same_tail(x, y);
    while (from < x->count && str_is(x->items[from], y->items[from])) from++;
    return from;
}

static Rows rows_of(Arena *a, Str before, Str after) {
    LineList x = lines_of(a, before), y = lines_of(a, after);
    Rows r = {.items = NULL};
    size_t more = y.count > x.count ? y.count - x.count : 0;
    size_t from = more ? insertion(&x, &y) : x.count;
    for (size_t i = 0; i < x.count + more; i++) {
        bool is_new = i >= from && i < from + more;
        size_t old = i < from ? i : i - more;
        bool has_after = i < y.count;
        *VEC_ADD(a, &r) = (Row){.before = is_new ? STR("") : x.items[old],
                                .after = has_after ? y.items[i] : STR(""),
                                .has_before = !is_new,
                                .has_after = has_after};
    }
    return r;
}

static bool differs(const Rows *r, size_t i) {
    if (i >= r->count) return false;
    const Row *row = &r->items[i];
    return !row->has_before || !row->has_after || !str_is(row->before, row->after);
}

static size_t next_change(const Rows *r, size_t from) {
    while (from < r->count && !differs(r, from)) from++;
    return from;
}

// The end of the changes that stand so close that their context touches.
static size_t hunk_end(const Rows *r, size_t from) {
    size_t last = from;
    for (size_t i = from; i < r->count && i <= last + 2 * CONTEXT + 1; i++)
        if (differs(r, i)) last = i;
    return last + 1 + CONTEXT < r->count ? last + 1 + CONTEXT : r->count;
}

static void add_line(Buf *b, char mark, Str line) {
    bool is_open = line.size && line.at[line.size - 1] != '\n';
    buf_add_byte(b, mark);
    buf_add(b, line);
    if (is_open) buf_add_c(b, "\n\\ No newline at end of file\n");
}

// The lines that go stand before those that come.
static size_t add_run(Buf *b, const Rows *r, size_t from) {
    size_t end = from;
    while (differs(r, end)) end++;
    for (size_t i = from; i < end; i++)
        if (r->items[i].has_before) add_line(b, '-', r->items[i].before);
    for (size_t i = from; i < end; i++)
        if (r->items[i].has_after) add_line(b, '+', r->items[i].after);
    return end;
}

// Of the rows before `end` from `from` on, those of the one text and of the other.
static void count_lines(const Rows *r, size_t from, size_t end, size_t *ret_before,
                        size_t *ret_after) {
    *ret_before = *ret_after = 0;
    for (size_t i = from; i < end; i++) {
        *ret_before += r->items[i].has_before;
        *ret_after += r->items[i].has_after;
    }
}

static void add_hunk(Buf *b, const Rows *r, size_t from, size_t end) {
    size_t before, after, old, new;
    count_lines(r, 0, from, &before, &after);
    count_lines(r, from, end, &old, &new);
    buf_add_fmt(b, "@@ -%zu,%zu +%zu,%zu @@\n", before + (old > 0), old, after + (new > 0), new);
    for (size_t i = from; i < end;) {
        if (differs(r, i))
            i = add_run(b, r, i);
        else
            add_line(b, ' ', r->items[i++].before);
    }
}

void patch_add(Buf *b, Str file, Str before, Str after) {
    Rows r = rows_of(b->arena, before, after);
    size_t at = next_change(&r, 0);
    if (at == r.count) return;
    buf_add_fmt(b, "--- %.*s\n+++ %.*s\n", STR_ARG(file), STR_ARG(file));
    while (at < r.count) {
        size_t end = hunk_end(&r, at);
        add_hunk(b, &r, at > CONTEXT ? at - CONTEXT : 0, end);
        at = next_change(&r, end);
    }
}
