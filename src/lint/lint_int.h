// lint/lint_int.h - what the files of this room share: words, hits, clauses
#ifndef SOFTLAW_LINT_LINT_INT_H
#define SOFTLAW_LINT_LINT_INT_H

#include "base/automaton.h"
#include "lint/lint.h"
#include "lint/words.h"

// ---- word lists (lexicon.c) ---------------------------------------------------------------------

typedef struct Meaning {
    uint32_t mark, flags;
} Meaning;

struct LintWords {
    Automaton automaton;
    const Meaning *meanings; // by word of the automaton
};

// The words of all rules made anew from their rows. What lint_words_new gives are the same, made
// when softlaw was built (tools/lint_table.c, table.c).
LintWords lexicon_build(Arena *a);

// ---- hits (scan.c) ------------------------------------------------------------------------------

typedef struct Hit {
    uint32_t start, end;
    Mark mark;
} Hit;

typedef struct Hits {
    Arena *arena;
    Hit *items;
    size_t count, capacity;
} Hits;

typedef struct Breaks Breaks;

// The words of `text` that mean something, longest first and none within another, in order. Words
// that are marked WORD_WHOLE are asked of `breaks`; without it they count everywhere.
void scan(const LintWords *w, Breaks *breaks, Str text, Hits *ret);
// May some word of the lists stand in `text`?
bool scan_may_hit(const LintWords *w, Str text);

// ---- sentences and words by ICU (breaks.c) ------------------------------------------------------

Breaks *breaks_new(Arena *a);
// The paragraph whose sentences are asked for; masked, so that it has no line ends.
void breaks_paragraph(Breaks *b, Str paragraph);
// The end of the sentence that begins at `from`.
size_t breaks_sentence_end(Breaks *b, size_t from);
// Are [start, end) of `text` whole words?
bool breaks_is_word(Breaks *b, Str text, size_t start, size_t end);

// ---- numbers (number.c) -------------------------------------------------------------------------

typedef enum NumberKind {
    NUMBER_QUANTITY,  // 5 tonnes, 百分之五
    NUMBER_TIME,      // 30 days, 1 July 2025
    NUMBER_DAY,       // 31 March, without a year
    NUMBER_REFERENCE, // of Article 5, 第三条
} NumberKind;

typedef struct NumberSeen {
    size_t start, end; // of the figure
    NumberKind kind;
    bool has_unit;
} NumberSeen;

// The next number at or after `from`; false if there is none.
bool number_next(Str text, size_t from, NumberSeen *ret);
// Does a number start at `at`, after blanks?
bool number_is_at(Str text, size_t at);
// Does a number, or a number with its unit, end at `at`?
bool number_ends_at(Str text, size_t at);

// ---- a clause and what was seen in it (clause.c) ------------------------------------------------

enum {
    SEEN_QUANTITY = 1,
    SEEN_TIME = 2,
    SEEN_STANDARD = 4,
    SEEN_INTERFACE = 8,
    SEEN_RESPONSIBLE = 16,
    SEEN_PROCEDURE = 32,
    SEEN_EACH_YEAR = 64,
    SEEN_INDEX = 128,
    SEEN_CHECKABLE = SEEN_QUANTITY | SEEN_TIME | SEEN_STANDARD | SEEN_EACH_YEAR | SEEN_INTERFACE,
};

typedef struct ClauseText {
    Str text;
    size_t offset;                    // within the document
    uint32_t allow_from, allow_count; // remarks that hold here
    const Hit *hits;
    size_t hit_count;
    unsigned seen;
    const NumberSeen *numbers;
    size_t number_count;
    size_t forbids, defines; // hits before `defines` are being defined, behind `forbids` forbidden
} ClauseText;

// Take the hits of a paragraph that begin in the clause, which begins at `from` of it, and add the
// frames that are found where no hit is.
void clause_take(ClauseText *c, Arena *a, const Hit *hits, size_t count, size_t from);
// Find the numbers, and fill `seen`, `forbids` and `defines` from hits and numbers.
void clause_look(ClauseText *c, Arena *a);
// Is there a frame in a text of its own, as a name is?
bool clause_may_hold_frame(Str text);
// Has the clause a word of a warning rule that it does not close?
bool clause_is_vague(const ClauseText *c);
// The first hit with this mark at or after `from`, or NULL.
const Hit *clause_find(const ClauseText *c, Mark mark, size_t from);

// ---- wordings of which one word may be any (frames_en.c, reserves_en.c, frames_zh.c) ------------

bool frame_letter(char c); // of an English word

typedef struct FrameWord {
    Str text;
    size_t start, end; // of the word at hand
} FrameWord;

// The word behind `end`, parted by one blank or line end; false if something else stands there.
bool frame_next(Str text, size_t end, FrameWord *ret);
bool frame_is(const FrameWord *w, const char *word);
bool frame_is_any(const FrameWord *w, const char *const *words); // up to NULL
bool frame_ends_with(const FrameWord *w, const char *ending);

// Does a frame begin with the English word [start, end)?
bool frame_en(Str text, size_t start, size_t end, Hit *ret);
// What a party reserves to its own will, from `first` on: the end of its wording, or 0.
size_t frame_reserve(const FrameWord *first);
// Does a frame of Chinese characters begin at `at`?
bool frame_zh(Str text, size_t at, Hit *ret);

// ---- remarks that silence (allow.c) -------------------------------------------------------------

typedef struct Allow {
    unsigned rule; // RULE_COUNT: none of that name
    bool has_reason, is_used;
    Str id;
    size_t offset, size; // of the remark in the document
} Allow;

typedef struct Allows {
    Arena *arena;
    Allow *items;
    size_t count, capacity;
} Allows;

// Add the remarks of a paragraph that begins at `offset` of the document.
void allow_read(Allows *all, Str paragraph, size_t offset);

// ---- rules (rules.c) ----------------------------------------------------------------------------

typedef enum Rule {
    RULE_SHARING = MARK_RULES, // after the word rules
    RULE_ABSTRACT,
    RULE_BARE,
    RULE_PASSIVE,
    RULE_NO_SUBJECT,
    RULE_NO_STANDARD,
    RULE_NO_PROCEDURE,
    RULE_NO_TIME,
    RULE_NO_RESPONSIBILITY,
    RULE_NUMBER_UNIT,
    RULE_DAY_YEAR,
    RULE_WORKING_DAY,
    RULE_MIXED_DAYS,
    RULE_THRESHOLD,
    RULE_REFERENCE,
    RULE_ALLOW_REASON,
    RULE_ALLOW_UNUSED,
    RULE_COUNT
} Rule;

// What in the same clause closes what a word leaves open: SEEN_… bits.
unsigned rule_cures(unsigned rule);
unsigned rule_find(Str id); // RULE_COUNT if there is none

// ---- the judge (judge.c) ------------------------------------------------------------------------

typedef struct Clauses {
    ClauseText *items;
    size_t count, capacity;
} Clauses;

// A finding without its line and column yet.
typedef struct Pending {
    unsigned rule;
    Severity severity;
    size_t offset, size;
} Pending;

// Names in which a word of the lists may stand.
typedef struct WordedNames {
    Str *items;
    size_t count, capacity;
} WordedNames;

typedef struct Judge {
    Arena *arena, *scratch; // scratch lives for one provision
    const Terms *terms;
    const Document *document;
    const LintWords *words;
    Breaks *breaks;
    Severity least;
    Findings *findings;
    Map articles;        // ids of provisions
    WordedNames worded;  // of what the agreement defines
    bool *computed;      // by provision
    bool has_liability;  // somewhere it is said who answers
    bool has_asked_days; // the calendar of working days was missed once
    // the provision at hand
    LintScore *score;
    bool is_operative;
    bool is_computed; // its terms measure or compute something
    unsigned seen;    // in all its clauses
    unsigned days;    // of which kinds: form.c
    Map bounds;       // thresholds by figure, unit and side: form.c
    Clauses clauses;
    Allows allows;
    struct PendingList {
        Pending *items;
        size_t count, capacity;
    } pending;
    bool is_overfull;        // more was found than is kept
    size_t line, column, at; // a place that is known
} Judge;

// A finding of `rule` at bytes [start, end) of the clause.
void judge_add(Judge *j, unsigned rule, const ClauseText *c, size_t start, size_t end);

// Add what was found in the provision at hand to the findings.
void judge_tell(Judge *j);

void judge_words(Judge *j, const ClauseText *c);      // verdict.c
void judge_duty(Judge *j, const ClauseText *c);       // duty.c
void judge_forms(Judge *j, const ClauseText *c);      // form.c
void judge_obligation(Judge *j, const ClauseText *c); // obligation.c

// ---- the version before (memory.c) --------------------------------------------------------------

LintMemory *memory_new(Arena *a, const Judge *j, const LintReport *before);
// Take the verdict on provision `index` over from the version before; false if it must be judged.
bool memory_take(LintMemory *now, Judge *j, size_t index);
// Nothing of the version before is needed any more.
void memory_end(LintMemory *now);
void memory_keep(Arena *a, LintMemory *now, const Judge *j, size_t index, bool had_asked_days);

#endif
