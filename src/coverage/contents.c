// coverage/contents.c - what an agreement of its kind must contain, looked for in terms and words
#include "coverage/coverage_int.h"

// ---- sections and front matter ------------------------------------------------------------------

static bool find_item(const Terms *t, Str section, ContentFound *ret) {
    static const char *const SECTIONS[] = {
        [ITEM_PARAMETER] = "parameters", [ITEM_QUANTITY] = "quantities",
        [ITEM_FORMULA] = "formulas",     [ITEM_TABLE] = "tables",
        [ITEM_PAYMENT] = "payments",
    };
    for (size_t i = 0; i < t->item_count; i++) {
        const Item *item = &t->items[i];
        if (!str_is(section, str_from(SECTIONS[item->kind]))) continue;
        ret->provision = item->provision;
        ret->place = item->place;
        return true;
    }
    return false;
}

static bool find_clause(const Terms *t, Str section, ContentFound *ret) {
    for (size_t i = 0; i < t->clause_count; i++) {
        const Clause *c = &t->clauses[i];
        if (!str_is(section, str_from(c->section))) continue;
        ret->provision = c->provision;
        ret->place = c->place;
        return true;
    }
    return false;
}

// Set 0 is that of the parties, which every agreement has.
static bool find_other(const Terms *t, Str section, ContentFound *ret) {
    bool is_set = str_is(section, STR("sets")) && t->set_count > 1;
    bool is_pool = str_is(section, STR("pools")) && t->pool_count;
    bool is_calendar = str_is(section, STR("calendars")) && t->calendar.is_given;
    bool is_question = str_is(section, STR("questions")) && t->question_count;
    if (is_set) ret->place = t->sets[1].place;
    if (is_pool) ret->place = t->pools[0].place;
    if (is_calendar) ret->place = t->calendar.place;
    if (is_question) ret->place = t->questions[0].place;
    return is_set || is_pool || is_calendar || is_question;
}

static bool find_section(const Terms *t, Str section, ContentFound *ret) {
    return find_item(t, section, ret) || find_clause(t, section, ret) ||
           find_other(t, section, ret);
}

// "term", or "term.to": a key within a key.
static bool find_front(const Terms *t, Str path, ContentFound *ret) {
    const YamlNode *n = t->document->front;
    Place place = {.line = 0};
    for (Str key; n && str_next(&path, '.', &key);) {
        size_t i = 0;
        while (n->kind == YAML_MAP && i < n->count && !str_is(n->keys[i], key)) i++;
        if (n->kind != YAML_MAP || i == n->count) return false;
        place = n->key_places[i];
        n = n->items[i];
    }
    if (!n || (n->kind == YAML_SCALAR && !n->text.size)) return false;
    ret->place = place;
    return true;
}

static bool find_term(const Terms *t, const KindContent *c, ContentFound *ret) {
    for (size_t i = 0; i < c->sections.count; i++)
        if (find_section(t, c->sections.items[i], ret)) return true;
    for (size_t i = 0; i < c->front.count; i++)
        if (find_front(t, c->front.items[i], ret)) return true;
    return false;
}

// By terms, or else by words; where both are needed and one is there, it is not found.
static ContentFound judge(const Terms *t, const KindContent *c, const ContentFound *by_words) {
    ContentFound term = {.content = c, .is_term = true};
    ContentFound words = *by_words;
    words.content = c;
    term.is_found = find_term(t, c, &term);
    bool is_enough =
        c->needs_both ? term.is_found && words.is_found : term.is_found || words.is_found;
    ContentFound result = term.is_found ? term : words;
    result.is_found = is_enough;
    result.is_term &= term.is_found;
    return result;
}

// ---- findings -----------------------------------------------------------------------------------

static Place kind_place(const Terms *t) {
    const YamlNode *front = t->document->front, *kind = yaml_find(front, "kind");
    if (kind) return kind->place;
    return front ? front->place : (Place){.file = t->document->file};
}

static bool is_excerpt(const Terms *t) {
    const YamlNode *n = yaml_find(t->document->front, "excerpt");
    return n && (n->kind != YAML_SCALAR || n->text.size);
}

static void report_missing(const Terms *t, const KindContent *c, Str language, Findings *f) {
    Severity severity = is_excerpt(t) ? SEVERITY_NOTE : c->severity;
    finding_add(f, severity, "missing-content", kind_place(t),
                MSG("missing: {1} ({2})", localised_in(&c->label, language),
                    localised_in(&c->citation, language)),
                MSG("{1}", localised_in(&c->proposal, language)));
}

const ContentReport *coverage_contents_again(Arena *a, const Terms *t, const Kind *k, Str language,
                                             const ContentReport *before, Findings *f) {
    ContentReport *report = ARENA_NEW(a, ContentReport);
    ContentFound *all = ARENA_ARRAY(a, ContentFound, k->content_count);
    report->contents = all;
    report->memory = contents_in_words(a, t->document, k, before ? before->memory : NULL, all);
    for (size_t i = 0; i < k->content_count; i++) {
        all[i] = judge(t, &k->contents[i], &all[i]);
        if (!all[i].is_found) report_missing(t, &k->contents[i], language, f);
    }
    return report;
}

const ContentReport *coverage_contents(Arena *a, const Terms *t, const Kind *k, Str language,
                                       Findings *f) {
    return coverage_contents_again(a, t, k, language, NULL, f);
}

void coverage_unknown_kind(const Terms *t, const Kinds *k, bool only_near, Findings *f) {
    Str near = kinds_nearest(f->arena, k, t->kind);
    if (near.at)
        finding_add(f, SEVERITY_WARNING, "unknown-kind", kind_place(t),
                    MSG("there is no kind of agreement \"{1}\"", t->kind),
                    MSG("did you mean \"{1}\"?", near));
    else if (!only_near)
        finding_add(f, SEVERITY_NOTE, "unknown-kind", kind_place(t),
                    MSG("there is no kind of agreement \"{1}\", so nobody knows what it must "
                        "contain",
                        t->kind),
                    MSG("known here: {1}; others are described in files whose folder --kinds gives",
                        kinds_list(f->arena, k)));
}
