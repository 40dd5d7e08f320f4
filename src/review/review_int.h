// review/review_int.h - what the files of this room share: word classes, cases, clauses
#ifndef SOFTLAW_REVIEW_REVIEW_INT_H
#define SOFTLAW_REVIEW_REVIEW_INT_H

#include "lint/lint.h"
#include "review/review.h"

enum { LANG_COUNT = 2 };

// ---- norms (corpus.c) ---------------------------------------------------------------------------

// Classes with a meaning of their own to the reader of clauses. Every other class is known to norms
// only. Their names stand in law/words.yaml.
typedef enum WordClass {
    WORD_PLAIN,      // shields a word within it
    WORD_NOT,        // shall not, 不得
    WORD_NONE,       // neither party, no enterprise: turns what follows in its part of the sentence
    WORD_MUST,       // shall, 应当
    WORD_MAY,        // may, 可以
    WORD_GATE,       // 方可: what stands before it is a condition
    WORD_UNDO,       // abolish, without, 取消: turns the thing behind it
    WORD_UNDONE,     // is abolished, 予以取消: turns the thing before it
    WORD_HINDER,     // restrict, 限制: turns a thing that should be free
    WORD_IMPOSE,     // require, 实行: begins anew
    WORD_DEFINES,    // means, 是指
    WORD_OPERATOR,   // who trades
    WORD_GOVERNMENT, // who governs, the parties among them
    WORD_BASIS,      // a law or the State Council is named
    WORD_GROUND,     // a ground of an exception
    WORD_NECESSITY,  // no less restrictive alternative
    WORD_UNTIL,      // an end
    WORD_RELATIVE,   // which: what follows says something of its own
    WORD_PRONOUN,    // their, 其: stands for what the paragraph has named
    WORD_RELEASE,    // need not, 无需: not demanded, and not barred either
    WORD_BREACH,     // in breach of this agreement, 擅自: what follows is not agreed
    WORD_RESERVED
} WordClass;

typedef enum Act {
    ACT_DONE,   // the thing is done or demanded
    ACT_BARRED, // the thing, which should be free, is forbidden or restricted
    ACT_ANY,
} Act;

typedef enum Relation {
    HAS,     // in the clause, or in the lead of its list
    NO,      // nowhere in it
    BESIDE,  // in the same part of the sentence
    AHEAD,   // before the candidate
    BEHIND,  // behind it
    BOUND,   // is the subject
    UNBOUND, // is not the subject
} Relation;

typedef struct Condition {
    Relation relation;
    uint32_t word_class;
} Condition;

typedef struct Case {
    Act act;
    Condition *conditions;
    size_t condition_count;
    LawText why;
} Case;

typedef struct Cases {
    Case *items;
    size_t count;
} Cases;

typedef struct Classes {
    uint32_t *items;
    size_t count;
} Classes;

// What an entry of the terms must say under a key: anything at all, or what the tests want.
typedef struct Demand {
    Str key;
    LawText what;
    Classes words;        // one of them stands there; none = any text will do
    int64_t least, most;  // of a number, or of a duration in days
    bool takes_early_day; // a day before the term begins will do, too
} Demand;

typedef struct Demands {
    Demand *items;
    size_t count;
} Demands;

// What can be said against a violation.
typedef enum Excuse { EXCUSE_NONE, EXCUSE_GROUND, EXCUSE_BASIS } Excuse;

struct NormInside {
    uint32_t candidates; // class of its own words
    bool has_words[LANG_COUNT];
    Classes concerns; // one of them must be named; none = everybody
    Cases violates, doubtful, harmless;
    unsigned excuses; // bits 1 << Excuse
    // of payments in terms to enterprises: classes looked for in what decides the amount
    Classes pays;
    bool pays_anyway; // any payment to an enterprise is a case of doubt
    LawText pays_why;
    // of requirements
    Classes met_by;
    Str *met_sections; // sections of terms; "payments", "term" too
    size_t met_section_count;
    Str entry;       // a section of the terms, one entry of which must say all of `demands`
    Demands demands; // none without an entry
    ReviewVerdict missing;
    // of limits
    int64_t years;
};

struct Corpus {
    Arena *arena;
    struct Laws {
        Law *items;
        size_t count, capacity;
    } laws;
    struct Norms {
        Norm *items;
        size_t count, capacity;
    } norms;
    Map classes;
    uint32_t class_count;
    struct Words {
        LintWord *items;
        size_t count, capacity;
    } words;
    size_t word_bytes;
    const LintWords *automaton;
};

// ---- the reader of norm files (norms.c) ---------------------------------------------------------

// The class of that name, made if it is new.
uint32_t corpus_class(Corpus *c, Str name);
// A class without a name.
uint32_t corpus_class_new(Corpus *c);
// Add words parted by '|' to a class; false if there are too many.
bool corpus_add_words(Corpus *c, uint32_t word_class, Str words);

// ---- clauses (clause.c) -------------------------------------------------------------------------

typedef struct ClauseHit {
    uint32_t start, end, word_class;
    uint32_t segment; // part of the sentence, between commas
    bool begins;      // nothing but small words stands before it there
} ClauseHit;

// Where a class stands in a clause: `stamp` is the clause's number.
typedef struct Span {
    uint32_t stamp, first, last; // bytes
} Span;

// What the lead of a list says for its items.
typedef struct Lead {
    bool is_open;
    uint32_t number; // of the clause it was
    bool has_sign, is_negative;
    uint32_t subject; // class, WORD_PLAIN = none
} Lead;

typedef struct ClauseRead {
    Str text;      // masked
    size_t offset; // within the document
    uint32_t number, provision;
    const ClauseHit *hits;
    size_t count;
    const Span *spans;           // by class
    const Span *lead_spans;      // by class, of the lead
    const Span *paragraph_spans; // by class, of the paragraph so far
    uint32_t paragraph_number;
    Lead lead;
    bool is_definition, is_recital, is_terms;
} ClauseRead;

// What a clause says about the candidate at hit `index`.
typedef struct Said {
    bool is_negative; // the thing is forbidden or abolished
    bool is_barred;   // the same, restrictions counted too
    bool is_near;     // the word that decides stands in the same part of the sentence
    const ClauseHit *modal;
    uint32_t subject; // class of who is bound
    const ClauseHit *subject_hit;
} Said;
Said clause_said(const ClauseRead *c, size_t index);
bool clause_has(const ClauseRead *c, uint32_t word_class);
// What the clause as a whole says for the items of a list that follows it.
void clause_lead(const ClauseRead *c, Lead *ret);

// ---- cutting (cut.c) ----------------------------------------------------------------------------

typedef enum UnitEnd { UNIT_SENTENCE, UNIT_PART, UNIT_LEAD } UnitEnd;
typedef struct Unit {
    size_t start, end;
    UnitEnd ends;
    bool begins;  // a paragraph begins here
    bool is_item; // like an item of a list
} Unit;
// The next clause from byte `from` on; false at the end. Both texts are of one size.
bool unit_next(Str masked, Str source, size_t from, Unit *ret);

enum { FOLLOW_BYTES_ALL = 64 << 20 };

// ---- the judge (judge.c) ------------------------------------------------------------------------

typedef struct Mention {
    bool is_there;
    uint32_t provision, tried; // tried: the number of the clause that was asked last
    size_t offset, size;
    Str clause;
} Mention;

typedef struct Judge {
    Arena *arena, *scratch; // scratch lives for a clause
    const Corpus *corpus;
    const Terms *terms;
    const Document *document;
    const Norm **applied; // norms in force that judge clauses, by the class of their candidates
    struct Tried {
        uint32_t stamp, count;
        size_t item;
    } * tried; // by norm: what the clause at hand has given so far
    Review *review;
    struct JudgeItems {
        ReviewItem *items;
        size_t count, capacity;
    } items;
    struct NotSeen {
        ReviewNotSeen *items;
        size_t count, capacity;
    } not_seen;
    Span *spans, *lead_spans, *paragraph_spans; // by class
    Mention *mentions; // by class: where words first speak of it without denying it
    bool *is_wanted;   // by class: a requirement in force looks for a mention
    uint32_t paragraph_number;
    uint32_t clause_number;
    size_t tables, links, quotes, escaped, dropped;
    size_t follow_left; // bytes of formulas that may still be followed
    LintHits hits;
    // of the paragraph at hand
    size_t first_item; // whose excuses are still open
    unsigned said;     // excuses and their parts, as bits 1 << WordClass
} Judge;

// What the norm makes of its candidate, the hit `index` of the clause (candidate.c).
ReviewItem review_candidate(const Judge *j, const ClauseRead *c, size_t index, const Norm *norm);
// Add a verdict; its place is filled in later from `offset` and `size`.
size_t review_add(Judge *j, ReviewItem item, size_t offset, size_t size);
bool review_applies(const Judge *j, const Norm *n);
void review_not_seen(Judge *j, ReviewGap gap, const Law *law, const Norm *norm, size_t count);
void review_apply(Judge *j);  // apply.c: fill in the norms that hold
void review_report(Judge *j); // report.c

void review_terms(Judge *j);    // from_terms.c: obligations and prohibitions in terms, payments
void review_contents(Judge *j); // contents.c: what must be there
// entries.c: what no entry of the norm's section says, of the entry that says most. Where there is
// no entry the item is left alone; false is returned.
bool review_entries(Judge *j, const Norm *n, ReviewItem *item, Place *ret_place);
// Judge a masked text of the agreement that is not cut any more; `like` carries what is known of
// it. What it says for the items of a list is written to ret_lead, which may be NULL.
void review_text(Judge *j, ClauseRead like, Lead *ret_lead);
// What was said for excuses is held against the violations since `first_item`.
void review_end_paragraph(Judge *j);

#endif
