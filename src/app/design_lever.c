// app/design_lever.c - the numbers that may be others: where they stand, and in which range
#include "app/design_int.h"

typedef struct Finder {
    const LeverTexts *texts;
    Str name;
    Lever *lever;
    Place *place;
} Finder;

static bool is_called(Str name, Str id, const Localised *label) {
    for (Lang lang = 0; lang <= LANG_ZH; lang++)
        if (str_is(name, name_of(lang, id, label).label)) return true;
    return str_is(name, id);
}

static bool take(const Finder *f, LeverKind kind, Str id, const YamlNode *n) {
    Dec d;
    if (!n || n->kind != YAML_SCALAR || !dec_from_text(n->source, &d, NULL)) return false;
    *f->place = n->place;
    f->place->size = (uint32_t)n->source.size;
    f->lever->kind = kind;
    f->lever->id = id;
    f->lever->present = d;
    return true;
}

// ---- in the agreement ---------------------------------------------------------------------------

static bool find_parameter(const Finder *f) {
    const Terms *t = f->texts->terms;
    for (size_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        Dec d;
        if (item->kind != ITEM_PARAMETER || !is_called(f->name, item->id, &item->label)) continue;
        if (item->value_count != 1 || !dec_from_text(item->values[0].value.text, &d, NULL))
            return false;
        *f->lever = (Lever){.kind = LEVER_PARAMETER,
                            .id = item->id,
                            .label = item->label,
                            .unit = item->unit.text,
                            .present = d};
        if (!f->lever->unit.size && item->note.count &&
            str_is(name_of(LANG_EN, STR(""), &item->note).label, STR("%")))
            f->lever->unit = STR("%");
        *f->place = item->values[0].value.place;
        return true;
    }
    return false;
}

static const Clause *guarantee_of(const Finder *f) {
    const Terms *t = f->texts->terms;
    for (size_t i = 0; i < t->clause_count; i++) {
        const Clause *c = &t->clauses[i];
        if (strcmp(c->section, "guarantees") == 0 && is_called(f->name, c->id, &c->label)) return c;
    }
    return NULL;
}

static uint32_t depositors(const Terms *t, const Clause *c) {
    uint32_t ret = 0;
    for (size_t i = 0; i < t->party_count && i < INCENTIVE_PARTIES_MAX; i++)
        if (scenario_names_party(yaml_find(c->body, "by"), t, i)) ret |= (uint32_t)1 << i;
    return ret;
}

static bool find_guarantee(const Finder *f) {
    const Clause *c = guarantee_of(f);
    if (!c) return false;
    const YamlNode *kind = yaml_find(c->body, "kind"), *currency = yaml_find(c->body, "currency");
    f->lever->label = c->label;
    f->lever->unit = currency ? currency->text : f->texts->terms->currency;
    f->lever->is_bond = kind && str_is(kind->text, STR("bond"));
    f->lever->by = depositors(f->texts->terms, c);
    return take(f, LEVER_GUARANTEE, c->id, yaml_find(c->body, "amount"));
}

// ---- in the scenario ----------------------------------------------------------------------------

static const YamlNode *member(const YamlNode *map, Str key) {
    for (size_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++)
        if (str_is(map->keys[i], key)) return map->items[i];
    return NULL;
}

static bool find_assumed(const Finder *f) {
    const YamlNode *n = member(yaml_find(f->texts->scenario, "parameters"), f->name);
    if (!n) return false;
    const YamlNode *unit = n->kind == YAML_MAP ? yaml_find(n, "unit") : NULL;
    if (unit) f->lever->unit = unit->text;
    return take(f, LEVER_ASSUMED, f->name, n->kind == YAML_MAP ? yaml_find(n, "value") : n);
}

static bool find_detection(const Finder *f) {
    static const char tail[] = ".detection";
    if (!str_ends_with(f->name, str_from(tail))) return false;
    Str action = str_part(f->name, 0, f->name.size - (sizeof tail - 1));
    const YamlNode *n = member(yaml_find(f->texts->scenario, "actions"), action);
    const YamlNode *detection = n ? yaml_find(n, "detection") : NULL;
    if (!detection) return false;
    return take(f, LEVER_DETECTION, f->name, yaml_find(detection, "chance"));
}

// A remedy of the scenario that gives an amount of its own.
static bool find_rung(const Finder *f) {
    static const char *const keys[] = {"bond", "penalty", "notice", "loss of priority"};
    const Clause *c = guarantee_of(f);
    const YamlNode *list = c ? yaml_find(f->texts->scenario, "remedies") : NULL;
    for (size_t i = 0; list && list->kind == YAML_LIST && i < list->count; i++)
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const YamlNode *rung = list->items[i];
            const YamlNode *id = rung->kind == YAML_MAP ? yaml_find(rung, keys[k]) : NULL;
            if (!id || !str_is(id->text, c->id)) continue;
            f->lever->label = c->label;
            f->lever->unit = f->texts->terms->currency;
            f->lever->is_bond = k == 0;
            f->lever->by = depositors(f->texts->terms, c);
            if (take(f, LEVER_RUNG, c->id, yaml_find(rung, "amount"))) return true;
        }
    return false;
}

bool lever_find(const LeverTexts *t, Str name, Lever *l, Place *ret) {
    static bool (*const finders[])(const Finder *) = {find_rung, find_parameter, find_guarantee,
                                                      find_assumed, find_detection};
    Finder f = {t, name, l, ret};
    for (size_t i = 0; i < sizeof finders / sizeof *finders; i++) {
        *l = (Lever){.kind = LEVER_PARAMETER};
        if (finders[i](&f)) return true;
    }
    return false;
}

bool lever_is_of_scenario(const Lever *l) {
    return l->kind >= LEVER_ASSUMED && l->kind <= LEVER_RUNG;
}

bool lever_is_new(const Lever *l) {
    return l->kind == LEVER_DEPOSIT || l->kind == LEVER_PAYMENT;
}

// ---- what is asked for --------------------------------------------------------------------------

static void own_range(const Lever *l, Dec *low, Dec *high) {
    *low = DEC_ZERO;
    *high = dec_from_int(l->kind == LEVER_DETECTION ? 1 : 100);
    if (l->kind == LEVER_DETECTION || str_is(l->unit, STR("%"))) return;
    dec_mul(l->present, dec_from_int(10), high);
    if (!dec_is_negative(*high)) return;
    *low = *high;
    *high = DEC_ZERO;
}

// "LOW..HIGH" or "LOW..HIGH..STEP"
static bool range_of(Str text, Dec *low, Dec *high, Dec *step) {
    int64_t dots = str_find(text, STR(".."), 0);
    if (dots < 0) return false;
    Str rest = str_part(text, (size_t)dots + 2, text.size);
    int64_t more = str_find(rest, STR(".."), 0);
    size_t end = more < 0 ? rest.size : (size_t)more;
    return dec_from_text(str_part(text, 0, (size_t)dots), low, NULL) &&
           dec_from_text(str_part(rest, 0, end), high, NULL) &&
           (more < 0 || dec_from_text(str_part(rest, end + 2, rest.size), step, NULL));
}

static int64_t last_of(Str text, char mark) {
    int64_t at = (int64_t)text.size - 1;
    while (at >= 0 && text.at[at] != mark) at--;
    return at;
}

static bool read_lever(DesignView *v, Str asked, Str step, const LeverTexts *t, Err *err) {
    Lever *l = &v->levers[v->lever_count];
    Dec low, high, by = DEC_ZERO;
    Place place;
    int64_t colon = last_of(asked, ':');
    bool is_step = !step.size || dec_from_text(step, &by, NULL);
    bool has_range =
        colon > 0 && range_of(str_part(asked, (size_t)colon + 1, asked.size), &low, &high, &by);
    Str name = has_range ? str_part(asked, 0, (size_t)colon) : asked;
    if (!lever_find(t, name, l, &place))
        return err_set(err, ERR_INPUT,
                       MSG("there is no number \"{1}\" that could be another", name),
                       MSG("name a parameter or a guarantee with an amount of the agreement, a "
                           "parameter of the scenario, or ACTION.detection"));
    if (!lever_is_of_scenario(l) && dec_is_zero(l->present))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is 0: what says it cannot be told", name),
                       MSG("write another number there, in the words and in the terms"));
    if (!has_range) own_range(l, &low, &high);
    if (!is_step || !grid_new(low, high, by, &l->grid))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" has no range that can be searched", name),
                       MSG("write NAME:LOW..HIGH, or with a larger step NAME:LOW..HIGH..STEP"));
    v->lever_count++;
    return true;
}

static bool read_weight(DesignView *v, Str asked, Err *err) {
    int64_t equals = last_of(asked, '=');
    Dec d;
    for (size_t i = 0; equals > 0 && i < v->lever_count; i++) {
        Lever *l = &v->levers[i];
        if (!is_called(str_part(asked, 0, (size_t)equals), l->id, &l->label)) continue;
        if (!dec_from_text(str_part(asked, (size_t)equals + 1, asked.size), &d, NULL)) break;
        l->weight = dec_to_double(d);
        return true;
    }
    return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", STR("weight"), asked),
                   MSG("write NAME=COST, NAME being one of the numbers that are searched"));
}

bool levers_read(DesignView *v, const DesignQuestion *q, const LeverTexts *t, Err *err) {
    if (q->vary_count > DESIGN_UNKNOWNS_MAX)
        return err_set(err, ERR_INPUT,
                       MSG("at most {1} numbers are searched at once",
                           str_fmt(v->app->arena, "%d", DESIGN_UNKNOWNS_MAX)),
                       NO_MSG);
    for (size_t i = 0; i < q->vary_count; i++)
        if (!read_lever(v, q->vary[i], q->step, t, err)) return false;
    return true;
}

bool weights_read(DesignView *v, const DesignQuestion *q, Err *err) {
    for (size_t i = 0; i < q->weight_count; i++)
        if (!read_weight(v, q->weights[i], err)) return false;
    return true;
}
