// tools/feel_bench.c - FEEL evaluations per CPU second, one thread, exact decimals
//
//     feel_bench [SECONDS]
//
// prints (a) a formula of four ratios, (b) a decision table of 20 rows asked with 60 inputs in
// turn, (c) a filter, loop and sum over a list of 1000, (d) the formula of (a) on columns of
// doubles. Each task's value is checked before it is timed. Run by script/bench.
#include "dmn/dmn.h"
#include "feel/feel.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TABLE_INPUTS = 60 };

typedef struct Task {
    const char *label;
    FeelMachine *machine;
    FeelScope *scope;
    FeelValue *slots; // of (b): 60 rows of inputs
    const FeelCode *code;
    const DmnTable *table;
    const char *expected;
} Task;

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static FeelValue number(const char *text) {
    Dec d;
    if (!dec_from_text(str_from(text), &d, NULL)) abort();
    return feel_number(d);
}

static void fail(const char *task, Arena *a, Str got) {
    fprintf(stderr, "feel_bench: %s gave %s\n", task, str_c(a, got));
    exit(1);
}

static const FeelCode *compile(Arena *a, const char *text, const FeelScope *scope) {
    Findings f = {.arena = a};
    const FeelCode *code = feel_compile(a, str_from(text), (Place){0}, scope, (FeelOptions){0}, &f);
    if (!code) fail(text, a, str_from(f.count ? f.items[0].message.text : "nothing"));
    return code;
}

// ---- (a) a formula ------------------------------------------------------------------------------

static Task task_formula(Arena *a) {
    static const char *const names[] = {"k0", "k1", "k2", "k3", "k4", "c1", "c2",
                                        "c3", "c4", "b1", "b2", "b3", "b4"};
    static const char *const values[] = {"0.85", "0.25",  "0.25", "0.25",  "0.25", "1.92", "0.021",
                                         "1.17", "0.118", "2.04", "0.025", "1.29", "0.125"};
    enum { COUNT = sizeof names / sizeof names[0] };
    Task t = {.label = "formula of four ratios",
              .machine = feel_machine_new((FeelLimits){0}),
              .scope = feel_scope_new(a),
              .slots = ARENA_ARRAY(a, FeelValue, COUNT),
              .expected = "0.7718325581395348837209302325581396"};
    for (uint32_t i = 0; i < COUNT; i++) {
        feel_scope_add(t.scope, str_from(names[i]), feel_type(FEEL_NUMBER), i);
        t.slots[i] = number(values[i]);
    }
    t.code = compile(a, "k0*(k1*c1/b1+k2*c2/b2+k3*c3/b3+k4*c4/b4)", t.scope);
    return t;
}

// ---- (b) a decision table -----------------------------------------------------------------------

static const char *const indicators[] = {"COD", "TP", "TN", "NH3-N"};

static Str format_number(Arena *a, int value) {
    char text[16];
    int size = snprintf(text, sizeof text, "%d", value);
    return str_copy(a, (Str){text, (size_t)size});
}

static Str quoted(Arena *a, const char *word) {
    char text[16];
    int size = snprintf(text, sizeof text, "\"%s\"", word);
    return str_copy(a, (Str){text, (size_t)size});
}

// Four indicators by five ratios by three numbers of months.
static FeelValue *table_inputs(Arena *a) {
    static const char *const ratios[] = {"0.3", "0.7", "1.1", "1.3", "1.9"};
    static const int months[] = {1, 6, 12};
    FeelValue *slots = ARENA_ARRAY(a, FeelValue, 3 * TABLE_INPUTS);
    for (int i = 0; i < TABLE_INPUTS; i++) {
        slots[3 * i] = feel_string(str_from(indicators[i / 15]));
        slots[3 * i + 1] = number(ratios[i / 3 % 5]);
        slots[3 * i + 2] = feel_integer(months[i % 3]);
    }
    return slots;
}

static Task task_table(Arena *a) {
    static const char *const bands[5][2] = {{"< 0.5", "-"},
                                            {"[0.5..1.0)", "-"},
                                            {"[1.0..1.2)", "<= 12"},
                                            {"[1.2..1.5)", ">= 1"},
                                            {">= 1.5", "[1..12]"}};
    static const int amounts[5] = {120, 100, 60, 0, -150};
    static const char *const names[] = {"indicator", "ratio", "months"};
    Task t = {.label = "decision table of 20 rows",
              .machine = feel_machine_new((FeelLimits){0}),
              .scope = feel_scope_new(a),
              .slots = table_inputs(a),
              .expected = "2010"};
    DmnCell *cells = ARENA_ARRAY(a, DmnCell, 80), *inputs = ARENA_ARRAY(a, DmnCell, 3);
    for (uint32_t i = 0; i < 3; i++) {
        feel_scope_add(t.scope, str_from(names[i]), feel_type(i ? FEEL_NUMBER : FEEL_STRING), i);
        inputs[i].text = str_from(names[i]);
    }
    for (int row = 0; row < 20; row++) {
        DmnCell *c = cells + row * 4;
        c[0].text = quoted(a, indicators[row / 5]);
        c[1].text = str_from(bands[row % 5][0]);
        c[2].text = str_from(bands[row % 5][1]);
        c[3].text = format_number(a, amounts[row % 5] + 5 * (row / 5));
    }
    DmnTableText text = {.name = STR("bench"),
                         .hit_policy = DMN_UNIQUE,
                         .inputs = inputs,
                         .input_count = 3,
                         .outputs = &(DmnCell){.text = STR("amount")},
                         .output_count = 1,
                         .cells = cells,
                         .rule_count = 20};
    Findings f = {.arena = a};
    t.table = dmn_table_compile(a, &text, t.scope, &f);
    if (!t.table) fail(t.label, a, str_from(f.count ? f.items[0].message.text : "nothing"));
    return t;
}

// The sum of the outputs for all inputs: one pass of the task.
static FeelValue run_table(Arena *a, const Task *t) {
    Dec sum = DEC_ZERO;
    for (int i = 0; i < TABLE_INPUTS; i++) {
        DmnResult r = dmn_table_run(a, t->machine, t->table, t->slots + 3 * i);
        if (r.value.kind != FEEL_NUMBER || !dec_add(sum, r.value.number, &sum)) abort();
    }
    return feel_number(sum);
}

// ---- (c) a list ---------------------------------------------------------------------------------

static Task task_list(Arena *a) {
    enum { COUNT = 1000 };
    Task t = {.label = "filter, loop and sum over 1000",
              .machine = feel_machine_new((FeelLimits){0}),
              .scope = feel_scope_new(a),
              .slots = ARENA_ARRAY(a, FeelValue, 1),
              .expected = "513.9375"};
    FeelValue *items = ARENA_ARRAY(a, FeelValue, COUNT);
    for (int i = 0; i < COUNT; i++) {
        Dec d;
        if (!dec_div(dec_from_int(i * 7919 % 1000), dec_from_int(1000), &d)) abort();
        items[i] = feel_number(d);
    }
    t.slots[0] = feel_list(items, COUNT, a);
    feel_scope_add(t.scope, STR("xs"), feel_type_list(a, feel_type(FEEL_NUMBER)), 0);
    t.code =
        compile(a, "sum(for x in xs[item > 0.5] return if x > 0.75 then x*2 else x/2)", t.scope);
    return t;
}

// ---- (d) columns of doubles ---------------------------------------------------------------------

// The weights are the same in all rows; concentrations vary.
static void time_estimates(Arena *a, double seconds) {
    enum { ROWS = 4096, SLOTS = 13, WEIGHTS = 5, SAMPLE = 64 };
    Task t = task_formula(a);
    FeelDoubles slots[SLOTS];
    double *result = ARENA_ARRAY(a, double, ROWS);
    for (size_t i = 0; i < SLOTS; i++) {
        double value = dec_to_double(t.slots[i].number);
        slots[i] = (FeelDoubles){.same = value};
        if (i < WEIGHTS) continue;
        double *values = ARENA_ARRAY(a, double, ROWS);
        for (size_t k = 0; k < ROWS; k++) values[k] = value * (1 + (double)k / ROWS);
        slots[i].values = values;
    }
    double start = cpu_seconds(), spent = 0;
    uint64_t passes = 0;
    for (; spent < seconds; spent = cpu_seconds() - start)
        for (int i = 0; i < 64; i++, passes++)
            if (!feel_estimate(t.machine, t.code, slots, ROWS, result)) abort();
    double off = feel_estimate_deviation(t.machine, t.code, slots, ROWS, result, SAMPLE);
    printf("%-32s %12.0f per CPU second, at most %.0e off in %d\n", "the formula on doubles",
           (double)passes * ROWS / spent, off, SAMPLE);
    feel_machine_free(t.machine);
}

// -------------------------------------------------------------------------------------------------

static FeelValue run_once(Arena *a, const Task *t) {
    return t->table ? run_table(a, t) : feel_run(t->machine, t->code, t->slots);
}

static void time_task(Arena *a, const Task *t, double seconds) {
    Arena *scratch = arena_new();
    Str value = feel_to_json(a, run_once(scratch, t));
    if (!str_is(value, str_from(t->expected))) fail(t->label, a, value);
    double start = cpu_seconds(), spent = 0;
    uint64_t passes = 0;
    for (; spent < seconds; spent = cpu_seconds() - start)
        for (int i = 0; i < 64; i++, passes++) {
            run_once(scratch, t);
            arena_reset(scratch);
        }
    double evaluations = (double)passes * (t->table ? TABLE_INPUTS : 1);
    printf("%-32s %12.0f per CPU second\n", t->label, evaluations / spent);
    arena_free(scratch);
    feel_machine_free(t->machine);
}

int main(int argc, char **argv) {
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 2;
    Arena *a = arena_new();
    Task tasks[] = {task_formula(a), task_table(a), task_list(a)};
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) time_task(a, &tasks[i], seconds);
    time_estimates(a, seconds);
    arena_free(a);
    return 0;
}
