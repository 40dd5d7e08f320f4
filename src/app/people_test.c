// app/people_test.c - who may change whose account, and what a login gives
#include "app/people.h"
#include "app/store_fixture_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define GOOD STR("kettle ochre vowel lantern")

typedef struct Desk {
    Arena *arena;
    App *app;
    char folder[32];
    OpenPeople *people;
    WhoView chief; // administrator of Henan
} Desk;

static int make_desk(void **state) {
    Arena *a = arena_new();
    Desk *d = ARENA_NEW(a, Desk);
    Str made;
    *d = (Desk){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    d->app = app_new(a, (AppOptions){.sys = sys_fixed(a, 1770000000000000, 3)});
    assert_non_null(mkdtemp(d->folder));
    Str db = str_fmt(a, "%s/db", d->folder);
    OfficeStart start = {
        .db = db, .organisation = STR("henan"), .person = STR("chief"), .password = GOOD};
    assert_true(app_office_init(d->app, &start, &made, NULL));
    assert_int_equal(made.size, 0);
    d->people = app_people_open(d->app, db, NULL);
    assert_non_null(d->people);
    OrganisationView shandong = {STR("shandong"), STR("region"), STR("Shandong")};
    assert_true(app_organisation_add(d->app, d->people, NULL, shandong, NULL));
    d->chief = (WhoView){.person = STR("chief"), .organisation = STR("henan")};
    LoginForm form = {.person = STR("chief"), .password = GOOD};
    LoginView view;
    assert_true(app_login(d->app, d->people, &form, &view, NULL));
    assert_string_equal(view.outcome, "done");
    assert_true(app_who(d->app, d->people, view.token, &d->chief, NULL));
    d->chief.has_factor = true;
    *state = d;
    return 0;
}

static int end_desk(void **state) {
    Desk *d = *state;
    drop_office(d->arena, d->folder);
    return 0;
}

static bool grant(Desk *d, const WhoView *by, const char *person, const char *organisation) {
    RoleView r = {str_from(person), str_from(organisation), STR("drafter"), STR("")};
    return app_role_grant(d->app, d->people, by, &r, NULL);
}

static bool add(Desk *d, const WhoView *by, const char *person) {
    Str password;
    return app_person_add(d->app, d->people, by, str_from(person), STR(""), &password, NULL) &&
           password.size == 19;
}

static bool reset(Desk *d, const WhoView *by, const char *person) {
    Str password;
    return app_person_reset(d->app, d->people, by, str_from(person), false, &password, NULL);
}

static void an_administrator_rules_over_his_organisation_only(void **state) {
    Desk *d = *state;
    OrganisationView town = {STR("town"), STR("region"), STR("Town")};
    assert_true(add(d, &d->chief, "li") && add(d, NULL, "sun"));
    assert_true(grant(d, &d->chief, "li", "henan"));
    assert_false(grant(d, &d->chief, "li", "shandong"));
    assert_false(grant(d, &d->chief, "chief", "henan"));
    assert_true(grant(d, NULL, "sun", "shandong"));
    assert_true(reset(d, &d->chief, "li"));
    assert_false(reset(d, &d->chief, "sun"));
    assert_false(grant(d, &d->chief, "sun", "henan"));
    assert_true(grant(d, NULL, "li", "shandong"));
    assert_false(reset(d, &d->chief, "li"));
    assert_false(app_organisation_add(d->app, d->people, &d->chief, town, NULL));
}

static void an_administrator_proves_a_second_factor_first(void **state) {
    Desk *d = *state;
    WhoView plain = d->chief;
    plain.has_factor = false;
    assert_false(add(d, &plain, "li"));
    assert_true(add(d, &d->chief, "li"));
}

static void who_is_no_administrator_changes_no_account(void **state) {
    Desk *d = *state;
    WhoView drafter = d->chief;
    drafter.role_set = 1;
    assert_false(add(d, &drafter, "li"));
    assert_true(add(d, NULL, "li") && grant(d, NULL, "li", "henan"));
    assert_false(grant(d, &drafter, "li", "henan"));
    assert_false(reset(d, &drafter, "li"));
    assert_false(app_person_close(d->app, d->people, &drafter, STR("li"), true, NULL));
}

static void a_password_that_was_told_must_be_replaced_before_anything_else(void **state) {
    Desk *d = *state;
    Str told, token;
    WhoView who;
    LoginView view;
    assert_true(app_person_add(d->app, d->people, NULL, STR("li"), STR("Li"), &told, NULL));
    assert_true(grant(d, NULL, "li", "henan"));
    LoginForm form = {.person = STR("li"), .password = told};
    assert_true(app_login(d->app, d->people, &form, &view, NULL) && view.must_change);
    assert_true(app_who(d->app, d->people, view.token, &who, NULL));
    assert_false(app_may(&who, "draft", "own"));
    assert_true(app_password_change(d->app, d->people, view.token, told, GOOD, &token, NULL));
    assert_true(app_who(d->app, d->people, token, &who, NULL));
    assert_true(app_may(&who, "draft", "own"));
    assert_false(app_may(&who, "draft", "other"));
    assert_true(app_csrf_check(token, app_csrf(d->app, token)));
    assert_false(app_csrf_check(view.token, app_csrf(d->app, token)));
}

static void a_program_neither_binds_nor_makes_programs(void **state) {
    Desk *d = *state;
    ProgramView v = {.name = STR("sync"), .scope = STR("read"), .ends_at = 1770000600};
    Str token;
    WhoView program;
    ProgramList list;
    assert_true(app_program_add(d->app, d->people, &d->chief, &v, &token, NULL));
    assert_true(app_who_program(d->app, d->people, token, &program, NULL));
    assert_false(app_may(&program, "manage-people", "own"));
    assert_true(str_is(program.roles, STR("administrator")));
    assert_false(app_program_add(d->app, d->people, &program, &v, &token, NULL));
    v.scope = STR("sign");
    assert_false(app_program_add(d->app, d->people, &d->chief, &v, &token, NULL));
    assert_true(app_programs(d->app, d->people, &d->chief, &list, NULL));
    assert_int_equal(list.count, 1);
    assert_true(app_program_end(d->app, d->people, &d->chief, list.items[0].number, NULL));
    assert_false(app_who_program(d->app, d->people, token, &program, NULL));
}

static void an_auditor_reads_what_concerns_his_organisation(void **state) {
    Desk *d = *state;
    AuditList list;
    WhoView auditor = d->chief;
    auditor.role_set = 1 << 8;
    assert_true(add(d, NULL, "sun") && grant(d, NULL, "sun", "shandong"));
    assert_false(app_audit(d->app, d->people, &d->chief, &(AuditWanted){.first = 1, .limit = 10},
                           &list, NULL));
    assert_true(
        app_audit(d->app, d->people, NULL, &(AuditWanted){.first = 1, .limit = 100}, &list, NULL));
    size_t all = list.count;
    assert_true(str_is(list.items[0].at, STR("2026-02-02T02:40:00Z")));
    assert_true(app_audit(d->app, d->people, &auditor, &(AuditWanted){.first = 1, .limit = 100},
                          &list, NULL));
    assert_in_range(list.count, 1, all - 3); // without Shandong, and Sun's account and role
    for (size_t i = 0; i < list.count; i++)
        assert_false(str_is(list.items[i].whom, STR("sun")) ||
                     str_is(list.items[i].whom, STR("shandong")));
    assert_true(
        app_audit(d->app, d->people, NULL, &(AuditWanted){.first = 2, .limit = 1}, &list, NULL));
    assert_true(list.count == 1 && list.items[0].number == 2);
}

static void what_one_prepared_another_approves(void **state) {
    Desk *d = *state;
    const char *verdict;
    WhoView one = d->chief, other = d->chief;
    assert_true(add(d, NULL, "li"));
    one.role_set = other.role_set = 1 << 3; // signatories
    other.person = STR("li");
    assert_true(app_prepare(d->app, d->people, &one, STR("run-1"), "pay", NULL));
    assert_true(app_approve(d->app, d->people, &one, STR("run-1"), "own", &verdict, NULL));
    assert_string_equal(verdict, "own-work");
    assert_true(app_approve(d->app, d->people, &other, STR("run-1"), "other", &verdict, NULL));
    assert_string_equal(verdict, "no-right");
    assert_true(app_approve(d->app, d->people, &other, STR("run-1"), "own", &verdict, NULL));
    assert_string_equal(verdict, "yes");
}

// Known offsets of the IANA database: China keeps one all the year, New York two.
static void a_time_is_told_in_a_zone_with_its_offset(void **state) {
    (void)state;
    static const struct {
        const char *zone, *text;
        int64_t seconds;
    } ROWS[] = {
        {"", "2026-01-31 12:00", 1769860800},
        {"UTC", "2026-01-31 12:00 +00:00", 1769860800},
        {"Asia/Shanghai", "2026-01-31 20:00 +08:00", 1769860800},
        {"America/New_York", "2026-01-31 07:00 -05:00", 1769860800},
        {"America/New_York", "2026-07-01 08:00 -04:00", 1782907200},
        {"Asia/Kathmandu", "2026-01-31 17:45 +05:45", 1769860800},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        App *app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 1)});
        app_set_zone(app, str_from(ROWS[i].zone));
        assert_string_equal(str_c(a, app_time_text(app, ROWS[i].seconds)), ROWS[i].text);
    }
    arena_free(a);
}

#define DESK(name) cmocka_unit_test_setup_teardown(name, make_desk, end_desk)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_is_told_in_a_zone_with_its_offset),
        DESK(an_administrator_rules_over_his_organisation_only),
        DESK(an_administrator_proves_a_second_factor_first),
        DESK(who_is_no_administrator_changes_no_account),
        DESK(a_password_that_was_told_must_be_replaced_before_anything_else),
        DESK(an_auditor_reads_what_concerns_his_organisation),
        DESK(what_one_prepared_another_approves),
        DESK(a_program_neither_binds_nor_makes_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
