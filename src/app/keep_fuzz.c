// app/keep_fuzz.c - any bytes as the manifest of a backup, and as shipped records
//
// What is read prints and reads back the same. No bytes but those that were hashed are taken; so
// that the fuzzer gets further, the hash is also put behind its lines.
#include "app/keep_int.h"
#include "base/fuzz.h"

#include <assert.h>

static void try_manifest(Arena *a, Str text) {
    Manifest m, again;
    if (!manifest_parse(a, STR("fuzz"), text, &m, NULL)) return;
    Str written = manifest_write(a, &m);
    assert(manifest_parse(a, STR("fuzz"), written, &again, NULL));
    assert(str_is(manifest_write(a, &again), written));
}

static void try_segment(Arena *a, Str text) {
    Segment s, again;
    if (!segment_parse(a, STR("fuzz"), text, &s, NULL)) return;
    assert(s.records.count && s.heads.count && s.heads.count <= s.records.count);
    Str written = segment_write(a, &s);
    assert(segment_parse(a, STR("fuzz"), written, &again, NULL));
    assert(again.records.count == s.records.count && again.heads.count == s.heads.count);
    assert(str_is(segment_write(a, &again), written));
}

static Str ended(Arena *a, Str text) {
    Buf b = {.arena = a};
    buf_add(&b, text);
    body_add_1(&b, "end", sha256_hex(a, sha256_of(text)));
    return buf_str(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)data, size};
    if (size > 4096) return 0;
    try_manifest(a, text);
    try_segment(a, text);
    try_manifest(a, ended(a, text));
    try_segment(a, ended(a, text));
    return 0;
}
