// dmn/analyse_test.c - faults of tables that show before they are run, each with an input
#include "dmn/analyse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { INPUTS = 3, ROWS_MAX = 4, WIDTH = INPUTS + 1 };

static const struct {
    const char *name;
    FeelKind kind;
} inputs[INPUTS] = {{"n", FEEL_NUMBER}, {"s", FEEL_STRING}, {"d", FEEL_DATE}};

typedef struct Row {
    const char *what;
    DmnHitPolicy policy;
    const char *values[INPUTS];                  // that can occur
    const char *cells[ROWS_MAX * WIDTH];         // n, s, d, output
    const char *rule, *first, *second, *example; // of the one finding; NULL = none
} Row;

static const Row rows[] = {
    {"bands that meet, over values that can occur",
     DMN_UNIQUE,
     {"[0..10]"},
     {"< 5", "-", "-", "1", ">= 5", "-", "-", "2"},
     NULL,
     NULL,
     NULL,
     NULL},
    {"a gap at a bound",
     DMN_UNIQUE,
     {"[0..10]"},
     {"< 5", "-", "-", "1", "> 5", "-", "-", "2"},
     "table-gap",
     NULL,
     NULL,
     "n = 5"},
    {"a gap between whole bands",
     DMN_UNIQUE,
     {"[1..4]"},
     {"[1..2]", "-", "-", "1", "[3..4]", "-", "-", "2"},
     "table-gap",
     NULL,
     NULL,
     "n = 2.5"},
    {"a default fills gaps only where it is written, FIRST has a last row",
     DMN_FIRST,
     {"[0..1]"},
     {"0", "-", "-", "1", "-", "-", "-", "2"},
     NULL,
     NULL,
     NULL,
     NULL},
    {"an overlap at a bound",
     DMN_UNIQUE,
     {"[0..10]"},
     {"<= 5", "-", "-", "1", ">= 5", "-", "-", "2"},
     "table-overlap",
     "1",
     "2",
     "n = 5"},
    {"ANY: rules that agree may overlap",
     DMN_ANY,
     {"[0..10]"},
     {"<= 5", "-", "-", "1", ">= 5", "-", "-", "1"},
     NULL,
     NULL,
     NULL,
     NULL},
    {"ANY: rules that differ may not",
     DMN_ANY,
     {"[0..10]"},
     {"<= 5", "-", "-", "1", ">= 5", "-", "-", "2"},
     "table-overlap",
     "1",
     "2",
     "n = 5"},
    {"FIRST: a rule behind one that always matches",
     DMN_FIRST,
     {NULL},
     {"> 0", "-", "-", "1", "-", "-", "-", "2", "> 7", "-", "-", "3"},
     "table-unreachable",
     "3",
     NULL,
     NULL},
    {"a text that may occur and is not named",
     DMN_UNIQUE,
     {NULL, "\"a\", \"b\", \"c\""},
     {"-", "\"a\"", "-", "1", "-", "\"b\"", "-", "2"},
     "table-gap",
     NULL,
     NULL,
     "s = \"c\""},
    {"other texts are no gap where nothing says which occur",
     DMN_UNIQUE,
     {NULL},
     {"-", "\"a\"", "-", "1", "-", "not(\"a\")", "-", "2"},
     NULL,
     NULL,
     NULL,
     NULL},
    {"other texts are a gap where some rule takes them",
     DMN_UNIQUE,
     {"[0..10]"},
     {"< 5", "\"a\"", "-", "1", ">= 5", "-", "-", "2"},
     "table-gap",
     NULL,
     NULL,
     "n = 0, s = \"a.\""},
    {"two inputs",
     DMN_UNIQUE,
     {"[0..10]", "\"a\", \"b\""},
     {"< 5", "\"a\"", "-", "1", ">= 5", "\"a\"", "-", "2", "< 7", "\"b\"", "-", "3"},
     "table-gap",
     NULL,
     NULL,
     "n = 7, s = \"b\""},
    {"dates: nothing lies between neighbouring days",
     DMN_UNIQUE,
     {NULL},
     {"-", "-", "<= date(\"2024-01-31\")", "1", "-", "-", ">= date(\"2024-02-01\")", "2"},
     NULL,
     NULL,
     NULL,
     NULL},
    {"a rule that gives nothing",
     DMN_UNIQUE,
     {"[0..1]"},
     {"< 1", "-", "-", "1", "1", "-", "-", ""},
     "table-no-output",
     "2",
     NULL,
     NULL},
    {"cells that are computed are not judged, and this is said",
     DMN_UNIQUE,
     {NULL},
     {"n > 2 * 2", "-", "-", "1"},
     "table-not-judged",
     NULL,
     NULL,
     NULL},
};

static DmnCell cell(const char *text) {
    return (DmnCell){.text = str_from(text)};
}

static void judge(Arena *a, const Row *row, Findings *f) {
    FeelScope *scope = feel_scope_new(a);
    DmnCell columns[INPUTS], values[INPUTS], cells[ROWS_MAX * WIDTH];
    size_t count = 0;
    for (uint32_t i = 0; i < INPUTS; i++) {
        feel_scope_add(scope, str_from(inputs[i].name), feel_type(inputs[i].kind), i);
        columns[i] = cell(inputs[i].name);
        values[i] = cell(row->values[i]);
    }
    for (; count < ROWS_MAX * WIDTH && row->cells[count]; count++)
        cells[count] = cell(row->cells[count]);
    DmnCell output = cell("o");
    DmnTableText text = {.name = STR("t"),
                         .hit_policy = row->policy,
                         .inputs = columns,
                         .input_values = values,
                         .input_count = INPUTS,
                         .outputs = &output,
                         .output_count = 1,
                         .cells = cells,
                         .rule_count = count / WIDTH};
    const DmnTable *t = dmn_table_compile(a, &text, scope, f);
    assert_non_null(t);
    dmn_table_analyse(a, t, f);
}

static bool has_arg(const Message *m, const char *text) {
    for (size_t i = 0; text && i < 4; i++)
        if (str_is(m->args[i], str_from(text))) return true;
    return text == NULL;
}

static void each_fault_is_found_with_an_input_that_shows_it(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const Row *row = &rows[i];
        Arena *a = arena_new();
        Findings f = {.arena = a};
        judge(a, row, &f);
        if (f.count != (row->rule != NULL)) fail_msg("%s: %zu findings", row->what, f.count);
        if (row->rule) {
            assert_string_equal(f.items[0].rule, row->rule);
            const Message *m = &f.items[0].message;
            if (!has_arg(m, row->first) || !has_arg(m, row->second) || !has_arg(m, row->example))
                fail_msg("%s: other arguments", row->what);
        }
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_found_with_an_input_that_shows_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
