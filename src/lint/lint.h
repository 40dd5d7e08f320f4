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

// May a remark in the text silence what this rule finds?
bool lint_may_allow(Str rule);
// Words that could stand in place of a wording that `rule` found, the `index`-th of them; false if
// there are no more. Numbers in them are to be looked at by a person.
bool lint_replacement(Str rule, Str wording, size_t index, Str *ret);

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

typedef struct LintMemory LintMemory;
typedef struct LintReport {
    LintScore *provisions; // as many as the document has
    LintScore all;
    const LintMemory *memory; // for the next version of the text
} LintReport;

// Findings below `least` are counted, not added.
const LintReport *lint_judge(Arena *a, const LintWords *w, const Terms *t, Severity least,
                             Findings *f);
// The same of the next version of a text: provisions that the edit left as they were keep their
// verdict. `before` is the report on the version before, NULL on the first; what comes out is what
// lint_judge would give.
const LintReport *lint_judge_again(Arena *a, const LintWords *w, const Terms *t, Severity least,
                                   const LintReport *before, Findings *f);

// ---- for rooms that judge words too -------------------------------------------------------------

// A copy of `text`, of the same size, in which remarks, code and links are blank and the insides of
// quotes and titles are unreadable.
Str lint_mask(Arena *a, Str text);

// A remark that silences a rule; `reason` is empty where none is given.
typedef struct LintRemark {
    Str rule, reason;
    size_t offset, size; // of the remark in the text
} LintRemark;
// The next remark at or after `*at`, which moves behind it; false if there is none.
bool lint_remark_next(Str text, size_t *at, LintRemark *ret);

// Does it bind anybody? A preamble, a note and a list of sources do not.
bool lint_is_operative(const Provision *p);

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

// The word rules alone, without a look at the clause: how many words of a text a rule names.
size_t lint_words_count(const LintWords *w, Str text);

#endif
