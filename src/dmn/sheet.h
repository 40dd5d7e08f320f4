// dmn/sheet.h - a decision table as a grid of texts, between .dmn, Markdown and CSV
//
// The header's first cell is the hit policy and the table's name, `U compensation`. Then come the
// inputs, by their expressions; outputs, `→ amount`; remarks, `# source`. A type stands behind a
// colon: `→ amount : number`. Rows `values` and `default` may come before the rules: the values
// that can occur, and what holds where no rule matches. What such a grid cannot say (other
// decisions, types with parts, layout) is not converted.
//
//     | U compensation | water class : number | → amount : number |
//     |---|---|---|
//     | values | [1..6] | |
//     | 1 | <= 3 | 100 |
#ifndef SOFTLAW_DMN_SHEET_H
#define SOFTLAW_DMN_SHEET_H

#include "dmn/model.h"

typedef struct DmnGrid {
    DmnCell *cells; // row 0 is the header
    size_t row_count, column_count;
} DmnGrid;

typedef enum DmnVersion { DMN_1_1, DMN_1_2, DMN_1_3, DMN_1_4, DMN_1_5 } DmnVersion;

// The tables of a model as grids, in its order; of one decision or function if `name` is given.
// NULL with err if the text is no model.
typedef struct DmnGridList {
    DmnGrid *items;
    size_t count, capacity;
} DmnGridList;
bool dmn_grids_read(Arena *a, DmnSource source, Str name, DmnGridList *ret, Err *err);
// A model with one decision, and an input for each input expression that is a name. False with a
// finding if the grid is no decision table.
bool dmn_grid_write(Arena *a, const DmnGrid *grid, DmnVersion version, Buf *out, Findings *f);
// The same model in another version; all else stays as it is written. False with findings where it
// uses what that version does not have, or with err if it is no model.
bool dmn_version_change(Arena *a, DmnSource source, DmnVersion version, Buf *out, Findings *f,
                        Err *err);

// The namespace of a version's elements, and the version that has it.
Str dmn_version_space(DmnVersion v);
bool dmn_version_of(Str space, DmnVersion *ret);
// A namespace of one version (of elements, types or diagrams) in another; absent if it is none.
Str dmn_version_space_in(Str space, DmnVersion from, DmnVersion to);

#endif
