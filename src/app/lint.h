// app/lint.h - how precise the wording of an agreement is, provision by provision
#ifndef SOFTLAW_APP_LINT_H
#define SOFTLAW_APP_LINT_H

#include "app/app.h"

// How precise the wording of a provision, or of the whole agreement, is.
typedef struct LintView {
    Str id, heading; // of the provision: "art_3"; of the agreement its id and title
    size_t obligations, complete, quantified, indexed, warnings, notes, silenced;
    unsigned percent; // of the five elements that its obligations should have
    // hundredths of its obligations
    unsigned complete_percent, quantified_percent, indexed_percent;
} LintView;
typedef struct LintList {
    LintView all;
    LintView *provisions; // in which something obliges or was found
    size_t count;
} LintList;

// Judge the wording of an agreement; what is vague is among the findings, which are only of wording
// and at least as severe as `least`. NULL if it cannot be read.
const LintList *app_lint(App *app, Str path, Severity least, Err *err);
// {"agreement","title","score",…,"provisions":[…]}
void lint_json(const LintList *l, Buf *b);

// The rules of the lint with their reasons and examples, as Markdown.
Str app_lint_reference(Arena *a, Lang lang);

#endif
