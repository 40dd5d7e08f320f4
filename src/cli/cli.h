// cli/cli.h - the terminal's door: `softlaw COMMAND …`
//
// One table holds the commands; help, manual page, completion and reference are printed from it.
// The door includes app and base only. It reads arguments, calls one use case and prints what came
// back; it decides nothing about agreements.
#ifndef SOFTLAW_CLI_CLI_H
#define SOFTLAW_CLI_CLI_H

#include "base/message.h"

#include <stdio.h>

struct DmnEditSession; // app/dmn_edit.h
struct EditorSession;  // app/document.h
struct OfficeOptions;  // app/office.h

// What a run may touch: handed in, so that tests run commands on pipes of their own.
typedef struct CliWorld {
    FILE *in, *out, *err;
    bool in_is_terminal, out_is_terminal, err_is_terminal;
    int columns;        // width of the terminal, 0 = unknown
    const char *locale; // as "zh_CN.UTF-8"; NULL = none
    bool no_color;
    const char *remote, *token; // SOFTLAW_REMOTE, SOFTLAW_TOKEN; NULL = none
    const char *settings;       // the folder of one's own settings; NULL = none
    bool (*edit)(const struct DmnEditSession *session, Err *err); // the browser's door
    bool (*serve)(const struct OfficeOptions *options, Err *err); // the office's door
    int (*serve_editor)(const struct EditorSession *session); // the editors' door; the exit status
} CliWorld;

// Run one command and return the exit status: 0 clean, 1 errors found, 2 usage or unreadable.
int cli_run(int argc, char **argv, CliWorld world);

#endif
