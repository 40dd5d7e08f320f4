// cli/cmd_feel.c - softlaw feel: the value of one expression, or of each line typed
#include "cli/cli_int.h"
#include "cli/line.h"

static void add_reason(const Cli *c, Buf *b, const ReasonView *r) {
    if (r->place.line) buf_add_fmt(b, "%u:%u: ", r->place.line, r->place.column);
    buf_add(b, say_message(c, r->message));
    buf_add_fmt(b, " [%s]\n", r->code);
}

static void print_reasons(Cli *c, const FeelAnswer *answer) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < answer->reason_count; i++) {
        if (i) print_blanks(&b, 4);
        buf_add(&b, say(c, i ? N_("because: ") : N_("null: ")));
        add_reason(c, &b, &answer->reasons[i]);
    }
    print_error_text(c, buf_str(&b));
}

// The exit status that the answer means.
static int print_answer(Cli *c, const FeelAnswer *answer) {
    Err err = {.code = ERR_NONE};
    if (answer->is_computed) {
        Out *out = print_out(c, &err);
        buf_add(&out->buf, answer->json);
        buf_add_byte(&out->buf, '\n');
        if (!out_end(out)) return print_failure(c, &err);
        print_reasons(c, answer);
    }
    return findings_end(c);
}

// Each line is an expression. The status is that of the worst.
static int repl(Cli *c, FeelSession *s) {
    int status = EXIT_CLEAN;
    LineReader *reader = line_reader_new(c, "feel> ", s);
    for (Str line; line_reader_next(reader, &line);) {
        if (!str_trim(line).size) continue;
        FeelAnswer answer = feel_session_run(s, line);
        int this_one = print_answer(c, &answer);
        if (this_one > status) status = this_one;
    }
    return status;
}

static int feel(Cli *c) {
    Err err = {.code = ERR_NONE};
    FeelSession *s = app_feel_open(c->app, cli_option(c, "context"), &err);
    if (!s) return print_failure(c, &err);
    if (str_is(c->arguments[0], STR("repl"))) return repl(c, s);
    FeelAnswer answer = feel_session_run(s, c->arguments[0]);
    return print_answer(c, &answer);
}

const CliCommand cmd_feel = {
    .name = "feel",
    .purpose = N_("compute one formula, as agreements write them"),
    .text =
        N_("Evaluates an expression of FEEL, the formula language of the OMG's DMN standard, in "
           "exact decimals, and prints its value as JSON. A null prints null, and on the error "
           "stream why it is null and what led to it.\n\n"
           "With a context, a JSON object, its names may be used in the expression. An "
           "expression that starts with a minus sign stands after --.\n\n"
           "The word repl in place of an expression reads expressions, one on a line, until the "
           "input ends. On a terminal the line can be edited, the arrows bring back earlier lines, "
           "and the tab key completes names, functions and keywords."),
    .arguments = {{.name = "EXPRESSION", .text = N_("the expression, in quotes, or repl")}},
    .options = {{.name = "context",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text =
                     N_("a JSON object with the names and values to use; - is standard input")}},
    .examples = {{"softlaw feel '60000000 * (3 - 2)'", N_("a sum of money")},
                 {"echo '{\"water class\": 4}' | softlaw feel '60000000 * (3 - water class)' "
                  "--context -",
                  N_("the same with a named value")},
                 {"softlaw feel repl", N_("one expression after another")}},
    .run = feel,
};
