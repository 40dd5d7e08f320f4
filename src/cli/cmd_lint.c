// cli/cmd_lint.c - softlaw lint: is the wording precise enough to be kept?
#include "app/lint.h"
#include "cli/rows.h"

enum { LINT_HUMAN, LINT_JSON, LINT_SARIF };
enum { COLUMNS = 8 };

typedef struct LintLists {
    const LintList **items;
    size_t count;
} LintLists;

static Str number(const Cli *c, size_t value) {
    return str_fmt(c->arena, "%zu", value);
}

// Of no obligations there is no share.
static Str share(const Cli *c, const LintView *v, unsigned percent) {
    return v->obligations ? str_fmt(c->arena, "%u%%", percent) : STR("-");
}

static void add_row(const Cli *c, TextGrid *grid, const LintView *v, Str name) {
    grid_add(grid, name);
    grid_add(grid, v->obligations ? str_fmt(c->arena, "%u", v->percent) : STR("-"));
    grid_add(grid, number(c, v->obligations));
    grid_add(grid, share(c, v, v->complete_percent));
    grid_add(grid, share(c, v, v->quantified_percent));
    grid_add(grid, share(c, v, v->indexed_percent));
    grid_add(grid, number(c, v->warnings));
    grid_add(grid, number(c, v->notes));
}

static void add_scores(const Cli *c, Buf *b, const LintList *l) {
    static const char *const heads[COLUMNS] = {N_("provision"), N_("score"),      N_("obligations"),
                                               N_("complete"),  N_("quantified"), N_("indexed"),
                                               N_("warnings"),  N_("notes")};
    TextGrid grid = {.arena = c->arena,
                     .column_count = COLUMNS,
                     .is_right =
                         (const bool[COLUMNS]){false, true, true, true, true, true, true, true}};
    for (size_t i = 0; i < COLUMNS; i++) grid_add(&grid, say(c, heads[i]));
    for (size_t i = 0; i < l->count; i++) {
        const LintView *v = &l->provisions[i];
        add_row(c, &grid, v, v->heading.size ? v->heading : say(c, N_("preamble")));
    }
    add_row(c, &grid, &l->all, say(c, N_("all")));
    buf_add_byte(b, '\n');
    buf_add(b, l->all.heading);
    buf_add_byte(b, '\n');
    grid_print(b, &grid, 2, 1);
}

static void print_human(const Cli *c, Buf *b, const LintLists *lists) {
    findings_print(c, b, c->world.out_is_terminal);
    for (size_t i = 0; i < lists->count; i++) add_scores(c, b, lists->items[i]);
}

static void print_json(const Cli *c, Buf *b, const LintLists *lists) {
    buf_add_c(b, "{\"agreements\":[");
    for (size_t i = 0; i < lists->count; i++) {
        if (i) buf_add_byte(b, ',');
        lint_json(lists->items[i], b);
    }
    buf_add_c(b, "],\"findings\":");
    findings_json(c->app, b);
    buf_add_c(b, "}\n");
}

// An unreadable file is reported, and the others are judged all the same.
static int read_all(Cli *c, LintLists *lists) {
    int status = EXIT_CLEAN;
    size_t warnings = 0;
    Severity least = cli_has(c, "notes") ? SEVERITY_NOTE : SEVERITY_WARNING;
    lists->items = ARENA_ARRAY(c->arena, const LintList *, c->argument_count);
    for (size_t i = 0; i < c->argument_count; i++) {
        Err err = {.code = ERR_NONE};
        const LintList *list = app_lint(c->app, c->arguments[i], least, &err);
        if (!list) {
            status = print_failure(c, &err);
            continue;
        }
        warnings += list->all.warnings;
        lists->items[lists->count++] = list;
    }
    return status ? status : warnings ? EXIT_FOUND : EXIT_CLEAN;
}

static int lint(Cli *c) {
    Err err = {.code = ERR_NONE};
    LintLists lists = {0};
    int status = read_all(c, &lists);
    Out *out = print_out(c, &err);
    switch (cli_choice(c, "format")) {
    case LINT_HUMAN: print_human(c, &out->buf, &lists); break;
    case LINT_JSON: print_json(c, &out->buf, &lists); break;
    case LINT_SARIF: sarif_print(c, &out->buf); break;
    default: break;
    }
    return out_end(out) ? status : print_failure(c, &err);
}

const CliCommand cmd_lint = {
    .name = "lint",
    .purpose = N_("find wording that is too vague to be kept, and score each provision"),
    .text = N_(
        "Judges every clause of an agreement's words, English and Chinese: verbs and adverbs of "
        "effort, escapes, vague times, degrees and quantities, open lists, duties of nobody; and "
        "in each obligation the five elements subject, standard, procedure, time limit and "
        "responsibility. A quantity, a time limit or a named standard in the same clause makes a "
        "vague word harmless; quotes, titles and defined terms are not judged.\n\n"
        "The score of a provision is the share of these elements that its obligations have, in "
        "hundredths. Of the obligations, complete are those with all five elements, quantified "
        "those "
        "that name a quantity, indexed those that are tied to an index or indicator, or to what "
        "the "
        "terms of their article measure or compute. `softlaw help rules` explains every rule with "
        "examples. A finding is "
        "silenced in the text, with its reason: <!-- allow RULE: reason -->.\n\n"
        "The status is 0 if there are no warnings, 1 if there are, 2 if a file cannot be read. "
        "Notes do not count."),
    .arguments = {ROW_AGREEMENTS},
    .options = {{.name = "notes",
                 .kind = OPTION_FLAG,
                 .text = N_("show notes too: missing elements, words that may be vague")},
                ROW_FINDINGS_FORMAT},
    .examples = {{"softlaw lint examples/coal-linkage.md",
                  N_("judge the wording of one agreement")},
                 {"softlaw lint --notes examples/coal-linkage.md",
                  N_("and what its obligations leave out")},
                 {"softlaw help rules", N_("the rules, with examples")}},
    .run = lint,
};
