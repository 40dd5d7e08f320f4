// base/json_test.c - what JSON is, what it is not, and where the fault stands
//
// The cases follow RFC 8259 section by section.
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const JsonNode *parse(Arena *a, const char *text, Err *err) {
    *err = (Err){0};
    return json_parse(a, STR("t.json"), str_from(text), err);
}

// The tree as text again, to compare with: names and strings escaped, numbers as written.
static void print(Buf *b, const JsonNode *n) {
    static const char *const words[] = {"null", "false", "true"};
    if (n->kind <= JSON_TRUE) {
        buf_add_c(b, words[n->kind]);
    } else if (n->kind == JSON_NUMBER) {
        buf_add(b, n->text);
    } else if (n->kind == JSON_STRING) {
        json_add_string(b, n->text);
    } else {
        buf_add_byte(b, n->kind == JSON_ARRAY ? '[' : '{');
        for (const JsonNode *c = n->first; c; c = c->next) {
            if (n->kind == JSON_OBJECT) json_add_string(b, c->name), buf_add_byte(b, ':');
            print(b, c);
            if (c->next) buf_add_byte(b, ',');
        }
        buf_add_byte(b, n->kind == JSON_ARRAY ? ']' : '}');
    }
}

static void reads_what_is_json(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"null", "null"},
        {" true ", "true"},
        {"\t\r\n false", "false"},
        {"0", "0"},
        {"-0", "-0"},
        {"-12.50E+07", "-12.50E+07"},
        {"12345678901234567890123456789012345678901234567890.1",
         "12345678901234567890123456789012345678901234567890.1"},
        {"1e5", "1e5"},
        {"\"\"", "\"\""},
        {"\"流域\"", "\"流域\""},
        {"\"\\u6d41\\u57DF\"", "\"流域\""},
        {"\"\\ud83d\\ude00\"", "\"😀\""},
        {"\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"a\\\"\\\\/\\b\\f\\n\\r\\t\""},
        {"\"\\u0000\\u001f\\u007f\"", "\"\\u0000\\u001f\x7f\""},
        {"\"\\\\\"", "\"\\\\\""},
        {"[]", "[]"},
        {"[ ]", "[]"},
        {"[1 , [2],{}]", "[1,[2],{}]"},
        {"{\"a\" : 1, \"\":{\"a\":[]}}", "{\"a\":1,\"\":{\"a\":[]}}"},
        {"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":10}",
         "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":10}"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Err err;
        const JsonNode *n = parse(a, rows[i][0], &err);
        if (!n) fail_msg("refused: %s", rows[i][0]);
        Buf b = {.arena = a};
        print(&b, n);
        assert_string_equal(str_c(a, buf_str(&b)), rows[i][1]);
    }
    arena_free(a);
}

static void refuses_what_is_not_json_and_says_where(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
    } rows[] = {
        {"", 1, 1},
        {"  ", 1, 3},
        {"nul", 1, 1},
        {"nulll", 1, 5},
        {"True", 1, 1},
        {"01", 1, 2},
        {"+1", 1, 1},
        {".5", 1, 1},
        {"1.", 1, 3},
        {"1.e1", 1, 3},
        {"1e", 1, 3},
        {"1e+", 1, 4},
        {"-", 1, 2},
        {"--1", 1, 2},
        {"0x1", 1, 2},
        {"NaN", 1, 1},
        {"-Infinity", 1, 2},
        {"1 2", 1, 3},
        {"\"a", 1, 1},
        {"\"a\\\"", 1, 1},
        {"\"\\", 1, 1},
        {"\"a\nb\"", 1, 3},
        {"\"流\tb\"", 1, 3},
        {"\"\\x\"", 1, 2},
        {"\"a\\u12\"", 1, 3},
        {"\"\\u12g4\"", 1, 2},
        {"\"\\ud800\"", 1, 2},
        {"\"\\ud800\\u0041\"", 1, 2},
        {"\"\\ud800x\"", 1, 2},
        {"\"\\udc00\"", 1, 2},
        {"'a'", 1, 1},
        {"[1,]", 1, 4},
        {"[,1]", 1, 2},
        {"[1 2]", 1, 4},
        {"[1", 1, 3},
        {"[", 1, 2},
        {"]", 1, 1},
        {"[1}", 1, 3},
        {"{\"a\":1,}", 1, 8},
        {"{a:1}", 1, 2},
        {"{1:1}", 1, 2},
        {"{\"a\" 1}", 1, 6},
        {"{\"a\":}", 1, 6},
        {"{\"a\":1", 1, 7},
        {"{\n \"流\": 1,\n \"流\": 2}", 3, 2},
        {"{\"a\":1,\"\\u0061\":2}", 1, 8},
        {"{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\n\"c\":1}", 2,
         1},
        {"// c\n1", 1, 1},
        {"[1, /* c */ 2]", 1, 5},
        {"\xEF\xBB\xBF"
         "1",
         1, 1},
        {"\"\xff\"", 1, 2},
        {"\"\xc0\x80\"", 1, 2},
        {"\"\xed\xa0\x80\"", 1, 2},
        {"[\n\n  \"a\", x]", 3, 8},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Err err;
        if (parse(a, rows[i].text, &err)) fail_msg("accepted: %s", rows[i].text);
        assert_int_equal(err.code, ERR_INPUT);
        assert_true(str_is(err.place.file, STR("t.json")));
        if (err.place.line != rows[i].line || err.place.column != rows[i].column)
            fail_msg("%s: %u:%u %s", rows[i].text, err.place.line, err.place.column,
                     err.message.text);
    }
    arena_free(a);
}

static void a_zero_byte_is_no_blank(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    assert_null(json_parse(a, STR("t"), (Str){"1\0", 2}, &err));
    err = (Err){0};
    assert_null(json_parse(a, STR("t"), (Str){"\0", 1}, &err));
    err = (Err){0};
    assert_null(json_parse(a, STR("t"), (Str){"[1\0]", 4}, &err));
    err = (Err){0};
    assert_null(json_parse(a, STR("t"), (Str){"\"\\\0\"", 4}, &err));
    arena_free(a);
}

static const char *nested(Arena *a, int depth) {
    Buf b = {.arena = a};
    for (int i = 0; i < depth; i++) buf_add_byte(&b, '[');
    for (int i = 0; i < depth; i++) buf_add_byte(&b, ']');
    return str_c(a, buf_str(&b));
}

static void nesting_has_a_limit(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    assert_non_null(parse(a, nested(a, 64), &err));
    assert_null(parse(a, nested(a, 65), &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_null(parse(a, nested(a, 100000), &err));
    arena_free(a);
}

static void every_value_knows_its_place(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    const JsonNode *n = parse(a, "{\n  \"水\": [1,\n    -22]\n}", &err);
    const JsonNode *list = json_find(n, STR("水"));
    assert_non_null(list);
    assert_int_equal(list->count, 2);
    assert_int_equal(list->place.line, 2);
    assert_int_equal(list->place.column, 8);
    assert_int_equal(list->first->next->place.line, 3);
    assert_int_equal(list->first->next->place.column, 5);
    assert_int_equal(list->first->next->place.size, 3);
    assert_null(json_find(n, STR("火")));
    assert_null(json_find(list, STR("水")));
    assert_null(json_find(NULL, STR("水")));
    arena_free(a);
}

static void malformed_bytes_are_written_as_replacements(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    json_add_string(&b, STR("a\xff流\xc3"));
    assert_string_equal(str_c(a, buf_str(&b)), "\"a\xEF\xBF\xBD流\xEF\xBF\xBD\"");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_json),
        cmocka_unit_test(refuses_what_is_not_json_and_says_where),
        cmocka_unit_test(a_zero_byte_is_no_blank),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(every_value_knows_its_place),
        cmocka_unit_test(malformed_bytes_are_written_as_replacements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
