// agree/languages.c - do the languages of one text say the same?
//
// A label, a note or what an obligation wants may stand in several languages: {zh: …, en: …}. Each
// signs his own, so the figures of each are looked for in the first. Values are compared, units
// taken in: 三年 is three years and 36 months, 六千万元 is CNY 60 million. A number that one
// language writes out may be left out by the other; figures in digits, amounts, shares and times
// may not.
#include "agree/agree_int.h"

// Beyond these a text is not compared: it is no label or clause any more.
enum { LANGUAGES_MAX = 8, BITS = 64, FIGURES_MAX = 256 };

// One language of a text.
typedef struct Version {
    Str language;
    const YamlNode *node;
    Figure *figures;
    size_t count;
} Version;

typedef struct Comparer {
    Arena *scratch; // lives for one text
    const Terms *terms;
    Findings *findings;
    unsigned allowed; // bits of rules silenced in the provision at hand
    Version versions[LANGUAGES_MAX];
    size_t count;
} Comparer;

// ---- figures ------------------------------------------------------------------------------------

static bool is_equal(Dec a, Dec b) {
    return dec_compare(dec_abs(a), dec_abs(b)) == 0;
}

// A number without unit meets one with it in either reading: "3" and "three years", 0.5 and 50%.
static bool is_same(const Figure *a, const Figure *b) {
    bool are_numbers = figure_is_number(a->kind) && figure_is_number(b->kind);
    bool is_bare = a->kind == FIGURE_NUMBER || b->kind == FIGURE_NUMBER;
    if (a->kind == b->kind || are_numbers)
        if (is_equal(a->value, b->value)) return true;
    return is_bare && (is_equal(a->written, b->written) || is_equal(a->value, b->written) ||
                       is_equal(a->written, b->value));
}

static bool is_of_one_class(const Figure *a, const Figure *b) {
    if (figure_is_number(a->kind)) return figure_is_number(b->kind);
    if (figure_is_span(a->kind)) return figure_is_span(b->kind);
    if (a->kind == FIGURE_STEP) return b->kind == FIGURE_STEP;
    return !figure_is_number(b->kind) && !figure_is_span(b->kind) && b->kind != FIGURE_STEP;
}

static void read_figures(Comparer *c, Version *v) {
    FigureList list = {.arena = c->scratch};
    Str text = v->node->is_escaped ? v->node->text : v->node->source;
    figures_in_words(text, text, &list);
    v->figures = list.items;
    v->count = list.count < FIGURES_MAX ? list.count : FIGURES_MAX;
}

// What one version says and the other does not: each figure of the other bears one only.
typedef struct Unmet {
    const Figure *items[FIGURES_MAX];
    size_t count;
} Unmet;

static void find_unmet(const Version *of, const Version *in, Unmet *ret) {
    ret->count = 0;
    for (size_t i = 0; i < of->count; i++) {
        bool is_met = false;
        for (size_t k = 0; k < in->count && !is_met; k++)
            is_met = is_same(&of->figures[i], &in->figures[k]);
        if (!is_met) ret->items[ret->count++] = &of->figures[i];
    }
}

// ---- findings -----------------------------------------------------------------------------------

static Place place_of(const Comparer *c, const Version *v, size_t start, size_t size) {
    const YamlNode *n = v->node;
    if (n->is_escaped) return n->place;
    Place in = place_in(n->place.file, n->source, start, size);
    bool is_first_line = in.line == 1;
    in.line += n->place.line - 1;
    if (is_first_line) in.column += n->place.column - 1;
    in.offset += n->place.offset;
    in.file = c->terms->document->file;
    return in;
}

static Str written(const Version *v, const Figure *f) {
    Str text = v->node->is_escaped ? v->node->text : v->node->source;
    return str_part(text, f->start, f->end - f->start);
}

static void report(Comparer *c, Rule rule, Severity severity, Place place, const Str args[4]) {
    const LintRule *r = agree_rule(rule);
    if (c->allowed & 1u << rule) return;
    finding_add(c->findings, severity, r->id, place,
                (Message){r->message, {args[0], args[1], args[2], args[3]}},
                (Message){r->proposal, {{NULL, 0}}});
}

static void report_figure(Comparer *c, const Version *at, const Figure *f, const Version *other,
                          const Figure *instead) {
    Rule rule = instead ? RULE_LANGUAGES_DIFFER : RULE_LANGUAGES_LACK;
    Str args[4] = {at->language, written(at, f), other->language,
                   instead ? written(other, instead) : (Str){NULL, 0}};
    report(c, rule, agree_rule(rule)->severity, place_of(c, at, f->start, f->end - f->start), args);
}

// What is left over on both sides and of one class differs; the rest one side lacks.
static void compare_figures(Comparer *c, const Version *first, const Version *second) {
    Unmet a, b;
    find_unmet(first, second, &a);
    find_unmet(second, first, &b);
    for (size_t i = 0; i < b.count; i++) {
        size_t k = 0;
        while (k < a.count && (!a.items[k] || !is_of_one_class(a.items[k], b.items[i]) ||
                               (a.items[k]->is_soft && b.items[i]->is_soft)))
            k++;
        if (k < a.count)
            report_figure(c, second, b.items[i], first, a.items[k]);
        else if (!b.items[i]->is_soft)
            report_figure(c, second, b.items[i], first, NULL);
        if (k < a.count) a.items[k] = NULL;
    }
    for (size_t i = 0; i < a.count; i++)
        if (a.items[i] && !a.items[i]->is_soft) report_figure(c, first, a.items[i], second, NULL);
}

// ---- parties ------------------------------------------------------------------------------------

static bool is_letter_at(Str text, size_t at) {
    return at < text.size && is_letter(text.at[at]);
}

static int64_t find_name(Str text, Str name) {
    int64_t at = name.size > 1 ? str_find(text, name, 0) : -1;
    if (at < 0) return -1;
    size_t start = (size_t)at, end = start + name.size;
    bool begins_inside = start && is_letter(text.at[start - 1]) && is_letter_at(text, start);
    bool ends_inside = is_letter(text.at[end - 1]) && is_letter_at(text, end);
    return begins_inside || ends_inside ? -1 : at;
}

static Str name_in(const Party *p, Str language) {
    for (size_t i = 0; i < p->label.count; i++)
        if (str_is(p->label.languages[i], language)) return p->label.texts[i];
    return (Str){NULL, 0};
}

// The parties that a version names in its own language, as bits.
static uint64_t parties_named(const Comparer *c, const Version *v) {
    uint64_t named = 0;
    for (size_t i = 0; i < c->terms->party_count && i < BITS; i++)
        if (find_name(v->node->text, name_in(&c->terms->parties[i], v->language)) >= 0)
            named |= (uint64_t)1 << i;
    return named;
}

static size_t lowest(uint64_t bits) {
    size_t i = 0;
    while (!(bits >> i & 1)) i++;
    return i;
}

// One version may leave a party out; here each names one that the other does not.
static void compare_parties(Comparer *c, const Version *first, const Version *second) {
    uint64_t a = parties_named(c, first), b = parties_named(c, second);
    if (!(a & ~b) || !(b & ~a)) return;
    Str mine = name_in(&c->terms->parties[lowest(b & ~a)], second->language);
    Str other = name_in(&c->terms->parties[lowest(a & ~b)], first->language);
    Str args[4] = {second->language, mine, first->language, other};
    int64_t at = find_name(second->node->source, mine);
    Place place = at < 0 ? second->node->place : place_of(c, second, (size_t)at, mine.size);
    report(c, RULE_LANGUAGES_DIFFER, SEVERITY_WARNING, place, args);
}

// ---- one text -----------------------------------------------------------------------------------

static void add_version(Comparer *c, Str language, const YamlNode *n) {
    bool is_text = n->kind == YAML_SCALAR && n->text.size;
    for (size_t i = 0; i < c->count; i++)
        is_text = is_text && !str_is(c->versions[i].language, language);
    if (is_text && c->count < LANGUAGES_MAX)
        c->versions[c->count++] = (Version){.language = language, .node = n};
}

static void add_versions(Comparer *c, const YamlNode *n) {
    if (!n || n->kind == YAML_LIST) return;
    if (n->kind == YAML_SCALAR) add_version(c, c->terms->language, n);
    for (size_t i = 0; n->kind == YAML_MAP && i < n->count; i++)
        add_version(c, n->keys[i], n->items[i]);
}

static void compare_versions(Comparer *c) {
    for (size_t i = 0; i < c->count && c->count > 1; i++) {
        read_figures(c, &c->versions[i]);
        if (!i) continue;
        compare_figures(c, &c->versions[0], &c->versions[i]);
        compare_parties(c, &c->versions[0], &c->versions[i]);
    }
    arena_reset(c->scratch);
    c->count = 0;
}

static void compare_text(Comparer *c, const YamlNode *n) {
    add_versions(c, n);
    compare_versions(c);
}

// ---- where texts stand --------------------------------------------------------------------------

static bool is_key(Str key, const char *name) {
    return str_is(key, str_from(name));
}

static void walk_field(Comparer *c, const Field *f, const YamlNode *n) {
    bool is_list = f->type == FIELD_TEXTS && n->kind == YAML_LIST;
    if (f->type == FIELD_TEXT) compare_text(c, n);
    for (size_t i = 0; is_list && i < n->count; i++) compare_text(c, n->items[i]);
    for (size_t i = 0; f->type == FIELD_MEMBERS && n->kind == YAML_MAP && i < n->count; i++)
        compare_text(c, n->items[i]);
}

static const Field *field_of(FieldTable table, Str key) {
    for (size_t i = 0; i < table.count; i++)
        if (is_key(key, table.items[i].key)) return &table.items[i];
    return NULL;
}

// `name` and `label` are one text: the first in the document's language, the second in others.
static void walk_entry(Comparer *c, FieldTable own, const YamlNode *entry) {
    if (!entry || entry->kind != YAML_MAP) return;
    add_versions(c, yaml_find(entry, "name"));
    add_versions(c, yaml_find(entry, "label"));
    compare_versions(c);
    for (size_t i = 0; i < entry->count; i++) {
        Str key = entry->keys[i];
        const Field *f = field_of(own, key);
        if (!f) f = field_of(fields_of_entry(), key);
        bool is_name = is_key(key, "name") || is_key(key, "label");
        if (f && !is_name) walk_field(c, f, entry->items[i]);
    }
}

static void walk_block(Comparer *c, const YamlNode *block) {
    for (size_t i = 0; block && block->kind == YAML_MAP && i < block->count; i++) {
        const Section *s = section_find(block->keys[i]);
        const YamlNode *entries = block->items[i];
        if (!s || entries->kind != YAML_MAP) continue;
        FieldTable own = {s->fields, s->field_count};
        if (s->may_be_single) walk_entry(c, own, entries);
        for (size_t k = 0; k < entries->count; k++) walk_entry(c, own, entries->items[k]);
    }
}

static void walk_front(Comparer *c, const YamlNode *front) {
    const YamlNode *parties = yaml_find(front, "parties");
    walk_entry(c, fields_of_front(), front);
    for (size_t i = 0; parties && parties->kind == YAML_MAP && i < parties->count; i++)
        walk_entry(c, fields_of_party(), parties->items[i]);
}

static unsigned allowed_in(const Document *d, size_t index) {
    Str text =
        str_part(d->source, d->provisions[index].place.offset, text_provision_size(d, index));
    unsigned allowed = 0;
    LintRemark remark;
    for (size_t at = 0; lint_remark_next(text, &at, &remark);)
        for (int rule = RULE_LANGUAGES_DIFFER; rule <= RULE_LANGUAGES_LACK; rule++)
            if (remark.reason.size && is_key(remark.rule, agree_rule((size_t)rule)->id))
                allowed |= 1u << rule;
    return allowed;
}

void agree_languages(const Terms *t, Findings *f) {
    Comparer c = {.scratch = arena_new(), .terms = t, .findings = f};
    const Document *d = t->document;
    walk_front(&c, d->front);
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        c.allowed = allowed_in(d, i);
        for (size_t k = 0; k < p->piece_count; k++)
            if (p->pieces[k].kind == TEXT_TERMS) walk_block(&c, p->pieces[k].terms);
    }
    arena_free(c.scratch);
}
