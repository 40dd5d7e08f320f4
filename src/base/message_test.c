// base/message_test.c - faults: the first one wins, findings keep their order
#include "base/message.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void the_first_failure_wins(void **state) {
    (void)state;
    Err err = {0};
    Place place = {STR("a.md"), 2, 3, 0, 0};
    assert_false(err_set_at(&err, ERR_INPUT, place, MSG("first"), MSG("mend it")));
    assert_false(err_set(&err, ERR_STORE, MSG("second"), NO_MSG));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.message.text, "first");
    assert_int_equal(err.place.line, 2);
    assert_false(err_set(NULL, ERR_STORE, MSG("nobody asks"), NO_MSG));
}

static void contexts_are_kept_innermost_first(void **state) {
    (void)state;
    Err err = {0};
    err_set(&err, ERR_STORE, MSG("x"), NO_MSG);
    for (int i = 0; i < 9; i++)
        assert_false(err_while(&err, i ? MSG("while outer") : MSG("while inner")));
    assert_int_equal(err.context_count, 4);
    assert_string_equal(err.context[0].text, "while inner");
    assert_false(err_while(NULL, MSG("while nothing")));
}

static void findings_are_sorted_by_place_and_stable(void **state) {
    (void)state;
    static const struct {
        const char *file;
        uint32_t line, column;
        const char *rule;
    } rows[] = {{"b", 1, 1, "5"}, {"a", 2, 1, "3"}, {"a", 1, 9, "2"},
                {"a", 2, 1, "4"}, {"a", 1, 2, "1"}, {"a", 0, 0, "0"}};
    Arena *a = arena_new();
    Findings f = {.arena = a};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Place place = {str_from(rows[i].file), rows[i].line, rows[i].column, 0, 0};
        finding_add(&f, i % 2 ? SEVERITY_ERROR : SEVERITY_WARNING, rows[i].rule, place, MSG("m"),
                    NO_MSG);
    }
    findings_sort(&f);
    for (size_t i = 0; i < f.count; i++) assert_int_equal(f.items[i].rule[0], '0' + (int)i);
    assert_int_equal(f.error_count, 3);
    arena_free(a);
}

// Any number of them, by line; those of one line stay in the order in which they were found.
static void any_number_of_findings_is_sorted(void **state) {
    (void)state;
    for (size_t count = 0; count < 70; count++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        for (size_t i = 0; i < count; i++)
            finding_add(&f, SEVERITY_NOTE, "r",
                        (Place){STR("f"), (uint32_t)(1 + i * 7919 % 11), 1, (uint32_t)i, 0},
                        MSG("m"), NO_MSG);
        findings_sort(&f);
        assert_int_equal(f.count, count);
        for (size_t i = 1; i < count; i++) {
            Place before = f.items[i - 1].place, now = f.items[i].place;
            assert_true(before.line < now.line ||
                        (before.line == now.line && before.offset < now.offset));
        }
        arena_free(a);
    }
}

static void findings_are_taken_over_with_what_was_only_counted(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings from = {.arena = a}, to = {.arena = a};
    finding_add(&to, SEVERITY_ERROR, "first", (Place){.line = 1}, MSG("m"), NO_MSG);
    for (int i = 0; i < LIMIT_FINDINGS + 5; i++)
        finding_add(&from, i % 2 ? SEVERITY_ERROR : SEVERITY_NOTE, "r", (Place){.line = 2},
                    MSG("m"), NO_MSG);
    findings_take(&to, &from);
    assert_int_equal(to.count, LIMIT_FINDINGS);
    assert_int_equal(to.dropped_count, 6);
    assert_int_equal(to.error_count, 1 + from.error_count);
    assert_string_equal(to.items[0].rule, "first");
    arena_free(a);
}

static void findings_beyond_the_limit_are_counted(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    char name[] = "x";
    for (int i = 0; i < LIMIT_FINDINGS + 5; i++) {
        name[0] = (char)('a' + i % 26);
        finding_add(&f, SEVERITY_ERROR, "r", (Place){.line = 1}, MSG("{1}", str_from(name)),
                    NO_MSG);
    }
    assert_int_equal(f.count, LIMIT_FINDINGS);
    assert_int_equal(f.dropped_count, 5);
    assert_int_equal(f.error_count, LIMIT_FINDINGS + 5);
    assert_true(str_is(f.items[0].message.args[0], STR("a")));
    assert_true(str_is(f.items[27].message.args[0], STR("b")));
    arena_free(a);
}

static void places_count_lines_and_code_points(void **state) {
    (void)state;
    Str text = STR("ab\n流域 x\n");
    static const struct {
        size_t offset;
        uint32_t line, column;
    } rows[] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {6, 2, 2}, {10, 2, 4}, {12, 3, 1}, {99, 3, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Place p = place_in(STR("f"), text, rows[i].offset, 1);
        assert_int_equal(p.line, rows[i].line);
        assert_int_equal(p.column, rows[i].column);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(contexts_are_kept_innermost_first),
        cmocka_unit_test(findings_are_sorted_by_place_and_stable),
        cmocka_unit_test(any_number_of_findings_is_sorted),
        cmocka_unit_test(findings_are_taken_over_with_what_was_only_counted),
        cmocka_unit_test(findings_beyond_the_limit_are_counted),
        cmocka_unit_test(places_count_lines_and_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
