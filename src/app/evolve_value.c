// app/evolve_value.c - values of a model of behaviour: numbers, lists, names
#include "app/evolve_read.h"

#include <math.h>

bool model_fault(ModelReader *r, const YamlNode *at, Message message, Message hint) {
    Place place = at ? at->place : (Place){.file = r->name, .line = 1, .column = 1};
    finding_add(r->findings, SEVERITY_ERROR, "evolve-model", place, message, hint);
    r->has_failed = true;
    return false;
}

Str model_number_text(ModelReader *r, double value) {
    return str_fmt(r->arena, "%.12g", value);
}

bool model_number(ModelReader *r, const YamlNode *n, double low, double high, double *ret) {
    Dec d;
    bool is_number = n->kind == YAML_SCALAR && !n->is_quoted && dec_from_text(n->text, &d, NULL);
    if (is_number && dec_to_double(d) >= low && dec_to_double(d) <= high) {
        *ret = dec_to_double(d);
        return true;
    }
    return model_fault(r, n,
                       MSG("\"{1}\" is no number from {2} to {3}", n->source,
                           model_number_text(r, low), model_number_text(r, high)),
                       NO_MSG);
}

bool model_count(ModelReader *r, const YamlNode *n, double low, double high, uint64_t *ret) {
    double value;
    if (!model_number(r, n, low, high, &value)) return false;
    if (value != floor(value))
        return model_fault(r, n, MSG("\"{1}\" is no whole number", n->source), NO_MSG);
    *ret = (uint64_t)value;
    return true;
}

bool model_list(ModelReader *r, const YamlNode *n, size_t count, double low, double high,
                double *ret) {
    if (n->kind != YAML_LIST || n->count != count)
        return model_fault(r, n,
                           MSG("{1} numbers are needed here", str_fmt(r->arena, "%zu", count)),
                           MSG("write them in brackets: [1, 2]"));
    for (size_t i = 0; i < count; i++)
        if (!model_number(r, n->items[i], low, high, &ret[i])) return false;
    return true;
}

BothText model_label(const YamlNode *n, Str id) {
    const YamlNode *en = yaml_find(n, "en"), *zh = yaml_find(n, "zh");
    if (n->kind == YAML_SCALAR && n->text.size) return (BothText){{n->text, n->text}};
    Str english = en && en->text.size ? en->text : zh && zh->text.size ? zh->text : id;
    return (BothText){{english, zh && zh->text.size ? zh->text : english}};
}

bool model_names(ModelReader *r, const YamlNode *n, size_t least, size_t most, EvolveName *ret,
                 size_t *ret_count) {
    if (n->kind != YAML_MAP || n->count < least || n->count > most)
        return model_fault(r, n,
                           MSG("from {1} to {2} names are needed here",
                               str_fmt(r->arena, "%zu", least), str_fmt(r->arena, "%zu", most)),
                           MSG("write each as name: {en: …, zh: …}"));
    for (size_t i = 0; i < n->count; i++)
        ret[i] = (EvolveName){n->keys[i], model_label(n->items[i], n->keys[i])};
    *ret_count = n->count;
    return true;
}

int model_find_name(const EvolveName *names, size_t count, Str id) {
    for (size_t i = 0; i < count; i++)
        if (str_is(names[i].id, id)) return (int)i;
    return -1;
}

bool model_check_names(ModelReader *r, const YamlNode *n, const EvolveName *names, size_t count) {
    if (n->kind != YAML_MAP)
        return model_fault(r, n,
                           MSG("a value for each of the {1} names is needed here",
                               str_fmt(r->arena, "%zu", count)),
                           MSG("write name: value, one below the other"));
    for (size_t i = 0; i < n->count; i++)
        if (model_find_name(names, count, n->keys[i]) < 0)
            return model_fault(r, n->items[i], MSG("\"{1}\" is not one of the names", n->keys[i]),
                               NO_MSG);
    for (size_t i = 0; i < count; i++)
        if (!yaml_find(n, str_c(r->arena, names[i].id)))
            return model_fault(r, n, MSG("\"{1}\" is missing here", names[i].id), NO_MSG);
    return true;
}

const YamlNode *model_item(ModelReader *r, const YamlNode *n, Str id) {
    return yaml_find(n, str_c(r->arena, id));
}
