// app/document_rename.c - where a name stands, and giving it another
//
// A new name is tried before anything is changed: the text with it is checked as a whole, and must
// have no error that it had not before.
#include "app/document_int.h"

static NameSpan span_of(Place p) {
    return (NameSpan){p.offset, p.size};
}

const NamePlaces *document_name(const AppDocument *d, Arena *a, size_t offset) {
    const Names *n = names_of(a, terms_now(d));
    const NameUse *here = names_at(n, offset);
    if (!here) return NULL;
    NamePlaces *p = ARENA_NEW(a, NamePlaces);
    p->id = n->items[here->name].id;
    p->here = (NameSpan){here->offset, here->size};
    p->definition = span_of(n->items[here->name].place);
    p->uses = ARENA_ARRAY(a, NameSpan, n->uses.count);
    for (size_t i = 0; i < n->uses.count; i++) {
        const NameUse *u = &n->uses.items[i];
        if (u->name == here->name) p->uses[p->use_count++] = (NameSpan){u->offset, u->size};
    }
    return p;
}

static bool is_in_use(const Names *n, Str id) {
    return map_get(&n->shared, id, NULL) || map_get(&n->parties, id, NULL);
}

static bool is_same_message(Message a, Message b) {
    for (size_t i = 0; i < sizeof a.args / sizeof a.args[0]; i++)
        if (!str_is(a.args[i], b.args[i])) return false;
    return a.text == b.text || !strcmp(a.text, b.text);
}

static bool is_known(const Findings *all, const Finding *f) {
    for (size_t i = 0; i < all->count; i++)
        if (is_same_message(all->items[i].message, f->message)) return true;
    return false;
}

// The first error of the text with its new name that was not there before; false if there is none.
static bool has_new_error(const AppDocument *d, Arena *a, Str text, Message *ret) {
    App *app = app_new(a, d->options);
    load_agreement_text(app, d->path, text);
    const Findings *f = app_findings(app);
    for (size_t i = 0; i < f->count; i++) {
        bool is_error = f->items[i].severity == SEVERITY_ERROR;
        if (!is_error || is_known(document_findings(d), &f->items[i])) continue;
        *ret = f->items[i].message;
        return true;
    }
    return false;
}

bool document_rename(const AppDocument *d, Arena *a, size_t offset, Str id, TextEdits *ret,
                     Err *err) {
    const NamePlaces *p = document_name(d, a, offset);
    Message why = NO_MSG;
    *ret = (TextEdits){0};
    if (!p) return err_set(err, ERR_NOT_FOUND, MSG("no name of the agreement stands here"), NO_MSG);
    if (str_is(id, p->id)) return true;
    if (is_in_use(names_of(a, terms_now(d)), id))
        return err_set(err, ERR_CONFLICT, MSG("\"{1}\" is a name of this agreement already", id),
                       NO_MSG);
    for (size_t i = 0; i < p->use_count; i++)
        *VEC_ADD(a, ret) = (TextEdit){p->uses[i].offset, p->uses[i].size, id};
    if (!has_new_error(d, a, text_with_edits(a, document_text(d), ret), &why)) return true;
    *ret = (TextEdits){0};
    return err_set(
        err, ERR_INPUT,
        MSG("it cannot be called \"{1}\": {2}", id, lang_render(a, d->options.lang, why)), NO_MSG);
}
