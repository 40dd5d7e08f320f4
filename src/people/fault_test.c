// people/fault_test.c - the disk fails at each step of each change: all of it is there, or nothing
#include "people/fixture_test.h"

#include <errno.h>

enum { POINTS_MAX = 400 };

static People *open_trial(Arena *a, Str path, Sys *sys, Sys *disk) {
    StoreOptions options = {.may_create = true, .sys = disk};
    Store *s = store_open(a, path, options, NULL);
    PeopleOptions cheap = {.sys = sys, .passes = 1, .memory = 8192};
    return s ? people_open(a, s, cheap, NULL) : NULL;
}

static void remove_trial(Arena *a, Str path) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) unlink(str_c(a, str_fmt(a, "%.*s%s", STR_ARG(path), ENDS[i])));
}

static bool begin_office(Arena *a, People *p) {
    Organisation office = {STR("office"), STR("public-body"), STR("Office")};
    Person chen = {.id = STR("chen")};
    return people_begin(a, p, office, chen, GOOD, NULL);
}

static bool log_in(Arena *a, People *p, Str *ret_token) {
    LoginTry t = {.person = STR("chen"), .password = GOOD, .address = HOME};
    LoginResult r;
    if (!people_login(a, p, &t, &r, NULL) || r.outcome != LOGIN_DONE) return false;
    *ret_token = r.token;
    return true;
}

// What a store holds: nothing of the office, or all of it.
static bool is_whole(Arena *a, People *p) {
    Organisation *organisations;
    Person *persons;
    Membership *roles;
    AuditEvent *events;
    size_t counts[4];
    assert_true(people_organisations(a, p, &organisations, &counts[0], NULL));
    assert_true(people_persons(a, p, &persons, &counts[1], NULL));
    assert_true(people_memberships(a, p, STR(""), &roles, &counts[2], NULL));
    AuditFilter all = {.first = 1, .limit = 100};
    assert_true(people_audit(a, p, &all, &events, &counts[3], NULL));
    assert_true(counts[0] == counts[1] && counts[1] == counts[2]);
    assert_true(counts[0] ? counts[3] >= 3 : counts[3] == 0);
    return counts[0] == 1;
}

// The k-th disk point fails; false when there were fewer.
static bool fail_at(Str path, uint64_t k) {
    Arena *a = arena_new(), *after = arena_new();
    Sys *sys = sys_fixed(a, 1770000000000000, k), *disk = sys_failing(a, k, EIO, true);
    Str token = {NULL, 0};
    People *p = open_trial(a, path, sys, disk);
    bool begun = p && begin_office(a, p), is_in = begun && log_in(a, p, &token);
    bool was_reached = sys_point_count(disk) >= k;
    if (p) store_close(p->store);
    Session s;
    People *again = open_trial(after, path, sys_fixed(after, 1770000000000000, k + 1), NULL);
    assert_non_null(again);
    assert_true(is_whole(after, again) || !begun);
    assert_true(!is_in || people_session(after, again, token, &s, NULL));
    remove_trial(after, path);
    arena_free(a);
    arena_free(after);
    return was_reached;
}

static void what_was_said_to_be_done_is_there_and_the_rest_is_not(void **state) {
    Fixture *f = *state;
    Str path = str_fmt(f->arena, "%s/trial", f->folder);
    uint64_t k = 1;
    while (k < POINTS_MAX && fail_at(path, k)) k++;
    assert_in_range(k, 10, POINTS_MAX - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        OFFICE(what_was_said_to_be_done_is_there_and_the_rest_is_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
