// worlds/sensitivity_test.c - indices of functions of which they are known exactly
//
// Ishigami and Homma 1990 (a = 7, b = 0.1) and Sobol's g-function (Saltelli and Sobol 1995); their
// indices are closed forms.
#include "worlds/sensitivity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int fresh(void **state) {
    *state = arena_new();
    return 0;
}

static int forget(void **state) {
    arena_free(*state);
    return 0;
}

static void ishigami(void *self, const double *points, size_t count, double *ret) {
    const double *offset = self, pi = acos(-1);
    for (size_t k = 0; k < count; k++) {
        double x[3];
        for (size_t d = 0; d < 3; d++) x[d] = pi * (2 * points[k * 3 + d] - 1);
        ret[k] = *offset + sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0]);
    }
}

static const double G[] = {0, 1, 4.5, 9, 99};

static void g_function(void *self, const double *points, size_t count, double *ret) {
    (void)self;
    for (size_t k = 0; k < count; k++) {
        ret[k] = 1;
        for (size_t d = 0; d < COUNT(G); d++)
            ret[k] *= (fabs(4 * points[k * COUNT(G) + d] - 2) + G[d]) / (1 + G[d]);
    }
}

static void must_be(double got, double error, double expected) {
    if (fabs(got - expected) > 4 * error + 1e-9 || error > 0.02)
        fail_msg("%.4f +- %.4f instead of %.4f", got, error, expected);
}

// The last row: large figures that differ little.
static void shares_of_ishigami_are_its_closed_form(void **state) {
    static const double first[] = {0.3139051827, 0.4424111447, 0};
    static const double total[] = {0.5575888553, 0.4424111447, 0.2436836726};
    double offsets[] = {0, -5, 1e6};
    for (size_t i = 0; i < COUNT(offsets); i++) {
        SensitivityModel m = {3, ishigami, &offsets[i], 11};
        const Share *s = sensitivity_shares(*state, &m, 32768);
        for (size_t d = 0; d < 3; d++) {
            must_be(s[d].first, s[d].first_error, first[d]);
            must_be(s[d].total, s[d].total_error, total[d]);
        }
    }
}

static void shares_of_the_g_function_are_its_closed_form(void **state) {
    SensitivityModel m = {COUNT(G), g_function, NULL, 3};
    const Share *s = sensitivity_shares(*state, &m, 32768);
    double parts[COUNT(G)], all = 1;
    for (size_t d = 0; d < COUNT(G); d++) parts[d] = 1.0 / 3 / pow(1 + G[d], 2);
    for (size_t d = 0; d < COUNT(G); d++) all *= 1 + parts[d];
    for (size_t d = 0; d < COUNT(G); d++) {
        must_be(s[d].first, s[d].first_error, parts[d] / (all - 1));
        must_be(s[d].total, s[d].total_error, parts[d] * all / (1 + parts[d]) / (all - 1));
    }
}

static void straight(void *self, const double *points, size_t count, double *ret) {
    (void)self;
    for (size_t k = 0; k < count; k++)
        ret[k] = 2 * points[k * 4] - 3 * points[k * 4 + 1] + points[k * 4] * points[k * 4 + 2];
}

// d/dx of 2x - 3y + xz: 2 + z, -3, x, 0, on the levels 0, 1/3, 2/3, 1.
static void effects_are_slopes(void **state) {
    enum { WALKS = 2000 };
    SensitivityModel m = {4, straight, NULL, 5};
    const Effect *e = sensitivity_effects(*state, &m, WALKS);
    double deviation = sqrt(5.0 / 36), error = 4 * deviation / sqrt(WALKS);
    assert_true(fabs(e[0].mean - 2.5) < error && fabs(e[0].deviation - deviation) < error);
    assert_true(fabs(e[1].mean + 3) < 1e-9 && e[1].deviation < 1e-9);
    assert_true(fabs(e[1].mean_absolute - 3) < 1e-9);
    assert_true(fabs(e[2].mean - 0.5) < error && fabs(e[2].mean_absolute - 0.5) < error);
    assert_true(e[3].mean_absolute < 1e-12);
}

static void level(void *self, const double *points, size_t count, double *ret) {
    (void)self, (void)points;
    for (size_t k = 0; k < count; k++) ret[k] = 42;
}

static void what_does_not_vary_depends_on_nothing(void **state) {
    SensitivityModel m = {2, level, NULL, 1};
    const Share *s = sensitivity_shares(*state, &m, 1);
    for (size_t d = 0; d < 2; d++) assert_true(s[d].first == 0 && s[d].total == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(shares_of_ishigami_are_its_closed_form),
        TEST(shares_of_the_g_function_are_its_closed_form),
        TEST(effects_are_slopes),
        TEST(what_does_not_vary_depends_on_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
