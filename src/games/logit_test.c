// games/logit_test.c - known logit equilibria: N13 of the research notes, and closed forms
#include "games/games_test.h"

#include <math.h>

static bool logit(const Game *g, double precision, double *ret) {
    Arena *a = arena_new();
    size_t count = game_share_count(g);
    Rat *r = rats_new(a, count + 1);
    mpq_set_d(&r[count], precision);
    bool has_found = logit_at(a, g, &r[count], r);
    for (size_t i = 0; i < count; i++) ret[i] = mpq_get_d(&r[i]);
    arena_free(a);
    return has_found;
}

static void must_be_near(const char *sizes, const char *payoffs, double precision,
                         const double *expected, size_t count, double within) {
    Arena *a = arena_new();
    double shares[32];
    assert_true(logit(game_of(a, sizes, payoffs), precision, shares));
    for (size_t i = 0; i < count; i++)
        if (!(fabs(shares[i] - expected[i]) < within))
            fail_msg("at %g: %zu is %.10f, not %.10f", precision, i, shares[i], expected[i]);
    arena_free(a);
}

// The values that stand in Gambit's tests for const_sum_game.nfg.
static void gambits_published_values(void **state) {
    (void)state;
    static const double rows[][5] = {{1, .643, .357, .5883, .41168},
                                     {2, .7727, .2273, .6117, .3883},
                                     {3, .8595, .1405, .6038, .39618}};
    for (size_t i = 0; i < 3; i++)
        must_be_near("2 2", "1 1 0 2 1 1 1 1", rows[i][0], rows[i] + 1, 4, 1e-3);
}

// A dominant strategy that brings 1 or 2 more: the chance is the root of one equation.
static void a_prisoner_errs_as_the_closed_form_says(void **state) {
    (void)state;
    // With T - R = P - S = 1 the advantage of breaking is 1 whatever the other does.
    for (int i = 0; i < 6; i++) {
        double precision = i * i, breaks = 1 / (1 + exp(-precision));
        const double expected[] = {1 - breaks, breaks, 1 - breaks, breaks};
        must_be_near("2 2", "3 3 4 0 0 4 1 1", precision, expected, 4, 1e-9);
    }
}

static void nothing_is_learned_at_precision_0(void **state) {
    (void)state;
    const double expected[] = {1. / 3, 1. / 3, 1. / 3, .5, .5};
    must_be_near("3 2", "1 5 2 4 3 3 0 1 9 9 4 2", 0, expected, 5, 1e-12);
}

// A stag hunt leads to what is less risky: hunting pays only where the other does so two times in
// three.
static void the_branch_leads_to_one_equilibrium(void **state) {
    (void)state;
    const double expected[] = {0, 1, 0, 1};
    must_be_near("2 2", "4 4 3 0 0 3 2 2", 100, expected, 4, 1e-9);
}

// Three players who are alike stay alike: x = 1 / (1 + exp(p (B(x) - A(x)))).
static void of_three_players(void **state) {
    (void)state;
    Arena *a = arena_new();
    // Each gets 1 for acting alone, else 0: acting brings (1 - x)^2, not acting 0.
    const Game *g = game_of(a, "2 2 2", "0 0 0 1 0 0 0 1 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0");
    double shares[6];
    assert_true(logit(g, 5, shares));
    // The second strategy is to act.
    double x = shares[1];
    assert_true(fabs(x - 1 / (1 + exp(-5 * (1 - x) * (1 - x)))) < 1e-9);
    assert_true(fabs(shares[3] - x) < 1e-9 && fabs(shares[5] - x) < 1e-9);
    arena_free(a);
}

// Whatever the game: every chance over that of the first is exp(precision × difference of payoffs).
static void random_games(void **state) {
    (void)state;
    uint64_t seed = 9;
    for (int i = 0; i < 40; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        double x[6];
        for (int k = 0; k < 18; k++) buf_add_fmt(&b, "%u ", (unsigned)(draw(&seed) % 20));
        const Game *g = game_of(a, "3 3", str_c(a, buf_str(&b)));
        if (!logit(g, 2, x)) fail_msg("%s", str_c(a, buf_str(&b)));
        double value[3] = {0};
        for (size_t s = 0; s < 3; s++)
            for (size_t t = 0; t < 3; t++)
                value[s] += x[3 + t] * mpq_get_d(game_payoff(g, s + 3 * t, 0));
        for (size_t s = 0; s < 3; s++)
            assert_true(fabs(log(x[s] / x[0]) - 2 * (value[s] - value[0])) < 1e-7);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gambits_published_values),
        cmocka_unit_test(a_prisoner_errs_as_the_closed_form_says),
        cmocka_unit_test(nothing_is_learned_at_precision_0),
        cmocka_unit_test(the_branch_leads_to_one_equilibrium),
        cmocka_unit_test(of_three_players),
        cmocka_unit_test(random_games),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
