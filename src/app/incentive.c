// app/incentive.c - is an agreement self-enforcing under a scenario?
#include "app/incentive_int.h"

static const int64_t WORLDS_MOST = 100000000, SEED_MOST = (int64_t)1 << 53;

static bool whole_number(Str text, const char *name, int64_t least, int64_t most, uint64_t *ret,
                         Err *err) {
    Dec d;
    int64_t value = 0;
    if (!text.size) return true;
    if (!dec_from_text(text, &d, NULL) || !dec_to_int(d, &value) || value < least || value > most)
        return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", str_from(name), text),
                       NO_MSG);
    *ret = (uint64_t)value;
    return true;
}

static bool share_of(Str text, double *ret, Err *err) {
    Dec d;
    if (!text.size) return true;
    if (!dec_from_text(text, &d, NULL) || dec_to_double(d) <= 0 || dec_to_double(d) >= 1)
        return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", STR("share"), text),
                       MSG("write a number between 0 and 1, such as 0.95"));
    *ret = dec_to_double(d);
    return true;
}

bool incentive_options(const App *app, const IncentiveQuestion *q, IncentiveOptions *ret,
                       Err *err) {
    *ret = (IncentiveOptions){.threads = q->threads ? q->threads : app->options.threads,
                              .is_exact = q->is_exact,
                              .is_cancelled = q->is_stopped,
                              .self = q->self};
    return whole_number(q->seed, "seed", 0, SEED_MOST, &ret->seed, err) &&
           whole_number(q->worlds, "worlds", 1, WORLDS_MOST, &ret->worlds, err) &&
           share_of(q->share, &ret->share, err);
}

const IncentiveView *app_incentive(App *app, const IncentiveQuestion *q, Err *err) {
    IncentiveOptions options;
    IncentiveView *v = ARENA_NEW(app->arena, IncentiveView);
    Str text;
    if (!incentive_options(app, q, &options, err)) return NULL;
    const Agreement *g = load_agreement(app, q->path, err);
    if (!g || !load_text(app, q->scenario, &text, err) || !g->is_sound) return NULL;
    const Scenario *s = scenario_from_yaml(app->arena, g->terms, q->scenario, text, &app->findings);
    if (!s) return NULL;
    v->result = incentive_judge(app->arena, s, options, &app->findings, err);
    if (!v->result) return NULL;
    v->holds = v->result->verdict == VERDICT_HOLDS;
    v->agreement_hash = g->document->hash;
    v->path = q->path;
    if (!v->result->result) return v;
    v->swings = incentive_swings(app->arena, v->result, err);
    return v->swings ? v : NULL;
}

const GameReport *incentive_report(App *app, const IncentiveView *v, Lang lang) {
    const Scenario *s = v->result->setup->scenario;
    Str name = name_of(lang, s->terms->id, &s->terms->title).label;
    if (s->title.count)
        name = str_fmt(app->arena, "%.*s — %.*s", STR_ARG(name),
                       STR_ARG(name_of(lang, s->terms->id, &s->title).label));
    Teller t = {.reporter = reporter_new(app, "incentive", name),
                .view = v,
                .result = v->result,
                .scenario = s,
                .terms = s->terms};
    t.reporter.lang = lang;
    tell_sentences(&t);
    tell_tables(&t);
    return t.reporter.report;
}
