// feel/api_test.c - tests of feel/api.c, through the header that other programs include
#include <softlaw/feel.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void is_run(SoftlawFeel *feel, const char *text, const char *json) {
    const SoftlawFormula *f = softlaw_feel_compile(feel, text);
    assert_non_null(f);
    assert_string_equal(softlaw_feel_run(feel, f), json);
}

static void values_go_in_and_come_out_as_json(void **state) {
    (void)state;
    static const struct {
        const char *name, *type, *json, *expression, *value;
    } rows[] = {
        {"n", "number", "9007199254740993.10", "n + 0", "9007199254740993.1"},
        {"水质", "string", "\"Ⅲ\"", "水质 + \"类\"", "\"Ⅲ类\""},
        {"day", "date", "\"2024-02-29\"", "day + @\"P1Y\"", "\"2025-02-28\""},
        {"span", "days and time duration", "\"PT90M\"", "span * 2", "\"PT3H\""},
        {"days", "list<date>", "[\"2024-01-01\", null]", "days[1].year", "2024"},
        {"c", "context<at: date, n: number>", "{\"at\": \"2024-03-01\", \"n\": 2}",
         "c.at.month * c.n", "6"},
        {"a-b", "Any", "[1, {\"k\": true}]", "a-b[2].k", "true"},
    };
    SoftlawFeel *feel = softlaw_feel_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(softlaw_feel_declare(feel, rows[i].name, rows[i].type));
        assert_true(softlaw_feel_set(feel, rows[i].name, rows[i].json));
        is_run(feel, rows[i].expression, rows[i].value);
    }
    softlaw_feel_free(feel);
}

static void what_does_not_fit_is_refused(void **state) {
    (void)state;
    SoftlawFeel *feel = softlaw_feel_new();
    assert_true(softlaw_feel_declare(feel, "day", "date"));
    assert_false(softlaw_feel_declare(feel, "day", "number"));
    assert_false(softlaw_feel_declare(feel, "x", "no such type"));
    assert_false(softlaw_feel_set(feel, "y", "1"));
    assert_false(softlaw_feel_set(feel, "day", "1"));
    assert_false(softlaw_feel_set(feel, "day", "\"2023-02-29\" x"));
    assert_false(softlaw_feel_set_now(feel, "yesterday"));
    is_run(feel, "day", "null");
    softlaw_feel_free(feel);
}

static void faults_tell_code_place_and_hint(void **state) {
    (void)state;
    SoftlawFeel *feel = softlaw_feel_new();
    softlaw_feel_declare(feel, "price", "number");
    assert_null(softlaw_feel_compile(feel, "2 * prise"));
    const SoftlawFault *f = softlaw_feel_fault(feel, 0);
    assert_true(f->is_error && f->line == 1 && f->column == 5 && f->size == 5);
    assert_string_equal(f->code, "unknown-name");
    assert_string_equal(f->hint, "did you mean \"price\"?");
    assert_null(softlaw_feel_fault(feel, 1));
    is_run(feel, "sum([1, 1 / 0])", "null");
    assert_int_equal(softlaw_feel_fault_count(feel), 2);
    assert_string_equal(softlaw_feel_fault(feel, 1)->code, "division-by-zero");
    is_run(feel, "1", "1");
    assert_int_equal(softlaw_feel_fault_count(feel), 0);
    softlaw_feel_free(feel);
}

static void limits_and_clock_are_the_hosts(void **state) {
    (void)state;
    SoftlawFeel *feel = softlaw_feel_new();
    is_run(feel, "today()", "null");
    assert_true(softlaw_feel_set_now(feel, "2026-01-01T08:00:00+08:00"));
    is_run(feel, "today()", "\"2026-01-01\"");
    softlaw_feel_limit(feel, 1000, 0, 0);
    is_run(feel, "count(for i in 1..10000 return i)", "null");
    assert_string_equal(softlaw_feel_fault(feel, softlaw_feel_fault_count(feel) - 1)->code,
                        "limit");
    is_run(feel, "now().hour", "8");
    softlaw_feel_free(feel);
}

static void a_formula_tells_its_type(void **state) {
    (void)state;
    SoftlawFeel *feel = softlaw_feel_new();
    assert_string_equal(softlaw_formula_type(softlaw_feel_compile(feel, "[1, 2]")), "list<number>");
    softlaw_feel_free(feel);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_go_in_and_come_out_as_json),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(faults_tell_code_place_and_hint),
        cmocka_unit_test(limits_and_clock_are_the_hosts),
        cmocka_unit_test(a_formula_tells_its_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
