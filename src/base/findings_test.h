// base/findings_test.h - for the tests of any room: findings as one line each
#ifndef SOFTLAW_BASE_FINDINGS_TEST_H
#define SOFTLAW_BASE_FINDINGS_TEST_H

#include "base/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// "3:7 unknown-key\n5:1 …": the findings at or above `least`, in order of place.
static inline const char *findings_lines(Arena *a, Findings *f, Severity least) {
    Buf lines = {.arena = a};
    findings_sort(f);
    for (size_t i = 0; i < f->count; i++) {
        const Finding *x = &f->items[i];
        if (x->severity < least) continue;
        if (lines.size) buf_add_c(&lines, "\n");
        buf_add_fmt(&lines, "%u:%u %s", x->place.line, x->place.column, x->rule);
    }
    return str_c(a, buf_str(&lines));
}

#define assert_str(actual, expected) assert_str_((actual), (expected), __FILE__, __LINE__)
static inline void assert_str_(Str actual, const char *expected, const char *file, int line) {
    if (str_is(actual, str_from(expected))) return;
    print_error("\"%.*s\" is not \"%s\"\n", STR_ARG(actual), expected);
    _fail(file, line);
}

#endif
