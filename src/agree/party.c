// agree/party.c - payments to or from a party that the words of their article leave out
//
// Only where these words name a party that has no part in the payment: an article may well leave a
// party out whom everybody knows to be meant.
#include "agree/judge.h"

// The words are looked through once for each name; sets of parties are bits.
enum { NAMES_MAX = 8 };

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
        size_t count = party->label.count < NAMES_MAX ? party->label.count : NAMES_MAX;
        Named by_id = {0, 0};
        for (size_t k = 0; k < count; k++)
            look_for(text, party->label.texts[k], (uint64_t)1 << i, ret);
        look_for(text, party->id, (uint64_t)1 << i, &by_id);
        ret->maybe |= by_id.maybe;
    }
}

Named parties_named_in(const Judge *j, const Article *a) {
    Named named = {0, 0};
    for (const Provision *p = a->provision_from; p < a->provision_to; p++) {
        look_in(j, p->heading, &named);
        for (size_t i = 0; i < p->piece_count; i++)
            if (p->pieces[i].kind != TEXT_TERMS) look_in(j, p->pieces[i].source, &named);
    }
    return named;
}

static uint64_t bit_of(Actor actor) {
    bool is_party = actor.kind == ACTOR_PARTY && actor.index != ACTOR_UNKNOWN;
    return is_party ? (uint64_t)1 << actor.index : 0;
}

static void judge_actor(Judge *j, const Named *named, const Item *payment, Actor actor) {
    uint64_t own = bit_of(payment->from) | bit_of(payment->to), bit = bit_of(actor);
    if (!bit || (named->maybe & bit) || !(named->surely & ~own)) return;
    const Party *party = &j->c.terms->parties[actor.index];
    Str name = party->label.count ? party->label.texts[0] : party->id;
    Str args[3] = {name, STR(""), STR("")};
    agree_add(j, RULE_PARTY_DIFFERS, SEVERITY_WARNING, actor.place.offset, actor.place.size, args);
}

// Items stand in the order of the text, as articles do.
void judge_parties(Judge *j) {
    const Terms *t = j->c.terms;
    const Article *article = j->c.articles.items, *looked_in = NULL;
    Named named = {0, 0};
    if (t->party_count > PARTIES_MAX) return;
    for (size_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        while (article->provision_to <= t->document->provisions + item->provision) article++;
        if (item->kind != ITEM_PAYMENT || article->allowed & 1u << RULE_PARTY_DIFFERS) continue;
        if (looked_in != article) named = parties_named_in(j, article);
        looked_in = article;
        judge_actor(j, &named, item, item->from);
        judge_actor(j, &named, item, item->to);
    }
}
