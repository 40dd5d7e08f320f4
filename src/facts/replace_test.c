// facts/replace_test.c - facts that stand instead of others, and facts one by one
#include "facts/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static Arena *a;
static FactTable *table;
static Findings found;

static int set_up(void **state) {
    (void)state;
    a = arena_new();
    table = fact_table_new(a, read_rulebook(a));
    found = (Findings){.arena = a};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void read_rows(const char *file, const char *rows) {
    Str text = str_fmt(a, "quantity,member,period,value\n%s", rows);
    fact_table_add_csv(table, str_from(file), text, &found);
}

static bool add_line(void *self, const FactSeen *f) {
    Facts facts = fact_table_facts(table);
    const Item *item = &table->terms->items[f->item];
    Str member = facts.member_id(facts.self, item->sets[0], f->members[0]);
    buf_add_fmt(self, "%.*s %.*s %.*s\n", STR_ARG(item->id), STR_ARG(member),
                STR_ARG(feel_to_string(a, f->value)));
    return true;
}

static Str all(void) {
    Buf b = {.arena = a};
    fact_table_each(table, add_line, &b);
    return buf_str(&b);
}

static void a_fact_that_replaces_another_is_no_finding(void **state) {
    (void)state;
    read_rows("confirmed.csv", "tax,F1,2020,1\ntax,F2,2020,2\n");
    fact_table_replace(table);
    read_rows("what-if.csv", "tax,F1,2020,7\n");
    assert_int_equal(found.count, 0);
    assert_string_equal(str_c(a, all()), "tax F1 7\ntax F2 2\n");
}

static void a_fact_that_was_not_there_is_added(void **state) {
    (void)state;
    read_rows("confirmed.csv", "tax,F1,2020,1\n");
    fact_table_replace(table);
    read_rows("what-if.csv", "tax,F3,2021,5\n");
    assert_string_equal(str_c(a, all()), "tax F1 1\ntax F3 5\n");
}

static void two_that_replace_the_same_are_a_finding(void **state) {
    (void)state;
    read_rows("confirmed.csv", "tax,F1,2020,1\n");
    fact_table_replace(table);
    read_rows("what-if.csv", "tax,F1,2020,5\ntax,F1,2020,6\n");
    assert_int_equal(found.error_count, 1);
    assert_string_equal(found.items[0].rule, "fact-twice");
}

static void what_is_not_allowed_replaces_nothing(void **state) {
    (void)state;
    read_rows("confirmed.csv", "class,a,2020,1\n");
    fact_table_replace(table);
    read_rows("what-if.csv", "class,a,2020,9\n");
    assert_int_equal(found.error_count, 1);
    assert_string_equal(str_c(a, all()), "class a 1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_fact_that_replaces_another_is_no_finding, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_fact_that_was_not_there_is_added, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_that_replace_the_same_are_a_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_allowed_replaces_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
