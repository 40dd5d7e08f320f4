// app/design_test.c - edits of numbers as unified diffs
#include "app/design_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void an_edit_is_a_unified_diff(void **state) {
    (void)state;
    static const struct {
        const char *before, *after, *expected;
    } rows[] = {
        {"a\nb\n", "a\nb\n", ""},
        {"", "", ""},
        {"a\n", "b\n", "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n+b\n"},
        {"a\nb", "a\nc",
         "--- f\n+++ f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
         "\\ No newline at end of file\n"},
        // Six lines between two changes: their contexts touch.
        {"a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
         "--- f\n+++ f\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
        // Seven: two hunks.
        {"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
         "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n "
         "7\n-b\n+B\n"},
        // Lines that were put in: at the end, and before what stayed.
        {"a\n1\n2\n3\n4\n", "a\n1\n2\n3\n4\n\nb\n",
         "--- f\n+++ f\n@@ -3,3 +3,5 @@\n 2\n 3\n 4\n+\n+b\n"},
        {"a\nz\n", "A\nb\nc\nz\n", "--- f\n+++ f\n@@ -1,2 +1,4 @@\n-a\n+A\n+b\n+c\n z\n"},
        {"a", "a\nb\n",
         "--- f\n+++ f\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n"},
        {"a\n`\n", "a\n`\nb\n`\n", "--- f\n+++ f\n@@ -1,2 +1,4 @@\n a\n `\n+b\n+`\n"},
        {"", "b\n", "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+b\n"},
        {"a\nb\nc\n", "A\nB\nc\n", "--- f\n+++ f\n@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        patch_add(&b, STR("f"), str_from(rows[i].before), str_from(rows[i].after));
        assert_string_equal(str_c(a, buf_str(&b)), rows[i].expected);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_edit_is_a_unified_diff)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
