// base/automaton.c - a list of words becomes an automaton that reads a text once
//
// The trie of all words is laid out as a table of states by classes of bytes, then, breadth first,
// every missing transition is filled from the longest proper suffix that is in the trie (Aho and
// Corasick 1975). Where a word is within a phrase of several words any run of blanks and line ends
// stands for its blank, and a Chinese word may be cut by a line end.
#include "base/automaton.h"

#include <assert.h>
#include <unicode/uchar.h>

typedef struct Build {
    Automaton *w;
    uint32_t *goes; // state * class_count + class -> state, 0 = none
    uint32_t *back; // the longest proper suffix
    uint8_t *last;  // the byte that led here
    size_t count;
} Build;

enum { BLANK = 1 };

static unsigned char fold(unsigned char byte) {
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 'a' - 'A') : byte;
}

static void number_classes(Automaton *w) {
    const char *blanks = " \t\r\n";
    for (const char *c = blanks; *c; c++) w->classes[(unsigned char)*c] = BLANK;
    w->class_count = BLANK + 1;
    for (size_t i = 0; i < w->word_count; i++)
        for (size_t k = 0; k < w->words[i].size; k++) {
            uint8_t *class = &w->classes[fold((unsigned char)w->words[i].at[k])];
            if (!*class) *class = (uint8_t)w->class_count++;
        }
    for (int c = 'A'; c <= 'Z'; c++) w->classes[c] = w->classes[fold((unsigned char)c)];
    assert(w->class_count <= UINT8_MAX);
}

static void add_word(Build *b, uint32_t index) {
    Str word = b->w->words[index];
    size_t state = 0;
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.at[i];
        uint32_t *to = &b->goes[state * b->w->class_count + b->w->classes[byte]];
        if (!*to) {
            b->last[b->count] = byte;
            *to = (uint32_t)b->count++;
        }
        state = *to;
    }
    b->w->twins[index] = b->w->ends[state];
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
    Automaton *w = b->w;
    for (size_t i = 0; i < b->count * w->class_count; i++) {
        uint32_t to = b->goes[i];
        uint32_t is_end = w->ends[to] || w->shorter[to];
        b->goes[i] = (uint32_t)(to * w->class_count) << 1 | is_end;
    }
    w->next = b->goes;
}

void automaton_build(Arena *a, const Str *words, size_t count, Automaton *ret) {
    size_t most = 1;
    *ret = (Automaton){.words = words, .word_count = count};
    ret->twins = ARENA_ARRAY(a, uint32_t, count);
    number_classes(ret);
    for (size_t i = 0; i < count; i++) most += words[i].size;
    Build b = {.w = ret, .count = 1};
    b.goes = ARENA_ARRAY(a, uint32_t, most * ret->class_count);
    b.back = ARENA_ARRAY(a, uint32_t, most);
    b.last = ARENA_ARRAY(a, uint8_t, most);
    ret->ends = ARENA_ARRAY(a, uint32_t, most);
    ret->shorter = ARENA_ARRAY(a, uint32_t, most);
    for (uint32_t i = (uint32_t)count; i > 0; i--)
        if (words[i - 1].size) add_word(&b, i - 1);
    fill(&b, a);
    write_rows(&b);
}

// ---- what was found -----------------------------------------------------------------------------

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

bool automaton_is_whole(Str text, size_t start, size_t end) {
    bool starts_a_word = is_ascii_word((unsigned char)text.at[start]);
    bool ends_a_word = is_ascii_word((unsigned char)text.at[end - 1]);
    return (!starts_a_word || !joins_before(text, start)) &&
           (!ends_a_word || !joins_after(text, end));
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t automaton_start(Str word, Str text, size_t end) {
    size_t at = end;
    for (size_t left = word.size; left;) {
        char c = text.at[--at];
        if (!is_blank(c)) {
            left--;
        } else if (word.at[left - 1] == ' ') {
            while (at && is_blank(text.at[at - 1])) at--;
            left--;
        }
    }
    return at;
}
