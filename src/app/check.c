// app/check.c - judge an agreement's form and wording before anyone signs it, and whether its words
// and terms say the same
//
// Of the lint only warnings are told here; `softlaw lint` tells its notes too.
#include "app/app_int.h"

#include "agree/agree.h"
#include "lint/lint.h"

bool app_check(App *app, Str path, Err *err) {
    const Agreement *g = load_agreement(app, path, err);
    if (!g) return false;
    lint_judge(app->arena, lint_words_new(app->arena), g->terms, SEVERITY_WARNING, &app->findings);
    agree_judge(app->arena, g->terms, &app->findings);
    return true;
}
