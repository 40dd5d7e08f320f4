// cli/cmd_explain.c - softlaw explain: the words, the formula, the numbers and the facts of an
// amount
#include "app/explain.h"
#include "app/ledger.h"
#include "cli/rows.h"
#include "cli/statement.h"
#include "cli/views.h"

enum { EXPLAIN_HUMAN, EXPLAIN_JSON };
enum { INDENT = 2, TEXT_INDENT = 4, COLUMNS = 96 };

static Str grouped(const Cli *c, Str number) {
    Dec d;
    return dec_from_text(number, &d, NULL) ? amount_text(c->arena, d, 0) : number;
}

static void add_line(Buf *b, int indent, Str text) {
    print_blanks(b, indent);
    buf_add(b, text);
    buf_add_byte(b, '\n');
}

static Str full_name(const Cli *c, const StepView *s) {
    Buf b = {.arena = c->arena};
    buf_add(&b, s->item.label);
    if (s->member.size) buf_add_fmt(&b, " [%.*s]", STR_ARG(s->member));
    if (s->period.size) buf_add_fmt(&b, " %.*s", STR_ARG(s->period));
    return buf_str(&b);
}

static void add_words(Buf *b, const StepView *s) {
    if (!s->words.size) return;
    add_line(b, INDENT, s->heading);
    print_wrapped(b, s->words, TEXT_INDENT, COLUMNS);
    buf_add_byte(b, '\n');
}

static void add_place(const Cli *c, Buf *b, Place place) {
    add_line(b, TEXT_INDENT, str_fmt(c->arena, "%.*s:%u", STR_ARG(place.file), place.line));
}

static Str value_with_unit(const Cli *c, const StepView *s) {
    return str_trim(
        str_fmt(c->arena, "%.*s %.*s", STR_ARG(grouped(c, s->value)), STR_ARG(s->unit)));
}

// With its numbers the formula says something new: neither the formula itself nor its value.
static bool is_telling(const StepView *s) {
    return s->with_numbers.size && !str_is(s->with_numbers, s->formula) &&
           !str_is(s->with_numbers, s->value);
}

// The formula, under it the same with its numbers, under it the value.
static void add_formula(const Cli *c, Buf *b, const StepView *s) {
    Str head = str_fmt(c->arena, "%.*s = ", STR_ARG(full_name(c, s)));
    int indent = INDENT + width_of(head) - 2;
    print_blanks(b, INDENT);
    buf_add(b, head);
    buf_add(b, s->formula);
    buf_add_byte(b, '\n');
    if (is_telling(s)) add_line(b, indent, str_fmt(c->arena, "= %.*s", STR_ARG(s->with_numbers)));
    add_line(b, indent, str_fmt(c->arena, "= %.*s", STR_ARG(value_with_unit(c, s))));
}

static void add_fact(const Cli *c, Buf *b, const StepView *s) {
    add_line(
        b, INDENT,
        str_fmt(c->arena, "%.*s = %.*s", STR_ARG(full_name(c, s)), STR_ARG(value_with_unit(c, s))));
    if (!s->has_fact) return;
    if (s->fact.source.size)
        add_line(b, TEXT_INDENT, say_message(c, MSG("source: {1}", s->fact.source)));
    if (s->fact.date.size) add_line(b, TEXT_INDENT, say_message(c, MSG("date: {1}", s->fact.date)));
    add_place(c, b, s->fact.place);
}

static void add_rounding(const Cli *c, Buf *b, const StepView *s) {
    Str mode = say(c, s->rounding_mode);
    if (!strcmp(s->rounding_mode, "none"))
        add_line(b, TEXT_INDENT, say(c, N_("not rounded, as the agreement says")));
    else
        add_line(b, TEXT_INDENT,
                 say_message(c, MSG("rounded to {1}, {2}: {3}", s->rounding_step, mode,
                                    grouped(c, s->rounded))));
}

static void add_payment(const Cli *c, Buf *b, const StepView *s) {
    Str rounded = s->has_rounding ? s->rounded : s->value;
    if (rounded.size && rounded.at[0] == '-') rounded = str_part(rounded, 1, rounded.size);
    Str sum = str_fmt(c->arena, "%.*s %.*s", STR_ARG(grouped(c, rounded)), STR_ARG(s->currency));
    add_line(b, TEXT_INDENT,
             say_message(c, MSG("{1} pays {2} to {3}", s->from.label, sum, s->to.label)));
    if (s->due.size)
        add_line(b, TEXT_INDENT, say_message(c, MSG("due {1} ({2})", s->due, s->due_rule)));
}

static bool is_given(const StepView *s) {
    return !strcmp(s->kind, "quantity") || !strcmp(s->kind, "parameter");
}

static void add_step(const Cli *c, Buf *b, const StepView *s) {
    add_words(b, s);
    if (is_given(s))
        add_fact(c, b, s);
    else
        add_formula(c, b, s);
    if (s->rows.size)
        add_line(b, TEXT_INDENT, say_message(c, MSG("row {1} of the table applies", s->rows)));
    if (s->why.text)
        add_line(b, TEXT_INDENT, say_message(c, MSG("null: {1}", say_message(c, s->why))));
    if (s->has_rounding) add_rounding(c, b, s);
    if (s->from.id.size) add_payment(c, b, s);
    if (!s->has_fact) add_place(c, b, s->place);
    buf_add_byte(b, '\n');
}

void explanations_print(const Cli *c, Buf *b, const ExplanationList *l) {
    add_line(b, 0, l->agreement.label);
    add_line(b, 0, say_message(c, MSG("{1}, version {2}", l->agreement.id, l->version)));
    for (size_t i = 0; i < l->count; i++) {
        buf_add_byte(b, '\n');
        add_line(b, 0, full_name(c, &l->items[i].steps[0]));
        buf_add_byte(b, '\n');
        for (size_t k = 0; k < l->items[i].count; k++) add_step(c, b, &l->items[i].steps[k]);
    }
    if (!l->left_out) return;
    Str left = str_fmt(c->arena, "%zu", l->left_out);
    add_line(b, 0, say_message(c, MSG("and {1} more; name a payment, a period or a member", left)));
}

static ExplainQuestion question_of(const Cli *c) {
    return (ExplainQuestion){.item = cli_option(c, "payment"),
                             .period = cli_option(c, "period"),
                             .member = cli_option(c, "member")};
}

static const ExplanationList *ask(Cli *c, Err *err) {
    ExplainQuestion q = question_of(c);
    if (cli_has(c, "db"))
        return app_explain_posted(c->app, cli_option(c, "db"), c->arguments[0], q, err);
    Inputs inputs = inputs_of(c);
    return app_explain(c->app, &inputs, q, err);
}

static int explain(Cli *c) {
    Err err = {.code = ERR_NONE};
    const ExplanationList *l = ask(c, &err);
    if (!l) {
        int status = findings_end(c);
        return err.code ? print_failure(c, &err) : status;
    }
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == EXPLAIN_JSON)
        explanation_json(c->app, l, out);
    else
        explanations_print(c, &out->buf, l);
    return out_end(out) ? findings_end(c) : print_failure(c, &err);
}

const CliCommand cmd_explain = {
    .name = "explain",
    .purpose = N_("show why an amount is what it is"),
    .text = N_("For each payment asked for, prints the article's words, the formula, the formula "
               "with its numbers, every value that went into it down to the facts with their "
               "source and date, and each rounding. Without --payment, every payment is "
               "explained; of FILE#ID, a provision as softlaw show --ids prints it, the payments "
               "that it defines, or its values if it pays nothing.\n\n"
               "With --db, the posted run is explained from the store alone: FILE is then the id "
               "of the agreement, and text and facts are those that were recorded."),
    .arguments = {{.name = "FILE",
                   .text = N_("the agreement, or FILE#ID, a provision of it; with --db its id")}},
    .options = {ROW_FACTS,
                ROW_PAYMENT,
                ROW_PERIOD,
                ROW_MEMBER,
                ROW_THROUGH,
                {.name = "db",
                 .kind = OPTION_FILE,
                 .value = "PATH",
                 .text = N_("explain what was posted to this store")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw explain examples/yellow-river.md --facts "
                  "examples/yellow-river.facts.csv",
                  N_("every payment, line by line")},
                 {"softlaw explain yellow-river-2021 --db ledger.db --period 2021",
                  N_("what was posted for one year")}},
    .run = explain,
};
