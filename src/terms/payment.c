// terms/payment.c - who owes what to whom, how it is rounded, when it is due
#include "terms/terms_int.h"

static const Actor nobody = {.kind = ACTOR_PARTY, .index = ACTOR_UNKNOWN};

static bool may_be_party(const Item *item) {
    if (item->type.text.size) return str_is(item->type.text, STR("party"));
    return item->kind == ITEM_FORMULA || item->kind == ITEM_TABLE;
}

static Actor report_actor(TermsReader *r, const YamlNode *n) {
    const Terms *t = r->terms;
    if (!r->has_parties) return nobody;
    Known known = {.arena = r->arena};
    known_add_map(&known, &t->party_index);
    known_add_map(&known, &t->pool_index);
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].type.text.size && may_be_party(&t->items[i]))
            known_add(&known, t->items[i].id);
    terms_fault(
        r, "unknown-party", n->place,
        MSG("\"{1}\" can neither pay nor be paid: it is no party, pool, set or word of type "
            "party",
            n->text),
        known_hint(&known, n->text));
    return nobody;
}

static Actor member_actor(TermsReader *r, const YamlNode *n, const Item *item, uint32_t set) {
    for (size_t i = 0; i < item->set_count; i++)
        if (item->sets[i] == set) return (Actor){ACTOR_MEMBER, set, n->place};
    terms_fault(
        r, "set-not-in-per", n->place,
        MSG("the members of \"{1}\" can pay or be paid only where \"per\" names this set", n->text),
        MSG("add \"{1}\" to \"per\"", n->text));
    return nobody;
}

static Actor item_actor(TermsReader *r, const YamlNode *n, uint32_t index) {
    if (may_be_party(&r->terms->items[index])) return (Actor){ACTOR_ITEM, index, n->place};
    terms_fault(r, "wrong-type", n->place, MSG("\"{1}\" names no party", n->text),
                MSG("give it \"type: party\", or name another word"));
    return nobody;
}

static Actor read_actor(TermsReader *r, const YamlNode *n, const Item *item) {
    const Terms *t = r->terms;
    uint32_t index;
    if (!terms_is_word(n)) return nobody;
    if (map_get(&t->party_index, n->text, &index)) return (Actor){ACTOR_PARTY, index, n->place};
    if (map_get(&t->pool_index, n->text, &index)) return (Actor){ACTOR_POOL, index, n->place};
    if (map_get(&t->set_index, n->text, &index)) return member_actor(r, n, item, index);
    if (map_get(&t->item_index, n->text, &index)) return item_actor(r, n, index);
    return report_actor(r, n);
}

static void read_between(TermsReader *r, const YamlNode *n, Item *item) {
    if (n->kind != YAML_LIST || n->count != 2) {
        terms_fault(
            r, "wrong-type", n->place, MSG("\"between\" wants two who pay each other"),
            MSG("write [first, second]: a positive amount goes from the first to the second"));
        return;
    }
    item->is_mutual = true;
    item->from = read_actor(r, n->items[0], item);
    item->to = read_actor(r, n->items[1], item);
}

static void read_sides(TermsReader *r, const Entry *e, Item *item) {
    const YamlNode *between = yaml_find(e->node, "between"), *from = yaml_find(e->node, "from");
    const YamlNode *to = yaml_find(e->node, "to");
    item->from = item->to = nobody;
    if (!terms_is_empty(between)) {
        if (from || to)
            terms_fault(r, "conflicting-keys", between->place,
                        MSG("\"between\" and \"from\", \"to\" exclude each other"),
                        MSG("keep \"between\" if the amount may be negative, else \"from\" and "
                            "\"to\""));
        read_between(r, between, item);
        return;
    }
    if (terms_is_empty(from) || terms_is_empty(to)) {
        terms_fault(r, "missing-key", e->place, MSG("\"{1}\" does not say who pays whom", e->id),
                    MSG("add \"from: …\" and \"to: …\", or \"between: [first, second]\""));
        return;
    }
    item->from = read_actor(r, from, item);
    item->to = read_actor(r, to, item);
}

static void check_sides(TermsReader *r, const Item *item) {
    bool is_same = item->from.kind == item->to.kind && item->from.index == item->to.index;
    if (is_same && item->from.index != ACTOR_UNKNOWN)
        terms_fault(r, "same-party", item->to.place, MSG("one and the same pays and is paid"),
                    MSG("name the other side"));
}

static void read_currency(TermsReader *r, const Entry *e, Item *item) {
    const YamlNode *n = yaml_find(e->node, "currency");
    item->currency = terms_is_word(n) ? str_trim(n->text) : r->terms->currency;
    if (!item->currency.size)
        terms_fault(r, "missing-currency", e->place,
                    MSG("\"{1}\" does not say in which currency", e->id),
                    MSG("add \"currency: CNY\", here or in the front matter"));
}

void terms_read_payment(TermsReader *r, const Entry *e, Item *item) {
    const YamlNode *rounding = yaml_find(e->node, "rounding"), *due = yaml_find(e->node, "due");
    terms_read_per(r, yaml_find(e->node, "per"), r->terms->period, item);
    read_sides(r, e, item);
    check_sides(r, item);
    terms_read_value(r, e, "amount", item);
    item->when = terms_formula(yaml_find(e->node, "when"));
    read_currency(r, e, item);
    if (terms_is_word(due)) terms_read_due(r, due, &item->due);
    if (!terms_is_empty(rounding))
        terms_read_rounding(r, rounding, item);
    else
        terms_fault(
            r, "payment-without-rounding", e->place,
            MSG("the payment \"{1}\" does not say how it is rounded", e->id),
            MSG("add \"rounding: {to: 0.01, mode: half up}\", or \"rounding: none\" if it is "
                "exact"));
}
