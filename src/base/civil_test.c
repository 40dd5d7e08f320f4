// base/civil_test.c - the calendar against known days, and against itself
//
// Week numbers: the examples of ISO 8601 and its usual tables. The days of 1970, 2000, 2038 and of
// the year 0000 are those of other implementations of the proleptic calendar.
#include "base/civil.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static CivilDate date(const char *text) {
    CivilDate d = {0, 0, 0};
    if (!civil_parse(str_from(text), &d)) fail_msg("not a date: %s", text);
    return d;
}

static void knows_the_days(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t days;
        int weekday, week, week_year;
    } rows[] = {
        {"1970-01-01", 0, 4, 1, 1970},      {"1969-12-31", -1, 3, 1, 1970},
        {"2000-02-29", 11016, 2, 9, 2000},  {"2000-03-01", 11017, 3, 9, 2000},
        {"2038-01-19", 24855, 2, 3, 2038},  {"1900-03-01", -25508, 4, 9, 1900},
        {"0000-03-01", -719468, 3, 9, 0},   {"2005-01-01", 12784, 6, 53, 2004},
        {"2008-12-29", 14242, 1, 1, 2009},  {"2009-12-31", 14609, 4, 53, 2009},
        {"2010-01-03", 14612, 7, 53, 2009}, {"2020-12-31", 18627, 4, 53, 2020},
        {"2021-01-04", 18631, 1, 1, 2021},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t days = civil_to_days(date(rows[i].text)), week_year = 0;
        if (days != rows[i].days) fail_msg("%s: day %lld", rows[i].text, (long long)days);
        assert_int_equal(civil_weekday(days), rows[i].weekday);
        assert_int_equal(civil_week(days, &week_year), rows[i].week);
        assert_int_equal(week_year, rows[i].week_year);
    }
}

static void days_go_round(void **state) {
    (void)state;
    Arena *a = arena_new();
    CivilDate before = civil_from_days(-800000);
    for (int64_t day = -799999; day < 800000; day += 1) {
        CivilDate d = civil_from_days(day);
        assert_true(civil_is_valid(d) && civil_to_days(d) == day);
        bool next_day = d.day == before.day + 1 && d.month == before.month;
        assert_true(next_day ||
                    (d.day == 1 && before.day == civil_days_in_month(before.year, before.month)));
        before = d;
    }
    static const int64_t far[] = {-364000000000, -1000000000, 1000000000, 364000000000};
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        CivilDate d = civil_from_days(far[i]), back;
        assert_true(civil_to_days(d) == far[i]);
        assert_true(civil_parse(civil_text(a, d), &back) && civil_to_days(back) == far[i]);
    }
    arena_free(a);
}

static void months_are_cut_to_their_end(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int64_t months;
        const char *to;
    } rows[] = {
        {"2021-01-31", 1, "2021-02-28"},   {"2020-01-31", 1, "2020-02-29"},
        {"2021-01-31", 2, "2021-03-31"},   {"2021-03-31", -1, "2021-02-28"},
        {"2021-01-15", -1, "2020-12-15"},  {"2021-12-01", 1, "2022-01-01"},
        {"2020-02-29", 12, "2021-02-28"},  {"2020-02-29", -1200, "1920-02-29"},
        {"0000-01-01", -1, "-0001-12-01"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CivilDate d = civil_add_months(date(rows[i].from), rows[i].months);
        assert_string_equal(str_c(a, civil_text(a, d)), rows[i].to);
    }
    arena_free(a);
}

static void refuses_what_is_not_a_date(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "2021",
        "2021-1-01",
        "2021-01-1",
        "2021-02-29",
        "2021-13-01",
        "2021-00-01",
        "2021-01-00",
        "2021-01-32",
        "2021-04-31",
        "21-01-01",
        "02021-01-01",
        "2021/01/01",
        "2021-01-01 ",
        " 2021-01-01",
        "2021-01-01T",
        "1900-02-29",
        "+2021-01-01",
        "1234567890-01-01",
        "-",
        "--2021-01-01",
    };
    CivilDate d;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (civil_parse(str_from(rows[i]), &d)) fail_msg("accepted: %s", rows[i]);
    assert_true(civil_parse(STR("999999999-12-31"), &d) && civil_parse(STR("-0001-01-01"), &d));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_days),
        cmocka_unit_test(days_go_round),
        cmocka_unit_test(months_are_cut_to_their_end),
        cmocka_unit_test(refuses_what_is_not_a_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
