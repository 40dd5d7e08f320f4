// desk/notice_test.c - what an organisation is told, with and without a program that listens
#include "desk/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const DeskActor HENAN = {{"", 0}, {"henan", 5}};

typedef struct World {
    Arena *arena;
    char folder[32];
    Desk *desk;
} World;

static int make_world(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    *w = (World){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(w->folder));
    Str path = str_fmt(a, "%s/db", w->folder);
    Store *s = store_open(a, path, (StoreOptions){.may_create = true}, NULL);
    assert_non_null(s);
    w->desk = desk_open(a, s, sys_fixed(a, 1770000000000000, 1), NULL);
    assert_non_null(w->desk);
    *state = w;
    return 0;
}

static int end_world(void **state) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    World *w = *state;
    char folder[sizeof w->folder], path[64];
    memcpy(folder, w->folder, sizeof folder);
    arena_free(w->arena);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        snprintf(path, sizeof path, "%s/db%s", folder, ENDS[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static void tell_henan(World *w, Str once) {
    DeskNotice n = {.person = HENAN.person,
                    .organisation = HENAN.organisation,
                    .kind = STR("remark"),
                    .thing = STR("water"),
                    .words = {STR("an"), STR("by when?"), STR(""), STR("")},
                    .once = once};
    assert_true(desk_notices_add(w->arena, w->desk, &n, 1, NULL));
}

static int64_t add_hook(World *w) {
    int64_t number;
    DeskChannel c = {.person = HENAN.person,
                     .organisation = HENAN.organisation,
                     .kind = STR("hook"),
                     .address = STR("https://henan.example/in"),
                     .secret = STR("s"),
                     .lang = STR("zh")};
    assert_true(desk_channel_add(w->desk, HENAN, &c, &number, NULL));
    return number;
}

static size_t kept(World *w) {
    DeskNotice *list;
    size_t count;
    DeskWanted all = {.limit = 100};
    assert_true(desk_notices(w->arena, w->desk, HENAN, &all, &list, &count, NULL));
    return count;
}

static size_t waiting(World *w) {
    DeskDelivery *list;
    size_t count;
    assert_true(desk_deliveries_due(w->arena, w->desk, 100, &list, &count, NULL));
    return count;
}

static void an_organisation_that_no_program_listens_for_keeps_nothing(void **state) {
    World *w = *state;
    tell_henan(w, STR(""));
    assert_int_equal(kept(w), 0);
    int64_t hook = add_hook(w);
    tell_henan(w, STR(""));
    assert_int_equal(kept(w), 1);
    assert_int_equal(waiting(w), 1);
    assert_true(desk_channel_end(w->desk, HENAN, hook, NULL));
    tell_henan(w, STR(""));
    assert_int_equal(kept(w), 1);
}

// A deadline that nobody listened for is not told of when somebody begins to.
static void what_is_told_once_is_not_told_again_to_a_program_that_comes_later(void **state) {
    World *w = *state;
    tell_henan(w, STR("deadline 7 water"));
    assert_int_equal(kept(w), 1);
    add_hook(w);
    tell_henan(w, STR("deadline 7 water"));
    assert_int_equal(kept(w), 1);
    assert_int_equal(waiting(w), 0);
}

int main(void) {
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, make_world, end_world)
    const struct CMUnitTest tests[] = {
        AT_DESK(an_organisation_that_no_program_listens_for_keeps_nothing),
        AT_DESK(what_is_told_once_is_not_told_again_to_a_program_that_comes_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
