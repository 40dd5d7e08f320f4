// evolve/sample.c - many runs, on several threads, and what they say together
//
// A run is a stream of random numbers of its own, and what runs leave behind are integers, which
// add up to the same in any order. So the answer does not depend on the number of threads.
#include "base/arena.h"
#include "base/parallel.h"
#include "evolve/evolve_int.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { STEPS_UNTIL_ASKED = 1 << 22 };
static const double NORMAL_95 = 1.959963984540054;

// What the runs of one thread leave behind.
typedef struct Job {
    Arena *arena;
    Population *population;
    uint64_t *path; // [point * strategies + strategy], members
    uint64_t *law;
    uint32_t *run_path; // of the run under way
    uint64_t taken_over[EVOLVE_STRATEGIES_MAX];
    uint64_t unasked; // steps since the last question whether to stop
    size_t runs_done;
} Job;

typedef struct Simulation {
    const EvolveModel *model;
    const EvolvePlan *plan;
    const PairTable *table;
    size_t threads, strategies, point_count;
    Job *jobs;
    uint8_t *is_done; // by run
    double *shares;   // [run * strategies + strategy], after the warm-up
} Simulation;

// ---- one run ------------------------------------------------------------------------------------

// In thousandths of the first thread's work, which is as much as that of the others.
static void tell(const Simulation *s, const Job *j, uint64_t generation) {
    const EvolvePlan *p = s->plan;
    size_t runs = (p->runs + s->threads - 1) / s->threads;
    double done = (double)j->runs_done + (double)generation / (double)p->generations;
    if (j == s->jobs && p->progress)
        p->progress(p->self, (size_t)(1000 * done / (double)runs), 1000);
}

// Asked, and progress told, only now and then.
static bool is_stopped(const Simulation *s, Job *j, uint64_t generation, uint64_t steps) {
    j->unasked += steps;
    if (j->unasked < STEPS_UNTIL_ASKED) return false;
    j->unasked = 0;
    tell(s, j, generation);
    return s->plan->is_stopped && s->plan->is_stopped(s->plan->self);
}

static uint64_t generation_of_point(const Simulation *s, size_t point) {
    return s->plan->generations * point / (s->point_count - 1);
}

// One generation after the other, adding up the members of each strategy. With two strategies, well
// mixed, the law does that at every step.
static bool run_until(const Simulation *s, Job *j, uint64_t from, uint64_t to, uint64_t *sums) {
    Population *p = j->population;
    uint64_t stride = p->law ? 1 + STEPS_UNTIL_ASKED / s->model->size : 1;
    while (from < to) {
        uint64_t go = to - from < stride ? to - from : stride;
        p->advance(p, go * s->model->size);
        from += go;
        for (size_t k = 0; k < s->strategies; k++) sums[k] += p->counts[k];
        if (is_stopped(s, j, from, go * s->model->size)) return false;
    }
    return true;
}

static void start(const Simulation *s, Job *j, size_t run) {
    Population *p = j->population;
    memcpy(p->counts, s->plan->start, sizeof p->counts);
    if (p->law) memset(p->law, 0, sizeof *p->law * ((size_t)s->model->size + 1));
    philox_start(&p->draws, s->plan->seed, s->plan->stream + run, 0);
    p->place(p);
}

static void warm(const Simulation *s, Job *j, uint64_t *sums) {
    memset(sums, 0, sizeof *sums * EVOLVE_STRATEGIES_MAX);
    if (j->population->law)
        memset(j->population->law, 0, sizeof *j->population->law * ((size_t)s->model->size + 1));
}

// The members of the first over all steps, from the law.
static void share_of_law(const Simulation *s, const Job *j, double *ret_shares) {
    double weighted = 0, all = 0;
    for (uint32_t n = 0; n <= s->model->size; n++) {
        weighted += (double)n * (double)j->population->law[n];
        all += (double)j->population->law[n];
    }
    ret_shares[0] = weighted / all / s->model->size;
    ret_shares[1] = 1 - ret_shares[0];
}

static void share_of_sums(const Simulation *s, const uint64_t *sums, double *ret_shares) {
    double all = 0;
    for (size_t k = 0; k < s->strategies; k++) all += (double)sums[k];
    for (size_t k = 0; k < s->strategies; k++) ret_shares[k] = (double)sums[k] / all;
}

static void keep(const Simulation *s, Job *j, size_t run, const uint64_t *sums) {
    Population *p = j->population;
    int winner = population_only(p);
    for (size_t i = 0; i < s->point_count * s->strategies; i++) j->path[i] += j->run_path[i];
    if (p->law) {
        for (size_t n = 0; n <= s->model->size; n++) j->law[n] += p->law[n];
        share_of_law(s, j, &s->shares[run * s->strategies]);
    } else {
        share_of_sums(s, sums, &s->shares[run * s->strategies]);
    }
    if (winner >= 0) j->taken_over[winner]++;
    s->is_done[run] = 1;
}

// From point to point; the warm-up ends between two of them.
static bool run_once(const Simulation *s, Job *j, size_t run) {
    uint64_t sums[EVOLVE_STRATEGIES_MAX] = {0}, warm_up = s->plan->warm_up, at = 0;
    start(s, j, run);
    for (size_t point = 0; point < s->point_count; point++) {
        uint64_t to = generation_of_point(s, point);
        if (at < warm_up && warm_up <= to) {
            if (!run_until(s, j, at, warm_up, sums)) return false;
            warm(s, j, sums);
            at = warm_up;
        }
        if (!run_until(s, j, at, to, sums)) return false;
        at = to;
        memcpy(&j->run_path[point * s->strategies], j->population->counts,
               s->strategies * sizeof *j->run_path);
    }
    keep(s, j, run, sums);
    return true;
}

// ---- all runs -----------------------------------------------------------------------------------

static void run_job(void *self, size_t index) {
    const Simulation *s = self;
    const EvolvePlan *plan = s->plan;
    for (size_t run = index; run < plan->runs; run += s->threads) {
        if (plan->is_stopped && plan->is_stopped(plan->self)) return;
        if (!run_once(s, &s->jobs[index], run)) return;
        s->jobs[index].runs_done++;
    }
}

static Population *population_new(Arena *a, const Simulation *s) {
    if (s->model->network) return spatial_new(a, s->model);
    return s->table ? mixed_pair_new(a, s->model, s->table) : mixed_new(a, s->model);
}

static void open_job(const Simulation *s, Job *j) {
    j->arena = arena_new();
    j->population = population_new(j->arena, s);
    j->path = ARENA_ARRAY(j->arena, uint64_t, s->point_count * s->strategies);
    j->run_path = ARENA_ARRAY(j->arena, uint32_t, s->point_count * s->strategies);
    if (s->table) j->law = ARENA_ARRAY(j->arena, uint64_t, (size_t)s->model->size + 1);
}

// ---- together -----------------------------------------------------------------------------------

EvolveEstimate evolve_proportion(size_t successes, size_t count) {
    if (!count) return (EvolveEstimate){0, 0, 1};
    double n = (double)count, share = (double)successes / n, z = NORMAL_95;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return (EvolveEstimate){share, successes ? middle - half : 0,
                            successes < count ? middle + half : 1};
}

// Student's t for 95 %, by Hill's expansion beyond the table.
static double student_95(size_t freedom) {
    static const double table[] = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706,
                                   2.4469,  2.3646, 2.3060, 2.2622, 2.2281};
    if (freedom <= sizeof table / sizeof table[0]) return table[freedom - 1];
    double z = NORMAL_95, n = (double)freedom;
    return z + (z * z * z + z) / (4 * n) + (5 * pow(z, 5) + 16 * z * z * z + 3 * z) / (96 * n * n);
}

static EvolveEstimate estimate_share(const Simulation *s, size_t strategy) {
    double sum = 0, squares = 0, count = 0;
    for (size_t run = 0; run < s->plan->runs; run++) {
        if (!s->is_done[run]) continue;
        sum += s->shares[run * s->strategies + strategy];
        count++;
    }
    double mean = count > 0 ? sum / count : 0;
    if (count < 2) return (EvolveEstimate){mean, 0, 1};
    for (size_t run = 0; run < s->plan->runs; run++)
        if (s->is_done[run]) squares += pow(s->shares[run * s->strategies + strategy] - mean, 2);
    double half = student_95((size_t)count - 1) * sqrt(squares / (count - 1) / count);
    return (EvolveEstimate){mean, fmax(0, mean - half), fmin(1, mean + half)};
}

static void add_job(const Simulation *s, const Job *j, EvolveSample *r) {
    for (size_t i = 0; i < s->point_count * s->strategies; i++) r->path[i] += (double)j->path[i];
    for (size_t n = 0; r->law && n <= s->model->size; n++) r->law[n] += (double)j->law[n];
    for (size_t k = 0; k < s->strategies; k++) r->taken_over[k] += j->taken_over[k];
}

static void divide(double *items, size_t count, double by) {
    for (size_t i = 0; i < count && by > 0; i++) items[i] /= by;
}

static void put_together(Arena *a, const Simulation *s, EvolveSample *r) {
    double size = s->model->size, counted = 0;
    r->point_count = s->point_count;
    r->path = ARENA_ARRAY(a, double, s->point_count * s->strategies);
    if (s->table) r->law = ARENA_ARRAY(a, double, (size_t)s->model->size + 1);
    for (size_t i = 0; i < s->threads; i++) add_job(s, &s->jobs[i], r);
    for (size_t run = 0; run < s->plan->runs; run++) r->runs_done += s->is_done[run];
    for (size_t n = 0; r->law && n <= s->model->size; n++) counted += r->law[n];
    divide(r->path, s->point_count * s->strategies, (double)r->runs_done * size);
    if (r->law) divide(r->law, (size_t)s->model->size + 1, counted);
    r->steps = (double)r->runs_done * (double)s->plan->generations * size;
    for (size_t k = 0; k < s->strategies; k++) r->shares[k] = estimate_share(s, k);
}

static bool is_everyone_placed(const EvolveModel *m, const EvolvePlan *p) {
    uint64_t sum = 0;
    for (size_t k = 0; k < m->game.strategy_count; k++) sum += p->start[k];
    return sum == m->size;
}

const EvolveSample *evolve_simulate(Arena *a, const EvolveModel *m, const EvolvePlan *p) {
    assert(p->points >= 2 && p->points <= EVOLVE_POINTS_MAX && p->runs <= EVOLVE_RUNS_MAX);
    assert(p->generations > p->warm_up && is_everyone_placed(m, p));
    EvolveSample *r = ARENA_NEW(a, EvolveSample);
    Simulation s = {.model = m,
                    .plan = p,
                    .table = pair_table_new(a, m),
                    .strategies = m->game.strategy_count,
                    .point_count = p->points,
                    .threads = p->threads ? p->threads : 1};
    if (s.threads > PARALLEL_JOBS_MAX) s.threads = PARALLEL_JOBS_MAX;
    s.jobs = ARENA_ARRAY(a, Job, s.threads);
    s.is_done = ARENA_ARRAY(a, uint8_t, p->runs);
    s.shares = ARENA_ARRAY(a, double, p->runs *s.strategies);
    for (size_t i = 0; i < s.threads; i++) open_job(&s, &s.jobs[i]);
    parallel_run(s.threads, run_job, &s);
    if (p->progress) p->progress(p->self, 1000, 1000);
    put_together(a, &s, r);
    for (size_t i = 0; i < s.threads; i++) arena_free(s.jobs[i].arena);
    return r;
}
