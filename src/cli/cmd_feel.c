// cli/cmd_feel.c - softlaw feel: the value of one expression
#include "cli/cli_int.h"

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

static int feel(Cli *c) {
    Err err = {.code = ERR_NONE};
    FeelAnswer answer;
    if (!app_feel(c->app, c->arguments[0], cli_option(c, "context"), &answer, &err))
        return print_failure(c, &err);
    if (answer.is_computed) {
        Out *out = print_out(c, &err);
        buf_add(&out->buf, answer.json);
        buf_add_byte(&out->buf, '\n');
        if (!out_end(out)) return print_failure(c, &err);
        print_reasons(c, &answer);
    }
    return findings_end(c);
}

const CliCommand cmd_feel = {
    .name = "feel",
    .purpose = N_("compute one formula, as agreements write them"),
    .text =
        N_("Evaluates an expression of FEEL, the formula language of the OMG's DMN standard, in "
           "exact decimals, and prints its value as JSON. A null prints null, and on the error "
           "stream why it is null and what led to it.\n\n"
           "With a context, a JSON object, its names may be used in the expression. An "
           "expression that starts with a minus sign stands after --."),
    .arguments = {{.name = "EXPRESSION", .text = N_("the expression, in quotes")}},
    .options = {{.name = "context",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .text =
                     N_("a JSON object with the names and values to use; - is standard input")}},
    .examples = {{"softlaw feel '60000000 * (3 - 2)'", N_("a sum of money")},
                 {"echo '{\"water class\": 4}' | softlaw feel '60000000 * (3 - water class)' "
                  "--context -",
                  N_("the same with a named value")}},
    .run = feel,
};
