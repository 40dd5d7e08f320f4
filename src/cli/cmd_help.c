// cli/cmd_help.c - softlaw help: explain a command, the format, the functions
#include "app/check.h"
#include "app/lint.h"
#include "cli/cli_int.h"

typedef void Page(const Cli *c, Buf *b);

enum { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

static void print_format(const Cli *c, Buf *b) {
    buf_add(b, app_format_reference(c->arena, c->lang));
}

static void print_rules(const Cli *c, Buf *b) {
    buf_add(b, app_lint_reference(c->arena, c->lang));
}

static Page *completion_page(const Cli *c) {
    static Page *const pages[] = {
        [SHELL_BASH] = help_bash, [SHELL_ZSH] = help_zsh, [SHELL_FISH] = help_fish};
    return pages[cli_choice(c, "completion")];
}

static Page *page_by_option(const Cli *c) {
    if (cli_has(c, "man")) return help_man;
    if (cli_has(c, "markdown")) return help_markdown;
    return cli_has(c, "completion") ? completion_page(c) : NULL;
}

// The words of the topic, as in `help dmn run`.
static Str topic_of(const Cli *c) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < c->argument_count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, c->arguments[i]);
    }
    return buf_str(&b);
}

// The page about a topic; of a command, c->command is set to it.
static Page *page_by_topic(Cli *c) {
    if (!c->argument_count) return help_overview;
    Str topic = topic_of(c);
    if (str_is(topic, STR("format"))) return print_format;
    if (str_is(topic, STR("functions"))) return help_functions;
    if (str_is(topic, STR("rules"))) return print_rules;
    if (str_is(topic, STR("remote"))) return help_remote;
    const CliCommand *command = cli_command_find(c, topic);
    if (!command) return NULL;
    c->command = command;
    return help_command;
}

static int help(Cli *c) {
    Err err = {.code = ERR_NONE};
    Page *page = page_by_option(c);
    if (!page) page = page_by_topic(c);
    if (!page) {
        err_set(&err, ERR_INPUT, MSG("there is no help on \"{1}\"", topic_of(c)),
                MSG("see: softlaw --help"));
        return print_failure(c, &err);
    }
    Out *out = print_out(c, &err);
    page(c, &out->buf);
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_help = {
    .name = "help",
    .purpose = N_("explain a command, the language of agreements, or the functions of formulas"),
    .text = N_("Without a topic, lists the commands. The topic format prints the sections of an "
               "agreement's terms, the topic functions every function a formula may use, the topic "
               "rules every rule of precise wording, with an example each, the topic remote the "
               "commands that ask an office.\n\nThe manual page, the "
               "completion for shells and the reference as "
               "Markdown are printed from the same table of commands as this text."),
    .arguments = {{.name = "TOPIC",
                   .is_many = true,
                   .is_optional = true,
                   .text = N_("a command, or format, functions, rules or remote")}},
    .options = {{.name = "man",
                 .kind = OPTION_FLAG,
                 .text = N_("print the manual page softlaw(1)")},
                {.name = "completion",
                 .kind = OPTION_CHOICE,
                 .value = "SHELL",
                 .choices = "bash zsh fish",
                 .text = N_("print completion for a shell")},
                {.name = "markdown",
                 .kind = OPTION_FLAG,
                 .text = N_("print the reference of all commands as Markdown")}},
    .examples = {{"softlaw help settle", N_("how to settle an agreement")},
                 {"softlaw help --lang zh format", N_("the sections of an agreement, in Chinese")},
                 {"softlaw help --man | man -l -", N_("read the manual page")}},
    .run = help,
    .reach = REACH_BOTH,
};
