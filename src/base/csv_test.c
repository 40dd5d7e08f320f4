// base/csv_test.c - RFC 4180 row by row, and where a fault stands
#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

// All rows as text: fields joined by '|', rows by '/'.
static const char *rows_of(Arena *a, Str text, Err *err) {
    Buf b = {.arena = a};
    *err = (Err){0};
    CsvReader *r = csv_open(a, STR("t.csv"), text, ',');
    for (bool first = true; csv_next(r, err); first = false) {
        if (!first) buf_add_byte(&b, '/');
        for (size_t i = 0; i < r->count; i++) {
            if (i) buf_add_byte(&b, '|');
            buf_add(&b, r->fields[i]);
        }
    }
    return str_c(a, buf_str(&b));
}

static void reads_rows(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"", ""},
        {"\n\r\n\n", ""},
        {"a", "a"},
        {"a,b", "a|b"},
        {"a,b\n", "a|b"},
        {"a,b\r\n1,2\r\n", "a|b/1|2"},
        {"a,b\n\n1,2\n\n", "a|b/1|2"},
        {",", "|"},
        {",,\n1,,3", "||/1||3"},
        {"\xEF\xBB\xBF"
         "a,b\n1,2",
         "a|b/1|2"},
        {"\xEF\xBB\xBF\"a\",b\n1,2", "a|b/1|2"},
        {" a , b ", " a | b "},
        {"\"a\",\"b\"", "a|b"},
        {"\"a,b\",c", "a,b|c"},
        {"\"a\"\"b\",c", "a\"b|c"},
        {"\"\"\"\",\"\"", "\"|"},
        {"\"a\nb\",c\r\n1,2", "a\nb|c/1|2"},
        {"\"a\r\nb\"\r\n\"c\"", "a\r\nb/c"},
        {"a,\"b\"\r", "a|b"},
        {"a\rb,c", "a\rb|c"},
        {"量,值\n流域,1.5", "量|值/流域|1.5"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Err err;
        assert_string_equal(rows_of(a, str_from(rows[i][0]), &err), rows[i][1]);
        assert_int_equal(err.code, ERR_NONE);
    }
    arena_free(a);
}

static void a_fault_says_where_it_stands(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned line, column;
    } rows[] = {
        {"a,b\n1\n", 2, 1},
        {"a,b\n1,2,3\n", 2, 1},
        {"\"a", 1, 1},
        {"x,\"a\"\"", 1, 3},
        {"流,\"a\"b", 1, 6},
        {"a\"b", 1, 2},
        {"1,2\n\n\"x\ny\",\"z\"\n3,4\"", 5, 4},
        {"\"x\ny\"z", 2, 3},
        {"a, \"b\"", 1, 4},
        {"\"a\"\"b\nc\" ,d", 2, 3},
        {"\"", 1, 1},
        {"a,b\n1,\xff\n", 2, 3},
        {"a,b\n流域,\xe5\x9f\n", 2, 4},
        {"a,b\n\"x\n流\xc0\",2\n", 3, 2},
        {"\xef\xbb\xbf流\xff", 1, 2},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Err err;
        rows_of(a, str_from(rows[i].text), &err);
        assert_int_equal(err.code, ERR_INPUT);
        if (err.place.line != rows[i].line || err.place.column != rows[i].column)
            fail_msg("%s: %u:%u %s", rows[i].text, err.place.line, err.place.column,
                     err.message.text);
    }
    arena_free(a);
}

static void each_field_knows_its_place(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    CsvReader *r = csv_open(a, STR("t.csv"), STR("a,b,c\n流域,\"x\ny\",\"q\"\"\"\n1,2,3\n"), ',');
    assert_true(csv_next(r, &err) && csv_next(r, &err));
    assert_int_equal(r->line, 2);
    static const unsigned places[3][2] = {{2, 1}, {2, 4}, {3, 4}};
    for (size_t i = 0; i < 3; i++) {
        Place p = csv_place(r, i);
        assert_int_equal(p.line, places[i][0]);
        assert_int_equal(p.column, places[i][1]);
    }
    assert_true(csv_next(r, &err));
    assert_int_equal(r->line, 4);
    assert_int_equal(csv_place(r, 2).column, 5);
    assert_false(csv_next(r, &err));
    assert_false(csv_next(r, &err));
    arena_free(a);
}

static void other_separators_are_possible(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    CsvReader *r = csv_open(a, STR("t"), STR("a;b,c\n\"1;2\";3\n"), ';');
    assert_true(csv_next(r, &err));
    assert_int_equal(r->count, 2);
    assert_true(csv_next(r, &err));
    assert_true(str_is(r->fields[0], STR("1;2")));
    arena_free(a);
}

static void many_columns_are_fine(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    for (int i = 0; i < 5000; i++) buf_add_fmt(&b, "%s%d", i ? "," : "", i);
    Err err = {0};
    CsvReader *r = csv_open(a, STR("t"), buf_str(&b), ',');
    assert_true(csv_next(r, &err));
    assert_int_equal(r->count, 5000);
    assert_true(str_is(r->fields[4999], STR("4999")));
    arena_free(a);
}

// The reader is left to itself for the rows 1, 4 and 5; 2 and 3 are passed over.
static void rows_may_be_passed_over(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    uint32_t line;
    CsvReader *r = csv_open(a, STR("t"), STR("a,b\n\n1,\"2\"\r\n3,4\n5,\"6\n7\"\n8,9"), ',');
    assert_true(csv_next(r, &err));
    assert_true(str_is(csv_row(r), STR("a,b\n")));
    assert_true(csv_next(r, &err));
    assert_true(str_is(csv_row(r), STR("1,\"2\"\r\n")));
    assert_int_equal(r->line, 3);
    assert_true(str_starts_with(csv_rest(r, &line), STR("3,4\n")));
    assert_int_equal(line, 4);
    csv_pass(r, 4, 1);
    assert_true(csv_next(r, &err));
    assert_int_equal(r->line, 5);
    assert_false(csv_row(r).at);
    csv_rest(r, &line);
    assert_int_equal(line, 7);
    assert_true(csv_next(r, &err));
    assert_true(str_is(csv_row(r), STR("8,9")));
    csv_pass(r, 0, 0);
    assert_int_equal(csv_rest(r, &line).size, 0);
    assert_false(csv_next(r, &err));
    assert_int_equal(err.code, ERR_NONE);
    arena_free(a);
}

static void what_was_not_read_can_be_checked(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    CsvReader *r = csv_open(a, STR("t"), STR("流\n1\n2,3\n\n流\xff\n"), ',');
    assert_true(csv_next(r, &err) && csv_next(r, &err));
    assert_false(csv_next(r, &err));
    assert_int_equal(err.place.line, 3);
    err = (Err){0};
    assert_false(csv_check_rest(r, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(err.place.line, 5);
    assert_int_equal(err.place.column, 2);
    r = csv_open(a, STR("t"), STR("流\n"), ',');
    assert_true(csv_check_rest(r, &err));
    assert_true(csv_next(r, &err) && csv_check_rest(r, &err));
    arena_free(a);
}

static void writes_what_it_reads(void **state) {
    (void)state;
    static const struct {
        Str fields[3];
        const char *text, *neutral;
    } rows[] = {
        {{{"a", 1}, {"b", 1}, {"c", 1}}, "a,b,c\r\n", "a,b,c\r\n"},
        {{{"", 0}, {"", 0}, {"", 0}}, ",,\r\n", ",,\r\n"},
        {{{"a,b", 3}, {"c\"d", 3}, {"e\nf", 3}},
         "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n",
         "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n"},
        {{{"-12.50", 6}, {"+3", 2}, {"-x", 2}}, "-12.50,+3,-x\r\n", "-12.50,+3,'-x\r\n"},
        {{{"=1+1", 4}, {"@SUM(A1)", 8}, {"+A1,2", 5}},
         "=1+1,@SUM(A1),\"+A1,2\"\r\n",
         "'=1+1,'@SUM(A1),\"'+A1,2\"\r\n"},
        {{{"\xEF\xBB\xBF", 3}, {"", 0}, {"", 0}},
         "\"\xEF\xBB\xBF\",,\r\n",
         "\"\xEF\xBB\xBF\",,\r\n"},
        {{{"\tx", 2}, {"\rx", 2}, {" x", 2}}, "\tx,\"\rx\",\" x\"\r\n", "'\tx,\"'\rx\",\" x\"\r\n"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Buf plain = {.arena = a}, neutral = {.arena = a};
        csv_add_row(&plain, rows[i].fields, 3, false);
        csv_add_row(&neutral, rows[i].fields, 3, true);
        assert_string_equal(str_c(a, buf_str(&plain)), rows[i].text);
        assert_string_equal(str_c(a, buf_str(&neutral)), rows[i].neutral);
        Err err = {0};
        CsvReader *r = csv_open(a, STR("t"), buf_str(&plain), ',');
        assert_true(csv_next(r, &err));
        for (size_t k = 0; k < 3; k++) assert_true(str_is(r->fields[k], rows[i].fields[k]));
    }
    arena_free(a);
}

static void a_single_empty_field_is_not_a_blank_line(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    csv_add_row(&b, &(Str){"", 0}, 1, false);
    Err err = {0};
    CsvReader *r = csv_open(a, STR("t"), buf_str(&b), ',');
    assert_true(csv_next(r, &err));
    assert_int_equal(r->count, 1);
    assert_int_equal(r->fields[0].size, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(a_fault_says_where_it_stands),
        cmocka_unit_test(each_field_knows_its_place),
        cmocka_unit_test(other_separators_are_possible),
        cmocka_unit_test(many_columns_are_fine),
        cmocka_unit_test(rows_may_be_passed_over),
        cmocka_unit_test(what_was_not_read_can_be_checked),
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(a_single_empty_field_is_not_a_blank_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
