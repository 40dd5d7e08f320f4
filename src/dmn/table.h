// dmn/table.h - decision tables (DMN 1.5 clause 8): compiled from cells, run with the fired rules
//
// A table is input expressions, output names and rules of unary tests and output expressions, under
// a hit policy. It knows nothing of where its cells were written: a Markdown table of an agreement
// and a .dmn file both become DmnTableText.
#ifndef SOFTLAW_DMN_TABLE_H
#define SOFTLAW_DMN_TABLE_H

#include "feel/feel.h"

typedef enum DmnHitPolicy {
    DMN_UNIQUE,       // U: at most one rule may match
    DMN_ANY,          // A: those that match must agree
    DMN_PRIORITY,     // P: the output highest in the list of allowed values
    DMN_FIRST,        // F
    DMN_RULE_ORDER,   // R: list, in rule order
    DMN_OUTPUT_ORDER, // O: list, in order of the allowed values
    DMN_COLLECT,      // C: list, any order
    DMN_COLLECT_SUM,
    DMN_COLLECT_MIN,
    DMN_COLLECT_MAX,
    DMN_COLLECT_COUNT, // C+ C< C> C#
} DmnHitPolicy;

// "U", "UNIQUE", "unique", "C+" …
bool dmn_hit_policy_parse(Str text, DmnHitPolicy *ret);
const char *dmn_hit_policy_mark(DmnHitPolicy p); // "U", "C+"

// One cell or header: its text and where it stands.
typedef struct DmnCell {
    Str text;
    Place place;
} DmnCell;

typedef struct DmnTableText {
    Str name;
    Place place;
    DmnHitPolicy hit_policy;
    const DmnCell *inputs;       // expressions
    const DmnCell *input_values; // allowed values, or NULL; absent text = any
    size_t input_count;
    const DmnCell *outputs;        // names; with one output the result is its value, else a context
    const FeelType **output_types; // or NULL
    const DmnCell *output_values;  // allowed values in order of priority, or NULL
    const DmnCell *output_defaults; // or NULL; absent text = none
    size_t output_count;
    const DmnCell *cells; // rule_count rows of input_count + output_count cells
    size_t rule_count;
    bool is_lenient; // a cell that is wrong makes its value null instead of a finding
} DmnTableText;

typedef struct DmnTable DmnTable;

// Compile; NULL if an error was added to `f`. Output cells may be any FEEL expression.
const DmnTable *dmn_table_compile(Arena *a, const DmnTableText *text, const FeelScope *scope,
                                  Findings *f);
const FeelType *dmn_table_type(const DmnTable *t);
// The slots that the table reads, each once, ascending.
const uint32_t *dmn_table_slots(const DmnTable *t, size_t *ret_count);

typedef struct DmnResult {
    FeelValue value;
    const uint32_t *fired; // rules that matched, from 0
    size_t fired_count;
    const char *fault; // NULL, or why the value is null: "no-rule", "several-rules",
                       // "rules-differ", "not-a-number", "out-of-range"
    uint32_t reason;   // of a null: 1 + index of the machine's reason, 0 = none
} DmnResult;

// Evaluate on `m`; what it returns lives in `a`.
DmnResult dmn_table_run(Arena *a, FeelMachine *m, const DmnTable *t, const FeelValue *slots);

// The compiled parts, for units and explanation.
size_t dmn_table_input_count(const DmnTable *t);
const FeelCode *dmn_table_input(const DmnTable *t, size_t index);
size_t dmn_table_output_count(const DmnTable *t);
size_t dmn_table_rule_count(const DmnTable *t);
const FeelCode *dmn_table_output(const DmnTable *t, size_t rule, size_t index); // NULL: empty
Place dmn_table_rule_place(const DmnTable *t, size_t rule);

#endif
