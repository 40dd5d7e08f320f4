// lint/lint.h - is an agreement's wording precise enough to be kept? A Document judged before
// signing
//
// Not the word is judged but the clause: "promptly" is vague, "promptly, and within 2 hours" is
// not. A rule names words that leave something open, and what in the same clause would close it: a
// quantity, a time limit, a named standard. Words in quotes, in titles and in defined terms are not
// judged. Each obligation is looked through for the five elements without which nobody can say
// whether it was kept: subject, standard, procedure, time limit, responsibility.
//
// A finding that is right but wanted is silenced in the text, with the reason, for the paragraph in
// which the remark stands or which follows it:
//
//     <!-- allow vague-time: the tide decides, not the clock -->
#ifndef SOFTLAW_LINT_LINT_H
#define SOFTLAW_LINT_LINT_H

#include "terms/terms.h"

typedef struct LintExample {
    const char *bad, *good;
} LintExample;

// Texts are keys of the catalogue (base/lang.h); {1} in the message is the wording found.
typedef struct LintRule {
    const char *id;
    Severity severity;
    const char *message, *proposal, *why;
    LintExample english, chinese;
} LintRule;

size_t lint_rule_count(void);
size_t lint_word_rule_count(void); // the first so many name words; the others judge structure
const LintRule *lint_rule(size_t index);

// The five elements of an obligation.
typedef enum LintElement {
    ELEMENT_SUBJECT,
    ELEMENT_STANDARD,
    ELEMENT_PROCEDURE,
    ELEMENT_TIME,
    ELEMENT_RESPONSIBILITY,
    ELEMENT_COUNT
} LintElement;

// The words of all rules, ready for looking up. Made once, used for many texts.
typedef struct LintWords LintWords;
const LintWords *lint_words_new(Arena *a);

// What was counted in a provision or in all of them.
typedef struct LintScore {
    size_t obligations;
    size_t complete;            // have all five elements
    size_t with[ELEMENT_COUNT]; // have this one
    size_t quantified;          // name a quantity
    size_t warnings, notes, silenced;
} LintScore;

// Hundredths of the elements that obligations should have; 100 where there are none.
unsigned lint_score_percent(const LintScore *s);

typedef struct LintReport {
    LintScore *provisions; // as many as the document has
    LintScore all;
} LintReport;

// Findings below `least` are counted, not added.
const LintReport *lint_judge(Arena *a, const LintWords *w, const Terms *t, Severity least,
                             Findings *f);

// ---- for other judges of words ------------------------------------------------------------------

// A word in lower case, where a '*' at the end stands for the forms of a regular English verb, and
// what its reader calls it.
typedef struct LintWord {
    Str word;
    uint32_t mark;
} LintWord;
typedef struct LintHit {
    uint32_t start, end, mark;
} LintHit;
typedef struct LintHits {
    Arena *arena;
    LintHit *items;
    size_t count, capacity;
} LintHits;

const LintWords *lint_words_from(Arena *a, const LintWord *words, size_t count);
// The words of `text` in order, whole, longest first and none within another; a word with several
// marks is there once for each.
void lint_scan(const LintWords *w, Str text, LintHits *ret);
// A copy of the same size in which remarks, code and links are blank, and what stands in quotes or
// titles unreadable.
Str lint_mask(Arena *a, Str text);

// The word rules alone, without a look at the clause: how many words of a text a rule names.
size_t lint_words_count(const LintWords *w, Str text);

#endif
