// lint/automaton.c - word lists become an automaton that reads a text once
//
// The trie of all patterns is laid out as a table of states by classes of bytes, then, breadth
// first, every missing transition is filled from the longest proper suffix that is in the trie
// (Aho and Corasick 1975). Where a pattern is within a phrase of several words any run of blanks
// and line ends stands for its blank, and a Chinese word may be cut by a line end.
#include "lint/lint_int.h"

#include <assert.h>

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
    p->twin = b->w->ends[state];
    b->w->ends[state] = index + 1;
}

// May blanks stand after the last byte of this state without leaving it?
static bool waits(const Build *b, size_t state) {
    bool is_inside = b->last[state] == ' ' || b->last[state] >= 0x80;
    return state && is_inside && !b->w->ends[state] && !b->w->shorter[state];
}

static void fill_state(Build *b, uint32_t state, uint32_t *queue, size_t *queued) {
    size_t classes = b->w->class_count;
    uint32_t back = b->back[state];
    b->w->shorter[state] = b->w->ends[back] ? back : b->w->shorter[back];
    for (size_t c = 0; c < classes; c++) {
        uint32_t *to = &b->goes[state * classes + c];
        uint32_t through = state ? b->goes[back * classes + c] : 0;
        if (*to) {
            b->back[*to] = through;
            queue[(*queued)++] = *to;
        } else {
            *to = c == BLANK && waits(b, state) ? state : through;
        }
    }
}

static void fill(Build *b, Arena *a) {
    uint32_t *queue = ARENA_ARRAY(a, uint32_t, b->count);
    size_t queued = 1;
    for (size_t i = 0; i < queued; i++) fill_state(b, queue[i], queue, &queued);
}

static void write_rows(Build *b) {
    LintWords *w = b->w;
    for (size_t i = 0; i < b->count * w->class_count; i++) {
        uint32_t to = b->goes[i];
        uint32_t is_end = w->ends[to] || w->shorter[to];
        b->goes[i] = (uint32_t)(to * w->class_count) << 1 | is_end;
    }
    w->next = b->goes;
}

void automaton_build(Arena *a, LintWords *w) {
    number_classes(w);
    size_t most = 1;
    for (size_t i = 0; i < w->pattern_count; i++) most += w->patterns[i].word.size;
    Build b = {.w = w, .count = 1};
    b.goes = ARENA_ARRAY(a, uint32_t, most * w->class_count);
    b.back = ARENA_ARRAY(a, uint32_t, most);
    b.last = ARENA_ARRAY(a, uint8_t, most);
    w->ends = ARENA_ARRAY(a, uint32_t, most);
    w->shorter = ARENA_ARRAY(a, uint32_t, most);
    for (uint32_t i = (uint32_t)w->pattern_count; i > 0; i--) add_pattern(&b, i - 1);
    fill(&b, a);
    write_rows(&b);
}
