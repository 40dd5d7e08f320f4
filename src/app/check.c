// app/check.c - judge an agreement's form, wording and contents before anyone signs it, and whether
// its words and terms say the same
//
// Of wording and contents only warnings are told here; `softlaw lint` and `softlaw coverage` tell
// their notes too. This is the one place where it is decided what is found in an agreement: the
// editors' door calls it for every keystroke with what was found in the version before.
#include "app/check.h"
#include "app/app_int.h"
#include "app/citation_int.h"

#include "agree/agree.h"
#include "base/file.h"
#include "coverage/coverage.h"

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

const Checked *check_text(App *app, SourceText source, const LintWords *words,
                          const Checked *before) {
    Checked *c = ARENA_NEW(app->arena, Checked);
    c->agreement =
        load_agreement_again(app, source.file, source.text, before ? before->agreement : NULL);
    c->lint = lint_judge_again(app->arena, words, c->agreement->terms, SEVERITY_WARNING,
                               before ? before->lint : NULL, &app->findings);
    agree_judge(app->arena, c->agreement->terms, &app->findings);
    agree_languages(c->agreement->terms, &app->findings);
    citations_check(app, c->agreement->terms);
    check_contents(app, c->agreement->terms);
    return c;
}

bool app_check(App *app, Str path, Err *err) {
    Str text;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    check_text(app, (SourceText){path, text}, lint_words_of(app), NULL);
    return true;
}
