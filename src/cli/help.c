// cli/help.c - help on the terminal, printed from the table of commands
#include "app/feel.h"
#include "cli/cli_int.h"

enum { COLUMNS_MIN = 40, COLUMNS_MAX = 96, COLUMNS_UNKNOWN = 80, INDENT = 2, TEXT_INDENT = 6 };

static int columns_of(const Cli *c) {
    int columns = c->world.columns ? c->world.columns : COLUMNS_UNKNOWN;
    return columns < COLUMNS_MIN ? COLUMNS_MIN : columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
}

static void add_heading(const Cli *c, Buf *b, const char *english) {
    buf_add_byte(b, '\n');
    buf_add(b, say(c, english));
    buf_add_byte(b, '\n');
}

const CliOption *help_option(const CliCommand *command, size_t index) {
    size_t own = cli_option_count(command);
    if (index < own) return &command->options[index];
    return index - own < cli_common_option_count ? &cli_common_options[index - own] : NULL;
}

Str help_option_head(const Cli *c, const CliOption *o) {
    Buf b = {.arena = c->arena};
    if (o->letter) buf_add_fmt(&b, "-%c, ", o->letter);
    buf_add_fmt(&b, "--%s", o->name);
    if (o->kind == OPTION_CHOICE) {
        Str rest = str_from(o->choices), choice;
        for (char mark = ' '; str_next(&rest, ' ', &choice); mark = '|') {
            buf_add_byte(&b, mark);
            buf_add(&b, choice);
        }
    } else if (o->kind != OPTION_FLAG) {
        buf_add_fmt(&b, " %s%s", o->value, o->is_many ? "..." : "");
    }
    return buf_str(&b);
}

// The options without which the command says little.
static void add_main_options(Buf *b, const CliCommand *command) {
    for (const CliOption *o = command->options; o->name; o++)
        if (o->is_required)
            buf_add_fmt(b, " --%s %s", o->name, o->value);
        else if (o->is_many)
            buf_add_fmt(b, " [--%s %s...]", o->name, o->value);
}

Str help_synopsis(const Cli *c, const CliCommand *command) {
    Buf b = {.arena = c->arena};
    buf_add_c(&b, command->name);
    for (const CliArgument *arg = command->arguments; arg->name; arg++)
        buf_add_fmt(&b, arg->is_optional ? " [%s%s]" : " %s%s", arg->name,
                    arg->is_many ? "..." : "");
    add_main_options(&b, command);
    buf_add_c(&b, " [OPTION...]");
    return buf_str(&b);
}

void help_overview(const Cli *c, Buf *b) {
    TextGrid grid = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){false}};
    buf_add(b, say(c, N_("softlaw - agreements between regions, written in words and run by a "
                         "machine")));
    buf_add_c(b, "\n");
    add_heading(c, b, N_("Usage: softlaw COMMAND [ARGUMENT...] [OPTION...]"));
    add_heading(c, b, N_("Commands:"));
    for (size_t i = 0; i < cli_command_count; i++) {
        grid_add(&grid, str_from(cli_commands[i]->name));
        grid_add(&grid, say(c, cli_commands[i]->purpose));
    }
    grid_print(b, &grid, INDENT, 0);
    add_heading(c, b, N_("Options:"));
    TextGrid options = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){false}};
    for (size_t i = 0; i < cli_common_option_count; i++) {
        grid_add(&options, help_option_head(c, &cli_common_options[i]));
        grid_add(&options, say(c, cli_common_options[i].text));
    }
    grid_print(b, &options, INDENT, 0);
    add_heading(c, b, N_("Learn more:"));
    TextGrid topics = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){false}};
    grid_add(&topics, STR("softlaw help COMMAND"));
    grid_add(&topics, say(c, N_("what a command does, with examples")));
    grid_add(&topics, STR("softlaw help format"));
    grid_add(&topics, say(c, N_("how an agreement is written")));
    grid_add(&topics, STR("softlaw help functions"));
    grid_add(&topics, say(c, N_("the functions of formulas")));
    grid_add(&topics, STR("softlaw help rules"));
    grid_add(&topics, say(c, N_("the rules of precise wording")));
    grid_add(&topics, STR("softlaw help remote"));
    grid_add(&topics, say(c, N_("the commands that ask an office over the network")));
    grid_print(b, &topics, INDENT, 0);
}

static void add_row(const Cli *c, Buf *b, Str head, const char *text) {
    print_blanks(b, INDENT);
    buf_add(b, head);
    buf_add_byte(b, '\n');
    print_wrapped(b, say(c, text), TEXT_INDENT, columns_of(c));
}

static void add_arguments(const Cli *c, Buf *b) {
    if (!c->command->arguments[0].name) return;
    add_heading(c, b, N_("Arguments:"));
    for (const CliArgument *arg = c->command->arguments; arg->name; arg++)
        add_row(c, b, str_from(arg->name), arg->text);
}

static void add_options(const Cli *c, Buf *b) {
    const CliOption *o;
    add_heading(c, b, N_("Options:"));
    for (size_t i = 0; (o = help_option(c->command, i)); i++)
        add_row(c, b, help_option_head(c, o), o->text);
}

static void add_examples(const Cli *c, Buf *b) {
    add_heading(c, b, N_("Examples:"));
    for (const CliExample *e = c->command->examples; e->command; e++) {
        if (e != c->command->examples) buf_add_byte(b, '\n');
        Str text = str_fmt(c->arena, "# %.*s", STR_ARG(say(c, e->text)));
        print_wrapped(b, text, INDENT, columns_of(c));
        print_blanks(b, INDENT);
        buf_add_c(b, e->command);
        buf_add_byte(b, '\n');
    }
}

void help_command(const Cli *c, Buf *b) {
    buf_add_fmt(b, "softlaw %s - ", c->command->name);
    buf_add(b, say(c, c->command->purpose));
    buf_add_c(b, "\n\n");
    buf_add(b, say(c, N_("Usage:")));
    buf_add_fmt(b, " softlaw %.*s\n\n", STR_ARG(help_synopsis(c, c->command)));
    print_wrapped(b, say(c, c->command->text), 0, columns_of(c));
    add_arguments(c, b);
    add_options(c, b);
    add_examples(c, b);
}

static void add_names(const Cli *c, Buf *b, const CliCommand *const *rows, size_t count) {
    TextGrid grid = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){false}};
    for (size_t i = 0; i < count; i++) {
        if (rows[i]->reach != REACH_OFFICE) continue;
        grid_add(&grid, help_synopsis(c, rows[i]));
        grid_add(&grid, say(c, rows[i]->purpose));
    }
    grid_print(b, &grid, INDENT, 0);
}

void help_remote(const Cli *c, Buf *b) {
    print_wrapped(
        b,
        say(c, N_("With --remote URL, or SOFTLAW_REMOTE in the environment, these commands "
                  "ask an office over the network. It must answer by https; http is for "
                  "an office on this machine. Programs name themselves by a token in "
                  "SOFTLAW_TOKEN, people by: softlaw office login. Other commands work here "
                  "all the same; --remote= with nothing behind it asks no office.")),
        0, columns_of(c));
    add_heading(c, b, N_("Like their namesakes for files here:"));
    add_names(c, b, cli_remote_commands, cli_remote_command_count);
    add_heading(c, b, N_("What an office alone knows:"));
    add_names(c, b, cli_commands, cli_command_count);
}

static void add_function(const Cli *c, Buf *b, const FunctionView *f) {
    print_blanks(b, INDENT);
    buf_add(b, f->signature);
    buf_add_byte(b, '\n');
    print_wrapped(b, f->text, TEXT_INDENT, columns_of(c));
    if (!f->example.size) return;
    print_blanks(b, TEXT_INDENT);
    buf_add(b, f->example);
    buf_add_c(b, " = ");
    buf_add(b, f->result);
    buf_add_byte(b, '\n');
}

static void add_functions(const Cli *c, Buf *b, bool is_domain) {
    for (size_t i = 0; i < app_function_count(); i++) {
        FunctionView f = app_function(c->lang, i);
        if (f.is_domain == is_domain) add_function(c, b, &f);
    }
}

void help_functions(const Cli *c, Buf *b) {
    buf_add(b, say(c, N_("The functions that formulas may use.")));
    buf_add_byte(b, '\n');
    add_heading(c, b, N_("Functions of FEEL:"));
    add_functions(c, b, false);
    add_heading(c, b, N_("Functions of softlaw:"));
    add_functions(c, b, true);
}
