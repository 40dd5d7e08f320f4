// lint/scan.c - the words of the lists in a text: whole words only, the longest of those that
// overlap
#include "lint/lint_int.h"

#include <unicode/uchar.h>

static bool is_ascii_word(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Chinese needs no blank between words: only a letter of an alphabet joins.
static bool joins(uint32_t code_point) {
    return u_isalnum((UChar32)code_point) &&
           !u_hasBinaryProperty((UChar32)code_point, UCHAR_IDEOGRAPHIC);
}

static bool joins_before(Str text, size_t at) {
    if (!at) return false;
    if ((unsigned char)text.at[at - 1] < 0x80) return is_ascii_word((unsigned char)text.at[at - 1]);
    size_t start = at - 1;
    while (start && at - start < 4 && ((unsigned char)text.at[start] & 0xC0) == 0x80) start--;
    uint32_t code_point;
    return utf8_get(text, start, &code_point) && joins(code_point);
}

static bool joins_after(Str text, size_t at) {
    if (at >= text.size) return false;
    if ((unsigned char)text.at[at] < 0x80) return is_ascii_word((unsigned char)text.at[at]);
    uint32_t code_point;
    return utf8_get(text, at, &code_point) && joins(code_point);
}

static bool is_whole(Str text, size_t start, size_t end) {
    bool starts_a_word = is_ascii_word((unsigned char)text.at[start]);
    bool ends_a_word = is_ascii_word((unsigned char)text.at[end - 1]);
    return (!starts_a_word || !joins_before(text, start)) &&
           (!ends_a_word || !joins_after(text, end));
}

// Is there an enumeration before `start` in the same clause?
static bool is_behind_list(Str text, size_t start) {
    static const size_t FAR = 120;
    size_t from = start > FAR ? start - FAR : 0;
    Str before = str_part(text, from, start - from);
    int64_t mark = -1, stop = -1;
    for (int64_t i = 0; (i = str_find(before, STR("、"), (size_t)i)) >= 0; i++) mark = i;
    for (int64_t i = 0; (i = str_find(before, STR("。"), (size_t)i)) >= 0; i++) stop = i;
    return mark > stop;
}

static bool fits(const Pattern *p, Breaks *breaks, Str text, size_t start, size_t end) {
    unsigned flags = p->flags;
    if (!flags) return true;
    if ((flags & WORD_BEFORE_NUMBER) && !number_is_at(text, end)) return false;
    if ((flags & WORD_AFTER_NUMBER) && !number_ends_at(text, start)) return false;
    if ((flags & WORD_BEHIND_LIST) && (number_is_at(text, end) || !is_behind_list(text, start)))
        return false;
    return !(flags & WORD_WHOLE) || !breaks || breaks_is_word(breaks, text, start, end);
}

// Where the match that ends at `end` began: blanks in the text may be longer than in the pattern.
static size_t start_of(Str word, Str text, size_t end) {
    size_t at = end, left = word.size;
    while (left) {
        char c = text.at[at - 1];
        bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (is_blank && word.at[left - 1] != ' ') {
            at--;
        } else if (is_blank) {
            while (at && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t' ||
                          text.at[at - 1] == '\r' || text.at[at - 1] == '\n'))
                at--;
            left--;
        } else {
            at--;
            left--;
        }
    }
    return at;
}

// Is there room for [start, end)? A longer hit that overlaps it stays; others give way.
static bool make_room(Hits *hits, size_t start, size_t end) {
    size_t count = hits->count;
    for (; count && hits->items[count - 1].end > start; count--) {
        const Hit *last = &hits->items[count - 1];
        if (last->start < start && last->end - last->start >= end - start) return false;
    }
    hits->count = count;
    return true;
}

// Every meaning of the word at [start, end) that fits there; false if none does.
static bool keep(const LintWords *w, uint32_t index, Breaks *breaks, Str text, size_t start,
                 size_t end, Hits *ret) {
    bool is_kept = false, has_room = true;
    for (; index && has_room; index = w->patterns[index - 1].twin) {
        const Pattern *p = &w->patterns[index - 1];
        if (!fits(p, breaks, text, start, end)) continue;
        if (!is_kept) has_room = make_room(ret, start, end);
        if (has_room) *VEC_ADD(ret->arena, ret) = (Hit){(uint32_t)start, (uint32_t)end, p->mark};
        is_kept = true;
    }
    return is_kept;
}

// The longest pattern that ends here and is a whole word.
static void take(const LintWords *w, Breaks *breaks, size_t state, Str text, size_t end,
                 Hits *ret) {
    for (; state; state = w->shorter[state]) {
        uint32_t index = w->ends[state];
        if (!index) continue;
        size_t start = start_of(w->patterns[index - 1].word, text, end);
        if (is_whole(text, start, end) && keep(w, index, breaks, text, start, end, ret)) return;
    }
}

void scan(const LintWords *w, Breaks *breaks, Str text, Hits *ret) {
    uint32_t state = 0;
    ret->count = 0;
    for (size_t i = 0; i < text.size; i++) {
        state = w->next[(state >> 1) + w->classes[(unsigned char)text.at[i]]];
        if (state & 1) take(w, breaks, (state >> 1) / w->class_count, text, i + 1, ret);
    }
}

void lint_scan(const LintWords *w, Str text, LintHits *ret) {
    Hits hits = {.arena = ret->arena};
    scan(w, NULL, text, &hits);
    ret->count = 0;
    for (size_t i = 0; i < hits.count; i++)
        *VEC_ADD(ret->arena, ret) =
            (LintHit){hits.items[i].start, hits.items[i].end, (uint32_t)hits.items[i].mark};
}

size_t lint_words_count(const LintWords *w, Str text) {
    Arena *a = arena_new();
    Hits hits = {.arena = a};
    size_t count = 0;
    scan(w, NULL, text, &hits);
    for (size_t i = 0; i < hits.count; i++) count += hits.items[i].mark < MARK_RULES;
    arena_free(a);
    return count;
}
