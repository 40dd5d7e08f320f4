// terms/period_test.c - days of periods, grains within grains, texts that read back
#include "terms/terms_test.h"

static Str first_and_last(Arena *a, PeriodRule r, Period p) {
    return str_fmt(a, "%.*s %.*s", STR_ARG(civil_text(a, civil_from_days(period_first_day(r, p)))),
                   STR_ARG(civil_text(a, civil_from_days(period_last_day(r, p)))));
}

static void a_text_names_a_span_of_days(void **state) {
    (void)state;
    static const struct {
        int year_start;
        const char *text, *days;
    } rows[] = {
        {1, "2021", "2021-01-01 2021-12-31"},
        {1, "2021-H1", "2021-01-01 2021-06-30"},
        {1, "2021-H2", "2021-07-01 2021-12-31"},
        {1, "2021-Q1", "2021-01-01 2021-03-31"},
        {1, "2021-Q4", "2021-10-01 2021-12-31"},
        {1, "2020-02", "2020-02-01 2020-02-29"},
        {1, "2021-12", "2021-12-01 2021-12-31"},
        {1, "2021-05-17", "2021-05-17 2021-05-17"},
        {1, "0001", "0001-01-01 0001-12-31"},
        {10, "2021/2022", "2021-10-01 2022-09-30"},
        {10, "2021-Q4", "2021-10-01 2021-12-31"},
        {10, "2022-Q1", "2022-01-01 2022-03-31"},
        {10, "2021/2022-H1", "2021-10-01 2022-03-31"},
        {10, "2021/2022-H2", "2022-04-01 2022-09-30"},
        {10, "2021-10", "2021-10-01 2021-10-31"},
        {7, "2020/2021", "2020-07-01 2021-06-30"},
        {7, "2020-H2", "2020-07-01 2020-12-31"},
        {7, "2020-Q3", "2020-07-01 2020-09-30"},
        {2, "2020/2021-Q1", "2020-02-01 2020-04-30"},
        {2, "2020/2021-Q4", "2020-11-01 2021-01-31"},
        {12, "2020/2021-H2", "2021-06-01 2021-11-30"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PeriodRule r = {rows[i].year_start};
        Period p = {GRAIN_ONCE, 0};
        assert_true(period_parse(str_from(rows[i].text), r, &p));
        assert_str(first_and_last(a, r, p), rows[i].days);
        assert_str(period_text(a, r, p), rows[i].text);
    }
    arena_free(a);
}

static void other_texts_are_read_too(void **state) {
    (void)state;
    static const struct {
        int year_start;
        const char *text, *canonical;
    } rows[] = {
        {10, "2021", "2021/2022"},       {10, "2021/2022-Q1", "2021-Q4"},
        {10, "2021/2022-Q4", "2022-Q3"}, {7, "2020/2021-Q1", "2020-Q3"},
        {7, "2020/2021-H2", "2021-H1"},  {1, "", ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PeriodRule r = {rows[i].year_start};
        Period p;
        assert_true(period_parse(str_from(rows[i].text), r, &p));
        assert_str(period_text(a, r, p), rows[i].canonical);
    }
    arena_free(a);
}

static void what_is_no_period_is_refused(void **state) {
    (void)state;
    static const struct {
        int year_start;
        const char *text;
    } rows[] = {
        {1, "21"},        {1, "2021-13"},       {1, "2021-00"}, {1, "2021-Q5"},    {1, "2021-Q0"},
        {1, "2021-H3"},   {1, "2021-"},         {1, "2021-5"},  {1, "2021-Q"},     {1, "2021-Q1x"},
        {1, "2021/2022"}, {10, "2021/2023"},    {10, "2021/"},  {1, "2021-02-30"}, {2, "2021-Q1"},
        {10, "2021-H1"},  {10, "2021/2022-05"}, {1, "x"},       {1, "2021 "},      {1, "-2021"},
        {1, "2021-q1"},   {10, "2021/2022-"},   {1, "20211-1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Period p;
        assert_false(period_parse(str_from(rows[i].text), (PeriodRule){rows[i].year_start}, &p));
    }
}

// For every start of the year and every grain: the days of 14 years fall into periods that follow
// each other without gap, contain their days, and read back.
static void periods_cover_all_days_once(void **state) {
    (void)state;
    Arena *a = arena_new();
    int64_t first = civil_to_days((CivilDate){1999, 1, 1}), last = first + 14 * 366;
    for (int start = 1; start <= 12; start++)
        for (int g = GRAIN_YEAR; g <= GRAIN_DAY; g++) {
            PeriodRule r = {start};
            Period p = period_of_day(r, (Grain)g, first), back;
            for (int64_t day = first; day < last; day = period_last_day(r, p) + 1) {
                Period of_day = period_of_day(r, (Grain)g, day);
                if (day > first) p.index++;
                assert_int_equal(of_day.index, p.index);
                if (day > first) assert_int_equal(period_first_day(r, p), day);
                assert_int_equal(period_of_day(r, (Grain)g, period_last_day(r, p)).index, p.index);
                assert_true(period_parse(period_text(a, r, p), r, &back));
                assert_int_equal(back.grain, p.grain);
                assert_int_equal(back.index, p.index);
            }
            arena_reset(a);
        }
    arena_free(a);
}

static void a_period_has_its_place_in_other_grains(void **state) {
    (void)state;
    static const struct {
        int year_start;
        const char *period;
        Grain grain;
        const char *expected;
    } rows[] = {
        {1, "2021-05", GRAIN_YEAR, "2021"},
        {1, "2021-05", GRAIN_QUARTER, "2021-Q2"},
        {1, "2021-05-17", GRAIN_HALF_YEAR, "2021-H1"},
        {1, "2021", GRAIN_MONTH, "2021-01"},
        {1, "2021", GRAIN_DAY, "2021-01-01"},
        {10, "2021-09", GRAIN_YEAR, "2020/2021"},
        {10, "2021-10", GRAIN_YEAR, "2021/2022"},
        {10, "2021/2022", GRAIN_MONTH, "2021-10"},
        {10, "2021/2022", GRAIN_QUARTER, "2021-Q4"},
        {7, "2020-Q3", GRAIN_YEAR, "2020/2021"},
        {7, "2021-Q2", GRAIN_YEAR, "2020/2021"},
        {1, "2021", GRAIN_YEAR, "2021"},
        {1, "2021", GRAIN_ONCE, ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PeriodRule r = {rows[i].year_start};
        Period p = {GRAIN_ONCE, 0};
        assert_true(period_parse(str_from(rows[i].period), r, &p));
        assert_str(period_text(a, r, period_to_grain(r, p, rows[i].grain)), rows[i].expected);
    }
    arena_free(a);
}

static void grains_have_names(void **state) {
    (void)state;
    Grain g;
    for (int i = GRAIN_ONCE; i <= GRAIN_DAY; i++) {
        assert_true(grain_parse(str_from(grain_name((Grain)i)), &g));
        assert_int_equal(g, i);
    }
    assert_false(grain_parse(STR("week"), &g));
    assert_false(grain_parse(STR(""), &g));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_names_a_span_of_days),
        cmocka_unit_test(other_texts_are_read_too),
        cmocka_unit_test(what_is_no_period_is_refused),
        cmocka_unit_test(periods_cover_all_days_once),
        cmocka_unit_test(a_period_has_its_place_in_other_grains),
        cmocka_unit_test(grains_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
