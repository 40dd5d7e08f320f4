// lint/memory.c - verdicts on provisions that an edit left as they were
//
// A verdict follows from the text of its provision and from little else: which articles there are,
// which defined names hold words of the lists, whether there is a calendar or an article on
// liability, whether its terms compute something. Where all this is the same, the verdict on the
// version before holds; only its places have moved.
#include "lint/lint_int.h"

// What was found in a provision, with offsets from its beginning.
typedef struct Verdict {
    Pending *items;
    size_t count;
    bool is_whole; // all of it was kept
    bool is_computed;
    bool had_asked_days, has_asked_days;
} Verdict;

struct LintMemory {
    const Document *document;
    Severity least;
    bool has_liability, has_calendar;
    Map articles;
    WordedNames worded;
    Verdict *verdicts;        // by provision
    const LintReport *before; // while this version is judged: that before, where it helps
    TextSame same;
};

static bool are_same(const Str *a, const Str *b, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!str_is(a[i], b[i])) return false;
    return true;
}

static bool is_same_world(const LintMemory *a, const LintMemory *b) {
    return a->least == b->least && a->has_liability == b->has_liability &&
           a->has_calendar == b->has_calendar && a->articles.count == b->articles.count &&
           a->worded.count == b->worded.count &&
           are_same(a->articles.keys, b->articles.keys, a->articles.count) &&
           are_same(a->worded.items, b->worded.items, a->worded.count);
}

LintMemory *memory_new(Arena *a, const Judge *j, const LintReport *before) {
    LintMemory *m = ARENA_NEW(a, LintMemory);
    *m = (LintMemory){.document = j->document,
                      .least = j->least,
                      .has_liability = j->has_liability,
                      .has_calendar = j->terms->calendar.is_given,
                      .articles = j->articles,
                      .worded = j->worded};
    m->verdicts = ARENA_ARRAY(a, Verdict, j->document->provision_count);
    if (!before || !is_same_world(before->memory, m)) return m;
    m->before = before;
    m->same = text_same(before->memory->document->source, m->document->source);
    return m;
}

// The provision of the version before that is this one, letter by letter; NULL if there is none.
static const Provision *find(const LintMemory *now, size_t index) {
    const Document *before = now->before->memory->document;
    const Provision *is = &now->document->provisions[index];
    size_t size = text_provision_size(now->document, index), at;
    if (!text_same_find(&now->same, is->place.offset, size, &at)) return NULL;
    const Provision *was = text_provision_at(before, at);
    bool is_same = was->place.offset == at && was->level == is->level &&
                   was->piece_count == is->piece_count &&
                   text_provision_size(before, (size_t)(was - before->provisions)) == size;
    return is_same ? was : NULL;
}

static void take(Judge *j, const Verdict *v, const LintScore *score, size_t start) {
    for (size_t i = 0; i < v->count; i++) {
        Pending *p = VEC_ADD(j->scratch, &j->pending);
        *p = v->items[i];
        p->offset += start;
    }
    *j->score = *score;
    j->has_asked_days = v->has_asked_days;
    judge_tell(j);
}

bool memory_take(LintMemory *now, Judge *j, size_t index) {
    const Provision *was = now->before ? find(now, index) : NULL;
    if (!was) return false;
    size_t old = (size_t)(was - now->before->memory->document->provisions);
    const Verdict *v = &now->before->memory->verdicts[old];
    if (!v->is_whole || v->had_asked_days != j->has_asked_days) return false;
    if (v->is_computed != j->is_computed) return false;
    take(j, v, &now->before->provisions[old], j->document->provisions[index].place.offset);
    memory_keep(j->arena, now, j, index, v->had_asked_days);
    return true;
}

void memory_end(LintMemory *now) {
    now->before = NULL;
}

void memory_keep(Arena *a, LintMemory *now, const Judge *j, size_t index, bool had_asked_days) {
    Verdict *v = &now->verdicts[index];
    size_t start = j->document->provisions[index].place.offset, count = j->pending.count;
    *v = (Verdict){.items = arena_copy(a, j->pending.items, count * sizeof *v->items),
                   .count = count,
                   .is_whole = !j->is_overfull,
                   .is_computed = j->is_computed,
                   .had_asked_days = had_asked_days,
                   .has_asked_days = j->has_asked_days};
    for (size_t i = 0; i < count; i++) v->items[i].offset -= start;
}
