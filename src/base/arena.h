// base/arena.h - memory that leaves together
//
// A function that takes an Arena returns memory in it; one that takes none allocates nothing.
// That is the whole ownership manual. An arena is made per request, command, job or agreement, and
// freed in one place; `arena_defer` closes files and foreign objects with it, newest first, so an
// early return is always right. Allocation never returns NULL: sizes that a stranger controls are
// bounded at the doors, and true exhaustion aborts.
#ifndef SOFTLAW_BASE_ARENA_H
#define SOFTLAW_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

// A fresh arena on the heap; ends with arena_free (NULL is accepted there).
Arena *arena_new(void);
void arena_free(Arena *a);

// Zeroed memory, aligned to 16 bytes. `size` may be 0 (a unique, unusable address).
void *arena_get(Arena *a, size_t size);
// `size` bytes copied from `from`.
void *arena_copy(Arena *a, const void *from, size_t size);
// Grow the array `old` of `old_size` bytes to `new_size`; in place where it was the last
// allocation.
void *arena_grow(Arena *a, void *old, size_t old_size, size_t new_size);
// Run `close(object)` when the arena is freed or reset, newest first.
void arena_defer(Arena *a, void (*close)(void *), void *object);
// Forget everything allocated so far, running the deferred closings; keeps the first block.
void arena_reset(Arena *a);
// Bytes handed out since the arena was made or reset.
size_t arena_used_bytes(const Arena *a);

// What arenas give back is kept for the next ones instead of being returned to the system each
// time; for a program that makes the same arenas again and again.
void arena_keep_memory(void);

#define ARENA_NEW(a, Type) ((Type *)arena_get((a), sizeof(Type)))
#define ARENA_ARRAY(a, Type, count) ((Type *)arena_get((a), sizeof(Type) * (count)))

#endif
