// store/body_test.c - the canonical body: one way to write, the same way back
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define T(text)                                                                                    \
    { "" text, sizeof(text) - 1 }

static const struct {
    Str values[3];
    size_t count;
    const char *text;
} WRITTEN[] = {
    {{T("")}, 1, "x\t\n"},
    {{T("a b")}, 1, "x\ta b\n"},
    {{T(""), T(""), T("")}, 3, "x\t\t\t\n"},
    {{T("a\tb"), T("c")}, 2, "x\ta\\tb\tc\n"},
    {{T("a"), T("b\tc")}, 2, "x\ta\tb\\tc\n"},
    {{T("line\nnext\r")}, 1, "x\tline\\nnext\\r\n"},
    {{T("back\\slash\\n")}, 1, "x\tback\\\\slash\\\\n\n"},
    {{T("a\0b")}, 1, NULL}, // a NUL stays a NUL
    {{T("补偿|资金")}, 1, "x\t补偿|资金\n"},
};

static void values_come_back_as_they_were_written(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof WRITTEN / sizeof WRITTEN[0]; i++) {
        Buf b = {.arena = a};
        body_add(&b, "x", WRITTEN[i].values, WRITTEN[i].count);
        if (WRITTEN[i].text) assert_true(str_is(buf_str(&b), str_from(WRITTEN[i].text)));
        Str rest = buf_str(&b);
        BodyLine line;
        assert_true(body_next(a, &rest, &line));
        assert_int_equal(rest.size, 0);
        assert_true(str_is(line.name, STR("x")));
        assert_int_equal(line.count, WRITTEN[i].count);
        for (size_t k = 0; k < line.count; k++)
            assert_true(str_is(line.values[k], WRITTEN[i].values[k]));
        assert_false(body_next(a, &rest, &line));
    }
    arena_free(a);
}

static void numbers_are_written_in_decimal(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    body_add_int(&b, "n", 0);
    body_add_int(&b, "n", -12);
    body_add_int(&b, "n", INT64_MAX);
    body_add_int(&b, "n", INT64_MIN);
    assert_true(str_is(buf_str(&b), STR("n\t0\nn\t-12\nn\t9223372036854775807\n"
                                        "n\t-9223372036854775808\n")));
    arena_free(a);
}

static void a_malformed_line_is_refused_and_left(void **state) {
    (void)state;
    static const char *const MALFORMED[] = {
        "x\ta",      // no line end
        "x\n",       // no value
        "\ta\n",     // no name
        "\n",        //
        "x\t\\q\n",  // unknown escape
        "x\ta\\\n",  // escape without letter
        "x\ta\rb\n", // a line end that is not escaped
        "x\t1\t2\t3\t4\t5\t6\t7\t8\t9\n",
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof MALFORMED / sizeof MALFORMED[0]; i++) {
        Str rest = str_from(MALFORMED[i]);
        BodyLine line;
        assert_false(body_next(a, &rest, &line));
        assert_true(str_is(rest, str_from(MALFORMED[i])));
    }
    arena_free(a);
}

// What separates fields elsewhere, what is folded elsewhere, and what looks alike.
static Str odd_value(uint64_t *state, Arena *a) {
    static const char *const PIECES[] = {"",        "a",  "|",  "\\", "\t",  "\n", "\r",
                                         "\\t",     "t",  "n",  "x",  " ",   "0",  "é",
                                         "e\u0301", "补", "\"", ",",  "\\\\"};
    Buf b = {.arena = a};
    for (int i = 0; i < 4; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        buf_add_c(&b, PIECES[(*state >> 33) % (sizeof PIECES / sizeof PIECES[0])]);
    }
    return buf_str(&b);
}

static void different_values_never_have_the_same_text(void **state) {
    (void)state;
    uint64_t seed = 7;
    Arena *a = arena_new();
    for (int i = 0; i < (getenv("SOFTLAW_LONG") ? 1000000 : 20000); i++) {
        Str one[2] = {odd_value(&seed, a), odd_value(&seed, a)};
        Str two[2] = {odd_value(&seed, a), odd_value(&seed, a)};
        Buf first = {.arena = a}, second = {.arena = a};
        body_add(&first, "x", one, 2);
        body_add(&second, "x", two, 2);
        bool is_same = str_is(one[0], two[0]) && str_is(one[1], two[1]);
        assert_int_equal(str_is(buf_str(&first), buf_str(&second)), is_same);
        arena_reset(a);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_as_they_were_written),
        cmocka_unit_test(numbers_are_written_in_decimal),
        cmocka_unit_test(a_malformed_line_is_refused_and_left),
        cmocka_unit_test(different_values_never_have_the_same_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
