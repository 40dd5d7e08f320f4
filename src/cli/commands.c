// cli/commands.c - the one list of commands, in the order of help, and the options all of them take
#include "cli/cli_int.h"

const CliCommand *const cli_commands[] = {
    // before signing
    &cmd_new,
    &cmd_check,
    &cmd_show,
    &cmd_diff,
    &cmd_feel,
    // computing
    &cmd_settle,
    &cmd_compare,
    &cmd_explain,
    // the ledger
    &cmd_post,
    &cmd_correct,
    &cmd_balance,
    &cmd_statement,
    &cmd_export,
    &cmd_verify,
    &cmd_rebuild,
    // learning
    &cmd_help,
};
const size_t cli_command_count = sizeof cli_commands / sizeof cli_commands[0];

const CliOption cli_common_options[] = {
    {.name = "lang",
     .kind = OPTION_CHOICE,
     .value = "LANG",
     .choices = "en zh",
     .text = N_("language of messages and statements; otherwise the locale decides")},
    {.name = "help",
     .letter = 'h',
     .kind = OPTION_FLAG,
     .text = N_("show the help of this command")},
};
const size_t cli_common_option_count = sizeof cli_common_options / sizeof cli_common_options[0];

const CliCommand *cli_command_find(Str name) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (str_is(str_from(cli_commands[i]->name), name)) return cli_commands[i];
    return NULL;
}

size_t cli_option_count(const CliCommand *command) {
    size_t count = 0;
    while (command->options[count].name) count++;
    return count;
}
