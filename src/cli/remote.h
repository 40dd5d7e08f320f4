// cli/remote.h - commands that ask an office: opening it, its lists as tables, its answers
#ifndef SOFTLAW_CLI_REMOTE_H
#define SOFTLAW_CLI_REMOTE_H

#include "app/remote.h"
#include "cli/cli_int.h"

// The office of --remote; NULL with err.
Remote *remote_open(Cli *c, Err *err);
// Report why it failed: 1 where the office refused, else 2.
int remote_failure(Cli *c, const Err *err);
// A line on the error stream.
void remote_note(Cli *c, Message message);
// An answer as it came, or to a person a message.
int remote_tell(Cli *c, Str answer, Message message);

typedef struct RemoteColumn {
    const char *title, *member; // NULL ends the row
    bool is_right;
    bool is_word; // of the program, and so told in the reader's language
} RemoteColumn;
enum { REMOTE_COLUMNS_MAX = 8 };
typedef struct RemoteTable {
    const char *path, *list, *cursor; // as in RemoteListCall
    RemoteColumn columns[REMOTE_COLUMNS_MAX + 1];
} RemoteTable;
// On the error stream: that the office has left something out, where it has.
void remote_tell_partial(Cli *c, const RemoteList *l);
// The value of --limit; 0 where it was not given.
bool remote_limit(const Cli *c, size_t *ret, Err *err);
// Print a list: all of it or --limit, as a table, or with --json as it came.
int remote_table_run(Cli *c, const RemoteTable *t, const RemoteCall *call);
void remote_table_print(const Cli *c, Buf *b, const RemoteColumn *columns,
                        const JsonNode *const *items, size_t count);

// clang-format off
#define ROW_REMOTE_JSON                                                                            \
    {.name = "json", .kind = OPTION_FLAG, .text = N_("print what the office answers, as JSON")}
#define ROW_REMOTE_LIMIT                                                                           \
    {.name = "limit", .kind = OPTION_WORD, .value = "N", .text = N_("at most so many; otherwise all")}
#define ROW_REMOTE_ID                                                                              \
    {.name = "ID", .text = N_("the id of the draft, as softlaw office drafts lists it")}
#define ROW_REMOTE_AGREEMENT                                                                       \
    {.name = "ID", .text = N_("the id of the agreement, as softlaw office list tells it")}
#define ROW_REMOTE_NUMBER                                                                          \
    {.name = "NUMBER", .text = N_("of the proposal, as softlaw office proposals lists it")}
// clang-format on

#endif
