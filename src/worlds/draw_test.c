// worlds/draw_test.c - what is drawn has the moments and quantiles of its law
//
// Samples are of 51,200 worlds and bounds of four standard errors, so that a wrong formula falls
// out; seeds are fixed.
#include "worlds/worlds_int.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
enum { BLOCKS = 200, SAMPLE = BLOCKS * WORLDS_BLOCK };

static int fresh(void **state) {
    *state = arena_new();
    return 0;
}

static int forget(void **state) {
    arena_free(*state);
    return 0;
}

static const WorldSource *prepare(Arena *a, const Variable *v, size_t count, size_t periods,
                                  const double *correlation) {
    WorldModel m = {.variables = v,
                    .variable_count = count,
                    .periods = periods,
                    .correlation = correlation,
                    .seed = 7};
    const char *why = NULL;
    size_t variable;
    const WorldSource *s = worlds_prepare(a, &m, &why, &variable);
    assert_non_null(s);
    return s;
}

// [(period * variables + v) * SAMPLE + world]
static const double *sample(Arena *a, const Variable *v, size_t count, size_t periods,
                            const double *correlation) {
    const WorldSource *s = prepare(a, v, count, periods, correlation);
    size_t rows = periods * count;
    double *all = ARENA_ARRAY(a, double, rows *SAMPLE);
    double *block = ARENA_ARRAY(a, double, rows *WORLDS_BLOCK);
    for (size_t b = 0; b < BLOCKS; b++) {
        worlds_draw(a, s, b * WORLDS_BLOCK, WORLDS_BLOCK, block);
        for (size_t r = 0; r < rows; r++)
            memcpy(&all[r * SAMPLE + b * WORLDS_BLOCK], &block[r * WORLDS_BLOCK],
                   WORLDS_BLOCK * sizeof *block);
    }
    return all;
}

static double mean_of(const double *x) {
    double sum = 0;
    for (size_t i = 0; i < SAMPLE; i++) sum += x[i];
    return sum / SAMPLE;
}

static double covariance_of(const double *x, const double *y) {
    double sum = 0, mean_x = mean_of(x), mean_y = mean_of(y);
    for (size_t i = 0; i < SAMPLE; i++) sum += (x[i] - mean_x) * (y[i] - mean_y);
    return sum / SAMPLE;
}

static double correlation_of(const double *x, const double *y) {
    return covariance_of(x, y) / sqrt(covariance_of(x, x) * covariance_of(y, y));
}

static double share_below(const double *x, double at) {
    size_t below = 0;
    for (size_t i = 0; i < SAMPLE; i++) below += x[i] <= at;
    return (double)below / SAMPLE;
}

// A mean of numbers with this variance, within four standard errors.
static void must_be_mean(double got, double expected, double variance) {
    if (fabs(got - expected) > 4 * sqrt(variance / SAMPLE) + 1e-12)
        fail_msg("%.6f instead of %.6f", got, expected);
}

// ---- the normal distribution --------------------------------------------------------------------

static void quantiles_are_those_of_the_normal_distribution(void **state) {
    NormalTables *t = arena_get(*state, sizeof *t);
    normal_tables(t);
    for (int bit = 11; bit < 63; bit++)
        for (uint64_t part = 0; part < 64; part++) {
            uint64_t word = ((uint64_t)1 << bit) + ((((uint64_t)1 << bit) - 1) / 64) * part;
            uint64_t other = word | (uint64_t)1 << 63;
            double chance = ((double)(word >> 11) + 0.5) * 0x1p-53, x, y;
            normal_quantiles(t, &word, 1, &x);
            normal_quantiles(t, &other, 1, &y);
            assert_true(x == -y);
            double error = (0.5 * erfc(x / sqrt(2)) - chance) / chance;
            assert_true(fabs(error) < 1e-11 * (1 + x));
        }
}

static void probabilities_are_those_of_the_normal_distribution(void **state) {
    NormalTables *t = arena_get(*state, sizeof *t);
    normal_tables(t);
    for (double x = -10; x < 10; x += 0.00137)
        assert_true(fabs(normal_below(t, x) - 0.5 * erfc(-x / sqrt(2))) < 2e-11);
    for (double x = -700; x < 700; x += 0.137)
        assert_true(fabs(exponential(x) / exp(x) - 1) < 1e-15);
}

// ---- laws ---------------------------------------------------------------------------------------

static const double FOUR[] = {1, 2, 5, 10}, CHANCES[] = {4, 3, 2, 1};

// Mean and variance, the fourth central moment, and a point with what lies below it.
static void each_kind_has_the_moments_and_quantiles_of_its_law(void **state) {
    static const struct {
        Variable variable;
        double mean, variance, fourth, at, below;
    } rows[] = {
        {{.kind = VARIABLE_NORMAL, .mean = 5, .deviation = 2}, 5, 4, 48, 7, 0.8413447461},
        {{.kind = VARIABLE_LOGNORMAL, .mean = 0, .deviation = 0.5},
         1.1331484531,
         0.3646958540,
         1.1827,
         1.3127026510,
         0.7068398894},
        {{.kind = VARIABLE_UNIFORM, .low = 2, .high = 8}, 5, 3, 16.2, 3.5, 0.25},
        {{.kind = VARIABLE_TRIANGULAR, .low = 0, .mode = 1, .high = 4},
         5.0 / 3,
         13.0 / 18,
         1.2517,
         1,
         0.25},
        {{.kind = VARIABLE_CHOICE, .values = FOUR, .weights = CHANCES, .value_count = 4},
         3,
         7.6,
         250,
         2,
         0.7},
        {{.kind = VARIABLE_HISTORY, .values = FOUR, .value_count = 4, .block = 1},
         4.5,
         12.25,
         276.0625,
         4,
         0.5},
        {{.kind = VARIABLE_NORMAL, .deviation = 1, .jumps = {0.25, 2, 1}},
         0.5,
         2,
         14.4375,
         0,
         0.3946624},
        {{.kind = VARIABLE_NORMAL, .deviation = 1, .least = -1, .most = 100},
         0.0833154706,
         0.7510878,
         1.5572,
         -1,
         0.1586552539},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double *x = sample(*state, &rows[i].variable, 1, 1, NULL);
        must_be_mean(mean_of(x), rows[i].mean, rows[i].variance);
        must_be_mean(covariance_of(x, x), rows[i].variance,
                     rows[i].fourth - rows[i].variance * rows[i].variance);
        must_be_mean(share_below(x, rows[i].at), rows[i].below,
                     rows[i].below * (1 - rows[i].below));
    }
}

static void a_mean_reverting_process_has_its_autocorrelation(void **state) {
    enum { PERIODS = 6 };
    static const Variable v = {
        .kind = VARIABLE_MEAN_REVERTING, .start = 10, .mean = 4, .reversion = 0.3, .deviation = 2};
    const double *x = sample(*state, &v, 1, PERIODS, NULL), kept = 0.7;
    for (int t = 1; t <= PERIODS; t++) {
        const double *now = &x[(t - 1) * SAMPLE];
        double variance = 4 * (1 - pow(kept, 2 * t)) / (1 - kept * kept);
        must_be_mean(mean_of(now), 4 + pow(kept, t) * 6, variance);
        must_be_mean(covariance_of(now, now), variance, 2 * variance * variance);
    }
    double first = 4 * (1 - pow(kept, 4)) / (1 - kept * kept);
    double last = 4 * (1 - pow(kept, 10)) / (1 - kept * kept);
    double expected = pow(kept, 3) * sqrt(first / last);
    double got = correlation_of(&x[1 * SAMPLE], &x[4 * SAMPLE]);
    must_be_mean(got, expected, pow(1 - expected * expected, 2));
}

static void walks_add_up_their_steps(void **state) {
    static const Variable v[] = {
        {.kind = VARIABLE_RANDOM_WALK, .start = 3, .drift = 0.5, .deviation = 2},
        {.kind = VARIABLE_GEOMETRIC, .start = 100, .drift = 0.02, .deviation = 0.1},
        {.kind = VARIABLE_RANDOM_WALK, .deviation = 1, .jumps = {0.5, 2, 1}},
    };
    const double *x = sample(*state, v, 3, 4, NULL);
    const double *walk = &x[9 * SAMPLE], *growth = &x[10 * SAMPLE], *jumps = &x[11 * SAMPLE];
    must_be_mean(mean_of(walk), 5, 16);
    must_be_mean(covariance_of(walk, walk), 16, 2 * 256);
    must_be_mean(mean_of(growth), 100 * exp(0.1), exp(0.2) * (exp(0.04) - 1) * 1e4);
    must_be_mean(share_below(growth, 100 * exp(0.08)), 0.5, 0.25);
    must_be_mean(mean_of(jumps), 4, 10);
    must_be_mean(covariance_of(jumps, jumps), 10, 210);
}

// ---- together -----------------------------------------------------------------------------------

static void correlated_variables_are_correlated(void **state) {
    static const Variable v[] = {
        {.kind = VARIABLE_NORMAL, .deviation = 3},
        {.kind = VARIABLE_NORMAL, .mean = 1, .deviation = 0.1},
        {.kind = VARIABLE_UNIFORM, .high = 1},
        {.kind = VARIABLE_UNIFORM, .low = 5, .high = 6},
    };
    static const double r[] = {1,   0.6, 0,   0, // the last two go together by their quantiles
                               0.6, 1,   0.3, 0, 0, 0.3, 1, -0.8, 0, 0, -0.8, 1};
    const double *x = sample(*state, v, 4, 1, r);
    must_be_mean(correlation_of(x, &x[SAMPLE]), 0.6, pow(1 - 0.36, 2));
    must_be_mean(correlation_of(x, &x[2 * SAMPLE]), 0, 1);
    double ranks = 6 / acos(-1) * asin(-0.8 / 2);
    must_be_mean(correlation_of(&x[2 * SAMPLE], &x[3 * SAMPLE]), ranks, pow(1 - ranks * ranks, 2));
    must_be_mean(mean_of(&x[2 * SAMPLE]), 0.5, 1.0 / 12);
    must_be_mean(share_below(&x[3 * SAMPLE], 5.1), 0.1, 0.09);
}

static void blocks_of_history_stay_together(void **state) {
    enum { PERIODS = 7 };
    static const double rain[] = {1, 2, 3, 4, 5, 6, 7}, flow[] = {10, 20, 30, 40, 50, 60, 70};
    static const Variable v[] = {
        {.kind = VARIABLE_HISTORY, .values = rain, .value_count = 7, .block = 3},
        {.kind = VARIABLE_HISTORY, .values = flow, .value_count = 7, .block = 3},
    };
    const double *x = sample(*state, v, 2, PERIODS, NULL);
    for (size_t w = 0; w < SAMPLE; w++)
        for (size_t t = 0; t < PERIODS; t++) {
            double now = x[t * 2 * SAMPLE + w];
            assert_true(x[(t * 2 + 1) * SAMPLE + w] == 10 * now);
            if (t % 3) assert_true(now == x[(t - 1) * 2 * SAMPLE + w] + 1);
        }
    must_be_mean(share_below(&x[6 * SAMPLE], 2), 0.4, 0.24);
}

static void a_world_is_the_same_in_whatever_company(void **state) {
    static const Variable v[] = {
        {.kind = VARIABLE_MEAN_REVERTING, .reversion = 0.1, .deviation = 1},
        {.kind = VARIABLE_NORMAL, .deviation = 1, .is_once = true}};
    enum { PERIODS = 5, LONE = 100 };
    double block[PERIODS * 2 * WORLDS_BLOCK], one[PERIODS * 2], alone[PERIODS];
    worlds_draw(*state, prepare(*state, v, 2, PERIODS, NULL), 512, WORLDS_BLOCK, block);
    worlds_draw(*state, prepare(*state, v, 2, PERIODS, NULL), 512 + LONE, 1, one);
    worlds_draw(*state, prepare(*state, v, 1, PERIODS, NULL), 512 + LONE, 1, alone);
    for (size_t t = 0; t < PERIODS; t++) {
        for (size_t k = 0; k < 2; k++)
            assert_true(block[(t * 2 + k) * WORLDS_BLOCK + LONE] == one[t * 2 + k]);
        assert_true(alone[t] == one[t * 2]);
        assert_true(one[t * 2 + 1] == one[1]);
    }
    assert_true(one[0] != one[2]);
}

// ---- refusals -----------------------------------------------------------------------------------

static void a_model_that_cannot_be_drawn_is_refused_by_its_variable(void **state) {
    static const Variable normals[] = {{.kind = VARIABLE_NORMAL, .deviation = 1},
                                       {.kind = VARIABLE_NORMAL, .deviation = 1},
                                       {.kind = VARIABLE_NORMAL, .deviation = 1}};
    static const Variable walk_once[] = {{.kind = VARIABLE_NORMAL},
                                         {.kind = VARIABLE_RANDOM_WALK, .is_once = true}};
    static const Variable negative[] = {{.kind = VARIABLE_NORMAL, .deviation = -1}};
    static const Variable endless[] = {{.kind = VARIABLE_NORMAL, .mean = INFINITY}};
    static const double contradiction[] = {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1};
    static const double lopsided[] = {1, 0.1, 0, 0.2, 1, 0, 0, 0, 1};
    static const struct {
        const Variable *variables;
        size_t count;
        const double *correlation;
        size_t faulty;
        const char *why;
    } rows[] = {
        {normals, 3, contradiction, 2, "correlations contradict each other"},
        {normals, 3, lopsided, 1, "correlations must be symmetric and lie between -1 and 1"},
        {walk_once, 2, NULL, 1, "what walks from period to period cannot be drawn once"},
        {negative, 1, NULL, 0, "a deviation is negative"},
        {endless, 1, NULL, 0, "a parameter is not a finite number"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        WorldModel m = {rows[i].variables, rows[i].count, 2, rows[i].correlation, 1};
        const char *why = NULL;
        size_t variable = 99;
        assert_null(worlds_prepare(*state, &m, &why, &variable));
        assert_string_equal(why, rows[i].why);
        assert_int_equal(variable, rows[i].faulty);
    }
}

static void two_variables_may_be_one(void **state) {
    static const Variable v[] = {{.kind = VARIABLE_NORMAL, .deviation = 1},
                                 {.kind = VARIABLE_NORMAL, .deviation = 2}};
    static const double same[] = {1, 1, 1, 1};
    const double *x = sample(*state, v, 2, 1, same);
    for (size_t w = 0; w < SAMPLE; w++) assert_true(x[SAMPLE + w] == 2 * x[w]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(quantiles_are_those_of_the_normal_distribution),
        TEST(probabilities_are_those_of_the_normal_distribution),
        TEST(each_kind_has_the_moments_and_quantiles_of_its_law),
        TEST(a_mean_reverting_process_has_its_autocorrelation),
        TEST(walks_add_up_their_steps),
        TEST(correlated_variables_are_correlated),
        TEST(blocks_of_history_stay_together),
        TEST(a_world_is_the_same_in_whatever_company),
        TEST(a_model_that_cannot_be_drawn_is_refused_by_its_variable),
        TEST(two_variables_may_be_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
