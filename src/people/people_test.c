// people/people_test.c - roles and their ends, tokens of programs, four eyes, what the tables
// refuse
#include "people/fixture_test.h"

static RoleSet roles_now(Fixture *f, Str token) {
    Session s;
    assert_true(people_session(f->arena, f->people, token, &s, NULL));
    return s.actor.roles;
}

static void a_role_holds_until_its_end_or_until_it_is_revoked(void **state) {
    Fixture *f = *state;
    Membership m = {STR("li"), STR("henan"), ROLE_DRAFTER, 0, STR("")};
    assert_false(grant_role(f, "li", ROLE_FINANCE, f->clock.seconds));
    assert_true(grant_role(f, "li", ROLE_DRAFTER, 0));
    assert_true(grant_role(f, "li", ROLE_FINANCE, f->clock.seconds + 600));
    Str token = login(f, GOOD).token;
    assert_int_equal(roles_now(f, token), 1 << ROLE_DRAFTER | 1 << ROLE_FINANCE);
    f->clock.seconds += 600;
    assert_int_equal(roles_now(f, token), 1 << ROLE_DRAFTER);
    assert_true(people_revoke(f->arena, f->people, HOST, m, NULL));
    assert_int_equal(roles_now(f, token), 0);
    assert_false(people_revoke(f->arena, f->people, HOST, m, NULL));
    assert_int_equal(audited(f, "role-granted"), 2);
    assert_int_equal(audited(f, "role-revoked"), 1);
}

static void nobody_gives_a_right_to_himself(void **state) {
    Fixture *f = *state;
    Membership m = {STR("li"), STR("henan"), ROLE_SIGNATORY, 0, STR("")};
    Err err = {0};
    assert_false(people_grant(f->arena, f->people, (Doer){STR("li"), HOME}, m, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

static void roles_that_exclude_each_other_are_not_joined(void **state) {
    Fixture *f = *state;
    Membership m = {STR("li"), STR("henan"), ROLE_SIGNATORY, 0, STR("")};
    Err err = {0};
    assert_true(grant_role(f, "li", ROLE_ADMINISTRATOR, 0));
    assert_false(people_grant(f->arena, f->people, HOST, m, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void faulty_ids_and_doubles_are_refused(void **state) {
    Fixture *f = *state;
    static const char *const ids[] = {"", "Li", "l i", "-li", "\xe6\x9d\x8e", "li"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        Person p = {.id = str_from(ids[i])};
        assert_false(people_add_person(f->arena, f->people, HOST, p, GOOD, NULL));
    }
    Organisation town = {STR("town"), STR("town"), STR("Town")};
    assert_false(people_add_organisation(f->people, HOST, town, NULL));
    assert_false(grant_role(f, "nobody", ROLE_DRAFTER, 0));
}

static void a_program_has_no_more_than_its_person_and_nothing_that_binds(void **state) {
    Fixture *f = *state;
    PeopleActor actor;
    Str token;
    ApiToken t = {.name = STR("gauges"),
                  .person = STR("li"),
                  .organisation = STR("henan"),
                  .scope = 1 << ACT_WRITE_FACTS,
                  .ends_at = f->clock.seconds + 600};
    ApiToken binding = t, endless = t;
    binding.scope |= 1 << ACT_SIGN;
    endless.ends_at = 0;
    assert_false(people_token_add(f->arena, f->people, HOST, t, &token, NULL));
    assert_true(grant_role(f, "li", ROLE_DATA_PROVIDER, 0));
    assert_false(people_token_add(f->arena, f->people, HOST, binding, &token, NULL));
    assert_false(people_token_add(f->arena, f->people, HOST, endless, &token, NULL));
    assert_true(people_token_add(f->arena, f->people, HOST, t, &token, NULL));
    assert_true(people_token_actor(f->arena, f->people, token, &actor, NULL));
    assert_true(people_may(&actor, ACT_WRITE_FACTS, RELATION_OWN));
    assert_false(people_may(&actor, ACT_READ, RELATION_OWN));
    f->clock.seconds += 600;
    assert_false(people_token_actor(f->arena, f->people, token, &actor, NULL));
}

static void a_token_ends_when_its_owner_or_its_account_says_so(void **state) {
    Fixture *f = *state;
    PeopleActor actor;
    Str token;
    ApiToken t = {.name = STR("gauges"),
                  .person = STR("li"),
                  .organisation = STR("henan"),
                  .scope = 1 << ACT_READ,
                  .ends_at = f->clock.seconds + 600};
    assert_true(grant_role(f, "li", ROLE_DRAFTER, 0));
    assert_true(people_token_add(f->arena, f->people, HOST, t, &token, NULL));
    assert_false(people_token_end(f->arena, f->people, HOST, STR("wang"), 1, NULL));
    assert_true(people_token_end(f->arena, f->people, HOST, STR("li"), 1, NULL));
    assert_false(people_token_actor(f->arena, f->people, token, &actor, NULL));
    assert_true(people_token_add(f->arena, f->people, HOST, t, &token, NULL));
    assert_true(people_disable(f->arena, f->people, HOST, STR("li"), true, NULL));
    assert_false(people_token_actor(f->arena, f->people, token, &actor, NULL));
}

static void four_eyes_see_a_payment(void **state) {
    Fixture *f = *state;
    Person wang = {.id = STR("wang")};
    Verdict v;
    PeopleActor li = {STR("li"), STR("henan"), 1 << ROLE_FINANCE, ACTS_ALL, true}, other = li;
    assert_true(people_add_person(f->arena, f->people, HOST, wang, GOOD, NULL));
    other.person = wang.id;
    assert_false(people_approve(f->arena, f->people, &li, STR("run-1"), RELATION_OWN, &v, NULL));
    assert_true(people_prepare(f->arena, f->people, &li, STR("run-1"), ACT_PAY, NULL));
    assert_false(people_prepare(f->arena, f->people, &other, STR("run-1"), ACT_PAY, NULL));
    assert_true(people_approve(f->arena, f->people, &li, STR("run-1"), RELATION_OWN, &v, NULL));
    assert_int_equal(v, VERDICT_OWN_WORK);
    assert_true(people_approve(f->arena, f->people, &other, STR("run-1"), RELATION_OWN, &v, NULL));
    assert_int_equal(v, VERDICT_YES);
    assert_true(people_approve(f->arena, f->people, &other, STR("run-1"), RELATION_OWN, &v, NULL));
    assert_int_equal(v, VERDICT_TWICE);
}

static void an_office_begins_whole_or_not_at_all(void **state) {
    Fixture *f = *state;
    Organisation *list, office = {STR("office"), STR("public-body"), STR("Office")};
    size_t count;
    Person chen = {.id = STR("chen")};
    assert_false(people_begin(f->arena, f->people, office, chen, STR("weak"), NULL));
    assert_true(people_organisations(f->arena, f->people, &list, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(people_begin(f->arena, f->people, office, chen, GOOD, NULL));
    assert_true(people_organisations(f->arena, f->people, &list, &count, NULL));
    assert_int_equal(count, 2);
}

// What the program never does, the tables refuse besides.
static void the_tables_refuse_what_the_program_never_does(void **state) {
    Fixture *f = *state;
    static const char *const changes[] = {
        "UPDATE audit SET what = 'nothing'",
        "DELETE FROM audit",
        "INSERT INTO audit VALUES (99, 0, '', '', '', '', '')",
        "INSERT INTO membership VALUES ('li', 'henan', 'auditor', 0, 'li', 0)",
        "INSERT INTO membership VALUES ('li', 'henan', 'king', 0, '', 0)",
        "INSERT INTO approval VALUES ('run-1', 'li', 'li', 'henan', 0)",
        "UPDATE work SET initiator = 'wang'",
    };
    PeopleActor li = {STR("li"), STR("henan"), 1 << ROLE_FINANCE, ACTS_ALL, true};
    assert_true(people_prepare(f->arena, f->people, &li, STR("run-1"), ACT_PAY, NULL));
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        assert_true(store_begin(f->store, NULL));
        assert_false(query_run(store_query(f->store, changes[i]), NULL));
        store_rollback(f->store);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        OFFICE(a_role_holds_until_its_end_or_until_it_is_revoked),
        OFFICE(nobody_gives_a_right_to_himself),
        OFFICE(roles_that_exclude_each_other_are_not_joined),
        OFFICE(faulty_ids_and_doubles_are_refused),
        OFFICE(a_program_has_no_more_than_its_person_and_nothing_that_binds),
        OFFICE(a_token_ends_when_its_owner_or_its_account_says_so),
        OFFICE(four_eyes_see_a_payment),
        OFFICE(an_office_begins_whole_or_not_at_all),
        OFFICE(the_tables_refuse_what_the_program_never_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
