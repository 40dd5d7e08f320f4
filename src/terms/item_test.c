// terms/item_test.c - quantities, formulas, and `per`
#include "terms/terms_test.h"

static void faults_of_quantities_and_formulas_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"quantities:\n  a:", ""},
        {"quantities:\n  a: {}", ""},
        {"quantities:\n  a: {per: [party, month], type: date, unit: \"%\", missing: 0, at: x, "
         "source: y, within: \">= 0\", note: z}",
         ""},
        {"quantities:\n  a: {within: [1..6]}", ""},
        {"quantities:\n  a: {within: {a: 1}}", "2:15 wrong-type"},
        {"quantities:\n  a: {unit: [t]}", "2:13 wrong-type"},
        {"quantities:\n  a: {per: {s: 1}}", "2:12 wrong-type"},
        {"quantities:\n  a: {per: [year, month]}", "2:19 bad-per"},
        {"quantities:\n  a: {per: [party, party]}", "2:20 bad-per"},
        {"quantities:\n  a: {per: [party, 断面]}", "2:20 unknown-set"},
        {"quantities:\n  a: {per: 年}", "2:12 unknown-set"},
        {"sets: {b: [x], c: [x], d: [x], e: [x]}\nquantities:\n  a: {per: [party, b, c, d, e]}",
         "3:29 limit"},
        {"formulas:\n  a: 1 + 2", ""},
        {"formulas:\n  a: \"[1, 2]\"", ""},
        {"formulas:\n  a: [1, 2]", ""},
        {"formulas:\n  a: {is: 1, per: month, unit: t, type: number, initial: 0}", ""},
        {"formulas:\n  a: {per: party, spread: \"[1, 2]\"}", ""},
        {"formulas:\n  a: {is: 1, rounding: {to: 1, mode: up}}", ""},
        {"formulas:\n  a: {is: 1, rounding: none}", ""},
        {"formulas:\n  a:", "2:3 wrong-type"},
        {"formulas:\n  a: {}", "2:3 missing-key"},
        {"formulas:\n  a: {is: }", "2:3 missing-key"},
        {"formulas:\n  a: {is: {x: 1}}", "2:11 wrong-type"},
        {"formulas:\n  a: {spread: \"[1]\"}", "2:3 spread-without-set"},
        {"formulas:\n  a: {per: party, is: 1, spread: 2}", "2:34 conflicting-keys"},
        {"formulas:\n  a: {is: 1, amount: 2}", "2:14 unknown-key"},
        {"formulas:\n  a: {is: 1, rounding: 1}", "2:24 bad-rounding"},
    };
    CHECK_CASES(cases);
}

static void a_missing_per_means_the_settlement_period(void **state) {
    (void)state;
    static const struct {
        const char *per;
        Grain grain;
        size_t set_count;
    } rows[] = {
        {"", GRAIN_YEAR, 0},
        {"per: month, ", GRAIN_MONTH, 0},
        {"per: once, ", GRAIN_ONCE, 0},
        {"per: party, ", GRAIN_ONCE, 1},
        {"per: [party, quarter], ", GRAIN_QUARTER, 1},
        {"per: [half-year, party, s], ", GRAIN_HALF_YEAR, 2},
        {"per: [s, party], ", GRAIN_ONCE, 2},
        {"per: [], ", GRAIN_YEAR, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block =
            str_fmt(a, "sets: {s: [x]}\nformulas:\n  a: {%sis: 1}\nquantities:\n  b: {%sunit: t}",
                    rows[i].per, rows[i].per);
        const Terms *t = terms_of_block(a, block.at, &f);
        assert_int_equal(f.count, 0);
        for (size_t k = 0; k < 2; k++) {
            assert_int_equal(t->items[k].grain, rows[i].grain);
            assert_int_equal(t->items[k].set_count, rows[i].set_count);
        }
        arena_free(a);
    }
}

static void sets_keep_the_order_written(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t =
        terms_of_block(a, "sets: {s: [x]}\nformulas:\n  a: {per: [s, party], is: 1}", &f);
    assert_int_equal(t->items[0].sets[0], 1);
    assert_int_equal(t->items[0].sets[1], 0);
    arena_free(a);
}

// A formula over several lines keeps the source, so that each line has its column.
static void formulas_keep_their_places(void **state) {
    (void)state;
    static const struct {
        const char *block, *text;
        unsigned line, column;
    } rows[] = {
        {"formulas:\n  甲: 1 + 乙", "1 + 乙", 14, 6},
        {"formulas:\n  甲: \"[1, 乙]\"", "[1, 乙]", 14, 7},
        {"formulas:\n  甲: '\"it''s\"'", "\"it's\"", 14, 7},
        {"formulas:\n  甲:\n    is: >-\n      if a\n      then b", "if a\n      then b", 16, 7},
        {"formulas:\n  甲: {is: a +\n    b}", "a +\n    b", 14, 11},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const Terms *t = terms_of_block(a, rows[i].block, &f);
        assert_str(t->items[0].is.text, rows[i].text);
        assert_int_equal(t->items[0].is.place.line, rows[i].line);
        assert_int_equal(t->items[0].is.place.column, rows[i].column);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_quantities_and_formulas_are_found),
        cmocka_unit_test(a_missing_per_means_the_settlement_period),
        cmocka_unit_test(sets_keep_the_order_written),
        cmocka_unit_test(formulas_keep_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
