// store/gate.c - who writes next among the connections of one process: whoever came first
//
// Each who waits has a place in the line and a condition of its own; who leaves hands the gate to
// the first, so that nobody who comes later can take it. A thread that holds the gate and waits for
// it by another connection would wait for ever: a fault of the program.
#include "store/store_int.h"

#include <assert.h>
#include <pthread.h>

typedef struct Waiter {
    struct Waiter *next;
    pthread_t thread;
    pthread_cond_t is_called;
    bool has_turn;
} Waiter;

struct StoreGate {
    pthread_mutex_t mutex;
    Waiter *first, **end; // the line
    bool is_taken;
    pthread_t holder;
};

static void gate_destroy(void *gate) {
    StoreGate *g = gate;
    assert(!g->is_taken && !g->first);
    pthread_mutex_destroy(&g->mutex);
}

StoreGate *store_gate_new(Arena *a) {
    StoreGate *g = ARENA_NEW(a, StoreGate);
    int rc = pthread_mutex_init(&g->mutex, NULL);
    assert(rc == 0);
    g->end = &g->first;
    arena_defer(a, gate_destroy, g);
    return g;
}

static void wait_in_line(StoreGate *g) {
    Waiter w = {.thread = pthread_self()};
    int rc = pthread_cond_init(&w.is_called, NULL);
    assert(rc == 0);
    *g->end = &w;
    g->end = &w.next;
    while (!w.has_turn) pthread_cond_wait(&w.is_called, &g->mutex);
    pthread_cond_destroy(&w.is_called);
}

void gate_enter(Store *s) {
    StoreGate *g = s->gate;
    assert(!s->is_inside);
    if (!g) return;
    pthread_mutex_lock(&g->mutex);
    assert(!g->is_taken || !pthread_equal(g->holder, pthread_self()));
    if (g->is_taken) {
        wait_in_line(g);
    } else {
        g->is_taken = true;
        g->holder = pthread_self();
    }
    pthread_mutex_unlock(&g->mutex);
    s->is_inside = true;
}

void gate_leave(Store *s) {
    StoreGate *g = s->gate;
    if (!s->is_inside) return;
    s->is_inside = false;
    pthread_mutex_lock(&g->mutex);
    Waiter *next = g->first;
    g->is_taken = next != NULL;
    if (next) {
        g->first = next->next;
        if (!g->first) g->end = &g->first;
        g->holder = next->thread;
        next->has_turn = true;
        pthread_cond_signal(&next->is_called);
    }
    pthread_mutex_unlock(&g->mutex);
}
