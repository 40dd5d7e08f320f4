// facts/value_test.c - values in 8 bytes: packed and unpacked, compared, read from text
#include "facts/facts_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *const numbers[] = {
    "0",
    "1",
    "-1",
    "0.5",
    "-0.5",
    "3",
    "2.99",
    "2.990",
    "30",
    "-30",
    "0.001",
    "100000000000",
    "99999999999999.99",
    "-99999999999999.99",
    "9999999999999999",
    "0.0000000000000001",
    "1E20",
    "1E-30",
    "-1E100",
    "36028797018963967",
    "36028797018963968",
    "12345678901234567890.5",
};
enum { NUMBERS = sizeof numbers / sizeof numbers[0] };

static FeelValue number_of(Arena *a, size_t i) {
    FeelValue v = feel_from_text(a, str_from(numbers[i]), FEEL_NUMBER);
    assert_int_equal(v.kind, FEEL_NUMBER);
    return v;
}

static void values_come_back_as_they_were_packed(void **state) {
    (void)state;
    static const struct {
        const char *text;
        FeelKind kind;
    } rows[] = {
        {"true", FEEL_BOOLEAN},   {"false", FEEL_BOOLEAN},     {"上游", FEEL_STRING},
        {"", FEEL_STRING},        {"2021-02-28", FEEL_DATE},   {"1900-01-01", FEEL_DATE},
        {"10:00:00Z", FEEL_TIME}, {"P1D", FEEL_DAYS_DURATION}, {"-999999-01-01", FEEL_DATE},
    };
    Arena *a = arena_new();
    Values values = {.arena = a, .texts = {.arena = a}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        FeelValue v = feel_from_text(a, str_from(rows[i].text), rows[i].kind);
        uint64_t packed = value_pack(&values, v);
        assert_true(feel_is_identical(value_unpack(&values, packed, rows[i].kind), v));
    }
    for (size_t i = 0; i < NUMBERS; i++) {
        FeelValue v = number_of(a, i);
        uint64_t packed = value_pack(&values, v);
        assert_true(feel_is_identical(value_unpack(&values, packed, FEEL_NUMBER), v));
    }
    arena_free(a);
}

static void packed_numbers_compare_as_decimals(void **state) {
    (void)state;
    Arena *a = arena_new();
    Values values = {.arena = a, .texts = {.arena = a}};
    size_t compared = 0;
    for (size_t i = 0; i < NUMBERS; i++)
        for (size_t k = 0; k < NUMBERS; k++) {
            FeelValue x = number_of(a, i), y = number_of(a, k);
            uint64_t p = value_pack(&values, x), q = value_pack(&values, y);
            if (!value_is_number(p) || !value_is_number(q)) continue;
            assert_int_equal(value_compare_numbers(p, q), dec_compare(x.number, y.number));
            compared++;
        }
    assert_true(compared >= 400);
    arena_free(a);
}

static void plain_decimals_are_read_alike_by_all(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_number, is_integer;
    } rows[] = {
        {"0", true, true},
        {"-0", true, true},
        {"007", true, true},
        {"2016", true, true},
        {"23437906.96", true, false},
        {"-23437906.96", true, false},
        {"1.50", true, false},
        {"5.0", true, false},
        {"1234567890123456", true, true},
        {"-12345678.90123456", true, false},
        {"12345678901234567", false, false},
        {"0.1234567890123456", false, false},
        {"", false, false},
        {"-", false, false},
        {"+1", false, false},
        {".5", false, false},
        {"5.", false, false},
        {"1.2.3", false, false},
        {"1e5", false, false},
        {" 1", false, false},
        {"1 ", false, false},
        {"1-2", false, false},
        {"x", false, false},
    };
    static const char *const marks[] = {",", "\n", "\r\n"};
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t packed = 0, read = 0;
        Str text = str_from(rows[i].text);
        assert_int_equal(value_pack_number(text, &packed), rows[i].is_number);
        for (size_t k = 0; k < 3; k++) {
            const char *line = str_fmt(a, "%s%s%48s", rows[i].text, marks[k], "").at;
            size_t size = value_read_number(line, false, &read);
            assert_int_equal(size, rows[i].is_number ? text.size : 0);
            if (size) assert_int_equal(read, packed);
            assert_int_equal(value_read_number(line, true, &read) > 0, rows[i].is_integer);
        }
        if (!rows[i].is_number) continue;
        Values values = {.arena = a, .texts = {.arena = a}};
        FeelValue v = feel_from_text(a, text, FEEL_NUMBER);
        assert_true(dec_compare(value_unpack(&values, packed, FEEL_NUMBER).number, v.number) == 0);
        assert_int_equal(packed, value_pack(&values, v));
    }
    arena_free(a);
}

static void texts_are_remembered_up_to_their_mark(void **state) {
    (void)state;
    Arena *a = arena_new();
    ValueMemos m = {0};
    uint64_t packed = 0;
    assert_int_equal(value_recall(&m, "true,                                        ", &packed), 0);
    value_remember(&m, a, STR("true"), 1);
    value_remember(&m, a, STR("sixteen bytes ok"), 2);
    value_remember(&m, a, STR("seventeen bytes no"), 3);
    value_remember(&m, a, STR("true"), 4);
    assert_int_equal(value_recall(&m, "true,                                        ", &packed), 4);
    assert_int_equal(packed, 1);
    assert_int_equal(value_recall(&m, "true\r\n                                        ", &packed),
                     4);
    assert_int_equal(value_recall(&m, "truer,                                        ", &packed),
                     0);
    assert_int_equal(value_recall(&m, "tru,                                        ", &packed), 0);
    assert_int_equal(value_recall(&m, ",                                        ", &packed), 0);
    assert_int_equal(
        value_recall(&m, "sixteen bytes ok\n                                        ", &packed),
        16);
    assert_int_equal(packed, 2);
    assert_int_equal(
        value_recall(&m, "seventeen bytes no,                                        ", &packed),
        0);
    for (uint64_t i = 0; i < VALUE_MEMOS; i++) value_remember(&m, a, str_fmt(a, "%d", (int)i), i);
    assert_int_equal(value_recall(&m, "true,                                        ", &packed), 0);
    assert_int_equal(value_recall(&m, "7,                                        ", &packed), 1);
    assert_int_equal(packed, 7);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_were_packed),
        cmocka_unit_test(packed_numbers_compare_as_decimals),
        cmocka_unit_test(plain_decimals_are_read_alike_by_all),
        cmocka_unit_test(texts_are_remembered_up_to_their_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
