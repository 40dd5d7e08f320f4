// people/fixture_test.h - for this room's tests: a store in a folder of its own, and a clock that
// moves
#ifndef SOFTLAW_PEOPLE_FIXTURE_TEST_H
#define SOFTLAW_PEOPLE_FIXTURE_TEST_H

#include "people/people_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define GOOD STR("kettle ochre vowel lantern")
#define HOME STR("10.0.0.1")
static const Doer HOST = {{"", 0}, {"", 0}};

// A clock that the test moves; random bytes are those of `steady`.
typedef struct Clock {
    Sys sys;
    Sys *steady;
    int64_t seconds;
} Clock;

typedef struct Fixture {
    Arena *arena;
    char folder[32];
    Str path;
    Store *store;
    Clock clock;
    People *people;
} Fixture;

static inline int64_t clock_now(Sys *sys) {
    return ((Clock *)sys)->seconds * 1000000;
}
static inline void clock_random(Sys *sys, void *out, size_t size) {
    sys_random(((Clock *)sys)->steady, out, size);
}
static inline int clock_point(Sys *sys, const char *name, bool may_fail) {
    (void)sys, (void)name, (void)may_fail;
    return 0;
}

static inline int make_office(void **state) {
    Arena *a = arena_new();
    Fixture *f = ARENA_NEW(a, Fixture);
    Err err = {0};
    *f = (Fixture){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    f->path = str_fmt(a, "%s/office", f->folder);
    f->store = store_open(a, f->path, (StoreOptions){.may_create = true}, &err);
    assert_non_null(f->store);
    f->clock = (Clock){{clock_now, clock_random, clock_point}, sys_fixed(a, 0, 7), 1770000000};
    PeopleOptions cheap = {.sys = &f->clock.sys, .passes = 1, .memory = 8192};
    f->people = people_open(a, f->store, cheap, &err);
    assert_non_null(f->people);
    Organisation henan = {STR("henan"), STR("region"), STR("Henan")};
    assert_true(people_add_organisation(f->people, HOST, henan, &err));
    Person li = {.id = STR("li"), .name = STR("Li")};
    assert_true(people_add_person(a, f->people, HOST, li, GOOD, &err));
    *state = f;
    return 0;
}

static inline int end_office(void **state) {
    Fixture *f = *state;
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    store_close(f->store);
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(f->arena, str_fmt(f->arena, "%.*s%s", STR_ARG(f->path), ENDS[i])));
    assert_int_equal(rmdir(f->folder), 0);
    arena_free(f->arena);
    return 0;
}

static inline LoginResult login_from(Fixture *f, Str password, Str code, Str address) {
    LoginResult r;
    LoginTry t = {.person = STR("li"), .password = password, .code = code, .address = address};
    assert_true(people_login(f->arena, f->people, &t, &r, NULL));
    return r;
}
static inline LoginResult login(Fixture *f, Str password) {
    return login_from(f, password, STR(""), HOME);
}
static inline bool is_in(Fixture *f, Str token) {
    Session s;
    return people_session(f->arena, f->people, token, &s, NULL);
}
static inline bool grant_role(Fixture *f, const char *person, Role role, int64_t ends_at) {
    Membership m = {str_from(person), STR("henan"), role, ends_at, STR("")};
    return people_grant(f->arena, f->people, HOST, m, NULL);
}
static inline size_t audited(Fixture *f, const char *what) {
    AuditEvent *list;
    size_t count, found = 0;
    AuditFilter all = {.first = 1, .limit = 1000};
    assert_true(people_audit(f->arena, f->people, &all, &list, &count, NULL));
    for (size_t i = 0; i < count; i++) found += str_is(list[i].what, str_from(what));
    return found;
}

#define OFFICE(name) cmocka_unit_test_setup_teardown(name, make_office, end_office)

#endif
