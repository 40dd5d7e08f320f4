// coverage/scan.c - the words of a paragraph that count: whole, in no title, and not denied
//
// Words and signs come from the automaton in the order in which they end, of one end the longest
// first. Three things take a word out again: a longer word around it (of its own axis, or one that
// is plain), the end of a title in which it stands, and a denial behind it. A denial before it
// keeps it from coming in.
#include "coverage/coverage_int.h"
#include "coverage/words.h"

typedef struct Scan {
    const Lexicon *lexicon;
    Hits *kept;
    bool is_denied;
    size_t clause;          // where the clause begins in what was kept
    size_t title;           // where the open title does, plus one; 0 = none is open
    uint32_t plain, behind; // the last plain word: its start and end
} Scan;

// Words of the chain, of the life cycle, of fields; contents of a kind shield nothing.
static unsigned axis_of(const Lexicon *l, unsigned mark) {
    if (!l->has_axes) return mark;
    return mark < SUBJECT_LIFE ? 0 : mark < SUBJECT_FIELD ? 1 : 2;
}

static bool is_within(const Hit *inner, const Hit *outer) {
    return inner->start >= outer->start && inner->end <= outer->end;
}

// Is it part of a word of its axis that was kept?
static bool is_shielded(const Scan *s, const Hit *h) {
    if (h->start >= s->plain && h->end <= s->behind) return true;
    for (size_t i = s->kept->count; i > 0 && s->kept->items[i - 1].end > h->start; i--) {
        const Hit *other = &s->kept->items[i - 1];
        bool is_longer = other->start < h->start || other->end > h->end;
        if (is_longer && is_within(h, other) &&
            axis_of(s->lexicon, other->mark) == axis_of(s->lexicon, h->mark))
            return true;
    }
    return false;
}

// Let go of shorter words within `h`: of its axis, or of any if it is plain.
static void shield(Scan *s, const Hit *h) {
    Hits *kept = s->kept;
    size_t first = kept->count;
    while (first > 0 && kept->items[first - 1].end > h->start) first--;
    size_t to = first;
    for (size_t i = first; i < kept->count; i++) {
        const Hit *other = &kept->items[i];
        bool is_like = h->mark == SIGN_PLAIN ||
                       (s->lexicon->has_axes &&
                        axis_of(s->lexicon, other->mark) == axis_of(s->lexicon, h->mark));
        bool is_same = other->start == h->start && other->end == h->end;
        bool goes = is_like && is_within(other, h) && !is_same;
        if (!goes) kept->items[to++] = *other;
    }
    kept->count = to;
    if (s->clause > to) s->clause = to;
}

static void take_word(Scan *s, const Hit *h) {
    if (s->is_denied || is_shielded(s, h)) return;
    shield(s, h);
    *VEC_ADD(s->kept->arena, s->kept) = *h;
}

static void end_clause(Scan *s) {
    s->is_denied = false;
    s->clause = s->kept->count;
}

static void close_title(Scan *s) {
    if (s->title && s->title - 1 < s->kept->count) s->kept->count = s->title - 1;
    s->title = 0;
    if (s->clause > s->kept->count) s->clause = s->kept->count;
}

static void take(Scan *s, const Hit *h) {
    switch (h->mark) {
    case SIGN_PLAIN:
        shield(s, h);
        s->plain = h->start;
        s->behind = h->end;
        break;
    case SIGN_STOP: end_clause(s); break;
    case SIGN_DENIES_NEXT: s->is_denied = true; break;
    case SIGN_DENIES_LAST: s->kept->count = s->clause; break;
    case SIGN_OPEN: s->title = s->kept->count + 1; break;
    case SIGN_CLOSE: close_title(s); break;
    default: take_word(s, h);
    }
}

static void take_words(Scan *s, Str text, const AutomatonRun *run) {
    const Automaton *all = &s->lexicon->automaton;
    for (uint32_t word = run->word; word; word = all->shorter[word - 1]) {
        size_t start = automaton_start(automaton_word(all, word - 1), text, run->at);
        if (!automaton_is_whole(text, start, run->at)) continue;
        for (uint32_t twin = word; twin; twin = all->twins[twin - 1]) {
            Hit h = {(uint32_t)start, (uint32_t)run->at, s->lexicon->marks[twin - 1]};
            take(s, &h);
        }
    }
}

void coverage_scan(const Lexicon *l, Str text, Hits *ret) {
    Scan s = {.lexicon = l, .kept = ret};
    AutomatonRun run = {0};
    ret->count = 0;
    while (automaton_next(&l->automaton, text, &run)) take_words(&s, text, &run);
}
