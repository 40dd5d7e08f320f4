// app/check.c - judge an agreement's form, wording and contents before anyone signs it
//
// Of wording and contents only warnings are told here; `softlaw lint` and `softlaw coverage` tell
// their notes too.
#include "app/app_int.h"

#include "coverage/coverage.h"
#include "lint/lint.h"

static void add_warnings(App *app, const Findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const Finding *f = &from->items[i];
        if (f->severity >= SEVERITY_WARNING)
            finding_add(&app->findings, f->severity, f->rule, f->place, f->message, f->hint);
    }
}

// The kind is a free word: one that nobody knows is told only where it looks mistyped.
static void check_contents(App *app, const Terms *t) {
    Findings found = {.arena = app->arena};
    Kinds *kinds = kinds_new(app->arena);
    const Kind *kind = kinds_find(kinds, t->kind);
    if (!t->kind.size) return;
    if (kind)
        coverage_contents(app->arena, t, kind, lang_name(app->options.lang), &found);
    else
        coverage_unknown_kind(t, kinds, true, &found);
    add_warnings(app, &found);
}

bool app_check(App *app, Str path, Err *err) {
    const Agreement *g = load_agreement(app, path, err);
    if (!g) return false;
    lint_judge(app->arena, lint_words_new(app->arena), g->terms, SEVERITY_WARNING, &app->findings);
    check_contents(app, g->terms);
    return true;
}
