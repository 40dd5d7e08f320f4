// app/evolve.c - how behaviour spreads: everything that a model's form allows is computed
#include "app/evolve_int.h"

enum {
    TRIALS = 1000,
    TRIAL_MEMBERS_MAX = 400,
    TRIAL_GENERATIONS = 10000,
    TRIAL_STEPS = 300000000,
    PAIR_MEMBERS_MAX = 1 << 23
};
// Streams of random numbers for the trials, behind those of any number of runs.
enum { TRIAL_STREAM = 1 << 20 };

typedef struct Work {
    App *app;
    const EvolutionQuestion *question;
    EvolveFile *file;
    EvolveResult *result;
} Work;

// ---- taking over --------------------------------------------------------------------------------

static EvolvePlan trial_plan(const Work *w, size_t mutant) {
    EvolvePlan p = w->file->plan;
    if (!w->question->runs.size) p.runs = TRIALS;
    uint64_t afford = TRIAL_STEPS / (p.runs * w->file->model.size);
    p.generations = afford < TRIAL_GENERATIONS ? afford + 1 : TRIAL_GENERATIONS;
    p.warm_up = 0;
    p.points = 2;
    p.stream = (1 + mutant) * (uint64_t)TRIAL_STREAM;
    for (size_t s = 0; s < 2; s++) p.start[s] = s == mutant ? 1 : w->file->model.size - 1;
    return p;
}

static void try_takeover(Work *w, EvolveTakeover *t) {
    EvolvePlan plan = trial_plan(w, t->mutant);
    EvolveModel m = w->file->model;
    m.mutation = 0;
    const EvolveSample *s = evolve_simulate(w->app->arena, &m, &plan);
    t->trials = s->runs_done;
    t->decided = s->taken_over[0] + s->taken_over[1];
    t->estimate = evolve_proportion(s->taken_over[t->mutant], t->decided);
    w->result->is_interrupted |= s->runs_done < plan.runs;
}

static void add_takeover(Work *w, size_t mutant, size_t resident) {
    const EvolveModel *m = &w->file->model;
    EvolveTakeover *t = &w->result->takeovers[w->result->takeover_count++];
    *t = (EvolveTakeover){.mutant = mutant, .resident = resident};
    t->is_exact = evolve_has_fixation(m);
    if (t->is_exact)
        t->log_chance = evolve_log_fixation(m, mutant, resident);
    else
        try_takeover(w, t);
}

// In reasonable time: computed for each pair of strategies, which takes as long as the population
// is large, or simulated until one of two has taken over.
static bool can_compare(const EvolveModel *m) {
    size_t count = m->game.strategy_count;
    if (evolve_has_fixation(m)) return count * count * m->size <= PAIR_MEMBERS_MAX;
    return count == 2 && m->size <= TRIAL_MEMBERS_MAX;
}

static void add_takeovers(Work *w) {
    const EvolveModel *m = &w->file->model;
    size_t count = m->game.strategy_count;
    if (!can_compare(m)) return;
    w->result->takeovers = ARENA_ARRAY(w->app->arena, EvolveTakeover, count * count);
    for (size_t mutant = 0; mutant < count; mutant++)
        for (size_t resident = 0; resident < count; resident++)
            if (mutant != resident) add_takeover(w, mutant, resident);
}

// ---- the long run -------------------------------------------------------------------------------

static void add_law(Work *w) {
    const EvolveModel *m = &w->file->model;
    EvolveResult *r = w->result;
    if (m->network || m->game.strategy_count != 2 || m->mutation <= 0) return;
    r->law = ARENA_ARRAY(w->app->arena, double, (size_t)m->size + 1);
    evolve_stationary(m, r->law);
    for (uint32_t n = 0; n <= m->size; n++) r->long_run[0] += n * r->law[n] / m->size;
    r->long_run[1] = 1 - r->long_run[0];
}

static void add_rare(Work *w) {
    const EvolveModel *m = &w->file->model;
    w->result->has_rare =
        evolve_has_fixation(m) && can_compare(m) && m->game.strategy_count > 2 && m->mutation > 0;
    if (w->result->has_rare) evolve_rare_mutations(w->app->arena, m, w->result->rare);
}

static void add_sample(Work *w) {
    w->result->sample = evolve_simulate(w->app->arena, &w->file->model, &w->file->plan);
    w->result->is_interrupted |= w->result->sample->runs_done < w->file->plan.runs;
}

static void study_members(Work *w) {
    add_takeovers(w);
    add_law(w);
    add_rare(w);
    add_sample(w);
}

// ---- large populations --------------------------------------------------------------------------

static void study_shares(Work *w) {
    const EvolveGame *g = &w->file->model.game;
    EvolveResult *r = w->result;
    size_t points = w->file->plan.points;
    r->path = ARENA_ARRAY(w->app->arena, double, points * g->strategy_count);
    r->is_path_whole = evolve_replicator_path(g, w->file->shares, w->file->time, points, r->path);
    r->vertex_count = g->strategy_count;
    r->vertices = ARENA_ARRAY(w->app->arena, EvolveVertex, r->vertex_count);
    for (size_t s = 0; s < r->vertex_count; s++) r->vertices[s] = evolve_vertex(g, s);
}

static void study_sides(Work *w) {
    const EvolveParties *p = &w->file->parties;
    EvolveResult *r = w->result;
    size_t points = w->file->plan.points;
    r->path = ARENA_ARRAY(w->app->arena, double, points * p->count);
    r->is_path_whole = evolve_parties_path(p, w->file->shares, w->file->time, points, r->path);
    r->vertex_count = (size_t)1 << p->count;
    r->vertices = ARENA_ARRAY(w->app->arena, EvolveVertex, r->vertex_count);
    for (size_t v = 0; v < r->vertex_count; v++) r->vertices[v] = evolve_parties_vertex(p, v);
}

static void study_norm(Work *w) {
    w->result->norm = evolve_norm_state(&w->file->reputation);
}

// ---- the question -------------------------------------------------------------------------------

static bool read_option(const char *name, Str text, uint64_t least, uint64_t most, uint64_t *ret,
                        Err *err) {
    Dec d;
    int64_t value;
    if (!text.size) return true;
    if (dec_from_text(text, &d, NULL) && dec_to_int(d, &value) && value >= 0 &&
        (uint64_t)value >= least && (uint64_t)value <= most) {
        *ret = (uint64_t)value;
        return true;
    }
    return err_set(err, ERR_INPUT, MSG("--{1} cannot be \"{2}\"", str_from(name), text),
                   MSG("write a whole number"));
}

static bool is_stopped(void *self) {
    const Work *w = self;
    return w->question->is_stopped && w->question->is_stopped(w->question->self);
}

static void tell_progress(void *self, size_t done, size_t all) {
    const Work *w = self;
    const AppOptions *o = &w->app->options;
    if (o->progress) o->progress(o->progress_self, done, all);
}

static bool read_options(Work *w, Err *err) {
    EvolvePlan *p = &w->file->plan;
    uint64_t runs = p->runs;
    if (!read_option("seed", w->question->seed, 0, (uint64_t)1 << 53, &p->seed, err) ||
        !read_option("runs", w->question->runs, 1, EVOLVE_RUNS_MAX, &runs, err))
        return false;
    p->runs = runs;
    p->threads = w->question->threads ? w->question->threads : w->app->options.threads;
    p->progress = tell_progress;
    p->is_stopped = is_stopped;
    p->self = w;
    return true;
}

const EvolutionView *app_evolve(App *app, const EvolutionQuestion *q, Err *err) {
    static void (*const studies[])(Work *) = {[EVOLVE_MEMBERS] = study_members,
                                              [EVOLVE_SHARES] = study_shares,
                                              [EVOLVE_SIDES] = study_sides,
                                              [EVOLVE_NORM] = study_norm};
    Str text;
    if (!load_text(app, q->path, &text, err)) return NULL;
    const EvolveFile *file =
        evolve_read(app->arena, q->path, text, EVOLVE_MEMBERS_MAX, &app->findings);
    if (!file) return NULL;
    EvolveFile asked = *file;
    EvolveResult *r = ARENA_NEW(app->arena, EvolveResult);
    EvolutionView *v = ARENA_NEW(app->arena, EvolutionView);
    Work w = {app, q, arena_copy(app->arena, &asked, sizeof asked), r};
    r->file = w.file;
    if (!read_options(&w, err)) return NULL;
    studies[file->form](&w);
    evolve_say(app->arena, r, v);
    return v;
}
