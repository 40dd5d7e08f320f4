// review/apply.c - which norms hold on the day for this agreement, and which are named as not
// looked at
#include "review/review_int.h"

void review_not_seen(Judge *j, ReviewGap gap, const Law *law, const Norm *norm, size_t count) {
    *VEC_ADD(j->arena, &j->not_seen) = (ReviewNotSeen){gap, law, norm, count};
}

static bool is_among(Str word, const Str *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_is(word, list[i])) return true;
    return !count || !word.size;
}

static bool names_party(const Terms *t, const Law *law) {
    for (size_t i = 0; i < t->party_count; i++)
        for (size_t l = 0; l < t->parties[i].label.count; l++)
            for (size_t w = 0; w < law->party_word_count; w++)
                if (str_find(t->parties[i].label.texts[l], law->party_words[w], 0) >= 0)
                    return true;
    return !law->party_word_count;
}

static bool in_force(int64_t from, int64_t to, int64_t day) {
    return from <= day && day <= to;
}

static bool law_applies(const Judge *j, const Law *law, ReviewGap *ret_gap) {
    const Terms *t = j->terms;
    *ret_gap = law->to_day < j->review->day ? GAP_LAW_ENDED : GAP_LAW_LATER;
    if (!in_force(law->from_day, law->to_day, j->review->day)) return false;
    *ret_gap = GAP_LAW_CURRENCY;
    if (!is_among(t->currency, law->currencies, law->currency_count)) return false;
    *ret_gap = GAP_LAW_KIND;
    if (!is_among(t->kind, law->kinds, law->kind_count)) return false;
    *ret_gap = GAP_LAW_PARTY;
    return names_party(t, law);
}

bool review_applies(const Judge *j, const Norm *n) {
    ReviewGap gap;
    return law_applies(j, &j->corpus->laws.items[n->law], &gap) &&
           in_force(n->from_day, n->to_day, j->review->day);
}

static void apply_norm(Judge *j, const Norm *n) {
    const Law *law = &j->corpus->laws.items[n->law];
    Lang lang;
    ReviewGap gap;
    if (!law_applies(j, law, &gap)) return;
    if (!review_applies(j, n)) {
        review_not_seen(j, GAP_NORM_LATER, law, n, 1);
        return;
    }
    j->review->norm_count++;
    for (size_t i = 0; i < n->inside->met_by.count; i++)
        j->is_wanted[n->inside->met_by.items[i]] = true;
    if (n->kind != NORM_PROHIBITS) return;
    j->applied[n->inside->candidates] = n;
    bool is_known = lang_from_text(j->terms->language, &lang);
    if (!is_known || !n->inside->has_words[lang]) review_not_seen(j, GAP_NORM_LANGUAGE, law, n, 1);
}

void review_apply(Judge *j) {
    Review *r = j->review;
    r->laws = ARENA_ARRAY(j->arena, const Law *, j->corpus->laws.count);
    for (size_t i = 0; i < j->corpus->laws.count; i++) {
        const Law *law = &j->corpus->laws.items[i];
        ReviewGap gap;
        if (law_applies(j, law, &gap))
            r->laws[r->law_count++] = law;
        else
            review_not_seen(j, gap, law, NULL, 1);
    }
    for (size_t i = 0; i < j->corpus->norms.count; i++) apply_norm(j, &j->corpus->norms.items[i]);
}
