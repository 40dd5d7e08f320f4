// review/clause.c - what a clause says about a thing it names: is it done, or forbidden, and to
// whom?
//
// A clause is cut at its commas into segments. The word that decides about a thing is the modal
// word ahead of it in its segment; else the one behind it (a subject comes before its verb); else
// the one of an earlier segment, which goes on through a list; else that of a later one, or of the
// lead of the list. Each word that turns (no, without, abolish, 取消) between them turns it once
// more.
#include "review/review_int.h"

static bool is_modal(uint32_t word_class) {
    return word_class == WORD_NOT || word_class == WORD_MUST || word_class == WORD_MAY ||
           word_class == WORD_GATE;
}

static bool is_actor(uint32_t word_class) {
    return word_class == WORD_OPERATOR || word_class == WORD_GOVERNMENT;
}

bool clause_has(const ClauseRead *c, uint32_t word_class) {
    const Span *own = &c->spans[word_class], *lead = &c->lead_spans[word_class];
    bool is_in_lead = c->lead.number && lead->stamp == c->lead.number;
    return own->stamp == c->number || is_in_lead;
}

// The thing that is looked at; beyond the last hit it is what a list would name.
typedef struct Thing {
    const ClauseRead *clause;
    size_t index; // in hits; where it would be
    size_t start;
    uint32_t segment;
} Thing;

static Thing thing_at(const ClauseRead *c, size_t index) {
    bool is_hit = index < c->count;
    uint32_t last = c->count ? c->hits[c->count - 1].segment : 0;
    return (Thing){.clause = c,
                   .index = index,
                   .start = is_hit ? c->hits[index].start : c->text.size,
                   .segment = is_hit ? c->hits[index].segment : last};
}

// ---- the word that decides ----------------------------------------------------------------------

// Does the segment of the thing have a subject of its own, so that nothing is carried into it?
static bool has_own_subject(const Thing *t) {
    const ClauseHit *hits = t->clause->hits;
    if (!t->segment) return false;
    for (size_t i = t->index; i > 0 && hits[i - 1].segment == t->segment; i--)
        if (is_actor(hits[i - 1].word_class) && hits[i - 1].begins) return true;
    return false;
}

static const ClauseHit *modal_ahead(const Thing *t, bool in_segment) {
    const ClauseHit *hits = t->clause->hits;
    for (size_t i = t->index; i > 0; i--) {
        const ClauseHit *h = &hits[i - 1];
        if (in_segment && h->segment != t->segment) return NULL;
        if (is_modal(h->word_class) && h->start < t->start) return h;
    }
    return NULL;
}

static const ClauseHit *modal_behind(const Thing *t, bool in_segment) {
    const ClauseRead *c = t->clause;
    for (size_t i = t->index; i < c->count; i++) {
        const ClauseHit *h = &c->hits[i];
        if (in_segment && h->segment != t->segment) return NULL;
        if (h->start > t->start && h->word_class == WORD_RELATIVE) return NULL;
        if (h->start > t->start && (is_modal(h->word_class) || h->word_class == WORD_UNDONE))
            return h;
    }
    return NULL;
}

static const ClauseHit *find_modal(const Thing *t, bool *ret_near) {
    const ClauseHit *h = modal_ahead(t, true);
    if (!h) h = modal_behind(t, true);
    *ret_near = h != NULL;
    if (!h && !has_own_subject(t)) {
        h = modal_ahead(t, false);
        if (!h) h = modal_behind(t, false);
    }
    return h;
}

// ---- words that turn ----------------------------------------------------------------------------

// Where words begin to bear on the thing.
static size_t bearing_from(const Thing *t, const ClauseHit *modal) {
    const ClauseHit *hits = t->clause->hits;
    size_t from = 0;
    if (modal && modal->start < t->start) return (size_t)(modal - hits) + 1;
    if (modal || has_own_subject(t))
        while (from < t->index && hits[from].segment < t->segment) from++;
    return from;
}

typedef struct Turns {
    size_t undone, hindered, released;
} Turns;

// 不 before the word itself: 不备案. Elsewhere it is a part of many words (不少于, 不同).
static bool is_denied(const Thing *t) {
    Str no = STR("不");
    return t->start >= no.size &&
           str_is(str_part(t->clause->text, t->start - no.size, no.size), no);
}

// "The approval is not asked for": the word that turns follows at once. In Chinese what follows
// begins a condition as often (审批未取得的).
static bool is_denied_behind(const Thing *t) {
    const ClauseRead *c = t->clause;
    if (t->index >= c->count) return false;
    for (size_t i = t->index + 1; i < c->count; i++) {
        const ClauseHit *h = &c->hits[i];
        if (h->start > c->hits[t->index].end + 1) return false;
        bool is_english = (unsigned char)c->text.at[h->start] < 0x80;
        if (h->word_class == WORD_UNDO && h->start > t->start) return is_english;
    }
    return false;
}

// A verb that imposes, in a later part of the sentence than the one that abolished, begins anew.
static Turns count_turns(const Thing *t, const ClauseHit *modal) {
    const ClauseHit *hits = t->clause->hits;
    Turns turns = {0};
    uint32_t segment = 0;
    for (size_t i = bearing_from(t, modal); i < t->index && i < t->clause->count; i++) {
        const ClauseHit *h = &hits[i];
        if (h->start >= t->start) break;
        if (h->word_class == WORD_IMPOSE && h->segment > segment) turns.undone = 0;
        if (h->word_class == WORD_UNDO) turns.undone++, segment = h->segment;
        if (h->word_class == WORD_HINDER) turns.hindered++;
        if (h->word_class == WORD_RELEASE) turns.released++;
    }
    turns.undone += is_denied(t);
    return turns;
}

// "No", "neither" turn all that follows in their part of the sentence, and what is carried on.
static size_t count_none(const Thing *t, const ClauseHit *modal) {
    bool is_carried = !modal && !has_own_subject(t);
    size_t count = 0;
    for (size_t i = 0; i < t->clause->count; i++) {
        const ClauseHit *h = &t->clause->hits[i];
        if (h->word_class != WORD_NONE || h->start >= t->start) continue;
        bool is_same = h->segment == t->segment || (modal && h->segment == modal->segment);
        count += is_same || is_carried;
    }
    return count ? 1 : 0;
}

static size_t count_behind(const Thing *t, const ClauseHit *modal, uint32_t word_class) {
    size_t count = 0;
    for (size_t i = t->index; i < t->clause->count; i++) {
        const ClauseHit *h = &t->clause->hits[i];
        if (h->segment != t->segment) break;
        count += h->word_class == word_class && h->start > t->start && h != modal;
    }
    return count;
}

// ---- who is bound -------------------------------------------------------------------------------

// In English the first actor of the part of the sentence is its subject; in Chinese the last one
// ahead of the modal, since what describes it stands before it; of an earlier part (…的，应当 …)
// the first one.
static const ClauseHit *find_subject(const ClauseRead *c, size_t before, uint32_t segment) {
    const ClauseHit *found = NULL;
    for (size_t i = 0; i < c->count; i++) {
        const ClauseHit *h = &c->hits[i];
        if (h->start >= before) break;
        if (!is_actor(h->word_class) || h->segment > segment) continue;
        bool is_chinese = (unsigned char)c->text.at[h->start] >= 0x80;
        bool is_head = is_chinese && h->segment == segment;
        if (!found || found->segment < h->segment || is_head) found = h;
    }
    return found;
}

static void add_subject(Said *said, const Thing *t) {
    const ClauseRead *c = t->clause;
    size_t before = said->modal ? said->modal->start : t->start;
    uint32_t segment = said->modal ? said->modal->segment : t->segment;
    said->subject_hit = find_subject(c, before, segment);
    said->subject = c->lead.is_open ? c->lead.subject : WORD_PLAIN;
    if (said->subject_hit) said->subject = said->subject_hit->word_class;
}

Said clause_said(const ClauseRead *c, size_t index) {
    Thing t = thing_at(c, index);
    Said said = {0};
    said.modal = find_modal(&t, &said.is_near);
    bool is_negative =
        said.modal && (said.modal->word_class == WORD_NOT || said.modal->word_class == WORD_UNDONE);
    size_t none = count_none(&t, said.modal);
    if (!said.modal && !none && c->lead.is_open && c->lead.has_sign)
        is_negative = c->lead.is_negative;
    Turns turns = count_turns(&t, said.modal);
    size_t turned = none + turns.undone + count_behind(&t, said.modal, WORD_UNDONE);
    turned += is_denied_behind(&t);
    size_t hindered = turns.hindered + count_behind(&t, said.modal, WORD_HINDER);
    said.is_negative = (is_negative + turned + turns.released) % 2;
    said.is_barred = (is_negative + turned + (hindered > 0)) % 2;
    add_subject(&said, &t);
    return said;
}

void clause_lead(const ClauseRead *c, Lead *ret) {
    Said said = clause_said(c, c->count);
    bool is_undone = clause_has(c, WORD_UNDONE);
    *ret = (Lead){.is_open = true, .number = c->number, .subject = said.subject};
    ret->has_sign = said.modal || is_undone || said.is_negative;
    ret->is_negative = (said.is_negative + is_undone) % 2;
}
