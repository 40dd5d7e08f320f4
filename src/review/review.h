// review/review.h - does an agreement keep to higher law? Its clauses judged against norms in force
//
// A norm is data (law/*.yaml, doc/law.md): what it prohibits, the words by which candidates are
// found, and cases: what the clause must say about the candidate, and beside it, for the norm to be
// violated. A candidate is never a verdict. Its clause is read first: whether the thing is done,
// forbidden or abolished, who is bound, whether it is quoted or defined. What no case decides is
// listed for a person with the rest of what was not looked at, so that silence always means "looked
// at, and harmless for the reason counted".
#ifndef SOFTLAW_REVIEW_REVIEW_H
#define SOFTLAW_REVIEW_REVIEW_H

#include "base/lang.h"
#include "terms/terms.h"

typedef struct LawText {
    Str texts[2]; // by Lang; both are there
} LawText;

// A law, with the part of its norms that was read from one file.
typedef struct Law {
    Str id;
    LawText title, citation;
    LawText source;           // against which text it was checked; absent where nobody says
    int64_t from_day, to_day; // in force; to_day is 9999-12-31 where it has no end
    Str *currencies, *kinds;  // of agreements to which it applies; none = all
    size_t currency_count, kind_count;
    Str *party_words; // it applies where a party's name has one of them; none = all
    size_t party_word_count;
    Place place;
} Law;

typedef enum NormKind {
    NORM_PROHIBITS, // judged clause by clause
    NORM_REQUIRES,  // contents that must be there
    NORM_LIMITS,    // how long the agreement may run
} NormKind;

typedef struct Norm {
    NormKind kind;
    uint32_t law;
    Str id; // "fair-competition/8.1"
    LawText article, text, cure;
    Severity severity; // of a violation
    int64_t from_day, to_day;
    Place place;
    struct NormInside *inside;
} Norm;

typedef struct Corpus Corpus;

// The laws that are compiled into the program: law/*.yaml.
size_t corpus_shipped_count(void);
Str corpus_shipped_name(size_t index);
Str corpus_shipped_text(size_t index);

// Read files into a corpus: a law of the same id replaces the one read before, words are added to
// their classes. Faults are findings. corpus_end must be called once before the corpus is used; it
// returns false where there are errors.
Corpus *corpus_new(Arena *a);
void corpus_read(Corpus *c, Str file, Str text, Findings *f);
bool corpus_end(Corpus *c, Findings *f);

size_t corpus_law_count(const Corpus *c);
const Law *corpus_law(const Corpus *c, size_t index);
size_t corpus_norm_count(const Corpus *c);
const Norm *corpus_norm(const Corpus *c, size_t index);

typedef enum ReviewVerdict {
    REVIEW_VIOLATES,
    REVIEW_DOUBTFUL, // a case of doubt, or a violation in a recital, or an exception half made out
    REVIEW_EXCEPTED, // a case, and what the text says for an exception or a basis in law
    REVIEW_PERSON,   // a candidate that no case decides
    REVIEW_HARMLESS, // looked at, and decided
    REVIEW_VERDICT_COUNT
} ReviewVerdict;

// How sure a verdict is: high, if the word that decides whether the thing is done stands in the
// same part of the sentence; medium, if it stands in another part, in the lead of a list or in the
// terms, or where no such word stands; low in cases of doubt.
typedef enum ReviewConfidence {
    CONFIDENCE_LOW,
    CONFIDENCE_MEDIUM,
    CONFIDENCE_HIGH
} ReviewConfidence;

// Why a candidate is harmless.
typedef enum ReviewReason {
    REASON_NONE,
    REASON_FORBIDDEN,  // the clause forbids or abolishes it
    REASON_FREE,       // the clause leaves it free
    REASON_DEFINITION, // a definition
    REASON_CONCERNS,   // names nobody whom the norm protects
    REASON_CASE,       // a harmless case of the norm
    REASON_BREACH,     // the clause says what follows from doing it against the agreement
    REASON_KEPT,       // a requirement that is met
    REASON_OTHER,      // of a norm for whatever else: another norm has the clause
    REASON_COUNT
} ReviewReason;

// What an exception lacks, as bits.
enum { LACKS_NECESSITY = 1, LACKS_END = 2 };

enum { REVIEW_WORDS_MAX = 6 };

typedef struct ReviewItem {
    ReviewVerdict verdict;
    ReviewConfidence confidence;
    ReviewReason reason;
    const Norm *norm;
    Place place;
    uint32_t provision;
    Str clause; // as written; absent for what is missing in the whole agreement, or in an entry
    Str words[REVIEW_WORDS_MAX]; // that decided, the candidate first
    size_t word_count;
    const LawText *why; // of the case; NULL where none decided
    unsigned lacks;
    const LawText **unsaid; // what an entry of the terms does not say, of a requirement
    size_t unsaid_count;
} ReviewItem;

// What was not looked at, and why.
typedef enum ReviewGap {
    GAP_LAW_LATER,    // not yet in force on that day
    GAP_LAW_ENDED,    // no longer in force on that day
    GAP_LAW_CURRENCY, // does not apply to this agreement: currency, kind, parties
    GAP_LAW_KIND,
    GAP_LAW_PARTY,
    GAP_NORM_LATER,
    GAP_NORM_LANGUAGE, // has no words in the language of the agreement
    GAP_TABLES,        // cells of so many tables
    GAP_LINKS,         // so many links to other files
    GAP_QUOTES,        // so many clauses with quoted words that would have been candidates
    GAP_ESCAPED,       // so many texts of the terms with escapes in them
    GAP_DROPPED,       // more findings than are kept
} ReviewGap;
typedef struct ReviewNotSeen {
    ReviewGap gap;
    const Law *law;
    const Norm *norm;
    size_t count;
} ReviewNotSeen;

typedef struct Review {
    int64_t day;       // the norms in force on this day were applied
    ReviewItem *items; // by place; harmless ones too
    size_t count;
    size_t counts[REVIEW_VERDICT_COUNT];
    size_t reasons[REASON_COUNT];
    size_t clause_count, norm_count;
    const Law **laws; // that were applied
    size_t law_count;
    ReviewNotSeen *not_seen;
    size_t not_seen_count;
} Review;

const Review *review_judge(Arena *a, const Corpus *c, const Terms *t, int64_t day);

// An act in Akoma Ntoso -> a norm file with an entry for each article, whose candidates and cases a
// person must still write. Absent with err if it cannot be read.
Str review_from_act(Arena *a, Str file, Str xml, Err *err);

#endif
