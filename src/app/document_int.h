// app/document_int.h - an agreement in an editor, from inside
//
// A version lives in an arena of its own. The one before stays until the next has been checked,
// which takes over from it what has not changed; so memory stays flat however long somebody types.
#ifndef SOFTLAW_APP_DOCUMENT_INT_H
#define SOFTLAW_APP_DOCUMENT_INT_H

#include "app/app_int.h"

typedef struct Version {
    Arena *arena;
    App *app;
    const Checked *checked; // NULL before the first text
} Version;

struct AppDocument {
    Arena *arena; // of what lives as long as the document
    AppOptions options;
    Str path;
    const LintWords *words;
    Version versions[2];
    int now;
};

static inline const Version *version_now(const AppDocument *d) {
    return &d->versions[d->now];
}
static inline const Terms *terms_now(const AppDocument *d) {
    return version_now(d)->checked->agreement->terms;
}

#endif
