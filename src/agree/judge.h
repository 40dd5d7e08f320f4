// agree/judge.h - what the judge has at hand: verdicts on articles, those of the version before,
// and the checks beside that of figures
#ifndef SOFTLAW_AGREE_JUDGE_H
#define SOFTLAW_AGREE_JUDGE_H

#include "agree/agree_int.h"

// Bytes of the document.
typedef struct Range {
    uint32_t start, size;
} Range;

// A finding that is not told yet.
typedef struct Pending {
    Rule rule;
    Severity severity;
    Range at;
    uint32_t line, column; // of `at`; 0 = not known yet
    Range other;           // of words that differ: the term
    uint32_t other_line;
    Str name; // of a party
} Pending;

typedef struct PendingList {
    Pending *items;
    size_t count, capacity;
} PendingList;

// A figure of the words that its own article does not have: do the terms of another excuse it?
typedef struct Excuse {
    Figure figure;
    bool is_given;
} Excuse;

typedef struct ExcuseList {
    Excuse *items;
    size_t count, capacity;
} ExcuseList;

typedef struct KeyList {
    Key *items;
    size_t count, capacity;
} KeyList;

// The parties that the words of an article name, as bits. In case of doubt one `may` be named.
enum { PARTIES_MAX = 64 };
typedef struct Named {
    bool is_known;
    uint64_t surely, maybe;
} Named;

// What was found out about an article.
typedef struct Verdict {
    bool has_terms;
    unsigned allowed;
    KeyList offered; // to the words of other articles
    size_t figure_count;
    ExcuseList excuses;
    PendingList pending; // in the order of the text, without those of parties
    Named named;
    bool is_overfull; // not all that was found was kept
    bool is_taken;    // over from the version before
} Verdict;

// The currencies of the words that were looked for in the terms; as many as unit.c knows.
enum { CURRENCIES_MAX = 32 };
typedef struct Currencies {
    const char *names[CURRENCIES_MAX];
    bool are_used[CURRENCIES_MAX];
    size_t count;
} Currencies;

typedef struct Judge {
    Arena *arena, *scratch; // scratch lives for one article
    Collected c;
    KeySet all_terms; // of the whole document
    Currencies currencies;
    Findings *findings;
    size_t item, clause; // the next whose payment, whose bearer is looked at
    Verdict *verdicts;
    // the article at hand
    Article *article;
    Verdict *verdict;
} Judge;

void agree_add(Judge *j, Pending p);
// Do the terms of any article say it?
bool agree_is_excused(const Judge *j, const Figure *f);

// In order and with their places; then as findings (tell.c).
void agree_place(const Judge *j, PendingList *pending);
void agree_tell(const Judge *j, const PendingList *figures, const PendingList *parties);

// Amounts in another currency than those of the terms (currency.c).
void judge_currencies(Judge *j);
// Is the currency that of the agreement, of a payment, or part of a unit?
bool currency_is_used(const Terms *t, const char *currency);

// Payments to or from a party that the words leave out (party.c).
void judge_parties(Judge *j, PendingList *ret);
const Named *parties_named(Judge *j); // by the article at hand
// Obligations that bind another party than the words name (bearer.c).
void judge_bearers(Judge *j, PendingList *ret);
enum { PARTY_NAMES_MAX = 8 }; // of one party, which are looked for

// ---- the version before (memory.c) --------------------------------------------------------------

// What verdicts follow from beside the text of their article is compared here: nothing of `before`
// is taken over where that has changed.
AgreeMemory *agree_memory_new(Judge *j, const AgreeMemory *before);
// The verdict on an article whose text has not changed, at its new place; false if there is none.
bool agree_memory_take(AgreeMemory *now, const Judge *j, const Article *article, Verdict *ret);
void agree_memory_keep(AgreeMemory *now, const Judge *j);

#endif
