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
    size_t indexed; // are tied to an index or indicator, or to what their article computes
    size_t warnings, notes, silenced;
} LintScore;

// Hundredths that `part`, one of the counts above, is of the obligations; 100 where there are none.
unsigned lint_share_percent(const LintScore *s, size_t part);

// Hundredths of the elements that obligations should have; 100 where there are none.
unsigned lint_score_percent(const LintScore *s);

typedef struct LintReport {
    LintScore *provisions; // as many as the document has
    LintScore all;
} LintReport;

// Findings below `least` are counted, not added.
const LintReport *lint_judge(Arena *a, const LintWords *w, const Terms *t, Severity least,
                             Findings *f);

// The word rules alone, without a look at the clause: how many words of a text a rule names.
size_t lint_words_count(const LintWords *w, Str text);

#endif
