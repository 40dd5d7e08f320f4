// rules/check_test.c - what is found in formulas that are well-formed and mean something else
#include "base/findings_test.h"
#include "rules/rules.h"

#define FRONT                                                                                      \
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nparties: {a: A, b: B}\ncurrency: CNY\n"       \
    "term: {from: 2024-01-01, to: 2025-12-31, period: year}\n---\n```terms\n"                      \
    "quantities:\n  km: {per: [party, year], unit: km}\n  all: {unit: km}\n"                       \
    "  month: {per: month, unit: km}\n  growth: {unit: \"%%\"}\n  cost: {unit: CNY}\n"             \
    "parameters:\n  rate: {unit: 万元/km, value: 2}\n  base: {unit: \"%%\", value: 100}\n"       \
    "formulas:\n"
enum { FRONT_LINES = 20 };

typedef struct Case {
    const char *formula, *expected; // "line:column rule", from the line of the formula
} Case;

static const char *found_in(Arena *a, const char *formula) {
    Findings f = {.arena = a};
    Str text = str_fmt(a, FRONT "%s\n```\n", formula);
    rules_from_terms(a, terms_from_text(a, text_parse(a, STR("f.md"), text, &f), &f), &f);
    for (size_t i = 0; i < f.count; i++) f.items[i].place.line -= FRONT_LINES;
    return findings_lines(a, &f, SEVERITY_WARNING);
}

static void check(const Case *cases, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        const char *found = found_in(a, cases[i].formula);
        if (strcmp(found, cases[i].expected)) {
            print_error("in %s\nexpected %s\nfound %s\n", cases[i].formula, cases[i].expected,
                        found);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof(cases)[0])

static void a_sum_of_one_value_is_told(void **state) {
    (void)state;
    static const Case cases[] = {
        {"  x: {per: [party, year], is: km / sum(km)}", "1:36 sum-of-one"},
        {"  x: {per: [party, year], is: km / all}", ""},
        {"  x: {unit: km, is: sum(km)}", ""},
        {"  x: {unit: km, is: max(all)}", "1:21 sum-of-one"},
        {"  x: {unit: km, is: \"max(all, 0)\"}", ""},
        {"  x: {unit: km, is: sum(month)}", ""},
        {"  x: {per: month, unit: km, is: sum(month)}", "1:33 sum-of-one"},
        {"  x: {per: month, unit: km, is: mean(previous(month))}", "1:33 sum-of-one"},
        {"  x: {unit: km, is: sum(earlier(all))}", ""},
        {"  x: {unit: km, is: \"sum([all, all])\"}", ""},
    };
    CHECK(cases);
}

static void a_number_and_a_percentage_do_not_add_up(void **state) {
    (void)state;
    static const Case cases[] = {
        {"  x: {unit: CNY, is: cost * (1 + growth)}", "1:30 unit"},
        {"  x: {unit: CNY, is: cost * (growth - 1)}", "1:39 unit"},
        {"  x: {unit: CNY, is: cost * growth}", ""},
        {"  x: {unit: CNY, is: cost * (base + growth)}", ""},
        {"  x: {is: growth > 3}", ""},
        {"  x: {unit: km, is: all + 1}", ""},
    };
    CHECK(cases);
}

static void a_number_in_another_scale_than_the_result_is_refused(void **state) {
    (void)state;
    static const Case cases[] = {
        {"  x: {unit: CNY, is: \"min(all * rate, 5000)\"}", "1:39 unit"},
        {"  x: {unit: CNY, is: all * rate + 5000}", "1:35 unit"},
        {"  x: {unit: CNY, is: \"max(0, all * rate)\"}", ""},
        {"  x: {unit: CNY, is: all * rate * 2}", ""},
        {"  x: {unit: 万元, is: \"min(all * rate, 5000)\"}", ""},
        {"  x: {unit: CNY, is: cost + 5000}", ""},
    };
    CHECK(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_of_one_value_is_told),
        cmocka_unit_test(a_number_and_a_percentage_do_not_add_up),
        cmocka_unit_test(a_number_in_another_scale_than_the_result_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
