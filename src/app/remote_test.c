// app/remote_test.c - requests to offices that are hostile, slow or gone
#include "app/remote_fixture_test.h"

// ---- addresses ----------------------------------------------------------------------------------

static void nothing_is_sent_unencrypted_but_to_this_machine(void **state) {
    static const struct {
        const char *url, *address; // address NULL: refused
    } ROWS[] = {
        {"https://office.example", "https://office.example"},
        {"https://Office.Example:443/", "https://office.example"},
        {"https://office.example:8443/east//", "https://office.example:8443/east"},
        {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
        {"http://127.9.9.9", "http://127.9.9.9"},
        {"http://localhost:80", "http://localhost"},
        {"http://[::1]:8080/", "http://[::1]:8080"},
        {"http://office.example", NULL},
        {"http://127.0.0.1.office.example", NULL},
        {"http://localhost.office.example", NULL},
        {"http://127.0.0.1@office.example", NULL},
        {"http://10.0.0.1", NULL},
        {"http://[::2]", NULL},
        {"https://wen:secret@office.example", NULL},
        {"https://office.example?x", NULL},
        {"https://office.example#x", NULL},
        {"ftp://office.example", NULL},
        {"office.example", NULL},
        {"", NULL},
        {"https://", NULL},
        {"https://a b", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        RemoteOptions o = {.url = str_from(ROWS[i].url)};
        Remote *r = app_remote_open(app_of(a), &o, &err);
        if (!r != !ROWS[i].address) fail_msg("%s", ROWS[i].url);
        if (r) assert_string_equal(str_c(a, app_remote_address(r)), ROWS[i].address);
        if (!r) assert_int_equal(err.code, ERR_INPUT);
        arena_free(a);
    }
}

// ---- answers ------------------------------------------------------------------------------------

static void an_office_that_lies_is_refused_with_a_reason(void **state) {
    static const struct {
        const char *answer;
        ErrCode code;
        bool is_endless;
    } ROWS[] = {
        {OK_JSON "{\"id\":\"a\"}", ERR_NONE, false},
        {OK_JSON "{\"id\":", ERR_PEER, false},
        {OK_JSON "[]", ERR_PEER, false},
        {OK_JSON "", ERR_PEER, false},
        {OK_JSON "{\"id\":\"\xff\"}", ERR_PEER, false},
        {OK_JSON "{\"id\":1,\"id\":2}", ERR_PEER, false},
        {OK_JSON "{", ERR_LIMIT, true},
        {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n{}", ERR_PEER,
         false},
        {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", ERR_PEER, false},
        {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}", ERR_PEER, false},
        {"HTTP/1.1 303 x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", ERR_PEER,
         false},
        {"HTTP/1.1 204 x\r\n\r\n", ERR_PEER, false},
        {"I am no server of the web\r\n\r\n", ERR_PEER, false},
        {"", ERR_PEER, false},
        {PROBLEM("400") "{\"title\":\"no\"}", ERR_INPUT, false},
        {PROBLEM("401") "{\"title\":\"who?\"}", ERR_DENIED, false},
        {PROBLEM("403") "no JSON at all", ERR_DENIED, false},
        {PROBLEM("404") "{\"title\":[[[]]]}", ERR_NOT_FOUND, false},
        {PROBLEM("409") "{}", ERR_CONFLICT, false},
        {PROBLEM("413") "{}", ERR_LIMIT, false},
        {PROBLEM("429") "{}", ERR_DENIED, false},
        {PROBLEM("500") "{}", ERR_PEER, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        Crook c = {.is_endless = ROWS[i].is_endless};
        crook_start(a, &c, (const char *const[]){ROWS[i].answer, NULL});
        App *app = app_of(a);
        RemoteCall call = {.path = "/drafts/{id}", .id = STR("a/b?c")};
        const JsonNode *n = app_remote_ask(app, open_at(app, c.url), &call, NULL, &err);
        if (err.code != ROWS[i].code || !n != (err.code != ERR_NONE))
            fail_msg("%s: %d", ROWS[i].answer, (int)err.code);
        crook_end(&c);
        if (*ROWS[i].answer)
            assert_ptr_equal(strstr(c.heard, "GET /api/v1/drafts/a%2Fb%3Fc "), c.heard);
        arena_free(a);
    }
}

static void what_an_office_says_cannot_move_the_cursor(void **state) {
    static const char *const ANSWERS[] = {
        PROBLEM("403") "{\"title\":\"no\\u001b[2J\\u009b1m\",\"detail\":\"\\u202eon\\u0007\"}",
        NULL};
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Crook c = {.calls = 0};
    crook_start(a, &c, ANSWERS);
    App *app = app_of(a);
    RemoteCall call = {.path = "/drafts"};
    assert_null(app_remote_ask(app, open_at(app, c.url), &call, NULL, &err));
    assert_string_equal(str_c(a, lang_err(a, LANG_EN, &err)),
                        "error: no\xef\xbf\xbd[2J\xef\xbf\xbd"
                        "1m\n    \xef\xbf\xbdon\xef\xbf\xbd\n");
    crook_end(&c);
    arena_free(a);
}

// ---- again --------------------------------------------------------------------------------------

// Of one seed the first random bytes are always the same: any later request would carry others.
static Str key_of_seed(Arena *a) {
    unsigned char bytes[16];
    Buf b = {.arena = a};
    sys_random(sys_fixed(a, 0, SEED), bytes, sizeof bytes);
    buf_add_c(&b, "Idempotency-Key: ");
    for (size_t k = 0; k < sizeof bytes; k++) buf_add_fmt(&b, "%02x", bytes[k]);
    return buf_str(&b);
}

static void what_changes_something_is_sent_again_with_the_same_key(void **state) {
    static const struct {
        const char *answers[4];
        int calls;
        bool is_done;
    } ROWS[] = {
        {{OK_JSON "{}"}, 1, true},
        {{"", OK_JSON "{}"}, 2, true},
        {{PROBLEM("503") "{}", "", OK_JSON "{}"}, 3, true},
        {{PROBLEM("502") "", PROBLEM("504") "", OK_JSON "{}"}, 3, true},
        {{PROBLEM("503") "{}"}, 3, false},
        {{""}, 3, false},
        {{PROBLEM("500") "{}", OK_JSON "{}"}, 1, false},
        {{PROBLEM("409") "{}", OK_JSON "{}"}, 1, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        App *app = app_of(a);
        RemoteCall call = {.path = "/drafts", .is_post = true, .fields = {{"text", STR("\"x\"")}}};
        crook_start(a, &c, ROWS[i].answers);
        const JsonNode *n = app_remote_ask(app, open_at(app, c.url), &call, NULL, NULL);
        crook_end(&c);
        assert_int_equal(n != NULL, ROWS[i].is_done);
        assert_int_equal(c.calls, ROWS[i].calls);
        assert_non_null(strstr(c.heard, str_c(a, key_of_seed(a))));
        assert_non_null(strstr(c.heard, "Authorization: Bearer a-token\r\n"));
        assert_non_null(strstr(c.heard, "{\"text\":\"\\\"x\\\"\"}"));
        arena_free(a);
    }
}

static void what_ends_a_session_is_sent_once(void **state) {
    static const struct {
        const char *answers[3], *said;
        bool is_done;
    } ROWS[] = {
        {{"", OK_JSON "{\"token\":\"t\",\"outcome\":\"done\"}"}, NULL, false},
        {{OK_JSON "{\"token\":\"t\",\"outcome\":\"done\"}"}, NULL, true},
        {{"HTTP/1.1 429 x\r\nContent-Type: application/problem+json\r\nRetry-After: 30\r\n"
          "Connection: close\r\n\r\n{\"title\":\"wait\"}"},
         "error: wait\n    try again in 30 seconds\n",
         false},
        {{PROBLEM("401") "{\"title\":\"wrong\"}"}, "error: wrong\n", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        App *app = app_of(a);
        RemoteSession s = {.token = STR("")};
        Err err = {.code = ERR_NONE};
        crook_start(a, &c, ROWS[i].answers);
        RemoteOptions o = {.url = c.url, .pause_milliseconds = 1};
        RemoteLogin l = {.person = STR("wen"), .password = STR("secret")};
        assert_int_equal(app_remote_login(app, app_remote_open(app, &o, NULL), &l, &s, &err),
                         ROWS[i].is_done);
        crook_end(&c);
        assert_int_equal(c.calls, 1);
        if (ROWS[i].said) assert_string_equal(str_c(a, lang_err(a, LANG_EN, &err)), ROWS[i].said);
        arena_free(a);
    }
}

// What stands between an office and its clients answers with pages of its own.
static void a_file_of_another_type_is_no_answer(void **state) {
    static const struct {
        const char *answer;
        bool is_taken;
    } ROWS[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: text/csv; charset=utf-8\r\nConnection: close\r\n\r\na,b",
         true},
        {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>log in", false},
        {"HTTP/1.1 422 x\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        App *app = app_of(a);
        Err err = {.code = ERR_NONE};
        Str text;
        RemoteCall call = {.path = "/agreements/{id}/statement.csv", .type = "text/csv"};
        crook_start(a, &c, (const char *const[]){ROWS[i].answer, NULL});
        bool is_taken = app_remote_file(app, open_at(app, c.url), &call, &text, &err);
        crook_end(&c);
        assert_int_equal(is_taken, ROWS[i].is_taken);
        if (!is_taken) assert_int_equal(err.code, ERR_PEER);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_sent_unencrypted_but_to_this_machine),
        cmocka_unit_test(an_office_that_lies_is_refused_with_a_reason),
        cmocka_unit_test(what_an_office_says_cannot_move_the_cursor),
        cmocka_unit_test(what_changes_something_is_sent_again_with_the_same_key),
        cmocka_unit_test(what_ends_a_session_is_sent_once),
        cmocka_unit_test(a_file_of_another_type_is_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
