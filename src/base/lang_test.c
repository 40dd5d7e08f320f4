// base/lang_test.c - languages, filled templates, and a catalogue without slips
#include "base/lang.h"

#include "po/zh.mo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void locales_name_languages(void **state) {
    (void)state;
    static const struct {
        const char *locale;
        int lang; // -1: another
    } rows[] = {
        {"zh", LANG_ZH},
        {"zh_CN.UTF-8", LANG_ZH},
        {"zh-Hans", LANG_ZH},
        {"ZH_cn", LANG_ZH},
        {"zh.UTF-8", LANG_ZH},
        {"en", LANG_EN},
        {"en_GB.UTF-8", LANG_EN},
        {"C", LANG_EN},
        {"C.UTF-8", LANG_EN},
        {"POSIX", LANG_EN},
        {"de_DE.UTF-8", -1},
        {"", -1},
        {"z", -1},
        {"zhx", -1},
        {"english", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Lang lang = LANG_EN;
        assert_int_equal(lang_from_text(str_from(rows[i].locale), &lang), rows[i].lang >= 0);
        if (rows[i].lang >= 0) assert_int_equal(lang, rows[i].lang);
    }
}

static void the_first_variable_that_is_set_decides(void **state) {
    (void)state;
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    setenv("LANG", "zh_CN.UTF-8", 1);
    assert_int_equal(lang_from_environment(), LANG_ZH);
    setenv("LC_MESSAGES", "", 1);
    assert_int_equal(lang_from_environment(), LANG_ZH);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    assert_int_equal(lang_from_environment(), LANG_EN);
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANG");
    assert_int_equal(lang_from_environment(), LANG_EN);
}

static void templates_are_filled(void **state) {
    (void)state;
    Str x = STR("流域"), y = STR("{1}");
    const struct {
        Message message;
        const char *text;
    } rows[] = {
        {MSG("plain"), "plain"},
        {MSG("{1} and {2}", x, y), "流域 and {1}"},
        {MSG("{2}{1}{2}", x, y), "{1}流域{1}"},
        {MSG("{4}|{3}|{2}|{1}", x, y, x, y), "{1}|流域|{1}|流域"},
        {MSG("{ {0} {5} {1 {", x), "{ {0} {5} {1 {"},
        {MSG("{1}", ((Str){NULL, 0})), ""},
        {NO_MSG, ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(str_c(a, lang_render(a, LANG_EN, rows[i].message)), rows[i].text);
    arena_free(a);
}

static void templates_are_translated(void **state) {
    (void)state;
    Arena *a = arena_new();
    Message m = MSG("could not open \"{1}\"", STR("a.md"));
    assert_string_equal(str_c(a, lang_render(a, LANG_EN, m)), "could not open \"a.md\"");
    assert_string_equal(str_c(a, lang_render(a, LANG_ZH, m)), "无法打开“a.md”");
    assert_string_equal(lang_text(LANG_ZH, "not in the catalogue"), "not in the catalogue");
    assert_string_equal(lang_text(LANG_ZH, ""), "");
    assert_true(str_is(lang_name(LANG_ZH), STR("zh")));
    arena_free(a);
}

static void a_finding_reads_like_a_compiler_message(void **state) {
    (void)state;
    Arena *a = arena_new();
    Finding f = {.place = {STR("a.md"), 3, 14, 40, 2},
                 .rule = "unknown-name",
                 .severity = SEVERITY_ERROR,
                 .message = MSG("unknown name \"{1}\"", STR("水质")),
                 .hint = MSG("declare it")};
    assert_string_equal(str_c(a, lang_finding(a, LANG_EN, &f)),
                        "a.md:3:14: error: unknown name \"水质\" [unknown-name]\n    declare it\n");
    f.place.line = 0;
    f.hint = NO_MSG;
    f.severity = SEVERITY_WARNING;
    assert_string_equal(str_c(a, lang_finding(a, LANG_EN, &f)),
                        "a.md: warning: unknown name \"水质\" [unknown-name]\n");
    f.place = (Place){.line = 0};
    f.severity = SEVERITY_NOTE;
    assert_string_equal(str_c(a, lang_finding(a, LANG_EN, &f)),
                        "note: unknown name \"水质\" [unknown-name]\n");
    arena_free(a);
}

static void an_error_tells_its_whole_story(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    err_set(&err, ERR_STORE, MSG("could not open \"{1}\"", STR("x.db")), MSG("check the disk"));
    err_set(&err, ERR_INPUT, MSG("a second failure"), NO_MSG);
    err.detail = MSG("{1}", STR("No space left on device"));
    err_while(&err, MSG("while posting entry {1}", STR("7")));
    err_while(&err, MSG("while settling"));
    assert_string_equal(str_c(a, lang_err(a, LANG_EN, &err)),
                        "error: could not open \"x.db\": No space left on device\n"
                        "    check the disk\n"
                        "    while posting entry 7\n"
                        "    while settling\n");
    arena_free(a);
}

static uint32_t number_at(size_t at) {
    const unsigned char *p = (const unsigned char *)mo_zh + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static unsigned placeholders_of(const char *text) {
    unsigned found = 0;
    for (const char *at = text; (at = strchr(at, '{')); at++)
        if (at[1] >= '1' && at[1] <= '4' && at[2] == '}') found |= 1u << (at[1] - '0');
    return found;
}

// Each translation has the placeholders of its original, and is found by it.
static void every_translation_keeps_its_placeholders(void **state) {
    (void)state;
    uint32_t count = number_at(8);
    assert_true(count > 10);
    for (uint32_t i = 0; i < count; i++) {
        const char *english = mo_zh + number_at(number_at(12) + 8 * i + 4);
        const char *chinese = mo_zh + number_at(number_at(16) + 8 * i + 4);
        if (placeholders_of(english) != placeholders_of(chinese))
            fail_msg("%s\n%s", english, chinese);
        if (*english) assert_ptr_not_equal(lang_text(LANG_ZH, english), english);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(locales_name_languages),
        cmocka_unit_test(the_first_variable_that_is_set_decides),
        cmocka_unit_test(templates_are_filled),
        cmocka_unit_test(templates_are_translated),
        cmocka_unit_test(a_finding_reads_like_a_compiler_message),
        cmocka_unit_test(an_error_tells_its_whole_story),
        cmocka_unit_test(every_translation_keeps_its_placeholders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
