// base/base64_test.c - the published vectors, and texts that write bytes otherwise
#include "base/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// RFC 4648, section 10.
static void the_published_vectors(void **state) {
    static const char *const ROWS[][3] = {
        {"", "", ""},
        {"f", "Zg==", "Zg"},
        {"fo", "Zm8=", "Zm8"},
        {"foo", "Zm9v", "Zm9v"},
        {"foob", "Zm9vYg==", "Zm9vYg"},
        {"fooba", "Zm9vYmE=", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
        {"\xff\xef", "/+8=", "/+8"},
    };
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str bytes = str_from(ROWS[i][0]), read;
        for (Base64 kind = BASE64; kind <= BASE64_BARE; kind++) {
            Str text = base64_text(a, kind, bytes.at, bytes.size);
            assert_string_equal(str_c(a, text), ROWS[i][1 + kind]);
            assert_true(base64_parse(a, kind, text, &read) && str_is(read, bytes));
        }
    }
    assert_string_equal(str_c(a, base64_text(a, BASE64_URL, "\xff\xef", 2)), "_-8");
    arena_free(a);
}

static void bytes_are_written_in_one_way_only(void **state) {
    static const struct {
        Base64 kind;
        const char *text;
        bool is_good;
    } ROWS[] = {
        {BASE64_URL, "", true},
        {BASE64_URL, "AA", true},
        {BASE64_URL, "_-8", true},
        {BASE64_URL, "AB", false},
        {BASE64_URL, "AA==", false},
        {BASE64_URL, "A", false},
        {BASE64_URL, "=", false},
        {BASE64_URL, "+/8", false},
        {BASE64_URL, "A A", false},
        {BASE64_URL, "YQ\n", false},
        {BASE64_URL, "\xff\xff\xff\xff\xff\xff\xff\xff", false},
        {BASE64_URL, "\x80Q", false},
        {BASE64, "AA==", true},
        {BASE64, "AA", false},
        {BASE64, "AB==", false},
        {BASE64, "_-8=", false},
        {BASE64, "AA==AA==", false},
    };
    (void)state;
    Arena *a = arena_new();
    Str nothing;
    assert_true(base64_parse(a, BASE64, (Str){NULL, 0}, &nothing) && !nothing.size);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str bytes;
        if (base64_parse(a, ROWS[i].kind, str_from(ROWS[i].text), &bytes) != ROWS[i].is_good)
            fail_msg("%s", ROWS[i].text);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vectors),
        cmocka_unit_test(bytes_are_written_in_one_way_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
