// terms/sections.h - every section of a terms block with its keys, as data
//
// One table drives three things: what is checked (unknown keys, wrong types, keys that are
// missing), what the reference page says (terms_reference), and which keys are proposed when one is
// mistyped.
#ifndef SOFTLAW_TERMS_SECTIONS_H
#define SOFTLAW_TERMS_SECTIONS_H

#include "base/str.h"

typedef enum FieldType {
    FIELD_TEXT,     // a localised text
    FIELD_TEXTS,    // a list of localised texts
    FIELD_WORD,     // a word or phrase, as written
    FIELD_WORDS,    // one or a list of them
    FIELD_CHOICE,   // one of the words in `choices`, parted by "|"
    FIELD_CHOICES,  // one or a list of them
    FIELD_INTEGER,  // a whole number
    FIELD_NUMBER,   // a decimal number
    FIELD_DATE,     // 2024-10-01
    FIELD_DATES,    // a list of dates and spans 2024-10-01/2024-10-07
    FIELD_DURATION, // P30D, P1M, P1Y
    FIELD_GRAIN,    // year, month …
    FIELD_FORMULA,  // FEEL
    FIELD_FORMULAS, // one or a list
    FIELD_UNIT,     // mg/L
    FIELD_PER,      // sets and at most one grain
    FIELD_VALUES,   // of a parameter
    FIELD_MEMBERS,  // of a set
    FIELD_ROUNDING,
    FIELD_DUE,     // P30D after period end
    FIELD_LIMIT,   // a duration, a date or a due
    FIELD_ACTOR,   // a party, pool, set or item of type party
    FIELD_ACTORS,  // two of them
    FIELD_PARTIES, // parties, pools and sets of parties: one or a list
    FIELD_ITEM,    // the id of a quantity, formula …
    FIELD_MAP,     // a map with a table of its own
} FieldType;

typedef struct Field {
    const char *key;
    FieldType type;
    bool is_required;
    const char *choices;
    const char *doc_en, *doc_zh;
} Field;

typedef enum SectionKind {
    SECTION_SETS,
    SECTION_PARAMETERS,
    SECTION_QUANTITIES,
    SECTION_FORMULAS,
    SECTION_TABLES,
    SECTION_PAYMENTS,
    SECTION_POOLS,
    SECTION_CALENDARS,
    SECTION_QUESTIONS,
    SECTION_CLAUSES,
} SectionKind;

typedef struct Section {
    const char *key;
    SectionKind kind;
    bool may_be_single; // its keys may stand directly under the section, without an id
    const char *brief;  // what a short entry holds ("a formula"), or NULL if there is no short form
    const Field *fields;
    size_t field_count;
    const char *doc_en, *doc_zh;
} Section;

// A table of keys that is no section of its own.
typedef struct FieldTable {
    const Field *items;
    size_t count;
} FieldTable;

size_t section_count(void);
const Section *section_at(size_t index);
const Section *section_find(Str key); // NULL if unknown

FieldTable fields_of_front(void);
FieldTable fields_of_party(void);
FieldTable fields_of_term(void);
FieldTable fields_of_rounding(void);
FieldTable fields_of_entry(void); // name, label, note: every entry of every section

const char *field_type_name(FieldType type, bool is_chinese);

#endif
