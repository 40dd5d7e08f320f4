// office/draft_versions.c - two versions of a draft side by side, and what changed for whom
#include "app/draft_diff.h"
#include "base/html.h"
#include "office/changed.h"

typedef struct DraftVersionsPage {
    Heading heading;
    Str id;
    const DraftDiff *diff;
    Change change;
} DraftVersionsPage;

#include "office/layout.html.h"

#include "office/draft_versions.html.h"

static const DraftDiff *diff_of_call(const OfficeCall *c, Err *err) {
    int64_t before, after;
    const OfficeRequest *r = c->request;
    return page_number(office_query(r, "before"), "before", &before, err) &&
                   page_number(office_query(r, "after"), "after", &after, err)
               ? app_draft_diff(c->app, c->people, c->id, before, after, err)
               : NULL;
}

bool page_use_draft_versions(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    const DraftDiff *d = diff_of_call(c, err);
    if (!d) return false;
    Str what = page_say(c, N_("What changed"));
    DraftVersionsPage v = {
        .heading = {str_fmt(c->arena, "%.*s · %.*s", STR_ARG(what), STR_ARG(d->title)), true},
        .id = c->id,
        .diff = d,
        .change = {d->view, d->language,
                   page_say(c, N_("Both versions settled on the confirmed facts."))}};
    page_draft_versions(&out->buf, &p, &v);
    return out_end(out);
}

bool use_draft_versions(const OfficeCall *c, Out *out, Err *err) {
    const DraftDiff *d = diff_of_call(c, err);
    return d && draft_diff_json(c->app, c->id, d, out);
}
