// app/page_sums.c - what a settlement comes to: for each side, and period by period as a chart
//
// Net amounts stand first, each with a bar to the left (paid) or right (received) of zero. The
// chart by period shows up to six pairs of sides; where there are more, the net amounts are the
// picture.
#include "app/chart.h"
#include "app/page.h"

enum { PERIODS_MAX = 120, SCRATCH_BYTES = 1 << 20 };

// ---- for each side ------------------------------------------------------------------------------

static Dec largest_of(const NetList *n, Str currency) {
    Dec largest = DEC_ZERO;
    for (size_t i = 0; i < n->count; i++) {
        Dec size = dec_abs(n->items[i].amount);
        if (str_is(n->items[i].currency, currency) && dec_compare(size, largest) > 0)
            largest = size;
    }
    return largest;
}

static void add_net(const Page *p, const NetList *n, const NetView *net, int places) {
    buf_add_c(p->b, "<tr>");
    page_add_names_cell(p, net->labels[LANG_EN], net->labels[LANG_ZH]);
    page_add_net_cells(p, net->amount, places, net->currency);
    buf_add_c(p->b, "<td class=\"bar\">");
    chart_add_bar(p->b, net->amount, largest_of(n, net->currency));
    buf_add_c(p->b, "</td></tr>\n");
}

static void add_nets(const Page *p) {
    static const ColumnHead heads[] = {{N_("Side"), ""}, {N_("Amount"), "n"}, {"", "u"}, {"", ""}};
    NetList n = settlement_nets(p->arena, p->s);
    int places = 0;
    if (!n.count) return;
    for (size_t i = 0; i < n.count; i++) places = page_places(places, n.items[i].amount);
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("In all, received (+) and paid (-)"));
    page_add_table_head(p, heads, 4);
    for (size_t i = 0; i < n.count; i++) add_net(p, &n, &n.items[i], places);
    page_add_table_end(p);
    buf_add_c(p->b, "</section>\n");
}

// ---- what each pair exchanges -------------------------------------------------------------------

// What a pair of sides exchanged in one currency; or, in `from` and without `to`, a payment.
typedef struct Pair {
    Str from, to; // ids; `from` is the first that paid
    Str from_names[2], to_names[2], currency;
    Dec *forth, *back; // by period
} Pair;

typedef struct Pairs {
    const Page *p;
    Pair items[CHART_SERIES_MAX];
    size_t count;
    bool by_payment;
    bool is_full;  // more of them than a chart can show
    size_t *shown; // periods in which something is paid, and all that have a name
    size_t shown_count;
} Pairs;

typedef struct Ends {
    NameView from, to;
} Ends;

static Ends ends_of(const Pairs *x, const LineView *l) {
    if (x->by_payment) return (Ends){l->payment, {STR(""), STR("")}};
    return (Ends){l->from, l->to};
}

static Pair *pair_of(Pairs *x, Ends e, Str currency, bool *ret_is_back) {
    for (size_t i = 0; i < x->count; i++) {
        Pair *pair = &x->items[i];
        bool is_same = str_is(pair->from, e.from.id) && str_is(pair->to, e.to.id);
        *ret_is_back = str_is(pair->from, e.to.id) && str_is(pair->to, e.from.id);
        if (str_is(pair->currency, currency) && (is_same || *ret_is_back)) return pair;
    }
    *ret_is_back = false;
    if (x->count == CHART_SERIES_MAX) return NULL;
    Pair *pair = &x->items[x->count++];
    Arena *a = x->p->arena;
    size_t periods = x->p->s->period_count;
    *pair = (Pair){.from = e.from.id, .to = e.to.id, .currency = currency};
    pair->forth = ARENA_ARRAY(a, Dec, periods + 1);
    pair->back = ARENA_ARRAY(a, Dec, periods + 1);
    for (size_t i = 0; i <= periods; i++) pair->forth[i] = pair->back[i] = DEC_ZERO;
    return pair;
}

static void collect_line(Pairs *x, Arena *scratch, size_t index) {
    bool is_back;
    LineView line[2] = {line_in(scratch, x->p->s, index, LANG_EN),
                        line_in(scratch, x->p->s, index, LANG_ZH)};
    if (dec_is_zero(line[0].amount)) return;
    Pair *pair = pair_of(x, ends_of(x, &line[0]), line[0].currency, &is_back);
    x->is_full = !pair;
    if (!pair) return;
    for (int lang = 0; lang < 2 && !pair->from_names[lang].at; lang++) {
        Ends e = ends_of(x, &line[lang]);
        pair->from_names[lang] = e.from.label;
        pair->to_names[lang] = e.to.label;
    }
    Dec *sum = is_back ? &pair->back[line[0].period_index] : &pair->forth[line[0].period_index];
    dec_add(*sum, line[0].amount, sum);
}

static bool is_anything_paid(const Pairs *x, size_t period) {
    for (size_t i = 0; i < x->count; i++)
        if (!dec_is_zero(x->items[i].forth[period]) || !dec_is_zero(x->items[i].back[period]))
            return true;
    return false;
}

static void collect(Pairs *x) {
    const Settlement *s = x->p->s;
    Arena *scratch = arena_new();
    for (size_t i = 0; i < s->line_count && !x->is_full; i++) {
        collect_line(x, scratch, i);
        if (arena_used_bytes(scratch) > SCRATCH_BYTES) arena_reset(scratch);
    }
    arena_free(scratch);
    x->shown = ARENA_ARRAY(x->p->arena, size_t, s->period_count + 1);
    for (size_t i = 0; i < s->period_count; i++)
        if (s->periods[i].size || is_anything_paid(x, i)) x->shown[x->shown_count++] = i;
}

// ---- the chart ----------------------------------------------------------------------------------

static Dec *shown_of(const Pairs *x, const Dec *by_period) {
    Dec *shown = ARENA_ARRAY(x->p->arena, Dec, x->shown_count + 1);
    for (size_t i = 0; i < x->shown_count; i++) shown[i] = by_period[x->shown[i]];
    return shown;
}

static ChartLabel label_of(Str period) {
    if (period.size) return (ChartLabel){{period, period}};
    return (ChartLabel){{str_from(lang_text(LANG_EN, N_("Whole term"))),
                         str_from(lang_text(LANG_ZH, N_("Whole term")))}};
}

static const char *title_of(const Pairs *x) {
    return x->by_payment ? N_("Amounts by period and payment")
                         : N_("Payments by period and direction");
}

static const char *description_of(const Pairs *x) {
    return x->by_payment ? N_("A bar for each payment of the agreement in each period. The table "
                              "beside the chart has the amounts.")
                         : N_("Bars above the line go in the direction named first, bars below it "
                              "flow back. The table beside the chart has the amounts.");
}

static Chart chart_of(const Pairs *x) {
    Arena *a = x->p->arena;
    Lang lang = x->p->s->app->options.lang;
    ChartSeries *series = ARENA_ARRAY(a, ChartSeries, x->count + 1);
    ChartLabel *labels = ARENA_ARRAY(a, ChartLabel, x->shown_count + 1);
    for (size_t i = 0; i < x->count; i++)
        chart_series_init(a, &series[i], shown_of(x, x->items[i].forth),
                          shown_of(x, x->items[i].back), x->shown_count);
    for (size_t i = 0; i < x->shown_count; i++) labels[i] = label_of(x->p->s->periods[x->shown[i]]);
    return (Chart){.periods = labels,
                   .period_count = x->shown_count,
                   .series = series,
                   .series_count = x->count,
                   .id = "payments",
                   .title = str_from(lang_text(lang, title_of(x))),
                   .description = str_from(lang_text(lang, description_of(x)))};
}

static void add_direction(const Page *p, const Pair *pair, size_t series, bool is_back) {
    const Str *from = is_back ? pair->to_names : pair->from_names;
    const Str *to = is_back ? pair->from_names : pair->to_names;
    buf_add_c(p->b, "<td>");
    chart_add_key(p->b, series, is_back);
    html_add_names(p->b, from[LANG_EN], from[LANG_ZH]);
    if (pair->to.size) {
        buf_add_c(p->b, " → ");
        html_add_names(p->b, to[LANG_EN], to[LANG_ZH]);
    }
    buf_add_c(p->b, "</td>");
}

static void add_sum_rows(const Pairs *x, size_t series, bool is_back, int places) {
    const Pair *pair = &x->items[series];
    for (size_t i = 0; i < x->shown_count; i++) {
        Dec sum = is_back ? pair->back[x->shown[i]] : pair->forth[x->shown[i]];
        if (dec_is_zero(sum)) continue;
        buf_add_c(x->p->b, "<tr>");
        add_direction(x->p, pair, series, is_back);
        page_add_period_cell(x->p, x->p->s->periods[x->shown[i]]);
        page_add_amount_cells(x->p, sum, places, pair->currency);
        buf_add_c(x->p->b, "</tr>\n");
    }
}

static int places_of(const Pairs *x) {
    int places = 0;
    for (size_t i = 0; i < x->count; i++)
        for (size_t k = 0; k < x->shown_count; k++) {
            places = page_places(places, x->items[i].forth[x->shown[k]]);
            places = page_places(places, x->items[i].back[x->shown[k]]);
        }
    return places;
}

static void add_chart(const Pairs *x) {
    const ColumnHead heads[] = {{x->by_payment ? N_("Payment") : N_("Direction"), ""},
                                {N_("Period"), "p"},
                                {N_("Amount"), "n"},
                                {"", "u"}};
    const Page *p = x->p;
    Chart chart = chart_of(x);
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, title_of(x));
    buf_add_c(p->b, "<div class=\"side\" data-chart=\"bar\" data-columns=\"by x y unit\"><figure>");
    chart_add(p->b, &chart);
    buf_add_c(p->b, "</figure>\n<div>");
    page_add_table_head(p, heads, 4);
    for (size_t i = 0; i < x->count; i++) {
        add_sum_rows(x, i, false, places_of(x));
        add_sum_rows(x, i, true, places_of(x));
    }
    page_add_table_end(p);
    buf_add_c(p->b, "</div></div>\n</section>\n");
    out_spill(p->out);
}

void page_add_sums(const Page *p) {
    Pairs x = {.p = p};
    add_nets(p);
    collect(&x);
    if (x.is_full) {
        x = (Pairs){.p = p, .by_payment = true};
        collect(&x);
    }
    if (x.count && !x.is_full && x.shown_count <= PERIODS_MAX) add_chart(&x);
}

static bool keep(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

void settlement_sums(App *app, const Settlement *s, Buf *b) {
    Out out = {.buf = {.arena = app->arena}, .write = keep, .self = b};
    const Page p = {
        .s = s, .terms = s->agreement->terms, .arena = app->arena, .out = &out, .b = &out.buf};
    page_add_sums(&p);
    out_end(&out);
}
