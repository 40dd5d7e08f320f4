// incentive/scenario_test.c - faults of scenarios, and where they are told
#include "incentive/incentive_test.h"

static void members_are_named_as_the_agreement_names_them(void **state) {
    (void)state;
    static const struct {
        const char *scenario, *error;
    } rows[] = {
        {THREE_WITH("{given: 6}", "{given: {d: 0}}", "{given: {b: 0}}"),
         "\"d\" is no member of \"region\""},
        {THREE_WITH("{given: {a: 6, c: 6}}", "{given: {a: 0}}", "{given: {b: 0}}"),
         "the scenario says nothing of the quantity \"given\" of \"b\""},
        {THREE_WITH("{given: 6}", "{given: {a: {b: 0}}}", "{given: {b: 0}}"),
         "a formula is needed here"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(THREE, rows[i].scenario);
        assert_null(c.scenario);
        if (!strstr(errors(&c), rows[i].error)) fail_msg("%zu: %s", i, errors(&c));
        close_case(&c);
    }
}

static void a_fault_in_the_fact_of_a_member_is_told_where_it_stands(void **state) {
    (void)state;
    Case c =
        open_case(THREE, THREE_WITH("{given: 6}", "{given: {a: 0 * gven}}", "{given: {b: 0}}"));
    assert_non_null(c.scenario);
    assert_null(plays_compile(c.arena, c.scenario, &c.findings));
    assert_string_equal(errors(&c), "unknown name \"gven\"");
    const Finding *f = c.findings.items;
    while (f->severity != SEVERITY_ERROR) f++;
    assert_int_equal(f->place.line, 8);
    assert_int_equal(f->place.column, 43);
    close_case(&c);
}

static void faults_are_told_with_what_is_missing(void **state) {
    (void)state;
    static const struct {
        const char *scenario, *error;
    } rows[] = {
        {"softlaw scenario: 1\n", "\"scenario\" lacks the key \"agreement\""},
        {TOP ACTION "parties: {a: {earns: 1, without: 0}}\n",
         "the scenario says nothing of the party \"b\""},
        {TOP ACTION "parties: {a: {earns: 1}, b: {earns: 1, without: 0}}\n",
         "\"a\" lacks the key \"without\""},
        {TOP PARTIES "actions: {x: {by: c, earns: {a: 2}}}\n",
         "\"c\" is no party of the agreement"},
        {TOP PARTIES "actions: {x: {by: a}}\n", "the action \"x\" changes nothing"},
        {TOP PARTIES "actions: {x: {by: a, breaks: wrk, earns: {a: 2}}}\n",
         "the agreement has no clause \"wrk\""},
        {TOP PARTIES ACTION "facts: {takn: 1}\n", "the agreement has no quantity \"takn\""},
        {TOP PARTIES ACTION "variables: {price: 1}\n",
         "\"price\" is in the agreement, but is no quantity"},
        {TOP PARTIES ACTION "variables: {x: {process: norml, mean: 1}}\n",
         "the process \"norml\" is unknown"},
        {TOP PARTIES ACTION "variables: {x: {process: normal, mean: 1}}\n",
         "\"x\" lacks the key \"deviation\""},
        {TOP PARTIES ACTION "periods: 13\n", "the agreement has 12 periods, the scenario 13"},
        {TOP PARTIES ACTION "remedies: [{bond: deposit}]\n",
         "the agreement has no clause \"deposit\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HEAD PRICES END, rows[i].scenario);
        assert_null(c.scenario);
        if (!strstr(errors(&c), rows[i].error)) fail_msg("%zu: %s", i, errors(&c));
        close_case(&c);
    }
}

static void what_the_formulas_need_is_asked_for_by_name(void **state) {
    (void)state;
    static const struct {
        const char *scenario, *error;
    } rows[] = {
        {TOP PARTIES ACTION "variables: {index: 700}\n",
         "the scenario says nothing of the quantity \"taken\", which \"pay\" needs"},
        {TOP PARTIES ACTION "facts: {taken: volum}\nvariables: {index: 700}\n",
         "unknown name \"volum\""},
        {TOP PARTIES ACTION "facts: {taken: index}\nvariables: {index: 700}\n",
         "\"taken\" is declared in t, but its formula gives CNY/t"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HEAD PRICES END, rows[i].scenario);
        assert_non_null(c.scenario);
        assert_null(plays_compile(c.arena, c.scenario, &c.findings));
        if (!strstr(errors(&c), rows[i].error)) fail_msg("%zu: %s", i, errors(&c));
        close_case(&c);
    }
}

static void what_is_owed_to_a_party_it_cannot_withhold(void **state) {
    (void)state;
    static const char scenario[] =
        "softlaw scenario: 1\nagreement: dilemma\nafter: ends\ndiscount: 0.9\n"
        "parties: {a: {earns: 0, without: 0}, b: {earns: 10, without: 1}, c: {earns: 0, without: "
        "0}}\n"
        "actions: {keeps it: {by: c, breaks: fee, withholds: [fee, fees]}}\n";
    Case c = open_case("---\nsoftlaw: 1\nid: dilemma\ntitle: Three\nlanguage: en\n"
                       "parties: {a: {name: A}, b: {name: B}, c: {name: C}}\ncurrency: CNY\n"
                       "term: {from: 2021-01-01, to: 2021-12-31, period: month}\n---\n\n"
                       "# Article 1. Fees\n\n```terms\npayments:\n"
                       "  fee: {from: b, to: a, amount: 4, rounding: none}\n```\n",
                       scenario);
    assert_null(c.scenario);
    assert_string_equal(errors(&c), "\"fee\" is never paid by \"c\"; "
                                    "the agreement has no payment \"fees\"");
    close_case(&c);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_named_as_the_agreement_names_them),
        cmocka_unit_test(a_fault_in_the_fact_of_a_member_is_told_where_it_stands),
        cmocka_unit_test(faults_are_told_with_what_is_missing),
        cmocka_unit_test(what_the_formulas_need_is_asked_for_by_name),
        cmocka_unit_test(what_is_owed_to_a_party_it_cannot_withhold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
