// terms/front.c - the front matter: who, how long, in which currency
#include "terms/terms_int.h"

enum { FORMAT_VERSION = 1, VERSION_DIGITS = 12 };

static bool is_id(Str s) {
    for (size_t i = 0; i < s.size; i++) {
        char c = s.at[i];
        bool is_fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (!is_fine) return false;
    }
    return s.size > 0;
}

static Str word_of(const YamlNode *front, const char *key) {
    const YamlNode *n = yaml_find(front, key);
    return terms_is_word(n) ? str_trim(n->text) : (Str){NULL, 0};
}

static void read_words(TermsReader *r, const YamlNode *front) {
    Terms *t = r->terms;
    Str version = word_of(front, "version"), language = word_of(front, "language");
    t->id = word_of(front, "id");
    if (language.size) t->language = language;
    if (version.size) t->version = version;
    t->kind = word_of(front, "kind");
    t->currency = word_of(front, "currency");
    t->title = terms_localised(r, yaml_find(front, "title"));
    if (t->id.size && !is_id(t->id))
        terms_fault(
            r, "bad-id", yaml_find(front, "id")->place,
            MSG("the agreement's id \"{1}\" holds other characters than a-z, 0-9 and -", t->id),
            MSG("write for example \"{1}\"", STR("yellow-river-2021")));
}

static void check_format_version(TermsReader *r, const YamlNode *n) {
    int64_t version;
    if (!terms_integer(n, INT64_MIN, INT64_MAX, &version) || version == FORMAT_VERSION) return;
    terms_fault(r, "unknown-format", n->place, MSG("this softlaw reads format 1, not {1}", n->text),
                MSG("write \"softlaw: 1\""));
}

// ---- parties ------------------------------------------------------------------------------------

static void read_party(TermsReader *r, const YamlNode *parties, size_t index) {
    Terms *t = r->terms;
    Str id = parties->keys[index];
    Place place = parties->key_places[index];
    const YamlNode *body = parties->items[index];
    if (!terms_check_name(r, id, place, SECTION_SETS)) return;
    if (!terms_enter_word(r, "", id, place, "parties")) return;
    Party *p = &t->parties[t->party_count];
    *p = (Party){.id = id, .place = place, .role = word_of(body, "role")};
    if (body->kind == YAML_MAP) {
        terms_check_fields(r, body, fields_of_party(), true, id, place);
        p->label = terms_entry_label(r, id, body);
    } else {
        p->label = terms_label(r, id, body, NULL);
    }
    map_add(&t->party_index, id, (uint32_t)t->party_count++);
}

static void read_parties(TermsReader *r, const YamlNode *n) {
    if (terms_is_empty(n)) return;
    if (n->kind != YAML_MAP || n->count == 0) {
        terms_fault(r, "wrong-type", n->place, MSG("\"parties\" wants a map of parties"),
                    MSG("write one line for each: \"henan: {name: 河南省}\""));
        return;
    }
    r->has_parties = true;
    r->terms->parties = ARENA_ARRAY(r->arena, Party, n->count);
    for (size_t i = 0; i < n->count; i++) read_party(r, n, i);
}

// ---- term ---------------------------------------------------------------------------------------

static void read_year_start(TermsReader *r, const YamlNode *n) {
    int64_t month;
    if (!terms_integer(n, INT64_MIN, INT64_MAX, &month)) return;
    if (month >= 1 && month <= 12)
        r->terms->period_rule.year_start_month = (int)month;
    else
        terms_fault(r, "wrong-type", n->place, MSG("\"year starts\" wants a month from 1 to 12"),
                    NO_MSG);
}

// Are the settlement periods few enough?
static void check_length(TermsReader *r, const YamlNode *from, bool is_open) {
    const Terms *t = r->terms;
    if (is_open || t->period == GRAIN_ONCE) return;
    int64_t first = period_of_day(t->period_rule, t->period, t->from_day).index;
    int64_t last = period_of_day(t->period_rule, t->period, t->to_day).index;
    if (last - first >= LIMIT_PERIODS)
        terms_fault(
            r, "limit", from->place,
            MSG("the term holds more than {1} periods", str_fmt(r->arena, "%d", LIMIT_PERIODS)),
            MSG("shorten the term or lengthen the period"));
}

static void read_term(TermsReader *r, const YamlNode *n, Place place) {
    Terms *t = r->terms;
    if (terms_is_empty(n)) return;
    if (n->kind != YAML_MAP) {
        terms_fault(r, "wrong-type", n->place, MSG("\"term\" wants a map"),
                    MSG("write {from: 2020-01-01, to: 2021-12-31, period: year}"));
        return;
    }
    terms_check_fields(r, n, fields_of_term(), false, STR("term"), place);
    const YamlNode *from = yaml_find(n, "from"), *to = yaml_find(n, "to");
    const YamlNode *period = yaml_find(n, "period");
    if (terms_is_word(period)) grain_parse(period->text, &t->period);
    read_year_start(r, yaml_find(n, "year starts"));
    bool is_dated =
        terms_day(from, &t->from_day) && (terms_is_empty(to) || terms_day(to, &t->to_day));
    if (!is_dated) return;
    if (t->to_day < t->from_day) {
        terms_fault(r, "bad-term", terms_is_empty(to) ? from->place : to->place,
                    MSG("the term ends before it begins"), NO_MSG);
        t->to_day = t->from_day;
    }
    check_length(r, from, terms_is_empty(to));
}

static Place key_place(const YamlNode *map, const char *key) {
    for (size_t i = 0; i < map->count; i++)
        if (str_is(map->keys[i], str_from(key))) return map->key_places[i];
    return map->place;
}

void terms_read_front(TermsReader *r) {
    const YamlNode *front = r->document->front;
    Terms *t = r->terms;
    t->language = STR("en");
    t->version = str_part(r->document->hash, 0, VERSION_DIGITS);
    t->period = GRAIN_YEAR;
    t->period_rule.year_start_month = 1;
    t->to_day = civil_to_days((CivilDate){9999, 12, 31});
    if (!front) return;
    if (front->kind != YAML_MAP) {
        terms_fault(r, "wrong-type", front->place, MSG("the front matter wants keys and values"),
                    MSG("write lines such as \"softlaw: 1\" and \"id: …\""));
        return;
    }
    read_words(r, front);
    check_format_version(r, yaml_find(front, "softlaw"));
    read_parties(r, yaml_find(front, "parties"));
    terms_check_fields(r, front, fields_of_front(), false, STR("front matter"), front->place);
    read_term(r, yaml_find(front, "term"), key_place(front, "term"));
}
