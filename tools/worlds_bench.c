// tools/worlds_bench.c - what worlds cost: nanoseconds a draw, and seconds of a play
//
//     worlds_bench [THREADS]
//
// A line for each kind of variable: its name, nanoseconds of wall time a number on one thread (the
// best of three). Then the play: 1,000,000 worlds of 60 periods, a price that reverts to its mean,
// two parties with one action each, cut into 16 ranges, about ten operations for each profile: wall
// seconds on THREADS threads (2), the best of three, and the share of worlds that are kept.
#include "worlds/worlds.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIMES = 3, BLOCKS = 1000, PERIODS = 60, WORLDS = 1000000 };

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const double HISTORY[] = {3, 1, 4, 1, 5, 9, 2, 6};

static const struct {
    const char *name;
    Variable variable;
} KINDS[] = {
    {"normal", {.kind = VARIABLE_NORMAL, .deviation = 1}},
    {"lognormal", {.kind = VARIABLE_LOGNORMAL, .deviation = 1}},
    {"uniform", {.kind = VARIABLE_UNIFORM, .high = 1}},
    {"triangular", {.kind = VARIABLE_TRIANGULAR, .mode = 1, .high = 3}},
    {"choice", {.kind = VARIABLE_CHOICE, .values = HISTORY, .value_count = 8}},
    {"history", {.kind = VARIABLE_HISTORY, .values = HISTORY, .value_count = 8, .block = 3}},
    {"random walk", {.kind = VARIABLE_RANDOM_WALK, .deviation = 1}},
    {"geometric", {.kind = VARIABLE_GEOMETRIC, .start = 1, .deviation = 0.1}},
    {"mean reverting", {.kind = VARIABLE_MEAN_REVERTING, .reversion = 0.3, .deviation = 1}},
    {"with jumps",
     {.kind = VARIABLE_RANDOM_WALK, .deviation = 1, .jumps = {.chance = 0.05, .deviation = 2}}},
};

static const WorldSource *prepare(Arena *a, const Variable *v) {
    WorldModel m = {.variables = v, .variable_count = 1, .periods = PERIODS, .seed = 1};
    const char *why = NULL;
    size_t variable;
    const WorldSource *s = worlds_prepare(a, &m, &why, &variable);
    if (!s) exit(2);
    return s;
}

static double time_of_draw(const Variable *v) {
    Arena *a = arena_new();
    const WorldSource *s = prepare(a, v);
    double *numbers = ARENA_ARRAY(a, double, PERIODS *WORLDS_BLOCK), best = INFINITY;
    for (int k = 0; k < TIMES; k++) {
        double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
        for (uint64_t b = 0; b < BLOCKS; b++)
            worlds_draw(a, s, b * WORLDS_BLOCK, WORLDS_BLOCK, numbers);
        best = fmin(best, seconds(CLOCK_PROCESS_CPUTIME_ID) - start);
    }
    arena_free(a);
    return best / ((double)BLOCKS * PERIODS * WORLDS_BLOCK) * 1e9;
}

// Water against money: what the upper party forgoes rises with the price, the lower pays for it.
static void earn(void *self, size_t worker, size_t period, size_t stage, const double *price,
                 size_t count, double *ret) {
    (void)self, (void)worker, (void)period;
    double rate = 1 - 0.3 * (double)stage;
    for (size_t w = 0; w < count; w++) {
        double forgone = 0.6 * price[w] + 0.1 * price[w] * price[w];
        double benefit = 2.2 - 0.2 * price[w];
        double paid = rate * (1.1 + 0.05 * price[w]);
        ret[w] = paid - forgone * 0.5;
        ret[count + w] = benefit - paid;
        ret[2 * count + w] = paid - forgone * 0.1;
        ret[3 * count + w] = 0.2 * benefit - paid;
        ret[4 * count + w] = -forgone * 0.5;
        ret[5 * count + w] = benefit - 0.7 * paid;
        ret[6 * count + w] = 0.05 * price[w];
        ret[7 * count + w] = 0.1 * benefit;
    }
}

typedef struct Times {
    double wall, cpu, kept;
} Times;

static Times time_play(size_t threads) {
    static const uint32_t parties[] = {0, 1}, lag[] = {0, 0}, state[] = {0};
    static const double seen[] = {1, 0.9}, discount[] = {0.97, 0.97};
    static const Stage ladder[] = {{.receives = 0},
                                   {.pays = {0.7, 0.7}, .receives = 1, .is_end = true}};
    static const Variable price = {.kind = VARIABLE_MEAN_REVERTING,
                                   .start = 1,
                                   .mean = 1,
                                   .reversion = 0.3,
                                   .deviation = 0.45};
    Play p = {.parties = 2,
              .actions = 2,
              .stages = 2,
              .action_party = parties,
              .detection = seen,
              .detection_lag = lag,
              .ladder = ladder,
              .discount = discount,
              .state = state,
              .state_count = 1,
              .bins = 16,
              .earn = earn};
    Times t = {INFINITY, INFINITY, 0};
    for (int k = 0; k < TIMES; k++) {
        Arena *a = arena_new();
        double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
        const PlayResult *r = worlds_play(
            a, prepare(a, &price), &p, (PlayOptions){.worlds = WORLDS, .threads = threads}, NULL);
        t.wall = fmin(t.wall, seconds(CLOCK_MONOTONIC) - wall);
        t.cpu = fmin(t.cpu, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
        t.kept = (double)play_count(a, r).kept / WORLDS;
        arena_free(a);
    }
    return t;
}

int main(int argc, char **argv) {
    size_t threads = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 2;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        printf("%s %.1f ns\n", KINDS[i].name, time_of_draw(&KINDS[i].variable));
    Times play = time_play(threads);
    printf("play %.2f s, CPU %.2f s, kept %.4f\n", play.wall, play.cpu, play.kept);
    return 0;
}
