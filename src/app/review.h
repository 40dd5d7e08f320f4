// app/review.h - an agreement against higher law
#ifndef SOFTLAW_APP_REVIEW_H
#define SOFTLAW_APP_REVIEW_H

#include "app/app.h"

// A clause, or what is missing, and a norm of higher law. Texts are in the App's language.
typedef struct VerdictView {
    const char *verdict;    // "violates", "doubtful", "excepted", "person", "harmless"
    const char *severity;   // "error", "warning", "note"
    const char *confidence; // "high", "medium", "low"
    Str norm, law, citation, article, demands, cure, why;
    Str heading, clause; // of its provision; absent where something is missing
    Str lacks;           // what an exception lacks, or an entry of the terms leaves open
    Place place;
    const Str *words; // that decided
    size_t word_count;
} VerdictView;
// A law that was applied.
typedef struct LawView {
    Str id, title, citation, from;
    Str source; // against which text it was checked; absent where nobody says
} LawView;
typedef struct ReviewView {
    NameView agreement;
    Str day; // whose law was applied
    VerdictView *items;
    size_t count, clause_count, norm_count;
    size_t violations, doubts, excepted, for_person, harmless;
    Str *reasons; // why the harmless ones are, with how many
    size_t reason_count;
    Str *not_seen; // what was not looked at
    size_t not_seen_count;
    LawView *laws;
    size_t law_count;
} ReviewView;
typedef struct ReviewRequest {
    Str agreement, law, day; // a folder of norm files and a date; both may be absent
    bool tells_all;          // what is left to a person is among the findings too
} ReviewRequest;

// Judge an agreement against higher law; verdicts are also findings. NULL without an error where a
// norm file has errors, which are findings.
const ReviewView *app_review(App *app, const ReviewRequest *r, Err *err);
// {"agreement","title","on","counts",…,"verdicts":[…],"not_looked_at":[…]}
void review_json(const ReviewView *v, bool with_harmless, Buf *b);
// An act in Akoma Ntoso as the skeleton of a norm file; absent if it cannot be read.
Str app_law_import(App *app, Str path, Err *err);

#endif
