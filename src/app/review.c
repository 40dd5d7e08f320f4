// app/review.c - an agreement against higher law: which norms, which day, verdicts as a reader sees
// them
#include "app/review.h"
#include "app/review_int.h"

#include "base/file.h"

// ---- norms --------------------------------------------------------------------------------------

static bool read_folder(App *app, Corpus *corpus, Str folder, Err *err) {
    FileList list = {0};
    if (!file_list(app->arena, folder, &list, err)) return false;
    for (size_t i = 0; i < list.count; i++) {
        if (!str_ends_with(list.items[i], STR(".yaml"))) continue;
        bool has_slash = str_ends_with(folder, STR("/"));
        Str path = str_fmt(app->arena, "%.*s%s%.*s", STR_ARG(folder), has_slash ? "" : "/",
                           STR_ARG(list.items[i]));
        Str text;
        if (!load_text(app, path, &text, err)) return false;
        corpus_read(corpus, path, text, &app->findings);
    }
    return true;
}

static const Corpus *load_corpus(App *app, Str folder, Err *err) {
    Corpus *corpus = corpus_new(app->arena);
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(corpus, corpus_shipped_name(i), corpus_shipped_text(i), &app->findings);
    if (folder.size && !read_folder(app, corpus, folder, err)) return NULL;
    return corpus_end(corpus, &app->findings) ? corpus : NULL;
}

// ---- the day ------------------------------------------------------------------------------------

static bool day_of(App *app, const Terms *t, Str asked, int64_t *ret, Err *err) {
    CivilDate d;
    Str today = str_part(now_text(app), 0, sizeof "2024-01-31" - 1);
    if (!asked.size && t->to_day > t->from_day) return *ret = t->from_day, true;
    if (!civil_parse(asked.size ? asked : today, &d))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no date", asked), MSG("write 2024-08-01"));
    *ret = civil_to_days(d);
    return true;
}

// ---- views --------------------------------------------------------------------------------------

static VerdictView view_of(const Saying *s, const ReviewItem *item) {
    static const char *const verdicts[] = {[REVIEW_VIOLATES] = "violates",
                                           [REVIEW_DOUBTFUL] = "doubtful",
                                           [REVIEW_EXCEPTED] = "excepted",
                                           [REVIEW_PERSON] = "person",
                                           [REVIEW_HARMLESS] = "harmless"};
    static const char *const confidences[] = {
        [CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high"};
    const Law *law = corpus_law(s->corpus, item->norm->law);
    Lang lang = s->app->options.lang;
    VerdictView v = {.verdict = verdicts[item->verdict],
                     .severity = str_c(s->app->arena, lang_severity(LANG_EN, say_severity(item))),
                     .confidence = confidences[item->confidence],
                     .norm = item->norm->id,
                     .law = law->title.texts[lang],
                     .citation = law->citation.texts[lang],
                     .article = item->norm->article.texts[lang],
                     .demands = item->norm->text.texts[lang],
                     .cure = item->norm->cure.texts[lang],
                     .why = say_why(s, item),
                     .lacks = say_lacks(s, item),
                     .clause = item->clause,
                     .place = item->place,
                     .words = item->words,
                     .word_count = item->word_count};
    if (item->clause.size || item->place.size)
        v.heading = s->document->provisions[item->provision].heading;
    return v;
}

static void count(ReviewView *v, const Review *review) {
    v->clause_count = review->clause_count;
    v->norm_count = review->norm_count;
    v->violations = review->counts[REVIEW_VIOLATES];
    v->doubts = review->counts[REVIEW_DOUBTFUL];
    v->excepted = review->counts[REVIEW_EXCEPTED];
    v->for_person = review->counts[REVIEW_PERSON];
    v->harmless = review->counts[REVIEW_HARMLESS];
}

static void view_laws(const Saying *s, const Review *review, ReviewView *v) {
    Arena *a = s->app->arena;
    Lang lang = s->app->options.lang;
    v->laws = ARENA_ARRAY(a, LawView, review->law_count);
    v->law_count = review->law_count;
    for (size_t i = 0; i < review->law_count; i++) {
        const Law *law = review->laws[i];
        v->laws[i] = (LawView){.id = law->id,
                               .title = law->title.texts[lang],
                               .citation = law->citation.texts[lang],
                               .from = civil_text(a, civil_from_days(law->from_day)),
                               .source = law->source.texts[lang]};
    }
}

static ReviewView *view_all(const Saying *s, const Review *review, bool tells_all) {
    Arena *a = s->app->arena;
    ReviewView *v = ARENA_NEW(a, ReviewView);
    count(v, review);
    view_laws(s, review, v);
    v->day = civil_text(a, civil_from_days(review->day));
    v->items = ARENA_ARRAY(a, VerdictView, review->count);
    v->count = review->count;
    for (size_t i = 0; i < review->count; i++) {
        v->items[i] = view_of(s, &review->items[i]);
        say_finding(s, &review->items[i], tells_all);
    }
    v->reasons = ARENA_ARRAY(a, Str, REASON_COUNT);
    for (ReviewReason r = REASON_NONE; r < REASON_COUNT; r++)
        if (r != REASON_NONE && review->reasons[r])
            v->reasons[v->reason_count++] = say_reason(s, r, review->reasons[r]);
    v->not_seen = ARENA_ARRAY(a, Str, review->not_seen_count);
    for (size_t i = 0; i < review->not_seen_count; i++)
        v->not_seen[v->not_seen_count++] = say_gap(s, &review->not_seen[i]);
    return v;
}

// Without front matter nothing says to which law it is subject.
static bool is_agreement(const Document *d, Err *err) {
    return d->front ||
           err_set_at(err, ERR_INPUT, (Place){.file = d->file, .line = 1, .column = 1},
                      MSG("the agreement has no front matter"),
                      MSG("currency, kind and parties decide which law applies; softlaw new writes "
                          "them"));
}

const ReviewView *app_review(App *app, const ReviewRequest *r, Err *err) {
    Arena *a = app->arena;
    Findings form = {.arena = a}; // faults of form are for check
    Str text;
    int64_t day = 0;
    const Corpus *corpus = load_corpus(app, r->law, err);
    if (!corpus || !load_text(app, r->agreement, &text, err)) return NULL;
    const Document *d = text_parse(a, r->agreement, text, &form);
    if (!is_agreement(d, err)) return NULL;
    const Terms *t = terms_from_text(a, d, &form);
    if (!day_of(app, t, r->day, &day, err)) return NULL;
    Saying s = {.app = app, .corpus = corpus, .document = t->document};
    ReviewView *v = view_all(&s, review_judge(a, corpus, t, day), r->tells_all);
    v->agreement = name_of(app->options.lang, t->id, &t->title);
    return v;
}

Str app_law_import(App *app, Str path, Err *err) {
    Str xml;
    if (!file_read_text(app->arena, path, LIMIT_ACT_BYTES, &xml, err)) return (Str){NULL, 0};
    return review_from_act(app->arena, path, xml, err);
}
