// incentive/blend.c - earnings by columns of doubles, payments by the evaluator and remembered
//
// What the evaluator is asked is remembered. An agreement that shares out among the members of a
// set is no matter for columns, but what the parties earn besides mostly is. Searches change
// parameters and discounts many times over the same worlds; payments that read no parameter of the
// scenario are then as they were. What is remembered is found by its whole question, so the answer
// does not depend on who asked first.
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
    bool reads_parameters;
    size_t rows; // of an answer: books and parties
    Arena *work;
    Tape *tape; // of what is earned; NULL: all by the evaluator
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

// All that the answer depends on.
static Str question_of(const Blend *m, size_t period, const double *variables, size_t count) {
    const Scenario *s = m->plays->scenario;
    Buf b = {.arena = m->work};
    size_t when[] = {exact_tells_periods(m->exact) ? period : 0, count};
    buf_add(&b, (Str){(const char *)when, sizeof when});
    add_doubles(&b, variables, s->variable_count * count);
    for (size_t i = 0; m->reads_parameters && i < s->parameter_count; i++)
        add_doubles(&b, m->parameters ? &m->parameters[i] : &s->parameters[i].value, 1);
    return buf_str(&b);
}

static void ask(Blend *m, size_t period, const double *variables, size_t count, double *ret) {
    size_t size = m->rows * count;
    Str question = question_of(m, period, variables, count);
    if (recall(m->plays->memory, question, size, ret)) return;
    if (m->tape)
        exact_run_varying(m->exact, period, variables, count, ret);
    else
        exact_run(m->exact, period, variables, count, ret);
    remember(m->plays->memory, question, ret, size);
}

static bool are_same(const double *values, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (values[i] != values[0]) return false;
    return true;
}

// Where all worlds of the block are the same, one of them tells all.
static void ask_once(Blend *m, size_t period, const double *variables, size_t count, double *ret) {
    size_t variable_count = m->plays->scenario->variable_count;
    double *one = ARENA_ARRAY(m->work, double, m->rows + variable_count + 1);
    for (size_t v = 0; v < variable_count; v++) {
        if (!are_same(variables + v * count, count)) {
            ask(m, period, variables, count, ret);
            return;
        }
        one[m->rows + v] = variables[v * count];
    }
    ask(m, period, one + m->rows, 1, one);
    for (size_t k = 0; k < m->rows; k++)
        for (size_t w = 0; w < count; w++) ret[k * count + w] = one[k];
}

void blend_run(Blend *m, size_t period, const double *variables, size_t count, double *ret) {
    arena_reset(m->work);
    if (!m->tape) {
        ask_once(m, period, variables, count, ret);
        return;
    }
    double *paid = ARENA_ARRAY(m->work, double, m->rows *count);
    ask_once(m, period, variables, count, paid);
    tape_run(m->tape, period, variables, count, ret);
    for (size_t i = 0; i < m->rows * count; i++) ret[i] += paid[i];
}

static void free_work(void *arena) {
    arena_free(arena);
}

Blend *blend_new(Arena *a, const Plays *p, const double *parameters) {
    Blend *m = ARENA_NEW(a, Blend);
    *m = (Blend){.plays = p, .earned = *p, .parameters = parameters, .work = arena_new()};
    arena_defer(a, free_work, m->work);
    m->earned.tape_payment_count = 0;
    if (p->is_blended) m->tape = tape_new(a, &m->earned, parameters);
    m->reads_parameters = !m->tape || p->pays_by_parameters;
    m->rows = (p->book_count + !m->tape) * p->parties;
    m->exact = exact_new(a, p, parameters);
    return m;
}
