// base/arena.c - memory that leaves together
#include "base/arena.h"

#include <assert.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) __asan_poison_memory_region((p), (n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (n))
#define RED_ZONE 16
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE 0
#endif

enum { ALIGN = 16, BLOCK_BYTES = 1 << 16 };

typedef struct Block Block;
struct Block {
    Block *older;
    size_t size, used;
    size_t unused_alignment;
};

typedef struct Defer Defer;
struct Defer {
    Defer *older;
    void (*close)(void *);
    void *object;
};

struct Arena {
    Block *newest;
    Defer *defers;
    size_t used_bytes;
};

static unsigned char *block_bytes(Block *b) {
    return (unsigned char *)(b + 1);
}

static void *must(void *memory) {
    if (!memory) {
        fputs("softlaw: out of memory\n", stderr);
        abort();
    }
    return memory;
}

static Block *block_new(size_t size, Block *older) {
    Block *b = must(malloc(sizeof(Block) + size));
    *b = (Block){.older = older, .size = size};
    POISON(block_bytes(b), size);
    return b;
}

Arena *arena_new(void) {
    Arena *a = must(calloc(1, sizeof *a));
    a->newest = block_new(BLOCK_BYTES, NULL);
    return a;
}

static void run_defers(Arena *a) {
    while (a->defers) {
        Defer *d = a->defers;
        a->defers = d->older;
        d->close(d->object);
    }
}

static void free_blocks(Block *newest, Block *keep) {
    while (newest != keep) {
        Block *older = newest->older;
        UNPOISON(block_bytes(newest), newest->size);
        free(newest);
        newest = older;
    }
}

void arena_free(Arena *a) {
    if (!a) return;
    run_defers(a);
    free_blocks(a->newest, NULL);
    free(a);
}

void arena_reset(Arena *a) {
    run_defers(a);
    Block *oldest = a->newest;
    while (oldest->older) oldest = oldest->older;
    free_blocks(a->newest, oldest);
    POISON(block_bytes(oldest), oldest->used);
    oldest->used = 0;
    a->newest = oldest;
    a->used_bytes = 0;
}

static size_t rounded(size_t size) {
    assert(size <= SIZE_MAX / 2);
    return (size + RED_ZONE + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static void *get_uncleared(Arena *a, size_t size) {
    size_t need = rounded(size ? size : 1);
    Block *b = a->newest;
    if (b->size - b->used < need) {
        size_t next = b->size < ((size_t)1 << 24) ? b->size * 2 : b->size;
        b = a->newest = block_new(need > next ? need : next, b);
    }
    void *memory = block_bytes(b) + b->used;
    b->used += need;
    a->used_bytes += need;
    UNPOISON(memory, size);
    return memory;
}

void *arena_get(Arena *a, size_t size) {
    void *memory = get_uncleared(a, size);
    if (size) memset(memory, 0, size);
    return memory;
}

void *arena_copy(Arena *a, const void *from, size_t size) {
    void *memory = get_uncleared(a, size);
    if (size) memcpy(memory, from, size);
    return memory;
}

void *arena_grow(Arena *a, void *old, size_t old_size, size_t new_size) {
    assert(new_size >= old_size);
    Block *b = a->newest;
    size_t old_need = rounded(old_size ? old_size : 1), new_need = rounded(new_size);
    if (old && (unsigned char *)old + old_need == block_bytes(b) + b->used &&
        b->size - (b->used - old_need) >= new_need) {
        b->used += new_need - old_need;
        a->used_bytes += new_need - old_need;
        UNPOISON(old, new_size);
        memset((unsigned char *)old + old_size, 0, new_size - old_size);
        return old;
    }
    unsigned char *grown = get_uncleared(a, new_size);
    if (old_size) memcpy(grown, old, old_size);
    memset(grown + old_size, 0, new_size - old_size);
    return grown;
}

void arena_defer(Arena *a, void (*close)(void *), void *object) {
    Defer *d = ARENA_NEW(a, Defer);
    *d = (Defer){a->defers, close, object};
    a->defers = d;
}

size_t arena_used_bytes(const Arena *a) {
    return a->used_bytes;
}

void arena_keep_memory(void) {
    enum { KEPT_BYTES = 256 << 20 };
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
}
