// dmn/table_test.c - decision tables: hit policies, faults, fired rules
#include "dmn/dmn_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct World {
    Arena *arena;
    FeelMachine *machine;
    FeelScope *scope;
    Findings findings;
} World;

static World world_new(void) {
    World w = {.arena = arena_new(), .machine = feel_machine_new((FeelLimits){0})};
    w.findings.arena = w.arena;
    w.scope = feel_scope_new(w.arena);
    feel_scope_add(w.scope, STR("e"), feel_type(FEEL_NUMBER), 0);
    return w;
}

static void world_free(World *w) {
    feel_machine_free(w->machine);
    arena_free(w->arena);
}

// One input `e`, one output; cells are test, output, test, output …
static const DmnTable *table_of(World *w, DmnHitPolicy policy, const char *const *cells,
                                size_t rule_count, const char *allowed) {
    DmnCell *texts = ARENA_ARRAY(w->arena, DmnCell, rule_count * 2);
    for (size_t i = 0; i < rule_count * 2; i++) texts[i].text = str_from(cells[i]);
    static const DmnCell input = {{"e", 1}, {.line = 1}};
    static const DmnCell output = {{"yuan", 4}, {.line = 1}};
    DmnCell *values = ARENA_NEW(w->arena, DmnCell);
    values->text = str_from(allowed);
    DmnTableText text = {.name = STR("tiers"),
                         .hit_policy = policy,
                         .inputs = &input,
                         .input_count = 1,
                         .outputs = &output,
                         .output_values = allowed ? values : NULL,
                         .output_count = 1,
                         .cells = texts,
                         .rule_count = rule_count};
    return dmn_table_compile(w->arena, &text, w->scope, &w->findings);
}

static DmnResult run_at(World *w, const DmnTable *t, const char *e) {
    FeelValue slots[] = {feel_from_text(w->arena, str_from(e), FEEL_NUMBER)};
    return dmn_table_run(w->arena, w->machine, t, slots);
}

static void assert_json(World *w, FeelValue v, const char *expected) {
    assert_string_equal(str_c(w->arena, feel_to_json(w->arena, v)), expected);
}

// Zhoukou municipal rule: the multiple e by which the target is exceeded decides the amount.
static void zhoukou_tiers_pay_by_the_multiple_exceeded(void **state) {
    (void)state;
    static const char *const cells[] = {"<= 0.1",     "0",
                                        "(0.1..0.5]", "100000 * (1 + e)",
                                        "(0.5..1.0]", "250000 * (1 + e)",
                                        "(1.0..1.5]", "500000 * (1 + e)",
                                        "(1.5..2.0]", "1000000 * (1 + e)",
                                        "> 2.0",      "2000000 * (1 + e)"};
    static const struct {
        const char *e, *yuan;
        uint32_t rule;
    } rows[] = {{"0.1", "0", 0},       {"0.5", "150000", 1},  {"0.51", "377500", 2},
                {"2.0", "3000000", 4}, {"2.1", "6200000", 5}, {"1.5", "1250000", 3}};
    World w = world_new();
    const DmnTable *t = table_of(&w, DMN_UNIQUE, cells, 6, NULL);
    assert_non_null(t);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DmnResult r = run_at(&w, t, rows[i].e);
        assert_json(&w, r.value, rows[i].yuan);
        assert_int_equal(r.fired_count, 1);
        assert_int_equal(r.fired[0], rows[i].rule);
    }
    world_free(&w);
}

static void each_hit_policy_treats_three_matching_rules_its_own_way(void **state) {
    (void)state;
    static const char *const cells[] = {"> 0", "2", "> 1", "5", "> 2", "3"};
    static const struct {
        DmnHitPolicy policy;
        const char *result, *fault;
    } rows[] = {
        {DMN_UNIQUE, "null", "several-rules"},
        {DMN_ANY, "null", "rules-differ"},
        {DMN_FIRST, "2", NULL},
        {DMN_PRIORITY, "5", NULL},
        {DMN_RULE_ORDER, "[2,5,3]", NULL},
        {DMN_OUTPUT_ORDER, "[5,3,2]", NULL},
        {DMN_COLLECT, "[2,5,3]", NULL},
        {DMN_COLLECT_SUM, "10", NULL},
        {DMN_COLLECT_MIN, "2", NULL},
        {DMN_COLLECT_MAX, "5", NULL},
        {DMN_COLLECT_COUNT, "3", NULL},
    };
    World w = world_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const DmnTable *t = table_of(&w, rows[i].policy, cells, 3, "5, 3, 2");
        assert_non_null(t);
        DmnResult r = run_at(&w, t, "9");
        assert_json(&w, r.value, rows[i].result);
        if (rows[i].fault)
            assert_string_equal(r.fault, rows[i].fault);
        else
            assert_null(r.fault);
    }
    world_free(&w);
}

// What is looked up by column is what testing rule by rule finds.
static void columns_and_rules_give_the_same_for_each_value(void **state) {
    (void)state;
    static const char *const cells[] = {"< 1",      "1", "[1..3)",    "2", "3, 5, 7",       "3",
                                        "not(4)",   "4", "-",         "5", "[2.5..2.5]",    "6",
                                        ">= -0.10", "7", "(5..1e30]", "8", "-1, (3..4), 9", "9"};
    static const char *const values[] = {"-1e40",
                                         "-1",
                                         "-0.1",
                                         "-0.100",
                                         "0",
                                         "1",
                                         "1.0",
                                         "2.5",
                                         "2.51",
                                         "3",
                                         "3.99",
                                         "4",
                                         "4.0",
                                         "5",
                                         "7",
                                         "9",
                                         "1e30",
                                         "2e30",
                                         "0.99999999999999999999999999999999"};
    World w = world_new();
    const DmnTable *t = table_of(&w, DMN_COLLECT, cells, sizeof cells / sizeof cells[0] / 2, NULL);
    assert_non_null(t);
    assert_true(t->columns[0].is_indexed);
    DmnTable plain = *t;
    plain.columns = NULL;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        DmnResult x = run_at(&w, t, values[i]), y = run_at(&w, &plain, values[i]);
        assert_int_equal(x.fired_count, y.fired_count);
        assert_memory_equal(x.fired, y.fired, sizeof *x.fired * x.fired_count);
    }
    FeelValue others[] = {feel_null(), feel_string(STR("1")), feel_boolean(true),
                          feel_list(NULL, 0, w.arena)};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        DmnResult x = dmn_table_run(w.arena, w.machine, t, &others[i]),
                  y = dmn_table_run(w.arena, w.machine, &plain, &others[i]);
        assert_int_equal(x.fired_count, y.fired_count);
        assert_memory_equal(x.fired, y.fired, sizeof *x.fired * x.fired_count);
    }
    world_free(&w);
}

static void no_matching_rule_is_a_named_fault(void **state) {
    (void)state;
    static const char *const cells[] = {"> 10", "1"};
    World w = world_new();
    DmnResult r = run_at(&w, table_of(&w, DMN_UNIQUE, cells, 1, NULL), "9");
    assert_int_equal(r.value.kind, FEEL_NULL);
    assert_string_equal(r.fault, "no-rule");
    world_free(&w);
}

static void an_unknown_name_in_a_cell_is_a_finding(void **state) {
    (void)state;
    static const char *const cells[] = {"> 10", "unheard of * 2"};
    World w = world_new();
    assert_null(table_of(&w, DMN_UNIQUE, cells, 1, NULL));
    assert_int_equal(w.findings.error_count, 1);
    world_free(&w);
}

static void hit_policies_are_known_by_mark_and_word(void **state) {
    (void)state;
    DmnHitPolicy p;
    assert_true(dmn_hit_policy_parse(STR("C+"), &p) && p == DMN_COLLECT_SUM);
    assert_true(dmn_hit_policy_parse(STR("rule order"), &p) && p == DMN_RULE_ORDER);
    assert_true(dmn_hit_policy_parse(STR("Unique"), &p) && p == DMN_UNIQUE);
    assert_false(dmn_hit_policy_parse(STR("Z"), &p));
    assert_string_equal(dmn_hit_policy_mark(DMN_COLLECT_COUNT), "C#");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zhoukou_tiers_pay_by_the_multiple_exceeded),
        cmocka_unit_test(each_hit_policy_treats_three_matching_rules_its_own_way),
        cmocka_unit_test(columns_and_rules_give_the_same_for_each_value),
        cmocka_unit_test(no_matching_rule_is_a_named_fault),
        cmocka_unit_test(an_unknown_name_in_a_cell_is_a_finding),
        cmocka_unit_test(hit_policies_are_known_by_mark_and_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
