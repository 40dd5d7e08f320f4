// office/pages.c - pages for people, from templates
#include "base/html.h"
#include "office/office_int.h"

#include "office/style.css.h"

typedef struct Problem {
    Heading heading;
    Str title, hint;
} Problem;

typedef struct ListPage {
    Heading heading;
    const PortalList *list;
} ListPage;

// What somebody must do, and by when: a clause in the words of its keys.
typedef struct Duty {
    Str article, name, purpose;
    const KeyView *keys;
    size_t key_count;
} Duty;

typedef struct AgreementPage {
    Heading heading;
    const PortalAgreement *agreement;
    const AgreementView *view;
    Str id, version, short_version;
    bool has_evidence; // this office signs its log
    struct Duties {
        Duty *items;
        size_t count, capacity;
    } duties;
} AgreementPage;

#include "office/layout.html.h"

#include "office/list.html.h"

#include "office/agreement.html.h"

#include "office/problem.html.h"

const char *office_style(void) {
    return css_style;
}

// The same for all, so that it can be kept.
static Page public_page(const OfficeRequest *r) {
    return (Page){.lang = r->lang, .request = r};
}

bool page_use_list(const OfficeCall *c, Out *out, Err *err) {
    Page p = public_page(c->request);
    ListPage v = {.heading = {page_say(c, N_("Agreements between regions")), true}};
    v.list =
        app_portal_list(c->app, c->portal, office_query(c->request, "after"), PORTAL_PAGE, err);
    if (!v.list) return false;
    page_list(&out->buf, &p, &v);
    return out_end(out);
}

static void add_duties(const OfficeCall *c, AgreementPage *v) {
    for (size_t i = 0; i < v->view->article_count; i++) {
        const ArticleView *article = &v->view->articles[i];
        for (size_t k = 0; k < article->clause_count; k++) {
            const ClauseView *clause = &article->clauses[k];
            *VEC_ADD(c->arena, &v->duties) = (Duty){
                article->id, clause->name.label, clause->purpose, clause->keys, clause->key_count};
        }
    }
}

bool page_use_agreement(const OfficeCall *c, Out *out, Err *err) {
    enum { SHORT = 12 };
    Page p = public_page(c->request);
    const PortalAgreement *g = app_portal_agreement(c->app, c->portal, c->id, err);
    if (!g) return false;
    AgreementPage v = {.heading = {g->view->agreement.label, true},
                       .agreement = g,
                       .view = g->view,
                       .id = c->id,
                       .version = g->version,
                       .has_evidence = c->portal->key != NULL,
                       .short_version = str_part(g->version, 0, SHORT)};
    add_duties(c, &v);
    page_agreement(&out->buf, &p, &v);
    return out_end(out);
}

void page_problem_write(Buf *b, const OfficeRequest *r, Str title, Str hint) {
    Page p = public_page(r);
    Problem v = {{title, false}, title, hint};
    page_problem(b, &p, &v);
}
