// incentive/blend.c - earnings by columns of doubles, payments by the evaluator and remembered
//
// An agreement that shares out among the members of a set is no matter for columns, but what the
// parties earn besides mostly is. Searches change parameters and discounts many times over the same
// worlds; payments that read no parameter of the scenario are then as they were. What is remembered
// is found by its whole question, so the answer does not depend on who asked first.
#include "incentive/plays_int.h"

#include <pthread.h>

enum { REMEMBERED_MAX = 1 << 22 }; // numbers

typedef struct Remembered {
    struct Remembered *next;
    uint64_t hash;
    Str question;
    const double *answer;
} Remembered;

struct PlayMemory {
    pthread_mutex_t lock;
    Arena *arena;
    Remembered *first;
    size_t size;
};

struct Blend {
    const Plays *plays;
    Plays earned; // without payments that vary
    const double *parameters;
    Arena *work;
    Tape *tape;
    Exact *exact;
};

static void forget(void *memory) {
    PlayMemory *m = memory;
    pthread_mutex_destroy(&m->lock);
    arena_free(m->arena);
}

PlayMemory *play_memory_new(Arena *a) {
    PlayMemory *m = ARENA_NEW(a, PlayMemory);
    *m = (PlayMemory){.arena = arena_new()};
    pthread_mutex_init(&m->lock, NULL);
    arena_defer(a, forget, m);
    return m;
}

// ---- remembering --------------------------------------------------------------------------------

static bool recall(PlayMemory *m, Str question, size_t count, double *ret) {
    uint64_t hash = str_hash(question);
    pthread_mutex_lock(&m->lock);
    const Remembered *r = m->first;
    while (r && (r->hash != hash || !str_is(r->question, question))) r = r->next;
    pthread_mutex_unlock(&m->lock);
    if (r) memcpy(ret, r->answer, count * sizeof *ret);
    return r != NULL;
}

static void remember(PlayMemory *m, Str question, const double *answer, size_t count) {
    pthread_mutex_lock(&m->lock);
    if (m->size + count < REMEMBERED_MAX) {
        Remembered *r = ARENA_NEW(m->arena, Remembered);
        char *copy = arena_copy(m->arena, question.at, question.size);
        *r = (Remembered){m->first,
                          str_hash(question),
                          {copy, question.size},
                          arena_copy(m->arena, answer, count * sizeof *answer)};
        m->first = r;
        m->size += count;
    }
    pthread_mutex_unlock(&m->lock);
}

// ---- asking -------------------------------------------------------------------------------------

static void add_doubles(Buf *b, const double *values, size_t count) {
    buf_add(b, (Str){(const char *)values, count * sizeof *values});
}

// All that the payments depend on.
static Str question_of(const Blend *m, size_t period, const double *variables, size_t count) {
    const Scenario *s = m->plays->scenario;
    Buf b = {.arena = m->work};
    size_t when = exact_tells_periods(m->exact) ? period : 0;
    buf_add(&b, (Str){(const char *)&when, sizeof when});
    add_doubles(&b, variables, s->variable_count * count);
    for (size_t i = 0; m->plays->pays_by_parameters && i < s->parameter_count; i++)
        add_doubles(&b, m->parameters ? &m->parameters[i] : &s->parameters[i].value, 1);
    return buf_str(&b);
}

static void pay(Blend *m, size_t period, const double *variables, size_t count, double *ret) {
    size_t size = m->plays->book_count * m->plays->parties * count;
    Str question = question_of(m, period, variables, count);
    if (recall(m->plays->memory, question, size, ret)) return;
    exact_run_varying(m->exact, period, variables, count, ret);
    remember(m->plays->memory, question, ret, size);
}

void blend_run(Blend *m, size_t period, const double *variables, size_t count, double *ret) {
    size_t size = m->plays->book_count * m->plays->parties * count;
    arena_reset(m->work);
    double *paid = ARENA_ARRAY(m->work, double, size);
    pay(m, period, variables, count, paid);
    tape_run(m->tape, period, variables, count, ret);
    for (size_t i = 0; i < size; i++) ret[i] += paid[i];
}

static void free_work(void *arena) {
    arena_free(arena);
}

Blend *blend_new(Arena *a, const Plays *p, const double *parameters) {
    Blend *m = ARENA_NEW(a, Blend);
    *m = (Blend){.plays = p, .earned = *p, .parameters = parameters, .work = arena_new()};
    arena_defer(a, free_work, m->work);
    m->earned.tape_payment_count = 0;
    m->tape = tape_new(a, &m->earned, parameters);
    m->exact = exact_new(a, p, parameters);
    return m->tape ? m : NULL;
}
