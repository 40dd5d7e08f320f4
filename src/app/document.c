// app/document.c - an agreement in an editor: its versions, one after the other
#include "app/document_int.h"

AppEditor *editor_new(Arena *a, AppOptions options) {
    AppEditor *e = ARENA_NEW(a, AppEditor);
    *e = (AppEditor){options, {lint_words_new(a), kinds_new(a)}};
    return e;
}

AppDocument *document_open(const AppEditor *e, Str path) {
    return document_open_text(e, path, NULL);
}

AppDocument *document_open_text(const AppEditor *e, Str name, const DocumentFacts *facts) {
    Arena *a = arena_new();
    AppDocument *d = ARENA_NEW(a, AppDocument);
    *d = (AppDocument){.arena = a,
                       .options = e->options,
                       .path = str_copy(a, name),
                       .facts = facts,
                       .lists = &e->lists};
    d->known_arena = arena_new();
    for (int i = 0; i < 2; i++) d->versions[i].arena = arena_new();
    document_set(d, STR(""));
    return d;
}

void document_close(AppDocument *d) {
    for (int i = 0; i < 2; i++) arena_free(d->versions[i].arena);
    arena_free(d->known_arena);
    arena_free(d->arena);
}

// ---- names that may be proposed -----------------------------------------------------------------

static bool has_broken_block(const Document *d) {
    for (size_t i = 0; i < d->provision_count; i++)
        for (size_t k = 0; k < d->provisions[i].piece_count; k++) {
            const TextPiece *p = &d->provisions[i].pieces[k];
            if (p->kind == TEXT_TERMS && !p->terms) return true;
        }
    return false;
}

static void add_known(Arena *a, struct KnownNames *all, NameView name, NameKind kind,
                      const char *what) {
    *VEC_ADD(a, all) = (KnownName){str_copy(a, name.id), str_copy(a, name.label), kind, what};
}

static void know(Arena *a, struct KnownNames *all, const Terms *t, Lang lang) {
    for (size_t i = 0; i < t->party_count; i++)
        add_known(a, all, name_of(lang, t->parties[i].id, &t->parties[i].label), NAME_PARTY,
                  N_("party"));
    for (size_t i = 0; i < t->set_count; i++)
        add_known(a, all, name_of(lang, t->sets[i].id, &t->sets[i].label), NAME_SET, N_("set"));
    for (size_t i = 0; i < t->pool_count; i++)
        add_known(a, all, name_of(lang, t->pools[i].id, &t->pools[i].label), NAME_POOL, N_("pool"));
    for (uint32_t i = 0; i < t->item_count; i++)
        add_known(a, all, name_of_item(t, lang, i), NAME_ITEM, item_kind_name(t->items[i].kind));
}

static void remember_names(AppDocument *d) {
    arena_reset(d->known_arena);
    d->known = (struct KnownNames){0};
    know(d->known_arena, &d->known, terms_now(d), d->options.lang);
}

size_t document_known_names(const AppDocument *d, Arena *a, const KnownName **ret) {
    struct KnownNames all = {0};
    Map seen = {.arena = a};
    know(a, &all, terms_now(d), d->options.lang);
    for (size_t i = 0; i < all.count; i++) map_add(&seen, all.items[i].id, 0);
    for (size_t i = 0; i < d->known.count; i++)
        if (map_add(&seen, d->known.items[i].id, 0)) *VEC_ADD(a, &all) = d->known.items[i];
    *ret = all.items;
    return all.count;
}

// ---- versions -----------------------------------------------------------------------------------

void document_set(AppDocument *d, Str text) {
    Version *before = &d->versions[d->now], *next = &d->versions[!d->now];
    arena_reset(next->arena);
    next->app = app_new(next->arena, d->options);
    next->checked = check_text(next->app, (SourceText){d->path, str_copy(next->arena, text)},
                               d->lists, before->checked);
    d->now = !d->now;
    if (!has_broken_block(terms_now(d)->document)) remember_names(d);
}

Str text_with_edits(Arena *a, Str text, const TextEdits *edits) {
    Buf b = {.arena = a};
    size_t at = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const TextEdit *e = &edits->items[i];
        buf_add(&b, str_part(text, at, e->offset - at));
        buf_add(&b, e->text);
        at = e->offset + e->size;
    }
    buf_add(&b, str_part(text, at, text.size));
    return buf_str(&b);
}

Str document_text(const AppDocument *d) {
    return version_now(d)->checked->agreement->source.text;
}

size_t document_memory(const AppDocument *d) {
    return arena_used_bytes(d->arena) + arena_used_bytes(d->known_arena) +
           arena_used_bytes(d->versions[0].arena) + arena_used_bytes(d->versions[1].arena);
}

const Findings *document_findings(const AppDocument *d) {
    return app_findings(version_now(d)->app);
}
