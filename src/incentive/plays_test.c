// incentive/plays_test.c - columns and the evaluator, one action and several: the same amounts
#include "incentive/incentive_test.h"

// ---- facts of one member ------------------------------------------------------------------------

static void earns(Case *c, const Plays *p, const uint32_t *actions, size_t count,
                  const double *expected) {
    double got[3];
    assert_true(plays_together(c->arena, p, actions, count, 0, NULL, got));
    for (size_t i = 0; i < 3; i++)
        if (got[i] != expected[i]) fail_msg("%zu: %g, not %g", i, got[i], expected[i]);
}

static void two_that_change_the_same_quantity_each_change_their_own_part(void **state) {
    (void)state;
    static const char *const scenarios[] = {
        ONE_EACH,
        THREE_WITH("{given: {a: 6, b: 6, c: 6}}", "{given: {a: 0}}", "{given: {b: 0}}"),
        THREE_WITH("{given: 6}", "{given: 'if region = \"a\" then 0 else 6'}",
                   "{given: {b: 0, c: 6}}"),
    };
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        Case c = open_case(THREE, scenarios[i]);
        const Plays *p = plays_compile(c.arena, c.scenario, &c.findings);
        if (!p) fail_msg("%s", errors(&c));
        earns(&c, p, NULL, 0, (double[]){12, 12, 12});
        earns(&c, p, (uint32_t[]){0}, 1, (double[]){14, 8, 8});
        earns(&c, p, (uint32_t[]){1}, 1, (double[]){8, 14, 8});
        earns(&c, p, (uint32_t[]){0, 1}, 2, (double[]){10, 10, 4});
        close_case(&c);
    }
}

// ---- two ways to compute, any number of threads -------------------------------------------------

#define LINKED                                                                                     \
    "softlaw scenario: 1\nagreement: dilemma\nafter: ends\ndiscount: 0.99\n"                       \
    "variables: {index: {process: mean-reverting, mean: 700, reversion: 0.2, deviation: 60}}\n"    \
    "parameters: {cost: {value: 400, unit: CNY/t}}\n"                                              \
    "facts: {taken: volume}\n"                                                                     \
    "parties:\n"                                                                                   \
    "  a: {earns: 0, without: 0}\n"                                                                \
    "  b: {earns: \"(0 - cost) * volume\", without: \"(index - cost - 20) * volume\"}\n"           \
    "actions:\n"                                                                                   \
    "  sells: {by: b, facts: {taken: 0.25 * volume}, earns: {b: \"(index - cost - 20) * "          \
    "volume\"}}\n"

// The same shares out of a sum over the members of a set, which is not for columns of doubles.
#define SUMMED                                                                                     \
    "```terms\n"                                                                                   \
    "sets: {part: [x, y]}\n"                                                                       \
    "parameters: {rate: {per: part, value: {x: 0.5, y: 1.5}}}\n"                                   \
    "quantities:\n  work of a: {missing: 1}\n  work of b: {missing: 1}\n"                          \
    "obligations:\n"                                                                               \
    "  work: {bearer: party, counterparty: party, action: work}\n"                                 \
    "payments:\n"                                                                                  \
    "  share of a: {from: b, to: a, amount: sum(rate) * (1 - work of b), rounding: none}\n"        \
    "  share of b: {from: a, to: b, amount: sum(rate) * (1 - work of a), rounding: none}\n```\n"

// Interest on what is not overdue, computed over a set: it comes to 7 a month, whoever does what.
static void what_depends_on_nothing_uncertain_may_do_anything(void **state) {
    (void)state;
    Case c =
        open_case(HEAD WORK "  toll: {from: a, to: b, amount: sum(rate) * 3.5, rounding: none}\n"
                            "sets: {part: [x, y]}\n"
                            "parameters: {rate: {per: part, value: {x: 0.5, y: 1.5}}}\n" END,
                  DILEMMA("0.51"));
    const Plays *p = plays_compile(c.arena, c.scenario, &c.findings);
    if (!p) fail_msg("%s", errors(&c));
    assert_true(plays_are_fast(p));
    double ret[4 * 2];
    PlayMachine *m = play_machine_new(p, NULL, false);
    play_machine_run(m, 3, NULL, 1, ret);
    assert_true(ret[0] == 3 - 7 && ret[1] == 3 + 7);
    assert_true(ret[6] == 1 && ret[7] == 1);
    play_machine_free(m);
    close_case(&c);
}

enum { INDICES = 64, AMOUNTS = 3 * 2 * INDICES };

// What both means make of the same prices; by columns.
static const double *same_amounts(Case *c) {
    const Plays *p = plays_compile(c->arena, c->scenario, &c->findings);
    if (!p) fail_msg("%s", errors(c));
    assert_true(plays_are_fast(p));
    PlayMachine *fast = play_machine_new(p, NULL, false), *exact = play_machine_new(p, NULL, true);
    double index[INDICES], by_evaluator[AMOUNTS];
    double *by_columns = ARENA_ARRAY(c->arena, double, AMOUNTS);
    for (size_t i = 0; i < INDICES; i++) index[i] = 301.25 + 13.375 * (double)i;
    play_machine_run(fast, 5, index, INDICES, by_columns);
    play_machine_run(exact, 5, index, INDICES, by_evaluator);
    for (size_t i = 0; i < AMOUNTS; i++)
        if (fabs(by_columns[i] - by_evaluator[i]) > 1e-9 * fmax(1, fabs(by_evaluator[i])))
            fail_msg("%zu: %.12g, not %.12g", i, by_columns[i], by_evaluator[i]);
    play_machine_free(fast);
    play_machine_free(exact);
    return by_columns;
}

static void columns_and_the_evaluator_give_the_same_amounts(void **state) {
    (void)state;
    Case c = open_case(HEAD PRICES END, LINKED);
    assert_non_null(c.scenario);
    const double *amounts = same_amounts(&c);
    // index 301.25: the price is 550; 25 t are paid, and 75 t at a fifth of it, to the next ten
    assert_true(fabs(amounts[(1 * 2 + 0) * INDICES] - (-13750 + 8250)) < 1e-6);
    close_case(&c);
}

// The action gives another formula for what is taken, but the same number: damages and loss read
// what they read where all perform. The loss is asked for there only after the action was.
static void what_reads_the_same_numbers_is_the_same(void **state) {
    (void)state;
    Case c = open_case(
        HEAD PRICES "```\n```terms\nformulas:\n"
                    "  loss: {unit: CNY, is: \"missing tonnes * index\"}\n" END,
        "softlaw scenario: 1\nagreement: dilemma\nafter: ends\ndiscount: 0.99\n"
        "variables: {index: {process: mean-reverting, mean: 700, reversion: 0.2, deviation: 60}}\n"
        "facts: {taken: 90}\n"
        "parties:\n  a: {earns: 0, without: 0}\n  b: {earns: 1, without: loss}\n"
        "actions:\n  b sells: {by: b, facts: {taken: 180 / 2}, earns: {b: loss + 1}}\n");
    if (!c.scenario) fail_msg("%s", errors(&c));
    const double *amounts = same_amounts(&c);
    // index 301.25: 10 t are missing, so what is paid and 1,100 of damages, where the loss is
    // 3,012.50
    assert_true(fabs(amounts[(0 * 2 + 1) * INDICES] - (49500 - 1100 + 1)) < 1e-6);
    assert_true(fabs(amounts[(1 * 2 + 1) * INDICES] - (49500 - 1100 + 3012.5 + 1)) < 1e-6);
    assert_true(fabs(amounts[(2 * 2 + 1) * INDICES] - 3012.5) < 1e-6);
    close_case(&c);
}

static PlayCount count_of(Case *c, bool is_exact) {
    Err err = {.code = ERR_NONE};
    IncentiveOptions options = {.worlds = 16, .threads = 1, .is_exact = is_exact};
    const IncentiveSetup *setup = incentive_setup(c->arena, c->scenario, options, &c->findings);
    assert_non_null(setup);
    assert_true(setup->is_exact == is_exact);
    IncentiveCase how = incentive_case(c->arena, c->scenario);
    how.worlds = how.pilot = options.worlds;
    return play_count(c->arena, incentive_play(c->arena, setup, &how, &err));
}

static void what_columns_cannot_do_the_evaluator_does(void **state) {
    (void)state;
    Case below = open_case(HEAD SUMMED, DILEMMA_OF_ONE("0.49"));
    Case above = open_case(HEAD SUMMED, DILEMMA_OF_ONE("0.51"));
    const Plays *p = plays_compile(above.arena, above.scenario, &above.findings);
    assert_non_null(p);
    assert_false(plays_are_fast(p));
    assert_non_null(plays_why_exact(p).text);
    assert_int_equal(count_of(&below, true).kept, 0);
    assert_int_equal(count_of(&above, true).kept, 16);
    close_case(&below);
    close_case(&above);
}

// Worlds that are all the same, worlds that differ, and the first ones again.
static void what_the_evaluator_was_asked_is_remembered_as_it_was(void **state) {
    (void)state;
    static const double worlds[][3] = {{1, 1, 1}, {1, 0.5, 0.25}, {1, 1, 1}};
    Case c = open_case(HEAD SUMMED, DILEMMA_OF_ONE("0.51"));
    const Plays *p = plays_compile(c.arena, c.scenario, &c.findings);
    if (!p) fail_msg("%s", errors(&c));
    PlayMachine *mixed = play_machine_new(p, NULL, false), *exact = play_machine_new(p, NULL, true);
    for (size_t i = 0; i < 3; i++) {
        double one[4 * 2 * 3], other[4 * 2 * 3];
        play_machine_run(mixed, i, worlds[i], 3, one);
        play_machine_run(exact, i, worlds[i], 3, other);
        for (size_t k = 0; k < 4 * 2 * 3; k++)
            if (fabs(one[k] - other[k]) > 1e-9)
                fail_msg("%zu, %zu: %.12g, not %.12g", i, k, one[k], other[k]);
    }
    play_machine_free(mixed);
    play_machine_free(exact);
    close_case(&c);
}

static void both_ways_give_the_same_verdict(void **state) {
    (void)state;
    Case c = open_case(HEAD PRICES END, LINKED);
    PlayCount fast = count_of(&c, false), exact = count_of(&c, true);
    assert_int_equal(fast.kept, exact.kept);
    for (size_t i = 0; i < 2; i++)
        assert_true(fabs(fast.value[i] - exact.value[i]) <= 1e-9 * fmax(1, fabs(exact.value[i])));
    close_case(&c);
}

static void one_thread_and_several_give_the_same(void **state) {
    (void)state;
    Case c = open_case(HEAD PRICES END, LINKED), d = open_case(HEAD PRICES END, LINKED);
    const Incentive *one = judge_with(&c, (IncentiveOptions){.worlds = 600, .threads = 1});
    const Incentive *two = judge_with(&d, (IncentiveOptions){.worlds = 600, .threads = 3});
    assert_int_equal(one->count.kept, two->count.kept);
    for (size_t i = 0; i < 2; i++) {
        assert_true(one->count.value[i] == two->count.value[i]);
        assert_true(one->count.gain[i] == two->count.gain[i]);
        assert_true(one->parties[i].critical.value == two->parties[i].critical.value);
    }
    close_case(&c);
    close_case(&d);
}

// ---- what the agreement allows ------------------------------------------------------------------

#define HELD                                                                                       \
    HEAD "```terms\nparameters: {price: {unit: CNY, value: 1}}\n"                                  \
         "quantities: {level: {unit: CNY, within: \"> 0\"}, taken: {within: \"[0..10]\"}, "        \
         "grade: {within: \"1, 2, 3\", missing: 1}}\n"                                             \
         "payments: {pay: {from: a, to: b, amount: level * taken * grade, rounding: none}}\n```\n"
#define LEVELS(taken, changed)                                                                     \
    TOP PARTIES "variables: {level: 1}\nfacts: {taken: " taken                                     \
                "}\nactions: {x: {by: a, facts: {" changed "}}}\n"

static bool all_have_values(const Plays *p, double level, bool is_exact) {
    double ret[3 * 2];
    bool have = true;
    PlayMachine *m = play_machine_new(p, NULL, is_exact);
    play_machine_run(m, 0, &level, 1, ret);
    play_machine_free(m);
    for (size_t i = 0; i < 6; i++) have = have && !isnan(ret[i]);
    return have;
}

// By columns and by the evaluator: what is not within has no value, so that nothing is decided.
static void what_the_agreement_does_not_allow_has_no_value(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        double level;
        bool is_known, is_fast;
    } rows[] = {
        {LEVELS("10", "taken: 0"), 1, true, true},
        {LEVELS("level * 10 / price", "taken: 5"), 1, true, true},
        {LEVELS("level * 10 / price", "taken: 5"), 1.05, false, true},
        {LEVELS("10", "taken: 0 - level / price"), 1, false, true},
        {LEVELS("10", "taken: 5"), 0, false, true},
        {LEVELS("10", "taken: 5"), -0.5, false, true},
        {LEVELS("10", "grade: 1 + level / price"), 1, true, false},
        {LEVELS("10", "grade: 1 + level / price"), 1.5, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HELD, rows[i].scenario);
        const Plays *p = plays_compile(c.arena, c.scenario, &c.findings);
        if (!p) fail_msg("%s", errors(&c));
        assert_true(plays_are_fast(p) == rows[i].is_fast);
        for (int is_exact = 0; is_exact <= 1; is_exact++)
            if (all_have_values(p, rows[i].level, is_exact) != rows[i].is_known) fail_msg("%zu", i);
        close_case(&c);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_that_change_the_same_quantity_each_change_their_own_part),
        cmocka_unit_test(what_depends_on_nothing_uncertain_may_do_anything),
        cmocka_unit_test(columns_and_the_evaluator_give_the_same_amounts),
        cmocka_unit_test(what_reads_the_same_numbers_is_the_same),
        cmocka_unit_test(what_columns_cannot_do_the_evaluator_does),
        cmocka_unit_test(what_the_evaluator_was_asked_is_remembered_as_it_was),
        cmocka_unit_test(both_ways_give_the_same_verdict),
        cmocka_unit_test(one_thread_and_several_give_the_same),
        cmocka_unit_test(what_the_agreement_does_not_allow_has_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
