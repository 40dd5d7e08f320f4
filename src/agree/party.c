// agree/party.c - payments to or from a party that the words of their article leave out
//
// Only where these words name another party: an article that speaks of "the payer" names none.
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

static bool names_any(const Judge *j, const Provision *p) {
    for (size_t i = 0; i < j->c.terms->party_count; i++)
        if (names_party(p, &j->c.terms->parties[i])) return true;
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

static void judge_actor(Judge *j, const Provision *p, Actor actor) {
    if (actor.kind != ACTOR_PARTY || actor.index == ACTOR_UNKNOWN) return;
    const Party *party = &j->c.terms->parties[actor.index];
    if (names_party(p, party) || !names_any(j, p) || is_allowed(j, p)) return;
    Str name = party->label.count ? party->label.texts[0] : party->id;
    Str args[3] = {name, STR(""), STR("")};
    agree_add(j, RULE_PARTY_DIFFERS, SEVERITY_WARNING, actor.place.offset, actor.place.size, args);
}

void judge_parties(Judge *j) {
    const Terms *t = j->c.terms;
    if (t->party_count > PARTIES_MAX) return;
    for (size_t i = 0; i < t->item_count; i++) {
        if (t->items[i].kind != ITEM_PAYMENT) continue;
        const Provision *p = &t->document->provisions[t->items[i].provision];
        judge_actor(j, p, t->items[i].from);
        judge_actor(j, p, t->items[i].to);
    }
}
