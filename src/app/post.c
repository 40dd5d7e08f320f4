// app/post.c - settle, and write what came out into the ledger
//
// The text and the fact files are recorded first, so that every amount can be explained from the
// store alone; then each period is posted in a transaction of its own. Doing it again changes
// nothing. A refusal is an outcome, not a failure.
#include "app/app_int.h"
#include "app/ledger.h"

typedef struct Poster {
    App *app;
    const Agreement *agreement;
    const Outcome *outcome;
    Store *store;
    const PostRequest *request;
    Str at;
    Str *fact_hashes;
    size_t fact_count;
    PostList *list;
} Poster;

bool post_text(App *app, Store *s, const Agreement *g, Err *err) {
    const Terms *t = g->terms;
    AgreementInfo info = {.id = t->id,
                          .version = g->document->hash,
                          .label = t->version,
                          .title = name_of(LANG_EN, t->id, &t->title).label};
    SourceFile text = {g->source.file, g->source.text};
    return settle_add_agreement(app->arena, s, info, text, now_text(app), err);
}

static bool record_sources(Poster *p, const FactFiles *files, Err *err) {
    Arena *a = p->app->arena;
    if (!post_text(p->app, p->store, p->agreement, err)) return false;
    p->fact_count = files->count;
    p->fact_hashes = ARENA_ARRAY(a, Str, files->count + 1);
    for (size_t i = 0; i < files->count; i++) {
        SourceFile file = {files->files[i].file, files->files[i].text};
        if (!settle_add_facts(a, p->store, file, p->at, &p->fact_hashes[i], err)) return false;
    }
    return true;
}

static bool post_period(Poster *p, Period period, Str name, Err *err) {
    Arena *a = p->app->arena;
    PostResult result;
    PostOptions options = {
        .at = p->at, .key = p->request->key, .is_correction = p->request->is_correction};
    const Statement *settled = settle_from_eval(a, p->agreement->rulebook, p->outcome, period,
                                                p->fact_hashes, p->fact_count);
    Statement statement = *settled;
    if (!settle_clear_pools(a, &statement, err)) return false;
    if (!settle_post(a, p->store, &statement, options, &result, err))
        return err_while(err, MSG("while posting {1}", name));
    bool is_refused = post_outcome_is_refusal(result.outcome);
    p->list->items[p->list->count++] = (PostView){.period = name,
                                                  .outcome = post_outcome_name(result.outcome),
                                                  .is_refused = is_refused,
                                                  .why = result.why,
                                                  .run = result.run,
                                                  .corrects = result.corrects,
                                                  .entry_count = result.entry_count};
    p->list->refused_count += is_refused;
    return true;
}

// Values that hold for the whole term make a period of their own, in which often nothing is paid.
static bool can_fall_due(const Poster *p, Period period) {
    const Terms *t = p->agreement->terms;
    if (period.grain != GRAIN_ONCE) return true;
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT && t->items[i].grain == GRAIN_ONCE) return true;
    return false;
}

static bool is_wanted(const Poster *p, Period period, Str name) {
    Str only = p->request->period;
    return can_fall_due(p, period) && (!only.size || str_is(only, name));
}

static bool post_periods(Poster *p, Err *err) {
    size_t count = outcome_period_count(p->outcome);
    p->list->items = ARENA_ARRAY(p->app->arena, PostView, count + 1);
    for (size_t i = 0; i < count; i++) {
        Period period = outcome_period(p->outcome, i);
        Str name = period_text(p->app->arena, p->agreement->terms->period_rule, period);
        if (is_wanted(p, period, name) && !post_period(p, period, name, err)) return false;
    }
    if (p->list->count) return true;
    return err_set(err, ERR_NOT_FOUND, MSG("there is nothing to post"),
                   MSG("look at what is settled with: softlaw settle"));
}

static bool evaluate(Poster *p, const FactFiles *files, Err *err) {
    EvalOptions options;
    App *app = p->app;
    if (!load_eval_options(app, &p->request->inputs, &options, err)) return false;
    p->outcome =
        eval_run(app->arena, p->agreement->rulebook, files->facts, options, &app->findings, err);
    return p->outcome && !app->findings.error_count;
}

static const PostList *post(Poster *p, const FactFiles *files, Err *err) {
    p->list = ARENA_NEW(p->app->arena, PostList);
    return record_sources(p, files, err) && post_periods(p, err) ? p->list : NULL;
}

const PostList *post_facts(App *app, Store *s, const Agreement *g, const FactFiles *files,
                           const PostRequest *r, Err *err) {
    Poster p = {.app = app, .agreement = g, .store = s, .request = r, .at = now_text(app)};
    return evaluate(&p, files, err) ? post(&p, files, err) : NULL;
}

const PostList *app_post(App *app, Str db, const PostRequest *r, Err *err) {
    FactFiles files;
    Poster p = {.app = app, .request = r, .at = now_text(app)};
    p.agreement = load_agreement(app, r->inputs.agreement, err);
    if (!p.agreement || !p.agreement->is_sound) return NULL;
    if (!load_facts(app, p.agreement, &r->inputs, &files, err) || !evaluate(&p, &files, err))
        return NULL;
    p.store = ledger_open(app, db, LEDGER_CREATE, err);
    return p.store ? post(&p, &files, err) : NULL;
}
