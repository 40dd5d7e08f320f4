// worlds/play_test.c - known answers of repeated games, as worlds in which nothing is uncertain
//
// Prisoner's dilemma with T=5, R=3, P=1, S=0: two parties, one action each. The least patience at
// which promises hold is found by bisection and set beside its closed form.
#include "worlds/worlds.h"

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

static const uint32_t BY_PARTY[] = {0, 1};

// In punishment (stage 1) both earn P whatever they do.
static void dilemma(void *self, size_t worker, size_t period, size_t stage, const double *variables,
                    size_t count, double *ret) {
    static const double standing[4][2] = {{3, 3}, {5, 0}, {0, 5}, {1, 1}};
    static const double punished[4][2] = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    (void)self, (void)worker, (void)period, (void)variables;
    for (size_t profile = 0; profile < 4; profile++)
        for (size_t i = 0; i < 2; i++)
            for (size_t w = 0; w < count; w++)
                ret[(profile * 2 + i) * count + w] = (stage ? punished : standing)[profile][i];
}

typedef struct Terms {
    double bond, detection;
    uint32_t lag, lasts; // lasts 0: the end of the agreement
    bool is_finite;
    size_t periods;
} Terms;

// In 256 worlds.
static const PlayResult *played(Arena *a, Terms t, double discount, double tolerance,
                                double *temptations) {
    Variable nothing = {.kind = VARIABLE_CONSTANT};
    WorldModel m = {.variables = &nothing, .variable_count = 1, .periods = t.periods, .seed = 1};
    const char *why;
    size_t variable;
    const WorldSource *s = worlds_prepare(a, &m, &why, &variable);
    Stage ladder[2] = {{.receives = 0}, {.lasts = t.lasts, .is_end = !t.lasts}};
    ladder[1].pays[0] = ladder[1].pays[1] = t.bond;
    double detection[] = {t.detection, t.detection}, discounts[] = {discount, discount};
    uint32_t lag[] = {t.lag, t.lag};
    Play p = {.parties = 2,
              .actions = 2,
              .stages = 2,
              .action_party = BY_PARTY,
              .detection = detection,
              .detection_lag = lag,
              .ladder = ladder,
              .discount = discounts,
              .is_renewed = !t.is_finite,
              .tolerance = tolerance,
              .earn = dilemma};
    PlayOptions o = {.worlds = 256, .pilot = 256, .threads = 1, .temptations = temptations};
    return worlds_play(a, s, &p, o, NULL);
}

// How many of 256 worlds are kept.
static uint64_t kept(Arena *a, Terms t, double discount) {
    return play_count(a, played(a, t, discount, 0, NULL)).kept;
}

static double least_patience(Arena *a, Terms t) {
    double low = 0, high = 0.999;
    t.periods = 3;
    for (int i = 0; i < 30; i++) {
        double middle = (low + high) / 2;
        if (kept(a, t, middle) == 256)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void patience_that_keeps_a_promise_is_that_of_the_closed_form(void **state) {
    static const struct {
        Terms terms;
        double expected;
    } rows[] = {
        {{0, 1, 0, 0, false, 0}, 0.5},          // for ever: (T-R)/(T-P)
        {{0, 1, 1, 0, false, 0}, 0.70710678},   // seen after two periods
        {{0, 1, 2, 0, false, 0}, 0.79370053},   // three
        {{0, 1, 0, 2, false, 0}, 0.6180339887}, // punished for two periods
        {{0, 1, 0, 3, false, 0}, 0.5436890127},
        {{0, 1, 0, 4, false, 0}, 0.5187900637},
        {{0, 1, 0, 5, false, 0}, 0.5086603916},
        {{0, 1, 0, 10, false, 0}, 0.5002454623},
        {{0, 0.9, 0, 0, false, 0}, 0.5263157895}, // seen with this chance
        {{0, 0.5, 0, 0, false, 0}, 2.0 / 3},
        {{0, 0.25, 0, 0, false, 0}, 0.8},
        {{1, 1, 0, 0, false, 0}, 1.0 / 3}, // (D-C-B)/(D-P-B)
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(fabs(least_patience(*state, rows[i].terms) - rows[i].expected) < 2e-8);
}

static void the_least_bond_is_that_of_the_closed_form(void **state) {
    double low = 0, high = 4;
    for (int i = 0; i < 30; i++) {
        double middle = (low + high) / 2;
        Terms t = {.bond = middle, .detection = 1, .periods = 3};
        if (kept(*state, t, 0.3) == 256)
            high = middle;
        else
            low = middle;
    }
    assert_true(fabs(high - 8.0 / 7) < 1e-8);
}

// What is short of the bond: T + P d/(1-d) - R/(1-d) less the bond. So of whoever trusts that all
// perform, even where nobody would; linear in the bond.
static void who_trusts_is_tempted_by_what_the_bond_falls_short(void **state) {
    static const double bonds[] = {0, 0.5, 8.0 / 7, 2};
    for (size_t k = 0; k < COUNT(bonds); k++) {
        double temptations[512];
        Terms t = {.bond = bonds[k], .detection = 1, .periods = 3};
        const PlayResult *r = played(*state, t, 0.3, INFINITY, temptations);
        assert_int_equal(play_count(*state, r).kept, 256);
        for (size_t i = 0; i < COUNT(temptations); i++)
            assert_true(fabs(temptations[i] - (8.0 / 7 - bonds[k])) < 1e-9);
    }
}

static void a_known_end_unravels_unless_a_bond_covers_the_gain(void **state) {
    Terms t = {.detection = 1, .is_finite = true, .periods = 12};
    assert_int_equal(kept(*state, t, 1), 0);
    t.bond = 1.99;
    assert_int_equal(kept(*state, t, 1), 0);
    t.bond = 2;
    assert_int_equal(kept(*state, t, 1), 256);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(patience_that_keeps_a_promise_is_that_of_the_closed_form,
                                        fresh, forget),
        cmocka_unit_test_setup_teardown(the_least_bond_is_that_of_the_closed_form, fresh, forget),
        cmocka_unit_test_setup_teardown(who_trusts_is_tempted_by_what_the_bond_falls_short, fresh,
                                        forget),
        cmocka_unit_test_setup_teardown(a_known_end_unravels_unless_a_bond_covers_the_gain, fresh,
                                        forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
