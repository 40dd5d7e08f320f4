// app/post.c - settle, and write what came out into the ledger
//
// The text and the fact files are recorded first, so that every amount can be explained from the
// store alone; then each period is posted in a transaction of its own. Doing it again changes
// nothing. A refusal is an outcome, not a failure. What is settled needs no ledger: the one who
// writes need not wait for it.
#include "app/app_int.h"
#include "app/ledger.h"

struct PostDraft {
    const PostRequest *request;
    const Agreement *agreement;
    const Outcome *outcome;
    FactFiles files;
};

typedef struct Poster {
    App *app;
    const PostDraft *draft;
    Store *store;
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

static bool record_sources(Poster *p, Err *err) {
    Arena *a = p->app->arena;
    const FactFiles *files = &p->draft->files;
    if (!post_text(p->app, p->store, p->draft->agreement, err)) return false;
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
    const PostDraft *d = p->draft;
    PostResult result;
    PostOptions options = {
        .at = p->at, .key = d->request->key, .is_correction = d->request->is_correction};
    const Statement *settled = settle_from_eval(a, d->agreement->rulebook, d->outcome, period,
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
    const Terms *t = p->draft->agreement->terms;
    if (period.grain != GRAIN_ONCE) return true;
    for (size_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT && t->items[i].grain == GRAIN_ONCE) return true;
    return false;
}

static bool is_wanted(const Poster *p, Period period, Str name) {
    Str only = p->draft->request->period;
    return can_fall_due(p, period) && (!only.size || str_is(only, name));
}

static bool post_periods(Poster *p, Err *err) {
    const PostDraft *d = p->draft;
    size_t count = outcome_period_count(d->outcome);
    p->list->items = ARENA_ARRAY(p->app->arena, PostView, count + 1);
    for (size_t i = 0; i < count; i++) {
        Period period = outcome_period(d->outcome, i);
        Str name = period_text(p->app->arena, d->agreement->terms->period_rule, period);
        if (is_wanted(p, period, name) && !post_period(p, period, name, err)) return false;
    }
    if (p->list->count) return true;
    return err_set(err, ERR_NOT_FOUND, MSG("there is nothing to post"),
                   MSG("look at what is settled with: softlaw settle"));
}

static bool evaluate(App *app, PostDraft *d, Err *err) {
    EvalOptions options;
    if (!load_eval_options(app, &d->request->inputs, &options, err)) return false;
    d->outcome =
        eval_run(app->arena, d->agreement->rulebook, d->files.facts, options, &app->findings, err);
    return d->outcome && !app->findings.error_count;
}

const PostDraft *app_post_prepare(App *app, const PostRequest *r, Err *err) {
    PostDraft *d = ARENA_NEW(app->arena, PostDraft);
    d->request = r;
    d->agreement = load_agreement(app, r->inputs.agreement, err);
    if (!d->agreement || !d->agreement->is_sound) return NULL;
    if (!load_facts(app, d->agreement, &r->inputs, &d->files, err)) return NULL;
    return evaluate(app, d, err) ? d : NULL;
}

static const PostList *write_into(App *app, Store *s, const PostDraft *d, Err *err) {
    Poster p = {.app = app, .draft = d, .store = s, .at = now_text(app)};
    p.list = ARENA_NEW(app->arena, PostList);
    if (record_sources(&p, err) && post_periods(&p, err)) return p.list;
    err_keep(app->arena, err);
    return NULL;
}

const PostList *post_facts(App *app, Store *s, const Agreement *g, const FactFiles *files,
                           const PostRequest *r, Err *err) {
    PostDraft d = {.request = r, .agreement = g, .files = *files};
    return evaluate(app, &d, err) ? write_into(app, s, &d, err) : NULL;
}

const PostList *app_post_write(App *app, OpenLedger *l, const PostDraft *d, Err *err) {
    return write_into(app, l->store, d, err);
}

const PostList *app_post(App *app, Str db, const PostRequest *r, Err *err) {
    const PostDraft *d = app_post_prepare(app, r, err);
    Store *s = d ? ledger_open(app, db, LEDGER_CREATE, err) : NULL;
    return s ? write_into(app, s, d, err) : NULL;
}
