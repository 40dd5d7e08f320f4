// review/candidate.c - a word that a norm looks for, and what its clause makes of it
//
// Harmless cases are tried first, then those that violate, then those of doubt. What none decides
// is harmless for a reason of its own, or left to a person.
#include "review/review_int.h"

#include <assert.h>

// ---- cases --------------------------------------------------------------------------------------

static const ClauseHit *hit_of(const ClauseRead *c, uint32_t word_class, uint32_t segment,
                               bool in_segment) {
    for (size_t i = 0; i < c->count; i++)
        if (c->hits[i].word_class == word_class && (!in_segment || c->hits[i].segment == segment))
            return &c->hits[i];
    return NULL;
}

static bool condition_holds(const ClauseRead *c, const Said *said, const ClauseHit *thing,
                            const Condition *k) {
    const Span *span = &c->spans[k->word_class];
    bool is_here = span->stamp == c->number;
    switch (k->relation) {
    case HAS: return clause_has(c, k->word_class);
    case NO: return !clause_has(c, k->word_class);
    case BESIDE: return is_here && hit_of(c, k->word_class, thing->segment, true);
    case AHEAD: return is_here && span->first < thing->start;
    case BEHIND: return is_here && span->last > thing->start;
    case BOUND: return said->subject == k->word_class;
    case UNBOUND: return said->subject != k->word_class;
    default: assert(false); return false;
    }
}

static bool act_holds(const Said *said, Act act) {
    return act == ACT_ANY || (act == ACT_DONE ? !said->is_negative : said->is_barred);
}

static bool conditions_hold(const ClauseRead *c, const Said *said, const ClauseHit *thing,
                            const Case *k) {
    for (size_t i = 0; i < k->condition_count; i++)
        if (!condition_holds(c, said, thing, &k->conditions[i])) return false;
    return true;
}

static const Case *find_case(const ClauseRead *c, const Said *said, const ClauseHit *thing,
                             const Cases *cases) {
    for (size_t i = 0; i < cases->count; i++)
        if (act_holds(said, cases->items[i].act) &&
            conditions_hold(c, said, thing, &cases->items[i]))
            return &cases->items[i];
    return NULL;
}

// ---- reasons ------------------------------------------------------------------------------------

static void add_word(const Judge *j, const ClauseRead *c, ReviewItem *item, const ClauseHit *h) {
    if (!h || item->word_count == REVIEW_WORDS_MAX) return;
    Str word = str_part(j->document->source, c->offset + h->start, h->end - h->start);
    for (size_t i = 0; i < item->word_count; i++)
        if (str_is(item->words[i], word)) return;
    item->words[item->word_count++] = word;
}

static void add_words(const Judge *j, const ClauseRead *c, const Said *said, const ClauseHit *thing,
                      const Case *k, ReviewItem *item) {
    add_word(j, c, item, thing);
    add_word(j, c, item, said->modal);
    for (size_t i = 0; k && i < k->condition_count; i++) {
        const Condition *x = &k->conditions[i];
        if (x->relation == BOUND) add_word(j, c, item, said->subject_hit);
        if (x->relation == NO || x->relation == BOUND || x->relation == UNBOUND) continue;
        add_word(j, c, item, hit_of(c, x->word_class, thing->segment, x->relation == BESIDE));
    }
}

// Forbidding a thing that no case wants to be free is harmless, and so is forbidding its
// restriction.
static ReviewReason reason_of_act(const Said *said, const struct NormInside *in) {
    size_t done = 0, barred = 0;
    for (size_t i = 0; i < in->violates.count; i++) {
        done += in->violates.items[i].act == ACT_DONE;
        barred += in->violates.items[i].act == ACT_BARRED;
    }
    bool is_spared = said->is_negative && !said->is_barred;
    if (barred && !said->is_barred && (!done || is_spared)) return REASON_FREE;
    bool is_first = done && in->violates.items[0].act == ACT_DONE;
    return is_first && said->is_negative ? REASON_FORBIDDEN : REASON_NONE;
}

static bool has_named(const ClauseRead *c, uint32_t word_class) {
    const Span *span = &c->paragraph_spans[word_class];
    return span->stamp && span->stamp == c->paragraph_number;
}

// Named in the clause, or meant by a pronoun that stands for what the paragraph has named.
static bool is_concerned(const ClauseRead *c, const Classes *concerns) {
    bool has_pronoun = clause_has(c, WORD_PRONOUN);
    for (size_t i = 0; i < concerns->count; i++)
        if (clause_has(c, concerns->items[i]) || (has_pronoun && has_named(c, concerns->items[i])))
            return true;
    return !concerns->count;
}

static ReviewItem harmless(ReviewItem item, ReviewReason reason) {
    item.verdict = REVIEW_HARMLESS;
    item.reason = reason;
    return item;
}

static ReviewConfidence confidence_of(const ClauseRead *c, const Said *said, ReviewVerdict v) {
    if (v != REVIEW_VIOLATES) return CONFIDENCE_LOW;
    return said->is_near && !c->is_terms ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
}

static ReviewItem with_case(const ClauseRead *c, const Said *said, const Case *k, ReviewItem item,
                            ReviewVerdict verdict) {
    unsigned excuses = item.norm->inside->excuses;
    item.verdict = verdict;
    item.why = &k->why;
    if (verdict == REVIEW_VIOLATES && c->is_recital) item.verdict = REVIEW_DOUBTFUL;
    item.confidence = confidence_of(c, said, item.verdict);
    if ((excuses & 1U << EXCUSE_BASIS) && clause_has(c, WORD_BASIS)) item.verdict = REVIEW_EXCEPTED;
    return item;
}

ReviewItem review_candidate(const Judge *j, const ClauseRead *c, size_t index, const Norm *norm) {
    const struct NormInside *in = norm->inside;
    const ClauseHit *thing = &c->hits[index];
    Said said = clause_said(c, index);
    ReviewItem item = {.norm = norm, .provision = c->provision, .verdict = REVIEW_PERSON};
    const Case *spared = find_case(c, &said, thing, &in->harmless);
    const Case *broken = find_case(c, &said, thing, &in->violates);
    const Case *doubted = find_case(c, &said, thing, &in->doubtful);
    add_words(j, c, &said, thing, spared ? spared : broken ? broken : doubted, &item);
    const Span *breach = &c->spans[WORD_BREACH];
    if (c->is_definition) return harmless(item, REASON_DEFINITION);
    if (breach->stamp == c->number && breach->first < thing->start)
        return harmless(item, REASON_BREACH);
    if (spared) {
        item.why = &spared->why;
        return harmless(item, REASON_CASE);
    }
    if (!is_concerned(c, &in->concerns)) return harmless(item, REASON_CONCERNS);
    if (broken) return with_case(c, &said, broken, item, REVIEW_VIOLATES);
    if (doubted) return with_case(c, &said, doubted, item, REVIEW_DOUBTFUL);
    ReviewReason reason = reason_of_act(&said, in);
    return reason == REASON_NONE ? item : harmless(item, reason);
}
