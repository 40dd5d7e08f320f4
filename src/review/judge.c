// review/judge.c - things start here: provisions, their clauses, and norms against what they say
#include "review/review_int.h"

#include <assert.h>

enum { TRIED_MAX = 16 };                             // candidates of one norm in one clause
enum { SMALL_BYTES_MAX = 40, MARKS_BYTES_MAX = 16 }; // "## " before a heading

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

// ---- clauses ------------------------------------------------------------------------------------

static Str as_written(const Judge *j, const ClauseRead *c) {
    return str_trim(str_part(j->document->source, c->offset, c->text.size));
}

// A clause says one thing of a norm: the gravest that its candidates gave.
static void keep_gravest(Judge *j, const ClauseRead *c, const ClauseHit *thing, ReviewItem item) {
    struct Tried *tried = &j->tried[item.norm - j->corpus->norms.items];
    size_t offset = c->offset + thing->start, size = thing->end - thing->start;
    item.clause = as_written(j, c);
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

// A norm without a case of violation is for whatever the others do not name.
static bool is_for_rest(const Norm *n) {
    return !n->inside->violates.count && !n->inside->doubtful.count;
}

// Where another norm has judged the clause, or left it to a person, nothing else is left.
static void drop_rest(Judge *j, size_t first) {
    bool is_taken = false;
    for (size_t i = first; i < j->items.count; i++) {
        const ReviewItem *x = &j->items.items[i];
        is_taken |= x->verdict < REVIEW_HARMLESS && !is_for_rest(x->norm);
    }
    for (size_t i = first; is_taken && i < j->items.count; i++) {
        ReviewItem *x = &j->items.items[i];
        if (x->verdict != REVIEW_PERSON || !is_for_rest(x->norm)) continue;
        x->verdict = REVIEW_HARMLESS;
        x->reason = REASON_OTHER;
    }
}

static void judge_clause(Judge *j, const ClauseRead *c) {
    size_t first = j->items.count;
    for (size_t i = 0; i < c->count; i++) {
        const Norm *norm = j->applied[c->hits[i].word_class];
        if (norm && !is_tired(j, c, norm))
            keep_gravest(j, c, &c->hits[i], review_candidate(j, c, i, norm));
    }
    drop_rest(j, first);
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

// What is said to be left out is not spoken of: 不征求意见.
static void mention(Judge *j, const ClauseRead *c, size_t index) {
    const ClauseHit *h = &c->hits[index];
    Mention *m = &j->mentions[h->word_class];
    if (m->is_there || m->tried == c->number) return;
    *m = (Mention){.is_there = !clause_said(c, index).is_negative,
                   .provision = c->provision,
                   .tried = c->number,
                   .offset = c->offset + h->start,
                   .size = h->end - h->start,
                   .clause = as_written(j, c)};
}

static void mark_mentions(Judge *j, const ClauseRead *c) {
    for (size_t i = 0; i < c->count; i++)
        if (j->is_wanted[c->hits[i].word_class]) mention(j, c, i);
}

static void mark_paragraph(Judge *j, const ClauseRead *c) {
    for (size_t i = 0; i < c->count; i++) {
        uint32_t word_class = c->hits[i].word_class;
        j->paragraph_spans[word_class].stamp = j->paragraph_number;
        if (word_class < WORD_RESERVED) j->said |= 1U << word_class;
    }
}

static ClauseRead read_clause(Judge *j, ClauseRead like) {
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
    return c;
}

static void read_lead(Judge *j, const ClauseRead *c, Lead *ret) {
    clause_lead(c, ret);
    mark_spans(j->lead_spans, c);
}

void review_text(Judge *j, ClauseRead like, Lead *ret_lead) {
    ClauseRead c = read_clause(j, like);
    judge_clause(j, &c);
    mark_mentions(j, &c);
    mark_paragraph(j, &c);
    j->review->clause_count++;
    if (ret_lead) read_lead(j, &c, ret_lead);
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

// A heading that is one of these, and nothing more: "Sources of supply" binds, "Sources" does not.
static bool is_recital(const Document *d, const Provision *p) {
    static const char *const OTHERS[] = {"序言", "前言",     "附注",     "来源",    "说明",
                                         "背景", "Preamble", "Recitals", "Recital", "Preambles",
                                         "Note", "Notes",    "Source",   "Sources", "Background"};
    Str words = str_part(p->heading, p->number.size, p->heading.size);
    while (words.size && strchr(" .:", words.at[0])) words = str_part(words, 1, words.size);
    words = str_trim(words);
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (str_is(words, str_from(OTHERS[i]))) return true;
    return p->level == 0 && d->provision_count > 1;
}

static size_t offset_of_heading(const Judge *j, const Provision *p) {
    Str near = str_part(j->document->source, p->place.offset, p->heading.size + MARKS_BYTES_MAX);
    int64_t at = str_find(near, p->heading, 0);
    return p->place.offset + (at > 0 ? (size_t)at : 0);
}

// A heading such as "Prohibited conduct" is the lead of what stands under it. It is not judged, but
// speaks of things: "Duties of the upper basin".
static Lead lead_of_heading(Judge *j, uint32_t provision) {
    const Provision *p = &j->document->provisions[provision];
    ClauseRead like = {
        .text = p->heading, .offset = offset_of_heading(j, p), .provision = provision};
    ClauseRead c = read_clause(j, like);
    Lead lead;
    mark_mentions(j, &c);
    read_lead(j, &c, &lead);
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
    Lead heading = lead_of_heading(j, index), open = heading;
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
    j.mentions = ARENA_ARRAY(a, Mention, c->class_count);
    j.is_wanted = ARENA_ARRAY(a, bool, c->class_count);
    review_apply(&j);
    for (uint32_t i = 0; i < t->document->provision_count; i++) judge_provision(&j, i);
    review_terms(&j);
    review_contents(&j);
    review_report(&j);
    arena_free(j.scratch);
    return j.review;
}
