// cli/cli_int.h - what the files of this room share: rows of the command table, the parsed command
// line, and the printer
#ifndef SOFTLAW_CLI_CLI_INT_H
#define SOFTLAW_CLI_CLI_INT_H

#include "app/app.h"
#include "base/width.h"
#include "cli/cli.h"

// ---- rows ---------------------------------------------------------------------------------------

typedef enum OptionKind {
    OPTION_FLAG,   // no value
    OPTION_WORD,   // any text
    OPTION_FILE,   // a path; "-" is standard input
    OPTION_CHOICE, // one of `choices`
    OPTION_DATE,   // YYYY-MM-DD
} OptionKind;

typedef struct CliOption {
    const char *name; // "format" stands for --format
    char letter;      // 'o' for -o, or 0
    OptionKind kind;
    const char *value;   // how help names the value: "FILE"
    const char *choices; // of CHOICE, parted by blanks; the first is the default
    bool is_many;        // may be given again, and then takes every word up to the next option
    bool is_required;
    const char *text;
} CliOption;

typedef struct CliArgument {
    const char *name; // "FILE"; NULL ends the row
    bool is_many, is_optional;
    const char *text;
} CliArgument;

typedef struct CliExample {
    const char *command; // NULL ends the row
    const char *text;
} CliExample;

enum { CLI_ARGUMENTS_MAX = 2, CLI_OPTIONS_MAX = 16, CLI_EXAMPLES_MAX = 3 };

typedef struct Cli Cli;

// Where a command works: with files here, with an office (--remote), or in both ways.
typedef enum CliReach { REACH_HERE, REACH_OFFICE, REACH_BOTH } CliReach;

// A command: its help and its function are one thing.
typedef struct CliCommand {
    const char *name;
    const char *purpose; // one line; this and all texts below are keys of the catalogue
    const char *text;    // paragraphs parted by "\n\n"
    CliArgument arguments[CLI_ARGUMENTS_MAX + 1];
    CliOption options[CLI_OPTIONS_MAX + 1];
    CliExample examples[CLI_EXAMPLES_MAX + 1];
    int (*run)(Cli *c);
    CliReach reach;
} CliCommand;

// The commands in the order of help, and the options that every command takes.
extern const CliCommand *const cli_commands[];
extern const size_t cli_command_count;
extern const CliOption cli_common_options[];
extern const size_t cli_common_option_count;
// What stands for commands of the same names when an office is asked, and what it alone knows.
extern const CliCommand *const cli_remote_commands[];
extern const size_t cli_remote_command_count;
const CliCommand *cli_command_find(const Cli *c, Str name);
// How many of the words name a command; 0 if none do, or if it does not work with what is asked: an
// office, or files here. *ret is then the one that is meant, or NULL.
int cli_command_words(const Cli *c, int count, char **words, const CliCommand **ret);
size_t cli_option_count(const CliCommand *command);

// ---- the parsed command line --------------------------------------------------------------------

typedef struct GivenOption {
    const CliOption *option;
    Str value;
} GivenOption;

struct Cli {
    Arena *arena;
    App *app;
    Sys *sys; // one for the whole run
    CliWorld world;
    Lang lang;
    Str remote;           // the office that is asked; "" = none
    bool is_remote_given; // on the command line
    const CliCommand *command;
    Str *arguments;
    size_t argument_count;
    GivenOption *given;
    size_t given_count;
};

typedef enum CliExit { EXIT_CLEAN = 0, EXIT_FOUND = 1, EXIT_USAGE = 2 } CliExit;

// Read the words after the command's name. False with err on a fault of usage.
bool args_parse(Cli *c, int count, char **words, Err *err);
// The value given for an option of this command; its first choice or an absent Str if not given.
Str cli_option(const Cli *c, const char *name);
bool cli_has(const Cli *c, const char *name);
// All values of an option that may be repeated.
Str *cli_options(const Cli *c, const char *name, size_t *ret_count);
// The choice's number, from 0.
int cli_choice(const Cli *c, const char *name);
// The whole number of an option; *ret is left alone where it was not given.
bool cli_number(const Cli *c, const char *option, int64_t least, int64_t most, int64_t *ret,
                Err *err);
// The value of --threads, from 1 to 64; *ret is left alone where it was not given.
bool cli_threads(const Cli *c, size_t *ret, Err *err);
// The value of --port, from 1 to 65535; 0 where it was not given.
bool cli_port(const Cli *c, int *ret, Err *err);

// ---- text on a terminal -------------------------------------------------------------------------

// Cut at most `columns` columns off `*rest`, at a blank or between Chinese characters, and skip the
// blanks that follow; false when nothing is left. Closing punctuation never starts a line.
bool width_next_line(Str *rest, int columns, Str *ret_line);
// Write `text` wrapped to `columns`, each line after `indent` blanks; paragraphs stay apart.
void print_wrapped(Buf *b, Str text, int indent, int columns);
void print_blanks(Buf *b, int count);

// A table whose columns line up, also with Chinese text. Add the cells row by row.
typedef struct TextGrid {
    Arena *arena;
    size_t column_count;
    const bool *is_right; // by column: numbers stand at the right
    struct GridCells {
        Str *items;
        size_t count, capacity;
    } cells;
} TextGrid;
void grid_add(TextGrid *g, Str cell);
// Print every row after `indent` blanks; `rule_after` rows from the top are parted by a line (0 =
// none).
void grid_print(Buf *b, const TextGrid *g, int indent, size_t rule_after);

// ---- printing -----------------------------------------------------------------------------------

// A page to standard output, or to a file; NULL with err if it cannot be opened.
Out *print_out(Cli *c, Err *err);
Out *print_out_to(Cli *c, Str path, Err *err);
// A text at hand, to standard output or ("", "-": not) to a file: whole or not at all.
bool print_text_to(Cli *c, Str path, Str text, Err *err);
void print_error_text(Cli *c, Str text);
// Report why a command failed; returns the exit status of that failure.
int print_failure(Cli *c, const Err *err);
// Show how far long work is, where the error stream is a terminal.
void print_progress(Cli *c, AppOptions *options);
// In the reader's language.
Str say(const Cli *c, const char *english);
Str say_message(const Cli *c, Message message);

// Check every file given and print the findings by --format; the exit status.
typedef bool CheckFile(App *app, Str path, Err *err);
int check_files(Cli *c, CheckFile *check_file);
void findings_print(const Cli *c, Buf *b, bool is_terminal);
// Print all findings to the error stream; the exit status that they mean.
int findings_end(Cli *c);
void sarif_print(const Cli *c, Buf *b);

// ---- help, printed from the rows ----------------------------------------------------------------

void help_overview(const Cli *c, Buf *b);
void help_command(const Cli *c, Buf *b); // of c->command
void help_functions(const Cli *c, Buf *b);
void help_remote(const Cli *c, Buf *b); // the commands that ask an office
void help_man(const Cli *c, Buf *b);
void help_markdown(const Cli *c, Buf *b);
// Completion scripts; they come from the rows of names and hold no prose but the purposes.
void help_bash(const Cli *c, Buf *b);
void help_zsh(const Cli *c, Buf *b);
void help_fish(const Cli *c, Buf *b);
// "settle FILE --facts FILE... [OPTION...]"
Str help_synopsis(const Cli *c, const CliCommand *command);
// "-o, --output FILE", "--format human|json"
Str help_option_head(const Cli *c, const CliOption *o);
// One option at a time, the command's own and then the common ones; NULL at the end.
const CliOption *help_option(const CliCommand *command, size_t index);

// ---- commands -----------------------------------------------------------------------------------

extern const CliCommand cmd_dmn_run, cmd_dmn_test, cmd_dmn_check, cmd_dmn_convert, cmd_dmn_edit,
    cmd_new, cmd_convert, cmd_check, cmd_lint, cmd_coverage, cmd_review, cmd_law_import, cmd_diff,
    cmd_show, cmd_feel, cmd_game, cmd_game_membership, cmd_game_repeated, cmd_evolve, cmd_incentive,
    cmd_incentive_design, cmd_settle, cmd_compare, cmd_explain, cmd_post, cmd_correct, cmd_balance,
    cmd_statement, cmd_export, cmd_seal_keygen, cmd_seal_sign, cmd_seal_record, cmd_seal_evidence,
    cmd_seal_head, cmd_serve, cmd_witness, cmd_verify, cmd_rebuild, cmd_lsp, cmd_fmt, cmd_help,
    cmd_init, cmd_people, cmd_organisation_add, cmd_people_add, cmd_people_grant, cmd_people_revoke,
    cmd_people_reset, cmd_people_link, cmd_people_unlink, cmd_notify, cmd_backup, cmd_restore,
    cmd_doctor, cmd_office_login, cmd_office_logout, cmd_office_whoami, cmd_office_password,
    cmd_office_list, cmd_office_search, cmd_office_drafts, cmd_office_draft_new,
    cmd_office_draft_text, cmd_office_draft_save, cmd_office_draft_show, cmd_office_invite,
    cmd_office_talk, cmd_office_remark, cmd_office_facts, cmd_office_publish, cmd_office_sign,
    cmd_office_pay, cmd_office_proposals, cmd_office_approve, cmd_office_refuse, cmd_office_notices,
    cmd_remote_show, cmd_remote_settle, cmd_remote_statement, cmd_remote_balance,
    cmd_remote_explain, cmd_remote_diff, cmd_remote_export, cmd_remote_calendar,
    cmd_remote_evidence, cmd_remote_seal_evidence, cmd_remote_verify;

#endif
