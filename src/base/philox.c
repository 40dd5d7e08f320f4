// base/philox.c - Philox4x32-10, sixteen blocks at a time, and the distributions made of it
#include "base/philox.h"

#include <math.h>

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

static void mix(Lanes *l, uint32_t key0, uint32_t key1) {
    for (int i = 0; i < PHILOX_BLOCKS; i++) {
        uint64_t a = (uint64_t)MULTIPLY[0] * l->c[0][i], b = (uint64_t)MULTIPLY[1] * l->c[2][i];
        l->c[0][i] = (uint32_t)(b >> 32) ^ l->c[1][i] ^ key0;
        l->c[2][i] = (uint32_t)(a >> 32) ^ l->c[3][i] ^ key1;
        l->c[1][i] = (uint32_t)b;
        l->c[3][i] = (uint32_t)a;
    }
}

static void mix_all(Lanes *l, uint64_t seed) {
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

void philox_streams(uint64_t seed, uint64_t first, uint64_t block, size_t count, uint64_t *ret_one,
                    uint64_t *ret_two) {
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
