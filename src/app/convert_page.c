// app/convert_page.c - an agreement as a page to print and sign
//
// Words first, as people agree them; beneath each provision its terms in small print, so that what
// is signed is the whole of what is run. The page is in the agreement's language, whoever reads it.
#include "app/convert_int.h"

#include "app/agreement.css.h"

enum { HEADING_MAX = 6, SIGNATURES_IN_A_ROW = 2 };

typedef struct AgreementPage {
    const Terms *terms;
    Arena *arena;
    Buf *b;
    Lang lang; // of the agreement
} AgreementPage;

static Str text_in(const AgreementPage *p, const char *english) {
    return str_from(lang_text(p->lang, english));
}

static Str own_label(const AgreementPage *p, Str id, const Localised *label) {
    Str text = localised_in(label, p->terms->language);
    return text.size ? text : id;
}

// ---- head ---------------------------------------------------------------------------------------

static void add_head(const AgreementPage *p) {
    const Terms *t = p->terms;
    HTML(p->b, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
         t->language);
    buf_add_c(p->b, "<meta http-equiv=\"Content-Security-Policy\" "
                    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    HTML(p->b, "<title>{}</title>\n<style>\n", own_label(p, t->id, &t->title));
    buf_add_c(p->b, css_agreement);
    buf_add_c(p->b, "</style>\n</head>\n<body>\n");
}

static void add_titles(const AgreementPage *p) {
    const Terms *t = p->terms;
    Str title = own_label(p, t->id, &t->title);
    HTML(p->b, "<h1>{}</h1>\n", title);
    for (size_t i = 0; i < t->title.count; i++)
        if (!str_is(t->title.texts[i], title))
            HTML(p->b, "<p class=\"subtitle\" lang=\"{}\">{}</p>\n", t->title.languages[i],
                 t->title.texts[i]);
}

static Str day_text(Arena *a, int64_t day) {
    return civil_text(a, civil_from_days(day));
}

static Str term_of(const AgreementPage *p) {
    enum { OPEN_ENDED = 9999 };
    const Terms *t = p->terms;
    Str last = civil_from_days(t->to_day).year == OPEN_ENDED ? text_in(p, N_("open-ended"))
                                                             : day_text(p->arena, t->to_day);
    return lang_render(p->arena, p->lang,
                       MSG("from {1} to {2}", day_text(p->arena, t->from_day), last));
}

static void add_parties(const AgreementPage *p) {
    const Terms *t = p->terms;
    HTML(p->b, "<p class=\"number\">{} · {}</p>\n<ul class=\"parties\">\n", t->id, term_of(p));
    for (size_t i = 0; i < t->party_count; i++)
        HTML(p->b, "<li>{}</li>\n", own_label(p, t->parties[i].id, &t->parties[i].label));
    buf_add_c(p->b, "</ul>\n");
}

// ---- provisions ---------------------------------------------------------------------------------

static void add_terms(const AgreementPage *p, const Provision *v) {
    for (size_t i = 0; i < v->piece_count; i++) {
        if (v->pieces[i].kind != TEXT_TERMS) continue;
        HTML(p->b, "<div class=\"terms\">\n<p>{}</p>\n<pre>{}</pre>\n</div>\n",
             text_in(p, N_("Terms of this article, as they are computed")), v->pieces[i].source);
    }
}

static void add_heading(const AgreementPage *p, const Provision *v) {
    Str level = str_fmt(p->arena, "%d", v->level < HEADING_MAX ? v->level + 1 : HEADING_MAX);
    HTML(p->b, "<h{}>{}</h{}>\n", level, v->heading, level);
}

static void add_provision(const AgreementPage *p, const Provision *v) {
    if (!v->level && !v->piece_count) return;
    HTML(p->b, "<section id=\"{}\">\n", v->id);
    if (v->level) add_heading(p, v);
    buf_add(p->b, text_html(p->arena, v));
    add_terms(p, v);
    buf_add_c(p->b, "</section>\n");
}

// ---- signatures ---------------------------------------------------------------------------------

static void add_signatures(const AgreementPage *p) {
    const Terms *t = p->terms;
    if (!t->party_count) return;
    buf_add_c(p->b, "<table class=\"sign\">\n");
    for (size_t i = 0; i < t->party_count; i++) {
        if (i % SIGNATURES_IN_A_ROW == 0) buf_add_c(p->b, i ? "</tr>\n<tr>" : "<tr>");
        HTML(p->b, "<td>{}<br>{}<br>{}</td>", own_label(p, t->parties[i].id, &t->parties[i].label),
             text_in(p, N_("(signature, seal)")), text_in(p, N_("Date:")));
    }
    HTML(p->b, "</tr>\n</table>\n<p class=\"version\">{} {}</p>\n",
         text_in(p, N_("SHA-256 of the text signed:")), t->document->hash);
}

void convert_to_page(Arena *a, const Terms *t, Buf *b) {
    bool is_chinese = str_starts_with(t->language, STR("zh"));
    AgreementPage p = {t, a, b, is_chinese ? LANG_ZH : LANG_EN};
    add_head(&p);
    add_titles(&p);
    add_parties(&p);
    for (size_t i = 0; i < t->document->provision_count; i++)
        add_provision(&p, &t->document->provisions[i]);
    add_signatures(&p);
    buf_add_c(b, "</body>\n</html>\n");
}
