// office/sessions.c - where one is logged in, and ending it elsewhere
#include "app/session.h"
#include "base/html.h"
#include "office/office_int.h"

typedef struct SessionsPage {
    Heading heading;
    SessionList list;
} SessionsPage;

#include "office/layout.html.h"

#include "office/sessions.html.h"

// A token of a program has none.
static bool find_list(const OfficeCall *c, SessionList *ret, Err *err) {
    *ret = (SessionList){.count = 0};
    return !app_is_person(c->who) || app_sessions(c->app, c->people, c->token, ret, err);
}

bool page_use_sessions(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    SessionsPage v = {.heading = {page_say(c, N_("Where you are logged in")), true}};
    if (!find_list(c, &v.list, err)) return false;
    page_sessions(&out->buf, &p, &v);
    return out_end(out);
}

bool use_sessions(const OfficeCall *c, Out *out, Err *err) {
    SessionList list;
    return find_list(c, &list, err) && session_list_json(&list, out);
}

bool use_sessions_end(const OfficeCall *c, Out *out, Err *err) {
    return app_sessions_end(c->app, c->people, c->token, err) &&
           page_done(c, STR("/account/sessions"), 0, out);
}
