// cli/cmd_dmn.c - softlaw dmn run, test, check and convert: decision models of the DMN standard
#include "app/dmn.h"
#include "cli/rows.h"

static int dmn_run(Cli *c) {
    Err err = {.code = ERR_NONE};
    bool has_nulls;
    DmnQuestion q = {.path = c->arguments[0],
                     .decision = cli_option(c, "decision"),
                     .inputs = cli_option(c, "input"),
                     .is_strict = cli_has(c, "strict")};
    if (!app_dmn_run(c->app, &q, print_out(c, &err), &has_nulls, &err))
        return print_failure(c, &err);
    int status = findings_end(c);
    return q.is_strict && has_nulls ? EXIT_FOUND : status;
}

const CliCommand cmd_dmn_run = {
    .name = "dmn run",
    .purpose = N_("compute the decisions of a DMN model"),
    .text =
        N_("Evaluates a decision model of the OMG's DMN standard (.dmn, versions 1.1 to 1.5) in "
           "exact decimals, and prints JSON: the values, which rules of which tables fired, "
           "and for each null why it is null and what led to it.\n\n"
           "Models that it imports are looked for by namespace among the .dmn files beside "
           "it. External functions (Java, PMML) give null. What is wrong with an expression makes "
           "its value null, with that reason; with --strict it is an error."),
    .arguments = {{.name = "MODEL", .text = N_("a .dmn file")}},
    .options = {{.name = "decision",
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .text = N_("only this decision or service; otherwise all decisions")},
                {.name = "input",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text = N_("a JSON object with the inputs by name; - is standard input")},
                {.name = "strict",
                 .kind = OPTION_FLAG,
                 .text = N_("compute nothing if the model has errors; a null that has a reason "
                            "makes the status 1")}},
    .examples =
        {{"softlaw dmn run examples/yellow-river.dmn --input examples/yellow-river.input.json",
          N_("all decisions of a model")}},
    .run = dmn_run,
};

static void add_count(Cli *c, Buf *b, Message message) {
    buf_add(b, say_message(c, message));
    buf_add_byte(b, '\n');
}

static int dmn_test(Cli *c) {
    Err err = {.code = ERR_NONE};
    DmnTestCount n;
    Out *out = print_out(c, &err);
    if (!app_dmn_test(c->app, c->arguments, c->argument_count, out, &n, &err))
        return print_failure(c, &err);
    Arena *a = c->arena;
    add_count(c, &out->buf,
              MSG("results that are values: {1} of {2}; that are null: {3} of {4}",
                  str_fmt(a, "%zu", n.value_passed), str_fmt(a, "%zu", n.value_results),
                  str_fmt(a, "%zu", n.null_passed), str_fmt(a, "%zu", n.null_results)));
    add_count(
        c, &out->buf,
        MSG("{1} passed, {2} failed", str_fmt(a, "%zu", n.passed), str_fmt(a, "%zu", n.failed)));
    if (!out_end(out)) return print_failure(c, &err);
    return n.failed ? EXIT_FOUND : EXIT_CLEAN;
}

const CliCommand cmd_dmn_test = {
    .name = "dmn test",
    .purpose = N_("run the test cases of DMN models"),
    .text = N_("Runs test files in the format of the DMN conformance kit (TCK) on the models "
               "beside them, and prints each failure with what was expected, what came, and why. "
               "A case that expects an error passes only if the null has a reason with its "
               "place.\n\n"
               "The status is 0 if all cases pass."),
    .arguments = {{.name = "PATH",
                   .is_many = true,
                   .text = N_("a test file, or a folder with test files in it")}},
    .examples = {{"softlaw dmn test models/", N_("all tests of a folder")}},
    .run = dmn_test,
};

static int dmn_check(Cli *c) {
    return check_files(c, app_dmn_check);
}

const CliCommand cmd_dmn_check = {
    .name = "dmn check",
    .purpose = N_("find what is wrong with a DMN model before it is used"),
    .text = N_("Reads each model strictly and reports every fault with its place: unknown names, "
               "types that do not fit, decisions that require themselves; and of each decision "
               "table inputs that no rule matches, inputs that several rules match where only one "
               "may, rules that are never reached, outputs that are missing or not allowed, each "
               "with an input that shows it.\n\n"
               "The status is 0 if there are no errors, 1 if there are, 2 if a file cannot be "
               "read. Warnings and notes do not count as errors."),
    .arguments = {{.name = "MODEL", .is_many = true, .text = N_("a .dmn file")}},
    .options = {ROW_FINDINGS_FORMAT},
    .examples = {{"softlaw dmn check examples/yellow-river.dmn", N_("check one model")}},
    .run = dmn_check,
};

static int dmn_convert(Cli *c) {
    Err err = {.code = ERR_NONE};
    Out *out = print_out_to(c, cli_option(c, "output"), &err);
    DmnConversion conversion = {.path = c->arguments[0],
                                .decision = cli_option(c, "decision"),
                                .form = cli_choice(c, "to"),
                                .is_latest = cli_choice(c, "version") == 1};
    if (!out || !app_dmn_convert(c->app, &conversion, out, &err)) return print_failure(c, &err);
    return findings_end(c);
}

const CliCommand cmd_dmn_convert = {
    .name = "dmn convert",
    .purpose = N_("turn decision tables into .dmn, Markdown or CSV"),
    .text =
        N_("Reads a decision table from a .dmn model, a Markdown page or a CSV file, and writes "
           "it in another form. In Markdown and CSV the header's first cell is the hit policy "
           "and the name, then come inputs, → outputs and # remarks, each with its type behind "
           "a colon; rows named values and default may come before the rules.\n\n"
           "A .dmn model written as .dmn changes its version only: 1.3, which editors take, or "
           "1.5. All else in it stays as it is."),
    .arguments = {{.name = "FILE", .text = N_("a .dmn, .md or .csv file")}},
    .options = {{.name = "to",
                 .kind = OPTION_CHOICE,
                 .value = "FORM",
                 .choices = "dmn md csv",
                 .text = N_("the form to write")},
                {.name = "version",
                 .kind = OPTION_CHOICE,
                 .value = "VERSION",
                 .choices = "1.3 1.5",
                 .text = N_("of the .dmn that is written")},
                {.name = "decision",
                 .kind = OPTION_WORD,
                 .value = "NAME",
                 .text = N_("only the table of this decision")},
                ROW_OUTPUT},
    .examples = {{"softlaw dmn convert examples/yellow-river.dmn --to md", N_("a table to read")}},
    .run = dmn_convert,
};
