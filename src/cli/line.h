// cli/line.h - lines from a terminal, with editing, history and completion, or from a file
#ifndef SOFTLAW_CLI_LINE_H
#define SOFTLAW_CLI_LINE_H

#include "app/feel.h"
#include "cli/cli_int.h"

typedef struct LineReader LineReader;

// From the world's input; on a terminal with a prompt, and completion from the session's words
// unless it is NULL.
LineReader *line_reader_new(Cli *c, const char *prompt, const FeelSession *session);
// The next line without its end, until the one after it is read. False when the input has ended.
bool line_reader_next(LineReader *r, Str *ret);

#endif
