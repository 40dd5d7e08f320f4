// lint/scan.c - the words of the lists in a text: whole words only, the longest of those that
// overlap
#include "lint/lint_int.h"

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

// Does the text end here, or a mark of punctuation stand?
static bool is_before_stop(Str text, size_t end) {
    Str behind = str_part(text, end, 3);
    return !behind.size || strchr(",.;:)\n", behind.at[0]) || str_is(behind, STR("，")) ||
           str_is(behind, STR("。")) || str_is(behind, STR("；")) || str_is(behind, STR("、"));
}

static bool fits(unsigned flags, Breaks *breaks, Str text, size_t start, size_t end) {
    if (!flags) return true;
    if ((flags & WORD_BEFORE_NUMBER) && !number_is_at(text, end)) return false;
    if ((flags & WORD_AFTER_NUMBER) && !number_ends_at(text, start)) return false;
    if ((flags & WORD_BEHIND_LIST) && (number_is_at(text, end) || !is_behind_list(text, start)))
        return false;
    if ((flags & WORD_END) && !is_before_stop(text, end)) return false;
    return !(flags & WORD_WHOLE) || !breaks || breaks_is_word(breaks, text, start, end);
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
static bool keep(const LintWords *w, uint32_t word, Breaks *breaks, Str text, size_t start,
                 size_t end, Hits *ret) {
    bool is_kept = false, has_room = true;
    for (; word && has_room; word = w->automaton.twins[word - 1]) {
        const Meaning *m = &w->meanings[word - 1];
        if (!fits(m->flags, breaks, text, start, end)) continue;
        if (!is_kept) has_room = make_room(ret, start, end);
        if (has_room)
            *VEC_ADD(ret->arena, ret) = (Hit){(uint32_t)start, (uint32_t)end, (Mark)m->mark};
        is_kept = true;
    }
    return is_kept;
}

// The longest word that ends here, is whole and fits.
static void take(const LintWords *w, Breaks *breaks, const AutomatonRun *run, Str text, Hits *ret) {
    const Automaton *all = &w->automaton;
    for (uint32_t word = run->word; word; word = all->shorter[word - 1]) {
        size_t start = automaton_start(automaton_word(all, word - 1), text, run->at);
        if (automaton_is_whole(text, start, run->at) &&
            keep(w, word, breaks, text, start, run->at, ret))
            return;
    }
}

void scan(const LintWords *w, Breaks *breaks, Str text, Hits *ret) {
    AutomatonRun run = {0};
    ret->count = 0;
    while (automaton_next(&w->automaton, text, &run)) take(w, breaks, &run, text, ret);
}

bool scan_may_hit(const LintWords *w, Str text) {
    AutomatonRun run = {0};
    return automaton_next(&w->automaton, text, &run);
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
