// people/login_test.c - logging in, sessions and their ends, lockout, the second factor
#include "people/fixture_test.h"

#define WRONG STR("another kettle of fish")

static void a_good_password_begins_a_session(void **state) {
    Fixture *f = *state;
    Session s;
    assert_true(grant_role(f, "li", ROLE_DRAFTER, 0));
    LoginResult r = login(f, GOOD);
    assert_int_equal(r.outcome, LOGIN_DONE);
    assert_true(people_session(f->arena, f->people, r.token, &s, NULL));
    assert_true(str_is(s.actor.person, STR("li")) && str_is(s.actor.organisation, STR("henan")));
    assert_int_equal(s.actor.roles, 1 << ROLE_DRAFTER);
    assert_false(s.actor.has_factor);
    assert_int_equal(audited(f, "login"), 1);
}

static void the_store_does_not_know_the_token(void **state) {
    Fixture *f = *state;
    LoginResult r = login(f, GOOD);
    Query *q = store_query(f->store, "SELECT hash FROM session");
    assert_true(query_next(q));
    assert_false(str_is(query_text(q, 0), str_part(r.token, 10, 64)));
    assert_true(str_is(query_text(q, 0), token_hash(f->arena, r.token)));
    assert_true(query_end(q, NULL));
}

static void an_unknown_name_is_refused_like_a_wrong_password(void **state) {
    Fixture *f = *state;
    LoginResult unknown;
    LoginTry t = {.person = STR("nobody"), .password = GOOD, .address = HOME};
    assert_int_equal(login(f, WRONG).outcome, LOGIN_REFUSED);
    assert_true(people_login(f->arena, f->people, &t, &unknown, NULL));
    assert_int_equal(unknown.outcome, LOGIN_REFUSED);
    assert_int_equal(unknown.token.size, 0);
    assert_int_equal(audited(f, "login-failed"), 2);
}

static void five_failures_lock_an_account_for_a_minute_and_then_longer(void **state) {
    Fixture *f = *state;
    for (int i = 0; i < 5; i++) assert_int_equal(login(f, WRONG).outcome, LOGIN_REFUSED);
    LoginResult r = login(f, GOOD);
    assert_int_equal(r.outcome, LOGIN_WAIT);
    assert_int_equal(r.wait, 60);
    f->clock.seconds += 60;
    assert_int_equal(login(f, WRONG).outcome, LOGIN_REFUSED);
    assert_int_equal(login(f, GOOD).wait, 120);
    f->clock.seconds += 120;
    assert_int_equal(login(f, GOOD).outcome, LOGIN_DONE);
    assert_int_equal(login(f, WRONG).outcome, LOGIN_REFUSED);
    assert_int_equal(login(f, GOOD).outcome, LOGIN_DONE);
}

static void an_address_that_tries_many_accounts_slows_down(void **state) {
    Fixture *f = *state;
    LoginResult r;
    for (int i = 0; i < 30; i++) {
        LoginTry t = {.person = str_fmt(f->arena, "p%d", i), .password = WRONG, .address = HOME};
        assert_true(people_login(f->arena, f->people, &t, &r, NULL));
        assert_int_equal(r.outcome, LOGIN_REFUSED);
    }
    assert_int_equal(login(f, GOOD).outcome, LOGIN_WAIT);
    assert_int_equal(login_from(f, GOOD, STR(""), STR("10.0.0.2")).outcome, LOGIN_DONE);
}

static void a_session_ends_without_use_and_at_last(void **state) {
    Fixture *f = *state;
    Str token = login(f, GOOD).token;
    f->clock.seconds += 30 * 60 - 1;
    assert_true(is_in(f, token));
    f->clock.seconds += 30 * 60 - 1;
    assert_true(is_in(f, token));
    f->clock.seconds += 30 * 60;
    assert_false(is_in(f, token));
    int64_t begun = f->clock.seconds;
    token = login(f, GOOD).token;
    for (int i = 1; i < 48; i++) {
        f->clock.seconds = begun + i * 15 * 60;
        assert_true(is_in(f, token));
    }
    f->clock.seconds = begun + 12 * 60 * 60;
    assert_false(is_in(f, token));
}

static void a_login_ends_the_session_before_it(void **state) {
    Fixture *f = *state;
    Str before = login(f, GOOD).token, other = login(f, GOOD).token;
    LoginResult r;
    LoginTry t = {.person = STR("li"), .password = GOOD, .address = HOME, .before = before};
    assert_true(people_login(f->arena, f->people, &t, &r, NULL));
    assert_false(str_is(before, r.token));
    assert_false(is_in(f, before));
    assert_true(is_in(f, other) && is_in(f, r.token));
    assert_true(people_logout(f->arena, f->people, r.token, NULL));
    assert_false(is_in(f, r.token));
}

static void a_new_password_ends_all_sessions_but_its_own(void **state) {
    Fixture *f = *state;
    Str next = STR("marble otter quilt saffron"), token = login(f, GOOD).token, new;
    Str other = login(f, GOOD).token;
    assert_false(people_change_password(f->arena, f->people, token, WRONG, next, &new, NULL));
    assert_false(
        people_change_password(f->arena, f->people, token, GOOD, STR("short"), &new, NULL));
    assert_true(people_change_password(f->arena, f->people, token, GOOD, next, &new, NULL));
    assert_false(is_in(f, token) || is_in(f, other));
    assert_true(is_in(f, new));
    assert_int_equal(login(f, GOOD).outcome, LOGIN_REFUSED);
    assert_int_equal(login(f, next).outcome, LOGIN_DONE);
}

static void a_reset_or_closed_account_is_out_at_once(void **state) {
    Fixture *f = *state;
    Str token = login(f, GOOD).token, once = people_make_password(f->arena, f->people);
    assert_true(people_reset(f->arena, f->people, HOST, STR("li"), once, false, NULL));
    assert_false(is_in(f, token));
    LoginResult r = login(f, once);
    assert_true(r.outcome == LOGIN_DONE && r.must_change);
    assert_true(people_disable(f->arena, f->people, HOST, STR("li"), true, NULL));
    assert_false(is_in(f, r.token));
    assert_int_equal(login(f, once).outcome, LOGIN_REFUSED);
}

// ---- the second factor --------------------------------------------------------------------------

static Str code_now(Fixture *f) {
    Account account;
    bool found;
    assert_true(account_of(f->arena, f->people, STR("li"), &account, &found, NULL) && found);
    Str secret = account.totp.size ? account.totp : account.totp_new;
    return str_fmt(f->arena, "%06u",
                   (unsigned)hotp(secret, (uint64_t)(f->clock.seconds / TOTP_SECONDS), 6));
}

static Str set_factor(Fixture *f, Str codes[RECOVERY_CODES]) {
    Str uri, token = login(f, GOOD).token;
    assert_true(people_factor_begin(f->arena, f->people, token, &uri, NULL));
    assert_true(str_starts_with(uri, STR("otpauth://totp/softlaw:li?secret=")));
    assert_false(people_factor_confirm(f->arena, f->people, token, STR("12345"), codes, NULL));
    assert_true(people_factor_confirm(f->arena, f->people, token, code_now(f), codes, NULL));
    f->clock.seconds += TOTP_SECONDS;
    return token;
}

static LoginOutcome factor(Fixture *f, Str token, Str code, Str *ret_token) {
    LoginResult r;
    assert_true(people_login_factor(f->arena, f->people, token, code, HOME, &r, NULL));
    *ret_token = r.token;
    return r.outcome;
}

static void half_a_login_is_no_session(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], whole;
    Session s;
    set_factor(f, codes);
    LoginResult half = login(f, GOOD);
    assert_int_equal(half.outcome, LOGIN_NEEDS_FACTOR);
    assert_false(is_in(f, half.token));
    assert_int_equal(factor(f, half.token, code_now(f), &whole), LOGIN_DONE);
    assert_false(str_is(half.token, whole));
    assert_true(people_session(f->arena, f->people, whole, &s, NULL));
    assert_true(s.actor.has_factor);
    assert_false(people_login_factor(f->arena, f->people, half.token, STR("1"), HOME,
                                     &(LoginResult){0}, NULL));
}

static void a_code_is_good_once(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], token;
    set_factor(f, codes);
    Str code = code_now(f);
    assert_int_equal(factor(f, login(f, GOOD).token, code, &token), LOGIN_DONE);
    assert_int_equal(factor(f, login(f, GOOD).token, code, &token), LOGIN_REFUSED);
    assert_int_equal(factor(f, login(f, GOOD).token, codes[3], &token), LOGIN_DONE);
    assert_int_equal(factor(f, login(f, GOOD).token, codes[3], &token), LOGIN_REFUSED);
    assert_int_equal(audited(f, "recovery-code-used"), 1);
}

// Both steps are charged before they are looked at, and taken back where they were good.
static void a_login_in_two_steps_costs_its_address_nothing(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], token;
    int64_t of_person, of_address;
    set_factor(f, codes);
    for (int i = 0; i < 60; i++, f->clock.seconds += TOTP_SECONDS) {
        LoginResult half = login(f, GOOD);
        assert_int_equal(half.outcome, LOGIN_NEEDS_FACTOR);
        assert_int_equal(factor(f, half.token, code_now(f), &token), LOGIN_DONE);
    }
    assert_true(attempt_wait(f->arena, f->people, STR("li"), HOME, &of_person, &of_address, NULL));
    assert_int_equal(of_person + of_address, 0);
}

static void codes_cannot_be_guessed_by_who_knows_the_password(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], token;
    int tries = 0;
    set_factor(f, codes);
    for (LoginResult r = login(f, GOOD); r.outcome != LOGIN_WAIT; r = login(f, GOOD), tries++)
        factor(f, r.token, STR("000000"), &token);
    assert_in_range(tries, 1, 5);
}

static void the_owner_enters_while_others_lock_the_account(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], thief = STR("10.9.9.9");
    set_factor(f, codes);
    for (int i = 0; i < 5; i++) login_from(f, WRONG, STR(""), thief);
    assert_int_equal(login_from(f, GOOD, STR(""), HOME).outcome, LOGIN_WAIT);
    assert_int_equal(login_from(f, GOOD, STR("000000"), HOME).outcome, LOGIN_WAIT);
    assert_int_equal(login_from(f, GOOD, code_now(f), HOME).outcome, LOGIN_DONE);
}

// Whoever has stolen the password, and locked the account, guesses no code: after five the right
// one is not looked at either, and each guess is in the audit.
static void a_lock_lets_nobody_guess_codes(void **state) {
    enum { GUESSES = 200, MOST = 6 };
    Fixture *f = *state;
    Str codes[RECOVERY_CODES];
    set_factor(f, codes);
    for (int i = 0; i < 5; i++) login_from(f, WRONG, STR(""), STR("10.9.9.9"));
    size_t before = audited(f, "login-failed");
    for (int i = 0; i < GUESSES; i++) {
        Str address = str_fmt(f->arena, "10.1.%d.1", i);
        assert_int_equal(login_from(f, GOOD, STR("000000"), address).outcome, LOGIN_WAIT);
    }
    assert_in_range(audited(f, "login-failed") - before, 5, MOST);
    assert_int_equal(login_from(f, GOOD, code_now(f), HOME).outcome, LOGIN_WAIT);
    f->clock.seconds += 24 * 60 * 60;
    assert_int_equal(login_from(f, GOOD, code_now(f), HOME).outcome, LOGIN_DONE);
}

// Who does not know the password closes no lock but the first, and learns nothing from it.
static void strangers_do_not_close_the_lock_of_codes(void **state) {
    enum { STRANGERS = 50 };
    Fixture *f = *state;
    Str codes[RECOVERY_CODES];
    set_factor(f, codes);
    for (int i = 0; i < 5; i++) login_from(f, WRONG, STR(""), STR("10.9.9.9"));
    for (int i = 0; i < STRANGERS; i++)
        assert_int_equal(
            login_from(f, WRONG, STR("123456"), str_fmt(f->arena, "10.1.%d.1", i)).outcome,
            LOGIN_WAIT);
    assert_int_equal(login_from(f, GOOD, code_now(f), HOME).outcome, LOGIN_DONE);
}

// Whoever holds an old session does not take over what its owner sets up in another.
static void a_factor_is_confirmed_where_it_was_begun(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], uri, old = login(f, GOOD).token;
    assert_true(people_factor_begin(f->arena, f->people, old, &uri, NULL));
    Str own = set_factor(f, codes);
    assert_true(is_in(f, own));
    assert_false(is_in(f, old));
    assert_false(people_factor_confirm(f->arena, f->people, old, code_now(f), codes, NULL));
}

static void a_half_login_is_audited(void **state) {
    Fixture *f = *state;
    Str codes[RECOVERY_CODES], token;
    set_factor(f, codes);
    LoginResult half = login(f, GOOD);
    assert_int_equal(audited(f, "login-half"), 1);
    LoginResult r;
    assert_true(people_login_factor(f->arena, f->people, half.token, codes[0], HOME, &r, NULL));
    assert_string_equal(r.told, "account-recovery");
    assert_true(str_is(r.person, STR("li")));
    token = r.token;
    assert_true(is_in(f, token));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        OFFICE(a_good_password_begins_a_session),
        OFFICE(the_store_does_not_know_the_token),
        OFFICE(an_unknown_name_is_refused_like_a_wrong_password),
        OFFICE(five_failures_lock_an_account_for_a_minute_and_then_longer),
        OFFICE(an_address_that_tries_many_accounts_slows_down),
        OFFICE(a_session_ends_without_use_and_at_last),
        OFFICE(a_login_ends_the_session_before_it),
        OFFICE(a_new_password_ends_all_sessions_but_its_own),
        OFFICE(a_reset_or_closed_account_is_out_at_once),
        OFFICE(half_a_login_is_no_session),
        OFFICE(a_code_is_good_once),
        OFFICE(a_login_in_two_steps_costs_its_address_nothing),
        OFFICE(codes_cannot_be_guessed_by_who_knows_the_password),
        OFFICE(the_owner_enters_while_others_lock_the_account),
        OFFICE(a_lock_lets_nobody_guess_codes),
        OFFICE(strangers_do_not_close_the_lock_of_codes),
        OFFICE(a_factor_is_confirmed_where_it_was_begun),
        OFFICE(a_half_login_is_audited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
