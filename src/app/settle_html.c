// app/settle_html.c - a settlement as one self-contained page, in both languages
//
// A statement that can be printed and signed: what each side pays and receives, the payments by
// period as a chart with its table beside it, then article by article the words of the agreement
// next to the amounts that follow from them. No script: the language is chosen by an anchor and
// CSS. Everything that comes from texts or facts is escaped.
#include "app/chart.h"

#include "app/statement.css.h"

#include <assert.h>

enum { ROWS_MAX = 500, PERIODS_MAX = 120 };

// What a pair of sides exchanged in one currency.
typedef struct Pair {
    Str from, to; // ids; `from` is the first that paid
    Str from_names[2], to_names[2], currency;
    Dec *forth, *back; // by period
} Pair;

typedef struct Page {
    const Settlement *s;
    const Terms *terms;
    Arena *arena;
    Out *out;
    Buf *b;
    struct Pairs {
        Pair *items;
        size_t count, capacity;
    } pairs;
    bool pairs_are_all; // else some did not fit into the chart
} Page;

// ---- what is exchanged --------------------------------------------------------------------------

static Pair *pair_of(Page *p, const LineView *l, bool *ret_is_back) {
    for (size_t i = 0; i < p->pairs.count; i++) {
        Pair *pair = &p->pairs.items[i];
        bool is_same = str_is(pair->from, l->from.id) && str_is(pair->to, l->to.id);
        *ret_is_back = str_is(pair->from, l->to.id) && str_is(pair->to, l->from.id);
        if (str_is(pair->currency, l->currency) && (is_same || *ret_is_back)) return pair;
    }
    *ret_is_back = false;
    if (p->pairs.count == CHART_SERIES_MAX) return NULL;
    Pair *pair = VEC_ADD(p->arena, &p->pairs);
    size_t periods = p->s->period_count;
    *pair = (Pair){.from = l->from.id, .to = l->to.id, .currency = l->currency};
    pair->forth = ARENA_ARRAY(p->arena, Dec, periods + 1);
    pair->back = ARENA_ARRAY(p->arena, Dec, periods + 1);
    for (size_t i = 0; i <= periods; i++) pair->forth[i] = pair->back[i] = DEC_ZERO;
    return pair;
}

static void collect_line(Page *p, size_t index) {
    bool is_back;
    LineView line[2] = {line_in(p->arena, p->s, index, LANG_EN),
                        line_in(p->arena, p->s, index, LANG_ZH)};
    if (dec_is_zero(line[0].amount)) return;
    Pair *pair = pair_of(p, &line[0], &is_back);
    if (!pair) {
        p->pairs_are_all = false;
        return;
    }
    for (int lang = 0; lang < 2 && !pair->from_names[lang].at; lang++) {
        pair->from_names[lang] = line[lang].from.label;
        pair->to_names[lang] = line[lang].to.label;
    }
    Dec *sum = is_back ? &pair->back[line[0].period_index] : &pair->forth[line[0].period_index];
    dec_add(*sum, line[0].amount, sum);
}

static void collect(Page *p) {
    p->pairs_are_all = true;
    for (size_t i = 0; i < p->s->line_count && p->pairs_are_all; i++) collect_line(p, i);
}

// ---- head ---------------------------------------------------------------------------------------

// The language shown unless an anchor asks for another: the one the page was made in.
static void add_language_style(const Page *p) {
    bool is_chinese = p->s->app->options.lang == LANG_ZH;
    HTML(p->b, ".{} { display: none; }\n", is_chinese ? STR("en") : STR("zh"));
    buf_add_c(p->b, "#zh:target ~ main .en, #en:target ~ main .zh { display: none; }\n"
                    "#zh:target ~ main .zh, #en:target ~ main .en, #both:target ~ main .en,\n"
                    "#both:target ~ main .zh { display: inline; }\n");
}

static void add_head(const Page *p) {
    Lang lang = p->s->app->options.lang;
    const Terms *t = p->terms;
    HTML(p->b, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
         lang_name(lang));
    buf_add_c(p->b, "<meta http-equiv=\"Content-Security-Policy\" "
                    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    HTML(p->b, "<title>{}</title>\n<style>", name_of(lang, t->id, &t->title).label);
    buf_add_c(p->b, css_statement);
    add_language_style(p);
    buf_add_c(p->b,
              "</style>\n</head>\n<body>\n"
              "<span id=\"zh\"></span><span id=\"en\"></span><span id=\"both\"></span>\n"
              "<nav><a href=\"#zh\" lang=\"zh\">中文</a><a href=\"#en\" lang=\"en\">English</a>"
              "<a href=\"#both\">中文 · English</a></nav>\n<main>\n");
}

static void add_label(const Page *p, Str id, const Localised *label) {
    html_add_names(p->b, name_of(LANG_EN, id, label).label, name_of(LANG_ZH, id, label).label);
}

static void add_meta(const Page *p, const char *name, Str value) {
    buf_add_c(p->b, "<p class=\"meta\">");
    html_add_both(p->b, name);
    HTML(p->b, " {}</p>\n", value);
}

static void add_title(const Page *p) {
    const Terms *t = p->terms;
    buf_add_c(p->b, "<header>\n<p class=\"meta\">");
    html_add_both(p->b, N_("Statement of payments"));
    buf_add_c(p->b, "</p>\n<h1>");
    add_label(p, t->id, &t->title);
    buf_add_c(p->b, "</h1>\n");
    add_meta(p, N_("Agreement"), t->id);
    add_meta(p, N_("Version"), t->version);
    add_meta(p, N_("Text, SHA-256"), p->s->agreement->document->hash);
    buf_add_c(p->b, "</header>\n");
}

// ---- tables -------------------------------------------------------------------------------------

typedef struct ColumnHead {
    const char *text;
    const char *class;
} ColumnHead;

static void add_table_head(const Page *p, const ColumnHead *heads, size_t count) {
    buf_add_c(p->b, "<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        HTML(p->b, "<th scope=\"col\" class=\"{}\">", str_from(heads[i].class));
        if (*heads[i].text) html_add_both(p->b, heads[i].text);
        buf_add_c(p->b, "</th>");
    }
    buf_add_c(p->b, "</tr></thead>\n<tbody>\n");
}

static void add_table_end(const Page *p) {
    buf_add_c(p->b, "</tbody></table></div>\n");
}

static void add_text_cell(const Page *p, Str text) {
    HTML(p->b, "<td>{}</td>", text);
}

static void add_names_cell(const Page *p, Str english, Str chinese) {
    buf_add_c(p->b, "<td>");
    html_add_names(p->b, english, chinese);
    buf_add_c(p->b, "</td>");
}

static void add_amount_cells(const Page *p, Dec amount, Str currency) {
    HTML(p->b, "<td class=\"n\">{}</td><td class=\"u\">{}</td>", amount_text(p->arena, amount, 0),
         currency);
}

// ---- the chart ----------------------------------------------------------------------------------

static Chart chart_of(const Page *p) {
    size_t periods = p->s->period_count;
    ChartSeries *series = ARENA_ARRAY(p->arena, ChartSeries, p->pairs.count + 1);
    for (size_t i = 0; i < p->pairs.count; i++) {
        chart_series_init(p->arena, &series[i], p->pairs.items[i].forth, p->pairs.items[i].back,
                          periods);
    }
    Lang lang = p->s->app->options.lang;
    return (Chart){.periods = p->s->periods,
                   .period_count = periods,
                   .series = series,
                   .series_count = p->pairs.count,
                   .id = "payments",
                   .title = str_from(lang_text(lang, N_("Payments by period and direction"))),
                   .description = str_from(lang_text(
                       lang, N_("Bars above the line go in the direction named first, bars below "
                                "it flow back. The table beside the chart has the amounts.")))};
}

static void add_direction(const Page *p, Pair *pair, size_t series, bool is_back) {
    Str *from = is_back ? pair->to_names : pair->from_names;
    Str *to = is_back ? pair->from_names : pair->to_names;
    HTML(p->b, "<td><span class=\"key\" style=\"background:{};opacity:{}\"></span>",
         str_from(chart_colour(series)), is_back ? STR(".55") : STR("1"));
    html_add_names(p->b, from[LANG_EN], from[LANG_ZH]);
    buf_add_c(p->b, " → ");
    html_add_names(p->b, to[LANG_EN], to[LANG_ZH]);
    buf_add_c(p->b, "</td>");
}

static void add_sum_rows(const Page *p, size_t series, bool is_back) {
    Pair *pair = &p->pairs.items[series];
    for (size_t i = 0; i < p->s->period_count; i++) {
        Dec sum = is_back ? pair->back[i] : pair->forth[i];
        if (dec_is_zero(sum)) continue;
        buf_add_c(p->b, "<tr>");
        add_direction(p, pair, series, is_back);
        add_text_cell(p, p->s->periods[i]);
        add_amount_cells(p, sum, pair->currency);
        buf_add_c(p->b, "</tr>\n");
    }
}

static void add_chart(Page *p) {
    static const ColumnHead heads[] = {
        {N_("Direction"), ""}, {N_("Period"), ""}, {N_("Amount"), "n"}, {"", "u"}};
    if (!p->pairs.count || !p->pairs_are_all || p->s->period_count > PERIODS_MAX) return;
    Chart chart = chart_of(p);
    buf_add_c(p->b, "<section>\n<h2>");
    html_add_both(p->b, N_("Payments by period and direction"));
    buf_add_c(p->b, "</h2>\n<div class=\"side\"><figure style=\"margin:0\">");
    chart_add(p->b, &chart);
    buf_add_c(p->b, "</figure>\n<div>");
    add_table_head(p, heads, 4);
    for (size_t i = 0; i < p->pairs.count; i++) {
        add_sum_rows(p, i, false);
        add_sum_rows(p, i, true);
    }
    add_table_end(p);
    buf_add_c(p->b, "</div></div>\n</section>\n");
    out_spill(p->out);
}

// ---- article by article -------------------------------------------------------------------------

typedef struct Rows {
    size_t *lines; // of the payment, the first ROWS_MAX
    size_t count, all;
    bool has_member, has_due;
} Rows;

static Rows rows_of(const Page *p, Str payment) {
    Rows r = {.lines = ARENA_ARRAY(p->arena, size_t, ROWS_MAX)};
    Arena *scratch = arena_new();
    for (size_t i = 0; i < p->s->line_count; i++) {
        LineView l = line_in(scratch, p->s, i, LANG_EN);
        if (str_is(l.payment.id, payment)) {
            r.has_member |= l.member.size > 0;
            r.has_due |= l.due.size > 0;
            if (r.all++ < ROWS_MAX) r.lines[r.count++] = i;
        }
        if (arena_used_bytes(scratch) > 1 << 20) arena_reset(scratch);
    }
    arena_free(scratch);
    return r;
}

static void add_row(const Page *p, const Rows *r, size_t line) {
    LineView en = line_in(p->arena, p->s, line, LANG_EN);
    LineView zh = line_in(p->arena, p->s, line, LANG_ZH);
    buf_add_c(p->b, "<tr>");
    add_text_cell(p, en.period);
    if (r->has_member) add_text_cell(p, en.member);
    add_names_cell(p, en.from.label, zh.from.label);
    add_names_cell(p, en.to.label, zh.to.label);
    add_amount_cells(p, en.amount, en.currency);
    if (r->has_due) HTML(p->b, "<td class=\"u\">{}</td>", en.due);
    buf_add_c(p->b, "</tr>\n");
    out_spill(p->out);
}

static void add_rows(const Page *p, const Rows *r) {
    ColumnHead heads[7];
    size_t count = 0;
    heads[count++] = (ColumnHead){N_("Period"), ""};
    if (r->has_member) heads[count++] = (ColumnHead){N_("Member"), ""};
    heads[count++] = (ColumnHead){N_("From"), ""};
    heads[count++] = (ColumnHead){N_("To"), ""};
    heads[count++] = (ColumnHead){N_("Amount"), "n"};
    heads[count++] = (ColumnHead){"", "u"};
    if (r->has_due) heads[count++] = (ColumnHead){N_("Due"), "u"};
    add_table_head(p, heads, count);
    for (size_t i = 0; i < r->count; i++) add_row(p, r, r->lines[i]);
    add_table_end(p);
    if (r->all == r->count) return;
    Message left = MSG("and {1} more", str_fmt(p->arena, "%zu", r->all - r->count));
    buf_add_c(p->b, "<p class=\"meta\">");
    html_add_names(p->b, lang_render(p->arena, LANG_EN, left),
                   lang_render(p->arena, LANG_ZH, left));
    buf_add_c(p->b, "</p>\n");
}

static void add_article(const Page *p, const Item *item, bool has_words) {
    Rows r = rows_of(p, item->id);
    if (!r.count) return;
    const Provision *article = &p->s->agreement->document->provisions[item->provision];
    HTML(p->b, "<div class=\"article\">\n<div class=\"words\" lang=\"{}\">", p->terms->language);
    if (has_words) {
        HTML(p->b, "<h3>{}</h3>\n", article->heading);
        buf_add(p->b, text_html(p->arena, article));
    }
    buf_add_c(p->b, "</div>\n<div>\n<h3>");
    add_label(p, item->id, &item->label);
    buf_add_c(p->b, "</h3>\n");
    add_rows(p, &r);
    buf_add_c(p->b, "</div>\n</div>\n");
    out_spill(p->out);
}

// The words of an article stand beside its first payment only.
static void add_articles(const Page *p) {
    int64_t shown = -1;
    buf_add_c(p->b, "<section>\n<h2>");
    html_add_both(p->b, N_("The articles and what follows from them"));
    buf_add_c(p->b, "</h2>\n");
    for (size_t i = 0; i < p->terms->item_count; i++) {
        const Item *item = &p->terms->items[i];
        if (item->kind != ITEM_PAYMENT) continue;
        add_article(p, item, item->provision != shown);
        shown = item->provision;
    }
    buf_add_c(p->b, "</section>\n");
}

// ---- the end ------------------------------------------------------------------------------------

static void add_residues(const Page *p) {
    static const ColumnHead heads[] = {
        {N_("Period"), ""}, {N_("Payment or pool"), ""}, {N_("Amount"), "n"}, {"", "u"}};
    if (!p->s->residue_count) return;
    buf_add_c(p->b, "<section>\n<h2>");
    html_add_both(p->b, N_("Left over by rounding, or kept by pools"));
    buf_add_c(p->b, "</h2>\n");
    add_table_head(p, heads, 4);
    for (size_t i = 0; i < p->s->residue_count && i < ROWS_MAX; i++) {
        ResidueView en = residue_in(p->arena, p->s, i, LANG_EN);
        ResidueView zh = residue_in(p->arena, p->s, i, LANG_ZH);
        buf_add_c(p->b, "<tr>");
        add_text_cell(p, en.period);
        add_names_cell(p, en.name.label, zh.name.label);
        add_amount_cells(p, en.amount, en.currency);
        buf_add_c(p->b, "</tr>\n");
    }
    add_table_end(p);
    buf_add_c(p->b, "</section>\n");
}

static void add_findings(const Page *p) {
    const Findings *f = app_findings(p->s->app);
    if (!f->count) return;
    buf_add_c(p->b, "<section>\n<h2>");
    html_add_both(p->b, N_("Remarks"));
    buf_add_c(p->b, "</h2>\n<ul>\n");
    for (size_t i = 0; i < f->count && i < ROWS_MAX; i++) {
        const Finding *x = &f->items[i];
        buf_add_c(p->b, "<li>");
        html_add_names(p->b, lang_render(p->arena, LANG_EN, x->message),
                       lang_render(p->arena, LANG_ZH, x->message));
        if (x->place.line)
            HTML(p->b, " <span class=\"meta\">{}:{}</span>", x->place.file,
                 str_fmt(p->arena, "%u", x->place.line));
        buf_add_c(p->b, "</li>\n");
    }
    buf_add_c(p->b, "</ul>\n</section>\n");
}

static void add_signatures(const Page *p) {
    buf_add_c(p->b, "<section class=\"sign\">\n");
    for (size_t i = 0; i < p->terms->party_count; i++) {
        const Party *party = &p->terms->parties[i];
        buf_add_c(p->b, "<div>");
        add_label(p, party->id, &party->label);
        buf_add_c(p->b, ", ");
        html_add_both(p->b, N_("signature and date"));
        buf_add_c(p->b, "</div>\n");
    }
    buf_add_c(p->b, "</section>\n");
}

bool settlement_html(App *app, const Settlement *s, Out *out) {
    Page p = {
        .s = s, .terms = s->agreement->terms, .arena = app->arena, .out = out, .b = &out->buf};
    collect(&p);
    add_head(&p);
    add_title(&p);
    add_chart(&p);
    add_articles(&p);
    add_residues(&p);
    add_findings(&p);
    add_signatures(&p);
    buf_add_c(p.b, "</main>\n</body>\n</html>\n");
    return out_end(out);
}
