// incentive/history_test.c - what is carried from period to period
#include "incentive/incentive_test.h"

// A tenth of what is reported is shared until 25 are reached: 10, 10, 5 and nothing. Who reports
// half shares 5 less now, and 5 more in the third month, when the cap would have been reached: he
// gains 5 (1 - d^2) in the first month, 5 (1 - d) in the second, and nothing in the third.
static void what_is_carried_over_is_followed_through_all_periods(void **state) {
    (void)state;
    static const double paid[4] = {10, 10, 5, 0}, half[4] = {5, 5, 5, 0};
    static const double later[4] = {-5 * 0.25, -5 * 0.5, 0, 0};
    Case c = open_case(CAPPED, REPORTS("0.5", ""));
    const Plays *p = plays_compile(c.arena, c.scenario, &c.findings);
    if (!p) fail_msg("%s", errors(&c));
    Message why;
    assert_true(plays_are_carried(p) && plays_can_run(p, &why));
    static const double discounts[] = {0.5, 0.5};
    double ret[4][4][2];
    PlayMachine *m = play_machine_carried(p, NULL, discounts);
    play_machine_run_all(m, (WorldBlock){.count = 1}, &ret[0][0][0]);
    play_machine_free(m);
    for (size_t t = 0; t < 4; t++) {
        assert_true(ret[t][0][0] == -paid[t] && ret[t][0][1] == paid[t]);
        assert_true(ret[t][1][0] == -half[t] && ret[t][1][1] == half[t]);
        assert_true(ret[t][2][0] == -100 && ret[t][2][1] == 0);
        assert_true(ret[t][3][0] == later[t] && ret[t][3][1] == -later[t]);
    }
    close_case(&c);
}

// Never seen, half is worth reporting for whoever discounts at all; where it is seen at once and
// the agreement ends, 100 a month are lost.
static void what_a_breach_changes_later_counts(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        Verdict verdict;
    } rows[] = {{REPORTS("1", ", detection: {chance: 0}"), VERDICT_HOLDS},
                {REPORTS("0.99", ", detection: {chance: 0}"), VERDICT_BREAKS},
                {REPORTS("0.99", ""), VERDICT_HOLDS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(CAPPED, rows[i].scenario);
        const Incentive *j = judge_with(&c, (IncentiveOptions){.worlds = 8, .threads = 1});
        assert_int_equal(j->verdict, rows[i].verdict);
        assert_true(j->stage.is_known);
        assert_true(mpq_get_d(game_payoff(j->stage.game, 1, 0)) == -5);
        close_case(&c);
    }
}

// Of variables that are drawn, by whatever number of worlds at once: as many as are asked for are
// shared until the cap, whichever world stands beside.
static void worlds_that_stand_together_do_not_mix(void **state) {
    (void)state;
    Case d = open_case(CAPPED, "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 4\n"
                               "discount: 0.5\n"
                               "parties: {a: {earns: 0, without: 0}, b: {earns: 0, without: 0}}\n"
                               "variables: {flow: {process: uniform, low: 0, high: 200}}\n"
                               "facts: {reported: flow}\n"
                               "actions: {half: {by: a, facts: {reported: flow / 2}}}\n");
    const Plays *p = plays_compile(d.arena, d.scenario, &d.findings);
    if (!p) fail_msg("%s", errors(&d));
    enum { COUNT = 256 };
    static const double discounts[] = {0.5, 0.5};
    static double flow[4 * COUNT], ret[4 * 4 * 2 * COUNT];
    for (size_t i = 0; i < 4 * COUNT; i++) flow[i] = (double)(i * 37 % 200);
    PlayMachine *m = play_machine_carried(p, NULL, discounts);
    play_machine_run_all(m, (WorldBlock){flow, COUNT, COUNT}, ret);
    play_machine_free(m);
    for (size_t w = 0; w < COUNT; w++) {
        double left = 25;
        for (size_t t = 0; t < 4; t++) {
            double part = fmin(flow[t * COUNT + w] / 10, left);
            left -= part;
            assert_true(fabs(ret[t * 8 * COUNT + w] + part) < 1e-9);
        }
    }
    close_case(&d);
}

static void without_end_what_is_carried_over_is_not_decided(void **state) {
    (void)state;
    Case c = open_case(CAPPED, "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\n"
                               "discount: 0.9\nfacts: {reported: 1}\n" PARTIES ACTION);
    const Incentive *i = judge(&c);
    assert_int_equal(i->verdict, VERDICT_UNDECIDED);
    assert_non_null(i->why.text);
    assert_null(i->result);
    close_case(&c);
}

static void facts_of_a_rung_are_not_carried(void **state) {
    (void)state;
    Case c = open_case(CAPPED, REPORTS("0.9", "") "remedies: [{lasts: 1, facts: {reported: 9}}]\n");
    Err err = {.code = ERR_NONE};
    assert_null(
        incentive_judge(c.arena, c.scenario, (IncentiveOptions){.worlds = 1}, &c.findings, &err));
    assert_string_equal(errors(&c),
                        "where something is carried over the facts are the same on all rungs");
    close_case(&c);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_carried_over_is_followed_through_all_periods),
        cmocka_unit_test(what_a_breach_changes_later_counts),
        cmocka_unit_test(worlds_that_stand_together_do_not_mix),
        cmocka_unit_test(without_end_what_is_carried_over_is_not_decided),
        cmocka_unit_test(facts_of_a_rung_are_not_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
