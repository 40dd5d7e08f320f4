// office/share_test.c - nobody keeps the office busy for himself alone
#include "office/share.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND INT64_C(1000000000)
enum { SEED = 1, HALF = 50, BRIM = 10 };

static Shares *half(Arena *a) {
    return shares_new(a, sys_fixed(a, 0, SEED), HALF);
}

static void what_is_asked_for_seldom_is_never_refused(void **state) {
    enum { HOURS = 1000, SPENT = 9 };
    (void)state;
    Arena *a = arena_new();
    Shares *s = half(a);
    for (int64_t hour = 1; hour <= HOURS; hour++) {
        int64_t now = hour * 3600 * SECOND;
        assert_int_equal(shares_wait(s, STR("an"), now), 0);
        shares_charge(s, STR("an"), SPENT * SECOND, now);
    }
    arena_free(a);
}

// A second of work at each turn, as soon as he is let: in the long run half of the time.
static void who_asks_without_end_gets_his_share(void **state) {
    enum { TIME = 1000 };
    (void)state;
    Arena *a = arena_new();
    Shares *s = half(a);
    int64_t worked = 0;
    for (int64_t now = SECOND; now < TIME * SECOND; now += SECOND) {
        if (shares_wait(s, STR("an"), now)) continue;
        worked++;
        shares_charge(s, STR("an"), SECOND, now);
    }
    assert_in_range(worked, TIME / 2 - 1, TIME / 2 + BRIM + 1);
    arena_free(a);
}

static void others_are_answered_meanwhile(void **state) {
    (void)state;
    Arena *a = arena_new();
    Shares *s = half(a);
    shares_charge(s, STR("10.0.0.1"), 12 * SECOND, SECOND);
    assert_int_equal(shares_wait(s, STR("10.0.0.1"), SECOND), 4);
    assert_int_equal(shares_wait(s, STR("10.0.0.1"), 4 * SECOND), 1);
    assert_int_equal(shares_wait(s, STR("10.0.0.1"), 5 * SECOND), 0);
    assert_int_equal(shares_wait(s, STR("10.0.0.2"), SECOND), 0);
    arena_free(a);
}

// A settlement of an hour is asked for with good reason; its author goes on in a moment.
static void one_long_work_is_soon_forgiven(void **state) {
    (void)state;
    Arena *a = arena_new();
    Shares *s = half(a);
    shares_charge(s, STR("an"), 3600 * SECOND, SECOND);
    assert_int_equal(shares_wait(s, STR("an"), SECOND), 10);
    assert_int_equal(shares_wait(s, STR("an"), 12 * SECOND), 0);
    arena_free(a);
}

// Who comes with ever new names takes the places of those that have drained, and is the first to
// lose his own; whoever is above the brim stays known as long as there are four of his kind.
static void many_names_do_not_wash_one_away(void **state) {
    enum { NAMES = 20000 };
    (void)state;
    Arena *a = arena_new();
    Shares *s = half(a);
    shares_charge(s, STR("an"), 14 * SECOND, SECOND);
    for (int i = 0; i < NAMES; i++)
        shares_charge(s, str_fmt(a, "name %d", i), SECOND / 1000, SECOND);
    assert_int_equal(shares_wait(s, STR("an"), SECOND), 8);
    arena_free(a);
}

static void without_a_limit_nobody_waits(void **state) {
    (void)state;
    Arena *a = arena_new();
    Shares *s = shares_new(a, sys_fixed(a, 0, SEED), 0);
    shares_charge(s, STR("an"), 3600 * SECOND, SECOND);
    assert_int_equal(shares_wait(s, STR("an"), SECOND), 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_for_seldom_is_never_refused),
        cmocka_unit_test(who_asks_without_end_gets_his_share),
        cmocka_unit_test(others_are_answered_meanwhile),
        cmocka_unit_test(one_long_work_is_soon_forgiven),
        cmocka_unit_test(many_names_do_not_wash_one_away),
        cmocka_unit_test(without_a_limit_nobody_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
