// app/page.c - the frame of a page, and headings and tables of a statement's
#include "app/page.h"

#include "app/statement.css.h"

enum { PLACES_MAX = 12 };

// The language shown unless an anchor asks for another.
static void add_language_style(Buf *b, Lang lang) {
    HTML(b, ".{} { display: none; }\n", lang == LANG_ZH ? STR("en") : STR("zh"));
    buf_add_c(b, "#zh:target ~ main .en, #en:target ~ main .zh { display: none; }\n"
                 "#zh:target ~ main .zh, #en:target ~ main .en, #both:target ~ main .en,\n"
                 "#both:target ~ main .zh { display: inline; }\n");
}

void page_open(Buf *b, Lang lang, Str title) {
    HTML(b, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
         lang_name(lang));
    buf_add_c(b, "<meta http-equiv=\"Content-Security-Policy\" "
                 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    HTML(b, "<title>{}</title>\n<style>", title);
    buf_add_c(b, css_statement);
    add_language_style(b, lang);
    buf_add_c(b, "</style>\n</head>\n<body>\n"
                 "<span id=\"zh\"></span><span id=\"en\"></span><span id=\"both\"></span>\n"
                 "<nav aria-label=\"language, 语言\"><a href=\"#zh\" lang=\"zh\">中文</a><a "
                 "href=\"#en\" lang=\"en\">English</a>"
                 "<a href=\"#both\">中文 · English</a></nav>\n<main>\n");
}

void page_close(Buf *b) {
    buf_add_c(b, "</main>\n</body>\n</html>\n");
}

void page_add_heading(const Page *p, const char *english) {
    buf_add_c(p->b, "<h2>");
    html_add_both(p->b, english);
    buf_add_c(p->b, "</h2>\n");
}

void page_add_label(const Page *p, Str id, const Localised *label) {
    html_add_names(p->b, name_of(LANG_EN, id, label).label, name_of(LANG_ZH, id, label).label);
}

void page_add_period(const Page *p, Str period) {
    if (period.size)
        HTML(p->b, "{}", period);
    else
        html_add_both(p->b, N_("Whole term"));
}

void page_add_table_head(const Page *p, const ColumnHead *heads, size_t count) {
    buf_add_c(p->b, "<div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        HTML(p->b, *heads[i].text ? "<th scope=\"col\" class=\"{}\">" : "<td class=\"{}\">",
             str_from(heads[i].class));
        if (*heads[i].text) html_add_both(p->b, heads[i].text);
        buf_add_c(p->b, *heads[i].text ? "</th>" : "</td>");
    }
    buf_add_c(p->b, "</tr></thead>\n<tbody>\n");
}

void page_add_table_end(const Page *p) {
    buf_add_c(p->b, "</tbody></table></div>\n");
}

void page_add_text_cell(const Page *p, Str text) {
    HTML(p->b, "<td>{}</td>", text);
}

void page_add_period_cell(const Page *p, Str period) {
    buf_add_c(p->b, "<td class=\"p\">");
    page_add_period(p, period);
    buf_add_c(p->b, "</td>");
}

void page_add_names_cell(const Page *p, Str english, Str chinese) {
    buf_add_c(p->b, "<td>");
    html_add_names(p->b, english, chinese);
    buf_add_c(p->b, "</td>");
}

static void add_cells(const Page *p, const char *sign, Dec amount, int places, Str currency) {
    HTML(p->b, "<td class=\"n\">{}{}</td><td class=\"u\">{}</td>", str_from(sign),
         amount_text(p->arena, amount, places), currency);
}

void page_add_amount_cells(const Page *p, Dec amount, int places, Str currency) {
    add_cells(p, "", amount, places, currency);
}

void page_add_net_cells(const Page *p, Dec amount, int places, Str currency) {
    bool is_received = !dec_is_zero(amount) && !dec_is_negative(amount);
    add_cells(p, is_received ? "+" : "", amount, places, currency);
}

int page_places(int places, Dec amount) {
    int scale = dec_scale(amount) < PLACES_MAX ? dec_scale(amount) : PLACES_MAX;
    return scale > places ? scale : places;
}
