// text/format_test.c - texts and how they are laid out
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Str laid_out(Arena *a, Str text) {
    Findings f = {.arena = a};
    return text_format(a, text_parse(a, STR("a.md"), text, &f));
}

static void texts_are_laid_out(void **state) {
    (void)state;
    const struct Row {
        const char *before, *after;
    } rows[] = {
        {"", ""},
        {"a", "a\n"},
        {"a\n\n\n", "a\n"},
        {"a \n\n\n\nb\t\n", "a\n\nb\n"},
        // two blanks in the middle of a paragraph are a line break, at its end nothing
        {"a   \nb   \n", "a  \nb\n"},
        {"# A  \n\n\nb\n", "# A\n\nb\n"},
        // columns are counted as they are seen
        {"| 水质 | b |\n|--|:-:|\n| c | 长长的 |\n",
         "| 水质 |   b    |\n| ---- | :----: |\n| c    | 长长的 |\n"},
        {"|a|b\n|-|-:\n|1\n", "| a   |   b |\n| --- | --: |\n| 1   |     |\n"},
        {"| a \\| b | c |\n|---|---|\n", "| a \\| b | c   |\n| ------ | --- |\n"},
        // a row with too many cells is a fault to be mended first
        {"| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n"},
        {"```terms\nformulas:\n     x:\n        is: 1  \n     y: {is: 2}\n```\n",
         "```terms\nformulas:\n  x:\n    is: 1\n  y: {is: 2}\n```\n"},
        {"---\nid: x   \nparties:\n     a:   {name: A}\n---\n",
         "---\nid: x\nparties:\n  a:   {name: A}\n---\n"},
        // a text over several lines would read otherwise
        {"```terms\na:\n    b: |\n      c  \n        d\n```\n",
         "```terms\na:\n    b: |\n      c  \n        d\n```\n"},
        {"```terms\na:\n    - b\n    - c\n```\n", "```terms\na:\n  - b\n  - c\n```\n"},
        {"```terms\na: [\n```\n", "```terms\na: [\n```\n"},
        // code and HTML stay
        {"```\na  \n\n\nb\n```\n", "```\na  \n\n\nb\n```\n"},
        {"    a  \n", "    a  \n"},
        {"<!-- a\n\n\nb -->\n", "<!-- a\n\n\nb -->\n"},
        {"a\r\n\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Str once = laid_out(a, str_from(rows[i].before));
        assert_string_equal(str_c(a, once), rows[i].after);
        assert_string_equal(str_c(a, laid_out(a, once)), rows[i].after);
        arena_free(a);
    }
}

static void what_is_said_can_be_compared(void **state) {
    (void)state;
    const struct Row {
        const char *a, *b;
        bool is_same;
    } rows[] = {
        {"a\n", "a\n\n\n", true},
        {"a b\n", "a\nb\n", true},
        {"a\n", "b\n", false},
        {"# A\n", "## A\n", false},
        {"|a|\n|-|\n|1|\n", "| a |\n|---|\n| 1 |\n", true},
        {"|a|\n|-|\n|1|\n", "| a |\n|---|\n| 2 |\n", false},
        {"```terms\na: {b: 1}\n```\n", "```terms\na:   {b: 1}\n```\n", true},
        {"```terms\na: 1\n```\n", "```terms\na: \"1\"\n```\n", false},
        {"```terms\na: 1\nb: 2\n```\n", "```terms\nb: 2\na: 1\n```\n", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        const Document *x = text_parse(a, STR("x"), str_from(rows[i].a), &f);
        const Document *y = text_parse(a, STR("y"), str_from(rows[i].b), &f);
        assert_int_equal(text_is_same(x, y), rows[i].is_same);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_laid_out),
        cmocka_unit_test(what_is_said_can_be_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
