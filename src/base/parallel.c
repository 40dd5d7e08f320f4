// base/parallel.c - a few jobs at once, each on a thread of its own
#include "base/parallel.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>

typedef struct Running {
    ParallelJob *job;
    void *self;
    size_t index;
    pthread_t thread;
    bool has_thread;
} Running;

static void *run_one(void *argument) {
    Running *r = argument;
    r->job(r->self, r->index);
    return NULL;
}

void parallel_run(size_t count, ParallelJob *job, void *self) {
    Running running[PARALLEL_JOBS_MAX];
    assert(count <= PARALLEL_JOBS_MAX);
    for (size_t i = 0; i < count; i++) {
        Running *r = &running[i];
        *r = (Running){.job = job, .self = self, .index = i};
        r->has_thread = i > 0 && pthread_create(&r->thread, NULL, run_one, r) == 0;
    }
    for (size_t i = 0; i < count; i++)
        if (!running[i].has_thread) run_one(&running[i]);
    for (size_t i = 0; i < count; i++)
        if (running[i].has_thread) pthread_join(running[i].thread, NULL);
}

size_t parallel_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0 || CPU_COUNT(&set) < 1) return 1;
    size_t count = (size_t)CPU_COUNT(&set);
    return count < PARALLEL_JOBS_MAX ? count : PARALLEL_JOBS_MAX;
}
