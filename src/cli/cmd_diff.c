// cli/cmd_diff.c - softlaw diff: what a revision changes, provision by provision, and whom it costs
#include "app/diff.h"
#include "app/settle.h"
#include "cli/rows.h"
#include "cli/views.h"

enum { DIFF_HUMAN, DIFF_JSON };
enum { INDENT = 2, DEEPER = 4, COLUMNS = 90, CONTEXT_BYTES = 60 };

// ---- words --------------------------------------------------------------------------------------

static size_t char_start(Str s, size_t at) {
    while (at > 0 && at < s.size && ((unsigned char)s.at[at] & 0xC0) == 0x80) at--;
    return at;
}

// Of what stayed only the ends that touch a change.
static void add_same(Buf *b, Str text, bool is_first, bool is_last) {
    if (text.size <= 2 * CONTEXT_BYTES) {
        buf_add(b, text);
        return;
    }
    size_t end = is_first ? 0 : char_start(text, CONTEXT_BYTES);
    size_t start = is_last ? text.size : char_start(text, text.size - CONTEXT_BYTES);
    buf_add(b, str_part(text, 0, end));
    buf_add_c(b, "…");
    buf_add(b, str_part(text, start, text.size));
}

static void add_edit(Buf *b, const ProvisionView *v, size_t i) {
    const EditView *e = &v->words[i];
    if (!strcmp(e->kind, "same")) {
        add_same(b, e->text, i == 0, i + 1 == v->word_count);
        return;
    }
    bool is_out = !strcmp(e->kind, "out");
    buf_add_c(b, is_out ? "[-" : "{+");
    buf_add(b, e->text);
    buf_add_c(b, is_out ? "-]" : "+}");
}

static void add_words(const Cli *c, Buf *b, const ProvisionView *v) {
    Buf line = {.arena = c->arena};
    for (size_t i = 0; i < v->word_count; i++) add_edit(&line, v, i);
    Str rest = buf_str(&line), paragraph;
    while (rest.size && str_next(&rest, '\n', &paragraph))
        if (str_trim(paragraph).size) print_wrapped(b, paragraph, DEEPER, COLUMNS);
}

// ---- terms --------------------------------------------------------------------------------------

static Str one_line(const Cli *c, Str text) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < text.size; i++) buf_add_byte(&b, text.at[i] == '\n' ? ' ' : text.at[i]);
    return text.size ? buf_str(&b) : STR("\"\"");
}

static void add_term(const Cli *c, Buf *b, const TermChangeView *t) {
    print_blanks(b, INDENT);
    buf_add(b, t->section);
    if (t->id.size) buf_add_fmt(b, ": %.*s", STR_ARG(t->id));
    if (t->key.size) buf_add_fmt(b, ": %.*s", STR_ARG(t->key));
    buf_add_byte(b, '\n');
    print_blanks(b, DEEPER);
    if (t->before.at) buf_add_fmt(b, "[-%.*s-]", STR_ARG(one_line(c, t->before)));
    if (t->before.at && t->after.at) buf_add_byte(b, ' ');
    if (t->after.at) buf_add_fmt(b, "{+%.*s+}", STR_ARG(one_line(c, t->after)));
    buf_add_byte(b, '\n');
}

// ---- provisions ---------------------------------------------------------------------------------

static void add_mark(const Cli *c, Buf *marks, bool holds, const char *mark) {
    if (!holds) return;
    if (marks->size) buf_add_c(marks, ", ");
    buf_add(marks, say(c, mark));
}

static Str marks_of(const Cli *c, const ProvisionView *v) {
    Buf marks = {.arena = c->arena};
    bool is_new = !v->before_id.at, is_lost = !v->after_id.at;
    add_mark(c, &marks, is_new, N_("new"));
    add_mark(c, &marks, is_lost, N_("taken out"));
    add_mark(c, &marks, v->is_moved, N_("moved"));
    add_mark(c, &marks, v->is_renumbered, N_("other number"));
    if (is_new || is_lost) return buf_str(&marks);
    add_mark(c, &marks, v->has_heading, N_("other heading"));
    add_mark(c, &marks, v->has_words, N_("other words"));
    add_mark(c, &marks, v->has_terms, N_("other terms"));
    return buf_str(&marks);
}

static void add_provision(const Cli *c, Buf *b, const ProvisionView *v) {
    if (v->is_renumbered) buf_add_fmt(b, "%.*s → ", STR_ARG(v->before_number));
    buf_add(b, v->heading.size ? v->heading : say(c, N_("before the first heading")));
    buf_add_fmt(b, " (%.*s)\n", STR_ARG(marks_of(c, v)));
    if (v->has_words) add_words(c, b, v);
    for (size_t i = 0; i < v->term_count; i++) add_term(c, b, &v->terms[i]);
}

// ---- the effect ---------------------------------------------------------------------------------

// As many decimals in a column as its longest figure has, two at least where there are any.
static int places_of(const Cli *c, const ShiftView *items, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        const Dec figures[] = {items[i].before, items[i].after};
        for (size_t k = 0; k < 2; k++) {
            Str text = dec_text(c->arena, figures[k]);
            int64_t point = str_find(text, STR("."), 0);
            size_t places = point < 0 ? 0 : text.size - (size_t)point - 1;
            if (places > most) most = places;
        }
    }
    return most == 1 ? 2 : (int)most;
}

static Str figure(const Cli *c, bool is_there, Dec amount, int places) {
    return is_there ? amount_text(c->arena, amount, places) : STR("-");
}

static void add_shifts(const Cli *c, Buf *b, const char *title, const ShiftView *items,
                       size_t count) {
    static const bool is_right[] = {false, true, true, true, false};
    TextGrid grid = {.arena = c->arena, .column_count = 5, .is_right = is_right};
    int places = places_of(c, items, count);
    grid_add(&grid, say(c, title));
    grid_add(&grid, say(c, N_("Before")));
    grid_add(&grid, say(c, N_("After")));
    grid_add(&grid, say(c, N_("Change")));
    grid_add(&grid, STR(""));
    for (size_t i = 0; i < count; i++) {
        Dec change = DEC_ZERO;
        dec_add(items[i].after, dec_negate(items[i].before), &change);
        grid_add(&grid, items[i].name.label);
        grid_add(&grid, figure(c, items[i].has_before, items[i].before, places));
        grid_add(&grid, figure(c, items[i].has_after, items[i].after, places));
        grid_add(&grid, figure(c, true, change, places));
        grid_add(&grid, items[i].currency);
    }
    grid_print(b, &grid, INDENT, 1);
    buf_add_byte(b, '\n');
}

static void add_transfers(const Cli *c, Buf *b, const DiffView *v) {
    for (size_t i = 0; i < v->transfer_count; i++) {
        const TransferView *t = &v->transfers[i];
        Str amount = str_fmt(c->arena, "%.*s %.*s", STR_ARG(amount_text(c->arena, t->amount, 0)),
                             STR_ARG(t->currency));
        buf_add(b, say_message(c, MSG("this revision moves {1} from {2} to {3}", amount,
                                      t->from.label, t->to.label)));
        buf_add_byte(b, '\n');
    }
    if (!v->transfer_count) {
        buf_add(b, say(c, N_("this revision moves no money on these facts")));
        buf_add_byte(b, '\n');
    }
}

void diff_print(const Cli *c, Buf *b, const DiffView *v) {
    if (!v->front_count && !v->provision_count) {
        buf_add(b, say(c, N_("words and terms are the same")));
        buf_add_byte(b, '\n');
    }
    for (size_t i = 0; i < v->front_count; i++) add_term(c, b, &v->front[i]);
    for (size_t i = 0; i < v->provision_count; i++) add_provision(c, b, &v->provisions[i]);
    if (!v->has_effect) return;
    buf_add_byte(b, '\n');
    add_shifts(c, b, N_("Payment"), v->payments, v->payment_count);
    add_shifts(c, b, N_("Received less paid"), v->sides, v->side_count);
    add_transfers(c, b, v);
}

static int diff(Cli *c) {
    Err err = {.code = ERR_NONE};
    Inputs inputs = {.agreement = c->arguments[1], .through = cli_option(c, "through")};
    inputs.facts = cli_options(c, "facts", &inputs.fact_count);
    const DiffView *v = app_diff(c->app, c->arguments[0], &inputs, &err);
    if (!v) {
        findings_end(c);
        return print_failure(c, &err);
    }
    Out *out = print_out(c, &err);
    bool is_json = cli_choice(c, "format") == DIFF_JSON;
    if (!is_json) diff_print(c, &out->buf, v);
    bool is_written = is_json ? diff_json(c->app, v, out) : out_end(out);
    return is_written ? findings_end(c) : print_failure(c, &err);
}

const CliCommand cmd_diff = {
    .name = "diff",
    .purpose = N_("show what a revision changes, and whom it costs"),
    .text = N_("Compares two versions of an agreement provision by provision: which are new, taken "
               "out, moved or only renumbered, which words were changed, and which terms, key by "
               "key. The order and layout of terms mean nothing.\n\n"
               "With facts, both versions are settled on them; what each payment and each side "
               "comes to stands side by side, and last who loses how much to whom."),
    .arguments = {{.name = "OLD", .text = N_("the version before")},
                  {.name = "NEW", .text = N_("the version after")}},
    .options = {ROW_FACTS, ROW_THROUGH, ROW_FORMAT("human json")},
    .examples = {{"softlaw diff 2023.md 2026.md", N_("what was changed")},
                 {"softlaw diff 2023.md 2026.md --facts 2022.csv --lang zh",
                  N_("and what it would have meant for the payments of a past year")}},
    .run = diff,
};
