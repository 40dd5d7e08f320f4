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

static bool ask(App *app, Remote *r, const RemoteCall *call, RemoteSession *s, Err *err) {
    const JsonNode *answer = app_remote_ask(app, r, call, NULL, err);
    return answer && take_session(app, r, answer, s, err);
}

// A wrong password is not mended by logging in, which is what one is doing.
static bool explain_refusal(Err *err) {
    if (err && err->code == ERR_DENIED) err->hint = NO_MSG;
    return false;
}

bool app_remote_login(App *app, Remote *r, const RemoteLogin *l, RemoteSession *ret, Err *err) {
    RemoteCall call = {.path = "/login",
                       .is_post = true,
                       .fields = {{"person", l->person}, {"password", l->password}}};
    if (r->is_given)
        return err_set(err, ERR_INPUT, MSG("SOFTLAW_TOKEN is set, and would count instead"),
                       MSG("unset it to log in"));
    r->token = (Str){NULL, 0};
    *ret = (RemoteSession){.person = l->person};
    return ask(app, r, &call, ret, err) || explain_refusal(err);
}

bool app_remote_code(App *app, Remote *r, Str code, RemoteSession *s, Err *err) {
    RemoteCall call = {
        .path = "/login/code", .is_post = true, .fields = {{"code", code}, {"token", s->token}}};
    r->token = (Str){NULL, 0};
    return ask(app, r, &call, s, err) || explain_refusal(err);
}

bool app_remote_organisation(App *app, Remote *r, Str organisation, RemoteSession *s, Err *err) {
    RemoteCall call = {.path = "/account/organisation",
                       .is_post = true,
                       .fields = {{"organisation", organisation}}};
    return ask(app, r, &call, s, err);
}

static bool find_person(App *app, const Remote *r, Str *ret, Err *err) {
    RemoteCall call = {.path = "/account"};
    const JsonNode *answer = app_remote_ask(app, r, &call, NULL, err);
    if (!answer) return false;
    *ret = remote_member(app->arena, answer, "person");
    return true;
}

bool app_remote_password(App *app, Remote *r, Str before, Str after, RemoteSession *s, Err *err) {
    RemoteCall call = {
        .path = "/account/password", .is_post = true, .fields = {{"old", before}, {"new", after}}};
    return find_person(app, r, &s->person, err) && ask(app, r, &call, s, err);
}

bool app_remote_keep(App *app, const Remote *r, const RemoteSession *s, Err *err) {
    return remote_token_keep(app, r, s->person, s->token, err);
}

bool app_remote_logout(App *app, const Remote *r, Err *err) {
    RemoteCall call = {.path = "/logout", .is_post = true};
    if (r->is_given)
        return err_set(err, ERR_INPUT, MSG("SOFTLAW_TOKEN is no login that could be ended"),
                       MSG("end the token at /account/tokens of the office"));
    if (!r->token.size)
        return err_set(err, ERR_INPUT, MSG("nobody is logged in at \"{1}\"", r->address), NO_MSG);
    bool is_ended = app_remote_ask(app, r, &call, NULL, err) != NULL;
    remote_token_forget(app, r);
    return is_ended;
}
