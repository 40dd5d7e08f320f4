// feel/estimate_quotient_test.c - tests of feel/estimate_quotient.c: the bits of a division
#include "base/philox.h"
#include "feel/estimate_quotient.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 256, ROUNDS = 200 };
static const double DIVISORS[] = {
    1,     2,         3,          7,          12,   25,     30,  100,        365,         1000,
    10000, 999999937, 0x1p31 - 1, 0x1p39 + 1, 1e11, 0x1p40, 360, 6402373705, 549755813881};

static bool has_vectors(void) {
    double one = 1, ret;
    Divisor d = divisor_of(3);
    return quotients(&d, &one, 1, &ret);
}

static void assert_divided(double by, const double *items, size_t count) {
    double got[ROWS];
    Divisor d = divisor_of(by);
    assert_true(quotients(&d, items, count, got));
    for (size_t i = 0; i < count; i++) {
        double expected = items[i] / by;
        if (memcmp(&got[i], &expected, sizeof expected) != 0)
            print_error("%a / %a is %a, not %a\n", items[i], by, expected, got[i]);
        assert_memory_equal(&got[i], &expected, sizeof expected);
    }
}

// Any bits of the mantissa, exponents from -500 to 499.
static double any(Philox *p) {
    double mantissa = 1 + ldexp((double)(philox_next64(p) >> 12), -52);
    int exponent = (int)(philox_next64(p) % 1000) - 500;
    return ldexp(philox_next64(p) % 2 ? mantissa : -mantissa, exponent);
}

static void any_number_is_divided_to_the_last_bit(void **state) {
    (void)state;
    Philox p;
    philox_start(&p, 1, 0, 0);
    if (!has_vectors()) skip();
    for (size_t k = 0; k < sizeof DIVISORS / sizeof *DIVISORS; k++)
        for (int round = 0; round < ROUNDS; round++) {
            double items[ROWS];
            for (size_t i = 0; i < ROWS; i++) items[i] = any(&p);
            assert_divided(DIVISORS[k], items, ROWS);
        }
}

// The numbers whose quotients lie next to what is halfway between two doubles: just above and below
// an odd number of halves times the divisor.
static void quotients_next_to_a_half_are_rounded_to_their_side(void **state) {
    (void)state;
    Philox p;
    philox_start(&p, 2, 0, 0);
    if (!has_vectors()) skip();
    for (size_t k = 0; k < sizeof DIVISORS / sizeof *DIVISORS; k++)
        for (int round = 0; round < ROUNDS; round++) {
            double items[ROWS];
            for (size_t i = 0; i < ROWS; i += 2) {
                uint64_t halves = (uint64_t)1 << 53 | philox_next64(&p) >> 11 | 1;
                long double whole = (long double)halves * (long double)DIVISORS[k];
                items[i] = (double)whole;
                items[i + 1] = nextafter(items[i], (long double)items[i] < whole ? INFINITY : 0);
            }
            assert_divided(DIVISORS[k], items, ROWS);
        }
}

static void zeros_keep_their_sign(void **state) {
    (void)state;
    static const double items[] = {0, -0.0, 1, -1};
    if (!has_vectors()) skip();
    for (size_t k = 0; k < sizeof DIVISORS / sizeof *DIVISORS; k++)
        assert_divided(DIVISORS[k], items, 4);
}

static void what_is_not_fit_is_left_to_a_division(void **state) {
    (void)state;
    static const double divisors[] = {0, -3, 0.01, 2.5, 0x1p41, INFINITY, NAN};
    static const double items[] = {INFINITY, -INFINITY, NAN, 0x1p501, 0x1p-501, 0x1p-1074, 1e308};
    double one = 1, ret;
    Divisor hundred = divisor_of(100);
    for (size_t k = 0; k < sizeof divisors / sizeof *divisors; k++) {
        Divisor d = divisor_of(divisors[k]);
        assert_false(quotients(&d, &one, 1, &ret));
    }
    for (size_t k = 0; k < sizeof items / sizeof *items; k++)
        assert_false(quotients(&hundred, &items[k], 1, &ret));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_is_divided_to_the_last_bit),
        cmocka_unit_test(quotients_next_to_a_half_are_rounded_to_their_side),
        cmocka_unit_test(zeros_keep_their_sign),
        cmocka_unit_test(what_is_not_fit_is_left_to_a_division),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
