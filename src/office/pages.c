// office/pages.c - pages for people, from templates
#include "base/html.h"
#include "office/portal.h"

#include "office/style.css.h"

typedef struct Problem {
    Heading heading;
    Str title, hint;
    Str back;    // the page from which the form was sent; absent: none
    Str written; // what somebody wrote into it, so that it is not lost
} Problem;

typedef struct ListPage {
    Heading heading;
    const PortalList *list;
} ListPage;

typedef struct AgreementPage {
    Heading heading;
    const PortalAgreement *agreement;
    const AgreementView *view;
    Str id, version, short_version;
    bool has_evidence; // this office signs its log
    DutyTable duties;
} AgreementPage;

#include "office/layout.html.h"

#include "office/list.html.h"

#include "office/duties.html.h"

#include "office/agreement.html.h"

#include "office/problem.html.h"

const char *office_style(void) {
    return css_style;
}

bool page_use_list(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    ListPage v = {.heading = {page_say(c, N_("Agreements between regions")), true}};
    v.list =
        app_portal_list(c->app, c->portal, office_query(c->request, "after"), PORTAL_PAGE, err);
    if (!v.list) return false;
    page_list(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_agreement(const OfficeCall *c, Out *out, Err *err) {
    enum { SHORT = 12 };
    Page p = portal_page(c);
    const PortalAgreement *g = app_portal_agreement(c->app, c->portal, c->id, err);
    if (!g) return false;
    AgreementPage v = {.heading = {g->view->agreement.label, true},
                       .agreement = g,
                       .view = g->view,
                       .id = c->id,
                       .version = g->version,
                       .has_evidence = c->portal->key != NULL,
                       .short_version = str_part(g->version, 0, SHORT)};
    v.duties = (DutyTable){STR(""), g->duties->items, g->duties->count};
    page_agreement(&out->buf, &p, &v);
    return out_end(out);
}

// Of this office only.
static Str page_before(const OfficeRequest *r) {
    Str from = office_header(r, "referer");
    int64_t at = str_find(from, STR("://"), 0);
    if (!from.size || at < 0) return STR("");
    Str rest = str_part(from, (size_t)at + 3, from.size), host = office_header(r, "host");
    if (!host.size || !str_starts_with(rest, host)) return STR("");
    Str path = str_part(rest, host.size, rest.size);
    return office_is_path(path) ? path : STR("");
}

static Str written(const OfficeRequest *r) {
    for (size_t i = 0; i < r->form_count; i++)
        if (str_is(r->form[i].name, STR("text"))) return r->form[i].value;
    return STR("");
}

void page_problem_write(Buf *b, const OfficeRequest *r, Str title, Str hint) {
    Page p = {.arena = b->arena, .lang = r->lang, .request = r, .has_session = r->cookie.size > 0};
    Problem v = {{title, false}, title, hint, page_before(r), written(r)};
    page_problem(b, &p, &v);
}
