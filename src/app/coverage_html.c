// app/coverage_html.c - what agreements cover as one self-contained page, in the reader's language
//
// The same look as a statement, no script. Everything that comes from texts or kinds is escaped.
#include "app/app_int.h"
#include "app/coverage.h"

#include "app/coverage.css.h"
#include "app/statement.css.h"

typedef struct CoverPage {
    const App *app;
    Buf *b;
} CoverPage;

static Str text_of(const CoverPage *p, const char *english) {
    return str_from(lang_text(p->app->options.lang, english));
}

static Str render(const CoverPage *p, Message m) {
    return lang_render(p->app->arena, p->app->options.lang, m);
}

static Str number(const CoverPage *p, size_t value) {
    return str_fmt(p->app->arena, "%zu", value);
}

static Str names_text(const CoverPage *p, const NameList *l) {
    Buf b = {.arena = p->app->arena};
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add(&b, text_of(p, N_(", ")));
        buf_add(&b, l->items[i].label);
    }
    return buf_str(&b);
}

static void add_head(const CoverPage *p) {
    HTML(p->b, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
         lang_name(p->app->options.lang));
    buf_add_c(p->b, "<meta http-equiv=\"Content-Security-Policy\" "
                    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    HTML(p->b, "<title>{}</title>\n<style>", text_of(p, N_("What the agreements cover")));
    buf_add_c(p->b, css_statement);
    buf_add_c(p->b, css_coverage);
    HTML(p->b, "</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"meta\">{}</p>\n",
         text_of(p, N_("What the agreements cover")),
         text_of(p, N_("A number counts the provisions that speak of both stages, D is declared; "
                       "none: without a stage.")));
}

// ---- the matrix ---------------------------------------------------------------------------------

static const char *class_of(const CoverCell *c) {
    return c->spoken ? "spoken" : c->is_declared ? "declared" : "";
}

static void add_cell(const CoverPage *p, const CoverCell *c) {
    HTML(p->b, "<td class=\"{}\">{}", str_from(class_of(c)),
         c->spoken ? number(p, c->spoken) : STR(""));
    if (c->is_declared) buf_add_c(p->b, c->spoken ? " D" : "D");
    buf_add_c(p->b, "</td>");
}

static void add_row(const CoverPage *p, CoverCell cells[COVER_CHAIN][COVER_LIFE], size_t life) {
    HTML(p->b, "<tr><th scope=\"row\">{}</th>", app_life_stage(p->app->options.lang, life).label);
    for (size_t i = 0; i < COVER_CHAIN; i++) add_cell(p, &cells[i][life]);
    buf_add_c(p->b, "</tr>\n");
}

static void add_matrix(const CoverPage *p, CoverCell cells[COVER_CHAIN][COVER_LIFE]) {
    buf_add_c(p->b, "<div class=\"scroll\"><table class=\"matrix\">\n<thead><tr><td></td>");
    for (size_t i = 0; i < COVER_CHAIN; i++)
        HTML(p->b, "<th scope=\"col\">{}</th>", app_chain_stage(p->app->options.lang, i).label);
    buf_add_c(p->b, "</tr></thead>\n<tbody>\n");
    for (size_t k = 0; k < COVER_LIFE; k++) add_row(p, cells, k);
    buf_add_c(p->b, "</tbody></table></div>\n");
}

// ---- one agreement ------------------------------------------------------------------------------

static void add_content(const CoverPage *p, const ContentView *c) {
    HTML(p->b, "<tr><td>{}</td><td>{}</td>", c->label, c->citation);
    if (c->is_found)
        HTML(p->b, "<td class=\"p\">{}:{}</td></tr>\n", c->place.file,
             str_fmt(p->app->arena, "%u", c->place.line));
    else
        HTML(p->b, "<td><span class=\"missing\">{}</span> {}</td></tr>\n",
             text_of(p, N_("missing")), c->proposal);
}

static void add_contents(const CoverPage *p, const CoverageView *v) {
    if (!v->content_count) return;
    HTML(p->b, "<h3>{}</h3>\n<div class=\"scroll\"><table>\n", v->kind.label);
    HTML(p->b,
         "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
         "<th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
         text_of(p, N_("What must be there")), text_of(p, N_("By which law")),
         text_of(p, N_("Where it stands")));
    for (size_t i = 0; i < v->content_count; i++) add_content(p, &v->contents[i]);
    buf_add_c(p->b, "</tbody></table></div>\n");
    if (v->kind_source.size) HTML(p->b, "<p class=\"meta\">{}</p>\n", v->kind_source);
}

static void add_agreement(const CoverPage *p, CoverageView *v) {
    HTML(p->b, "<section>\n<h2>{}</h2>\n<p class=\"meta\">{}</p>\n", v->agreement.label, v->file);
    add_matrix(p, v->cells);
    add_contents(p, v);
    buf_add_c(p->b, "</section>\n");
}

// ---- agreements together ------------------------------------------------------------------------

static void add_sentence(const CoverPage *p, const char *text, const NameList *names) {
    if (names->count)
        HTML(p->b, "<li>{}</li>\n", render(p, (Message){text, {names_text(p, names)}}));
}

static void add_group(const CoverPage *p, CoverGroupView *v) {
    HTML(p->b, "<section>\n<h2>{}</h2>\n",
         render(p, MSG("between {1}; agreements: {2}", names_text(p, &v->regions),
                       number(p, v->agreements.count))));
    if (v->agreements.count > 1) add_matrix(p, v->cells);
    buf_add_c(p->b, "<ul>\n");
    add_sentence(p, N_("stages of the chain that nothing covers: {1}"), &v->chain_left_out);
    add_sentence(p, N_("stages of the life cycle that nothing covers: {1}"), &v->life_left_out);
    add_sentence(p, N_("stages that are declared while nothing speaks of them: {1}"),
                 &v->declared_only);
    add_sentence(p, N_("new fields of which nothing speaks: {1}"), &v->fields_left_out);
    buf_add_c(p->b, "</ul>\n</section>\n");
}

void coverage_html(App *app, const CoverageList *l, Buf *b) {
    const CoverPage p = {app, b};
    add_head(&p);
    for (size_t i = 0; i < l->count; i++) add_agreement(&p, &l->agreements[i]);
    for (size_t i = 0; i < l->group_count; i++) add_group(&p, &l->groups[i]);
    buf_add_c(b, "</main>\n</body>\n</html>\n");
}
