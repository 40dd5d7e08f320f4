// app/desk_test.c - organisations at work: a draft, its versions, four eyes, facts, a payment
#include "app/desk.h"
#include "app/draft_diff.h"
#include "app/ledger.h"
#include "app/store_fixture_test.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define ID STR("yellow-river-2021")

typedef struct Desk {
    Arena *arena;
    App *app;
    char folder[32];
    Str db, text, facts;
    OpenPeople *people;
} Desk;

static const char *const PEOPLE[] = {"wen", "an", "bo", "chen", "dai", "outsider"};

static void add_people(Desk *d) {
    static const char *const OTHERS[] = {"shandong", "town"};
    Str made;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        OrganisationView o = {str_from(OTHERS[i]), STR("region"), str_from(OTHERS[i])};
        assert_true(app_organisation_add(d->app, d->people, NULL, o, NULL));
    }
    for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
        assert_true(app_person_add(d->app, d->people, NULL, str_from(PEOPLE[i]),
                                   str_from(PEOPLE[i]), &made, NULL));
}

static int make_desk(void **state) {
    Arena *a = arena_new();
    Desk *d = ARENA_NEW(a, Desk);
    Str made;
    *d = (Desk){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    d->app = app_new(a, (AppOptions){.sys = sys_fixed(a, 1770000000000000, 3)});
    assert_non_null(mkdtemp(d->folder));
    d->db = str_fmt(a, "%s/db", d->folder);
    OfficeStart start = {.db = d->db,
                         .organisation = STR("henan"),
                         .person = STR("chief"),
                         .password = STR("kettle ochre vowel lantern")};
    assert_true(app_office_init(d->app, &start, &made, NULL));
    d->people = app_people_open(d->app, d->db, NULL);
    add_people(d);
    assert_true(file_read(a, STR("examples/yellow-river.md"), 1 << 20, &d->text, NULL));
    assert_true(file_read(a, STR("examples/yellow-river.facts.csv"), 1 << 20, &d->facts, NULL));
    *state = d;
    return 0;
}

static int end_desk(void **state) {
    Desk *d = *state;
    drop_office(d->arena, d->folder);
    return 0;
}

// ---- who acts -----------------------------------------------------------------------------------

static uint32_t role(const char *name) {
    static const char *const NAMES[] = {"drafter",   "finance",       "reviewer",      "signatory",
                                        "evaluator", "data-provider", "credit-officer"};
    for (uint32_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(NAMES[i], name) == 0) return 1u << i;
    fail();
    return 0;
}

static WhoView who(const char *person, const char *organisation, const char *of) {
    return (WhoView){.person = str_from(person),
                     .organisation = str_from(organisation),
                     .role_set = role(of),
                     .scope = UINT32_MAX >> 16,
                     .has_factor = true};
}

static void begin_draft(Desk *d) {
    WhoView wen = who("wen", "henan", "drafter");
    Str id;
    assert_true(app_draft_begin(d->app, d->people, &wen, STR(""), d->text, &id, NULL));
    assert_true(str_is(id, ID));
}

static const char *approve(Desk *d, const WhoView *by, int64_t number) {
    const char *verdict = "failed";
    Err err = {.code = ERR_NONE};
    if (!app_proposal_approve(d->app, d->people, by, number, &verdict, &err)) return "failed";
    return verdict;
}

static void publish(Desk *d) {
    WhoView an = who("an", "henan", "signatory"), bo = who("bo", "henan", "signatory");
    int64_t number;
    assert_true(app_propose_publish(d->app, d->people, &an, ID, &number, NULL));
    assert_string_equal(approve(d, &bo, number), "yes");
}

// ---- drafts -------------------------------------------------------------------------------------

static void a_draft_begins_from_a_template_under_the_id_of_its_text(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter");
    Str id;
    assert_true(app_draft_begin(d->app, d->people, &wen, STR("ecological-compensation"), STR(""),
                                &id, NULL));
    const DraftView *v = app_draft(d->app, d->people, id, 0, NULL);
    assert_non_null(v);
    assert_true(v->row.version == 1 && v->is_last && v->provision_count > 3);
    assert_false(app_draft_begin(d->app, d->people, &wen, STR("ecological-compensation"), STR(""),
                                 &id, NULL));
}

static void who_saves_on_an_old_version_is_told_who_was_first(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter"), dai = who("dai", "shandong", "drafter");
    int64_t version;
    Err err = {.code = ERR_NONE};
    begin_draft(d);
    Str longer = str_fmt(d->arena, "%.*s\n", STR_ARG(d->text));
    assert_true(
        app_draft_save(d->app, d->people, &dai, ID, 1, longer, STR("a line"), &version, NULL));
    assert_int_equal(version, 2);
    assert_false(app_draft_save(d->app, d->people, &wen, ID, 1, d->text, STR(""), &version, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_true(str_is(err.message.args[0], STR("dai")) && str_is(err.message.args[1], STR("2")));
    const DraftView *v = app_draft(d->app, d->people, ID, 0, NULL);
    assert_true(v->version_count == 2 && str_is(v->text, longer));
    assert_true(str_is(app_draft(d->app, d->people, ID, 1, NULL)->text, d->text));
}

static void what_an_organisation_is_to_a_draft_follows_from_invitations(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter");
    const char *relation;
    DraftList list;
    begin_draft(d);
    assert_true(app_draft_relation(d->app, d->people, ID, STR("henan"), &relation, NULL));
    assert_string_equal(relation, "own");
    assert_true(app_draft_relation(d->app, d->people, ID, STR("shandong"), &relation, NULL));
    assert_string_equal(relation, "other");
    assert_true(app_invite(d->app, d->people, &wen, ID, STR("shandong"), STR("partner"), NULL));
    assert_true(app_draft_relation(d->app, d->people, ID, STR("shandong"), &relation, NULL));
    assert_string_equal(relation, "partner");
    WhoView dai = who("dai", "shandong", "drafter"), out = who("outsider", "town", "drafter");
    assert_true(app_drafts(d->app, d->people, &dai, NULL, &list, NULL) && list.count == 1);
    assert_true(app_drafts(d->app, d->people, &out, NULL, &list, NULL) && list.count == 0);
    assert_true(app_uninvite(d->app, d->people, ID, STR("shandong"), NULL));
    assert_true(app_drafts(d->app, d->people, &dai, NULL, &list, NULL) && list.count == 0);
    assert_false(app_invite(d->app, d->people, &wen, ID, STR("nobody"), STR("partner"), NULL));
    assert_false(app_invite(d->app, d->people, &wen, ID, STR("town"), STR("owner"), NULL));
}

static void a_remark_is_open_until_somebody_closes_it(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter"), dai = who("dai", "shandong", "reviewer");
    int64_t number;
    TalkView talk;
    begin_draft(d);
    assert_true(
        app_remark(d->app, d->people, &dai, ID, STR("art_2"), STR("by when?"), &number, NULL));
    assert_true(app_talk(d->app, d->people, ID, NULL, &talk, NULL) && talk.remark_count == 1);
    assert_true(str_is(talk.remarks[0].closed_by, STR("")));
    assert_true(app_remark_close(d->app, d->people, &wen, ID, number, NULL));
    assert_false(app_remark_close(d->app, d->people, &wen, ID, number, NULL));
    assert_true(app_talk(d->app, d->people, ID, NULL, &talk, NULL) && talk.remark_count == 1);
    assert_true(str_is(talk.remarks[0].closed_by, STR("wen")));
    assert_false(app_remark(d->app, d->people, &dai, ID, STR(""), STR(" "), &number, NULL));
}

// ---- what binds or pays -------------------------------------------------------------------------

static void nobody_publishes_his_own_proposal(void **state) {
    Desk *d = *state;
    WhoView an = who("an", "henan", "signatory"), bo = who("bo", "henan", "signatory");
    WhoView weak = bo, dai = who("dai", "shandong", "signatory");
    int64_t number;
    Portal portal = {.db = d->db};
    begin_draft(d);
    assert_true(app_propose_publish(d->app, d->people, &an, ID, &number, NULL));
    assert_string_equal(approve(d, &an, number), "own-work");
    weak.has_factor = false;
    assert_string_equal(approve(d, &weak, number), "no-factor");
    assert_string_equal(approve(d, &dai, number), "no-right");
    assert_null(app_portal_agreement(d->app, &portal, ID, NULL));
    assert_string_equal(approve(d, &bo, number), "yes");
    const PortalAgreement *g = app_portal_agreement(d->app, &portal, ID, NULL);
    assert_non_null(g);
    assert_string_equal(approve(d, &bo, number), "failed");
}

static void a_text_with_errors_is_not_proposed(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter"), an = who("an", "henan", "signatory");
    int64_t number, version;
    Err err = {.code = ERR_NONE};
    begin_draft(d);
    Str wrong =
        str_fmt(d->arena, "%.*s\n```terms\npayments: {x: {from: nobody}}\n```\n", STR_ARG(d->text));
    assert_true(app_draft_save(d->app, d->people, &wen, ID, 1, wrong, STR(""), &version, NULL));
    assert_true(app_draft(d->app, d->people, ID, 0, NULL)->error_count > 0);
    App *other = app_new(d->arena, (AppOptions){.sys = sys_fixed(d->arena, 1770000000000000, 3)});
    assert_false(app_propose_publish(other, d->people, &an, ID, &number, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
}

static App *fresh(Desk *d) {
    return app_new(d->arena, (AppOptions){.sys = sys_fixed(d->arena, 1770000000000000, 3)});
}

static void facts_with_a_faulty_row_are_not_kept(void **state) {
    Desk *d = *state;
    WhoView chen = who("chen", "henan", "data-provider");
    int64_t number;
    UploadList list;
    begin_draft(d);
    publish(d);
    App *app = fresh(d);
    Str wrong = str_fmt(d->arena, "%.*snonsense,1,2,3\n", STR_ARG(d->facts));
    assert_true(app_upload(app, d->people, &chen, ID, STR("station"),
                           &(UploadFile){STR("q1"), wrong}, 1, &number, NULL));
    assert_int_equal(number, 0);
    assert_true(app_findings(app)->error_count > 0);
    assert_true(app_uploads(app, d->people, ID, NULL, &list, NULL) && list.count == 0);
}

// Facts, confirmed by another, make a payment; which another approves.
static int64_t confirm_facts(Desk *d) {
    WhoView chen = who("chen", "henan", "data-provider"), bo = who("bo", "henan", "finance");
    int64_t number;
    ProposalList waiting;
    assert_true(app_upload(fresh(d), d->people, &chen, ID, STR("stations"),
                           &(UploadFile){STR("all"), d->facts}, 1, &number, NULL));
    assert_true(number > 0);
    assert_true(app_proposals(d->app, d->people, &bo, STR(""), NULL, &waiting, NULL));
    assert_int_equal(waiting.count, 1);
    assert_string_equal(approve(d, &bo, waiting.items[0].number), "yes");
    return number;
}

static void what_is_confirmed_is_settled_and_posted_by_a_second_person(void **state) {
    Desk *d = *state;
    WhoView an = who("an", "henan", "finance"), bo = who("bo", "henan", "finance");
    int64_t number;
    begin_draft(d);
    publish(d);
    confirm_facts(d);
    const Settlement *s = app_draft_settle(fresh(d), d->people, ID, NULL);
    assert_non_null(s);
    assert_true(settlement_line_count(s) > 0);
    assert_true(app_propose_pay(fresh(d), d->people, &an, ID, STR("2021"), &number, NULL));
    assert_string_equal(approve(d, &an, number), "own-work");
    assert_null(app_statement(d->app, d->db, ID, STR("2021"), NULL));
    assert_string_equal(approve(d, &bo, number), "yes");
    const Settlement *posted = app_statement(fresh(d), d->db, ID, STR("2021"), NULL);
    assert_non_null(posted);
    ProposalView v;
    assert_true(app_proposal(d->app, d->people, number, &v, NULL));
    assert_true(str_is(v.state, STR("done")) && str_is(v.result, STR("1")));
    assert_false(app_propose_pay(fresh(d), d->people, &an, ID, STR("1999"), &number, NULL));
}

static Str replaced(Arena *a, Str text, Str from, Str to) {
    Buf b = {.arena = a};
    size_t at = 0;
    for (int64_t next; (next = str_find(text, from, at)) >= 0; at = (size_t)next + from.size) {
        buf_add(&b, str_part(text, at, (size_t)next - at));
        buf_add(&b, to);
    }
    buf_add(&b, str_part(text, at, text.size - at));
    return buf_str(&b);
}

static void versions_are_compared_with_what_they_come_to(void **state) {
    Desk *d = *state;
    WhoView wen = who("wen", "henan", "drafter");
    int64_t version;
    begin_draft(d);
    assert_null(app_draft_diff(fresh(d), d->people, ID, 0, 0, NULL)->view);
    Str dearer = replaced(d->arena, d->text, STR("60000000"), STR("70000000"));
    assert_true(app_draft_save(d->app, d->people, &wen, ID, 1, dearer, STR(""), &version, NULL));
    const DraftDiff *x = app_draft_diff(fresh(d), d->people, ID, 0, 0, NULL);
    assert_true(str_is(x->before, STR("1")) && str_is(x->after, STR("2")) && x->count == 2);
    assert_true(x->view->provision_count > 0);
    assert_false(x->view->has_effect);

    publish(d);
    confirm_facts(d);
    x = app_draft_diff(fresh(d), d->people, ID, 1, 2, NULL);
    assert_true(x->view->has_effect && x->view->transfer_count == 1);
    assert_string_equal(str_c(d->arena, dec_text(d->arena, x->view->transfers[0].amount)),
                        "20000000");

    // Facts that the last version does not know tell nothing of payments, and what changed is told.
    Str renamed = replaced(d->arena, dearer, STR("水质类别"), STR("水的类别"));
    assert_true(app_draft_save(d->app, d->people, &wen, ID, 2, renamed, STR(""), &version, NULL));
    x = app_draft_diff(fresh(d), d->people, ID, 0, 0, NULL);
    assert_true(x->view->provision_count > 0);
    assert_false(x->view->has_effect);
    Err err = {.code = ERR_NONE};
    assert_null(app_draft_diff(fresh(d), d->people, ID, 1, 9, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_proposal_that_was_refused_is_over(void **state) {
    Desk *d = *state;
    WhoView an = who("an", "henan", "signatory"), bo = who("bo", "henan", "signatory");
    int64_t number;
    begin_draft(d);
    assert_true(app_propose_publish(d->app, d->people, &an, ID, &number, NULL));
    assert_true(app_proposal_refuse(d->app, d->people, &bo, number, STR("too early"), NULL));
    assert_string_equal(approve(d, &bo, number), "failed");
}

// ---- requests that are sent again ---------------------------------------------------------------

static void a_key_gives_the_same_answer_to_the_same_request_only(void **state) {
    Desk *d = *state;
    KeptReply reply = {200, STR("/x"), STR("{}")}, found;
    bool is_found;
    Err err = {.code = ERR_NONE};
    assert_true(app_reply_find(d->app, d->people, STR("wen"), STR("k1"), STR("a"), &found,
                               &is_found, NULL));
    assert_false(is_found);
    assert_true(app_reply_keep(d->app, d->people, STR("wen"), STR("k1"), STR("a"), &reply, NULL));
    assert_true(app_reply_find(d->app, d->people, STR("wen"), STR("k1"), STR("a"), &found,
                               &is_found, NULL));
    assert_true(is_found && found.status == 200 && str_is(found.go, STR("/x")));
    assert_false(app_reply_find(d->app, d->people, STR("wen"), STR("k1"), STR("b"), &found,
                                &is_found, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_true(
        app_reply_find(d->app, d->people, STR("an"), STR("k1"), STR("b"), &found, &is_found, NULL));
    assert_false(is_found);
}

#define AT_DESK(name) cmocka_unit_test_setup_teardown(name, make_desk, end_desk)

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_draft_begins_from_a_template_under_the_id_of_its_text),
        AT_DESK(who_saves_on_an_old_version_is_told_who_was_first),
        AT_DESK(what_an_organisation_is_to_a_draft_follows_from_invitations),
        AT_DESK(a_remark_is_open_until_somebody_closes_it),
        AT_DESK(nobody_publishes_his_own_proposal),
        AT_DESK(a_text_with_errors_is_not_proposed),
        AT_DESK(facts_with_a_faulty_row_are_not_kept),
        AT_DESK(what_is_confirmed_is_settled_and_posted_by_a_second_person),
        AT_DESK(versions_are_compared_with_what_they_come_to),
        AT_DESK(a_proposal_that_was_refused_is_over),
        AT_DESK(a_key_gives_the_same_answer_to_the_same_request_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
