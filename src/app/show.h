// app/show.h - what softlaw reads in an agreement
#ifndef SOFTLAW_APP_SHOW_H
#define SOFTLAW_APP_SHOW_H

#include "app/app.h"

// What an agreement defines, article by article.
typedef struct WordView {
    NameView name;
    const char *kind; // "set", "pool", "parameter", "quantity", "formula", "table", "payment"
    Str per, unit;    // per: "section, month"
    Str formula;      // of a formula or payment as written; of a set its members
    Place place;
} WordView;
typedef struct KeyView {
    Str key, text;
} KeyView;
// An obligation, a guarantee, an indicator …: kept and checked, not computed.
typedef struct ClauseView {
    NameView name;
    const char *section; // "obligations"
    Str purpose;         // "what must be done"
    KeyView *keys;
    size_t key_count;
    Place place;
} ClauseView;
typedef struct ArticleView {
    Str id, heading; // "art_3"
    Str text;        // its words; only of a provision that was cited
    WordView *words;
    size_t word_count;
    ClauseView *clauses;
    size_t clause_count;
} ArticleView;
typedef struct PartyView {
    NameView name;
    Str role;
} PartyView;
typedef struct HeadingView {
    Str id, heading; // "art_3"
} HeadingView;
typedef struct AgreementView {
    NameView agreement;
    Str cited; // "art_3": only this provision and those under it; absent: all
    Str version, first_day, last_day; // last_day: "" if open-ended
    PartyView *parties;
    size_t party_count;
    HeadingView *provisions; // all that have a heading
    size_t provision_count;
    ArticleView *articles; // that define something
    size_t article_count;
} AgreementView;

// What softlaw reads in an agreement. Of a citation ("coal.md#art_3") only that provision, with its
// words, and what `check` finds in it. NULL if it cannot be read, or has no such provision.
const AgreementView *app_show(App *app, Str path, Err *err);
bool agreement_json(App *app, const AgreementView *v, Out *out);

#endif
