// people/passkey_test.c - questions for authenticators, keys of people, logging in by one
#include "people/fixture_test.h"

static const Str NOWHERE = {"", 0};

static int64_t add_key(Fixture *f, Str token, const char *id) {
    Str codes[RECOVERY_CODES];
    size_t count;
    int64_t number = 0;
    PeoplePasskey k = {.name = STR("phone"), .id = str_from(id), .key = STR("AA"), .algorithm = -7};
    assert_true(people_passkey_add(f->arena, f->people, token, k, &number, codes, &count, NULL));
    return number;
}

static void a_question_waits_for_one_answer_in_its_session(void **state) {
    Fixture *f = *state;
    Str challenge, bound;
    Str token = login(f, GOOD).token, other = login(f, GOOD).token;
    assert_true(people_passkey_ask(f->arena, f->people, token, HOME, &bound, &challenge, NULL));
    assert_true(str_is(bound, token));
    assert_int_equal(challenge.size, PEOPLE_CHALLENGE_BYTES);
    assert_false(people_passkey_answered(f->arena, f->people, other, challenge, NULL));
    assert_false(people_passkey_answered(f->arena, f->people, NOWHERE, challenge, NULL));
    assert_true(people_passkey_answered(f->arena, f->people, token, challenge, NULL));
    assert_false(people_passkey_answered(f->arena, f->people, token, challenge, NULL));
}

static void who_is_not_logged_in_answers_under_a_token_of_nobody(void **state) {
    Fixture *f = *state;
    Str first, second, planted, challenge, other;
    assert_true(people_passkey_ask(f->arena, f->people, NOWHERE, HOME, &first, &challenge, NULL));
    assert_false(is_in(f, first));
    planted = first;
    assert_true(people_passkey_ask(f->arena, f->people, planted, HOME, &second, &other, NULL));
    assert_false(str_is(second, planted));
    assert_false(people_passkey_answered(f->arena, f->people, NOWHERE, challenge, NULL));
    assert_false(people_passkey_answered(f->arena, f->people, second, challenge, NULL));
    assert_true(people_passkey_answered(f->arena, f->people, first, challenge, NULL));
}

static void a_question_ends_after_five_minutes(void **state) {
    Fixture *f = *state;
    Str challenge, token;
    assert_true(people_passkey_ask(f->arena, f->people, NOWHERE, HOME, &token, &challenge, NULL));
    f->clock.seconds += 5 * 60;
    assert_false(people_passkey_answered(f->arena, f->people, token, challenge, NULL));
}

static void a_reset_ends_passkeys(void **state) {
    Fixture *f = *state;
    PeoplePasskey *list;
    size_t count;
    add_key(f, login(f, GOOD).token, "K1");
    assert_true(people_reset(f->arena, f->people, HOST, STR("li"), STR("meadow brass tiger comet"),
                             false, NULL));
    assert_true(people_passkeys(f->arena, f->people, STR("li"), &list, &count, NULL));
    assert_int_equal(count, 0);
}

// What other sessions there are may be somebody else's.
static void a_new_passkey_ends_all_other_sessions(void **state) {
    Fixture *f = *state;
    Str old = login(f, GOOD).token, own = login(f, GOOD).token;
    add_key(f, own, "K1");
    assert_true(is_in(f, own));
    assert_false(is_in(f, old));
}

static void one_address_does_not_fill_the_store_with_questions(void **state) {
    Fixture *f = *state;
    Str challenge, token, elsewhere = STR("10.0.0.2");
    size_t asked = 0;
    while (people_passkey_ask(f->arena, f->people, NOWHERE, HOME, &token, &challenge, NULL))
        asked++;
    assert_int_equal(asked, 50);
    assert_true(
        people_passkey_ask(f->arena, f->people, NOWHERE, elsewhere, &token, &challenge, NULL));
    f->clock.seconds += 5 * 60;
    assert_true(people_passkey_ask(f->arena, f->people, NOWHERE, HOME, &token, &challenge, NULL));
}

static void a_handle_is_random_and_stays(void **state) {
    Fixture *f = *state;
    Str first, again, none;
    assert_true(people_passkey_handle(f->arena, f->people, STR("li"), NOWHERE, &none, NULL));
    assert_int_equal(none.size, 0);
    assert_true(people_passkey_handle(f->arena, f->people, STR("li"), STR("xyz"), &first, NULL));
    assert_true(people_passkey_handle(f->arena, f->people, STR("li"), STR("uvw"), &again, NULL));
    assert_true(str_is(first, STR("xyz")) && str_is(again, first));
}

static LoginResult log_in_by(Fixture *f, Str token, PasskeyLogin k) {
    LoginResult r;
    k.address = HOME;
    assert_true(people_login_passkey(f->arena, f->people, token, &k, &r, NULL));
    return r;
}

static void a_passkey_is_a_login_only_where_its_owner_was_made_sure_of(void **state) {
    Fixture *f = *state;
    add_key(f, login(f, GOOD).token, "id");
    PasskeyLogin good = {.id = STR("id"), .person = STR("li"), .is_good = true, .is_person = true};
    PasskeyLogin unsure = good, wrong = good, unknown = good, copied = good;
    unsure.is_person = wrong.is_good = false;
    unknown.person = STR("");
    copied.is_copied = true;
    assert_int_equal(log_in_by(f, NOWHERE, unsure).outcome, LOGIN_REFUSED);
    assert_int_equal(log_in_by(f, NOWHERE, wrong).outcome, LOGIN_REFUSED);
    assert_int_equal(log_in_by(f, NOWHERE, unknown).outcome, LOGIN_REFUSED);
    assert_int_equal(log_in_by(f, NOWHERE, copied).outcome, LOGIN_REFUSED);
    LoginResult r = log_in_by(f, NOWHERE, good);
    Session s;
    assert_int_equal(r.outcome, LOGIN_DONE);
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(s.actor.has_factor);
}

static void a_lock_that_others_caused_is_passed_by_a_good_key(void **state) {
    Fixture *f = *state;
    add_key(f, login(f, GOOD).token, "id");
    for (int i = 0; i < 12; i++)
        login_from(f, STR("wrong"), STR(""), str_fmt(f->arena, "10.0.1.%d", i));
    assert_int_equal(login(f, GOOD).outcome, LOGIN_WAIT);
    PasskeyLogin good = {.id = STR("id"), .person = STR("li"), .is_good = true, .is_person = true};
    PasskeyLogin wrong = good, unsure = good, copied = good;
    wrong.is_good = unsure.is_person = false;
    copied.is_copied = true;
    assert_int_equal(log_in_by(f, NOWHERE, wrong).outcome, LOGIN_WAIT);
    assert_int_equal(log_in_by(f, NOWHERE, unsure).outcome, LOGIN_WAIT);
    assert_int_equal(log_in_by(f, NOWHERE, copied).outcome, LOGIN_WAIT);
    assert_int_equal(log_in_by(f, NOWHERE, good).outcome, LOGIN_DONE);
}

static void after_a_password_any_passkey_of_the_person_is_the_second_factor(void **state) {
    Fixture *f = *state;
    add_key(f, login(f, GOOD).token, "id");
    LoginResult r = login(f, GOOD);
    assert_int_equal(r.outcome, LOGIN_NEEDS_FACTOR);
    PasskeyLogin of_other = {.id = STR("x"), .person = STR("chief"), .is_good = true};
    assert_int_equal(log_in_by(f, r.token, of_other).outcome, LOGIN_REFUSED);
    PasskeyLogin own = {.id = STR("id"), .person = STR("li"), .is_good = true};
    assert_int_equal(log_in_by(f, r.token, own).outcome, LOGIN_DONE);
}

static void the_first_factor_brings_codes_and_the_next_needs_it_proved(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES];
    size_t count = 0;
    int64_t number;
    Err err = {.code = ERR_NONE};
    Str before = login(f, GOOD).token, token = login(f, GOOD).token;
    PeoplePasskey k = {.name = STR("phone"), .id = STR("a"), .key = STR("AA"), .algorithm = -7};
    assert_true(people_passkey_add(f->arena, f->people, token, k, &number, codes, &count, NULL));
    assert_int_equal(count, RECOVERY_CODES);
    k.id = STR("b");
    assert_false(people_passkey_add(f->arena, f->people, before, k, &number, codes, &count, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_true(people_passkey_add(f->arena, f->people, token, k, &number, codes, &count, NULL));
    assert_int_equal(count, 0);
    err = (Err){.code = ERR_NONE};
    assert_false(people_passkey_add(f->arena, f->people, token, k, &number, codes, &count, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
}

static void a_name_is_changed_by_who_has_proved_a_factor(void **state) {
    Fixture *f = *state;
    PeoplePasskey *list;
    size_t count;
    Str before = login(f, GOOD).token, token = login(f, GOOD).token;
    int64_t number = add_key(f, token, "id");
    assert_false(people_passkey_rename(f->arena, f->people, before, number, STR("x"), NULL));
    assert_false(people_passkey_rename(f->arena, f->people, token, number, STR(""), NULL));
    assert_true(people_passkey_rename(f->arena, f->people, token, number, STR("laptop"), NULL));
    assert_true(people_passkeys(f->arena, f->people, STR("li"), &list, &count, NULL));
    assert_true(str_is(list[0].name, STR("laptop")));
}

static void nobody_ends_the_passkey_of_another_and_a_reset_ends_all(void **state) {
    Fixture *f = *state;
    PeoplePasskey *list;
    size_t count;
    Str token = login(f, GOOD).token;
    int64_t number = add_key(f, token, "id");
    assert_false(people_passkey_end(f->arena, f->people, token, number + 1, NULL));
    assert_false(people_passkey_rename(f->arena, f->people, token, number + 1, STR("mine"), NULL));
    assert_true(people_passkeys(f->arena, f->people, STR("li"), &list, &count, NULL));
    assert_int_equal(count, 1);
    assert_true(people_reset(f->arena, f->people, HOST, STR("li"), GOOD, true, NULL));
    assert_true(people_passkeys(f->arena, f->people, STR("li"), &list, &count, NULL));
    assert_int_equal(count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        OFFICE(a_question_waits_for_one_answer_in_its_session),
        OFFICE(who_is_not_logged_in_answers_under_a_token_of_nobody),
        OFFICE(a_question_ends_after_five_minutes),
        OFFICE(a_reset_ends_passkeys),
        OFFICE(a_new_passkey_ends_all_other_sessions),
        OFFICE(one_address_does_not_fill_the_store_with_questions),
        OFFICE(a_handle_is_random_and_stays),
        OFFICE(a_passkey_is_a_login_only_where_its_owner_was_made_sure_of),
        OFFICE(a_lock_that_others_caused_is_passed_by_a_good_key),
        OFFICE(a_name_is_changed_by_who_has_proved_a_factor),
        OFFICE(after_a_password_any_passkey_of_the_person_is_the_second_factor),
        OFFICE(the_first_factor_brings_codes_and_the_next_needs_it_proved),
        OFFICE(nobody_ends_the_passkey_of_another_and_a_reset_ends_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
