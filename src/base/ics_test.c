// base/ics_test.c - lines of iCalendar are folded and escaped as RFC 5545 says
#include "base/ics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Str line(Arena *a, const char *name, Str text) {
    Buf b = {.arena = a};
    ics_add_text(&b, name, text);
    return buf_str(&b);
}

// RFC 5545, section 3.3.11: ESCAPED-CHAR; a colon stays.
static void texts_are_escaped(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } ROWS[] = {
        {"plain", "SUMMARY:plain\r\n"},
        {"a,b;c\\d", "SUMMARY:a\\,b\\;c\\\\d\r\n"},
        {"one\ntwo", "SUMMARY:one\\ntwo\r\n"},
        {"one\r\ntwo", "SUMMARY:one\\ntwo\r\n"},
        {"12:30", "SUMMARY:12:30\r\n"},
        {"\x01\x7f\ttab", "SUMMARY:tab\r\n"},
        {"补偿", "SUMMARY:补偿\r\n"},
        {"", "SUMMARY:\r\n"},
        {"x\nEND:VEVENT", "SUMMARY:x\\nEND:VEVENT\r\n"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        assert_true(str_is(line(a, "SUMMARY", str_from(ROWS[i].text)), str_from(ROWS[i].want)));
    arena_free(a);
}

// Section 3.1: lines of no more than 75 octets, folded by CRLF and a blank, which unfold to the
// same.
static void long_lines_are_folded_between_characters(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t shift = 0; shift < 12; shift++)
        for (size_t count = 0; count < 200; count += 7) {
            Buf text = {.arena = a}, joined = {.arena = a};
            for (size_t i = 0; i < shift; i++) buf_add_byte(&text, 'x');
            for (size_t i = 0; i < count; i++) buf_add_c(&text, i % 3 ? "黄" : "é𠀀");
            Str whole = line(a, "DESCRIPTION", buf_str(&text)), rest = whole, piece;
            for (size_t lines = 0; rest.size; lines++) {
                int64_t end = str_find(rest, STR("\r\n"), 0);
                assert_true(end >= 0 && end <= 75);
                piece = str_part(rest, 0, (size_t)end);
                assert_int_equal(utf8_find_fault(piece), -1);
                if (lines) assert_int_equal(piece.at[0], ' ');
                buf_add(&joined, str_part(piece, lines > 0, piece.size));
                rest = str_part(rest, (size_t)end + 2, rest.size);
            }
            Str want = str_fmt(a, "DESCRIPTION:%.*s", STR_ARG(buf_str(&text)));
            assert_true(str_is(buf_str(&joined), want));
        }
    arena_free(a);
}

// What is folded at exactly 75 octets has no empty line behind it.
static void a_line_of_75_octets_stays_whole(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str text = str_fmt(a, "%067d", 0);
    assert_int_equal(str_find(line(a, "SUMMARY", text), STR("\r\n"), 0), 75);
    text = str_fmt(a, "%068d", 0);
    assert_true(str_ends_with(line(a, "SUMMARY", text), STR("\r\n 0\r\n")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(long_lines_are_folded_between_characters),
        cmocka_unit_test(a_line_of_75_octets_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
