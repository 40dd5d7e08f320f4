// app/notice_send_test.c - mail and calls: sent once, tried again, collected, ended
#include "app/notice_fixture_test.h"

#include "base/peer_test.h"

// dai, of shandong, has an address; each remark of wen is a notice for him.
static int64_t add_mail(Office *o, Lang lang, bool is_daily) {
    WhoView dai = who("dai");
    int64_t number;
    App *app = app_at(o, lang, SECONDS);
    share(o);
    assert_true(app_channel_mail(app, o->people, &dai, STR("dai@shandong.example"), is_daily,
                                 &number, NULL));
    return number;
}

static void remark(Office *o) {
    WhoView wen = who("wen");
    int64_t number;
    assert_true(
        app_remark(o->app, o->people, &wen, o->id, STR(""), STR("by when?"), &number, NULL));
}

static OpenPeople *people_at(Office *o, App *app) {
    OpenPeople *p = app_people_open(app, o->db, NULL);
    assert_non_null(p);
    return p;
}

// What is sent so many seconds after the day began.
static NoticeSent send_after(Office *o, const Peer *to, int64_t seconds) {
    NoticeSent sent;
    App *app = app_at(o, LANG_EN, SECONDS + seconds);
    NoticeSending how = {.smtp = str_fmt(o->arena, "smtp://127.0.0.1:%d", to->port),
                         .from = STR("office@example.org"),
                         .is_local_allowed = true,
                         .seconds = 5};
    assert_true(app_notice_send(app, people_at(o, app), &how, &sent, NULL));
    return sent;
}

static void a_notice_is_mailed_once(void **state) {
    static Peer peer;
    Office *o = *state;
    add_mail(o, LANG_EN, false);
    remark(o);
    peer_start(&peer, true, 250);
    assert_int_equal(send_after(o, &peer, 0).sent, 1);
    assert_int_equal(send_after(o, &peer, 9999999).sent, 0);
    peer_end(&peer);
    assert_int_equal(peer.calls, 1);
    assert_non_null(strstr(peer.heard, "RCPT TO:<dai@shandong.example>"));
}

static void what_fails_is_tried_again_after_a_minute_and_given_up_in_the_end(void **state) {
    static Peer peer;
    Office *o = *state;
    NoticeSent sent = {0, 0, 0};
    add_mail(o, LANG_EN, false);
    remark(o);
    peer_start(&peer, true, 451);
    assert_int_equal(send_after(o, &peer, 0).later, 1);
    assert_int_equal(send_after(o, &peer, 59).later, 0);
    assert_int_equal(send_after(o, &peer, 60).later, 1);
    for (int64_t days = 1; days < 12; days++) sent = send_after(o, &peer, days * 24 * 60 * 60);
    peer_end(&peer);
    assert_true(peer.calls == 9 && sent.later == 0 && sent.failed == 0);
}

static void a_digest_waits_for_the_day_and_is_one_mail(void **state) {
    static Peer peer;
    Office *o = *state;
    add_mail(o, LANG_ZH, true);
    remark(o);
    remark(o);
    peer_start(&peer, true, 250);
    assert_int_equal(send_after(o, &peer, 0).sent, 0);
    assert_int_equal(send_after(o, &peer, 24 * 60 * 60).sent, 2);
    peer_end(&peer);
    assert_int_equal(peer.calls, 1);
    assert_non_null(strstr(peer.heard, "=?UTF-8?B?MiDmnaHl")); // "2 条…"
}

static void who_has_left_and_who_has_ended_his_address_gets_nothing(void **state) {
    static Peer peer;
    Office *o = *state;
    WhoView dai = who("dai");
    int64_t number = add_mail(o, LANG_EN, false);
    remark(o);
    RoleView r = {STR("dai"), STR("shandong"), STR("drafter"), STR("")};
    assert_true(app_role_revoke(o->app, o->people, NULL, &r, NULL));
    peer_start(&peer, true, 250);
    assert_int_equal(send_after(o, &peer, 0).failed, 1);
    assert_true(app_role_grant(o->app, o->people, NULL, &r, NULL));
    remark(o);
    assert_true(app_channel_end(o->app, o->people, &dai, number, NULL));
    assert_false(app_channel_end(o->app, o->people, &dai, number, NULL));
    assert_int_equal(send_after(o, &peer, 0).sent, 0);
    peer_end(&peer);
    assert_int_equal(peer.calls, 0);
}

static void a_program_of_an_organisation_is_called_for_each_event_of_it(void **state) {
    static Peer peer;
    Office *o = *state;
    WhoView chief = {.person = STR("chief"),
                     .organisation = STR("shandong"),
                     .role_set = 1u << 9, // administrator
                     .scope = UINT32_MAX >> 16,
                     .has_factor = true};
    WhoView dai = who("dai");
    ChannelList list;
    Str secret;
    int64_t number;
    share(o);
    peer_start(&peer, false, 204);
    Str url = str_fmt(o->arena, "http://127.0.0.1:%d/in", peer.port);
    assert_true(app_channel_hook(o->app, o->people, &chief, url, true, &secret, &number, NULL));
    assert_true(app_channels(o->app, o->people, &dai, &list, NULL) && list.count == 0);
    assert_false(app_channel_end(o->app, o->people, &dai, number, NULL));
    remark(o);
    assert_int_equal(send_after(o, &peer, 0).sent, 1);
    peer_end(&peer);
    assert_non_null(strstr(peer.heard, "\"kind\":\"remark\""));
    assert_non_null(strstr(peer.heard, "webhook-signature: v1,"));
    assert_null(strstr(peer.heard, str_c(o->arena, secret)));
}

static void a_wrong_address_is_not_kept(void **state) {
    Office *o = *state;
    WhoView dai = who("dai");
    int64_t number;
    Str secret;
    assert_false(
        app_channel_mail(o->app, o->people, &dai, STR("a@b\r\nDATA"), false, &number, NULL));
    assert_false(app_channel_hook(o->app, o->people, &dai, STR("file:///etc/passwd"), true, &secret,
                                  &number, NULL));
    assert_false(app_channel_hook(o->app, o->people, &dai, STR("http://example.org/"), false,
                                  &secret, &number, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_OFFICE(a_notice_is_mailed_once),
        AT_OFFICE(what_fails_is_tried_again_after_a_minute_and_given_up_in_the_end),
        AT_OFFICE(a_digest_waits_for_the_day_and_is_one_mail),
        AT_OFFICE(who_has_left_and_who_has_ended_his_address_gets_nothing),
        AT_OFFICE(a_program_of_an_organisation_is_called_for_each_event_of_it),
        AT_OFFICE(a_wrong_address_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
