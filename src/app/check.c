// app/check.c - judge an agreement's form, wording and contents before anyone signs it, and whether
// its words and terms say the same
//
// Of wording and contents only warnings are told here; `softlaw lint` and `softlaw coverage` tell
// their notes too. This is the one place where it is decided what is found in an agreement: the
// editors' door calls it for every keystroke with what was found in the version before.
//
// Rules, wording and figures are judged at the same time where the text is large; each has findings
// and memory of its own, put together in this order.
#include "app/check.h"
#include "app/app_int.h"
#include "app/citation_int.h"

#include "base/file.h"
#include "base/parallel.h"

static void add_warnings(App *app, const Findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const Finding *f = &from->items[i];
        if (f->severity >= SEVERITY_WARNING)
            finding_add(&app->findings, f->severity, f->rule, f->place, f->message, f->hint);
    }
}

// A text that is being checked: its terms are read, and what is judged of them is independent.
typedef struct Checking {
    App *app;
    const CheckLists *lists;
    const Checked *old;
    Checked *ret;
    Agreement *agreement;
    Findings wording, figures, contents;
} Checking;

// The kind is a free word: one that nobody knows is told only where it looks mistyped.
static void check_contents(Checking *x) {
    const Terms *t = x->agreement->terms;
    if (!t->kind.size) return;
    const Kind *kind = kinds_find(x->lists->kinds, t->kind);
    if (kind)
        x->ret->contents =
            coverage_contents_again(x->contents.arena, t, kind, lang_name(x->app->options.lang),
                                    x->old->contents, &x->contents);
    else
        coverage_unknown_kind(t, x->lists->kinds, true, &x->contents);
}

static void check_rules(Checking *x) {
    load_rules(x->app, x->agreement, x->old->agreement);
    check_contents(x);
}

static void check_wording(Checking *x) {
    x->ret->lint = lint_judge_again(x->wording.arena, x->lists->lint, x->agreement->terms,
                                    SEVERITY_WARNING, x->old->lint, &x->wording);
}

static void check_figures(Checking *x) {
    x->ret->agree =
        agree_judge_again(x->figures.arena, x->agreement->terms, x->old->agree, &x->figures);
}

static void (*const parts[])(Checking *) = {check_rules, check_wording, check_figures};
enum { PARTS = sizeof parts / sizeof parts[0], LARGE_BYTES = 1 << 15 };

static void check_part(void *self, size_t index) {
    parts[index](self);
}

static void close_arena(void *arena) {
    arena_free(arena);
}

// Memory that another thread may take while this one takes of the App's.
static Arena *arena_of_part(App *app) {
    Arena *a = arena_new();
    arena_defer(app->arena, close_arena, a);
    return a;
}

static void check_parts(Checking *x) {
    bool is_parallel =
        x->app->options.threads > 1 && x->agreement->document->source.size >= LARGE_BYTES;
    x->contents = (Findings){.arena = x->app->arena};
    x->wording = (Findings){.arena = is_parallel ? arena_of_part(x->app) : x->app->arena};
    x->figures = (Findings){.arena = is_parallel ? arena_of_part(x->app) : x->app->arena};
    if (is_parallel)
        parallel_run(PARTS, check_part, x);
    else
        for (size_t i = 0; i < PARTS; i++) check_part(x, i);
}

const Checked *check_text(App *app, SourceText source, const CheckLists *lists,
                          const Checked *before) {
    static const Checked NOTHING = {NULL, NULL, NULL, NULL};
    Checking x = {.app = app, .lists = lists, .old = before ? before : &NOTHING};
    x.ret = ARENA_NEW(app->arena, Checked);
    x.agreement = load_terms(app, source.file, source.text, x.old->agreement);
    x.ret->agreement = x.agreement;
    check_parts(&x);
    findings_take(&app->findings, &x.wording);
    findings_take(&app->findings, &x.figures);
    agree_languages(x.agreement->terms, &app->findings);
    citations_check(app, x.agreement->terms);
    add_warnings(app, &x.contents);
    return x.ret;
}

bool app_check(App *app, Str path, Err *err) {
    Str text;
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    CheckLists lists = {lint_words_of(app), kinds_new(app->arena)};
    check_text(app, (SourceText){path, text}, &lists, NULL);
    return true;
}
