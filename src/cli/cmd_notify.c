// cli/cmd_notify.c - softlaw notify: warn of deadlines, and send what waits
#include "app/notice.h"
#include "cli/ask.h"
#include "cli/rows.h"

static bool read_sending(Cli *c, NoticeSending *ret, Err *err) {
    *ret = (NoticeSending){.smtp = cli_option(c, "smtp"),
                           .user = cli_option(c, "user"),
                           .from = cli_option(c, "from"),
                           .is_local_allowed = cli_has(c, "local-programs")};
    if (!ret->smtp.size != !ret->from.size)
        return err_set(err, ERR_INPUT, MSG("mail takes a server and a sender"),
                       MSG("give both --smtp and --from"));
    const char *question = N_("Password of the mail server:");
    return !ret->user.size || ask_secret(c, question, "password-file", false, &ret->password, err);
}

static Str number(Cli *c, size_t n) {
    return str_fmt(c->arena, "%zu", n);
}

static int notify(Cli *c) {
    Err err = {.code = ERR_NONE};
    NoticeSending how;
    NoticeSent sent;
    if (!read_sending(c, &how, &err)) return print_failure(c, &err);
    OpenPeople *p = app_people_open(c->app, cli_option(c, "db"), &err);
    if (!p || !app_notice_deadlines(c->app, p, &err) ||
        !app_notice_send(c->app, p, &how, &sent, &err))
        return print_failure(c, &err);
    Out *out = print_out(c, &err);
    buf_add(&out->buf, say_message(c, MSG("{1} sent, {2} to be tried again, {3} given up",
                                          number(c, sent.sent), number(c, sent.later),
                                          number(c, sent.failed))));
    buf_add_byte(&out->buf, '\n');
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_notify = {
    .name = "notify",
    .purpose = N_("warn of deadlines, and send the notices that wait"),
    .text =
        N_("Tells the people of an office what falls due in 30, 7 and 1 days and what was missed, "
           "once each, and sends the notices that wait: mail by the server that is named, and "
           "calls to programs of organisations, signed. What fails is tried again by a later run, "
           "for two days. Let a timer run it every minute."),
    .options = {ROW_DB,
                {.name = "smtp",
                 .kind = OPTION_WORD,
                 .value = "URL",
                 .text =
                     N_("the mail server, for example smtp://127.0.0.1:25; with TLS where it is "
                        "not this machine")},
                {.name = "from",
                 .kind = OPTION_WORD,
                 .value = "ADDRESS",
                 .text = N_("the address from which mail comes")},
                {.name = "user",
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .text = N_("the account at the mail server")},
                {.name = "password-file",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("its password is the first line of this file; otherwise it is asked "
                            "for")},
                {.name = "local-programs",
                 .kind = OPTION_FLAG,
                 .text = N_("call programs at private addresses, and without TLS, too")}},
    .run = notify,
};
