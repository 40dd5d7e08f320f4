// app/design_sums.c - several sums at once: the bonds of the parties, and payments between them
#include "app/design_int.h"

#include <math.h>

// Beyond, no amount can be written exactly enough.
static const double AMOUNT_MOST = 1e14;

static bool is_bond(const Clause *c) {
    const YamlNode *kind = yaml_find(c->body, "kind");
    return strcmp(c->section, "guarantees") == 0 && kind && str_is(kind->text, STR("bond"));
}

static Localised in_both(Arena *a, Str en, Str zh) {
    Localised l = {
        .languages = ARENA_ARRAY(a, Str, 2), .texts = ARENA_ARRAY(a, Str, 2), .count = 2};
    l.languages[0] = STR("en"), l.texts[0] = en;
    l.languages[1] = STR("zh"), l.texts[1] = zh;
    return l;
}

static Str party_name(const DesignView *v, Lang lang, size_t party) {
    const Party *p = &v->agreement->terms->parties[party];
    return name_of(lang, p->id, &p->label).label;
}

static bool is_taken(const Terms *t, Str id) {
    uint32_t at;
    if (map_get(&t->item_index, id, &at)) return true;
    for (size_t i = 0; i < t->clause_count; i++)
        if (str_is(t->clauses[i].id, id)) return true;
    return false;
}

// A name that the agreement does not use yet.
static Str free_id(const DesignView *v, Str id) {
    Str ret = id;
    for (int k = 2; is_taken(v->agreement->terms, ret); k++)
        ret = str_fmt(v->app->arena, "%.*s %d", STR_ARG(id), k);
    return ret;
}

// ---- bonds --------------------------------------------------------------------------------------

static bool add_bond(DesignView *v, const Lever *l, Err *err) {
    if (v->lever_count == BONDS_MAX)
        return err_set(err, ERR_LIMIT,
                       MSG("at most {1} numbers are searched at once",
                           str_fmt(v->app->arena, "%d", BONDS_MAX)),
                       NO_MSG);
    v->levers[v->lever_count++] = *l;
    return true;
}

static bool is_shared(uint32_t by) {
    return (by & (by - 1)) != 0;
}

// One for each of its parties.
static bool add_split(DesignView *v, const Clause *c, const Lever *common, Err *err) {
    Arena *a = v->app->arena;
    const Terms *t = v->agreement->terms;
    bool is_chinese = str_is(t->language, STR("zh"));
    Str labels[] = {name_of(LANG_EN, c->id, &c->label).label,
                    name_of(LANG_ZH, c->id, &c->label).label};
    for (uint32_t i = 0; i < t->party_count; i++) {
        Lever l = *common;
        if (!(common->by >> i & 1)) continue;
        l.kind = LEVER_SPLIT;
        l.of = c->id;
        l.from = i;
        l.by = (uint32_t)1 << i;
        l.id = free_id(v, str_fmt(a, is_chinese ? "%.*s %.*s" : "%.*s of %.*s", STR_ARG(c->id),
                                  STR_ARG(t->parties[i].id)));
        l.label = in_both(
            a, str_fmt(a, "%.*s of %.*s", STR_ARG(labels[0]), STR_ARG(party_name(v, LANG_EN, i))),
            str_fmt(a, "%.*s的%.*s", STR_ARG(party_name(v, LANG_ZH, i)), STR_ARG(labels[1])));
        if (!add_bond(v, &l, err)) return false;
    }
    return true;
}

static bool read_bonds(DesignView *v, const LeverTexts *t, uint32_t *ret_bonded, Err *err) {
    const Terms *terms = t->terms;
    for (size_t i = 0; i < terms->clause_count; i++) {
        const Clause *c = &terms->clauses[i];
        Lever l;
        Place place;
        if (!is_bond(c) || !lever_find(t, c->id, &l, &place)) continue;
        if (!lever_is_of_scenario(&l) && dec_is_zero(l.present)) continue;
        *ret_bonded |= l.by;
        bool is_split = l.kind == LEVER_GUARANTEE && is_shared(l.by) &&
                        !yaml_find(t->scenario, "remedies") && split_is_possible(terms, c);
        if (!(is_split ? add_split(v, c, &l, err) : add_bond(v, &l, err))) return false;
    }
    return true;
}

static Lever new_bond(const DesignView *v, size_t party) {
    Arena *a = v->app->arena;
    const Terms *t = v->agreement->terms;
    bool is_chinese = str_is(t->language, STR("zh"));
    Str en = party_name(v, LANG_EN, party), zh = party_name(v, LANG_ZH, party);
    Str id = str_fmt(a, is_chinese ? "%.*s保证金" : "bond of %.*s", STR_ARG(t->parties[party].id));
    return (Lever){.kind = LEVER_DEPOSIT,
                   .id = free_id(v, id),
                   .label = in_both(a, str_fmt(a, "bond of %.*s", STR_ARG(en)),
                                    str_fmt(a, "%.*s的保证金", STR_ARG(zh))),
                   .unit = t->currency,
                   .is_bond = true,
                   .from = (uint32_t)party,
                   .by = (uint32_t)1 << party};
}

bool sums_read(DesignView *v, const LeverTexts *t, Err *err) {
    uint32_t bonded = 0;
    if (!v->asked.bonds) return true;
    if (!read_bonds(v, t, &bonded, err)) return false;
    bool has_remedies = yaml_find(t->scenario, "remedies");
    for (size_t i = 0; i < t->terms->party_count && !has_remedies; i++) {
        if (!((v->actors & ~bonded) >> i & 1)) continue;
        Lever l = new_bond(v, i);
        if (!add_bond(v, &l, err)) return false;
    }
    v->bond_count = v->lever_count;
    return v->bond_count ||
           err_set(err, ERR_INPUT, MSG("there is no bond that could be another"),
                   MSG("leave out \"remedies\" in the scenario, so that each breach calls on the "
                       "bonds, or name a bond with an amount there"));
}

// ---- payments -----------------------------------------------------------------------------------

void sums_add_payment(DesignView *v, size_t from, size_t to, Dec amount) {
    Arena *a = v->app->arena;
    const Terms *t = v->agreement->terms;
    bool is_chinese = str_is(t->language, STR("zh"));
    Str payer = t->parties[from].id, payee = t->parties[to].id;
    Str id = str_fmt(a, is_chinese ? "%.*s付%.*s平衡款" : "payment from %.*s to %.*s",
                     STR_ARG(payer), STR_ARG(payee));
    Str en = str_fmt(a, "payment from %.*s to %.*s", STR_ARG(party_name(v, LANG_EN, from)),
                     STR_ARG(party_name(v, LANG_EN, to)));
    Str zh = str_fmt(a, "%.*s付给%.*s的平衡款", STR_ARG(party_name(v, LANG_ZH, from)),
                     STR_ARG(party_name(v, LANG_ZH, to)));
    v->values[v->lever_count] = amount;
    v->levers[v->lever_count++] = (Lever){.kind = LEVER_PAYMENT,
                                          .id = free_id(v, id),
                                          .label = in_both(a, en, zh),
                                          .unit = t->currency,
                                          .from = (uint32_t)from,
                                          .to = (uint32_t)to};
}

bool sums_round_up(double value, Dec *ret) {
    Grid g;
    if (value >= AMOUNT_MOST || value < 0) return false;
    *ret = DEC_ZERO;
    if (value < 1e-6) return true;
    Dec high = dec_from_double(pow(10, floor(log10(value)) + 1));
    if (!grid_new(DEC_ZERO, high, DEC_ZERO, &g)) return false;
    *ret = grid_value(&g, grid_index(&g, value));
    return true;
}
