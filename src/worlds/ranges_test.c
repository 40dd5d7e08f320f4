// worlds/ranges_test.c - a number lies above as many edges as counting them one by one says
#include "worlds/play_int.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { VALUES = 200, EDGES_MAX = 63 };

static size_t counted(const double *edges, size_t count, double x) {
    size_t below = 0;
    for (size_t i = 0; i < count; i++) below += x > edges[i];
    return below;
}

static void expect_counted(const double *edges, size_t count, bool is_guided) {
    Arena *a = arena_new();
    Ranges r = ranges_make(a, edges, count);
    double values[VALUES + 4] = {(double)NAN, INFINITY, -INFINITY, count ? edges[count / 2] : 0};
    uint16_t found[VALUES + 4];
    for (size_t i = 0; i < VALUES; i++) values[4 + i] = -3 + 6.0 * (double)i / VALUES;
    ranges_find(&r, values, VALUES + 4, found);
    assert_int_equal(r.guide != NULL, is_guided);
    for (size_t i = 0; i < VALUES + 4; i++)
        assert_int_equal(found[i], counted(edges, count, values[i]));
    arena_free(a);
}

static void even_edges_are_found_by_the_table(void **state) {
    (void)state;
    double edges[EDGES_MAX];
    for (size_t i = 0; i < EDGES_MAX; i++) edges[i] = -2 + (double)i / 16;
    expect_counted(edges, EDGES_MAX, true);
    expect_counted(edges, 17, true);
}

static void edges_that_crowd_together_are_found_by_halves(void **state) {
    (void)state;
    double edges[EDGES_MAX];
    for (size_t i = 0; i < EDGES_MAX; i++) edges[i] = i + 1 < EDGES_MAX ? 1e-6 * (double)i : 1e6;
    expect_counted(edges, EDGES_MAX, false);
    for (size_t i = 0; i < EDGES_MAX; i++) edges[i] = 1;
    expect_counted(edges, EDGES_MAX, false);
    expect_counted(edges, 0, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_edges_are_found_by_the_table),
        cmocka_unit_test(edges_that_crowd_together_are_found_by_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
