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
    // an office, asked over the network
    &cmd_office_login,
    &cmd_office_logout,
    &cmd_office_whoami,
    &cmd_office_password,
    &cmd_office_list,
    &cmd_office_search,
    &cmd_office_drafts,
    &cmd_office_draft_new,
    &cmd_office_draft_text,
    &cmd_office_draft_save,
    &cmd_office_draft_show,
    &cmd_office_invite,
    &cmd_office_talk,
    &cmd_office_remark,
    &cmd_office_facts,
    &cmd_office_publish,
    &cmd_office_sign,
    &cmd_office_pay,
    &cmd_office_proposals,
    &cmd_office_approve,
    &cmd_office_refuse,
    &cmd_office_notices,
    // learning
    &cmd_help,
};
const size_t cli_command_count = sizeof cli_commands / sizeof cli_commands[0];

const CliCommand *const cli_remote_commands[] = {
    &cmd_remote_show,     &cmd_remote_diff,          &cmd_remote_settle, &cmd_remote_explain,
    &cmd_remote_balance,  &cmd_remote_statement,     &cmd_remote_export, &cmd_remote_calendar,
    &cmd_remote_evidence, &cmd_remote_seal_evidence, &cmd_remote_verify,
};
const size_t cli_remote_command_count = sizeof cli_remote_commands / sizeof cli_remote_commands[0];

const CliOption cli_common_options[] = {
    {.name = "lang",
     .kind = OPTION_CHOICE,
     .value = "LANG",
     .choices = "en zh",
     .text = N_("language of messages and statements; otherwise the locale decides")},
    {.name = "remote",
     .kind = OPTION_WORD,
     .value = "URL",
     .text = N_("ask the office at this address instead of files here (softlaw help remote)")},
    {.name = "help",
     .letter = 'h',
     .kind = OPTION_FLAG,
     .text = N_("show the help of this command")},
};
const size_t cli_common_option_count = sizeof cli_common_options / sizeof cli_common_options[0];

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

typedef struct Named {
    const CliCommand *command;
    int words;
} Named;

static Named find_words(const CliCommand *const *rows, size_t row_count, int count, char **words) {
    for (size_t i = 0; i < row_count; i++) {
        int used = words_of(str_from(rows[i]->name), count, words);
        if (used) return (Named){rows[i], used};
    }
    return (Named){NULL, 0};
}

// An office that the environment names does not stand in the way of what works here.
static bool works(const Cli *c, const CliCommand *command) {
    if (command->reach == REACH_BOTH) return true;
    return command->reach == REACH_OFFICE ? c->remote.size > 0 : !c->is_remote_given;
}

int cli_command_words(const Cli *c, int count, char **words, const CliCommand **ret) {
    Named far = find_words(cli_remote_commands, cli_remote_command_count, count, words);
    Named near = find_words(cli_commands, cli_command_count, count, words);
    Named n = far.words && (c->remote.size || !near.words) ? far : near;
    *ret = n.command;
    return n.command && works(c, n.command) ? n.words : 0;
}

static const CliCommand *find_named(const CliCommand *const *rows, size_t count, Str name) {
    for (size_t i = 0; i < count; i++)
        if (str_is(str_from(rows[i]->name), name)) return rows[i];
    return NULL;
}

const CliCommand *cli_command_find(const Cli *c, Str name) {
    const CliCommand *far = find_named(cli_remote_commands, cli_remote_command_count, name);
    const CliCommand *near = find_named(cli_commands, cli_command_count, name);
    return far && (c->remote.size || !near) ? far : near;
}

size_t cli_option_count(const CliCommand *command) {
    size_t count = 0;
    while (command->options[count].name) count++;
    return count;
}
