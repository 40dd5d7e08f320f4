// base/parallel_test.c - tests of base/parallel.c
#include "base/parallel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void square(void *self, size_t index) {
    size_t *squares = self;
    squares[index] = index * index;
}

static void every_job_is_done_once_and_before_the_call_returns(void **state) {
    (void)state;
    for (size_t count = 0; count <= PARALLEL_JOBS_MAX; count++) {
        size_t squares[PARALLEL_JOBS_MAX + 1] = {0};
        squares[count] = 7;
        parallel_run(count, square, squares);
        for (size_t i = 0; i < count; i++) assert_int_equal(squares[i], i * i);
        assert_int_equal(squares[count], 7);
    }
}

static void there_is_at_least_one_processor(void **state) {
    (void)state;
    assert_in_range(parallel_processors(), 1, PARALLEL_JOBS_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_done_once_and_before_the_call_returns),
        cmocka_unit_test(there_is_at_least_one_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
