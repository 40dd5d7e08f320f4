// office/provider.c - logging in through a provider of one's own organisation, and what links one
// to it
//
// A form leads nobody to another server: the policy of pages forbids it. So a login begins with a
// link; what links an account begins with a form, which other sites cannot send, and goes on with a
// link.
#include "base/html.h"
#include "office/office_int.h"

typedef struct LeavePage {
    Heading heading;
    Str name, go;
} LeavePage;

#include "office/layout.html.h"

#include "office/leave.html.h"

// ---- where a browser is led ---------------------------------------------------------------------

static void lead(const OfficeCall *c, Str go) {
    c->effects->status = OFFICE_SEE_OTHER;
    c->effects->go = go;
}

static void lead_back(const OfficeCall *c, const char *path, Str next, const char *why) {
    Buf b = {.arena = c->arena};
    buf_add_c(&b, path);
    buf_add_c(&b, "?next=");
    html_add_url(&b, page_next(next));
    if (why) buf_add_fmt(&b, "&why=%s", why);
    lead(c, buf_str(&b));
}

static void keep_browser(const OfficeCall *c, Str browser) {
    c->effects->sets_browser = true;
    c->effects->browser = browser;
}

static bool need_people(const OfficeCall *c, Err *err) {
    return c->people || err_set(err, ERR_NOT_FOUND, MSG("this office has no accounts"), NO_MSG);
}

// ---- logging in ---------------------------------------------------------------------------------

static bool begin(const OfficeCall *c, Str provider, Str next, Str session, ProviderStep *ret,
                  Err *err) {
    ProviderStart start = {.provider = provider,
                           .origin = c->request->origin,
                           .next = page_next(next),
                           .session = session,
                           .address = c->request->address};
    if (!app_provider_begin(c->app, c->people, c->providers, &start, ret, err)) return false;
    if (ret->go.size) keep_browser(c, ret->browser);
    return true;
}

bool use_provider(const OfficeCall *c, Out *out, Err *err) {
    ProviderStep step;
    Str next = office_query(c->request, "next");
    if (!need_people(c, err) || !begin(c, c->id, next, STR(""), &step, err)) return false;
    if (step.go.size)
        lead(c, step.go);
    else
        lead_back(c, "/login", next, step.outcome);
    return out_end(out);
}

static void lead_in(const OfficeCall *c, const ProviderEnd *end) {
    bool needs_factor = str_is(str_from(end->login.outcome), STR("needs-factor"));
    c->effects->sets_cookie = true;
    c->effects->cookie = end->login.token;
    if (needs_factor)
        lead_back(c, "/login/code", end->next, NULL);
    else
        lead(c, page_next(end->next));
}

static void lead_from_linking(const OfficeCall *c, const ProviderEnd *end) {
    bool is_linked = str_is(str_from(end->login.outcome), STR("linked"));
    lead(c, is_linked ? STR("/account") : str_fmt(c->arena, "/account?why=%s", end->login.outcome));
}

bool use_provider_back(const OfficeCall *c, Out *out, Err *err) {
    const OfficeRequest *r = c->request;
    ProviderEnd end;
    ProviderReturn back = {.provider = c->id,
                           .origin = r->origin,
                           .address = r->address,
                           .state = office_query(r, "state"),
                           .code = office_query(r, "code"),
                           .error = office_query(r, "error"),
                           .issuer = office_query(r, "iss"),
                           .browser = r->browser,
                           .session = r->cookie};
    if (!need_people(c, err) ||
        !app_provider_finish(c->app, c->people, c->providers, &back, &end, err))
        return false;
    keep_browser(c, STR(""));
    if (end.is_link)
        lead_from_linking(c, &end);
    else if (end.login.token.size)
        lead_in(c, &end);
    else
        lead_back(c, "/login", end.next, end.login.outcome);
    return out_end(out);
}

// ---- one's own links ----------------------------------------------------------------------------

static Str name_of(const OfficeCall *c, Str id) {
    ProviderList list = app_providers(c->app, c->providers);
    for (size_t i = 0; i < list.count; i++)
        if (str_is(list.items[i].id, id)) return list.items[i].name;
    return id;
}

static bool need_browser(const OfficeCall *c, Err *err) {
    return !office_is_api(c->request->path) ||
           err_set(err, ERR_DENIED, MSG("an account is linked in a browser"),
                   MSG("open /account, or ask an administrator to link it"));
}

bool use_link_begin(const OfficeCall *c, Out *out, Err *err) {
    ProviderStep step;
    Page p = page_of(c);
    Str provider = office_field(c, "provider");
    LeavePage v = {.heading = {page_say(c, N_("Link your account")), false},
                   .name = name_of(c, provider)};
    if (!need_browser(c, err) || !begin(c, provider, STR("/account"), c->token, &step, err))
        return false;
    if (!step.go.size) {
        c->effects->go = str_fmt(c->arena, "/account?why=%s", step.outcome);
        return out_end(out);
    }
    v.go = step.go;
    page_leave(&out->buf, &p, &v);
    return out_end(out);
}

bool use_link_end(const OfficeCall *c, Out *out, Err *err) {
    return app_link_end(c->app, c->people, c->who, c->who->person, office_field(c, "issuer"),
                        err) &&
           page_done(c, STR("/account"), 0, out);
}

// ---- links of others ----------------------------------------------------------------------------

bool use_person_link(const OfficeCall *c, Out *out, Err *err) {
    return app_link_add(c->app, c->people, c->who, c->id, office_field(c, "issuer"),
                        office_field(c, "subject"), err) &&
           page_done(c, STR("/people"), 0, out);
}

bool use_person_unlink(const OfficeCall *c, Out *out, Err *err) {
    return app_link_end(c->app, c->people, c->who, c->id, office_field(c, "issuer"), err) &&
           page_done(c, STR("/people"), 0, out);
}
