// cli/commands.c - the one list of commands, in the order of help, and the options all of them take
#include "cli/cli_int.h"

const CliCommand *const cli_commands[] = {
    // before signing
    &cmd_new,
    &cmd_check,
    &cmd_lint,
    &cmd_coverage,
    &cmd_review,
    &cmd_law_import,
    &cmd_show,
    &cmd_diff,
    &cmd_convert,
    &cmd_feel,
    &cmd_fmt,
    &cmd_lsp,
    &cmd_game_membership,
    &cmd_game_repeated,
    &cmd_game,
    &cmd_evolve,
    &cmd_incentive_design,
    &cmd_incentive,
    // decision models
    &cmd_dmn_run,
    &cmd_dmn_test,
    &cmd_dmn_check,
    &cmd_dmn_convert,
    &cmd_dmn_edit,
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
    &cmd_seal_keygen,
    &cmd_seal_sign,
    &cmd_seal_record,
    &cmd_seal_evidence,
    &cmd_seal_head,
    &cmd_witness,
    &cmd_verify,
    &cmd_rebuild,
    // the office
    &cmd_init,
    &cmd_organisation_add,
    &cmd_people_add,
    &cmd_people_grant,
    &cmd_people_revoke,
    &cmd_people_reset,
    &cmd_people_link,
    &cmd_people_unlink,
    &cmd_people,
    &cmd_notify,
    &cmd_serve,
    &cmd_backup,
    &cmd_restore,
    &cmd_doctor,
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

// The name's next word; -1 if it is another.
static int64_t word_end(Str name, size_t at, Str word) {
    if (!str_starts_with(str_part(name, at, name.size), word)) return -1;
    size_t end = at + word.size;
    return end == name.size || name.at[end] == ' ' ? (int64_t)end : -1;
}

static int words_of(Str name, int count, char **words) {
    int64_t at = 0;
    for (int i = 0; i < count && at >= 0; i++) {
        at = word_end(name, (size_t)at, str_from(words[i]));
        if (at == (int64_t)name.size) return i + 1;
        at += at >= 0;
    }
    return 0;
}

int cli_command_words(int count, char **words, const CliCommand **ret) {
    for (size_t i = 0; i < cli_command_count; i++) {
        int used = words_of(str_from(cli_commands[i]->name), count, words);
        *ret = cli_commands[i];
        if (used) return used;
    }
    *ret = NULL;
    return 0;
}

size_t cli_option_count(const CliCommand *command) {
    size_t count = 0;
    while (command->options[count].name) count++;
    return count;
}
