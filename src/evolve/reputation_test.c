// evolve/reputation_test.c - the leading eight, and every norm of third order
//
// Known answers (Ohtsuki and Iwasa 2004, 2006; with errors of judgement the assertions of
// github.com/Nikoleta-v3/ESS-conditions-indirect-reciprocity-with-noise): the leading eight
// cooperate with themselves, nobody gains among them by acting otherwise, and nobody gains by
// complying where all defect, however acts are judged.
#include "evolve/evolve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { NORMS = 4096, RULES = 16 };

// The eight: how complying is judged good-bad and bad-bad and defecting bad-bad is free; the act
// of the bad towards the bad follows from it.
static EvolveNorm leading(unsigned index) {
    bool cgb = index & 1, cbb = index >> 1 & 1, dbb = index >> 2 & 1;
    EvolveNorm n = {.good = {{{dbb, cbb}, {false, true}}, {{true, cgb}, {false, true}}},
                    .complies = {{cbb && !dbb, true}, {false, true}}};
    return n;
}

static EvolveNorm any(unsigned index) {
    EvolveNorm n;
    for (unsigned bit = 0; bit < 8; bit++)
        n.good[bit >> 2][bit >> 1 & 1][bit & 1] = index >> bit & 1;
    for (unsigned bit = 0; bit < 4; bit++) n.complies[bit >> 1][bit & 1] = index >> (8 + bit) & 1;
    return n;
}

static void rule_of(unsigned index, bool ret[2][2]) {
    for (unsigned bit = 0; bit < 4; bit++) ret[bit >> 1][bit & 1] = index >> bit & 1;
}

static double best_payoff(const EvolveReputation *r) {
    double best = -INFINITY;
    for (unsigned i = 0; i < RULES; i++) {
        bool rule[2][2];
        rule_of(i, rule);
        best = fmax(best, evolve_norm_payoff(r, (const bool(*)[2])rule));
    }
    return best;
}

static void the_leading_eight_cooperate_with_themselves(void **state) {
    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        EvolveReputation r = {leading(i), 1, 0.1, 0.01};
        assert_true(evolve_norm_state(&r).complied > 0.98);
    }
}

static void nobody_gains_among_the_leading_eight_by_acting_otherwise(void **state) {
    (void)state;
    for (unsigned i = 0; i < 8; i++) {
        EvolveReputation r = {leading(i), 1, 0.1, 0.01};
        double own = evolve_norm_payoff(&r, (const bool(*)[2])r.norm.complies);
        assert_true(own >= best_payoff(&r));
        r.cost = 0.6;
        assert_true(evolve_norm_state(&r).is_stable);
    }
}

static void where_all_defect_nobody_gains_by_complying_however_acts_are_judged(void **state) {
    (void)state;
    for (unsigned i = 0; i < 256; i++) {
        EvolveReputation r = {any(i), 1, 0.1, 0.01};
        EvolveNormState s = evolve_norm_state(&r);
        assert_true(s.complied == 0);
        assert_true(s.is_stable && s.ratio.low == 0 && s.ratio.high == INFINITY);
    }
}

// Two ways to the same: one-shot deviations by the worth of a good name, and all sixteen rules
// played out. Where a bound is just met, neither is strict.
static void a_norm_is_stable_just_where_every_other_rule_earns_less(void **state) {
    static const double errors[] = {0.01, 0.03, 0.1}, costs[] = {0.15, 0.45, 0.77};
    size_t stable = 0;
    (void)state;
    for (unsigned i = 0; i < NORMS; i++)
        for (size_t k = 0; k < 3; k++) {
            EvolveReputation r = {any(i), 1, costs[k], errors[k]};
            double own = evolve_norm_payoff(&r, (const bool(*)[2])r.norm.complies);
            bool is_beaten = best_payoff(&r) > own + 1e-12;
            EvolveNormState s = evolve_norm_state(&r);
            if (s.is_stable) assert_false(is_beaten);
            double ratio = 1 / r.cost;
            if (ratio < s.ratio.low - 1e-9 || ratio > s.ratio.high + 1e-9) assert_true(is_beaten);
            stable += s.is_stable;
        }
    assert_true(stable > 3 * 256);
}

// The worth of a good name, followed step by step.
static void the_worth_of_a_name_is_the_sum_of_what_it_earns(void **state) {
    (void)state;
    for (unsigned i = 0; i < NORMS; i++) {
        EvolveReputation r = {any(i), 1, 0.4, 0.03};
        EvolveNormState s = evolve_norm_state(&r);
        double next[2] = {0}, earns[2] = {0}, differ = 1, sum = 0;
        for (int own = 0; own < 2; own++)
            for (int other = 0; other < 2; other++) {
                double meets = other ? s.good : 1 - s.good;
                bool does = r.norm.complies[own][other];
                bool gets = r.norm.complies[other][own];
                next[own] += meets * (r.norm.good[own][other][does] ? 0.97 : 0.03);
                earns[own] += meets * ((gets ? 1 : 0) - (does ? 0.4 : 0));
            }
        for (int t = 0; t < 2000; t++) {
            sum += differ * (earns[1] - earns[0]);
            differ *= next[1] - next[0];
        }
        assert_true(fabs(sum - s.worth) < 1e-9);
    }
}

static void the_norms_with_names_are_what_they_are_called(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool is_leading;
    } known[] = {{"standing", true},        {"consistent standing", true},
                 {"simple standing", true}, {"stern judging", true},
                 {"staying", true},         {"judging", true},
                 {"image scoring", false},  {"shunning", false}};
    assert_int_equal(evolve_norm_count(), 8);
    for (size_t i = 0; i < evolve_norm_count(); i++) {
        EvolveNorm norm = evolve_norm(i);
        bool is_leading = false;
        for (unsigned k = 0; k < 8; k++) {
            EvolveNorm l = leading(k);
            is_leading |= !memcmp(&l, &norm, sizeof l);
        }
        assert_string_equal(evolve_norm_name(i), known[i].name);
        assert_int_equal(is_leading, known[i].is_leading);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_leading_eight_cooperate_with_themselves),
        cmocka_unit_test(nobody_gains_among_the_leading_eight_by_acting_otherwise),
        cmocka_unit_test(where_all_defect_nobody_gains_by_complying_however_acts_are_judged),
        cmocka_unit_test(a_norm_is_stable_just_where_every_other_rule_earns_less),
        cmocka_unit_test(the_worth_of_a_name_is_the_sum_of_what_it_earns),
        cmocka_unit_test(the_norms_with_names_are_what_they_are_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
