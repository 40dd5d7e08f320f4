// worlds/pilot.c - the worlds on which the policy is found, and the cells they are cut into
//
// They are others than those that are played: their numbers begin in the middle of all.
#include "worlds/play_int.h"
#include "worlds/sort.h"

#include <assert.h>
#include <math.h>

enum { WORLDS_OF_A_CELL = 256, PILOT_BYTES_MAX = 256 << 20, PILOT_SAMPLES_MAX = 1 << 20 };
enum { PILOT_LEAST = 16384, PILOT_FEWEST = 512, CUT_FROM = 65536 };
static const uint64_t FIRST_OF_PILOT = (uint64_t)1 << 63;

static size_t cell_count(const Play *p) {
    size_t count = 1;
    for (size_t s = 0; s < p->state_count; s++) count *= p->bins;
    assert(count <= WORLDS_CELLS_MAX);
    return count;
}

static size_t least_of(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t pilot_size(const WorldSource *s, const Play *p, uint64_t wanted) {
    size_t periods = s->model.periods, bytes = periods * (s->model.variable_count * 8 + 2);
    if (p->earn_all) bytes += periods * play_rows(p) * p->parties * sizeof(double);
    size_t worlds = cell_count(p) * WORLDS_OF_A_CELL;
    if (worlds < PILOT_LEAST) worlds = PILOT_LEAST;
    if (wanted) worlds = wanted < WORLDS_PILOT_MAX ? (size_t)wanted : WORLDS_PILOT_MAX;
    worlds = least_of(worlds, least_of(WORLDS_PILOT_MAX, PILOT_BYTES_MAX / bytes));
    if (p->is_renewed) worlds = least_of(worlds, PILOT_SAMPLES_MAX / periods);
    return wanted || worlds > PILOT_FEWEST ? worlds : PILOT_FEWEST;
}

// ---- drawing ------------------------------------------------------------------------------------

static void draw_job(void *self, size_t index) {
    const Pilot *p = self;
    Arena *a = arena_new();
    Drawing *d = drawing_new(a, p->source);
    for (size_t b = index; b < p->blocks; b += p->threads) {
        drawing_start(d, FIRST_OF_PILOT + (p->first_block + b) * WORLDS_BLOCK, pilot_count(p, b));
        for (size_t t = 0; t < p->periods; t++)
            drawing_step(d, (double *)(uintptr_t)pilot_variables(p, b, t));
    }
    arena_free(a);
}

static void earn_job(void *self, size_t index) {
    const Pilot *p = self;
    const Play *play = p->play;
    for (size_t b = index; b < p->blocks; b += p->threads)
        play->earn_all(play->self, index, pilot_variables(p, b, 0), pilot_count(p, b),
                       (double *)(uintptr_t)pilot_earned(p, b, 0));
}

static Pilot *pilot_new(Arena *a, const WorldSource *s, const Play *play, size_t worlds,
                        size_t threads) {
    Pilot *p = ARENA_NEW(a, Pilot);
    p->source = s;
    p->play = play;
    p->worlds = worlds;
    p->blocks = (worlds + WORLDS_BLOCK - 1) / WORLDS_BLOCK;
    p->periods = s->model.periods;
    p->threads = threads;
    size_t values = s->model.variable_count * WORLDS_BLOCK;
    p->variables = ARENA_ARRAY(a, double, p->blocks * p->periods * values);
    p->cell = ARENA_ARRAY(a, uint16_t, p->periods * worlds);
    if (play->earn_all)
        p->earned = ARENA_ARRAY(a, double, p->blocks * p->periods * play_earned_size(play));
    return p;
}

const Pilot *pilot_draw(Arena *a, const WorldSource *s, const Play *play, size_t worlds,
                        size_t part, size_t threads) {
    Pilot *p = pilot_new(a, s, play, worlds, threads);
    p->first_block = part * p->blocks;
    parallel_run(threads, draw_job, p);
    if (play->earn_all) parallel_run(threads, earn_job, p);
    pilot_cut(a, p);
    return p;
}

// ---- cutting ------------------------------------------------------------------------------------

static void gather(const Pilot *p, size_t v, size_t t, double *ret) {
    for (size_t b = 0; b < p->blocks; b++) {
        size_t count = pilot_count(p, b);
        const double *from = &pilot_variables(p, b, t)[v * count];
        for (size_t w = 0; w < count; w++) ret[b * WORLDS_BLOCK + w] = from[w];
    }
}

// Evenly from all periods, CUT_FROM values at most.
static size_t gather_together(const Pilot *p, size_t v, double *ret) {
    size_t all = p->worlds * p->periods, stride = all / CUT_FROM + 1, count = 0;
    for (size_t i = 0; i < all; i += stride) {
        size_t t = i / p->worlds, w = i % p->worlds, b = w / WORLDS_BLOCK;
        ret[count++] = pilot_variables(p, b, t)[v * pilot_count(p, b) + w % WORLDS_BLOCK];
    }
    return count;
}

static void set_edges(const double *sorted, size_t count, size_t ranges, double *ret) {
    for (size_t i = 1; i < ranges; i++)
        ret[i - 1] = quantile_of(sorted, count, (double)i / (double)ranges);
}

typedef struct Cut {
    Pilot *pilot;
    double *edges;
    PlayFan *fans;
} Cut;

static double *edges_of(const Cut *c, size_t table, size_t s) {
    const Cells *cells = &c->pilot->cells;
    return &c->edges[(table * cells->states + s) * cells->bins];
}

static void cut_period(const Cut *c, size_t t, double *values, double *spare) {
    const Pilot *p = c->pilot;
    const Cells *cells = &p->cells;
    for (size_t v = 0; v < p->source->model.variable_count; v++) {
        gather(p, v, t, values);
        sort_doubles(values, p->worlds, spare);
        c->fans[v * p->periods + t] = fan_of(values, p->worlds);
        for (size_t s = 0; s < cells->states && cells->tables > 1; s++)
            if (cells->state[s] == v) set_edges(values, p->worlds, cells->bins, edges_of(c, t, s));
    }
}

static void cut_together(const Cut *c, size_t v, double *values, double *spare) {
    const Pilot *p = c->pilot;
    const Cells *cells = &p->cells;
    size_t count = gather_together(p, v, values);
    sort_doubles(values, count, spare);
    set_edges(values, count, REGION_RANGES, &p->ranges[v * (REGION_RANGES - 1)]);
    for (size_t s = 0; s < cells->states && cells->tables == 1; s++)
        if (cells->state[s] == v) set_edges(values, count, cells->bins, edges_of(c, 0, s));
}

static void cut_job(void *self, size_t index) {
    const Cut *c = self;
    const Pilot *p = c->pilot;
    Arena *a = arena_new();
    size_t room = p->worlds > CUT_FROM ? p->worlds : CUT_FROM;
    double *values = ARENA_ARRAY(a, double, room), *spare = ARENA_ARRAY(a, double, room);
    for (size_t t = index; t < p->periods; t += p->threads) cut_period(c, t, values, spare);
    for (size_t v = index; v < p->source->model.variable_count; v += p->threads)
        cut_together(c, v, values, spare);
    arena_free(a);
}

static void find_job(void *self, size_t index) {
    Pilot *p = self;
    for (size_t t = index; t < p->periods; t += p->threads)
        for (size_t b = 0; b < p->blocks; b++)
            cells_find(&p->cells, p->cells.tables > 1 ? t : 0, pilot_variables(p, b, t),
                       pilot_count(p, b), &p->cell[t * p->worlds + b * WORLDS_BLOCK]);
}

static void plan_cells(const Pilot *p, Cells *c) {
    const Play *play = p->play;
    c->count = cell_count(play);
    c->states = play->state_count;
    c->bins = play->state_count ? play->bins : 1;
    c->tables = play->is_renewed ? 1 : p->periods;
    for (size_t s = 0; s < c->states; s++) c->state[s] = play->state[s];
}

static const Ranges *ranges_of(Arena *a, const Cut *c, size_t cuts) {
    size_t bins = c->pilot->cells.bins;
    Ranges *ranges = ARENA_ARRAY(a, Ranges, cuts);
    for (size_t i = 0; i < cuts; i++) ranges[i] = ranges_make(a, &c->edges[i * bins], bins - 1);
    return ranges;
}

void pilot_cut(Arena *a, Pilot *p) {
    size_t variables = p->source->model.variable_count;
    Cells *cells = &p->cells;
    plan_cells(p, cells);
    size_t cuts = cells->tables * cells->states;
    Cut c = {.pilot = p, .edges = ARENA_ARRAY(a, double, cuts * cells->bins)};
    c.fans = ARENA_ARRAY(a, PlayFan, variables * p->periods);
    p->ranges = ARENA_ARRAY(a, double, variables *(REGION_RANGES - 1));
    p->fans = c.fans;
    parallel_run(p->threads, cut_job, &c);
    cells->ranges = ranges_of(a, &c, cuts);
    parallel_run(p->threads, find_job, p);
}

const Pilot *pilot_believed(Arena *a, const Pilot *truth, const WorldSource *s, const Play *play) {
    Pilot *p = pilot_new(a, s, play, truth->worlds, truth->threads);
    parallel_run(p->threads, draw_job, p);
    if (play->earn_all) parallel_run(p->threads, earn_job, p);
    p->cells = truth->cells;
    parallel_run(p->threads, find_job, p);
    return p;
}
