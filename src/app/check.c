// app/check.c - judge an agreement's form and wording before anyone signs it
//
// Of the lint only warnings are told here; `softlaw lint` tells its notes too.
#include "app/app_int.h"

#include "lint/lint.h"

bool app_check(App *app, Str path, Err *err) {
    const Agreement *g = load_agreement(app, path, err);
    if (g) lint_judge(app->arena, lint_words_of(app), g->terms, SEVERITY_WARNING, &app->findings);
    return g != NULL;
}
