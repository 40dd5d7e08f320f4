// facts/members_test.c - ids are interned once, in order, whatever their length
#include "facts/facts_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

// Ids of 1, 3, 7, 254, 255, 70000 … bytes, all different.
static Str id_of(Arena *a, uint32_t i) {
    static const size_t sizes[] = {1, 3, 7, 8, 9, 16, 64, 254, 255, 256, 300};
    Str number = str_fmt(a, "%u", i);
    size_t size = i % 5000 == 4999 ? 70000 : sizes[i % (sizeof sizes / sizeof sizes[0])];
    if (size <= number.size) return number;
    char *id = arena_get(a, size);
    memset(id, 'x', size);
    memcpy(id + size - number.size, number.at, number.size);
    return (Str){id, size};
}

static void ids_keep_the_order_of_their_first_appearance(void **state) {
    (void)state;
    enum { COUNT = 30000 };
    Arena *a = arena_new();
    Members m = {.arena = a};
    uint32_t index;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < COUNT; i++) {
            assert_true(members_intern(&m, id_of(a, i), &index));
            assert_int_equal(index, i);
        }
    assert_int_equal(m.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) assert_true(str_is(members_id(&m, i), id_of(a, i)));
    for (uint32_t i = COUNT; i-- > 0;) {
        assert_true(members_intern(&m, id_of(a, i), &index));
        assert_int_equal(index, i);
    }
    arena_free(a);
}

static void the_id_found_last_and_the_one_behind_are_near(void **state) {
    (void)state;
    static const char *const ids[] = {"F1", "F2", "a,b", "F4", " F5", "F6\"", "F7", "", "F9"};
    static const bool is_plain[] = {true, true, false, true, false, false, true, false, true};
    enum { COUNT = sizeof ids / sizeof ids[0] };
    Arena *a = arena_new();
    Members m = {.arena = a};
    uint32_t index;
    assert_false(m.near[0].at || m.near[1].at);
    for (size_t i = 0; i < COUNT; i++) assert_true(members_intern(&m, str_from(ids[i]), &index));
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_true(members_intern(&m, str_from(ids[i]), &index));
        assert_int_equal(index, i);
        assert_int_equal(m.last, i);
        for (uint32_t k = 0; k < 2; k++) {
            bool is_near = i + k < COUNT && is_plain[i + k];
            assert_int_equal(m.near[k].at != NULL, is_near);
            if (is_near) assert_true(str_is(m.near[k], str_from(ids[i + k])));
        }
    }
    arena_free(a);
}

// Numbered ids: text, one byte for its size, a place of 4 bytes, at most 16 for slots.
static void a_numbered_id_takes_few_bytes(void **state) {
    (void)state;
    enum { COUNT = 100000, ID_BYTES = 8 };
    Arena *a = arena_new(), *scratch = arena_new();
    Members m = {.arena = a};
    uint32_t index;
    for (int i = 0; i < COUNT; i++) {
        Str id = str_fmt(scratch, "E%07d", i);
        assert_int_equal(id.size, ID_BYTES);
        assert_true(members_intern(&m, id, &index));
    }
    size_t used = arena_used_bytes(a) + arena_used_bytes(m.slot_arena);
    assert_in_range(used, COUNT * (ID_BYTES + 5), COUNT * (ID_BYTES + 5 + 16));
    arena_free(scratch);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_keep_the_order_of_their_first_appearance),
        cmocka_unit_test(the_id_found_last_and_the_one_behind_are_near),
        cmocka_unit_test(a_numbered_id_takes_few_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
