// feel/name.h - names as FEEL spells them: words and symbols, blanks of no account
//
// The normal form of a name has one blank between words and none around symbols, so that `a - b`,
// `a-b` and `a  -b` are one name, and `water  class` is `water class`.
#ifndef SOFTLAW_FEEL_NAME_H
#define SOFTLAW_FEEL_NAME_H

#include "base/str.h"

bool name_is_start(uint32_t code_point); // may begin a word
bool name_is_part(uint32_t code_point);  // may stand within a word
bool name_is_blank(uint32_t code_point); // also the blanks of other scripts, as U+3000
bool name_is_symbol(char byte);          // . / - ' + * within names

// Behind the blanks at `at`.
size_t name_skip_blanks(Str text, size_t at);
// End of the word at `at`; `at` itself if none begins there.
size_t name_word_end(Str text, size_t at);
Str name_normal(Arena *a, Str text);

// Reads a text as the bytes of its normal form, one code point at a time.
typedef struct NameWalk {
    Str text;
    size_t at; // behind what was read
    bool is_after_word;
} NameWalk;

// The next code point, led by a blank if one parts two words. False at the end.
bool name_walk(NameWalk *w, char ret_bytes[5], size_t *ret_size);
// May a name end here? Not in the middle of a word.
bool name_walk_may_end(const NameWalk *w);
// End in `text` of the name `normal` which begins at `at`, or 0.
size_t name_match(Str normal, Str text, size_t at);

#endif
