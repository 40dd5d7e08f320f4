// app/incentive_html.c - a judgement as one page in both languages: words first, then pictures,
// then numbers
//
// The first screen is for a policy officer: whether the agreement holds, who would break it, when
// and where, what the article says that is broken, and what the verdict hangs on.
#include "app/chart.h"
#include "app/incentive_int.h"
#include "app/page.h"

#include <math.h>

enum { ROWS_SHOWN = 64, SWINGS_SHOWN = 10, SERIES = CHART_SERIES_MAX };

typedef struct Sheet {
    Page page;
    const IncentiveView *view;
    const Incentive *result;
    const Scenario *scenario;
    const GameReport *reports[2]; // by language
    Teller tellers[2];
} Sheet;

static Arena *arena_of(const Sheet *s) {
    return s->page.arena;
}

static Str in_both(const Sheet *s, const char *english) {
    return str_fmt(arena_of(s), "%s · %s", lang_text(LANG_EN, english),
                   lang_text(LANG_ZH, english));
}

static void open_section(const Sheet *s, const char *english) {
    buf_add_c(s->page.b, "<section>\n");
    page_add_heading(&s->page, english);
}

static void add_caption(const Sheet *s, const char *english) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    html_add_both(s->page.b, english);
    buf_add_c(s->page.b, "</p>\n</section>\n");
}

// ---- words --------------------------------------------------------------------------------------

static void add_sentence(const Sheet *s, size_t i) {
    html_add_names(s->page.b, s->reports[LANG_EN]->said.items[i].text,
                   s->reports[LANG_ZH]->said.items[i].text);
}

static bool is_evidence(const char *id) {
    return !strncmp(id, "evidence", 8) || !strncmp(id, "method", 6) || !strcmp(id, "hashes");
}

static void add_sentences(const Sheet *s, bool of_evidence) {
    const GameReport *r = s->reports[LANG_EN];
    buf_add_c(s->page.b, "<ul>\n");
    for (size_t i = 1; i < r->said.count; i++) {
        if (is_evidence(r->said.items[i].id) != of_evidence) continue;
        buf_add_c(s->page.b, "<li>");
        add_sentence(s, i);
        buf_add_c(s->page.b, "</li>\n");
    }
    buf_add_c(s->page.b, "</ul>\n");
}

static void add_verdict(const Sheet *s) {
    buf_add_c(s->page.b, "<p class=\"verdict\">");
    add_sentence(s, 0);
    buf_add_c(s->page.b, "</p>\n");
}

// The words of the article that would be broken first.
static void add_article(const Sheet *s) {
    const Incentive *i = s->result;
    if (!i->result || !i->count.broke[i->breaker]) return;
    const ScenarioAction *action = &s->scenario->actions[i->parties[i->breaker].action];
    if (!action->breaks.id.size) return;
    const Provision *p = &s->scenario->terms->document->provisions[action->breaks.provision];
    open_section(s, N_("The article that would be broken"));
    HTML(s->page.b, "<div class=\"words\"><p><b>{}</b></p>\n", p->heading);
    for (size_t k = 0; k < p->piece_count; k++)
        if (p->pieces[k].kind == TEXT_WORDS) HTML(s->page.b, "<p>{}</p>\n", p->pieces[k].words);
    buf_add_c(s->page.b, "</div>\n</section>\n");
}

static void add_remedy(const Sheet *s) {
    if (s->view->holds || !s->result->result) return;
    open_section(s, N_("What would mend it"));
    buf_add_c(s->page.b, "<p>");
    html_add_both(
        s->page.b,
        N_("softlaw incentive design finds the least bond, share or penalty with which it "
           "is kept in enough worlds:"));
    HTML(s->page.b,
         "</p>\n<p><code>softlaw incentive design AGREEMENT.md --scenario {} --vary "
         "NAME</code></p>\n"
         "</section>\n",
         s->scenario->file);
}

// ---- pictures -----------------------------------------------------------------------------------

static const ChartLabel *period_labels(const Sheet *s) {
    size_t count = s->scenario->periods;
    ChartLabel *labels = ARENA_ARRAY(arena_of(s), ChartLabel, count);
    for (size_t p = 0; p < count; p++) {
        Str number = str_fmt(arena_of(s), "%zu", p + 1);
        labels[p] = (ChartLabel){{number, number}};
    }
    return labels;
}

static const double (*quantiles_of(const Sheet *s, const PlayFan *fan))[5] {
    double(*all)[5] = arena_get(arena_of(s), s->scenario->periods * sizeof *all);
    for (size_t p = 0; p < s->scenario->periods; p++) memcpy(all[p], fan[p].at, sizeof all[p]);
    return (const double(*)[5])all;
}

static Str both_labels(const Sheet *s, Str english, Str chinese) {
    return str_is(english, chinese)
               ? english
               : str_fmt(arena_of(s), "%.*s · %.*s", STR_ARG(english), STR_ARG(chinese));
}

// The variable that tells best where the breaker breaks, with the threshold; else the first.
static void add_variable(const Sheet *s) {
    const PartyJudgement *p = &s->result->parties[s->result->breaker];
    size_t variable = p->has_region ? p->variable : 0;
    const PlayFan *fan =
        s->scenario->variable_count ? play_variable(s->result->result, variable) : NULL;
    if (!fan) return;
    ChartFan chart = {.periods = period_labels(s),
                      .period_count = s->scenario->periods,
                      .quantiles = quantiles_of(s, fan),
                      .has_line = p->has_region,
                      .line = p->region.threshold,
                      .title = both_labels(s, tell_variable(&s->tellers[LANG_EN], variable),
                                           tell_variable(&s->tellers[LANG_ZH], variable)),
                      .description = in_both(s, N_("how it spreads over the periods")),
                      .id = "variable"};
    buf_add_c(s->page.b, "<section>\n<h2>");
    html_add_names(s->page.b, tell_variable(&s->tellers[LANG_EN], variable),
                   tell_variable(&s->tellers[LANG_ZH], variable));
    buf_add_c(s->page.b, "</h2>\n<figure>\n");
    chart_add_fan(s->page.b, &chart);
    buf_add_c(s->page.b, "</figure>\n");
    add_caption(s, p->has_region
                       ? N_("By period: the middle, and what half and nine tenths of worlds lie "
                            "within; the dashed line is where the breach begins")
                       : N_("By period: the middle, and what half and nine tenths of worlds lie "
                            "within"));
}

static void add_temptation(const Sheet *s) {
    const PlayFan *fan = play_temptation(s->result->result, s->result->breaker);
    if (!fan) return;
    ChartFan chart = {.periods = period_labels(s),
                      .period_count = s->scenario->periods,
                      .quantiles = quantiles_of(s, fan),
                      .has_line = true,
                      .title = in_both(s, N_("What breaking it would gain")),
                      .description = in_both(s, N_("how it spreads over the periods")),
                      .id = "temptation"};
    open_section(s, N_("What breaking it would gain"));
    buf_add_c(s->page.b, "<figure>\n");
    chart_add_fan(s->page.b, &chart);
    buf_add_c(s->page.b, "</figure>\n<p class=\"meta\">");
    html_add_names(s->page.b, tell_party(&s->tellers[LANG_EN], s->result->breaker),
                   tell_party(&s->tellers[LANG_ZH], s->result->breaker));
    buf_add_c(s->page.b, "</p>\n");
    add_caption(s, N_("By period, in money: the gain of the best breach less what it costs later; "
                      "above the dashed line the party breaks"));
}

static void add_legend(const Sheet *s, const size_t *parties, size_t count) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_c(s->page.b, " &#160; ");
        chart_add_key(s->page.b, i, false);
        html_add_names(s->page.b, tell_party(&s->tellers[LANG_EN], parties[i]),
                       tell_party(&s->tellers[LANG_ZH], parties[i]));
    }
    buf_add_c(s->page.b, "</p>\n");
}

// Per hundred worlds, by period, of the parties that break at all.
static void add_breaches(const Sheet *s) {
    const PlayCount *c = &s->result->count;
    size_t periods = s->scenario->periods, all = s->scenario->terms->party_count, count = 0;
    size_t parties[SERIES];
    ChartSeries series[SERIES];
    for (size_t i = 0; i < all && count < SERIES; i++) {
        if (!c->broke[i]) continue;
        series[count] = (ChartSeries){ARENA_ARRAY(arena_of(s), double, periods),
                                      ARENA_ARRAY(arena_of(s), double, periods)};
        for (size_t p = 0; p < periods; p++)
            series[count].up[p] = 100 * (double)c->when[p * all + i] / (double)c->worlds;
        parties[count++] = i;
    }
    if (!count) return;
    open_section(s, N_("When it would first be broken"));
    add_legend(s, parties, count);
    buf_add_c(s->page.b, "<figure>\n");
    chart_add(s->page.b, &(Chart){.periods = period_labels(s),
                                  .period_count = periods,
                                  .series = series,
                                  .series_count = count,
                                  .title = in_both(s, N_("When it would first be broken")),
                                  .description = in_both(s, N_("per cent of worlds by period")),
                                  .id = "breaches"});
    buf_add_c(s->page.b, "</figure>\n");
    add_caption(s, N_("First breaches in per cent of all worlds, by period"));
}

// The share of worlds in which nobody has broken it yet.
static void add_survival(const Sheet *s) {
    const PlayCount *c = &s->result->count;
    size_t periods = s->scenario->periods, all = s->scenario->terms->party_count;
    ChartSeries series = {ARENA_ARRAY(arena_of(s), double, periods),
                          ARENA_ARRAY(arena_of(s), double, periods)};
    uint64_t left = c->worlds;
    for (size_t p = 0; p < periods; p++) {
        for (size_t i = 0; i < all; i++) left -= c->when[p * all + i];
        series.up[p] = 100 * (double)left / (double)c->worlds;
    }
    open_section(s, N_("How long it lasts"));
    buf_add_c(s->page.b, "<figure>\n");
    chart_add_lines(s->page.b,
                    &(Chart){.periods = period_labels(s),
                             .period_count = periods,
                             .series = &series,
                             .series_count = 1,
                             .title = in_both(s, N_("How long it lasts")),
                             .description = in_both(s, N_("per cent of worlds by period")),
                             .id = "survival"});
    buf_add_c(s->page.b, "</figure>\n");
    add_caption(s, N_("Worlds in which nobody has broken it by the end of a period, in per cent"));
}

static ChartLabel swing_name(const Sheet *s, const Swing *w) {
    ChartLabel name;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        const Teller *t = &s->tellers[lang];
        const ScenarioParameter *p = &s->scenario->parameters[w->is_discount ? 0 : w->index];
        name.texts[lang] = w->is_discount
                               ? lang_render(arena_of(s), lang,
                                             MSG("discount rate of {1}", tell_party(t, w->index)))
                               : tell_label(t, &p->label, p->id);
    }
    return name;
}

static bool add_swings(const Sheet *s, Err *err) {
    size_t count;
    double kept;
    const Swing *swings = incentive_swings(arena_of(s), s->result, &kept, &count, err);
    ChartSwing shown[SWINGS_SHOWN];
    if (!swings) return false;
    if (count > SWINGS_SHOWN) count = SWINGS_SHOWN;
    if (!count) return true;
    for (size_t i = 0; i < count; i++)
        shown[i] = (ChartSwing){swing_name(s, &swings[i]), swings[i].kept[swings[i].is_discount],
                                swings[i].kept[!swings[i].is_discount]};
    open_section(s, N_("What matters most"));
    buf_add_c(s->page.b, "<figure>\n");
    chart_add_swings(s->page.b, shown, count, kept, in_both(s, N_("What matters most")), "swings");
    buf_add_c(s->page.b, "</figure>\n<p class=\"meta\">");
    chart_add_key(s->page.b, 0, false);
    html_add_both(s->page.b, N_("a fifth less"));
    buf_add_c(s->page.b, " &#160; ");
    chart_add_key(s->page.b, 4, false);
    html_add_both(s->page.b, N_("a fifth more"));
    buf_add_c(s->page.b, "</p>\n");
    add_caption(s, N_("The share of worlds in which it is kept, when one number of the scenario "
                      "changes alone; by few worlds"));
    return true;
}

static bool add_pictures(const Sheet *s, Err *err) {
    if (!s->result->result) return true;
    buf_add_c(s->page.b, "<div class=\"side\">\n");
    add_variable(s);
    add_breaches(s);
    add_survival(s);
    add_temptation(s);
    bool is_added = add_swings(s, err);
    buf_add_c(s->page.b, "</div>\n");
    return is_added;
}

// ---- numbers ------------------------------------------------------------------------------------

static void add_cell(const Sheet *s, const char *tag, bool is_right, Str english, Str chinese) {
    buf_add_fmt(s->page.b, "<%s%s>", tag, is_right ? " class=\"n\"" : "");
    html_add_names(s->page.b, english, chinese);
    buf_add_fmt(s->page.b, "</%.2s>", tag);
}

static void add_table(const Sheet *s, size_t index) {
    const GameTable *en = &s->reports[LANG_EN]->tables.items[index];
    const GameTable *zh = &s->reports[LANG_ZH]->tables.items[index];
    size_t columns = en->columns.count, cells = en->cells.count;
    if (!columns || !cells) return;
    buf_add_c(s->page.b, "<section>\n<h2>");
    html_add_names(s->page.b, en->title, zh->title);
    buf_add_c(s->page.b, "</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < columns; i++)
        add_cell(s, "th scope=\"col\"", en->columns.items[i].is_right, en->columns.items[i].head,
                 zh->columns.items[i].head);
    buf_add_c(s->page.b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < cells && i / columns < ROWS_SHOWN; i++) {
        if (i % columns == 0) buf_add_c(s->page.b, i ? "</tr>\n<tr>" : "<tr>");
        add_cell(s, "td", en->columns.items[i % columns].is_right, en->cells.items[i],
                 zh->cells.items[i]);
    }
    buf_add_c(s->page.b, "</tr>\n");
    page_add_table_end(&s->page);
    buf_add_c(s->page.b, "</section>\n");
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
    buf_add_c(s->page.b, "<header>\n<p class=\"meta\">");
    html_add_both(s->page.b, N_("Is the agreement self-enforcing?"));
    buf_add_c(s->page.b, "</p>\n<h1>");
    html_add_names(s->page.b, s->reports[LANG_EN]->title, s->reports[LANG_ZH]->title);
    buf_add_c(s->page.b, "</h1>\n</header>\n");
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
    add_sentences(&s, false);
    add_article(&s);
    add_remedy(&s);
    if (!add_pictures(&s, out->err)) return false;
    for (size_t i = 0; i < s.reports[LANG_EN]->tables.count; i++) add_table(&s, i);
    open_section(&s, N_("Evidence"));
    add_sentences(&s, true);
    buf_add_c(s.page.b, "</section>\n");
    page_close(s.page.b);
    return out_end(out);
}
