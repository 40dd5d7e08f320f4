// dmn/model.h - decision models of DMN 1.1 to 1.5 as .dmn files hold them: read, compiled, run
//
// A model is read with the models it may import, all at hand: an import never leads to a file or an
// address. Names are resolved when it is read, from what each decision requires and the types that
// are declared; item definitions coerce and constrain (clause 10.3.2.9.4). Strictly, what is wrong
// with an expression is a finding; leniently its value is null, with that finding as the reason.
// External functions (Java, PMML) give null and say so.
//
//     const DmnModel *model = dmn_model_read(a, &source, 1, options, &findings, &err);
//     DmnRun *run = dmn_run_new(a, machine, model);
//     dmn_run_input(run, STR(""), STR("water class"), feel_integer(2));
//     FeelValue v = dmn_run_value(run, STR("compensation"), &found);
//
// A run is one evaluation of the machine: values, reasons and fired rules live until the next.
#ifndef SOFTLAW_DMN_MODEL_H
#define SOFTLAW_DMN_MODEL_H

#include "dmn/table.h"

typedef struct DmnModel DmnModel;

typedef struct DmnSource {
    Str file, text;
} DmnSource;

// The namespace of a model and those it imports, to find the files of a bundle. False: no model.
typedef struct DmnHead {
    Str space;
    const Str *imports;
    size_t import_count;
} DmnHead;
bool dmn_source_head(Arena *a, DmnSource source, DmnHead *ret, Err *err);

typedef struct DmnModelOptions {
    bool is_lenient;
} DmnModelOptions;

// sources[0] is the model, the others may be imported. NULL with err if one of them is no DMN; what
// is wrong within is added to `f`.
const DmnModel *dmn_model_read(Arena *a, const DmnSource *sources, size_t count,
                               DmnModelOptions options, Findings *f, Err *err);

typedef enum DmnElementKind { DMN_INPUT, DMN_DECISION, DMN_KNOWLEDGE, DMN_SERVICE } DmnElementKind;

// What a model is made of, in the order of the files; those of imported models too.
typedef struct DmnElement {
    DmnElementKind kind;
    Str name, space; // of the model it belongs to
    Place place;
    const FeelType *type;
    bool is_imported;
} DmnElement;
size_t dmn_model_element_count(const DmnModel *model);
DmnElement dmn_model_element(const DmnModel *model, size_t index);
// The index of the input or decision that dmn_run_input would give; false if there is none.
bool dmn_model_find_input(const DmnModel *model, Str space, Str name, size_t *ret_index);
Str dmn_model_name(const DmnModel *model);
// The compiled tables of all decisions and functions, for analysis.
size_t dmn_model_table_count(const DmnModel *model);
const DmnTable *dmn_model_table(const DmnModel *model, size_t index);

typedef struct DmnRun DmnRun;

// Begins a run: resets the machine, whose feel_machine_set_now says what now() and today() tell.
DmnRun *dmn_run_new(Arena *a, FeelMachine *m, const DmnModel *model);
// Gives an input, or the value of a decision that is then not computed; coerced to its type. An
// empty `space` is the model's own, or the only one that has the name. False: there is none.
bool dmn_run_input(DmnRun *run, Str space, Str name, FeelValue v);
// The value of a decision, or of a service without parameters.
FeelValue dmn_run_value(DmnRun *run, Str name, bool *ret_found);
// The value of the decision that is the model's element `index`.
FeelValue dmn_run_decision(DmnRun *run, size_t index);
// The values of a service's outputs on the inputs that were given: the value of the only output, or
// a context of all.
FeelValue dmn_run_service(DmnRun *run, Str name, bool *ret_found);

// Which rules fired, in the order in which tables were asked.
typedef struct DmnFired {
    Str element, table;
    const uint32_t *rules; // from 0
    size_t count;
} DmnFired;
const DmnFired *dmn_run_fired(const DmnRun *run, size_t *ret_count);

#endif
