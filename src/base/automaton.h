// base/automaton.h - many words found in one pass over a text
//
// Made once, used for many texts; a look-up or two for each byte. Letters are alike in both cases,
// a blank within a word stands for any run of blanks and line ends, and a Chinese word may be cut
// by a line end. What the words mean is the caller's business:
//
//     AutomatonRun run = {0};
//     while (automaton_next(w, text, &run))
//         for (uint32_t word = run.word; word; word = w->shorter[word - 1])
//             … word number `word - 1` ends before run.at; the longest first
//
// Found are places where the letters stand; automaton_is_whole tells whether they are a word. Of
// words that begin within another word of letters some are left out at once.
//
// It is flat tables without pointers between them, so that a program can be built with one inside
// (tools/lint_table.c). A state is the number of its cell; the cells of its children stand at its
// base plus the class of the byte that leads to them, between those of other states.
#ifndef SOFTLAW_BASE_AUTOMATON_H
#define SOFTLAW_BASE_AUTOMATON_H

#include "base/str.h"

typedef struct AutomatonCell {
    uint32_t base : 31;
    uint32_t waits : 1; // blanks may follow without leaving the state
    uint32_t from;      // the state whose child it is; AUTOMATON_FREE if it is no state
    uint32_t back;      // the longest proper suffix that may begin a word; 0 = none
    uint32_t word;      // the longest word that ends here, plus one; 0 = none
} AutomatonCell;

enum { AUTOMATON_BYTES = 256 };
#define AUTOMATON_FREE UINT32_MAX

typedef struct Automaton {
    const char *letters;    // of all words, one behind the other
    const uint32_t *starts; // by word, in `letters`; one more marks the end
    const uint32_t *twins; // by word: the next one in the list that is the same, plus one; 0 = none
    const uint32_t *shorter; // by word: the next shorter one that ends where it ends, plus one
    const uint8_t *classes;  // of bytes; letters in both cases and all blanks are one
    const AutomatonCell *cells;
    size_t word_count, cell_count;
    unsigned first_letter; // classes from here on are those of letters and figures of ASCII
} Automaton;

// `words` are copied; empty ones are never found.
void automaton_build(Arena *a, const Str *words, size_t count, Automaton *ret);

static inline Str automaton_word(const Automaton *w, size_t index) {
    return (Str){w->letters + w->starts[index], w->starts[index + 1] - w->starts[index]};
}

typedef struct AutomatonRun {
    size_t at;     // so many bytes of the text have been read
    uint32_t word; // the longest word that ends there, plus one
    uint32_t state;
} AutomatonRun;

// Read on to where the next word ends; false at the end of the text.
bool automaton_next(const Automaton *w, Str text, AutomatonRun *run);

// Where the match of `word` that ends at `end` began: blanks may be longer than in the word.
size_t automaton_start(Str word, Str text, size_t end);
// Is [start, end) no part of a longer word? In Chinese there is no telling, and it always is none.
bool automaton_is_whole(Str text, size_t start, size_t end);

#endif
