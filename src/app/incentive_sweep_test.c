// app/incentive_sweep_test.c - what may be asked of a sweep, and what a checkpoint keeps
#include "app/incentive_crew_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static ScenarioParameter parameters[] = {{.id = {"cost", 4}}, {.id = {"stop loss", 9}}};
static Party parties[] = {{.id = {"supplier", 8}}, {.id = {"buyer", 5}}};
static const Terms terms = {.parties = parties, .party_count = 2};

static Scenario scenario_of(bool is_renewed) {
    return (Scenario){
        .terms = &terms, .parameters = parameters, .parameter_count = 2, .is_renewed = is_renewed};
}

static void a_sweep_names_a_parameter_or_a_party(void **state) {
    static const struct {
        const char *text;
        bool is_discount;
        size_t index, steps;
        double third; // value
    } rows[] = {
        {"cost=400..500/10", false, 0, 10, 420},
        {" stop loss = 4 .. 0 / 2 ", false, 1, 2, 0},
        {"supplier=0.5..1/5", true, 0, 5, 0.7},
        {"buyer=-0..0.25/4", true, 1, 4, 0.125},
    };
    Scenario s = scenario_of(false);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Sweep sweep;
        Err err = {.code = ERR_NONE};
        assert_true(sweep_read(*state, &s, str_from(rows[i].text), &sweep, &err));
        assert_int_equal(sweep.is_discount, rows[i].is_discount);
        assert_int_equal(sweep.index, rows[i].index);
        assert_int_equal(sweep.steps, rows[i].steps);
        assert_true(sweep_value(&sweep, 2) == rows[i].third);
        assert_true(sweep_value(&sweep, sweep.steps) == sweep.to);
    }
}

static void what_is_no_sweep_is_refused_with_a_reason(void **state) {
    static const struct {
        const char *text, *message;
        bool is_renewed;
    } rows[] = {
        {"cost", "--{1} cannot be \"{2}\"", false},
        {"cost=1..2", "--{1} cannot be \"{2}\"", false},
        {"cost=1/2", "--{1} cannot be \"{2}\"", false},
        {"cost=1..2/0", "--{1} cannot be \"{2}\"", false},
        {"cost=1..2/-1", "--{1} cannot be \"{2}\"", false},
        {"cost=1..2/1.5", "--{1} cannot be \"{2}\"", false},
        {"cost=1..2/1001", "--{1} cannot be \"{2}\"", false},
        {"cost=1..1/3", "--{1} cannot be \"{2}\"", false},
        {"cost=a..2/3", "--{1} cannot be \"{2}\"", false},
        {"costs=1..2/3",
         "\"{1}\" is neither a parameter of the scenario nor a party, whose discount factor it "
         "would be",
         false},
        {"buyer=0..1.5/3", "a discount factor lies between 0 and 1", false},
        {"buyer=-1..1/3", "a discount factor lies between 0 and 1", false},
        {"buyer=1..0/3", "a discount factor lies between 0 and 1", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Scenario s = scenario_of(rows[i].is_renewed);
        Sweep sweep;
        Err err = {.code = ERR_NONE};
        assert_false(sweep_read(*state, &s, str_from(rows[i].text), &sweep, &err));
        assert_string_equal(err.message.text, rows[i].message);
    }
}

static void a_point_is_read_as_it_is_written_and_nothing_else(void **state) {
    static const char *const faulty[] = {
        "",           "10 1 0 9",    "10 1 0 9 0 0", "10 1 0 9 0 ", " 10 1 0 9 0", "10 1 0 -9 0",
        "10 1 0 9 x", "10  1 0 9 0", "10 01 0 9 0",  "11 1 0 9 0",  "10 11 0 9 0", "10 1 0 9 99",
    };
    SweepPoint p = {.worlds = 0};
    assert_true(sweep_point_read(STR("10 1 0 9 0"), 2, 10, &p));
    assert_int_equal(p.kept, 1);
    assert_int_equal(p.broke[0], 9);
    assert_true(str_is(sweep_point_write(*state, &p, 2), STR("10 1 0 9 0")));
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        assert_false(sweep_point_read(str_from(faulty[i]), 2, 10, &p));
}

static Saved saved_of(Arena *a) {
    Saved s = {.marks = {STR("0.\0001.0"), STR("35bb"), STR("f01a"), STR("0"), STR("1000"),
                         STR("columns"), STR("cost=1..2/3")}};
    *VEC_ADD(a, &s.parts) = STR("one\n\n");
    *VEC_ADD(a, &s.parts) = STR("");
    return s;
}

static void a_checkpoint_says_which_run_it_is_of(void **state) {
    Saved s = saved_of(*state), read;
    assert_true(saved_read(*state, saved_write(*state, &s), &read));
    assert_int_equal(saved_difference(&s, &read), SAVED_MARKS);
    assert_int_equal(read.parts.count, 2);
    assert_true(str_is(read.parts.items[0], STR("one\n\n")));
    assert_int_equal(read.parts.items[1].size, 0);
    read.marks[SAVED_SEED] = STR("1");
    assert_int_equal(saved_difference(&s, &read), SAVED_SEED);
}

static void a_checkpoint_that_was_cut_or_changed_is_refused(void **state) {
    Saved s = saved_of(*state), read;
    Str whole = saved_write(*state, &s);
    for (size_t i = 0; i < whole.size; i++) {
        Str changed = str_copy(*state, whole);
        ((char *)(uintptr_t)changed.at)[i] ^= 1;
        assert_false(saved_read(*state, changed, &read));
        assert_false(saved_read(*state, str_part(whole, 0, i), &read));
    }
}

static int open_arena(void **state) {
    *state = arena_new();
    return 0;
}

static int close_arena(void **state) {
    arena_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_sweep_names_a_parameter_or_a_party),
        TEST(what_is_no_sweep_is_refused_with_a_reason),
        TEST(a_point_is_read_as_it_is_written_and_nothing_else),
        TEST(a_checkpoint_says_which_run_it_is_of),
        TEST(a_checkpoint_that_was_cut_or_changed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
