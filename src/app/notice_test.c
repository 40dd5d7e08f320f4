// app/notice_test.c - who is told of what, once, in his language
#include "app/notice_fixture_test.h"
#include "app/provider.h"

// ---- one's account ------------------------------------------------------------------------------

static void change_account(Office *o) {
    static const char ISSUER[] = "https://login.henan.example";
    RoleView role = {STR("wen"), STR("henan"), STR("data-provider"), STR("")};
    WhoView wen = who("wen");
    ProgramView program = {.name = STR("gauges"), .scope = STR("read"), .ends_at = SECONDS + 86400};
    Str password, token;
    wen.scope = UINT32_MAX >> 16;
    assert_true(app_role_grant(o->app, o->people, NULL, &role, NULL));
    assert_true(app_role_revoke(o->app, o->people, NULL, &role, NULL));
    assert_true(
        app_link_add(o->app, o->people, NULL, STR("wen"), str_from(ISSUER), STR("7b"), NULL));
    assert_true(app_link_end(o->app, o->people, NULL, STR("wen"), str_from(ISSUER), NULL));
    assert_true(app_person_reset(o->app, o->people, NULL, STR("wen"), false, &password, NULL));
    LoginForm form = {.person = STR("wen"), .password = password, .address = STR("::1")};
    LoginView login;
    assert_true(app_login(o->app, o->people, &form, &login, NULL));
    assert_true(app_password_change(o->app, o->people, login.token, password,
                                    STR("lamp orbit cedar mango"), &token, NULL));
    assert_true(app_password_change(o->app, o->people, token, STR("lamp orbit cedar mango"),
                                    STR("river stone maple kite"), &token, NULL));
    assert_true(app_program_add(o->app, o->people, &wen, &program, &token, NULL));
}

// The replacement of a first password is not: everybody makes it.
static void what_is_changed_at_an_account_is_told_to_its_owner_alone(void **state) {
    static const struct {
        const char *kind;
        size_t count;
    } TOLD[] = {{"account-roles", 2}, {"account-link", 1},     {"account-unlink", 1},
                {"account-reset", 1}, {"account-password", 1}, {"account-token", 1}};
    Office *o = *state;
    assert_int_equal(told(o, o->app, "wen").count, 0);
    change_account(o);
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        assert_int_equal(count(o, "wen", TOLD[i].kind), TOLD[i].count);
        assert_int_equal(count(o, "an", TOLD[i].kind), 0);
    }
    NoticeList zh = told(o, app_at(o, LANG_ZH, SECONDS), "wen");
    for (size_t i = 0; i < zh.count; i++)
        assert_false(str_starts_with(zh.items[i].text, STR("account-")));
}

// ---- events -------------------------------------------------------------------------------------

static void an_invitation_is_told_to_the_invited_organisation_only(void **state) {
    Office *o = *state;
    share(o);
    assert_int_equal(count(o, "dai", "invited-partner"), 1);
    assert_int_equal(count(o, "ma", "invited-partner"), 1);
    assert_int_equal(count(o, "wen", "invited-partner"), 0);
    assert_int_equal(told(o, o->app, "out").count, 0);
}

static void a_remark_is_told_to_who_writes_the_draft_but_not_to_its_author(void **state) {
    Office *o = *state;
    WhoView dai = who("dai");
    int64_t number;
    share(o);
    assert_true(
        app_remark(o->app, o->people, &dai, o->id, STR(""), STR("by when?"), &number, NULL));
    assert_int_equal(count(o, "wen", "remark"), 1);
    assert_int_equal(count(o, "dai", "remark"), 0);
    assert_int_equal(count(o, "chen", "remark"), 0);
    assert_int_equal(count(o, "out", "remark"), 0);
}

static void a_version_is_told_to_the_other_writers(void **state) {
    Office *o = *state;
    WhoView wen = who("wen");
    int64_t version;
    share(o);
    Str longer = str_fmt(o->arena, "%.*s\n", STR_ARG(o->text));
    assert_true(app_draft_save(o->app, o->people, &wen, o->id, 1, longer, STR(""), &version, NULL));
    assert_int_equal(count(o, "dai", "saved"), 1);
    assert_int_equal(count(o, "wen", "saved"), 0);
    assert_false(
        app_draft_save(o->app, o->people, &wen, o->id, 1, longer, STR(""), &version, NULL));
    assert_int_equal(count(o, "dai", "saved"), 1);
}

static void a_proposal_waits_for_who_may_approve_it_and_not_for_its_author(void **state) {
    Office *o = *state;
    share(o);
    propose(o);
    assert_int_equal(count(o, "bo", "waits-publish"), 1);
    assert_int_equal(count(o, "an", "waits-publish"), 0);
    assert_int_equal(count(o, "wen", "waits-publish"), 0);
    assert_int_equal(count(o, "ma", "waits-publish"), 0);
}

static void who_proposed_is_told_what_became_of_it(void **state) {
    Office *o = *state;
    WhoView bo = who("bo");
    share(o);
    assert_true(app_proposal_refuse(o->app, o->people, &bo, propose(o), STR("too early"), NULL));
    assert_int_equal(count(o, "an", "refused"), 1);
    publish(o);
    assert_int_equal(count(o, "an", "done"), 1);
    assert_int_equal(count(o, "bo", "done"), 0);
}

static void nobody_is_told_whose_account_is_closed(void **state) {
    Office *o = *state;
    assert_true(app_person_close(o->app, o->people, NULL, STR("dai"), true, NULL));
    share(o);
    assert_int_equal(count(o, "dai", "invited-partner"), 0);
    assert_int_equal(count(o, "ma", "invited-partner"), 1);
}

// ---- reading ------------------------------------------------------------------------------------

static void what_was_read_is_counted_no_more_and_others_keep_theirs(void **state) {
    Office *o = *state;
    WhoView dai = who("dai");
    share(o);
    NoticeList list = told(o, o->app, "dai");
    assert_int_equal(list.unread, 1);
    assert_true(app_notices_read(o->app, o->people, &dai, list.items[0].number, NULL));
    assert_true(told(o, o->app, "dai").unread == 0 && told(o, o->app, "dai").items[0].is_read);
    assert_int_equal(told(o, o->app, "ma").unread, 1);
}

static void each_reads_in_his_own_language(void **state) {
    Office *o = *state;
    share(o);
    NoticeList en = told(o, o->app, "dai"), zh = told(o, app_at(o, LANG_ZH, SECONDS), "dai");
    assert_true(str_starts_with(en.items[0].text, STR("wen has invited your organisation")));
    assert_true(str_starts_with(zh.items[0].text, STR("wen 邀请贵组织")));
}

static void a_long_list_comes_in_pages(void **state) {
    Office *o = *state;
    WhoView dai = who("dai"), wen = who("wen");
    int64_t number;
    NoticeList first, second;
    share(o);
    for (int i = 0; i < NOTICE_PAGE + 3; i++)
        assert_true(app_remark(o->app, o->people, &dai, o->id, STR(""), STR("?"), &number, NULL));
    assert_true(app_notices(o->app, o->people, &wen, (NoticeWanted){.limit = 0}, &first, NULL));
    assert_true(
        app_notices(o->app, o->people, &wen, (NoticeWanted){.before = first.next}, &second, NULL));
    assert_true(first.count == NOTICE_PAGE && second.count == 3 && !second.next);
    assert_true(first.unread == NOTICE_PAGE + 3);
    assert_true(first.items[NOTICE_PAGE - 1].number > second.items[0].number);
}

// ---- deadlines ----------------------------------------------------------------------------------

// The first payment of the published agreement that has a day.
static const Deadline *first_due(Office *o) {
    Portal portal = {.db = o->db};
    CalendarWindow years_of_2017_and_18 = {17167, 17896};
    const Calendar *c = app_portal_calendar(o->app, &portal, o->id, years_of_2017_and_18, NULL);
    assert_non_null(c);
    for (size_t i = 0; i < c->count; i++)
        if (c->items[i].duty.is_payment) return &c->items[i];
    fail();
    return NULL;
}

static size_t about(Office *o, const char *person, const char *kind, Str date) {
    NoticeList list = told(o, o->app, person);
    size_t n = 0;
    for (size_t i = 0; i < list.count; i++)
        n += str_is(list.items[i].kind, str_from(kind)) &&
             memmem(list.items[i].text.at, list.items[i].text.size, date.at, date.size);
    return n;
}

// What he has been told about it when the warnings ran on this day, counted from that day.
static size_t told_on(Office *o, const Deadline *d, int64_t days, const char *person,
                      const char *kind) {
    App *app = app_at(o, LANG_EN, (d->day + days) * 24 * 60 * 60);
    assert_true(app_notice_deadlines(app, o->people, NULL));
    return about(o, person, kind, d->date);
}

static void a_deadline_is_told_30_7_and_1_days_ahead_once_each(void **state) {
    static const struct {
        int64_t days;
        size_t times;
    } STEPS[] = {{-31, 0}, {-30, 1}, {-30, 1}, {-20, 1}, {-8, 1},
                 {-7, 2},  {-6, 2},  {-1, 3},  {0, 3},   {1, 3}};
    Office *o = *state;
    share(o);
    publish(o);
    const Deadline *d = first_due(o);
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++)
        assert_int_equal(told_on(o, d, STEPS[i].days, "wen", "deadline"), STEPS[i].times);
    assert_int_equal(about(o, "dai", "deadline", d->date), 3);
    assert_int_equal(about(o, "out", "deadline", d->date), 0);
}

static void what_is_missed_is_told_to_finance_and_a_week_later_to_who_signs(void **state) {
    Office *o = *state;
    share(o);
    publish(o);
    const Deadline *d = first_due(o);
    assert_int_equal(told_on(o, d, 0, "ma", "missed"), 0);
    assert_int_equal(told_on(o, d, 1, "ma", "missed"), 1);
    assert_int_equal(told_on(o, d, 7, "an", "missed"), 0);
    assert_int_equal(told_on(o, d, 8, "an", "missed"), 1);
    assert_int_equal(told_on(o, d, 9, "an", "missed"), 1);
    assert_int_equal(about(o, "wen", "missed", d->date), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_OFFICE(what_is_changed_at_an_account_is_told_to_its_owner_alone),
        AT_OFFICE(an_invitation_is_told_to_the_invited_organisation_only),
        AT_OFFICE(a_remark_is_told_to_who_writes_the_draft_but_not_to_its_author),
        AT_OFFICE(a_version_is_told_to_the_other_writers),
        AT_OFFICE(a_proposal_waits_for_who_may_approve_it_and_not_for_its_author),
        AT_OFFICE(who_proposed_is_told_what_became_of_it),
        AT_OFFICE(nobody_is_told_whose_account_is_closed),
        AT_OFFICE(what_was_read_is_counted_no_more_and_others_keep_theirs),
        AT_OFFICE(each_reads_in_his_own_language),
        AT_OFFICE(a_long_list_comes_in_pages),
        AT_OFFICE(a_deadline_is_told_30_7_and_1_days_ahead_once_each),
        AT_OFFICE(what_is_missed_is_told_to_finance_and_a_week_later_to_who_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
