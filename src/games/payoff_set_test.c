// games/payoff_set_test.c - known sets of payoffs: R8 and R9 of the research notes
//
// R8 and R9 are the examples of QuantEcon's tests; R9 is the game of Abreu and Sannikov (2014).
#include "games/games_test.h"

#include <math.h>

static const PayoffSet *set_of(Arena *a, const char *sizes, const char *payoffs, const char *d) {
    Rat *discount = rats_new(a, 1);
    assert_true(rat_from_text(str_from(d), discount));
    return payoff_set_of(a, game_of(a, sizes, payoffs), discount);
}

static const char *corners(Arena *a, const PayoffSet *s) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < s->count; i++)
        buf_add_fmt(&b, "%s%.*s %.*s", i ? "; " : "", STR_ARG(rat_text(a, &s->points[2 * i])),
                    STR_ARG(rat_text(a, &s->points[2 * i + 1])));
    return str_c(a, buf_str(&b));
}

static void patient_prisoners_get_all_that_leaves_nobody_worse(void **state) {
    (void)state;
    static const char *const discounts[] = {"0.9", "0.75", "0.3"};
    for (size_t i = 0; i < 3; i++) {
        Arena *a = arena_new();
        const PayoffSet *s = set_of(a, "2 2", "9 9 10 1 1 10 3 3", discounts[i]);
        assert_true(s->is_settled && s->is_certified);
        assert_string_equal(corners(a, s), "3 3; 39/4 3; 9 9; 3 39/4");
        arena_free(a);
    }
}

static void the_game_of_abreu_and_sannikov(void **state) {
    (void)state;
    static const double expected[][2] = {{1.12568240, 2.8}, {7.33770472, 0},
                                         {7.86308964, 0},   {19.7917977, 2.8},
                                         {15.5630896, 9.1}, {7.33770472, 10.9826253}};
    Arena *a = arena_new();
    const PayoffSet *s = set_of(a, "3 3", "16 9 21 1 9 0 3 13 10 4 5 -4 0 3 -1 0 -5 -15", "0.3");
    assert_true(s->is_settled && s->is_certified);
    assert_int_equal(s->count, 6);
    for (size_t i = 0; i < 6; i++) {
        bool has_found = false;
        for (size_t k = 0; k < 6; k++)
            has_found |= fabs(mpq_get_d(&s->points[2 * k]) - expected[i][0]) < 1e-7 &&
                         fabs(mpq_get_d(&s->points[2 * k + 1]) - expected[i][1]) < 1e-7;
        assert_true(has_found);
    }
    arena_free(a);
}

// Grim punishment keeps (9, 9) from 1/7 on.
static void the_impatient_only_get_the_equilibrium(void **state) {
    (void)state;
    static const struct {
        const char *discount, *corners;
        bool has_agreement;
    } rows[] = {{"1/7", NULL, true}, {"1/8", "3 3", false}, {"0", "3 3", false}};
    for (size_t i = 0; i < 3; i++) {
        Arena *a = arena_new();
        Rat *agreed = rats_new(a, 2);
        for (int k = 0; k < 2; k++) rat_from_int(&agreed[k], 9, 1);
        const PayoffSet *s = set_of(a, "2 2", "9 9 10 1 1 10 3 3", rows[i].discount);
        assert_true(s->is_certified);
        if (rows[i].corners) assert_string_equal(corners(a, s), rows[i].corners);
        assert_int_equal(payoff_set_has(s, agreed), rows[i].has_agreement);
        arena_free(a);
    }
}

static void matching_pennies_has_none_without_lots(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_int_equal(set_of(a, "2 2", "1 -1 -1 1 -1 1 1 -1", "0.9")->count, 0);
    arena_free(a);
}

// What is generated contains each pure equilibrium of the stage game, and every corner gives each
// player at least what nobody can keep from him.
static void random_games(void **state) {
    (void)state;
    uint64_t seed = 4;
    for (int i = 0; i < 30; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        for (int k = 0; k < 18; k++) buf_add_fmt(&b, "%u ", (unsigned)(draw(&seed) % 20));
        const Game *g = game_of(a, "3 3", str_c(a, buf_str(&b)));
        Rat *discount = rats_new(a, 1);
        rat_from_int(discount, 1 + i % 6, 10);
        const PayoffSet *s = payoff_set_of(a, g, discount);
        if (!s->is_settled || !s->is_certified)
            fail_msg("%s: %s", str_c(a, buf_str(&b)), corners(a, s));
        for (size_t p = 0; p < g->profile_count; p++)
            if (profile_is_equilibrium(g, p)) assert_true(payoff_set_has(s, game_payoff(g, p, 0)));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patient_prisoners_get_all_that_leaves_nobody_worse),
        cmocka_unit_test(the_game_of_abreu_and_sannikov),
        cmocka_unit_test(the_impatient_only_get_the_equilibrium),
        cmocka_unit_test(matching_pennies_has_none_without_lots),
        cmocka_unit_test(random_games),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
