// app/document_outline.c - the articles of an agreement with their terms and their scores
#include "app/document_int.h"

#include <stdlib.h>

static size_t article_of(const Document *d, size_t offset) {
    return (size_t)(text_provision_at(d, offset) - d->provisions);
}

static void add_articles(const AppDocument *doc, Outline *o) {
    const Checked *c = version_now(doc)->checked;
    const Document *d = c->agreement->document;
    o->article_count = d->provision_count;
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        const LintScore *s = &c->lint->provisions[i];
        OutlineArticle *v = &o->articles[i];
        *v = (OutlineArticle){.heading = p->heading,
                              .level = p->level,
                              .parent = p->parent,
                              .start = p->place.offset,
                              .end = p->place.offset + text_provision_size(d, i),
                              .heading_size = p->place.size,
                              .elements_wanted = s->obligations * ELEMENT_COUNT};
        for (size_t k = 0; k < ELEMENT_COUNT; k++) v->elements += s->with[k];
    }
}

static void count_findings(const AppDocument *doc, Outline *o) {
    const Document *d = version_now(doc)->checked->agreement->document;
    const Findings *f = document_findings(doc);
    for (size_t i = 0; i < f->count; i++)
        o->articles[article_of(d, f->items[i].place.offset)].finding_count++;
}

static void add_term(Outline *o, const Terms *t, OutlineTerm term) {
    term.article = article_of(t->document, term.place.offset);
    o->terms[o->term_count++] = term;
}

static void add_terms(const AppDocument *doc, Outline *o) {
    const Terms *t = terms_now(doc);
    Lang lang = doc->options.lang;
    for (size_t i = 1; i < t->set_count; i++) {
        const Set *s = &t->sets[i];
        add_term(o, t, (OutlineTerm){name_of(lang, s->id, &s->label), N_("set"), 0, s->place});
    }
    for (size_t i = 0; i < t->pool_count; i++) {
        const Pool *p = &t->pools[i];
        add_term(o, t, (OutlineTerm){name_of(lang, p->id, &p->label), N_("pool"), 0, p->place});
    }
    for (uint32_t i = 0; i < t->item_count; i++)
        add_term(o, t,
                 (OutlineTerm){name_of_item(t, lang, i), item_kind_name(t->items[i].kind), 0,
                               t->items[i].place});
    for (size_t i = 0; i < t->clause_count; i++) {
        const Clause *c = &t->clauses[i];
        add_term(o, t, (OutlineTerm){name_of(lang, c->id, &c->label), c->section, 0, c->place});
    }
}

static int by_place(const void *a, const void *b) {
    const OutlineTerm *x = a, *y = b;
    return x->place.offset < y->place.offset ? -1 : x->place.offset > y->place.offset;
}

const Outline *document_outline(const AppDocument *d, Arena *a) {
    const Terms *t = terms_now(d);
    size_t count = t->set_count + t->pool_count + t->item_count + t->clause_count;
    Outline *o = ARENA_NEW(a, Outline);
    o->articles = ARENA_ARRAY(a, OutlineArticle, t->document->provision_count);
    o->terms = ARENA_ARRAY(a, OutlineTerm, count);
    add_articles(d, o);
    count_findings(d, o);
    add_terms(d, o);
    qsort(o->terms, o->term_count, sizeof *o->terms, by_place);
    return o;
}
