// app/document.h - an agreement in an editor: its faults, its names, what may be written
#ifndef SOFTLAW_APP_DOCUMENT_H
#define SOFTLAW_APP_DOCUMENT_H

#include "app/app.h"

// A text that is being typed, with what is wrong with its last version. Places are bytes of that
// text. Everything else lives in the arenas given.
typedef struct AppDocument AppDocument;

// What the documents of one editor share; it must outlive them.
typedef struct AppEditor AppEditor;
AppEditor *editor_new(Arena *a, AppOptions options);

AppDocument *document_open(const AppEditor *e, Str path);
// A text that is no file of this machine: from the disk nothing is read. `facts` (CSV or JSON) give
// the values that names have; both live as long as the document.
typedef struct DocumentFacts {
    const Str *names, *texts;
    size_t count;
} DocumentFacts;
AppDocument *document_open_text(const AppEditor *e, Str name, const DocumentFacts *facts);
void document_close(AppDocument *d);
// Take the next version of the text, and check it as app_check does.
void document_set(AppDocument *d, Str text);
Str document_text(const AppDocument *d);
size_t document_memory(const AppDocument *d); // bytes in use
const Findings *document_findings(const AppDocument *d);

// A change of the text: `size` bytes at `offset` become `text`.
typedef struct TextEdit {
    size_t offset, size;
    Str text;
} TextEdit;
typedef struct TextEdits {
    TextEdit *items;
    size_t count, capacity;
} TextEdits;
// In their order, none over another.
Str text_with_edits(Arena *a, Str text, const TextEdits *edits);

// A heading with what stands under it, or the preamble, with what the lint counted there.
typedef struct OutlineArticle {
    Str heading;
    int level, parent; // -1: none
    size_t start, end, heading_size;
    size_t elements, elements_wanted; // of its obligations
    size_t finding_count;
} OutlineArticle;
typedef struct OutlineTerm {
    NameView name;
    const char *kind; // "payment", "obligations" …
    size_t article;
    Place place; // of the name
} OutlineTerm;
typedef struct Outline {
    OutlineArticle *articles;
    size_t article_count;
    OutlineTerm *terms; // in the order of the text
    size_t term_count;
} Outline;
const Outline *document_outline(const AppDocument *d, Arena *a);

// A name and where it stands.
typedef struct NameSpan {
    size_t offset, size;
} NameSpan;
typedef struct NamePlaces {
    Str id;
    NameSpan here;       // at the place asked for
    NameSpan definition; // size 0: it has none in the text
    NameSpan *uses;      // in terms and tables, the definition among them
    size_t use_count;
} NamePlaces;
// The name at byte `offset`; NULL if none stands there.
const NamePlaces *document_name(const AppDocument *d, Arena *a, size_t offset);
// What it is: kind, labels, unit, formula in words, its value on the facts beside the agreement; of
// a citation the provision's words. As Markdown. Absent if nothing is known there.
Str document_hover(const AppDocument *d, Arena *a, size_t offset, NameSpan *ret);

// What a citation leads to: "yellow-river-2021#art_3", "coal.md#art_3", or (#art_3) as a link.
typedef struct CitedPlace {
    NameSpan here;
    Str file, text;   // of another agreement, from this one's folder on; no file: this one
    NameSpan heading; // of the provision, in `text`
    Str title, words;
} CitedPlace;
// False if no citation stands at `offset`, or it leads nowhere.
bool document_cited(const AppDocument *d, Arena *a, size_t offset, CitedPlace *ret);

// Give the name at `offset` another id wherever it stands. False with err where that cannot be: it
// is no name, is in use, or the agreement would then have errors that it has not now.
bool document_rename(const AppDocument *d, Arena *a, size_t offset, Str id, TextEdits *ret,
                     Err *err);

// What may be written at a place.
typedef enum ProposalKind {
    PROPOSAL_SECTION,
    PROPOSAL_KEY,
    PROPOSAL_NAME,
    PROPOSAL_FUNCTION,
    PROPOSAL_WORD
} ProposalKind;
typedef struct Proposal {
    ProposalKind kind;
    Str label, detail, text; // text: what it is for
    Str insert;              // what is written in place of the word begun
} Proposal;
typedef struct Proposals {
    Proposal *items;
    size_t count, capacity;
    size_t from; // where the word begun starts
} Proposals;
void document_complete(const AppDocument *d, Arena *a, size_t offset, Proposals *ret);

// How a finding can be mended.
typedef struct Fix {
    Str title;
    size_t finding; // index into document_findings
    bool is_preferred;
    TextEdits edits;
} Fix;
typedef struct Fixes {
    Fix *items;
    size_t count, capacity;
} Fixes;
// Of the findings that touch bytes [from, to].
void document_fixes(const AppDocument *d, Arena *a, size_t from, size_t to, Fixes *ret);

// The agreement laid out anew (app_format): one edit, or none where it is laid out so already.
void document_format(const AppDocument *d, Arena *a, TextEdits *ret);

// What an editor needs to be served: `in` and `out` are file descriptors.
typedef struct EditorSession {
    AppOptions options;
    bool is_lang_given; // else the editor's language is taken
    int in, out;
} EditorSession;

#endif
