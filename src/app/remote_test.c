// app/remote_test.c - offices that are hostile or gone, and what is kept of a login
#include "app/remote.h"
#include "base/file.h"
#include "base/sha256.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

// ---- an office that answers what it likes -------------------------------------------------------

enum { SEED = 7, HEARD_BYTES = 65536, ENDLESS_BYTES = 1 << 20 };

// One answer after the other, the last again and again; "" hangs up. `is_endless`: the body goes
// on.
typedef struct Crook {
    const char *const *answers;
    bool is_endless;
    int socket, calls;
    char heard[HEARD_BYTES]; // of the last request
    pthread_t thread;
    Str url;
} Crook;

static bool hear(Crook *c, int from) {
    size_t size = 0, wanted = 0;
    for (;;) {
        ssize_t n = read(from, c->heard + size, sizeof c->heard - 1 - size);
        if (n <= 0) return false;
        c->heard[size += (size_t)n] = '\0';
        const char *body = strstr(c->heard, "\r\n\r\n"), *length = strstr(c->heard, "Length: ");
        if (!body) continue;
        if (!length || sscanf(length, "Length: %zu", &wanted) != 1) wanted = 0;
        if (c->heard + size >= body + 4 + wanted) return true;
    }
}

static void answer(Crook *c, int to, const char *text) {
    char more[4096];
    memset(more, ' ', sizeof more);
    if (send(to, text, strlen(text), MSG_NOSIGNAL) < 0) return;
    for (size_t sent = 0; c->is_endless && sent < ENDLESS_BYTES; sent += sizeof more)
        if (send(to, more, sizeof more, MSG_NOSIGNAL) < 0) return;
}

static void *crook_run(void *self) {
    Crook *c = self;
    for (size_t next = 0;;) {
        int to = accept(c->socket, NULL, NULL);
        if (to < 0) return NULL;
        c->calls++;
        if (hear(c, to)) answer(c, to, c->answers[next]);
        if (c->answers[next + 1]) next++;
        close(to);
    }
}

static void crook_start(Arena *a, Crook *c, const char *const *answers) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof at;
    c->answers = answers;
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(c->socket, (struct sockaddr *)&at, size), 0);
    assert_int_equal(listen(c->socket, 8), 0);
    assert_int_equal(getsockname(c->socket, (struct sockaddr *)&at, &size), 0);
    c->url = str_fmt(a, "http://127.0.0.1:%d", ntohs(at.sin_port));
    assert_int_equal(pthread_create(&c->thread, NULL, crook_run, c), 0);
}

static void crook_end(Crook *c) {
    shutdown(c->socket, SHUT_RDWR);
    pthread_join(c->thread, NULL);
    close(c->socket);
}

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
#define PROBLEM(status)                                                                            \
    "HTTP/1.1 " status " x\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n"

static App *app_of(Arena *a) {
    return app_new(a, (AppOptions){.sys = sys_fixed(a, 0, SEED)});
}

static Remote *open_at(App *app, Str url) {
    RemoteOptions o = {.url = url, .token = STR("a-token"), .pause_milliseconds = 1};
    o.limit = 1000;
    Remote *r = app_remote_open(app, &o, NULL);
    assert_non_null(r);
    return r;
}

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

// ---- lists --------------------------------------------------------------------------------------

static const RemoteListCall DRAFTS = {
    .call = {.path = "/drafts"}, .list = "drafts", .cursor = "after"};

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

static void a_list_is_followed_to_its_end(void **state) {
    static const char *const PAGES[] = {
        OK_JSON "{\"drafts\":[{\"id\":\"a\"},{\"id\":\"b\", \"n\":1.50}],\"next\":\"b\"}",
        OK_JSON "{\"drafts\":[{\"id\":\"c\"}],\"next\":\"c\"}",
        OK_JSON "{\"drafts\":[],\"next\":null}", NULL};
    static const struct {
        size_t limit;
        const char *json;
    } ROWS[] = {
        {0, "{\"drafts\":[\n  {\"id\":\"a\"},\n  {\"id\":\"b\", \"n\":1.50},\n  {\"id\":\"c\"}],"
            "\"next\":null}\n"},
        {1, "{\"drafts\":[\n  {\"id\":\"a\"}],\"next\":\"a\"}\n"},
        {2, "{\"drafts\":[\n  {\"id\":\"a\"},\n  {\"id\":\"b\", \"n\":1.50}],\"next\":\"b\"}\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        App *app = app_of(a);
        RemoteList l;
        RemoteListCall call = DRAFTS;
        Buf written = {.arena = a};
        Out out = {.buf = {.arena = a}, .write = collect, .self = &written};
        call.limit = ROWS[i].limit;
        crook_start(a, &c, PAGES);
        assert_true(app_remote_list(app, open_at(app, c.url), &call, &l, NULL));
        crook_end(&c);
        assert_true(remote_list_json(&call, &l, &out));
        assert_string_equal(str_c(a, buf_str(&written)), ROWS[i].json);
        arena_free(a);
    }
}

// Proposals have numbers and no ids.
static void a_list_that_is_cut_tells_where_it_goes_on(void **state) {
    static const char *const PAGES[] = {
        OK_JSON "{\"proposals\":[{\"number\":7},{\"number\":6}],\"cut\":true,\"next\":\"6\"}",
        NULL};
    (void)state;
    Arena *a = arena_new();
    Crook c = {.calls = 0};
    App *app = app_of(a);
    RemoteList l;
    RemoteListCall call = {
        .call = {.path = "/proposals"}, .list = "proposals", .cursor = "before", .limit = 1};
    crook_start(a, &c, PAGES);
    assert_true(app_remote_list(app, open_at(app, c.url), &call, &l, NULL));
    crook_end(&c);
    assert_string_equal(str_c(a, l.next), "7");
    assert_true(l.is_partial);
    arena_free(a);
}

// Each page is short enough, and all together are not.
static void a_list_is_bounded_in_sum(void **state) {
    enum { TITLE_BYTES = 400 };
    (void)state;
    Arena *a = arena_new();
    Crook c = {.calls = 0};
    App *app = app_of(a);
    RemoteList l;
    Err err = {.code = ERR_NONE};
    const char *pages[4] = {NULL};
    for (int i = 0; i < 3; i++)
        pages[i] = str_c(a, str_fmt(a, OK_JSON "{\"drafts\":[{\"id\":\"%0*d\"}],\"next\":\"%d\"}",
                                    TITLE_BYTES, i, i + 1));
    crook_start(a, &c, pages);
    assert_false(app_remote_list(app, open_at(app, c.url), &DRAFTS, &l, &err));
    crook_end(&c);
    assert_int_equal(err.code, ERR_LIMIT);
    assert_int_equal(c.calls, 3);
    arena_free(a);
}

static void a_list_without_an_end_is_left(void **state) {
    static const struct {
        const char *page;
    } ROWS[] = {
        {OK_JSON "{\"drafts\":[{\"id\":\"a\"}],\"next\":\"a\"}"},
        {OK_JSON "{\"drafts\":[],\"next\":\"z\"}"},
        {OK_JSON "{\"drafts\":{},\"next\":null}"},
        {OK_JSON "{\"drafts\":[1],\"next\":null}"},
        {OK_JSON "{\"next\":null}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        App *app = app_of(a);
        RemoteList l;
        Err err = {.code = ERR_NONE};
        crook_start(a, &c, (const char *const[]){ROWS[i].page, NULL});
        assert_false(app_remote_list(app, open_at(app, c.url), &DRAFTS, &l, &err));
        assert_int_equal(err.code, ERR_PEER);
        crook_end(&c);
        assert_in_range(c.calls, 1, 2);
        arena_free(a);
    }
}

// ---- logins -------------------------------------------------------------------------------------

typedef struct Home {
    Arena *arena;
    App *app;
    char folder[32];
    RemoteOptions options;
    Str file; // of the login
} Home;

static Home home(void) {
    Home h = {.arena = arena_new(), .folder = "/tmp/softlaw-remote-XXXXXX"};
    assert_non_null(mkdtemp(h.folder));
    h.app = app_of(h.arena);
    h.options = (RemoteOptions){.url = STR("https://office.example:8443/east"),
                                .folder = str_fmt(h.arena, "%s/a/b/softlaw", h.folder)};
    h.file = str_fmt(h.arena, "%s/a/b/softlaw/offices/https___office.example_8443_east-%.*s",
                     h.folder, 16, sha256_hex(h.arena, sha256_of(h.options.url)).at);
    return h;
}

static void home_end(Home *h) {
    char *command = str_c(h->arena, str_fmt(h->arena, "rm -r %s", h->folder));
    assert_int_equal(system(command), 0);
    arena_free(h->arena);
}

static void keep(Home *h, const char *token) {
    RemoteSession s = {.person = STR("wen"), .token = str_from(token)};
    Remote *r = app_remote_open(h->app, &h->options, NULL);
    assert_non_null(r);
    assert_true(app_remote_keep(h->app, r, &s, NULL));
}

static bool is_known(Home *h, Err *err) {
    Remote *r = app_remote_open(h->app, &h->options, err);
    return r && app_remote_is_known(r);
}

static void a_login_is_for_its_owner_alone(void **state) {
    struct stat at;
    (void)state;
    Home h = home();
    assert_false(is_known(&h, NULL));
    keep(&h, "softlaw_s_1");
    assert_true(is_known(&h, NULL));
    assert_int_equal(stat(str_c(h.arena, h.file), &at), 0);
    assert_int_equal(at.st_mode & 0777, 0600);
    // What others could read is not used, and not written to either.
    static const mode_t OPEN[] = {0640, 0604, 0666, 0602};
    for (size_t i = 0; i < sizeof OPEN / sizeof *OPEN; i++) {
        Err err = {.code = ERR_NONE};
        assert_int_equal(chmod(str_c(h.arena, h.file), OPEN[i]), 0);
        assert_false(is_known(&h, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
    home_end(&h);
}

static void what_is_no_login_of_this_office_is_not_used(void **state) {
    static const char *const ROWS[] = {
        "",
        "softlaw_s_1",
        "{}",
        "{\"office\":\"https://other.example\",\"token\":\"a\"}",
        "{\"office\":\"https://office.example:8443/east\",\"token\":\"a\\r\\nX: y\"}",
        "{\"office\":\"https://office.example:8443/east\",\"token\":\"\"}",
    };
    (void)state;
    Home h = home();
    keep(&h, "softlaw_s_1");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Err err = {.code = ERR_NONE};
        assert_true(file_write(h.arena, sys_fixed(h.arena, 0, i), h.file, str_from(ROWS[i]), NULL));
        assert_false(is_known(&h, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
    h.options.token = STR("of a program");
    assert_null(app_remote_open(h.app, &h.options, NULL));
    h.options.token = STR("softlaw_p_1\n");
    assert_non_null(app_remote_open(h.app, &h.options, NULL));
    home_end(&h);
}

static void logging_in_takes_no_token_that_is_none(void **state) {
    static const struct {
        const char *answer;
        bool is_taken, needs_code;
    } ROWS[] = {
        {OK_JSON "{\"outcome\":\"done\",\"token\":\"t\",\"must change\":false}", true, false},
        {OK_JSON "{\"outcome\":\"needs-factor\",\"token\":\"t\"}", true, true},
        {OK_JSON "{\"outcome\":\"done\",\"token\":\"a\\r\\nCookie: b\"}", false, false},
        {OK_JSON "{\"outcome\":\"done\",\"token\":7}", true, false},
        {OK_JSON "{\"outcome\":\"done\",\"token\":{}}", false, false},
        {OK_JSON "{\"outcome\":\"done\"}", false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Arena *a = arena_new();
        Crook c = {.calls = 0};
        RemoteSession s;
        RemoteLogin l = {.person = STR("wen"), .password = STR("secret")};
        crook_start(a, &c, (const char *const[]){ROWS[i].answer, NULL});
        RemoteOptions o = {.url = c.url};
        App *app = app_of(a);
        Remote *r = app_remote_open(app, &o, NULL);
        assert_int_equal(app_remote_login(app, r, &l, &s, NULL), ROWS[i].is_taken);
        if (ROWS[i].is_taken) assert_int_equal(s.needs_code, ROWS[i].needs_code);
        crook_end(&c);
        assert_null(strstr(c.heard, "Authorization"));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_sent_unencrypted_but_to_this_machine),
        cmocka_unit_test(an_office_that_lies_is_refused_with_a_reason),
        cmocka_unit_test(what_an_office_says_cannot_move_the_cursor),
        cmocka_unit_test(what_changes_something_is_sent_again_with_the_same_key),
        cmocka_unit_test(a_list_is_followed_to_its_end),
        cmocka_unit_test(a_list_that_is_cut_tells_where_it_goes_on),
        cmocka_unit_test(a_list_is_bounded_in_sum),
        cmocka_unit_test(a_list_without_an_end_is_left),
        cmocka_unit_test(what_ends_a_session_is_sent_once),
        cmocka_unit_test(a_file_of_another_type_is_no_answer),
        cmocka_unit_test(a_login_is_for_its_owner_alone),
        cmocka_unit_test(what_is_no_login_of_this_office_is_not_used),
        cmocka_unit_test(logging_in_takes_no_token_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
