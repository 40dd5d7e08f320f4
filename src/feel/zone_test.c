// feel/zone_test.c - tests of feel/zone.c
//
// Known answers come from Python's zoneinfo on the same release of the database.
#include "feel/feel_test.h"
#include "feel/temporal.h"

typedef struct Row {
    const char *zone, *local;
    int32_t offset;
} Row;

static const Row ROWS[] = {
    {"Asia/Shanghai", "1900-01-01T00:00:00", 29143}, // local mean time
    {"Asia/Shanghai", "1986-07-01T00:00:00", 32400}, // the summer time of 1986 to 1991
    {"Asia/Shanghai", "2021-07-01T00:00:00", 28800},
    {"Europe/Paris", "2021-01-01T00:00:00", 3600},
    {"Europe/Paris", "2021-07-01T00:00:00", 7200},
    {"Europe/Paris", "2050-07-01T00:00:00", 7200}, // by rule, behind the last change listed
    {"Europe/Dublin", "2050-01-01T00:00:00", 0},   // whose winter is the exception
    {"Europe/Dublin", "2050-07-01T00:00:00", 3600},
    {"Australia/Sydney", "2050-01-01T00:00:00", 39600}, // summer over the turn of the year
    {"Australia/Sydney", "2050-07-01T00:00:00", 36000},
    {"America/Nuuk", "2030-03-30T12:00:00", -7200}, // rule with a negative hour
    {"Etc/UTC", "-0500-01-01T00:00:00", 0},
    {"Europe/Paris", "999999999-07-01T00:00:00", 7200},
    // Skipped and repeated hours keep the offset before the change.
    {"Europe/Paris", "2021-03-28T01:59:59", 3600},
    {"Europe/Paris", "2021-03-28T02:30:00", 3600},
    {"Europe/Paris", "2021-03-28T03:00:00", 7200},
    {"Europe/Paris", "2021-10-31T02:30:00", 7200},
    {"Europe/Paris", "2021-10-31T03:00:00", 3600},
};

static void the_offset_of_a_local_time(void **state) {
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        FeelValue v;
        int32_t offset = 0;
        Str text = str_fmt(*state, "%s@%s", ROWS[i].local, ROWS[i].zone);
        assert_true(temporal_parse_date_time(text, &v) && temporal_offset(v, &offset));
        if (offset != ROWS[i].offset) fail_msg("%.*s: %d", STR_ARG(text), offset);
    }
}

// Both sides of each change of a zone agree with the table of changes.
static void the_offset_of_a_time_on_the_utc_line(void **state) {
    (void)state;
    uint32_t paris;
    assert_true(zone_find(STR("Europe/Paris"), &paris));
    const int64_t spring = 1616893200; // 2021-03-28T01:00:00Z
    assert_int_equal(zone_offset_at(paris, spring - 1), 3600);
    assert_int_equal(zone_offset_at(paris, spring), 7200);
}

static void a_zone_without_changes_has_an_offset_for_times(void **state) {
    (void)state;
    uint32_t zone;
    int32_t offset = 0;
    assert_true(zone_find(STR("Asia/Shanghai"), &zone) && zone_is_constant(zone, &offset));
    assert_int_equal(offset, 28800);
    assert_true(zone_find(STR("Europe/Paris"), &zone));
    assert_false(zone_is_constant(zone, &offset));
}

static void names_are_found_exactly(void **state) {
    (void)state;
    uint32_t zone;
    static const char *const missing[] = {"", "Europe", "europe/paris", "Factory", "Europe/Parisx"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_false(zone_find(str_from(missing[i]), &zone));
    assert_true(zone_find(STR("Zulu"), &zone));
    assert_true(str_is(feel_zone_name(zone), STR("Zulu")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(the_offset_of_a_local_time),
        cmocka_unit_test(the_offset_of_a_time_on_the_utc_line),
        cmocka_unit_test(a_zone_without_changes_has_an_offset_for_times),
        cmocka_unit_test(names_are_found_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
