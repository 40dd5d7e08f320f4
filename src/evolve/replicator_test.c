// evolve/replicator_test.c - orbits of large populations, and which vertices are stable
//
// In several populations a vertex is stable under the replicator equation exactly where it is a
// strict Nash equilibrium, and nothing inside is, because the flow keeps a volume (Hofbauer and
// Sigmund, "Evolutionary Games and Population Dynamics", 1998, ch. 11).
#include "base/philox.h"
#include "evolve/evolve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { POINTS = 21, GAMES = 200 };

// Logistic growth: one strategy earns 1 more, so the odds grow by e in each unit of time.
static void a_dominant_strategy_grows_logistically(void **state) {
    (void)state;
    static const double payoffs[] = {2, 2, 1, 1}, start[] = {0.01, 0.99};
    const EvolveGame g = {.strategy_count = 2, .payoffs = payoffs};
    double path[2 * POINTS];
    assert_true(evolve_replicator_path(&g, start, 20, POINTS, path));
    for (int t = 0; t < POINTS; t++) {
        double odds = 0.01 / 0.99 * exp(t);
        assert_true(fabs(path[2 * t] - odds / (1 + odds)) < 1e-7);
    }
}

static void hawks_settle_where_both_earn_the_same(void **state) {
    (void)state;
    static const double payoffs[] = {-0.5, 2, 0, 0}, start[] = {0.1, 0.9};
    const EvolveGame g = {.strategy_count = 2, .payoffs = payoffs};
    double path[2 * POINTS];
    assert_true(evolve_replicator_path(&g, start, 200, POINTS, path));
    assert_true(fabs(path[2 * (POINTS - 1)] - 0.8) < 1e-9);
}

// Rock, paper, scissors keeps the product of the shares.
static void orbits_that_close_keep_what_they_keep(void **state) {
    (void)state;
    static const double payoffs[] = {0, -1, 1, 1, 0, -1, -1, 1, 0}, start[] = {0.6, 0.3, 0.1};
    const EvolveGame g = {.strategy_count = 3, .payoffs = payoffs};
    double path[3 * POINTS];
    assert_true(evolve_replicator_path(&g, start, 100, POINTS, path));
    for (int t = 0; t < POINTS; t++)
        assert_true(fabs(path[3 * t] * path[3 * t + 1] * path[3 * t + 2] - 0.018) < 1e-7);
}

static void who_is_not_there_stays_away(void **state) {
    (void)state;
    static const double payoffs[] = {1, 1, 9, 9}, start[] = {1, 0};
    const EvolveGame g = {.strategy_count = 2, .payoffs = payoffs};
    double path[2 * POINTS];
    assert_true(evolve_replicator_path(&g, start, 10, POINTS, path));
    assert_true(path[2 * (POINTS - 1)] == 1);
}

static void groups_of_two_are_the_game_of_two(void **state) {
    (void)state;
    static const double pairs[] = {-0.5, 2, 0, 0}, groups[] = {0, 2, -0.5, 0, 0, 0};
    static const double start[] = {0.3, 0.7};
    const EvolveGame two = {.strategy_count = 2, .payoffs = pairs};
    const EvolveGame group = {.strategy_count = 2, .group_size = 2, .payoffs = groups};
    double a[2 * POINTS], b[2 * POINTS];
    assert_true(evolve_replicator_path(&two, start, 5, POINTS, a));
    assert_true(evolve_replicator_path(&group, start, 5, POINTS, b));
    for (int i = 0; i < 2 * POINTS; i++) assert_true(fabs(a[i] - b[i]) < 1e-12);
}

static void a_coordination_game_is_stable_at_both_ends(void **state) {
    (void)state;
    static const double coordination[] = {2, 0, 0, 1}, hawks[] = {-0.5, 2, 0, 0};
    const EvolveGame both = {.strategy_count = 2, .payoffs = coordination};
    const EvolveGame none = {.strategy_count = 2, .payoffs = hawks};
    for (size_t s = 0; s < 2; s++) {
        assert_int_equal(evolve_vertex(&both, s).verdict, EVOLVE_STABLE);
        assert_int_equal(evolve_vertex(&none, s).verdict, EVOLVE_UNSTABLE);
    }
}

// ---- several populations ------------------------------------------------------------------------

static bool is_strict_equilibrium(const EvolveParties *p, size_t profile) {
    for (size_t i = 0; i < p->count; i++) {
        size_t other = profile ^ (size_t)1 << i;
        if (p->payoffs[profile * p->count + i] <= p->payoffs[other * p->count + i]) return false;
    }
    return true;
}

// From next to the vertex: is it reached?
static bool is_reached(const EvolveParties *p, size_t profile) {
    double start[EVOLVE_PARTIES_MAX], path[2 * EVOLVE_PARTIES_MAX], off = 0;
    for (size_t i = 0; i < p->count; i++) start[i] = profile >> i & 1 ? 0.999 : 0.001;
    assert_true(evolve_parties_path(p, start, 2000, 2, path));
    for (size_t i = 0; i < p->count; i++)
        off = fmax(off, fabs(path[p->count + i] - (double)(profile >> i & 1)));
    return off < 1e-4;
}

static void check_game(const EvolveParties *p) {
    for (size_t profile = 0; profile < (size_t)1 << p->count; profile++) {
        bool is_stable = evolve_parties_vertex(p, profile).verdict == EVOLVE_STABLE;
        assert_int_equal(is_stable, is_strict_equilibrium(p, profile));
        assert_true(!is_stable || is_reached(p, profile));
    }
}

static void vertices_are_stable_where_they_are_strict_equilibria(void **state) {
    (void)state;
    Philox draws;
    double payoffs[8 * 3];
    const EvolveParties p = {3, payoffs};
    philox_start(&draws, 5, 0, 0);
    for (int game = 0; game < GAMES; game++) {
        for (int i = 0; i < 24; i++) payoffs[i] = (double)philox_below(&draws, 100) / 10;
        check_game(&p);
    }
}

// Matching pennies: its orbits close around the middle, which is therefore not stable.
static void nothing_inside_is_stable(void **state) {
    (void)state;
    static const double payoffs[] = {1, -1, -1, 1, -1, 1, 1, -1}, start[] = {0.7, 0.5};
    const EvolveParties p = {2, payoffs};
    double path[2 * 400], furthest = 0;
    assert_true(evolve_parties_path(&p, start, 400, 400, path));
    for (int t = 300; t < 400; t++) furthest = fmax(furthest, fabs(path[2 * t] - 0.5));
    assert_true(fabs(furthest - 0.2) < 0.01);
}

static void a_tie_is_left_open(void **state) {
    (void)state;
    static const double payoffs[] = {1, 1, 1, 1, 0, 0, 0, 0};
    const EvolveParties p = {2, payoffs};
    assert_int_equal(evolve_parties_vertex(&p, 0).verdict, EVOLVE_OPEN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dominant_strategy_grows_logistically),
        cmocka_unit_test(hawks_settle_where_both_earn_the_same),
        cmocka_unit_test(orbits_that_close_keep_what_they_keep),
        cmocka_unit_test(who_is_not_there_stays_away),
        cmocka_unit_test(groups_of_two_are_the_game_of_two),
        cmocka_unit_test(a_coordination_game_is_stable_at_both_ends),
        cmocka_unit_test(vertices_are_stable_where_they_are_strict_equilibria),
        cmocka_unit_test(nothing_inside_is_stable),
        cmocka_unit_test(a_tie_is_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
