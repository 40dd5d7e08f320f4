// cli/statement.h - a settlement on a terminal, and the inputs that it is computed from
#ifndef SOFTLAW_CLI_STATEMENT_H
#define SOFTLAW_CLI_STATEMENT_H

#include "app/settle.h"
#include "cli/cli_int.h"

// FILE, --facts and --through.
Inputs inputs_of(const Cli *c);
void statement_print(const Cli *c, Buf *b, const Settlement *s);
// By --format human|json|csv|html.
bool settlement_print(Cli *c, const Settlement *s, bool all_values, Out *out);

#endif
