// coverage/coverage.h - what an agreement covers, and what it leaves out
//
// Three questions are asked of an agreement's Terms and Document:
//
//   the matrix   which stages of the industrial chain does it cover in which stage of the life
//                cycle? It may declare them (section `coverage`), and its provisions speak of them,
//                in their words or in their duties. The two are told apart, and a stage that is
//                declared while nothing speaks of it is a finding.
//   the fields   of which new fields (digital economy, green finance …) does it speak at all?
//   the kind     does it contain what an agreement of its kind must contain? Kinds are files
//                (kinds/*.yaml), to which users add their own.
//
// What agreements that bind the same regions leave out together are blind spots between them.
//
// Words count where they stand whole, in no title or remark, and are not said to be left out
// ("shall not cover marketing", 不包括售后). A provision that speaks of a stage of the chain and of
// one of the life cycle covers the cell of both.
#ifndef SOFTLAW_COVERAGE_COVERAGE_H
#define SOFTLAW_COVERAGE_COVERAGE_H

#include "terms/terms.h"

// ---- stages and fields --------------------------------------------------------------------------

// The last of each stands for provisions that name no stage.
enum { CHAIN_STAGES = 6, LIFE_STAGES = 6, CHAIN_NONE = CHAIN_STAGES, LIFE_NONE = LIFE_STAGES };
enum { COVERAGE_FIELDS = 10 };

// What can be covered: the stages of the chain, those of the life cycle, the fields, in this order.
enum {
    SUBJECT_LIFE = CHAIN_STAGES,
    SUBJECT_FIELD = SUBJECT_LIFE + LIFE_STAGES,
    SUBJECT_COUNT = SUBJECT_FIELD + COVERAGE_FIELDS,
};

// The id is the one that `coverage` takes ("r&d"), the label a key of the catalogue.
typedef struct CoverageSubject {
    const char *id, *label;
} CoverageSubject;

CoverageSubject coverage_subject(size_t subject);

// ---- one agreement ------------------------------------------------------------------------------

// Where a provision speaks of a subject; without size it does not.
typedef struct Mention {
    uint32_t offset, size, line, column;
    bool is_term; // in its terms only, not in its words
} Mention;

typedef struct ProvisionCover {
    uint32_t provision;
    Mention mentions[SUBJECT_COUNT];
} ProvisionCover;

typedef struct Coverage {
    const Terms *terms;
    ProvisionCover **provisions; // that speak of any subject, in the order of the text
    size_t provision_count;
    bool has_declaration;
    bool declared[CHAIN_STAGES + 1][LIFE_STAGES + 1];
    size_t spoken[CHAIN_STAGES + 1][LIFE_STAGES + 1]; // how many provisions speak of both
    size_t fields[COVERAGE_FIELDS];                   // how many speak of the field
} Coverage;

// The words of stages and fields, ready for looking up. Made once, used for many texts.
typedef struct CoverageWords CoverageWords;
const CoverageWords *coverage_words_new(Arena *a);

// A stage that is declared while nothing speaks of it is a finding (`declared-only`).
const Coverage *coverage_from_terms(Arena *a, const CoverageWords *w, const Terms *t, Findings *f);
// Does this provision belong to the cell?
bool coverage_is_in_cell(const ProvisionCover *p, size_t chain, size_t life);

// ---- agreements between the same regions --------------------------------------------------------

// All given agreements that bind every one of these regions.
typedef struct CoverageGroup {
    const Terms *terms; // the first of them between just these regions, whose parties name them
    size_t *agreements; // indexes into what was given
    size_t agreement_count;
    bool declared[CHAIN_STAGES + 1][LIFE_STAGES + 1];
    size_t spoken[CHAIN_STAGES + 1][LIFE_STAGES + 1];
    size_t fields[COVERAGE_FIELDS];
} CoverageGroup;

// One for each set of regions that some agreement is between, in the order given. Regions of two
// agreements are the same where they share a name in any language.
CoverageGroup *coverage_groups(Arena *a, const Coverage *const *all, size_t count,
                               size_t *ret_count);

// ---- kinds and their mandatory contents ---------------------------------------------------------

typedef struct Texts {
    Str *items;
    size_t count;
} Texts;

typedef struct KindContent {
    Str id;
    Localised label, citation, proposal;
    Texts sections, front, words; // of terms; keys of the front matter; words of both languages
    bool needs_both;              // a section or key, and words too; otherwise one is enough
    Severity severity;
} KindContent;

typedef struct Kind {
    Str id;
    Localised label, source; // source: which texts the citations were checked against
    KindContent *contents;
    size_t content_count;
    const struct Lexicon *lexicon; // its words, ready for looking up; of a kind that Kinds found
} Kind;

// Read a kind's file. NULL with findings on a fault. `source` must outlive it.
const Kind *kind_parse(Arena *a, Str file, Str source, Findings *f);

// The kinds that softlaw brings along, by name.
size_t kind_catalogue_count(void);
Str kind_catalogue_name(size_t index);
Str kind_catalogue_source(size_t index);

typedef struct Kinds Kinds;
Kinds *kinds_new(Arena *a);
// A kind of the user's; it stands before one of the same name that softlaw brings along. False with
// findings where the file has faults.
bool kinds_add(Kinds *k, Str file, Str source, Findings *f);
// NULL if there is none. What was asked for once is kept, ready to be looked for in many texts.
const Kind *kinds_find(Kinds *k, Str id);
// The name nearest to `id`, absent if none is near; and all names in one text.
Str kinds_nearest(Arena *a, const Kinds *k, Str id);
Str kinds_list(Arena *a, const Kinds *k);

typedef struct ContentFound {
    const KindContent *content;
    bool is_found;
    bool is_term; // by a section or key, not by words
    uint32_t provision;
    Place place;
} ContentFound;

typedef struct ContentMemory ContentMemory;
typedef struct ContentReport {
    ContentFound *contents;      // as many as the kind has
    const ContentMemory *memory; // for the next version of the text
} ContentReport;

// What is missing is a finding (`missing-content`) at the front matter's kind, in `language`; a
// note where the front matter says that the text is an excerpt.
const ContentReport *coverage_contents(Arena *a, const Terms *t, const Kind *k, Str language,
                                       Findings *f);
// The same of the next version of a text: provisions that the edit left as they were are not looked
// through again. `before` is the report on an earlier version, which is then still there, or NULL;
// what comes out is what coverage_contents would give.
const ContentReport *coverage_contents_again(Arena *a, const Terms *t, const Kind *k, Str language,
                                             const ContentReport *before, Findings *f);
// A kind that nobody knows is a finding (`unknown-kind`); with `only_near` only where it looks like
// a known one mistyped.
void coverage_unknown_kind(const Terms *t, const Kinds *k, bool only_near, Findings *f);

#endif
