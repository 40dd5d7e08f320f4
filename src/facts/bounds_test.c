// facts/bounds_test.c - bounds compared in packed form say what FEEL says of the same `within`
#include "facts/facts_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *within;
    bool is_plain;
} rows[] = {
    {">= 0", true},
    {"> 0", true},
    {"<= 1.5", true},
    {"< -1", true},
    {"= 3", true},
    {"[0..1]", true},
    {"(0..1]", true},
    {"[0..1)", true},
    {"(0..1)", true},
    {"]0..1[", true},
    {"[1..6]", true},
    {"[-0.05..100]", true},
    {">= 10 * 3", true},
    {"> 1E20", true},
    {"[null..1]", false},
    {"[0..1], [2..3]", false},
    {"not(> 0)", false},
    {"not([0..1])", false},
    {"1, 2, 3", false},
    {"3", false},
    {"[1, 2, 3]", false},
    {"odd(?)", false},
    {"? > 0 and ? < 2", false},
    {"!= 0", false},
    {"-", false},
};

static const char *const values[] = {"-1.01", "-1",    "-0.05", "0",     "0.00", "0.5",
                                     "1",     "1.000", "1.5",   "2",     "3",    "3.0",
                                     "6",     "30",    "1E20",  "1.0E21"};

static const Rulebook *rulebook_of(Arena *a, const char *within) {
    Findings f = {.arena = a};
    Str text = str_fmt(a,
                       "---\nsoftlaw: 1\nid: t\ntitle: T\nlanguage: en\nkind: tax-sharing\n"
                       "parties:\n  n: {name: N}\n  s: {name: S}\ncurrency: CNY\n"
                       "term: {from: 2016-01-01, to: 2025-12-31, period: year}\n---\n\n# One\n\n"
                       "```terms\nquantities:\n  x: {within: \"%s\"}\n```\n",
                       within);
    const Document *d = text_parse(a, STR("a.md"), text, &f);
    return rules_from_terms(a, terms_from_text(a, d, &f), &f);
}

static void bounds_say_what_feel_says(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        const Rulebook *r = rulebook_of(a, rows[i].within);
        uint32_t item;
        assert_true(map_get(&r->terms->item_index, STR("x"), &item));
        if (!r->rules[item].within) fail_msg("%s does not compile", rows[i].within);
        FactTable *t = fact_table_new(a, r);
        FeelMachine *m = feel_machine_new((FeelLimits){0});
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
            FeelValue v = feel_from_text(a, str_from(values[k]), FEEL_NUMBER);
            FeelValue passed = feel_run_test(m, r->rules[item].within, v, NULL);
            bool expected = passed.kind == FEEL_BOOLEAN && passed.boolean;
            if (quantity_allows(t, item, value_pack(&t->values, v)) != expected)
                fail_msg("%s within %s", values[k], rows[i].within);
        }
        if (t->quantities[item].has_bounds != rows[i].is_plain)
            fail_msg("bounds of %s", rows[i].within);
        feel_machine_free(m);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_say_what_feel_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
