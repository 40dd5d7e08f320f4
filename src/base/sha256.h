// base/sha256.h - SHA-256 and its hexadecimal text
#ifndef SOFTLAW_BASE_SHA256_H
#define SOFTLAW_BASE_SHA256_H

#include "base/str.h"

enum { SHA256_BYTES = 32 };

typedef struct Sha256 {
    unsigned char bytes[SHA256_BYTES];
} Sha256;

// A hasher for many digests; lives in the arena.
typedef struct Sha256Hasher Sha256Hasher;
Sha256Hasher *sha256_new(Arena *a);
// The digest of the parts, one after the other without any mark between them.
Sha256 sha256_run(Sha256Hasher *hasher, const Str *parts, size_t count);

Sha256 sha256_of(Str text);
static inline bool sha256_is(Sha256 a, Sha256 b) {
    return memcmp(a.bytes, b.bytes, SHA256_BYTES) == 0;
}
Str sha256_hex(Arena *a, Sha256 digest);
bool sha256_from_hex(Str text, Sha256 *ret); // 64 digits, either case

#endif
