// office/changed.c - what changed between two versions, on the pages that compare them
#include "office/changed.h"

#include "base/html.h"

static Str page_sum(const Page *p, Dec amount) {
    return amount_text(p->arena, amount, 0);
}

#include "office/change.html.h"

Str changed_html(const Page *p, const Change *v) {
    Buf b = {.arena = p->arena};
    page_change(&b, p, v);
    return buf_str(&b);
}
