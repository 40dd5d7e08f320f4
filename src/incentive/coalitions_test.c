// incentive/coalitions_test.c - some of the parties by themselves, held to published games
//
// The game of the values 90, 100, 120 and 220 and the game of gloves are examples of the R package
// CoopGame (0.2.2), with their Shapley values and nucleoli.
#include "base/lang.h"
#include "incentive/incentive.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define AGREEMENT                                                                                  \
    "---\nsoftlaw: 1\nid: three\ntitle: Three\nlanguage: en\n"                                     \
    "parties: {a: {name: A}, b: {name: B}, c: {name: C}}\ncurrency: CNY\n"                         \
    "term: {from: 2021-01-01, to: 2021-12-31, period: year}\n---\n\n# Article 1. Work\n\n"         \
    "```terms\nobligations:\n  work: {bearer: party, counterparty: party, action: work}\n```\n"
// Nobody gains by idling.
#define SCENARIO(a, b, c, coalitions)                                                              \
    "softlaw scenario: 1\nagreement: three\nafter: ends\ndiscount: 0.9\n"                          \
    "parties: {a: {earns: " a ", without: 0}, b: {earns: " b ", without: 0}, "                     \
    "c: {earns: " c ", without: 0}}\n"                                                             \
    "actions: {idles: {by: a, breaks: work, earns: {a: 0 - 1}}}\n"                                 \
    "coalitions: " coalitions "\n"

typedef struct Case {
    Arena *arena;
    Findings findings;
    const Scenario *scenario;
    const Incentive *judged;
} Case;

static Case judge(const char *scenario) {
    Case c = {.arena = arena_new()};
    Err err = {.code = ERR_NONE};
    c.findings.arena = c.arena;
    const Document *d = text_parse(c.arena, STR("a.md"), STR(AGREEMENT), &c.findings);
    const Terms *t = terms_from_text(c.arena, d, &c.findings);
    c.scenario = scenario_from_yaml(c.arena, t, STR("s.yaml"), str_from(scenario), &c.findings);
    IncentiveOptions options = {.worlds = 1, .threads = 1};
    if (c.scenario) c.judged = incentive_judge(c.arena, c.scenario, options, &c.findings, &err);
    return c;
}

static const char *first_error(const Case *c) {
    for (size_t i = 0; i < c->findings.count; i++)
        if (c->findings.items[i].severity == SEVERITY_ERROR)
            return str_c(c->arena, lang_render(c->arena, LANG_EN, c->findings.items[i].message));
    return "";
}

static const CoalitionJudgement *known(const Case *c) {
    if (!c->judged) fail_msg("%s", first_error(c));
    assert_true(c->judged->coalitions && c->judged->coalitions->is_known);
    return c->judged->coalitions;
}

static void shares_are(const double *shares, double a, double b, double c) {
    const double expected[] = {a, b, c};
    for (size_t i = 0; i < 3; i++)
        if (fabs(shares[i] - expected[i]) > 1e-9)
            fail_msg("%zu: %.12g, not %.12g", i, shares[i], expected[i]);
}

// Of 220 a and b get 40 each by the agreement, and could make 90 by themselves.
static void a_table_of_coalitions_is_judged_as_published(void **state) {
    (void)state;
    Case c = judge(SCENARIO("40", "40", "140", "{of: {a + b: 90, a+c: 100, c + b: 120}}"));
    const CoalitionJudgement *j = known(&c);
    assert_true(j->together == 220);
    assert_int_equal(j->objector, 3);
    assert_true(fabs(j->objection - 10) < 1e-9);
    assert_true(fabs(j->least + 130.0 / 3) < 1e-9);
    shares_are(j->shapley, 65, 75, 80);
    shares_are(j->nucleolus, 170.0 / 3, 230.0 / 3, 260.0 / 3);
    shares_are(j->bargained, 220.0 / 3, 220.0 / 3, 220.0 / 3);
    assert_null(j->proportional);
    assert_true(j->stability & STABLE_INTERNALLY);
    arena_free(c.arena);
}

// Two have a left glove, one a right one; a pair is worth 1.
static void a_formula_sees_its_members(void **state) {
    (void)state;
    Case c = judge(SCENARIO("0", "0", "1",
                            "{worth: 'if list contains(members, \"c\") and count(members) > 1 "
                            "then 1 else 0'}"));
    const CoalitionJudgement *j = known(&c);
    shares_are(j->shapley, 1.0 / 6, 1.0 / 6, 2.0 / 3);
    shares_are(j->nucleolus, 0, 0, 1);
    assert_true(fabs(j->objection) < 1e-9);
    arena_free(c.arena);
}

// Any two make what all three make, so any division leaves two that would do better.
static void an_empty_core_is_told(void **state) {
    (void)state;
    Case c = judge(SCENARIO("1", "1", "1", "{of: {a + b: 3, a + c: 3, b + c: 3}}"));
    const CoalitionJudgement *j = known(&c);
    assert_true(fabs(j->least - 1) < 1e-9 && fabs(j->objection - 1) < 1e-9);
    arena_free(c.arena);
}

static void coalitions_not_named_make_what_their_members_make_alone(void **state) {
    (void)state;
    Case c = judge(SCENARIO("3", "0", "0", "{}"));
    const CoalitionJudgement *j = known(&c);
    shares_are(j->shapley, 1, 1, 1);
    assert_true(j->least < 0);
    arena_free(c.arena);
}

static void faults_are_told(void **state) {
    (void)state;
    static const struct {
        const char *scenario, *error;
    } rows[] = {
        {SCENARIO("1", "1", "1", "{of: {a + d: 3}}"), "\"d\" is no party of the agreement"},
        {SCENARIO("1", "1", "1", "{of: {a: 3}}"), "\"a\" is no coalition of two or more parties"},
        {SCENARIO("1", "1", "1", "{of: {a + b: 3 * x}}"), "unknown name \"x\""},
        {SCENARIO("1", "1", "1", "{is: 3}"), "\"coalitions\" has no key \"is\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = judge(rows[i].scenario);
        assert_null(c.judged);
        if (!strstr(first_error(&c), rows[i].error)) fail_msg("%zu: %s", i, first_error(&c));
        arena_free(c.arena);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_coalitions_is_judged_as_published),
        cmocka_unit_test(a_formula_sees_its_members),
        cmocka_unit_test(an_empty_core_is_told),
        cmocka_unit_test(coalitions_not_named_make_what_their_members_make_alone),
        cmocka_unit_test(faults_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
