// feel/temporal_text_test.c - tests of feel/temporal_text.c
#include "feel/temporal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Row {
    const char *text, *canonical; // NULL: not a value
} Row;

static void check(const Row *rows, size_t count, bool (*parse)(Str, FeelValue *)) {
    Arena *a = arena_new();
    for (size_t i = 0; i < count; i++) {
        FeelValue v;
        bool ok = parse(str_from(rows[i].text), &v);
        Buf b = {.arena = a};
        if (ok) temporal_add_text(&b, v);
        const char *got = ok ? str_c(a, buf_str(&b)) : "no value";
        const char *wanted = rows[i].canonical ? rows[i].canonical : "no value";
        if (strcmp(got, wanted) != 0)
            fail_msg("\"%s\": got %s, wanted %s", rows[i].text, got, wanted);
    }
    arena_free(a);
}

#define CHECK(rows, parse) check(rows, sizeof rows / sizeof *rows, parse)

// The cases of the kit's folders 1115, 1116 and 1117, and those that they leave out.
static void dates_are_read_strictly(void **state) {
    (void)state;
    static const Row rows[] = {
        {"2017-12-31", "2017-12-31"},
        {"-2017-12-31", "-2017-12-31"},
        {"999999999-12-31", "999999999-12-31"},
        {"-999999999-12-31", "-999999999-12-31"},
        {"0001-01-01", "0001-01-01"},
        {"2024-02-29", "2024-02-29"},
        {"2021-02-29", NULL},
        {"2012-12-25T", NULL},
        {"", NULL},
        {"2012/12/25", NULL},
        {"9999999999-12-25", NULL},
        {"2017-13-10", NULL},
        {"2017-12-32", NULL},
        {"998-12-31", NULL},
        {"01211-12-31", NULL},
        {"+2012-12-02", NULL},
        {"2012-12-02Z", NULL},
    };
    CHECK(rows, temporal_parse_date);
}

static void times_keep_their_zone_as_written(void **state) {
    (void)state;
    static const Row rows[] = {
        {"01:02:03", "01:02:03"},
        {"11:22:33.444", "11:22:33.444"},
        {"11:22:33.123456789", "11:22:33.123456789"},
        {"11:22:33.100", "11:22:33.1"},
        {"24:00:00", "00:00:00"},
        {"23:59:00Z", "23:59:00Z"},
        {"23:00:50z", "23:00:50Z"},
        {"11:22:33-00:00", "11:22:33Z"},
        {"13:20:00+02:00", "13:20:00+02:00"},
        {"13:20:00-05:30", "13:20:00-05:30"},
        {"11:59:45-02:45:55", "11:59:45-02:45:55"},
        {"00:01:00@Etc/UTC", "00:01:00@Etc/UTC"},
        {"00:01:00@Europe/Paris", "00:01:00@Europe/Paris"},
        {"13:20:00@xyz/abc", NULL},
        {"13:20:00@", NULL},
        {"23:59:60", NULL},
        {"24:00:01", NULL},
        {"24:01:00", NULL},
        {"25:00:00", NULL},
        {"00:60:00", NULL},
        {"7:00:00", NULL},
        {"07:1:00", NULL},
        {"07:01:2", NULL},
        {"07:20", NULL},
        {"11:22:33.", NULL},
        {"11:22:33.1234567891", NULL},
        {"13:20:00+19:00", NULL},
        {"13:20:00+18:00", "13:20:00+18:00"},
        {"13:20:00+5:00", NULL},
        {"13:20:00+02:00@Europe/Paris", NULL},
        {"11:30:00T", NULL},
        {"11:30:00ZZ", NULL},
        {"", NULL},
    };
    CHECK(rows, temporal_parse_time);
}

static void dates_and_times_carry_the_last_midnight(void **state) {
    (void)state;
    static const Row rows[] = {
        {"2012-12-24", "2012-12-24T00:00:00"},
        {"2017-12-31T11:22:33.345", "2017-12-31T11:22:33.345"},
        {"-99999-12-31T11:22:33", "-99999-12-31T11:22:33"},
        {"2017-12-31T24:00:00", "2018-01-01T00:00:00"},
        {"2017-12-31T11:22:33.456+01:35", "2017-12-31T11:22:33.456+01:35"},
        {"999999999-12-31T23:59:59.999999999@Europe/Paris",
         "999999999-12-31T23:59:59.999999999@Europe/Paris"},
        {"999999999-12-31T24:00:00", NULL},
        {"2011-12-0310:15:30", NULL},
        {"11:00:00", NULL},
        {"2017-12-31T", NULL},
        {"2017-12-31T7:20", NULL},
        {"2017-12-31T24:00:01", NULL},
        {"2017-12-31T13:20:00+05:0", NULL},
        {"", NULL},
    };
    CHECK(rows, temporal_parse_date_time);
}

static void durations_are_normalised(void **state) {
    (void)state;
    static const Row rows[] = {
        {"P1Y2M", "P1Y2M"},
        {"P14M", "P1Y2M"},
        {"-P1Y", "-P1Y"},
        {"P0Y", "P0M"},
        {"P1D", "P1D"},
        {"PT36H", "P1DT12H"},
        {"P13DT2H14S", "P13DT2H14S"},
        {"PT0.5S", "PT0.5S"},
        {"-PT0.000000001S", "-PT0.000000001S"},
        {"P1DT2H3M4.123S", "P1DT2H3M4.123S"},
        {"PT0S", "PT0S"},
        {"P0D", "PT0S"},
        {"PT90S", "PT1M30S"},
        {"P1Y1D", NULL},
        {"P1M1D", NULL},
        {"P", NULL},
        {"PT", NULL},
        {"P1DT", NULL},
        {"P1", NULL},
        {"PT1D", NULL},
        {"P1H", NULL},
        {"P1.5D", NULL},
        {"P1.0D", NULL},
        {"P1M1Y", NULL},
        {"P1YT1M", NULL},
        {"--P1D", NULL},
        {"P-1D", NULL},
        {"P1DTT1H", NULL},
        {"P999999999999999999D", NULL},
        {"P9999999999999999999Y", NULL},
        {"", NULL},
    };
    CHECK(rows, temporal_parse_duration);
}

static FeelValue literal(const char *text) {
    return feel_temporal_literal(str_from(text));
}

static void a_literal_finds_its_kind(void **state) {
    (void)state;
    assert_int_equal(literal("2021-01-01").kind, FEEL_DATE);
    assert_int_equal(literal("10:00:00").kind, FEEL_TIME);
    assert_int_equal(literal("2021-01-01T10:00:00").kind, FEEL_DATE_TIME);
    assert_int_equal(literal("P1Y").kind, FEEL_YEARS_DURATION);
    assert_int_equal(literal("-PT1S").kind, FEEL_DAYS_DURATION);
    assert_int_equal(literal("tomorrow").kind, FEEL_NULL);
}

static void order_of(const char *a, const char *b, bool wanted_ok, int wanted) {
    int order = 0;
    bool ok = feel_compare(literal(a), literal(b), &order);
    if (ok != wanted_ok || (ok && order != wanted)) fail_msg("%s against %s: %d", a, b, order);
}

static void moments_are_ordered_on_the_utc_line(void **state) {
    (void)state;
    order_of("2021-01-01T10:00:00Z", "2021-01-01T11:00:00+01:00", true, 0);
    order_of("2021-01-01T10:00:00@Etc/UTC", "2021-01-01T10:00:00Z", true, 0);
    order_of("2021-01-01T00:30:00+01:00", "2020-12-31T23:45:00Z", true, -1);
    order_of("10:00:00+02:00", "09:00:00Z", true, -1);
    order_of("P1Y", "P13M", true, -1);
    order_of("-PT0.5S", "PT0S", true, -1);
}

static void a_side_without_a_zone_borrows_the_others(void **state) {
    (void)state;
    order_of("2021-01-01T10:00:00", "2021-01-01T10:00:00+05:00", true, 0);
    order_of("10:00:00@Europe/Paris", "10:00:01", true, -1);
}

static void named_zones_have_the_offset_of_the_moment(void **state) {
    (void)state;
    order_of("2021-01-01T10:00:00@Europe/Paris", "2021-01-01T10:00:00+01:00", true, 0);
    order_of("2021-07-01T10:00:00@Europe/Paris", "2021-07-01T10:00:00+01:00", true, -1);
    order_of("2021-01-01T10:00:00@Europe/Paris", "2021-01-01T16:00:00@Asia/Dhaka", true, -1);
}

static void times_of_zones_that_change_their_clocks_compare_by_name_only(void **state) {
    (void)state;
    order_of("10:00:00@Europe/Paris", "10:00:00@Europe/Paris", true, 0);
    order_of("10:00:00@Europe/Paris", "10:00:00@Asia/Dhaka", false, 0);
    order_of("10:00:00@Asia/Shanghai", "08:00:00@Asia/Dhaka", true, 0);
}

static void kinds_of_duration_do_not_compare(void **state) {
    (void)state;
    order_of("P1Y", "P365D", false, 0);
}

static void identity_looks_at_the_zone_as_written(void **state) {
    (void)state;
    assert_true(feel_is_identical(literal("23:00:50Z"), literal("23:00:50+00:00")));
    assert_false(feel_is_identical(literal("23:00:50Z"), literal("23:00:50")));
    assert_false(feel_is_identical(literal("23:00:50Z"), literal("23:00:50@Etc/UTC")));
    assert_false(feel_is_identical(literal("10:00:00Z"), literal("11:00:00+01:00")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_strictly),
        cmocka_unit_test(times_keep_their_zone_as_written),
        cmocka_unit_test(dates_and_times_carry_the_last_midnight),
        cmocka_unit_test(durations_are_normalised),
        cmocka_unit_test(a_literal_finds_its_kind),
        cmocka_unit_test(moments_are_ordered_on_the_utc_line),
        cmocka_unit_test(a_side_without_a_zone_borrows_the_others),
        cmocka_unit_test(named_zones_have_the_offset_of_the_moment),
        cmocka_unit_test(times_of_zones_that_change_their_clocks_compare_by_name_only),
        cmocka_unit_test(kinds_of_duration_do_not_compare),
        cmocka_unit_test(identity_looks_at_the_zone_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
