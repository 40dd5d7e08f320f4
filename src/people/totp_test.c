// people/totp_test.c - published codes, base 32, and what a code is good for
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

// The secret of both RFCs.
static const Str SECRET = {"12345678901234567890", 20};

// RFC 4226, appendix D.
static void counters_have_the_codes_of_rfc_4226(void **state) {
    (void)state;
    static const uint32_t codes[] = {755224, 287082, 359152, 969429, 338314,
                                     254676, 287922, 162583, 399871, 520489};
    for (uint64_t i = 0; i < 10; i++) assert_int_equal(hotp(SECRET, i, 6), codes[i]);
}

// RFC 6238, appendix B, the rows of SHA-1.
static void times_have_the_codes_of_rfc_6238(void **state) {
    (void)state;
    static const struct {
        uint64_t time;
        uint32_t code;
    } rows[] = {{59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
                {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(hotp(SECRET, rows[i].time / TOTP_SECONDS, 8), rows[i].code);
}

// 287082 is the code of step 1, which lasts from 30 to 59.
static void a_code_holds_one_step_around_and_only_once(void **state) {
    (void)state;
    static const struct {
        const char *code;
        int64_t now, last;
        bool holds;
    } rows[] = {
        {"287082", 30, 0, true},  {"287082", 59, 0, true},  {"287082", 89, 0, true},
        {"287082", 90, 0, false}, {"287082", 45, 1, false}, {"287082", 45, 2, false},
        {"287083", 45, 0, false}, {"28708", 45, 0, false},  {"2870820", 45, 0, false},
        {" 87082", 45, 0, false}, {"", 45, 0, false},       {"287082", 0, 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t step = 0;
        bool holds = totp_check(SECRET, str_from(rows[i].code), rows[i].now, rows[i].last, &step);
        assert_int_equal(holds, rows[i].holds);
        assert_int_equal(step, holds ? 1 : 0);
    }
}

static void without_a_secret_no_code_holds(void **state) {
    (void)state;
    int64_t step;
    assert_false(totp_check(STR(""), STR("287082"), 45, 0, &step));
}

// RFC 4648, section 10, without padding.
static void base_32_is_that_of_rfc_4648(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"", ""},
                                          {"f", "MY"},
                                          {"fo", "MZXQ"},
                                          {"foo", "MZXW6"},
                                          {"foob", "MZXW6YQ"},
                                          {"fooba", "MZXW6YTB"},
                                          {"foobar", "MZXW6YTBOI"}};
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str back;
        assert_true(str_is(base32_text(a, str_from(rows[i][0])), str_from(rows[i][1])));
        assert_true(base32_parse(a, str_from(rows[i][1]), &back));
        assert_true(str_is(back, str_from(rows[i][0])));
    }
    static const char *const wrong[] = {"M", "MZ", "MZX", "my", "MY======", "M1", "MZXW6YT"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Str back;
        assert_false(base32_parse(a, str_from(wrong[i]), &back));
    }
    arena_free(a);
}

static void an_authenticator_reads_the_address(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_true(
        str_is(totp_uri(a, STR("soft law"), STR("li&x"), SECRET),
               STR("otpauth://totp/soft%20law:li%26x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                   "&issuer=soft%20law&algorithm=SHA1&digits=6&period=30")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counters_have_the_codes_of_rfc_4226),
        cmocka_unit_test(times_have_the_codes_of_rfc_6238),
        cmocka_unit_test(a_code_holds_one_step_around_and_only_once),
        cmocka_unit_test(without_a_secret_no_code_holds),
        cmocka_unit_test(base_32_is_that_of_rfc_4648),
        cmocka_unit_test(an_authenticator_reads_the_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
