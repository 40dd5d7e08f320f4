// feel/text_test.c - tests of feel/text.c
#include "feel/feel_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new();
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static FeelValue from_json(Arena *a, const char *json) {
    FeelValue v = feel_null();
    Err err = {0};
    if (!feel_from_json(a, str_from(json), STR("test"), &v, &err))
        fail_msg("%s: %s", json, err.message.text);
    return v;
}

static void is_text(Str got, const char *wanted) {
    if (!str_is(got, str_from(wanted))) fail_msg("got %.*s, wanted %s", STR_ARG(got), wanted);
}

static void json_comes_back_as_it_was(void **state) {
    static const char *const rows[] = {
        "null",
        "true",
        "\"a\\\"b\\\\c\\nd 水\"",
        "12.5",
        "1234567890123456789012345678901234",
        "[1,[2,\"x\"],[]]",
        "{\"a\":1,\"b c\":{\"d\":null}}",
        "{}",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_text(feel_to_json(*state, from_json(*state, rows[i])), rows[i]);
}

static void numbers_in_json_are_exact_or_refused(void **state) {
    is_text(feel_to_json(*state, from_json(*state, "0.10")), "0.1");
    FeelValue v;
    Err err = {0};
    assert_false(feel_from_json(*state, STR("[1,\n 12345678901234567890123456789012345]"),
                                STR("facts.json"), &v, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(err.place.line, 2);
}

static void the_three_texts_of_a_value_differ(void **state) {
    static const struct {
        const char *from; // a moment or duration
        const char *json, *literal, *plain;
    } rows[] = {
        {"2021-05-01", "\"2021-05-01\"", "@\"2021-05-01\"", "2021-05-01"},
        {"10:00:00Z", "\"10:00:00Z\"", "@\"10:00:00Z\"", "10:00:00Z"},
        {"P1Y2M", "\"P1Y2M\"", "@\"P1Y2M\"", "P1Y2M"},
        {"-PT1H", "\"-PT1H\"", "@\"-PT1H\"", "-PT1H"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        FeelValue v = feel_temporal_literal(str_from(rows[i].from));
        is_text(feel_to_json(*state, v), rows[i].json);
        is_text(feel_to_text(*state, v), rows[i].literal);
        is_text(feel_to_string(*state, v), rows[i].plain);
    }
    FeelValue s = feel_string(STR("a\"\n"));
    is_text(feel_to_json(*state, s), "\"a\\\"\\n\"");
    is_text(feel_to_text(*state, s), "\"a\\\"\\n\"");
    is_text(feel_to_string(*state, s), "a\"\n");
}

static void strings_within_a_list_stay_quoted(void **state) {
    FeelValue v = from_json(*state, "[\"a\",{\"k\":1,\"odd key!\":\"b\",\"两 字\":true}]");
    is_text(feel_to_string(*state, v), "[\"a\", {k: 1, \"odd key!\": \"b\", 两 字: true}]");
    is_text(feel_to_text(*state, v), "[\"a\", {k: 1, \"odd key!\": \"b\", 两 字: true}]");
}

static void ranges_are_written_as_feel(void **state) {
    FeelRange r = {feel_integer(1), feel_integer(3), true, false};
    is_text(feel_to_text(*state, feel_range(r, *state)), "[1..3)");
    is_text(feel_to_json(*state, feel_range(r, *state)), "\"[1..3)\"");
    r.low = feel_null();
    is_text(feel_to_text(*state, feel_range(r, *state)), "< 3");
    r = (FeelRange){feel_string(STR("a")), feel_null(), true, false};
    is_text(feel_to_text(*state, feel_range(r, *state)), ">= \"a\"");
    is_text(feel_to_json(*state, feel_range(r, *state)), "\">= \\\"a\\\"\"");
}

static void facts_are_read_by_their_kind(void **state) {
    static const struct {
        const char *text;
        FeelKind kind;
        const char *wanted;
    } rows[] = {
        {"12.50", FEEL_NUMBER, "12.5"},
        {"12,5", FEEL_NUMBER, "null"},
        {"", FEEL_NUMBER, "null"},
        {"12345678901234567890123456789012345", FEEL_NUMBER, "null"},
        {"true", FEEL_BOOLEAN, "true"},
        {"yes", FEEL_BOOLEAN, "null"},
        {"12", FEEL_STRING, "\"12\""},
        {"2021-05-01", FEEL_DATE, "@\"2021-05-01\""},
        {"2021-05-01", FEEL_DATE_TIME, "@\"2021-05-01T00:00:00\""},
        {"2021-05-01", FEEL_TIME, "null"},
        {"P1D", FEEL_DAYS_DURATION, "@\"P1D\""},
        {"P1D", FEEL_YEARS_DURATION, "null"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_text(feel_to_text(*state, feel_from_text(*state, str_from(rows[i].text), rows[i].kind)),
                rows[i].wanted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(json_comes_back_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_in_json_are_exact_or_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_three_texts_of_a_value_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strings_within_a_list_stay_quoted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranges_are_written_as_feel, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_are_read_by_their_kind, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
