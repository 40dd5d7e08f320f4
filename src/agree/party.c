// agree/party.c - payments to or from a party that the words of their article leave out
//
// Only where these words name a party that has no part in the payment: an article may well leave a
// party out whom everybody knows to be meant.
#include "agree/judge.h"

enum { PARTIES_MAX = 64 }; // the words are looked through once for each

static bool names(const Provision *p, Str name) {
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].kind != TEXT_TERMS && str_find(p->pieces[i].source, name, 0) >= 0)
            return true;
    return str_find(p->heading, name, 0) >= 0;
}

static bool names_party(const Provision *p, const Party *party) {
    for (size_t i = 0; i < party->label.count; i++)
        if (party->label.texts[i].size && names(p, party->label.texts[i])) return true;
    return names(p, party->id);
}

static bool is_actor(const Item *payment, size_t party) {
    return (payment->from.kind == ACTOR_PARTY && payment->from.index == party) ||
           (payment->to.kind == ACTOR_PARTY && payment->to.index == party);
}

// Do the words name a party that has no part in the payment?
static bool names_another(const Judge *j, const Provision *p, const Item *payment) {
    for (size_t i = 0; i < j->c.terms->party_count; i++)
        if (!is_actor(payment, i) && names_party(p, &j->c.terms->parties[i])) return true;
    return false;
}

static bool is_allowed(const Judge *j, const Provision *p) {
    for (size_t i = 0; i < j->c.articles.count; i++) {
        const Article *a = &j->c.articles.items[i];
        if (a->provision_from <= p && p < a->provision_to)
            return a->allowed & 1u << RULE_PARTY_DIFFERS;
    }
    return false;
}

static void judge_actor(Judge *j, const Provision *p, const Item *payment, Actor actor) {
    if (actor.kind != ACTOR_PARTY || actor.index == ACTOR_UNKNOWN) return;
    const Party *party = &j->c.terms->parties[actor.index];
    if (names_party(p, party) || !names_another(j, p, payment) || is_allowed(j, p)) return;
    Str name = party->label.count ? party->label.texts[0] : party->id;
    Str args[3] = {name, STR(""), STR("")};
    agree_add(j, RULE_PARTY_DIFFERS, SEVERITY_WARNING, actor.place.offset, actor.place.size, args);
}

void judge_parties(Judge *j) {
    const Terms *t = j->c.terms;
    if (t->party_count > PARTIES_MAX) return;
    for (size_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        if (item->kind != ITEM_PAYMENT) continue;
        const Provision *p = &t->document->provisions[item->provision];
        judge_actor(j, p, item, item->from);
        judge_actor(j, p, item, item->to);
    }
}
