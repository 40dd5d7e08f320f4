// cli/cmd_office.c - softlaw office: what an office lists, and what is proposed and approved there
#include "base/file.h"
#include "cli/remote.h"
#include "cli/rows.h"

static int list_run(Cli *c, const RemoteTable *t) {
    RemoteCall call = {.id = c->argument_count ? c->arguments[0] : STR("")};
    return remote_table_run(c, t, &call);
}

// ---- what is published --------------------------------------------------------------------------

static int list(Cli *c) {
    static const RemoteTable AGREEMENTS = {"/agreements",
                                           "agreements",
                                           "after",
                                           {{N_("Id"), "id", false, false},
                                            {N_("Title"), "title", false, false},
                                            {N_("Parties"), "parties", false, false},
                                            {N_("From"), "from", false, false},
                                            {N_("To"), "to", false, false}}};
    return list_run(c, &AGREEMENTS);
}

const CliCommand cmd_office_list = {
    .name = "office list",
    .purpose = N_("list the agreements that an office publishes"),
    .text = N_("In order of their ids, all of them or the first of --limit."),
    .options = {ROW_REMOTE_LIMIT, ROW_REMOTE_JSON},
    .examples = {{"softlaw --remote https://office.example office list", N_("all of them")}},
    .run = list,
    .reach = REACH_OFFICE,
};

static Str joined(Cli *c) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < c->argument_count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, c->arguments[i]);
    }
    return buf_str(&b);
}

static int search(Cli *c) {
    static const RemoteTable HITS = {"/search",
                                     "hits",
                                     "skip",
                                     {{N_("Agreement"), "agreement", false, false},
                                      {N_("Provision"), "article", false, false},
                                      {N_("Heading"), "heading", false, false},
                                      {"", "before", true, false},
                                      {"", "match", false, false},
                                      {"", "after", false, false}}};
    RemoteCall call = {.fields = {{"q", joined(c)}}};
    return remote_table_run(c, &HITS, &call);
}

const CliCommand cmd_office_search = {
    .name = "office search",
    .purpose = N_("look for words in the agreements of an office"),
    .text = N_("Words that stand together in a provision; the beginning of a word suffices."),
    .arguments = {{.name = "WORD", .is_many = true, .text = N_("what is looked for")}},
    .options = {ROW_REMOTE_LIMIT, ROW_REMOTE_JSON},
    .examples = {{"softlaw --remote https://office.example office search water quality",
                  N_("where water quality is spoken of")}},
    .run = search,
    .reach = REACH_OFFICE,
};

// ---- what is one's own to do --------------------------------------------------------------------

static int drafts(Cli *c) {
    static const RemoteTable DRAFTS = {"/drafts",
                                       "drafts",
                                       "after",
                                       {{N_("Id"), "id", false, false},
                                        {N_("Title"), "title", false, false},
                                        {N_("Of"), "owner", false, false},
                                        {N_("Version"), "version", true, false},
                                        {N_("Published"), "published version", true, false},
                                        {N_("Changed"), "changed", false, false},
                                        {N_("By"), "changed by", false, false}}};
    return list_run(c, &DRAFTS);
}

const CliCommand cmd_office_drafts = {
    .name = "office drafts",
    .purpose = N_("list the drafts of one's organisation, and those it is invited to"),
    .text = N_("Each with its last version, the one that is published, and who changed it last."),
    .options = {ROW_REMOTE_LIMIT, ROW_REMOTE_JSON},
    .examples = {{"softlaw office drafts", N_("at the office that SOFTLAW_REMOTE names")}},
    .run = drafts,
    .reach = REACH_OFFICE,
};

static int proposals(Cli *c) {
    RemoteTable t = {"/proposals",
                     "proposals",
                     "after",
                     {{N_("Number"), "number", true, false},
                      {N_("Draft"), "draft", false, false},
                      {N_("Act"), "act text", false, false},
                      {N_("Subject"), "subject", false, false},
                      {N_("Prepared by"), "prepared by", false, false},
                      {N_("At"), "at", false, false},
                      {N_("State"), "state text", false, false},
                      {N_("Decided by"), "decided by", false, false}}};
    if (c->argument_count) {
        t.path = "/drafts/{id}/proposals"; // the latest first
        t.cursor = "before";
    }
    return list_run(c, &t);
}

const CliCommand cmd_office_proposals = {
    .name = "office proposals",
    .purpose = N_("list what waits for a second person"),
    .text =
        N_("Of one draft all proposals, the latest first; otherwise those of one's organisation "
           "that wait."),
    .arguments = {{.name = "ID", .is_optional = true, .text = N_("the id of a draft")}},
    .options = {ROW_REMOTE_LIMIT, ROW_REMOTE_JSON},
    .examples = {{"softlaw office proposals", N_("what waits")}},
    .run = proposals,
    .reach = REACH_OFFICE,
};

static int notices(Cli *c) {
    static const RemoteTable NOTICES = {"/notices",
                                        "notices",
                                        "before",
                                        {{N_("Number"), "number", true, false},
                                         {N_("At"), "at", false, false},
                                         {N_("Draft"), "draft", false, false},
                                         {N_("Notice"), "text", false, false},
                                         {N_("Read"), "read", false, true}}};
    Err err = {.code = ERR_NONE};
    Str answer = STR(""), number = cli_option(c, "read");
    if (!number.size) return list_run(c, &NOTICES);
    RemoteCall call = {.path = "/notices/read", .is_post = true, .fields = {{"number", number}}};
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_ask(c->app, r, &call, &answer, &err)) return remote_failure(c, &err);
    return remote_tell(c, answer, MSG("read up to {1}", number));
}

const CliCommand cmd_office_notices = {
    .name = "office notices",
    .purpose = N_("list what one is told by an office"),
    .text = N_("The latest first. --read marks them as read up to a number."),
    .options = {{.name = "read",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("all up to this one were read")},
                ROW_REMOTE_LIMIT,
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office notices --limit 10", N_("the last ten")}},
    .run = notices,
    .reach = REACH_OFFICE,
};

// ---- what binds or pays -------------------------------------------------------------------------

static int propose(Cli *c, RemoteCall call) {
    Err err = {.code = ERR_NONE};
    Str answer = STR(""), id = c->arguments[0];
    call.id = id;
    call.is_post = true;
    Remote *r = remote_open(c, &err);
    const JsonNode *n = r ? app_remote_ask(c->app, r, &call, &answer, &err) : NULL;
    if (!n) return remote_failure(c, &err);
    return remote_tell(c, answer,
                       MSG("proposed as number {1}; another person approves it with: softlaw "
                           "office approve {2} {1}",
                           remote_member(c->arena, n, "number"), id));
}

static int publish(Cli *c) {
    return propose(c, (RemoteCall){.path = "/drafts/{id}/publish"});
}

const CliCommand cmd_office_publish = {
    .name = "office publish",
    .purpose = N_("propose to publish the last version of a draft"),
    .text = N_("Another person approves it, and it then stands in the log. Whoever proposes and "
               "approves has logged in with a second factor."),
    .arguments = {ROW_REMOTE_ID},
    .options = {ROW_REMOTE_JSON},
    .examples = {{"softlaw office publish yellow-river-2021", N_("it is ready")}},
    .run = publish,
    .reach = REACH_OFFICE,
};

static int sign(Cli *c) {
    enum { NOTE_BYTES = 1 << 20 };
    Err err = {.code = ERR_NONE};
    Str note;
    if (!file_read_text(c->arena, c->arguments[1], NOTE_BYTES, &note, &err))
        return print_failure(c, &err);
    return propose(c, (RemoteCall){.path = "/drafts/{id}/sign", .fields = {{"note", note}}});
}

const CliCommand cmd_office_sign = {
    .name = "office sign",
    .purpose = N_("propose to sign an agreement with a note that one's key has signed"),
    .text = N_("The key stays here: softlaw seal sign writes the note, the office checks it and "
               "records it once another person has approved."),
    .arguments = {ROW_REMOTE_ID,
                  {.name = "NOTE", .text = N_("what softlaw seal sign has written")}},
    .options = {ROW_REMOTE_JSON},
    .examples = {{"softlaw office sign yellow-river-2021 henan.note", N_("Henan signs")}},
    .run = sign,
    .reach = REACH_OFFICE,
};

static int pay(Cli *c) {
    return propose(c, (RemoteCall){.path = "/drafts/{id}/pay",
                                   .fields = {{"period", cli_option(c, "period")}}});
}

const CliCommand cmd_office_pay = {
    .name = "office pay",
    .purpose = N_("propose to post what a period comes to"),
    .text = N_("softlaw --remote URL settle shows beforehand what that is. It is posted once "
               "another person has approved."),
    .arguments = {ROW_REMOTE_ID},
    .options = {{.name = "period",
                 .kind = OPTION_WORD,
                 .value = "PERIOD",
                 .text = N_("for example 2021; otherwise the whole term")},
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office pay yellow-river-2021 --period 2021", N_("one year")}},
    .run = pay,
    .reach = REACH_OFFICE,
};

static int decide(Cli *c, RemoteCall call, const char *done) {
    Err err = {.code = ERR_NONE};
    Str answer = STR(""), number = c->arguments[1];
    call.id = c->arguments[0];
    call.is_post = true;
    call.fields[0] = (RemoteField){"number", number};
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_ask(c->app, r, &call, &answer, &err)) return remote_failure(c, &err);
    return remote_tell(c, answer, (Message){done, {number}});
}

static int approve(Cli *c) {
    return decide(c, (RemoteCall){.path = "/drafts/{id}/approve"},
                  N_("proposal {1} is approved and done"));
}

const CliCommand cmd_office_approve = {
    .name = "office approve",
    .purpose = N_("approve a proposal of another person, which does it"),
    .text = N_("Who prepared it cannot approve it. Look at it first: softlaw office proposals, "
               "softlaw --remote URL settle."),
    .arguments = {ROW_REMOTE_ID, ROW_REMOTE_NUMBER},
    .options = {ROW_REMOTE_JSON},
    .examples = {{"softlaw office approve yellow-river-2021 7", N_("the seventh proposal")}},
    .run = approve,
    .reach = REACH_OFFICE,
};

static int refuse(Cli *c) {
    return decide(c,
                  (RemoteCall){.path = "/drafts/{id}/refuse",
                               .fields = {{"number", STR("")}, {"why", cli_option(c, "why")}}},
                  N_("proposal {1} is refused"));
}

const CliCommand cmd_office_refuse = {
    .name = "office refuse",
    .purpose = N_("refuse a proposal, or withdraw one's own"),
    .text = N_("Nothing of it is done; who prepared it is told why."),
    .arguments = {ROW_REMOTE_ID, ROW_REMOTE_NUMBER},
    .options = {{.name = "why", .kind = OPTION_WORD, .value = "TEXT", .text = N_("in a few words")},
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office refuse yellow-river-2021 7 --why \"the second quarter is "
                  "missing\"",
                  N_("with the reason")}},
    .run = refuse,
    .reach = REACH_OFFICE,
};
