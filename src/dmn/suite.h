// dmn/suite.h - tests of decision models in the format of the DMN TCK
//
// A test file names its model; each case gives inputs and what is expected of decisions, or of the
// outputs of a service. Numbers are compared exactly, unless what is expected is itself a rounded
// text of many digits: the TCK's were computed in binary floating point.
#ifndef SOFTLAW_DMN_SUITE_H
#define SOFTLAW_DMN_SUITE_H

#include "dmn/model.h"

typedef struct DmnNamedValue {
    Str space, name;
    FeelValue value;
    bool is_error; // of a result: null is expected, and a reason
} DmnNamedValue;

typedef struct DmnCase {
    Str id, service; // service: absent = decisions are asked for
    Place place;
    const DmnNamedValue *inputs, *results;
    size_t input_count, result_count;
} DmnCase;

typedef struct DmnSuite {
    Str model; // file name, beside the test file
    const DmnCase *cases;
    size_t case_count;
} DmnSuite;

// Is the text such a test file at all?
bool dmn_suite_is(Arena *a, Str file, Str text);
// NULL with err if it cannot be read.
const DmnSuite *dmn_suite_read(Arena *a, Str file, Str text, Err *err);
bool dmn_suite_matches(FeelValue expected, FeelValue got);
// Begins the run of a case: its inputs are given, those that the model does not have passed over.
DmnRun *dmn_suite_begin(Arena *a, FeelMachine *m, const DmnModel *model, const DmnCase *c);
// The value of one of its results.
FeelValue dmn_suite_result(DmnRun *run, const DmnCase *c, size_t index, bool *ret_found);

#endif
