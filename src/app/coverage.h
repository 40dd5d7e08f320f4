// app/coverage.h - what agreements cover, one by one and together, and what they leave out
#ifndef SOFTLAW_APP_COVERAGE_H
#define SOFTLAW_APP_COVERAGE_H

#include "app/app.h"

// What agreements cover: stages of the chain by stages of the life cycle. The last row and column
// are of provisions that name no stage.
enum { COVER_CHAIN = 7, COVER_LIFE = 7 };

// Where a provision speaks of a stage or field; without place it names none.
typedef struct MentionView {
    Str wording;
    bool is_term; // in its terms only
    Place place;
} MentionView;
typedef struct CellProvision {
    Str id, heading; // "art_3"
    MentionView chain, life;
} CellProvision;
typedef struct CoverCell {
    bool is_declared;
    size_t spoken;             // provisions that speak of both stages
    CellProvision *provisions; // of one agreement: the first thousand of them
    size_t provision_count;
} CoverCell;
typedef struct CoverField {
    NameView name;
    size_t spoken;
    CellProvision *provisions; // as in a cell; `chain` is where the field is named
    size_t provision_count;
} CoverField;
typedef struct NameList {
    NameView *items;
    size_t count;
} NameList;
// What must be in an agreement of its kind, and where it is.
typedef struct ContentView {
    Str id, label, citation, proposal;
    bool is_found, is_term;
    Place place;
} ContentView;
typedef struct CoverageView {
    NameView agreement, kind; // kind: absent label where nobody knows it
    Str file, kind_source;    // of a kind: which texts its citations were checked against
    NameList parties;
    bool has_declaration;
    CoverCell cells[COVER_CHAIN][COVER_LIFE];
    CoverField *fields;
    size_t field_count;
    ContentView *contents;
    size_t content_count;
} CoverageView;
// All agreements given that bind the same regions, and what they leave out together.
typedef struct CoverGroupView {
    NameList regions, agreements;
    CoverCell cells[COVER_CHAIN][COVER_LIFE];
    NameList chain_left_out, life_left_out, fields_left_out;
    NameList declared_only; // stages of which nothing speaks
    size_t empty_cells;     // among those of two stages
} CoverGroupView;
typedef struct CoverageList {
    CoverageView *agreements;
    size_t count;
    CoverGroupView *groups;
    size_t group_count;
} CoverageList;

// `kinds` is a folder with kinds of the user's, or absent. What is missing is among the findings.
// A file that cannot be read is told to `failed`; the others are looked at all the same.
typedef struct CoverageQuestion {
    const Str *paths;
    size_t count;
    Str kinds;
    void (*failed)(void *self, const Err *err);
    void *self;
} CoverageQuestion;
// NULL with err where the kinds cannot be read.
const CoverageList *app_coverage(App *app, const CoverageQuestion *q, Err *err);
NameView app_chain_stage(Lang lang, size_t index);
NameView app_life_stage(Lang lang, size_t index);
void coverage_json(App *app, const CoverageList *l, Buf *b);
// A self-contained page in the App's language.
void coverage_html(App *app, const CoverageList *l, Buf *b);

#endif
