// lint/clause.c - what a clause says that could close what its words leave open
#include "lint/lint_int.h"

#include <stdlib.h>

static unsigned seen_of_mark(Mark mark) {
    static const struct {
        Mark mark;
        unsigned seen;
    } rows[] = {
        {MARK_STANDARD, SEEN_STANDARD},   {MARK_PROCEDURE, SEEN_PROCEDURE},
        {MARK_INTERFACE, SEEN_INTERFACE}, {MARK_RESPONSIBLE, SEEN_RESPONSIBLE},
        {MARK_EACH_YEAR, SEEN_EACH_YEAR}, {MARK_INDEX, SEEN_INDEX},
        {MARK_TIME, SEEN_TIME},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].mark == mark) return rows[i].seen;
    return 0;
}

static void look_at_numbers(ClauseText *c, Arena *a) {
    static const unsigned seen[] = {
        [NUMBER_QUANTITY] = SEEN_QUANTITY,
        [NUMBER_TIME] = SEEN_TIME,
        [NUMBER_DAY] = SEEN_TIME,
        [NUMBER_REFERENCE] = 0,
    };
    struct {
        NumberSeen *items;
        size_t count, capacity;
    } numbers = {0};
    NumberSeen n;
    for (size_t at = 0; number_next(c->text, at, &n); at = n.end) {
        c->seen |= seen[n.kind];
        *VEC_ADD(a, &numbers) = n;
    }
    c->numbers = numbers.items;
    c->number_count = numbers.count;
}

// ---- hits ---------------------------------------------------------------------------------------

// Frames come in order, so `*next` only moves on.
static bool is_taken(const Hits *hits, size_t count, const Hit *frame, size_t *next) {
    while (*next < count && hits->items[*next].end <= frame->start) ++*next;
    for (size_t i = *next; i < count && hits->items[i].start < frame->end; i++) {
        const Hit *h = &hits->items[i];
        bool is_weighty =
            h->mark <= MARK_PLAIN && h->mark != MARK_UNMEASURED && h->mark != MARK_PRONOUN;
        if (is_weighty && h->start < frame->end && frame->start < h->end) return true;
    }
    return false;
}

static size_t end_of_word(Str text, size_t at) {
    while (at < text.size && frame_letter(text.at[at])) at++;
    return at;
}

static void add_frames(Hits *hits, Str text) {
    Hit frame;
    size_t count = hits->count, next = 0;
    for (size_t at = 0, end; at < text.size; at = end) {
        bool is_word = (unsigned char)text.at[at] < 0x80 && frame_letter(text.at[at]);
        end = is_word ? end_of_word(text, at) : at + 1;
        bool is_frame = is_word ? frame_en(text, at, end, &frame)
                                : (unsigned char)text.at[at] >= 0xE4 && frame_zh(text, at, &frame);
        if (!is_frame || is_taken(hits, count, &frame, &next)) continue;
        *VEC_ADD(hits->arena, hits) = frame;
        end = frame.end;
    }
}

bool clause_may_hold_frame(Str text) {
    Arena *a = arena_new();
    Hits hits = {.arena = a};
    add_frames(&hits, text);
    arena_free(a);
    return hits.count > 0;
}

static int by_start(const void *a, const void *b) {
    const Hit *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->mark < y->mark ? -1 : x->mark > y->mark;
}

void clause_take(ClauseText *c, Arena *a, const Hit *hits, size_t count, size_t from) {
    Hits own = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        Hit h = {hits[i].start - (uint32_t)from, hits[i].end - (uint32_t)from, hits[i].mark};
        if (h.end > c->text.size) h.end = (uint32_t)c->text.size;
        *VEC_ADD(a, &own) = h;
    }
    add_frames(&own, c->text);
    if (own.count > count) qsort(own.items, own.count, sizeof *own.items, by_start);
    c->hits = own.items;
    c->hit_count = own.count;
}

void clause_look(ClauseText *c, Arena *a) {
    c->seen = 0;
    c->defines = 0;
    c->forbids = c->text.size;
    for (size_t i = 0; i < c->hit_count; i++) {
        const Hit *h = &c->hits[i];
        c->seen |= seen_of_mark(h->mark);
        if (h->mark == MARK_DEFINES) c->defines = h->start;
        if (h->mark == MARK_PROHIBITS && c->forbids > h->end) c->forbids = h->end;
    }
    // The title of a law or a standard.
    if (str_find(c->text, STR("《"), 0) >= 0) c->seen |= SEEN_STANDARD;
    look_at_numbers(c, a);
}

const Hit *clause_find(const ClauseText *c, Mark mark, size_t from) {
    for (size_t i = 0; i < c->hit_count; i++)
        if (c->hits[i].mark == mark && c->hits[i].start >= from) return &c->hits[i];
    return NULL;
}

bool clause_is_vague(const ClauseText *c) {
    for (size_t i = 0; i < c->hit_count; i++) {
        Mark mark = c->hits[i].mark;
        if (mark <= MARK_WEAK_MODALITY && !(rule_cures(mark) & c->seen)) return true;
    }
    return false;
}
