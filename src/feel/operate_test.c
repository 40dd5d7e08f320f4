// feel/operate_test.c - every operator on every pair of kinds (DMN 1.5, clause 10.3.2), as one table
//
// A row is a left operand, a column a right one, both in the order of KINDS; a letter is the kind of
// the result, "." null with a reason.
#include "feel/feel_test.h"

static const struct {
    char letter;
    const char *value, *kind;
} KINDS[] = {
    {'n', "2", "number"},
    {'s', "\"a\"", "string"},
    {'b', "true", "boolean"},
    {'d', "@\"2024-02-29\"", "date"},
    {'t', "@\"10:00:00\"", "time"},
    {'T', "@\"2024-02-29T10:00:00Z\"", "date and time"},
    {'D', "@\"P1D\"", "days and time duration"},
    {'Y', "@\"P1Y\"", "years and months duration"},
    {'l', "[2, 3]", "list<Any>"},
    {'c', "{k: 2}", "context<>"},
    {'r', "[1..5]", "range<number>"},
    {'f', "abs", "function<Any> -> Any"},
    {'0', "null", "Null"},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

typedef struct Operator {
    const char *mark;
    const char *rows[KIND_COUNT];
} Operator;

static const Operator OPERATORS[] = {
    //           n                s                b                d                t
    //           T                D                Y                l                c  r  f  0
    {"+", {0}}, {"-", {0}}, {"*", {0}}, {"/", {0}}, {"**", {0}}, {"=", {0}}, {"!=", {0}}, {"<", {0}}, {"<=", {0}}, {">", {0}}, {">=", {0}}, {"and", {0}}, {"or", {0}}, {"in", {0}},
};

static char kind_of(FeelValue v) {
    static const char LETTERS[] = {[FEEL_NULL] = '.',          [FEEL_BOOLEAN] = 'b',
                                   [FEEL_NUMBER] = 'n',        [FEEL_STRING] = 's',
                                   [FEEL_DATE] = 'd',          [FEEL_TIME] = 't',
                                   [FEEL_DATE_TIME] = 'T',     [FEEL_DAYS_DURATION] = 'D',
                                   [FEEL_YEARS_DURATION] = 'Y', [FEEL_LIST] = 'l',
                                   [FEEL_CONTEXT] = 'c',       [FEEL_RANGE] = 'r',
                                   [FEEL_FUNCTION] = 'f'};
    return LETTERS[v.kind];
}
static void dump(void **state) {
    for (size_t o = 0; o < sizeof OPERATORS / sizeof *OPERATORS; o++) {
        printf("{\"%s\", {", OPERATORS[o].mark);
        for (int i = 0; i < KIND_COUNT; i++) {
            printf("\"");
            for (int j = 0; j < KIND_COUNT; j++) {
                Str e = str_fmt(*state, "(%s) %s (%s)", KINDS[i].value, OPERATORS[o].mark, KINDS[j].value);
                Findings f = {.arena = *state};
                const FeelCode *code = feel_compile(*state, e, (Place){0}, feel_scope_new(*state), (FeelOptions){.lenient = true}, &f);
                FeelMachine *m = feel_machine_new((FeelLimits){0});
                FeelValue v = feel_run(m, code, NULL);
                putchar(kind_of(v) == '.' && !v.reason ? '?' : kind_of(v));
                feel_machine_free(m);
            }
            printf("\", ");
        }
        printf("}},\n");
    }
}
int main(void) {
    const struct CMUnitTest tests[] = {FEEL_TEST(dump)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
