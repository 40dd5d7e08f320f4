// base/philox_test.c - the published vectors, streams, and the laws of what is drawn
#include "base/philox.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { DRAWS = 200000 };

// Random123 1.14.0, tests/kat_vectors, the rows "philox4x32 10".
static void blocks_are_those_that_random123_publishes(void **state) {
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], expected[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t got[4];
        philox_block(rows[i].counter, rows[i].key, got);
        assert_memory_equal(got, rows[i].expected, sizeof got);
    }
}

static void a_stream_is_its_blocks_one_after_the_other(void **state) {
    (void)state;
    static const uint64_t seed = 0x299f31d0a4093822, stream = 0x0370734413198a2e,
                          first = 0xfffffff8;
    Philox p;
    philox_start(&p, seed, stream, first);
    for (uint64_t b = first; b < first + 3 * PHILOX_BLOCKS; b++) {
        uint32_t counter[4] = {(uint32_t)b, (uint32_t)(b >> 32), (uint32_t)stream,
                               (uint32_t)(stream >> 32)};
        uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, expected[4];
        philox_block(counter, key, expected);
        for (int w = 0; w < 4; w++) assert_int_equal(philox_next32(&p), expected[w]);
    }
}

static void rows_are_the_first_numbers_of_each_stream(void **state) {
    (void)state;
    enum { COUNT = 2 * PHILOX_BLOCKS + 3 };
    static const uint64_t seed = 0x299f31d0a4093822, first = 0xfffffff0, block = 7;
    uint64_t one[COUNT], two[COUNT];
    philox_streams(seed, first, block, COUNT, one, two);
    for (uint64_t i = 0; i < COUNT; i++) {
        Philox p;
        philox_start(&p, seed, first + i, block);
        assert_true(philox_next64(&p) == one[i]);
        assert_true(philox_next64(&p) == two[i]);
    }
}

static void numbers_below_a_bound_are_equally_likely(void **state) {
    (void)state;
    enum { BOUND = 7 };
    Philox p;
    uint32_t seen[BOUND] = {0};
    double chi = 0, expected = (double)DRAWS / BOUND;
    philox_start(&p, 1, 0, 0);
    for (int i = 0; i < DRAWS; i++) seen[philox_below(&p, BOUND)]++;
    for (int i = 0; i < BOUND; i++) chi += pow(seen[i] - expected, 2) / expected;
    assert_true(chi < 22.46); // 0.999 of chi-square with 6 degrees of freedom
}

// Of 2^32 words, the bound 3 * 2^30 leaves one quarter over: without another draw every third
// result would be twice as likely.
static void a_bound_that_does_not_divide_the_words_is_not_favoured(void **state) {
    (void)state;
    Philox p;
    int thirds = 0;
    philox_start(&p, 2, 0, 0);
    for (int i = 0; i < DRAWS; i++) thirds += philox_below(&p, 3u << 30) % 3 == 0;
    assert_true(fabs(thirds - DRAWS / 3.0) < 4 * sqrt(DRAWS * 2 / 9.0));
}

typedef struct Moments {
    double mean, variance;
} Moments;

static Moments moments_of(double (*draw)(Philox *p)) {
    Philox p;
    double sum = 0, squares = 0;
    philox_start(&p, 3, 0, 0);
    for (int i = 0; i < DRAWS; i++) {
        double x = draw(&p);
        sum += x;
        squares += x * x;
    }
    double mean = sum / DRAWS;
    return (Moments){mean, squares / DRAWS - mean * mean};
}

static double geometric(Philox *p) {
    return (double)philox_geometric(p, 0.2);
}

static void means_and_variances_are_those_of_the_law(void **state) {
    (void)state;
    static const struct {
        double (*draw)(Philox *p);
        double mean, variance;
    } rows[] = {{philox_uniform, 0.5, 1.0 / 12},
                {philox_normal, 0, 1},
                {philox_exponential, 1, 1},
                {geometric, 4, 20}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Moments m = moments_of(rows[i].draw);
        assert_true(fabs(m.mean - rows[i].mean) < 4 * sqrt(rows[i].variance / DRAWS));
        assert_true(fabs(m.variance - rows[i].variance) < 0.03 * rows[i].variance);
    }
}

static void a_certain_trial_never_fails_and_an_impossible_one_always(void **state) {
    (void)state;
    Philox p;
    philox_start(&p, 4, 0, 0);
    assert_int_equal(philox_geometric(&p, 1), 0);
    assert_int_equal(philox_geometric(&p, 0), UINT64_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_those_that_random123_publishes),
        cmocka_unit_test(a_stream_is_its_blocks_one_after_the_other),
        cmocka_unit_test(rows_are_the_first_numbers_of_each_stream),
        cmocka_unit_test(numbers_below_a_bound_are_equally_likely),
        cmocka_unit_test(a_bound_that_does_not_divide_the_words_is_not_favoured),
        cmocka_unit_test(means_and_variances_are_those_of_the_law),
        cmocka_unit_test(a_certain_trial_never_fails_and_an_impossible_one_always),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
