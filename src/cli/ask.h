// cli/ask.h - secrets: passphrases of keys, passwords
#ifndef SOFTLAW_CLI_ASK_H
#define SOFTLAW_CLI_ASK_H

#include "cli/cli_int.h"

// The first line of the file that `option` names, else what a person types, without showing it;
// twice where it is new.
bool ask_secret(Cli *c, const char *question, const char *option, bool is_new, Str *ret, Err *err);

// What is no secret: a line that is seen while it is typed.
bool ask_line(Cli *c, const char *question, Str *ret, Err *err);

#define ROW_PASSPHRASE                                                                             \
    {                                                                                              \
        .name = "passphrase-file", .kind = OPTION_FILE, .value = "FILE",                           \
        .text = N_("the passphrase stands in the first line of this file; otherwise it is asked "  \
                   "for on the terminal")                                                          \
    }

#endif
