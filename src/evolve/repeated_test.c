// evolve/repeated_test.c - repeated games: the scores of Axelrod's library, and the rules' sense
//
// Scores as printed by Axelrod 4.13.0 (github.com/Axelrod-Python/Axelrod) for deterministic players
// with the payoffs 3, 0, 5, 1; a player does not meet itself.
#include "evolve/evolve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { PLAYERS_MAX = 4 };
static const double STAGE[4] = {3, 0, 5, 1};

static size_t rule(const char *name) {
    for (size_t i = 0; i < evolve_rule_count(); i++)
        if (!strcmp(evolve_rule_name(i), name)) return i;
    fail_msg("no rule %s", name);
    return 0;
}

static void scores_of(const char *const *names, size_t count, uint64_t rounds, double *ret) {
    size_t played[PLAYERS_MAX] = {0};
    double payoffs[PLAYERS_MAX * PLAYERS_MAX];
    for (size_t i = 0; i < count; i++) played[i] = rule(names[i]);
    evolve_repeated(played, count, rounds, STAGE, payoffs);
    for (size_t i = 0; i < count; i++) {
        ret[i] = 0;
        for (size_t j = 0; j < count; j++)
            if (i != j) ret[i] += payoffs[i * count + j] * (double)rounds;
    }
}

static void scores_are_those_of_axelrods_library(void **state) {
    (void)state;
    static const char *const names[] = {"always comply", "always defect", "tit for tat", "grudger"};
    static const struct {
        uint64_t rounds;
        double scores[4];
    } rows[] = {{10, {60, 78, 69, 69}}, {200, {1200, 1408, 1399, 1399}}};
    for (size_t r = 0; r < 2; r++) {
        double scores[4];
        scores_of(names, 4, rows[r].rounds, scores);
        for (size_t i = 0; i < 4; i++) assert_true(fabs(scores[i] - rows[r].scores[i]) < 1e-9);
    }
}

static void an_alternator_lives_off_those_who_always_comply(void **state) {
    (void)state;
    static const char *const names[] = {"always comply", "alternator", "tit for tat"};
    double scores[3];
    scores_of(names, 3, 10, scores);
    assert_true(scores[1] > scores[2] && scores[2] > scores[0]);
}

static void a_circle_counted_once_is_the_same_as_all_its_rounds(void **state) {
    (void)state;
    // Win stay, lose shift against always defect: 0, 1, 0, 1, …
    size_t played[2] = {rule("win stay, lose shift"), rule("always defect")};
    for (uint64_t rounds = 1; rounds <= 20; rounds++) {
        double payoffs[4];
        evolve_repeated(played, 2, rounds, STAGE, payoffs);
        assert_true(fabs(payoffs[1] - (double)(rounds / 2) / (double)rounds) < 1e-12);
    }
}

// Against one breach and then compliance: who forgives, and when?
static void rules_differ_in_what_they_forgive(void **state) {
    (void)state;
    static const struct {
        const char *name;
        double against_alternator, against_itself; // mean of 1000 rounds
    } rows[] = {{"tit for tat", 2.5, 3},
                {"grudger", 3, 3},
                {"two strikes", 1.5, 3},
                {"win stay, lose shift", 1.5 + 0.75, 3},
                {"always defect", 3, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t played[2] = {rule(rows[i].name), rule("alternator")};
        double payoffs[4];
        evolve_repeated(played, 2, 1000, STAGE, payoffs);
        assert_true(fabs(payoffs[0] - rows[i].against_itself) < 1e-9);
        if (fabs(payoffs[1] - rows[i].against_alternator) > 0.01)
            fail_msg("%s: %g", rows[i].name, payoffs[1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_are_those_of_axelrods_library),
        cmocka_unit_test(an_alternator_lives_off_those_who_always_comply),
        cmocka_unit_test(a_circle_counted_once_is_the_same_as_all_its_rounds),
        cmocka_unit_test(rules_differ_in_what_they_forgive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
