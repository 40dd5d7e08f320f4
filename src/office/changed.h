// office/changed.h - what changed between two versions, on the pages that compare them
#ifndef SOFTLAW_OFFICE_CHANGED_H
#define SOFTLAW_OFFICE_CHANGED_H

#include "app/diff.h"
#include "office/office_int.h"

typedef struct Change {
    const DiffView *view;
    Str language; // of the text
    Str facts;    // on which both were settled, in words
} Change;

// The change as a part of a page, in the page's language and arena.
Str changed_html(const Page *p, const Change *v);

#endif
