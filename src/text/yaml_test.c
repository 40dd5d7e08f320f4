// text/yaml_test.c - trees keep their places, faults are named where they stand
#include "base/findings_test.h"
#include "text/text.h"

static const YamlNode *parse(Arena *a, const char *text, Findings *f) {
    *f = (Findings){.arena = a};
    return yaml_parse(a, STR("f"), str_from(text), 0, strlen(text), f);
}

static void each_fault_is_found_at_its_line_and_column(void **state) {
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"a: 1\na: 2", "2:1 duplicate-key"},
        {"{a: 1, b: 2, a: 3}", "1:14 duplicate-key"},
        {"\"a\": 1\na: 2", "2:1 duplicate-key"},
        {"is: *x", "1:5 yaml"},
        {"is: * x", "1:6 yaml"},
        {"is: &x 1", "1:5 yaml"},
        {"is: [1, !!int 2]", "1:9 yaml"},
        {"水: !x 1", "1:4 yaml"},
        {"水: &x [1]", "1:4 yaml"},
        {"水: !x {a: 1}", "1:4 yaml"},
        {"[1]: 2", "1:1 yaml"},
        {"{a: 1}: 2", "1:1 yaml"},
        {": 2", "1:1 yaml"},
        {"水量: {单位: a: b}", "1:11 yaml"},
        {"a: b: c", "1:5 yaml"},
        {"a: %", "1:4 yaml"},
        {"a: [1, 2", "1:9 yaml"},
        {"a: {b: 1", "1:9 yaml"},
        {"a: \"x", "1:6 yaml"},
        {"a: > 5", "1:6 yaml"},
        {"a: 1\n b: 2", "2:3 yaml"},
        {"  a: 1\n b: 2", "2:2 yaml"},
        {"a:\n\t- 1", "2:1 yaml"},
        {"a: 1\n---\nb: 2", "2:1 yaml"},
        {"水: \"\\q\"", "1:5 yaml"},
        {"a: \x01", "1:4 yaml"},
        {"水: \x7f", "1:4 yaml"},
        {"%YAML 9.9\n---\na: 1", "1:1 yaml"},
        {"单价：5\n数量: 1", "2:3 yaml"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        parse(a, rows[i].text, &f);
        const char *found = findings_lines(a, &f, SEVERITY_NOTE);
        if (strcmp(found, rows[i].expected)) {
            print_error("in %s: %s\n", rows[i].text, found);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

static void a_tree_too_deep_is_a_finding(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    char text[4096] = {0};
    memset(text, '[', 3000);
    assert_null(parse(a, text, &f));
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "1:33 limit");
    assert_null(
        parse(a, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", &f));
    assert_non_null(
        parse(a, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", &f));
    arena_free(a);
}

// A second key is reported, and the first one's value stays.
static void the_first_of_two_equal_keys_stays(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const YamlNode *n = parse(a, "a: 1\nb: 2\na: 3", &f);
    assert_int_equal(n->count, 2);
    assert_str(yaml_find(n, "a")->text, "1");
    arena_free(a);
}

static void many_keys_are_compared_too(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Buf text = {.arena = a};
    for (int i = 0; i < 2000; i++) buf_add_fmt(&text, "k%d: 1\n", i);
    buf_add_c(&text, "k77: 2\n");
    const YamlNode *n = yaml_parse(a, STR("f"), buf_str(&text), 0, text.size, &f);
    assert_int_equal(n->count, 2000);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "2001:1 duplicate-key");
    arena_free(a);
}

static void values_keep_their_places(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *text, *source;
        unsigned line, column;
        bool is_quoted, is_escaped;
    } rows[] = {
        {"a: x", "x", "x", 1, 4, false, false},
        {"水量: 1\na: 二 三", "二 三", "二 三", 2, 4, false, false},
        {"a: 'x'", "x", "x", 1, 5, true, false},
        {"a: 'x''y'", "x'y", "x''y", 1, 5, true, true},
        {"a: \"x\\ty\"", "x\ty", "x\\ty", 1, 5, true, true},
        {"a: \"[1..6]\"", "[1..6]", "[1..6]", 1, 5, true, false},
        {"a: x\n  y", "x y", "x\n  y", 1, 4, false, false},
        {"a: |\n  x\n   y\nb: 1", "x\n y\n", "x\n   y", 2, 3, true, false},
        {"a: >-\n  x\n  y\nb: 1", "x y", "x\n  y", 2, 3, true, false},
        {"a:\nb: 1", "", "", 1, 3, false, false},
        {"a: x # why\nb: 1", "x", "x", 1, 4, false, false},
        {"\xEF\xBB\xBF"
         "a: x",
         "x", "x", 1, 5, false, false},
        {"a: x\r\nb: 1\r\n", "x", "x", 1, 4, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const YamlNode *v = yaml_find(parse(a, rows[i].yaml, &f), "a");
        if (!v || v->place.line != rows[i].line) print_error("in %s\n", rows[i].yaml);
        assert_non_null(v);
        assert_str(v->text, rows[i].text);
        assert_str(v->source, rows[i].source);
        assert_int_equal(v->place.line, rows[i].line);
        assert_int_equal(v->place.column, rows[i].column);
        assert_int_equal(v->is_quoted, rows[i].is_quoted);
        assert_int_equal(v->is_escaped, rows[i].is_escaped);
        arena_free(a);
    }
}

static void collections_know_where_they_end(void **state) {
    (void)state;
    static const struct {
        const char *yaml, *source;
        bool is_flow;
    } rows[] = {
        {"a: [2, 4, 6] # limits\nb: 1", "[2, 4, 6]", true},
        {"a: [1..6]\nb: 1", "[1..6]", true},
        {"a: {x: 1,\n  y: 2}\nb: 1", "{x: 1,\n  y: 2}", true},
        {"a:\n- 1\n- 2\nb: 1", "- 1\n- 2", false},
        {"a:\n  - 1\n  - 2\nb: 1", "- 1\n  - 2", false},
        {"a:\n  x: 1\n\n\nb: 1", "x: 1", false},
        {"a: []", "[]", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const YamlNode *v = yaml_find(parse(a, rows[i].yaml, &f), "a");
        assert_str(v->source, rows[i].source);
        assert_int_equal(v->is_flow, rows[i].is_flow);
        arena_free(a);
    }
}

static void an_empty_block_is_an_empty_value(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const YamlNode *n = parse(a, "  # nothing\n", &f);
    assert_non_null(n);
    assert_int_equal(n->kind, YAML_SCALAR);
    assert_int_equal(n->text.size, 0);
    assert_int_equal(f.count, 0);
    arena_free(a);
}

static void a_part_of_a_file_has_the_places_of_the_file(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    const char *file = "一\n二\nx: 1\nx: 2\n三";
    const YamlNode *n = yaml_parse(a, STR("f"), str_from(file), 8, 10, &f);
    assert_int_equal(n->place.line, 3);
    assert_int_equal(n->place.offset, 8);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "4:1 duplicate-key");
    arena_free(a);
}

static void a_wide_colon_is_explained(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    parse(a, "单价：5\n数量: 1", &f);
    assert_int_equal(f.count, 1);
    assert_non_null(strstr(f.items[0].hint.text, "Chinese colon"));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_found_at_its_line_and_column),
        cmocka_unit_test(a_tree_too_deep_is_a_finding),
        cmocka_unit_test(the_first_of_two_equal_keys_stays),
        cmocka_unit_test(many_keys_are_compared_too),
        cmocka_unit_test(values_keep_their_places),
        cmocka_unit_test(collections_know_where_they_end),
        cmocka_unit_test(an_empty_block_is_an_empty_value),
        cmocka_unit_test(a_part_of_a_file_has_the_places_of_the_file),
        cmocka_unit_test(a_wide_colon_is_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
