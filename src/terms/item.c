// terms/item.c - quantities and formulas, and the `per` that all items share
#include "terms/terms_int.h"

static void add_set(TermsReader *r, Item *item, const YamlNode *n, uint32_t set) {
    for (size_t i = 0; i < item->set_count; i++)
        if (item->sets[i] == set) {
            terms_fault(r, "bad-per", n->place, MSG("the set \"{1}\" is named twice", n->text),
                        MSG("keep one of the two"));
            return;
        }
    if (item->set_count == LIMIT_SET_DIMENSIONS) {
        terms_fault(
            r, "limit", n->place,
            MSG("\"per\" names more than {1} sets", str_fmt(r->arena, "%d", LIMIT_SET_DIMENSIONS)),
            NO_MSG);
        return;
    }
    item->sets[item->set_count++] = set;
}

static void report_unknown(TermsReader *r, const YamlNode *n) {
    Known known = {.arena = r->arena};
    for (int g = GRAIN_ONCE; g <= GRAIN_DAY; g++) known_add(&known, str_from(grain_name((Grain)g)));
    known_add_map(&known, &r->terms->set_index);
    terms_fault(r, "unknown-set", n->place, MSG("\"{1}\" is neither a set nor a period", n->text),
                known_hint(&known, n->text));
}

void terms_read_per(TermsReader *r, const YamlNode *per, Grain otherwise, Item *item) {
    size_t count = terms_each_count(per);
    bool is_grain_given = false;
    item->grain = count ? GRAIN_ONCE : otherwise;
    for (size_t i = 0; i < count; i++) {
        const YamlNode *n = terms_each(per, i);
        uint32_t set;
        Grain grain;
        if (!terms_is_word(n)) continue;
        if (map_get(&r->terms->set_index, n->text, &set)) {
            add_set(r, item, n, set);
        } else if (!grain_parse(n->text, &grain)) {
            report_unknown(r, n);
        } else if (is_grain_given) {
            terms_fault(r, "bad-per", n->place, MSG("\"per\" names two kinds of period"),
                        MSG("keep the finer one"));
        } else {
            item->grain = grain;
            is_grain_given = true;
        }
    }
}

void terms_read_quantity(TermsReader *r, const Entry *e, Item *item) {
    terms_read_per(r, yaml_find(e->node, "per"), r->terms->period, item);
    item->type = terms_formula(yaml_find(e->node, "type"));
    item->unit = terms_formula(yaml_find(e->node, "unit"));
    item->within = terms_formula(yaml_find(e->node, "within"));
    item->missing = terms_formula(yaml_find(e->node, "missing"));
    item->at = terms_localised(r, yaml_find(e->node, "at"));
    item->source = terms_localised(r, yaml_find(e->node, "source"));
}

static void check_spread(TermsReader *r, const Entry *e, const Item *item) {
    if (!item->is_spread || item->set_count) return;
    terms_fault(r, "spread-without-set", e->place,
                MSG("\"{1}\" is spread over the members of a set, but names none", e->id),
                MSG("add \"per: SET\""));
}

void terms_read_value(TermsReader *r, const Entry *e, const char *key, Item *item) {
    const YamlNode *is = yaml_find(e->node, key), *spread = yaml_find(e->node, "spread");
    item->is_spread = !terms_is_empty(spread);
    item->is = terms_formula(item->is_spread ? spread : is);
    if (item->is_spread && !terms_is_empty(is))
        terms_fault(r, "conflicting-keys", spread->place,
                    MSG("\"{1}\" and \"spread\" exclude each other", str_from(key)),
                    MSG("keep one of the two"));
    if (!item->is_spread && terms_is_empty(is))
        terms_fault(r, "missing-key", e->place,
                    MSG("\"{1}\" lacks the key \"{2}\"", e->id, str_from(key)),
                    MSG("add \"{1}: …\"", str_from(key)));
    check_spread(r, e, item);
}

void terms_read_formula(TermsReader *r, const Entry *e, Item *item) {
    bool is_short = e->node->kind != YAML_MAP;
    terms_read_per(r, is_short ? NULL : yaml_find(e->node, "per"), r->terms->period, item);
    if (is_short) {
        item->is = terms_formula(e->node);
        if (!item->is.text.size)
            terms_fault(r, "wrong-type", e->place, MSG("\"{1}\" wants a formula", e->id),
                        MSG("write \"{1}: FORMULA\", or a map with the key \"is\"", e->id));
        return;
    }
    item->type = terms_formula(yaml_find(e->node, "type"));
    item->unit = terms_formula(yaml_find(e->node, "unit"));
    item->initial = terms_formula(yaml_find(e->node, "initial"));
    terms_read_value(r, e, "is", item);
    const YamlNode *rounding = yaml_find(e->node, "rounding");
    if (!terms_is_empty(rounding)) terms_read_rounding(r, rounding, item);
}
