// office/account.c - one's own account: logging in and out, password, second factor, organisation
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct LoginPage {
    Heading heading;
    Str next, why;
    ProviderList providers;
} LoginPage;

typedef struct AccountPage {
    Heading heading;
    Str *organisations; // in which one has a role
    size_t organisation_count;
    Str why;                // a link failed
    ProviderList providers; // those of one's organisation
    LinkList links;
    Str zone;
} AccountPage;

typedef struct FactorPage {
    Heading heading;
    Str uri, secret, picture; // absent once it is set up
    const Str *codes;
    size_t code_count;
} FactorPage;

#include "office/layout.html.h"

#include "office/login.html.h"

#include "office/code.html.h"

#include "office/account.html.h"

#include "office/password.html.h"

#include "office/factor.html.h"

// ---- outcomes of logging in ---------------------------------------------------------------------

static const struct Outcome {
    const char *name;
    OfficeStatus status;
    const char *text;
} OUTCOMES[] = {
    {"refused", OFFICE_WHO, N_("the name, the password or the code is wrong")},
    {"wait", OFFICE_TOO_MANY, N_("too many attempts have failed: wait a while")},
    {"stale", OFFICE_WHO, N_("this login was not begun in this browser, or too long ago")},
    {"declined", OFFICE_WHO, N_("your organisation's login did not let you in")},
    {"unreachable", OFFICE_UNAVAILABLE, N_("your organisation's login does not answer")},
    {"untrusted", OFFICE_WHO,
     N_("what your organisation's login says cannot be believed: tell whoever runs this office")},
    {"unlinked", OFFICE_WHO,
     N_("no account of this office is linked to who you are there: log in with your password and "
        "link it, or ask an administrator")},
    {"taken", OFFICE_CONFLICT, N_("who you are there is linked to another account already")},
};

static const struct Outcome *find_outcome(Str name) {
    for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES; i++)
        if (str_is(name, str_from(OUTCOMES[i].name))) return &OUTCOMES[i];
    return NULL;
}

Str page_why(const OfficeCall *c) {
    const struct Outcome *why = find_outcome(office_query(c->request, "why"));
    return why ? page_say(c, why->text) : STR("");
}

Str page_next(Str wanted) {
    return office_is_path(wanted) ? wanted : STR("/desk");
}

// To the next step, with what is wanted afterwards.
static void lead_with_next(const OfficeCall *c, const char *path, const char *why) {
    Buf b = {.arena = c->arena};
    buf_add_c(&b, path);
    buf_add_c(&b, "?next=");
    html_add_url(&b, page_next(office_field(c, "next")));
    if (why) buf_add_fmt(&b, "&why=%s", why);
    c->effects->go = buf_str(&b);
}

static bool refuse(const OfficeCall *c, const LoginView *v, const char *path, Out *out, Err *err) {
    const struct Outcome *o = find_outcome(str_from(v->outcome));
    if (!office_is_api(c->request->path)) {
        lead_with_next(c, path, v->outcome);
        return out_end(out);
    }
    c->effects->status = o->status;
    c->effects->wait = v->wait;
    Message message = {.text = o->text};
    return err_set(err, ERR_DENIED, message, NO_MSG);
}

static bool say_token(const OfficeCall *c, Str token, const char *outcome, bool must_change,
                      Out *out) {
    Buf *b = &out->buf;
    if (!office_is_api(c->request->path)) {
        c->effects->sets_cookie = true;
        c->effects->cookie = token;
        return out_end(out);
    }
    buf_add_byte(b, '{');
    json_add_text(b, "outcome", str_from(outcome));
    json_add_text(b, "token", token);
    json_add_name(b, "must change");
    buf_add_c(b, must_change ? "true}\n" : "false}\n");
    return out_end(out);
}

static bool finish(const OfficeCall *c, const LoginView *v, Out *out) {
    bool needs_factor = str_is(str_from(v->outcome), STR("needs-factor"));
    c->effects->go = v->must_change ? STR("/account/password") : page_next(office_field(c, "next"));
    if (needs_factor) lead_with_next(c, "/login/code", NULL);
    return say_token(c, v->token, v->outcome, v->must_change, out);
}

bool account_answer_login(const OfficeCall *c, const LoginView *v, Out *out, Err *err) {
    if (find_outcome(str_from(v->outcome))) return refuse(c, v, "/login", out, err);
    return finish(c, v, out);
}

bool use_login(const OfficeCall *c, Out *out, Err *err) {
    LoginView v = {.outcome = ""};
    LoginForm form = {.person = office_field(c, "person"),
                      .password = office_field(c, "password"),
                      .code = office_field(c, "code"),
                      .address = c->request->address,
                      .before = c->request->cookie};
    return app_login(c->app, c->people, &form, &v, err) && account_answer_login(c, &v, out, err);
}

bool use_login_factor(const OfficeCall *c, Out *out, Err *err) {
    LoginView v = {.outcome = ""};
    Str token = office_field(c, "token");
    if (!token.size) token = c->request->cookie;
    if (!app_login_factor(c->app, c->people, token, office_field(c, "code"), c->request->address,
                          &v, err))
        return false;
    if (find_outcome(str_from(v.outcome))) return refuse(c, &v, "/login/code", out, err);
    return finish(c, &v, out);
}

bool use_logout(const OfficeCall *c, Out *out, Err *err) {
    if (!app_logout(c->app, c->people, c->token, err)) return false;
    c->effects->go = STR("/");
    c->effects->sets_cookie = true;
    buf_add_c(&out->buf, "{\"outcome\":\"done\"}\n");
    return out_end(out);
}

// ---- pages --------------------------------------------------------------------------------------

static bool login_page(const OfficeCall *c, const char *title,
                       void (*write)(Buf *b, const Page *p, const LoginPage *v), Out *out) {
    static const char *const SCRIPTS[] = {"passkey.js", NULL};
    Page p = {.arena = c->arena,
              .lang = c->request->lang,
              .request = c->request,
              .may_load = c->policy == POLICY_SCRIPTS};
    if (page_has_passkeys(&p)) p.scripts = SCRIPTS;
    LoginPage v = {.heading = {page_say(c, title), true},
                   .next = page_next(office_query(c->request, "next")),
                   .why = page_why(c),
                   .providers = app_providers(c->app, c->providers)};
    write(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_login(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    return login_page(c, N_("Log in"), page_login, out);
}

bool page_use_code(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    return login_page(c, N_("The second factor"), page_code, out);
}

static bool find_organisations(const OfficeCall *c, AccountPage *v, Err *err) {
    return app_own_organisations(c->app, c->people, c->who, &v->organisations,
                                 &v->organisation_count, err);
}

// Providers of his organisation, at which he is not linked yet.
static bool find_links(const OfficeCall *c, AccountPage *v, Err *err) {
    ProviderList all = app_providers(c->app, c->providers);
    if (!app_links(c->app, c->people, c->who->person, &v->links, err)) return false;
    v->providers.items = ARENA_ARRAY(c->arena, ProviderView, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        bool is_open = str_is(all.items[i].organisation, c->who->organisation);
        for (size_t k = 0; k < v->links.count; k++)
            is_open = is_open && !str_is(all.items[i].issuer, v->links.items[k].issuer);
        if (is_open) v->providers.items[v->providers.count++] = all.items[i];
    }
    return true;
}

bool page_use_account(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    AccountPage v = {.heading = {page_say(c, N_("Your account")), true}, .why = page_why(c)};
    if (!find_organisations(c, &v, err) || !find_links(c, &v, err) ||
        !app_zone(c->app, c->people, c->who, &v.zone, err))
        return false;
    page_account(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_password(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    Page p = page_of(c);
    Heading v = {page_say(c, N_("A new password")), true};
    page_password(&out->buf, &p, &v);
    return out_end(out);
}

bool use_me(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "person", c->who->person);
    json_add_text(b, "organisation", c->who->organisation);
    json_add_text(b, "roles", c->who->roles);
    json_add_name(b, "second factor");
    buf_add_c(b, c->who->has_factor ? "true}\n" : "false}\n");
    return out_end(out);
}

// ---- changes ------------------------------------------------------------------------------------

bool use_password(const OfficeCall *c, Out *out, Err *err) {
    Str token;
    if (!app_password_change(c->app, c->people, c->token, office_field(c, "old"),
                             office_field(c, "new"), &token, err))
        return false;
    c->effects->go = STR("/account");
    return say_token(c, token, "done", false, out);
}

bool use_choose(const OfficeCall *c, Out *out, Err *err) {
    Str token;
    if (!app_choose(c->app, c->people, c->token, office_field(c, "organisation"), &token, err))
        return false;
    c->effects->go = STR("/account");
    return say_token(c, token, "done", false, out);
}

bool use_zone(const OfficeCall *c, Out *out, Err *err) {
    return app_choose_zone(c->app, c->people, c->who, office_field(c, "zone"), err) &&
           page_done(c, STR("/account"), 0, out);
}

static void write_factor(const OfficeCall *c, FactorPage *v, Out *out) {
    Page p = page_of(c);
    v->heading = (Heading){page_say(c, N_("The second factor")), false};
    page_factor(&out->buf, &p, v);
}

bool use_factor_begin(const OfficeCall *c, Out *out, Err *err) {
    FactorPage v = {.codes = NULL};
    if (!app_factor_begin(c->app, c->people, c->token, &v.uri, err)) return false;
    int64_t at = str_find(v.uri, STR("secret="), 0);
    Str rest = str_part(v.uri, (size_t)(at < 0 ? 0 : at) + 7, v.uri.size);
    str_next(&rest, '&', &v.secret);
    v.picture = qr_svg(c->arena, v.uri, page_say(c, N_("For your authenticator")));
    if (office_is_api(c->request->path)) {
        buf_add_byte(&out->buf, '{');
        json_add_text(&out->buf, "uri", v.uri);
        buf_add_c(&out->buf, "}\n");
    } else {
        write_factor(c, &v, out);
    }
    return out_end(out);
}

bool use_factor_confirm(const OfficeCall *c, Out *out, Err *err) {
    enum { CODES = 10 };
    Str codes[CODES];
    FactorPage v = {.codes = codes, .code_count = CODES};
    if (!app_factor_confirm(c->app, c->people, c->token, office_field(c, "code"), codes, err))
        return false;
    if (office_is_api(c->request->path)) {
        buf_add_c(&out->buf, "{\"codes\":[");
        for (size_t i = 0; i < CODES; i++) {
            if (i) buf_add_byte(&out->buf, ',');
            json_add_string(&out->buf, codes[i]);
        }
        buf_add_c(&out->buf, "]}\n");
    } else {
        write_factor(c, &v, out);
    }
    return out_end(out);
}
