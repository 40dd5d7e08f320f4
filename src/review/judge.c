// review/judge.c - things start here: provisions, their clauses, and norms against what they say
#include "review/review_int.h"

#include <assert.h>

enum { TRIED_MAX = 16 }; // candidates of one norm in one clause
enum { SMALL_BYTES_MAX = 40 };

// ---- items --------------------------------------------------------------------------------------

size_t review_add(Judge *j, ReviewItem item, size_t offset, size_t size) {
    if (j->items.count == LIMIT_FINDINGS * 10) {
        j->dropped++;
        return SIZE_MAX;
    }
    item.place =
        (Place){.file = j->document->file, .offset = (uint32_t)offset, .size = (uint32_t)size};
    *VEC_ADD(j->arena, &j->items) = item;
    return j->items.count - 1;
}

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

static ReviewItem judge_candidate(const Judge *j, const ClauseRead *c, size_t index,
                                  const Norm *norm) {
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

// ---- clauses ------------------------------------------------------------------------------------

// A clause says one thing of a norm: the gravest that its candidates gave.
static void keep_gravest(Judge *j, const ClauseRead *c, const ClauseHit *thing, ReviewItem item) {
    struct Tried *tried = &j->tried[item.norm - j->corpus->norms.items];
    size_t offset = c->offset + thing->start, size = thing->end - thing->start;
    item.clause = str_trim(str_part(j->document->source, c->offset, c->text.size));
    if (tried->stamp != c->number) {
        *tried = (struct Tried){.stamp = c->number, .item = review_add(j, item, offset, size)};
    } else if (tried->item != SIZE_MAX && item.verdict < j->items.items[tried->item].verdict) {
        item.place =
            (Place){.file = j->document->file, .offset = (uint32_t)offset, .size = (uint32_t)size};
        j->items.items[tried->item] = item;
    }
    tried->count++;
}

static bool is_tired(const Judge *j, const ClauseRead *c, const Norm *norm) {
    const struct Tried *tried = &j->tried[norm - j->corpus->norms.items];
    return tried->stamp == c->number && tried->count >= TRIED_MAX;
}

static void judge_clause(Judge *j, const ClauseRead *c) {
    for (size_t i = 0; i < c->count; i++) {
        const Norm *norm = j->applied[c->hits[i].word_class];
        if (norm && !is_tired(j, c, norm))
            keep_gravest(j, c, &c->hits[i], judge_candidate(j, c, i, norm));
    }
}

// A comma between figures or behind "Co." parts nothing.
static size_t comma_at(Str text, size_t at) {
    Str wide = STR("，");
    if (str_starts_with(str_part(text, at, wide.size), wide)) return wide.size;
    if (text.at[at] != ',') return 0;
    bool is_figure = at && at + 1 < text.size && text.at[at - 1] >= '0' && text.at[at - 1] <= '9' &&
                     text.at[at + 1] >= '0' && text.at[at + 1] <= '9';
    return !is_figure && !(at && text.at[at - 1] == '.');
}

static bool is_small_words(Str text) {
    if (text.size > SMALL_BYTES_MAX) return false;
    static const char *const SMALL[] = {"and", "but", "while", "the", "each", "every", "any",
                                        "a",   "an",  "all",   "但",  "而",   "并",    "其"};
    Str rest = str_trim(text), word;
    while (str_next(&rest, ' ', &word)) {
        bool is_small = !word.size;
        for (size_t i = 0; i < sizeof SMALL / sizeof SMALL[0]; i++)
            is_small |= str_is(word, str_from(SMALL[i]));
        if (!is_small) return false;
    }
    return true;
}

static ClauseHit *segment_hits(Judge *j, Str text) {
    ClauseHit *hits = ARENA_ARRAY(j->scratch, ClauseHit, j->hits.count);
    uint32_t segment = 0;
    size_t at = 0, start = 0;
    for (size_t i = 0; i < j->hits.count; i++) {
        const LintHit *h = &j->hits.items[i];
        for (; at < h->start; at++) {
            size_t size = comma_at(text, at);
            if (size) segment++, start = at + size;
        }
        bool begins =
            is_small_words(str_part(text, start, h->start > start ? h->start - start : 0));
        hits[i] = (ClauseHit){h->start, h->end, h->mark, segment, begins};
    }
    return hits;
}

static void mark_spans(Span *spans, const ClauseRead *c) {
    for (size_t i = 0; i < c->count; i++) {
        const ClauseHit *h = &c->hits[i];
        Span *span = &spans[h->word_class];
        if (span->stamp != c->number) *span = (Span){c->number, h->start, h->start};
        span->last = h->start;
    }
}

static void mark_seen(Judge *j, const ClauseRead *c) {
    for (size_t i = 0; i < c->count; i++) {
        uint32_t word_class = c->hits[i].word_class;
        j->seen[word_class].stamp = 1;
        j->paragraph_spans[word_class].stamp = j->paragraph_number;
        if (word_class < WORD_RESERVED) j->said |= 1U << word_class;
    }
}

void review_text(Judge *j, ClauseRead like, Lead *ret_lead) {
    ClauseRead c = like;
    arena_reset(j->scratch);
    j->hits = (LintHits){.arena = j->scratch};
    lint_scan(j->corpus->automaton, c.text, &j->hits);
    c.number = ++j->clause_number;
    c.hits = segment_hits(j, c.text);
    c.count = j->hits.count;
    c.spans = j->spans;
    c.lead_spans = j->lead_spans;
    c.paragraph_spans = j->paragraph_spans;
    c.paragraph_number = j->paragraph_number;
    mark_spans(j->spans, &c);
    c.is_definition = j->spans[WORD_DEFINES].stamp == c.number;
    judge_clause(j, &c);
    mark_seen(j, &c);
    j->review->clause_count++;
    if (!ret_lead) return;
    clause_lead(&c, ret_lead);
    mark_spans(j->lead_spans, &c);
}

// ---- excuses ------------------------------------------------------------------------------------

static void hold_excuse(ReviewItem *item, unsigned lacks) {
    bool may_be = item->norm->inside->excuses & 1U << EXCUSE_GROUND;
    if (item->verdict != REVIEW_VIOLATES || !may_be) return;
    item->lacks = lacks;
    if (!lacks) item->verdict = REVIEW_EXCEPTED;
    if (lacks == LACKS_NECESSITY) item->verdict = REVIEW_DOUBTFUL;
}

void review_end_paragraph(Judge *j) {
    unsigned lacks = (j->said & 1U << WORD_NECESSITY ? 0 : LACKS_NECESSITY) |
                     (j->said & 1U << WORD_UNTIL ? 0 : LACKS_END);
    if (j->said & 1U << WORD_GROUND)
        for (size_t i = j->first_item; i < j->items.count; i++)
            hold_excuse(&j->items.items[i], lacks);
    j->first_item = j->items.count;
    j->paragraph_number++;
    j->said = 0;
}

// ---- provisions ---------------------------------------------------------------------------------

static bool is_recital(const Document *d, const Provision *p) {
    static const char *const OTHERS[] = {"序言",     "前言",    "附注", "来源",   "说明",
                                         "Preamble", "Recital", "Note", "Source", "Background"};
    Str words = str_part(p->heading, p->number.size, p->heading.size);
    while (words.size && strchr(" .:", words.at[0])) words = str_part(words, 1, words.size);
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (str_starts_with(words, str_from(OTHERS[i]))) return true;
    return p->level == 0 && d->provision_count > 1;
}

// A heading such as "Prohibited conduct" is the lead of what stands under it.
static Lead lead_of_heading(Judge *j, const Provision *p) {
    Lead lead;
    ClauseRead like = {.text = p->heading, .offset = p->place.offset, .is_definition = true};
    size_t items = j->items.count;
    review_text(j, like, &lead);
    j->items.count = items;
    j->review->clause_count--;
    j->said = 0;
    return lead.is_negative ? lead : (Lead){0};
}

static size_t count_in(Str text, const char *word) {
    size_t count = 0;
    for (int64_t at = -1; (at = str_find(text, str_from(word), (size_t)(at + 1))) >= 0;) count++;
    return count;
}

// A lead may stand in one piece and its list in the next; `open` carries it.
static void judge_piece(Judge *j, const TextPiece *p, uint32_t provision, Lead heading,
                        Lead *open) {
    Str masked = lint_mask(j->arena, p->source);
    bool recital = is_recital(j->document, &j->document->provisions[provision]);
    Unit u;
    j->links += count_in(p->source, "](");
    for (size_t from = 0; unit_next(masked, p->source, from, &u); from = u.end) {
        if (u.begins) review_end_paragraph(j);
        if (u.begins && !u.is_item) *open = heading;
        ClauseRead like = {.text = str_part(masked, u.start, u.end - u.start),
                           .offset = p->place.offset + u.start,
                           .provision = provision,
                           .lead = *open,
                           .is_recital = recital};
        j->quotes += str_find(like.text, STR("__"), 0) >= 0;
        Lead next = {0};
        review_text(j, like, u.ends == UNIT_LEAD ? &next : NULL);
        if (u.ends == UNIT_LEAD) *open = next;
    }
    review_end_paragraph(j);
}

static void judge_provision(Judge *j, uint32_t index) {
    const Provision *p = &j->document->provisions[index];
    Lead heading = lead_of_heading(j, p), open = heading;
    for (size_t i = 0; i < p->piece_count; i++) {
        j->tables += p->pieces[i].kind == TEXT_TABLE;
        if (p->pieces[i].kind == TEXT_WORDS) judge_piece(j, &p->pieces[i], index, heading, &open);
    }
}

// ---- the whole agreement ------------------------------------------------------------------------

const Review *review_judge(Arena *a, const Corpus *c, const Terms *t, int64_t day) {
    assert(c->automaton);
    Judge j = {
        .arena = a, .scratch = arena_new(), .corpus = c, .terms = t, .document = t->document};
    j.review = ARENA_NEW(a, Review);
    j.review->day = day;
    j.applied = ARENA_ARRAY(a, const Norm *, c->class_count);
    j.tried = ARENA_ARRAY(a, struct Tried, c->norms.count);
    j.spans = ARENA_ARRAY(a, Span, c->class_count);
    j.paragraph_spans = ARENA_ARRAY(a, Span, c->class_count);
    j.paragraph_number = 1;
    j.follow_left = FOLLOW_BYTES_ALL;
    j.lead_spans = ARENA_ARRAY(a, Span, c->class_count);
    j.seen = ARENA_ARRAY(a, Span, c->class_count);
    review_apply(&j);
    for (uint32_t i = 0; i < t->document->provision_count; i++) judge_provision(&j, i);
    review_terms(&j);
    review_contents(&j);
    review_report(&j);
    arena_free(j.scratch);
    return j.review;
}
