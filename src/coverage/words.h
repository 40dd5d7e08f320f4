// coverage/words.h - the rows of the word lists: subjects, and signs that tell which words count
#ifndef SOFTLAW_COVERAGE_WORDS_H
#define SOFTLAW_COVERAGE_WORDS_H

#include <stddef.h>

// Subjects are numbered from 0; signs stand behind the contents that a kind may have.
enum {
    SIGN_PLAIN = 256, // looks like a subject's word and is none
    SIGN_STOP,        // ends what a denial reaches
    SIGN_DENIES_NEXT, // what follows is left out: shall not cover, 不包括
    SIGN_DENIES_LAST, // what stands before is left out: is excluded, 除外
    SIGN_OPEN,        // of a title or a remark
    SIGN_CLOSE,
};

// Words parted by '|'. A longer word shields a shorter one of the same axis within it.
typedef struct CoverageRow {
    unsigned mark;
    const char *words;
} CoverageRow;

// Each list ends with a row without words.
extern const CoverageRow coverage_words_en[], coverage_words_zh[], coverage_signs[];

#endif
