// cli/help_markdown.c - the reference of commands as Markdown, printed from the table
#include "cli/cli_int.h"

static void add_row(const Cli *c, Buf *b, Str head, const char *text) {
    buf_add_fmt(b, "- `%.*s`: ", STR_ARG(head));
    buf_add(b, say(c, text));
    buf_add_byte(b, '\n');
}

static void add_examples(const Cli *c, Buf *b, const CliCommand *command) {
    buf_add_c(b, "\n```sh\n");
    for (const CliExample *e = command->examples; e->command; e++) {
        buf_add_c(b, "# ");
        buf_add(b, say(c, e->text));
        buf_add_fmt(b, "\n%s\n", e->command);
    }
    buf_add_c(b, "```\n");
}

static void add_command(const Cli *c, Buf *b, const CliCommand *command) {
    const CliOption *o;
    buf_add_fmt(b, "\n## softlaw %s\n\n", command->name);
    buf_add(b, say(c, command->purpose));
    buf_add_fmt(b, "\n\n    softlaw %.*s\n\n", STR_ARG(help_synopsis(c, command)));
    buf_add(b, say(c, command->text));
    buf_add_c(b, "\n\n");
    for (const CliArgument *arg = command->arguments; arg->name; arg++)
        add_row(c, b, str_from(arg->name), arg->text);
    for (size_t i = 0; (o = help_option(command, i)); i++)
        add_row(c, b, help_option_head(c, o), o->text);
    add_examples(c, b, command);
}

void help_markdown(const Cli *c, Buf *b) {
    buf_add_c(b, "# ");
    buf_add(b, say(c, N_("Commands of softlaw")));
    buf_add_byte(b, '\n');
    for (size_t i = 0; i < cli_command_count; i++) add_command(c, b, cli_commands[i]);
    buf_add_c(b, "\n# ");
    buf_add(b, say(c, N_("Commands with --remote")));
    buf_add_byte(b, '\n');
    for (size_t i = 0; i < cli_remote_command_count; i++) add_command(c, b, cli_remote_commands[i]);
}
