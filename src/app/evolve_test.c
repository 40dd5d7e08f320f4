// app/evolve_test.c - models of behaviour: faults with their places, defaults, orders
// threads
#include "app/evolve_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PAIR "evolve: 1\nstrategies: {a: A, b: B}\npayoffs: {a: [1, 2], b: [3, 1]}\n"
#define PAIRWISE PAIR "process: pairwise comparison\n"
#define SIDES                                                                                      \
    "evolve: 1\nparties: {p: {strategies: {a: A, b: B}}, q: {strategies: {c: C, d: D}}}\n"         \
    "process: replicator\n"

static const struct {
    const char *text;
    unsigned line, column;
    const char *says; // the message's template
} faults[] = {
    {"- a\n", 1, 1, "this is no model of behaviour"},
    {"evolve: 2\nstrategies: {a: A, b: B}\npayoffs: {a: [1, 2], b: [3, 1]}\nprocess: replicator\n",
     1, 9, "this version of the format is unknown"},
    {PAIR, 1, 1, "\"{1}\" is missing here"},
    {PAIRWISE, 1, 1, "\"{1}\" is missing here"}, // population
    {PAIRWISE "population: 10\ntime: 5\n", 6, 1, "a model of this kind has no \"{1}\""},
    {PAIRWISE "population: 1\n", 5, 13, "\"{1}\" is no number from {2} to {3}"},
    {PAIRWISE "population: 2.5\n", 5, 13, "\"{1}\" is no whole number"},
    {PAIRWISE "population: '10'\n", 5, 14, "\"{1}\" is no number from {2} to {3}"},
    {PAIRWISE "population: 10\nstart: {a: 4, b: 5}\n", 6, 8,
     "the start has {1} members, the population {2}"},
    {PAIRWISE "population: 10\nstart: {a: 4}\n", 6, 8, "\"{1}\" is missing here"},
    {PAIRWISE "population: 10\nstart: {a: 4, c: 6}\n", 6, 18, "\"{1}\" is not one of the names"},
    {PAIRWISE "population: 2\nnetwork: cycle\n", 6, 10,
     "this is no network for a population of {1}"},
    {PAIRWISE "population: 10\nnetwork: {torus: [3, 4]}\n", 6, 10,
     "the network has {1} members, the population {2}"},
    {PAIRWISE "network: {torus: [2, 4]}\n", 5, 19, "\"{1}\" is no number from {2} to {3}"},
    {PAIRWISE "network: {links: [[1, 2], [2, 1]]}\n", 5, 18,
     "the link from {1} to {2} is given twice"},
    {PAIRWISE "network: {links: [[1, 1]]}\n", 5, 19,
     "a link joins two different members by their numbers"},
    {PAIRWISE "network: {links: [[1, 3]]}\n", 5, 18, "member {1} has no neighbour"},
    {PAIRWISE "population: 10\ngenerations: 5\nwarm-up: 5\n", 7, 10,
     "the warm-up is not shorter than the generations"},
    {PAIRWISE "population: 1000000\ngenerations: 1000000000\n", 6, 14,
     "a run may have {1} steps, which are generations x members"},
    {PAIRWISE "population: 10\nearn: all\n", 6, 7, "\"{1}\" is no way to earn"},
    {PAIR "process: luck\n", 4, 10, "the process \"{1}\" is unknown"},
    {PAIR "process: replicator\nstart: {a: 0.5, b: 0.6}\n", 5, 8,
     "the shares of the start add up to {1}, not to 1"},
    {"evolve: 1\nstrategies: {a: A, b: B}\npayoffs: {a: [1], b: [3, 1]}\nprocess: replicator\n", 3,
     14, "{1} numbers are needed here"},
    {"evolve: 1\nstrategies: {a: A}\npayoffs: {a: [1]}\nprocess: replicator\n", 2, 13,
     "from {1} to {2} names are needed here"},
    {"evolve: 1\nstrategies: {a: A, b: B, c: C}\ngroup: 2\npayoffs: {}\nprocess: replicator\n", 3,
     8, "a game of groups takes two strategies"},
    {"evolve: 1\nstrategies: {a: A, b: B}\ngroup: 3\npayoffs: {a: [0, 1, 2, 3], b: [0, 1, 2, 3]}\n"
     "process: pairwise comparison\nnetwork: {torus: [3, 3]}\n",
     3, 8, "on this network a group is a member and its neighbours, who must be {1}"},
    {"evolve: 1\nstrategies: {a: A, b: B}\ngroup: 3\npayoffs: {a: [0, 1, 2, 3], b: [0, 1, 2, 3]}\n"
     "process: birth-death\npopulation: 2\n",
     6, 13, "a well-mixed population that plays in groups has from {1} to {2} members"},
    {"evolve: 1\nstrategies: {a: A, b: B}\npayoffs: {a: [-1, 0], b: [0, 1]}\n"
     "process: birth-death\npopulation: 9\n",
     3, 10, "the lowest fitness, 1 - intensity + intensity x payoff, would be {1}"},
    {"evolve: 1\nstrategies: {a: A, b: B}\npayoffs: {a: [0.001, 9], b: [1, 1]}\n"
     "process: death-birth\npopulation: 9\nnetwork: star\n",
     3, 10, "on a network the highest fitness may be {1} times the lowest"},
    {"evolve: 1\nstrategies: {a: A, b: B}\nprocess: replicator\n", 1, 1, "\"{1}\" is missing here"},
    {"evolve: 1\nstrategies: {a: A, b: B}\nprocess: replicator\n"
     "repeated: {rounds: 2, stage: [[1, 2], [3, 4]], rules: {a: grudger, b: mercy}}\n",
     4, 71, "the rule \"{1}\" is unknown"},
    {"evolve: 1\nstrategies: {a: A, b: B}\nprocess: replicator\n"
     "repeated: {rounds: 2, stage: [1, 2, 3, 4], rules: {a: grudger, b: grudger}}\n",
     4, 30, "two rows of two payoffs are needed here"},
    {PAIR "process: replicator\nrepeated: {rounds: 2}\n", 5, 11,
     "a repeated game has neither \"payoffs\" nor \"group\""},
    {SIDES "outcomes: [{play: [a, c], earn: [1, 1]}]\n", 4, 11, "{1} outcomes are needed here"},
    {SIDES "outcomes: [{play: [a, c], earn: [1, 1]}, {play: [a, c], earn: [1, 1]}, "
           "{play: [b, c], earn: [1, 1]}, {play: [b, d], earn: [1, 1]}]\n",
     4, 42, "this outcome is given twice"},
    {SIDES "outcomes: [{play: [a, a]}, {}, {}, {}]\n", 4, 23, "\"{1}\" is no strategy of \"{2}\""},
    {"evolve: 1\nparties: {p: {strategies: {a: A, b: B}}, q: {}}\nprocess: replicator\n"
     "outcomes: []\n",
     2, 45, "\"{1}\" is missing here"},
};

static void every_fault_of_a_model_is_told_with_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        assert_null(evolve_read(a, STR("f"), str_from(faults[i].text), EVOLVE_MEMBERS_MAX, &f));
        assert_int_equal(f.error_count, 1);
        if (strcmp(f.items[0].message.text, faults[i].says))
            fail_msg("row %zu: %s", i, f.items[0].message.text);
        if (f.items[0].place.line != faults[i].line || f.items[0].place.column != faults[i].column)
            fail_msg("row %zu: at %u:%u", i, f.items[0].place.line, f.items[0].place.column);
        arena_free(a);
    }
}

static const EvolveFile *read_sound(Arena *a, const char *text) {
    Findings f = {.arena = a};
    const EvolveFile *file = evolve_read(a, STR("f"), str_from(text), EVOLVE_MEMBERS_MAX, &f);
    assert_non_null(file);
    assert_int_equal(f.error_count, 0);
    return file;
}

static void what_is_left_out_has_its_default(void **state) {
    (void)state;
    Arena *a = arena_new();
    const EvolveFile *f = read_sound(a, PAIRWISE "population: 7\n");
    assert_int_equal(f->plan.start[0], 4);
    assert_int_equal(f->plan.start[1], 3);
    assert_int_equal(f->plan.runs, 1000);
    assert_int_equal(f->plan.generations, 10000);
    assert_int_equal(f->plan.warm_up, 2000);
    assert_true(f->model.intensity == 1 && f->model.mutation == 0 && !f->model.network);
    arena_free(a);
}

static void outcomes_may_stand_in_any_order(void **state) {
    (void)state;
    Arena *a = arena_new();
    const EvolveFile *f = read_sound(
        a, SIDES "outcomes: [{play: [b, d], earn: [1, 2]}, {play: [a, d], earn: [3, 4]}, "
                 "{play: [b, c], earn: [5, 6]}, {play: [a, c], earn: [7, 8]}]\n");
    for (int i = 0; i < 8; i++) assert_true(f->parties.payoffs[i] == i + 1);
    arena_free(a);
}

static void rules_of_a_repeated_game_become_payoffs(void **state) {
    (void)state;
    static const double expected[] = {3, 0.75, 2, 1};
    Arena *a = arena_new();
    const EvolveFile *f = read_sound(
        a, "evolve: 1\nstrategies: {a: A, b: B}\nprocess: replicator\n"
           "repeated: {rounds: 4, stage: [[3, 0], [5, 1]], rules: {a: tit for tat, b: always "
           "defect}}\n");
    for (int i = 0; i < 4; i++) assert_true(f->model.game.payoffs[i] == expected[i]);
    arena_free(a);
}

static void one_name_stands_for_a_language_that_has_none(void **state) {
    (void)state;
    Arena *a = arena_new();
    const EvolveFile *f =
        read_sound(a, "evolve: 1\nstrategies: {a: {zh: 甲}, b: }\npayoffs: {a: [1, 2], b: [3, 1]}\n"
                      "process: replicator\n");
    assert_true(str_is(f->strategies[0].label.texts[LANG_EN], STR("甲")));
    assert_true(str_is(f->strategies[1].label.texts[LANG_ZH], STR("b")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_model_is_told_with_its_place),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(outcomes_may_stand_in_any_order),
        cmocka_unit_test(rules_of_a_repeated_game_become_payoffs),
        cmocka_unit_test(one_name_stands_for_a_language_that_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
