// cli/width_test.c - columns, line breaks and tables with Chinese text
#include "cli/cli_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_chinese_character_takes_two_columns(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int width;
    } rows[] = {{"", 0},
                {"abc", 3},
                {"河南", 4},
                {"a河b", 4},
                {"，", 2},
                {"e\xCC\x81", 1},
                {"\xF0\xA0\x80\x80", 2},
                {"ｆ", 2},
                {"±", 1},
                {"\xFF", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(width_of(str_from(rows[i].text)), rows[i].width);
}

static void assert_wrapped(const char *text, int indent, int columns, const char *expected) {
    Arena *a = arena_new();
    Buf b = {.arena = a};
    print_wrapped(&b, str_from(text), indent, columns);
    assert_string_equal(str_c(a, buf_str(&b)), expected);
    arena_free(a);
}

static void lines_break_at_blanks(void **state) {
    (void)state;
    assert_wrapped("one two three four five six", 0, 20, "one two three four\nfive six\n");
    assert_wrapped("one two three four five six", 2, 22, "  one two three four\n  five six\n");
}

static void a_word_longer_than_the_line_stays_whole(void **state) {
    (void)state;
    assert_wrapped("a abcdefghijklmnopqrstuvwxyz b", 0, 20, "a\nabcdefghijklmnopqrstuvwxyz\nb\n");
}

static void lines_break_between_chinese_characters(void **state) {
    (void)state;
    assert_wrapped("上游改善水质下游补偿上游改善水质", 0, 20,
                   "上游改善水质下游补偿\n上游改善水质\n");
}

static void closing_punctuation_never_starts_a_line(void **state) {
    (void)state;
    assert_wrapped("上游改善水质下游补偿，上游", 0, 20, "上游改善水质下游补\n偿，上游\n");
}

static void paragraphs_stay_apart(void **state) {
    (void)state;
    assert_wrapped("one\n\ntwo", 2, 40, "  one\n\n  two\n");
}

static void columns_line_up_by_width(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    TextGrid g = {.arena = a, .column_count = 3, .is_right = (const bool[3]){false, true, false}};
    const char *const cells[] = {"省",  "amount", "",  "河南省", "60,000,000",
                                 "CNY", "b",      "1", "EUR"};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) grid_add(&g, str_from(cells[i]));
    grid_print(&b, &g, 2, 1);
    assert_string_equal(str_c(a, buf_str(&b)), "  省          amount\n"
                                               "  -----------------------\n"
                                               "  河南省  60,000,000  CNY\n"
                                               "  b                1  EUR\n");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chinese_character_takes_two_columns),
        cmocka_unit_test(lines_break_at_blanks),
        cmocka_unit_test(a_word_longer_than_the_line_stays_whole),
        cmocka_unit_test(lines_break_between_chinese_characters),
        cmocka_unit_test(closing_punctuation_never_starts_a_line),
        cmocka_unit_test(paragraphs_stay_apart),
        cmocka_unit_test(columns_line_up_by_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
