// agree/party.c - payments to or from a party that the words of their article leave out
//
// Only where these words name a party that has no part in the payment: an article may well leave a
// party out whom everybody knows to be meant.
#include "agree/judge.h"

// The words are looked through once for each name; sets of parties are bits.

static bool is_whole(Str text, size_t at, size_t size) {
    bool starts = !at || !is_letter(text.at[at]) || !is_letter(text.at[at - 1]);
    size_t end = at + size;
    bool ends = end >= text.size || !is_letter(text.at[end - 1]) || !is_letter(text.at[end]);
    return starts && ends;
}

static void look_for(Str text, Str name, uint64_t bit, Named *ret) {
    int64_t at = name.size ? str_find(text, name, 0) : -1;
    if (at < 0) return;
    ret->maybe |= bit;
    if (name.size > 1 && is_whole(text, (size_t)at, name.size)) ret->surely |= bit;
}

static void look_in(const Judge *j, Str text, Named *ret) {
    for (size_t i = 0; i < j->c.terms->party_count; i++) {
        const Party *party = &j->c.terms->parties[i];
        size_t count = party->label.count < PARTY_NAMES_MAX ? party->label.count : PARTY_NAMES_MAX;
        Named by_id = {.maybe = 0};
        for (size_t k = 0; k < count; k++)
            look_for(text, party->label.texts[k], (uint64_t)1 << i, ret);
        look_for(text, party->id, (uint64_t)1 << i, &by_id);
        ret->maybe |= by_id.maybe;
    }
}

static void look_in_article(const Judge *j, Named *ret) {
    const Document *d = j->c.document;
    ret->is_known = true;
    for (size_t i = j->article->provision_from; i < j->article->provision_to; i++) {
        const Provision *p = &d->provisions[i];
        look_in(j, p->heading, ret);
        for (size_t k = 0; k < p->piece_count; k++)
            if (p->pieces[k].kind != TEXT_TERMS) look_in(j, p->pieces[k].source, ret);
    }
}

const Named *parties_named(Judge *j) {
    if (!j->verdict->named.is_known) look_in_article(j, &j->verdict->named);
    return &j->verdict->named;
}

static uint64_t bit_of(Actor actor) {
    bool is_party = actor.kind == ACTOR_PARTY && actor.index != ACTOR_UNKNOWN;
    return is_party ? (uint64_t)1 << actor.index : 0;
}

static void judge_actor(const Judge *j, const Named *named, const Item *payment, Actor actor,
                        PendingList *ret) {
    uint64_t own = bit_of(payment->from) | bit_of(payment->to), bit = bit_of(actor);
    if (!bit || (named->maybe & bit) || !(named->surely & ~own)) return;
    const Party *party = &j->c.terms->parties[actor.index];
    *VEC_ADD(j->scratch, ret) =
        (Pending){.rule = RULE_PARTY_DIFFERS,
                  .severity = SEVERITY_WARNING,
                  .at = {actor.place.offset, actor.place.size},
                  .line = actor.place.line,
                  .column = actor.place.column,
                  .name = party->label.count ? party->label.texts[0] : party->id};
}

static void judge_payment(Judge *j, const Item *payment, PendingList *ret) {
    const Named *named = parties_named(j);
    judge_actor(j, named, payment, payment->from, ret);
    judge_actor(j, named, payment, payment->to, ret);
}

// Items stand in the order of the text, as articles do.
void judge_parties(Judge *j, PendingList *ret) {
    const Terms *t = j->c.terms;
    bool is_asked =
        t->party_count <= PARTIES_MAX && !(j->verdict->allowed & 1u << RULE_PARTY_DIFFERS);
    for (; j->item < t->item_count; j->item++) {
        const Item *item = &t->items[j->item];
        if (item->provision >= j->article->provision_to) break;
        if (is_asked && item->kind == ITEM_PAYMENT) judge_payment(j, item, ret);
    }
}
