// design/linear_test.c - linear programs whose answer is known, and small ones against enumeration
#include "design/design.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define PROGRAM(c, r) ((LinearProgram){c, COUNT(c), r, COUNT(r)})

static LinearAnswer solve(Arena *a, LinearProgram p) {
    LinearAnswer answer;
    assert_true(linear_solve(a, &p, &answer));
    return answer;
}

static void assert_near(double value, double expected) {
    if (fabs(value - expected) > 1e-7 * (1 + fabs(expected))) fail_msg("%.12g", value);
}

// A dilemma with T=5, R=3, P=1 at a discount factor of 0.3, under grim trigger, reckoned by hand:
// breaking brings 5 now and 1 ever after: 5 + 0.3/0.7; keeping 3/0.7. The bond makes up the
// difference: 8/7.
static void the_bond_of_a_dilemma_is_eight_sevenths(void **state) {
    (void)state;
    Arena *a = arena_new();
    double gain = 5 + 0.3 / 0.7 - 3 / 0.7;
    const LinearColumn bonds[] = {{0, INFINITY, 1}, {0, INFINITY, 1}};
    const LinearRow rows[] = {{gain, INFINITY, (double[]){1, 0}},
                              {gain, INFINITY, (double[]){0, 1}}};
    LinearAnswer x = solve(a, PROGRAM(bonds, rows));
    assert_true(x.is_feasible);
    assert_near(x.values[0], 8.0 / 7);
    assert_near(x.values[1], 8.0 / 7);
    assert_near(x.objective, 16.0 / 7);
    arena_free(a);
}

// One is tempted by 60 million, the other has as much to spare; a transfer is worth three times
// itself.
static void a_transfer_from_who_has_to_spare_balances(void **state) {
    (void)state;
    Arena *a = arena_new();
    const LinearColumn none[] = {{0, 0, 0}, {0, 0, 0}};
    const LinearColumn transfers[] = {{-1e8, 1e8, 0}, {-1e8, 1e8, 0}};
    const LinearRow rows[] = {{6e7, INFINITY, (double[]){3, 0}},
                              {-6e7, INFINITY, (double[]){0, 3}},
                              {0, 0, (double[]){1, 1}}};
    assert_false(solve(a, PROGRAM(none, rows)).is_feasible);
    LinearAnswer x = solve(a, PROGRAM(transfers, rows));
    assert_true(x.is_feasible);
    assert_near(x.values[0], 2e7);
    assert_near(x.values[1], -2e7);
    arena_free(a);
}

// Tempted by 9 and 3. The largest bond is least where each deposits 6 and 3 go over; the sum of
// both is 12 whatever goes over.
static void the_largest_bond_is_made_small(void **state) {
    (void)state;
    Arena *a = arena_new();
    enum { BOND, OTHER, GOES, LARGEST };
    LinearColumn columns[] = {{0, 100, 0}, {0, 100, 0}, {-INFINITY, INFINITY, 0}, {0, INFINITY, 1}};
    const LinearRow rows[] = {{9, INFINITY, (double[]){1, 0, 1, 0}},
                              {3, INFINITY, (double[]){0, 1, -1, 0}},
                              {0, INFINITY, (double[]){-1, 0, 0, 1}},
                              {0, INFINITY, (double[]){0, -1, 0, 1}}};
    LinearAnswer x = solve(a, PROGRAM(columns, rows));
    assert_near(x.objective, 6);
    assert_near(x.values[BOND] + x.values[GOES], 9);
    assert_near(x.values[OTHER] - x.values[GOES], 3);
    columns[LARGEST].cost = 0;
    columns[BOND].cost = columns[OTHER].cost = 1;
    assert_near(solve(a, PROGRAM(columns, rows)).objective, 12);
    arena_free(a);
}

static void what_has_no_end_is_not_solved(void **state) {
    (void)state;
    Arena *a = arena_new();
    const LinearColumn columns[] = {{-INFINITY, INFINITY, 1}};
    const LinearRow rows[] = {{-INFINITY, 1, (double[]){1}}};
    LinearAnswer x;
    LinearProgram p = PROGRAM(columns, rows);
    assert_false(linear_solve(a, &p, &x));
    arena_free(a);
}

// ---- against enumeration ------------------------------------------------------------------------

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

enum { GAINS = 4 };

// The gains of two parties in turn, what a transfer is worth, and the most of each bond.
typedef struct Small {
    double gains[GAINS], worth, most[2];
} Small;

static Small small(uint64_t *seed) {
    Small s = {.worth = (double)(1 + next(seed) % 2)};
    for (size_t i = 0; i < 2; i++) s.most[i] = (double)(next(seed) % 9);
    for (size_t i = 0; i < GAINS; i++) s.gains[i] = (double)(next(seed) % 21) - 8;
    return s;
}

// The least bond of a party whose transfer is given.
static double bond_for(const Small *s, size_t party, double transfer) {
    double bond = 0;
    for (size_t i = party; i < GAINS; i += 2) bond = fmax(bond, s->gains[i] - s->worth * transfer);
    return bond <= s->most[party] ? bond : INFINITY;
}

// The sum is convex in the transfer and piecewise linear; its corners lie at halves, as gains are
// whole and worths 1 or 2.
static double by_enumeration(const Small *s) {
    double best = INFINITY;
    for (int k = -20; k <= 20; k++)
        best = fmin(best, bond_for(s, 0, k / 2.0) + bond_for(s, 1, -k / 2.0));
    return best;
}

static LinearAnswer by_simplex(Arena *a, const Small *s) {
    const LinearColumn columns[] = {{0, s->most[0], 1}, {0, s->most[1], 1}, {-10, 10, 0}};
    double by[2][3] = {{1, 0, s->worth}, {0, 1, -s->worth}};
    LinearRow rows[GAINS];
    for (size_t i = 0; i < GAINS; i++) rows[i] = (LinearRow){s->gains[i], INFINITY, by[i % 2]};
    return solve(a, PROGRAM(columns, rows));
}

static void small_programs_agree_with_enumeration(void **state) {
    (void)state;
    uint64_t seed = 4711;
    size_t feasible = 0;
    for (size_t n = 0; n < 500; n++) {
        Arena *a = arena_new();
        Small s = small(&seed);
        LinearAnswer x = by_simplex(a, &s);
        double expected = by_enumeration(&s);
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
        cmocka_unit_test(what_has_no_end_is_not_solved),
        cmocka_unit_test(small_programs_agree_with_enumeration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
