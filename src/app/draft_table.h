// app/draft_table.h - a decision table of a draft, cell by cell: changed, looked through, tried
//
// The table is the Markdown table of an article; what the block below it says (columns, hit policy)
// is changed in the text. Nothing is kept but by app_table_save, which saves the draft as any other
// change of its text: with the version that one has seen.
#ifndef SOFTLAW_APP_DRAFT_TABLE_H
#define SOFTLAW_APP_DRAFT_TABLE_H

#include "app/desk.h"

typedef struct TableName {
    Str id, label;
} TableName;
// Those of a text; none where its terms cannot be read.
TableName *app_table_names(App *app, Str id, Str text, size_t *ret_count);

typedef struct TableColumn {
    Str name, type;   // "excess", "number"
    const char *kind; // "name" (of the row), "input", "output"
} TableColumn;
typedef struct TableInput {
    Str name, type, typed;
} TableInput;

typedef struct TableQuestion {
    Str draft;
    int64_t version; // of the text that is changed; 0: the last
    Str table;
    const Str *cells; // row by row, as many as there are columns in each; NULL: as in the text
    size_t cell_count;
    const Str *inputs, *typed; // names and values to try it with
    size_t input_count;
} TableQuestion;

typedef struct TableView {
    Str title, id, label, hit_policy; // hit_policy: "U"
    int64_t version;
    TableColumn *columns;
    size_t column_count;
    Str *cells;  // row by row
    bool *fired; // the rows that applied to what was typed
    size_t row_count;
    DraftFinding *findings; // of its article
    size_t finding_count;
    TableInput *inputs;
    size_t input_count;
    Str result; // of what was typed, in FEEL; absent: nothing was
    Str text;   // the whole draft with these cells
} TableView;
// ERR_NOT_FOUND where there is no such table, ERR_INPUT where the cells do not fill rows.
const TableView *app_table(App *app, OpenPeople *p, const TableQuestion *q, Err *err);
// {"draft", "table", "label", "version", "hit policy", "columns": [{"name", "type", "kind"}],
// "rows":
// [[cells]], "fired": [numbers from 1], "findings", "inputs": [{"name", "type", "typed"}],
// "result"}
bool table_view_json(const TableQuestion *q, const TableView *v, Out *out);
// As app_draft_save.
bool app_table_save(App *app, OpenPeople *p, const WhoView *who, const TableQuestion *q,
                    Str summary, int64_t *ret_version, Err *err);

#endif
