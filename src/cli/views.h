// cli/views.h - what commands print of views, whether these come from files or from an office
#ifndef SOFTLAW_CLI_VIEWS_H
#define SOFTLAW_CLI_VIEWS_H

#include "app/diff.h"
#include "app/explain.h"
#include "app/ledger.h"
#include "app/seal.h"
#include "app/show.h"
#include "cli/cli_int.h"

void show_print(const Cli *c, Buf *b, const AgreementView *v);
void show_ids_print(const Cli *c, Buf *b, const AgreementView *v);
void explanations_print(const Cli *c, Buf *b, const ExplanationList *l);
void diff_print(const Cli *c, Buf *b, const DiffView *v);
void balances_print(const Cli *c, Buf *b, const BalanceList *l);
void proof_print(const Cli *c, Buf *b, const ProofView *v);

#endif
