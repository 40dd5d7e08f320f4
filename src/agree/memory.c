// agree/memory.c - verdicts on articles that an edit left as they were
//
// A verdict follows from the text of its article and from little else: the term of the agreement,
// its currency and those of its units, the names of its parties. Where these are the
// same, the verdict on the version before holds; only its places have moved. What the terms of
// other articles excuse is asked anew (judge.c).
#include "agree/judge.h"

typedef struct Names {
    Str *items;
    size_t count, capacity;
} Names;

// Provisions [from, to) of its document.
typedef struct Extent {
    size_t from, to;
} Extent;

struct AgreeMemory {
    const Document *document;
    int64_t from_day;
    int year_starts;
    Str currency;
    KeyList front;
    Names names; // of parties
    Currencies currencies;
    Extent *extents;   // by article
    Verdict *verdicts; // by article
    size_t *articles;  // by provision: the article that it begins, plus one; 0 = none
    // while this version is judged: that before, where it helps
    const AgreeMemory *before;
    TextSame same;
};

// ---- what verdicts follow from ------------------------------------------------------------------

static void note_front(AgreeMemory *m, const Judge *j) {
    Key keys[KEYS_MAX];
    for (size_t i = 0; i < j->c.front.count; i++) {
        size_t count = keys_offered(&j->c.front.items[i].figure, keys);
        for (size_t k = 0; k < count; k++) *VEC_ADD(j->arena, &m->front) = keys[k];
    }
}

// Behind the names of each party an absent one.
static void note_names(AgreeMemory *m, const Judge *j) {
    const Terms *t = j->c.terms;
    for (size_t i = 0; i < t->party_count; i++) {
        const Localised *label = &t->parties[i].label;
        *VEC_ADD(j->arena, &m->names) = t->parties[i].id;
        for (size_t k = 0; k < label->count && k < PARTY_NAMES_MAX; k++)
            *VEC_ADD(j->arena, &m->names) = label->texts[k];
        *VEC_ADD(j->arena, &m->names) = (Str){NULL, 0};
    }
}

static bool are_same_names(const Names *a, const Names *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (!a->items[i].at != !b->items[i].at || !str_is(a->items[i], b->items[i])) return false;
    return true;
}

static bool are_same_keys(const KeyList *a, const KeyList *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].kind != b->items[i].kind ||
            dec_compare(a->items[i].value, b->items[i].value) != 0)
            return false;
    return true;
}

static bool are_used_as_before(const Currencies *c, const Terms *t) {
    for (size_t i = 0; i < c->count; i++)
        if (currency_is_used(t, c->names[i]) != c->are_used[i]) return false;
    return true;
}

static bool is_same_world(const AgreeMemory *a, const AgreeMemory *b) {
    return a->from_day == b->from_day && a->year_starts == b->year_starts &&
           str_is(a->currency, b->currency) && are_same_keys(&a->front, &b->front) &&
           are_same_names(&a->names, &b->names);
}

AgreeMemory *agree_memory_new(Judge *j, const AgreeMemory *before) {
    const Terms *t = j->c.terms;
    AgreeMemory *m = ARENA_NEW(j->arena, AgreeMemory);
    *m = (AgreeMemory){.document = j->c.document,
                       .from_day = t->from_day,
                       .year_starts = j->c.year_starts,
                       .currency = t->currency};
    note_front(m, j);
    note_names(m, j);
    if (!before || !is_same_world(before, m) || !are_used_as_before(&before->currencies, t))
        return m;
    j->currencies = before->currencies;
    m->before = before;
    m->same = text_same(before->document->source, m->document->source);
    return m;
}

// ---- taking over --------------------------------------------------------------------------------

// The article of the version before that is this one, letter by letter, plus one; 0 if none is.
static size_t find(const AgreeMemory *now, const Article *article) {
    const AgreeMemory *before = now->before;
    const Provision *was = NULL;
    for (size_t i = article->provision_from; i < article->provision_to; i++) {
        const Provision *same = text_same_provision(&now->same, before->document, now->document, i);
        if (!same || (was && same != was + 1)) return 0;
        was = same;
    }
    size_t to = (size_t)(was - before->document->provisions) + 1;
    size_t from = to - (article->provision_to - article->provision_from);
    size_t found = before->articles[from];
    return found && before->extents[found - 1].to == to ? found : 0;
}

static void move(PendingList *pending, const Place *from, const Place *to) {
    for (size_t i = 0; i < pending->count; i++) {
        Pending *p = &pending->items[i];
        p->at.start += to->offset - from->offset;
        p->other.start += to->offset - from->offset;
        p->line += to->line - from->line;
        p->other_line += to->line - from->line;
    }
}

#define COPY(a, list)                                                                              \
    ((list)->items = arena_copy((a), (list)->items, (list)->count * sizeof *(list)->items))

bool agree_memory_take(AgreeMemory *now, const Judge *j, const Article *article, Verdict *ret) {
    size_t found = now->before ? find(now, article) : 0;
    if (!found || now->before->verdicts[found - 1].is_overfull) return false;
    const Document *old = now->before->document;
    *ret = now->before->verdicts[found - 1];
    ret->is_taken = true;
    COPY(j->arena, &ret->offered);
    COPY(j->arena, &ret->excuses);
    COPY(j->arena, &ret->pending);
    move(&ret->pending, &old->provisions[now->before->extents[found - 1].from].place,
         &now->document->provisions[article->provision_from].place);
    return true;
}

void agree_memory_keep(AgreeMemory *now, const Judge *j) {
    size_t count = j->c.articles.count;
    now->before = NULL;
    now->currencies = j->currencies;
    now->verdicts = j->verdicts;
    now->extents = ARENA_ARRAY(j->arena, Extent, count);
    now->articles = ARENA_ARRAY(j->arena, size_t, now->document->provision_count);
    for (size_t i = 0; i < count; i++) {
        const Article *a = &j->c.articles.items[i];
        now->extents[i] = (Extent){a->provision_from, a->provision_to};
        now->articles[a->provision_from] = i + 1;
    }
}
