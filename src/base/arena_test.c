// base/arena_test.c - memory that leaves together: alignment, growth, closings
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void memory_is_zero_and_aligned(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = arena_get(a, size);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        if (size) memset(p, 0xAB, size);
    }
    arena_free(a);
}

static void a_large_piece_has_its_own_block(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *small = arena_get(a, 10), *large = arena_get(a, 5000000), *after = arena_get(a, 10);
    memset(large, 'x', 5000000);
    memset(small, 'y', 10);
    assert_int_equal(after[0], 0);
    assert_int_equal(large[4999999], 'x');
    arena_free(a);
}

static void an_array_grows_in_place_while_it_is_last(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *first = arena_copy(a, "abc", 3);
    char *grown = arena_grow(a, first, 3, 100);
    assert_ptr_equal(first, grown);
    assert_memory_equal(grown, "abc\0\0", 5);
    arena_get(a, 1);
    char *moved = arena_grow(a, grown, 100, 300);
    assert_ptr_not_equal(moved, grown);
    assert_memory_equal(moved, "abc\0\0", 5);
    assert_int_equal(moved[299], 0);
    assert_non_null(arena_grow(a, NULL, 0, 8));
    arena_free(a);
}

static void growing_by_bytes_ends_where_it_should(void **state) {
    (void)state;
    Arena *a = arena_new();
    unsigned char *bytes = arena_get(a, 1);
    for (size_t size = 1; size < 200000; size += 1 + size / 8) {
        bytes = arena_grow(a, bytes, size, size + 1 + size / 8);
        bytes[size] = (unsigned char)size;
        assert_int_equal(bytes[size], (unsigned char)size);
    }
    arena_free(a);
}

typedef struct Log {
    char text[8];
    size_t size;
} Log;

typedef struct Closing {
    Log *log;
    char letter;
} Closing;

static void write_letter(void *object) {
    Closing *c = object;
    c->log->text[c->log->size++] = c->letter;
}

static void closings_run_newest_first(void **state) {
    (void)state;
    Arena *a = arena_new();
    Log log = {{0}, 0};
    Closing one = {&log, '1'}, two = {&log, '2'}, three = {&log, '3'};
    arena_defer(a, write_letter, &one);
    arena_defer(a, write_letter, &two);
    arena_reset(a);
    assert_string_equal(log.text, "21");
    arena_defer(a, write_letter, &three);
    arena_free(a);
    assert_string_equal(log.text, "213");
    arena_free(NULL);
}

static void a_reset_arena_starts_anew(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *first = arena_get(a, 100);
    memset(first, 'x', 100);
    arena_get(a, 1000000);
    assert_true(arena_used_bytes(a) >= 1000100);
    arena_reset(a);
    assert_int_equal(arena_used_bytes(a), 0);
    char *again = arena_get(a, 100);
    assert_ptr_equal(first, again);
    assert_int_equal(again[0], 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zero_and_aligned),
        cmocka_unit_test(a_large_piece_has_its_own_block),
        cmocka_unit_test(an_array_grows_in_place_while_it_is_last),
        cmocka_unit_test(growing_by_bytes_ends_where_it_should),
        cmocka_unit_test(closings_run_newest_first),
        cmocka_unit_test(a_reset_arena_starts_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
