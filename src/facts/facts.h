// facts/facts.h - what was measured: members of open sets and values by quantity, member, period
//
// The interface through which `eval` asks, and a table in memory that reads CSV and JSON. A fact
// keeps where it came from. Values are checked against the quantity's type, unit and `within`.
#ifndef SOFTLAW_FACTS_FACTS_H
#define SOFTLAW_FACTS_FACTS_H

#include "rules/rules.h"

// Where a fact came from: the file's line, and its `source` and `date` columns.
typedef struct FactSource {
    Str source, date;
    Place place;
} FactSource;

// A struct of functions; `self` is handed back.
typedef struct Facts {
    void *self;
    size_t (*member_count)(void *self, uint32_t set);
    Str (*member_id)(void *self, uint32_t set, uint32_t member);
    // Values of quantity `item` for `count` members from `first` on of its set number `along` (an
    // index in its `per`), its other sets fixed by `members`; for a quantity without sets `along`
    // is 0 and `count` 1. What is missing is null. Returns how many are there.
    size_t (*fill)(void *self, uint32_t item, size_t along, const uint32_t *members, uint32_t first,
                   size_t count, Period period, FeelValue *ret_values);
    // The same as small numbers * 10^*ret_exponent, booleans or dates (see FEEL_FORM_SMALL). False
    // where one is missing or not small; ret_numbers is then undefined. May be NULL.
    bool (*fill_small)(void *self, uint32_t item, size_t along, const uint32_t *members,
                       uint32_t first, size_t count, Period period, int64_t *ret_numbers,
                       FeelKind *ret_kind, int *ret_exponent);
    // Source of one fact; false if there is no such fact.
    bool (*source)(void *self, uint32_t item, const uint32_t *members, Period period,
                   FactSource *ret);
    // First and last day that any fact with a period speaks of; false if there are none.
    bool (*span)(void *self, int64_t *ret_first_day, int64_t *ret_last_day);
} Facts;

typedef struct FactTable FactTable;

FactTable *fact_table_new(Arena *a, const Rulebook *r);
// Tidy CSV: columns quantity, member, period, value, unit, source, date in any order, and one
// column per set where a quantity has several. Rows with faults become findings and are left out.
// `passed` is told now and then what was read and is not looked at again but by chance; it may be
// NULL. False with err where the text is not UTF-8; of the rows before that some may be there.
typedef struct FactText {
    Str file, text;
    void (*passed)(void *self, size_t from, size_t to); // may be called from several threads
    void *self;
    size_t threads; // at most so many
} FactText;
bool fact_table_read_csv(FactTable *t, FactText text, Findings *f, Err *err);
// The same of a text known to be UTF-8.
void fact_table_add_csv(FactTable *t, Str file, Str text, Findings *f);
// JSON: an array of objects with the same keys, or {"quantity": {"period": value | {"member":
// value}}}.
void fact_table_add_json(FactTable *t, Str file, Str text, Findings *f);
// One fact; `members` are ids. False with a finding on a fault.
bool fact_table_add(FactTable *t, Str quantity, const Str *members, size_t member_count, Str period,
                    Str value, Str unit, FactSource source, Findings *f);
// From now on a fact replaces one that was given before, which is no finding then: what if?
void fact_table_replace(FactTable *t);
Facts fact_table_facts(FactTable *t);

// A fact as it is kept, in its quantity's unit. Members are indexes in the item's sets.
typedef struct FactSeen {
    uint32_t item, members[LIMIT_SET_DIMENSIONS];
    Period period;
    FeelValue value;
} FactSeen;
// All of them, quantity by quantity as they first came, until `see` returns false.
void fact_table_each(const FactTable *t, bool (*see)(void *self, const FactSeen *fact), void *self);

#endif
