// base/philox.c - Philox4x32-10, sixteen blocks at a time, and the distributions made of it
#include "base/philox.h"
#include "base/wide.h"

#include <math.h>
#include <stdbool.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { ROUNDS = 10 };
static const uint32_t MULTIPLY[2] = {0xD2511F53, 0xCD9E8D57};
static const uint32_t WEYL[2] = {0x9E3779B9, 0xBB67AE85};
static const double TWO_PI = 6.283185307179586;

void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t ret[4]) {
    uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]};
    for (uint32_t r = 0; r < ROUNDS; r++) {
        uint64_t a = (uint64_t)MULTIPLY[0] * c[0], b = (uint64_t)MULTIPLY[1] * c[2];
        c[0] = (uint32_t)(b >> 32) ^ c[1] ^ (key[0] + r * WEYL[0]);
        c[2] = (uint32_t)(a >> 32) ^ c[3] ^ (key[1] + r * WEYL[1]);
        c[1] = (uint32_t)b;
        c[3] = (uint32_t)a;
    }
    for (int i = 0; i < 4; i++) ret[i] = c[i];
}

void philox_start(Philox *p, uint64_t seed, uint64_t stream, uint64_t block) {
    p->key[0] = (uint32_t)seed;
    p->key[1] = (uint32_t)(seed >> 32);
    p->stream[0] = (uint32_t)stream;
    p->stream[1] = (uint32_t)(stream >> 32);
    p->block = block;
    p->used = PHILOX_WORDS;
}

// The same as philox_block, side by side, which a compiler turns into vectors.
typedef struct Lanes {
    uint32_t c[4][PHILOX_BLOCKS];
} Lanes;

static inline void mix(Lanes *l, uint32_t key0, uint32_t key1) {
    for (int i = 0; i < PHILOX_BLOCKS; i++) {
        uint64_t a = (uint64_t)MULTIPLY[0] * l->c[0][i], b = (uint64_t)MULTIPLY[1] * l->c[2][i];
        l->c[0][i] = (uint32_t)(b >> 32) ^ l->c[1][i] ^ key0;
        l->c[2][i] = (uint32_t)(a >> 32) ^ l->c[3][i] ^ key1;
        l->c[1][i] = (uint32_t)b;
        l->c[3][i] = (uint32_t)a;
    }
}

WIDE static void mix_all(Lanes *l, uint64_t seed) {
    uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
    for (uint32_t r = 0; r < ROUNDS; r++) mix(l, low + r * WEYL[0], high + r * WEYL[1]);
}

void philox_refill(Philox *p) {
    Lanes l;
    for (uint64_t i = 0; i < PHILOX_BLOCKS; i++) {
        l.c[0][i] = (uint32_t)(p->block + i);
        l.c[1][i] = (uint32_t)((p->block + i) >> 32);
        l.c[2][i] = p->stream[0];
        l.c[3][i] = p->stream[1];
    }
    mix_all(&l, (uint64_t)p->key[1] << 32 | p->key[0]);
    for (int i = 0; i < PHILOX_BLOCKS; i++)
        for (int w = 0; w < 4; w++) p->words[4 * i + w] = l.c[w][i];
    p->block += PHILOX_BLOCKS;
    p->used = 0;
}

static void streams_by_lanes(uint64_t seed, uint64_t first, uint64_t block, size_t count,
                             uint64_t *ret_one, uint64_t *ret_two) {
    for (size_t done = 0; done < count; done += PHILOX_BLOCKS) {
        Lanes l;
        size_t some = count - done < PHILOX_BLOCKS ? count - done : PHILOX_BLOCKS;
        for (uint64_t i = 0; i < PHILOX_BLOCKS; i++) {
            l.c[0][i] = (uint32_t)block;
            l.c[1][i] = (uint32_t)(block >> 32);
            l.c[2][i] = (uint32_t)(first + done + i);
            l.c[3][i] = (uint32_t)((first + done + i) >> 32);
        }
        mix_all(&l, seed);
        for (size_t i = 0; i < some; i++) {
            ret_one[done + i] = (uint64_t)l.c[0][i] << 32 | l.c[1][i];
            ret_two[done + i] = (uint64_t)l.c[2][i] << 32 | l.c[3][i];
        }
    }
}

#ifdef __x86_64__
// Four blocks in the low halves of 64-bit lanes; what is in the high halves is never looked at.
// How many of `count` were done: a multiple of FOURS.
enum { FOURS = 8 };

typedef struct Four {
    __m256i c[4];
} Four;

__attribute__((target("avx2"))) static inline void mix_four(Four *f, __m256i key0, __m256i key1) {
    __m256i a = _mm256_mul_epu32(f->c[0], _mm256_set1_epi64x(MULTIPLY[0]));
    __m256i b = _mm256_mul_epu32(f->c[2], _mm256_set1_epi64x(MULTIPLY[1]));
    __m256i high = _mm256_srli_epi64(b, 32), other = _mm256_srli_epi64(a, 32);
    f->c[0] = _mm256_xor_si256(_mm256_xor_si256(high, f->c[1]), key0);
    f->c[2] = _mm256_xor_si256(_mm256_xor_si256(other, f->c[3]), key1);
    f->c[1] = b;
    f->c[3] = a;
}

__attribute__((target("avx2"))) static inline Four four_of(uint64_t stream, uint64_t block) {
    __m256i low = _mm256_set_epi64x((long long)(stream + 3), (long long)(stream + 2),
                                    (long long)(stream + 1), (long long)stream);
    return (Four){{_mm256_set1_epi64x((long long)block),
                   _mm256_set1_epi64x((long long)(block >> 32)), low, _mm256_srli_epi64(low, 32)}};
}

__attribute__((target("avx2"))) static inline void put_pair(__m256i high, __m256i low,
                                                            uint64_t *ret) {
    __m256i lower = _mm256_and_si256(low, _mm256_set1_epi64x(UINT32_MAX));
    _mm256_storeu_si256((__m256i *)(void *)ret,
                        _mm256_or_si256(_mm256_slli_epi64(high, 32), lower));
}

__attribute__((target("avx2"))) static size_t streams_by_fours(uint64_t seed, uint64_t first,
                                                               uint64_t block, size_t count,
                                                               uint64_t *ret_one,
                                                               uint64_t *ret_two) {
    size_t done = 0;
    for (; done + FOURS <= count; done += FOURS) {
        Four one = four_of(first + done, block), two = four_of(first + done + FOURS / 2, block);
        uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
        for (uint32_t r = 0; r < ROUNDS; r++) {
            __m256i key0 = _mm256_set1_epi64x(low + r * WEYL[0]);
            __m256i key1 = _mm256_set1_epi64x(high + r * WEYL[1]);
            mix_four(&one, key0, key1);
            mix_four(&two, key0, key1);
        }
        put_pair(one.c[0], one.c[1], ret_one + done);
        put_pair(one.c[2], one.c[3], ret_two + done);
        put_pair(two.c[0], two.c[1], ret_one + done + FOURS / 2);
        put_pair(two.c[2], two.c[3], ret_two + done + FOURS / 2);
    }
    return done;
}

// The same in twice the width, where a block is given out whole.
enum { EIGHTS = 16 };

typedef struct Eight {
    __m512i c[4];
} Eight;

__attribute__((target("avx512f"))) static inline void mix_eight(Eight *e, __m512i key0,
                                                                __m512i key1) {
    __m512i a = _mm512_mul_epu32(e->c[0], _mm512_set1_epi64(MULTIPLY[0]));
    __m512i b = _mm512_mul_epu32(e->c[2], _mm512_set1_epi64(MULTIPLY[1]));
    __m512i high = _mm512_srli_epi64(b, 32), other = _mm512_srli_epi64(a, 32);
    e->c[0] = _mm512_xor_si512(_mm512_xor_si512(high, e->c[1]), key0);
    e->c[2] = _mm512_xor_si512(_mm512_xor_si512(other, e->c[3]), key1);
    e->c[1] = b;
    e->c[3] = a;
}

__attribute__((target("avx512f"))) static inline Eight eight_of(uint64_t stream, uint64_t block) {
    __m512i low = _mm512_add_epi64(_mm512_set1_epi64((long long)stream),
                                   _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
    return (Eight){{_mm512_set1_epi64((long long)block),
                    _mm512_set1_epi64((long long)(block >> 32)), low, _mm512_srli_epi64(low, 32)}};
}

__attribute__((target("avx512f"))) static inline void put_eight(__m512i high, __m512i low,
                                                                uint64_t *ret) {
    __m512i lower = _mm512_and_si512(low, _mm512_set1_epi64(UINT32_MAX));
    _mm512_storeu_si512(ret, _mm512_or_si512(_mm512_slli_epi64(high, 32), lower));
}

__attribute__((target("avx512f"))) static size_t streams_by_eights(uint64_t seed, uint64_t first,
                                                                   uint64_t block, size_t count,
                                                                   uint64_t *ret_one,
                                                                   uint64_t *ret_two) {
    size_t done = 0;
    for (; done + EIGHTS <= count; done += EIGHTS) {
        Eight one = eight_of(first + done, block), two = eight_of(first + done + EIGHTS / 2, block);
        uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
        for (uint32_t r = 0; r < ROUNDS; r++) {
            __m512i key0 = _mm512_set1_epi64(low + r * WEYL[0]);
            __m512i key1 = _mm512_set1_epi64(high + r * WEYL[1]);
            mix_eight(&one, key0, key1);
            mix_eight(&two, key0, key1);
        }
        put_eight(one.c[0], one.c[1], ret_one + done);
        put_eight(one.c[2], one.c[3], ret_two + done);
        put_eight(two.c[0], two.c[1], ret_one + done + EIGHTS / 2);
        put_eight(two.c[2], two.c[3], ret_two + done + EIGHTS / 2);
    }
    return done;
}

static size_t streams_by_vectors(uint64_t seed, uint64_t first, uint64_t block, size_t count,
                                 uint64_t *ret_one, uint64_t *ret_two) {
    if (__builtin_cpu_supports("avx512f"))
        return streams_by_eights(seed, first, block, count, ret_one, ret_two);
    if (__builtin_cpu_supports("avx2"))
        return streams_by_fours(seed, first, block, count, ret_one, ret_two);
    return 0;
}
#else
static size_t streams_by_vectors(uint64_t seed, uint64_t first, uint64_t block, size_t count,
                                 uint64_t *ret_one, uint64_t *ret_two) {
    (void)seed, (void)first, (void)block, (void)count, (void)ret_one, (void)ret_two;
    return 0;
}
#endif

void philox_streams(uint64_t seed, uint64_t first, uint64_t block, size_t count, uint64_t *ret_one,
                    uint64_t *ret_two) {
    size_t done = streams_by_vectors(seed, first, block, count, ret_one, ret_two);
    streams_by_lanes(seed, first + done, block, count - done, ret_one + done, ret_two + done);
}

// 0 < x <= 1, of which there is a logarithm.
static double above_zero(Philox *p) {
    return 1 - philox_uniform(p);
}

double philox_normal(Philox *p) {
    double radius = sqrt(-2 * log(above_zero(p)));
    return radius * cos(TWO_PI * philox_uniform(p));
}

double philox_exponential(Philox *p) {
    return -log(above_zero(p));
}

uint64_t philox_geometric(Philox *p, double chance) {
    if (chance >= 1) return 0;
    double failures = log(above_zero(p)) / log1p(-chance);
    return failures < 0x1p63 ? (uint64_t)failures : UINT64_MAX;
}
