// lint/words.h - what a word of the lists means to the judge: a rule's, or evidence about the
// clause
#ifndef SOFTLAW_LINT_WORDS_H
#define SOFTLAW_LINT_WORDS_H

#include <stddef.h>

// Marks up to MARK_RULES are the word rules, in the order of the table in rules.c.
typedef enum Mark {
    MARK_SOFT_VERB,
    MARK_SOFT_MANNER,
    MARK_ESCAPE,
    MARK_VAGUE_TIME,
    MARK_VAGUE_DEGREE,
    MARK_VAGUE_QUANTITY,
    MARK_EFFORT,
    MARK_OPEN_LIST,
    MARK_APPROXIMATE,
    MARK_NOBODY,
    MARK_LATER,
    MARK_CONNECTIVE,
    MARK_WEAK_MODALITY,
    MARK_SLOGAN,
    MARK_CONFUSABLE,
    MARK_CHOICE,
    MARK_UNMEASURED,
    MARK_PRONOUN,
    MARK_RULES,
    MARK_PLAIN = MARK_RULES, // looks like a rule's word and is none
    MARK_MODAL,              // shall, must
    MARK_PASSIVE,            // shall be
    MARK_ACTOR,              // somebody who can act
    MARK_STANDARD,           // a measure by name: Annex, GB, ISO
    MARK_PROCEDURE,          // how it is done
    MARK_RESPONSIBLE,        // who answers, and with what
    MARK_DEFINES,            // means, 是指
    MARK_TIME,               // a time without a number: Monday, 当日
    MARK_EACH_YEAR,          // makes a day without year complete
    MARK_SHARING,            // sharing of information
    MARK_INTERFACE,          // the way by which data go
    MARK_WORKING_DAY,
    MARK_PROHIBITS, // shall not: what follows is no promise
    MARK_ABSTRACT,  // names nothing that could be counted: environment, 能力
    MARK_ACT,       // a deed that is seen to be done or not: sign, 签署
    MARK_DUTY,      // lays a duty on somebody without a modal word: rests with, 牵头
    MARK_DEED,      // Chinese: a deed that needs somebody who does it: 告知
    MARK_STATES,    // a right or a fact: 可以, 位于
    MARK_INDEX,     // an index or indicator by which a duty is measured
    MARK_OVER,      // the number itself is excluded: more than, 超过
    MARK_UNDER,     // less than, 不满
    MARK_AT_LEAST,  // it is included: at least, 以上
    MARK_AT_MOST,   // at most, 以下
    MARK_COMPARES,  // at least, 不超过: a number follows
    MARK_COUNT
} Mark;

typedef enum WordFlag {
    WORD_BEFORE_NUMBER = 1, // counts only before a number
    WORD_AFTER_NUMBER = 2,  // counts only behind one
    WORD_WHOLE = 4,         // Chinese: only where ICU sees a word boundary on both sides
    WORD_BEHIND_LIST = 8,   // Chinese 等: only behind an enumeration, and not before a number
    WORD_END = 16,          // only before a mark of punctuation
} WordFlag;

// Words parted by '|'; {a,b} stands for each of a and b, and in English a '*' behind a regular verb
// for its forms.
typedef struct WordRow {
    Mark mark;
    unsigned flags;
    const char *words;
} WordRow;

extern const WordRow lint_words_en[], lint_words_zh[];       // single words
extern const WordRow lint_families_en[], lint_families_zh[]; // near-synonyms in families
extern const WordRow lint_evidence_en[], lint_evidence_zh[]; // what closes them, what is harmless
extern const size_t lint_words_en_count, lint_words_zh_count, lint_families_en_count,
    lint_families_zh_count, lint_evidence_en_count, lint_evidence_zh_count;

#endif
