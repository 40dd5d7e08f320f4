// app/document.c - an agreement in an editor: its versions, one after the other
#include "app/document_int.h"

AppDocument *document_open(AppOptions options, Str path) {
    Arena *a = arena_new();
    AppDocument *d = ARENA_NEW(a, AppDocument);
    *d = (AppDocument){
        .arena = a, .options = options, .path = str_copy(a, path), .words = lint_words_new(a)};
    for (int i = 0; i < 2; i++) d->versions[i].arena = arena_new();
    document_set(d, STR(""));
    return d;
}

void document_close(AppDocument *d) {
    for (int i = 0; i < 2; i++) arena_free(d->versions[i].arena);
    arena_free(d->arena);
}

void document_set(AppDocument *d, Str text) {
    Version *before = &d->versions[d->now], *next = &d->versions[!d->now];
    arena_reset(next->arena);
    next->app = app_new(next->arena, d->options);
    next->checked = check_text(next->app, (SourceText){d->path, str_copy(next->arena, text)},
                               d->words, before->checked);
    d->now = !d->now;
}

Str document_text(const AppDocument *d) {
    return version_now(d)->checked->agreement->source.text;
}

const Findings *document_findings(const AppDocument *d) {
    return app_findings(version_now(d)->app);
}
