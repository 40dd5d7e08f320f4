// feel/value_test.c - tests of feel/value.c
#include "feel/feel_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static FeelValue number(const char *text) {
    Dec d;
    assert_true(dec_from_text(str_from(text), &d, NULL));
    return feel_number(d);
}

static FeelValue string(const char *text) {
    return feel_string(str_from(text));
}

typedef enum { NO, YES, NULL_VALUE } Answer;

static Answer equal(FeelValue a, FeelValue b) {
    FeelValue v = feel_equal(a, b);
    return v.kind == FEEL_NULL ? NULL_VALUE : v.boolean ? YES : NO;
}

static FeelValue pair(Arena *a, FeelValue x, FeelValue y) {
    FeelValue *items = ARENA_ARRAY(a, FeelValue, 2);
    items[0] = x;
    items[1] = y;
    return feel_list(items, 2, a);
}

static FeelValue context_of(Arena *a, const char *k1, FeelValue v1, const char *k2, FeelValue v2) {
    Str *keys = ARENA_ARRAY(a, Str, 2);
    FeelValue *values = ARENA_ARRAY(a, FeelValue, 2);
    keys[0] = str_from(k1);
    keys[1] = str_from(k2);
    values[0] = v1;
    values[1] = v2;
    return feel_context(keys, values, 2, a);
}

static void equality_is_by_value(void **state) {
    (void)state;
    assert_int_equal(equal(number("1.10"), number("1.1")), YES);
    assert_int_equal(equal(number("-0"), number("0")), YES);
    assert_int_equal(equal(number("1e-7"), number("0.0000001")), YES);
    assert_int_equal(equal(string("a"), string("b")), NO);
    assert_int_equal(equal(feel_boolean(true), feel_boolean(true)), YES);
}

static void null_equals_null_alone(void **state) {
    (void)state;
    assert_int_equal(equal(feel_null(), feel_null()), YES);
    assert_int_equal(equal(feel_null(), number("0")), NO);
}

static void different_kinds_do_not_compare(void **state) {
    (void)state;
    assert_int_equal(equal(feel_boolean(false), number("0")), NULL_VALUE);
    assert_int_equal(equal(string("1"), number("1")), NULL_VALUE);
    int order;
    assert_false(feel_compare(string("1"), number("1"), &order));
    assert_false(feel_compare(feel_boolean(false), feel_boolean(true), &order));
}

static void lists_are_equal_item_by_item(void **state) {
    (void)state;
    Arena *a = arena_new();
    FeelValue x = pair(a, number("1"), string("b"));
    assert_int_equal(equal(x, pair(a, number("1.0"), string("b"))), YES);
    assert_int_equal(equal(x, pair(a, string("b"), number("1"))), NO);
    assert_int_equal(equal(x, feel_list(x.list->items, 1, a)), NO);
    arena_free(a);
}

static void contexts_are_equal_in_any_order(void **state) {
    (void)state;
    Arena *a = arena_new();
    FeelValue x = context_of(a, "k", number("1"), "l", number("2"));
    assert_int_equal(equal(x, context_of(a, "l", number("2"), "k", number("1"))), YES);
    assert_int_equal(equal(x, context_of(a, "l", number("1"), "k", number("2"))), NO);
    assert_int_equal(equal(x, context_of(a, "m", number("1"), "l", number("2"))), NO);
    arena_free(a);
}

static void a_range_knows_its_ends(void **state) {
    (void)state;
    FeelRange r = {number("1"), number("3"), true, false};
    bool in = false;
    assert_true(feel_range_contains(&r, number("1"), &in) && in);
    assert_true(feel_range_contains(&r, number("3"), &in) && !in);
    r.low = feel_null();
    assert_true(feel_range_contains(&r, number("-5"), &in) && in);
    assert_false(feel_range_contains(&r, string("x"), &in));
    r.high = feel_null();
    assert_false(feel_range_contains(&r, number("1"), &in));
}

static void a_copy_outlives_its_arena(void **state) {
    (void)state;
    Arena *a = arena_new(), *b = arena_new();
    FeelValue inner = pair(a, feel_string(str_fmt(a, "text %d", 7)), number("2"));
    FeelRange range = {number("1"), number("2"), true, true};
    FeelValue v = context_of(a, "list", inner, "range", feel_range(range, a));
    FeelValue copy = feel_value_copy(b, v);
    assert_true(feel_is_identical(v, copy));
    assert_int_equal(copy.depth, v.depth);
    arena_free(a);
    FeelValue list = feel_context_get(copy.context, STR("list"), NULL);
    assert_true(str_is(list.list->items[0].string, STR("text 7")));
    arena_free(b);
}

static void a_copied_null_forgets_its_reason(void **state) {
    (void)state;
    Arena *a = arena_new();
    FeelValue v = feel_null();
    v.reason = 3;
    assert_int_equal(feel_value_copy(a, v).reason, 0);
    arena_free(a);
}

static void depth_is_one_more_than_the_deepest(void **state) {
    (void)state;
    Arena *a = arena_new();
    FeelValue v = pair(a, number("1"), number("2"));
    assert_int_equal(v.depth, 1);
    assert_int_equal(pair(a, v, number("2")).depth, 2);
    arena_free(a);
}

// A list that holds one list twice, forty times over, stands for 2^40 items.
static FeelValue bush(Arena *a) {
    FeelValue v = number("1");
    for (int i = 0; i < 40; i++) v = pair(a, v, v);
    return v;
}

static void shared_lists_cannot_keep_equality_busy(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_int_not_equal(equal(bush(a), bush(a)), YES);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_is_by_value),
        cmocka_unit_test(null_equals_null_alone),
        cmocka_unit_test(different_kinds_do_not_compare),
        cmocka_unit_test(lists_are_equal_item_by_item),
        cmocka_unit_test(contexts_are_equal_in_any_order),
        cmocka_unit_test(a_range_knows_its_ends),
        cmocka_unit_test(a_copy_outlives_its_arena),
        cmocka_unit_test(a_copied_null_forgets_its_reason),
        cmocka_unit_test(depth_is_one_more_than_the_deepest),
        cmocka_unit_test(shared_lists_cannot_keep_equality_busy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
