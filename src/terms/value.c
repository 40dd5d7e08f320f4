// terms/value.c - plain values out of YAML: texts, numbers, dates, durations, formulas
#include "terms/terms_int.h"

enum { DURATION_NUMBER_MAX = 100000 };

bool terms_is_empty(const YamlNode *n) {
    return !n || (n->kind == YAML_SCALAR && n->text.size == 0 && !n->is_quoted);
}

bool terms_is_word(const YamlNode *n) {
    return n && n->kind == YAML_SCALAR && str_trim(n->text).size > 0;
}

// The source keeps the columns of a formula that runs over several lines.
Formula terms_formula(const YamlNode *n) {
    bool is_formula = terms_is_word(n) || (n && n->kind == YAML_LIST && n->is_flow);
    if (!is_formula) return (Formula){.text = {NULL, 0}};
    return (Formula){n->is_escaped ? n->text : n->source, n->place};
}

static void add_text(Arena *a, Localised *l, Str language, Str text) {
    if (text.size == 0) return;
    Str *languages = ARENA_ARRAY(a, Str, l->count + 1), *texts = ARENA_ARRAY(a, Str, l->count + 1);
    for (size_t i = 0; i < l->count; i++) {
        if (str_is(l->languages[i], language)) return;
        languages[i] = l->languages[i];
        texts[i] = l->texts[i];
    }
    languages[l->count] = language;
    texts[l->count] = text;
    *l = (Localised){languages, texts, l->count + 1};
}

static void add_node(TermsReader *r, Localised *l, const YamlNode *n) {
    if (!n) return;
    if (n->kind == YAML_SCALAR) add_text(r->arena, l, r->terms->language, str_trim(n->text));
    for (size_t i = 0; n->kind == YAML_MAP && i < n->count; i++)
        if (n->items[i]->kind == YAML_SCALAR)
            add_text(r->arena, l, n->keys[i], str_trim(n->items[i]->text));
}

Localised terms_localised(TermsReader *r, const YamlNode *n) {
    Localised l = {NULL, NULL, 0};
    add_node(r, &l, n);
    return l;
}

Localised terms_label(TermsReader *r, Str id, const YamlNode *name, const YamlNode *label) {
    Localised l = {NULL, NULL, 0};
    bool is_map = label && label->kind == YAML_MAP;
    add_node(r, &l, name);
    if (!l.count)
        add_node(r, &l, is_map ? yaml_find(label, str_c(r->arena, r->terms->language)) : label);
    if (!l.count) add_text(r->arena, &l, r->terms->language, id);
    add_node(r, &l, label);
    return l;
}

Localised terms_entry_label(TermsReader *r, Str id, const YamlNode *body) {
    return terms_label(r, id, yaml_find(body, "name"), yaml_find(body, "label"));
}

Str localised_in(const Localised *l, Str language) {
    for (size_t i = 0; i < l->count; i++)
        if (str_is(l->languages[i], language)) return l->texts[i];
    return l->count ? l->texts[0] : (Str){NULL, 0};
}

bool terms_integer(const YamlNode *n, int64_t least, int64_t most, int64_t *ret) {
    Dec d;
    int64_t value;
    if (!terms_is_word(n) || !dec_from_text(n->text, &d, NULL) || !dec_to_int(d, &value))
        return false;
    if (value < least || value > most) return false;
    *ret = value;
    return true;
}

bool terms_day(const YamlNode *n, int64_t *ret) {
    CivilDate d;
    if (!terms_is_word(n) || !civil_parse(n->text, &d)) return false;
    *ret = civil_to_days(d);
    return true;
}

bool duration_parse(Str text, int64_t *ret_months, int64_t *ret_days) {
    static const struct {
        char letter;
        int months, days;
    } units[] = {{'Y', 12, 0}, {'M', 1, 0}, {'W', 0, 7}, {'D', 0, 1}};
    size_t at = 1, unit = 0, parts = 0;
    int64_t months = 0, days = 0;
    if (!text.size || text.at[0] != 'P') return false;
    while (at < text.size) {
        int64_t number = 0;
        size_t start = at;
        for (; at < text.size && text.at[at] >= '0' && text.at[at] <= '9'; at++)
            if ((number = number * 10 + (text.at[at] - '0')) > DURATION_NUMBER_MAX) return false;
        while (unit < 4 && at < text.size && units[unit].letter != text.at[at]) unit++;
        if (at == start || at == text.size || unit == 4) return false;
        months += number * units[unit].months;
        days += number * units[unit].days;
        at++, unit++, parts++;
    }
    if (!parts) return false;
    *ret_months = months;
    *ret_days = days;
    return true;
}

size_t terms_each_count(const YamlNode *n) {
    if (terms_is_empty(n)) return 0;
    return n->kind == YAML_LIST ? n->count : 1;
}

const YamlNode *terms_each(const YamlNode *n, size_t index) {
    return n->kind == YAML_LIST ? n->items[index] : n;
}
