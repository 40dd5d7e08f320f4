// app/dmn.h - decision models: run, checked, tested, turned into other forms
#ifndef SOFTLAW_APP_DMN_H
#define SOFTLAW_APP_DMN_H

#include "app/app.h"

// Decisions of a .dmn file, all or one, on inputs in JSON (a file, "-", or absent): {"values",
// "fired": which rules of which tables, "nulls": why}. Strictly, nothing is computed where the
// model has errors, which are findings. *ret_has_nulls: some null has a reason.
typedef struct DmnQuestion {
    Str path, decision, inputs;
    bool is_strict;
} DmnQuestion;
bool app_dmn_run(App *app, const DmnQuestion *q, Out *out, bool *ret_has_nulls, Err *err);

// Read a model strictly: faults of its expressions, types and tables are among the findings.
bool app_dmn_check(App *app, Str path, Err *err);

// A decision table between forms, known by the ending of `path`: .dmn, .md, .csv; or a .dmn between
// versions of DMN.
typedef struct DmnConversion {
    Str path, decision; // only the table of this decision, or absent
    int form;           // 0 .dmn, 1 Markdown, 2 CSV
    bool is_latest;     // .dmn as DMN 1.5, else as 1.3, which editors take
} DmnConversion;
bool app_dmn_convert(App *app, const DmnConversion *c, Out *out, Err *err);

typedef struct DmnTestCount {
    size_t passed, failed; // cases
    size_t value_results, value_passed, null_results, null_passed;
    size_t mute_errors; // nulls that were expected with a reason and came without one
} DmnTestCount;
// Run test files of the DMN TCK, or all of a folder and the folders in it; failures are printed.
bool app_dmn_test(App *app, const Str *paths, size_t count, Out *out, DmnTestCount *ret, Err *err);

#endif
