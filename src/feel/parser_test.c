// feel/parser_test.c - tests of the grammar: what is read, what is refused, and where the fault is
#include "feel/feel_test.h"

static FeelScope *scope_new(Arena *a) {
    static const char *const names[] = {"a", "a-b", "b", "water class", "profit"};
    FeelScope *s = feel_scope_new(a);
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        feel_scope_add(s, str_from(names[i]), feel_type(FEEL_NUMBER), i);
    feel_scope_add(s, STR("xs"), feel_type_list(a, feel_type(FEEL_NUMBER)), 5);
    return s;
}

static void operators_bind_as_the_grammar_says(void **state) {
    static const ValueRow rows[] = {
        {"1 + 2 * 3", "7"},
        {"(1 + 2) * 3", "9"},
        {"10 - 4 - 3", "3"},
        {"2 * 3 ** 2", "18"},
        {"-3 ** 2", "9"},
        {"1 + 1 = 2 and 2 > 1", "true"},
        {"true or false and false", "true"},
        {"3 between 1 and 5 and true", "true"},
        {"[1, 2, 3][item > 1][1]", "2"},
        {"{a: {b: 5}}.a.b + 1", "6"},
        {"if true then 1 else 2 + 5", "1"},
        {"(if false then 1 else 2) + 5", "7"},
        {"1 in [1..3] = true", "true"},
        {"-{a: 1}.a", "-1"},
        {"2 instance of number and true", "true"},
    };
    ALL_GIVE(*state, rows);
}

static void forms_bind_their_names(void **state) {
    static const ValueRow rows[] = {
        {"for i in 1..3 return i * i", "[1, 4, 9]"},
        {"for i in 3..1 return i", "[3, 2, 1]"},
        {"for i in 1..2, j in [10, 20] return i + j", "[11, 21, 12, 22]"},
        {"for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"},
        {"for d in @\"2024-02-28\"..@\"2024-03-01\" return d.day", "[28, 29, 1]"},
        {"some x in [1, 2] satisfies x > 1", "true"},
        {"every x in [] satisfies false", "true"},
        {"[{x: 1, y: 2}, {x: 3}][x > 1]", "[{x: 3}]"},
        {"[{x: 1}, {x: 3}].x", "[1, 3]"},
        {"{a: 1, b: a + 1}.b", "2"},
        {"{f: function(n: number) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "120"},
        {"(function(x, y) x - y)(y: 1, x: 3)", "2"},
        {"{for: 1}.for", "1"},
        {"{\"a b\": 1}.a b", "1"},
        {"[[1, 2], [3]][item[1] = 3]", "[[3]]"},
    };
    ALL_GIVE(*state, rows);
}

typedef struct FaultRow {
    const char *expression, *finding, *hint;
    uint32_t column, size;
} FaultRow;

static void faults_are_told_at_their_place(void **state) {
    static const FaultRow rows[] = {
        {"1 +", "syntax: expected a value, but the text ends", NULL, 4, 0},
        {"(1 + 2", "syntax: expected \")\", but the text ends", NULL, 7, 0},
        {"[1, 2", "syntax: expected \"]\", but the text ends", NULL, 6, 0},
        {"if a then b", "syntax: expected \"else\", but the text ends", NULL, 12, 0},
        {"1 2", "syntax: expected an operator or the end, found \"2\"", NULL, 3, 1},
        {"water clas * 2", "unknown-name: unknown name \"water clas\"",
         "did you mean \"water class\"?", 1, 10},
        {"profit loss", "unknown-name: unknown name \"profit loss\"",
         "an operator may be missing before \"loss\"", 1, 11},
        {"prfoit", "unknown-name: unknown name \"prfoit\"", "did you mean \"profit\"?", 1, 6},
        {"summ(xs)", "unknown-function: unknown function \"summ\"", "did you mean \"sum\"?", 1, 4},
        {"a + \"x\"", "wrong-type: \"+\" does not go between number and string", NULL, 1, 7},
        {"a = \"x\"", "wrong-type: \"=\" does not go between number and string", NULL, 1, 7},
        {"if a then 1 else 2", "wrong-type: a condition is true or false, this is number", NULL, 4,
         1},
        {"a.b", "no-such-entry: number has no entry \"b\"", NULL, 1, 3},
        {"@\"yesterday\"", "bad-literal: \"yesterday\" is not a date, time or duration",
         "as @\"2021-05-01\", @\"08:30:00\", @\"2021-05-01T08:30:00\" or @\"P1D\"", 1, 12},
        {"< true", "wrong-type: a range cannot end at boolean, which has no order", NULL, 1, 6},
        {"abs(n: 1, n: 2)", "wrong-arguments: \"abs\" has no arguments of these names", "abs(n)", 1,
         15},
    };
    TrialOptions o = {.scope = scope_new(*state)};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial(*state, rows[i].expression, o);
        bool same = str_is(t.text, str_from(rows[i].finding)) &&
                    str_is(t.hint, rows[i].hint ? str_from(rows[i].hint) : t.hint) &&
                    t.place.column == rows[i].column && t.place.size == rows[i].size;
        if (!same)
            fail_msg("%s: %.*s (%.*s) at %u, %u bytes", rows[i].expression, STR_ARG(t.text),
                     STR_ARG(t.hint), t.place.column, t.place.size);
    }
}

// A name that looks like an operation is read as the name, and said so.
static void a_name_like_an_operation_is_told(void **state) {
    static const struct {
        const char *text;
        Severity severity;
    } rows[] = {{"a-b", SEVERITY_NOTE}, {"a - b", SEVERITY_WARNING}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Findings f = {.arena = *state};
        const FeelCode *code = feel_compile(*state, str_from(rows[i].text), (Place){0},
                                            scope_new(*state), (FeelOptions){0}, &f);
        assert_true(code && f.count == 1 && f.items[0].severity == rows[i].severity);
        assert_string_equal(f.items[0].rule, "ambiguous-name");
        Str hint = lang_render(*state, LANG_EN, f.items[0].hint);
        assert_true(str_is(hint, STR("for the operation write (a)-(b)")));
    }
}

// What does not fit is null when it is run, if the compiler was told to be lenient.
static void lenient_faults_are_nulls(void **state) {
    static const char *const rows[] = {"for i in 1..\"a\" return i",
                                       "for i in xs..xs return i",
                                       "1 between \"a\" and 2",
                                       "1 in < true",
                                       "nothing + 1",
                                       "-\"a\""};
    TrialOptions lenient = {.compile = {.lenient = true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial(*state, rows[i], lenient);
        if (!str_is(t.text, STR("null")) || !t.code) fail_msg("%s", rows[i]);
    }
}

static Str repeated(Arena *a, const char *part, size_t count, const char *middle,
                    const char *after) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++) buf_add_c(&b, part);
    buf_add_c(&b, middle);
    for (size_t i = 0; i < count; i++) buf_add_c(&b, after);
    return buf_str(&b);
}

static Trial trial_of(Arena *a, Str text) {
    return trial(a, str_c(a, text), (TrialOptions){.slots = NULL});
}

static void nesting_is_bounded(void **state) {
    assert_true(str_is(trial_of(*state, repeated(*state, "(", 200, "1", ")")).text, STR("1")));
    static const struct {
        const char *opening, *closing;
    } rows[] = {{"(", ")"},
                {"[", "]"},
                {"{a:", "}"},
                {"-", ""},
                {"abs(", ")"},
                {"=", ""},
                {"if true then 1 else ", ""},
                {"[1][", "]"},
                {"1 in (", ")"},
                {"1+(", ")"},
                {"1**-", ""},
                {"for i in [", "] return 1"},
                {"not(", ")"},
                {"{f: function(n) n}.f(", ")"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial_of(*state, repeated(*state, rows[i].opening, 3000, "1", rows[i].closing));
        if (!str_starts_with(t.text, STR("too-deep")))
            fail_msg("%s: %.*s", rows[i].opening, STR_ARG(t.text));
    }
    Str deep = str_fmt(*state, "1 instance of %.*s",
                       STR_ARG(repeated(*state, "list<", 100000, "number", ">")));
    assert_true(str_starts_with(trial_of(*state, deep).text, STR("syntax")));
    Trial row = trial_of(*state, repeated(*state, "1+", 100000, "1", ""));
    assert_true(str_starts_with(row.text, STR("too-deep")));
}

// A node that has two parents is met twice: without a bound these would be 2^60 nodes.
static void shared_parts_do_not_multiply(void **state) {
    Trial equal = trial_of(*state, repeated(*state, "=", 60, "1", ""));
    assert_true(equal.text.size > 0);
    Trial between =
        trial_of(*state, repeated(*state, "(if ", 60, "1", " between 1 and 2 then 1 else 2)"));
    assert_true(str_starts_with(between.text, STR("too-deep")));
}

static void texts_are_bounded(void **state) {
    Str longest = repeated(*state, " ", LIMIT_FEEL_TEXT_BYTES, "1", "");
    assert_true(str_starts_with(trial_of(*state, longest).text, STR("too-large")));
}

static void unary_tests_pass_or_not(void **state) {
    static const struct {
        const char *tests;
        int64_t input;
        bool verdict;
    } rows[] = {
        {"-", 1, true},
        {"< 5", 4, true},
        {"< 5", 5, false},
        {"[1..3], 7", 7, true},
        {"not(7)", 7, false},
        {"not(< 3, > 5)", 4, true},
        {"? > 3 and ? < 5", 4, true},
        {"3, 4", 5, false},
        {"(1..3]", 1, false},
    };
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Findings f = {.arena = *state};
        FeelOptions o = {.input = feel_type(FEEL_NUMBER)};
        const FeelCode *tests = feel_compile_tests(*state, str_from(rows[i].tests), (Place){0},
                                                   feel_scope_new(*state), o, &f);
        assert_non_null(tests);
        FeelValue v = feel_run_test(m, tests, feel_integer(rows[i].input), NULL);
        if (v.kind != FEEL_BOOLEAN || v.boolean != rows[i].verdict) fail_msg("%s", rows[i].tests);
    }
    feel_machine_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(operators_bind_as_the_grammar_says),
        FEEL_TEST(forms_bind_their_names),
        FEEL_TEST(faults_are_told_at_their_place),
        FEEL_TEST(a_name_like_an_operation_is_told),
        FEEL_TEST(lenient_faults_are_nulls),
        FEEL_TEST(nesting_is_bounded),
        FEEL_TEST(shared_parts_do_not_multiply),
        FEEL_TEST(texts_are_bounded),
        FEEL_TEST(unary_tests_pass_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
