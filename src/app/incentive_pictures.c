// app/incentive_pictures.c - a judgement in pictures: the decisive variable, where and when it is
// broken, what tempts, what the future weighs, and what matters most
//
// Each picture says of how many worlds it is, and can be read as a table.
#include "app/incentive_page.h"

#include <math.h>

enum { SWINGS_SHOWN = 10, SERIES = CHART_SERIES_MAX, LEGEND = 3 };
static const double TELLING = 0.002; // a share of worlds that a bar can show
static const double OF_FAN = 0.95;   // the upper edge of a fan

static Str count_text(const Sheet *s, uint64_t count) {
    return tell_count(&s->tellers[LANG_EN], count);
}

static Str number_text(const Sheet *s, double value) {
    return tell_number(&s->tellers[LANG_EN], value);
}

static Str percent_text(const Sheet *s, double share) {
    return tell_percent(&s->tellers[LANG_EN], share);
}

static ChartLabel label_of(const Sheet *s, const char *english) {
    return sheet_label(s, (Message){.text = english});
}

static ChartLabel alike(Str text) {
    return (ChartLabel){{text, text}};
}

static ChartLabel period_name(const Sheet *s, size_t period) {
    return alike(tell_period(&s->tellers[LANG_EN], period));
}

static const ChartLabel *period_labels(const Sheet *s) {
    size_t count = s->scenario->periods;
    ChartLabel *labels = ARENA_ARRAY(sheet_arena(s), ChartLabel, count);
    for (size_t p = 0; p < count; p++) labels[p] = alike(str_fmt(sheet_arena(s), "%zu", p + 1));
    return labels;
}

static void open_figure(const Sheet *s) {
    buf_add_c(s->page.b, "<figure>\n");
}

static void close_figure(const Sheet *s) {
    buf_add_c(s->page.b, "</figure>\n");
}

static void close_section(const Sheet *s) {
    buf_add_c(s->page.b, "</section>\n");
}

// ---- what spreads over time ---------------------------------------------------------------------

static const double (*quantiles_of(const Sheet *s, const PlayFan *fan))[5] {
    double(*all)[5] = arena_get(sheet_arena(s), s->scenario->periods * sizeof *all);
    for (size_t p = 0; p < s->scenario->periods; p++) memcpy(all[p], fan[p].at, sizeof all[p]);
    return (const double(*)[5])all;
}

static void add_fan_table(const Sheet *s, const PlayFan *fan, size_t periods) {
    static const char *const shares[] = {"5 %", "25 %", "50 %", "75 %", "95 %"};
    ChartLabel heads[1 + PLAY_QUANTILES] = {label_of(s, N_("period"))};
    for (size_t k = 0; k < PLAY_QUANTILES; k++) heads[1 + k] = alike(str_from(shares[k]));
    SheetTable t = sheet_data(s, heads, 1 + PLAY_QUANTILES, FIRST_LEFT);
    for (size_t p = 0; p < periods; p++) {
        sheet_cell(&t, period_name(s, p));
        for (size_t k = 0; k < PLAY_QUANTILES; k++) sheet_number(&t, number_text(s, fan[p].at[k]));
    }
    sheet_data_end(&t);
}

static void add_fan(const Sheet *s, const ChartFan *chart, const PlayFan *fan, Message caption) {
    open_figure(s);
    chart_add_fan(s->page.b, chart);
    close_figure(s);
    sheet_meta(s, sheet_label(s, caption));
    add_fan_table(s, fan, chart->period_count);
    close_section(s);
}

static Str title_of(const Sheet *s, ChartLabel label) {
    if (str_is(label.texts[LANG_EN], label.texts[LANG_ZH])) return label.texts[LANG_EN];
    return str_fmt(sheet_arena(s), "%.*s · %.*s", STR_ARG(label.texts[LANG_EN]),
                   STR_ARG(label.texts[LANG_ZH]));
}

// In the middle half of worlds, too.
static bool does_spread(const Sheet *s, size_t variable) {
    const PlayFan *fan = play_variable(s->result->result, variable);
    for (size_t p = 0; p < s->scenario->periods; p++)
        if (fan[p].at[PLAY_QUANTILES / 2 + 1] > fan[p].at[PLAY_QUANTILES / 2 - 1]) return true;
    return false;
}

// The variable that tells best where the nearest party breaks, with the threshold; else the first
// that is uncertain.
static void add_variable(const Sheet *s, size_t party) {
    const PartyJudgement *p = &s->result->parties[party];
    size_t variable = p->has_region ? p->variable : 0;
    while (variable < s->scenario->variable_count && !does_spread(s, variable)) variable++;
    if (variable == s->scenario->variable_count) return;
    const PlayFan *fan = play_variable(s->result->result, variable);
    Str pilots = count_text(s, play_pilots(s->result->result));
    ChartLabel name = sheet_variable(s, variable);
    ChartFan chart = {.periods = period_labels(s),
                      .period_count = s->scenario->periods,
                      .quantiles = quantiles_of(s, fan),
                      .has_line = p->has_region,
                      .line = p->region.threshold,
                      .title = title_of(s, name),
                      .description = sheet_both(s, N_("how it spreads over the periods")),
                      .id = "variable"};
    buf_add_c(s->page.b, "<section>\n<h2>");
    sheet_add(s, name);
    buf_add_c(s->page.b, "</h2>\n");
    add_fan(s, &chart, fan,
            p->has_region
                ? SAID(N_("By period: the middle, and what half and nine tenths of {1} "
                          "worlds lie within; the dashed line is where the breach begins"),
                       pilots)
                : SAID(N_("By period: the middle, and what half and nine tenths of {1} "
                          "worlds lie within"),
                       pilots));
}

// In how many of the first periods the party has something to break.
static size_t periods_of(const Sheet *s, size_t party) {
    size_t last = 0;
    for (size_t i = 0; i < s->scenario->action_count; i++) {
        const ScenarioAction *action = &s->scenario->actions[i];
        size_t until = action->until ? action->until : s->scenario->periods;
        if (action->party == party && until > last) last = until;
    }
    return last < s->scenario->periods ? last : s->scenario->periods;
}

static void add_temptation(const Sheet *s, size_t party) {
    const PlayFan *fan = play_temptation(s->result->result, party);
    size_t periods = periods_of(s, party);
    if (!fan || periods < 2) return;
    ChartFan chart = {.periods = period_labels(s),
                      .period_count = periods,
                      .quantiles = quantiles_of(s, fan),
                      .has_line = true,
                      .title = sheet_both(s, N_("What breaking it would gain")),
                      .description = sheet_both(s, N_("how it spreads over the periods")),
                      .id = "temptation"};
    sheet_open(s, N_("What breaking it would gain"));
    sheet_meta(s, sheet_party(s, party));
    add_fan(
        s, &chart, fan,
        SAID(N_("By period, in money: the gain of the best breach less what it costs later, in {1} "
                "worlds; above the dashed line the party breaks"),
             count_text(s, play_pilots(s->result->result))));
}

// ---- when it is broken --------------------------------------------------------------------------

typedef struct Bars {
    size_t parties[SERIES], count;
    ChartSeries series[SERIES];
} Bars;

static ChartSeries empty_series(const Sheet *s) {
    size_t periods = s->scenario->periods;
    return (ChartSeries){ARENA_ARRAY(sheet_arena(s), double, periods),
                         ARENA_ARRAY(sheet_arena(s), double, periods)};
}

static void add_legend(const Sheet *s, const Bars *bars) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    for (size_t i = 0; i < bars->count; i++) {
        if (i) buf_add_c(s->page.b, " &#160; ");
        chart_add_key(s->page.b, i, false);
        sheet_add(s, sheet_party(s, bars->parties[i]));
    }
    buf_add_c(s->page.b, "</p>\n");
}

static void add_bars_table(const Sheet *s, const Bars *bars) {
    ChartLabel heads[1 + SERIES] = {label_of(s, N_("period"))};
    for (size_t i = 0; i < bars->count; i++) heads[1 + i] = sheet_party(s, bars->parties[i]);
    SheetTable t = sheet_data(s, heads, 1 + bars->count, FIRST_LEFT);
    for (size_t p = 0; p < s->scenario->periods; p++) {
        sheet_cell(&t, period_name(s, p));
        for (size_t i = 0; i < bars->count; i++)
            sheet_number(&t, percent_text(s, bars->series[i].up[p] / 100));
    }
    sheet_data_end(&t);
}

// Per hundred worlds, by period, of the parties that break at all.
static Bars breaches_of(const Sheet *s) {
    const PlayCount *c = &s->result->count;
    size_t periods = s->scenario->periods, all = s->scenario->terms->party_count;
    Bars bars = {.count = 0};
    for (size_t i = 0; i < all && bars.count < SERIES; i++) {
        if (!c->broke[i]) continue;
        ChartSeries series = empty_series(s);
        for (size_t p = 0; p < periods; p++)
            series.up[p] = 100 * (double)c->when[p * all + i] / (double)c->worlds;
        bars.series[bars.count] = series;
        bars.parties[bars.count++] = i;
    }
    return bars;
}

static void add_breaches(const Sheet *s) {
    Bars bars = breaches_of(s);
    if (!bars.count) return;
    sheet_open(s, N_("When it would first be broken"));
    add_legend(s, &bars);
    open_figure(s);
    chart_add(s->page.b, &(Chart){.periods = period_labels(s),
                                  .period_count = s->scenario->periods,
                                  .series = bars.series,
                                  .series_count = bars.count,
                                  .title = sheet_both(s, N_("When it would first be broken")),
                                  .description = sheet_both(s, N_("per cent of worlds by period")),
                                  .id = "breaches"});
    close_figure(s);
    sheet_meta(s, sheet_label(s, SAID(N_("First breaches in per cent of all {1} worlds, by period"),
                                      count_text(s, s->result->count.worlds))));
    add_bars_table(s, &bars);
    close_section(s);
}

// ---- where it is broken -------------------------------------------------------------------------

static ChartLabel axis_name(const Sheet *s, const PlayAxis *axis) {
    return axis->is_period ? label_of(s, N_("period")) : sheet_variable(s, axis->variable);
}

// The upper edge of each range but the last; of periods the first one of each range.
static const ChartLabel *axis_labels(const Sheet *s, const PlayAxis *axis) {
    ChartLabel *labels = ARENA_ARRAY(sheet_arena(s), ChartLabel, axis->edge_count + 1);
    const double *edges = axis->edges;
    double step = axis->edge_count > 1 ? edges[1] - edges[0] : 1, largest = 0;
    for (size_t i = 0; i < axis->edge_count; i++) largest = fmax(largest, fabs(edges[i]));
    for (size_t i = 0; i <= axis->edge_count; i++) {
        if (axis->is_period)
            labels[i] = alike(str_fmt(sheet_arena(s), "%.0f", i ? edges[i - 1] + 2 : 1.0));
        else if (i < axis->edge_count)
            labels[i] = chart_number(sheet_arena(s), edges[i], step, largest);
    }
    return labels;
}

static ChartMap map_of(const Sheet *s, const BreachMap *m, size_t party) {
    size_t across = m->axes[0].edge_count + 1, up = m->axes[1].edge_count + 1;
    size_t kinds = 1 + s->scenario->terms->party_count;
    double *shares = ARENA_ARRAY(sheet_arena(s), double, across *up), most = 0;
    for (size_t c = 0; c < across * up; c++) {
        uint64_t all = 0;
        for (size_t k = 0; k < kinds; k++) all += m->cells[c * kinds + k];
        shares[c] = all ? (double)m->cells[c * kinds + 1 + party] / (double)all : (double)NAN;
        if (all) most = fmax(most, shares[c]);
    }
    return (ChartMap){.across = across,
                      .up = up,
                      .shares = shares,
                      .most = most,
                      .is_by_period = m->axes[0].is_period,
                      .labels_across = axis_labels(s, &m->axes[0]),
                      .edges_up = axis_labels(s, &m->axes[1]),
                      .title = sheet_both(s, N_("Where it would first be broken")),
                      .description = sheet_both(s, N_("per cent of cells: world and period")),
                      .id = "map"};
}

static void add_map_legend(const Sheet *s, const ChartMap *c, size_t party) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    sheet_add(s, sheet_party(s, party));
    for (size_t k = 0; k < LEGEND; k++) {
        double part = (double)k / (LEGEND - 1);
        buf_add_c(s->page.b, " &#160; ");
        chart_add_map_key(s->page.b, part);
        buf_add(s->page.b, percent_text(s, part * c->most));
    }
    buf_add_c(s->page.b, "</p>\n");
}

static ChartLabel range_name(const Sheet *s, const ChartLabel *edges, size_t range, size_t count) {
    ChartLabel name;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        Str low = range ? edges[range - 1].texts[lang] : STR("");
        Str high = range + 1 < count ? edges[range].texts[lang] : STR("");
        name.texts[lang] = str_fmt(sheet_arena(s), "%.*s – %.*s", STR_ARG(low), STR_ARG(high));
    }
    return name;
}

static void add_map_table(const Sheet *s, const ChartMap *c, const BreachMap *m) {
    size_t columns = c->across + 1;
    ChartLabel *heads = ARENA_ARRAY(sheet_arena(s), ChartLabel, columns);
    heads[0] = axis_name(s, &m->axes[1]);
    for (size_t x = 0; x < c->across; x++)
        heads[1 + x] =
            c->is_by_period ? c->labels_across[x] : range_name(s, c->labels_across, x, c->across);
    SheetTable t = sheet_data(s, heads, columns, FIRST_LEFT);
    for (size_t y = c->up; y-- > 0;) {
        sheet_cell(&t, range_name(s, c->edges_up, y, c->up));
        for (size_t x = 0; x < c->across; x++) {
            double share = c->shares[y * c->across + x];
            sheet_number(&t, isnan(share) ? STR("–") : percent_text(s, share));
        }
    }
    sheet_data_end(&t);
}

static bool add_map(const Sheet *s, size_t party, Err *err) {
    const BreachMap *m;
    if (!incentive_map(sheet_arena(s), s->result, &m, err)) return false;
    if (!m) return true;
    ChartMap chart = map_of(s, m, party);
    ChartLabel across = axis_name(s, &m->axes[0]), up = axis_name(s, &m->axes[1]), caption;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        caption.texts[lang] =
            lang_render(sheet_arena(s), lang,
                        SAID(N_("Across: {1}; upwards: {2}. Of the cells in which all performed so "
                                "far, how many "
                                "the party breaks in; {3} worlds"),
                             across.texts[lang], up.texts[lang], count_text(s, m->worlds)));
    sheet_open(s, N_("Where it would first be broken"));
    add_map_legend(s, &chart, party);
    open_figure(s);
    chart_add_map(s->page.b, &chart);
    close_figure(s);
    sheet_meta(s, caption);
    add_map_table(s, &chart, m);
    close_section(s);
    return true;
}

// ---- how long it lasts --------------------------------------------------------------------------

static void add_survival(const Sheet *s) {
    const PlayCount *c = &s->result->count;
    size_t periods = s->scenario->periods, all = s->scenario->terms->party_count;
    ChartSeries series = empty_series(s);
    uint64_t left = c->worlds;
    for (size_t p = 0; p < periods; p++) {
        for (size_t i = 0; i < all; i++) left -= c->when[p * all + i];
        series.up[p] = 100 * (double)left / (double)c->worlds;
    }
    if (c->kept == c->worlds) return;
    buf_add_c(s->page.b, "<section class=\"more\">\n");
    page_add_heading(&s->page, N_("How long it lasts"));
    open_figure(s);
    chart_add_lines(s->page.b,
                    &(Chart){.periods = period_labels(s),
                             .period_count = periods,
                             .series = &series,
                             .series_count = 1,
                             .title = sheet_both(s, N_("How long it lasts")),
                             .description = sheet_both(s, N_("per cent of worlds by period")),
                             .id = "survival"});
    close_figure(s);
    sheet_meta(
        s, sheet_label(s, SAID(N_("Worlds in which nobody has broken it by the end of a period, "
                                  "in per cent of all {1}"),
                               count_text(s, c->worlds))));
    ChartLabel heads[2] = {label_of(s, N_("period")), label_of(s, N_("kept"))};
    SheetTable t = sheet_data(s, heads, 2, FIRST_LEFT);
    for (size_t p = 0; p < periods; p++) {
        sheet_cell(&t, period_name(s, p));
        sheet_number(&t, percent_text(s, series.up[p] / 100));
    }
    sheet_data_end(&t);
    close_section(s);
}

// ---- what the future weighs ---------------------------------------------------------------------

// What is lost later with the discount factor that the party has.
static double loss_at(const Patience *p, double discount) {
    for (size_t i = 1; i < p->count; i++) {
        const PatiencePoint *to = &p->points[i], *from = to - 1;
        if (discount > to->discount) continue;
        double part = (discount - from->discount) / (to->discount - from->discount);
        return from->loss + part * (to->loss - from->loss);
    }
    return p->points[p->count - 1].loss;
}

static ChartCurves curves_of(const Sheet *s, const Patience *p) {
    double *values[3];
    for (size_t k = 0; k < 3; k++) values[k] = ARENA_ARRAY(sheet_arena(s), double, p->count);
    for (size_t i = 0; i < p->count; i++) {
        values[0][i] = p->points[i].gain;
        values[1][i] = p->points[i].loss;
        values[2][i] = p->points[i].discount;
    }
    const CriticalDiscount *critical = &s->result->parties[p->party].critical;
    double own = s->scenario->parties[p->party].discount;
    return (ChartCurves){
        .shares = values[2],
        .values = {values[0], values[1]},
        .count = p->count,
        .most = 1.5 * fmax(p->points[0].gain, loss_at(p, own)),
        .own = own,
        .critical = critical->value,
        .has_critical = !p->is_of_period && critical->is_known && critical->value > 0,
        .title = sheet_both(s, N_("What the future weighs")),
        .description = sheet_both(s, N_("gain and loss by the discount factor, in money")),
        .id = "patience"};
}

// What the upright lines are.
static Message marks_of(const Sheet *s, const ChartCurves *c, const Patience *p) {
    Str own = number_text(s, c->own);
    if (p->is_of_period)
        return SAID(
            N_("Dotted: its discount factor, {1}; in the last period nothing is left to lose"),
            own);
    if (!c->has_critical)
        return SAID(N_("Dotted: its discount factor, {1}; none below 1 makes it keep it"), own);
    return SAID(N_("Dotted: its discount factor, {1}; full: the least with which it keeps it, {2}"),
                own, number_text(s, c->critical));
}

static void add_curves_legend(const Sheet *s, const ChartCurves *c, const Patience *p) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    sheet_add(s, sheet_party(s, p->party));
    buf_add_c(s->page.b, " &#160; ");
    chart_add_key(s->page.b, 1, false);
    html_add_both(s->page.b, N_("gained at once"));
    buf_add_c(s->page.b, " &#160; ");
    chart_add_key(s->page.b, 0, false);
    html_add_both(s->page.b, N_("lost later"));
    buf_add_c(s->page.b, "</p>\n");
    sheet_meta(s, sheet_label(s, marks_of(s, c, p)));
}

static Message curves_caption(const Sheet *s, const Patience *p) {
    Str worlds = count_text(s, p->worlds);
    if (p->is_of_period)
        return SAID(
            N_("In money of the day, by the discount factor: in period {1}, at a temptation "
               "that is no larger in {3} of {2} worlds; where no less is lost than gained it "
               "is kept then"),
            tell_period(&s->tellers[LANG_EN], p->period), worlds, percent_text(s, OF_FAN));
    return SAID(
        N_("In money of the day, by the discount factor: at the largest temptation of a world, "
           "which in {1} of {2} worlds is no larger; where no less is lost than gained it is kept"),
        percent_text(s, s->result->options.share), worlds);
}

static void add_curves_table(const Sheet *s, const Patience *p) {
    ChartLabel heads[3] = {label_of(s, N_("discount factor")), label_of(s, N_("gained at once")),
                           label_of(s, N_("lost later"))};
    SheetTable t = sheet_data(s, heads, 3, FIRST_LEFT);
    for (size_t i = 0; i < p->count; i++) {
        sheet_cell(&t, alike(number_text(s, p->points[i].discount)));
        sheet_number(&t, tell_money(&s->tellers[LANG_EN], p->points[i].gain));
        sheet_number(&t, tell_money(&s->tellers[LANG_EN], p->points[i].loss));
    }
    sheet_data_end(&t);
}

// Where even a party without any thought of the future keeps it there is nothing to show.
static bool add_patience(const Sheet *s, Err *err) {
    size_t party = incentive_decisive(s->result);
    if (!play_temptation(s->result->result, party)) return true;
    const Patience *p = incentive_patience(sheet_arena(s), s->result, party, err);
    if (!p) return false;
    if (!(p->points[0].gain > 0)) return true;
    ChartCurves curves = curves_of(s, p);
    sheet_open(s, N_("What the future weighs"));
    add_curves_legend(s, &curves, p);
    open_figure(s);
    chart_add_curves(s->page.b, &curves);
    close_figure(s);
    sheet_meta(s, sheet_label(s, curves_caption(s, p)));
    add_curves_table(s, p);
    close_section(s);
    return true;
}

// ---- what matters most --------------------------------------------------------------------------

static ChartLabel swing_name(const Sheet *s, const Swing *w) {
    return (ChartLabel){{tell_swing(&s->tellers[LANG_EN], w), tell_swing(&s->tellers[LANG_ZH], w)}};
}

static void add_swings_table(const Sheet *s, const Swings *all) {
    ChartLabel heads[5] = {label_of(s, N_("number")), label_of(s, N_("a fifth less")),
                           label_of(s, N_("a fifth more")), label_of(s, N_("effect")),
                           label_of(s, N_("deviation"))};
    SheetTable t = sheet_data(s, heads, 5, FIRST_LEFT);
    for (size_t i = 0; i < all->count; i++) {
        const Swing *w = &all->items[i];
        sheet_cell(&t, swing_name(s, w));
        sheet_number(&t, percent_text(s, w->kept[w->is_discount]));
        sheet_number(&t, percent_text(s, w->kept[!w->is_discount]));
        sheet_number(&t, percent_text(s, w->effect));
        sheet_number(&t, percent_text(s, w->deviation));
    }
    sheet_data_end(&t);
}

static void add_swings_legend(const Sheet *s) {
    buf_add_c(s->page.b, "<p class=\"meta\">");
    chart_add_key(s->page.b, 0, false);
    html_add_both(s->page.b, N_("a fifth less"));
    buf_add_c(s->page.b, " &#160; ");
    chart_add_key(s->page.b, 4, false);
    html_add_both(s->page.b, N_("a fifth more"));
    buf_add_c(s->page.b, "</p>\n");
}

static void add_swings_picture(const Sheet *s, const ChartSwing *shown, size_t count) {
    add_swings_legend(s);
    open_figure(s);
    chart_add_swings(
        s->page.b,
        &(ChartSwings){.items = shown,
                       .count = count,
                       .middle = s->view->swings->kept,
                       .title = sheet_both(s, N_("What matters most")),
                       .description = sheet_both(s, N_("the share of worlds in which it is kept")),
                       .id = "swings"});
    close_figure(s);
}

// Where none alone moves it the words say so, and there is nothing to draw.
static void add_swings(const Sheet *s) {
    const Swings *all = s->view->swings;
    ChartSwing shown[SWINGS_SHOWN];
    size_t count = 0;
    for (size_t i = 0; i < all->count && count < SWINGS_SHOWN; i++) {
        const Swing *w = &all->items[i];
        if (fabs(w->kept[1] - w->kept[0]) < TELLING) continue;
        shown[count++] =
            (ChartSwing){swing_name(s, w), w->kept[w->is_discount], w->kept[!w->is_discount]};
    }
    if (!all->count) return;
    sheet_open(s, N_("What matters most"));
    if (count) add_swings_picture(s, shown, count);
    sheet_meta(
        s, sheet_label(s, SAID(N_("The share of {1} worlds in which it is kept, when one number "
                                  "of the scenario changes alone"),
                               count_text(s, all->worlds))));
    add_swings_table(s, all);
    close_section(s);
}

bool sheet_add_pictures(const Sheet *s, Err *err) {
    size_t party = incentive_nearest(s->result);
    buf_add_c(s->page.b, "<div class=\"side\">\n");
    add_variable(s, party);
    bool is_added = add_map(s, party, err);
    add_breaches(s);
    add_survival(s);
    add_temptation(s, party);
    is_added = is_added && add_patience(s, err);
    add_swings(s);
    buf_add_c(s->page.b, "</div>\n");
    return is_added;
}
