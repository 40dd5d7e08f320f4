// cli/cmd_coverage.c - softlaw coverage: what agreements cover, and what they leave out
#include "app/coverage.h"
#include "cli/rows.h"

enum { COVERAGE_HUMAN, COVERAGE_JSON, COVERAGE_SARIF, COVERAGE_HTML };
enum { COLUMNS = 80, GRID_COLUMNS = COVER_CHAIN + 1 };

static Str number(const Cli *c, size_t value) {
    return str_fmt(c->arena, "%zu", value);
}

static Str names_text(const Cli *c, const NameList *l) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add(&b, say(c, N_(", ")));
        buf_add(&b, l->items[i].label);
    }
    return buf_str(&b);
}

static void add_sentence(const Cli *c, Buf *b, Message m) {
    print_wrapped(b, say_message(c, m), 2, COLUMNS);
}

static void add_names(const Cli *c, Buf *b, const char *text, const NameList *l) {
    if (l->count) add_sentence(c, b, (Message){text, {names_text(c, l)}});
}

// ---- the matrix ---------------------------------------------------------------------------------

// "3", "3 D", "D", ".".
static Str cell_text(const Cli *c, const CoverCell *cell) {
    if (!cell->spoken) return cell->is_declared ? STR("D") : STR(".");
    return str_fmt(c->arena, cell->is_declared ? "%zu D" : "%zu", cell->spoken);
}

static void add_matrix(const Cli *c, Buf *b, CoverCell cells[COVER_CHAIN][COVER_LIFE]) {
    TextGrid grid = {.arena = c->arena,
                     .column_count = GRID_COLUMNS,
                     .is_right = (const bool[GRID_COLUMNS]){false}};
    grid_add(&grid, STR(""));
    for (size_t i = 0; i < COVER_CHAIN; i++) grid_add(&grid, app_chain_stage(c->lang, i).label);
    for (size_t k = 0; k < COVER_LIFE; k++) {
        grid_add(&grid, app_life_stage(c->lang, k).label);
        for (size_t i = 0; i < COVER_CHAIN; i++) {
            bool is_nothing = i + 1 == COVER_CHAIN && k + 1 == COVER_LIFE;
            grid_add(&grid, is_nothing ? STR("") : cell_text(c, &cells[i][k]));
        }
    }
    grid_print(b, &grid, 2, 1);
}

static void add_mention(const Cli *c, Buf *b, const MentionView *m) {
    if (!m->wording.size) return;
    buf_add_fmt(b, " %u:%u ", m->place.line, m->place.column);
    if (m->is_term) buf_add(b, say(c, N_("in the terms")));
    if (!m->is_term) buf_add(b, m->wording);
}

static void add_provisions(const Cli *c, Buf *b, const CoverCell *cell) {
    for (size_t i = 0; i < cell->provision_count; i++) {
        Buf line = {.arena = c->arena};
        buf_add(&line, cell->provisions[i].id);
        add_mention(c, &line, &cell->provisions[i].chain);
        add_mention(c, &line, &cell->provisions[i].life);
        print_wrapped(b, buf_str(&line), 4, COLUMNS);
    }
}

// Cell by cell: which provisions, and by which words.
static void add_cells(const Cli *c, Buf *b, const CoverageView *v) {
    for (size_t k = 0; k < COVER_LIFE; k++)
        for (size_t i = 0; i < COVER_CHAIN; i++) {
            const CoverCell *cell = &v->cells[i][k];
            if (!cell->spoken) continue;
            buf_add_c(b, "  ");
            buf_add(b, app_life_stage(c->lang, k).label);
            buf_add_c(b, " × ");
            buf_add(b, app_chain_stage(c->lang, i).label);
            buf_add_byte(b, '\n');
            add_provisions(c, b, cell);
        }
}

// ---- sentences ----------------------------------------------------------------------------------

static void add_contents(const Cli *c, Buf *b, const CoverageView *v) {
    size_t found = 0;
    for (size_t i = 0; i < v->content_count; i++) found += v->contents[i].is_found;
    if (v->content_count)
        add_sentence(c, b,
                     MSG("{1}: {2} of {3} mandatory contents", v->kind.label, number(c, found),
                         number(c, v->content_count)));
}

static void add_agreement(const Cli *c, Buf *b, const CoverageView *v) {
    buf_add_byte(b, '\n');
    buf_add(b, v->agreement.label);
    buf_add_byte(b, '\n');
    add_matrix(c, b, (CoverCell(*)[COVER_LIFE])v->cells);
    add_contents(c, b, v);
    if (cli_has(c, "provisions")) add_cells(c, b, v);
}

static void add_group(const Cli *c, Buf *b, CoverGroupView *v) {
    static const size_t ALL = (size_t)(COVER_CHAIN - 1) * (COVER_LIFE - 1);
    buf_add_byte(b, '\n');
    buf_add(b, say_message(c, MSG("between {1}; agreements: {2}", names_text(c, &v->regions),
                                  number(c, v->agreements.count))));
    buf_add_byte(b, '\n');
    if (v->agreements.count > 1) add_matrix(c, b, v->cells);
    add_names(c, b, N_("stages of the chain that nothing covers: {1}"), &v->chain_left_out);
    add_names(c, b, N_("stages of the life cycle that nothing covers: {1}"), &v->life_left_out);
    add_names(c, b, N_("stages that are declared while nothing speaks of them: {1}"),
              &v->declared_only);
    add_names(c, b, N_("new fields of which nothing speaks: {1}"), &v->fields_left_out);
    add_sentence(c, b,
                 MSG("cells of two stages without a provision: {1} of {2}",
                     number(c, v->empty_cells), number(c, ALL)));
}

static void print_human(const Cli *c, Buf *b, const CoverageList *l) {
    findings_print(c, b, c->world.out_is_terminal);
    for (size_t i = 0; i < l->count; i++) add_agreement(c, b, &l->agreements[i]);
    if (l->count) {
        buf_add_byte(b, '\n');
        print_wrapped(b,
                      say(c, N_("A number counts the provisions that speak of both stages, D "
                                "is declared; none: without a stage.")),
                      0, COLUMNS);
    }
    for (size_t i = 0; i < l->group_count; i++) add_group(c, b, &l->groups[i]);
}

// ---- the command --------------------------------------------------------------------------------

typedef struct Failures {
    Cli *cli;
    int status;
} Failures;

static void report(void *self, const Err *err) {
    Failures *f = self;
    f->status = print_failure(f->cli, err);
}

static bool has_warnings(const Findings *f) {
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity >= SEVERITY_WARNING) return true;
    return f->dropped_count > 0;
}

static int coverage(Cli *c) {
    Err err = {.code = ERR_NONE};
    Failures failures = {c, EXIT_CLEAN};
    CoverageQuestion q = {.paths = c->arguments,
                          .count = c->argument_count,
                          .kinds = cli_option(c, "kinds"),
                          .failed = report,
                          .self = &failures};
    const CoverageList *list = app_coverage(c->app, &q, &err);
    if (!list) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    switch (cli_choice(c, "format")) {
    case COVERAGE_HUMAN: print_human(c, &out->buf, list); break;
    case COVERAGE_JSON: coverage_json(c->app, list, &out->buf); break;
    case COVERAGE_SARIF: sarif_print(c, &out->buf); break;
    case COVERAGE_HTML: coverage_html(c->app, list, &out->buf); break;
    default: break;
    }
    if (!out_end(out)) return print_failure(c, &err);
    if (failures.status) return failures.status;
    return has_warnings(app_findings(c->app)) ? EXIT_FOUND : EXIT_CLEAN;
}

const CliCommand cmd_coverage = {
    .name = "coverage",
    .purpose = N_("show which stages and fields agreements cover, and what they leave out"),
    .text = N_(
        "Lays out, for each agreement, the stages of the life cycle by the stages of the "
        "industrial chain, and counts the provisions that speak of both, in their words or in the "
        "duties of their terms. What the section coverage declares is marked D; a stage that is "
        "declared while nothing speaks of it is a warning. Words in titles and what is said to be "
        "left out (shall not cover marketing) do not count.\n\n"
        "Then, for each set of regions, what all the given agreements that bind these regions "
        "leave out: stages of the chain and of the life cycle, and new fields such as green "
        "finance or platform labour. Regions are the same where they share a name in any "
        "language.\n\n"
        "The front matter's kind says what must be in the agreement; each missing content is a "
        "warning with the law that demands it and a proposal. Where the front matter has excerpt, "
        "with the reason, it is a note. softlaw knows the kinds in the folder kinds/; --kinds adds "
        "your own, which stand before those of the same name.\n\n"
        "The status is 0 if there are no warnings, 1 if there are, 2 if a file cannot be read."),
    .arguments = {ROW_AGREEMENTS},
    .options = {{.name = "kinds",
                 .kind = OPTION_FILE,
                 .value = "FOLDER",
                 .text = N_("kinds of your own: the .yaml files of this folder")},
                {.name = "provisions",
                 .kind = OPTION_FLAG,
                 .text = N_("list the provisions of each cell, with the words that were found")},
                {.name = "format",
                 .kind = OPTION_CHOICE,
                 .value = "FORMAT",
                 .choices = "human json sarif html",
                 .text = N_("human to read, html on paper, json for programs, sarif for review "
                            "tools and editors")}},
    .examples = {{"softlaw coverage examples/yellow-river.md", N_("what one agreement covers")},
                 {"softlaw coverage --provisions examples/yellow-river*.md",
                  N_("which provisions cover what, and what two agreements of the same regions "
                     "leave out")},
                 {"softlaw coverage --kinds my-kinds/ examples/coal-linkage.md",
                  N_("with kinds of your own")}},
    .run = coverage,
};
