// dmn/dmn_int.h - the compiled table, shared by compiling, running and analysing
#ifndef SOFTLAW_DMN_DMN_INT_H
#define SOFTLAW_DMN_DMN_INT_H

#include "base/limits.h"
#include "dmn/table.h"

// A text compiled: its code, or why it has none (lenient: running it gives null with that reason);
// neither where nothing was written.
typedef struct Part {
    const FeelCode *code;
    const Finding *fault;
} Part;

static inline bool part_is_written(Part p) {
    return p.code || p.fault;
}

enum { COLUMN_RULES_MAX = 1024, COLUMN_TESTS_MAX = 1 << 20, RULES_PER_WORD = 64 };

// A set of rules is a bit for each, in `word_count` words of the table.

// An input, and how the set of rules that accept its value is looked up (column.c).
typedef struct Column {
    bool is_slot; // the input is a name
    uint32_t slot;
    bool is_indexed;
    FeelKind kind;     // of the bounds
    FeelValue *bounds; // ascending
    size_t count;
    uint64_t *sets; // by region, one after the other: the rules that accept its values
    size_t region_count;
    FeelValue *examples; // by region: a value of it, null where none can occur
    bool is_open;        // the last region is that of texts that are not named
    uint64_t *nulls;     // the rules that accept null
    uint64_t *others;    // … that accept simple values of other kinds
} Column;

struct DmnTable {
    Str name;
    Place place;
    DmnHitPolicy hit_policy;
    Part *inputs;
    size_t input_count;
    Str *output_names;
    Part *defaults;     // by output
    FeelValue *allowed; // by output: list of allowed values in order of priority, or null
    size_t output_count;
    Part *input_values; // by input: the values that can occur; not written = any
    Part *tests;        // by rule and input; not written = any
    Part *outputs;      // by rule and output
    Place *rule_places;
    size_t rule_count;
    const FeelType *type;
    uint32_t *slots;
    size_t slot_count;
    Column *columns; // by input; NULL: too many rules
    size_t word_count;
    FeelValue *constants; // by rule and output: what is the same in every run, or null
};

// What a code of a model is worth in the run begun with feel_machine_reset.
FeelValue part_run(FeelMachine *m, Part p, const FeelValue *slots);
// Compiles; leniently a fault becomes the part's own, else it is added to `f`.
Part part_compile(Arena *a, DmnCell cell, const FeelScope *scope, FeelOptions options, Findings *f);
Part part_compile_tests(Arena *a, DmnCell cell, const FeelScope *scope, FeelOptions options,
                        Findings *f);
// Is the cell empty, or a dash?
bool cell_is_any(Str cell);

void columns_make(Arena *a, DmnTable *t);
// Can the value be looked up? Lists, contexts, ranges are tested rule by rule.
bool column_knows(const Column *c, const FeelValue *v);
const uint64_t *column_set(const DmnTable *t, const Column *c, const FeelValue *v);
uint64_t *rules_all(Arena *a, const DmnTable *t);
static inline bool rules_have(const uint64_t *set, size_t rule) {
    return set[rule / RULES_PER_WORD] >> rule % RULES_PER_WORD & 1u;
}
static inline void rules_put(uint64_t *set, size_t rule) {
    set[rule / RULES_PER_WORD] |= (uint64_t)1 << rule % RULES_PER_WORD;
}
static inline void rules_drop(uint64_t *set, size_t rule) {
    set[rule / RULES_PER_WORD] &= ~((uint64_t)1 << rule % RULES_PER_WORD);
}
// The first rule of the set at or behind `from`; the number of rules if there is none.
size_t rules_next(const DmnTable *t, const uint64_t *set, size_t from);

// The table's result as a value of the run; the fired rules live in `a`.
DmnResult table_run(Arena *a, FeelMachine *m, const DmnTable *t, const FeelValue *slots);

#endif
