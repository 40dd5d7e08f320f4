// evolve/chain_test.c - known answers of what is computed exactly
//
// Hawk and dove with these payoffs is the example of EGTtools 0.1.14 (github.com/Socrats/EGTTools),
// whose figures were taken from the program itself and from an independent script; it returns 0
// where a chance is below 1e-7. The Moran process: Nowak, "Evolutionary Dynamics", 2006, ch. 6;
// games in it: the tests of Nashpy 0.0.43. The star: Broom and Rychtar 2008; the cycle: Ohtsuki and
// Nowak 2006; both recomputed from the full chain.
#include "evolve/evolve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const double HAWK_DOVE[] = {-0.5, 2, 0, 0};

static bool is_near(double got, double expected, double tolerance) {
    if (fabs(got - expected) <= tolerance * fabs(expected)) return true;
    print_error("%.17g is not %.17g\n", got, expected);
    return false;
}

static EvolveModel hawks(uint32_t size) {
    return (EvolveModel){.game = {.strategy_count = 2, .payoffs = HAWK_DOVE},
                         .process = EVOLVE_PAIRWISE,
                         .intensity = 1,
                         .mutation = 1e-3,
                         .size = size};
}

static double fixation(const EvolveModel *m, size_t mutant, size_t resident) {
    return exp(evolve_log_fixation(m, mutant, resident));
}

static void one_hawk_takes_over_and_one_dove_never_does(void **state) {
    (void)state;
    static const struct {
        uint32_t size;
        double hawk, dove;
    } rows[] = {{100, 0.8641155742462664, 1.4039073538895672e-33},
                {50, 0.8635236855527702, 2.7107155180288723e-17},
                {20, 0.8614162764875946, 1.5982643190119005e-7}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const EvolveModel m = hawks(rows[i].size);
        assert_true(is_near(fixation(&m, 0, 1), rows[i].hawk, 1e-12));
        assert_true(is_near(fixation(&m, 1, 0), rows[i].dove, 1e-11));
    }
}

// EGTtools counts members of its second strategy; here columns count the first.
static void in_groups_of_three_one_mutant_takes_over_as_egttools_says(void **state) {
    (void)state;
    static const double groups[] = {0, 0, 1, 2, -0.5, 2, 1, 3};
    EvolveModel m = hawks(100);
    m.game = (EvolveGame){.strategy_count = 2, .group_size = 3, .payoffs = groups};
    assert_true(is_near(fixation(&m, 0, 1), 0.020104159364630978, 1e-10));
}

static void a_game_of_two_as_groups_of_two_is_the_same_game(void **state) {
    (void)state;
    static const double groups[] = {0, 2, -0.5, 0, 0, 0};
    EvolveModel pairs = hawks(30), group = hawks(30);
    group.game = (EvolveGame){.strategy_count = 2, .group_size = 2, .payoffs = groups};
    for (size_t mutant = 0; mutant < 2; mutant++)
        assert_true(is_near(evolve_log_fixation(&group, mutant, 1 - mutant),
                            evolve_log_fixation(&pairs, mutant, 1 - mutant), 1e-10));
}

static void the_long_run_is_that_of_the_full_chain(void **state) {
    (void)state;
    const EvolveModel m = hawks(100);
    double law[101], mean = 0, sum = 0;
    uint32_t mode = 0;
    evolve_stationary(&m, law);
    for (uint32_t n = 0; n <= 100; n++) {
        mean += n * law[n] / 100;
        sum += law[n];
        if (law[n] > law[mode]) mode = n;
    }
    assert_true(is_near(sum, 1, 1e-12));
    assert_true(is_near(mean, 0.82327118285994, 1e-11));
    assert_true(is_near(law[80], 0.0559432611, 1e-8));
    assert_true(is_near(law[100], 0.0242432325, 1e-8));
    assert_int_equal(mode, 82);
    assert_true(is_near(law[82], 0.0573292443, 1e-8));
}

static void the_gradient_of_selection_is_that_of_egttools(void **state) {
    (void)state;
    const EvolveModel m = hawks(100);
    assert_true(is_near(evolve_gradient(&m, 30, false), 0.118934153107626, 1e-12));
    assert_true(is_near(evolve_gradient(&m, 50, false), 0.0918806323536209, 1e-12));
    assert_true(is_near(evolve_gradient(&m, 80, false), 0.000408120752728, 1e-10));
}

static EvolveModel moran(const double *payoffs, uint32_t size) {
    return (EvolveModel){.game = {.strategy_count = 2, .payoffs = payoffs},
                         .process = EVOLVE_BIRTH_DEATH,
                         .intensity = 1,
                         .size = size};
}

static void a_fitter_mutant_takes_over_as_moran_says(void **state) {
    (void)state;
    static const struct {
        double fitness;
        uint32_t size;
        double expected;
    } rows[] = {{1.1, 10, 0.14795035898410},
                {2, 10, 0.50048875855327},
                {0.9, 10, 0.05948221475418},
                {1.01, 100, 0.01570865655979}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double payoffs[] = {rows[i].fitness, rows[i].fitness, 1, 1};
        const EvolveModel m = moran(payoffs, rows[i].size);
        assert_true(is_near(fixation(&m, 0, 1), rows[i].expected, 1e-11));
    }
}

static void moran_with_a_game_gives_nashpys_fractions(void **state) {
    (void)state;
    static const double payoffs[] = {2, 1, 3, 0}, expected[] = {1.0 / 4, 2.0 / 11, 5.0 / 31};
    for (uint32_t size = 2; size <= 4; size++) {
        const EvolveModel m = moran(payoffs, size);
        assert_true(is_near(fixation(&m, 0, 1), expected[size - 2], 1e-12));
    }
}

static void a_star_helps_the_fitter(void **state) {
    (void)state;
    static const struct {
        uint32_t leaves;
        double fitness, expected;
    } rows[] = {{10, 1.1, 0.176936590632}, {10, 1.5, 0.480356753236}, {100, 1.1, 0.170305996313}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        Arena *a = arena_new();
        const double payoffs[] = {rows[i].fitness, rows[i].fitness, 1, 1};
        EvolveModel m = moran(payoffs, rows[i].leaves + 1);
        m.network = evolve_star(a, rows[i].leaves);
        assert_true(is_near(fixation(&m, 0, 1), rows[i].expected, 1e-10));
        arena_free(a);
    }
}

// Lieberman, Hauert and Nowak 2005: where all have as many neighbours nothing changes.
static void a_cycle_is_as_well_mixed_for_constant_fitness(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (uint32_t size = 3; size <= 12; size++) {
        static const double payoffs[] = {1.3, 1.3, 1, 1};
        EvolveModel mixed = moran(payoffs, size), cycle = mixed;
        cycle.network = evolve_cycle(a, size);
        assert_true(is_near(fixation(&cycle, 0, 1), fixation(&mixed, 0, 1), 1e-12));
    }
    arena_free(a);
}

static void a_triangle_is_a_cycle_and_well_mixed_under_every_process(void **state) {
    (void)state;
    static const EvolveProcess processes[] = {EVOLVE_PAIRWISE, EVOLVE_BIRTH_DEATH,
                                              EVOLVE_DEATH_BIRTH};
    Arena *a = arena_new();
    for (size_t i = 0; i < COUNT(processes); i++) {
        static const double payoffs[] = {2, 1, 3, 0.5};
        EvolveModel mixed = moran(payoffs, 3), cycle = mixed;
        mixed.process = cycle.process = processes[i];
        cycle.network = evolve_cycle(a, 3);
        assert_true(is_near(fixation(&cycle, 1, 0), fixation(&mixed, 1, 0), 1e-12));
    }
    arena_free(a);
}

static double donation_on_cycle(Arena *a, uint32_t size, double intensity, double benefit) {
    const double payoffs[] = {benefit - 1, -1, benefit, 0};
    EvolveModel m = moran(payoffs, size);
    m.process = EVOLVE_DEATH_BIRTH;
    m.intensity = intensity;
    m.is_sum = true;
    m.network = evolve_cycle(a, size);
    return fixation(&m, 0, 1);
}

static void giving_pays_on_a_cycle_as_the_full_chain_says(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_true(is_near(donation_on_cycle(a, 10, 0.1, 5), 0.149359770266883, 1e-12));
    assert_true(is_near(donation_on_cycle(a, 10, 0.1, 2), 0.0793917499789969, 1e-12));
    arena_free(a);
}

// Ohtsuki and Nowak 2006: weak selection favours giving where benefit / cost > 2(N - 2)/(N - 4).
static void on_a_cycle_giving_is_favoured_from_a_ratio_on(void **state) {
    (void)state;
    static const struct {
        uint32_t size;
        double ratio;
    } rows[] = {{6, 4}, {8, 3}, {10, 8.0 / 3}, {20, 2.25}};
    Arena *a = arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        double neutral = 1.0 / rows[i].size;
        assert_true(donation_on_cycle(a, rows[i].size, 1e-5, rows[i].ratio * 1.01) > neutral);
        assert_true(donation_on_cycle(a, rows[i].size, 1e-5, rows[i].ratio * 0.99) < neutral);
    }
    arena_free(a);
}

static void a_chain_has_the_law_that_it_keeps(void **state) {
    (void)state;
    static const double chances[9] = {0.5, 0.3, 0.2, 0.1, 0.8, 0.1, 0.25, 0.25, 0.5};
    double logs[9], law[3];
    for (int i = 0; i < 9; i++) logs[i] = log(chances[i]);
    evolve_chain_law(logs, 3, law);
    for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) sum += law[i] * chances[3 * i + j];
        assert_true(is_near(sum, law[j], 1e-14));
    }
}

// Of two strategies the law is the ratio of the two chances of taking over.
static void rare_mutations_weigh_strategies_by_who_takes_over(void **state) {
    (void)state;
    Arena *a = arena_new();
    const EvolveModel m = hawks(100);
    double shares[2];
    evolve_rare_mutations(a, &m, shares);
    assert_true(is_near(shares[1],
                        exp(evolve_log_fixation(&m, 1, 0) - evolve_log_fixation(&m, 0, 1)), 1e-12));
    arena_free(a);
}

// Rock, paper, scissors: by symmetry a third each.
static void none_of_three_that_beat_one_another_prevails(void **state) {
    (void)state;
    static const double payoffs[] = {0, -1, 1, 1, 0, -1, -1, 1, 0};
    Arena *a = arena_new();
    EvolveModel m = hawks(50);
    m.game = (EvolveGame){.strategy_count = 3, .payoffs = payoffs};
    double shares[3];
    evolve_rare_mutations(a, &m, shares);
    for (int s = 0; s < 3; s++) assert_true(is_near(shares[s], 1.0 / 3, 1e-12));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_hawk_takes_over_and_one_dove_never_does),
        cmocka_unit_test(in_groups_of_three_one_mutant_takes_over_as_egttools_says),
        cmocka_unit_test(a_game_of_two_as_groups_of_two_is_the_same_game),
        cmocka_unit_test(the_long_run_is_that_of_the_full_chain),
        cmocka_unit_test(the_gradient_of_selection_is_that_of_egttools),
        cmocka_unit_test(a_fitter_mutant_takes_over_as_moran_says),
        cmocka_unit_test(moran_with_a_game_gives_nashpys_fractions),
        cmocka_unit_test(a_star_helps_the_fitter),
        cmocka_unit_test(a_cycle_is_as_well_mixed_for_constant_fitness),
        cmocka_unit_test(a_triangle_is_a_cycle_and_well_mixed_under_every_process),
        cmocka_unit_test(giving_pays_on_a_cycle_as_the_full_chain_says),
        cmocka_unit_test(on_a_cycle_giving_is_favoured_from_a_ratio_on),
        cmocka_unit_test(a_chain_has_the_law_that_it_keeps),
        cmocka_unit_test(rare_mutations_weigh_strategies_by_who_takes_over),
        cmocka_unit_test(none_of_three_that_beat_one_another_prevails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
