// lint/table.c - the words of all rules, as tables that were made when softlaw was built
//
// To make them from their rows takes longer than to read most agreements (tools/lint_table.c). The
// tables hold no addresses, so that of them only what a text asks for is ever brought into memory.
#include "lint/lint_int.h"

#include "lint/word_table.h"

const LintWords *lint_words_new(Arena *a) {
    LintWords *w = ARENA_NEW(a, LintWords);
    *w = (LintWords){.automaton = {.letters = letters,
                                   .starts = starts,
                                   .twins = twins,
                                   .shorter = shorter,
                                   .classes = classes,
                                   .cells = cells,
                                   .word_count = WORD_COUNT,
                                   .cell_count = CELL_COUNT,
                                   .first_letter = FIRST_LETTER},
                     .meanings = meanings};
    return w;
}
