// agree/agree.h - do the words of an agreement and its terms say the same? Terms -> findings
//
// People sign the words, the machine runs the terms. So every figure of the words (number, amount,
// percentage, date, length of time, step of rounding) is looked for in the terms of its article,
// and every figure of the terms in the words. Figures are compared by exact value, units taken in:
// 6000万元 is 60000000, 百分之五十 is 0.5 or 50, "within three years" is P3Y or P36M or the number
// 3.
//
// What one side alone has is a warning; where both sides have something of one kind left over in
// the same article, words and terms differ, which is an error. Not looked at are references
// (Article 3, 第三条, GB 3838), what stands in quotes and titles, and headings; numbers written out
// (three parties, 两省) may bear a term but need none. A remark in the text silences a rule, as for
// the lint (lint.h); figures that the remark names are all that it silences:
//
//     <!-- allow term-without-words: 0.0004452 follows from 318 g and 7000/5000 kcal -->
#ifndef SOFTLAW_AGREE_AGREE_H
#define SOFTLAW_AGREE_AGREE_H

#include "lint/lint.h"

size_t agree_rule_count(void);
const LintRule *agree_rule(size_t index);

void agree_judge(Arena *a, const Terms *t, Findings *f);

// ---- amending (amend.c) -------------------------------------------------------------------------

typedef struct AgreeEdit {
    uint32_t offset, size; // what is replaced: bytes of the document's source
    Str text;
} AgreeEdit;
typedef struct AgreeAmendment {
    AgreeEdit *items; // in the order of the text, apart from each other
    size_t count, capacity;
    size_t left_count; // figures that may say the same and could not be amended: for a person
} AgreeAmendment;
// The edits that give the number at `number`, a plain number in a terms block, another value there
// and in the words of its article. False where no such number stands there, or it is 0.
bool agree_amend(Arena *a, const Document *d, Place number, Dec value, AgreeAmendment *ret);
// The text with these edits.
Str agree_amended(Arena *a, Str source, const AgreeAmendment *m);

#endif
