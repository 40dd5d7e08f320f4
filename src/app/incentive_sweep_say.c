// app/incentive_sweep_say.c - a sweep told: in words and a table, for programs, as a page
#include "app/chart.h"
#include "app/incentive_crew_int.h"
#include "app/page.h"

// ---- words --------------------------------------------------------------------------------------

static Teller teller_of(App *app, const SweepView *v, Lang lang) {
    const Scenario *s = v->setup->scenario;
    Str name = name_of(lang, s->terms->id, &s->terms->title).label;
    if (s->title.count)
        name = str_fmt(app->arena, "%.*s — %.*s", STR_ARG(name),
                       STR_ARG(name_of(lang, s->terms->id, &s->title).label));
    Teller t = {.reporter = reporter_new(app, "sweep", name), .scenario = s, .terms = s->terms};
    t.reporter.lang = lang;
    return t;
}

static Str swept(const Teller *t, const SweepView *v) {
    if (!v->sweep.is_discount) {
        const ScenarioParameter *p = &t->scenario->parameters[v->sweep.index];
        return tell_label(t, &p->label, p->id);
    }
    return lang_render(t->reporter.arena, t->reporter.lang,
                       MSG("discount factor of {1}", tell_party(t, v->sweep.index)));
}

static Interval kept_of(const SweepView *v, size_t point) {
    return wilson(v->points[point].kept, v->points[point].worlds);
}

static bool is_enough(const SweepView *v, size_t point) {
    const SweepPoint *p = &v->points[point];
    return !p->undefined && (kept_of(v, point).low >= v->options.share || p->kept == p->worlds);
}

static void say_enough(Teller *t, const SweepView *v) {
    size_t enough = 0, count = v->sweep.steps + 1;
    for (size_t i = 0; i < count; i++) enough += is_enough(v, i);
    report_say(&t->reporter, "sweep",
               SAID(N_("\"{1}\" takes {2} values; at {3} of them the agreement is self-enforcing: "
                       "kept in at least {4} of worlds."),
                    swept(t, v), tell_count(t, count), tell_count(t, enough),
                    tell_percent(t, v->options.share)));
}

static void say_turns(Teller *t, const SweepView *v) {
    for (size_t i = 0; i < v->sweep.steps; i++) {
        Str from = tell_number(t, sweep_value(&v->sweep, i));
        Str to = tell_number(t, sweep_value(&v->sweep, i + 1));
        if (is_enough(v, i) == is_enough(v, i + 1)) continue;
        report_say(&t->reporter, "turns",
                   is_enough(v, i)
                       ? SAID(N_("Between {1} and {2} it ceases to be self-enforcing."), from, to)
                       : SAID(N_("Between {1} and {2} it becomes self-enforcing."), from, to));
    }
}

static void say_undefined(Teller *t, const SweepView *v) {
    for (size_t i = 0; i <= v->sweep.steps; i++) {
        if (!v->points[i].undefined) continue;
        report_say(
            &t->reporter, "undefined",
            SAID(N_("At {1} a payment or what a party earns has no value in {2} worlds; that "
                    "counts as not kept."),
                 tell_number(t, sweep_value(&v->sweep, i)), tell_count(t, v->points[i].undefined)));
    }
}

static void say_evidence(Teller *t, const SweepView *v) {
    report_say(&t->reporter, "evidence",
               SAID(N_("Evidence: {1} worlds of {2} periods for each value, seed {3}."),
                    tell_count(t, v->options.worlds), tell_count(t, t->scenario->periods),
                    str_fmt(t->reporter.arena, "%llu", (unsigned long long)v->options.seed)));
    report_say(&t->reporter, "hashes",
               SAID(N_("SHA-256 of the agreement {1}, of the scenario {2}."), v->agreement_hash,
                    t->scenario->hash));
}

// ---- the table ----------------------------------------------------------------------------------

static bool may_break(const Scenario *s, size_t party) {
    for (size_t i = 0; i < s->action_count; i++)
        if (s->actions[i].party == party) return true;
    return false;
}

static void table(Teller *t, const SweepView *v) {
    Reporter *r = &t->reporter;
    report_table(r, "sweep", N_("In how many worlds it is kept"));
    report_head(r, "value", swept(t, v), true);
    report_head(r, "kept", report_word(r, N_("kept")), true);
    for (size_t i = 0; i < t->terms->party_count; i++)
        if (may_break(t->scenario, i))
            report_head(r, "broke",
                        lang_render(r->arena, r->lang, MSG("{1} breaks first", tell_party(t, i))),
                        true);
    for (size_t k = 0; k <= v->sweep.steps; k++) {
        report_cell(r, tell_number(t, sweep_value(&v->sweep, k)));
        report_cell(r, tell_interval(t, kept_of(v, k)));
        for (size_t i = 0; i < t->terms->party_count; i++)
            if (may_break(t->scenario, i))
                report_cell(r, tell_percent(t, (double)v->points[k].broke[i] /
                                                   (double)v->points[k].worlds));
    }
}

const GameReport *sweep_report(App *app, const SweepView *v, Lang lang) {
    Teller t = teller_of(app, v, lang);
    say_enough(&t, v);
    say_turns(&t, v);
    say_undefined(&t, v);
    say_evidence(&t, v);
    table(&t, v);
    return t.reporter.report;
}

// ---- for programs -------------------------------------------------------------------------------

static void add_point(Buf *b, const SweepView *v, size_t point) {
    const SweepPoint *p = &v->points[point];
    const Terms *t = v->setup->scenario->terms;
    Interval kept = kept_of(v, point);
    buf_add_fmt(b, "%s\n  {\"value\":%.15g,\"kept\":{\"value\":%.15g,\"low\":%.15g,\"high\":%.15g}",
                point ? "," : "", sweep_value(&v->sweep, point), kept.value, kept.low, kept.high);
    json_add_int(b, "undefined", (int64_t)p->undefined);
    json_add_name(b, "breaks_first");
    buf_add_byte(b, '{');
    for (size_t i = 0; i < t->party_count; i++)
        json_add_int(b, str_c(b->arena, t->parties[i].id), (int64_t)p->broke[i]);
    buf_add_c(b, "}}");
}

static void add_swept(Buf *b, const SweepView *v) {
    const Scenario *s = v->setup->scenario;
    if (v->sweep.is_discount)
        json_add_text(b, "discount", s->terms->parties[v->sweep.index].id);
    else
        json_add_text(b, "parameter", s->parameters[v->sweep.index].id);
}

bool sweep_json(App *app, const SweepView *v, Out *out) {
    (void)app;
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", v->setup->scenario->terms->id);
    add_swept(b, v);
    json_add_name(b, "share_asked");
    buf_add_fmt(b, "%.15g", v->options.share);
    json_add_name(b, "points");
    buf_add_byte(b, '[');
    for (size_t i = 0; i <= v->sweep.steps; i++) add_point(b, v, i);
    buf_add_byte(b, ']');
    json_add_name(b, "evidence");
    buf_add_byte(b, '{');
    json_add_int(b, "worlds", (int64_t)v->options.worlds);
    json_add_int(b, "periods", (int64_t)v->setup->scenario->periods);
    json_add_int(b, "seed", (int64_t)v->options.seed);
    json_add_text(b, "agreement_sha256", v->agreement_hash);
    json_add_text(b, "scenario_sha256", v->setup->scenario->hash);
    buf_add_c(b, "}}\n");
    return out_end(out);
}

// ---- as a page ----------------------------------------------------------------------------------

typedef struct Sheet {
    Page page;
    const SweepView *view;
    const GameReport *reports[2]; // by language
} Sheet;

static void add_sentences(const Sheet *s) {
    Buf *b = s->page.b;
    for (size_t i = 0; i < s->reports[LANG_EN]->said.count; i++) {
        buf_add_c(b, i ? "<p>" : "<p class=\"verdict\">");
        html_add_names(b, s->reports[LANG_EN]->said.items[i].text,
                       s->reports[LANG_ZH]->said.items[i].text);
        buf_add_c(b, "</p>\n");
    }
}

// The line is the share that is asked for, the band the interval.
static void add_chart(const Sheet *s) {
    const SweepView *v = s->view;
    Arena *a = s->page.arena;
    size_t count = v->sweep.steps + 1;
    const GameTable *t = &s->reports[LANG_EN]->tables.items[0];
    ChartLabel *labels = ARENA_ARRAY(a, ChartLabel, count);
    double(*shares)[5] = arena_get(a, count * sizeof *shares);
    for (size_t i = 0; i < count; i++) {
        Interval kept = kept_of(v, i);
        const double band[5] = {100 * kept.low, 100 * kept.low, 100 * kept.value, 100 * kept.high,
                                100 * kept.high};
        Str value = t->cells.items[i * t->columns.count];
        labels[i] = (ChartLabel){{value, value}};
        memcpy(shares[i], band, sizeof band);
    }
    ChartFan chart = {.periods = labels,
                      .period_count = count,
                      .quantiles = (const double(*)[5])shares,
                      .has_line = true,
                      .line = 100 * v->options.share,
                      .title = s->reports[LANG_EN]->tables.items[0].title,
                      .description = t->columns.items[0].head,
                      .id = "sweep"};
    chart_add_fan(s->page.b, &chart);
    buf_add_c(s->page.b, "<p class=\"meta\">");
    html_add_both(s->page.b,
                  N_("percent of worlds in which it is kept, with an interval of 95 %, by "
                     "value; the line across is the share that is asked for"));
    buf_add_c(s->page.b, "</p>\n");
}

static void add_row(const Sheet *s, const char *tag, const Str *en, const Str *zh, size_t count) {
    Buf *b = s->page.b;
    buf_add_c(b, "<tr>");
    for (size_t i = 0; i < count; i++) {
        buf_add_fmt(b, "<%s class=\"n\">", tag);
        html_add_names(b, en[i], zh[i]);
        buf_add_fmt(b, "</%.2s>", tag);
    }
    buf_add_c(b, "</tr>\n");
}

static void add_table(const Sheet *s) {
    const GameTable *en = &s->reports[LANG_EN]->tables.items[0];
    const GameTable *zh = &s->reports[LANG_ZH]->tables.items[0];
    size_t columns = en->columns.count;
    buf_add_c(s->page.b, "<div class=\"scroll\"><table>\n<thead>");
    Str heads[2][INCENTIVE_PARTIES_MAX + 2] = {{{NULL, 0}}};
    for (size_t i = 0; i < columns; i++) {
        heads[0][i] = en->columns.items[i].head;
        heads[1][i] = zh->columns.items[i].head;
    }
    add_row(s, "th scope=\"col\"", heads[0], heads[1], columns);
    buf_add_c(s->page.b, "</thead>\n<tbody>\n");
    for (size_t i = 0; i + columns <= en->cells.count; i += columns)
        add_row(s, "td", &en->cells.items[i], &zh->cells.items[i], columns);
    page_add_table_end(&s->page);
}

bool sweep_html(App *app, const SweepView *v, Out *out) {
    Sheet s = {.page = {.arena = app->arena, .out = out, .b = &out->buf}, .view = v};
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) s.reports[lang] = sweep_report(app, v, lang);
    page_open(s.page.b, app->options.lang, s.reports[app->options.lang]->title);
    buf_add_c(s.page.b, "<header>\n<h1>");
    html_add_names(s.page.b, s.reports[LANG_EN]->title, s.reports[LANG_ZH]->title);
    buf_add_c(s.page.b, "</h1>\n</header>\n");
    add_sentences(&s);
    buf_add_c(s.page.b, "<section>\n");
    page_add_heading(&s.page, N_("In how many worlds it is kept"));
    add_chart(&s);
    add_table(&s);
    buf_add_c(s.page.b, "</section>\n");
    page_close(s.page.b);
    return out_end(out);
}
