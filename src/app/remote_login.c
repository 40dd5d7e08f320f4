// app/remote_login.c - being known to an office: the session's token, kept for the next command
#include "app/remote_int.h"

// What an office tells when someone logs in, or when his session changes.
static bool take_session(App *app, Remote *r, const JsonNode *answer, RemoteSession *s, Err *err) {
    Str token = remote_member(app->arena, answer, "token");
    if (!remote_token_is(token)) return remote_strange(err, "token");
    r->token = s->token = token;
    s->needs_code = str_is(remote_member(app->arena, answer, "outcome"), STR("needs-factor"));
    s->must_change = str_is(remote_member(app->arena, answer, "must change"), STR("true"));
    return true;
}

static bool ask(App *app, Remote *r, RemoteCall call, RemoteSession *s, Err *err) {
    call.is_post = call.is_once = true;
    const JsonNode *answer = app_remote_ask(app, r, &call, NULL, err);
    return answer && take_session(app, r, answer, s, err);
}

bool app_remote_login(App *app, Remote *r, const RemoteLogin *l, RemoteSession *ret, Err *err) {
    RemoteCall call = {.path = "/login",
                       .fields = {{"person", l->person}, {"password", l->password}}};
    if (r->is_given)
        return err_set(err, ERR_INPUT, MSG("SOFTLAW_TOKEN is set, and would count instead"),
                       MSG("unset it to log in"));
    r->former = r->token;
    r->token = (Str){NULL, 0};
    *ret = (RemoteSession){.person = l->person};
    return ask(app, r, call, ret, err);
}

bool app_remote_code(App *app, Remote *r, Str code, RemoteSession *s, Err *err) {
    RemoteCall call = {.path = "/login/code", .fields = {{"code", code}, {"token", s->token}}};
    r->token = (Str){NULL, 0};
    return ask(app, r, call, s, err);
}

bool app_remote_organisation(App *app, Remote *r, Str organisation, RemoteSession *s, Err *err) {
    RemoteCall call = {.path = "/account/organisation", .fields = {{"organisation", organisation}}};
    return ask(app, r, call, s, err);
}

static bool find_person(App *app, const Remote *r, Str *ret, Err *err) {
    RemoteCall call = {.path = "/account"};
    const JsonNode *answer = app_remote_ask(app, r, &call, NULL, err);
    if (!answer) return false;
    *ret = remote_member(app->arena, answer, "person");
    return true;
}

bool app_remote_password(App *app, Remote *r, Str before, Str after, RemoteSession *s, Err *err) {
    RemoteCall call = {.path = "/account/password", .fields = {{"old", before}, {"new", after}}};
    return find_person(app, r, &s->person, err) && ask(app, r, call, s, err);
}

// A session that nobody will come back to.
static void end_session(App *app, const Remote *r, Str token) {
    Remote of_it = *r;
    RemoteCall call = {.path = "/logout", .is_post = true, .is_once = true};
    of_it.token = token;
    if (token.size) app_remote_ask(app, &of_it, &call, NULL, NULL);
}

bool app_remote_keep(App *app, const Remote *r, const RemoteSession *s, Err *err) {
    if (!remote_token_keep(app, r, s->person, s->token, err)) return false;
    end_session(app, r, r->former);
    return true;
}

void app_remote_give_up(App *app, const Remote *r, const RemoteSession *s) {
    end_session(app, r, s->token);
}

bool app_remote_logout(App *app, const Remote *r, Err *err) {
    RemoteCall call = {.path = "/logout", .is_post = true, .is_once = true};
    if (r->is_given)
        return err_set(err, ERR_INPUT, MSG("SOFTLAW_TOKEN is no login that could be ended"),
                       MSG("end the token at /account/tokens of the office"));
    if (!r->token.size)
        return err_set(err, ERR_INPUT, MSG("nobody is logged in at \"{1}\"", r->address), NO_MSG);
    bool is_ended = app_remote_ask(app, r, &call, NULL, err) != NULL;
    remote_token_forget(app, r);
    return is_ended;
}
