// app/incentive_html.c - a judgement as one page in both languages: words first, then pictures,
// then numbers
//
// The first screen is for a policy officer: whether the agreement holds, who would break it, when
// and where, what the article says that is broken, and what the verdict hangs on. On paper it is
// two pages: what is folded away stays so.
#include "app/incentive_page.h"

enum { ROWS_SHOWN = 64 };

// ---- texts in both languages --------------------------------------------------------------------

Str sheet_both(const Sheet *s, const char *english) {
    return str_fmt(sheet_arena(s), "%s · %s", lang_text(LANG_EN, english),
                   lang_text(LANG_ZH, english));
}

ChartLabel sheet_label(const Sheet *s, Message message) {
    return (ChartLabel){{lang_render(sheet_arena(s), LANG_EN, message),
                         lang_render(sheet_arena(s), LANG_ZH, message)}};
}

ChartLabel sheet_party(const Sheet *s, size_t party) {
    return (ChartLabel){
        {tell_party(&s->tellers[LANG_EN], party), tell_party(&s->tellers[LANG_ZH], party)}};
}

ChartLabel sheet_variable(const Sheet *s, size_t variable) {
    return (ChartLabel){{tell_variable(&s->tellers[LANG_EN], variable),
                         tell_variable(&s->tellers[LANG_ZH], variable)}};
}

ChartLabel sheet_strategy(const Sheet *s, size_t party, size_t choice) {
    return (ChartLabel){{tell_strategy(&s->tellers[LANG_EN], party, choice),
                         tell_strategy(&s->tellers[LANG_ZH], party, choice)}};
}

void sheet_add(const Sheet *s, ChartLabel label) {
    html_add_names(s->page.b, label.texts[LANG_EN], label.texts[LANG_ZH]);
}

void sheet_open(const Sheet *s, const char *english) {
    buf_add_c(s->page.b, "<section>\n");
    page_add_heading(&s->page, english);
}

void sheet_meta(const Sheet *s, ChartLabel label) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    sheet_add(s, label);
    buf_add_c(s->page.b, "</p>\n");
}

// ---- tables -------------------------------------------------------------------------------------

static void add_cell(const Sheet *s, const char *tag, bool is_right, ChartLabel text) {
    buf_add_fmt(s->page.b, "<%s%s>", tag, is_right ? " class=\"n\"" : "");
    sheet_add(s, text);
    buf_add_fmt(s->page.b, "</%.2s>", tag);
}

SheetTable sheet_table(const Sheet *s, const ChartLabel *heads, size_t columns, uint64_t left) {
    buf_add_c(s->page.b, "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
    for (size_t i = 0; i < columns; i++)
        add_cell(s, "th scope=\"col\"", !(left >> i & 1), heads[i]);
    buf_add_c(s->page.b, "</tr></thead>\n<tbody>\n");
    return (SheetTable){.sheet = s, .columns = columns};
}

SheetTable sheet_data(const Sheet *s, const ChartLabel *heads, size_t columns, uint64_t left) {
    buf_add_c(s->page.b, "<details><summary>");
    html_add_both(s->page.b, N_("as a table"));
    buf_add_c(s->page.b, "</summary>\n");
    return sheet_table(s, heads, columns, left);
}

static void begin_cell(SheetTable *t) {
    if (t->count++ % t->columns == 0)
        buf_add_c(t->sheet->page.b, t->count > 1 ? "</tr>\n<tr>" : "<tr>");
}

void sheet_cell(SheetTable *t, ChartLabel text) {
    begin_cell(t);
    add_cell(t->sheet, "td", false, text);
}

void sheet_number(SheetTable *t, Str number) {
    begin_cell(t);
    add_cell(t->sheet, "td", true, (ChartLabel){{number, number}});
}

void sheet_table_end(SheetTable *t) {
    if (t->count) buf_add_c(t->sheet->page.b, "</tr>\n");
    page_add_table_end(&t->sheet->page);
}

void sheet_data_end(SheetTable *t) {
    sheet_table_end(t);
    buf_add_c(t->sheet->page.b, "</details>\n");
}

// Of the report, unless a picture shows it or another form does.
static bool is_shown_otherwise(const char *id) {
    return !strcmp(id, "stage") || !strcmp(id, "matters");
}

static void add_table(const Sheet *s, size_t index) {
    const GameTable *en = &s->reports[LANG_EN]->tables.items[index];
    const GameTable *zh = &s->reports[LANG_ZH]->tables.items[index];
    size_t columns = en->columns.count, cells = en->cells.count;
    if (!columns || !cells || is_shown_otherwise(en->id)) return;
    ChartLabel *heads = ARENA_ARRAY(sheet_arena(s), ChartLabel, columns);
    uint64_t left = 0;
    for (size_t i = 0; i < columns; i++) {
        heads[i] = (ChartLabel){{en->columns.items[i].head, zh->columns.items[i].head}};
        left |= (uint64_t)!en->columns.items[i].is_right << i;
    }
    HTML(s->page.b, "<section class=\"{}\">\n<h2>", str_from(en->id));
    html_add_names(s->page.b, en->title, zh->title);
    buf_add_c(s->page.b, "</h2>\n");
    SheetTable t = sheet_table(s, heads, columns, left);
    for (size_t i = 0; i < cells && i / columns < ROWS_SHOWN; i++) {
        begin_cell(&t);
        add_cell(s, "td", en->columns.items[i % columns].is_right,
                 (ChartLabel){{en->cells.items[i], zh->cells.items[i]}});
    }
    sheet_table_end(&t);
    buf_add_c(s->page.b, "</section>\n");
}

// ---- words --------------------------------------------------------------------------------------

typedef enum Part { PART_FINDING, PART_ASSUMPTION, PART_EVIDENCE } Part;

static bool begins(const char *id, const char *with) {
    return !strncmp(id, with, strlen(with));
}

static Part part_of(const char *id) {
    if (begins(id, "discount") || begins(id, "turns") || begins(id, "matters"))
        return PART_ASSUMPTION;
    if (begins(id, "evidence") || begins(id, "method") || begins(id, "hashes"))
        return PART_EVIDENCE;
    return PART_FINDING;
}

static ChartLabel sentence(const Sheet *s, size_t i) {
    return (ChartLabel){
        {s->reports[LANG_EN]->said.items[i].text, s->reports[LANG_ZH]->said.items[i].text}};
}

// Those of a part, each between two marks.
static void add_sentences(const Sheet *s, Part part, const char *before, const char *after) {
    const GameReport *r = s->reports[LANG_EN];
    for (size_t i = 1; i < r->said.count; i++) {
        if (part_of(r->said.items[i].id) != part) continue;
        buf_add_c(s->page.b, before);
        sheet_add(s, sentence(s, i));
        buf_add_c(s->page.b, after);
    }
}

static void add_verdict(const Sheet *s) {
    buf_add_c(s->page.b, "<p class=\"verdict\">");
    sheet_add(s, sentence(s, 0));
    buf_add_c(s->page.b, "</p>\n<ul>\n");
    add_sentences(s, PART_FINDING, "<li>", "</li>\n");
    buf_add_c(s->page.b, "</ul>\n");
}

static void add_assumptions(const Sheet *s) {
    if (!s->result->result) return;
    sheet_open(s, N_("The assumptions that carry the verdict"));
    buf_add_c(s->page.b, "<p>");
    add_sentences(s, PART_ASSUMPTION, "", "<span class=en> </span>");
    buf_add_c(s->page.b, "</p>\n");
    sheet_add_assumptions(s);
    buf_add_c(s->page.b, "</section>\n");
}

// The words of the article that would be broken first.
static void add_article(const Sheet *s) {
    const Incentive *i = s->result;
    if (!i->result || s->view->holds || !i->count.broke[i->breaker]) return;
    const ScenarioAction *action = &s->scenario->actions[i->parties[i->breaker].action];
    if (!action->breaks.id.size) return;
    const Provision *p = &s->scenario->terms->document->provisions[action->breaks.provision];
    sheet_open(s, N_("The article that would be broken"));
    HTML(s->page.b, "<div class=\"words\"><p><b>{}</b></p>\n", p->heading);
    for (size_t k = 0; k < p->piece_count; k++)
        if (p->pieces[k].kind == TEXT_WORDS) HTML(s->page.b, "<p>{}</p>\n", p->pieces[k].words);
    buf_add_c(s->page.b, "</div>\n</section>\n");
}

static void add_remedy(const Sheet *s) {
    Str command = incentive_design_command(sheet_arena(s), s->view);
    if (s->view->holds || !command.size) return;
    sheet_open(s, N_("What would mend it"));
    buf_add_c(s->page.b, "<p>");
    html_add_both(s->page.b, N_("This command searches the least number with which it is kept in "
                                "enough worlds; --vary names what may change:"));
    HTML(s->page.b, "</p>\n<p class=\"command\"><code>{}</code></p>\n</section>\n", command);
}

// ---- the page -----------------------------------------------------------------------------------

static Teller teller_in(App *app, const IncentiveView *v, Lang lang) {
    const Scenario *s = v->result->setup->scenario;
    Teller t = {.reporter = reporter_new(app, "incentive", STR("")),
                .view = v,
                .result = v->result,
                .scenario = s,
                .terms = s->terms};
    t.reporter.lang = lang;
    return t;
}

static void add_head(const Sheet *s, Lang lang) {
    page_open(s->page.b, lang, s->reports[lang]->title);
    buf_add_c(s->page.b, "<div class=\"report\">\n<header>\n<p class=\"meta\">");
    html_add_both(s->page.b, N_("Is the agreement self-enforcing?"));
    buf_add_c(s->page.b, "</p>\n<h1>");
    html_add_names(s->page.b, s->reports[LANG_EN]->title, s->reports[LANG_ZH]->title);
    buf_add_c(s->page.b, "</h1>\n</header>\n");
}

static void add_evidence(const Sheet *s) {
    buf_add_c(s->page.b, "<footer class=\"meta\">\n");
    add_sentences(s, PART_EVIDENCE, "<p>", "</p>\n");
    buf_add_c(s->page.b, "</footer>\n</div>\n");
}

static bool add_results(const Sheet *s, Err *err) {
    if (!s->result->result) return true;
    if (!sheet_add_pictures(s, err)) return false;
    buf_add_c(s->page.b, "<div class=\"numbers\">\n");
    sheet_add_stage(s);
    for (size_t i = 0; i < s->reports[LANG_EN]->tables.count; i++) add_table(s, i);
    buf_add_c(s->page.b, "</div>\n");
    return true;
}

bool incentive_html(App *app, const IncentiveView *v, Out *out) {
    Sheet s = {.page = {.arena = app->arena, .out = out, .b = &out->buf},
               .view = v,
               .result = v->result,
               .scenario = v->result->setup->scenario};
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        s.reports[lang] = incentive_report(app, v, lang);
        s.tellers[lang] = teller_in(app, v, lang);
    }
    add_head(&s, app->options.lang);
    add_verdict(&s);
    add_remedy(&s);
    add_assumptions(&s);
    add_article(&s);
    if (!add_results(&s, out->err)) return false;
    add_evidence(&s);
    page_close(s.page.b);
    return out_end(out);
}
