// incentive/incentive_test.c - small agreements whose verdict can be reckoned by hand
//
// R7 and R13 are closed forms of repeated games: a prisoner's dilemma with T=5, R=3, P=1, S=0, and
// a temptation that is drawn anew each period.
#include "base/lang.h"
#include "incentive/incentive.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct Case {
    Arena *arena;
    Findings findings;
    const Terms *terms;
    const Scenario *scenario;
} Case;

static Case open_case(const char *agreement, const char *scenario) {
    Case c = {.arena = arena_new()};
    c.findings.arena = c.arena;
    const Document *d = text_parse(c.arena, STR("a.md"), str_from(agreement), &c.findings);
    c.terms = terms_from_text(c.arena, d, &c.findings);
    rules_from_terms(c.arena, c.terms, &c.findings);
    assert_int_equal(c.findings.error_count, 0);
    c.scenario =
        scenario_from_yaml(c.arena, c.terms, STR("s.yaml"), str_from(scenario), &c.findings);
    return c;
}

static void close_case(Case *c) {
    arena_free(c->arena);
}

// "message; message" of all errors.
static const char *errors(const Case *c) {
    Buf b = {.arena = c->arena};
    for (size_t i = 0; i < c->findings.count; i++) {
        if (c->findings.items[i].severity != SEVERITY_ERROR) continue;
        if (b.size) buf_add_c(&b, "; ");
        buf_add(&b, lang_render(c->arena, LANG_EN, c->findings.items[i].message));
    }
    return str_c(c->arena, buf_str(&b));
}

static const Incentive *judge_with(Case *c, IncentiveOptions options) {
    Err err = {.code = ERR_NONE};
    if (!c->scenario) fail_msg("%s", errors(c));
    const Incentive *i = incentive_judge(c->arena, c->scenario, options, &c->findings, &err);
    if (!i) fail_msg("%s", errors(c));
    return i;
}

static const Incentive *judge(Case *c) {
    return judge_with(c, (IncentiveOptions){.worlds = 256, .threads = 1});
}

// ---- a dilemma ----------------------------------------------------------------------------------

#define HEAD                                                                                       \
    "---\n"                                                                                        \
    "softlaw: 1\nid: dilemma\ntitle: A dilemma\nlanguage: en\n"                                    \
    "parties: {a: {name: A}, b: {name: B}}\n"                                                      \
    "currency: CNY\nterm: {from: 2021-01-01, to: 2021-12-31, period: month}\n"                     \
    "---\n\n# Article 1. Work\n\n"
#define WORK                                                                                       \
    "```terms\n"                                                                                   \
    "quantities:\n  work of a: {missing: 1}\n  work of b: {missing: 1}\n"                          \
    "obligations:\n"                                                                               \
    "  work: {bearer: party, counterparty: party, action: work}\n"                                 \
    "payments:\n"                                                                                  \
    "  share of a: {from: b, to: a, amount: 2 - 2 * work of b, rounding: none}\n"                  \
    "  share of b: {from: a, to: b, amount: 2 - 2 * work of a, rounding: none}\n"
#define BOND(amount)                                                                               \
    "guarantees:\n  deposit: {kind: bond, by: party, to: party, amount: " amount "}\n"
#define END "```\n"

#define DILEMMA_WITH(discount, facts)                                                              \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: " discount "\n" facts      \
    "parties: {a: {earns: 3, without: 1}, b: {earns: 3, without: 1}}\n"                            \
    "actions:\n"                                                                                   \
    "  a shirks: {by: a, breaks: work, facts: {work of a: 0.5}, "                                  \
    "earns: {a: if work of b < 1 then 1 else 6, b: 0 - 1}}\n"                                      \
    "  b shirks: {by: b, breaks: work, facts: {work of b: 0.5}, "                                  \
    "earns: {b: if work of a < 1 then 1 else 6, a: 0 - 1}}\n"
#define DILEMMA(discount) DILEMMA_WITH(discount, "facts: {work of a: 1, work of b: 1}\n")
#define DILEMMA_OF_ONE(discount)                                                                   \
    DILEMMA_WITH(discount, "variables: {one: 1}\nfacts: {work of a: one, work of b: one}\n")

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

// ---- facts of one member
// --------------------------------------------------------------------------

// What each puts in is doubled and shared out by three; who gives nothing keeps its 6.
#define THREE                                                                                      \
    "---\nsoftlaw: 1\nid: dilemma\ntitle: Three\nlanguage: en\n"                                   \
    "parties: {a: {name: A}, b: {name: B}, c: {name: C}}\ncurrency: CNY\n"                         \
    "term: {from: 2021-01-01, to: 2021-12-31, period: month}\n---\n\n# Article 1. Fund\n\n"        \
    "```terms\n"                                                                                   \
    "pools: {fund: {}}\n"                                                                          \
    "sets: {region: {members: parties}}\n"                                                         \
    "quantities: {given: {per: [region, month], unit: CNY}}\n"                                     \
    "formulas: {total: {unit: CNY, is: sum(given)}}\n"                                             \
    "payments:\n"                                                                                  \
    "  part: {per: [region, month], from: fund, to: region, rounding: none, "                      \
    "amount: 2 * total / 3 - given}\n```\n"
#define THREE_WITH(facts, a, b)                                                                    \
    "softlaw scenario: 1\nagreement: dilemma\nafter: renewed\ndiscount: 0.9\nfacts: " facts "\n"   \
    "parties: {a: {earns: 6, without: 6}, b: {earns: 6, without: 6}, c: {earns: 6, without: 6}}\n" \
    "actions:\n"                                                                                   \
    "  a keeps: {by: a, facts: " a "}\n  b keeps: {by: b, facts: " b "}\n"
#define ONE_EACH THREE_WITH("{given: 6}", "{given: {a: 0}}", "{given: {b: 0}}")

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

// ---- two ways to compute, any number of threads -------------------------------------------------

#define PRICES                                                                                     \
    "```terms\n"                                                                                   \
    "parameters: {volume: {unit: t, value: 100}, floor: {unit: CNY/t, value: 550}}\n"              \
    "quantities: {index: {unit: CNY/t}, taken: {unit: t}}\n"                                       \
    "formulas:\n"                                                                                  \
    "  price: {unit: CNY/t, is: \"clamp(700 + 0.5 * (index - 700), floor, 850)\"}\n"               \
    "  missing tonnes: {unit: t, is: \"max(0, volume - taken)\"}\n"                                \
    "payments:\n"                                                                                  \
    "  pay: {from: a, to: b, amount: taken * price, rounding: {to: 0.01, mode: half up}}\n"        \
    "  damages: {from: b, to: a, amount: missing tonnes * price * 0.2, when: missing tonnes > 0, " \
    "rounding: {to: 10, mode: half even}}\n"
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

#define CAPPED                                                                                     \
    HEAD "```terms\nquantities: {reported: {}}\n"                                                  \
         "formulas:\n"                                                                             \
         "  part: {is: \"min(reported / 10, 25 - previous(so far))\"}\n"                           \
         "  so far: {initial: 0, is: previous(so far) + part}\n"                                   \
         "obligations:\n"                                                                          \
         "  reporting: {bearer: a, counterparty: b, action: report}\n"                             \
         "payments: {pay: {from: a, to: b, amount: part, rounding: none}}\n```\n"
#define REPORTS(discount, more)                                                                    \
    "softlaw scenario: 1\nagreement: dilemma\nafter: ends\nperiods: 4\ndiscount: " discount        \
    "\nparties: {a: {earns: 0, without: 0 - 100}, b: {earns: 0, without: 0}}\n"                    \
    "facts: {reported: 100}\n"                                                                     \
    "actions: {half: {by: a, breaks: reporting, facts: {reported: 50}" more "}}\n"

// ---- what is missing or wrong -------------------------------------------------------------------

#define PARTIES "parties: {a: {earns: 1, without: 0}, b: {earns: 1, without: 0}}\n"
#define TOP "softlaw scenario: 1\nagreement: dilemma\nafter: ends\ndiscount: 0.9\n"
#define ACTION "actions: {x: {by: a, earns: {a: 2}}}\n"

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

// ---- what is carried over -----------------------------------------------------------------------

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

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dilemma_is_kept_from_one_half_on),
        cmocka_unit_test(what_columns_cannot_do_the_evaluator_does),
        cmocka_unit_test(what_depends_on_nothing_uncertain_may_do_anything),
        cmocka_unit_test(its_period_is_a_prisoners_dilemma),
        cmocka_unit_test(a_bond_of_eight_sevenths_holds_at_three_tenths),
        cmocka_unit_test(what_can_be_kept_at_best_is_the_greatest_fixed_point),
        cmocka_unit_test(the_map_has_the_breaches_of_the_verdict),
        cmocka_unit_test(what_is_lost_later_meets_the_gain_at_one_half),
        cmocka_unit_test(a_rate_that_is_a_fifth_more_breaks_it),
        cmocka_unit_test(an_interval_counts_that_who_breaks_was_found_on_a_sample),
        cmocka_unit_test(few_worlds_decide_nothing_where_something_is_uncertain),
        cmocka_unit_test(two_that_change_the_same_quantity_each_change_their_own_part),
        cmocka_unit_test(members_are_named_as_the_agreement_names_them),
        cmocka_unit_test(a_fault_in_the_fact_of_a_member_is_told_where_it_stands),
        cmocka_unit_test(columns_and_the_evaluator_give_the_same_amounts),
        cmocka_unit_test(what_reads_the_same_numbers_is_the_same),
        cmocka_unit_test(what_the_evaluator_was_asked_is_remembered_as_it_was),
        cmocka_unit_test(both_ways_give_the_same_verdict),
        cmocka_unit_test(one_thread_and_several_give_the_same),
        cmocka_unit_test(faults_are_told_with_what_is_missing),
        cmocka_unit_test(what_the_formulas_need_is_asked_for_by_name),
        cmocka_unit_test(what_a_party_owes_can_be_withheld),
        cmocka_unit_test(an_action_can_have_its_time),
        cmocka_unit_test(one_period_alone_is_the_first),
        cmocka_unit_test(what_is_certain_has_no_interval),
        cmocka_unit_test(what_is_broken_at_once_makes_nobody_better_off),
        cmocka_unit_test(what_is_owed_to_a_party_it_cannot_withhold),
        cmocka_unit_test(what_the_agreement_does_not_allow_has_no_value),
        cmocka_unit_test(who_leaves_goes_on_for_the_time_of_notice),
        cmocka_unit_test(after_the_end_need_not_be_as_without),
        cmocka_unit_test(where_one_of_three_leaves_the_others_go_on),
        cmocka_unit_test(without_end_who_is_better_off_outside_leaves),
        cmocka_unit_test(facts_of_a_rung_are_not_carried),
        cmocka_unit_test(an_exit_is_told_and_not_seen),
        cmocka_unit_test(on_a_rung_other_facts_may_hold),
        cmocka_unit_test(who_decides_by_beliefs_earns_what_is_true),
        cmocka_unit_test(beliefs_are_of_what_the_scenario_knows),
        cmocka_unit_test(what_is_carried_over_is_followed_through_all_periods),
        cmocka_unit_test(what_a_breach_changes_later_counts),
        cmocka_unit_test(worlds_that_stand_together_do_not_mix),
        cmocka_unit_test(without_end_what_is_carried_over_is_not_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
