// cli/help_man.c - the manual page softlaw(1), printed from the table of commands
#include "cli/cli_int.h"

// In roff a line must not begin with a dot or an apostrophe, and backslashes and hyphens are marks.
static void add_roff(Buf *b, Str text) {
    bool starts_line = true;
    for (size_t i = 0; i < text.size; i++) {
        char ch = text.at[i];
        if (starts_line && (ch == '.' || ch == '\'')) buf_add_c(b, "\\&");
        if (ch == '\\')
            buf_add_c(b, "\\e");
        else if (ch == '-')
            buf_add_c(b, "\\-");
        else
            buf_add_byte(b, ch);
        starts_line = ch == '\n';
    }
}

static void add_paragraphs(Buf *b, Str text) {
    for (int64_t at; (at = str_find(text, STR("\n\n"), 0)) >= 0;) {
        add_roff(b, str_part(text, 0, (size_t)at));
        buf_add_c(b, "\n.PP\n");
        text = str_part(text, (size_t)at + 2, text.size);
    }
    add_roff(b, text);
    buf_add_byte(b, '\n');
}

static void add_term(Buf *b, Str head, Str text) {
    buf_add_c(b, ".TP\n.B ");
    add_roff(b, head);
    buf_add_byte(b, '\n');
    add_paragraphs(b, text);
}

static void add_section(const Cli *c, Buf *b, const char *english) {
    buf_add_c(b, ".SH ");
    add_roff(b, say(c, english));
    buf_add_byte(b, '\n');
}

static void add_examples(const Cli *c, Buf *b, const CliCommand *command) {
    for (const CliExample *e = command->examples; e->command; e++) {
        buf_add_c(b, ".PP\n");
        add_roff(b, say(c, e->text));
        buf_add_c(b, ":\n.PP\n.nf\n.RS\n");
        add_roff(b, str_from(e->command));
        buf_add_c(b, "\n.RE\n.fi\n");
    }
}

static void add_command(const Cli *c, Buf *b, const CliCommand *command) {
    buf_add_c(b, ".SS softlaw ");
    add_roff(b, help_synopsis(c, command));
    buf_add_byte(b, '\n');
    add_paragraphs(b, say(c, command->text));
    for (const CliArgument *arg = command->arguments; arg->name; arg++)
        add_term(b, str_from(arg->name), say(c, arg->text));
    for (const CliOption *o = command->options; o->name; o++)
        add_term(b, help_option_head(c, o), say(c, o->text));
    add_examples(c, b, command);
}

typedef struct ManRow {
    const char *head, *text;
} ManRow;

static const ManRow VARIABLES[] = {
    {"LC_ALL, LC_MESSAGES, LANG", N_("the language of messages, where --lang does not say it")},
    {"NO_COLOR", N_("set: nothing is coloured")},
    {"SOFTLAW_REMOTE", N_("the office that commands ask which can; --remote= asks none")},
    {"SOFTLAW_TOKEN",
     N_("by which programs are known to that office; set alone, to the one that --remote names")},
    {"XDG_CONFIG_HOME, HOME", N_("where logins at offices are kept: softlaw/offices, in ~/.config "
                                 "where XDG_CONFIG_HOME is not set")},
};
static const ManRow STATUSES[] = {
    {"0", N_("nothing is wrong")},
    {"1", N_("errors were found, a posting was refused, an office refuses or others have saved")},
    {"2", N_("wrong usage, or something could not be read or written")},
};

static void add_rows(const Cli *c, Buf *b, const ManRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) add_term(b, str_from(rows[i].head), say(c, rows[i].text));
}

void help_man(const Cli *c, Buf *b) {
    buf_add_c(b, ".TH SOFTLAW 1 \"\" softlaw\n");
    add_section(c, b, N_("NAME"));
    add_roff(b, say(c, N_("softlaw - agreements between regions, written in words and run by "
                          "a machine")));
    buf_add_byte(b, '\n');
    add_section(c, b, N_("SYNOPSIS"));
    buf_add_c(b, ".B softlaw\n.I COMMAND\n[\\fIARGUMENT\\fR...] [\\fIOPTION\\fR...]\n");
    add_section(c, b, N_("COMMANDS"));
    for (size_t i = 0; i < cli_command_count; i++) add_command(c, b, cli_commands[i]);
    add_section(c, b, N_("COMMANDS WITH --remote"));
    for (size_t i = 0; i < cli_remote_command_count; i++) add_command(c, b, cli_remote_commands[i]);
    add_section(c, b, N_("COMMON OPTIONS"));
    for (size_t i = 0; i < cli_common_option_count; i++)
        add_term(b, help_option_head(c, &cli_common_options[i]),
                 say(c, cli_common_options[i].text));
    add_section(c, b, N_("ENVIRONMENT"));
    add_rows(c, b, VARIABLES, sizeof VARIABLES / sizeof *VARIABLES);
    add_section(c, b, N_("EXIT STATUS"));
    add_rows(c, b, STATUSES, sizeof STATUSES / sizeof *STATUSES);
}
