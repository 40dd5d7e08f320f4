// worlds/worlds_fuzz.c - any bytes as a part of a play: refused, or written as the same bytes
//
// The checksum is put right, or hardly an input would get past it.
#include "base/fuzz.h"
#include "base/sha256.h"
#include "worlds/worlds.h"

#include <assert.h>

static Str mend(Arena *a, const uint8_t *data, size_t size) {
    char *bytes = arena_get(a, size + SHA256_BYTES);
    if (size) memcpy(bytes, data, size);
    Sha256 digest = sha256_of((Str){bytes, size});
    memcpy(bytes + size, digest.bytes, SHA256_BYTES);
    return (Str){bytes, size + SHA256_BYTES};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {0};
    Str bytes = mend(a, data, size);
    const PlayResult *r = play_read(a, bytes, &err);
    assert((r != NULL) == (err.code == ERR_NONE));
    if (!r) return 0;
    assert(str_is(play_write(a, r), bytes));
    assert(play_count(a, r).kept <= play_count(a, r).worlds);
    play_add(a, r, r, NULL);
    return 0;
}
