// app/check.c - judge an agreement's form and wording before anyone signs it
//
// Of the lint only warnings are told here; `softlaw lint` tells its notes too. This is the one
// place where it is decided what is found in an agreement: the editors' door calls it for every
// keystroke with what was found in the version before.
#include "app/app_int.h"

#include "base/file.h"

const Checked *check_text(App *app, SourceText source, const LintWords *words,
                          const Checked *before) {
    Checked *c = ARENA_NEW(app->arena, Checked);
    c->agreement =
        load_agreement_again(app, source.file, source.text, before ? before->agreement : NULL);
    c->lint = lint_judge_again(app->arena, words, c->agreement->terms, SEVERITY_WARNING,
                               before ? before->lint : NULL, &app->findings);
    return c;
}

bool app_check(App *app, Str path, Err *err) {
    Str text;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    check_text(app, (SourceText){path, text}, lint_words_new(app->arena), NULL);
    return true;
}
