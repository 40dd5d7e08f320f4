// design/search_test.c - least values that are known, on grids that can be written
#include "design/design.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static Dec number(const char *text) {
    Dec d = DEC_ZERO;
    assert_true(dec_from_text(str_from(text), &d, NULL));
    return d;
}

static Grid grid(const char *low, const char *high, const char *step) {
    Grid g;
    assert_true(grid_new(number(low), number(high), number(step), &g));
    return g;
}

static void assert_number(Dec d, const char *expected) {
    char text[DEC_TEXT_BYTES];
    dec_to_text(d, text);
    assert_string_equal(text, expected);
}

// ---- grids --------------------------------------------------------------------------------------

static void a_grid_goes_by_three_digits_or_by_steps(void **state) {
    (void)state;
    Grid digits = grid("0", "1000", "0");
    assert_number(grid_value(&digits, 0), "0");
    assert_number(grid_value(&digits, 1), "0.1");
    assert_number(grid_value(&digits, 2), "0.101");
    assert_number(grid_value(&digits, digits.count - 2), "999");
    assert_number(grid_value(&digits, digits.count - 1), "1000");
    Grid steps = grid("0.1", "1.15", "0.25");
    static const char *const expected[] = {"0.1", "0.35", "0.6", "0.85", "1.1", "1.15"};
    assert_int_equal(steps.count, 6);
    for (size_t i = 0; i < 6; i++) assert_number(grid_value(&steps, i), expected[i]);
    Grid signs = grid("-50", "50", "0");
    assert_int_equal(signs.count, 1001);
    assert_number(grid_value(&signs, 1), "-49.9");
}

static void values_of_a_grid_rise(void **state) {
    (void)state;
    Grid grids[] = {grid("0", "87654321", "0"), grid("0.0123", "17", "0"), grid("7", "9", "0.3")};
    for (size_t g = 0; g < 3; g++)
        for (size_t i = 1; i < grids[g].count; i++)
            assert_true(dec_compare(grid_value(&grids[g], i - 1), grid_value(&grids[g], i)) < 0);
}

static void what_is_no_range_is_refused(void **state) {
    (void)state;
    Grid g;
    assert_false(grid_new(number("2"), number("1"), DEC_ZERO, &g));
    assert_false(grid_new(number("1"), number("1"), DEC_ZERO, &g));
    assert_false(grid_new(number("0"), number("1"), number("-0.1"), &g));
    assert_false(grid_new(number("0"), number("1"), number("0.0000001"), &g));
    assert_false(grid_new(number("0"), number("1e30"), DEC_ZERO, &g));
}

// ---- one number ---------------------------------------------------------------------------------

typedef struct Known {
    double from, to; // holds between
    size_t tries;
} Known;

static bool holds_between(void *self, const Dec *values, bool *ret) {
    Known *k = self;
    double x = dec_to_double(values[0]);
    k->tries++;
    *ret = x >= k->from && x <= k->to;
    return true;
}

static void one_number_is_found_by_halves(void **state) {
    (void)state;
    static const struct {
        Known known;
        DesignKind kind;
        const char *value;
    } rows[] = {
        {{8234567, 1e9, 0}, DESIGN_LEAST, "8240000"},
        {{-1, 8234567, 0}, DESIGN_MOST, "8230000"},
        {{8.0 / 7, 1e9, 0}, DESIGN_LEAST, "1000"},
        {{-1, 1e9, 0}, DESIGN_ALL, "0"},
        {{2e9, 3e9, 0}, DESIGN_NONE, "0"},
        {{2e7, 5e7, 0}, DESIGN_FROM, "20000000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Known known = rows[i].known;
        Grid g = grid("0", "100000000", "0");
        if (i == 2) g = grid("0", "100000000", "1000");
        DesignSearch s = {.grids = &g, .unknowns = 1, .holds = holds_between, .self = &known};
        Arena *a = arena_new();
        DesignFrontier f;
        assert_true(design_search(a, &s, &f));
        assert_int_equal(f.count, 1);
        assert_int_equal(f.items[0].kind, rows[i].kind);
        assert_int_equal(f.best, rows[i].kind == DESIGN_NONE ? 1 : 0);
        assert_number(f.items[0].values[0], rows[i].value);
        assert_true(known.tries < 25);
        arena_free(a);
    }
}

// ---- several ------------------------------------------------------------------------------------

// A bond b and a share s hold where b >= 100 - s.
static bool holds_together(void *self, const Dec *values, bool *ret) {
    (void)self;
    *ret = dec_to_double(values[0]) + dec_to_double(values[1]) >= 100;
    return true;
}

// Least at s = 30, b = 70.
static bool cost_of_both(void *self, const Dec *values, double *ret) {
    (void)self;
    double s = dec_to_double(values[0]), b = dec_to_double(values[1]);
    *ret = b + s * s / 60;
    return true;
}

static void for_each_share_the_least_bond_and_of_them_the_cheapest(void **state) {
    (void)state;
    Arena *a = arena_new();
    Grid grids[] = {grid("0", "80", "1"), grid("0", "200", "1")};
    DesignSearch s = {.grids = grids, .unknowns = 2, .holds = holds_together, .cost = cost_of_both};
    DesignFrontier f;
    assert_true(design_search(a, &s, &f));
    assert_true(f.count >= 5);
    for (size_t i = 0; i < f.count; i++) {
        Dec sum;
        assert_int_equal(f.items[i].kind, DESIGN_LEAST);
        assert_true(dec_add(f.items[i].values[0], f.items[i].values[1], &sum));
        assert_number(sum, "100");
    }
    assert_number(f.items[f.best].values[0], "30");
    arena_free(a);
}

static bool cannot_be_tried(void *self, const Dec *values, bool *ret) {
    (void)self, (void)values, (void)ret;
    return false;
}

static void what_cannot_be_tried_ends_the_search(void **state) {
    (void)state;
    Arena *a = arena_new();
    Grid g = grid("0", "10", "0");
    DesignSearch s = {.grids = &g, .unknowns = 1, .holds = cannot_be_tried};
    DesignFrontier f;
    assert_false(design_search(a, &s, &f));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_goes_by_three_digits_or_by_steps),
        cmocka_unit_test(values_of_a_grid_rise),
        cmocka_unit_test(what_is_no_range_is_refused),
        cmocka_unit_test(one_number_is_found_by_halves),
        cmocka_unit_test(for_each_share_the_least_bond_and_of_them_the_cheapest),
        cmocka_unit_test(what_cannot_be_tried_ends_the_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
