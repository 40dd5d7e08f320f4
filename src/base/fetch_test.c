// base/fetch_test.c - which addresses are public, and what is no address of the web
#include "base/fetch.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// IANA's registries of special-purpose addresses, IPv4 and IPv6.
static void private_addresses_are_told_from_public_ones(void **state) {
    static const struct {
        const char *address;
        bool is_public;
    } ROWS[] = {
        {"127.0.0.1", false},
        {"10.1.2.3", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"172.32.0.1", true},
        {"192.168.1.1", false},
        {"169.254.169.254", false},
        {"100.64.0.1", false},
        {"100.128.0.1", true},
        {"0.0.0.0", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"198.18.0.1", false},
        {"198.20.0.1", true},
        {"9.9.9.9", true},
        {"::1", false},
        {"::", false},
        {"fe80::1", false},
        {"fc00::1", false},
        {"::ffff:10.0.0.1", false},
        {"::ffff:9.9.9.9", true},
        {"2002:7f00:1::", false},
        {"2001:db8::1", false},
        {"2001::1", false},
        {"64:ff9b::7f00:1", false},
        {"2620:fe::fe", true},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
        bool is_v4 = inet_pton(AF_INET, ROWS[i].address, &v4.sin_addr) == 1;
        assert_true(is_v4 || inet_pton(AF_INET6, ROWS[i].address, &v6.sin6_addr) == 1);
        bool found = fetch_is_public(is_v4 ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6);
        if (found != ROWS[i].is_public) fail_msg("%s", ROWS[i].address);
    }
    (void)state;
}

static void what_cannot_be_asked_says_why(void **state) {
    static const struct {
        const char *url;
        bool is_public_only;
        ErrCode code;
    } ROWS[] = {
        {"file:///etc/passwd", false, ERR_INPUT},
        {"gopher://127.0.0.1/", false, ERR_INPUT},
        {"", false, ERR_INPUT},
        {"http://127.0.0.1:1/", false, ERR_PEER},
        {"http://127.0.0.1:1/", true, ERR_DENIED},
        {"http://localhost:1/", true, ERR_DENIED},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        FetchReply reply;
        FetchCall call = {.url = str_from(ROWS[i].url),
                          .limit = 10,
                          .seconds = 3,
                          .is_public_only = ROWS[i].is_public_only};
        assert_false(fetch(a, &call, &reply, &err));
        if (err.code != ROWS[i].code) fail_msg("%s: %d", ROWS[i].url, (int)err.code);
        arena_free(a);
    }
    (void)state;
}

static void an_address_is_taken_apart_as_it_will_be_connected_to(void **state) {
    static const struct {
        const char *url, *origin, *path;
        bool is_loopback;
    } ROWS[] = {
        {"https://office.example", "https://office.example", "", false},
        {"HTTPS://OFFICE.example:443/a/b/", "https://office.example", "/a/b", false},
        {"http://office.example:443", "http://office.example:443", "", false},
        {"http://127.0.0.1:8080/", "http://127.0.0.1:8080", "", true},
        {"http://0x7f.1/", "http://127.0.0.1", "", true},
        {"http://[::1]/", "http://[::1]", "", true},
        {"http://LOCALHOST/", "http://localhost", "", true},
        {"http://localhost.example/", "http://localhost.example", "", false},
        {"http://128.0.0.1/", "http://128.0.0.1", "", false},
        {"http://a@b/", NULL, NULL, false},
        {"http://b/?q", NULL, NULL, false},
        {"http://b/#f", NULL, NULL, false},
        {"file:///etc/passwd", NULL, NULL, false},
        {"b", NULL, NULL, false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        FetchAddress at;
        bool is_address = fetch_address(a, str_from(ROWS[i].url), &at, &err);
        if (is_address != (ROWS[i].origin != NULL)) fail_msg("%s", ROWS[i].url);
        if (!is_address) assert_int_equal(err.code, ERR_INPUT);
        if (is_address) {
            assert_string_equal(str_c(a, at.origin), ROWS[i].origin);
            assert_string_equal(str_c(a, at.path), ROWS[i].path);
            assert_int_equal(at.is_loopback, ROWS[i].is_loopback);
        }
        arena_free(a);
    }
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart_as_it_will_be_connected_to),
        cmocka_unit_test(private_addresses_are_told_from_public_ones),
        cmocka_unit_test(what_cannot_be_asked_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
