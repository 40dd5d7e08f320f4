// cli/rows.h - rows of arguments and options that several commands share, so that they say the same
#ifndef SOFTLAW_CLI_ROWS_H
#define SOFTLAW_CLI_ROWS_H

#include "cli/cli_int.h"

// clang-format off
#define ROW_THE_AGREEMENT                                                                          \
    {.name = "FILE", .text = N_("the agreement")}
#define ROW_AN_AGREEMENT                                                                           \
    {.name = "FILE", .text = N_("an agreement; - is standard input")}
#define ROW_AGREEMENTS                                                                             \
    {.name = "FILE", .is_many = true, .text = N_("an agreement; - is standard input")}
#define ROW_PAYMENT                                                                                \
    {.name = "payment", .kind = OPTION_WORD, .value = "ID",                                        \
     .text = N_("the payment to explain; also a formula, table or quantity")}
#define ROW_MEMBER                                                                                 \
    {.name = "member", .kind = OPTION_WORD, .value = "MEMBER",                                     \
     .text = N_("only this member, for example a section or an enterprise")}
#define ROW_TRUSTED                                                                                  \
    {.name = "trust", .kind = OPTION_FILE, .value = "FILE",                                        \
     .text = N_("public keys that you trust, one on each line")}
#define ROW_PROVED_WORDS                                                                           \
    {.name = "output", .letter = 'o', .kind = OPTION_FILE, .value = "FILE",                        \
     .text = N_("write the words of the agreement there, once they are proved")}
#define ROW_FACTS                                                                                  \
    {.name = "facts", .kind = OPTION_FILE, .value = "FILE", .is_many = true,                       \
     .text = N_("what was measured: CSV or JSON; may be given several times")}
#define ROW_THROUGH                                                                                \
    {.name = "through", .kind = OPTION_DATE, .value = "DATE",                                      \
     .text = N_("the last day to settle; otherwise the last day of facts or of the agreement")}
#define ROW_FORMAT(formats)                                                                        \
    {.name = "format", .kind = OPTION_CHOICE, .value = "FORMAT", .choices = formats,               \
     .text = N_("how to print it: human to read, the others for programs")}
#define ROW_FINDINGS_FORMAT                                                                        \
    {.name = "format", .kind = OPTION_CHOICE, .value = "FORMAT", .choices = "human json sarif",    \
     .text = N_("human to read, json for programs, sarif for review tools and editors")}
#define ROW_PAGE_FORMAT                                                                            \
    {.name = "format", .kind = OPTION_CHOICE, .value = "FORMAT", .choices = "human json csv html", \
     .text = N_("how to print it: human on a terminal, html on paper, json and csv for programs")}
#define ROW_OUTPUT                                                                                 \
    {.name = "output", .letter = 'o', .kind = OPTION_FILE, .value = "FILE",                        \
     .text = N_("write there instead of to standard output")}
#define ROW_DB                                                                                     \
    {.name = "db", .kind = OPTION_FILE, .value = "PATH", .is_required = true,                      \
     .text = N_("the store")}
#define ROW_AGREEMENT                                                                              \
    {.name = "agreement", .kind = OPTION_WORD, .value = "ID",                                      \
     .text = N_("only this agreement, by its id")}
#define ROW_PERIOD                                                                                 \
    {.name = "period", .kind = OPTION_WORD, .value = "PERIOD",                                     \
     .text = N_("only this period, for example 2021 or 2021-05")}
// clang-format on

#endif
