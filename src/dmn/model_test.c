// dmn/model_test.c - models: boxed expressions, types, services, imports, reasons
#include "dmn/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

#define HEAD                                                                                       \
    "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>"
#define TAIL "</definitions>"
#define LIT(text) "<literalExpression><text>" text "</text></literalExpression>"
#define DECISION(name, body) "<decision name='" name "' id='" name "'>" body "</decision>"
#define NEEDS(id)                                                                                  \
    "<informationRequirement><requiredDecision href='#" id "'/></informationRequirement>"
#define KNOWS(id) "<knowledgeRequirement><requiredKnowledge href='#" id "'/></knowledgeRequirement>"
#define ENTRY(name, body) "<contextEntry><variable name='" name "'/>" body "</contextEntry>"

typedef struct World {
    Arena *arena;
    FeelMachine *machine;
    Findings findings;
    DmnRun *run;
} World;

static World world_of(const char *text, bool is_lenient) {
    World w = {.arena = arena_new(), .machine = feel_machine_new((FeelLimits){0})};
    Err err = {0};
    DmnSource source = {STR("m.dmn"), str_from(text)};
    w.findings.arena = w.arena;
    const DmnModel *model = dmn_model_read(
        w.arena, &source, 1, (DmnModelOptions){.is_lenient = is_lenient}, &w.findings, &err);
    assert_non_null(model);
    w.run = dmn_run_new(w.arena, w.machine, model);
    return w;
}

static void world_free(World *w) {
    feel_machine_free(w->machine);
    arena_free(w->arena);
}

static FeelValue value(World *w, const char *decision) {
    bool found;
    FeelValue v = dmn_run_value(w->run, str_from(decision), &found);
    assert_true(found);
    return v;
}

static void each_boxed_expression_has_its_value(void **state) {
    (void)state;
    static const struct {
        const char *model, *expected; // of the decision d
    } rows[] =
        {
            {DECISION("d", LIT("1 + 1")), "2"},
            {DECISION("d", "<list>" LIT("1") LIT("\"a\"") "</list>"), "[1,\"a\"]"},
            {DECISION("d", "<relation><column name='a'/><column name='b'/><row>" LIT("1")
                               LIT("2") "</row><row>" LIT("3") LIT("4") "</row></relation>"),
             "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]"},
            {DECISION("d",
                      "<context>" ENTRY("a", LIT("2")) ENTRY("b c", LIT("a * 3")) "</context>"),
             "{\"a\":2,\"b c\":6}"},
            {DECISION("d", "<context>" ENTRY("a", LIT("2")) "<contextEntry>" LIT(
                               "a + 1") "</contextEntry></context>"),
             "3"},
            {DECISION(
                 "d",
                 "<context>" ENTRY(
                     "f",
                     "<functionDefinition><formalParameter "
                     "name='n'/>" LIT(
                         "if n = 0 then 1 else n * f(n - "
                         "1)") "</functionDefinition>") "<contextEntry>" LIT("f(20)") "</"
                                                                                      "contextEntry"
                                                                                      "></"
                                                                                      "context>"),
             "2432902008176640000"},
            {DECISION("d", "<conditional><if>" LIT("1 > 2") "</if><then>" LIT(
                               "\"y\"") "</then><else>" LIT("\"n\"") "</else></conditional>"),
             "\"n\""},
            {DECISION("d", "<for iteratorVariable='i'><in>" LIT("[1..3]") "</in><return>" LIT(
                               "i + count(partial)") "</return></for>"),
             "[1,3,5]"},
            {DECISION("d", "<every iteratorVariable='i'><in>" LIT("[1, 2]") "</in><satisfies>" LIT(
                               "i &lt; 3") "</satisfies></every>"),
             "true"},
            {DECISION("d", "<some iteratorVariable='i'><in>" LIT("[]") "</in><satisfies>" LIT(
                               "true") "</satisfies></some>"),
             "false"},
            {DECISION("d", "<filter><in>" LIT("[1, 5, 7]") "</in><match>" LIT(
                               "item > 3") "</match></filter>"),
             "[5,7]"},
            {DECISION("d",
                      "<filter><in><relation><column name='a'/><row>" LIT("1") "</row><row>" LIT(
                          "2") "</row></relation></in><match>" LIT("a > 1") "</match></filter>"),
             "[{\"a\":2}]"},
            {"<businessKnowledgeModel name='k' id='k'><encapsulatedLogic>"
             "<formalParameter name='a' typeRef='number'/><formalParameter name='b'/>" LIT("a - b") "</encapsulatedLogic></businessKnowledgeModel>" DECISION(
                 "d", KNOWS("k") "<invocation>" LIT("k") "<binding><parameter name='b'/>" LIT(
                          "1") "</binding><binding><parameter name='a'/>" LIT("5") "</binding></"
                                                                                   "invocation>"),
             "4"},
            {DECISION("e", LIT("3")) "<decisionService name='s' id='s'><outputDecision href='#g'/>"
                                     "<inputDecision href='#e'/></decisionService>" DECISION(
                                         "g", NEEDS("e") LIT("e * 2"))
                                         DECISION("d", KNOWS("s") NEEDS("e")
                                                           LIT("[s(10), s(e: 20), e]")),
             "[20,40,3]"},
        };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[4096];
        (void)snprintf(text, sizeof text, HEAD "%s" TAIL, rows[i].model);
        World w = world_of(text, false);
        assert_int_equal(w.findings.error_count, 0);
        assert_string_equal(str_c(w.arena, feel_to_json(w.arena, value(&w, "d"))),
                            rows[i].expected);
        world_free(&w);
    }
}

static void item_definitions_coerce_and_constrain(void **state) {
    (void)state;
    static const struct {
        const char *type, *value, *expected;
    } rows[] = {
        {"number", "[7]", "7"},
        {"numbers", "7", "[7]"},
        {"numbers", "[1, \"a\"]", "null"},
        {"grade", "\"A\"", "\"A\""},
        {"grade", "\"F\"", "null"},
        {"grades", "[\"A\", \"B\"]", "[\"A\",\"B\"]"},
        {"grades", "[\"A\", \"F\"]", "null"},
        {"pair", "{a: 1, b: \"A\", c: 3}", "{\"a\":1,\"b\":\"A\",\"c\":3}"},
        {"pair", "{a: 1}", "null"},
        {"pair", "{a: 1, b: \"F\"}", "null"},
        {"short", "[1, 2]", "[1,2]"},
        {"short", "[1, 2, 3]", "null"},
        {"dateTime", "date(\"2024-01-31\")", "\"2024-01-31T00:00:00Z\""},
        {"string", "null", "null"},
    };
    static const char types[] =
        "<itemDefinition name='numbers' isCollection='true'><typeRef>number</typeRef>"
        "</itemDefinition><itemDefinition name='grade'><typeRef>string</typeRef><allowedValues>"
        "<text>\"A\", \"B\"</text></allowedValues></itemDefinition>"
        "<itemDefinition name='grades' isCollection='true'><typeRef>grade</typeRef>"
        "</itemDefinition><itemDefinition name='pair'><itemComponent name='a'><typeRef>number"
        "</typeRef></itemComponent><itemComponent name='b'><typeRef>grade</typeRef>"
        "</itemComponent></itemDefinition><itemDefinition name='short' isCollection='true'>"
        "<typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint>"
        "</itemDefinition>";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[4096];
        (void)snprintf(text, sizeof text,
                       HEAD
                       "%s<decision name='d'><variable name='d' typeRef='%s'/>"
                       "<literalExpression><text>%s</text></literalExpression></decision>" TAIL,
                       types, rows[i].type, rows[i].value);
        World w = world_of(text, true);
        assert_string_equal(str_c(w.arena, feel_to_json(w.arena, value(&w, "d"))),
                            rows[i].expected);
        world_free(&w);
    }
}

// "decision pay, rule 1, column o: c/b - b is 0", each with its place.
static void a_null_tells_its_causes_from_decision_to_operand(void **state) {
    (void)state;
    static const char text[] = HEAD
        "<inputData name='b' id='b'><variable name='b' typeRef='number'/></inputData>"
        "<decision name='pay'><informationRequirement><requiredInput href='#b'/>"
        "</informationRequirement><decisionTable><input><inputExpression><text>b</text>"
        "</inputExpression></input><output name='o'/>\n"
        "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1/b</text></outputEntry>"
        "</rule></decisionTable></decision>" TAIL;
    static const struct {
        const char *code;
        uint32_t line;
    } chain[] = {{"in-decision", 1}, {"in-rule", 2}, {"division-by-zero", 2}};
    World w = world_of(text, false);
    assert_true(dmn_run_input(w.run, STR(""), STR("b"), feel_integer(0)));
    FeelValue v = value(&w, "pay");
    assert_int_equal(v.kind, FEEL_NULL);
    uint32_t next = v.reason;
    for (size_t i = 0; i < sizeof chain / sizeof chain[0]; i++) {
        const FeelReason *r = feel_machine_reason(w.machine, next - 1);
        assert_non_null(r);
        assert_string_equal(r->code, chain[i].code);
        assert_int_equal(r->place.line, chain[i].line);
        next = r->cause;
    }
    size_t fired;
    const DmnFired *f = dmn_run_fired(w.run, &fired);
    assert_int_equal(fired, 1);
    assert_int_equal(f[0].count, 1);
    world_free(&w);
}

static void what_cannot_be_run_is_null_with_that_reason(void **state) {
    (void)state;
    static const struct {
        const char *model, *code;
    } rows[] = {
        {DECISION("d", NEEDS("e") LIT("e")) DECISION("e", NEEDS("d") LIT("d")), "ring"},
        {DECISION("d", ""), "no-logic"},
        {DECISION("d", LIT("1 +")), "syntax"},
        {DECISION("d", LIT("unknown * 2")), "unknown-name"},
        {"<businessKnowledgeModel name='k' id='k'><encapsulatedLogic kind='Java'>"
         "<context/></encapsulatedLogic></businessKnowledgeModel>" DECISION("d",
                                                                            KNOWS("k") LIT("k()")),
         "external"},
        {DECISION("d", "<filter><in>" LIT("[1]") "</in><match>" LIT("\"a\"") "</match></filter>"),
         "wrong-type"},
        {DECISION("d", "<conditional><if>" LIT("1") "</if><then>" LIT("2") "</then><else>" LIT(
                           "3") "</else></conditional>"),
         "wrong-type"},
        {"<inputData name='x' id='x'/><decision name='d'><informationRequirement>"
         "<requiredInput href='#x'/></informationRequirement>" LIT("x + 1") "</decision>",
         "no-input"},
        {"<businessKnowledgeModel name='k' id='k'>" KNOWS(
             "k") "<encapsulatedLogic>"
                  "<formalParameter name='n'/><invocation>" LIT(
                      "k") "<binding><parameter name='n'/>" LIT("n") "</binding></invocation></"
                                                                     "encapsulatedLogic></"
                                                                     "businessKnowledgeModel"
                                                                     ">" DECISION("d",
                                                                                  KNOWS("k")
                                                                                      LIT("k(1)")),
         "limit"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[4096];
        (void)snprintf(text, sizeof text, HEAD "%s" TAIL, rows[i].model);
        World w = world_of(text, true);
        FeelValue v = value(&w, "d");
        assert_int_equal(v.kind, FEEL_NULL);
        bool found = false;
        for (uint32_t next = v.reason; next && !found;) {
            const FeelReason *r = feel_machine_reason(w.machine, next - 1);
            found = !strcmp(r->code, rows[i].code);
            next = r->cause;
        }
        if (!found) fail_msg("no %s in row %zu", rows[i].code, i);
        world_free(&w);
    }
}

static void a_chain_of_ten_thousand_decisions_does_not_recurse(void **state) {
    (void)state;
    enum { COUNT = 10000 };
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, HEAD);
    for (int i = COUNT; i > 0; i--)
        buf_add_fmt(&b, DECISION("d%d", NEEDS("d%d") LIT("d%d + 1")), i, i, i - 1, i - 1);
    buf_add_c(&b, DECISION("d0", LIT("0")) TAIL);
    World w = world_of(str_c(a, buf_str(&b)), false);
    FeelValue v = value(&w, "d10000");
    assert_string_equal(str_c(a, feel_to_json(a, v)), "10000");
    world_free(&w);
    arena_free(a);
}

static void imports_are_found_among_the_models_given(void **state) {
    (void)state;
    static const char main_text[] =
        "<definitions xmlns='http://www.omg.org/spec/DMN/20180521/MODEL/' namespace='main'>"
        "<import name='lib' namespace='other'/><decision name='d'><variable name='d' "
        "typeRef='lib.half'/><knowledgeRequirement><requiredKnowledge href='other#k'/>"
        "</knowledgeRequirement><literalExpression><text>lib.twice(4)</text></literalExpression>"
        "</decision></definitions>";
    static const char other_text[] =
        HEAD "<itemDefinition name='half'><typeRef>number</typeRef></itemDefinition>"
             "<businessKnowledgeModel name='twice' id='k'><encapsulatedLogic><formalParameter "
             "name='x'/>" LIT("x * 2") "</encapsulatedLogic></businessKnowledgeModel>" TAIL;
    Arena *a = arena_new();
    Str other = str_from(other_text);
    Buf renamed = {.arena = a};
    int64_t at = str_find(other, STR("namespace='n'"), 0);
    buf_add(&renamed, str_part(other, 0, (size_t)at));
    buf_add_c(&renamed, "namespace='other'");
    buf_add(&renamed, str_part(other, (size_t)at + 13, other.size));
    DmnSource sources[] = {{STR("main.dmn"), str_from(main_text)},
                           {STR("other.dmn"), buf_str(&renamed)}};
    for (size_t count = 1; count <= 2; count++) {
        Findings f = {.arena = a};
        Err err = {0};
        const DmnModel *model =
            dmn_model_read(a, sources, count, (DmnModelOptions){.is_lenient = false}, &f, &err);
        if (!model) fail_msg("%s", err.message.text);
        assert_int_equal(f.error_count > 0, count == 1);
        if (count == 1) continue;
        FeelMachine *m = feel_machine_new((FeelLimits){0});
        bool found;
        FeelValue v = dmn_run_value(dmn_run_new(a, m, model), STR("d"), &found);
        assert_string_equal(str_c(a, feel_to_json(a, v)), "8");
        feel_machine_free(m);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_boxed_expression_has_its_value),
        cmocka_unit_test(item_definitions_coerce_and_constrain),
        cmocka_unit_test(a_null_tells_its_causes_from_decision_to_operand),
        cmocka_unit_test(what_cannot_be_run_is_null_with_that_reason),
        cmocka_unit_test(a_chain_of_ten_thousand_decisions_does_not_recurse),
        cmocka_unit_test(imports_are_found_among_the_models_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
