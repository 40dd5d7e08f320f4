// base/automaton.c - a text read once for all words
#include "base/automaton.h"

#include <unicode/uchar.h>

enum { BLANK = 1 };

// From a state without the child looked for to the suffixes that may begin a word; `is_inside`: a
// letter was read behind a letter, and no word of letters begins.
static uint32_t step(const Automaton *w, uint32_t state, unsigned class, bool is_inside) {
    for (;;) {
        uint32_t to = w->cells[state].base + class;
        if (w->cells[to].from == state) return to;
        if (!state || (class == BLANK && w->cells[state].waits)) return state;
        state = w->cells[state].back;
        if (!state && is_inside) return 0;
    }
}

static size_t skip_letters(const Automaton *w, Str text, size_t at) {
    while (at < text.size && w->classes[(unsigned char)text.at[at]] >= w->first_letter) at++;
    return at;
}

bool automaton_next(const Automaton *w, Str text, AutomatonRun *run) {
    uint32_t state = run->state;
    size_t at = run->at;
    unsigned last = at ? w->classes[(unsigned char)text.at[at - 1]] : 0;
    for (run->word = 0; at < text.size && !run->word; run->word = w->cells[state].word) {
        unsigned class = w->classes[(unsigned char)text.at[at++]];
        bool is_letter = class >= w->first_letter;
        state = step(w, state, class, is_letter && last >= w->first_letter);
        last = class;
        if (!state && is_letter) at = skip_letters(w, text, at);
    }
    run->at = at;
    run->state = state;
    return run->word;
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
