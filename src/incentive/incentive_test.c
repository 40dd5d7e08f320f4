// incentive/incentive_test.c - verdicts that can be reckoned by hand
//
// R7 and R13 are closed forms of repeated games: a prisoner's dilemma with T=5, R=3, P=1, S=0, and
// a temptation that is drawn anew each period.
#include "incentive/incentive_test.h"

// ---- a dilemma ----------------------------------------------------------------------------------

// Who shirks alone gains 6 and pays its share of 1 under the text; the other loses 1 and is paid 1.
static void a_dilemma_is_kept_from_one_half_on(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        Verdict verdict;
    } rows[] = {{DILEMMA("0.49"), VERDICT_BREAKS}, {DILEMMA("0.51"), VERDICT_HOLDS}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HEAD WORK END, rows[i].scenario);
        const Incentive *j = judge(&c);
        assert_int_equal(j->verdict, rows[i].verdict);
        assert_true(plays_are_fast(j->setup->plays));
        for (size_t p = 0; p < 2; p++) {
            assert_true(j->parties[p].critical.is_known);
            if (fabs(j->parties[p].critical.value - 0.5) > 1e-6)
                fail_msg("%.12g", j->parties[p].critical.value);
        }
        close_case(&c);
    }
}

static void its_period_is_a_prisoners_dilemma(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, DILEMMA("0.49"));
    const StageGame *g = &judge(&c)->stage;
    assert_true(g->is_known);
    assert_false(g->is_kept);
    static const double expected[4][2] = {{3, 3}, {5, 0}, {0, 5}, {1, 1}};
    for (size_t profile = 0; profile < 4; profile++)
        for (size_t p = 0; p < 2; p++)
            assert_true(mpq_get_d(game_payoff(g->game, profile, p)) == expected[profile][p]);
    assert_int_equal(g->kind, GAME_PRISONERS_DILEMMA);
    close_case(&c);
}

// R7: at a discount factor of 0.3 the least bond is 8/7 = 1.142857…
static void a_bond_of_eight_sevenths_holds_at_three_tenths(void **state) {
    (void)state;
    Case below = open_case(HEAD WORK BOND("1.14") END, DILEMMA("0.3"));
    Case above = open_case(HEAD WORK BOND("1.15") END, DILEMMA("0.3"));
    assert_int_equal(judge(&below)->verdict, VERDICT_BREAKS);
    assert_int_equal(judge(&above)->verdict, VERDICT_HOLDS);
    close_case(&below);
    close_case(&above);
}

// 4 and then 2.5 in hand, or 3: in the first year nobody gains by leaving, in the second somebody
// does, if he still may.
static void one_period_alone_is_the_first(void **state) {
    (void)state;
    static const char format[] =
        "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 2\ndiscount: 0.9\n"
        "facts: {work of a: 1, work of b: 1}\n"
        "variables: {turn: {process: random-walk, start: 0, drift: 1, deviation: 0}}\n"
        "parties: {a: {earns: if turn = 1 then 4 else 2.5, without: 0}, b: {earns: 0, without: "
        "0}}\n"
        "actions: {leaves: {by: a, breaks: work, earns: {a: 3}%s}}\n";
    for (size_t open = 1; open <= 2; open++) {
        char scenario[1024];
        snprintf(scenario, sizeof scenario, format, open == 1 ? ", until: 1" : "");
        Case c = open_case(HEAD WORK END, scenario);
        const StageGame *g = &judge(&c)->stage;
        assert_true(g->is_known && g->is_kept);
        assert_true(mpq_get_d(game_payoff(g->game, 0, 0)) == 4);
        assert_int_equal(g->open_periods, open);
        assert_int_equal(g->kept_periods, 1);
        close_case(&c);
    }
}

// Broken at once, the dilemma leaves both with what they have without it: neither better off.
static void what_is_broken_at_once_makes_nobody_better_off(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END,
                       TOP "facts: {work of a: 1, work of b: 1}\n"
                           "parties: {a: {earns: 1, without: 2}, b: {earns: 1, without: 0}}\n"
                           "actions: {leaves: {by: a, breaks: work, earns: {a: 2, b: 0}}}\n");
    const Incentive *j = judge(&c);
    assert_int_equal(j->verdict, VERDICT_BREAKS);
    assert_true(j->unborn == 1);
    for (size_t i = 0; i < 2; i++)
        assert_true(j->parties[i].alike == 1 && j->parties[i].better.value == 0);
    close_case(&c);
}

// ---- a temptation that is drawn -----------------------------------------------------------------

#define TEMPTED(discount)                                                                          \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: " discount                 \
    "\nvariables: {gain: {process: lognormal, mean: 0, deviation: 0.5, unit: CNY}}\n"              \
    "facts: {work of a: 1, work of b: 1}\n"                                                        \
    "parties: {a: {earns: 1, without: 0}, b: {earns: 1, without: 0}}\n"                            \
    "actions:\n  a takes: {by: a, earns: {a: 1 + gain}}\n"

// R13: the greatest fixed point of x = d / (1 - d) F(x); kept in all of twelve months.
static void what_can_be_kept_at_best_is_the_greatest_fixed_point(void **state) {
    (void)state;
    static const struct {
        const char *scenario;
        double kept;
    } rows[] = {{TEMPTED("0.6"), 0}, {TEMPTED("0.7"), 0.942506866}, {TEMPTED("0.8"), 0.997170584}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c = open_case(HEAD WORK END, rows[i].scenario);
        const Incentive *j =
            judge_with(&c, (IncentiveOptions){.worlds = 4096, .threads = 1, .seed = 7});
        assert_true(j->variants[VARIANT_BEST].is_known);
        assert_true(fabs(j->variants[VARIANT_BEST].kept.value - pow(rows[i].kept, 12)) < 0.015);
        close_case(&c);
    }
}

#define LASTING                                                                                    \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: 0.6\n"                     \
    "variables: {gain: {process: mean-reverting, start: 1, mean: 1, reversion: 0.3, "              \
    "deviation: 0.5, unit: CNY}}\n"                                                                \
    "facts: {work of a: 1, work of b: 1}\n"                                                        \
    "parties: {a: {earns: 1, without: 0}, b: {earns: 1, without: 0}}\n"                            \
    "actions:\n  a takes: {by: a, earns: {a: 1 + gain}}\n"

// Where the price lasts, who breaks is found on a sample of prices, and that is counted; where
// nothing is left to chance there is no sample.
static void an_interval_counts_that_who_breaks_was_found_on_a_sample(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, LASTING);
    IncentiveOptions options = {.worlds = 4096, .threads = 2};
    const Incentive *j = judge_with(&c, options);
    Interval drawn = wilson(j->count.kept, j->count.worlds);
    assert_true(j->kept_off > 0 && j->kept_off < 0.1);
    assert_true(j->kept.low < drawn.low && j->kept.high > drawn.high);
    assert_true(j->kept.low >= 0 && j->kept.high <= 1);
    close_case(&c);
    c = open_case(HEAD WORK END, DILEMMA("0.52"));
    assert_true(judge(&c)->kept_off == 0);
    close_case(&c);
}

// Sixteen worlds without a breach leave open whether it is kept in 95 of 100.
static void few_worlds_decide_nothing_where_something_is_uncertain(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, TEMPTED("0.99"));
    const Incentive *few = judge_with(&c, (IncentiveOptions){.worlds = 16, .threads = 1});
    const Incentive *many = judge_with(&c, (IncentiveOptions){.worlds = 256, .threads = 1});
    assert_true(few->count.kept == 16 && few->verdict == VERDICT_UNDECIDED);
    assert_true(many->count.kept == 256 && many->verdict == VERDICT_HOLDS);
    close_case(&c);
}

// Nothing is drawn: one world, and no interval. A breach that is seen by chance leaves something
// open.
static void what_is_certain_has_no_interval(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, DILEMMA("0.51"));
    const Incentive *j = judge(&c);
    assert_true(j->is_certain);
    assert_int_equal(j->count.worlds, 1);
    assert_true(j->kept.value == 1 && j->kept.low == 1 && j->kept.high == 1);
    close_case(&c);
    c = open_case(CAPPED, REPORTS("0.99", ", detection: {chance: 0.5}"));
    assert_false(scenario_is_certain(c.scenario));
    close_case(&c);
}

// ---- what a report shows beside it --------------------------------------------------------------

// Shirking gains 5 - 3 at once and loses 3 - 1 in each later period: 2 d / (1 - d). Who thinks so
// little of the future that it would shirk in the next period anyway loses 5 - 1 then.
static void what_is_lost_later_meets_the_gain_at_one_half(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, DILEMMA("0.49"));
    Err err = {.code = ERR_NONE};
    const Patience *p = incentive_patience(c.arena, judge(&c), 1, &err);
    assert_false(p->is_of_period);
    for (size_t i = 0; i < p->count; i++) {
        double d = p->points[i].discount, loss = d < 0.5 ? 4 * d : 2 * d / (1 - d);
        assert_true(fabs(p->points[i].gain - 2) < 1e-9);
        if (fabs(p->points[i].loss - loss) > 1e-6 * (1 + loss))
            fail_msg("%g: %.9g instead of %.9g", d, p->points[i].loss, loss);
    }
    close_case(&c);
}

// A rate of 0.48 that is a fifth more is a discount factor of 0.424, and breaks it.
static void a_rate_that_is_a_fifth_more_breaks_it(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, DILEMMA("0.52"));
    const Swings *s =
        judge_with(&c, (IncentiveOptions){.worlds = 256, .threads = 1, .has_swings = true})->swings;
    assert_int_equal(s->count, 2);
    assert_true(s->kept == 1);
    for (size_t i = 0; i < 2; i++) {
        const Swing *w = &s->items[i];
        assert_true(w->is_discount && fabs(w->at[0] - 0.424) < 1e-9 &&
                    fabs(w->at[1] - 0.616) < 1e-9);
        assert_true(w->kept[0] == 0 && w->kept[1] == 1 && w->effect >= 0 && w->effect <= 1);
    }
    close_case(&c);
}

// The gain alone decides: each range of it but that of the threshold is broken in always or never.
static void the_map_has_the_breaches_of_the_verdict(void **state) {
    (void)state;
    Case c = open_case(HEAD WORK END, TEMPTED("0.7"));
    Err err = {.code = ERR_NONE};
    const Incentive *j = judge_with(&c, (IncentiveOptions){.worlds = 512, .threads = 1});
    const BreachMap *m;
    assert_true(incentive_map(c.arena, j, &m, &err));
    assert_true(m->axes[0].is_period && !m->axes[1].is_period);
    size_t across = m->axes[0].edge_count + 1, up = m->axes[1].edge_count + 1, mixed = 0;
    uint64_t broke = 0;
    for (size_t y = 0; y < up; y++) {
        uint64_t calm_here = 0, broke_here = 0;
        for (size_t x = 0; x < across; x++) {
            calm_here += m->cells[(y * across + x) * 3];
            broke_here += m->cells[(y * across + x) * 3 + 1];
        }
        mixed += calm_here && broke_here;
        broke += broke_here;
    }
    assert_int_equal(across, 12);
    assert_int_equal(broke, j->count.broke[0]);
    assert_true(mixed <= 1 && broke > 0);
    close_case(&c);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dilemma_is_kept_from_one_half_on),
        cmocka_unit_test(its_period_is_a_prisoners_dilemma),
        cmocka_unit_test(a_bond_of_eight_sevenths_holds_at_three_tenths),
        cmocka_unit_test(one_period_alone_is_the_first),
        cmocka_unit_test(what_is_broken_at_once_makes_nobody_better_off),
        cmocka_unit_test(what_can_be_kept_at_best_is_the_greatest_fixed_point),
        cmocka_unit_test(an_interval_counts_that_who_breaks_was_found_on_a_sample),
        cmocka_unit_test(few_worlds_decide_nothing_where_something_is_uncertain),
        cmocka_unit_test(what_is_certain_has_no_interval),
        cmocka_unit_test(what_is_lost_later_meets_the_gain_at_one_half),
        cmocka_unit_test(a_rate_that_is_a_fifth_more_breaks_it),
        cmocka_unit_test(the_map_has_the_breaches_of_the_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
