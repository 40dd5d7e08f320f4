// facts/stretch_test.c - word by word is byte by byte
#include "facts/stretch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { LENGTH_MAX = 40 };

// Of every length, with one byte changed at every place, within the text and behind it.
static void a_changed_byte_counts_within_the_text_only(void **state) {
    (void)state;
    char a[LENGTH_MAX + WORD_BYTES], b[LENGTH_MAX + WORD_BYTES];
    for (size_t i = 0; i < sizeof a; i++) a[i] = (char)(i * 37);
    for (size_t size = 0; size <= LENGTH_MAX; size++) {
        memcpy(b, a, sizeof b);
        assert_true(stretch_is(a, b, size));
        for (size_t i = 0; i < sizeof b; i++) {
            b[i] ^= (char)0x80;
            assert_int_equal(stretch_is(a, b, size), i >= size);
            b[i] ^= (char)0x80;
        }
    }
}

// The last word that begins within the text is the last that is read: the sanitizers watch.
static void no_more_is_read_than_said(void **state) {
    (void)state;
    for (size_t size = 1; size <= LENGTH_MAX; size++) {
        size_t words = (size + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
        char *a = test_calloc(words, 1), *b = test_calloc(words, 1);
        assert_true(stretch_is(a, b, size));
        test_free(a);
        test_free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_byte_counts_within_the_text_only),
        cmocka_unit_test(no_more_is_read_than_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
