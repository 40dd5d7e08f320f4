// office/actor.c - who asks, and whether he may
//
// A browser is known by its cookie, a program by a token of its own (Authorization: Bearer). What a
// cookie does must also carry the token of the form (CSRF), which no other site knows.
#include "office/office_int.h"

static bool bearer(const OfficeRequest *r, Str *ret) {
    static const Str SCHEME = {"Bearer ", 7};
    Str value = office_header(r, "authorization");
    if (!value.size) return false;
    *ret = str_starts_with(value, SCHEME) ? str_trim(str_part(value, SCHEME.size, value.size))
                                          : STR("");
    return true;
}

Str office_token(const OfficeRequest *r) {
    Str token;
    return bearer(r, &token) ? token : r->cookie;
}

bool office_know(App *app, OpenPeople *people, Str token, WhoView *ret, Err *err) {
    if (str_starts_with(token, STR("softlaw_s_"))) return app_who(app, people, token, ret, err);
    return app_who_program(app, people, token, ret, err);
}

bool office_actor(App *app, OpenPeople *people, const OfficeRequest *r, OfficeActor *ret,
                  Err *err) {
    Err quiet = {.code = ERR_NONE};
    *ret = (OfficeActor){.is_known = false};
    if (!people) return true;
    if (bearer(r, &ret->token)) {
        ret->is_known = office_know(app, people, ret->token, &ret->who, err);
        return ret->is_known;
    }
    if (!r->cookie.size) return true;
    ret->token = r->cookie;
    ret->by_cookie = true;
    ret->is_known = app_who(app, people, ret->token, &ret->who, &quiet);
    if (ret->is_known || quiet.code == ERR_DENIED) return true;
    if (err) *err = quiet;
    return false;
}

// ---- forms of other sites -----------------------------------------------------------------------

static bool is_own_form(const OfficeCall *c, const OfficeRoute *route, const OfficeActor *actor) {
    Str csrf = office_field(c, "csrf");
    if (!office_is_ours(c->request)) return false;
    if (!route->act || !actor->is_known || !actor->by_cookie) return true;
    if (!csrf.at) csrf = office_header(c->request, "x-csrf-token");
    return app_csrf_check(actor->token, csrf);
}

// ---- rights -------------------------------------------------------------------------------------

static bool needs_change(const OfficeRoute *route, const WhoView *who) {
    return who->must_change && !route->is_for_all;
}

static OfficeStatus no_right(const OfficeCall *c, const OfficeRoute *route, Err *err) {
    WhoView with = *c->who;
    with.has_factor = true;
    bool lacks_factor = app_may(&with, route->act, c->relation);
    Page p = {.lang = c->request->lang, .arena = c->arena};
    err_set(err, ERR_DENIED,
            lacks_factor ? MSG("this takes a second factor")
                         : MSG("your roles do not allow this: {1}", page_roles(&p, c->who->roles)),
            lacks_factor ? MSG("log in with the code of your authenticator")
                         : MSG("ask whoever administers your organisation's accounts"));
    return OFFICE_FORBIDDEN;
}

// What needs no right is one's own: account, tokens, where one is told what. A program does what
// its scope says, and changes none of it.
static OfficeStatus permit_own(const OfficeCall *c, const OfficeRoute *route, Err *err) {
    if (route->type || route->is_for_programs || app_is_person(c->who)) return OFFICE_OK;
    err_set(err, ERR_DENIED, MSG("no program may do this: it takes a person"),
            MSG("log in, and do it on the page"));
    return OFFICE_FORBIDDEN;
}

static OfficeStatus permit_act(OfficeCall *c, const OfficeRoute *route, Err *err) {
    bool is_draft = route->thing == THING_DRAFT;
    c->relation = "own";
    if (is_draft &&
        !app_draft_relation(c->app, c->people, c->id, c->who->organisation, &c->relation, err))
        return OFFICE_NOT_FOUND;
    if (!*route->act) return permit_own(c, route, err);
    if (app_may(c->who, route->act, c->relation)) return OFFICE_OK;
    if (!is_draft || app_may(c->who, "read", c->relation)) return no_right(c, route, err);
    err_set(err, ERR_NOT_FOUND, MSG("there is no draft \"{1}\"", c->id), NO_MSG);
    return OFFICE_NOT_FOUND;
}

OfficeStatus office_permit(OfficeCall *c, const OfficeRoute *route, const OfficeActor *actor,
                           Err *err) {
    if (!route->type && !is_own_form(c, route, actor)) {
        err_set(err, ERR_DENIED, MSG("this form was not sent from a page of this office"),
                MSG("open the page again and send it from there"));
        return OFFICE_FORBIDDEN;
    }
    if (!route->act) return OFFICE_OK;
    if (!actor->is_known) {
        err_set(err, ERR_DENIED, MSG("nobody is logged in"), MSG("log in first"));
        return OFFICE_WHO;
    }
    if (needs_change(route, &actor->who)) {
        err_set(err, ERR_DENIED, MSG("the password must be changed first"),
                MSG("choose a new one at /account/password"));
        return OFFICE_FORBIDDEN;
    }
    return permit_act(c, route, err);
}
