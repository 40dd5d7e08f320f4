// worlds/remedies_test.c - well-known strategies as remedies: how patient must who be, in which
// state?
//
// Prisoner's dilemma with T=5, R=3, P=1, S=0; action 0 cooperates.
#include "worlds/remedies.h"

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

static const size_t TWO[] = {2, 2};
static const double DILEMMA[] = {3, 3, 0, 5, 5, 0, 1, 1};

static Remedies grim(const double *discount) {
    static const size_t plays[] = {0, 0, 1, 1}, calm[] = {0, 1}, breached[] = {1, 1, 1, 1};
    return (Remedies){.parties = 2,
                      .states = 2,
                      .action_counts = TWO,
                      .payoffs = DILEMMA,
                      .plays = plays,
                      .calm = calm,
                      .breached = breached,
                      .discount = discount};
}

// The states are what is to be played: CC, CD, DC, DD.
static Remedies tit_for_tat(const double *discount) {
    static const size_t plays[] = {0, 0, 0, 1, 1, 0, 1, 1}, calm[] = {0, 2, 1, 3};
    // Whoever deviates in CD makes it DD or CC, which is mirrored in the next period.
    static const size_t breached[] = {1, 2, 3, 0, 0, 3, 2, 1};
    return (Remedies){.parties = 2,
                      .states = 4,
                      .action_counts = TWO,
                      .payoffs = DILEMMA,
                      .plays = plays,
                      .calm = calm,
                      .breached = breached,
                      .discount = discount};
}

// State 0 cooperates; 1 … T punish, then 0 comes back.
static Remedies punishing(Arena *a, size_t periods, const double *discount) {
    size_t states = periods + 1, *plays = ARENA_ARRAY(a, size_t, 2 * states);
    size_t *calm = ARENA_ARRAY(a, size_t, states), *breached = ARENA_ARRAY(a, size_t, 2 * states);
    for (size_t s = 0; s < states; s++) {
        plays[2 * s] = plays[2 * s + 1] = s > 0;
        calm[s] = s == 0 ? 0 : (s + 1) % states;
        breached[2 * s] = breached[2 * s + 1] = s == 0 ? 1 : calm[s];
    }
    return (Remedies){.parties = 2,
                      .states = states,
                      .action_counts = TWO,
                      .payoffs = DILEMMA,
                      .plays = plays,
                      .calm = calm,
                      .breached = breached,
                      .discount = discount};
}

static void grim_trigger_needs_half(void **state) {
    double at[] = {0.5, 0.5}, below[] = {0.499, 0.499};
    Remedies r = grim(at);
    RemediesCheck c = remedies_check(*state, &r);
    assert_int_equal(c.deviation_count, 4);
    assert_true(c.values[0] == 6 && c.values[2] == 2);
    assert_true(c.least.slack == 0 && c.least.state == 0 && c.least.action == 1);
    assert_true(c.deviations[2].slack == 1); // to cooperate where both punish costs P - S
    r.discount = below;
    assert_true(remedies_check(*state, &r).least.slack < 0);
}

static double slack_in(Arena *a, const Remedies *r, size_t state, size_t party) {
    RemediesCheck c = remedies_check(a, r);
    for (size_t k = 0; k < c.deviation_count; k++)
        if (c.deviations[k].state == state && c.deviations[k].party == party)
            return c.deviations[k].slack;
    fail();
    return 0;
}

// To break cooperation does not pay from (T-R)/(R-S) = 2/3 on; from there on it pays not to punish.
// And where both are to defect, to cooperate once pays (S + dT) / (1 - d^2) - P / (1 - d).
static void tit_for_tat_needs_two_thirds_and_is_no_remedy_in_every_state(void **state) {
    enum { CC, CD, DC, DD };
    double two_thirds[] = {2.0 / 3, 2.0 / 3}, more[] = {0.7, 0.7}, less[] = {0.6, 0.6};
    Remedies r = tit_for_tat(two_thirds);
    assert_true(fabs(slack_in(*state, &r, CC, 0)) < 1e-12);
    assert_true(fabs(slack_in(*state, &r, DC, 0)) < 1e-12);
    assert_true(fabs(slack_in(*state, &r, DD, 1) + 3) < 1e-12);
    r.discount = less;
    assert_true(slack_in(*state, &r, CC, 0) < 0 && slack_in(*state, &r, DC, 0) > 0);
    r.discount = more;
    assert_true(slack_in(*state, &r, CC, 0) > 0 && slack_in(*state, &r, DC, 0) < 0);
    assert_true(slack_in(*state, &r, CD, 1) == slack_in(*state, &r, DC, 0));
    assert_int_equal(remedies_check(*state, &r).deviation_count, 8);
}

static void a_punishment_of_some_periods_needs_the_closed_form(void **state) {
    static const struct {
        size_t periods;
        double least;
    } rows[] = {{2, 0.6180339887},
                {3, 0.5436890127},
                {4, 0.5187900637},
                {5, 0.5086603916},
                {10, 0.5002454623}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        double above[] = {rows[i].least + 1e-9, rows[i].least + 1e-9};
        double below[] = {rows[i].least - 1e-9, rows[i].least - 1e-9};
        Remedies r = punishing(*state, rows[i].periods, above);
        assert_true(remedies_check(*state, &r).least.slack > 0);
        r.discount = below;
        RemediesCheck c = remedies_check(*state, &r);
        assert_true(c.least.slack < 0 && c.least.state == 0);
    }
}

static void a_fine_makes_up_for_patience(void **state) {
    double discount[] = {0.3, 0.3};
    for (int side = -1; side <= 1; side += 2) {
        double bond = 8.0 / 7 + side * 1e-9;
        const double fines[] = {bond, bond, 0, 0};
        Remedies r = grim(discount);
        r.fines = fines;
        assert_int_equal(remedies_check(*state, &r).least.slack > 0, side > 0);
    }
}

static void a_known_end_unravels_from_the_last_period(void **state) {
    double discount[] = {0.9, 0.9};
    Remedies r = grim(discount);
    r.periods = 5;
    RemediesCheck c = remedies_check(*state, &r);
    assert_true(c.least.slack == -2 && c.least.period == 4 && c.least.state == 0);
    assert_true(fabs(c.values[0] - 3 * (1 - pow(0.9, 5)) / 0.1) < 1e-12);
    for (size_t k = 0; k < c.deviation_count; k++)
        if (c.deviations[k].state == 0 && c.deviations[k].period < 3)
            assert_true(c.deviations[k].slack > 0);
    const double fines[] = {2, 2, 0, 0};
    r.fines = fines;
    assert_true(remedies_check(*state, &r).least.slack == 0);
}

// Three parties, each with a different number of actions: what a party earns is its own action.
static void every_action_of_every_party_is_tried(void **state) {
    static const size_t counts[] = {2, 1, 3}, plays[] = {1, 0, 0}, calm[] = {0},
                        breached[] = {0, 0, 0};
    static const double discount[] = {0, 0, 0};
    double payoffs[6 * 3];
    for (size_t profile = 0; profile < 6; profile++) {
        payoffs[profile * 3] = (double)(profile / 3);
        payoffs[profile * 3 + 1] = 0;
        payoffs[profile * 3 + 2] = (double)(profile % 3);
    }
    Remedies r = {.parties = 3,
                  .states = 1,
                  .action_counts = counts,
                  .payoffs = payoffs,
                  .plays = plays,
                  .calm = calm,
                  .breached = breached,
                  .discount = discount};
    static const Deviation expected[] = {{0, 0, 0, 0, 1}, {0, 0, 2, 1, -1}, {0, 0, 2, 2, -2}};
    RemediesCheck c = remedies_check(*state, &r);
    assert_int_equal(c.deviation_count, COUNT(expected));
    for (size_t k = 0; k < COUNT(expected); k++) {
        assert_int_equal(c.deviations[k].party, expected[k].party);
        assert_int_equal(c.deviations[k].action, expected[k].action);
        assert_true(c.deviations[k].slack == expected[k].slack);
    }
    assert_int_equal(c.least.action, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, forget)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(grim_trigger_needs_half),
        TEST(tit_for_tat_needs_two_thirds_and_is_no_remedy_in_every_state),
        TEST(a_punishment_of_some_periods_needs_the_closed_form),
        TEST(a_fine_makes_up_for_patience),
        TEST(a_known_end_unravels_from_the_last_period),
        TEST(every_action_of_every_party_is_tried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
