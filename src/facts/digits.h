// facts/digits.h - decimal digits as a number: eight at a time, or one by one
//
// Both read the digits at `at` up to the first other byte and give the same; the first wants a
// machine whose words begin with their lowest byte. At least DIGITS_BYTES must be readable.
#ifndef SOFTLAW_FACTS_DIGITS_H
#define SOFTLAW_FACTS_DIGITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS_MAX = 16, DIGITS_BYTES = DIGITS_MAX + 1 };

// How many digits there are; DIGITS_MAX + 1 if more than DIGITS_MAX, and then *ret is undefined.
static inline size_t digits_read_each(const char *at, uint64_t *ret) {
    size_t count = 0;
    for (*ret = 0; at[count] >= '0' && at[count] <= '9'; count++) {
        if (count == DIGITS_MAX) return DIGITS_MAX + 1;
        *ret = *ret * 10 + (uint64_t)(at[count] - '0');
    }
    return count;
}

// A word of eight bytes, less '0' each, and how many of them from the front are digits.
static inline size_t digits_in_word(const char *at, uint64_t *ret_word) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    word ^= 0x3030303030303030u;
    *ret_word = word;
    uint64_t others = ((word + 0x7676767676767676u) | word) & 0x8080808080808080u;
    return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

// Of the first `count` (1 to 8) bytes of the word: neighbours are joined, then pairs, then fours.
static inline uint64_t digits_join(uint64_t word, size_t count) {
    word <<= 64 - 8 * count;
    word = word * 10 + (word >> 8);
    uint64_t even = (word & 0x000000FF000000FFu) * 0x000F424000000064u;
    uint64_t odd = (word >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u;
    return (even + odd) >> 32;
}

static inline size_t digits_read_words(const char *at, uint64_t *ret) {
    static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    uint64_t word;
    size_t first = digits_in_word(at, &word);
    *ret = first > 0 ? digits_join(word, first) : 0;
    if (first < 8) return first;
    size_t second = digits_in_word(at + 8, &word);
    if (second > 0) *ret = *ret * tens[second] + digits_join(word, second);
    return 8 + second + (second == 8 && at[16] >= '0' && at[16] <= '9');
}

static inline size_t digits_read(const char *at, uint64_t *ret) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return digits_read_words(at, ret);
#else
    return digits_read_each(at, ret);
#endif
}

#endif
