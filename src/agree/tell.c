// agree/tell.c - what is pending becomes findings, in the order of the text
#include "agree/judge.h"

#include <stdlib.h>

static int by_offset(const void *a, const void *b) {
    const Pending *x = a, *y = b;
    if (x->at.start != y->at.start) return x->at.start < y->at.start ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void sort(PendingList *pending) {
    if (pending->count) qsort(pending->items, pending->count, sizeof *pending->items, by_offset);
}

void agree_place(const Judge *j, PendingList *pending) {
    Place at = j->c.document->provisions[j->article->provision_from].place;
    sort(pending);
    for (size_t i = 0; i < pending->count; i++) {
        Pending *p = &pending->items[i];
        place_walk(&at, j->c.document->source, p->at.start);
        p->line = at.line;
        p->column = at.column;
    }
}

static Str text_at(const Judge *j, Range r) {
    return str_part(j->c.document->source, r.start, r.size);
}

static Message message_of(const Judge *j, const Pending *p) {
    Message m = {.text = agree_rule(p->rule)->message};
    m.args[0] = p->name.at ? p->name : text_at(j, p->at);
    if (p->rule == RULE_CURRENCY_DIFFERS) m.args[1] = j->c.terms->currency;
    if (p->rule != RULE_WORDS_DIFFER) return m;
    m.args[1] = text_at(j, p->other);
    m.args[2] = str_fmt(j->scratch, "%u", (unsigned)p->other_line);
    return m;
}

static void tell(const Judge *j, const Pending *p) {
    const LintRule *r = agree_rule(p->rule);
    bool is_kept = j->findings->count < LIMIT_FINDINGS;
    Place place = {.file = j->c.document->file,
                   .line = p->line,
                   .column = p->column,
                   .offset = p->at.start,
                   .size = p->at.size};
    finding_add(j->findings, p->severity, r->id, place, is_kept ? message_of(j, p) : NO_MSG,
                (Message){r->proposal, {{NULL, 0}}});
}

// Those of figures, which are in order, with those of parties, of which there are few.
void agree_tell(const Judge *j, const PendingList *figures, const PendingList *parties) {
    PendingList all = *figures;
    if (parties->count) {
        all.capacity = all.count + parties->count;
        all.items = ARENA_ARRAY(j->scratch, Pending, all.capacity);
        if (all.count) memcpy(all.items, figures->items, all.count * sizeof *all.items);
        for (size_t i = 0; i < parties->count; i++) all.items[all.count++] = parties->items[i];
        sort(&all);
    }
    for (size_t i = 0; i < all.count; i++) tell(j, &all.items[i]);
}
