// terms/clause.c - questions, and the clauses that are kept and shown as they are written
#include "terms/terms_int.h"

#include <assert.h>

void terms_read_question(TermsReader *r, const Entry *e, Question *q) {
    const YamlNode *readings = yaml_find(e->node, "readings");
    *q = (Question){.id = e->id, .place = e->place};
    q->text = terms_localised(r, yaml_find(e->node, "text"));
    q->taken = terms_localised(r, yaml_find(e->node, "taken"));
    if (readings && readings->kind == YAML_LIST) {
        q->reading_count = readings->count;
        q->readings = ARENA_ARRAY(r->arena, Localised, readings->count);
        for (size_t i = 0; i < readings->count; i++)
            q->readings[i] = terms_localised(r, readings->items[i]);
    }
    Str text = localised_in(&q->text, r->terms->language);
    if (q->taken.count)
        finding_add(r->findings, SEVERITY_NOTE, "open-question", e->place,
                    MSG("open in the source: {1}", text),
                    MSG("taken here: {1}", localised_in(&q->taken, r->terms->language)));
    else
        finding_add(r->findings, SEVERITY_WARNING, "open-question", e->place,
                    MSG("left open: {1}", text), MSG("agree on an answer and write it as `taken`"));
}

void terms_read_clause(TermsReader *r, const Entry *e, Clause *c) {
    *c = (Clause){.section = e->section->key,
                  .id = e->id,
                  .label = terms_entry_label(r, e->id, e->node),
                  .body = e->node,
                  .provision = e->provision,
                  .place = e->place};
}

// ---- clauses as people read them ----------------------------------------------------------------

static Str name_of_id(const Terms *t, Str id, Str language) {
    uint32_t at;
    const Localised *label = NULL;
    if (map_get(&t->party_index, id, &at))
        label = &t->parties[at].label;
    else if (map_get(&t->pool_index, id, &at))
        label = &t->pools[at].label;
    else if (map_get(&t->set_index, id, &at))
        label = &t->sets[at].label;
    else if (map_get(&t->item_index, id, &at))
        label = &t->items[at].label;
    return label && label->count ? localised_in(label, language) : id;
}

static const Field *field_of(const Clause *c, Str key) {
    const Section *s = section_find(str_from(c->section));
    assert(s);
    for (size_t i = 0; i < s->field_count; i++)
        if (str_is(key, str_from(s->fields[i].key))) return &s->fields[i];
    return NULL;
}

static Str text_in(const YamlNode *n, Str language) {
    if (n->kind == YAML_SCALAR) return str_trim(n->text);
    const YamlNode *chosen = NULL;
    for (size_t i = 0; n->kind == YAML_MAP && i < n->count; i++)
        if (!chosen || str_is(n->keys[i], language)) chosen = n->items[i];
    return chosen && chosen->kind == YAML_SCALAR ? str_trim(chosen->text) : STR("");
}

static Str key_text(Arena *a, const Terms *t, const Field *field, const YamlNode *n, Str language) {
    bool is_name = field && (field->type == FIELD_PARTIES || field->type == FIELD_ITEM);
    Buf b = {.arena = a};
    for (size_t i = 0; i < terms_each_count(n); i++) {
        Str text = text_in(terms_each(n, i), language);
        if (i) buf_add_c(&b, ", ");
        buf_add(&b, is_name ? name_of_id(t, text, language) : text);
    }
    return buf_str(&b);
}

size_t clause_keys(Arena *a, const Terms *t, const Clause *c, Str language, ClauseKey **ret) {
    const YamlNode *n = c->body;
    size_t count = 0, given = n && n->kind == YAML_MAP ? n->count : 0;
    *ret = ARENA_ARRAY(a, ClauseKey, given + 1);
    for (size_t i = 0; i < given; i++) {
        if (str_is(n->keys[i], STR("name")) || str_is(n->keys[i], STR("label"))) continue;
        Str text = key_text(a, t, field_of(c, n->keys[i]), n->items[i], language);
        (*ret)[count++] = (ClauseKey){n->keys[i], text};
    }
    return count;
}

Str clause_purpose(const Clause *c, Str language) {
    const Section *s = section_find(str_from(c->section));
    assert(s);
    return str_from(str_starts_with(language, STR("zh")) ? s->doc_zh : s->doc_en);
}

// ---- clauses by their keys ----------------------------------------------------------------------

static const YamlNode *value_of(const Clause *c, const char *key) {
    bool is_map = c->body && c->body->kind == YAML_MAP;
    return is_map ? yaml_find(c->body, key) : NULL;
}

size_t clause_ids(Arena *a, const Clause *c, const char *key, Str **ret) {
    const YamlNode *n = value_of(c, key);
    size_t count = n ? terms_each_count(n) : 0;
    *ret = ARENA_ARRAY(a, Str, count + 1);
    for (size_t i = 0; i < count; i++) (*ret)[i] = text_in(terms_each(n, i), STR(""));
    return count;
}

Str clause_text(const Clause *c, const char *key, Str language) {
    const YamlNode *n = value_of(c, key);
    return n ? text_in(n, language) : (Str){NULL, 0};
}

ClauseTime clause_time(Arena *a, const Terms *t, const Clause *c) {
    static const char *const KEYS[] = {"due", "limit", "within"};
    const YamlNode *n = NULL;
    for (size_t i = 0; !n && i < sizeof KEYS / sizeof *KEYS; i++) n = value_of(c, KEYS[i]);
    ClauseTime time = {.kind = CLAUSE_ANY_TIME};
    Findings unheard = {.arena = a};
    Terms *known = arena_copy(a, t, sizeof *t);
    TermsReader r = {
        .arena = a, .document = t->document, .terms = known, .findings = &unheard, .words = {0}};
    if (!terms_is_word(n)) return time;
    if (terms_day(n, &time.day))
        time.kind = CLAUSE_ON_DAY;
    else if (duration_parse(n->text, &time.months, &time.days))
        time.kind = CLAUSE_WITHIN;
    else if (terms_read_due(&r, n, &time.due))
        time.kind = CLAUSE_DUE;
    return time;
}
