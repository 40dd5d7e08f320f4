// app/live.c - a draft that is being typed in the browser: what is found in it, what may be written
#include "app/live.h"
#include "app/coverage.h"
#include "app/desk_int.h"
#include "app/document_int.h"
#include "app/lint.h"

#include "base/json.h"
#include "base/utf16.h"

typedef struct Live {
    Arena *arena;
    AppDocument *document;
    DocumentFacts facts;
    const Utf16Index *units;
    Buf *buf;
} Live;

static void close_document(void *document) {
    document_close(document);
}

// `facts` may be without any.
static bool open_live(App *app, LiveText t, DocumentFacts facts, Out *out, Live *ret, Err *err) {
    if (t.text.size > LIMIT_TYPED_BYTES)
        return err_set(err, ERR_LIMIT, MSG("the text is too long to be judged while it is typed"),
                       MSG("save it: then it is judged whole"));
    Live *l = ARENA_NEW(app->arena, Live);
    *l = (Live){.arena = app->arena, .facts = facts, .buf = &out->buf};
    Str name = str_fmt(app->arena, "%.*s.md", STR_ARG(t.id));
    const AppEditor *e = editor_new(app->arena, app->options);
    l->document = document_open_text(e, name, &l->facts);
    arena_defer(app->arena, close_document, l->document);
    document_set(l->document, t.text);
    l->units = utf16_index(app->arena, document_text(l->document));
    *ret = *l;
    return true;
}

static const DocumentFacts NO_FACTS = {NULL, NULL, 0};

static void add_place(const Live *l, size_t offset, size_t size) {
    json_add_int(l->buf, "from", (int64_t)utf16_units(l->units, offset));
    json_add_int(l->buf, "to", (int64_t)utf16_units(l->units, offset + size));
}

static void begin_item(Buf *b, size_t index) {
    buf_add_c(b, index ? ",{" : "{");
}

static void begin_list(Buf *b, const char *name) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
}

// ---- findings -----------------------------------------------------------------------------------

static void add_fix(const Live *l, const Fix *f) {
    json_add_text(l->buf, "title", f->title);
    begin_list(l->buf, "edits");
    for (size_t i = 0; i < f->edits.count; i++) {
        const TextEdit *e = &f->edits.items[i];
        begin_item(l->buf, i);
        add_place(l, e->offset, e->size);
        json_add_text(l->buf, "text", e->text);
        buf_add_byte(l->buf, '}');
    }
    buf_add_byte(l->buf, ']');
}

static void add_fixes(const Live *l, const Fixes *all, size_t finding) {
    begin_list(l->buf, "fixes");
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].finding != finding) continue;
        begin_item(l->buf, count++);
        add_fix(l, &all->items[i]);
        buf_add_byte(l->buf, '}');
    }
    buf_add_byte(l->buf, ']');
}

static void add_findings(const Live *l, App *app) {
    const Findings *f = document_findings(l->document);
    Fixes fixes = {NULL, 0, 0};
    document_fixes(l->document, l->arena, 0, document_text(l->document).size, &fixes);
    begin_list(l->buf, "findings");
    for (size_t i = 0; i < f->count; i++) {
        begin_item(l->buf, i);
        add_place(l, f->items[i].place.offset, f->items[i].place.size);
        json_add_finding(app, l->buf, &f->items[i]);
        add_fixes(l, &fixes, i);
        buf_add_byte(l->buf, '}');
    }
    buf_add_byte(l->buf, ']');
}

// ---- the score and the articles -----------------------------------------------------------------

static void add_score(const Live *l) {
    const LintReport *report = version_now(l->document)->checked->lint;
    LintList list = {.all = lint_view(STR(""), STR(""), &report->all)};
    json_add_name(l->buf, "score");
    lint_json(&list, l->buf);
}

static void add_articles(const Live *l) {
    const Outline *o = document_outline(l->document, l->arena);
    begin_list(l->buf, "articles");
    for (size_t i = 0; i < o->article_count; i++) {
        const OutlineArticle *a = &o->articles[i];
        begin_item(l->buf, i);
        json_add_text(l->buf, "heading", a->heading);
        json_add_int(l->buf, "level", a->level);
        json_add_int(l->buf, "from", (int64_t)utf16_units(l->units, a->start));
        json_add_name(l->buf, "percent");
        if (a->elements_wanted)
            buf_add_fmt(l->buf, "%zu", a->elements * 100 / a->elements_wanted);
        else
            buf_add_c(l->buf, "null");
        buf_add_byte(l->buf, '}');
    }
    buf_add_byte(l->buf, ']');
}

// ---- coverage -----------------------------------------------------------------------------------

static void add_stages(Buf *b, const char *name, size_t count, Lang lang,
                       NameView (*stage)(Lang lang, size_t index)) {
    begin_list(b, name);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, stage(lang, i).label);
    }
    buf_add_byte(b, ']');
}

static void add_cells(Buf *b, const char *name, const Coverage *c, bool is_declared) {
    begin_list(b, name);
    for (size_t i = 0; i < COVER_CHAIN; i++) {
        buf_add_c(b, i ? ",[" : "[");
        for (size_t k = 0; k < COVER_LIFE; k++)
            buf_add_fmt(b, k ? ",%zu" : "%zu",
                        is_declared ? (size_t)c->declared[i][k] : c->spoken[i][k]);
        buf_add_byte(b, ']');
    }
    buf_add_byte(b, ']');
}

static void add_coverage(const Live *l, Lang lang) {
    Findings unsaid = {.arena = l->arena};
    const Coverage *c = coverage_from_terms(l->arena, coverage_words_new(l->arena),
                                            terms_now(l->document), &unsaid);
    json_add_name(l->buf, "coverage");
    buf_add_byte(l->buf, '{');
    add_stages(l->buf, "chain", COVER_CHAIN, lang, app_chain_stage);
    add_stages(l->buf, "life", COVER_LIFE, lang, app_life_stage);
    add_cells(l->buf, "cells", c, false);
    add_cells(l->buf, "declared", c, true);
    buf_add_byte(l->buf, '}');
}

bool app_live_look(App *app, LiveText t, Out *out, Err *err) {
    Live l;
    if (!open_live(app, t, NO_FACTS, out, &l, err)) return false;
    buf_add_byte(l.buf, '{');
    add_findings(&l, app);
    add_score(&l);
    add_articles(&l);
    add_coverage(&l, app->options.lang);
    buf_add_c(l.buf, "}\n");
    return out_end(out);
}

// ---- names --------------------------------------------------------------------------------------

static bool find_facts(App *app, OpenPeople *p, Str id, DocumentFacts *ret, Err *err) {
    Str *names, *texts;
    size_t count;
    if (!desk_fact_texts(app, p, id, &names, &texts, &count, err)) return false;
    *ret = (DocumentFacts){names, texts, count};
    return true;
}

bool app_live_hover(App *app, OpenPeople *p, LiveText t, int64_t at, Out *out, Err *err) {
    Live l;
    DocumentFacts facts;
    NameSpan span = {0, 0};
    if (!find_facts(app, p, t.id, &facts, err) || !open_live(app, t, facts, out, &l, err))
        return false;
    size_t offset = utf16_offset(l.units, (size_t)at);
    Str markdown = document_hover(l.document, l.arena, offset, &span);
    buf_add_byte(l.buf, '{');
    add_place(&l, span.offset, span.size);
    json_add_text(l.buf, "html", markdown.size ? text_markdown_html(l.arena, markdown) : STR(""));
    buf_add_c(l.buf, "}\n");
    return out_end(out);
}

static const char *const KINDS[] = {[PROPOSAL_SECTION] = "section",
                                    [PROPOSAL_KEY] = "key",
                                    [PROPOSAL_NAME] = "name",
                                    [PROPOSAL_FUNCTION] = "function",
                                    [PROPOSAL_WORD] = "word"};

static void add_proposal(Buf *b, const Proposal *p) {
    json_add_text(b, "kind", str_from(KINDS[p->kind]));
    json_add_text(b, "label", p->label);
    json_add_text(b, "detail", p->detail);
    json_add_text(b, "text", p->text);
    json_add_text(b, "insert", p->insert);
}

bool app_live_complete(App *app, LiveText t, int64_t at, Out *out, Err *err) {
    Live l;
    Proposals all = {NULL, 0, 0, 0};
    if (!open_live(app, t, NO_FACTS, out, &l, err)) return false;
    document_complete(l.document, l.arena, utf16_offset(l.units, (size_t)at), &all);
    buf_add_byte(l.buf, '{');
    json_add_int(l.buf, "from", (int64_t)utf16_units(l.units, all.from));
    begin_list(l.buf, "proposals");
    for (size_t i = 0; i < all.count; i++) {
        begin_item(l.buf, i);
        add_proposal(l.buf, &all.items[i]);
        buf_add_byte(l.buf, '}');
    }
    buf_add_c(l.buf, "]}\n");
    return out_end(out);
}

// ---- layout -------------------------------------------------------------------------------------

bool app_live_format(App *app, LiveText t, Out *out, Err *err) {
    Live l;
    TextEdits edits = {NULL, 0, 0};
    if (!open_live(app, t, NO_FACTS, out, &l, err)) return false;
    document_format(l.document, l.arena, &edits);
    buf_add_byte(l.buf, '{');
    json_add_text(l.buf, "text", text_with_edits(l.arena, document_text(l.document), &edits));
    buf_add_c(l.buf, "}\n");
    return out_end(out);
}
