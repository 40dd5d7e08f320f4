// base/philox.h - random numbers that depend only on seed, stream and position
//
// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// 2011) enciphers a counter: block b of stream s under a seed is a function of the three, so a run
// that has a stream of its own draws the same numbers on whatever thread, and in whatever order, it
// goes. Not for secrets. Whoever simulates takes a seed from his user; true randomness is
// base/sys.h.
#ifndef SOFTLAW_BASE_PHILOX_H
#define SOFTLAW_BASE_PHILOX_H

#include <stddef.h>
#include <stdint.h>

enum { PHILOX_BLOCKS = 16, PHILOX_WORDS = 4 * PHILOX_BLOCKS }; // made at once

typedef struct Philox {
    uint32_t key[2], stream[2];
    uint64_t block; // the next to be made
    uint32_t words[PHILOX_WORDS];
    unsigned used; // of `words`
} Philox;

// One block, as published.
void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t ret[4]);

// The numbers of `stream` under `seed`, from block `block` on.
void philox_start(Philox *p, uint64_t seed, uint64_t stream, uint64_t block);
void philox_refill(Philox *p);
// The same by rows: of block `block` of the streams first … first+count-1 the two 64-bit numbers.
void philox_streams(uint64_t seed, uint64_t first, uint64_t block, size_t count, uint64_t *ret_one,
                    uint64_t *ret_two);

static inline uint32_t philox_next32(Philox *p) {
    if (p->used == PHILOX_WORDS) philox_refill(p);
    return p->words[p->used++];
}

static inline uint64_t philox_next64(Philox *p) {
    uint64_t high = philox_next32(p);
    return high << 32 | philox_next32(p);
}

// 0 … bound-1, each as likely as the other; bound > 0. The high word of a product, and for the few
// low words that would favour some results another draw (Lemire 2019).
static inline uint32_t philox_below(Philox *p, uint32_t bound) {
    uint64_t product = (uint64_t)philox_next32(p) * bound;
    if ((uint32_t)product < bound)
        for (uint32_t least = -bound % bound; (uint32_t)product < least;)
            product = (uint64_t)philox_next32(p) * bound;
    return (uint32_t)(product >> 32);
}

// 0 <= x < 1, a multiple of 2^-53.
static inline double philox_uniform(Philox *p) {
    return (double)(philox_next64(p) >> 11) * 0x1p-53;
}
double philox_normal(Philox *p);      // mean 0, variance 1
double philox_exponential(Philox *p); // mean 1
// How many trials fail before the first succeeds, each with probability `chance`; UINT64_MAX stands
// for all that is beyond 2^63.
uint64_t philox_geometric(Philox *p, double chance);

#endif
