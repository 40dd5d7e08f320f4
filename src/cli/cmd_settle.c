// cli/cmd_settle.c - softlaw settle: every payment of an agreement from its facts
#include "cli/rows.h"
#include "cli/statement.h"

enum { SETTLE_HUMAN, SETTLE_JSON, SETTLE_CSV, SETTLE_HTML };

Inputs inputs_of(const Cli *c) {
    Inputs inputs = {.agreement = c->arguments[0], .through = cli_option(c, "through")};
    inputs.facts = cli_options(c, "facts", &inputs.fact_count);
    return inputs;
}

bool settlement_print(Cli *c, const Settlement *s, bool all_values, Out *out) {
    switch (cli_choice(c, "format")) {
    case SETTLE_HUMAN: statement_print(c, &out->buf, s); return out_end(out);
    case SETTLE_JSON: return settlement_json(c->app, s, all_values, out);
    case SETTLE_CSV: return settlement_csv(s, out);
    case SETTLE_HTML: return settlement_html(c->app, s, out);
    default: return out_end(out);
    }
}

static int settle(Cli *c) {
    Err err = {.code = ERR_NONE};
    Inputs inputs = inputs_of(c);
    inputs.payments_only = cli_choice(c, "format") == SETTLE_CSV;
    const Settlement *s = app_settle(c->app, &inputs, &err);
    if (!s) {
        findings_end(c);
        return print_failure(c, &err);
    }
    bool is_json = cli_choice(c, "format") == SETTLE_JSON;
    if (!is_json && app_findings(c->app)->error_count && !settlement_line_count(s))
        return findings_end(c);
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    bool all_values = str_is(cli_option(c, "values"), STR("all"));
    if (!out || !settlement_print(c, s, all_values, out)) return print_failure(c, &err);
    return findings_end(c);
}

const CliCommand cmd_settle = {
    .name = "settle",
    .purpose = N_("compute every payment of an agreement from its facts"),
    .text = N_("Reads the agreement and the facts, evaluates every formula in exact decimals and "
               "prints who pays whom how much, and when it is due. Nothing is stored. A fact that "
               "is missing is reported by name and never taken as zero unless the agreement says "
               "so; a payment that cannot be computed is left out and named.\n\n"
               "Facts are CSV with the columns quantity, member, period, value, unit, source, "
               "date, or JSON. Amounts in JSON are decimal texts, so that no program rounds them. "
               "The HTML page stands alone, in both languages, to be printed and signed."),
    .arguments = {ROW_THE_AGREEMENT},
    .options = {ROW_FACTS,
                ROW_THROUGH,
                ROW_PAGE_FORMAT,
                {.name = "values",
                 .kind = OPTION_CHOICE,
                 .value = "WHICH",
                 .choices = "listed all",
                 .text = N_("values in JSON: of listed members only, or also of all members that "
                            "the facts name")},
                ROW_OUTPUT},
    .examples = {{"softlaw settle examples/yellow-river.md --facts examples/yellow-river.facts.csv",
                  N_("the statement of two provinces")},
                 {"softlaw settle examples/yellow-river.md --facts examples/yellow-river.facts.csv "
                  "--format html -o statement.html",
                  N_("the same as a page with a chart")}},
    .run = settle,
};
