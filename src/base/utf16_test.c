// base/utf16_test.c - tests of base/utf16.c
#include "base/utf16.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Arena *arena;

static int open_arena(void **state) {
    (void)state;
    arena = arena_new();
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

// Units of each character as ECMA-262, section 6.1.4, has them.
static void characters_count_as_in_javascript(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t offset, units;
    } ROWS[] = {
        {"", 0, 0},       {"abc", 2, 2}, {"第三条", 3, 1},
        {"第三条", 9, 3}, {"é!", 2, 1},  {"\xF0\xA0\x80\x80x", 4, 2},
        {"abc", 9, 3},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const Utf16Index *x = utf16_index(arena, str_from(ROWS[i].text));
        assert_int_equal(utf16_units(x, ROWS[i].offset), ROWS[i].units);
    }
}

static void a_pair_is_not_parted(void **state) {
    (void)state;
    const Utf16Index *x = utf16_index(arena, STR("a\xF0\xA0\x80\x80z"));
    assert_int_equal(utf16_offset(x, 1), 1);
    assert_int_equal(utf16_offset(x, 2), 1);
    assert_int_equal(utf16_offset(x, 3), 5);
    assert_int_equal(utf16_offset(x, 99), 6);
}

static void there_and_back_is_the_same_place_in_long_texts(void **state) {
    (void)state;
    static const char *const PIECES[] = {"a", "条", "é", "\xF0\xA0\x80\x80", "\n"};
    Buf b = {.arena = arena};
    for (size_t i = 0; i < 4000; i++) buf_add_c(&b, PIECES[i * i % 5]);
    Str text = buf_str(&b);
    const Utf16Index *x = utf16_index(arena, text);
    size_t units = 0;
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t c;
        size = utf8_get(text, at, &c);
        assert_int_equal(utf16_units(x, at), units);
        assert_int_equal(utf16_offset(x, units), at);
        units += c > 0xFFFF ? 2 : 1;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_count_as_in_javascript),
        cmocka_unit_test(a_pair_is_not_parted),
        cmocka_unit_test(there_and_back_is_the_same_place_in_long_texts),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
