// app/incentive.c - is an agreement self-enforcing under a scenario?
#include "app/incentive_crew_int.h"
#include "base/version.h"

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

// ---- what is read -------------------------------------------------------------------------------

static void mark(Crew *c, const Agreement *g, Str sweep) {
    Arena *a = c->app->arena;
    Str *marks = c->saved.marks;
    marks[SAVED_PROGRAM] = STR(SOFTLAW_VERSION);
    marks[SAVED_AGREEMENT] = g->document->hash;
    marks[SAVED_SCENARIO] = c->setup->scenario->hash;
    marks[SAVED_SEED] = str_fmt(a, "%llu", (unsigned long long)c->options.seed);
    marks[SAVED_WORLDS] = str_fmt(a, "%llu", (unsigned long long)c->options.worlds);
    marks[SAVED_MEANS] = c->setup->is_exact ? STR("evaluator") : STR("columns");
    marks[SAVED_SWEEP] = sweep;
}

static bool read_sweep(Crew *c, const IncentiveQuestion *q, Str *ret, Err *err) {
    Sweep *s = ARENA_NEW(c->app->arena, Sweep);
    Message why;
    *ret = STR("");
    if (!q->sweep.size) return true;
    if (!sweep_read(c->app->arena, c->setup->scenario, q->sweep, s, err)) return false;
    if (!plays_can_run(c->setup->plays, &why)) return err_set(err, ERR_INPUT, why, NO_MSG);
    *ret = sweep_name(c->app->arena, s, c->setup->scenario);
    c->sweep = s;
    return true;
}

static bool read_all(Crew *c, const IncentiveQuestion *q, Err *err) {
    App *app = c->app;
    Str text, sweep;
    if (!incentive_options(app, q, &c->options, err)) return false;
    if (str_is(q->checkpoint, STR("-")))
        return err_set(err, ERR_INPUT,
                       MSG("--{1} cannot be \"{2}\"", STR("checkpoint"), q->checkpoint), NO_MSG);
    const Agreement *g = load_agreement(app, q->path, err);
    if (!g || !load_text(app, q->scenario, &text, err) || !g->is_sound) return false;
    const Scenario *s = scenario_from_yaml(app->arena, g->terms, q->scenario, text, &app->findings);
    if (s) c->setup = incentive_setup(app->arena, s, c->options, &app->findings);
    if (!c->setup || !read_sweep(c, q, &sweep, err)) return false;
    c->options = incentive_options_taken(c->options, s, c->setup->plays);
    mark(c, g, sweep);
    return true;
}

// Of ranks other than 0 all is done when this returns.
static bool crew_open(App *app, const IncentiveQuestion *q, Crew *ret, Err *err) {
    *ret = (Crew){.app = app, .checkpoint = q->checkpoint};
    ret->ranks = q->ranks ? q->ranks : ranks_alone(app->arena);
    if (!crew_meet(ret, read_all(ret, q, err), err)) return false;
    if (ranks_own(ret->ranks) == 0) return true;
    crew_serve(ret);
    return false;
}

// ---- what is judged -----------------------------------------------------------------------------

const IncentiveView *app_incentive(App *app, const IncentiveQuestion *q, Err *err) {
    Crew c;
    IncentiveView *v = ARENA_NEW(app->arena, IncentiveView);
    if (!crew_open(app, q, &c, err)) return NULL;
    c.options.has_swings = true;
    c.options.play = crew_play;
    c.options.player = &c;
    if (crew_resume(&c, err))
        v->result = incentive_judge_ready(app->arena, c.setup, c.options, &app->findings, err);
    crew_dismiss(&c);
    if (!v->result) return NULL;
    v->holds = v->result->verdict == VERDICT_HOLDS;
    v->agreement_hash = c.saved.marks[SAVED_AGREEMENT];
    v->path = q->path;
    v->swings = v->result->swings;
    return v;
}

const SweepView *app_incentive_sweep(App *app, const IncentiveQuestion *q, Err *err) {
    Crew c;
    if (!crew_open(app, q, &c, err)) return NULL;
    SweepPoint *points = ARENA_ARRAY(app->arena, SweepPoint, c.sweep->steps + 1);
    bool is_played = crew_resume(&c, err) && crew_sweep(&c, points, err);
    SweepView *v = ARENA_NEW(app->arena, SweepView);
    crew_dismiss(&c);
    *v = (SweepView){.setup = c.setup,
                     .options = c.options,
                     .sweep = *c.sweep,
                     .points = points,
                     .agreement_hash = c.saved.marks[SAVED_AGREEMENT]};
    return is_played ? v : NULL;
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
