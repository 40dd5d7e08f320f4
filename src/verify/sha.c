// verify/sha.c - SHA-256 (FIPS 180-4) and the Merkle tree (RFC 9162), apart from the writer's
#include "verify/verify_int.h"

#include <assert.h>

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void sha_start(Sha *s) {
    *s = (Sha){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                         0x1f83d9ab, 0x5be0cd19}};
}

static uint32_t turned(uint32_t x, int bits) {
    return x >> bits | x << (32 - bits);
}

static void schedule(const unsigned char *block, uint32_t w[64]) {
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3) + w[i - 7] +
               (turned(b, 17) ^ turned(b, 19) ^ b >> 10);
    }
}

static void compress(uint32_t state[8], const unsigned char *block) {
    uint32_t w[64], v[8];
    schedule(block, w);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t sum1 = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t one = v[7] + sum1 + choice + K[i] + w[i];
        uint32_t sum0 = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + sum0 + majority;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

void sha_add(Sha *s, Str bytes) {
    while (bytes.size) {
        size_t used = s->size % 64, room = 64 - used;
        size_t taken = bytes.size < room ? bytes.size : room;
        memcpy(s->block + used, bytes.at, taken);
        s->size += taken;
        if (taken == room) compress(s->state, s->block);
        bytes = (Str){bytes.at + taken, bytes.size - taken};
    }
}

static void put_number(unsigned char out[8], uint64_t number) {
    for (int i = 7; i >= 0; i--, number >>= 8) out[i] = (unsigned char)number;
}

void sha_add_field(Sha *s, Str field) {
    unsigned char length[8];
    put_number(length, field.size);
    sha_add(s, (Str){(const char *)length, sizeof length});
    sha_add(s, field);
}

Digest sha_end(Sha *s) {
    static const char PADDING[64] = {(char)0x80};
    unsigned char bits[8];
    put_number(bits, s->size * 8);
    size_t used = s->size % 64;
    sha_add(s, (Str){PADDING, used < 56 ? 56 - used : 120 - used});
    sha_add(s, (Str){(const char *)bits, sizeof bits});
    Digest d;
    for (int i = 0; i < 32; i++) d.bytes[i] = (unsigned char)(s->state[i / 4] >> (24 - i % 4 * 8));
    return d;
}

void digest_to_hex(Digest d, char out[64]) {
    for (int i = 0; i < 64; i++)
        out[i] = "0123456789abcdef"[d.bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
}

bool digest_is_hex(Digest d, Str hex) {
    char own[64];
    digest_to_hex(d, own);
    return str_is((Str){own, sizeof own}, hex);
}

// ---- the tree
// -------------------------------------------------------------------------------------

static Digest joined(Digest left, Digest right) {
    Sha s;
    sha_start(&s);
    sha_add(&s, (Str){"\1", 1});
    sha_add(&s, (Str){(const char *)left.bytes, sizeof left.bytes});
    sha_add(&s, (Str){(const char *)right.bytes, sizeof right.bytes});
    return sha_end(&s);
}

void tree_add(Tree *t, Digest leaf) {
    int height = 0;
    while (t->count && t->subtrees[t->count - 1].height == height) {
        leaf = joined(t->subtrees[--t->count].digest, leaf);
        height++;
    }
    assert(t->count < 64);
    t->subtrees[t->count].digest = leaf;
    t->subtrees[t->count++].height = height;
    t->leaves++;
}

Digest tree_root(const Tree *t) {
    if (!t->count) {
        Sha s;
        sha_start(&s);
        return sha_end(&s);
    }
    Digest root = t->subtrees[t->count - 1].digest;
    for (int i = t->count - 2; i >= 0; i--) root = joined(t->subtrees[i].digest, root);
    return root;
}
