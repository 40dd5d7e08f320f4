// app/dmn_int.h - what the use cases of decision models share
#ifndef SOFTLAW_APP_DMN_INT_H
#define SOFTLAW_APP_DMN_INT_H

#include "app/app_int.h"
#include "app/feel.h"
#include "base/xml.h"
#include "dmn/dmn.h"

// A model (first) and those it imports.
typedef struct Bundle {
    DmnSource *items;
    size_t count, capacity;
    struct {
        DmnHead *items;
        size_t count, capacity;
    } heads;
} Bundle;

const DmnModel *bundle_model(App *app, Str path, bool is_lenient, Findings *f, Err *err);
// The same of a text at hand, `source.file` being its file's name.
const DmnModel *bundle_model_text(App *app, DmnSource source, bool is_lenient, Findings *f,
                                  Err *err);
// The path of a file in the folder of `path`.
Str bundle_beside(Arena *a, Str path, Str name);

// The reasons of a null of the machine's last run, the cause of each after it.
const ReasonView *reasons_of(App *app, const FeelMachine *m, FeelValue v, size_t *ret_count);
void json_add_reasons(const App *app, Buf *b, const ReasonView *reasons, size_t count);
FeelMachine *machine_of(App *app); // with the App's clock; freed with the App
// Faults of every table of the model, as findings.
void analyse_tables(App *app, const DmnModel *model);

// What a run answers: values by name, and which rules fired.
typedef struct DmnAnswer {
    const FeelMachine *machine;
    struct DmnAnswerValues {
        struct {
            Str name;
            FeelValue value;
        } * items;
        size_t count, capacity;
    } values;
    const DmnFired *fired;
    size_t fired_count;
} DmnAnswer;
// Compute a decision, or all where `decision` is absent.
bool answer_run(App *app, FeelMachine *m, DmnRun *run, const DmnModel *model, Str decision,
                DmnAnswer *ret, Err *err);
// {"values","fired","nulls"}; how many nulls have a reason.
size_t answer_json(App *app, Buf *b, const DmnAnswer *answer);

// ---- decision tables of agreements in the editor (dmn_edit_table.c, dmn_edit_rows.c) ------------

// A table of an agreement; ERR where there is none, or none that can be read. `table` may be absent
// where there is one only.
typedef struct TableOf {
    const Agreement *agreement;
    const Item *item;
} TableOf;
bool edit_table_find(App *app, DmnSource agreement, Str table, TableOf *ret, Err *err);
bool edit_has_row_names(const Item *item);
const XmlNode *edit_decision_table(const XmlNode *root); // or NULL
// A model with that table alone, for the editor.
bool edit_table_text(App *app, const TableOf *t, Buf *out, Err *err);
// The agreement with the rows that were changed, added, moved or removed; no other line changes.
bool edit_table_merge(App *app, const TableOf *t, Str baseline, Str edited, DmnMerged *ret,
                      Err *err);

// The rows of a table as they stand in its text, the line ends with them.
typedef struct TableRows {
    Str margin, line_end;
    Str *lines;
    size_t count, start, end; // start, end: bytes of the text
    bool has_signs;           // they write ≤ for <=
} TableRows;
TableRows edit_table_rows(Arena *a, Str text, const TextTable *table);
// A cell, as plain as it can be written so that it reads back the same.
Str edit_cell_markdown(Arena *a, Str text, bool has_signs);

// What a value typed in the panel means: a text where texts are wanted, else a FEEL expression.
FeelValue edit_value(App *app, Str text, const FeelType *type);
typedef struct DmnInputs {
    struct {
        Str name;
        const FeelType *type;
        uint32_t slot; // of a table of an agreement
    } * items;
    size_t count, capacity;
} DmnInputs;
// What the table reads, and its result on values by slot. False where it has faults.
bool edit_table_inputs(App *app, const Agreement *g, Str table, DmnInputs *ret);
bool edit_table_run(App *app, const Agreement *g, Str table, const FeelValue *slots,
                    DmnAnswer *ret);

#endif
