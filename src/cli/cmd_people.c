// cli/cmd_people.c - softlaw init and softlaw people: an office begun, and its accounts
#include "app/provider.h"
#include "cli/ask.h"
#include "cli/rows.h"

static Str or_else(Str given, const char *otherwise) {
    return given.size ? given : str_from(otherwise);
}

static int write_line(Cli *c, Message m) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    buf_add(&out->buf, say_message(c, m));
    buf_add_byte(&out->buf, '\n');
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

static int tell_password(Cli *c, Str person, Str password) {
    return write_line(c,
                      MSG("password of \"{1}\", told once, to be replaced at the first login: {2}",
                          person, password));
}

// ---- init ---------------------------------------------------------------------------------------

static int init(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str made;
    OfficeStart s = {.db = cli_option(c, "db"),
                     .organisation = or_else(cli_option(c, "organisation"), "office"),
                     .organisation_name = cli_option(c, "name"),
                     .person = or_else(cli_option(c, "person"), "admin")};
    bool is_asked = cli_has(c, "ask") || cli_has(c, "password-file");
    const char *question = N_("Password of the administrator:");
    if (is_asked && !ask_secret(c, question, "password-file", true, &s.password, &err))
        return print_failure(c, &err);
    if (is_asked && !s.password.size)
        err_set(&err, ERR_INPUT, MSG("the password is empty"), NO_MSG);
    if (err.code != ERR_NONE || !app_office_init(c->app, &s, &made, &err))
        return print_failure(c, &err);
    if (made.size) return tell_password(c, s.person, made);
    return write_line(c, MSG("\"{1}\" may log in with the password that was given", s.person));
}

const CliCommand cmd_init = {
    .name = "init",
    .purpose = N_("begin an office: its store and its first administrator"),
    .text =
        N_("Makes the store of an office, if it is not there yet, and beside it PATH.people with "
           "an account that may make others. The people stand in a file of their own, as the "
           "store is for everybody who verifies it. There is no default password: one is made and "
           "printed once, or asked for. Other people and organisations follow by softlaw people."),
    .options = {ROW_DB,
                {.name = "organisation",
                 .kind = OPTION_WORD,
                 .value = "ID",
                 .text = N_("the id of the office itself; otherwise office")},
                {.name = "name", .kind = OPTION_WORD, .value = "TEXT", .text = N_("its name")},
                {.name = "person",
                 .kind = OPTION_WORD,
                 .value = "ID",
                 .text = N_("by which the administrator logs in; otherwise admin")},
                {.name = "ask",
                 .kind = OPTION_FLAG,
                 .text = N_("ask for the password on the terminal instead of making one")},
                {.name = "password-file",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("the password stands in the first line of this file")}},
    .examples = {{"softlaw init --db office.db", N_("a new office; the password is printed once")}},
    .run = init,
};

// ---- people -------------------------------------------------------------------------------------

static void print_person(Cli *c, Buf *b, const PersonView *v) {
    static const char *const marks[] = {N_("closed"), N_("must change the password"),
                                        N_("second factor")};
    const bool has[] = {v->is_closed, v->must_change, v->has_factor};
    buf_add(b, v->id);
    if (v->name.size) buf_add_fmt(b, " (%.*s)", STR_ARG(v->name));
    for (size_t i = 0; i < 3; i++)
        if (has[i]) buf_add_fmt(b, "; %.*s", STR_ARG(say(c, marks[i])));
    buf_add_byte(b, '\n');
    for (size_t i = 0; i < v->role_count; i++) {
        const RoleView *r = &v->roles[i];
        buf_add_fmt(b, "    %.*s: %.*s", STR_ARG(r->organisation), STR_ARG(r->role));
        if (r->until.size) buf_add_fmt(b, " → %.*s", STR_ARG(r->until));
        buf_add_byte(b, '\n');
    }
}

static void print_links(Buf *b, const LinkList *links, Str person) {
    for (size_t i = 0; i < links->count; i++) {
        const LinkView *l = &links->items[i];
        if (str_is(l->person, person))
            buf_add_fmt(b, "    %.*s: %.*s\n", STR_ARG(l->issuer), STR_ARG(l->subject));
    }
}

static int list(Cli *c) {
    Err err = {.code = ERR_NONE};
    LinkList links;
    OpenPeople *p = app_people_open(c->app, cli_option(c, "db"), &err);
    const PeopleList *l = p ? app_people_list(c->app, p, &err) : NULL;
    if (!l || !app_links(c->app, p, STR(""), &links, &err)) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    for (size_t i = 0; i < l->count; i++) {
        print_person(c, &out->buf, &l->items[i]);
        print_links(&out->buf, &links, l->items[i].id);
    }
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_people = {
    .name = "people",
    .purpose = N_("list the people of an office and their roles"),
    .text =
        N_("Prints each account with its roles, by organisation, the last day of those that end, "
           "and who it is at providers of logins."),
    .options = {ROW_DB},
    .run = list,
};

// What the commands that change accounts share: the store, and what is done to it.
typedef bool (*PeopleChange)(Cli *c, OpenPeople *p, Str *ret_password, Err *err);

static int run_change(Cli *c, PeopleChange change) {
    Err err = {.code = ERR_NONE};
    Str password = {NULL, 0};
    OpenPeople *p = app_people_open(c->app, cli_option(c, "db"), &err);
    if (!p || !change(c, p, &password, &err)) return print_failure(c, &err);
    return password.size ? tell_password(c, c->arguments[0], password) : EXIT_CLEAN;
}

static bool add_organisation(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    (void)ret_password;
    OrganisationView o = {c->arguments[0], cli_option(c, "kind"), cli_option(c, "name")};
    return app_organisation_add(c->app, p, NULL, o, err);
}

static int organisation(Cli *c) {
    return run_change(c, add_organisation);
}

#define ROW_PERSON                                                                                 \
    {                                                                                              \
        { .name = "PERSON", .text = N_("the id by which the person logs in") }                     \
    }
#define ROW_NAME(what)                                                                             \
    { .name = "name", .kind = OPTION_WORD, .value = "TEXT", .text = what }

const CliCommand cmd_organisation_add = {
    .name = "organisation add",
    .purpose = N_("add an organisation to an office"),
    .text =
        N_("An organisation owns agreements, facts and payments; people have their roles in it."),
    .arguments = {{.name = "ID", .text = N_("its id: small letters, digits, - . _")}},
    .options = {ROW_DB,
                {.name = "kind",
                 .kind = OPTION_CHOICE,
                 .value = "KIND",
                 .choices = "region department reviewer evaluator enterprise public-body",
                 .text = N_("what it is")},
                ROW_NAME(N_("its name"))},
    .examples = {{"softlaw organisation add henan --db office.db --kind region",
                  N_("the province of Henan")}},
    .run = organisation,
};

static bool add_person(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    return app_person_add(c->app, p, NULL, c->arguments[0], cli_option(c, "name"), ret_password,
                          err);
}

static int add(Cli *c) {
    return run_change(c, add_person);
}

const CliCommand cmd_people_add = {
    .name = "people add",
    .purpose = N_("add a person to an office"),
    .text = N_("Makes an account and prints its password, once; its owner replaces it at the first "
               "login. It may nothing before softlaw people grant gives it a role."),
    .arguments = ROW_PERSON,
    .options = {ROW_DB, ROW_NAME(N_("the name of the person"))},
    .examples = {{"softlaw people add li --name \"Li Wei\" --db office.db",
                  N_("an account for Li")}},
    .run = add,
};

// ---- roles --------------------------------------------------------------------------------------

static RoleView role_of(const Cli *c) {
    return (RoleView){.person = c->arguments[0],
                      .organisation = cli_option(c, "organisation"),
                      .role = c->arguments[1]};
}

static bool grant_role(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    (void)ret_password;
    RoleView r = role_of(c);
    r.until = cli_option(c, "until");
    return app_role_grant(c->app, p, NULL, &r, err);
}

static int grant(Cli *c) {
    return run_change(c, grant_role);
}

static bool revoke_role(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    (void)ret_password;
    RoleView r = role_of(c);
    return app_role_revoke(c->app, p, NULL, &r, err);
}

static int revoke(Cli *c) {
    return run_change(c, revoke_role);
}

// clang-format off
#define ROWS_ROLE                                                                                  \
    {{.name = "PERSON", .text = N_("the id by which the person logs in")},                         \
     {.name = "ROLE",                                                                              \
      .text = N_("drafter, finance, reviewer, signatory, evaluator, data-provider, "               \
                 "credit-officer, office, auditor or administrator")}}
#define ROW_OF                                                                                     \
    {.name = "organisation", .kind = OPTION_WORD, .value = "ID", .is_required = true,              \
     .text = N_("the organisation in which it holds")}
// clang-format on

const CliCommand cmd_people_grant = {
    .name = "people grant",
    .purpose = N_("give a person a role in an organisation"),
    .text =
        N_("A role holds from now on, for ever or through the day of --until: so a duty is "
           "delegated for a holiday. Roles that must not be in one hand are refused: who audits "
           "does nothing else, who administers accounts neither pays nor signs, who provides data "
           "does not evaluate it."),
    .arguments = ROWS_ROLE,
    .options = {ROW_DB,
                ROW_OF,
                {.name = "until",
                 .kind = OPTION_DATE,
                 .value = "DATE",
                 .text = N_("the last day of the role")}},
    .examples = {{"softlaw people grant li drafter --organisation henan --db office.db",
                  N_("Li drafts for Henan")}},
    .run = grant,
};

const CliCommand cmd_people_revoke = {
    .name = "people revoke",
    .purpose = N_("take a role from a person"),
    .text = N_("It is gone at the next thing that the person asks for."),
    .arguments = ROWS_ROLE,
    .options = {ROW_DB, ROW_OF},
    .run = revoke,
};

// ---- reset --------------------------------------------------------------------------------------

static bool reset_person(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    if (cli_has(c, "close") + cli_has(c, "open") + cli_has(c, "forget-factor") > 1)
        return err_set(err, ERR_INPUT,
                       MSG("--close, --open and --forget-factor exclude each other"),
                       MSG("give one after the other"));
    if (cli_has(c, "close") || cli_has(c, "open"))
        return app_person_close(c->app, p, NULL, c->arguments[0], cli_has(c, "close"), err);
    return app_person_reset(c->app, p, NULL, c->arguments[0], cli_has(c, "forget-factor"),
                            ret_password, err);
}

static int reset(Cli *c) {
    return run_change(c, reset_person);
}

const CliCommand cmd_people_reset = {
    .name = "people reset",
    .purpose = N_("give a person a new password, or close an account"),
    .text = N_("Makes a new password and prints it once. All sessions and tokens of the person, "
               "and links to providers of logins, end at once."),
    .arguments = ROW_PERSON,
    .options = {ROW_DB,
                {.name = "forget-factor",
                 .kind = OPTION_FLAG,
                 .text = N_("also forget the second factor, for a device that was lost")},
                {.name = "close",
                 .kind = OPTION_FLAG,
                 .text = N_("close the account instead; what it did stays on record")},
                {.name = "open", .kind = OPTION_FLAG, .text = N_("open a closed account again")}},
    .run = reset,
};

// ---- links --------------------------------------------------------------------------------------

static bool link_person(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    (void)ret_password;
    return app_link_add(c->app, p, NULL, c->arguments[0], cli_option(c, "issuer"),
                        cli_option(c, "subject"), err);
}

static int add_link(Cli *c) {
    return run_change(c, link_person);
}

static bool unlink_person(Cli *c, OpenPeople *p, Str *ret_password, Err *err) {
    (void)ret_password;
    return app_link_end(c->app, p, NULL, c->arguments[0], cli_option(c, "issuer"), err);
}

static int end_link(Cli *c) {
    return run_change(c, unlink_person);
}

// clang-format off
#define ROW_ISSUER                                                                                 \
    {.name = "issuer", .kind = OPTION_WORD, .value = "URL", .is_required = true,                   \
     .text = N_("the provider's issuer, as it stands in the file of softlaw serve --oidc")}
// clang-format on

const CliCommand cmd_people_link = {
    .name = "people link",
    .purpose = N_("say who a person is at an identity provider"),
    .text = N_("From now on the person may also log in through the provider of the organisation "
               "(softlaw serve --oidc). The subject is what the provider calls the person: by "
               "default the claim sub, which is not the name to log in with there."),
    .arguments = ROW_PERSON,
    .options = {ROW_DB,
                ROW_ISSUER,
                {.name = "subject",
                 .kind = OPTION_WORD,
                 .value = "TEXT",
                 .is_required = true,
                 .text = N_("who the person is there")}},
    .examples = {{"softlaw people link li --issuer https://login.example/realms/henan "
                  "--subject 7b0c1f0e --db office.db",
                  N_("Li logs in through the login of Henan")}},
    .run = add_link,
};

const CliCommand cmd_people_unlink = {
    .name = "people unlink",
    .purpose = N_("end the link of a person to an identity provider"),
    .text = N_("Sessions that began through it end at once."),
    .arguments = ROW_PERSON,
    .options = {ROW_DB, ROW_ISSUER},
    .run = end_link,
};
