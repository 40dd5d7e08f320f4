// app/lint.c - how precise the wording of an agreement is, provision by provision
#include "app/lint.h"
#include "app/app_int.h"

LintView lint_view(Str id, Str heading, const LintScore *s) {
    return (LintView){.id = id,
                      .heading = heading,
                      .obligations = s->obligations,
                      .complete = s->complete,
                      .quantified = s->quantified,
                      .indexed = s->indexed,
                      .warnings = s->warnings,
                      .notes = s->notes,
                      .silenced = s->silenced,
                      .percent = lint_score_percent(s),
                      .complete_percent = lint_share_percent(s, s->complete),
                      .quantified_percent = lint_share_percent(s, s->quantified),
                      .indexed_percent = lint_share_percent(s, s->indexed)};
}

static bool is_empty(const LintScore *s) {
    return !s->obligations && !s->warnings && !s->notes && !s->silenced;
}

const LintWords *lint_words_of(App *app) {
    if (!app->lint_words) app->lint_words = lint_words_new(app->arena);
    return app->lint_words;
}

const LintList *app_lint(App *app, Str path, Severity least, Err *err) {
    Arena *a = app->arena;
    Findings form = {.arena = a}; // faults of form are for check
    Str text;
    if (!load_text(app, path, &text, err)) return NULL;
    const Terms *t = terms_from_text(a, text_parse(a, path, text, &form), &form);
    const LintReport *report = lint_judge(a, lint_words_of(app), t, least, &app->findings);
    const Document *d = t->document;
    LintList *list = ARENA_NEW(a, LintList);
    NameView name = name_of(app->options.lang, t->id, &t->title);
    list->all = lint_view(name.id, name.label, &report->all);
    list->provisions = ARENA_ARRAY(a, LintView, d->provision_count);
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        if (is_empty(&report->provisions[i])) continue;
        list->provisions[list->count++] = lint_view(p->id, p->heading, &report->provisions[i]);
    }
    return list;
}

static void add_counts(Buf *b, const LintView *v) {
    json_add_int(b, "score", v->percent);
    json_add_int(b, "obligations", (int64_t)v->obligations);
    json_add_int(b, "complete", (int64_t)v->complete);
    json_add_int(b, "quantified", (int64_t)v->quantified);
    json_add_int(b, "indexed", (int64_t)v->indexed);
    json_add_int(b, "complete_percent", v->complete_percent);
    json_add_int(b, "quantified_percent", v->quantified_percent);
    json_add_int(b, "indexed_percent", v->indexed_percent);
    json_add_int(b, "warnings", (int64_t)v->warnings);
    json_add_int(b, "notes", (int64_t)v->notes);
    json_add_int(b, "silenced", (int64_t)v->silenced);
}

void lint_json(const LintList *l, Buf *b) {
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", l->all.id);
    json_add_text(b, "title", l->all.heading);
    add_counts(b, &l->all);
    json_add_name(b, "provisions");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", l->provisions[i].id);
        json_add_text(b, "heading", l->provisions[i].heading);
        add_counts(b, &l->provisions[i]);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}");
}

typedef struct Page {
    Arena *arena;
    Lang lang;
    Buf buf;
} Page;

static void add_line(Page *p, const char *head, const char *text) {
    if (!text) return;
    buf_add_fmt(&p->buf, "- %s: ", lang_text(p->lang, head));
    for (; *text; text++) buf_add_byte(&p->buf, *text == '\n' ? ' ' : *text);
    buf_add_byte(&p->buf, '\n');
}

static void add_examples(Page *p, const LintExample *e) {
    add_line(p, N_("not"), e->bad);
    add_line(p, N_("but"), e->good);
}

static void add_rule(Page *p, const LintRule *r) {
    buf_add_fmt(&p->buf, "\n## %s (", r->id);
    buf_add(&p->buf, lang_severity(p->lang, r->severity));
    buf_add_fmt(&p->buf, ")\n\n%s\n\n", lang_text(p->lang, r->why));
    add_line(p, N_("mend"), lang_text(p->lang, r->proposal));
    add_examples(p, &r->english);
    add_examples(p, &r->chinese);
}

Str app_lint_reference(Arena *a, Lang lang) {
    Page page = {.arena = a, .lang = lang, .buf = {.arena = a}};
    buf_add_fmt(&page.buf, "# %s\n", lang_text(lang, N_("Rules of precise wording")));
    for (size_t i = 0; i < lint_rule_count(); i++) add_rule(&page, lint_rule(i));
    buf_add_fmt(&page.buf, "\n# %s\n",
                lang_text(lang, N_("Rules of agreement between words and terms")));
    for (size_t i = 0; i < agree_rule_count(); i++) add_rule(&page, agree_rule(i));
    return buf_str(&page.buf);
}
