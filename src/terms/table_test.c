// terms/table_test.c - which Markdown table a decision table reads, and what its cells become
#include "terms/terms_test.h"

// The block's first line is the table's second row; the entry stands in line 7.
#define ABOVE "```\n| e | 金额 |\n|---|---|\n| ≤ 0.1 | −5 |\n\n```terms\ntables:\n"

static void faults_of_tables_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {ABOVE "  a: {inputs: [e], outputs: [金额]}", ""},
        {ABOVE "  a: {inputs: e, outputs: 金额, hit: C+, unit: CNY, type: number, per: party}", ""},
        {ABOVE "  a: {inputs: [], outputs: [金额]}", "8:15 missing-key"},
        {ABOVE "  a:", "8:3 missing-key\n8:3 missing-key"},
        {ABOVE "  a: {inputs: [e], outputs: [{b: 1}]}", "8:30 wrong-type"},
        {ABOVE "  a: {inputs: [e], outputs: [x], hit: X}", "8:39 unknown-choice"},
        {ABOVE "  a: {inputs: [e, f], outputs: [x]}", "8:3 table-columns"},
        {ABOVE "  a: {inputs: [], outputs: []}", "8:15 missing-key\n8:28 missing-key"},
        {ABOVE "  a: {outputs: [x]}", "8:3 missing-key"},
        {ABOVE "  a: {inputs: [e], outputs: [x]}\n  b: {inputs: [e], outputs: [x]}",
         "9:3 table-missing"},
        {"tables:\n  a: {inputs: [e], outputs: [x]}", "2:3 table-missing"},
        {"```\n| e | f |\n|---|---|\n\nwords\n\n```terms\ntables:\n  a: {inputs: [e], outputs: "
         "[x]}",
         "9:3 table-missing"},
        {"```\n| e | f |\n|---|---|\n\n# 二\n\n```terms\ntables:\n  a: {inputs: [e], outputs: [x]}",
         "9:3 table-missing"},
    };
    CHECK_CASES(cases);
}

static Str flat(Arena *a, const TextTable *t) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < t->row_count * t->column_count; i++) {
        if (i) buf_add_byte(&b, i % t->column_count ? ';' : '|');
        buf_add(&b, t->cells[i].text);
    }
    return buf_str(&b);
}

static void cells_are_written_in_the_letters_of_feel(void **state) {
    (void)state;
    static const struct {
        const char *cells, *expected;
    } rows[] = {
        {"| ≤ | ≥ |\n|---|---|\n| ≤ 0.1 | −5 |", "≤;≥|<=0.1;-5"},
        {"| e | f |\n|---|---|\n| ≥0.1 | 1 − e − 2 |", "e;f|>=0.1;1 - e - 2"},
        {"| e | f |\n|---|---|\n| ≤ ≥ | “—…” |", "e;f|<=>=;“—…”"},
        {"| 甲 ≤ | e | f |\n|---|---|---|\n| 乙 ≤ | - | × |", "甲 ≤;e;f|乙 ≤;-;×"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block = str_fmt(a, "```\n%s\n\n```terms\ntables:\n  a: {inputs: [e], outputs: [f]}",
                            rows[i].cells);
        const Item *item = item_of(terms_of_block(a, block.at, &f), "a");
        assert_int_equal(f.count, 0);
        assert_str(flat(a, item->table), rows[i].expected);
        arena_free(a);
    }
}

static void cells_keep_their_places(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Item *item =
        item_of(terms_of_block(a, ABOVE "  a: {inputs: [e], outputs: [金额]}", &f), "a");
    assert_int_equal(item->table->cells[2].place.line, 16);
    assert_int_equal(item->table->cells[2].place.column, 3);
    assert_int_equal(item->table->cells[3].place.column, 11);
    assert_str(item->hit_policy, "U");
    assert_int_equal(item->input_count, 1);
    assert_str(item->inputs[0].text, "e");
    assert_str(item->outputs[0].text, "金额");
    assert_int_equal(item->outputs[0].place.line, 20);
    arena_free(a);
}

static void a_table_that_is_missing_stays_away(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, "tables:\n  a: {inputs: [e], outputs: [x]}", &f);
    assert_null(item_of(t, "a")->table);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_tables_are_found),
        cmocka_unit_test(cells_are_written_in_the_letters_of_feel),
        cmocka_unit_test(cells_keep_their_places),
        cmocka_unit_test(a_table_that_is_missing_stays_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
