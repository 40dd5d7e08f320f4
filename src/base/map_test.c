// base/map_test.c - from texts to numbers, in insertion order
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void keeps_the_first_value_of_a_key(void **state) {
    (void)state;
    Arena *a = arena_new();
    Map m = {.arena = a};
    uint32_t value = 0;
    assert_false(map_get(&m, STR("流域"), &value));
    assert_true(map_add(&m, STR("流域"), 1));
    assert_false(map_add(&m, STR("流域"), 2));
    assert_true(map_get(&m, STR("流域"), &value));
    assert_int_equal(value, 1);
    assert_true(map_get(&m, STR("流域"), NULL));
    assert_true(map_add(&m, STR(""), 3));
    assert_true(map_get(&m, STR(""), &value));
    assert_int_equal(value, 3);
    assert_false(map_get(&m, STR("流"), NULL));
    arena_free(a);
}

static void holds_many_in_order(void **state) {
    (void)state;
    enum { COUNT = 20000 };
    Arena *a = arena_new();
    Map m = {.arena = a};
    for (uint32_t i = 0; i < COUNT; i++) assert_true(map_add(&m, str_fmt(a, "key %u", i), i * 3));
    assert_int_equal(m.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t value = 0;
        assert_true(map_get(&m, str_fmt(a, "key %u", i), &value));
        assert_int_equal(value, i * 3);
        assert_int_equal(m.values[i], i * 3);
    }
    assert_false(map_get(&m, STR("key 20000"), NULL));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_first_value_of_a_key),
        cmocka_unit_test(holds_many_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
