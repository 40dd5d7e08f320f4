// review/contents.c - what an agreement must contain, and for how long it may run
//
// A requirement is met by an entry of the terms that says all of it, by a section that is there, or
// by words; which of them, the norm says. Where an entry is wanted, a mention in words is for a
// person. What is missing has the place of the agreement's beginning; in an excerpt, which says so
// in its front matter, it is for a person, too.
#include "review/review_int.h"

static bool has_payment(const Terms *t) {
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT) return true;
    return false;
}

static bool has_end(const Terms *t) {
    return t->to_day > t->from_day && t->to_day < civil_to_days((CivilDate){9999, 12, 31});
}

static bool has_section(const Terms *t, Str section) {
    if (str_is(section, STR("payments"))) return has_payment(t);
    if (str_is(section, STR("term"))) return has_end(t);
    for (size_t i = 0; i < t->clause_count; i++)
        if (str_is(section, str_from(t->clauses[i].section))) return true;
    return false;
}

static const Mention *find_mention(const Judge *j, const struct NormInside *in) {
    for (size_t i = 0; i < in->met_by.count; i++)
        if (j->mentions[in->met_by.items[i]].is_there) return &j->mentions[in->met_by.items[i]];
    return NULL;
}

static bool is_met(const Judge *j, const struct NormInside *in) {
    for (size_t i = 0; i < in->met_section_count; i++)
        if (has_section(j->terms, in->met_sections[i])) return true;
    return find_mention(j, in) != NULL;
}

// Longer than so many years: the day after them is still within the term.
static bool runs_longer(const Terms *t, int64_t years) {
    CivilDate from = civil_from_days(t->from_day);
    bool has_term = t->to_day > t->from_day;
    return has_term && civil_to_days(civil_add_months(from, years * 12)) <= t->to_day;
}

static bool is_excerpt(const Terms *t) {
    const YamlNode *n = yaml_find(t->document->front, "excerpt");
    return n && (n->kind != YAML_SCALAR || n->text.size);
}

static void add(Judge *j, ReviewItem item, bool is_kept, Place place) {
    const struct NormInside *in = item.norm->inside;
    bool is_left = !is_kept && item.norm->kind == NORM_REQUIRES && is_excerpt(j->terms);
    item.verdict = is_kept ? REVIEW_HARMLESS : is_left ? REVIEW_PERSON : in->missing;
    item.reason = is_kept ? REASON_KEPT : REASON_NONE;
    item.confidence = item.verdict == REVIEW_VIOLATES ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    review_add(j, item, place.offset, place.size);
}

static void add_mention(Judge *j, ReviewItem item, const Mention *m) {
    item.verdict = REVIEW_PERSON;
    item.provision = m->provision;
    item.clause = m->clause;
    item.words[item.word_count++] = str_part(j->document->source, m->offset, m->size);
    review_add(j, item, m->offset, m->size);
}

static void judge_entry(Judge *j, const Norm *n) {
    ReviewItem item = {.norm = n};
    Place place = {0};
    const Mention *mention = find_mention(j, n->inside);
    bool is_found = review_entries(j, n, &item, &place);
    if (is_found || !mention)
        add(j, item, is_found && !item.unsaid_count, place);
    else
        add_mention(j, item, mention);
}

static void judge_norm(Judge *j, const Norm *n) {
    const struct NormInside *in = n->inside;
    bool is_kept = n->kind == NORM_REQUIRES ? is_met(j, in) : !runs_longer(j->terms, in->years);
    add(j, (ReviewItem){.norm = n}, is_kept, (Place){0});
}

void review_contents(Judge *j) {
    for (size_t i = 0; i < j->corpus->norms.count; i++) {
        const Norm *n = &j->corpus->norms.items[i];
        if (n->kind == NORM_PROHIBITS || !review_applies(j, n)) continue;
        if (n->inside->entry.size)
            judge_entry(j, n);
        else
            judge_norm(j, n);
    }
}
