// cli/complete.h - what the words begun before the cursor may become
//
// Names of FEEL hold blanks, so the longest run of words that begins a candidate counts: after
// `1 + water cl` that is `water cl`, not `cl`.
#ifndef SOFTLAW_CLI_COMPLETE_H
#define SOFTLAW_CLI_COMPLETE_H

#include "base/str.h"

typedef struct Completion {
    size_t begun;       // bytes before the cursor that the candidates begin with
    Str common;         // the beginning that all candidates share
    const Str *matches; // sorted, each once
    size_t count;       // 0: nothing fits
} Completion;

Completion complete_words(Arena *a, Str before, const Str *words, size_t count);

#endif
