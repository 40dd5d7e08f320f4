// tools/store_bench.c - what a write costs alone and in a batch, beside the disk's own fdatasync
//
//     store_bench FOLDER [WRITES]
//
// In turns, so that all see the same minute of the disk: fdatasync of a file that grew by a page,
// WRITES (32) single commits, and as many in one batch. A write is a record of 300 bytes. Prints
// the median turn as writes a second, and the writes in a batch for each fdatasync. Then a second
// connection writes now and then while the first writes batches without a pause: how long it waits.
#include "base/sys.h"
#include "store/store.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TURNS = 25, BYTES = 300, PAGE = 4096, VISITS = 400 };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct Bench {
    Store *store;
    int raw; // a file of its own
    int writes;
    Str path, body;
    StoreGate *gate;
    atomic_bool is_over;
} Bench;

static bool sync_raw(Bench *b) {
    static const char page[PAGE] = {1};
    bool done = true;
    for (int i = 0; done && i < b->writes; i++)
        done = write(b->raw, page, PAGE) == PAGE && fdatasync(b->raw) == 0;
    return done;
}

static bool write_singly(Bench *b) {
    int64_t seq;
    bool done = true;
    for (int i = 0; done && i < b->writes; i++)
        done = store_begin(b->store, NULL) &&
               store_append(b->store, STR("bench"), STR("2026-01-01T00:00:00Z"), b->body, &seq,
                            NULL) &&
               store_commit(b->store, NULL);
    return done;
}

static bool write_batch(Bench *b) {
    return store_batch_begin(b->store, NULL) && write_singly(b) &&
           store_batch_commit(b->store, NULL);
}

static const struct {
    const char *name;
    bool (*turn)(Bench *b);
} WAYS[] = {
    {"fdatasync of a page", sync_raw},
    {"single commits", write_singly},
    {"in one batch", write_batch},
};
enum { WAY_COUNT = sizeof WAYS / sizeof WAYS[0] };

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool run(Bench *b, double took[WAY_COUNT][TURNS]) {
    for (int turn = 0; turn < TURNS; turn++)
        for (size_t w = 0; w < WAY_COUNT; w++) {
            double start = seconds();
            if (!WAYS[w].turn(b)) return false;
            took[w][turn] = seconds() - start;
        }
    return true;
}

static void print(const Bench *b, double took[WAY_COUNT][TURNS]) {
    double rates[WAY_COUNT];
    for (size_t w = 0; w < WAY_COUNT; w++) {
        qsort(took[w], TURNS, sizeof took[w][0], compare);
        rates[w] = b->writes / took[w][TURNS / 2];
        printf("%-22s %9.0f /s\n", WAYS[w].name, rates[w]);
    }
    printf("a batch of %d: %.1f times the single commits, %.1f writes for each fdatasync\n",
           b->writes, rates[2] / rates[1], rates[2] / rates[0]);
}

// ---- a second connection ------------------------------------------------------------------------

static void *write_batches(void *bench) {
    Bench *b = bench;
    bool done = true;
    while (done && !atomic_load(&b->is_over)) done = write_batch(b);
    return done ? bench : NULL;
}

static bool visit(const Bench *b, double took[VISITS]) {
    Arena *a = arena_new();
    Bench own = {.writes = 1, .body = b->body};
    own.store = store_open(a, b->path, (StoreOptions){.gate = b->gate}, NULL);
    bool done = own.store != NULL;
    for (int i = 0; done && i < VISITS; i++) {
        double start = seconds();
        done = write_singly(&own);
        took[i] = seconds() - start;
        usleep(1000);
    }
    arena_free(a);
    return done;
}

static bool run_beside(Bench *b) {
    double took[VISITS];
    pthread_t thread;
    void *was_done;
    if (pthread_create(&thread, NULL, write_batches, b) != 0) return false;
    bool done = visit(b, took);
    atomic_store(&b->is_over, true);
    pthread_join(thread, &was_done);
    if (!done || !was_done) return false;
    qsort(took, VISITS, sizeof took[0], compare);
    printf("a second connection, beside batches without a pause: median %.1f ms, longest %.1f ms\n",
           took[VISITS / 2] * 1e3, took[VISITS - 1] * 1e3);
    return true;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fputs("usage: store_bench FOLDER [WRITES]\n", stderr);
        return 2;
    }
    Arena *a = arena_new();
    Err err = {0};
    double took[WAY_COUNT][TURNS];
    char text[BYTES];
    memset(text, 'x', sizeof text);
    Buf body = {.arena = a};
    body_add_1(&body, "text", (Str){text, sizeof text});
    Bench b = {.writes = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 32, .body = buf_str(&body)};
    Str folder = str_from(argv[1]);
    b.raw =
        open(str_c(a, str_fmt(a, "%.*s/raw", STR_ARG(folder))), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    b.path = str_fmt(a, "%.*s/store", STR_ARG(folder));
    b.gate = store_gate_new(a);
    b.store = store_open(a, b.path, (StoreOptions){.may_create = true, .gate = b.gate}, &err);
    bool done = b.writes > 0 && b.raw >= 0 && b.store && run(&b, took);
    if (done) print(&b, took);
    done = done && run_beside(&b);
    if (!done) fputs("store_bench: the disk or the store failed\n", stderr);
    arena_free(a);
    return done ? 0 : 1;
}
