// office/watch_test.c - nobody is bound and nothing is paid unless a witness watches the log
#include "app/cosign.h"
#include "app/seal.h"
#include "office/actor_test.h"

static const OpenKey *witness_key;
static Str log_verifier; // a line

static Str in_folder(const World *w, const char *name) {
    return str_fmt(w->arena, "%.*s/%s", STR_ARG(w->folder), name);
}

static bool write_in_folder(const World *w, const char *name, Str text) {
    return file_write(w->arena, w->options.options.sys, in_folder(w, name), text, NULL);
}

static const OpenKey *make_key(World *w, const char *name, Str *ret_verifier, Str *ret_witness) {
    App *app = app_new(w->arena, w->options.options);
    KeyUse k = {in_folder(w, name), STR("a river")};
    const SealKeyView *v = app_key_new(app, str_from(name), k, NULL);
    assert_non_null(v);
    *ret_verifier = v->verifier;
    *ret_witness = v->witness;
    return app_key_open(app, k, NULL);
}

// The office signs its log, and names one witness.
static void open_watched(World *w) {
    Str log, ignored, witness;
    open_office(w);
    w->options.portal.key = make_key(w, "log", &log, &ignored);
    witness_key = make_key(w, "shandong", &ignored, &witness);
    w->options.portal.witnesses = str_fmt(w->arena, "%.*s\n", STR_ARG(witness));
    log_verifier = str_fmt(w->arena, "%.*s\n", STR_ARG(log));
    assert_true(write_in_folder(w, "log.pub", log_verifier));
}

static int begin_watched(void **state) {
    return begin_with(state, open_watched);
}

static int end_watched(void **state) {
    static const char *const NAMES[] = {"log", "shandong", "log.pub", "seen", "evidence", "trust"};
    const World *w = *state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        unlink(str_c(w->arena, in_folder(w, NAMES[i])));
    return end(state);
}

static void begin_draft(const World *w) {
    Str text;
    Buf body = {.arena = w->arena};
    assert_true(file_read(w->arena, STR("examples/yellow-river.md"), 1 << 20, &text, NULL));
    buf_add_byte(&body, '{');
    json_add_text(&body, "text", text);
    buf_add_byte(&body, '}');
    assert_int_equal(post(w, "/api/v1/drafts", actor->bearer, buf_str(&body)).status, 200);
}

static const WitnessView *watch(const World *w) {
    App *app = app_new(w->arena, w->options.options);
    WitnessFollow f = {.office = str_fmt(w->arena, "http://127.0.0.1:%d", w->port),
                       .state = in_folder(w, "seen"),
                       .trust = in_folder(w, "log.pub"),
                       .key = witness_key};
    return app_witness_round(app, &f, NULL);
}

static Reply approve(const World *w) {
    return post(w, "/api/v1/drafts/yellow-river-2021/approve", actor->bearer,
                STR("{\"number\":99}"));
}

static void what_binds_waits_for_a_witness(void **state) {
    const World *w = *state;
    begin_draft(w);
    Reply before = approve(w);
    assert_int_equal(before.status, 503);
    assert_true(has(before.body, "no witness has cosigned the log"));
    const WitnessView *v = watch(w);
    assert_true(v && v->is_cosigned && v->is_posted);
    assert_int_equal(approve(w).status, 404);
}

static void a_cosignature_is_fresh_for_four_hours(void **state) {
    const World *w = *state;
    WitnessedView v;
    App *app = app_new(w->arena, w->options.options);
    OpenPeople *people = app_people_open(app, w->db, NULL);
    int64_t now = sys_now(w->options.options.sys) / 1000000;
    assert_true(app_witnessed(app, people, &w->options.portal, now, &v, NULL));
    assert_true(v.is_wanted && !v.is_fresh);
    assert_true(watch(w)->is_posted);
    assert_true(app_witnessed(app, people, &w->options.portal, now, &v, NULL) && v.is_fresh);
    assert_true(str_is(v.witness, STR("shandong")) && v.size > 0);
    int64_t limit = v.at + COSIGN_FRESH_SECONDS;
    assert_true(app_witnessed(app, people, &w->options.portal, limit, &v, NULL) && v.is_fresh);
    assert_true(app_witnessed(app, people, &w->options.portal, limit + 1, &v, NULL));
    assert_false(v.is_fresh);
}

// What is downloaded then is proved by the head that the witness has cosigned.
static void evidence_bears_the_cosignature_of_a_witness(void **state) {
    const World *w = *state;
    App *app = app_new(w->arena, w->options.options);
    assert_int_equal(get(w, "/api/v1/log/checkpoint").status, 404);
    assert_true(has(get(w, "/log?lang=en").body, "has not looked"));
    const WitnessView *v = watch(w);
    assert_true(v && v->is_posted);
    Reply head = get(w, "/api/v1/log/checkpoint");
    assert_true(has(head.body, "— log ") && has(head.body, "— shandong "));
    assert_true(has(get(w, "/log?lang=en").body, "watches"));
    Str evidence = get(w, "/agreements/yellow-river-2021/evidence").body;
    Str trust =
        str_fmt(w->arena, "%.*s%.*s", STR_ARG(w->options.portal.witnesses), STR_ARG(log_verifier));
    assert_true(write_in_folder(w, "evidence", evidence) && write_in_folder(w, "trust", trust));
    const ProofView *proof =
        app_verify_evidence(app, in_folder(w, "evidence"), in_folder(w, "trust"), NULL);
    assert_true(proof && proof->is_sound);
    assert_int_equal(proof->witnesses.count, 1);
    assert_string_equal(proof->witnesses.items[0].verdict, "valid");
}

// What came later than that head is proved by the office's own.
static void what_no_witness_has_seen_yet_is_proved_by_the_head_of_now(void **state) {
    World *w = *state;
    App *app = app_new(w->arena, w->options.options);
    assert_true(watch(w)->is_posted);
    record(w, STR("examples/jing-jin-ji-tax.md"), STR(""));
    Str evidence = get(w, "/agreements/jing-jin-ji-tax/evidence").body;
    assert_true(write_in_folder(w, "evidence", evidence) &&
                write_in_folder(w, "trust", log_verifier));
    const ProofView *proof =
        app_verify_evidence(app, in_folder(w, "evidence"), in_folder(w, "trust"), NULL);
    assert_true(proof && proof->is_sound);
    assert_int_equal(proof->witnesses.count, 0);
}

// A head that the log has signed and no named witness cosigned; and one that the log never signed.
static void nobody_else_stands_in_for_a_witness(void **state) {
    const World *w = *state;
    Buf body = {.arena = w->arena};
    Str head = get(w, "/api/v1/log/head").body;
    int64_t at = str_find(head, STR("\n\n"), 0);
    Str note = str_part(head, (size_t)at + 2, head.size);
    buf_add_byte(&body, '{');
    json_add_text(&body, "note", note);
    buf_add_byte(&body, '}');
    Reply alone = post(w, "/api/v1/log/cosignatures", "", buf_str(&body));
    assert_true(alone.status == 403 && has(alone.body, "no witness that this office names"));
    static const char *const BODIES[] = {"{\"note\":\"x\"}", "{\"note\":\"x\\n\"}",
                                         "{\"note\":\"a\\n1\\nb\\n\\n\\u2014 a AAAA\\n\"}"};
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
        int got = post(w, "/api/v1/log/cosignatures", "", str_from(BODIES[i])).status;
        assert_true(got == 400 || got == 403);
    }
    begin_draft(w);
    assert_int_equal(approve(w).status, 503);
}

#define WATCHED(name) cmocka_unit_test_setup_teardown(name, begin_watched, end_watched)

int main(void) {
    const struct CMUnitTest tests[] = {
        WATCHED(what_binds_waits_for_a_witness),
        WATCHED(a_cosignature_is_fresh_for_four_hours),
        WATCHED(evidence_bears_the_cosignature_of_a_witness),
        WATCHED(what_no_witness_has_seen_yet_is_proved_by_the_head_of_now),
        WATCHED(nobody_else_stands_in_for_a_witness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
