// app/notice_fixture_test.h - for the tests: an office with people in three organisations
#ifndef SOFTLAW_APP_NOTICE_FIXTURE_TEST_H
#define SOFTLAW_APP_NOTICE_FIXTURE_TEST_H

#include "app/desk.h"
#include "app/notice.h"
#include "app/store_fixture_test.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { SECONDS = 1770000000 };

typedef struct Office {
    Arena *arena;
    App *app;
    char folder[32];
    Str db, text, id; // an agreement with days, coal-linkage
    OpenPeople *people;
} Office;

static const char *const ROLES[][3] = {
    {"wen", "henan", "drafter"},    {"an", "henan", "signatory"},
    {"bo", "henan", "signatory"},   {"chen", "henan", "data-provider"},
    {"dai", "shandong", "drafter"}, {"ma", "shandong", "finance"},
    {"out", "town", "drafter"},
};

static inline App *app_at(Office *o, Lang lang, int64_t seconds) {
    Sys *sys = sys_fixed(o->arena, seconds * 1000000, 3);
    return app_new(o->arena, (AppOptions){.sys = sys, .lang = lang});
}

static inline void add_people(Office *o) {
    static const char *const OTHERS[] = {"shandong", "town"};
    Str made;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        OrganisationView other = {str_from(OTHERS[i]), STR("region"), str_from(OTHERS[i])};
        assert_true(app_organisation_add(o->app, o->people, NULL, other, NULL));
    }
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        Str person = str_from(ROLES[i][0]);
        RoleView r = {person, str_from(ROLES[i][1]), str_from(ROLES[i][2]), STR("")};
        assert_true(app_person_add(o->app, o->people, NULL, person, person, &made, NULL));
        assert_true(app_role_grant(o->app, o->people, NULL, &r, NULL));
    }
}

static inline int make_office(void **state) {
    Arena *a = arena_new();
    Office *o = ARENA_NEW(a, Office);
    Str made;
    *o = (Office){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    o->app = app_at(o, LANG_EN, SECONDS);
    assert_non_null(mkdtemp(o->folder));
    o->db = str_fmt(a, "%s/db", o->folder);
    OfficeStart start = {.db = o->db,
                         .organisation = STR("henan"),
                         .person = STR("chief"),
                         .password = STR("kettle ochre vowel lantern")};
    assert_true(app_office_init(o->app, &start, &made, NULL));
    o->people = app_people_open(o->app, o->db, NULL);
    add_people(o);
    assert_true(file_read(a, STR("examples/coal-linkage.md"), 1 << 20, &o->text, NULL));
    *state = o;
    return 0;
}

static inline int end_office(void **state) {
    Office *o = *state;
    drop_office(o->arena, o->folder);
    return 0;
}

// ---- who acts, and what he is told --------------------------------------------------------------

// Roles in the order of people/people.h.
static inline WhoView who(const char *person) {
    static const char *const NAMES[] = {"drafter",   "finance",   "reviewer",
                                        "signatory", "evaluator", "data-provider"};
    WhoView w = {.person = str_from(person), .scope = UINT32_MAX >> 16, .has_factor = true};
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++) {
        if (strcmp(ROLES[i][0], person) != 0) continue;
        w.organisation = str_from(ROLES[i][1]);
        for (uint32_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++)
            if (strcmp(NAMES[k], ROLES[i][2]) == 0) w.role_set = 1u << k;
    }
    return w;
}

static inline NoticeList told(Office *o, App *app, const char *person) {
    WhoView w = who(person);
    NoticeList list;
    assert_true(app_notices(app, o->people, &w, (NoticeWanted){.limit = 0}, &list, NULL));
    return list;
}

static inline size_t count(Office *o, const char *person, const char *kind) {
    NoticeList list = told(o, o->app, person);
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++) n += str_is(list.items[i].kind, str_from(kind));
    return n;
}

static inline void share(Office *o) {
    WhoView wen = who("wen");
    assert_true(app_draft_begin(o->app, o->people, &wen, STR(""), o->text, &o->id, NULL));
    assert_true(app_invite(o->app, o->people, &wen, o->id, STR("shandong"), STR("partner"), NULL));
}

static inline int64_t propose(Office *o) {
    WhoView an = who("an");
    int64_t number;
    assert_true(app_propose_publish(o->app, o->people, &an, o->id, &number, NULL));
    return number;
}

static inline void publish(Office *o) {
    WhoView bo = who("bo");
    const char *verdict;
    int64_t number = propose(o);
    assert_true(app_proposal_approve(o->app, o->people, &bo, number, &verdict, NULL));
    assert_string_equal(verdict, "yes");
}

#define AT_OFFICE(name) cmocka_unit_test_setup_teardown(name, make_office, end_office)

#endif
