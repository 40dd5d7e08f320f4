// cli/cmd_office_draft.c - softlaw office draft: drafts of an office in files, and talking of them
#include "cli/remote.h"
#include "cli/rows.h"
#include "cli/views.h"

static void add_line(const Cli *c, Buf *b, Message m) {
    buf_add(b, say_message(c, m));
    buf_add_byte(b, '\n');
}

// Done at the office, but the next save will not know by itself on what it stands.
static void tell_forgotten(Cli *c, Str version) {
    remote_note(c, MSG("it could not be remembered here that the file was begun from version {1}: "
                       "save it with --version {1}",
                       version));
}

// ---- begun and fetched --------------------------------------------------------------------------

static int draft_new(Cli *c) {
    Err err = {.code = ERR_NONE};
    RemoteDraftText t;
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_draft_new(c->app, r, c->arguments[0], &t, &err))
        return remote_failure(c, &err);
    if (t.is_forgotten) tell_forgotten(c, t.version);
    return remote_tell(c, STR(""),
                       MSG("begun: draft {1}, version 1; save it again with: softlaw office draft "
                           "save {1} {2}",
                           t.id, c->arguments[0]));
}

const CliCommand cmd_office_draft_new = {
    .name = "office draft new",
    .purpose = N_("begin a draft at an office with a text"),
    .text = N_("The id in the text becomes that of the draft. It may have faults; softlaw check "
               "finds them here, softlaw office draft show there."),
    .arguments = {ROW_AN_AGREEMENT},
    .examples = {{"softlaw office draft new river.md", N_("for one's organisation")}},
    .run = draft_new,
    .reach = REACH_OFFICE,
};

static int draft_text(Cli *c) {
    Err err = {.code = ERR_NONE};
    RemoteDraftText t;
    Str file = cli_option(c, "output");
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_draft_text(c->app, r, c->arguments[0], cli_option(c, "version"), file, &t,
                                     &err))
        return remote_failure(c, &err);
    remote_note(c, MSG("draft {1}, version {2}", c->arguments[0], t.version));
    if (t.is_forgotten) tell_forgotten(c, t.version);
    if (file.size && !str_is(file, STR("-"))) return EXIT_CLEAN;
    Out *out = print_out(c, &err);
    bool is_shown = c->world.out_is_terminal;
    bool is_written = out_pass(out, is_shown ? remote_printable(c->arena, t.text) : t.text);
    return is_written && out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

#define ROW_VERSION(text_)                                                                         \
    { .name = "version", .kind = OPTION_WORD, .value = "N", .text = text_ }

const CliCommand cmd_office_draft_text = {
    .name = "office draft text",
    .purpose = N_("fetch the text of a draft"),
    .text =
        N_("With -o into a file, whose version is then remembered, so that softlaw office draft "
           "save notices what others have saved meanwhile."),
    .arguments = {ROW_REMOTE_ID},
    .options = {ROW_VERSION(N_("this version; otherwise the last one")), ROW_OUTPUT},
    .examples = {{"softlaw office draft text yellow-river-2021 -o river.md",
                  N_("to go on with it here")}},
    .run = draft_text,
    .reach = REACH_OFFICE,
};

// ---- saved --------------------------------------------------------------------------------------

static void add_changes(const Cli *c, Buf *b, const RemoteSaved *s) {
    for (size_t i = 0; i < s->change_count; i++) {
        const RemoteChange *x = &s->changes[i];
        add_line(c, b,
                 x->summary.size
                     ? MSG("version {1}, {2}, by {3}: {4}", x->version, x->at, x->by, x->summary)
                     : MSG("version {1}, {2}, by {3}", x->version, x->at, x->by));
    }
    if (!s->diff) return;
    add_line(c, b, MSG("what was changed since version {1}:", s->seen));
    diff_print(c, b, s->diff);
}

static int tell_conflict(Cli *c, const RemoteSaved *s) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    Str id = c->arguments[0], file = c->arguments[1];
    add_changes(c, &out->buf, s);
    if (!out_end(out)) return print_failure(c, &err);
    err_set(&err, ERR_CONFLICT,
            MSG("nothing was saved: others have saved since version {1}", s->seen),
            MSG("softlaw office draft text {1} -o theirs.md fetches it; put both together in {2}, "
                "and save with --version {3}",
                id, file, s->version));
    return print_failure(c, &err);
}

static int draft_save(Cli *c) {
    Err err = {.code = ERR_NONE};
    RemoteSaved saved;
    RemoteSave s = {.id = c->arguments[0],
                    .file = c->arguments[1],
                    .summary = cli_option(c, "summary"),
                    .version = cli_option(c, "version")};
    Remote *r = remote_open(c, &err);
    if (!r || !app_remote_save(c->app, r, &s, &saved, &err)) return remote_failure(c, &err);
    if (saved.is_conflict) return tell_conflict(c, &saved);
    if (saved.is_forgotten) tell_forgotten(c, saved.version);
    return remote_tell(c, STR(""), MSG("saved as version {1}", saved.version));
}

const CliCommand cmd_office_draft_save = {
    .name = "office draft save",
    .purpose = N_("save a draft at an office"),
    .text = N_("On top of the version from which the file was begun, which is remembered. Where "
               "others have saved since, nothing is saved: it tells who has changed what, and how "
               "to go on."),
    .arguments = {ROW_REMOTE_ID, ROW_AN_AGREEMENT},
    .options = {ROW_VERSION(N_("the version that was seen; otherwise the remembered one")),
                {.name = "summary",
                 .kind = OPTION_WORD,
                 .value = "TEXT",
                 .text = N_("what was changed, in a few words")}},
    .examples = {{"softlaw office draft save yellow-river-2021 river.md --summary \"a cap in "
                  "article 4\"",
                  N_("with what was changed")}},
    .run = draft_save,
    .reach = REACH_OFFICE,
};

// ---- what stands in it --------------------------------------------------------------------------

static const RemoteColumn VERSIONS[] = {
    {N_("Version"), "version", true, false},  {N_("At"), "at", false, false},
    {N_("By"), "by", false, false},           {N_("Of"), "organisation", false, false},
    {N_("Summary"), "summary", false, false}, {.title = NULL}};
static const RemoteColumn FINDINGS[] = {
    {N_("Line"), "line", true, false},        {N_("Severity"), "severity", false, true},
    {N_("Finding"), "message", false, false}, {N_("Rule"), "rule", false, false},
    {N_("Hint"), "hint", false, false},       {.title = NULL}};
static const RemoteColumn INVITATIONS[] = {{N_("Organisation"), "organisation", false, false},
                                           {N_("As"), "relation", false, true},
                                           {.title = NULL}};
static const RemoteColumn REMARKS[] = {
    {N_("Number"), "number", true, false},        {N_("At"), "at", false, false},
    {N_("By"), "author", false, false},           {N_("Of"), "organisation", false, false},
    {N_("Provision"), "anchor", false, false},    {N_("Remark"), "text", false, false},
    {N_("Closed by"), "closed by", false, false}, {.title = NULL}};

// A table under its heading; nothing where it is empty.
static void add_table(const Cli *c, Buf *b, const char *heading, const RemoteColumn *columns,
                      const JsonNode *const *items, size_t count) {
    if (!count) return;
    buf_add_byte(b, '\n');
    buf_add(b, say(c, heading));
    buf_add_byte(b, '\n');
    remote_table_print(c, b, columns, items, count);
}

// A list within an answer.
static void add_list(const Cli *c, Buf *b, const char *heading, const JsonNode *answer,
                     const char *name, const RemoteColumn *columns) {
    const JsonNode *list = json_find(answer, str_from(name));
    if (!list || list->kind != JSON_ARRAY) return;
    const JsonNode **items = ARENA_ARRAY(c->arena, const JsonNode *, list->count + 1);
    size_t count = 0;
    for (const JsonNode *n = list->first; n; n = n->next) items[count++] = n;
    add_table(c, b, heading, columns, items, count);
}

static void print_draft(const Cli *c, Buf *b, const JsonNode *n) {
    Arena *a = c->arena;
    add_line(c, b, MSG("{1}", remote_member(a, n, "title")));
    add_line(c, b,
             MSG("draft {1} of {2}, version {3}", remote_member(a, n, "id"),
                 remote_member(a, n, "owner"), remote_member(a, n, "version")));
    add_line(c, b, MSG("precise: {1} %", remote_member(a, n, "precise")));
    add_list(c, b, N_("Versions"), n, "versions", VERSIONS);
    add_list(c, b, N_("Findings"), n, "findings", FINDINGS);
}

static int draft_show(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    RemoteCall call = {.path = "/drafts/{id}", .id = c->arguments[0]};
    Remote *r = remote_open(c, &err);
    const JsonNode *n = r ? app_remote_ask(c->app, r, &call, &answer, &err) : NULL;
    if (!n) return remote_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_has(c, "json"))
        buf_add(&out->buf, answer);
    else
        print_draft(c, &out->buf, n);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_office_draft_show = {
    .name = "office draft show",
    .purpose = N_("show a draft: its versions, and what is found in it"),
    .text = N_("Who saved which version, and the faults and vague words that the office finds in "
               "the last one."),
    .arguments = {ROW_REMOTE_ID},
    .options = {ROW_REMOTE_JSON},
    .examples = {{"softlaw office draft show yellow-river-2021", N_("how far it is")}},
    .run = draft_show,
    .reach = REACH_OFFICE,
};

typedef struct Talk {
    RemoteListCall invited, remarked;
    RemoteList invitations, remarks;
} Talk;

static bool find_talk(Cli *c, Talk *t, Err *err) {
    RemoteCall call = {.path = "/drafts/{id}/talk", .id = c->arguments[0]};
    t->invited = (RemoteListCall){.call = call, .list = "invitations"};
    t->remarked = (RemoteListCall){.call = call, .list = "remarks", .cursor = "before"};
    if (!remote_limit(c, &t->remarked.limit, err)) return false;
    Remote *r = remote_open(c, err);
    return r && app_remote_list(c->app, r, &t->invited, &t->invitations, err) &&
           app_remote_list(c->app, r, &t->remarked, &t->remarks, err);
}

static bool print_talk(const Cli *c, const Talk *t, Out *out) {
    const RemoteList *i = &t->invitations, *r = &t->remarks;
    Buf *b = &out->buf;
    if (!cli_has(c, "json")) {
        add_table(c, b, N_("Invited"), INVITATIONS, i->items, i->count);
        add_table(c, b, N_("Remarks"), REMARKS, r->items, r->count);
        return out_end(out);
    }
    buf_add_byte(b, '{');
    if (!remote_list_members(&t->invited, i, out)) return false;
    buf_add_byte(b, ',');
    if (!remote_list_members(&t->remarked, r, out)) return false;
    buf_add_c(b, "}\n");
    return out_end(out);
}

static int talk(Cli *c) {
    Err err = {.code = ERR_NONE};
    Talk t;
    if (!find_talk(c, &t, &err)) return remote_failure(c, &err);
    return print_talk(c, &t, print_out(c, &err)) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_office_talk = {
    .name = "office talk",
    .purpose = N_("show who takes part in a draft, and what they remark"),
    .text = N_("Organisations that are invited, and their remarks, the latest first, which softlaw "
               "office remark adds and closes."),
    .arguments = {ROW_REMOTE_ID},
    .options = {ROW_REMOTE_LIMIT, ROW_REMOTE_JSON},
    .examples = {{"softlaw office talk yellow-river-2021", N_("what is still open")}},
    .run = talk,
    .reach = REACH_OFFICE,
};

// ---- taking part --------------------------------------------------------------------------------

static int send(Cli *c, const RemoteCall *call, const char *done, Str what) {
    Err err = {.code = ERR_NONE};
    Str answer = STR("");
    Remote *r = remote_open(c, &err);
    const JsonNode *n = r ? app_remote_ask(c->app, r, call, &answer, &err) : NULL;
    if (!n) return remote_failure(c, &err);
    Str number = remote_member(c->arena, n, "number");
    return remote_tell(c, answer, (Message){done, {what.size ? what : number}});
}

static int invite(Cli *c) {
    bool ends = cli_has(c, "end");
    Str organisation = c->arguments[1];
    RemoteCall call = {.path = ends ? "/drafts/{id}/uninvite" : "/drafts/{id}/invite",
                       .id = c->arguments[0],
                       .is_post = true,
                       .fields = {{"organisation", organisation},
                                  {"relation", ends ? STR("") : cli_option(c, "as")}}};
    return send(c, &call, ends ? N_("\"{1}\" is no longer invited") : N_("\"{1}\" is invited"),
                organisation);
}

const CliCommand cmd_office_invite = {
    .name = "office invite",
    .purpose = N_("invite an organisation to a draft"),
    .text = N_("A partner may change the draft, an observer may read it and remark on it."),
    .arguments = {ROW_REMOTE_ID, {.name = "ORGANISATION", .text = N_("its id")}},
    .options = {{.name = "as",
                 .kind = OPTION_CHOICE,
                 .value = "RELATION",
                 .choices = "partner observer",
                 .text = N_("what it may do")},
                {.name = "end", .kind = OPTION_FLAG, .text = N_("end the invitation instead")},
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office invite yellow-river-2021 shandong", N_("to work on it")}},
    .run = invite,
    .reach = REACH_OFFICE,
};

static int remark(Cli *c) {
    Str closed = cli_option(c, "close"), text = c->argument_count > 1 ? c->arguments[1] : STR("");
    Err err = {.code = ERR_NONE};
    if (!closed.size == !text.size) {
        err_set(&err, ERR_INPUT, MSG("a remark is made or closed"),
                MSG("give its text, or --close with its number"));
        return print_failure(c, &err);
    }
    RemoteCall add = {.path = "/drafts/{id}/remarks",
                      .id = c->arguments[0],
                      .is_post = true,
                      .fields = {{"text", text}, {"anchor", cli_option(c, "article")}}};
    RemoteCall close = {.path = "/drafts/{id}/remarks/close",
                        .id = c->arguments[0],
                        .is_post = true,
                        .fields = {{"number", closed}}};
    return text.size ? send(c, &add, N_("remark {1}"), STR(""))
                     : send(c, &close, N_("remark {1} is closed"), closed);
}

const CliCommand cmd_office_remark = {
    .name = "office remark",
    .purpose = N_("remark on a draft, or close a remark"),
    .text = N_("On the whole, or on a provision by its id, as softlaw show --ids prints it."),
    .arguments = {ROW_REMOTE_ID, {.name = "TEXT", .is_optional = true, .text = N_("the remark")}},
    .options = {{.name = "article",
                 .kind = OPTION_WORD,
                 .value = "ID",
                 .text = N_("the provision, for example art_3")},
                {.name = "close",
                 .kind = OPTION_WORD,
                 .value = "NUMBER",
                 .text = N_("close this remark instead")},
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office remark yellow-river-2021 \"by whom is it measured?\" --article "
                  "art_3",
                  N_("on article 3")}},
    .run = remark,
    .reach = REACH_OFFICE,
};
