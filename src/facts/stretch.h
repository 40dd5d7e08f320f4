// facts/stretch.h - short texts compared word by word, for which memcmp is too far away
//
// Both texts may be read up to WORD_BYTES behind their end.
#ifndef SOFTLAW_FACTS_STRETCH_H
#define SOFTLAW_FACTS_STRETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WORD_BYTES = 8 };

static inline uint64_t stretch_word(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline bool stretch_is(const char *a, const char *b, size_t size) {
    static const unsigned char ones[2 * WORD_BYTES] = {255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t mask;
    for (; size > WORD_BYTES; size -= WORD_BYTES, a += WORD_BYTES, b += WORD_BYTES)
        if (stretch_word(a) != stretch_word(b)) return false;
    memcpy(&mask, ones + WORD_BYTES - size, sizeof mask);
    return ((stretch_word(a) ^ stretch_word(b)) & mask) == 0;
}

#endif
