// cli/cmd_office_facts.c - softlaw office facts: what was measured, brought to an office
#include "base/file.h"
#include "base/limits.h"
#include "cli/remote.h"
#include "cli/rows.h"

static const RemoteColumn FAULTS[] = {{N_("Line"), "line", true, false},
                                      {N_("Finding"), "message", false, false},
                                      {N_("Hint"), "hint", false, false},
                                      {.title = NULL}};

static int list(Cli *c) {
    static const RemoteTable UPLOADS = {"/drafts/{id}/facts",
                                        "facts",
                                        "before",
                                        {{N_("Number"), "number", true, false},
                                         {N_("Name"), "name", false, false},
                                         {N_("Source"), "source", false, false},
                                         {N_("By"), "author", false, false},
                                         {N_("Of"), "organisation", false, false},
                                         {N_("At"), "at", false, false},
                                         {N_("State"), "state", false, true}}};
    RemoteCall call = {.id = c->arguments[0]};
    return remote_table_run(c, &UPLOADS, &call);
}

static Str base_name(Str path) {
    Str rest = path, piece, last = path;
    while (str_next(&rest, '/', &piece))
        if (piece.size) last = piece;
    return last;
}

static bool tell_faults(Cli *c, Str file, const JsonNode *answer, Out *out) {
    const JsonNode *list_of = json_find(answer, STR("findings"));
    size_t count = 0, all = list_of && list_of->kind == JSON_ARRAY ? list_of->count : 0;
    const JsonNode **items = ARENA_ARRAY(c->arena, const JsonNode *, all + 1);
    for (const JsonNode *n = all ? list_of->first : NULL; n; n = n->next) items[count++] = n;
    buf_add(&out->buf, say_message(c, MSG("\"{1}\" was not taken: it has faults", file)));
    buf_add_byte(&out->buf, '\n');
    remote_table_print(c, &out->buf, FAULTS, items, count);
    return out_end(out);
}

static int tell_answer(Cli *c, Str file, const JsonNode *n, Str answer) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out(c, &err);
    Str number = remote_member(c->arena, n, "number");
    bool is_faulty = !number.size;
    if (cli_has(c, "json")) {
        buf_add(&out->buf, answer);
    } else if (is_faulty) {
        tell_faults(c, file, n, out);
    } else {
        buf_add(&out->buf,
                say_message(c, MSG("\"{1}\" is number {2}; it counts once another person "
                                   "has approved it: softlaw office proposals {3}",
                                   file, number, c->arguments[0])));
        buf_add_byte(&out->buf, '\n');
    }
    if (!out_end(out)) return print_failure(c, &err);
    return is_faulty ? EXIT_FOUND : EXIT_CLEAN;
}

static int bring(Cli *c, const Remote *r, Str file) {
    Err err = {.code = ERR_NONE};
    Str text, answer = STR("");
    if (!file_read_text(c->arena, file, LIMIT_REQUEST_BYTES, &text, &err))
        return print_failure(c, &err);
    RemoteCall call = {
        .path = "/drafts/{id}/facts",
        .id = c->arguments[0],
        .is_post = true,
        .fields = {{"name", base_name(file)}, {"source", cli_option(c, "source")}, {"text", text}}};
    const JsonNode *n = app_remote_ask(c->app, r, &call, &answer, &err);
    return n ? tell_answer(c, file, n, answer) : remote_failure(c, &err);
}

static int facts(Cli *c) {
    Err err = {.code = ERR_NONE};
    int worst = EXIT_CLEAN;
    if (c->argument_count == 1) return list(c);
    if (!cli_has(c, "source"))
        err_set(&err, ERR_INPUT, MSG("softlaw {1} wants --{2}", STR("office facts"), STR("source")),
                MSG("say where the facts are from, for example \"monitoring station Liuzhuang\""));
    Remote *r = err.code == ERR_NONE ? remote_open(c, &err) : NULL;
    if (!r) return remote_failure(c, &err);
    for (size_t i = 1; i < c->argument_count; i++) {
        int status = bring(c, r, c->arguments[i]);
        if (status > worst) worst = status;
    }
    return worst;
}

const CliCommand cmd_office_facts = {
    .name = "office facts",
    .purpose = N_("bring facts to an agreement of an office, or list them"),
    .text =
        N_("Each file is checked against the agreement and taken whole or not at all; it counts "
           "once another person has approved it. Without a file, lists what was brought in."),
    .arguments = {ROW_REMOTE_ID,
                  {.name = "FILE",
                   .is_many = true,
                   .is_optional = true,
                   .text = N_("what was measured: CSV or JSON")}},
    .options = {{.name = "source",
                 .kind = OPTION_WORD,
                 .value = "TEXT",
                 .text = N_("where the facts are from")},
                ROW_REMOTE_LIMIT,
                ROW_REMOTE_JSON},
    .examples = {{"softlaw office facts yellow-river-2021 2021.csv --source \"station Liuzhuang\"",
                  N_("of one year")}},
    .run = facts,
    .reach = REACH_OFFICE,
};
