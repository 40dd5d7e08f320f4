// terms/calendar_test.c - counting working days; the calendar section
//
// The days are those of China's National Day of 2024: 1 to 7 October off, 29 September and 12
// October worked (Notice of the General Office of the State Council on holidays in 2024).
#include "terms/terms_test.h"

#define NATIONAL_DAY_2024                                                                          \
    "calendars:\n  default: {holidays: [2024-10-01/2024-10-07], workdays: [2024-10-12, "           \
    "2024-09-29]}"

static int64_t day_of(const char *text) {
    CivilDate d = {0, 0, 0};
    assert_true(civil_parse(str_from(text), &d));
    return civil_to_days(d);
}

static void working_days_leave_weekends_and_holidays_out(void **state) {
    (void)state;
    static const struct {
        const char *day;
        int count;
        const char *expected;
    } rows[] = {
        {"2024-09-27", 1, "2024-09-29"}, // Friday -> the Sunday that is worked
        {"2024-09-27", 2, "2024-09-30"},
        {"2024-09-30", 1, "2024-10-08"}, // over the holiday
        {"2024-09-30", 4, "2024-10-11"},
        {"2024-09-30", 5, "2024-10-12"}, // the Saturday that is worked
        {"2024-09-30", 6, "2024-10-14"}, // not the Sunday
        {"2024-10-03", 1, "2024-10-08"}, // from within the holiday
        {"2024-10-08", -1, "2024-09-30"},
        {"2024-10-08", -2, "2024-09-29"},
        {"2024-10-08", -3, "2024-09-27"},
        {"2024-10-05", 0, "2024-10-05"},   // nothing to count
        {"2024-10-14", 10, "2024-10-28"},  // two plain weeks
        {"2024-12-31", 261, "2025-12-31"}, // 365 days less 104 of weekends
    };
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, NATIONAL_DAY_2024, &f);
    assert_int_equal(f.count, 0);
    assert_true(t->calendar.is_given);
    assert_int_equal(t->calendar.holiday_count, 7);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t day = work_calendar_add(&t->calendar, day_of(rows[i].day), rows[i].count);
        assert_str(civil_text(a, civil_from_days(day)), rows[i].expected);
    }
    arena_free(a);
}

static void without_a_calendar_weekends_alone_are_off(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, "", &f);
    assert_false(t->calendar.is_given);
    assert_int_equal(work_calendar_add(&t->calendar, day_of("2024-10-04"), 1),
                     day_of("2024-10-07"));
    arena_free(a);
}

static void another_weekend_can_be_named(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, "calendars:\n  default: {weekend: [friday, saturday]}", &f);
    assert_int_equal(work_calendar_add(&t->calendar, day_of("2024-10-03"), 1),
                     day_of("2024-10-06"));
    arena_free(a);
}

static void faults_of_calendars_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {NATIONAL_DAY_2024, ""},
        {"calendars:\n  default:", ""},
        {"calendars:\n  default: {weekend: sunday}", ""},
        {"calendars:\n  work: {weekend: [sunday]}", "2:3 unknown-calendar"},
        {"calendars:\n  default: {weekend: [sonday]}", "2:23 unknown-choice"},
        {"calendars:\n  default: {holiday: [2024-10-01]}", "2:13 unknown-key"},
        {"calendars:\n  default: {holidays: [2024-10-32]}", "2:24 bad-date"},
        {"calendars:\n  default: {holidays: [2024-10-07/2024-10-01]}", "2:24 bad-date"},
        {"calendars:\n  default: {holidays: [2024-10-01/2034-10-01]}", "2:24 bad-date"},
        {"calendars:\n  default: {holidays: [[2024-10-01]]}", "2:24 wrong-type"},
        {"calendars:\n  default: {holidays: 2024-10-01, workdays: 2024-10-01}", "2:3 bad-calendar"},
        {"calendars:\n  default:\n    weekend: [monday, tuesday, wednesday, thursday, friday, "
         "saturday, sunday]",
         "3:14 bad-calendar"},
        {"calendars:\n  default: none", "2:12 wrong-type"},
    };
    CHECK_CASES(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_days_leave_weekends_and_holidays_out),
        cmocka_unit_test(without_a_calendar_weekends_alone_are_off),
        cmocka_unit_test(another_weekend_can_be_named),
        cmocka_unit_test(faults_of_calendars_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
