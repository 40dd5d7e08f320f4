// desk/fault_test.c - the disk fails at each step of telling: all notices with their deliveries, or
// none
#include "desk/desk.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { POINTS_MAX = 400, NOTICES = 3 };

static const DeskActor WEN = {{"wen", 3}, {"henan", 5}};

static Desk *open_desk(Arena *a, Str path, Sys *disk) {
    StoreOptions options = {.may_create = true, .sys = disk};
    Store *s = store_open(a, path, options, NULL);
    return s ? desk_open(a, s, sys_fixed(a, 1770000000000000, 1), NULL) : NULL;
}

static bool tell(Arena *a, Desk *d) {
    DeskNotice list[NOTICES];
    int64_t number;
    DeskChannel c = {.person = WEN.person,
                     .organisation = STR(""),
                     .kind = STR("mail"),
                     .address = STR("wen@henan.example"),
                     .secret = STR(""),
                     .lang = STR("zh")};
    for (size_t i = 0; i < NOTICES; i++)
        list[i] = (DeskNotice){.person = WEN.person,
                               .organisation = WEN.organisation,
                               .kind = STR("remark"),
                               .thing = STR("water"),
                               .words = {STR("an"), STR("a\tb"), STR(""), STR("")},
                               .once = STR("")};
    return desk_channel_add(d, WEN, &c, &number, NULL) &&
           desk_notices_add(a, d, list, NOTICES, NULL);
}

// The k-th disk point fails; false when there were fewer.
static bool fail_at(Arena *top, const char *folder, uint64_t k) {
    Arena *a = arena_new(), *after = arena_new();
    Str path = str_fmt(top, "%s/%llu", folder, (unsigned long long)k);
    Sys *disk = sys_failing(a, k, EIO, true);
    DeskNotice *notices;
    DeskDelivery *due;
    size_t count, due_count;
    Desk *d = open_desk(a, path, disk);
    bool is_told = d && tell(a, d), was_reached = sys_point_count(disk) >= k;
    arena_free(a);
    Desk *again = open_desk(after, path, NULL);
    assert_non_null(again);
    DeskWanted all = {.limit = 100};
    assert_true(desk_notices(after, again, WEN, &all, &notices, &count, NULL));
    assert_true(desk_deliveries_due(after, again, 100, &due, &due_count, NULL));
    assert_true(count == 0 || count == NOTICES);
    assert_int_equal(due_count, count);
    if (is_told) assert_int_equal(count, NOTICES);
    if (count) assert_true(str_is(due[0].notice.words[1], STR("a\tb")));
    arena_free(after);
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(top, str_fmt(top, "%.*s%s", STR_ARG(path), ENDS[i])));
    return was_reached;
}

static void all_is_told_and_waits_to_be_sent_or_nothing_is(void **state) {
    (void)state;
    Arena *a = arena_new();
    char folder[] = "/tmp/softlaw-XXXXXX";
    uint64_t k = 1;
    assert_non_null(mkdtemp(folder));
    while (k < POINTS_MAX && fail_at(a, folder, k)) k++;
    assert_in_range(k, 10, POINTS_MAX - 1);
    assert_int_equal(rmdir(folder), 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_told_and_waits_to_be_sent_or_nothing_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
