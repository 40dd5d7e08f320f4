// people/rights_test.c - the matrix of rights, cell by cell, and who may approve what
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const Str LI = {"li", 2}, WANG = {"wang", 4};

// For each act and relation, the roles that may: in the order of Role, a letter or a point.
//                      own           partner       observer      other
static const char *const matrix[ACT_COUNT][RELATION_COUNT] = {
    [ACT_READ] = {"dfrsepcoa.", "dfrsepcoa.", "..r.e..oa.", ".........."},
    [ACT_COMMENT] = {"dfrse..o..", "dfrse..o..", "..r.e..o..", ".........."},
    [ACT_DRAFT] = {"d.........", "d.........", "..........", ".........."},
    [ACT_SHARE] = {"d..s......", "..........", "..........", ".........."},
    [ACT_REVIEW] = {"..r.......", "..r.......", "..r.......", ".........."},
    [ACT_SIGN] = {"...s......", "...s......", "..........", ".........."},
    [ACT_WRITE_FACTS] = {".....p....", ".....p....", ".....p....", ".........."},
    [ACT_CONFIRM_FACTS] = {".f..e.....", ".f........", "....e.....", ".........."},
    [ACT_EVALUATE] = {"....e.....", "..........", "....e.....", ".........."},
    [ACT_PREPARE_PAYMENT] = {".f.....o..", ".f........", ".......o..", ".........."},
    [ACT_PAY] = {".f.s......", ".f.s......", "..........", ".........."},
    [ACT_RATE_CREDIT] = {"......c...", "..........", "......c...", ".........."},
    [ACT_PUBLISH] = {"...s...o..", "..........", ".......o..", ".........."},
    [ACT_READ_AUDIT] = {"........a.", "..........", "........a.", ".........."},
    [ACT_MANAGE_PEOPLE] = {".........A", "..........", "..........", ".........."},
    [ACT_MANAGE_ORGANISATIONS] = {".........A", "..........", "..........", ".........."},
};

static PeopleActor actor_with(RoleSet roles) {
    return (PeopleActor){LI, STR("henan"), roles, ACTS_ALL, true};
}

static void each_cell_of_the_matrix_is_decided(void **state) {
    (void)state;
    for (Act act = 0; act < ACT_COUNT; act++)
        for (Relation r = 0; r < RELATION_COUNT; r++)
            for (Role role = 0; role < ROLE_COUNT; role++) {
                PeopleActor actor = actor_with((RoleSet)1 << role);
                assert_int_equal(people_may(&actor, act, r), matrix[act][r][role] != '.');
            }
}

static void nobody_without_a_role_may_anything(void **state) {
    (void)state;
    PeopleActor actor = actor_with(0);
    for (Act act = 0; act < ACT_COUNT; act++)
        for (Relation r = 0; r < RELATION_COUNT; r++) assert_false(people_may(&actor, act, r));
}

static void what_binds_takes_a_second_factor(void **state) {
    (void)state;
    PeopleActor actor = actor_with((1 << ROLE_SIGNATORY) | (1 << ROLE_FINANCE));
    actor.has_factor = false;
    assert_false(people_may(&actor, ACT_SIGN, RELATION_OWN));
    assert_false(people_may(&actor, ACT_PAY, RELATION_OWN));
    assert_true(people_may(&actor, ACT_PREPARE_PAYMENT, RELATION_OWN));
}

static void what_gives_the_rights_of_others_takes_a_second_factor_too(void **state) {
    (void)state;
    PeopleActor actor = actor_with(1 << ROLE_ADMINISTRATOR);
    assert_true(people_may(&actor, ACT_MANAGE_PEOPLE, RELATION_OWN));
    actor.has_factor = false;
    assert_false(people_may(&actor, ACT_MANAGE_PEOPLE, RELATION_OWN));
    assert_false(act_is_binding(ACT_MANAGE_PEOPLE));
}

static void a_scope_only_takes_away(void **state) {
    (void)state;
    PeopleActor actor = actor_with(1 << ROLE_DRAFTER);
    actor.scope = (1 << ACT_READ) | (1 << ACT_SIGN);
    assert_true(people_may(&actor, ACT_READ, RELATION_OWN));
    assert_false(people_may(&actor, ACT_DRAFT, RELATION_OWN));
    assert_false(people_may(&actor, ACT_SIGN, RELATION_OWN));
}

static void who_prepared_does_not_approve(void **state) {
    (void)state;
    PeopleActor li = actor_with((1 << ROLE_SIGNATORY) | (1 << ROLE_FINANCE));
    PeopleActor plain = li, drafter = actor_with(1 << ROLE_DRAFTER);
    plain.has_factor = false;
    const struct {
        const PeopleActor *actor;
        Str initiator;
        size_t approvals; // of li
        Verdict verdict;
    } rows[] = {
        {&li, WANG, 0, VERDICT_YES},           {&li, LI, 0, VERDICT_OWN_WORK},
        {&li, WANG, 1, VERDICT_TWICE},         {&plain, WANG, 0, VERDICT_NO_FACTOR},
        {&drafter, WANG, 0, VERDICT_NO_RIGHT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(people_may_approve(rows[i].actor, ACT_PAY, RELATION_OWN, rows[i].initiator,
                                            &LI, rows[i].approvals),
                         rows[i].verdict);
}

static void duties_are_separate(void **state) {
    (void)state;
    static const struct {
        Role one, other;
        bool are_compatible;
    } rows[] = {
        {ROLE_DRAFTER, ROLE_FINANCE, true},          {ROLE_FINANCE, ROLE_SIGNATORY, true},
        {ROLE_ADMINISTRATOR, ROLE_DRAFTER, true},    {ROLE_ADMINISTRATOR, ROLE_OFFICE, true},
        {ROLE_ADMINISTRATOR, ROLE_FINANCE, false},   {ROLE_ADMINISTRATOR, ROLE_SIGNATORY, false},
        {ROLE_AUDITOR, ROLE_ADMINISTRATOR, false},   {ROLE_AUDITOR, ROLE_DRAFTER, false},
        {ROLE_DATA_PROVIDER, ROLE_EVALUATOR, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Role pair[2] = {ROLE_COUNT, ROLE_COUNT};
        RoleSet roles = (RoleSet)1 << rows[i].one | (RoleSet)1 << rows[i].other;
        assert_int_equal(roles_are_compatible(roles, pair), rows[i].are_compatible);
        if (rows[i].are_compatible) continue;
        assert_int_equal(pair[0], rows[i].one);
        assert_int_equal(pair[1], rows[i].other);
    }
    for (Role r = 0; r < ROLE_COUNT; r++) {
        Role pair[2];
        assert_true(roles_are_compatible((RoleSet)1 << r, pair));
    }
}

static void words_are_read_back(void **state) {
    (void)state;
    Arena *a = arena_new();
    Role role = ROLE_COUNT;
    Relation relation = RELATION_COUNT;
    ActSet acts;
    for (Role r = 0; r < ROLE_COUNT; r++)
        assert_true(role_from_text(str_from(role_name(r)), &role) && role == r);
    for (Relation r = 0; r < RELATION_COUNT; r++)
        assert_true(relation_from_text(str_from(relation_name(r)), &relation) && relation == r);
    assert_true(acts_from_text(acts_text(a, ACTS_ALL), &acts) && acts == ACTS_ALL);
    assert_false(acts_from_text(STR("read everything"), &acts));
    assert_false(role_from_text(STR(""), &role));
    assert_true(organisation_kind_is(STR("public-body")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_of_the_matrix_is_decided),
        cmocka_unit_test(nobody_without_a_role_may_anything),
        cmocka_unit_test(what_binds_takes_a_second_factor),
        cmocka_unit_test(what_gives_the_rights_of_others_takes_a_second_factor_too),
        cmocka_unit_test(a_scope_only_takes_away),
        cmocka_unit_test(who_prepared_does_not_approve),
        cmocka_unit_test(duties_are_separate),
        cmocka_unit_test(words_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
