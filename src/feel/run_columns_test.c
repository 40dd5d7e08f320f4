// feel/run_columns_test.c - tests of feel/run_columns.c: columns give what the machine gives
#include "feel/formula_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SLOTS = 8 };

static FeelValue number(const char *text) {
    Dec d;
    assert_true(dec_from_text(str_from(text), &d, NULL));
    return feel_number(d);
}

// Three numbers, two booleans, a date, a text, a list of numbers.
static FeelScope *world_scope(Arena *a) {
    static const char *const names[SLOTS] = {"x", "y", "z", "p", "q", "day", "word", "list"};
    static const FeelKind kinds[SLOTS - 1] = {FEEL_NUMBER,  FEEL_NUMBER, FEEL_NUMBER, FEEL_BOOLEAN,
                                              FEEL_BOOLEAN, FEEL_DATE,   FEEL_STRING};
    FeelScope *scope = feel_scope_new(a);
    for (uint32_t i = 0; i < SLOTS; i++) {
        const FeelType *type =
            i < SLOTS - 1 ? feel_type(kinds[i]) : feel_type_list(a, feel_type(FEEL_NUMBER));
        assert_true(feel_scope_add(scope, str_from(names[i]), type, i));
    }
    return scope;
}

static const FeelCode *compiled(Arena *a, Str text) {
    Findings f = {.arena = a};
    const FeelCode *code = feel_compile(a, text, (Place){0}, world_scope(a), (FeelOptions){0}, &f);
    if (!code) print_error("%.*s\n", STR_ARG(text));
    assert_non_null(code);
    return code;
}

// ---- random worlds ------------------------------------------------------------------------------

static FeelValue random_number(uint64_t *seed) {
    static const char *const odd[] = {"0",
                                      "0.00",
                                      "-1",
                                      "1E+20",
                                      "4611686018427387903",
                                      "-4611686018427387904",
                                      "9223372036854775807",
                                      "1234567890123456789012345678901234",
                                      "1E-30"};
    if (below(seed, 12) == 0) return number(odd[below(seed, sizeof odd / sizeof *odd)]);
    int64_t size = below(seed, 3) == 0 ? 1000000000000 : 1000;
    int64_t coefficient = (int64_t)(random_next(seed) % (uint64_t)(2 * size)) - size;
    return feel_number(dec_from_small(coefficient, (uint64_t)(DEC_BIAS - (int)below(seed, 4))));
}

static FeelValue random_value(Arena *a, uint64_t *seed, unsigned slot) {
    static const char *const words[] = {"north", "south", ""};
    if (slot < 3) return random_number(seed);
    if (slot < 5) return feel_boolean(below(seed, 2));
    if (slot == 5) return feel_date((CivilDate){2020 + (int)below(seed, 3), 2, 28});
    if (slot == 6) return feel_string(str_from(words[below(seed, 3)]));
    FeelValue *items = ARENA_ARRAY(a, FeelValue, 3);
    for (int i = 0; i < 3; i++) items[i] = random_number(seed);
    return feel_list(items, 3, a);
}

typedef struct World {
    size_t count;
    FeelValue *rows; // SLOTS for each
    FeelColumn columns[SLOTS];
} World;

static FeelColumn column_of(Arena *a, const World *w, unsigned slot, uint64_t *seed) {
    FeelValue *values = ARENA_ARRAY(a, FeelValue, w->count);
    int64_t *numbers = ARENA_ARRAY(a, int64_t, w->count);
    for (size_t i = 0; i < w->count; i++) values[i] = w->rows[i * SLOTS + slot];
    FeelColumn c = {.form = FEEL_FORM_VALUES, .values = values}, small;
    bool is_small = below(seed, 2) && feel_column_small(&c, NULL, w->count, numbers, &small);
    return is_small ? small : c;
}

static FeelColumn column_of_lists(Arena *a, const World *w) {
    FeelColumn *items = ARENA_ARRAY(a, FeelColumn, 3);
    for (size_t k = 0; k < 3; k++) {
        FeelValue *values = ARENA_ARRAY(a, FeelValue, w->count);
        for (size_t i = 0; i < w->count; i++)
            values[i] = w->rows[i * SLOTS + SLOTS - 1].list->items[k];
        items[k] = (FeelColumn){.form = FEEL_FORM_VALUES, .values = values};
        int64_t *numbers = ARENA_ARRAY(a, int64_t, w->count);
        feel_column_small(&items[k], NULL, w->count, numbers, &items[k]);
    }
    return (FeelColumn){.form = FEEL_FORM_LISTS, .items = items, .item_count = 3};
}

// Some slots are the same in all rows.
static World random_world(Arena *a, uint64_t *seed, size_t count) {
    World w = {.count = count, .rows = ARENA_ARRAY(a, FeelValue, count * SLOTS)};
    for (unsigned slot = 0; slot < SLOTS; slot++) {
        bool is_same = below(seed, 4) == 0;
        for (size_t i = 0; i < count; i++)
            w.rows[i * SLOTS + slot] =
                is_same && i > 0 ? w.rows[slot] : random_value(a, seed, slot);
        w.columns[slot] = is_same ? (FeelColumn){.form = FEEL_FORM_SAME, .same = w.rows[slot]}
                          : slot == SLOTS - 1 ? column_of_lists(a, &w)
                                              : column_of(a, &w, slot, seed);
    }
    return w;
}

// ---- the machine is the judge -------------------------------------------------------------------

// Whether the rows went by columns; each value is compared with the machine's.
static bool agrees(Arena *a, FeelMachine *m, FeelMachine *judge, Str text, const World *w,
                   const uint8_t *on) {
    const FeelCode *code = compiled(a, text);
    FeelColumn c;
    bool done = feel_run_columns(m, code, w->columns, on, w->count, &c);
    for (size_t i = 0; i < w->count && done; i++) {
        if (on && !on[i]) continue;
        FeelValue expected = feel_run(judge, code, w->rows + i * SLOTS);
        FeelValue got = feel_column_get(&c, i, a);
        if (!feel_is_identical(expected, got))
            print_error("%.*s, row %zu: %.*s, not %.*s\n", STR_ARG(text), i,
                        STR_ARG(feel_to_text(a, expected)), STR_ARG(feel_to_text(a, got)));
        assert_true(feel_is_identical(expected, got));
        assert_int_not_equal(got.kind, FEEL_NULL);
    }
    return done;
}

static void random_formulas_on_random_columns_give_what_the_machine_gives(void **state) {
    enum { FORMULAS = 3000, MOST_ROWS = 40 };
    (void)state;
    uint64_t seed = 1;
    FeelMachine *m = feel_machine_new((FeelLimits){0}), *judge = feel_machine_new((FeelLimits){0});
    size_t by_columns = 0;
    for (int i = 0; i < FORMULAS; i++) {
        Arena *a = arena_new();
        World w = random_world(a, &seed, 1 + below(&seed, MOST_ROWS));
        uint8_t on[MOST_ROWS];
        for (size_t k = 0; k < w.count; k++) on[k] = below(&seed, 2) != 0;
        bool is_masked = below(&seed, 2) != 0;
        by_columns +=
            agrees(a, m, judge, formula_random(a, &seed, &FORMULA_ALL), &w, is_masked ? on : NULL);
        arena_free(a);
    }
    assert_in_range(by_columns, FORMULAS / 4, FORMULAS);
    feel_machine_free(m);
    feel_machine_free(judge);
}

// ---- known answers ------------------------------------------------------------------------------

static bool run_on(Arena *a, FeelMachine *m, const char *text, const World *w, FeelColumn *ret) {
    return feel_run_columns(m, compiled(a, str_from(text)), w->columns, NULL, w->count, ret);
}

static World world_of_x(Arena *a, const char *const *texts, size_t count) {
    World w = {.count = count, .rows = ARENA_ARRAY(a, FeelValue, count * SLOTS)};
    FeelValue *values = ARENA_ARRAY(a, FeelValue, count);
    for (size_t i = 0; i < count; i++) values[i] = number(texts[i]);
    w.columns[0] = (FeelColumn){.form = FEEL_FORM_VALUES, .values = values};
    w.columns[1] = (FeelColumn){.form = FEEL_FORM_SAME, .same = number("4")};
    return w;
}

static void each_row_takes_its_own_branch(void **state) {
    (void)state;
    static const char *const x[] = {"1", "2.50", "-3", "400"};
    static const char *const expected[] = {"2", "-2.5", "-6", "100"};
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    World w = world_of_x(a, x, 4);
    FeelColumn c;
    assert_true(run_on(a, m, "if x > 100 then x / y else if x > 2 then -x else x * 2", &w, &c));
    for (size_t i = 0; i < 4; i++)
        assert_true(feel_is_identical(feel_column_get(&c, i, a), number(expected[i])));
    feel_machine_free(m);
    arena_free(a);
}

static void a_null_in_any_row_sends_all_rows_to_the_machine(void **state) {
    (void)state;
    static const char *const x[] = {"1", "0", "2"};
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    World w = world_of_x(a, x, 3);
    FeelColumn c;
    assert_false(run_on(a, m, "y / x", &w, &c));
    assert_true(run_on(a, m, "if x = 0 then 0 else y / x", &w, &c));
    assert_false(run_on(a, m, "clamp(y, 5, x)", &w, &c));
    feel_machine_free(m);
    arena_free(a);
}

static void loops_and_functions_are_run_by_the_machine(void **state) {
    (void)state;
    static const char *const x[] = {"1", "2"};
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    World w = world_of_x(a, x, 2);
    FeelColumn c;
    assert_false(run_on(a, m, "sum(for i in 1..3 return i * x)", &w, &c));
    assert_false(run_on(a, m, "[x, y]", &w, &c));
    feel_machine_free(m);
    arena_free(a);
}

static void what_exceeds_small_numbers_is_computed_in_decimals(void **state) {
    (void)state;
    static const char *const x[] = {"4611686018427387", "1"};
    Arena *a = arena_new();
    FeelMachine *m = feel_machine_new((FeelLimits){0});
    World w = world_of_x(a, x, 2);
    FeelColumn c;
    assert_true(run_on(a, m, "x * x + y", &w, &c));
    assert_true(
        feel_is_identical(feel_column_get(&c, 0, a), number("21267647932558645628532591647773")));
    assert_true(feel_is_identical(feel_column_get(&c, 1, a), number("5")));
    feel_machine_free(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_formulas_on_random_columns_give_what_the_machine_gives),
        cmocka_unit_test(each_row_takes_its_own_branch),
        cmocka_unit_test(a_null_in_any_row_sends_all_rows_to_the_machine),
        cmocka_unit_test(loops_and_functions_are_run_by_the_machine),
        cmocka_unit_test(what_exceeds_small_numbers_is_computed_in_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
