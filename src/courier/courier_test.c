// courier/courier_test.c - texts, signatures and addresses; a peer that listens, refuses, is
// private
#include "base/peer_test.h"
#include "courier/courier.h"

#define SECRET STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

// ---- texts --------------------------------------------------------------------------------------

static void a_mail_has_short_lines_and_no_line_of_others(void **state) {
    (void)state;
    Arena *a = arena_new();
    Mail m = {STR("office@example.org"),
              STR("wen@example.org"),
              STR("黄河流域横向生态补偿协议于明日到期，请及时办理付款手续\r\nBcc: x@y"),
              STR("正文\r\n.\r\nQUIT"),
              STR("notice-1@example.org"),
              1770000000};
    Str text = mail_text(a, &m);
    const char *line = str_c(a, text);
    assert_non_null(strstr(line, "Date: Mon, 2 Feb 2026 02:40:00 +0000\r\n"));
    assert_non_null(strstr(line, "Subject: =?UTF-8?B?"));
    assert_null(strstr(line, "Bcc"));
    assert_null(strstr(line, "QUIT"));
    for (const char *end; (end = strstr(line, "\r\n")); line = end + 2)
        assert_true(end - line <= 76);
    arena_free(a);
}

static void a_mail_address_is_one_plain_address(void **state) {
    (void)state;
    assert_true(mail_address_is(STR("wen.li+desk@gov.example")));
    static const char *const WRONG[] = {"",        "wen",   "@x",          "wen@",
                                        "a@b@c",   "a b@c", "a@b\r\nRCPT", "<a@b>",
                                        "a@b,c@d", "-oX@b", "a\"@b"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(mail_address_is(str_from(WRONG[i])));
}

// The example of the libraries of Standard Webhooks.
static void a_call_is_signed_as_standard_webhooks_has_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str body = STR("{\"test\": 2432232314}"), id = STR("msg_p5jXN8AQM9LWM0D4loKWxJek");
    Str code = hook_signature(a, SECRET, id, 1614265330, body);
    assert_true(str_is(code, STR("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")));
    assert_true(str_is(hook_signature(a, STR("none"), id, 1, body), STR("")));
    arena_free(a);
}

// ---- addresses ----------------------------------------------------------------------------------

static void only_addresses_of_the_public_internet_are_public(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool is_public;
    } CASES[] = {
        {"93.184.216.34", true},      {"127.0.0.1", false},       {"10.1.2.3", false},
        {"172.16.0.1", false},        {"172.31.255.255", false},  {"172.32.0.1", true},
        {"192.168.1.1", false},       {"169.254.169.254", false}, {"100.64.0.1", false},
        {"0.0.0.0", false},           {"224.0.0.1", false},       {"255.255.255.255", false},
        {"198.19.255.255", false},    {"198.20.0.1", true},       {"::1", false},
        {"::ffff:127.0.0.1", false},  {"fe80::1", false},         {"fd00::1", false},
        {"64:ff9b::7f00:1", false},   {"2002:7f00:1::", false},   {"2001:db8::1", false},
        {"2606:2800:220:1::1", true},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        unsigned char bytes[16];
        bool is_6 = strchr(CASES[i].text, ':');
        assert_int_equal(inet_pton(is_6 ? AF_INET6 : AF_INET, CASES[i].text, bytes), 1);
        assert_int_equal(address_is_public(bytes, is_6 ? 16 : 4), CASES[i].is_public);
    }
}

static void a_program_is_called_by_https_and_without_a_user(void **state) {
    (void)state;
    assert_true(hook_address_is(STR("https://example.org/hook?x=1"), false));
    static const char *const WRONG[] = {
        "http://example.org/", "file:///etc/passwd",  "https://",      "https://a:b@example.org/",
        "https://a b/",        "gopher://127.0.0.1/", "https://a\\@b/"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        assert_false(hook_address_is(str_from(WRONG[i]), false));
}

// ---- peers --------------------------------------------------------------------------------------

static Hook hook_to(Arena *a, const Peer *p, bool is_local_allowed) {
    const char *scheme = is_local_allowed ? "http" : "https";
    return (Hook){.url = str_fmt(a, "%s://127.0.0.1:%d/in", scheme, p->port),
                  .secret = SECRET,
                  .id = STR("notice-1"),
                  .body = STR("{\"number\":1}"),
                  .at = 1770000000,
                  .is_local_allowed = is_local_allowed,
                  .seconds = 5};
}

static CourierResult call(Arena *a, int answer, bool is_local_allowed, Peer *p) {
    peer_start(p, false, answer);
    Hook h = hook_to(a, p, is_local_allowed);
    CourierResult r = hook_call(a, &h);
    peer_end(p);
    return r;
}

static void a_call_brings_its_body_and_signature(void **state) {
    (void)state;
    static Peer p;
    Arena *a = arena_new();
    assert_int_equal(call(a, 204, true, &p).outcome, COURIER_SENT);
    Str code = hook_signature(a, SECRET, STR("notice-1"), 1770000000, STR("{\"number\":1}"));
    assert_non_null(strstr(p.heard, str_c(a, code)));
    assert_non_null(strstr(p.heard, "webhook-timestamp: 1770000000\r\n"));
    assert_non_null(strstr(p.heard, "\r\n\r\n{\"number\":1}"));
    arena_free(a);
}

static void a_call_that_fails_or_is_sent_elsewhere_is_tried_again(void **state) {
    (void)state;
    static Peer p;
    Arena *a = arena_new();
    static const int ANSWERS[] = {500, 404, 302, 307};
    for (size_t i = 0; i < sizeof ANSWERS / sizeof *ANSWERS; i++) {
        assert_int_equal(call(a, ANSWERS[i], true, &p).outcome, COURIER_LATER);
        assert_int_equal(p.calls, 1);
    }
    arena_free(a);
}

static void a_private_address_is_not_even_connected_to(void **state) {
    (void)state;
    static Peer p;
    Arena *a = arena_new();
    assert_int_equal(call(a, 204, false, &p).outcome, COURIER_NEVER);
    assert_int_equal(p.calls, 0);
    arena_free(a);
}

// OWASP's cheat sheet on SSRF: the same machine under other names, as numbers in other bases,
// mapped into IPv6, and by a name that leads there.
static void nor_under_another_spelling(void **state) {
    (void)state;
    static Peer p;
    Arena *a = arena_new();
    static const char *const HOSTS[] = {
        "localhost",  "LOCALHOST.",         "127.1", "2130706433",        "0x7f000001",
        "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0",
        "127.0.0.1.", "127.000.000.001",
    };
    peer_start(&p, false, 204);
    for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++) {
        Hook h = hook_to(a, &p, false);
        h.url = str_fmt(a, "https://%s:%d/in", HOSTS[i], p.port);
        CourierResult r = hook_call(a, &h);
        if (r.outcome == COURIER_SENT) fail_msg("%s", HOSTS[i]);
    }
    assert_int_equal(p.calls, 0);
    peer_end(&p);
    arena_free(a);
}

static CourierResult mail(Arena *a, int answer, Peer *p) {
    Mail m = {STR("office@example.org"),
              STR("wen@example.org"),
              STR("a"),
              STR("b"),
              STR("n@example.org"),
              1770000000};
    peer_start(p, true, answer);
    MailServer server = {.url = str_fmt(a, "smtp://127.0.0.1:%d", p->port), .seconds = 5};
    CourierResult r = mail_send(a, &server, &m);
    peer_end(p);
    return r;
}

static void a_mail_is_sent_tried_again_or_refused_for_good(void **state) {
    (void)state;
    static Peer p;
    Arena *a = arena_new();
    assert_int_equal(mail(a, 250, &p).outcome, COURIER_SENT);
    assert_non_null(strstr(p.heard, "RCPT TO:<wen@example.org>"));
    assert_int_equal(mail(a, 451, &p).outcome, COURIER_LATER);
    assert_int_equal(mail(a, 554, &p).outcome, COURIER_NEVER);
    arena_free(a);
}

static void waiting_grows_and_ends(void **state) {
    (void)state;
    int64_t sum = 0, tries = 1;
    for (; courier_wait(tries); tries++) {
        assert_true(tries == 1 || courier_wait(tries) > courier_wait(tries - 1));
        sum += courier_wait(tries);
    }
    assert_int_equal(tries, 9);
    assert_in_range(sum, 48 * 3600, 72 * 3600);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_has_short_lines_and_no_line_of_others),
        cmocka_unit_test(a_mail_address_is_one_plain_address),
        cmocka_unit_test(a_call_is_signed_as_standard_webhooks_has_it),
        cmocka_unit_test(only_addresses_of_the_public_internet_are_public),
        cmocka_unit_test(a_program_is_called_by_https_and_without_a_user),
        cmocka_unit_test(a_call_brings_its_body_and_signature),
        cmocka_unit_test(a_call_that_fails_or_is_sent_elsewhere_is_tried_again),
        cmocka_unit_test(a_private_address_is_not_even_connected_to),
        cmocka_unit_test(nor_under_another_spelling),
        cmocka_unit_test(a_mail_is_sent_tried_again_or_refused_for_good),
        cmocka_unit_test(waiting_grows_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
