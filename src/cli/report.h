// cli/report.h - a report in sentences and tables, as games and incentives give it
#ifndef SOFTLAW_CLI_REPORT_H
#define SOFTLAW_CLI_REPORT_H

#include "app/game.h"
#include "cli/cli_int.h"

void print_game_report(const Cli *c, Buf *b, const GameReport *r);

#endif
