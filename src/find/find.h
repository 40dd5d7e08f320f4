// find/find.h - what is published, found again: by words, by region, by kind
//
// A file beside the ledger holds what is needed for that; it is derived, grows with the ledger and
// can be thrown away at any time. What a person types is cut into words by grams.c and never
// becomes part of a query's syntax: Chinese into pairs of characters, other scripts into words, of
// which the beginning suffices.
#ifndef SOFTLAW_FIND_FIND_H
#define SOFTLAW_FIND_FIND_H

#include "base/lang.h"
#include "store/store.h"

typedef struct Find Find;
// Opens or makes it; closes with the arena.
Find *find_open(Arena *a, Str path, Err *err);

// ---- writing ------------------------------------------------------------------------------------

typedef struct FindSide {
    const char *what; // "place", "role", "member", "kind"
    Str id, names[2]; // by Lang
} FindSide;
typedef struct FindProvision {
    Str article, heading, body;
} FindProvision;
typedef struct FindEntry {
    Str agreement, version;
    int64_t seq; // of its record
    Str titles[2];
    const FindSide *sides;
    size_t side_count;
    const FindProvision *provisions;
    size_t provision_count;
} FindEntry;

// The agreement that was put last: its record and version; 0 where nothing was put.
bool find_mark(Arena *a, Find *f, int64_t *ret_seq, Str *ret_version, Err *err);
// Entries are put between these; one takes the place of an earlier one of the same agreement.
bool find_begin(Find *f, Err *err);
bool find_put(Find *f, const FindEntry *e, Err *err);
bool find_clear(Find *f, Err *err);
bool find_commit(Find *f, Err *err);
void find_rollback(Find *f); // nothing where it was committed

// ---- finding ------------------------------------------------------------------------------------

typedef struct FindHit {
    Str agreement, titles[2], article, heading;
    Str before, match, after; // of its words; match "" where only the beginning can be shown
} FindHit;
// Provisions in which all words stand, the best first, behind the first `skip`.
bool find_words(Arena *a, Find *f, Str words, int64_t skip, int64_t limit, FindHit **ret,
                size_t *ret_count, Err *err);

typedef struct FindAgreement {
    Str id, titles[2];
} FindAgreement;
// Agreements that concern a place and a kind (a role, a set, a kind of agreement), each by id or
// name, "" = any; in order of id, behind `after`.
typedef struct FindQuestion {
    Str place, kind, after;
    int64_t limit;
} FindQuestion;
bool find_agreements(Arena *a, Find *f, const FindQuestion *q, FindAgreement **ret,
                     size_t *ret_count, Err *err);
// What there is of a kind, each once with how many agreements it concerns; the most frequent first.
typedef struct FindKnown {
    Str id, names[2];
    int64_t count;
} FindKnown;
bool find_known(Arena *a, Find *f, const char *what, int64_t limit, FindKnown **ret,
                size_t *ret_count, Err *err);
// Pairs of places that agreements are between, with how many; the most frequent first.
typedef struct FindPair {
    Str ids[2];
    int64_t count;
} FindPair;
bool find_pairs(Arena *a, Find *f, int64_t limit, FindPair **ret, size_t *ret_count, Err *err);

// ---- words (grams.c) ----------------------------------------------------------------------------

// The words of a text, parted by blanks, for the index.
void find_add_grams(Buf *b, Str text);
// What is typed, as a query of FTS5 in which every word is quoted; "" where there is no word in it.
Str find_query(Arena *a, Str typed);
// Where the first of the words typed stands in a text; false if none does.
bool find_place(Str text, Str typed, size_t *ret_at, size_t *ret_size);

#endif
