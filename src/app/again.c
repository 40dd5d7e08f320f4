// app/again.c - the rules of a text whose words alone have changed
//
// Rules follow from the front matter, the terms blocks and the tables. While somebody types in the
// words between them, what was found wrong with the rules stays true; only its places move with the
// blocks in which it stands.
#include "app/app_int.h"

static bool is_same_front(const YamlNode *a, const YamlNode *b) {
    if (!a || !b) return !a && !b;
    return a->place.offset == b->place.offset && str_is(a->source, b->source);
}

static const TextPiece *next_special(const Provision *p, size_t *at) {
    while (*at < p->piece_count) {
        const TextPiece *piece = &p->pieces[(*at)++];
        if (piece->kind != TEXT_WORDS) return piece;
    }
    return NULL;
}

static bool is_same_provision(const Provision *a, const Provision *b) {
    size_t at_a = 0, at_b = 0;
    if (!str_is(a->id, b->id)) return false;
    for (;;) {
        const TextPiece *x = next_special(a, &at_a), *y = next_special(b, &at_b);
        if (!x || !y) return !x && !y;
        if (x->kind != y->kind || !x->terms != !y->terms || !str_is(x->source, y->source))
            return false;
    }
}

static bool is_same_terms(const Document *a, const Document *b) {
    if (a->provision_count != b->provision_count || !is_same_front(a->front, b->front))
        return false;
    for (size_t i = 0; i < a->provision_count; i++)
        if (!is_same_provision(&a->provisions[i], &b->provisions[i])) return false;
    return true;
}

static bool is_in(Place p, Place whole) {
    return p.offset >= whole.offset && p.offset <= whole.offset + whole.size;
}

// The place in the version after of one in the version before: as far from the beginning of its
// block. False where it stands in no block.
static bool move(const Document *before, const Document *now, Place *p) {
    const Provision *old = text_provision_at(before, p->offset);
    const Provision *new = &now->provisions[old - before->provisions];
    size_t at_old = 0, at_new = 0;
    if (!p->line || (before->front && is_in(*p, before->front->place))) return true;
    for (;;) {
        const TextPiece *x = next_special(old, &at_old), *y = next_special(new, &at_new);
        if (!x || !y) return false;
        if (!is_in(*p, x->place)) continue;
        p->offset += y->place.offset - x->place.offset;
        p->line += y->place.line - x->place.line;
        return true;
    }
}

bool rules_take(App *app, Agreement *g, const Agreement *before) {
    const struct RuleFaults *old = &before->rule_faults;
    if (!old->is_whole || !is_same_terms(before->document, g->document)) return false;
    g->rule_faults = *old;
    g->rule_faults.items = arena_copy(app->arena, old->items, old->count * sizeof *old->items);
    for (size_t i = 0; i < old->count; i++)
        if (!move(before->document, g->document, &g->rule_faults.items[i].place)) return false;
    for (size_t i = 0; i < old->count; i++) {
        Finding *f = &g->rule_faults.items[i];
        f->place.file = g->document->file;
        finding_add(&app->findings, f->severity, f->rule, f->place, f->message, f->hint);
    }
    const Findings *all = &app->findings;
    g->rule_faults.is_whole = !all->dropped_count;
    if (!all->dropped_count && old->count)
        memcpy(g->rule_faults.items, all->items + all->count - old->count,
               old->count * sizeof *all->items);
    return true;
}
