// tools/evolve_bench.c - steps of the population room in a second, one thread
//
//     evolve_bench
//
// One line for each task: its name, millions of steps in a CPU second (the best of three), and the
// share of the first strategy, by which tools/evolve_peer.py on the same tasks is compared. A step
// is one comparison of two members. Used by script/bench.
#include "evolve/evolve.h"

#include <stdio.h>
#include <time.h>

enum { TIMES = 3 };

typedef struct Task {
    const char *name;
    size_t strategies;
    uint32_t size, side; // side of a torus, 0 = well mixed
    uint64_t generations;
} Task;

static const Task tasks[] = {{"mixed-100-2", 2, 100, 0, 1000000},
                             {"mixed-1000-2", 2, 1000, 0, 100000},
                             {"mixed-100-3", 3, 100, 0, 200000},
                             {"mixed-100-8", 8, 100, 0, 200000},
                             {"torus-32-2", 2, 1024, 32, 10000}};

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Hawk and dove, the anti-coordination game on the torus, else any numbers that both programs make.
static void fill_payoffs(const Task *t, double *payoffs) {
    static const double hawks[] = {-0.5, 2, 0, 0}, torus[] = {0, 1, 1, 0};
    for (size_t i = 0; i < t->strategies; i++)
        for (size_t j = 0; j < t->strategies; j++)
            payoffs[i * t->strategies + j] = t->side ? torus[2 * i + j]
                                             : t->strategies == 2
                                                 ? hawks[2 * i + j]
                                                 : (double)((7 * i + 13 * j) % 10) / 10;
}

static const EvolveSample *run(Arena *a, const Task *t, uint64_t seed) {
    double *payoffs = ARENA_ARRAY(a, double, t->strategies * t->strategies);
    fill_payoffs(t, payoffs);
    EvolveModel m = {.game = {.strategy_count = t->strategies, .payoffs = payoffs},
                     .process = EVOLVE_PAIRWISE,
                     .intensity = 1,
                     .mutation = 1e-3,
                     .size = t->size,
                     .network = t->side ? evolve_torus(a, t->side, t->side) : NULL};
    EvolvePlan p = {.seed = seed, .runs = 1, .threads = 1, .points = 2};
    p.generations = t->generations;
    p.warm_up = t->generations / 100;
    for (size_t s = 0; s < t->strategies; s++)
        p.start[s] = (uint32_t)(t->size / t->strategies + (s < t->size % t->strategies));
    return evolve_simulate(a, &m, &p);
}

int main(void) {
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        double best = 0, share = 0;
        for (uint64_t seed = 0; seed < TIMES; seed++) {
            Arena *a = arena_new();
            double start = cpu_seconds();
            const EvolveSample *s = run(a, &tasks[i], seed);
            double rate = s->steps / (cpu_seconds() - start) / 1e6;
            if (rate > best) best = rate;
            share = s->shares[0].value;
            arena_free(a);
        }
        printf("%s %.2f %.4f\n", tasks[i].name, best, share);
    }
    return 0;
}
