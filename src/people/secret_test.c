// people/secret_test.c - passwords, tokens, and how long to wait
#include "people/people_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sodium.h>

static void a_password_is_long_and_not_what_everybody_takes(void **state) {
    (void)state;
    static const struct {
        const char *password;
        bool is_good;
    } rows[] = {
        {"kettle ochre vowel lantern", true},
        {"xkqv-mtzw-rrpd", true},
        {"长江黄河淮河海河松花江珠江", true},
        {"short pass", false},
        {"长江黄河", false},
        {"Password1234", false},
        {"P@ssw0rd!2026", false},
        {"123456789012", false},
        {"qwertyuiop12", false},
        {"qwertyqwerty", false},
        {"aaaaaaaaaaaa", false},
        {"abababababab", false},
        {"abcdefghijkl", false},
        {"zhang.wei.2026", false},
        {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Message why = NO_MSG;
        bool is_good = password_check(str_from(rows[i].password), STR("zhang.wei"), &why);
        assert_int_equal(is_good, rows[i].is_good);
        assert_int_equal(why.text == NULL, is_good);
    }
}

static void a_password_of_128_characters_is_the_longest(void **state) {
    (void)state;
    char text[PASSWORD_MAX + 1];
    Message why;
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)('a' + i * i * 7 % 25);
    assert_true(password_check((Str){text, PASSWORD_MAX}, STR(""), &why));
    assert_false(password_check((Str){text, PASSWORD_MAX + 1}, STR(""), &why));
}

// From the tests of the reference implementation (P-H-C/phc-winner-argon2, src/test.c).
static void a_hash_of_argon2id_is_read(void **state) {
    (void)state;
    Str hash = STR("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                   "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assert_true(password_is(hash, STR("password")));
    assert_false(password_is(hash, STR("Password")));
}

static void a_kept_password_is_known_again(void **state) {
    (void)state;
    Arena *a = arena_new();
    PeopleOptions o = {.sys = sys_fixed(a, 0, 1), .passes = 1, .memory = 8192};
    Str one, two;
    assert_true(password_hash(a, &o, STR("kettle ochre"), &one, NULL));
    assert_true(password_hash(a, &o, STR("kettle ochre"), &two, NULL));
    assert_true(str_starts_with(one, STR("$argon2id$v=19$m=8,t=1,p=1$")));
    assert_false(str_is(one, two));
    assert_true(password_is(one, STR("kettle ochre")));
    assert_false(password_is(one, STR("kettle ochre ")));
    assert_false(password_is(one, STR("")));
    assert_false(password_is(STR(""), STR("")));
    Str nobody = password_of_nobody(a, &o);
    assert_int_equal(crypto_pwhash_str_needs_rehash(str_c(a, nobody), o.passes, o.memory), 0);
    assert_int_equal(nobody.size, one.size);
    assert_false(password_is(nobody, STR("kettle ochre")));
    arena_free(a);
}

static void a_token_has_one_form(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str token = token_make(a, sys_fixed(a, 0, 1), TOKEN_SESSION);
    assert_true(token_is(TOKEN_SESSION, token));
    assert_false(token_is(TOKEN_API, token));
    assert_false(token_is(TOKEN_SESSION, str_part(token, 0, token.size - 1)));
    assert_false(token_is(TOKEN_SESSION, str_fmt(a, "%.*s0", STR_ARG(token))));
    assert_false(token_is(TOKEN_SESSION, STR("")));
    arena_free(a);
}

static void a_form_is_bound_to_its_session(void **state) {
    (void)state;
    Arena *a = arena_new();
    Sys *sys = sys_fixed(a, 0, 1);
    Str one = token_make(a, sys, TOKEN_SESSION), two = token_make(a, sys, TOKEN_SESSION);
    assert_true(csrf_check(one, csrf_token(a, one)));
    assert_false(csrf_check(two, csrf_token(a, one)));
    assert_false(csrf_check(one, STR("")));
    assert_false(csrf_check(STR(""), csrf_token(a, STR(""))));
    assert_false(csrf_check(one, token_hash(a, one)));
    arena_free(a);
}

static void an_account_gives_ten_tries_in_the_first_hour(void **state) {
    (void)state;
    int64_t tries = 0;
    for (int64_t at = 0; at < 3600; tries++) at += person_wait(tries + 1);
    assert_int_equal(tries, 10);
    assert_int_equal(person_wait(4), 0);
    assert_int_equal(person_wait(5), 60);
    assert_int_equal(person_wait(6), 120);
    assert_int_equal(person_wait(1000000), 3600);
    assert_int_equal(address_wait(29), 0);
    assert_int_equal(address_wait(30), 1);
    assert_int_equal(address_wait(1000000), 3600);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_is_long_and_not_what_everybody_takes),
        cmocka_unit_test(a_password_of_128_characters_is_the_longest),
        cmocka_unit_test(a_hash_of_argon2id_is_read),
        cmocka_unit_test(a_kept_password_is_known_again),
        cmocka_unit_test(a_token_has_one_form),
        cmocka_unit_test(a_form_is_bound_to_its_session),
        cmocka_unit_test(an_account_gives_ten_tries_in_the_first_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
