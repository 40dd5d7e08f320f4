// review/contents.c - what an agreement must contain, and for how long it may run
//
// A requirement is met by words anywhere in the agreement or by a section of its terms. What is
// missing has the place of the agreement's beginning.
#include "review/review_int.h"

static bool has_payment(const Terms *t) {
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT) return true;
    return false;
}

static bool has_section(const Terms *t, Str section) {
    if (str_is(section, STR("payments"))) return has_payment(t);
    if (str_is(section, STR("term"))) return t->from_day != 0 || t->to_day != 0;
    for (size_t i = 0; i < t->clause_count; i++)
        if (str_is(section, str_from(t->clauses[i].section))) return true;
    return false;
}

static bool is_met(const Judge *j, const struct NormInside *in) {
    for (size_t i = 0; i < in->met_by.count; i++)
        if (j->seen[in->met_by.items[i]].stamp) return true;
    for (size_t i = 0; i < in->met_section_count; i++)
        if (has_section(j->terms, in->met_sections[i])) return true;
    return false;
}

// Longer than so many years: the day after them is still within the term.
static bool runs_longer(const Terms *t, int64_t years) {
    CivilDate from = civil_from_days(t->from_day);
    bool has_term = t->to_day > t->from_day;
    return has_term && civil_to_days(civil_add_months(from, years * 12)) <= t->to_day;
}

static void judge_norm(Judge *j, const Norm *n) {
    const struct NormInside *in = n->inside;
    bool is_kept = n->kind == NORM_REQUIRES ? is_met(j, in) : !runs_longer(j->terms, in->years);
    ReviewItem item = {.norm = n, .verdict = is_kept ? REVIEW_HARMLESS : in->missing};
    item.reason = is_kept ? REASON_KEPT : REASON_NONE;
    item.confidence = item.verdict == REVIEW_VIOLATES ? CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
    review_add(j, item, 0, 0);
}

void review_contents(Judge *j) {
    for (size_t i = 0; i < j->corpus->norms.count; i++) {
        const Norm *n = &j->corpus->norms.items[i];
        if (n->kind != NORM_PROHIBITS && review_applies(j, n)) judge_norm(j, n);
    }
}
