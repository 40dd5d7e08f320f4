// worlds/uncertain_test.c - promises in uncertain worlds: fixed points, counts, parts, coverage
//
// State-contingent compliance: the gain g of breaking is log-normal (0, 0.5), a period in which all
// perform brings 1, one in which not brings 0. All perform where g <= x, with the greatest x that
// is δ/(1-δ) F(x) (after Rotemberg and Saloner 1986; figures from shared research, R13). A single
// pass would say 0.791297 at δ = 0.60, where nothing holds.
#include "worlds/play_int.h"

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

static const WorldSource *prepare(Arena *a, const Variable *v, size_t periods, uint64_t seed) {
    WorldModel m = {.variables = v, .variable_count = 1, .periods = periods, .seed = seed};
    const char *why;
    size_t variable;
    return worlds_prepare(a, &m, &why, &variable);
}

// ---- the greatest fixed point -------------------------------------------------------------------

static const uint32_t ONE_PARTY[] = {0}, AT_ONCE[] = {0};
static const double CERTAIN[] = {1};
static const Stage TO_THE_END[] = {{.receives = 0}, {.is_end = true}};
static const Variable SHOCK = {.kind = VARIABLE_LOGNORMAL, .deviation = 0.5};

static void shocked(void *self, size_t worker, size_t period, size_t stage, const double *gain,
                    size_t count, double *ret) {
    (void)self, (void)worker, (void)period, (void)stage;
    for (size_t w = 0; w < count; w++) {
        ret[w] = 1;
        ret[count + w] = 1 + gain[w];
        ret[2 * count + w] = 0;
    }
}

static Play shock_play(const double *discount) {
    return (Play){.parties = 1,
                  .actions = 1,
                  .stages = 2,
                  .action_party = ONE_PARTY,
                  .detection = CERTAIN,
                  .detection_lag = AT_ONCE,
                  .ladder = TO_THE_END,
                  .discount = discount,
                  .is_renewed = true,
                  .is_excused = true,
                  .earn = shocked};
}

static double law_of_shock(double x) {
    return 0.5 * erfc(-log(x) / 0.5 / sqrt(2));
}

static const struct {
    double discount, performed, threshold;
} SHOCKS[] = {{0.60, 0, 0},
              {0.65, 0.706839889, 1.312702651},
              {0.66, 0.829846842, 1.610879164},
              {0.68, 0.904274576, 1.921583474},
              {0.70, 0.942506866, 2.199182687},
              {0.90, 0.999994447, 8.999950023}};

// The law itself as weighted cells: narrow ones about the threshold, wider ones farther away.
static const double *shock_cells(Arena *a, double middle, size_t *ret_count) {
    enum { NARROW = 8000, WIDE = 1500 };
    double *edges = ARENA_ARRAY(a, double, 2 * (NARROW + WIDE) + 1);
    size_t count = 0;
    for (int i = WIDE; i > 0; i--) edges[count++] = middle - 1e-4 * pow(1.01, i);
    for (int i = -NARROW; i <= NARROW; i++) edges[count++] = middle + 1e-4 * i / NARROW;
    for (int i = 1; i <= WIDE; i++) edges[count++] = middle + 1e-4 * pow(1.01, i);
    *ret_count = count;
    return edges;
}

static Pilot *exact_pilot(Arena *a, const Play *p, double middle) {
    size_t edges_count, worlds = 0;
    const double *edges = shock_cells(a, middle, &edges_count);
    Pilot *pilot = ARENA_NEW(a, Pilot);
    double *weights = ARENA_ARRAY(a, double, edges_count), below = 0;
    *pilot = (Pilot){.source = prepare(a, &SHOCK, 1, 1), .play = p, .periods = 1, .threads = 1};
    pilot->variables = ARENA_ARRAY(a, double, edges_count + WORLDS_BLOCK);
    for (size_t i = 0; i < edges_count; i++) {
        if (edges[i] <= 0 || edges[i] > 1000) continue;
        double upto = law_of_shock(edges[i]);
        pilot->variables[worlds] = edges[i];
        weights[worlds++] = upto - below;
        below = upto;
    }
    pilot->weights = weights;
    pilot->worlds = worlds;
    pilot->blocks = (worlds + WORLDS_BLOCK - 1) / WORLDS_BLOCK;
    pilot->cell = ARENA_ARRAY(a, uint16_t, worlds);
    pilot_cut(a, pilot);
    return pilot;
}

static void the_fixed_point_of_a_law_is_exact(void **state) {
    for (size_t i = 0; i < COUNT(SHOCKS); i++) {
        Play p = shock_play(&SHOCKS[i].discount);
        double middle = SHOCKS[i].threshold > 0 ? SHOCKS[i].threshold : 1;
        PlayOptions o = {.threads = 1};
        const Policy *policy = policy_find(*state, exact_pilot(*state, &p, middle), &o, NULL);
        double threshold = -*policy_later(policy, 0, 0);
        double performed = threshold > 0 ? law_of_shock(threshold) : 0;
        if (fabs(performed - SHOCKS[i].performed) > 1e-6)
            fail_msg("%.9f instead of %.9f", performed, SHOCKS[i].performed);
    }
}

// How much an error of the law moves the fixed point, and how far a sample of it may be off.
static double error_of(size_t i, double pilot, double played) {
    double f = SHOCKS[i].performed, x = SHOCKS[i].threshold, z = log(x) / 0.5;
    double slope = SHOCKS[i].discount / (1 - SHOCKS[i].discount) * exp(-z * z / 2) /
                   sqrt(2 * acos(-1)) / (0.5 * x);
    return 4 * sqrt(f * (1 - f)) * (slope / (1 - slope) / sqrt(pilot) + 1 / sqrt(played));
}

static void the_fixed_point_of_a_sample_is_near(void **state) {
    enum { PERIODS = 4, PILOT = 16384, WORLDS = 16384 };
    for (size_t i = 0; i < COUNT(SHOCKS); i++) {
        if (SHOCKS[i].discount > 0.64 && SHOCKS[i].discount < 0.68) continue;
        Play p = shock_play(&SHOCKS[i].discount);
        PlayOptions o = {.worlds = WORLDS, .pilot = PILOT, .threads = 2};
        const WorldSource *s = prepare(*state, &SHOCK, PERIODS, 3);
        PlayCount c = play_count(*state, worlds_play(*state, s, &p, o, NULL));
        double performed = 0, bound = 0;
        for (size_t t = 0; t < PERIODS; t++) performed += (double)c.performed[t] / PERIODS / WORLDS;
        if (SHOCKS[i].performed > 0) bound = error_of(i, PERIODS * PILOT, PERIODS * WORLDS);
        assert_true(fabs(performed - SHOCKS[i].performed) <= bound);
    }
}

// ---- one period, where all is known -------------------------------------------------------------

// Performing brings 1, the action x, and no agreement 0: broken where x > 1.
static void known(void *self, size_t worker, size_t period, size_t stage, const double *x,
                  size_t count, double *ret) {
    (void)self, (void)worker, (void)period, (void)stage;
    for (size_t w = 0; w < count; w++) {
        ret[w] = 1;
        ret[count + w] = x[w];
        ret[2 * count + w] = 0;
    }
}

static const Variable NORMAL = {.kind = VARIABLE_NORMAL, .deviation = 1};
static const double ONE[] = {1};
static const double KEPT = 0.8413447460685429, VALUE = 1.0833154705876863; // Φ(1); Φ(1) + φ(1)

static const PlayResult *play_known_with(Arena *a, uint64_t seed, PlayOptions o) {
    Play p = {.parties = 1,
              .actions = 1,
              .stages = 1,
              .action_party = ONE_PARTY,
              .detection = CERTAIN,
              .detection_lag = AT_ONCE,
              .ladder = TO_THE_END,
              .discount = ONE,
              .earn = known};
    return worlds_play(a, prepare(a, &NORMAL, 1, seed), &p, o, NULL);
}

static PlayCount play_known(Arena *a, uint64_t seed, uint64_t worlds) {
    PlayOptions o = {.worlds = worlds, .pilot = 256, .threads = 1};
    return play_count(a, play_known_with(a, seed, o));
}

static void intervals_hold_the_truth_as_often_as_they_say(void **state) {
    enum { REPETITIONS = 300, WORLDS = 512 };
    size_t shares = 0, means = 0;
    for (uint64_t seed = 1; seed <= REPETITIONS; seed++) {
        PlayCount c = play_known(*state, seed, WORLDS);
        Interval share = wilson(c.kept, c.worlds);
        Interval mean = mean_interval(c.value[0], c.deviation[0], c.worlds);
        shares += share.low <= KEPT && KEPT <= share.high;
        means += mean.low <= VALUE && VALUE <= mean.high;
        arena_reset(*state);
    }
    assert_in_range(shares, REPETITIONS * 94 / 100, REPETITIONS * 98 / 100);
    assert_in_range(means, REPETITIONS * 94 / 100, REPETITIONS * 98 / 100);
}

static void what_is_counted_is_what_happened(void **state) {
    enum { WORLDS = 65536 };
    PlayCount c = play_known(*state, 5, WORLDS);
    Region r = c.regions[0];
    assert_int_equal(c.worlds, WORLDS);
    assert_int_equal(c.kept + c.broke[0], WORLDS);
    assert_int_equal(c.by[0], c.broke[0]);
    assert_int_equal(c.when[0], c.broke[0]);
    assert_int_equal(c.performed[0], c.kept);
    assert_true(fabs(c.gain[0] + 1) < 4 / sqrt(WORLDS)); // x - 1
    assert_true(c.without[0] == 0 && c.better[0] == WORLDS);
    assert_true(r.is_above && fabs(r.threshold - 1) < 0.01 * 1.2); // a range about 1 is 0.004 wide
    assert_true(r.share_beyond > 0.98 && r.share_short < 0.01);
    assert_int_equal(r.beyond + r.within, WORLDS);
}

// Breaking gains x - 1, so it is broken right of 1; nine tenths of a standard normal lie
// below 1.281552.
static void a_map_shows_where_it_is_broken(void **state) {
    enum { WORLDS = 65536 };
    static const double edges[] = {-1, 0, 1, 2};
    static const PlayAxis map[2] = {{.variable = 0, .edges = edges, .edge_count = 4},
                                    {.is_period = true}};
    const PlayResult *r = play_known_with(
        *state, 5,
        (PlayOptions){.worlds = WORLDS, .pilot = 16384, .map = map, .share = 0.9, .threads = 2});
    const uint64_t *cells = play_map(r);
    uint64_t all = 0;
    for (size_t k = 0; k < 5; k++) {
        all += cells[2 * k] + cells[2 * k + 1];
        assert_int_equal(cells[2 * k + (k < 3)], 0);
    }
    assert_int_equal(all, WORLDS);
    assert_true(fabs(play_worst(r, 0) - 0.281552) < 0.05);
    assert_true(fabs(play_quantile(r, 0, 0.9) - 1.281552) < 0.05);
}

// In a third of the worlds nothing can be said of what is earned.
static void undefined_in_a_third(void *self, size_t worker, size_t period, size_t stage,
                                 const double *x, size_t count, double *ret) {
    known(self, worker, period, stage, x, count, ret);
    for (size_t w = 0; w < count; w += 3) ret[w] = w % 2 ? NAN : 1e300;
}

static void what_is_undefined_is_counted_and_left_out(void **state) {
    enum { WORLDS = 1024 };
    Play p = {.parties = 1,
              .actions = 1,
              .stages = 1,
              .action_party = ONE_PARTY,
              .detection = CERTAIN,
              .detection_lag = AT_ONCE,
              .ladder = TO_THE_END,
              .discount = ONE,
              .earn = undefined_in_a_third};
    PlayOptions o = {.worlds = WORLDS, .pilot = 256, .threads = 1};
    PlayCount c =
        play_count(*state, worlds_play(*state, prepare(*state, &NORMAL, 1, 1), &p, o, NULL));
    assert_int_equal(c.undefined, 4 * ((WORLDS_BLOCK + 2) / 3));
    assert_true(fabs(c.value[0] - VALUE) < 4 * 0.26 / sqrt(WORLDS * 2.0 / 3));
}

// ---- parts --------------------------------------------------------------------------------------

// A drought pays the upper party for keeping the water; being seen takes luck, notice and a bond.
static void water(void *self, size_t worker, size_t period, size_t stage, const double *drought,
                  size_t count, double *ret) {
    (void)self, (void)worker, (void)period;
    for (size_t w = 0; w < count; w++) {
        double x = drought[w], paid = 1 - 0.2 * (double)stage;
        const double all[8] = {paid, 2 - paid,    paid + 0.6 * x, 1 - paid,
                               0,    2 - 0.2 * x, 0.5 * x,        0.3};
        for (size_t k = 0; k < 8; k++) ret[k * count + w] = all[k];
    }
}

static Play water_play(void) {
    static const uint32_t parties[] = {0, 1}, lag[] = {0, 1}, state[] = {0};
    static const double seen[] = {0.7, 1}, discount[] = {0.9, 0.95};
    static const Stage ladder[] = {
        {.receives = 0}, {.pays = {0.5, 0.5}, .receives = 1, .lasts = 2}, {.is_end = true}};
    return (Play){.parties = 2,
                  .actions = 2,
                  .stages = 3,
                  .action_party = parties,
                  .detection = seen,
                  .detection_lag = lag,
                  .ladder = ladder,
                  .discount = discount,
                  .state = state,
                  .state_count = 1,
                  .bins = 8,
                  .earn = water};
}

static const WorldSource *water_source(Arena *a, uint64_t seed) {
    static const Variable drought = {
        .kind = VARIABLE_MEAN_REVERTING, .start = 1, .mean = 1, .reversion = 0.3, .deviation = 0.5};
    return prepare(a, &drought, 12, seed);
}

static const PlayResult *play_water(Arena *a, PlayOptions o, uint64_t seed) {
    Play p = water_play();
    o.pilot = 2048;
    return worlds_play(a, water_source(a, seed), &p, o, NULL);
}

static void threads_and_parts_change_no_byte(void **state) {
    Str one =
        play_write(*state, play_water(*state, (PlayOptions){.worlds = 5000, .threads = 1}, 1));
    Str three =
        play_write(*state, play_water(*state, (PlayOptions){.worlds = 5000, .threads = 3}, 1));
    const PlayResult *head = play_water(*state, (PlayOptions){.worlds = 2048, .threads = 2}, 1);
    const PlayResult *tail =
        play_water(*state, (PlayOptions){.worlds = 2952, .first = 2048, .threads = 2}, 1);
    const PlayResult *read = play_read(*state, play_write(*state, head), NULL);
    assert_true(str_is(one, three));
    assert_true(str_is(one, play_write(*state, play_add(*state, read, tail, NULL))));
}

static void parts_of_one_run_add_up_to_the_play(void **state) {
    Play p = water_play();
    PlayOptions o = {.pilot = 2048, .threads = 2};
    PlayRun *run = play_begin(water_source(*state, 1), &p, o, NULL);
    const PlayResult *sum = play_part(*state, run, 0, 512, NULL);
    sum = play_add(*state, sum, play_part(*state, run, 512, 1024, NULL), NULL);
    sum = play_add(*state, sum, play_part(*state, run, 1536, 1000, NULL), NULL);
    play_end(run);
    Str whole =
        play_write(*state, play_water(*state, (PlayOptions){.worlds = 2536, .threads = 1}, 1));
    assert_true(str_is(play_write(*state, sum), whole));
}

static void parts_that_do_not_belong_together_are_refused(void **state) {
    const PlayResult *head = play_water(*state, (PlayOptions){.worlds = 256, .threads = 1}, 1);
    const PlayResult *again = play_water(*state, (PlayOptions){.worlds = 256, .threads = 1}, 1);
    const PlayResult *other =
        play_water(*state, (PlayOptions){.worlds = 256, .first = 256, .threads = 1}, 2);
    Err err = {0}, foreign = {0};
    assert_null(play_add(*state, head, again, &err));
    assert_string_equal(err.message.text, "the worlds of the parts do not follow each other");
    assert_null(play_add(*state, head, other, &foreign));
    assert_string_equal(foreign.message.text, "the parts are not of one run");
}

static void damaged_bytes_are_refused(void **state) {
    Str whole =
        play_write(*state, play_water(*state, (PlayOptions){.worlds = 256, .threads = 1}, 1));
    assert_non_null(play_read(*state, whole, NULL));
    for (size_t cut = 0; cut < whole.size; cut += 997)
        assert_null(play_read(*state, str_part(whole, 0, cut), NULL));
    for (size_t at = 0; at < whole.size; at += 3989) {
        char *damaged = arena_copy(*state, whole.at, whole.size);
        damaged[at] ^= 1;
        assert_null(play_read(*state, (Str){damaged, whole.size}, NULL));
    }
}

static bool always(void *self) {
    (void)self;
    return true;
}

static void a_play_that_is_cancelled_says_so(void **state) {
    static const uint32_t lag[] = {0};
    Play p = {.parties = 1,
              .actions = 1,
              .stages = 1,
              .action_party = ONE_PARTY,
              .detection = CERTAIN,
              .detection_lag = lag,
              .ladder = TO_THE_END,
              .discount = ONE,
              .earn = known};
    Err err = {0};
    PlayOptions o = {.worlds = 256, .threads = 1, .is_cancelled = always};
    assert_null(worlds_play(*state, prepare(*state, &NORMAL, 1, 1), &p, o, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
}

static void fans_are_quantiles_of_each_period(void **state) {
    const PlayResult *r = play_water(*state, (PlayOptions){.worlds = 256, .threads = 1}, 1);
    static const double normal[] = {-1.644854, -0.67449, 0, 0.67449, 1.644854};
    for (size_t t = 0; t < 12; t++) {
        double deviation = 0.5 * sqrt((1 - pow(0.7, 2 * (double)t + 2)) / (1 - 0.49));
        for (size_t q = 0; q < PLAY_QUANTILES; q++) {
            double expected = 1 + deviation * normal[q], got = play_variable(r, 0)[t].at[q];
            assert_true(fabs(got - expected) < 4 * deviation * 2.2 / sqrt(2048));
        }
        const PlayFan *tempted = &play_temptation(r, 0)[t];
        for (size_t q = 1; q < PLAY_QUANTILES; q++)
            assert_true(tempted->at[q] >= tempted->at[q - 1]);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_fixed_point_of_a_law_is_exact),
        TEST(the_fixed_point_of_a_sample_is_near),
        TEST(intervals_hold_the_truth_as_often_as_they_say),
        TEST(what_is_counted_is_what_happened),
        TEST(a_map_shows_where_it_is_broken),
        TEST(what_is_undefined_is_counted_and_left_out),
        TEST(threads_and_parts_change_no_byte),
        TEST(parts_of_one_run_add_up_to_the_play),
        TEST(parts_that_do_not_belong_together_are_refused),
        TEST(damaged_bytes_are_refused),
        TEST(a_play_that_is_cancelled_says_so),
        TEST(fans_are_quantiles_of_each_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
