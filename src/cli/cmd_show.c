// cli/cmd_show.c - softlaw show: what an agreement defines, article by article
#include "app/show.h"
#include "cli/rows.h"
#include "cli/views.h"

enum { SHOW_HUMAN, SHOW_JSON };
enum { INDENT = 2, TEXT_INDENT = 4, COLUMNS = 80 };

static void add_line(Buf *b, int indent, Str text) {
    print_blanks(b, indent);
    buf_add(b, text);
    buf_add_byte(b, '\n');
}

static void add_parties(const Cli *c, Buf *b, const AgreementView *v) {
    TextGrid grid = {.arena = c->arena, .column_count = 3, .is_right = (const bool[3]){0}};
    for (size_t i = 0; i < v->party_count; i++) {
        grid_add(&grid, v->parties[i].name.id);
        grid_add(&grid, v->parties[i].name.label);
        grid_add(&grid, v->parties[i].role);
    }
    buf_add_byte(b, '\n');
    add_line(b, 0, say(c, N_("Parties")));
    grid_print(b, &grid, INDENT, 0);
}

static void add_words(const Cli *c, Buf *b, const ArticleView *v) {
    TextGrid grid = {.arena = c->arena, .column_count = 4, .is_right = (const bool[4]){0}};
    for (size_t i = 0; i < v->word_count; i++) {
        const WordView *w = &v->words[i];
        grid_add(&grid, say(c, w->kind));
        grid_add(&grid, w->name.label);
        grid_add(&grid, w->per.size ? w->per : w->formula);
        grid_add(&grid, w->unit);
    }
    if (v->word_count) grid_print(b, &grid, INDENT, 0);
}

static void add_clause(const Cli *c, Buf *b, const ClauseView *v) {
    TextGrid grid = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){0}};
    for (size_t i = 0; i < v->key_count; i++) {
        grid_add(&grid, v->keys[i].key);
        grid_add(&grid, v->keys[i].text);
    }
    add_line(b, INDENT,
             str_fmt(c->arena, "%s: %.*s (%.*s)", v->section, STR_ARG(v->name.label),
                     STR_ARG(v->purpose)));
    if (v->key_count) grid_print(b, &grid, TEXT_INDENT, 0);
}

// The words of a provision that was cited, then what it defines.
static void add_article(const Cli *c, Buf *b, const ArticleView *v) {
    int columns = c->world.columns > 0 ? c->world.columns : COLUMNS;
    bool is_defining = v->word_count || v->clause_count;
    buf_add_byte(b, '\n');
    if (v->heading.size) add_line(b, 0, v->heading);
    if (v->text.size) {
        print_wrapped(b, v->text, INDENT, columns);
        if (is_defining) buf_add_byte(b, '\n');
    }
    add_words(c, b, v);
    for (size_t i = 0; i < v->clause_count; i++) add_clause(c, b, &v->clauses[i]);
}

void show_print(const Cli *c, Buf *b, const AgreementView *v) {
    Str last = v->last_day.size ? v->last_day : say(c, N_("open-ended"));
    add_line(b, 0, v->agreement.label);
    add_line(b, 0, say_message(c, MSG("{1}, version {2}", v->agreement.id, v->version)));
    add_line(b, 0, say_message(c, MSG("from {1} to {2}", v->first_day, last)));
    if (!v->cited.size) add_parties(c, b, v);
    for (size_t i = 0; i < v->article_count; i++) add_article(c, b, &v->articles[i]);
}

// Where each provision stands, and how it is cited.
void show_ids_print(const Cli *c, Buf *b, const AgreementView *v) {
    TextGrid grid = {.arena = c->arena, .column_count = 2, .is_right = (const bool[2]){0}};
    for (size_t i = 0; i < v->provision_count; i++) {
        const HeadingView *p = &v->provisions[i];
        grid_add(&grid, str_fmt(c->arena, "%.*s#%.*s", STR_ARG(v->agreement.id), STR_ARG(p->id)));
        grid_add(&grid, p->heading);
    }
    grid_print(b, &grid, 0, 0);
}

static int show(Cli *c) {
    Err err = {.code = ERR_NONE};
    const AgreementView *v = app_show(c->app, c->arguments[0], &err);
    if (!v) return print_failure(c, &err);
    Out *out = print_out(c, &err);
    if (cli_choice(c, "format") == SHOW_JSON)
        agreement_json(c->app, v, out);
    else if (cli_has(c, "ids"))
        show_ids_print(c, &out->buf, v);
    else
        show_print(c, &out->buf, v);
    return out_end(out) ? findings_end(c) : print_failure(c, &err);
}

const CliCommand cmd_show = {
    .name = "show",
    .purpose = N_("show what softlaw reads in an agreement, article by article"),
    .text =
        N_("Prints the parties, every word that an article defines with its kind, members and "
           "periods and unit, and the clauses that are kept and checked but not computed: "
           "obligations, guarantees, liabilities, exit, indicators, the plan, data sharing.\n\n"
           "With --ids it prints how each provision is cited, for example "
           "yellow-river-2021#art_3. The ids are the same in Akoma Ntoso (softlaw convert). Of a "
           "provision that is cited so, by the agreement's file or its id, it prints the words, "
           "what they define, and what softlaw check finds there."),
    .arguments = {{.name = "FILE", .text = N_("the agreement, or FILE#ID, a provision of it")}},
    .options = {{.name = "ids",
                 .kind = OPTION_FLAG,
                 .text = N_("only the ids by which provisions are cited")},
                ROW_FORMAT("human json")},
    .examples = {{"softlaw show examples/coal-linkage.md",
                  N_("the words and clauses of a contract")},
                 {"softlaw show examples/coal-linkage.md --ids", N_("how to cite its articles")},
                 {"softlaw show examples/coal-linkage.md#art_3", N_("one article")}},
    .run = show,
};
