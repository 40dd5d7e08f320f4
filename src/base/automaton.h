// base/automaton.h - many words found in one pass over a text
//
// Made once, used for many texts; one look-up for each byte. Letters are alike in both cases, a
// blank within a word stands for any run of blanks and line ends, and a Chinese word may be cut by
// a line end. What the words mean is the caller's business:
//
//     uint32_t at = 0;
//     for (size_t i = 0; i < text.size; i++) {
//         at = automaton_step(w, at, text.at[i]);
//         if (!(at & 1)) continue; // no word ends behind byte i
//         for (size_t s = automaton_state(w, at); s; s = w->shorter[s])
//             if (w->ends[s]) … the word w->words[w->ends[s] - 1], the longest first
//     }
#ifndef SOFTLAW_BASE_AUTOMATON_H
#define SOFTLAW_BASE_AUTOMATON_H

#include "base/str.h"

typedef struct Automaton {
    const Str *words;
    size_t word_count;
    uint32_t *twins;      // by word: the next one in the list that is the same, plus one; 0 = none
    uint8_t classes[256]; // of bytes; letters in both cases and all blanks are one
    size_t class_count;
    uint32_t *next;    // twice the row of the state, plus one where a word ends
    uint32_t *ends;    // by state: the word that ends here, plus one
    uint32_t *shorter; // by state: the state of the next shorter word that ends here
} Automaton;

// `words` must outlive it; empty ones are never found.
void automaton_build(Arena *a, const Str *words, size_t count, Automaton *ret);

// From 0 on, for each byte.
static inline uint32_t automaton_step(const Automaton *w, uint32_t at, char byte) {
    return w->next[(at >> 1) + w->classes[(unsigned char)byte]];
}
static inline size_t automaton_state(const Automaton *w, uint32_t at) {
    return (at >> 1) / w->class_count;
}

// Where the match of `word` that ends at `end` began: blanks may be longer than in the word.
size_t automaton_start(Str word, Str text, size_t end);
// Is [start, end) no part of a longer word? In Chinese there is no telling, and it always is none.
bool automaton_is_whole(Str text, size_t start, size_t end);

#endif
