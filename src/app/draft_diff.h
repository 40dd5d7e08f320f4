// app/draft_diff.h - two versions of a draft, and what changed between them, for whom
#ifndef SOFTLAW_APP_DRAFT_DIFF_H
#define SOFTLAW_APP_DRAFT_DIFF_H

#include "app/desk.h"
#include "app/diff.h"

typedef struct DraftDiff {
    Str title, language;    // of the text
    DraftVersion *versions; // the latest first
    size_t count;
    Str before, after;    // their numbers
    const DiffView *view; // with what both come to on the confirmed facts, where both can be
                          // settled; NULL where there is but one version
} DraftDiff;
// 0: the last version; the one before it. ERR_NOT_FOUND where there is no such version.
const DraftDiff *app_draft_diff(App *app, OpenPeople *p, Str id, int64_t before, int64_t after,
                                Err *err);
// {"draft","before","after","change":null or as diff_json has it}
bool draft_diff_json(App *app, Str id, const DraftDiff *d, Out *out);

#endif
