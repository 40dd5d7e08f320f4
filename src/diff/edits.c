// diff/edits.c - two texts word by word: the shortest script of Myers (1986)
//
// Words are runs of letters and digits, single Chinese characters, runs of blanks, and other signs
// one by one. What both ends share is cut off first; beyond EDITS_MAX differences the rest counts
// as replaced, which bounds time and memory. Blanks alone between two edits belong to them.
#include "diff/diff_int.h"

#include <assert.h>

enum { EDITS_MAX = 500 };

typedef struct Words {
    Str *items;
    size_t count, capacity;
} Words;

typedef struct EditVec {
    Edit *items;
    size_t count, capacity;
} EditVec;

typedef enum WordKind { WORD_LETTERS, WORD_BLANK, WORD_SIGN } WordKind;

static WordKind kind_of(uint32_t c) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return WORD_BLANK;
    bool is_ascii_letter =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return is_ascii_letter || (c >= 0xC0 && c < 0x2000) ? WORD_LETTERS : WORD_SIGN;
}

// "1,234.5" is one word.
static bool joins_digits(Str s, size_t at) {
    return at > 0 && at + 1 < s.size && (s.at[at] == '.' || s.at[at] == ',') &&
           s.at[at - 1] >= '0' && s.at[at - 1] <= '9' && s.at[at + 1] >= '0' && s.at[at + 1] <= '9';
}

static size_t word_end(Str s, size_t at) {
    uint32_t c = 0;
    size_t size = utf8_get(s, at, &c);
    WordKind kind = kind_of(c);
    at += size ? size : 1;
    while (kind != WORD_SIGN && at < s.size) {
        size = utf8_get(s, at, &c);
        if (!size || (kind_of(c) != kind && !(kind == WORD_LETTERS && joins_digits(s, at)))) break;
        at += size;
    }
    return at;
}

static Words words_in(Arena *a, Str s) {
    Words w = {.items = ARENA_NEW(a, Str), .capacity = 1}; // never NULL, also without words
    for (size_t at = 0, end; at < s.size; at = end) {
        end = word_end(s, at);
        *VEC_ADD(a, &w) = str_part(s, at, end - at);
    }
    return w;
}

// ---- the shortest script ------------------------------------------------------------------------

typedef struct Myers {
    Arena *arena;
    const Str *a, *b;
    int a_count, b_count;
    int *reach; // by diagonal, of the current number of edits
    int **trace;
} Myers;

static int run_on(const Myers *m, int x, int y) {
    while (x < m->a_count && y < m->b_count && str_is(m->a[x], m->b[y])) x++, y++;
    return x;
}

static bool takes_from_above(const int *reach, int k, int d) {
    return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

// The number of edits, or -1 beyond EDITS_MAX.
static int search(Myers *m) {
    int most = m->a_count + m->b_count < EDITS_MAX ? m->a_count + m->b_count : EDITS_MAX;
    int *reach = ARENA_ARRAY(m->arena, int, (size_t)(2 * most + 3)) + most + 1;
    m->trace = ARENA_ARRAY(m->arena, int *, (size_t)most + 1);
    for (int d = 0; d <= most; d++) {
        for (int k = -d; k <= d; k += 2) {
            int x = takes_from_above(reach, k, d) ? reach[k + 1] : reach[k - 1] + 1;
            if (x > m->a_count || x - k > m->b_count) {
                reach[k] = x;
                continue;
            }
            reach[k] = run_on(m, x, x - k);
            if (reach[k] >= m->a_count && reach[k] - k >= m->b_count) return d;
        }
        size_t width = (size_t)(2 * d + 1);
        m->trace[d] = (int *)arena_copy(m->arena, reach - d, width * sizeof *reach) + d;
    }
    return -1;
}

// One byte for each step, from the end: 'o'ut, 'i'n, 's'ame.
static void walk_back(const Myers *m, int d, Buf *steps) {
    int x = m->a_count, y = m->b_count;
    for (; d > 0; d--) {
        const int *reach = m->trace[d - 1];
        int k = x - y;
        bool is_in = takes_from_above(reach, k, d);
        int from_k = is_in ? k + 1 : k - 1, from_x = reach[from_k], from_y = from_x - from_k;
        int turn_x = is_in ? from_x : from_x + 1;
        for (; x > turn_x; x--, y--) buf_add_byte(steps, 's');
        buf_add_byte(steps, is_in ? 'i' : 'o');
        x = from_x, y = from_y;
    }
    for (; x > 0; x--, y--) buf_add_byte(steps, 's');
}

// ---- edits --------------------------------------------------------------------------------------

// Neighbours within one text are joined.
static void add(Arena *a, EditVec *v, EditKind kind, Str word) {
    if (!word.size) return;
    Edit *last = v->count ? &v->items[v->count - 1] : NULL;
    if (last && last->kind == kind && last->text.at + last->text.size == word.at)
        last->text.size += word.size;
    else
        *VEC_ADD(a, v) = (Edit){kind, word};
}

static void add_all(Arena *a, EditVec *v, EditKind kind, const Str *words, int count) {
    for (int i = 0; i < count; i++) add(a, v, kind, words[i]);
}

static void add_script(Arena *a, Arena *scratch, EditVec *v, const Str *before, int before_count,
                       const Str *after, int after_count) {
    Myers m = {
        .arena = scratch, .a = before, .b = after, .a_count = before_count, .b_count = after_count};
    Buf steps = {.arena = m.arena};
    int d = search(&m), x = 0, y = 0;
    if (d >= 0) walk_back(&m, d, &steps);
    if (d < 0) {
        add_all(a, v, EDIT_OUT, before, before_count);
        add_all(a, v, EDIT_IN, after, after_count);
    }
    for (size_t i = steps.size; i-- > 0;) {
        char step = steps.at[i];
        if (step == 'i')
            add(a, v, EDIT_IN, after[y++]);
        else
            add(a, v, step == 's' ? EDIT_SAME : EDIT_OUT, before[x++]), y += step == 's';
    }
    arena_reset(scratch);
}

// Of an unbroken stretch of edits: first all that goes, then all that comes.
static size_t add_stretch(Arena *a, const EditVec *from, size_t at, EditVec *to) {
    Buf out = {.arena = a}, in = {.arena = a};
    size_t end = at;
    for (; end < from->count; end++) {
        const Edit *e = &from->items[end];
        bool is_glue =
            e->kind == EDIT_SAME && !str_trim(e->text).size && end + 1 < from->count && end > at;
        if (e->kind == EDIT_SAME && !is_glue) break;
        if (e->kind != EDIT_IN) buf_add(&out, e->text);
        if (e->kind != EDIT_OUT) buf_add(&in, e->text);
    }
    if (out.size) *VEC_ADD(a, to) = (Edit){EDIT_OUT, buf_str(&out)};
    if (in.size) *VEC_ADD(a, to) = (Edit){EDIT_IN, buf_str(&in)};
    return end;
}

static EditList smooth(Arena *a, const EditVec *v) {
    EditVec to = {NULL, 0, 0};
    bool is_changed = false;
    for (size_t i = 0; i < v->count;) {
        if (v->items[i].kind == EDIT_SAME) {
            *VEC_ADD(a, &to) = v->items[i++];
            continue;
        }
        is_changed = true;
        i = add_stretch(a, v, i, &to);
    }
    return (EditList){to.items, to.count, is_changed};
}

static EditList unchanged(Arena *a, Str text) {
    Edit *same = ARENA_NEW(a, Edit);
    *same = (Edit){EDIT_SAME, text};
    return (EditList){.items = same, .count = text.size > 0};
}

EditList edits_in(Arena *a, Arena *scratch, Str before, Str after) {
    if (str_is(before, after)) return unchanged(a, before);
    Words x = words_in(a, before), y = words_in(a, after);
    EditVec v = {NULL, 0, 0};
    size_t head = 0, tail = 0, least = x.count < y.count ? x.count : y.count;
    assert(x.count <= INT32_MAX / 4 && y.count <= INT32_MAX / 4);
    while (head < least && str_is(x.items[head], y.items[head])) head++;
    while (tail < least - head && str_is(x.items[x.count - 1 - tail], y.items[y.count - 1 - tail]))
        tail++;
    add_all(a, &v, EDIT_SAME, x.items, (int)head);
    if (x.count > head + tail || y.count > head + tail)
        add_script(a, scratch, &v, x.items + head, (int)(x.count - head - tail), y.items + head,
                   (int)(y.count - head - tail));
    if (tail) add_all(a, &v, EDIT_SAME, x.items + x.count - tail, (int)tail);
    return smooth(a, &v);
}

EditList edits_of(Arena *a, Str before, Str after) {
    Arena *scratch = arena_new();
    EditList l = edits_in(a, scratch, before, after);
    arena_free(scratch);
    return l;
}
