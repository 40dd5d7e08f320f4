// design/linear_test.c - linear programs whose answer is known, and small ones against enumeration
#include "design/design.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static LinearAnswer solve(Arena *a, LinearTask t) {
    LinearAnswer answer;
    assert_true(linear_solve(a, &t, &answer));
    return answer;
}

static void assert_near(double value, double expected) {
    if (fabs(value - expected) > 1e-7 * (1 + fabs(expected))) fail_msg("%.12g", value);
}

// R7: a dilemma with T=5, R=3, P=1 at a discount factor of 0.3. Breaking brings 5 now and 1 ever
// after: 5 + 0.3/0.7; keeping 3/0.7. The bond makes up the difference: 8/7.
static void the_bond_of_a_dilemma_is_eight_sevenths(void **state) {
    (void)state;
    Arena *a = arena_new();
    double gain = 5 + 0.3 / 0.7 - 3 / 0.7, most[] = {10, 10};
    LinearRow rows[] = {{0, gain, 1, 0}, {1, gain, 1, 0}};
    LinearAnswer x =
        solve(a, (LinearTask){.parties = 2, .rows = rows, .row_count = 2, .bond_most = most});
    assert_true(x.is_feasible);
    assert_near(x.bonds[0], 8.0 / 7);
    assert_near(x.bonds[1], 8.0 / 7);
    assert_near(x.objective, 16.0 / 7);
    arena_free(a);
}

// One is tempted by 6, the other has 6 to spare; a transfer is worth three times itself.
static void a_transfer_from_who_has_to_spare_balances(void **state) {
    (void)state;
    Arena *a = arena_new();
    double none[] = {0, 0};
    LinearRow rows[] = {{0, 6e7, 1, 3}, {1, -6e7, 1, 3}};
    LinearTask t = {.parties = 2, .rows = rows, .row_count = 2, .bond_most = none};
    assert_false(solve(a, t).is_feasible);
    t.transfer_most = 1e8;
    LinearAnswer x = solve(a, t);
    assert_true(x.is_feasible);
    assert_near(x.transfers[0], 2e7);
    assert_near(x.transfers[1], -2e7);
    arena_free(a);
}

// Tempted by 9 and 3: with a bond of 6 each, 3 a period go over; without regard to the largest the
// sum is 12 either way.
static void the_largest_bond_is_made_small(void **state) {
    (void)state;
    Arena *a = arena_new();
    double most[] = {100, 100};
    LinearRow rows[] = {{0, 9, 1, 1}, {1, 3, 1, 1}};
    LinearTask t = {.parties = 2,
                    .rows = rows,
                    .row_count = 2,
                    .bond_most = most,
                    .transfer_most = 100,
                    .aim = LINEAR_LEAST_LARGEST};
    LinearAnswer x = solve(a, t);
    assert_near(x.objective, 6);
    assert_near(x.bonds[0] + x.transfers[0], 9);
    assert_near(x.bonds[1] + x.transfers[1], 3);
    t.aim = LINEAR_LEAST_SUM;
    assert_near(solve(a, t).objective, 12);
    arena_free(a);
}

// ---- against enumeration ------------------------------------------------------------------------

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

// The least bond of a party whose transfer is given.
static double bond_for(const LinearTask *t, size_t party, double transfer) {
    double bond = 0;
    for (size_t i = 0; i < t->row_count; i++) {
        const LinearRow *r = &t->rows[i];
        if (r->party == party) bond = fmax(bond, (r->gain - r->worth * transfer) / r->called);
    }
    return bond <= t->bond_most[party] ? bond : INFINITY;
}

// The sum is convex in the transfer and piecewise linear; its corners lie at halves, as gains are
// whole and worths 1 or 2.
static double by_enumeration(const LinearTask *t) {
    double best = INFINITY;
    for (int k = -120; k <= 120; k++) {
        double transfer = k / 12.0;
        best = fmin(best, bond_for(t, 0, transfer) + bond_for(t, 1, -transfer));
    }
    return best;
}

static void small_programs_agree_with_enumeration(void **state) {
    (void)state;
    uint64_t seed = 4711;
    size_t feasible = 0;
    for (size_t n = 0; n < 500; n++) {
        Arena *a = arena_new();
        LinearRow rows[4];
        double most[] = {(double)(next(&seed) % 9), (double)(next(&seed) % 9)};
        double worth = (double)(1 + next(&seed) % 2);
        for (size_t i = 0; i < 4; i++)
            rows[i] = (LinearRow){i % 2, (double)(next(&seed) % 21) - 8, 1, worth};
        LinearTask t = {
            .parties = 2, .rows = rows, .row_count = 4, .bond_most = most, .transfer_most = 10};
        LinearAnswer x = solve(a, t);
        double expected = by_enumeration(&t);
        assert_int_equal(x.is_feasible, isfinite(expected));
        if (x.is_feasible) assert_near(x.objective, expected);
        feasible += x.is_feasible;
        arena_free(a);
    }
    assert_true(feasible > 100 && feasible < 500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bond_of_a_dilemma_is_eight_sevenths),
        cmocka_unit_test(a_transfer_from_who_has_to_spare_balances),
        cmocka_unit_test(the_largest_bond_is_made_small),
        cmocka_unit_test(small_programs_agree_with_enumeration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
