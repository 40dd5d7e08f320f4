// feel/operate_test.c - every operator on every pair of kinds (DMN 1.5, clause 10.3.2), as one
// table
//
// A row is a left operand, a column a right one, both in the order of KINDS. A letter is the kind
// of the result, "." null with a reason, "0" the null that ternary logic gives.
#include "feel/feel_test.h"

static const struct {
    char letter;
    const char *value;
} KINDS[] = {
    {'n', "2"},
    {'s', "\"a\""},
    {'b', "true"},
    {'d', "@\"2024-02-29\""},
    {'t', "@\"10:00:00\""},
    {'T', "@\"2024-02-29T10:00:00Z\""},
    {'D', "@\"P1D\""},
    {'Y', "@\"P1Y\""},
    {'l', "[2, 3]"},
    {'c', "{k: 2}"},
    {'r', "[1..5]"},
    {'f', "abs"},
    {'0', "null"},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS, MARKS_MAX = 4 };

typedef struct Operators {
    const char *marks[MARKS_MAX]; // that have the same table
    const char *rows[KIND_COUNT]; // columns: nsbdtTDYlcrf0
} Operators;

// clang-format off
static const Operators OPERATORS[] = {
    {{"+"},
     {"n............",
      ".s...........",
      ".............",
      "......dd.....",
      "......t......",
      "......TT.....",
      "...dtTD......",
      "...d.T.Y.....",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"-"},
     {"n............",
      ".............",
      ".............",
      "...D.Ddd.....",
      "....D.t......",
      "...D.DTT.....",
      "......D......",
      ".......Y.....",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"*"},
     {"n.....DY.....",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      "D............",
      "Y............",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"/"},
     {"n............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      "D.....n......",
      "Y......n.....",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"**"},
     {"n............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"=", "!="},
     {"b...........b",
      ".b..........b",
      "..b.........b",
      "...b........b",
      "....b.......b",
      ".....b......b",
      "......b.....b",
      ".......b....b",
      "........b...b",
      ".........b..b",
      "..........b.b",
      "...........bb",
      "bbbbbbbbbbbbb"}},
    {{"<", "<=", ">", ">="},
     {"b............",
      ".b...........",
      ".............",
      "...b.........",
      "....b........",
      ".....b.......",
      "......b......",
      ".......b.....",
      ".............",
      ".............",
      ".............",
      ".............",
      "............."}},
    {{"and"},
     {".............",
      ".............",
      "..b.........0",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      ".............",
      "..0.........0"}},
    {{"or"},
     {"..b..........",
      "..b..........",
      "bbbbbbbbbbbbb",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b..........",
      "..b.........0"}},
    {{"in"},
     {"b.......b.b.b",
      ".b......b...b",
      "..b.....b...b",
      "...b....b...b",
      "....b...b...b",
      ".....b..b...b",
      "......b.b...b",
      ".......bb...b",
      "........b...b",
      "........bb..b",
      "........b.b.b",
      "........b..bb",
      "bbbbbbbbbb.bb"}},
};
// clang-format on

static char letter_of(FeelValue v) {
    static const char LETTERS[] = {
        [FEEL_NULL] = '.',      [FEEL_BOOLEAN] = 'b',       [FEEL_NUMBER] = 'n',
        [FEEL_STRING] = 's',    [FEEL_DATE] = 'd',          [FEEL_TIME] = 't',
        [FEEL_DATE_TIME] = 'T', [FEEL_DAYS_DURATION] = 'D', [FEEL_YEARS_DURATION] = 'Y',
        [FEEL_LIST] = 'l',      [FEEL_CONTEXT] = 'c',       [FEEL_RANGE] = 'r',
        [FEEL_FUNCTION] = 'f'};
    return v.kind == FEEL_NULL && !v.reason ? '0' : LETTERS[v.kind];
}

// The letter of an expression whose operands are literals, or `l` and `r`, of unknown types.
static char result_of(Arena *a, FeelMachine *m, Str expression, const FeelScope *scope,
                      const FeelValue *slots) {
    Findings f = {.arena = a};
    FeelOptions lenient = {.lenient = true};
    const FeelCode *code = feel_compile(a, expression, (Place){0}, scope, lenient, &f);
    assert_non_null(code);
    return letter_of(feel_run(m, code, slots));
}

static FeelValue value_of(Arena *a, FeelMachine *m, const char *literal) {
    Findings f = {.arena = a};
    const FeelCode *code = feel_compile(a, str_from(literal), (Place){0}, feel_scope_new(a),
                                        (FeelOptions){.lenient = true}, &f);
    return feel_value_copy(a, feel_run(m, code, NULL));
}

// Once with literals, whose types are known when compiling, and once with values that are not: the
// two ways of the compiler must agree.
static void check_cell(Arena *a, FeelMachine *m, const char *mark, int i, int j, char wanted) {
    FeelScope *scope = feel_scope_new(a);
    feel_scope_add(scope, STR("l"), feel_type(FEEL_ANY), 0);
    feel_scope_add(scope, STR("r"), feel_type(FEEL_ANY), 1);
    FeelValue slots[] = {value_of(a, m, KINDS[i].value), value_of(a, m, KINDS[j].value)};
    Str known = str_fmt(a, "(%s) %s (%s)", KINDS[i].value, mark, KINDS[j].value);
    char typed = result_of(a, m, known, scope, slots),
         open = result_of(a, m, str_fmt(a, "l %s r", mark), scope, slots);
    if (typed != wanted || open != wanted)
        fail_msg("%.*s: %c, and %c of unknown types, not %c", STR_ARG(known), typed, open, wanted);
}

static void every_pair_has_its_kind(void **state) {
    (void)state;
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    Arena *a = arena_new();
    for (size_t o = 0; o < sizeof OPERATORS / sizeof *OPERATORS; o++)
        for (int k = 0; k < MARKS_MAX && OPERATORS[o].marks[k]; k++)
            for (int i = 0; i < KIND_COUNT; i++, arena_reset(a))
                for (int j = 0; j < KIND_COUNT; j++)
                    check_cell(a, m, OPERATORS[o].marks[k], i, j, OPERATORS[o].rows[i][j]);
    arena_free(a);
    feel_machine_free(m);
}

// A null that is not of ternary logic says where it comes from.
static void what_does_not_fit_is_null_with_its_place(void **state) {
    Trial t = trial(*state, "1 + (2 * \"a\")", (TrialOptions){.compile = {.lenient = true}});
    assert_string_equal(t.code, FEEL_WRONG_TYPE);
    assert_int_equal(t.place.column, 5);
    assert_int_equal(t.place.size, 9);
}

static void values_of_arithmetic(void **state) {
    static const ValueRow rows[] = {
        {"0.1 + 0.2 = 0.3", "true"},
        {"1 / 3 * 3 = 1", "false"},
        {"10 ** 34 + 1 - 10 ** 34", "0"},
        {"-2 ** 2", "4"},
        {"2 ** 3 ** 2", "64"},
        {"2 ** 0.5", "1.414213562373095048801688724209698"},
        {"1 / 0", "null"},
        {"0 ** 0", "1"},
        {"(-8) ** (1 / 3)", "null"},
        {"9e6144 * 10", "null"},
        {"1e-6176 / 10", "0"},
        {"\"a\" + \"b\"", "\"ab\""},
        {"@\"2021-01-31\" + @\"P1M\"", "@\"2021-02-28\""},
        {"@\"2024-02-29\" + @\"P1Y\"", "@\"2025-02-28\""},
        {"@\"2024-03-31\" - @\"P1M\"", "@\"2024-02-29\""},
        {"@\"999999999-12-31\" + @\"P1D\"", "null"},
        {"@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\""},
        {"@\"2024-01-01\" - @\"2023-01-01\"", "@\"P365D\""},
        {"@\"P1Y\" / 5", "@\"P2M\""},
        {"@\"P1D\" * 1.5", "@\"P1DT12H\""},
        {"@\"P1D\" / @\"PT1H\"", "24"},
        {"@\"2021-03-28T01:30:00@Europe/Paris\" + @\"PT1H\"",
         "@\"2021-03-28T03:30:00@Europe/Paris\""},
        {"@\"2021-10-31T00:30:00@Europe/Paris\" + @\"P1D\"",
         "@\"2021-10-31T23:30:00@Europe/Paris\""},
        {"@\"2021-10-31T02:30:00@Europe/Paris\" - @\"2021-10-31T00:30:00@Europe/Paris\"",
         "@\"PT2H\""},
    };
    ALL_GIVE(*state, rows);
}

static void values_of_comparison_and_logic(void **state) {
    static const ValueRow rows[] = {
        {"1.0 = 1.00", "true"},
        {"null = null", "true"},
        {"1 = null", "false"},
        {"[1, 2] = [1, 2]", "true"},
        {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
        {"\"B\" < \"a\"", "true"},
        {"null and false", "false"},
        {"null or true", "true"},
        {"null and true", "null"},
        {"5 between 1 and 5", "true"},
        {"5 in (< 6)", "true"},
        {"5 in (1..5)", "false"},
        {"5 in [1..5]", "true"},
        {"5 in ]1..5]", "true"},
        {"5 in (1, 5)", "true"},
        {"5 in [1..null]", "null"},
        {"[1..3].start included", "true"},
        {"(< 5).start included", "false"},
    };
    ALL_GIVE(*state, rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(every_pair_has_its_kind),
        FEEL_TEST(what_does_not_fit_is_null_with_its_place),
        FEEL_TEST(values_of_arithmetic),
        FEEL_TEST(values_of_comparison_and_logic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
