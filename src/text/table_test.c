// text/table_test.c - pipe tables: where they begin, their cells and the places of these
#include "base/findings_test.h"
#include "text/text_int.h"

#include "base/limits.h"

static const TextTable *read(Arena *a, const char *text, Findings *f) {
    Source s;
    *f = (Findings){.arena = a};
    source_open(a, &s, STR("f"), str_from(text));
    size_t end = s.line_count;
    while (end > 0 && !source_line(&s, end - 1).size) end--;
    int64_t first = table_find(&s, 0, end);
    return first < 0 ? NULL : table_read(a, &s, (size_t)first, end, f);
}

// "e;金额|<= 0.1;0": cells parted by ";", rows by "|".
static Str flat(Arena *a, const TextTable *t) {
    Buf b = {.arena = a};
    for (size_t i = 0; t && i < t->row_count * t->column_count; i++) {
        if (i) buf_add_byte(&b, i % t->column_count ? ';' : '|');
        buf_add(&b, t->cells[i].text);
    }
    return buf_str(&b);
}

static void tables_are_read_cell_by_cell(void **state) {
    (void)state;
    static const struct {
        const char *text, *cells;
    } rows[] = {
        {"| e | 金额 |\n|---|---|\n| ≤ 0.1 | 0 |", "e;金额|≤ 0.1;0"},
        {"e | f\n--- | ---\n1 | 2", "e;f|1;2"},
        {"| a |\n|:-:|\n| 1 |", "a|1"},
        {"|a|b|\n|:--|--:|\n|1|2|\n|3|", "a;b|1;2|3;"},
        {"|a|\n|-|\n|x \\| y|", "a|x | y"},
        {"|a|\n|-|\n|`x \\| y`|", "a|x | y"},
        {"|a|\n|-|\n||", "a|"},
        {"words\n| a | b |\n|---|---|\n| 1 | 2 |", "a;b|1;2"},
        {"| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n", "a;b|1;2"},
        {"| a | b |\n|---|\n| 1 | 2 |", ""},
        {"| a | b |\n| 1 | 2 |", ""},
        {"a\n---", ""},
        {"| a |", ""},
        {"| a |\n|---|", "a"},
        {"| a |\n|-:-|", ""},
    };
    Arena *a = arena_new();
    Findings f;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_str(flat(a, read(a, rows[i].text, &f)), rows[i].cells);
        assert_int_equal(f.count, 0);
    }
    arena_free(a);
}

static void markup_is_taken_off_cells_but_never_off_formulas(void **state) {
    (void)state;
    static const struct {
        const char *cell, *text;
        size_t first;
    } rows[] = {
        {"plain", "plain", 0},
        {"**bold**", "bold", 2},
        {"*x*", "x", 1},
        {"_x_ y", "x y", 1},
        {"**Colorado** (upper)", "Colorado (upper)", 2},
        {"***both***", "both", 3},
        {"**a *b* c**", "a b c", 2},
        {"2*a*b", "2*a*b", 0},
        {"2 * a * b", "2 * a * b", 0},
        {"2 ** 3 ** 4", "2 ** 3 ** 4", 0},
        {"a_b_c", "a_b_c", 0},
        {"`<= 0.1`", "<= 0.1", 1},
        {"``a`b``", "a`b", 2},
        {"`open", "`open", 0},
        {"\\*x\\*", "*x*", 1},
        {"[1..3]", "[1..3]", 0},
        {"[1..3](x)", "[1..3](x)", 0},
        {"[GB 3838](https://example.org/a)", "GB 3838", 1},
        {"&lt; 5", "< 5", 0},
        {"a&nbsp;b<br>c", "a b c", 0},
        {"\"九里\"", "\"九里\"", 0},
        {"< 5", "< 5", 0},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t first;
        assert_str(cell_words(a, str_from(rows[i].cell), &first), rows[i].text);
        assert_int_equal(first, rows[i].first);
    }
    arena_free(a);
}

static void cells_know_their_places(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const TextTable *t = read(a, "字\n| 超标 | **金额** |\n|---|---|\n|  ≤ 1 | 2 |\n| 3 |", &f);
    static const unsigned places[][2] = {{2, 3}, {2, 10}, {4, 4}, {4, 10}, {5, 3}, {5, 6}};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(t->cells[i].place.line, places[i][0]);
        assert_int_equal(t->cells[i].place.column, places[i][1]);
    }
    assert_int_equal(t->place.line, 2);
    arena_free(a);
}

static void a_cell_too_many_is_a_finding(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    assert_str(flat(a, read(a, "|a|\n|-|\n|1|2|\n", &f)), "a|1");
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "3:4 table-row");
    arena_free(a);
}

static const TextTable *read_large(Arena *a, size_t rows, size_t columns, Findings *f) {
    Buf b = {.arena = a};
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) buf_add_c(&b, r == 1 ? "|-" : "|x");
        buf_add_c(&b, "|\n");
    }
    buf_add_byte(&b, '\0');
    return read(a, b.at, f);
}

static void tables_have_bounds(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    assert_non_null(read_large(a, 3, LIMIT_TABLE_COLUMNS, &f));
    assert_null(read_large(a, 3, LIMIT_TABLE_COLUMNS + 1, &f));
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "1:1 limit");
    assert_non_null(read_large(a, LIMIT_TABLE_RULES + 2, 1, &f));
    assert_null(read_large(a, LIMIT_TABLE_RULES + 3, 1, &f));
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "1:1 limit");
    arena_free(a);
}

static void a_table_is_found_among_the_lines_of_a_paragraph(void **state) {
    (void)state;
    Arena *a = arena_new();
    size_t count;
    Str *alignments = text_alignments(a, STR("|---|:--|:-:|--:|"), &count);
    static const char *const expected[] = {"", "left", "center", "right"};
    assert_int_equal(text_find_table(a, STR("words\n| a |\n|---|\n| b |")), 6);
    assert_int_equal(text_find_table(a, STR("| a |\n|---|")), 0);
    assert_int_equal(text_find_table(a, STR("| a |\n| b |")), -1);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++) assert_true(str_is(alignments[i], str_from(expected[i])));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_cell_by_cell),
        cmocka_unit_test(markup_is_taken_off_cells_but_never_off_formulas),
        cmocka_unit_test(cells_know_their_places),
        cmocka_unit_test(a_cell_too_many_is_a_finding),
        cmocka_unit_test(tables_have_bounds),
        cmocka_unit_test(a_table_is_found_among_the_lines_of_a_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
