// facts/digits_test.c - digits read eight at a time and one by one are the same number
#include "facts/digits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void must_be(const char *text, size_t count, uint64_t value) {
    char padded[2 * DIGITS_BYTES + 8] = {0};
    uint64_t each = 0, words = 0, chosen = 0;
    memcpy(padded, text, strlen(text));
    assert_int_equal(digits_read_each(padded, &each), count);
    assert_int_equal(digits_read_words(padded, &words), count);
    assert_int_equal(digits_read(padded, &chosen), count);
    if (count > DIGITS_MAX) return;
    assert_int_equal(each, value);
    assert_int_equal(words, value);
    assert_int_equal(chosen, value);
}

static void digits_end_at_the_first_other_byte(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        uint64_t value;
    } rows[] = {
        {"", 0, 0},
        {"0", 1, 0},
        {"7,", 1, 7},
        {"0007", 4, 7},
        {"12345678", 8, 12345678},
        {"12345678.90", 8, 12345678},
        {"123456789", 9, 123456789},
        {"9999999999999999", 16, 9999999999999999},
        {"0000000000000001\n", 16, 1},
        {"12345678901234567", 17, 0},
        {"1234567890123456789", 17, 0},
        {"-1", 0, 0},
        {"/1", 0, 0},
        {":1", 0, 0},
        {"1:2", 1, 1},
        {"1\xff"
         "9",
         1, 1},
        {"1\x8a"
         "9",
         1, 1},
        {"\x8a"
         "12",
         0, 0},
        {"12\xb0"
         "3",
         2, 12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        must_be(rows[i].text, rows[i].count, rows[i].value);
}

// Every byte behind every number of digits, and digits again behind it.
static void no_other_byte_is_taken_for_a_digit(void **state) {
    (void)state;
    static const char digits[] = "1234567890123456";
    for (size_t count = 0; count <= DIGITS_MAX; count++) {
        uint64_t value = 0;
        for (size_t i = 0; i < count; i++) value = value * 10 + (uint64_t)(digits[i] - '0');
        for (int byte = 1; byte < 256; byte++) {
            char text[2 * DIGITS_BYTES + 1] = {0};
            if (byte >= '0' && byte <= '9') continue;
            memcpy(text, digits, count);
            text[count] = (char)byte;
            memset(text + count + 1, '9', 8);
            must_be(text, count, value);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_end_at_the_first_other_byte),
        cmocka_unit_test(no_other_byte_is_taken_for_a_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
