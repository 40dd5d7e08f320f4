// cli/cmd_new.c - softlaw new: an agreement drafted from a template, by options or by an interview
#include "app/draft.h"
#include "cli/line.h"
#include "cli/rows.h"

#include <unistd.h>

enum { NEW_HUMAN, NEW_JSON };
enum { INDENT = 4, COLUMNS = 90 };

// ---- lists --------------------------------------------------------------------------------------

static void add_entry(const Cli *c, Buf *b, Str head, Str first, Str second) {
    (void)c;
    buf_add(b, head);
    buf_add_byte(b, '\n');
    print_wrapped(b, first, INDENT, COLUMNS);
    if (second.size) print_wrapped(b, second, INDENT, COLUMNS);
}

static Str choices_text(const Cli *c, const QuestionView *v) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < v->choice_count; i++) {
        if (i) buf_add_c(&b, ", ");
        buf_add_fmt(&b, "%.*s (%.*s)", STR_ARG(v->choices[i].id), STR_ARG(v->choices[i].label));
    }
    return buf_str(&b);
}

static void add_question(const Cli *c, Buf *b, const QuestionView *v) {
    Str type = v->choice_count ? choices_text(c, v) : say(c, v->type);
    add_entry(c, b, v->ask, v->why, STR(""));
    print_wrapped(b,
                  str_fmt(c->arena, "%.*s=%.*s    %.*s", STR_ARG(v->key), STR_ARG(v->fallback),
                          STR_ARG(type)),
                  INDENT, COLUMNS);
}

static int list_templates(Cli *c, Out *out) {
    const TemplateList *l = app_templates(c->app);
    if (cli_choice(c, "format") == NEW_JSON) {
        template_list_json(l, out);
        return findings_end(c);
    }
    for (size_t i = 0; i < l->count; i++)
        add_entry(
            c, &out->buf,
            str_fmt(c->arena, "%.*s: %.*s", STR_ARG(l->items[i].name), STR_ARG(l->items[i].title)),
            l->items[i].purpose, STR(""));
    out_end(out);
    return findings_end(c);
}

static int list_questions(Cli *c, const Draft *d, Out *out) {
    if (cli_choice(c, "format") == NEW_JSON) {
        draft_questions_json(d, out);
        return findings_end(c);
    }
    for (size_t i = 0; i < draft_question_count(d); i++)
        add_question(c, &out->buf, draft_question(d, i));
    out_end(out);
    return findings_end(c);
}

// ---- answers ------------------------------------------------------------------------------------

static bool give_settings(Cli *c, Draft *d, Err *err) {
    size_t count;
    Str *settings = cli_options(c, "set", &count);
    for (size_t i = 0; i < count; i++) {
        int64_t equals = str_find(settings[i], STR("="), 0);
        if (equals < 0)
            return err_set(err, ERR_INPUT, MSG("--set wants KEY=VALUE, not \"{1}\"", settings[i]),
                           NO_MSG);
        Str key = str_part(settings[i], 0, (size_t)equals);
        Str value = str_part(settings[i], (size_t)equals + 1, settings[i].size);
        if (!draft_answer(d, str_trim(key), value, err)) return false;
    }
    return true;
}

static void ask(Cli *c, const QuestionView *v) {
    Buf b = {.arena = c->arena};
    buf_add_byte(&b, '\n');
    add_entry(c, &b, v->ask, v->why, choices_text(c, v));
    print_wrapped(&b, say_message(c, MSG("enter alone means: {1}", v->fallback)), INDENT, COLUMNS);
    print_error_text(c, buf_str(&b));
}

// A wrong answer is told and asked again. What is not answered when the input ends keeps its
// fallback.
static void interview(Cli *c, Draft *d) {
    LineReader *reader = line_reader_new(c, "> ", NULL);
    const QuestionView *v = draft_next(d);
    while (v) {
        Str line;
        ask(c, v);
        if (!line_reader_next(reader, &line)) return;
        Err err = {.code = ERR_NONE};
        Str value = str_trim(line);
        if (draft_answer(d, v->key, value.size ? str_copy(c->arena, value) : v->fallback, &err))
            v = draft_next(d);
        else
            print_failure(c, &err);
    }
}

static bool wants_interview(const Cli *c) {
    bool is_terminal = c->world.in_is_terminal && c->world.out_is_terminal;
    return cli_has(c, "ask") || (is_terminal && !cli_has(c, "defaults"));
}

// ---- the command --------------------------------------------------------------------------------

static bool is_free(const Cli *c, Str path, Err *err) {
    if (!path.at || str_is(path, STR("-")) || access(str_c(c->arena, path), F_OK)) return true;
    return err_set_at(err, ERR_CONFLICT, (Place){.file = path}, MSG("there is such a file already"),
                      MSG("choose another name, or take the file away"));
}

static int write_draft(Cli *c, Draft *d) {
    Err err = {.code = ERR_NONE};
    Str text = {NULL, 0};
    if (!give_settings(c, d, &err)) return print_failure(c, &err);
    if (wants_interview(c)) interview(c, d);
    if (!draft_text(d, &text, &err)) return print_failure(c, &err);
    if (!text.at) return findings_end(c);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out) return print_failure(c, &err);
    buf_add(&out->buf, text);
    return out_end(out) ? findings_end(c) : print_failure(c, &err);
}

static int new_agreement(Cli *c) {
    Err err = {.code = ERR_NONE};
    Str name = cli_option(c, "template");
    if (!is_free(c, cli_option(c, "output"), &err)) return print_failure(c, &err);
    if (!name.at && cli_has(c, "list")) return list_templates(c, print_out(c, &err));
    if (!name.at) {
        err_set(&err, ERR_INPUT, MSG("softlaw new wants --template or --list"),
                MSG("see: softlaw help new"));
        return print_failure(c, &err);
    }
    Draft *d = draft_open(c->app, name, &err);
    if (!d) return err.code ? print_failure(c, &err) : findings_end(c);
    if (cli_has(c, "list")) return list_questions(c, d, print_out(c, &err));
    return write_draft(c, d);
}

const CliCommand cmd_new = {
    .name = "new",
    .purpose = N_("draft an agreement from a template"),
    .text = N_(
        "Fills in one of the templates that softlaw brings along, in English or Chinese by --lang, "
        "and checks what comes out. On a terminal it asks the questions that are not answered by "
        "--set, one after the other, says why each is asked, and leaves out those that earlier "
        "answers have made needless. Elsewhere, and with --defaults, the defaults stand.\n\n"
        "A path in place of a name reads a template of your own; templates/README.md describes "
        "the form."),
    .options = {{.name = "template",
                 .letter = 't',
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .text = N_("the template, by its name or as a file")},
                {.name = "list",
                 .kind = OPTION_FLAG,
                 .text = N_("show the templates, or the questions of one")},
                {.name = "set",
                 .kind = OPTION_WORD,
                 .value = "KEY=VALUE",
                 .is_many = true,
                 .text = N_("answer a question; may be given several times")},
                {.name = "ask",
                 .kind = OPTION_FLAG,
                 .text = N_("ask, also where the input is no terminal: one answer on a line")},
                {.name = "defaults", .kind = OPTION_FLAG, .text = N_("never ask")},
                ROW_FORMAT("human json"),
                ROW_OUTPUT},
    .examples = {{"softlaw new --list", N_("which templates there are")},
                 {"softlaw new --template energy-supply -o supply.md",
                  N_("answer the questions on the terminal")},
                 {"softlaw new --template energy-supply --lang zh --set supplier=山西省 "
                  "--set volume=200000 -o supply.md",
                  N_("answer some by options, in Chinese")}},
    .run = new_agreement,
};
