// cli/cmd_compare.c - softlaw compare: computed against published figures, cell by cell
#include "app/compare.h"
#include "cli/rows.h"
#include "cli/statement.h"

enum { COMPARE_HUMAN, COMPARE_JSON, COMPARE_CSV };

static const char *verdict_text(CellVerdict v) {
    static const char *const texts[] = {[CELL_MATCH] = N_("matches"),
                                        [CELL_DIFFER] = N_("differs"),
                                        [CELL_UNKNOWN] = N_("not reproduced")};
    return texts[v];
}

static void add_cells(const Cli *c, Buf *b, const Comparison *k) {
    static const bool is_right[7] = {false, false, false, true, true, true, false};
    TextGrid g = {.arena = c->arena, .column_count = 7, .is_right = is_right};
    const char *const head[7] = {
        N_("Item"), N_("Member"), N_("Period"), N_("Published"), N_("Computed"), N_("Exact"), ""};
    for (size_t i = 0; i < 7; i++) grid_add(&g, *head[i] ? say(c, head[i]) : STR(""));
    for (size_t i = 0; i < k->count; i++) {
        const CellView *cell = &k->cells[i];
        const Str row[7] = {cell->item.label,
                            cell->member,
                            cell->period,
                            cell->published,
                            cell->computed,
                            cell->exact,
                            say(c, verdict_text(cell->verdict))};
        for (size_t column = 0; column < 7; column++) grid_add(&g, row[column]);
    }
    grid_print(b, &g, 0, 1);
}

// Where a figure stands that does not come out, and what is said of it.
static void add_remarks(const Cli *c, Buf *b, const Comparison *k) {
    for (size_t i = 0; i < k->count; i++) {
        const CellView *cell = &k->cells[i];
        if (cell->verdict == CELL_MATCH) continue;
        buf_add_fmt(b, "%.*s:%u:%u: ", STR_ARG(cell->place.file), cell->place.line,
                    cell->place.column);
        if (cell->verdict == CELL_DIFFER)
            buf_add(b, say_message(c, MSG("published {1}, computed {2} (exactly {3})",
                                          cell->published, cell->computed, cell->exact)));
        else
            buf_add(b, say_message(c, cell->why));
        if (cell->source.size) buf_add_fmt(b, " - %.*s", STR_ARG(cell->source));
        buf_add_byte(b, '\n');
    }
}

static Str count_text(const Cli *c, size_t count) {
    return str_fmt(c->arena, "%zu", count);
}

static void print_human(const Cli *c, Buf *b, const Comparison *k) {
    if (k->count) add_cells(c, b, k);
    buf_add_byte(b, '\n');
    if (k->match_count < k->count) {
        add_remarks(c, b, k);
        buf_add_byte(b, '\n');
    }
    Str match = count_text(c, k->match_count), differ = count_text(c, k->differ_count);
    buf_add(b, say_message(c, MSG("{1} match, {2} differ", match, differ)));
    if (k->unknown_count)
        buf_add(b,
                say_message(c, MSG(", {1} cannot be reproduced", count_text(c, k->unknown_count))));
    buf_add_byte(b, '\n');
}

static bool print_comparison(Cli *c, const Comparison *k, Out *out) {
    switch (cli_choice(c, "format")) {
    case COMPARE_HUMAN: print_human(c, &out->buf, k); return out_end(out);
    case COMPARE_JSON: return comparison_json(c->app, k, out);
    case COMPARE_CSV: return comparison_csv(k, out);
    default: return out_end(out);
    }
}

static int compare(Cli *c) {
    Err err = {.code = ERR_NONE};
    Inputs inputs = inputs_of(c);
    const Comparison *k = app_compare(c->app, &inputs, cli_option(c, "published"), &err);
    if (!k) {
        findings_end(c);
        return print_failure(c, &err);
    }
    if (!k->count && app_findings(c->app)->error_count) return findings_end(c);
    if (!print_comparison(c, k, print_out(c, &err))) return print_failure(c, &err);
    int status = findings_end(c);
    return cli_has(c, "strict") && k->match_count < k->count ? EXIT_FOUND : status;
}

const CliCommand cmd_compare = {
    .name = "compare",
    .purpose = N_("set computed figures against published ones, cell by cell"),
    .text = N_("Settles the agreement and compares what comes out with figures that someone has "
               "published: CSV with the columns item, member, period, value, and if wanted "
               "decimals and source. The item is a payment, a formula or a quantity. A payment "
               "without a member or a period is published as a sum.\n\n"
               "How precise a figure is follows from the decimals it was published with. It "
               "matches if the exact value lies within half a unit of the last decimal, or is a "
               "tie that half even or half up brings there. Neither side is bent to fit: a figure "
               "that cannot be reproduced is named with its place and its exact value."),
    .arguments = {ROW_THE_AGREEMENT},
    .options = {ROW_FACTS,
                {.name = "published",
                 .kind = OPTION_FILE,
                 .value = "FILE",
                 .is_required = true,
                 .text = N_("the published figures, CSV")},
                ROW_THROUGH,
                ROW_FORMAT("human json csv"),
                {.name = "strict",
                 .kind = OPTION_FLAG,
                 .text = N_("status 1 if any figure differs or cannot be reproduced")}},
    .examples = {{"softlaw compare examples/upper-colorado.md --facts "
                  "examples/upper-colorado.facts.csv --published "
                  "examples/upper-colorado.published.csv",
                  N_("a table with two slips of the pen")},
                 {"softlaw compare examples/yellow-river.md --facts "
                  "examples/yellow-river.facts.csv --published "
                  "examples/yellow-river.published.csv --strict",
                  N_("fail if a published figure does not come out")}},
    .run = compare,
};
