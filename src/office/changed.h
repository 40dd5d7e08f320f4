// office/changed.h - what changed between two versions, on the pages that compare them
#ifndef SOFTLAW_OFFICE_CHANGED_H
#define SOFTLAW_OFFICE_CHANGED_H

#include "app/diff.h"
#include "base/html.h"
#include "office/office_int.h"

typedef struct Change {
    const DiffView *view;
    Str language; // of the text
    Str facts;    // on which both were settled, in words
} Change;

static inline Str page_sum(const Page *p, Dec amount) {
    return amount_text(p->arena, amount, 0);
}

#include "office/change.html.h"

#endif
