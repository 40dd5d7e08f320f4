// cli/cmd_remote.c - softlaw --remote URL: what commands show of files, shown of what an office
// holds
#include "cli/remote.h"
#include "cli/rows.h"
#include "cli/statement.h"
#include "cli/views.h"

enum { REMOTE_HUMAN, REMOTE_JSON, REMOTE_ICS };

static int finish(Cli *c, Out *out) {
    return out_end(out) ? EXIT_CLEAN : print_failure(c, out->err);
}

static bool wants_json(const Cli *c) {
    return cli_choice(c, "format") == REMOTE_JSON;
}

// A file as it came, to --output or to standard output; what a terminal would obey does not reach
// it.
static int save_file(Cli *c, const RemoteCall *call) {
    Err err = {.code = ERR_NONE};
    Str text;
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_file(c->app, r, call, &text, &err)) return remote_failure(c, &err);
    Str output = cli_option(c, "output");
    bool is_shown = c->world.out_is_terminal && (!output.size || str_is(output, STR("-")));
    if (is_shown) text = remote_printable(c->arena, text);
    return print_text_to(c, output, text, &err) ? EXIT_CLEAN : print_failure(c, &err);
}

// ---- words --------------------------------------------------------------------------------------

static int show(Cli *c) {
    Err err = {.code = ERR_NONE};
    Remote *r = remote_open(c, &err);
    const AgreementView *v = r ? app_remote_show(c->app, r, c->arguments[0], &err) : NULL;
    if (!v) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (wants_json(c))
        agreement_json(c->app, v, out);
    else if (cli_has(c, "ids"))
        show_ids_print(c, &out->buf, v);
    else
        show_print(c, &out->buf, v);
    return finish(c, out);
}

const CliCommand cmd_remote_show = {
    .name = "show",
    .purpose = N_("show what an agreement of an office defines, article by article"),
    .text = N_("As softlaw show of a file: the text is fetched as it was recorded, and read here."),
    .arguments = {{.name = "ID", .text = N_("its id, or ID#art_3, a provision of it")}},
    .options = {{.name = "ids",
                 .kind = OPTION_FLAG,
                 .text = N_("only the ids by which provisions are cited")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw --remote https://office.example show yellow-river-2021",
                  N_("an agreement of this office")}},
    .run = show,
    .reach = REACH_OFFICE,
};

static int diff(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    Remote *r = remote_open(c, &err);
    const DiffView *v = r ? app_remote_diff(c->app, r, c->arguments[0], cli_option(c, "before"),
                                            cli_option(c, "after"), &answer, &err)
                          : NULL;
    if (err.code != ERR_NONE) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (wants_json(c))
        buf_add(&out->buf, answer);
    else if (v)
        diff_print(c, &out->buf, v);
    else
        buf_add_fmt(&out->buf, "%.*s\n", STR_ARG(say(c, N_("there is but one version"))));
    return finish(c, out);
}

const CliCommand cmd_remote_diff = {
    .name = "diff",
    .purpose = N_("show what a revision of an agreement of an office changes, and whom it costs"),
    .text = N_("As softlaw diff of two files: the last two versions, or those that are named, and "
               "what the change does to the payments on the facts of the last run."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options =
        {{.name = "before",
          .kind = OPTION_WORD,
          .value = "SHA256",
          .text = N_("the former version, by its first eight digits or more")},
         {.name = "after", .kind = OPTION_WORD, .value = "SHA256", .text = N_("the later version")},
         ROW_FORMAT("human json")},
    .examples = {{"softlaw --remote https://office.example diff yellow-river-2021",
                  N_("what was changed last")}},
    .run = diff,
    .reach = REACH_OFFICE,
};

// ---- money --------------------------------------------------------------------------------------

static int print_settlement(Cli *c, const Settlement *s, Str answer, const Err *why) {
    Err err = {.code = ERR_NONE};
    if (!s) return remote_failure(c, why);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    if (wants_json(c)) {
        buf_add(&out->buf, answer);
        return finish(c, out);
    }
    return settlement_print(c, s, false, out) ? EXIT_CLEAN : print_failure(c, &err);
}

static int statement(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    Remote *r = remote_open(c, &err);
    const Settlement *s =
        r ? app_remote_statement(c->app, r, c->arguments[0], cli_option(c, "period"), &answer, &err)
          : NULL;
    return print_settlement(c, s, answer, &err);
}

const CliCommand cmd_remote_statement = {
    .name = "statement",
    .purpose = N_("print the posted payments of an agreement of an office as a statement"),
    .text = N_("As softlaw statement of a store here: of each period the last run, after "
               "corrections."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options = {ROW_PERIOD, ROW_PAGE_FORMAT, ROW_OUTPUT},
    .examples = {{"softlaw --remote https://office.example statement yellow-river-2021 "
                  "--period 2021",
                  N_("one year")}},
    .run = statement,
    .reach = REACH_OFFICE,
};

static int settle(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    Remote *r = remote_open(c, &err);
    const Settlement *s = r ? app_remote_settle(c->app, r, c->arguments[0], &answer, &err) : NULL;
    return print_settlement(c, s, answer, &err);
}

const CliCommand cmd_remote_settle = {
    .name = "settle",
    .purpose = N_("compute what the facts at an office come to, before anything is posted"),
    .text = N_("As softlaw settle of a file, with the facts that were brought in and confirmed. "
               "What was posted is shown by softlaw statement."),
    .arguments = {ROW_REMOTE_ID},
    .options = {ROW_PAGE_FORMAT, ROW_OUTPUT},
    .examples = {{"softlaw --remote https://office.example settle yellow-river-2021",
                  N_("what would be posted now")}},
    .run = settle,
    .reach = REACH_OFFICE,
};

static int balance(Cli *c) {
    enum { HUMAN, JSON, CSV };
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    Remote *r = remote_open(c, &err);
    const BalanceList *l = r ? app_remote_balance(c->app, r, c->arguments[0], &answer, &err) : NULL;
    if (!l) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    switch (cli_choice(c, "format")) {
    case HUMAN: balances_print(c, &out->buf, l); break;
    case JSON: buf_add(&out->buf, answer); break;
    case CSV: balance_csv(l, out); break;
    default: break;
    }
    return finish(c, out);
}

const CliCommand cmd_remote_balance = {
    .name = "balance",
    .purpose = N_("show what each account of an agreement of an office comes to"),
    .text = N_("As softlaw balance of a store here, of one agreement."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options = {ROW_FORMAT("human json csv")},
    .examples = {{"softlaw --remote https://office.example balance yellow-river-2021",
                  N_("who owes, and who is owed")}},
    .run = balance,
    .reach = REACH_OFFICE,
};

static int explain(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    ExplainQuestion q = {.item = cli_option(c, "payment"),
                         .period = cli_option(c, "period"),
                         .member = cli_option(c, "member")};
    Remote *r = remote_open(c, &err);
    const ExplanationList *l =
        r ? app_remote_explain(c->app, r, c->arguments[0], q, &answer, &err) : NULL;
    if (!l) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (wants_json(c))
        buf_add(&out->buf, answer);
    else
        explanations_print(c, &out->buf, l);
    return finish(c, out);
}

const CliCommand cmd_remote_explain = {
    .name = "explain",
    .purpose = N_("show why an amount that an office has posted is what it is"),
    .text = N_("As softlaw explain of a file: words, formula, numbers, facts and rounding of what "
               "was posted."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options = {ROW_PAYMENT, ROW_PERIOD, ROW_MEMBER, ROW_FORMAT("human json")},
    .examples = {{"softlaw --remote https://office.example explain yellow-river-2021 "
                  "--period 2021",
                  N_("what was posted for one year")}},
    .run = explain,
    .reach = REACH_OFFICE,
};

static int export(Cli *c) {
    RemoteCall call = {.path = "/agreements/{id}/statement.csv",
                       .type = "text/csv",
                       .id = c->arguments[0],
                       .fields = {{"period", cli_option(c, "period")}}};
    return save_file(c, &call);
}

const CliCommand cmd_remote_export = {
    .name = "export",
    .purpose = N_("write the posted payments of an agreement of an office for a spreadsheet"),
    .text = N_("The statement as CSV, as the office writes it."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options = {ROW_PERIOD, ROW_OUTPUT},
    .examples = {{"softlaw --remote https://office.example export yellow-river-2021 "
                  "-o statement.csv",
                  N_("for a spreadsheet")}},
    .run = export,
    .reach = REACH_OFFICE,
};

// ---- deadlines ----------------------------------------------------------------------------------

static const RemoteTable DEADLINES = {.list = "deadlines",
                                      .columns = {{N_("Day"), "day", false, false},
                                                  {N_("Agreement"), "agreement", false, false},
                                                  {N_("What"), "name", false, false},
                                                  {N_("Who"), "who", false, false},
                                                  {N_("Towards"), "towards", false, false},
                                                  {N_("Amount"), "amount", true, false}}};

static int print_deadlines(Cli *c, const RemoteCall *call) {
    Err err = {.code = ERR_NONE};
    RemoteList l;
    RemoteListCall lc = {.call = *call, .list = DEADLINES.list};
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_list(c->app, r, &lc, &l, &err)) return remote_failure(c, &err);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    if (wants_json(c)) return remote_list_json(&lc, &l, out) ? EXIT_CLEAN : print_failure(c, &err);
    remote_table_print(c, &out->buf, DEADLINES.columns, l.items, l.count);
    remote_tell_partial(c, &l);
    return finish(c, out);
}

static int calendar(Cli *c) {
    static const char *const PATHS[2][2] = {{"/calendar", "/agreements/{id}/calendar"},
                                            {"/calendar.ics", "/agreements/{id}/calendar.ics"}};
    bool is_ics = cli_choice(c, "format") == REMOTE_ICS, is_one = c->argument_count > 0;
    RemoteCall call = {.path = PATHS[is_ics][is_one],
                       .type = "text/calendar",
                       .id = is_one ? c->arguments[0] : STR(""),
                       .fields = {{"from", cli_option(c, "from")},
                                  {"through", cli_option(c, "through")},
                                  {"place", cli_option(c, "place")},
                                  {"kind", cli_option(c, "kind")}}};
    return is_ics ? save_file(c, &call) : print_deadlines(c, &call);
}

const CliCommand cmd_remote_calendar = {
    .name = "calendar",
    .purpose = N_("list what falls due under the agreements of an office"),
    .text = N_("Of one agreement, or of all that concern a region and a kind; from today on for a "
               "year, or within the days that are named. With --format ics as a file that "
               "calendars take in (RFC 5545)."),
    .arguments = {{.name = "ID",
                   .is_optional = true,
                   .text = N_("the id of an agreement; otherwise --place and --kind choose")}},
    .options =
        {{.name = "from",
          .kind = OPTION_DATE,
          .value = "DATE",
          .text = N_("the first day; otherwise today")},
         {.name = "through", .kind = OPTION_DATE, .value = "DATE", .text = N_("the last day")},
         {.name = "place",
          .kind = OPTION_WORD,
          .value = "REGION",
          .text = N_("a region, by its id or name")},
         {.name = "kind",
          .kind = OPTION_WORD,
          .value = "KIND",
          .text = N_("a role, a set or a kind of agreement, by its id or name")},
         ROW_FORMAT("human json ics"),
         ROW_OUTPUT},
    .examples = {{"softlaw --remote https://office.example calendar --place henan",
                  N_("what Henan must do within a year")}},
    .run = calendar,
    .reach = REACH_OFFICE,
};

// ---- evidence -----------------------------------------------------------------------------------

static int evidence(Cli *c) {
    RemoteCall call = {
        .path = "/agreements/{id}/evidence", .type = "application/json", .id = c->arguments[0]};
    return save_file(c, &call);
}

#define EVIDENCE(name_)                                                                            \
    {                                                                                              \
        .name = name_,                                                                             \
        .purpose = N_("fetch an agreement of an office as a file that proves itself"),             \
        .text = N_("The text, its signatures and its place in the log: anybody checks the file "   \
                   "with softlaw verify FILE and public keys alone, without the office."),         \
        .arguments = {ROW_REMOTE_AGREEMENT}, .options = {ROW_OUTPUT},                              \
        .examples = {{"softlaw --remote https://office.example evidence yellow-river-2021 -o "     \
                      "river.evidence",                                                            \
                      N_("to keep it, or to hand it on")}},                                        \
        .run = evidence, .reach = REACH_OFFICE,                                                    \
    }

const CliCommand cmd_remote_evidence = EVIDENCE("evidence");
const CliCommand cmd_remote_seal_evidence = EVIDENCE("seal evidence");

// The words that were proved.
static bool write_words(Cli *c, const ProofView *v, Err *err) {
    Str path = cli_option(c, "output");
    if (!path.size || !v->is_sound) return true;
    return print_text_to(c, path, v->text, err);
}

static int verify(Cli *c) {
    Err err = {.code = ERR_NONE};
    Remote *r = remote_open(c, &err);
    const ProofView *v =
        r ? app_remote_verify(c->app, r, c->arguments[0], cli_option(c, "trust"), &err) : NULL;
    if (!v) return remote_failure(c, &err);
    if (!write_words(c, v, &err)) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    if (wants_json(c))
        proof_json(c->app, v, out);
    else
        proof_print(c, &out->buf, v);
    int status = finish(c, out);
    return status == EXIT_CLEAN && !v->is_sound ? EXIT_FOUND : status;
}

const CliCommand cmd_remote_verify = {
    .name = "verify",
    .purpose = N_("fetch the evidence of an agreement and check it here"),
    .text =
        N_("As softlaw verify of a file: the office is asked for the evidence and not believed. "
           "--trust names the public keys that you had from elsewhere."),
    .arguments = {ROW_REMOTE_AGREEMENT},
    .options = {ROW_TRUSTED, ROW_PROVED_WORDS, ROW_FORMAT("human json")},
    .examples = {{"softlaw --remote https://office.example verify yellow-river-2021 "
                  "--trust keys.pub",
                  N_("was it signed, and does it stand in the log?")}},
    .run = verify,
    .reach = REACH_OFFICE,
};
