// terms/terms_int.h - what the files of this room share while a Document becomes Terms
//
// The reader goes over the document twice: first every word is entered with its section and place,
// so that words may be used before they are defined; then each entry's body is checked against the
// table of sections and read. A value of the wrong form is reported by the check alone; the
// functions that read it then stay silent and leave the field as it was.
#ifndef SOFTLAW_TERMS_TERMS_INT_H
#define SOFTLAW_TERMS_TERMS_INT_H

#include "base/known.h"
#include "terms/sections.h"
#include "terms/terms.h"

// One entry of a section, as the first pass finds it.
typedef struct Entry {
    const Section *section;
    Str id;
    Place place; // of the id
    const YamlNode *node;
    uint32_t provision;
    size_t piece;   // the block it stands in
    uint32_t index; // into items, sets, pools … of the terms
} Entry;

typedef struct TermsReader {
    Arena *arena;
    const Document *document;
    Terms *terms;
    Findings *findings;
    bool has_parties; // they could be read, so an unknown party may be reported
    Map words;        // "space/word" -> index into word_uses
    struct {
        struct WordUse {
            const char *section;
            Place place;
        } * items;
        size_t count, capacity;
    } word_uses;
    struct {
        Entry *items;
        size_t count, capacity;
    } entries;
} TermsReader;

// ---- faults (fault.c) ---------------------------------------------------------------------------

// An error; returns false.
bool terms_fault(TermsReader *r, const char *rule, Place place, Message message, Message hint);
// The place of part of a scalar's text.
Place terms_part_place(const YamlNode *n, size_t offset, size_t size);

void known_add_fields(Known *k, FieldTable fields);
void known_add_choices(Known *k, const char *choices);

// ---- values (value.c) ---------------------------------------------------------------------------

bool terms_is_empty(const YamlNode *n); // NULL, or nothing written after the key
bool terms_is_word(const YamlNode *n);  // a scalar that is not empty
// FEEL text of a scalar or of a list in brackets, as written; absent for others.
Formula terms_formula(const YamlNode *n);
Localised terms_localised(TermsReader *r, const YamlNode *n);
// What something is called: first in the document's language (by `name`, `label` or else its id),
// then as `label` says.
Localised terms_label(TermsReader *r, Str id, const YamlNode *name, const YamlNode *label);
Localised terms_entry_label(TermsReader *r, Str id, const YamlNode *body);
bool terms_integer(const YamlNode *n, int64_t least, int64_t most, int64_t *ret);
bool terms_day(const YamlNode *n, int64_t *ret);
// A list's items, or the one scalar itself.
size_t terms_each_count(const YamlNode *n);
const YamlNode *terms_each(const YamlNode *n, size_t index);

// ---- names (name.c) -----------------------------------------------------------------------------

// Can formulas read this word? If not, a finding.
bool terms_check_name(TermsReader *r, Str id, Place place, SectionKind kind);
// Enter a word; a finding if its space has it already. All that formulas and actors can name shares
// the space "".
bool terms_enter_word(TermsReader *r, const char *space, Str id, Place place, const char *section);

// ---- checking by the table (check.c) ------------------------------------------------------------

// Report unknown keys, wrong forms and missing keys of a map whose owner stands at `owner`.
void terms_check_fields(TermsReader *r, const YamlNode *body, FieldTable fields, bool is_entry,
                        Str owner, Place owner_place);
// Is this word one of the choices "a|b|c"?
bool choice_is(const char *choices, Str word);

// ---- sections -----------------------------------------------------------------------------------

void terms_read_front(TermsReader *r);                                 // front.c
void terms_read_party_set(TermsReader *r);                             // set.c
void terms_read_set(TermsReader *r, const Entry *e);                   // set.c
void terms_read_parameter(TermsReader *r, const Entry *e, Item *item); // parameter.c
void terms_read_quantity(TermsReader *r, const Entry *e, Item *item);  // item.c
void terms_read_formula(TermsReader *r, const Entry *e, Item *item);   // item.c
void terms_read_table(TermsReader *r, const Entry *e, Item *item);     // table.c
void terms_read_payment(TermsReader *r, const Entry *e, Item *item);   // payment.c
void terms_read_calendar(TermsReader *r, const Entry *e);              // calendar.c
void terms_read_question(TermsReader *r, const Entry *e, Question *q); // clause.c
void terms_read_clause(TermsReader *r, const Entry *e, Clause *c);     // clause.c

// `per`: sets and grain; without it `otherwise`.
void terms_read_per(TermsReader *r, const YamlNode *per, Grain otherwise, Item *item); // item.c
// The formula under `key`, or `spread` instead.
void terms_read_value(TermsReader *r, const Entry *e, const char *key, Item *item); // item.c
void terms_read_rounding(TermsReader *r, const YamlNode *n, Item *item);            // rounding.c
// Does it look like a due at all?
bool terms_is_due(const TermsReader *r, Str text);                // due.c
bool terms_read_due(TermsReader *r, const YamlNode *n, Due *ret); // due.c

#endif
