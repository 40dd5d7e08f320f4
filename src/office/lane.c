// office/lane.c - work that waits in line for a thread of its own
#include "office/lane.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

// Whoever has been answered often asks again at once, and to wake a thread takes as long as half a
// commit on a quick disk. So the thread waits for this many turns of the processor, 0.14 ms where
// nobody else wants it, before it sleeps (doc/decisions/0047).
enum { TURNS_AWAKE = 300 };

struct Lane {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t is_wanted;
    LaneJob *first, **end;
    atomic_bool has_first; // the same, to be looked at without the mutex
    bool is_ending;
    size_t most;
    LaneWork *work;
    void *self;
};

// The first `most` of those that wait; NULL once the lane ends and nothing is left.
static LaneJob *take(Lane *l) {
    for (int i = 0; i < TURNS_AWAKE && !atomic_load(&l->has_first); i++) sched_yield();
    pthread_mutex_lock(&l->mutex);
    while (!l->first && !l->is_ending) pthread_cond_wait(&l->is_wanted, &l->mutex);
    LaneJob *taken = l->first, **cut = &l->first;
    for (size_t i = 0; i < l->most && *cut; i++) cut = &(*cut)->next;
    LaneJob *rest = *cut;
    *cut = NULL;
    l->first = rest;
    if (!rest) l->end = &l->first;
    atomic_store(&l->has_first, rest != NULL);
    pthread_mutex_unlock(&l->mutex);
    return taken;
}

static void *run(void *lane) {
    Lane *l = lane;
    for (LaneJob *jobs; (jobs = take(l));) l->work(l->self, jobs);
    return NULL;
}

void lane_end(Lane *l) {
    pthread_mutex_lock(&l->mutex);
    bool is_first = !l->is_ending;
    l->is_ending = true;
    pthread_cond_signal(&l->is_wanted);
    pthread_mutex_unlock(&l->mutex);
    if (is_first) pthread_join(l->thread, NULL);
}

static void stop(void *lane) {
    Lane *l = lane;
    lane_end(l);
    pthread_mutex_destroy(&l->mutex);
    pthread_cond_destroy(&l->is_wanted);
}

Lane *lane_start(Arena *a, size_t most, LaneWork *work, void *self) {
    Lane *l = ARENA_NEW(a, Lane);
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->is_wanted, NULL);
    l->end = &l->first;
    l->most = most;
    l->work = work;
    l->self = self;
    if (pthread_create(&l->thread, NULL, run, l)) return NULL;
    arena_defer(a, stop, l);
    return l;
}

bool lane_add(Lane *l, LaneJob *job) {
    job->next = NULL;
    pthread_mutex_lock(&l->mutex);
    bool is_open = !l->is_ending;
    if (is_open) {
        *l->end = job;
        l->end = &job->next;
        atomic_store(&l->has_first, true);
    }
    pthread_cond_signal(&l->is_wanted);
    pthread_mutex_unlock(&l->mutex);
    return is_open;
}
