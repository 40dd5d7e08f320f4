// facts/column_test.c - facts come back as they were kept, regular or not
#include "facts/facts_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { COUNT = 20000 };

// How row, line and origin of the i-th fact are drawn.
typedef Fact Draw(uint32_t i);

static uint32_t mixed(uint32_t i) {
    return (i + 7) * 2654435761u >> 8;
}

static Fact draw_regular(uint32_t i) {
    return (Fact){.row = 5 + i, .line = 10 + 13 * i, .origin = 1, .value = i};
}

static Fact draw_gaps(uint32_t i) {
    return (Fact){.row = 2 * i + (i > 9000), .line = 10 + 13 * i, .origin = 1, .value = i};
}

static Fact draw_lines(uint32_t i) {
    return (Fact){.row = i, .line = 100 + i + (i > 5000 ? mixed(i) : 0), .origin = 1, .value = i};
}

static Fact draw_backwards(uint32_t i) {
    return (Fact){.row = i, .line = 3000000 - 7 * i, .origin = 1, .value = i};
}

static Fact draw_origins(uint32_t i) {
    return (Fact){.row = i, .line = i, .origin = i / 5000, .value = i};
}

static Fact draw_anything(uint32_t i) {
    return (Fact){.row = mixed(i) % (2 * COUNT),
                  .line = mixed(i + COUNT),
                  .origin = mixed(i) % 3,
                  .value = i};
}

static Fact draw_reversed(uint32_t i) {
    return (Fact){.row = COUNT - i, .line = i, .origin = 0, .value = i};
}

static Draw *const draws[] = {draw_regular, draw_gaps,     draw_lines,   draw_backwards,
                              draw_origins, draw_anything, draw_reversed};
enum { DRAWS = sizeof draws / sizeof draws[0] };

static Column *column_of(Arena *a, Draw *draw) {
    Column *c = ARENA_NEW(a, Column);
    for (uint32_t i = 0; i < COUNT; i++) {
        Fact fact = draw(i);
        column_append(a, c, &fact);
    }
    return c;
}

static void must_be(Fact got, Fact expected) {
    assert_int_equal(got.row, expected.row);
    assert_int_equal(got.line, expected.line);
    assert_int_equal(got.origin, expected.origin);
    assert_int_equal(got.value, expected.value);
}

static void facts_come_back_as_they_were_kept(void **state) {
    (void)state;
    for (size_t d = 0; d < DRAWS; d++) {
        Arena *a = arena_new();
        Column *c = column_of(a, draws[d]);
        uint32_t i = 0;
        for (const Chunk *chunk = c->first; chunk; chunk = chunk->next)
            for (uint32_t k = 0; k < chunk->count; k++)
                must_be(chunk_fact(chunk, k), draws[d](i++));
        assert_int_equal(i, COUNT);
        assert_int_equal(c->count, COUNT);
        assert_int_equal(c->last_row, draws[d](COUNT - 1).row);
        arena_free(a);
    }
}

static void a_regular_fact_takes_eight_bytes(void **state) {
    (void)state;
    static const size_t bytes_max[] = {9, 13, 13, 9, 13, 21, 21};
    for (size_t d = 0; d < DRAWS; d++) {
        Arena *a = arena_new();
        column_of(a, draws[d]);
        assert_in_range(arena_used_bytes(a), COUNT * 8, COUNT * bytes_max[d] + 40000);
        arena_free(a);
    }
}

static bool note(void *self, const Column *c, Fact stays, Fact goes) {
    (void)c;
    size_t *gone = self;
    assert_int_equal(stays.row, goes.row);
    assert_true(stays.value < goes.value);
    ++*gone;
    return false;
}

// The first fact of a row stays, and each is found by its row afterwards.
static void sorted_facts_are_found_by_row(void **state) {
    (void)state;
    for (size_t d = 0; d < DRAWS; d++) {
        Arena *a = arena_new();
        Column *c = column_of(a, draws[d]);
        size_t gone = 0, missing = 0;
        uint32_t *firsts = ARENA_ARRAY(a, uint32_t, 3 * COUNT);
        for (uint32_t i = COUNT; i-- > 0;) firsts[draws[d](i).row] = i + 1;
        column_sort(a, c, note, &gone);
        assert_int_equal(c->count + gone, COUNT);
        for (uint32_t row = 0; row < 3 * COUNT; row++) {
            uint32_t wanted = row * 7919 % (3 * COUNT), at; // a prime: each row once
            Chunk *chunk;
            bool is_there = column_seek(c, wanted, &chunk, &at) && chunk_row(chunk, at) == wanted;
            assert_int_equal(is_there, firsts[wanted] > 0);
            if (is_there) must_be(chunk_fact(chunk, at), draws[d](firsts[wanted] - 1));
            missing += !is_there;
        }
        assert_int_equal(missing, 3 * COUNT - c->count);
        arena_free(a);
    }
}

static bool replace(void *self, const Column *c, Fact first, Fact later) {
    (void)self, (void)c, (void)first, (void)later;
    return true;
}

static void a_later_fact_stays_where_it_replaces(void **state) {
    (void)state;
    Arena *a = arena_new();
    Column c = {.item = 0};
    Fact facts[] = {{.row = 1, .value = 10}, {.row = 0, .value = 20}, {.row = 1, .value = 30}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) column_append(a, &c, &facts[i]);
    column_sort(a, &c, replace, NULL);
    assert_int_equal(c.count, 2);
    assert_int_equal(chunk_fact(c.first, 1).value, 30);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_fact_stays_where_it_replaces),
        cmocka_unit_test(facts_come_back_as_they_were_kept),
        cmocka_unit_test(a_regular_fact_takes_eight_bytes),
        cmocka_unit_test(sorted_facts_are_found_by_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
