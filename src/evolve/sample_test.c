// evolve/sample_test.c - simulation against what is known exactly, and on networks
//
// EVOLVE_LONG=1 (script/test-long) adds what takes minutes: the coverage of intervals over a
// hundred repetitions, and public goods on a lattice of 200 x 200 (Szolnoki, Perc and Szabo 2009,
// "Topology-independent impact of noise on cooperation in spatial public goods games"; the shares
// here were measured once by an independent program).
#include "evolve/evolve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const double HAWK_DOVE[] = {-0.5, 2, 0, 0};
static const double HAWK_SHARE = 0.82327118285994; // of the long run, size 100, mutation 0.001

static bool is_long(void) {
    return getenv("EVOLVE_LONG") != NULL;
}

static int fresh(void **state) {
    *state = arena_new();
    return 0;
}

static int forget(void **state) {
    arena_free(*state);
    return 0;
}

static EvolveModel hawks(uint32_t size) {
    return (EvolveModel){.game = {.strategy_count = 2, .payoffs = HAWK_DOVE},
                         .process = EVOLVE_PAIRWISE,
                         .intensity = 1,
                         .mutation = 1e-3,
                         .size = size};
}

static EvolvePlan plan_of(uint64_t seed, size_t runs, uint64_t generations) {
    return (EvolvePlan){.seed = seed,
                        .runs = runs,
                        .threads = 1,
                        .generations = generations,
                        .warm_up = generations / 5,
                        .points = 11};
}

static EvolvePlan from(EvolvePlan p, uint32_t first, uint32_t second) {
    p.start[0] = first;
    p.start[1] = second;
    return p;
}

static bool holds(EvolveEstimate e, double exact) {
    return e.low <= exact && exact <= e.high;
}

// ---- the long run -------------------------------------------------------------------------------

static void the_long_run_is_within_three_standard_errors(void **state) {
    const EvolveModel m = hawks(100);
    const EvolvePlan p = from(plan_of(1, 20, 5000), 50, 50);
    EvolveEstimate e = evolve_simulate(*state, &m, &p)->shares[0];
    double error = (e.high - e.value) / 2.0930; // Student's t of 19 degrees of freedom
    assert_true(error > 0 && error < 0.003);
    assert_true(fabs(e.value - HAWK_SHARE) < 3 * error);
}

static void the_law_of_counts_is_that_of_the_chain(void **state) {
    const EvolveModel m = hawks(20);
    const EvolvePlan p = from(plan_of(2, 4, 100000), 10, 10);
    const EvolveSample *s = evolve_simulate(*state, &m, &p);
    double law[21];
    evolve_stationary(&m, law);
    for (int n = 0; n <= 20; n++) assert_true(fabs(s->law[n] - law[n]) < 0.01);
}

// The same game with a third strategy that nobody can tell from the second takes the other way
// through the program, and the law of the first is known: two of three mutations lead away from it.
static void three_strategies_of_which_two_are_alike(void **state) {
    static const double payoffs[] = {-0.5, 2, 2, 0, 0, 0, 0, 0, 0};
    EvolveModel m = hawks(30);
    m.game = (EvolveGame){.strategy_count = 3, .payoffs = payoffs};
    EvolvePlan p = plan_of(3, 20, 10000);
    p.start[0] = p.start[1] = p.start[2] = 10;
    const EvolveSample *s = evolve_simulate(*state, &m, &p);
    const EvolveModel pair = hawks(30);
    double law[31], mean = 0;
    evolve_stationary(&pair, law);
    for (int n = 0; n <= 30; n++) mean += n * law[n] / 30;
    assert_true(fabs(s->shares[0].value - mean) < 0.01);
    assert_true(fabs(s->shares[1].value - s->shares[2].value) < 0.05);
}

static bool holds_once(const EvolveModel *m, const EvolvePlan *p, double exact) {
    Arena *a = arena_new();
    bool is_held = holds(evolve_simulate(a, m, p)->shares[0], exact);
    arena_free(a);
    return is_held;
}

static size_t covered(const EvolveModel *m, EvolvePlan p, double exact, size_t times) {
    size_t held = 0;
    for (p.seed = 1; p.seed <= times; p.seed++) held += holds_once(m, &p, exact);
    return held;
}

static double mean_of_chain(const EvolveModel *m) {
    double law[101], mean = 0;
    evolve_stationary(m, law);
    for (uint32_t n = 0; n <= m->size; n++) mean += n * law[n] / m->size;
    return mean;
}

static void check_intervals(const EvolveModel *m, EvolvePlan p, size_t times) {
    size_t held = covered(m, p, mean_of_chain(m), times);
    print_message("%zu of %zu intervals hold the exact value\n", held, times);
    assert_true(held * 100 >= times * 94);
}

// Runs must be long against the time that the population needs to forget: shorter ones have means
// that are skewed, and intervals that are too narrow.
static void intervals_hold_the_exact_value_as_often_as_they_say(void **state) {
    (void)state;
    EvolveModel m = hawks(20);
    m.mutation = 0.02;
    check_intervals(&m, from(plan_of(0, 20, 1000), 16, 4), is_long() ? 10000 : 100);
    m = hawks(100);
    if (is_long()) check_intervals(&m, from(plan_of(0, 20, 6000), 82, 18), 1000);
}

// ---- taking over --------------------------------------------------------------------------------

typedef struct Invasion {
    const char *name;
    EvolveProcess process;
    EvolveShape shape; // EVOLVE_LINKS = well mixed
} Invasion;

static EvolveModel invasion_model(Arena *a, const Invasion *i, const double *payoffs) {
    EvolveModel m = {.game = {.strategy_count = 2, .payoffs = payoffs},
                     .process = i->process,
                     .intensity = 0.5,
                     .size = 8};
    if (i->shape == EVOLVE_CYCLE) m.network = evolve_cycle(a, 8);
    if (i->shape == EVOLVE_STAR) m.network = evolve_star(a, 7);
    return m;
}

static void one_mutant_takes_over_as_often_as_computed(void **state) {
    static const Invasion rows[] = {
        {"pairwise, mixed", EVOLVE_PAIRWISE, EVOLVE_LINKS},
        {"birth-death, mixed", EVOLVE_BIRTH_DEATH, EVOLVE_LINKS},
        {"death-birth, mixed", EVOLVE_DEATH_BIRTH, EVOLVE_LINKS},
        {"pairwise, cycle", EVOLVE_PAIRWISE, EVOLVE_CYCLE},
        {"birth-death, cycle", EVOLVE_BIRTH_DEATH, EVOLVE_CYCLE},
        {"death-birth, cycle", EVOLVE_DEATH_BIRTH, EVOLVE_CYCLE},
        {"pairwise, star", EVOLVE_PAIRWISE, EVOLVE_STAR},
        {"birth-death, star", EVOLVE_BIRTH_DEATH, EVOLVE_STAR},
        {"death-birth, star", EVOLVE_DEATH_BIRTH, EVOLVE_STAR},
    };
    static const double payoffs[] = {2, 1.5, 2.5, 0.5};
    for (size_t i = 0; i < COUNT(rows); i++) {
        const EvolveModel m = invasion_model(*state, &rows[i], payoffs);
        EvolvePlan p = from(plan_of(7, 2000, 3000), 1, 7);
        p.warm_up = 0;
        const EvolveSample *s = evolve_simulate(*state, &m, &p);
        double exact = exp(evolve_log_fixation(&m, 0, 1));
        double error = sqrt(exact * (1 - exact) / 2000);
        assert_int_equal(s->taken_over[0] + s->taken_over[1], 2000);
        if (fabs((double)s->taken_over[0] / 2000 - exact) > 3.3 * error)
            fail_msg("%s: %zu of 2000, expected %g", rows[i].name, s->taken_over[0], exact);
    }
}

// Three strategies of one kind: by symmetry each takes over as often as its share at the start.
static void among_equals_chance_decides(void **state) {
    static const double payoffs[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    static const EvolveProcess processes[] = {EVOLVE_PAIRWISE, EVOLVE_BIRTH_DEATH,
                                              EVOLVE_DEATH_BIRTH};
    for (size_t i = 0; i < COUNT(processes); i++) {
        EvolveModel m = {.game = {.strategy_count = 3, .payoffs = payoffs},
                         .process = processes[i],
                         .intensity = 1,
                         .size = 10};
        EvolvePlan p = from(plan_of(8, 2000, 4000), 5, 3);
        p.start[2] = 2;
        p.warm_up = 0;
        const EvolveSample *s = evolve_simulate(*state, &m, &p);
        for (size_t k = 0; k < 3; k++)
            assert_true(fabs((double)s->taken_over[k] / 2000 - p.start[k] / 10.0) < 0.037);
    }
}

// ---- threads ------------------------------------------------------------------------------------

static bool is_same(const EvolveSample *a, const EvolveSample *b, size_t strategies) {
    return a->runs_done == b->runs_done &&
           !memcmp(a->path, b->path, a->point_count * strategies * sizeof *a->path) &&
           !memcmp(a->shares, b->shares, sizeof a->shares) &&
           !memcmp(a->taken_over, b->taken_over, sizeof a->taken_over);
}

static void any_number_of_threads_gives_the_same_digits(void **state) {
    static const double three[] = {0, -1, 1, 1, 0, -1, -1, 1, 0};
    Arena *a = *state;
    EvolveModel models[] = {hawks(50), hawks(50), hawks(36)};
    models[1].game = (EvolveGame){.strategy_count = 3, .payoffs = three};
    models[2].network = evolve_torus(a, 6, 6);
    for (size_t i = 0; i < COUNT(models); i++) {
        EvolvePlan p = from(plan_of(9, 7, 300), models[i].size - 10, 10);
        const EvolveSample *one = evolve_simulate(a, &models[i], &p);
        for (p.threads = 2; p.threads <= 3; p.threads++)
            assert_true(
                is_same(one, evolve_simulate(a, &models[i], &p), models[i].game.strategy_count));
        p.seed++;
        assert_false(
            is_same(one, evolve_simulate(a, &models[i], &p), models[i].game.strategy_count));
    }
}

static bool is_over(void *self) {
    size_t *asked = self;
    return (*asked)++ >= 3;
}

static void what_is_stopped_tells_the_runs_that_were_done(void **state) {
    const EvolveModel m = hawks(100);
    EvolvePlan p = from(plan_of(10, 50, 100), 50, 50);
    size_t asked = 0;
    p.is_stopped = is_over;
    p.self = &asked;
    const EvolveSample *s = evolve_simulate(*state, &m, &p);
    assert_int_equal(s->runs_done, 3);
    p.is_stopped = NULL;
    p.runs = 3;
    assert_true(is_same(s, evolve_simulate(*state, &m, &p), 2));
}

static void note_progress(void *self, size_t done, size_t all) {
    size_t *seen = self;
    assert_true(done <= all && seen[0] * all <= done * seen[1]);
    seen[0] = done;
    seen[1] = all;
    seen[2]++;
}

static void progress_only_rises_and_ends_at_all(void **state) {
    const EvolveModel m = hawks(100);
    EvolvePlan p = from(plan_of(12, 3, 60000), 50, 50);
    size_t seen[3] = {0, 1, 0};
    p.progress = note_progress;
    p.self = seen;
    p.threads = 2;
    evolve_simulate(*state, &m, &p);
    assert_int_equal(seen[0], seen[1]);
    assert_in_range(seen[2], 3, 100);
}

// ---- networks -----------------------------------------------------------------------------------

// A lattice in which everyone is the other's neighbour is well mixed.
static void a_complete_network_is_well_mixed(void **state) {
    enum { SIZE = 12 };
    uint32_t links[SIZE * (SIZE - 1) / 2][2];
    size_t count = 0;
    for (uint32_t i = 0; i < SIZE; i++)
        for (uint32_t j = i + 1; j < SIZE; j++, count++) {
            links[count][0] = i;
            links[count][1] = j;
        }
    EvolveModel m = hawks(SIZE);
    double law[SIZE + 1], mean = 0;
    evolve_stationary(&m, law);
    for (int n = 0; n <= SIZE; n++) mean += n * law[n] / SIZE;
    m.network = evolve_links(*state, SIZE, (const uint32_t(*)[2])links, count);
    const EvolvePlan p = from(plan_of(11, 10, 20000), 6, 6);
    assert_true(fabs(evolve_simulate(*state, &m, &p)->shares[0].value - mean) < 0.01);
}

static void a_torus_gives_everyone_four_neighbours_that_have_him(void **state) {
    const EvolveNetwork *n = evolve_torus(*state, 3, 5);
    assert_true(evolve_is_regular(n));
    assert_int_equal(n->starts[15], 60);
    for (uint32_t i = 0; i < 15; i++)
        for (uint32_t k = n->starts[i]; k < n->starts[i + 1]; k++) {
            size_t back = 0;
            for (uint32_t j = n->starts[n->neighbours[k]]; j < n->starts[n->neighbours[k] + 1]; j++)
                back += n->neighbours[j] == i;
            assert_int_equal(back, 1);
        }
}

static double public_goods(Arena *a, uint32_t side, double factor, uint64_t generations) {
    double payoffs[12] = {0};
    for (int first = 0; first <= 5; first++) {
        payoffs[first] = factor * first / 5 - 1;
        payoffs[6 + first] = factor * first / 5;
    }
    EvolveModel m = {.game = {.strategy_count = 2, .group_size = 5, .payoffs = payoffs},
                     .process = EVOLVE_PAIRWISE,
                     .intensity = 2, // noise 0.5
                     .size = side * side,
                     .network = evolve_torus(a, side, side),
                     .is_sum = true};
    EvolvePlan p = from(plan_of(12, 1, generations), side * side / 2, side * side / 2);
    p.warm_up = generations / 2;
    return evolve_simulate(a, &m, &p)->shares[0].value;
}

static void on_a_lattice_cooperation_lives_where_goods_multiply_enough(void **state) {
    static const struct {
        double factor, share;
    } rows[] = {{3.6, 0}, {3.8, 0.300}, {4.0, 0.514}, {4.5, 0.748}, {5.0, 0.930}, {5.6, 0.999}};
    for (size_t i = 0; is_long() && i < COUNT(rows); i++) {
        double share = public_goods(*state, 200, rows[i].factor, 6000);
        print_message("factor %g: %.4f, expected %.3f\n", rows[i].factor, share, rows[i].share);
        assert_true(fabs(share - rows[i].share) < 0.01);
    }
    assert_true(fabs(public_goods(*state, 60, 5.0, 600) - 0.930) < 0.02);
    assert_true(public_goods(*state, 40, 2.5, 600) < 0.001);
}

static void a_share_of_trials_has_wilsons_interval(void **state) {
    (void)state;
    EvolveEstimate e = evolve_proportion(8, 10); // Brown, Cai and DasGupta 2001
    assert_true(fabs(e.low - 0.4902) < 1e-4 && fabs(e.high - 0.9433) < 1e-4);
    assert_true(holds(evolve_proportion(0, 0), 0.5));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)
    const struct CMUnitTest tests[] = {
        TEST(the_long_run_is_within_three_standard_errors),
        TEST(the_law_of_counts_is_that_of_the_chain),
        TEST(three_strategies_of_which_two_are_alike),
        TEST(intervals_hold_the_exact_value_as_often_as_they_say),
        TEST(one_mutant_takes_over_as_often_as_computed),
        TEST(among_equals_chance_decides),
        TEST(any_number_of_threads_gives_the_same_digits),
        TEST(what_is_stopped_tells_the_runs_that_were_done),
        TEST(progress_only_rises_and_ends_at_all),
        TEST(a_complete_network_is_well_mixed),
        TEST(a_torus_gives_everyone_four_neighbours_that_have_him),
        TEST(on_a_lattice_cooperation_lives_where_goods_multiply_enough),
        TEST(a_share_of_trials_has_wilsons_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
