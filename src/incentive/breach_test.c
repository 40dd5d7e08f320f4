// incentive/breach_test.c - what parties may do, and what follows
#include "incentive/incentive_test.h"

// Perform 10 - 4; withhold 10, and be without the agreement (1) ever after: 6 >= 10 (1 - d) + d, so
// from 4/9 on. Of a payment in both directions only the own side is withheld: b would still get.
static void what_a_party_owes_can_be_withheld(void **state) {
    (void)state;
    static const char *const terms[] = {
        HEAD "```terms\npayments:\n  fee: {from: b, to: a, amount: 4, rounding: none}\n```\n",
        HEAD "```terms\npayments:\n  fee: {between: [a, b], amount: 0 - 4, rounding: none}\n```\n",
        HEAD "```terms\nsets: {who: {members: parties, of: [b]}}\npayments:\n"
             "  fee: {per: [who, month], from: who, to: a, amount: 4, rounding: none}\n```\n"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        Case c =
            open_case(terms[i], "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\n"
                                "discount: 0.9\n"
                                "parties: {a: {earns: 0, without: 0}, "
                                "b: {earns: 10, without: 1}}\n"
                                "actions: {b keeps it: {by: b, breaks: fee, withholds: fee}}\n");
        const Incentive *judged = judge(&c);
        assert_int_equal(judged->verdict, VERDICT_HOLDS);
        assert_true(fabs(judged->parties[1].critical.value - 4.0 / 9) < 1e-6);
        assert_true(mpq_get_d(game_payoff(judged->stage.game, 0, 1)) == 6);
        assert_true(mpq_get_d(game_payoff(judged->stage.game, 1, 1)) == 10);
        assert_true(mpq_get_d(game_payoff(judged->stage.game, 1, 0)) == 0);
        close_case(&c);
    }
}

// Two years of 1 in hand, or 3 at once and 0 after: whoever may still leave in the last year
// (until: 2) does so then; who may leave in the first only (until: 1) weighs 3 against 1 + 0.9
// * 2.5.
static void an_action_can_have_its_time(void **state) {
    (void)state;
    static const char format[] =
        "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 2\ndiscount: 0.9\n"
        "facts: {work of a: 1, work of b: 1}\n"
        "variables: {turn: {process: random-walk, start: 0, drift: 1, deviation: 0}}\n"
        "parties: {a: {earns: if turn = 1 then 1 else 2.5, without: 0}, b: {earns: 0, without: "
        "0}}\n"
        "actions: {leaves: {by: a, breaks: work, earns: {a: 3}, until: %s}}\n";
    for (int until = 1; until <= 2; until++) {
        char scenario[1024];
        snprintf(scenario, sizeof scenario, format, until == 1 ? "1" : "2");
        Case c = open_case(HEAD WORK END, scenario);
        assert_int_equal(judge(&c)->verdict, until == 1 ? VERDICT_HOLDS : VERDICT_BREAKS);
        close_case(&c);
    }
}

// ---- leaving, and what comes then ---------------------------------------------------------------

#define MONTHS "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 4\ndiscount: 1\n"
#define NOTICE(months) HEAD "```terms\nexit:\n  leaving: {notice: P" months "M}\n```\n"
#define LEAVES(without, after)                                                                     \
    MONTHS "parties: {a: {earns: 1, without: " without after "}, b: {earns: 1, without: 0}}\n"     \
           "actions: {a leaves: {by: a, kind: exit, breaks: leaving}}\n"

// One a month in the agreement and two outside: who may leave with so many months of notice does so
// in the first of four months if one is left to be outside.
static void who_leaves_goes_on_for_the_time_of_notice(void **state) {
    (void)state;
    static const struct {
        const char *terms;
        double value;
    } rows[] = {{NOTICE("0"), 1 + 2 + 2 + 2}, {NOTICE("2"), 1 + 1 + 1 + 2}, {NOTICE("3"), 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(rows[i].terms, LEAVES("2", ""));
        const Incentive *j = judge(&c);
        assert_int_equal(j->verdict, i < 2 ? VERDICT_BREAKS : VERDICT_HOLDS);
        assert_true(j->count.value[0] == rows[i].value);
        assert_true(j->count.without[0] == 8);
        close_case(&c);
    }
}

// What a party has built up it keeps after the end, but it would not have it without.
static void after_the_end_need_not_be_as_without(void **state) {
    (void)state;
    Case c = open_case(NOTICE("1"), LEAVES("0", ", after the end: 2"));
    for (int is_exact = 0; is_exact <= 1; is_exact++) {
        const Incentive *j =
            judge_with(&c, (IncentiveOptions){.worlds = 1, .threads = 1, .is_exact = is_exact});
        assert_int_equal(j->verdict, VERDICT_BREAKS);
        assert_true(j->count.value[0] == 1 + 1 + 2 + 2 && j->count.value[1] == 1 + 1);
        assert_true(j->count.without[0] == 0 && j->parties[0].better.value == 1);
    }
    close_case(&c);
}

// Of three, two go on: as the action says, to the end.
static void where_one_of_three_leaves_the_others_go_on(void **state) {
    (void)state;
    Case c = open_case("---\nsoftlaw: 1\nid: dilemma\ntitle: Three\nlanguage: en\n"
                       "parties: {a: {name: A}, b: {name: B}, c: {name: C}}\ncurrency: CNY\n"
                       "term: {from: 2021-01-01, to: 2021-12-31, period: month}\n---\n\n"
                       "# Article 1. Fees\n\n```terms\nquantities: {fees: {unit: CNY}}\npayments:\n"
                       "  fee: {from: b, to: c, amount: fees, rounding: none}\n```\n",
                       MONTHS "parties: {a: {earns: 1, without: 0}, b: {earns: 4, without: 0}, "
                              "c: {earns: 0, without: 0}}\nfacts: {fees: 1}\n"
                              "actions: {a leaves: {by: a, kind: exit, facts: {fees: 3}, "
                              "earns: {a: 2}}}\n");
    const Incentive *j = judge(&c);
    assert_int_equal(j->verdict, VERDICT_BREAKS);
    assert_true(j->count.value[0] == 8 && j->count.value[1] == 4 && j->count.value[2] == 12);
    close_case(&c);
}

// Without end, leaving is worth it as soon as it is better outside.
static void without_end_who_is_better_off_outside_leaves(void **state) {
    (void)state;
    static const char *const outside[] = {"1.5", "0.5"};
    for (size_t i = 0; i < 2; i++) {
        char scenario[1024];
        snprintf(scenario, sizeof scenario,
                 "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: 0.9\n"
                 "parties: {a: {earns: 1, without: %s}, b: {earns: 1, without: 0}}\n"
                 "actions: {a leaves: {by: a, kind: exit, breaks: leaving}}\n",
                 outside[i]);
        Case c = open_case(NOTICE("2"), scenario);
        assert_int_equal(judge(&c)->verdict, i == 0 ? VERDICT_BREAKS : VERDICT_HOLDS);
        close_case(&c);
    }
}

static void an_exit_is_told_and_not_seen(void **state) {
    (void)state;
    Case c = open_case(NOTICE("1"),
                       MONTHS PARTIES "actions: {out: {by: a, kind: exit, detection: {chance: "
                                      "0.5}}}\n");
    assert_null(c.scenario);
    assert_string_equal(errors(&c), "the exit \"out\" says what an exit cannot have");
    close_case(&c);
}

// ---- facts of a rung ----------------------------------------------------------------------------

#define DEMOTED(work)                                                                              \
    "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 3\ndiscount: 1\n"              \
    "facts: {work of a: 1, work of b: 1}\n"                                                        \
    "parties: {a: {earns: 2, without: 0}, b: {earns: 0, without: 0}}\n"                            \
    "actions: {x: {by: a, breaks: work, until: 1, earns: {a: 3}}}\n"                               \
    "remedies: [{loss of priority: deposit, lasts: 1, facts: {work of a: " work "}}]\n"

// 1 more now, and for one period less work, which costs 2 for each unit that is missing.
static void on_a_rung_other_facts_may_hold(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        Verdict verdict;
        double value;
    } rows[] = {{DEMOTED("0.75"), VERDICT_BREAKS, 3 + (2 - 0.5) + 2},
                {DEMOTED("0.25"), VERDICT_HOLDS, 6}};
    for (size_t i = 0; i < 4; i++) {
        Case c = open_case(HEAD WORK BOND("1") END, rows[i / 2].scenario);
        const Incentive *j =
            judge_with(&c, (IncentiveOptions){.worlds = 1, .threads = 1, .is_exact = i % 2});
        assert_int_equal(j->verdict, rows[i / 2].verdict);
        assert_true(j->count.value[0] == rows[i / 2].value);
        close_case(&c);
    }
}

// ---- what a party takes to be true --------------------------------------------------------------

#define BELIEF(variable, parameter, more, believes)                                                \
    "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 2\ndiscount: 1\n"              \
    "facts: {work of a: 1, work of b: 1}\n"                                                        \
    "variables: {level: " variable "}\nparameters: {worth: {value: " parameter ", unit: CNY}}\n"   \
    "parties: {a: {earns: level * worth, without: 0" believes "}, b: {earns: 0, without: 0}}\n"    \
    "actions: {x: {by: a, breaks: work, until: 1, earns: {a: 1.5}" more "}}\n"

// 1 in each of two periods, or 1.5 now and, if it is seen, nothing then: worth it where that is
// seen in fewer than half of all cases, or where 0.5 or less is expected of the second period.
// Whatever is believed, what is earned is true.
static void who_decides_by_beliefs_earns_what_is_true(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        Verdict verdict;
        double value;
    } rows[] = {
        {BELIEF("1", "1", "", ""), VERDICT_HOLDS, 2},
        {BELIEF("1", "1", "", ", believes: {detection: {x: 0.4}}"), VERDICT_BREAKS, 1.5},
        {BELIEF("1", "1", "", ", believes: {detection: {x: 0.6}}"), VERDICT_HOLDS, 2},
        {BELIEF("1", "1", "", ", believes: {variables: {level: 0.4}}"), VERDICT_BREAKS, 1.5},
        {BELIEF("1", "1", "", ", believes: {parameters: {worth: 0.4}}"), VERDICT_BREAKS, 1.5},
        {BELIEF("1", "1", "",
                ", believes: {variables: {level: {process: uniform, low: 0, high: 0.9}}}"),
         VERDICT_BREAKS, 1.5},
        {BELIEF("1", "1", ", detection: {chance: 0}", ", believes: {detection: {x: 1}}"),
         VERDICT_HOLDS, 2},
        {BELIEF("1", "1", ", detection: {chance: 0}", ""), VERDICT_BREAKS, 2.5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HEAD WORK END, rows[i].scenario);
        const Incentive *j = judge(&c);
        if (j->verdict != rows[i].verdict || j->count.value[0] != rows[i].value)
            fail_msg("%zu: %g", i, j->count.value[0]);
        close_case(&c);
    }
}

static void beliefs_are_of_what_the_scenario_knows(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, BELIEF("1", "1", "",
                                             ", believes: {variables: {levl: 1}, "
                                             "parameters: {wort: 1}, detection: "
                                             "{y: 1}, luck: 1}"));
    assert_null(c.scenario);
    assert_string_equal(errors(&c), "\"believes\" has no key \"luck\"; there is no variable "
                                    "\"levl\"; there is no parameter \"wort\"; there is no action "
                                    "\"y\" that could be seen");
    close_case(&c);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_party_owes_can_be_withheld),
        cmocka_unit_test(an_action_can_have_its_time),
        cmocka_unit_test(who_leaves_goes_on_for_the_time_of_notice),
        cmocka_unit_test(after_the_end_need_not_be_as_without),
        cmocka_unit_test(where_one_of_three_leaves_the_others_go_on),
        cmocka_unit_test(without_end_who_is_better_off_outside_leaves),
        cmocka_unit_test(an_exit_is_told_and_not_seen),
        cmocka_unit_test(on_a_rung_other_facts_may_hold),
        cmocka_unit_test(who_decides_by_beliefs_earns_what_is_true),
        cmocka_unit_test(beliefs_are_of_what_the_scenario_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
