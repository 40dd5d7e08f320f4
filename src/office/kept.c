// office/kept.c - answers that are kept, ready to be sent again
//
// A table of a fixed size in which a new answer takes the place of the one whose name falls into
// the same row. An answer holds as long as nothing is recorded in the store; which is asked before
// each answer, so that nobody is given what was true a moment ago.
#include "office/kept.h"

#include <pthread.h>

enum { ROWS = 1024 };

typedef struct Row {
    Arena *arena; // of the name; NULL: empty
    Str name;
    int64_t size; // of the log when it was made
    KeptAnswer answer;
} Row;

struct Kept {
    pthread_mutex_t mutex;
    Row rows[ROWS];
};

static void clear(Row *r) {
    if (r->answer.response) MHD_destroy_response(r->answer.response);
    arena_free(r->arena);
    *r = (Row){.arena = NULL};
}

static void kept_close(void *kept) {
    Kept *k = kept;
    for (size_t i = 0; i < ROWS; i++) clear(&k->rows[i]);
    pthread_mutex_destroy(&k->mutex);
}

Kept *kept_new(Arena *a) {
    Kept *k = ARENA_NEW(a, Kept);
    pthread_mutex_init(&k->mutex, NULL);
    arena_defer(a, kept_close, k);
    return k;
}

bool kept_send(Kept *k, Str name, int64_t size, struct MHD_Connection *c, KeptSend *send,
               enum MHD_Result *ret) {
    pthread_mutex_lock(&k->mutex);
    const Row *r = &k->rows[str_hash(name) % ROWS];
    bool is_there = r->arena && r->size == size && str_is(r->name, name);
    if (is_there) *ret = send(c, &r->answer);
    pthread_mutex_unlock(&k->mutex);
    return is_there;
}

void kept_add(Kept *k, Str name, int64_t size, KeptAnswer answer) {
    Arena *a = arena_new();
    Str copy = str_copy(a, name);
    pthread_mutex_lock(&k->mutex);
    Row *r = &k->rows[str_hash(name) % ROWS];
    clear(r);
    *r = (Row){a, copy, size, answer};
    pthread_mutex_unlock(&k->mutex);
}
