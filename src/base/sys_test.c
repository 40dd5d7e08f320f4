// base/sys_test.c - clock texts, predictable worlds, points that fail or kill
#include "base/sys.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void times_print_and_read_back(void **state) {
    (void)state;
    static const struct {
        int64_t time;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00.000000Z"},
        {-1, "1969-12-31T23:59:59.999999Z"},
        {1640995199999999, "2021-12-31T23:59:59.999999Z"},
        {2147483648000000, "2038-01-19T03:14:08.000000Z"},
        {951782400000000, "2000-02-29T00:00:00.000000Z"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t back = 1;
        assert_string_equal(str_c(a, sys_time_text(a, rows[i].time)), rows[i].text);
        assert_true(sys_time_parse(str_from(rows[i].text), &back));
        assert_true(back == rows[i].time);
    }
    arena_free(a);
}

static void refuses_other_forms_of_time(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "2021-01-01",
        "2021-01-01T00:00Z",
        "2021-01-01T00:00:00",
        "2021-01-01 00:00:00Z",
        "2021-02-29T00:00:00Z",
        "2021-01-01T24:00:00Z",
        "2021-01-01T00:60:00Z",
        "2021-01-01T00:00:60Z",
        "2021-01-01T00:00:00.1Z",
        "2021-01-01T0a:00:00Z",
        "2021-01-01T00:00:00+08:00",
        "2021-01-01T00:00:00.1234567",
        "9999999-01-01T00:00:00Z",
    };
    int64_t time;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sys_time_parse(str_from(rows[i]), &time)) fail_msg("accepted: %s", rows[i]);
    assert_true(sys_time_parse(STR("2021-01-01T00:00:00Z"), &time));
}

static void a_fixed_world_repeats_itself(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sys *one = sys_fixed(a, 42, 7), *two = sys_fixed(a, 42, 7), *other = sys_fixed(a, 42, 8);
    char x[32], y[32], z[32];
    sys_random(one, x, sizeof x);
    sys_random(two, y, sizeof y);
    sys_random(other, z, sizeof z);
    assert_memory_equal(x, y, sizeof x);
    assert_memory_not_equal(x, z, sizeof x);
    assert_true(sys_now(one) == 42 && sys_now(one) == 42);
    arena_free(a);
}

static void the_real_world_moves_on(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sys *sys = sys_from_environment(a);
    char x[300] = {0}, y[300] = {0};
    sys_random(sys, x, sizeof x);
    sys_random(sys, y, sizeof y);
    assert_memory_not_equal(x, y, sizeof x);
    int64_t before = sys_now(sys), year_2020 = 1577836800000000;
    assert_true(before > year_2020 && sys_now(sys) >= before);
    arena_free(a);
}

static void disk_points_fail_from_the_given_one(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sys *once = sys_failing(a, 2, ENOSPC, true), *onward = sys_failing(a, 3, EIO, false);
    assert_int_equal(sys_disk_point(once, "a"), 0);
    assert_int_equal(sys_disk_point(once, "b"), ENOSPC);
    assert_int_equal(sys_disk_point(once, "c"), 0);
    sys_kill_point(onward, "a");
    assert_int_equal(sys_disk_point(onward, "b"), 0);
    sys_kill_point(onward, "c");
    assert_int_equal(sys_disk_point(onward, "d"), EIO);
    assert_int_equal(sys_disk_point(onward, "e"), EIO);
    assert_int_equal(sys_point_count(onward), 5);
    arena_free(a);
}

// In a child: pass three points; its exit status says that it came through.
static int status_of_three_points(void) {
    pid_t child = fork();
    if (child == 0) {
        Arena *a = arena_new();
        Sys *sys = sys_from_environment(a);
        for (int i = 0; i < 3; i++) sys_kill_point(sys, "step");
        _exit(7);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void the_environment_kills_at_a_point(void **state) {
    (void)state;
    setenv("SOFTLAW_KILL_AT", "3", 1);
    int status = status_of_three_points();
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    setenv("SOFTLAW_KILL_AT", "4", 1);
    status = status_of_three_points();
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    unsetenv("SOFTLAW_KILL_AT");
}

static void the_environment_stops_the_clock(void **state) {
    (void)state;
    Arena *a = arena_new();
    setenv("SOFTLAW_NOW", "1970-01-01T00:00:01Z", 1);
    setenv("SOFTLAW_SEED", "5", 1);
    setenv("SOFTLAW_FAIL_AT", "1", 1);
    Sys *sys = sys_from_environment(a);
    assert_true(sys_now(sys) == 1000000);
    assert_int_equal(sys_disk_point(sys, "a"), EIO);
    assert_int_equal(sys_disk_point(sys, "b"), 0);
    char x[8], y[8];
    sys_random(sys, x, sizeof x);
    sys_random(sys_fixed(a, 0, 5), y, sizeof y);
    assert_memory_equal(x, y, sizeof x);
    unsetenv("SOFTLAW_NOW");
    unsetenv("SOFTLAW_SEED");
    unsetenv("SOFTLAW_FAIL_AT");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_print_and_read_back),
        cmocka_unit_test(refuses_other_forms_of_time),
        cmocka_unit_test(a_fixed_world_repeats_itself),
        cmocka_unit_test(the_real_world_moves_on),
        cmocka_unit_test(disk_points_fail_from_the_given_one),
        cmocka_unit_test(the_environment_kills_at_a_point),
        cmocka_unit_test(the_environment_stops_the_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
