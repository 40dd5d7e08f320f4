// base/str_test.c - views, text under construction, UTF-8
//
// The malformed sequences are those of the Unicode Standard, table 3-7, and of RFC 3629.
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void compares_by_bytes(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {{"", "", 0},   {"", "a", -1},  {"a", "b", -1},           {"ab", "a", 1},
                {"a", "a", 0}, {"b", "ab", 1}, {"\x7f", "\xc2\x80", -1}, {"流", "域", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str a = str_from(rows[i].a), b = str_from(rows[i].b);
        assert_int_equal(str_compare(a, b), rows[i].order);
        assert_int_equal(str_compare(b, a), -rows[i].order);
        assert_int_equal(str_is(a, b), rows[i].order == 0);
        if (rows[i].order == 0) assert_true(str_hash(a) == str_hash(b));
    }
    assert_true(str_is((Str){NULL, 0}, STR("")));
    assert_int_equal(str_compare((Str){NULL, 0}, STR("")), 0);
}

static void finds_and_cuts(void **state) {
    (void)state;
    Str s = STR("ababc"), rest = STR("a,,b"), piece;
    assert_int_equal(str_find(s, STR("abc"), 0), 2);
    assert_int_equal(str_find(s, STR("ab"), 1), 2);
    assert_int_equal(str_find(s, STR("x"), 0), -1);
    assert_int_equal(str_find(s, STR("ababcd"), 0), -1);
    assert_int_equal(str_find(s, STR(""), 5), 5);
    assert_int_equal(str_find(s, STR(""), 6), -1);
    assert_int_equal(str_find((Str){NULL, 0}, STR("a"), 0), -1);
    assert_true(str_next(&rest, ',', &piece) && str_is(piece, STR("a")));
    assert_true(str_next(&rest, ',', &piece) && piece.size == 0);
    assert_true(str_next(&rest, ',', &piece) && str_is(piece, STR("b")));
    assert_false(str_next(&rest, ',', &piece));
    assert_true(str_is(str_part(s, 1, 2), STR("ba")));
    assert_int_equal(str_part(s, 9, 2).size, 0);
    assert_int_equal(str_part(s, 4, SIZE_MAX).size, 1);
    assert_true(str_is(str_trim(STR(" \t\r\nx y\n ")), STR("x y")));
    assert_int_equal(str_trim(STR(" \n")).size, 0);
    assert_true(str_starts_with(s, STR("aba")) && !str_starts_with(s, STR("ababcd")));
    assert_true(str_ends_with(s, STR("bc")) && !str_ends_with(STR("c"), STR("bc")));
}

static void builds_text(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    assert_int_equal(buf_str(&b).size, 0);
    buf_add(&b, STR(""));
    for (int i = 0; i < 1000; i++) buf_add_fmt(&b, "%d,", i);
    buf_add_byte(&b, 'x');
    buf_add_c(&b, "yz");
    Str s = buf_str(&b);
    assert_int_equal(s.size, 10 * 2 + 90 * 3 + 900 * 4 + 3);
    assert_true(str_ends_with(s, STR("998,999,xyz")));
    assert_true(str_is(str_fmt(a, "%s-%d", "a", 7), STR("a-7")));
    assert_string_equal(str_c(a, str_part(s, 0, 4)), "0,1,");
    Str copy = str_copy(a, s);
    assert_true(str_is(copy, s) && copy.at != s.at);
    assert_null(str_copy(a, (Str){NULL, 0}).at);
    arena_free(a);
}

static void code_points_go_round(void **state) {
    (void)state;
    static const uint32_t rows[] = {0,      0x7F,   0x80,    0x7FF,    0x800, 0xD7FF,
                                    0xE000, 0xFFFF, 0x10000, 0x10FFFF, 0x6D41};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char bytes[4];
        size_t size = utf8_put(rows[i], bytes);
        uint32_t back = 1;
        assert_int_equal(utf8_get((Str){bytes, size}, 0, &back), size);
        assert_int_equal(back, rows[i]);
        assert_int_equal(utf8_find_fault((Str){bytes, size}), -1);
        if (size > 1) assert_int_equal(utf8_find_fault((Str){bytes, size - 1}), 0);
    }
}

static void malformed_sequences_are_found(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int at;
    } rows[] = {
        {"", -1},
        {"plain ascii, longer than eight bytes", -1},
        {"流域生态补偿", -1},
        {"12345678\xff", 8},
        {"1234567\xff", 7},
        {"流\x80", 3},
        {"\xc0\x80", 0},
        {"\xc1\xbf", 0},
        {"\xe0\x80\x80", 0},
        {"\xe0\x9f\xbf", 0},
        {"\xed\xa0\x80", 0},
        {"\xed\xbf\xbf", 0},
        {"\xf0\x80\x80\x80", 0},
        {"\xf4\x90\x80\x80", 0},
        {"\xf5\x80\x80\x80", 0},
        {"\xf8\x88\x80\x80\x80", 0},
        {"a\xe6\xb5", 1},
        {"a\xe6\xb5 ", 1},
        {"\xbf", 0},
        {"\xfe", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(utf8_find_fault(str_from(rows[i].text)), rows[i].at);
    assert_int_equal(utf8_count(STR("a流域")), 3);
}

static void a_start_cuts_no_character(void **state) {
    static const size_t SIZES[] = {0, 1, 1, 1, 4, 4, 4, 7, 7};
    (void)state;
    for (size_t most = 0; most < sizeof SIZES / sizeof *SIZES; most++)
        assert_int_equal(utf8_start(STR("a流域"), most).size, SIZES[most]);
}

static void vectors_grow(void **state) {
    (void)state;
    struct {
        int *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Arena *a = arena_new();
    for (int i = 0; i < 1000; i++) *VEC_ADD(a, &list) = i;
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(list.items[i], i);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_by_bytes),
        cmocka_unit_test(finds_and_cuts),
        cmocka_unit_test(builds_text),
        cmocka_unit_test(code_points_go_round),
        cmocka_unit_test(malformed_sequences_are_found),
        cmocka_unit_test(a_start_cuts_no_character),
        cmocka_unit_test(vectors_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
