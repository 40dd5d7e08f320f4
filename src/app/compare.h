// app/compare.h - computed figures against published ones
#ifndef SOFTLAW_APP_COMPARE_H
#define SOFTLAW_APP_COMPARE_H

#include "app/settle.h"

typedef enum CellVerdict { CELL_MATCH, CELL_DIFFER, CELL_UNKNOWN } CellVerdict;
typedef struct CellView {
    NameView item;
    Str member, period;
    Str published, source; // as written
    Str computed;          // rounded half even to the published decimals; absent if unknown
    Str exact;
    CellVerdict verdict;
    Message why; // of UNKNOWN
    Place place;
} CellView;
typedef struct Comparison {
    CellView *cells; // in the order published
    size_t count, match_count, differ_count, unknown_count;
} Comparison;

// Set computed against published figures. A cell matches if the exact value lies within half a unit
// of the last published decimal, or is a tie that one of the two common roundings (half even, half
// up) brings there.
const Comparison *app_compare(App *app, const Inputs *inputs, Str published, Err *err);
const char *cell_verdict_name(CellVerdict v); // "match"
bool comparison_json(App *app, const Comparison *c, Out *out);
bool comparison_csv(const Comparison *c, Out *out);

#endif
