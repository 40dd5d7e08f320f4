// app/check.c - judge an agreement's form, wording and contents before anyone signs it, and whether
// its words and terms say the same
//
// Of wording and contents only warnings are told here; `softlaw lint` and `softlaw coverage` tell
// their notes too. This is the one place where it is decided what is found in an agreement: the
// editors' door calls it for every keystroke with what was found in the version before.
#include "app/check.h"
#include "app/app_int.h"
#include "app/citation_int.h"

#include "base/file.h"

static void add_warnings(App *app, const Findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const Finding *f = &from->items[i];
        if (f->severity >= SEVERITY_WARNING)
            finding_add(&app->findings, f->severity, f->rule, f->place, f->message, f->hint);
    }
}

// The kind is a free word: one that nobody knows is told only where it looks mistyped.
static const ContentReport *check_contents(App *app, const Terms *t, Kinds *kinds,
                                           const ContentReport *before) {
    Findings found = {.arena = app->arena};
    const ContentReport *report = NULL;
    if (!t->kind.size) return NULL;
    const Kind *kind = kinds_find(kinds, t->kind);
    if (kind)
        report = coverage_contents_again(app->arena, t, kind, lang_name(app->options.lang), before,
                                         &found);
    else
        coverage_unknown_kind(t, kinds, true, &found);
    add_warnings(app, &found);
    return report;
}

const Checked *check_text(App *app, SourceText source, const CheckLists *lists,
                          const Checked *before) {
    static const Checked NOTHING = {NULL, NULL, NULL, NULL};
    const Checked *old = before ? before : &NOTHING;
    Checked *c = ARENA_NEW(app->arena, Checked);
    c->agreement = load_agreement_again(app, source.file, source.text, old->agreement);
    const Terms *t = c->agreement->terms;
    c->lint =
        lint_judge_again(app->arena, lists->lint, t, SEVERITY_WARNING, old->lint, &app->findings);
    c->agree = agree_judge_again(app->arena, t, old->agree, &app->findings);
    agree_languages(t, &app->findings);
    citations_check(app, t);
    c->contents = check_contents(app, t, lists->kinds, old->contents);
    return c;
}

bool app_check(App *app, Str path, Err *err) {
    Str text;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    CheckLists lists = {lint_words_of(app), kinds_new(app->arena)};
    check_text(app, (SourceText){path, text}, &lists, NULL);
    return true;
}
