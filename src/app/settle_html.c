// app/settle_html.c - a settlement as one self-contained page, in both languages
//
// A statement that can be printed and signed: what each side pays and receives in all and period by
// period, as bars with the numbers beside them (page_sums.c), then article by article the words of
// the agreement next to the amounts that follow from them. No script: the language is chosen by an
// anchor and CSS. Everything that comes from texts or facts is escaped.
#include "app/page.h"

// ---- head ---------------------------------------------------------------------------------------

static void add_meta(const Page *p, const char *name, Str value) {
    buf_add_c(p->b, "<p class=\"meta\">");
    html_add_both(p->b, name);
    HTML(p->b, " {}</p>\n", value);
}

// The first and the last period that have a name; the whole term has none.
static void add_settled(const Page *p) {
    Str first = {NULL, 0}, last = {NULL, 0};
    for (size_t i = 0; i < p->s->period_count; i++) {
        if (!p->s->periods[i].size) continue;
        if (!first.size) first = p->s->periods[i];
        last = p->s->periods[i];
    }
    if (!first.size) return;
    add_meta(p, N_("Settled"),
             str_is(first, last) ? first
                                 : str_fmt(p->arena, "%.*s – %.*s", STR_ARG(first), STR_ARG(last)));
}

static void add_title(const Page *p) {
    const Terms *t = p->terms;
    buf_add_c(p->b, "<header>\n<p class=\"meta\">");
    html_add_both(p->b, N_("Statement of payments"));
    buf_add_c(p->b, "</p>\n<h1>");
    page_add_label(p, t->id, &t->title);
    buf_add_c(p->b, "</h1>\n");
    add_meta(p, N_("Agreement"), t->id);
    add_meta(p, N_("Version"), t->version);
    add_meta(p, N_("Text, SHA-256"), p->s->agreement->document->hash);
    add_settled(p);
    buf_add_c(p->b, "</header>\n");
}

// ---- article by article -------------------------------------------------------------------------

typedef struct Rows {
    size_t *lines; // of the payment, the first PAGE_ROWS_MAX
    size_t count, all;
    bool has_member, has_due;
    int places;
} Rows;

// A member that pays or is paid itself is named by that already.
static bool is_member_told(const LineView *l) {
    return !l->member.size || str_is(l->member, l->from.id) || str_is(l->member, l->to.id);
}

static Rows rows_of(const Page *p, Str payment) {
    Rows r = {.lines = ARENA_ARRAY(p->arena, size_t, PAGE_ROWS_MAX)};
    Arena *scratch = arena_new();
    for (size_t i = 0; i < p->s->line_count; i++) {
        LineView l = line_in(scratch, p->s, i, LANG_EN);
        if (str_is(l.payment.id, payment)) {
            r.has_member |= !is_member_told(&l);
            r.places = page_places(r.places, l.amount);
            r.has_due |= l.due.size > 0;
            if (r.all++ < PAGE_ROWS_MAX) r.lines[r.count++] = i;
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
    page_add_period_cell(p, en.period);
    if (r->has_member) page_add_text_cell(p, en.member);
    page_add_names_cell(p, en.from.label, zh.from.label);
    page_add_names_cell(p, en.to.label, zh.to.label);
    page_add_amount_cells(p, en.amount, r->places, en.currency);
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
    page_add_table_head(p, heads, count);
    for (size_t i = 0; i < r->count; i++) add_row(p, r, r->lines[i]);
    page_add_table_end(p);
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
    page_add_label(p, item->id, &item->label);
    buf_add_c(p->b, "</h3>\n");
    add_rows(p, &r);
    buf_add_c(p->b, "</div>\n</div>\n");
    out_spill(p->out);
}

// The words of an article stand beside its first payment only.
static void add_articles(const Page *p) {
    int64_t shown = -1;
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("The articles and what follows from them"));
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
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("Left over by rounding, or kept by pools"));
    page_add_table_head(p, heads, 4);
    for (size_t i = 0; i < p->s->residue_count && i < PAGE_ROWS_MAX; i++) {
        ResidueView en = residue_in(p->arena, p->s, i, LANG_EN);
        ResidueView zh = residue_in(p->arena, p->s, i, LANG_ZH);
        buf_add_c(p->b, "<tr>");
        page_add_period_cell(p, en.period);
        page_add_names_cell(p, en.name.label, zh.name.label);
        page_add_net_cells(p, en.amount, 0, en.currency);
        buf_add_c(p->b, "</tr>\n");
    }
    page_add_table_end(p);
    buf_add_c(p->b, "</section>\n");
}

static void add_findings(const Page *p) {
    const Findings *f = app_findings(p->s->app);
    if (!f->count) return;
    buf_add_c(p->b, "<section>\n");
    page_add_heading(p, N_("Remarks"));
    buf_add_c(p->b, "<ul>\n");
    for (size_t i = 0; i < f->count && i < PAGE_ROWS_MAX; i++) {
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
        page_add_label(p, party->id, &party->label);
        buf_add_c(p->b, ", ");
        html_add_both(p->b, N_("signature and date"));
        buf_add_c(p->b, "</div>\n");
    }
    buf_add_c(p->b, "</section>\n");
}

bool settlement_html(App *app, const Settlement *s, Out *out) {
    const Page p = {
        .s = s, .terms = s->agreement->terms, .arena = app->arena, .out = out, .b = &out->buf};
    Lang lang = app->options.lang;
    page_open(p.b, lang, name_of(lang, p.terms->id, &p.terms->title).label);
    add_title(&p);
    page_add_sums(&p);
    add_articles(&p);
    add_residues(&p);
    add_findings(&p);
    add_signatures(&p);
    page_close(p.b);
    return out_end(out);
}
