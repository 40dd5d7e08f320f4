// agree/block.c - what terms blocks and the front matter say in figures
//
// One table says how the value of each key is read; what it does not name is a text for people.
#include "agree/agree_int.h"
#include "agree/span.h"

typedef enum Role {
    ROLE_TEXT,    // words of a clause: figures count as terms
    ROLE_LABEL,   // names and remarks: they may bear figures of the words, and need none
    ROLE_FORMULA, // FEEL, and values of parameters
    ROLE_BOUNDS,  // what a fact must pass: says nothing that was agreed
    ROLE_STEP,    // of rounding
    ROLE_DUE,     // a day, or a length of time
    ROLE_MEMBERS, // of a set: their number may be said
    ROLE_NONE,
} Role;

typedef struct KeyRole {
    const char *section; // NULL = any
    const char *key;
    Role role;
} KeyRole;

static const KeyRole ROLES[] = {
    {NULL, "name", ROLE_LABEL},
    {NULL, "label", ROLE_LABEL},
    {NULL, "note", ROLE_LABEL},
    {NULL, "at", ROLE_LABEL},
    {NULL, "source", ROLE_LABEL},
    {"sets", "members", ROLE_MEMBERS},
    {"sets", "of", ROLE_MEMBERS},
    {"parameters", "value", ROLE_FORMULA},
    {"quantities", "within", ROLE_BOUNDS},
    {"quantities", "missing", ROLE_FORMULA},
    {"formulas", "is", ROLE_FORMULA},
    {"formulas", "spread", ROLE_FORMULA},
    {"formulas", "initial", ROLE_FORMULA},
    {NULL, "rounding", ROLE_STEP},
    {"payments", "amount", ROLE_FORMULA},
    {"payments", "spread", ROLE_FORMULA},
    {"payments", "when", ROLE_FORMULA},
    {"payments", "due", ROLE_DUE},
    {"tables", "inputs", ROLE_NONE},
    {"tables", "outputs", ROLE_NONE},
    {"tables", "hit", ROLE_NONE},
    {"calendars", NULL, ROLE_LABEL},
    {"questions", NULL, ROLE_LABEL},
    {"obligations", "due", ROLE_DUE},
    {"obligations", "limit", ROLE_DUE},
    {"permissions", "due", ROLE_DUE},
    {"permissions", "limit", ROLE_DUE},
    {"prohibitions", "due", ROLE_DUE},
    {"prohibitions", "limit", ROLE_DUE},
    {"exit", "notice", ROLE_DUE},
    {"filing", "within", ROLE_DUE},
    {"plan", NULL, ROLE_DUE},
    {"participation", "days", ROLE_FORMULA},
    {"indicators", "target", ROLE_FORMULA},
    {"indicators", "weight", ROLE_FORMULA},
    {"indicators", "revise below", ROLE_FORMULA},
    {"indicators", "revise above", ROLE_FORMULA},
    {"guarantees", "amount", ROLE_TEXT},
    {NULL, "mode", ROLE_NONE},
    {NULL, "ties", ROLE_NONE},
    {NULL, "unit", ROLE_LABEL},
    {NULL, "per", ROLE_NONE},
    {NULL, "type", ROLE_NONE},
    {NULL, "currency", ROLE_NONE},
    {NULL, "kind", ROLE_LABEL},
};

// What stands directly under the name of an entry, without keys.
static const KeyRole SHORT_FORMS[] = {
    {"sets", NULL, ROLE_MEMBERS},     {"parameters", NULL, ROLE_FORMULA},
    {"formulas", NULL, ROLE_FORMULA}, {"quantities", NULL, ROLE_LABEL},
    {"plan", NULL, ROLE_DUE},         {"calendars", NULL, ROLE_LABEL},
    {"questions", NULL, ROLE_LABEL},
};

typedef struct Walk {
    Collected *c;
    Sayings *to;
    Str section;
    int64_t scale;   // of the entry's unit: 万元 counts in 10000
    bool is_percent; // the entry's unit or note
} Walk;

static bool fits(const KeyRole *r, Str section, Str key) {
    return (!r->section || str_is(section, str_from(r->section))) &&
           (!r->key || str_is(key, str_from(r->key)));
}

static Role role_of(Str section, Str key) {
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        if (fits(&ROLES[i], section, key)) return ROLES[i].role;
    return ROLE_TEXT;
}

static Role short_role(Str section) {
    for (size_t i = 0; i < sizeof SHORT_FORMS / sizeof *SHORT_FORMS; i++)
        if (fits(&SHORT_FORMS[i], section, STR(""))) return SHORT_FORMS[i].role;
    return ROLE_TEXT;
}

// ---- scalars ------------------------------------------------------------------------------------

static void soften(FigureList *list) {
    for (size_t i = 0; i < list->count; i++) list->items[i].is_soft = true;
}

static void read_step(Str text, FigureList *list) {
    Dec step;
    figures_in_formula(text, list);
    if (list->count != 1 || !dec_from_text(str_trim(text), &step, NULL)) return;
    list->items[0].kind = FIGURE_STEP;
    list->items[0].is_soft = false;
}

// (100 - x) / 100, and what is measured in per cent: 100 is the whole.
static void soften_whole(FigureList *list, bool is_percent, Str text) {
    Dec whole = dec_from_int(100);
    if (!is_percent && str_find(text, STR("/ 100"), 0) < 0) return;
    for (size_t i = 0; i < list->count; i++)
        if (dec_compare(list->items[i].value, whole) == 0) list->items[i].is_soft = true;
}

static void read_formula(Walk *w, Str text) {
    FigureList *list = &w->c->figures;
    figures_in_formula(text, list);
    soften_whole(list, w->is_percent, text);
    for (size_t i = 0; i < list->count; i++) list->items[i].scale = w->scale;
}

static void read_by_role(Walk *w, Role role, Str text) {
    FigureList *list = &w->c->figures;
    if (role == ROLE_FORMULA || role == ROLE_BOUNDS)
        read_formula(w, text);
    else if (role == ROLE_STEP)
        read_step(text, list);
    else if (role == ROLE_DUE)
        figures_in_due(text, w->c->year_starts, list);
    else
        figures_in_words(text, text, list);
    if (role == ROLE_LABEL || role == ROLE_BOUNDS || role == ROLE_MEMBERS) soften(list);
}

// Where text and source differ, the whole value is the place.
static void spread_places(FigureList *list, const YamlNode *n) {
    for (size_t i = 0; n->is_escaped && i < list->count; i++) {
        list->items[i].start = 0;
        list->items[i].end = n->place.size;
    }
}

static void read_scalar(Walk *w, Role role, const YamlNode *n) {
    if (role == ROLE_NONE || !n->text.size) return;
    read_by_role(w, role, n->is_escaped ? n->text : n->source);
    spread_places(&w->c->figures, n);
    collect_figures(w->c, w->to, n->place.offset, n->place.line);
}

// ---- maps and lists -----------------------------------------------------------------------------

// `since 2022-01-01`: from when a value holds. The beginning of the term needs no words.
static void read_since(Walk *w, Str key, Place place) {
    static const Str SINCE = {"since ", 6};
    FigureList *list = &w->c->figures;
    int64_t day;
    if (!str_starts_with(key, SINCE)) return;
    figures_in_iso(str_part(key, SINCE.size, key.size), SINCE.size, list);
    for (size_t i = 0; i < list->count; i++)
        list->items[i].is_soft =
            dec_to_int(list->items[i].value, &day) && day <= w->c->terms->from_day;
    collect_figures(w->c, w->to, place.offset, place.line);
}

static void read_label(Walk *w, Str label, Place place) {
    figures_in_words(label, label, &w->c->figures);
    soften(&w->c->figures);
    collect_figures(w->c, w->to, place.offset, place.line);
}

static Figure soft_number(Dec value, uint32_t size) {
    return (Figure){.kind = FIGURE_NUMBER,
                    .value = value,
                    .written = value,
                    .over = dec_from_int(1),
                    .scale = 1,
                    .is_soft = true,
                    .end = size};
}

// "three pollutants": how many members a set has.
static void read_count(Walk *w, const YamlNode *n) {
    Dec count = dec_from_int((int64_t)n->count);
    *VEC_ADD(w->c->arena, &w->c->figures) = soft_number(count, n->place.size);
    collect_figures(w->c, w->to, n->place.offset, n->place.line);
}

static void read_value(Walk *w, Role role, const YamlNode *n) {
    if (n->kind == YAML_SCALAR) read_scalar(w, role, n);
    if (n->kind == YAML_SCALAR) return;
    if (role == ROLE_MEMBERS) read_count(w, n);
    for (size_t i = 0; i < n->count; i++) {
        bool is_none = false;
        if (n->kind == YAML_MAP) {
            read_since(w, n->keys[i], n->key_places[i]);
            if (role == ROLE_MEMBERS) read_label(w, n->keys[i], n->key_places[i]);
            is_none = role == ROLE_STEP && !str_is(n->keys[i], STR("to"));
        }
        if (!is_none) read_value(w, role, n->items[i]);
    }
}

static bool has_percent(const YamlNode *n) {
    static const char *const SIGNS[] = {"%", "％", "per cent", "percent", "百分"};
    for (size_t i = 0; n && n->kind == YAML_SCALAR && i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (str_find(n->text, str_from(SIGNS[i]), 0) >= 0) return true;
    return false;
}

static int64_t scale_of_unit(const YamlNode *entry) {
    static const struct {
        const char *sign;
        int64_t scale;
    } SCALES[] = {{"万", 10000}, {"亿", 100000000}, {"million", 1000000}, {"thousand", 1000}};
    const YamlNode *unit = yaml_find(entry, "unit");
    for (size_t i = 0; unit && unit->kind == YAML_SCALAR && i < 4; i++)
        if (str_find(unit->text, str_from(SCALES[i].sign), 0) >= 0) return SCALES[i].scale;
    return 1;
}

// "20 times 10,000 yuan": the unit 万元 says the second number.
static void read_scale(Walk *w, const YamlNode *unit) {
    Dec scale = dec_from_int(w->scale);
    if (w->scale == 1) return;
    *VEC_ADD(w->c->arena, &w->c->figures) = soft_number(scale, unit->place.size);
    collect_figures(w->c, w->to, unit->place.offset, unit->place.line);
}

static void read_entry(Walk *w, const YamlNode *n) {
    w->scale = scale_of_unit(n);
    w->is_percent = has_percent(yaml_find(n, "unit")) || has_percent(yaml_find(n, "note"));
    read_scale(w, yaml_find(n, "unit"));
    if (n->kind != YAML_MAP) {
        read_value(w, short_role(w->section), n);
        return;
    }
    for (size_t i = 0; i < n->count; i++)
        read_value(w, role_of(w->section, n->keys[i]), n->items[i]);
}

static bool is_single(Str section) {
    static const char *const SINGLE[] = {"exit",     "participation", "filing", "plan",
                                         "coverage", "data sharing",  NULL};
    for (size_t i = 0; SINGLE[i]; i++)
        if (str_is(section, str_from(SINGLE[i]))) return true;
    return false;
}

// The keys of a section that has no entries may stand directly under it.
static bool has_own_keys(Str section, const YamlNode *n) {
    if (!is_single(section)) return false;
    for (size_t i = 0; i < n->count; i++)
        if (n->items[i]->kind == YAML_MAP) return false;
    return true;
}

static void read_section(Walk *w, const YamlNode *n) {
    if (n->kind != YAML_MAP) return;
    if (has_own_keys(w->section, n)) {
        read_entry(w, n);
        return;
    }
    for (size_t i = 0; i < n->count; i++) {
        read_label(w, n->keys[i], n->key_places[i]);
        read_entry(w, n->items[i]);
    }
}

void collect_block(Collected *c, const YamlNode *block, Sayings *to) {
    if (!block || block->kind != YAML_MAP) return;
    for (size_t i = 0; i < block->count; i++) {
        Walk w = {.c = c, .to = to, .section = block->keys[i], .scale = 1};
        read_section(&w, block->items[i]);
    }
}

// ---- front matter -------------------------------------------------------------------------------

static void read_term(Collected *c, const YamlNode *n) {
    if (n && n->kind == YAML_SCALAR) figures_in_iso(str_trim(n->text), 0, &c->figures);
    soften(&c->figures);
    if (n) collect_figures(c, &c->front, n->place.offset, n->place.line);
}

// How long the agreement lasts, in whole months.
static void read_length(Collected *c, const YamlNode *term) {
    const Terms *t = c->terms;
    CivilDate from = civil_from_days(t->from_day), to = civil_from_days(t->to_day + 1);
    int64_t months = (to.year - from.year) * 12 + (to.month - from.month);
    if (!term || to.day != from.day || months <= 0) return;
    Dec value = dec_from_int(months);
    *VEC_ADD(c->arena, &c->figures) = (Figure){.kind = FIGURE_MONTHS,
                                               .value = value,
                                               .written = value,
                                               .over = dec_from_int(1),
                                               .scale = 1,
                                               .end = term->place.size};
    collect_figures(c, &c->front, term->place.offset, term->place.line);
}

void collect_front(Collected *c) {
    c->front.arena = c->arena;
    const YamlNode *term = yaml_find(c->document->front, "term");
    c->year_starts = c->terms->period == GRAIN_YEAR ? c->terms->period_rule.year_start_month : 0;
    read_term(c, yaml_find(term, "from"));
    read_term(c, yaml_find(term, "to"));
    read_length(c, term);
}
