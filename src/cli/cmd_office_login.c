// cli/cmd_office_login.c - softlaw office login, logout, whoami, password: being known to an office
#include "cli/ask.h"
#include "cli/remote.h"

// clang-format off
#define ROW_SECRET(name_, text_)                                                                   \
    {.name = name_, .kind = OPTION_FILE, .value = "FILE", .text = text_}
// clang-format on

static bool keep(Cli *c, const Remote *r, const RemoteSession *s, Err *err) {
    if (!app_remote_keep(c->app, r, s, err)) return false;
    if (s->must_change)
        remote_note(c, MSG("the password must be changed first: softlaw office password"));
    return true;
}

// ---- logging in ---------------------------------------------------------------------------------

static bool ask_person(Cli *c, Str *ret, Err *err) {
    *ret = cli_option(c, "person");
    if (ret->size) return true;
    if (!c->world.in_is_terminal)
        return err_set(err, ERR_INPUT, MSG("there is no terminal to ask on"),
                       MSG("name the account with --person"));
    return ask_line(c, N_("Name of the account:"), ret, err);
}

static bool enter(Cli *c, Remote *r, RemoteSession *s, Err *err) {
    Str code;
    RemoteLogin l = {.organisation = cli_option(c, "organisation")};
    if (!ask_person(c, &l.person, err) ||
        !ask_secret(c, N_("Password:"), "password-file", false, &l.password, err) ||
        !app_remote_login(c->app, r, &l, s, err))
        return false;
    if (s->needs_code && (!ask_secret(c, N_("Code of the authenticator, or a recovery code:"),
                                      "code-file", false, &code, err) ||
                          !app_remote_code(c->app, r, code, s, err)))
        return false;
    return !l.organisation.size || app_remote_organisation(c->app, r, l.organisation, s, err);
}

static int login(Cli *c) {
    Err err = {.code = ERR_NONE};
    RemoteSession s = {.token = STR("")};
    Remote *r = remote_open(c, &err);
    if (!r || !enter(c, r, &s, &err) || !keep(c, r, &s, &err)) {
        if (r) app_remote_give_up(c->app, r, &s);
        return remote_failure(c, &err);
    }
    return remote_tell(c, STR(""),
                       MSG("\"{1}\" is logged in at \"{2}\"", s.person, app_remote_address(r)));
}

const CliCommand cmd_office_login = {
    .name = "office login",
    .purpose = N_("log in at an office"),
    .text =
        N_("Asks for the name, the password and, where the account has a second factor, its code; "
           "none of the secrets is ever given on the command line. What the office then gives to "
           "be known by is kept in a file below XDG_CONFIG_HOME or ~/.config, softlaw/offices, "
           "which its owner alone may read, until softlaw office logout. Programs use a token of "
           "their own in SOFTLAW_TOKEN instead, which the office makes at /account/tokens."),
    .options = {{.name = "person",
                 .kind = OPTION_WORD,
                 .value = "ID",
                 .text = N_("the name of the account; otherwise it is asked for")},
                ROW_SECRET("password-file",
                           N_("the password stands in the first line of this file")),
                ROW_SECRET("code-file", N_("and the code in the first line of this one")),
                {.name = "organisation",
                 .kind = OPTION_WORD,
                 .value = "ID",
                 .text = N_("for which one works, where one has roles in several")}},
    .examples = {{"softlaw --remote https://office.example office login",
                  N_("it asks what it wants to know")}},
    .run = login,
    .reach = REACH_OFFICE,
};

// ---- and out ------------------------------------------------------------------------------------

static int logout(Cli *c) {
    Err err = {.code = ERR_NONE};
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_logout(c->app, r, &err)) return remote_failure(c, &err);
    return remote_tell(c, STR(""), MSG("logged out at \"{1}\"", app_remote_address(r)));
}

const CliCommand cmd_office_logout = {
    .name = "office logout",
    .purpose = N_("log out at an office"),
    .text =
        N_("Ends the session there and forgets it here. Where the office does not answer, it is "
           "forgotten here all the same."),
    .examples = {{"softlaw office logout", N_("at the office that SOFTLAW_REMOTE names")}},
    .run = logout,
    .reach = REACH_OFFICE,
};

static void add_line(Cli *c, Buf *b, const char *title, const JsonNode *n, const char *member) {
    buf_add(b, say_message(c, (Message){title, {remote_member(c->arena, n, member)}}));
    buf_add_byte(b, '\n');
}

static int whoami(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    RemoteCall call = {.path = "/account"};
    Remote *r = remote_open(c, &err);
    const JsonNode *n = r ? app_remote_ask(c->app, r, &call, &answer, &err) : NULL;
    if (!n) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_has(c, "json")) {
        buf_add(&out->buf, answer);
        return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
    }
    add_line(c, &out->buf, N_("person: {1}"), n, "person");
    add_line(c, &out->buf, N_("organisation: {1}"), n, "organisation");
    add_line(c, &out->buf, N_("roles: {1}"), n, "roles");
    bool has_factor = str_is(remote_member(c->arena, n, "second factor"), STR("true"));
    buf_add(&out->buf,
            say(c, has_factor ? N_("with a second factor") : N_("without a second factor")));
    buf_add_byte(&out->buf, '\n');
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_office_whoami = {
    .name = "office whoami",
    .purpose = N_("tell as whom an office knows one"),
    .text = N_("The person, the organisation for which he works, his roles in it, and whether he "
               "has proved a second factor."),
    .options = {ROW_REMOTE_JSON},
    .examples = {{"softlaw office whoami", N_("at the office that SOFTLAW_REMOTE names")}},
    .run = whoami,
    .reach = REACH_OFFICE,
};

// ---- the password -------------------------------------------------------------------------------

static bool change(Cli *c, Remote *r, RemoteSession *s, Err *err) {
    Str before, after;
    return ask_secret(c, N_("Password:"), "password-file", false, &before, err) &&
           ask_secret(c, N_("New password:"), "new-password-file", true, &after, err) &&
           app_remote_password(c->app, r, before, after, s, err);
}

static int password(Cli *c) {
    Err err = {.code = ERR_NONE};
    RemoteSession s = {.token = STR("")};
    Remote *r = remote_open(c, &err);
    if (!r || !change(c, r, &s, &err) || !keep(c, r, &s, &err)) return remote_failure(c, &err);
    return remote_tell(c, STR(""), MSG("the password is changed"));
}

const CliCommand cmd_office_password = {
    .name = "office password",
    .purpose = N_("change one's password at an office"),
    .text = N_("Asks for the old and the new one. All other sessions of the account end."),
    .options = {ROW_SECRET("password-file",
                           N_("the old password stands in the first line of this file")),
                ROW_SECRET("new-password-file",
                           N_("and the new one in the first line of this one"))},
    .examples = {{"softlaw office password", N_("at the office that SOFTLAW_REMOTE names")}},
    .run = password,
    .reach = REACH_OFFICE,
};
