// lsp/outline.c - articles and their terms: the outline, what folds, and the score of each article
#include "lsp/lsp_int.h"

// ---- the outline --------------------------------------------------------------------------------

enum { SYMBOL_NAMESPACE = 3, SYMBOL_VARIABLE = 13 }; // of the protocol

typedef struct Writer {
    Buf *b;
    PositionWalk walk;
    const Outline *outline;
    Lang lang;
    size_t next_term;
} Writer;

static void add_term(Writer *w, const OutlineTerm *t) {
    buf_add_byte(w->b, '{');
    json_add_text(w->b, "name", t->name.id);
    json_add_text(w->b, "detail", str_from(lang_text(w->lang, t->kind)));
    json_add_int(w->b, "kind", SYMBOL_VARIABLE);
    position_add_range(w->b, "range", &w->walk, t->place.offset, t->place.size);
    position_add_range(w->b, "selectionRange", &w->walk, t->place.offset, t->place.size);
    buf_add_byte(w->b, '}');
}

static void add_terms(Writer *w, size_t article, bool *is_first) {
    const Outline *o = w->outline;
    for (; w->next_term < o->term_count && o->terms[w->next_term].article == article;
         w->next_term++) {
        if (!*is_first) buf_add_byte(w->b, ',');
        *is_first = false;
        add_term(w, &o->terms[w->next_term]);
    }
}

// The preamble stands beside the articles.
static int level_of(const Outline *o, size_t article) {
    int level = o->articles[article].level;
    return level ? level : 1;
}

// Where the articles under this one end too.
static size_t end_of(const Outline *o, size_t article) {
    size_t end = o->articles[article].end;
    for (size_t i = article + 1; i < o->article_count; i++) {
        if (level_of(o, i) <= level_of(o, article)) break;
        end = o->articles[i].end;
    }
    return end;
}

static void open_article(Writer *w, size_t index) {
    const OutlineArticle *v = &w->outline->articles[index];
    Str name = v->heading.size ? v->heading : str_from(lang_text(w->lang, N_("preamble")));
    size_t end = end_of(w->outline, index);
    buf_add_byte(w->b, '{');
    json_add_text(w->b, "name", name);
    json_add_int(w->b, "kind", SYMBOL_NAMESPACE);
    position_add_range(w->b, "range", &w->walk, v->start, end - v->start);
    position_add_range(w->b, "selectionRange", &w->walk, v->start, v->heading_size);
    json_add_name(w->b, "children");
    buf_add_byte(w->b, '[');
}

// Articles nest by their levels; `open` are those not closed yet.
static void add_articles(Writer *w) {
    enum { LEVELS = 8 };
    int open[LEVELS];
    size_t depth = 0;
    bool is_first = true;
    for (size_t i = 0; i < w->outline->article_count; i++) {
        int level = level_of(w->outline, i);
        for (; depth && open[depth - 1] >= level; depth--) buf_add_c(w->b, "]}"), is_first = false;
        if (!is_first) buf_add_byte(w->b, ',');
        open_article(w, i);
        open[depth++] = level;
        is_first = true;
        add_terms(w, i, &is_first);
    }
    for (; depth; depth--) buf_add_c(w->b, "]}");
}

static Writer writer_of(Request *r, const OpenDocument *d) {
    return (Writer){.b = &r->result,
                    .walk = walk_of(r->server, d),
                    .outline = document_outline(d->text, r->arena),
                    .lang = r->server->options.lang};
}

bool on_symbols(Request *r) {
    const OpenDocument *d = params_document(r);
    if (!d) return false;
    Writer w = writer_of(r, d);
    buf_add_byte(w.b, '[');
    add_articles(&w);
    buf_add_byte(w.b, ']');
    return true;
}

// ---- folding ------------------------------------------------------------------------------------

bool on_folding(Request *r) {
    const OpenDocument *d = params_document(r);
    if (!d) return false;
    Writer w = writer_of(r, d);
    bool is_first = true;
    buf_add_byte(w.b, '[');
    for (size_t i = 0; i < w.outline->article_count; i++) {
        const OutlineArticle *v = &w.outline->articles[i];
        size_t start = position_at(&w.walk, v->start).line, last = end_of(w.outline, i);
        PositionWalk walk = w.walk; // the articles under it begin before it ends
        size_t end = position_at(&walk, last ? last - 1 : 0).line;
        if (end <= start) continue;
        buf_add_c(w.b, is_first ? "{" : ",{");
        is_first = false;
        json_add_int(w.b, "startLine", (int64_t)start);
        json_add_int(w.b, "endLine", (int64_t)end);
        buf_add_byte(w.b, '}');
    }
    buf_add_byte(w.b, ']');
    return true;
}

// ---- scores -------------------------------------------------------------------------------------

static Str count_text(Arena *a, size_t count) {
    return str_fmt(a, "%zu", count);
}

static Str title_of(const Request *r, const OutlineArticle *v) {
    Str found = count_text(r->arena, v->finding_count);
    Message m = v->elements_wanted
                    ? MSG("{1} of {2} elements · findings: {3}", count_text(r->arena, v->elements),
                          count_text(r->arena, v->elements_wanted), found)
                    : MSG("findings: {1}", found);
    return lang_render(r->arena, r->server->options.lang, m);
}

// The command is none of ours: a lens without one would not be shown.
static void add_lens(Request *r, Writer *w, const OutlineArticle *v) {
    buf_add_byte(w->b, '{');
    position_add_range(w->b, "range", &w->walk, v->start, v->heading_size);
    json_add_name(w->b, "command");
    buf_add_byte(w->b, '{');
    json_add_text(w->b, "title", title_of(r, v));
    json_add_text(w->b, "command", STR(""));
    buf_add_c(w->b, "}}");
}

bool on_code_lens(Request *r) {
    const OpenDocument *d = params_document(r);
    if (!d) return false;
    Writer w = writer_of(r, d);
    bool is_first = true;
    buf_add_byte(w.b, '[');
    for (size_t i = 0; i < w.outline->article_count; i++) {
        const OutlineArticle *v = &w.outline->articles[i];
        if (!v->elements_wanted && !v->finding_count) continue;
        if (!is_first) buf_add_byte(w.b, ',');
        is_first = false;
        add_lens(r, &w, v);
    }
    buf_add_byte(w.b, ']');
    return true;
}
