// rules/unit_test.c - units: known words, combination, exact factors, faults
#include "rules/unit_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static Unit unit(Arena *a, const char *text) {
    Unit u;
    Message why = NO_MSG;
    if (!unit_parse(a, str_from(text), &u, &why)) fail_msg("%s: %s", text, why.text);
    return u;
}

static Str converted(Arena *a, const char *value, const char *from, const char *to) {
    Unit u = unit(a, from), v = unit(a, to);
    UnitFactor f;
    Dec d, result;
    if (!unit_factor(&u, &v, &f)) return STR("incommensurable");
    assert_true(dec_from_text(str_from(value), &d, NULL));
    assert_true(unit_convert(f, d, &result));
    return dec_text(a, result);
}

static void known_units_convert_by_their_exact_factors(void **state) {
    (void)state;
    static const char *const rows[][4] = {
        {"1", "t", "kg", "1000"},
        {"1", "kg", "t", "0.001"},
        {"36000000", "mg/L m3", "t", "36"},
        {"1", "mu", "m2", "666.6666666666666666666666666666667"},
        {"2000", "m2", "亩", "3"},
        {"15", "亩", "ha", "1"},
        {"1", "km2", "ha", "100"},
        {"1", "acre_ft", "acre ft", "1"},
        {"1", "acre_ft", "m3", "1233.48183754752"},
        {"1", "mile", "km", "1.609344"},
        {"1", "gallon", "L", "3.785411784"},
        {"1", "kWh", "MJ", "3.6"},
        {"1", "GWh", "万千瓦时", "100"},
        {"90", "km/h", "m/s", "25"},
        {"5", "%", "‰", "50"},
        {"5000", "kcal/kg", "cal/g", "5000"},
        {"3", "亿元", "万元", "30000"},
        {"2", "万元", "CNY", "20000"},
        {"7", "CNY/t", "元/吨", "7"},
        {"1", "m^3", "m³", "1"},
        {"1", "s⁻¹", "1/s", "1"},
        {"1", "h-1", "1/d", "24"},
        {"1", "CNY/(t·km)", "CNY/t/km", "1"},
        {"1", "1000 USD", "USD", "1000"},
        {"1", "CNY/year", "CNY/month", "0.08333333333333333333333333333333333"},
        {"1", "t", "m3", "incommensurable"},
        {"1", "CNY", "USD", "incommensurable"},
        {"1", "kcal", "J", "incommensurable"},
        {"1", "vehicle", "truck", "incommensurable"},
        {"1", "CO2", "CO2", "1"},
        {"1", "%", "CNY", "incommensurable"},
        {"1", "万立方米", "m3", "10000"},
        {"1", "MW", "J/s", "1000000"},
        {"1", "m min", "m s", "60"},
        {"1", "min", "s", "60"},
        {"1", "d", "h", "24"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str got = converted(a, rows[i][0], rows[i][1], rows[i][2]);
        if (!str_is(got, str_from(rows[i][3])))
            fail_msg("%s %s in %s: %.*s, not %s", rows[i][0], rows[i][1], rows[i][2], STR_ARG(got),
                     rows[i][3]);
    }
    arena_free(a);
}

static void combined_units_have_a_canonical_text(void **state) {
    (void)state;
    static const char *const rows[][4] = {
        {"mg/L", "*", "m3", "g"},       {"t", "/", "m3", "1000000 g/m3"},
        {"CNY/t", "*", "t", "CNY"},     {"CNY", "/", "t km", "0.000000001 CNY/(g·m)"},
        {"CNY", "/", "CNY", "1"},       {"%", "*", "CNY", "0.01 CNY"},
        {"1/s", "*", "1/m", "1/(m·s)"}, {"vehicle", "*", "vehicle", "vehicle2"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Unit u = unit(a, rows[i][0]), v = unit(a, rows[i][2]), w;
        bool is_done = rows[i][1][0] == '*' ? unit_multiply(&u, &v, &w) : unit_divide(&u, &v, &w);
        assert_true(is_done);
        w.text = (Str){NULL, 0};
        Str text = unit_text(a, &w);
        if (!str_is(text, str_from(rows[i][3])))
            fail_msg("%s %s %s: %.*s", rows[i][0], rows[i][1], rows[i][2], STR_ARG(text));
    }
    arena_free(a);
}

static void roots_of_even_powers_only(void **state) {
    (void)state;
    Arena *a = arena_new();
    Unit square = unit(a, "km2"), cube = unit(a, "m3"), root;
    assert_true(unit_root(&square, &root));
    assert_string_equal(str_c(a, unit_text(a, &root)), "1000 m");
    assert_false(unit_root(&cube, &root));
    arena_free(a);
}

static void malformed_units_are_explained(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "mg/",
        "/L",
        "(m",
        "m)",
        "m^",
        "m^13",
        "m^-",
        "0 m",
        "m**m",
        "((((((((((m))))))))))",
        "aa bb cc dd ee ff gg hh ii",
        "m12 m",
        "1e99999 m",
        "1e1001 m",
        "1e-1001 m",
        "1e600 km/1e-600 g",
        "1e200^4 m/(1e-300 g)",
        "*",
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Unit u;
        Message why = NO_MSG;
        if (unit_parse(a, str_from(rows[i]), &u, &why)) fail_msg("accepted: \"%s\"", rows[i]);
        assert_non_null(why.text);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_units_convert_by_their_exact_factors),
        cmocka_unit_test(combined_units_have_a_canonical_text),
        cmocka_unit_test(roots_of_even_powers_only),
        cmocka_unit_test(malformed_units_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
