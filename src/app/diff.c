// app/diff.c - two versions of an agreement: what was changed, and what it does to the payments
#include "diff/diff.h"
#include "app/app_int.h"

static EditView *edits_view(Arena *a, const EditList *l, size_t *ret_count) {
    static const char *const kinds[] = {[EDIT_SAME] = "same", [EDIT_OUT] = "out", [EDIT_IN] = "in"};
    EditView *views = ARENA_ARRAY(a, EditView, l->count + 1);
    for (size_t i = 0; i < l->count; i++)
        views[i] = (EditView){kinds[l->items[i].kind], l->items[i].text};
    *ret_count = l->count;
    return views;
}

static TermChangeView *terms_view(Arena *a, const TermChanges *l, size_t *ret_count) {
    TermChangeView *views = ARENA_ARRAY(a, TermChangeView, l->count + 1);
    for (size_t i = 0; i < l->count; i++) {
        const TermChange *c = &l->items[i];
        views[i] = (TermChangeView){.section = c->section,
                                    .id = c->id,
                                    .key = c->key,
                                    .before = c->has_before ? c->before : (Str){NULL, 0},
                                    .after = c->has_after ? c->after : (Str){NULL, 0},
                                    .place = c->place};
    }
    *ret_count = l->count;
    return views;
}

static ProvisionView provision_view(Arena *a, const Diff *d, const ProvisionChange *c) {
    bool is_old = c->before != NO_PROVISION, is_new = c->after != NO_PROVISION;
    const Provision *old = is_old ? &d->before->document->provisions[c->before] : NULL;
    const Provision *new = is_new ? &d->after->document->provisions[c->after] : NULL;
    ProvisionView v = {.is_moved = c->is_moved,
                       .is_renumbered = c->is_renumbered,
                       .has_heading = c->heading.is_changed,
                       .has_words = c->words.is_changed,
                       .has_terms = c->terms.count > 0,
                       .heading = new ? new->heading : old->heading};
    if (old) v.before_id = old->id, v.before_number = old->number;
    if (new) v.after_id = new->id, v.after_number = new->number;
    v.words = edits_view(a, &c->words, &v.word_count);
    v.terms = terms_view(a, &c->terms, &v.term_count);
    return v;
}

static void add_provisions(Arena *a, const Diff *d, DiffView *v) {
    v->provisions = ARENA_ARRAY(a, ProvisionView, d->provision_count + 1);
    for (size_t i = 0; i < d->provision_count; i++) {
        const ProvisionChange *c = &d->provisions[i];
        if (provision_is_changed(c) || c->is_renumbered)
            v->provisions[v->provision_count++] = provision_view(a, d, c);
    }
}

// Whether a text is finished is not the question here: only what keeps it from being read is told.
static void keep_errors(Findings *f) {
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].severity == SEVERITY_ERROR) f->items[kept++] = f->items[i];
    f->count = kept;
}

const DiffView *diff_agreements(App *app, const DiffPair *pair, Err *err) {
    const Diff *d = diff_of(app->arena, pair->agreements[0]->terms, pair->agreements[1]->terms);
    DiffView *v = ARENA_NEW(app->arena, DiffView);
    keep_errors(&app->findings);
    v->before_version = d->before->version;
    v->after_version = d->after->version;
    v->front = terms_view(app->arena, &d->front, &v->front_count);
    add_provisions(app->arena, d, v);
    bool is_sound = pair->agreements[0]->is_sound && pair->agreements[1]->is_sound;
    if (pair->inputs->fact_count && is_sound && !diff_effect(app, pair, v, err)) return NULL;
    return v;
}

const DiffView *app_diff(App *app, Str before, const Inputs *inputs, Err *err) {
    DiffPair pair = {.inputs = inputs};
    pair.agreements[0] = load_agreement(app, before, err);
    if (!pair.agreements[0]) return NULL;
    pair.agreements[1] = load_agreement(app, inputs->agreement, err);
    return pair.agreements[1] ? diff_agreements(app, &pair, err) : NULL;
}
