// cli/cmd_ledger.c - softlaw balance, statement and export: read the ledger
#include "app/ledger.h"
#include "cli/rows.h"
#include "cli/statement.h"
#include "cli/views.h"

enum { LEDGER_HUMAN, LEDGER_JSON, LEDGER_CSV };

// ---- balance ------------------------------------------------------------------------------------

enum { PLACES_MAX = 12 };

static Dec amount_of(const BalanceView *v) {
    Dec d = DEC_ZERO;
    dec_from_text(v->amount, &d, NULL);
    return d;
}

static int places_of(const BalanceList *l) {
    int places = 0;
    for (size_t i = 0; i < l->count; i++) {
        int scale = dec_scale(amount_of(&l->items[i]));
        if (scale > places) places = scale;
    }
    return places < PLACES_MAX ? places : PLACES_MAX;
}

void balances_print(const Cli *c, Buf *b, const BalanceList *l) {
    TextGrid grid = {.arena = c->arena, .column_count = 3, .is_right = (const bool[3]){0, 1, 0}};
    int places = places_of(l);
    grid_add(&grid, say(c, N_("Account")));
    grid_add(&grid, say(c, N_("Balance")));
    grid_add(&grid, STR(""));
    for (size_t i = 0; i < l->count; i++) {
        grid_add(&grid, l->items[i].account);
        grid_add(&grid, amount_text(c->arena, amount_of(&l->items[i]), places));
        grid_add(&grid, l->items[i].currency);
    }
    grid_print(b, &grid, 0, 1);
}

static int balance(Cli *c) {
    Err err = {.code = ERR_NONE};
    const BalanceList *l =
        app_balance(c->app, cli_option(c, "db"), cli_option(c, "agreement"), &err);
    if (!l) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    switch (cli_choice(c, "format")) {
    case LEDGER_HUMAN: balances_print(c, &out->buf, l); break;
    case LEDGER_JSON: balance_json(l, out); break;
    case LEDGER_CSV: balance_csv(l, out); break;
    default: break;
    }
    return out_end(out) ? EXIT_CLEAN : print_failure(c, &err);
}

const CliCommand cmd_balance = {
    .name = "balance",
    .purpose = N_("show what each account of the ledger comes to"),
    .text = N_("Adds up every posting, account by account and currency by currency. What a party "
               "owes is negative, what it is owed positive; all accounts together come to zero."),
    .options = {ROW_DB, ROW_AGREEMENT, ROW_FORMAT("human json csv")},
    .examples = {{"softlaw balance --db ledger.db", N_("every account")},
                 {"softlaw balance --db ledger.db --agreement yellow-river-2021 --format csv",
                  N_("the accounts of one agreement, for a spreadsheet")}},
    .run = balance,
};

// ---- statement ----------------------------------------------------------------------------------

static int statement(Cli *c) {
    Err err = {.code = ERR_NONE};
    const Settlement *s = app_statement(c->app, cli_option(c, "db"), cli_option(c, "agreement"),
                                        cli_option(c, "period"), &err);
    if (!s) return print_failure(c, &err);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    if (!out || !settlement_print(c, s, false, out)) return print_failure(c, &err);
    return EXIT_CLEAN;
}

const CliCommand cmd_statement = {
    .name = "statement",
    .purpose = N_("print the posted payments of an agreement as a statement"),
    .text = N_("Prints the payments that hold: of each period the last run, after corrections. The "
               "labels and the articles come from the text recorded with it, so the statement "
               "can be printed from the store alone."),
    .options = {ROW_DB, ROW_AGREEMENT, ROW_PERIOD, ROW_PAGE_FORMAT, ROW_OUTPUT},
    .examples = {{"softlaw statement --db ledger.db --period 2021", N_("one year")},
                 {"softlaw statement --db ledger.db --format html -o statement.html",
                  N_("a page to print and sign")}},
    .run = statement,
};

// ---- export -------------------------------------------------------------------------------------

static int export(Cli *c) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    AppExport format = (AppExport)cli_choice(c, "format");
    if (!out || !app_export(c->app, cli_option(c, "db"), format, out, &err))
        return print_failure(c, &err);
    return EXIT_CLEAN;
}

const CliCommand cmd_export = {
    .name = "export",
    .purpose = N_("write the ledger for other accounting programs"),
    .text = N_("Prints every entry, corrections included, as plain-text accounting that ledger and "
               "hledger read, or as CSV. Both give the same balances as softlaw balance."),
    .options = {ROW_DB,
                {.name = "format",
                 .kind = OPTION_CHOICE,
                 .value = "FORMAT",
                 .choices = "ledger hledger csv",
                 .text = N_("for which program")},
                ROW_OUTPUT},
    .examples = {{"softlaw export --db ledger.db > ledger.journal", N_("for ledger and hledger")},
                 {"softlaw export --db ledger.db --format csv -o entries.csv",
                  N_("for a spreadsheet")}},
    .run = export,
};
