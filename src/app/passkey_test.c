// app/passkey_test.c - a passkey from the first question to the last login, and who is refused
#include "app/passkey.h"
#include "base/base64.h"
#include "passkey/authenticator_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define GOOD STR("kettle ochre vowel lantern")
#define HOME STR("10.0.0.1")
#define ORIGIN STR("https://office.example")
#define SITE STR("office.example")
static const Str NOBODY = {"", 0};

typedef struct Desk {
    Arena *arena;
    App *app;
    char folder[32];
    OpenPeople *people;
    Authenticator key;
    Str handle; // of the chief, as the authenticator keeps it
} Desk;

static LoginView log_in(Desk *d, const char *person) {
    LoginForm form = {.person = str_from(person), .password = GOOD, .address = HOME};
    LoginView v;
    assert_true(app_login(d->app, d->people, &form, &v, NULL));
    return v;
}

static bool add_key(Desk *d, Str token, Str origin, size_t *ret_codes, Err *err) {
    PasskeyAsk ask;
    Str codes[10];
    int64_t number;
    if (!app_passkey_add_begin(d->app, d->people, token, ORIGIN, &ask, err)) return false;
    d->handle = ask.user;
    Str challenge;
    assert_true(base64_parse(d->arena, BASE64_URL, ask.challenge, &challenge));
    Str says = client_says(d->arena, "webauthn.create", challenge, origin);
    PasskeyMade made = {STR("phone"), base64_url(d->arena, says),
                        base64_url(d->arena, authenticator_attest(&d->key, SITE))};
    return app_passkey_add_finish(d->app, d->people, token, ORIGIN, &made, &number, codes,
                                  ret_codes, err);
}

static int make_desk(void **state) {
    Arena *a = arena_new();
    Desk *d = ARENA_NEW(a, Desk);
    Str made;
    size_t codes;
    *d = (Desk){.arena = a, .folder = "/tmp/softlaw-XXXXXX"};
    d->app = app_new(a, (AppOptions){.sys = sys_fixed(a, 1770000000000000, 3)});
    assert_non_null(mkdtemp(d->folder));
    Str db = str_fmt(a, "%s/db", d->folder);
    OfficeStart start = {
        .db = db, .organisation = STR("henan"), .person = STR("chief"), .password = GOOD};
    assert_true(app_office_init(d->app, &start, &made, NULL));
    d->people = app_people_open(d->app, db, NULL);
    assert_non_null(d->people);
    d->key = authenticator_make(a, PASSKEY_ES256, STR("the key"));
    assert_true(add_key(d, log_in(d, "chief").token, ORIGIN, &codes, NULL));
    assert_int_equal(codes, 10);
    *state = d;
    return 0;
}

static int end_desk(void **state) {
    Desk *d = *state;
    static const char *const NAMES[] = {"db",        "db-wal",        "db-shm",
                                        "db.people", "db.people-wal", "db.people-shm"};
    char folder[32], *name[6];
    memcpy(folder, d->folder, sizeof folder);
    for (size_t i = 0; i < 6; i++) assert_true(asprintf(&name[i], "%s/%s", folder, NAMES[i]) > 0);
    arena_free(d->arena);
    for (size_t i = 0; i < 6; i++) unlink(name[i]), free(name[i]);
    assert_int_equal(rmdir(folder), 0);
    return 0;
}

// ---- answers ------------------------------------------------------------------------------------

// What an authenticator gives to the question that whoever shows `token` is asked.
static PasskeyGiven answer(Desk *d, Str token, Str origin, Str *ret_token) {
    PasskeyAsk ask;
    Str challenge;
    assert_true(app_passkey_login_begin(d->app, d->people, token, HOME, ORIGIN, &ask, NULL));
    assert_true(base64_parse(d->arena, BASE64_URL, ask.challenge, &challenge));
    d->key.uses++;
    PasskeyAnswer x = authenticator_answer(&d->key, challenge, origin, SITE);
    *ret_token = ask.token;
    return (PasskeyGiven){
        base64_url(d->arena, d->key.id), d->handle, base64_url(d->arena, x.client_data),
        base64_url(d->arena, x.authenticator_data), base64_url(d->arena, x.signature)};
}

static bool finish(Desk *d, Str token, const PasskeyGiven *x, LoginView *ret, Err *err) {
    return app_passkey_login_finish(d->app, d->people, token, HOME, ORIGIN, x, ret, err);
}

static void need_refused(Desk *d, Str token, const PasskeyGiven *x) {
    LoginView v;
    assert_true(finish(d, token, x, &v, NULL));
    assert_string_equal(v.outcome, "refused");
}

static void a_passkey_is_the_whole_login_and_its_answer_is_good_once(void **state) {
    Desk *d = *state;
    LoginView v;
    WhoView who;
    Str token;
    Err err = {.code = ERR_NONE};
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &token);
    assert_true(finish(d, token, &x, &v, NULL));
    assert_string_equal(v.outcome, "done");
    assert_true(app_who(d->app, d->people, v.token, &who, NULL));
    assert_true(who.has_factor && str_is(who.person, STR("chief")));
    assert_false(finish(d, token, &x, &v, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

static void another_browser_cannot_hand_the_answer_in(void **state) {
    Desk *d = *state;
    LoginView v;
    Str mine, other;
    Err err = {.code = ERR_NONE};
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &mine);
    answer(d, NOBODY, ORIGIN, &other);
    assert_false(finish(d, other, &x, &v, &err) || finish(d, NOBODY, &x, &v, NULL));
    assert_int_equal(err.code, ERR_DENIED);
}

static void what_another_page_was_given_is_refused_and_used_up(void **state) {
    Desk *d = *state;
    LoginView v;
    Str token;
    PasskeyGiven x = answer(d, NOBODY, STR("https://evil.example"), &token);
    need_refused(d, token, &x);
    assert_false(finish(d, token, &x, &v, NULL));
}

static void who_gives_no_name_tells_it_by_the_handle(void **state) {
    Desk *d = *state;
    LoginView v;
    Str token;
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &token);
    x.user = STR("");
    need_refused(d, token, &x);
    x = answer(d, NOBODY, ORIGIN, &token);
    x.user = STR("AAAA");
    need_refused(d, token, &x);
    x = answer(d, log_in(d, "chief").token, ORIGIN, &token);
    x.user = STR("");
    assert_true(finish(d, token, &x, &v, NULL));
    assert_string_equal(v.outcome, "done");
}

static void without_a_password_it_must_be_made_sure_who_uses_it(void **state) {
    Desk *d = *state;
    LoginView v;
    Str token;
    d->key.flags = 1;
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &token);
    need_refused(d, token, &x);
    x = answer(d, log_in(d, "chief").token, ORIGIN, &token);
    assert_true(finish(d, token, &x, &v, NULL));
    assert_string_equal(v.outcome, "done");
}

static size_t times_in_audit(Desk *d, const char *what) {
    AuditList list;
    size_t times = 0;
    assert_true(
        app_audit(d->app, d->people, NULL, &(AuditWanted){.first = 0, .limit = 100}, &list, NULL));
    for (size_t i = 0; i < list.count; i++) times += str_is(list.items[i].what, str_from(what));
    return times;
}

static void a_counter_that_went_back_is_refused_and_told_to_auditors(void **state) {
    Desk *d = *state;
    LoginView v;
    Str token;
    d->key.uses = 7;
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &token);
    assert_true(finish(d, token, &x, &v, NULL));
    assert_string_equal(v.outcome, "done");
    assert_int_equal(times_in_audit(d, "passkey-copied"), 0);
    d->key.uses = 3;
    x = answer(d, NOBODY, ORIGIN, &token);
    need_refused(d, token, &x);
    assert_int_equal(times_in_audit(d, "passkey-copied"), 1);
}

static void the_key_of_another_is_no_second_factor(void **state) {
    Desk *d = *state;
    Str told, token, changed;
    LoginView v;
    Authenticator key = d->key;
    Str handle = d->handle;
    size_t codes;
    assert_true(app_person_add(d->app, d->people, NULL, STR("li"), STR(""), &told, NULL));
    LoginForm form = {.person = STR("li"), .password = told, .address = HOME};
    assert_true(app_login(d->app, d->people, &form, &v, NULL));
    assert_true(app_password_change(d->app, d->people, v.token, told, GOOD, &changed, NULL));
    d->key = authenticator_make(d->arena, PASSKEY_EDDSA, STR("of li"));
    assert_true(add_key(d, changed, ORIGIN, &codes, NULL));
    PasskeyGiven x = answer(d, log_in(d, "chief").token, ORIGIN, &token);
    need_refused(d, token, &x);
    d->key = key;
    d->handle = handle;
    x = answer(d, log_in(d, "chief").token, ORIGIN, &token);
    assert_true(finish(d, token, &x, &v, NULL));
    assert_string_equal(v.outcome, "done");
}

static void a_key_is_added_from_a_page_of_this_office_only(void **state) {
    Desk *d = *state;
    size_t codes;
    Str token;
    LoginView v;
    Err err = {.code = ERR_NONE};
    PasskeyGiven x = answer(d, NOBODY, ORIGIN, &token);
    assert_true(finish(d, token, &x, &v, NULL));
    d->key = authenticator_make(d->arena, PASSKEY_RS256, STR("next"));
    assert_false(add_key(d, v.token, STR("https://evil.example"), &codes, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_true(add_key(d, v.token, ORIGIN, &codes, NULL));
    assert_int_equal(codes, 0);
}

static void an_address_in_numbers_tells_what_to_do(void **state) {
    Desk *d = *state;
    static const struct {
        const char *origin, *hint;
    } ROWS[] = {{"http://127.0.0.1:8080", "http://localhost:8080"},
                {"http://10.0.0.7:8080", "--origin https://NAME"},
                {"http://office.example", "--origin https://NAME"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Err err = {.code = ERR_NONE};
        assert_false(app_passkey_site(str_from(ROWS[i].origin), &err));
        Str hint = lang_render(d->arena, LANG_EN, err.hint);
        assert_true(str_find(hint, str_from(ROWS[i].hint), 0) >= 0);
    }
    assert_true(app_passkey_site(STR("http://localhost:8080"), NULL));
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, make_desk, end_desk)

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_DESK(a_passkey_is_the_whole_login_and_its_answer_is_good_once),
        AT_DESK(another_browser_cannot_hand_the_answer_in),
        AT_DESK(what_another_page_was_given_is_refused_and_used_up),
        AT_DESK(who_gives_no_name_tells_it_by_the_handle),
        AT_DESK(without_a_password_it_must_be_made_sure_who_uses_it),
        AT_DESK(a_counter_that_went_back_is_refused_and_told_to_auditors),
        AT_DESK(the_key_of_another_is_no_second_factor),
        AT_DESK(a_key_is_added_from_a_page_of_this_office_only),
        AT_DESK(an_address_in_numbers_tells_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
