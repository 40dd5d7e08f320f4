// agree/bearer.c - obligations that bind another party than the words of their article name
//
// Words may bind everybody (each party, 各方), by a part that is played (upstream, 甲方), or leave
// open who is meant: then nothing is said here. It is told where they name a party by its name and
// the terms bind one that they do not name: another one, or all where they name some.
#include "agree/judge.h"

#include <assert.h>

// Who is meant by such a word is not looked into.
static bool is_general(const Terms *t, Str text) {
    static const char *const WORDS[] = {
        "part",   "Part", "both", "Both", "side", "Side",   "each",   "Each",   "各方",
        "双方",   "两方", "三方", "四方", "一方", "对方",   "甲方",   "乙方",   "丙方",
        "丁方",   "买方", "卖方", "供方", "需方", "协议方", "缔约方", "守约方", "违约方",
        "当事人", "各省", "各市", "各地", "各区", "各县",   "各自",   "两省",   "两市",
        "两地",   "两区", "两县", "三省", "三市", "三地",   "省市",   "上游",   "下游"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_find(text, str_from(WORDS[i]), 0) >= 0) return true;
    for (size_t i = 0; i < t->party_count; i++)
        if (t->parties[i].role.size && str_find(text, t->parties[i].role, 0) >= 0) return true;
    return false;
}

static bool speaks_generally(const Judge *j) {
    const Document *d = j->c.document;
    for (size_t i = j->article->provision_from; i < j->article->provision_to; i++) {
        const Provision *p = &d->provisions[i];
        if (is_general(j->c.terms, p->heading)) return true;
        for (size_t k = 0; k < p->piece_count; k++)
            if (p->pieces[k].kind != TEXT_TERMS && is_general(j->c.terms, p->pieces[k].source))
                return true;
    }
    return false;
}

static uint64_t all_parties(const Terms *t) {
    return t->party_count == PARTIES_MAX ? UINT64_MAX : ((uint64_t)1 << t->party_count) - 1;
}

// Nobody where a set or pool is named besides that of all parties.
static uint64_t party_bits(const Terms *t, const YamlNode *n) {
    uint32_t party;
    uint64_t bits = 0;
    if (!n || n->kind == YAML_MAP) return 0;
    if (n->kind == YAML_SCALAR) {
        if (str_is(n->text, STR("party"))) return all_parties(t);
        return map_get(&t->party_index, n->text, &party) ? (uint64_t)1 << party : 0;
    }
    for (size_t i = 0; i < n->count; i++) {
        uint64_t one = party_bits(t, n->items[i]);
        if (!one) return 0;
        bits |= one;
    }
    return bits;
}

static void judge_bearer(Judge *j, const Clause *c, PendingList *ret) {
    const Terms *t = j->c.terms;
    const Named *named = parties_named(j);
    const YamlNode *bearer = yaml_find(c->body, "bearer");
    uint64_t bound = party_bits(t, bearer),
             towards = party_bits(t, yaml_find(c->body, "counterparty"));
    uint64_t unnamed = bound & ~named->maybe, others = named->surely & ~bound & ~towards;
    bool are_all = bound == all_parties(t) && named->surely;
    if (!unnamed || !(others || are_all) || speaks_generally(j)) return;
    size_t first = 0;
    while (!(unnamed >> first & 1)) first++;
    const Party *party = &t->parties[first];
    *VEC_ADD(j->scratch, ret) =
        (Pending){.rule = RULE_BEARER_DIFFERS,
                  .severity = SEVERITY_WARNING,
                  .at = {bearer->place.offset, bearer->place.size},
                  .line = bearer->place.line,
                  .column = bearer->place.column,
                  .name = party->label.count ? party->label.texts[0] : party->id};
}

// Clauses stand in the order of the text, as articles do.
void judge_bearers(Judge *j, PendingList *ret) {
    const Terms *t = j->c.terms;
    bool is_asked =
        t->party_count <= PARTIES_MAX && !(j->verdict->allowed & 1u << RULE_BEARER_DIFFERS);
    for (; j->clause < t->clause_count; j->clause++) {
        const Clause *c = &t->clauses[j->clause];
        if (c->provision >= j->article->provision_to) break;
        if (is_asked && yaml_find(c->body, "bearer")) judge_bearer(j, c, ret);
    }
}
