// terms/value_test.c - durations, localised texts
#include "terms/terms_int.h"
#include "terms/terms_test.h"

static void durations_are_years_months_weeks_and_days(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_fine;
        int months, days;
    } rows[] = {
        {"P30D", true, 0, 30},     {"P1M", true, 1, 0},
        {"P1Y", true, 12, 0},      {"P2W", true, 0, 14},
        {"P1Y6M", true, 18, 0},    {"P1Y2M3W4D", true, 14, 25},
        {"P0D", true, 0, 0},       {"P100000D", true, 0, 100000},
        {"P100001D", false, 0, 0}, {"P99999999999999999999D", false, 0, 0},
        {"P", false, 0, 0},        {"", false, 0, 0},
        {"30D", false, 0, 0},      {"P30", false, 0, 0},
        {"P3D2M", false, 0, 0},    {"P1D1D", false, 0, 0},
        {"PT5H", false, 0, 0},     {"-P1D", false, 0, 0},
        {"P-1D", false, 0, 0},     {"P1.5D", false, 0, 0},
        {"P1D ", false, 0, 0},     {"p1d", false, 0, 0},
        {"PD", false, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t months = 0, days = 0;
        assert_int_equal(duration_parse(str_from(rows[i].text), &months, &days), rows[i].is_fine);
        assert_int_equal(months, rows[i].months);
        assert_int_equal(days, rows[i].days);
    }
}

static void a_label_begins_with_the_language_of_the_document(void **state) {
    (void)state;
    static const struct {
        const char *entry, *zh, *en;
    } rows[] = {
        {"{}", "甲", "甲"},
        {"{name: 乙}", "乙", "乙"},
        {"{label: {en: B}}", "甲", "B"},
        {"{label: {en: B, zh: 乙}}", "乙", "B"},
        {"{label: 乙}", "乙", "乙"},
        {"{name: 乙, label: {en: B, zh: 丙}}", "乙", "B"},
        {"{name: {zh: 乙, en: B}}", "乙", "B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block = str_fmt(a, "quantities:\n  甲: %s", rows[i].entry);
        const Item *item = item_of(terms_of_block(a, block.at, &f), "甲");
        assert_str(localised_in(&item->label, STR("zh")), rows[i].zh);
        assert_str(localised_in(&item->label, STR("en")), rows[i].en);
        assert_str(localised_in(&item->label, STR("fr")), rows[i].zh);
        assert_str(item->label.languages[0], "zh");
        arena_free(a);
    }
}

static void nothing_is_localised_as_nothing(void **state) {
    (void)state;
    Localised none = {NULL, NULL, 0};
    assert_null(localised_in(&none, STR("en")).at);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_are_years_months_weeks_and_days),
        cmocka_unit_test(a_label_begins_with_the_language_of_the_document),
        cmocka_unit_test(nothing_is_localised_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
