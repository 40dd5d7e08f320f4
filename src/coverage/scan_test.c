// coverage/scan_test.c - which words count: not those denied, in titles, or within longer ones
#include "coverage/coverage_test.h"

typedef struct Row {
    const char *words, *subjects;
} Row;

static void check(const Row *rows, size_t count) {
    Arena *a = arena_new();
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *found = subjects_in(a, rows[i].words);
        if (!strcmp(found, rows[i].subjects)) continue;
        print_error("%s\n  expected %s\n  found    %s\n", rows[i].words, rows[i].subjects, found);
        wrong++;
    }
    arena_free(a);
    assert_int_equal(wrong, 0);
}
#define CHECK(rows) check((rows), sizeof(rows) / sizeof(rows)[0])

static void what_is_said_to_be_left_out_does_not_count(void **state) {
    (void)state;
    static const Row rows[] = {
        {"This agreement shall not cover marketing.", ""},
        {"This agreement does not cover marketing, after-sales or design.", ""},
        {"This agreement covers production, excluding warranty.", "production"},
        {"It does not cover marketing. It covers production.", "production"},
        {"It does not cover marketing but covers production.", "production"},
        {"It does not cover marketing; warranty is 3 years.", "after-sales"},
        {"Marketing and warranty are not covered.", ""},
        {"Production is common; marketing is excluded.", "production"},
        {"Production (excluding marketing) is common.", "production"},
        {"It shall not only cover marketing.", "marketing"},
        {"Nobody shall manufacture cells without a permit.", "production approval"},
        {"本协议不包括售后。", ""},
        {"本协议不包括售后、营销。", ""},
        {"本协议不包括售后，但包括生产。", "production"},
        {"本协议不包括售后；生产由双方负责。", "production"},
        {"生产由双方负责（售后除外）。", "production"},
        {"售后事项另行约定。", ""},
        {"本协议不仅包括生产。", "production"},
        {"不得无许可生产。", "production approval"},
    };
    CHECK(rows);
}

static void a_denial_ends_with_its_paragraph(void **state) {
    (void)state;
    static const Row rows[] = {
        {"It does not cover marketing\n\nProduction is common", "production"},
        {"- not including marketing\n- production", "production"},
        {"It does not\ncover\nmarketing.", ""},
        {"不包括\n售后。", ""},
    };
    CHECK(rows);
}

static void titles_and_remarks_do_not_count(void **state) {
    (void)state;
    static const Row rows[] = {
        {"按照《安全生产法》执行。", ""},
        {"按照《安全生产法》监督生产。", "production supervision"},
        {"《未完 生产", "production"},
        {"exit <!-- production -->", "exit"},
    };
    CHECK(rows);
}

static void the_longest_word_of_an_axis_counts(void **state) {
    (void)state;
    static const Row rows[] = {
        {"after-sales", "after-sales"},
        {"销售后付款", ""},
        {"an environmental impact assessment", "approval"},
        {"evaluation of production", "production evaluation"},
        {"跨境电商", "marketing cross-border-e-commerce"},
        {"gross domestic product of the factory", "production"},
        {"PRODUCTION", "production"},
        {"reproduction", ""},
    };
    CHECK(rows);
}

static void tables_and_headings_count(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    assert_string_equal(subjects_of(a, coverage_of(a, "# Article 1. Exit\n\nBy notice.", &f)),
                        "exit");
    assert_string_equal(
        subjects_in(a, "| what | who |\n|---|---|\n| not including marketing | Henan |\n"
                       "| production | Shandong |\n"),
        "production");
    arena_free(a);
}

static void a_text_without_end_of_denials_is_read_once(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    for (int i = 0; i < 20000; i++) buf_add_c(&b, "not cover after-sales 《 ");
    assert_string_equal(subjects_in(a, str_c(a, buf_str(&b))), "");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_to_be_left_out_does_not_count),
        cmocka_unit_test(a_denial_ends_with_its_paragraph),
        cmocka_unit_test(titles_and_remarks_do_not_count),
        cmocka_unit_test(the_longest_word_of_an_axis_counts),
        cmocka_unit_test(tables_and_headings_count),
        cmocka_unit_test(a_text_without_end_of_denials_is_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
