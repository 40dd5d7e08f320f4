// terms/check.c - a map against its table of keys: unknown, missing, of the wrong form
#include "terms/terms_int.h"

#include <assert.h>

// The subject of a check: which key of which value.
typedef struct Subject {
    TermsReader *r;
    const Field *field;
    const YamlNode *n;
    Place key_place;
} Subject;

static Str key_of(const Subject *s) {
    return str_from(s->field->key);
}

static bool wrong_type(const Subject *s, Place place, Message message, Message hint) {
    return terms_fault(s->r, "wrong-type", place, message, hint);
}

// ---- forms --------------------------------------------------------------------------------------

static bool is_language(Str s) {
    size_t letters = 0;
    while (letters < s.size && s.at[letters] >= 'a' && s.at[letters] <= 'z') letters++;
    return letters >= 2 && letters <= 3 && (letters == s.size || s.at[letters] == '-');
}

static bool check_text(const Subject *s) {
    const YamlNode *n = s->n;
    if (terms_is_word(n)) return true;
    if (n->kind != YAML_MAP)
        return wrong_type(s, n->place, MSG("\"{1}\" wants a text", key_of(s)),
                          MSG("write a text, or texts by language: {zh: …, en: …}"));
    for (size_t i = 0; i < n->count; i++) {
        if (!is_language(n->keys[i]))
            return wrong_type(s, n->key_places[i], MSG("\"{1}\" is no language code", n->keys[i]),
                              MSG("write texts by language: {zh: …, en: …}"));
        if (!terms_is_word(n->items[i]))
            return wrong_type(s, n->items[i]->place,
                              MSG("the text in the language \"{1}\" is missing", n->keys[i]),
                              NO_MSG);
    }
    return true;
}

static bool check_texts(const Subject *s) {
    if (s->n->kind != YAML_LIST)
        return wrong_type(s, s->n->place, MSG("\"{1}\" wants a list", key_of(s)),
                          MSG("write [first, second]"));
    for (size_t i = 0; i < s->n->count; i++) {
        Subject item = {s->r, s->field, s->n->items[i], s->key_place};
        if (!check_text(&item)) return false;
    }
    return true;
}

static bool check_word(const Subject *s) {
    if (terms_is_word(s->n)) return true;
    return wrong_type(s, s->n->place, MSG("\"{1}\" wants a single word or phrase", key_of(s)),
                      NO_MSG);
}

static bool check_words(const Subject *s) {
    for (size_t i = 0; i < terms_each_count(s->n); i++)
        if (!terms_is_word(terms_each(s->n, i)))
            return wrong_type(s, terms_each(s->n, i)->place, MSG("\"{1}\" wants words", key_of(s)),
                              MSG("write [first, second]"));
    return true;
}

bool choice_is(const char *choices, Str word) {
    Str rest = str_from(choices);
    for (Str choice; str_next(&rest, '|', &choice);)
        if (str_is(choice, word)) return true;
    return false;
}

static bool check_choices(const Subject *s) {
    if (!check_words(s)) return false;
    for (size_t i = 0; i < terms_each_count(s->n); i++) {
        const YamlNode *n = terms_each(s->n, i);
        if (choice_is(s->field->choices, n->text)) continue;
        Known known = {.arena = s->r->arena};
        known_add_choices(&known, s->field->choices);
        return terms_fault(s->r, "unknown-choice", n->place,
                           MSG("\"{1}\" cannot be \"{2}\"", key_of(s), n->text),
                           known_hint(&known, n->text));
    }
    return true;
}

static bool check_choice(const Subject *s) {
    return check_word(s) && check_choices(s);
}

static bool check_number(const Subject *s) {
    Dec d;
    if (terms_is_word(s->n) && dec_from_text(s->n->text, &d, NULL)) return true;
    return wrong_type(s, s->n->place, MSG("\"{1}\" wants a number", key_of(s)),
                      MSG("write digits without thousands separators: 20000000, 0.5"));
}

static bool check_integer(const Subject *s) {
    int64_t value;
    if (terms_integer(s->n, INT64_MIN, INT64_MAX, &value)) return true;
    return wrong_type(s, s->n->place, MSG("\"{1}\" wants a whole number", key_of(s)), NO_MSG);
}

static bool check_date(const Subject *s) {
    int64_t day;
    if (terms_day(s->n, &day)) return true;
    return terms_fault(s->r, "bad-date", s->n->place, MSG("\"{1}\" wants a date", key_of(s)),
                       MSG("write year, month and day: 2024-10-01"));
}

static bool check_duration(const Subject *s) {
    int64_t months, days;
    if (terms_is_word(s->n) && duration_parse(s->n->text, &months, &days)) return true;
    return terms_fault(s->r, "bad-duration", s->n->place,
                       MSG("\"{1}\" wants a length of time", key_of(s)),
                       MSG("write P30D for 30 days, P2W for two weeks, P3M for three months, P1Y "
                           "for a year"));
}

static bool check_grain(const Subject *s) {
    Grain g;
    if (terms_is_word(s->n) && grain_parse(s->n->text, &g)) return true;
    return terms_fault(s->r, "unknown-choice", s->n->place,
                       MSG("\"{1}\" wants a kind of period", key_of(s)),
                       MSG("known here: {1}", STR("year, half-year, quarter, month, day, once")));
}

static bool check_formula(const Subject *s) {
    if (terms_formula(s->n).text.size) return true;
    return wrong_type(
        s, s->n->place, MSG("\"{1}\" wants a formula", key_of(s)),
        MSG("write it in one line, in quotes if it begins with a bracket or a sign; a "
            "list in square brackets"));
}

static bool check_formulas(const Subject *s) {
    for (size_t i = 0; i < terms_each_count(s->n); i++) {
        Subject item = {s->r, s->field, terms_each(s->n, i), s->key_place};
        if (!check_formula(&item)) return false;
    }
    return true;
}

static bool check_limit(const Subject *s) {
    int64_t months, days;
    Due due;
    if (!check_word(s)) return false;
    if (duration_parse(s->n->text, &months, &days) || terms_day(s->n, &days)) return true;
    if (terms_is_due(s->r, s->n->text)) return terms_read_due(s->r, s->n, &due);
    return terms_fault(s->r, "bad-due", s->n->place, MSG("\"{1}\" is no time limit", s->n->text),
                       MSG("write for example P30D, 2024-10-01 or \"P30D after period end\""));
}

static bool is_party_set(const Terms *t, Str word) {
    uint32_t set;
    return map_get(&t->set_index, word, &set) && t->sets[set].kind != MEMBERS_LISTED;
}

static bool check_parties(const Subject *s) {
    const Terms *t = s->r->terms;
    if (!check_words(s)) return false;
    for (size_t i = 0; i < terms_each_count(s->n); i++) {
        const YamlNode *n = terms_each(s->n, i);
        bool is_known = map_get(&t->party_index, n->text, NULL) ||
                        map_get(&t->pool_index, n->text, NULL) || is_party_set(t, n->text);
        if (is_known || !s->r->has_parties) continue;
        Known known = {.arena = s->r->arena};
        known_add_map(&known, &t->party_index);
        known_add_map(&known, &t->pool_index);
        return terms_fault(s->r, "unknown-party", n->place,
                           MSG("\"{1}\" is no party of this agreement", n->text),
                           known_hint(&known, n->text));
    }
    return true;
}

static bool check_item(const Subject *s) {
    const Terms *t = s->r->terms;
    if (!check_word(s)) return false;
    if (map_get(&t->item_index, s->n->text, NULL)) return true;
    Known known = {.arena = s->r->arena};
    known_add_map(&known, &t->item_index);
    return terms_fault(s->r, "unknown-name", s->n->place,
                       MSG("\"{1}\" is not defined in this agreement", s->n->text),
                       known_hint(&known, s->n->text));
}

// Read, and reported, by the section's own function.
static bool check_elsewhere(const Subject *s) {
    (void)s;
    return true;
}

static bool (*const checks[])(const Subject *) = {
    [FIELD_TEXT] = check_text,          [FIELD_TEXTS] = check_texts,
    [FIELD_WORD] = check_word,          [FIELD_WORDS] = check_words,
    [FIELD_CHOICE] = check_choice,      [FIELD_CHOICES] = check_choices,
    [FIELD_INTEGER] = check_integer,    [FIELD_NUMBER] = check_number,
    [FIELD_DATE] = check_date,          [FIELD_DATES] = check_words,
    [FIELD_DURATION] = check_duration,  [FIELD_GRAIN] = check_grain,
    [FIELD_FORMULA] = check_formula,    [FIELD_FORMULAS] = check_formulas,
    [FIELD_UNIT] = check_word,          [FIELD_PER] = check_words,
    [FIELD_VALUES] = check_elsewhere,   [FIELD_MEMBERS] = check_elsewhere,
    [FIELD_ROUNDING] = check_elsewhere, [FIELD_DUE] = check_word,
    [FIELD_LIMIT] = check_limit,        [FIELD_ACTOR] = check_word,
    [FIELD_ACTORS] = check_elsewhere,   [FIELD_PARTIES] = check_parties,
    [FIELD_ITEM] = check_item,          [FIELD_MAP] = check_elsewhere,
};

// ---- maps ---------------------------------------------------------------------------------------

static const Field *field_find(FieldTable fields, Str key) {
    for (size_t i = 0; i < fields.count; i++)
        if (str_is(key, str_from(fields.items[i].key))) return &fields.items[i];
    return NULL;
}

static void report_unknown_key(TermsReader *r, Str key, Place place, FieldTable fields,
                               bool is_entry) {
    Known known = {.arena = r->arena};
    known_add_fields(&known, fields);
    if (is_entry) known_add_fields(&known, fields_of_entry());
    terms_fault(r, "unknown-key", place, MSG("the key \"{1}\" is not known here", key),
                known_hint(&known, key));
}

static void check_key(TermsReader *r, const YamlNode *body, size_t index, FieldTable fields,
                      bool is_entry) {
    Str key = body->keys[index];
    const Field *field = field_find(fields, key);
    if (!field && is_entry) field = field_find(fields_of_entry(), key);
    if (!field) {
        report_unknown_key(r, key, body->key_places[index], fields, is_entry);
        return;
    }
    Subject s = {r, field, body->items[index], body->key_places[index]};
    assert(field->type < sizeof checks / sizeof checks[0]);
    if (!terms_is_empty(s.n)) checks[field->type](&s);
}

void terms_check_fields(TermsReader *r, const YamlNode *body, FieldTable fields, bool is_entry,
                        Str owner, Place owner_place) {
    for (size_t i = 0; body && body->kind == YAML_MAP && i < body->count; i++)
        check_key(r, body, i, fields, is_entry);
    for (size_t i = 0; i < fields.count; i++) {
        const Field *field = &fields.items[i];
        bool is_missing = field->is_required && terms_is_empty(yaml_find(body, field->key));
        if (is_missing && field->type != FIELD_ROUNDING)
            terms_fault(r, "missing-key", owner_place,
                        MSG("\"{1}\" lacks the key \"{2}\"", owner, str_from(field->key)),
                        MSG("add \"{1}: …\"", str_from(field->key)));
    }
}
