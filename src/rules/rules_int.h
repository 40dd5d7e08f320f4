// rules/rules_int.h - a rulebook under construction
//
// Readers that vary over the same sets at the same grain see the same names: they share a View,
// which holds the scope and the Reads behind its slots. Types of derived items are not known until
// they are compiled; the names point to one FeelType for each item, which is filled in when its
// turn comes (items are compiled in the order of the plan).
#ifndef SOFTLAW_RULES_RULES_INT_H
#define SOFTLAW_RULES_RULES_INT_H

#include "rules/rules.h"
#include "rules/unit_int.h"

// What a derived item needs before it can be computed.
typedef struct Need {
    uint32_t item;
    bool is_lagged; // of earlier periods only …
    Grain lag;      // … of this grain
} Need;
typedef struct Needs {
    Need *items;
    size_t count, capacity;
} Needs;

typedef struct Builder Builder;
typedef struct View {
    Builder *builder;
    uint32_t sets[LIMIT_SET_DIMENSIONS];
    size_t set_count;
    Grain grain;
    bool has_value; // `value` is a name, as in roundings
    FeelScope *scope;
    uint32_t first_slot; // of item 0; the others follow
    Map member_names;    // `item.member` names that are declared
} View;

struct Builder {
    Arena *arena;
    const Terms *terms;
    Findings *findings; // of the pass that runs: the first one's are thrown away
    Rule *rules;
    FeelType *types, *list_types; // of items, and of lists of them
    bool *settled;                // items whose code stays: all types it reads were known already
    struct {
        Read *items;
        size_t count, capacity;
    } reads;
    struct {
        View **items;
        size_t count, capacity;
    } views;
    Needs *needs;
    FeelScope *empty; // of constants
    FeelMachine *machine;
    const Plan *plan;
    size_t dot_count; // seen by view_add_member_names
};

// ---- names (view.c, member_name.c) --------------------------------------------------------------

// The view of readers over these sets at this grain.
View *view_get(Builder *b, const uint32_t *sets, size_t set_count, Grain grain, bool has_value);
// Of an item's own formulas; `is_spread`: without its last set.
View *view_of_item(Builder *b, const Item *item, bool is_spread);
uint32_t view_slot_of_item(const View *v, uint32_t item);
// How readers of this view read an item.
Read read_of_item(const View *v, uint32_t item);
// Declare a further name.
uint32_t view_add(View *v, Str name, Read read);
// Declare the `item.member` names that occur in `text`.
void view_add_member_names(View *v, Str text);

bool grain_is_finer(Grain a, Grain b);
Grain grain_coarser(Grain a, Grain b);
bool item_is_derived(const Item *item);

// ---- compiling (compile.c, table.c) -------------------------------------------------------------

// Compile all codes of one item against the types known so far.
void rule_compile(Builder *b, uint32_t item);
const DmnTable *rule_compile_table(Builder *b, const Item *item, View *v);
// Slots of all codes and actors of an item, into rule->slots.
void rule_collect_slots(Builder *b, uint32_t item);
// Was everything that its formulas read settled before them? (settled.c)
bool rule_is_settled(const Builder *b, uint32_t item);
// The conditions within its formulas (guard.c).
void rule_collect_guards(Builder *b, uint32_t item);
// Sums over one value are told (aggregate.c).
void rule_check_aggregates(Builder *b, uint32_t item);

// ---- order (need.c, plan.c) ---------------------------------------------------------------------

void needs_collect(Builder *b);
// NULL with a `ring` finding.
const Plan *plan_make(Builder *b);
// Visit the items of a plan in order.
void plan_visit(const Plan *p, void (*visit)(Builder *b, uint32_t item), Builder *b);

// ---- units (unit_check.c) -----------------------------------------------------------------------

// Infer the units of all items in order and compare them with those declared.
void rules_check_units(Builder *b);
// Where a part of a formula stands in the agreement.
Place rule_place_of(const FeelCode *code, const FeelNode *n);

#endif
