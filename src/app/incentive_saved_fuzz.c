// app/incentive_saved_fuzz.c - any bytes as a checkpoint: refused, or written as the same bytes
//
// The checksum is put right, or hardly an input would get past it. What a part says is read as a
// point of a sweep; parts of a play are worlds_fuzz's.
#include "app/incentive_crew_int.h"
#include "base/fuzz.h"
#include "base/sha256.h"

#include <assert.h>

enum { PARTIES = 2, WORLDS = 100000 };

static Str mend(Arena *a, const uint8_t *data, size_t size) {
    char *bytes = arena_get(a, size + SHA256_BYTES);
    if (size) memcpy(bytes, data, size);
    Sha256 digest = sha256_of((Str){bytes, size});
    memcpy(bytes + size, digest.bytes, SHA256_BYTES);
    return (Str){bytes, size + SHA256_BYTES};
}

static void read_point(Arena *a, Str line) {
    SweepPoint p;
    if (!sweep_point_read(line, PARTIES, WORLDS, &p)) return;
    assert(p.worlds == WORLDS && p.kept <= p.worlds && p.undefined <= p.worlds);
    assert(str_is(sweep_point_write(a, &p, PARTIES), line));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str bytes = mend(a, data, size);
    Saved s;
    if (!saved_read(a, bytes, &s)) return 0;
    assert(str_is(saved_write(a, &s), bytes));
    assert(saved_difference(&s, &s) == SAVED_MARKS);
    for (size_t i = 0; i < s.parts.count; i++) read_point(a, s.parts.items[i]);
    return 0;
}
