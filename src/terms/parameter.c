// terms/parameter.c - agreed numbers: one, by member, by date
//
// `value` is a formula, a map of members (nested in the order of `per`), or a map of dates
// {since 2022-01-01: …} at any depth. Each formula found becomes one ParameterValue.
#include "terms/terms_int.h"

typedef struct ValueList {
    ParameterValue *items;
    size_t count, capacity;
} ValueList;

typedef struct ValueReader {
    TermsReader *r;
    Item *item;
    ValueList values;
} ValueReader;

static const Set *set_of(const ValueReader *v, size_t depth) {
    return &v->r->terms->sets[v->item->sets[depth]];
}

static bool is_since(Str key) {
    return str_starts_with(key, STR("since "));
}

static void read_value(ValueReader *v, const YamlNode *n, size_t depth, ParameterValue so_far);

// {since DATE: …}: each value holds from its date to the next.
static void read_dates(ValueReader *v, const YamlNode *n, size_t depth, ParameterValue so_far) {
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < n->count; i++) {
        CivilDate date;
        Str text =
            is_since(n->keys[i]) ? str_trim(str_part(n->keys[i], 6, n->keys[i].size)) : n->keys[i];
        if (!is_since(n->keys[i]) || !civil_parse(text, &date)) {
            terms_fault(v->r, "bad-date", n->key_places[i], MSG("\"{1}\" is no date", n->keys[i]),
                        MSG("write \"since 2022-01-01: …\""));
            continue;
        }
        so_far.has_from = true;
        so_far.from_day = civil_to_days(date);
        if (so_far.from_day <= last)
            terms_fault(v->r, "bad-date", n->key_places[i], MSG("the dates of a value must ascend"),
                        MSG("put the earlier one first"));
        last = so_far.from_day;
        if (i == 0 && so_far.from_day > v->r->terms->from_day)
            finding_add(v->r->findings, SEVERITY_WARNING, "parameter-gap", n->key_places[i],
                        MSG("\"{1}\" has no value from the beginning of the term until this date",
                            v->item->id),
                        MSG("add a value since {1}",
                            civil_text(v->r->arena, civil_from_days(v->r->terms->from_day))));
        read_value(v, n->items[i], depth, so_far);
    }
}

static void report_missing_member(ValueReader *v, const YamlNode *n, const Set *s) {
    Map given = {.arena = v->r->arena};
    for (size_t i = 0; i < n->count; i++) map_add(&given, n->keys[i], 0);
    for (size_t i = 0; i < s->member_count; i++) {
        if (map_get(&given, s->members[i], NULL)) continue;
        terms_fault(v->r, "missing-member", n->place,
                    MSG("\"{1}\" has no value for \"{2}\"", v->item->id, s->members[i]),
                    MSG("add \"{1}: …\"", s->members[i]));
        return;
    }
}

static void read_members(ValueReader *v, const YamlNode *n, size_t depth, ParameterValue so_far) {
    const Set *s = set_of(v, depth);
    size_t known = 0;
    for (size_t i = 0; i < n->count; i++) {
        uint32_t member;
        if (map_get(&s->member_index, n->keys[i], &member)) {
            so_far.members[depth] = member;
            known++;
            read_value(v, n->items[i], depth + 1, so_far);
            continue;
        }
        Known names = {.arena = v->r->arena};
        known_add_map(&names, &s->member_index);
        terms_fault(v->r, "unknown-member", n->key_places[i],
                    MSG("\"{1}\" is no member of the set \"{2}\"", n->keys[i], s->id),
                    known_hint(&names, n->keys[i]));
    }
    if (known < s->member_count) report_missing_member(v, n, s);
}

static void report_shape(ValueReader *v, const YamlNode *n, size_t depth) {
    if (depth == v->item->set_count)
        terms_fault(v->r, "wrong-type", n->place,
                    MSG("\"{1}\" wants a number or a formula here", v->item->id),
                    MSG("name the sets under \"per\" to give a value for each member"));
    else
        terms_fault(v->r, "wrong-type", n->place,
                    MSG("\"{1}\" wants a value for each member of \"{2}\"", v->item->id,
                        set_of(v, depth)->id),
                    MSG("write {{1}: …}",
                        set_of(v, depth)->member_count ? set_of(v, depth)->members[0] : STR("…")));
}

static void read_value(ValueReader *v, const YamlNode *n, size_t depth, ParameterValue so_far) {
    bool is_leaf = depth == v->item->set_count;
    if (n->kind == YAML_MAP && n->count && is_since(n->keys[0]) && !so_far.has_from) {
        read_dates(v, n, depth, so_far);
    } else if (n->kind == YAML_MAP && n->count && !is_leaf) {
        read_members(v, n, depth, so_far);
    } else if (is_leaf && terms_formula(n).text.size) {
        so_far.value = terms_formula(n);
        *VEC_ADD(v->r->arena, &v->values) = so_far;
    } else {
        report_shape(v, n, depth);
    }
}

// A parameter's values stand in the text, so its members must too; its periods are dates.
static bool check_per(TermsReader *r, const Entry *e, const Item *item) {
    const YamlNode *per = yaml_find(e->node, "per");
    if (item->grain != GRAIN_ONCE)
        return terms_fault(r, "bad-per", per->place,
                           MSG("a parameter has no period: \"{1}\"", e->id),
                           MSG("give values by date: {since 2022-01-01: …}"));
    for (size_t i = 0; i < item->set_count; i++)
        if (r->terms->sets[item->sets[i]].kind == MEMBERS_FACTS)
            return terms_fault(
                r, "bad-per", per->place,
                MSG("the members of \"{1}\" are named by the facts, so the agreement "
                    "cannot list values for them",
                    r->terms->sets[item->sets[i]].id),
                MSG("make \"{1}\" a quantity", e->id));
    return true;
}

void terms_read_parameter(TermsReader *r, const Entry *e, Item *item) {
    ValueReader v = {.r = r, .item = item};
    bool is_short = e->node->kind != YAML_MAP;
    const YamlNode *value = is_short ? e->node : yaml_find(e->node, "value");
    item->grain = GRAIN_ONCE;
    if (!is_short) {
        terms_read_per(r, yaml_find(e->node, "per"), GRAIN_ONCE, item);
        item->type = terms_formula(yaml_find(e->node, "type"));
        item->unit = terms_formula(yaml_find(e->node, "unit"));
        item->source = terms_localised(r, yaml_find(e->node, "source"));
        if (!check_per(r, e, item)) return;
    }
    if (terms_is_empty(value)) return;
    read_value(&v, value, 0, (ParameterValue){.has_from = false});
    item->values = v.values.items;
    item->value_count = v.values.count;
}
