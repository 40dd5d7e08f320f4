// app/document_hover.c - what a name is: kind, labels, unit, formula in words, value on sample
// facts
//
// The sample is the file NAME.facts.csv beside the agreement NAME.md, where there is one, or what
// the document was given. The value
// comes from the same settlement that `softlaw explain` looks into.
#include "app/document_int.h"

#include "base/file.h"

enum { SAMPLE_BYTES_MAX = 1 << 20, VALUES_MAX = 3 };

static void add_line(Buf *b, Lang lang, const char *name, Str value) {
    if (value.size) buf_add_fmt(b, "- %s: %.*s\n", lang_text(lang, name), STR_ARG(value));
}

static void add_labels(Buf *b, const Terms *t, const Name *name) {
    Str en = name_view(t, LANG_EN, name).label, zh = name_view(t, LANG_ZH, name).label;
    buf_add_fmt(b, "**%.*s**", STR_ARG(name->id));
    if (!str_is(zh, name->id)) buf_add_fmt(b, " · %.*s", STR_ARG(zh));
    if (!str_is(en, name->id) && !str_is(en, zh)) buf_add_fmt(b, " · %.*s", STR_ARG(en));
}

// A formula with the labels of its names.
static Str in_words(Arena *a, const Terms *t, const Names *names, Lang lang, Str formula) {
    struct NameUses uses = names_in(a, names, formula);
    Buf b = {.arena = a};
    size_t at = 0;
    for (size_t i = 0; i < uses.count; i++) {
        const NameUse *u = &uses.items[i];
        buf_add(&b, str_part(formula, at, u->offset - at));
        buf_add(&b, name_view(t, lang, &names->items[u->name]).label);
        at = u->offset + u->size;
    }
    buf_add(&b, str_part(formula, at, formula.size));
    return buf_str(&b);
}

static void add_item(Buf *b, const Terms *t, const Names *names, Lang lang, const Item *item) {
    Arena *a = b->arena;
    bool is_payment = item->kind == ITEM_PAYMENT;
    add_line(b, lang, N_("unit"), is_payment ? item->currency : item->unit.text);
    if (!item->is.text.size) return;
    buf_add_fmt(b, "- `%.*s`\n", STR_ARG(item->is.text));
    Str words = in_words(a, t, names, lang, item->is.text);
    if (!str_is(words, item->is.text)) add_line(b, lang, N_("in words"), words);
}

static void add_home(Buf *b, const Terms *t, Lang lang, Place place) {
    const Provision *p = text_provision_at(t->document, place.offset);
    Str heading = p->heading.size ? p->heading : str_from(lang_text(lang, N_("preamble")));
    buf_add_fmt(b, "- %s: %.*s (%u)\n", lang_text(lang, N_("defined in")), STR_ARG(heading),
                place.line);
}

// ---- its value on the sample --------------------------------------------------------------------

static Str sample_path(Arena *a, Str path) {
    static const Str ENDING = {".md", 3};
    if (!str_ends_with(path, ENDING)) return (Str){NULL, 0};
    return str_fmt(a, "%.*s.facts.csv", (int)(path.size - ENDING.size), path.at);
}

typedef struct Sample {
    SourceText *files;
    size_t count;
} Sample;

static bool given_sample(const DocumentFacts *f, Arena *a, Sample *ret) {
    *ret = (Sample){ARENA_ARRAY(a, SourceText, f->count + 1), f->count};
    for (size_t i = 0; i < f->count; i++) ret->files[i] = (SourceText){f->names[i], f->texts[i]};
    return f->count > 0;
}

static bool read_sample(const AppDocument *d, Arena *a, Sample *ret) {
    if (d->facts) return given_sample(d->facts, a, ret);
    *ret = (Sample){ARENA_NEW(a, SourceText), 1};
    SourceText *file = ret->files;
    file->file = sample_path(a, d->path);
    return file->file.at && file_read_text(a, file->file, SAMPLE_BYTES_MAX, &file->text, NULL);
}

static const ExplanationList *explain_sample(App *app, const AppDocument *d, Str id,
                                             const Sample *sample) {
    Err err = {.code = ERR_NONE};
    FactFiles files;
    const Agreement *g = load_agreement_text(app, d->path, document_text(d));
    if (!g->is_sound || !load_facts_text(app, g, sample->files, sample->count, &files, &err))
        return NULL;
    const Outcome *o = eval_run(app->arena, g->rulebook, files.facts, (EvalOptions){.threads = 1},
                                &app->findings, &err);
    return o ? explain_run(app, g, files.facts, o, (ExplainQuestion){.item = id}, &err) : NULL;
}

static void add_values(Buf *b, const AppDocument *d, Str id) {
    Sample sample;
    if (!read_sample(d, b->arena, &sample)) return;
    const ExplanationList *l = explain_sample(app_new(b->arena, d->options), d, id, &sample);
    for (size_t i = 0; l && i < l->count && i < VALUES_MAX; i++) {
        const StepView *s = &l->items[i].steps[0];
        Str value = s->has_rounding ? s->rounded : s->value;
        buf_add_fmt(b, "- %.*s%s%.*s: **%.*s**\n", STR_ARG(s->period), s->member.size ? " " : "",
                    STR_ARG(s->member), STR_ARG(value));
    }
}

static Str cited_words(const AppDocument *d, Arena *a, size_t offset, NameSpan *ret) {
    CitedPlace p;
    if (!document_cited(d, a, offset, &p)) return (Str){NULL, 0};
    *ret = p.here;
    return str_fmt(a, "**%.*s**\n\n%.*s\n", STR_ARG(p.title), STR_ARG(p.words));
}

Str document_hover(const AppDocument *d, Arena *a, size_t offset, NameSpan *ret) {
    const Terms *t = terms_now(d);
    const Names *names = names_of(a, t);
    const NameUse *here = names_at(names, offset);
    if (!here) return cited_words(d, a, offset, ret);
    const Name *name = &names->items[here->name];
    Lang lang = d->options.lang;
    Buf b = {.arena = a};
    *ret = (NameSpan){here->offset, here->size};
    add_labels(&b, t, name);
    buf_add_fmt(&b, " — %s\n\n", lang_text(lang, name_kind(t, name)));
    if (name->kind == NAME_ITEM) add_item(&b, t, names, lang, &t->items[name->index]);
    add_home(&b, t, lang, name->place);
    if (name->kind == NAME_ITEM) add_values(&b, d, name->id);
    return buf_str(&b);
}
