// rules/rules.h - Terms -> Rulebook: typed, compiled formulas, the plan of work, units checked
//
// Each item's formulas are compiled against the names of the agreement. How a name is read depends
// on where it stands: an item that varies over no more sets and no finer periods than the reader is
// a scalar; over more, the list of its values in order of members, then periods. `name.member`
// reads one member of a listed set; `previous(name)`, `previous(name, n)`, `earlier(name)` read
// other periods. All this is settled here: a slot of compiled code is a Read, and evaluation only
// follows Reads. The Plan says in which order items and periods are computed, so that whatever a
// formula reads is there when its turn comes.
#ifndef SOFTLAW_RULES_RULES_H
#define SOFTLAW_RULES_RULES_H

#include "dmn/dmn.h"
#include "feel/feel.h"
#include "terms/terms.h"

// ---- reads --------------------------------------------------------------------------------------

// How a slot of a formula is filled.
typedef enum ReadKind {
    READ_ITEM,      // the item at the reader's own members and period (projected), scalar or list
    READ_PREVIOUS,  // the same, `back` periods earlier
    READ_EARLIER,   // the list of its values of all earlier periods of the term
    READ_POSITION,  // the position (from 1) of the reader's member of `set`
    READ_MEMBER_ID, // the id of the reader's member of `set`, a string
    READ_ALL_IDS,   // the ids of all members of `set`, for a reader without that set
    READ_PERIOD_START,
    READ_PERIOD_END, // dates of the reader's period
    READ_VALUE,      // `value`, the amount before rounding
} ReadKind;

// Where the member of one set of the item read comes from.
typedef enum MemberFrom {
    MEMBER_OF_READER, // the reader's own
    MEMBER_FIXED,     // one, named in the formula
    MEMBER_EACH,      // all of them, in order: the read is a list
} MemberFrom;

// How one set of the item read is settled.
typedef struct ReadSet {
    MemberFrom from;
    uint32_t member;     // FIXED: the position; OF_READER: index in the reader's sets
    const uint32_t *map; // OF_READER of a subset of the parties: its positions in the item's set
} ReadSet;

typedef struct Read {
    ReadKind kind;
    uint32_t item;
    uint32_t set;        // POSITION, MEMBER_ID, ALL_IDS
    uint32_t reader_set; // POSITION, MEMBER_ID: index of `set` in the reader's sets
    int64_t back;        // PREVIOUS: how many periods, of the coarser grain of item and reader
    ReadSet sets[LIMIT_SET_DIMENSIONS]; // one for each set of the item
    Grain reader_grain;
    bool is_list;         // some set is EACH, or the item's periods are finer than the reader's
    Str name;             // as it is declared
    const FeelType *type; // as the formula sees it
} Read;

// ---- units --------------------------------------------------------------------------------------

enum { UNIT_BASES_MAX = 8, UNIT_POWER_MAX = 12 };

typedef enum UnitKind {
    UNIT_ANY,      // not a number, or not known: nothing is checked
    UNIT_FLEXIBLE, // a bare number of the text, which takes the unit that its place wants
    UNIT_PLAIN,    // a measured number without unit, as a class or a count
    UNIT_KNOWN,
} UnitKind;

// A value in a known unit times `up` / `down` is in the base units, a product of powers. No bases:
// a ratio.
typedef struct Unit {
    UnitKind kind;
    Dec up, down;
    Str bases[UNIT_BASES_MAX]; // "g", "m", "s", "CNY", "vehicle" …, ascending
    int8_t powers[UNIT_BASES_MAX];
    size_t count;
    Str text; // as written; absent where it was combined
} Unit;

// From one unit to another: times `up`, then divided by `down`.
typedef struct UnitFactor {
    Dec up, down;
    bool is_one;
} UnitFactor;

// "mg/L", "CNY/t", "m3", "%", "km2", "万元"; false with *ret_why on a fault.
bool unit_parse(Arena *a, Str text, Unit *ret, Message *ret_why);
Str unit_text(Arena *a, const Unit *u);
// The exact factor between two known units; false if they measure different things.
bool unit_factor(const Unit *from, const Unit *to, UnitFactor *ret);
// False if out of range.
bool unit_convert(UnitFactor f, Dec value, Dec *ret);

// ---- rules --------------------------------------------------------------------------------------

// A condition within a formula, compiled apart: its value tells which branches were consulted.
typedef struct Guard {
    const FeelNode *node;
    const FeelCode *code;
} Guard;

// A compiled item; index i belongs to terms->items[i]. Codes that are not there are NULL.
typedef struct Rule {
    const Item *item;
    const FeelType *type; // of its value (of one member and period)
    bool is_party;        // a value that names a party, by id
    bool is_integer;
    Unit unit;          // of its value, declared or inferred
    UnitFactor factor;  // from the formula's unit to the declared one
    const FeelCode *is; // formula or amount; a list for the whole last set if item->is_spread
    const FeelCode *initial, *when, *step;
    const FeelCode *within; // unary tests
    const DmnTable *table;
    FeelValue *values; // PARAMETER: one for each item->values
    bool is_dated;     // PARAMETER: some value holds from a day on
    bool has_missing;  // QUANTITY: `missing` is given
    FeelValue missing;
    uint32_t from_slot, to_slot, due_slot; // PAYMENT: reads of ACTOR_ITEM and DUE_ITEM
    uint32_t *slots;                       // all that its codes and actors read, ascending
    size_t slot_count;
    Guard *guards;
    size_t guard_count;
} Rule;

// ---- the plan -----------------------------------------------------------------------------------

// Work for one period of `grain`, in order: an item, for each of its periods within this one, or
// an inner plan, for each period of its own grain within this one.
typedef struct Plan Plan;
typedef struct PlanStep {
    uint32_t item;     // where inner is NULL
    const Plan *inner; // rings through previous(…), and all that is done period by period
} PlanStep;
struct Plan {
    Grain grain;
    PlanStep *steps;
    size_t step_count;
};

typedef struct Rulebook {
    const Terms *terms;
    Rule *rules; // one for each item
    size_t rule_count;
    const Plan *plan; // formulas, tables and payments; of GRAIN_ONCE: the whole term
    Read *reads;      // by slot
    size_t slot_count;
} Rulebook;

#define NO_SLOT UINT32_MAX

// Never NULL. Findings: unknown names, wrong types, units that do not fit, rings of dependence,
// payments without rounding. Do not evaluate a rulebook if `f->error_count` grew.
const Rulebook *rules_from_terms(Arena *a, const Terms *t, Findings *f);

#endif
