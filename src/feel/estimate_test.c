// feel/estimate_test.c - tests of feel/estimate.c: doubles follow the exact values
#include "feel/formula_test.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NUMBERS = 3, SLOTS = 5 };

static const FeelCode *compiled(Arena *a, Str text) {
    static const char *const names[SLOTS] = {"x", "y", "z", "p", "q"};
    Findings f = {.arena = a};
    FeelScope *scope = feel_scope_new(a);
    for (uint32_t i = 0; i < SLOTS; i++)
        feel_scope_add(scope, str_from(names[i]),
                       feel_type(i < NUMBERS ? FEEL_NUMBER : FEEL_BOOLEAN), i);
    const FeelCode *code = feel_compile(a, text, (Place){0}, scope, (FeelOptions){0}, &f);
    if (!code) print_error("%.*s\n", STR_ARG(text));
    assert_non_null(code);
    return code;
}

// Quarters, so that sums and products are exact in binary; some slots the same in all rows.
static void random_slots(Arena *a, uint64_t *seed, size_t count, FeelDoubles *ret) {
    for (unsigned slot = 0; slot < SLOTS; slot++) {
        double *values = ARENA_ARRAY(a, double, count);
        for (size_t i = 0; i < count; i++)
            values[i] = slot < NUMBERS ? ((double)below(seed, 81) - 40) / 4 : below(seed, 2);
        ret[slot] = (FeelDoubles){values, values[0]};
        if (below(seed, 4) == 0) ret[slot].values = NULL;
    }
}

static void formulas_that_are_exact_in_binary_do_not_deviate(void **state) {
    enum { FORMULAS = 2000, MOST_ROWS = 700 };
    (void)state;
    uint64_t seed = 3;
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    for (int i = 0; i < FORMULAS; i++) {
        Arena *a = arena_new();
        size_t count = 1 + below(&seed, i % 50 ? 20 : MOST_ROWS);
        FeelDoubles slots[SLOTS];
        double *estimates = ARENA_ARRAY(a, double, count);
        random_slots(a, &seed, count, slots);
        Str text = formula_random(a, &seed, &FORMULA_BINARY);
        const FeelCode *code = compiled(a, text);
        bool is_done = feel_estimate(m, code, slots, count, estimates);
        if (!is_done) print_error("%.*s is not estimated\n", STR_ARG(text));
        assert_true(is_done);
        double off = feel_estimate_deviation(m, code, slots, count, estimates, count);
        if (off > 0) print_error("%.*s is %g off\n", STR_ARG(text), off);
        assert_true(off == 0);
        arena_free(a);
    }
    feel_machine_free(m);
}

static double estimate(Arena *a, FeelMachine *m, const char *text, double x, double y,
                       double *ret_off) {
    FeelDoubles slots[SLOTS] = {{NULL, x}, {NULL, y}, {NULL, 1}, {NULL, 1}, {NULL, 0}};
    const FeelCode *code = compiled(a, str_from(text));
    double value;
    assert_true(feel_estimate(m, code, slots, 1, &value));
    *ret_off = feel_estimate_deviation(m, code, slots, 1, &value, 1);
    return value;
}

static void null_is_carried_on_as_in_feel(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value; // NaN is null
    } rows[] = {
        {"x / 0", NAN},           {"x / 0 + 1", NAN},     {"if x / 0 > 1 then 2 else 3", 3},
        {"x / 0 = null", 1},      {"p or x / 0 > 1", 1},  {"q and x / 0 > 1", 0},
        {"p and x / 0 > 1", NAN}, {"sqrt(-x)", NAN},      {"log(0 * x)", NAN},
        {"clamp(x, 5, 1)", NAN},  {"max(x, y / 0)", NAN}, {"not(x / 0 = 1)", 1},
    };
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double off, value = estimate(a, m, rows[i].text, 2, 3, &off);
        bool is_right = isnan(rows[i].value) ? isnan(value) : value == rows[i].value;
        if (!is_right || off > 0) print_error("%s: %g, %g off\n", rows[i].text, value, off);
        assert_true(is_right && off == 0);
    }
    feel_machine_free(m);
    arena_free(a);
}

static void the_deviation_tells_what_binary_numbers_get_wrong(void **state) {
    (void)state;
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    double off;
    assert_true(estimate(a, m, "x + y", 0.1, 0.2, &off) != 0.3);
    assert_true(off > 0 && off < 1e-15);
    assert_true(estimate(a, m, "if x + y = 0.3 then 1000 else 0", 0.1, 0.2, &off) == 0);
    assert_true(off == 1);
    feel_machine_free(m);
    arena_free(a);
}

static void what_is_no_number_is_not_estimated(void **state) {
    (void)state;
    static const char *const texts[] = {"\"a\"", "[x, y]", "sum(for i in 1..3 return i * x)",
                                        "if p then \"high\" else \"low\"", "string(x)"};
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    FeelDoubles slots[SLOTS] = {{NULL, 1}};
    double value;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(feel_estimate(m, compiled(a, str_from(texts[i])), slots, 1, &value));
    feel_machine_free(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_that_are_exact_in_binary_do_not_deviate),
        cmocka_unit_test(null_is_carried_on_as_in_feel),
        cmocka_unit_test(the_deviation_tells_what_binary_numbers_get_wrong),
        cmocka_unit_test(what_is_no_number_is_not_estimated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
