// rules/rules.h - Terms -> Rulebook: typed, compiled formulas in dependency order, units checked
//
// Each item's formulas are compiled against the names of the agreement. How a name is read depends
// on where it stands: an item that varies over no more sets and no finer periods than the reader is
// a scalar; over more, the list of its values in order of members, then periods. `name.member`
// reads one member of a listed set; `previous(name)`, `previous(name, n)`, `earlier(name)` read
// other periods. All this is settled here, so that evaluation only follows Reads.
#ifndef SOFTLAW_RULES_RULES_H
#define SOFTLAW_RULES_RULES_H

#include "dmn/dmn.h"
#include "feel/feel.h"
#include "terms/terms.h"

// How a slot of a formula is filled.
typedef enum ReadKind {
    READ_ITEM,     // the item at the reader's own members and period (projected), scalar or list
    READ_PREVIOUS, // the same, `back` periods earlier
    READ_EARLIER,  // the list of its values of all earlier periods of the term
    READ_POSITION, // the position (from 1) of the reader's member of `set`
    READ_MEMBER_ID, // the id of the reader's member of `set`, a string
    READ_PERIOD_START, READ_PERIOD_END, // dates of the reader's period
    READ_VALUE,    // `value`, the amount before rounding
} ReadKind;

typedef struct Read {
    ReadKind kind;
    uint32_t item, set;
    int64_t back;
    bool is_list; // over `list_sets` and finer periods
    // For each set of the item read: where its member comes from.
    enum { MEMBER_OF_READER, MEMBER_FIXED, MEMBER_EACH } member_from[LIMIT_SET_DIMENSIONS];
    uint32_t member[LIMIT_SET_DIMENSIONS]; // FIXED: the position; OF_READER: index in reader's sets
    const FeelType *type; // as the formula sees it
} Read;

// A unit: a factor times a product of powers of base units ("g", "m", "CNY", "vehicle" …).
// Flexible: a bare number, which takes the unit that its place wants.
typedef struct Unit {
    bool is_flexible;
    Dec factor; // to the base units
    Str bases[8];
    int8_t powers[8];
    size_t count;
} Unit;

// "mg/L", "CNY/t", "m3", "%", "km2", "1"; false with *ret_why on a fault.
bool unit_parse(Arena *a, Str text, Unit *ret, Message *ret_why);
Str unit_text(Arena *a, Unit u);

// A compiled item; index i belongs to terms->items[i].
typedef struct Rule {
    const Item *item;
    const FeelType *type; // of its value (of one member and period)
    bool is_party;        // a value that names a party, by id
    Unit unit;
    bool has_unit;
    Dec unit_factor;    // multiply the formula's value by this to have the declared unit; usually 1
    const FeelCode *is; // formula or amount; NULL for quantities and parameters
    const FeelCode *initial, *when, *step, *within, *missing;
    const FeelCode **values; // PARAMETER: one for each item->values
    const DmnTable *table;
    uint32_t *reads; // slots that its formulas use
    size_t read_count;
} Rule;

typedef struct Rulebook {
    const Terms *terms;
    Rule *rules;        // one for each item
    uint32_t *order;    // items, each after those it reads in the same period
    size_t rule_count;
    Read *reads;        // by slot
    size_t slot_count;
    const FeelScope *scope;
} Rulebook;

// Never NULL. Findings: unknown names, wrong types, units that do not fit, rings of dependence,
// payments without rounding. Do not evaluate a rulebook if `f->error_count` grew.
const Rulebook *rules_from_terms(Arena *a, const Terms *t, Findings *f);

#endif
