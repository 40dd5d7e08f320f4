// cli/cmd_check.c - softlaw check: read agreements and say what is wrong with them
#include "app/check.h"
#include "cli/rows.h"

enum { CHECK_HUMAN, CHECK_JSON, CHECK_SARIF };

static void print_human(const Cli *c, Buf *b, int status) {
    findings_print(c, b, c->world.out_is_terminal);
    if (app_findings(c->app)->count || status != EXIT_CLEAN) return;
    buf_add(b, say(c, N_("no findings")));
    buf_add_byte(b, '\n');
}

static void print_json(const Cli *c, Buf *b) {
    buf_add_c(b, "{\"findings\":");
    findings_json(c->app, b);
    buf_add_fmt(b, ",\"errors\":%zu}\n", app_findings(c->app)->error_count);
}

// An unreadable file is reported, and the others are checked all the same.
static int read_all(Cli *c, CheckFile *check_file) {
    int status = EXIT_CLEAN;
    for (size_t i = 0; i < c->argument_count; i++) {
        Err err = {.code = ERR_NONE};
        if (!check_file(c->app, c->arguments[i], &err)) status = print_failure(c, &err);
    }
    return status ? status : app_findings(c->app)->error_count ? EXIT_FOUND : EXIT_CLEAN;
}

int check_files(Cli *c, CheckFile *check_file) {
    Err err = {.code = ERR_NONE};
    int status = read_all(c, check_file);
    Out *out = print_out(c, &err);
    switch (cli_choice(c, "format")) {
    case CHECK_HUMAN: print_human(c, &out->buf, status); break;
    case CHECK_JSON: print_json(c, &out->buf); break;
    case CHECK_SARIF: sarif_print(c, &out->buf); break;
    default: break;
    }
    return out_end(out) ? status : print_failure(c, &err);
}

static int check(Cli *c) {
    return check_files(c, app_check);
}

const CliCommand cmd_check = {
    .name = "check",
    .purpose = N_("find what is wrong with an agreement before it is signed"),
    .text =
        N_("Reads each agreement, its words and its terms, and reports every fault with its place, "
           "what is wrong and how to mend it: unknown names, types and units that do not fit, "
           "payments without rounding, rings of formulas, questions the text leaves open.\n\n"
           "The status is 0 if there are no errors, 1 if there are, 2 if a file cannot be read. "
           "Warnings and notes do not count as errors."),
    .arguments = {ROW_AGREEMENTS},
    .options = {ROW_FINDINGS_FORMAT},
    .examples = {{"softlaw check examples/yellow-river.md", N_("check one agreement")},
                 {"softlaw check --format sarif examples/*.md",
                  N_("check many in continuous integration")}},
    .run = check,
};
