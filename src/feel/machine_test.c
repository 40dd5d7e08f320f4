// feel/machine_test.c - tests of the machine: its limits, and the reasons of nulls
#include "feel/feel_test.h"

typedef struct LimitRow {
    const char *expression, *why;
} LimitRow;

static void what_would_not_end_is_stopped(void **state) {
    static const LimitRow rows[] = {
        {"for i in 1..1000000000000 return i", "the values need more than"},
        {"count(for i in 1..100000, j in 1..100000 return 1)", "the values need more than"},
        {"some i in 1..1000000000 satisfies i < 0", "the evaluation takes more than"},
        {"{f: function(n) f(n + 1), r: f(0)}.r", "functions call each other more than"},
        {"{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(100000)}.r",
         "functions call each other more than"},
        {"for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1]",
         "a text would have more than"},
        {"{f: function(n) if n = 0 then [1] else [f(n - 1)], r: f(300)}.r",
         "lists and contexts would be nested too deeply"},
        {"for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]",
         "lists and contexts would hold too many values"},
        {"matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")",
         "the pattern takes too long"},
        {"2 ** 99999999", "\"**\" has no result that can be represented"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial(*state, rows[i].expression, (TrialOptions){.limits = {0}});
        if (!str_is(t.text, STR("null")) || !str_starts_with(t.why, str_from(rows[i].why)))
            fail_msg("%s: %.*s, %.*s", rows[i].expression, STR_ARG(t.text), STR_ARG(t.why));
    }
}

static void limits_are_those_given(void **state) {
    static const struct {
        const char *expression;
        FeelLimits limits;
        bool is_stopped;
    } rows[] = {
        {"for i in 1..100 return i", {.steps_max = 1000}, false},
        {"for i in 1..1000 return i", {.steps_max = 1000}, true},
        {"for i in 1..100 return i", {.memory_bytes_max = 1 << 16}, false},
        {"for i in 1..10000 return i", {.memory_bytes_max = 1 << 16}, true},
        {"{f: function(n) if n = 0 then 0 else f(n - 1), r: f(8)}.r", {.depth_max = 10}, false},
        {"{f: function(n) if n = 0 then 0 else f(n - 1), r: f(9)}.r", {.depth_max = 10}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial(*state, rows[i].expression, (TrialOptions){.limits = rows[i].limits});
        if (t.is_stopped != rows[i].is_stopped) fail_msg("%s", rows[i].expression);
        if (t.is_stopped) assert_string_equal(t.code, FEEL_LIMIT);
    }
}

// A machine that was stopped runs the next code as if nothing had been.
static void a_stopped_machine_runs_again(void **state) {
    Findings f = {.arena = *state};
    const FeelScope *none = feel_scope_new(*state);
    FeelOptions plain = {.lenient = false};
    const FeelCode *endless = feel_compile(*state, STR("for i in 1..1000000000 return i"),
                                           (Place){0}, none, plain, &f),
                   *short_one = feel_compile(*state, STR("1 + 1"), (Place){0}, none, plain, &f);
    FeelMachine *m = feel_machine_new((FeelLimits){.steps_max = 10000});
    feel_run(m, endless, NULL);
    assert_true(feel_machine_is_stopped(m));
    FeelValue v = feel_run(m, short_one, NULL);
    assert_true(!feel_machine_is_stopped(m) && v.kind == FEEL_NUMBER);
    assert_int_equal(feel_machine_reason_count(m), 0);
    feel_machine_free(m);
}

typedef struct ReasonRow {
    const char *expression, *code, *why;
    uint32_t column, size;
} ReasonRow;

static void nulls_tell_code_text_and_span(void **state) {
    static const ReasonRow rows[] = {
        {"1 + 6 / (3 - 3)", FEEL_DIVISION_BY_ZERO, "cannot divide by \"(3 - 3)\", which is 0", 5,
         11},
        {"[1, 2][3]", FEEL_NO_SUCH_ENTRY, "the list has 2 items and no item 3", 1, 9},
        {"2 * {a: null}.a", FEEL_NULL_OPERAND, "\"{a: null}.a\" is null", 5, 11},
        {"date(\"2021-02-29\")", FEEL_WRONG_VALUE, "\"2021-02-29\" is not a date", 1, 18},
        {"now().year + null", FEEL_NULL_OPERAND, "\"null\" is null", 14, 4},
        {"sqrt(-1)", FEEL_WRONG_VALUE, NULL, 1, 8},
        {"substring(\"abc\", 0)", FEEL_WRONG_VALUE, NULL, 1, 19},
        {"@\"10:00:00@Europe/Paris\" - @\"10:00:00@Asia/Dhaka\"", "zone-unknown", NULL, 1, 49},
        {"\"一\" + string(1 / 0)", FEEL_DIVISION_BY_ZERO, "cannot divide by \"0\", which is 0", 14,
         5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const ReasonRow *r = &rows[i];
        Trial t = trial(*state, r->expression, (TrialOptions){.compile = {.lenient = true}});
        bool same = t.code && str_is(str_from(t.code), str_from(r->code)) &&
                    (!r->why || str_is(t.why, str_from(r->why))) && t.place.column == r->column &&
                    t.place.size == r->size;
        if (!same)
            fail_msg("%s: %s, %.*s at %u, %u bytes", r->expression, t.code ? t.code : "no reason",
                     STR_ARG(t.why), t.place.column, t.place.size);
    }
}

static void a_reason_is_linked_to_its_cause(void **state) {
    Findings f = {.arena = *state};
    const FeelCode *code = feel_compile(*state, STR("sum([1, 2 / 0])"), (Place){0},
                                        feel_scope_new(*state), (FeelOptions){0}, &f);
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    FeelValue v = feel_run(m, code, NULL);
    assert_true(v.kind == FEEL_NULL && v.reason);
    const FeelReason *r = feel_machine_reason(m, v.reason - 1);
    assert_true(r->cause && r->cause != v.reason);
    assert_string_equal(feel_machine_reason(m, r->cause - 1)->code, FEEL_DIVISION_BY_ZERO);
    feel_machine_free(m);
}

static void the_clock_is_what_the_host_gives(void **state) {
    static const ValueRow rows[] = {{"today()", "@\"2026-01-01\""},
                                    {"now()", "@\"2026-01-01T00:00:00Z\""}};
    ALL_GIVE(*state, rows);
    Findings f = {.arena = *state};
    const FeelCode *code = feel_compile(*state, STR("today()"), (Place){0}, feel_scope_new(*state),
                                        (FeelOptions){0}, &f);
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    FeelValue v = feel_run(m, code, NULL);
    assert_true(v.kind == FEEL_NULL && v.reason);
    assert_string_equal(feel_machine_reason(m, v.reason - 1)->code, FEEL_NO_CLOCK);
    feel_machine_free(m);
}

// Plain, no exponent within 34 digits, no zeros at the end.
static void numbers_have_one_text(void **state) {
    static const ValueRow rows[] = {
        {"1.10 * 1.10", "1.21"},
        {"100.00", "100"},
        {"1e3", "1000"},
        {"1e-7", "0.0000001"},
        {"-0", "0"},
        {"0.0", "0"},
        {"1 / 3", "0.3333333333333333333333333333333333"},
        {"9999999999999999999999999999999999", "9999999999999999999999999999999999"},
        {"9999999999999999999999999999999999 + 1", "1E+34"},
        {"1 - 1e-40", "1"},
    };
    ALL_GIVE(*state, rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(what_would_not_end_is_stopped),   FEEL_TEST(limits_are_those_given),
        FEEL_TEST(a_stopped_machine_runs_again),    FEEL_TEST(nulls_tell_code_text_and_span),
        FEEL_TEST(a_reason_is_linked_to_its_cause), FEEL_TEST(the_clock_is_what_the_host_gives),
        FEEL_TEST(numbers_have_one_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
