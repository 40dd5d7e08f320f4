// cli/complete_test.c - tests of cli/complete.c
#include "cli/complete.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const WORDS[] = {"water class",      "water clarity", "sum",      "substring",
                                    "substring before", "水质类别",      "水质指数", "sum"};
enum { COUNT = sizeof WORDS / sizeof *WORDS };

typedef struct Row {
    const char *before, *common;
    size_t begun, count;
} Row;

static const Row ROWS[] = {
    {"su", "su", 2, 3},
    {"1 + sum", "sum", 3, 1},
    {"1 + water cl", "water cla", 8, 2},
    {"water class", "water class", 11, 1},
    {"abs(subs", "substring", 4, 2},
    {"水质", "水质", 6, 2},
    {"水质类", "水质类别", 9, 1},
    {"水", "水质", 3, 2},
    {"(", "", 0, 0},
    {"", "", 0, 0},
    {"water xyz", "", 0, 0},
    {"1 + ", "", 0, 0},
};

static void the_longest_run_of_words_is_completed(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str words[COUNT];
    for (size_t i = 0; i < COUNT; i++) words[i] = str_from(WORDS[i]);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Completion c = complete_words(a, str_from(ROWS[i].before), words, COUNT);
        if (c.count != ROWS[i].count || c.begun != ROWS[i].begun ||
            !str_is(c.common, str_from(ROWS[i].common)))
            fail_msg("%s: %zu, %.*s", ROWS[i].before, c.count, STR_ARG(c.common));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_longest_run_of_words_is_completed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
