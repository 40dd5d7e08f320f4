// office/seat.c - connections to the stores, ready for whoever answers a request
#include "office/seat.h"

#include "base/parallel.h"

#include <assert.h>
#include <pthread.h>

struct Seats {
    pthread_mutex_t mutex;
    pthread_cond_t is_idle;
    Seat seats[PARALLEL_JOBS_MAX], *idle[PARALLEL_JOBS_MAX];
    size_t count, idle_count;
};

// An office without accounts only publishes.
static bool open_people(Arena *a, const OfficeOptions *o, Seat *ret, Err *err) {
    Err quiet = {.code = ERR_NONE};
    App *app = app_new(a, o->options);
    ret->people = app_people_open(app, o->portal.db, &quiet);
    if (ret->people || quiet.code == ERR_NOT_FOUND) return true;
    if (err) *err = quiet;
    return false;
}

bool seats_open_one(Arena *a, const OfficeOptions *o, Seat *ret, Err *err) {
    ret->watch = portal_watch(a, o->portal.db, err);
    return ret->watch && open_people(a, o, ret, err);
}

static void seats_close(void *seats) {
    Seats *s = seats;
    pthread_mutex_destroy(&s->mutex);
    pthread_cond_destroy(&s->is_idle);
}

Seats *seats_open(Arena *a, const OfficeOptions *o, size_t count, Err *err) {
    Seats *s = ARENA_NEW(a, Seats);
    assert(count <= PARALLEL_JOBS_MAX);
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->is_idle, NULL);
    arena_defer(a, seats_close, s);
    for (size_t i = 0; i < count; i++) {
        if (!seats_open_one(a, o, &s->seats[i], err)) return NULL;
        s->idle[s->idle_count++] = &s->seats[i];
    }
    return s;
}

Seat *seats_borrow(Seats *s) {
    pthread_mutex_lock(&s->mutex);
    while (!s->idle_count) pthread_cond_wait(&s->is_idle, &s->mutex);
    Seat *seat = s->idle[--s->idle_count];
    pthread_mutex_unlock(&s->mutex);
    return seat;
}

void seats_give_back(Seats *s, Seat *seat) {
    pthread_mutex_lock(&s->mutex);
    s->idle[s->idle_count++] = seat;
    pthread_cond_signal(&s->is_idle);
    pthread_mutex_unlock(&s->mutex);
}
