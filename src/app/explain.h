// app/explain.h - why an amount is what it is
#ifndef SOFTLAW_APP_EXPLAIN_H
#define SOFTLAW_APP_EXPLAIN_H

#include "app/settle.h"

typedef struct FactView {
    Str value, source, date;
    Place place;
} FactView;
typedef struct StepView {
    NameView item;
    const char *kind; // "payment", "formula", "table", "parameter", "quantity"
    Str member, period;
    Str heading, words; // of its article; words absent where an earlier step has shown them
    Place place;        // of the item in the agreement
    Str formula, with_numbers;
    Str value, unit; // value: as computed, before rounding
    Str rows;        // of a decision table: "2" or "1, 3"
    bool has_rounding;
    Str rounding_step, rounded;
    const char *rounding_mode; // "half even", "largest remainder", "none"
    bool has_fact;
    FactView fact;
    NameView from, to; // of a payment, as it came out
    Str currency, due, due_rule;
    Message why;   // of a null
    size_t reader; // the step that reads it first, which stands before it; of step 0 itself
} StepView;
typedef struct Explanation {
    StepView *steps; // step 0 is what was asked, each other explains one above it
    size_t count;
} Explanation;
typedef struct ExplanationList {
    NameView agreement;
    Str version;
    Explanation *items;
    size_t count;
    size_t left_out; // matched too, beyond the first hundred
} ExplanationList;

// What to explain: absent texts match all. Without an item: every payment, or of a provision
// ("art_3"), with those under it, what it pays, else all that it defines.
typedef struct ExplainQuestion {
    Str item, period, member, provision;
} ExplainQuestion;

// The agreement may be a citation ("coal.md#art_3"), whose provision is then asked for. NULL
// without an error where the agreement or its facts have errors, which are findings.
const ExplanationList *app_explain(App *app, const Inputs *inputs, ExplainQuestion q, Err *err);
bool explanation_json(App *app, const ExplanationList *l, Out *out);

#endif
