// lint/automaton.c - word lists become an automaton that reads a text once
//
// The trie of all patterns is laid out as a table of states by classes of bytes, then, breadth
// first, every missing transition is filled from the longest proper suffix that is in the trie
// (Aho and Corasick 1975). Where a pattern is within a phrase of several words any run of blanks
// and line ends stands for its blank, and a Chinese word may be cut by a line end.
#include "lint/lint_int.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Build {
    LintWords *w;
    uint32_t *goes; // state * class_count + class -> state, 0 = none
    uint32_t *back; // the longest proper suffix
    uint8_t *last;  // the byte that led here
    size_t count;
} Build;

enum { BLANK = 1 };

static unsigned char fold(unsigned char byte) {
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 'a' - 'A') : byte;
}

static void number_classes(LintWords *w) {
    const char *blanks = " \t\r\n";
    for (const char *c = blanks; *c; c++) w->classes[(unsigned char)*c] = BLANK;
    w->class_count = BLANK + 1;
    for (size_t i = 0; i < w->pattern_count; i++)
        for (size_t k = 0; k < w->patterns[i].word.size; k++) {
            uint8_t *class = &w->classes[(unsigned char)w->patterns[i].word.at[k]];
            if (!*class) *class = (uint8_t)w->class_count++;
        }
    for (int c = 'A'; c <= 'Z'; c++) w->classes[c] = w->classes[fold((unsigned char)c)];
    assert(w->class_count <= UINT8_MAX);
}

// Does `first`, which stands earlier in the lists, make `second` of the same word superfluous?
static bool replaces(const Pattern *first, const Pattern *second) {
    bool both_rules = first->mark < MARK_RULES && second->mark < MARK_RULES;
    return first->flags == second->flags && (both_rules || first->mark == second->mark);
}

// The chain of twins without those that `p` replaces.
static uint32_t without(LintWords *w, uint32_t chain, const Pattern *p) {
    if (!chain) return 0;
    Pattern *first = &w->patterns[chain - 1];
    first->twin = without(w, first->twin, p);
    return replaces(p, first) ? first->twin : chain;
}

static void add_pattern(Build *b, uint32_t index) {
    Pattern *p = &b->w->patterns[index];
    size_t state = 0;
    for (size_t i = 0; i < p->word.size; i++) {
        unsigned char byte = (unsigned char)p->word.at[i];
        uint32_t *to = &b->goes[state * b->w->class_count + b->w->classes[byte]];
        if (!*to) {
            b->last[b->count] = byte;
            *to = (uint32_t)b->count++;
        }
        state = *to;
    }
    p->twin = without(b->w, b->w->ends[state], p);
    b->w->ends[state] = index + 1;
}

// May blanks stand after the last byte of this state without leaving it?
static bool waits(const Build *b, size_t state) {
    bool is_inside = b->last[state] == ' ' || b->last[state] >= 0x80;
    return state && is_inside && !b->w->ends[state] && !b->w->shorter[state];
}

static uint32_t row_of(const Build *b, uint32_t state) {
    const LintWords *w = b->w;
    bool is_end = w->ends[state] || w->shorter[state];
    return (uint32_t)(state * w->class_count) << 1 | is_end;
}

// `back` is where the automaton would be without the first byte; its row is written already.
static void link_child(Build *b, uint32_t child, uint32_t back) {
    LintWords *w = b->w;
    b->back[child] = back;
    w->shorter[child] = w->ends[back] ? back : w->shorter[back];
}

// The row of a state: its children, and for the rest what its suffix does.
static void fill_state(Build *b, uint32_t state, uint32_t *queue, size_t *queued) {
    size_t classes = b->w->class_count;
    uint32_t *row = &b->goes[state * classes], *through = &b->goes[b->back[state] * classes];
    bool stays = waits(b, state);
    for (size_t c = 0; c < classes; c++) {
        uint32_t child = row[c];
        row[c] = state ? through[c] : 0;
        if (child) {
            link_child(b, child, (row[c] >> 1) / (uint32_t)classes);
            queue[(*queued)++] = child;
            row[c] = row_of(b, child);
        } else if (c == BLANK && stays) {
            row[c] = row_of(b, state);
        }
    }
}

static void fill(Build *b, Arena *a) {
    uint32_t *queue = ARENA_ARRAY(a, uint32_t, b->count);
    size_t queued = 1;
    for (size_t i = 0; i < queued; i++) fill_state(b, queue[i], queue, &queued);
    b->w->next = b->goes;
}

static int by_word(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static size_t common_size(Str a, Str b) {
    size_t size = 0;
    while (size < a.size && size < b.size && a.at[size] == b.at[size]) size++;
    return size;
}

// One state for each beginning of a word, and one for none.
static size_t count_states(const LintWords *w) {
    Arena *a = arena_new();
    Str *words = ARENA_ARRAY(a, Str, w->pattern_count), before = STR("");
    size_t count = 1;
    for (size_t i = 0; i < w->pattern_count; i++) words[i] = w->patterns[i].word;
    qsort(words, w->pattern_count, sizeof *words, by_word);
    for (size_t i = 0; i < w->pattern_count; before = words[i++])
        count += words[i].size - common_size(before, words[i]);
    arena_free(a);
    return count;
}

void automaton_build(Arena *a, LintWords *w) {
    number_classes(w);
    size_t most = count_states(w);
    Build b = {.w = w, .count = 1};
    b.goes = ARENA_ARRAY(a, uint32_t, most * w->class_count);
    b.back = ARENA_ARRAY(a, uint32_t, most);
    b.last = ARENA_ARRAY(a, uint8_t, most);
    w->ends = ARENA_ARRAY(a, uint32_t, most);
    w->shorter = ARENA_ARRAY(a, uint32_t, most);
    for (uint32_t i = (uint32_t)w->pattern_count; i > 0; i--) add_pattern(&b, i - 1);
    assert(b.count == most);
    fill(&b, a);
}
