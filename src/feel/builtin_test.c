// feel/builtin_test.c - every builtin keeps what its documentation promises
#include "feel/feel_test.h"

// The example of each row gives its result: both are run, and must be the same value.
static void examples_give_their_results(void **state) {
    for (size_t i = 0; i < feel_builtin_count(); i++) {
        const FeelBuiltinDoc *d = feel_builtin_doc(i);
        TrialOptions plain = {.slots = NULL};
        Trial example = trial(*state, d->example, plain), result = trial(*state, d->result, plain);
        if (!str_is(example.text, result.text) || result.code)
            fail_msg("%s: %s gives %.*s, not %s", d->name, d->example, STR_ARG(example.text),
                     d->result);
    }
}

static void documentation_is_complete_and_names_are_unique(void **state) {
    (void)state;
    for (size_t i = 0; i < feel_builtin_count(); i++) {
        const FeelBuiltinDoc *d = feel_builtin_doc(i);
        assert_true(*d->text_en && *d->text_zh && *d->example && *d->result);
        assert_true(str_starts_with(str_from(d->signature), str_from(d->name)));
        assert_ptr_equal(feel_builtin_find(str_from(d->name)), feel_builtin_at(i));
    }
}

// Each is called with no arguments, with nulls, and with too many: never a crash, always a reason.
static void misuse_is_null_with_a_reason(void **state) {
    static const char *const arguments[] = {
        "",   "null",   "null, null",       "null, null, null",
        "{}", "[], []", "function(a) a, 1", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"};
    TrialOptions lenient = {.compile = {.lenient = true}};
    for (size_t i = 0; i < feel_builtin_count(); i++)
        for (size_t k = 0; k < sizeof arguments / sizeof *arguments; k++) {
            Str call = str_fmt(*state, "%s(%s)", feel_builtin_doc(i)->name, arguments[k]);
            Trial t = trial(*state, str_c(*state, call), lenient);
            if (str_is(t.text, STR("null")) && (!t.code || !t.why.size || !t.place.line))
                fail_msg("%.*s is null without a reason", STR_ARG(call));
        }
}

static void named_arguments_choose_the_signature(void **state) {
    static const ValueRow rows[] = {
        {"date(day: 3, month: 2, year: 2024)", "@\"2024-02-03\""},
        {"date(from: \"2024-02-03\")", "@\"2024-02-03\""},
        {"context put(context: {a: 1}, keys: [\"a\"], value: 2)", "{a: 2}"},
        {"substring(start position: 2, string: \"abc\")", "\"bc\""},
        {"substring(string: \"abc\", start position: -2, length: 1)", "\"b\""},
        {"string join(list: [\"a\", \"b\"], delimiter: \"-\")", "\"a-b\""},
        {"overlaps(range1: [1..5], range2: [3..8])", "true"},
    };
    ALL_GIVE(*state, rows);
    TrialOptions lenient = {.compile = {.lenient = true}};
    Trial t = trial(*state, "context put(context: {}, key: [\"y\", \"a\"], value: 2)", lenient);
    assert_string_equal(t.code, FEEL_WRONG_TYPE);
}

// Where the standard leaves room, or its readers disagree.
static void values_at_the_edges(void **state) {
    static const ValueRow rows[] = {
        {"decimal(2.5, 0)", "2"},
        {"decimal(-2.5, 0)", "-2"},
        {"decimal(1.005, 2)", "1"},
        {"round half up(-2.5, 0)", "-3"},
        {"round half down(2.5, 0)", "2"},
        {"round up(1.121, 2)", "1.13"},
        {"round down(-1.129, 2)", "-1.12"},
        {"floor(-1.5)", "-2"},
        {"ceiling(-1.5)", "-1"},
        {"modulo(-12, 5)", "3"},
        {"modulo(12, -5)", "-3"},
        {"modulo(10.1, 4.5)", "1.1"},
        {"stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"},
        {"median([])", "null"},
        {"mode([6, 3, 9, 6, 6])", "[6]"},
        {"mode([])", "[]"},
        {"sum([])", "null"},
        {"min([])", "null"},
        {"all([true, null])", "null"},
        {"all([false, null])", "false"},
        {"any([true, null])", "true"},
        {"all([])", "true"},
        {"any([])", "false"},
        {"count([null])", "1"},
        {"mean([1, 2, 4])", "2.333333333333333333333333333333333"},
        {"string length(\"𝒳é\")", "2"},
        {"substring(\"👍ab\", 1, 1)", "\"👍\""},
        {"upper case(\"ß\")", "\"SS\""},
        {"split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]"},
        {"replace(\"abc\", \"b\", \"$0$0\")", "\"abbc\""},
        {"matches(\"foobar\", \"^fo*b\")", "true"},
        {"matches(\"O\", \"[A-Z-[OI]]\", \"i\")", "false"},
        {"matches(\"hello world\", \"hello\\\\ sworld\", \"x\")", "true"},
        {"matches(\"abc\", \"(?=b)\")", "null"},
        {"matches(\"abc\", \"\\p{Foo}\")", "null"},
        {"number(\"1 000,0\", \" \", \",\")", "1000"},
        {"number(\"1,000.5\", \",\", \".\")", "1000.5"},
        {"number(\"x\")", "null"},
        {"string(1.10 * 1.10)", "\"1.21\""},
        {"string(1E3)", "\"1000\""},
        {"string([1, \"a\"])", "\"[1, \\\"a\\\"]\""},
        {"sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"},
        {"index of([1, 2, null, null], null)", "[3, 4]"},
        {"list contains([1, null], null)", "true"},
        {"distinct values([1, 2, 1])", "[1, 2]"},
        {"flatten([[1, [2]], [[[3]]]])", "[1, 2, 3]"},
        {"sublist([1, 2, 3], -1, 1)", "[3]"},
        {"remove([1, 2, 3], -1)", "[1, 2]"},
        {"insert before([1, 3], -1, 2)", "[1, 2, 3]"},
        {"list replace([2, 4], function(item, new) item < new, 3)", "[3, 4]"},
        {"range(\"[1..3)\")", "[1..3)"},
        {"range(\"[3..1]\")", "null"},
        {"before(1, [2..3])", "true"},
        {"before((1..2), 2)", "true"},
        {"meets([1..5], [5..8])", "true"},
        {"is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"},
        {"is(@\"10:00:00Z\", @\"10:00:00@Etc/UTC\")", "false"},
        {"week of year(@\"2005-01-01\")", "53"},
        {"years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "@\"P1Y8M\""},
    };
    ALL_GIVE(*state, rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(examples_give_their_results),
        cmocka_unit_test(documentation_is_complete_and_names_are_unique),
        FEEL_TEST(misuse_is_null_with_a_reason),
        FEEL_TEST(named_arguments_choose_the_signature),
        FEEL_TEST(values_at_the_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
