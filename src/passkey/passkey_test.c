// passkey/passkey_test.c - each way to be refused (WebAuthn Level 3, sections 7.1 and 7.2)
#include "base/base64.h"
#include "passkey/authenticator_test.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define SITE STR("office.example")
#define ORIGIN STR("https://office.example")
#define CHALLENGE STR("thirty-two bytes that are random")

static Arena *a;

static int open_arena(void **state) {
    (void)state;
    a = arena_new();
    return 0;
}

static int close_arena(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static PasskeyQuestion question(void) {
    return (PasskeyQuestion){ORIGIN, SITE, CHALLENGE, true};
}

static Passkey registered(Authenticator *t) {
    Passkey k;
    PasskeyQuestion q = question();
    Err err = {.code = ERR_NONE};
    assert_true(passkey_register(a, &q, client_says(a, "webauthn.create", CHALLENGE, ORIGIN),
                                 authenticator_attest(t, SITE), &k, &err));
    assert_true(str_is(k.id, t->id));
    assert_int_equal(k.algorithm, t->algorithm);
    return k;
}

static void a_passkey_of_each_algorithm_is_made_and_used(void **state) {
    (void)state;
    static const int ALGORITHMS[] = {PASSKEY_ES256, PASSKEY_EDDSA, PASSKEY_RS256};
    for (size_t i = 0; i < sizeof ALGORITHMS / sizeof *ALGORITHMS; i++) {
        Authenticator t = authenticator_make(a, ALGORITHMS[i], STR("a key"));
        Passkey k = registered(&t);
        PasskeyQuestion q = question();
        PasskeyUse use;
        t.uses = 7;
        PasskeyAnswer x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
        assert_true(passkey_check(a, &q, &k, &x, &use, NULL));
        assert_true(use.is_person && !use.is_copied);
        assert_int_equal(use.uses, 7);
    }
}

static bool is_refused(const PasskeyQuestion *q, const Passkey *k, const PasskeyAnswer *x) {
    PasskeyUse use;
    Err err = {.code = ERR_NONE};
    if (passkey_check(a, q, k, x, &use, &err)) return false;
    assert_int_equal(err.code, ERR_DENIED);
    return true;
}

static void an_answer_to_another_question_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Passkey k = registered(&t);
    static const struct {
        const char *challenge, *origin, *site;
    } ROWS[] = {
        {"thirty-two bytes that were before", "https://office.example", "office.example"},
        {"thirty-two bytes that are random", "https://evil.example", "office.example"},
        {"thirty-two bytes that are random", "http://office.example", "office.example"},
        {"thirty-two bytes that are random", "https://office.example", "evil.example"},
    };
    PasskeyQuestion q = question();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        PasskeyAnswer x = authenticator_answer(&t, str_from(ROWS[i].challenge),
                                               str_from(ROWS[i].origin), str_from(ROWS[i].site));
        assert_true(is_refused(&q, &k, &x));
    }
}

static PasskeyAnswer with_client_data(const Authenticator *t, Str client_data) {
    PasskeyAnswer x = {.client_data = client_data,
                       .authenticator_data = authenticator_data(t, SITE, false)};
    x.signature = authenticator_sign(t, x.authenticator_data, client_data);
    return x;
}

static void what_the_browser_says_otherwise_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Passkey k = registered(&t);
    PasskeyQuestion q = question();
    Str challenge = base64_url(a, CHALLENGE);
    static const char *const FORMS[] = {
        "{\"type\":\"webauthn.create\",\"challenge\":\"%.*s\",\"origin\":\"https://"
        "office.example\"}",
        "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s=\",\"origin\":\"https://office.example\"}",
        "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s\",\"origin\":\"https://office.example\","
        "\"crossOrigin\":true}",
        "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s\",\"origin\":\"https://office.example\","
        "\"topOrigin\":\"https://evil.example\"}",
        "{\"type\":\"webauthn.get\",\"challenge\":\"%.*s\",\"origin\":7}",
        "[\"%.*s\"]",
        "%.*s",
    };
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        Buf b = {.arena = a};
        Str form = str_from(FORMS[i]);
        int64_t at = str_find(form, STR("%.*s"), 0);
        buf_add(&b, str_part(form, 0, (size_t)at));
        buf_add(&b, challenge);
        buf_add(&b, str_part(form, (size_t)at + 4, form.size));
        PasskeyAnswer x = with_client_data(&t, buf_str(&b));
        assert_true(is_refused(&q, &k, &x));
    }
}

static void a_key_that_nobody_touched_or_proved_himself_to_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Passkey k = registered(&t);
    PasskeyQuestion q = question();
    PasskeyUse use;
    t.flags = 4;
    PasskeyAnswer untouched = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
    assert_true(is_refused(&q, &k, &untouched));
    t.flags = 1;
    PasskeyAnswer unproved = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
    assert_true(is_refused(&q, &k, &unproved));
    q.needs_person = false;
    assert_true(passkey_check(a, &q, &k, &unproved, &use, NULL));
    assert_false(use.is_person);
}

static void a_signature_of_another_key_or_of_other_bytes_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Authenticator other = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Passkey k = registered(&t);
    PasskeyQuestion q = question();
    PasskeyAnswer x = authenticator_answer(&other, CHALLENGE, ORIGIN, SITE);
    assert_true(is_refused(&q, &k, &x));
    x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
    x.authenticator_data =
        authenticator_data(&(Authenticator){.arena = a, .uses = 9, .flags = 5}, SITE, false);
    assert_true(is_refused(&q, &k, &x));
    x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
    x.signature = STR("");
    assert_true(is_refused(&q, &k, &x));
}

// An algorithm of the key is not to be chosen by who answers.
static void a_key_under_another_algorithm_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Passkey k = registered(&t);
    PasskeyQuestion q = question();
    PasskeyAnswer x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
    static const int OTHERS[] = {PASSKEY_EDDSA, PASSKEY_RS256, 0, -65535};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        Passkey other = k;
        other.algorithm = OTHERS[i];
        assert_true(is_refused(&q, &other, &x));
    }
}

static void a_counter_that_goes_back_tells_of_a_copy(void **state) {
    (void)state;
    static const struct {
        uint32_t kept, said;
        bool is_copied;
    } ROWS[] = {{0, 0, false}, {0, 1, false}, {5, 6, false},
                {5, 5, true},  {5, 4, true},  {5, 0, true}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Authenticator t = authenticator_make(a, PASSKEY_EDDSA, STR("a key"));
        Passkey k = registered(&t);
        PasskeyQuestion q = question();
        PasskeyUse use;
        k.uses = ROWS[i].kept;
        t.uses = ROWS[i].said;
        PasskeyAnswer x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
        assert_true(passkey_check(a, &q, &k, &x, &use, NULL));
        assert_int_equal(use.is_copied, ROWS[i].is_copied);
    }
}

static void a_key_that_may_be_backed_up_is_so_from_the_beginning(void **state) {
    (void)state;
    enum { GOOD = 5, MAY = 8, IS = 16 };
    static const struct {
        unsigned made, used;
        bool is_good;
    } ROWS[] = {{0, 0, true},    {MAY, MAY, true}, {MAY, MAY | IS, true}, {MAY | IS, MAY, true},
                {0, MAY, false}, {MAY, 0, false},  {0, IS, false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Authenticator t = authenticator_make(a, PASSKEY_EDDSA, STR("a key"));
        t.flags = GOOD | ROWS[i].made;
        Passkey k = registered(&t);
        PasskeyQuestion q = question();
        PasskeyUse use;
        t.flags = GOOD | ROWS[i].used;
        PasskeyAnswer x = authenticator_answer(&t, CHALLENGE, ORIGIN, SITE);
        assert_int_equal(passkey_check(a, &q, &k, &x, &use, NULL), ROWS[i].is_good);
        // Where it was not noted when it was made, the next use tells.
        k.backup = BACKUP_UNKNOWN;
        bool contradicts = (ROWS[i].used & IS) && !(ROWS[i].used & MAY);
        assert_int_equal(passkey_check(a, &q, &k, &x, &use, NULL), !contradicts);
    }
}

static void an_attestation_that_cannot_be_read_is_refused(void **state) {
    (void)state;
    Authenticator t = authenticator_make(a, PASSKEY_ES256, STR("a key"));
    Str good = authenticator_attest(&t, SITE);
    Str says = client_says(a, "webauthn.create", CHALLENGE, ORIGIN);
    PasskeyQuestion q = question();
    Passkey k;
    for (size_t size = 0; size < good.size; size++)
        assert_false(passkey_register(a, &q, says, str_part(good, 0, size), &k, NULL));
    assert_false(
        passkey_register(a, &q, says, authenticator_attest(&t, STR("evil.example")), &k, NULL));
    Buf longer = {.arena = a};
    buf_add(&longer, good);
    buf_add_byte(&longer, 0);
    assert_false(passkey_register(a, &q, says, buf_str(&longer), &k, NULL));
}

static void a_site_has_a_name_and_a_secure_way(void **state) {
    (void)state;
    static const struct {
        const char *origin, *site;
    } ROWS[] = {
        {"https://office.example", "office.example"},
        {"https://office.example:8443", "office.example"},
        {"http://localhost:8080", "localhost"},
        {"http://office.example", NULL},
        {"http://127.0.0.1:8080", NULL},
        {"https://10.0.0.1", NULL},
        {"https://[::1]:8080", NULL},
        {"ftp://x", NULL},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str site = {NULL, 0};
        bool is_site = passkey_site(str_from(ROWS[i].origin), &site);
        assert_int_equal(is_site, ROWS[i].site != NULL);
        if (is_site) assert_true(str_is(site, str_from(ROWS[i].site)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passkey_of_each_algorithm_is_made_and_used),
        cmocka_unit_test(an_answer_to_another_question_is_refused),
        cmocka_unit_test(what_the_browser_says_otherwise_is_refused),
        cmocka_unit_test(a_key_that_nobody_touched_or_proved_himself_to_is_refused),
        cmocka_unit_test(a_signature_of_another_key_or_of_other_bytes_is_refused),
        cmocka_unit_test(a_key_under_another_algorithm_is_refused),
        cmocka_unit_test(a_counter_that_goes_back_tells_of_a_copy),
        cmocka_unit_test(a_key_that_may_be_backed_up_is_so_from_the_beginning),
        cmocka_unit_test(an_attestation_that_cannot_be_read_is_refused),
        cmocka_unit_test(a_site_has_a_name_and_a_secure_way),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
