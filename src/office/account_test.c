// office/account_test.c - logging in and out over the socket, and forms that others send
#include "app/people.h"
#include "office/fixture_test.h"

static const char PASSWORD[] = "kettle ochre vowel lantern";

static void add_chief(World *w) {
    Str made;
    OfficeStart start = {.db = w->db,
                         .organisation = STR("henan"),
                         .person = STR("chief"),
                         .password = str_from(PASSWORD)};
    assert_true(app_office_init(app_new(w->arena, w->options.options), &start, &made, NULL));
}

static int begin_office(void **state) {
    return begin_with(state, add_chief);
}

static Reply log_in(const World *w, const char *password, const char *more) {
    return post(w, "/login", more,
                str_fmt(w->arena, "person=chief&password=%s&next=/account", password));
}

// "Cookie: softlaw=…" of a session.
static const char *cookie_of(const World *w, const Reply *r) {
    Str value = header_of(r, "Set-Cookie: "), cookie;
    str_next(&value, ';', &cookie);
    return str_c(w->arena, str_fmt(w->arena, "Cookie: %.*s\r\n", STR_ARG(cookie)));
}

static Str csrf_of(const World *w, const char *cookie) {
    Str page = ask(w, "GET", "/account", cookie).body;
    static const char BEFORE[] = "name=\"csrf\" value=\"";
    int64_t at = str_find(page, str_from(BEFORE), 0);
    assert_true(at > 0);
    return str_part(page, (size_t)at + sizeof BEFORE - 1, 64);
}

static void a_page_of_ones_own_leads_to_the_login_and_back(void **state) {
    World *w = *state;
    Reply first = get(w, "/account");
    assert_int_equal(first.status, 303);
    assert_true(str_is(header_of(&first, "Location: "), STR("/login?next=%2Faccount&lang=en")));
    Reply in = log_in(w, "kettle+ochre+vowel+lantern", "");
    assert_int_equal(in.status, 303);
    assert_true(str_is(header_of(&in, "Location: "), STR("/account")));
    Reply page = ask(w, "GET", "/account", cookie_of(w, &in));
    assert_int_equal(page.status, 200);
    assert_true(has(page.body, "chief") && has(page.head, "Cache-Control: no-store"));
}

static void a_session_is_kept_from_scripts_and_other_sites(void **state) {
    World *w = *state;
    Reply in = log_in(w, "kettle+ochre+vowel+lantern", "");
    Str cookie = header_of(&in, "Set-Cookie: ");
    assert_true(has(cookie, "HttpOnly") && has(cookie, "SameSite=Lax") && has(cookie, "Path=/"));
}

static void a_wrong_password_leads_back_and_sets_no_cookie(void **state) {
    World *w = *state;
    Reply r = log_in(w, "wrong", "");
    assert_true(has(header_of(&r, "Location: "), "/login?next=") && has(r.head, "why=refused"));
    assert_null(header_of(&r, "Set-Cookie: ").at);
}

// OWASP ASVS 5, 6.3.1: after so many failures even the right one is not looked at.
static void guessing_is_stopped(void **state) {
    World *w = *state;
    for (int i = 0; i < 6; i++) log_in(w, "wrong", "");
    Reply r = log_in(w, "kettle+ochre+vowel+lantern", "");
    assert_true(has(r.head, "why=wait"));
    Reply api = post(w, "/api/v1/login", "",
                     STR("{\"person\":\"chief\",\"password\":\"kettle ochre vowel lantern\"}"));
    assert_int_equal(api.status, 429);
    assert_true(header_of(&api, "Retry-After: ").size > 0);
}

static void nobody_is_led_to_another_site(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"//evil.example", "https://evil.example", "/\\evil.example",
                                        "/%09/evil.example", "javascript:alert(1)"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Str body =
            str_fmt(w->arena, "person=chief&password=kettle+ochre+vowel+lantern&next=%s", PATHS[i]);
        Reply r = post(w, "/login", "", body);
        assert_true(str_is(header_of(&r, "Location: "), STR("/desk")));
    }
}

static void a_time_zone_is_chosen_by_its_name(void **state) {
    World *w = *state;
    Reply in = log_in(w, "kettle+ochre+vowel+lantern", "");
    const char *cookie = cookie_of(w, &in);
    Str csrf = csrf_of(w, cookie);
    Str good = str_fmt(w->arena, "csrf=%.*s&zone=Asia/Shanghai", STR_ARG(csrf));
    assert_int_equal(post(w, "/account/zone", cookie, good).status, 303);
    assert_true(has(ask(w, "GET", "/account", cookie).body, "value=\"Asia/Shanghai\" list"));
    Str wrong = str_fmt(w->arena, "csrf=%.*s&zone=Mars/Olympus", STR_ARG(csrf));
    assert_int_equal(post(w, "/account/zone", cookie, wrong).status, 400);
}

// Session fixation: the token that a browser had before is none afterwards.
static void logging_in_gives_a_new_token_and_ends_the_old_one(void **state) {
    World *w = *state;
    Reply first = log_in(w, "kettle+ochre+vowel+lantern", "");
    const char *before = cookie_of(w, &first);
    Reply second = log_in(w, "kettle+ochre+vowel+lantern", before);
    assert_string_not_equal(before, cookie_of(w, &second));
    assert_int_equal(ask(w, "GET", "/account", before).status, 303);
    const char *planted = "Cookie: softlaw=softlaw_s_"
                          "00000000000000000000000000000000000000000000000000000000000000aa\r\n";
    Reply third = log_in(w, "kettle+ochre+vowel+lantern", planted);
    assert_false(has(header_of(&third, "Set-Cookie: "), "00000000000000000000"));
    assert_int_equal(ask(w, "GET", "/account", planted).status, 303);
}

static void a_form_of_another_site_does_nothing(void **state) {
    World *w = *state;
    Reply in = log_in(w, "kettle+ochre+vowel+lantern", "");
    const char *cookie = cookie_of(w, &in);
    Str csrf = csrf_of(w, cookie);
    Str good = str_fmt(w->arena, "csrf=%.*s", STR_ARG(csrf));
    const struct {
        const char *field;
        Str body;
    } ROWS[] = {
        {"", STR("")},
        {"", STR("csrf=0000000000000000000000000000000000000000000000000000000000000000")},
        {"Origin: http://evil.example\r\n", good},
        {"Origin: null\r\n", good},
        {"Sec-Fetch-Site: cross-site\r\n", good},
        {"Sec-Fetch-Site: same-site\r\n", good},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str fields = str_fmt(w->arena, "%s%s", cookie, ROWS[i].field);
        assert_int_equal(post(w, "/logout", str_c(w->arena, fields), ROWS[i].body).status, 403);
    }
    assert_int_equal(ask(w, "GET", "/account", cookie).status, 200);
    Str own = str_fmt(w->arena, "%sOrigin: http://x\r\n", cookie);
    assert_int_equal(post(w, "/logout", str_c(w->arena, own), good).status, 303);
    assert_int_equal(ask(w, "GET", "/account", cookie).status, 303);
}

static void a_program_logs_in_and_is_told_what_is_wrong(void **state) {
    World *w = *state;
    Reply in = post(w, "/api/v1/login", "",
                    STR("{\"person\":\"chief\",\"password\":\"kettle ochre vowel lantern\"}"));
    assert_int_equal(in.status, 200);
    const JsonNode *n = json_parse(w->arena, STR("login"), in.body, NULL);
    Str token = json_find(n, STR("token"))->text;
    Str field = str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token));
    Reply me = ask(w, "GET", "/api/v1/account", str_c(w->arena, field));
    assert_true(me.status == 200 && has(me.body, "\"organisation\":\"henan\""));
    static const struct {
        const char *body;
        int status;
    } ROWS[] = {
        {"{\"person\":\"chief\"}", 400},
        {"{\"person\":\"chief\",\"password\":\"x\",\"admin\":true}", 400},
        {"{\"person\":\"chief\",\"password\":[[]]}", 400},
        {"[]", 400},
        {"{", 400},
        {"{\"person\":\"chief\",\"password\":\"x\"}", 401},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Reply r = post(w, "/api/v1/login", "", str_from(ROWS[i].body));
        assert_int_equal(r.status, ROWS[i].status);
        assert_non_null(json_parse(w->arena, STR("problem"), r.body, NULL));
    }
    assert_int_equal(ask(w, "GET", "/api/v1/account", "").status, 401);
    assert_int_equal(ask(w, "GET", "/api/v1/account", "Authorization: Bearer x\r\n").status, 401);
}

static Str text_of(const World *w, const Reply *r, const char *name) {
    const JsonNode *n = json_find(json_parse(w->arena, STR("r"), r->body, NULL), str_from(name));
    return n ? n->text : STR("");
}

static const char *bearer_of(const World *w, Str token) {
    return str_c(w->arena, str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token)));
}

static Str log_in_as_program(const World *w) {
    Reply in = post(w, "/api/v1/login", "",
                    STR("{\"person\":\"chief\",\"password\":\"kettle ochre vowel lantern\"}"));
    return text_of(w, &in, "token");
}

static Reply make_token(const World *w, Str session, const char *more) {
    Str fields = str_fmt(w->arena, "%s%s", bearer_of(w, session), more);
    return post(w, "/api/v1/account/tokens", str_c(w->arena, fields),
                STR("{\"name\":\"hub\",\"scope\":\"read\",\"until\":\"2026-03-01\"}"));
}

// Neither in the answers that are kept for who sends a request again, nor anywhere else.
static void no_secret_stands_in_the_store(void **state) {
    static const char *const FILES[] = {"books.people", "books.people-wal"};
    World *w = *state;
    Str session = log_in_as_program(w);
    Reply made = make_token(w, session, "Idempotency-Key: one\r\n");
    Str token = text_of(w, &made, "token");
    assert_true(made.status == 200 && token.size > 40);
    Reply again = make_token(w, session, "Idempotency-Key: one\r\n");
    assert_true(again.status == 409 && has(again.body, "told once"));
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        Str path = str_fmt(w->arena, "%.*s/%s", STR_ARG(w->folder), FILES[i]), bytes;
        if (!file_read(w->arena, path, 64 << 20, &bytes, NULL)) continue;
        assert_int_equal(str_find(bytes, token, 0), -1);
        assert_int_equal(str_find(bytes, session, 0), -1);
        assert_int_equal(str_find(bytes, str_from(PASSWORD), 0), -1);
    }
}

static void a_program_changes_no_account(void **state) {
    static const char *const PATHS[] = {
        "/api/v1/account/zone",         "/api/v1/account/tokens", "/api/v1/account/tokens/1/end",
        "/api/v1/account/sessions/end", "/api/v1/account/factor", "/api/v1/notices/mail"};
    World *w = *state;
    Reply made = make_token(w, log_in_as_program(w), "");
    const char *program = bearer_of(w, text_of(w, &made, "token"));
    assert_int_equal(ask(w, "GET", "/api/v1/account", program).status, 200);
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Reply r = post(w, PATHS[i], program, STR("{}"));
        assert_true(r.status == 403 && has(r.body, "it takes a person"));
    }
    Reply read = post(w, "/api/v1/notices/read", program, STR("{\"number\":1}"));
    assert_int_equal(read.status, 200);
}

static void one_sees_where_one_is_logged_in_and_ends_it(void **state) {
    World *w = *state;
    const char *here = bearer_of(w, log_in_as_program(w));
    const char *elsewhere = bearer_of(w, log_in_as_program(w));
    Reply list = ask(w, "GET", "/api/v1/account/sessions", here);
    assert_int_equal(str_find(list.body, STR("\"this\":true"), 0) > 0, 1);
    assert_int_equal(str_find(list.body, STR("\"this\":false"), 0) > 0, 1);
    assert_int_equal(post(w, "/api/v1/account/sessions/end", here, STR("{}")).status, 200);
    assert_int_equal(ask(w, "GET", "/api/v1/account", elsewhere).status, 401);
    assert_int_equal(ask(w, "GET", "/api/v1/account", here).status, 200);
}

static void a_body_that_is_too_large_is_refused_before_it_is_read(void **state) {
    World *w = *state;
    Str all = talk(w, STR("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\nab"));
    assert_int_equal(parse(all).status, 413);
}

static void a_body_without_a_type_is_refused(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"/login", "/api/v1/login"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Str all = talk(w, str_fmt(w->arena,
                                  "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                  "Content-Length: 5\r\n\r\na=b&c",
                                  PATHS[i]));
        assert_int_equal(parse(all).status, 415);
    }
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_office, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(a_page_of_ones_own_leads_to_the_login_and_back),
        SERVED(a_session_is_kept_from_scripts_and_other_sites),
        SERVED(a_wrong_password_leads_back_and_sets_no_cookie),
        SERVED(guessing_is_stopped),
        SERVED(a_time_zone_is_chosen_by_its_name),
        SERVED(nobody_is_led_to_another_site),
        SERVED(logging_in_gives_a_new_token_and_ends_the_old_one),
        SERVED(a_form_of_another_site_does_nothing),
        SERVED(a_program_logs_in_and_is_told_what_is_wrong),
        SERVED(no_secret_stands_in_the_store),
        SERVED(a_program_changes_no_account),
        SERVED(one_sees_where_one_is_logged_in_and_ends_it),
        SERVED(a_body_that_is_too_large_is_refused_before_it_is_read),
        SERVED(a_body_without_a_type_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
