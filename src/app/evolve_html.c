// app/evolve_html.c - what came out of a model of behaviour, as one page in both languages
//
// Sentences first, then the way there and the long run as charts, then the tables.
#include "app/chart.h"
#include "app/evolve_int.h"
#include "app/page.h"

#include <math.h>

enum { BARS_MAX = 60 };

static void add_names(const Page *p, BothText t) {
    html_add_names(p->b, t.texts[LANG_EN], t.texts[LANG_ZH]);
}

static void add_sentences(const Page *p, const EvolutionView *v) {
    buf_add_c(p->b, "<ul>\n");
    for (size_t i = 0; i < v->sentence_count; i++) {
        buf_add_c(p->b, "<li>");
        add_names(p, v->sentences[i]);
        buf_add_c(p->b, "</li>\n");
    }
    buf_add_c(p->b, "</ul>\n");
}

// ---- charts -------------------------------------------------------------------------------------

static ChartLabel number_label(const Page *p, double value) {
    Str text = str_fmt(p->arena, "%.6g", value);
    return (ChartLabel){{text, text}};
}

// The percentage of each series at each point.
static void fill_series(const Page *p, const EvolveResult *r, const double *path, size_t points,
                        ChartSeries *series, size_t shown) {
    size_t count = evolve_series_count(r->file);
    for (size_t i = 0; i < shown; i++) {
        series[i].up = ARENA_ARRAY(p->arena, double, points);
        series[i].down = ARENA_ARRAY(p->arena, double, points);
        for (size_t t = 0; t < points; t++) series[i].up[t] = 100 * path[t * count + i];
    }
}

static void add_legend(const Page *p, const EvolveFile *f, size_t shown) {
    buf_add_c(p->b, "<p class=\"meta\">");
    for (size_t i = 0; i < shown; i++) {
        if (i) buf_add_c(p->b, " &#160; ");
        chart_add_key(p->b, i, false);
        add_names(p, evolve_series_name(p->arena, f, i));
    }
    buf_add_c(p->b, "</p>\n");
}

static Str in_both(const Page *p, const char *english) {
    return str_fmt(p->arena, "%s · %s", lang_text(LANG_EN, english), lang_text(LANG_ZH, english));
}

static void add_caption(const Page *p, const char *english) {
    buf_add_c(p->b, "<p class=\"meta\">");
    html_add_both(p->b, english);
    buf_add_c(p->b, "</p>\n");
}

static void add_path(const Page *p, const EvolveResult *r, const double *path, double length) {
    size_t points = r->file->plan.points, count = evolve_series_count(r->file);
    size_t shown = count < CHART_SERIES_MAX ? count : CHART_SERIES_MAX;
    ChartSeries series[CHART_SERIES_MAX];
    ChartLabel *labels = ARENA_ARRAY(p->arena, ChartLabel, points);
    fill_series(p, r, path, points, series, shown);
    for (size_t t = 0; t < points; t++)
        labels[t] = number_label(p, length * (double)t / (double)(points - 1));
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("The way there"));
    add_legend(p, r->file, shown);
    buf_add_c(p->b, "<figure>\n");
    chart_add_lines(p->b, &(Chart){.periods = labels,
                                   .period_count = points,
                                   .series = series,
                                   .series_count = shown,
                                   .title = in_both(p, N_("The way there")),
                                   .description = in_both(p, N_("shares in per cent over time")),
                                   .id = "path",
                                   .label_every = (points - 1) / 4});
    buf_add_c(p->b, "</figure>\n");
    add_caption(p, r->file->form == EVOLVE_MEMBERS
                       ? N_("Share of members in per cent over generations, mean of all runs")
                       : N_("Shares in per cent over time"));
    buf_add_c(p->b, "</section>\n");
}

// Of large populations several counts stand in one bar.
static void add_law(const Page *p, const EvolveResult *r) {
    uint32_t size = r->file->model.size, per_bar = size / BARS_MAX + 1;
    size_t bars = size / per_bar + 1;
    ChartSeries series = {ARENA_ARRAY(p->arena, double, bars), ARENA_ARRAY(p->arena, double, bars)};
    ChartLabel *labels = ARENA_ARRAY(p->arena, ChartLabel, bars);
    for (uint32_t n = 0; n <= size; n++) series.up[n / per_bar] += 100 * r->law[n];
    for (size_t i = 0; i < bars; i++) labels[i] = number_label(p, (double)i * per_bar);
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("The long run"));
    add_legend(p, r->file, 1);
    buf_add_c(p->b, "<figure>\n");
    chart_add(p->b, &(Chart){.periods = labels,
                             .period_count = bars,
                             .series = &series,
                             .series_count = 1,
                             .title = in_both(p, N_("The long run")),
                             .description = in_both(p, N_("share of time by number of members")),
                             .id = "law"});
    buf_add_c(p->b, "</figure>\n");
    add_caption(p, N_("Share of time in per cent by the number of members who play this (exact)"));
    buf_add_c(p->b, "</section>\n");
}

static void add_phase(const Page *p, const EvolveResult *r) {
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("Where it goes from everywhere"));
    buf_add_c(p->b, "<figure>\n");
    evolve_add_phase(p->b, r);
    buf_add_c(p->b, "</figure>\n");
    add_caption(p, N_("Phase diagram: each line starts in another mixture, the bold one where the "
                      "file says. A full dot is a stable state"));
    buf_add_c(p->b, "</section>\n");
}

static void add_charts(const Page *p, const EvolveResult *r) {
    const EvolveFile *f = r->file;
    buf_add_c(p->b, "<div class=\"side\">\n");
    if (f->form == EVOLVE_MEMBERS && r->sample->runs_done)
        add_path(p, r, r->sample->path, (double)f->plan.generations);
    if (r->is_path_whole) add_path(p, r, r->path, f->time);
    if (r->is_path_whole && evolve_has_phase(f)) add_phase(p, r);
    if (r->law) add_law(p, r);
    buf_add_c(p->b, "</div>\n");
}

// ---- tables -------------------------------------------------------------------------------------

static void add_table(const Page *p, const EvolutionTable *t) {
    buf_add_c(p->b, "<section>\n<h2>");
    add_names(p, t->title);
    buf_add_c(p->b, "</h2>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < t->columns; i++) {
        buf_add_c(p->b, "<th scope=\"col\">");
        add_names(p, t->heads[i]);
        buf_add_c(p->b, "</th>");
    }
    buf_add_c(p->b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < t->rows * t->columns; i++) {
        buf_add_c(p->b, i % t->columns ? "<td>" : i ? "</tr>\n<tr><td>" : "<tr><td>");
        add_names(p, t->cells[i]);
        buf_add_c(p->b, "</td>");
    }
    buf_add_c(p->b, "</tr>\n");
    page_add_table_end(p);
    buf_add_c(p->b, "</section>\n");
}

bool evolution_html(App *app, const EvolutionView *v, Out *out) {
    const Page p = {.arena = app->arena, .out = out, .b = &out->buf};
    page_open(p.b, app->options.lang, v->title.texts[app->options.lang]);
    buf_add_c(p.b, "<header>\n<p class=\"meta\">");
    html_add_both(p.b, N_("How behaviour spreads"));
    buf_add_c(p.b, "</p>\n<h1>");
    add_names(&p, v->title);
    buf_add_c(p.b, "</h1>\n</header>\n");
    add_sentences(&p, v);
    add_charts(&p, v->result);
    for (size_t i = 0; i < v->table_count; i++) add_table(&p, &v->tables[i]);
    page_close(p.b);
    return out_end(out);
}
