// office/portal_versions.c - two versions of an agreement side by side, and what changed for whom
#include "base/html.h"
#include "base/json.h"
#include "office/changed.h"
#include "office/portal.h"

typedef struct VersionsPage {
    Heading heading;
    Str back, data;
    const PortalDiff *diff;
    Change change;
} VersionsPage;

static Str page_short(Str version) {
    enum { SHORT = 12 };
    return str_part(version, 0, SHORT);
}

#include "office/layout.html.h"

#include "office/versions.html.h"

static const PortalDiff *diff_of_call(const OfficeCall *c, Err *err) {
    return app_portal_diff(c->app, c->portal, c->id, office_query(c->request, "before"),
                           office_query(c->request, "after"), err);
}

bool page_use_versions(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    const PortalDiff *d = diff_of_call(c, err);
    if (!d) return false;
    VersionsPage v = {.heading = {portal_title(c, N_("What changed"), d->agreement.label), true},
                      .back = portal_address(c, "", "/agreements/", c->id, ""),
                      .data = portal_address(c, "/api/v1", "/agreements/", c->id, "/versions"),
                      .diff = d,
                      .change = {.view = d->view, .language = d->language}};
    Str facts = page_say(c, N_("Both versions settled on the facts of the last run:"));
    v.change.facts = str_fmt(c->arena, "%.*s %.*s", STR_ARG(facts), STR_ARG(d->period));
    page_versions(&out->buf, &p, &v);
    return out_end(out);
}

bool use_versions(const OfficeCall *c, Out *out, Err *err) {
    const PortalDiff *d = diff_of_call(c, err);
    Buf *b = &out->buf;
    if (!d) return false;
    buf_add_c(b, "{\"versions\":[");
    for (size_t i = 0; i < d->count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "sha256", d->versions[i].version);
        json_add_text(b, "recorded", d->versions[i].at);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "],\n");
    buf_add_c(b, "\"change\":");
    if (!d->view) {
        buf_add_c(b, "null}\n");
        return out_end(out);
    }
    return diff_json(c->app, d->view, out) && (buf_add_c(b, "}\n"), out_end(out));
}
