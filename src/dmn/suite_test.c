// dmn/suite_test.c - test files of the DMN TCK: what is read, and when values match
#include "dmn/suite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FILE_OF(body)                                                                              \
    "<testCases xmlns='http://www.omg.org/spec/DMN/20160719/testcase' "                            \
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='urn:xsd'>"                   \
    "<modelName>m.dmn</modelName><testCase id='1'><inputNode name='x'>" body                       \
    "</inputNode><resultNode name='r' errorResult='true'/></testCase></testCases>"
#define VALUE(type, text) "<value xsi:type='xsd:" type "'>" text "</value>"

static void values_are_read_by_their_schema_types(void **state) {
    (void)state;
    static const struct {
        const char *file, *expected;
    } rows[] = {
        {FILE_OF(VALUE("decimal", ".50")), "0.5"},
        {FILE_OF(VALUE("double", "-.25")), "-0.25"},
        {FILE_OF(VALUE("string", " a b ")), "\" a b \""},
        {FILE_OF(VALUE("boolean", "true")), "true"},
        {FILE_OF(VALUE("date", "2024-01-31")), "@\"2024-01-31\""},
        {FILE_OF(VALUE("duration", "P1DT2H")), "@\"P1DT2H\""},
        {FILE_OF(VALUE("duration", "P1Y2M")), "@\"P1Y2M\""},
        {FILE_OF("<value xsi:nil='true'/>"), "null"},
        {FILE_OF("<list><item>" VALUE("decimal", "1") "</item><item><list/></item></list>"),
         "[1, []]"},
        {FILE_OF("<component name='a b'>" VALUE("decimal", "1") "</component>"
                                                                "<component name='a b'>" VALUE(
                                                                    "decimal", "2") "</component>"),
         "{a b: 1}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err = {0};
        const DmnSuite *s = dmn_suite_read(a, STR("t.xml"), str_from(rows[i].file), &err);
        assert_non_null(s);
        assert_int_equal(s->case_count, 1);
        assert_true(s->cases[0].results[0].is_error);
        Str text = feel_to_text(a, s->cases[0].inputs[0].value);
        assert_string_equal(str_c(a, text), rows[i].expected);
        arena_free(a);
    }
}

// Exact, but for expected numbers of eight decimals and more, which are rounded ones.
static void numbers_match_exactly_unless_the_expected_one_is_rounded(void **state) {
    (void)state;
    static const struct {
        const char *expected, *got;
        bool matches;
    } rows[] = {
        {"1.50", "1.5", true},
        {"0.1", "0.10000000001", false},
        {"0.3333333", "0.3333333333", false},
        {"0.33333333", "0.3333333333333333333333333333333333", true},
        {"0.33333333", "0.33333335", false},
        {"0.2777778", "0.2777777777", false},
        {"8.166666667", "8.1666666666666666", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        FeelValue expected = feel_from_text(NULL, str_from(rows[i].expected), FEEL_NUMBER),
                  got = feel_from_text(NULL, str_from(rows[i].got), FEEL_NUMBER);
        if (dmn_suite_matches(expected, got) != rows[i].matches)
            fail_msg("%s and %s", rows[i].expected, rows[i].got);
    }
}

static void kinds_counts_and_keys_must_agree(void **state) {
    (void)state;
    Arena *a = arena_new();
    static const Str keys[] = {{"a", 1}, {"b", 1}}, turned[] = {{"b", 1}, {"a", 1}};
    FeelValue ones[] = {feel_integer(1), feel_integer(2)},
              twos[] = {feel_integer(2), feel_integer(1)};
    FeelValue x = feel_context(keys, ones, 2, a);
    assert_true(dmn_suite_matches(x, feel_context(turned, twos, 2, a))); // order does not matter
    assert_false(dmn_suite_matches(x, feel_context(keys, twos, 2, a)));
    assert_false(dmn_suite_matches(x, feel_context(keys, ones, 1, a)));
    assert_false(dmn_suite_matches(feel_list(ones, 2, a), feel_list(ones, 1, a)));
    assert_false(dmn_suite_matches(feel_integer(1), feel_string(STR("1"))));
    assert_false(dmn_suite_matches(feel_null(), feel_boolean(false)));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_by_their_schema_types),
        cmocka_unit_test(numbers_match_exactly_unless_the_expected_one_is_rounded),
        cmocka_unit_test(kinds_counts_and_keys_must_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
