// web/serve_test.c - the server over its socket: what raw requests get, and the course of an edit
#include "base/file.h"
#include "base/json.h"
#include "web/web_int.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static const char MODEL[] =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\" "
    "namespace=\"n\"><inputData id=\"i\" name=\"级别\"><variable id=\"v\" name=\"级别\" "
    "typeRef=\"number\"/></inputData><decision id=\"d\" name=\"补偿\"><variable id=\"w\" "
    "name=\"补偿\"/><informationRequirement id=\"q\"><requiredInput href=\"#i\"/>"
    "</informationRequirement><literalExpression id=\"l\"><text>100 * 级别</text>"
    "</literalExpression></decision></definitions>\n";

typedef struct World {
    Arena *arena;
    Str folder;
    DmnEditSession session;
    const Web *web;
    int port;
    Str path; // "/TOKEN/"
} World;

static int begin(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    char folder[] = "/tmp/softlaw-web-XXXXXX";
    Err err = {.code = ERR_NONE};
    w->arena = a;
    if (!mkdtemp(folder)) return -1;
    w->folder = str_copy(a, str_from(folder));
    w->session = (DmnEditSession){.arena = a,
                                  .options = {.sys = sys_fixed(a, 0, 7)},
                                  .edit = {.path = str_fmt(a, "%s/m.dmn", folder)}};
    if (!file_write(a, w->session.options.sys, w->session.edit.path, str_from(MODEL), &err))
        return -1;
    w->web = web_start(a, &w->session, &err);
    if (!w->web) return -1;
    Str rest = web_address(w->web), host = {NULL, 0};
    for (int i = 0; i < 3; i++) str_next(&rest, '/', &host);
    w->port = (int)strtol(str_c(a, host) + strlen("127.0.0.1:"), NULL, 10);
    w->path = str_fmt(a, "/%.*s", STR_ARG(rest));
    *state = w;
    return 0;
}

static int end(void **state) {
    World *w = *state;
    Str path = str_copy(w->arena, w->session.edit.path);
    unlink(str_c(w->arena, path));
    rmdir(str_c(w->arena, w->folder));
    arena_free(w->arena);
    return 0;
}

static int connect_to(const char *host, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, host, &address.sin_addr);
    if (connect(s, (struct sockaddr *)&address, sizeof address) == 0) return s;
    close(s);
    return -1;
}

// All that comes back until the server closes or falls silent.
static Str talk(const World *w, Str request) {
    Buf b = {.arena = w->arena};
    char bytes[4096];
    struct timeval patience = {.tv_sec = 2};
    int s = connect_to("127.0.0.1", w->port);
    assert_true(s >= 0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (size_t sent = 0; sent < request.size;) {
        ssize_t n = send(s, request.at + sent, request.size - sent, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += (size_t)n;
    }
    for (ssize_t n; (n = recv(s, bytes, sizeof bytes, 0)) > 0;)
        buf_add(&b, (Str){bytes, (size_t)n});
    close(s);
    return buf_str(&b);
}

static bool has(Str text, const char *part) {
    return str_find(text, str_from(part), 0) >= 0;
}

// "HTTP/1.1 200 OK" -> 200; 0 where nothing came back.
static int status_of(Arena *a, Str answer) {
    return answer.size > 12 ? (int)strtol(str_c(a, str_part(answer, 9, 3)), NULL, 10) : 0;
}

static Str get(const World *w, const char *name) {
    return talk(w, str_fmt(w->arena,
                           "GET %.*s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
                           STR_ARG(w->path), name, w->port));
}

static Str post(const World *w, const char *name, Str body) {
    return talk(w, str_fmt(w->arena,
                           "POST %.*s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
                           "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%.*s",
                           STR_ARG(w->path), name, w->port, body.size, STR_ARG(body)));
}

static void the_page_comes_with_its_guards(void **state) {
    World *w = *state;
    Str page = get(w, "");
    assert_int_equal(status_of(w->arena, page), WEB_OK);
    assert_true(has(page, "script-src 'self';"));
    assert_true(has(page, "Referrer-Policy: no-referrer"));
    assert_true(has(page, "frame-ancestors 'none'"));
    assert_true(has(page, "<!DOCTYPE html>"));
    assert_false(has(page, "<script>"));
    assert_int_equal(status_of(w->arena, get(w, "dmn-js/modeler.js")), WEB_OK);
    assert_true(has(get(w, "texts?lang=zh"), "命中策略"));
    assert_true(has(get(w, "texts?lang=en"), "\"Hit policy\": \"Hit policy\""));
}

// What libmicrohttpd lets through, the guard does not.
static void raw_requests_that_mislead_are_refused(void **state) {
    World *w = *state;
    static const struct {
        const char *fields, *body;
        int expected;
    } raw[] = {
        {"Host: 127.0.0.1:PORT\r\n", "", WEB_OK},
        {"Host: evil.example\r\n", "", WEB_FORBIDDEN},
        {"Host: 127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n", "", WEB_FORBIDDEN},
        {"", "", WEB_BAD_REQUEST},
        {"Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n", "", WEB_BAD_REQUEST},
        {"Host: 127.0.0.1:PORT\r\nContent-Length: 0\r\nContent-Length: 5\r\n", "", WEB_BAD_REQUEST},
        {"Host: 127.0.0.1:PORT\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n",
         WEB_BAD_REQUEST},
        {"Host: 127.0.0.1:PORT\r\nContent-Length : 0\r\n", "", WEB_BAD_REQUEST},
        {"Host: 127.0.0.1:PORT\r\nContent-Length: -1\r\n", "", WEB_BAD_REQUEST},
    };
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        Arena *a = w->arena;
        Str fields = str_from(raw[i].fields);
        int64_t at = str_find(fields, STR("PORT"), 0);
        if (at >= 0)
            fields = str_fmt(a, "%.*s%d%.*s", (int)at, fields.at, w->port,
                             STR_ARG(str_part(fields, (size_t)at + 4, fields.size)));
        Str request = str_fmt(a, "GET %.*smodel HTTP/1.1\r\n%.*sConnection: close\r\n\r\n%s",
                              STR_ARG(w->path), STR_ARG(fields), raw[i].body);
        int status = status_of(a, talk(w, request));
        if (status != raw[i].expected) fail_msg("row %zu: %d", i, status);
    }
}

static void without_the_token_there_is_nothing(void **state) {
    World *w = *state;
    World other = *w;
    other.path = STR("/0123456789abcdef0123456789abcdef/");
    assert_int_equal(status_of(w->arena, get(&other, "model")), WEB_NOT_FOUND);
    assert_int_equal(status_of(w->arena, get(w, "nothing")), WEB_NOT_FOUND);
    assert_int_equal(status_of(w->arena, get(w, "save")), WEB_WRONG_METHOD);
}

static void no_other_address_is_served(void **state) {
    World *w = *state;
    assert_int_equal(connect_to("127.0.0.2", w->port), -1);
}

static void a_port_that_is_taken_is_told(void **state) {
    World *w = *state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    DmnEditSession again = w->session;
    again.port = w->port;
    assert_null(web_start(a, &again, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    arena_free(a);
}

// The English of dmn-js is the key: what it does not say any more need not be translated.
static void the_editor_says_what_is_translated(void **state) {
    World *w = *state;
    Err err = {.code = ERR_NONE};
    Buf texts = {.arena = w->arena};
    Str modeler;
    const char *type;
    assert_true(asset_find(STR("dmn-js/modeler.js"), &modeler, &type));
    texts_json(&texts, LANG_ZH);
    const JsonNode *all = json_parse(w->arena, STR("texts"), buf_str(&texts), &err);
    const JsonNode *editor = json_find(all, STR("editor"));
    assert_true(editor && editor->count > 0);
    for (const JsonNode *n = editor->first; n; n = n->next) {
        Str key = str_fmt(w->arena, "\"%.*s\"", STR_ARG(n->name));
        if (str_find(modeler, key, 0) < 0) fail_msg("%.*s", STR_ARG(key));
    }
}

// ---- the course of an edit ----------------------------------------------------------------------

static Str text_member(Arena *a, Str answer, const char *name) {
    Err err = {.code = ERR_NONE};
    int64_t body = str_find(answer, STR("\r\n\r\n"), 0);
    assert_true(body >= 0);
    const JsonNode *o =
        json_parse(a, STR("answer"), str_part(answer, (size_t)body + 4, answer.size), &err);
    const JsonNode *n = json_find(o, str_from(name));
    assert_non_null(n);
    return str_copy(a, n->text);
}

static Str draft(Arena *a, Str source, Str baseline, Str edited, Str inputs) {
    Buf b = {.arena = a};
    const struct {
        const char *name;
        Str text;
    } members[] = {{"{\"source\":", source},
                   {",\"saved\":", source},
                   {",\"baseline\":", baseline},
                   {",\"edited\":", edited},
                   {",\"inputs\":", inputs}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        buf_add_c(&b, members[i].name);
        json_add_string(&b, members[i].text);
    }
    buf_add_byte(&b, '}');
    return buf_str(&b);
}

static Str replaced(Arena *a, Str text, const char *was, const char *is) {
    int64_t at = str_find(text, str_from(was), 0);
    assert_true(at >= 0);
    return str_fmt(a, "%.*s%s%.*s", (int)at, text.at, is,
                   STR_ARG(str_part(text, (size_t)at + strlen(was), text.size)));
}

static void an_edit_is_checked_tried_and_saved_once(void **state) {
    World *w = *state;
    Arena *a = w->arena;
    Str model = get(w, "model");
    Str source = text_member(a, model, "source"), xml = text_member(a, model, "xml");
    Str fault = draft(a, source, xml, replaced(a, xml, "100 * 级别", "100 * 级"), STR("{}"));
    Str good = draft(a, source, xml, replaced(a, xml, "100", "2.50"), STR("{\"级别\": \"1.10\"}"));
    Str found = post(w, "check", fault);
    assert_true(has(found, "\"rule\":\"unknown-name\"") && has(found, "\"element\":\"l\""));
    assert_true(has(post(w, "check", good), "\"findings\":[]"));
    assert_true(has(post(w, "try", good), "\"text\":\"2.75\""));
    assert_int_equal(status_of(a, post(w, "save", good)), WEB_OK);
    Str written;
    Err err = {.code = ERR_NONE};
    assert_true(file_read(a, w->session.edit.path, 1 << 16, &written, &err));
    assert_true(str_is(written, replaced(a, str_from(MODEL), "100", "2.50")));
    // the second comes from someone who has not seen the first
    Str conflict = post(w, "save", good);
    assert_int_equal(status_of(a, conflict), WEB_CONFLICT);
    assert_true(has(conflict, "application/problem+json"));
}

static void a_request_that_says_too_little_is_a_problem(void **state) {
    World *w = *state;
    static const char *const bodies[] = {"", "{}", "[]", "{\"source\": 1}", "{\"source\": \"x\"}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        Str answer = post(w, "save", str_from(bodies[i]));
        assert_int_equal(status_of(w->arena, answer), WEB_UNPROCESSABLE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_page_comes_with_its_guards, begin, end),
        cmocka_unit_test_setup_teardown(raw_requests_that_mislead_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(the_editor_says_what_is_translated, begin, end),
        cmocka_unit_test_setup_teardown(without_the_token_there_is_nothing, begin, end),
        cmocka_unit_test_setup_teardown(no_other_address_is_served, begin, end),
        cmocka_unit_test_setup_teardown(a_port_that_is_taken_is_told, begin, end),
        cmocka_unit_test_setup_teardown(an_edit_is_checked_tried_and_saved_once, begin, end),
        cmocka_unit_test_setup_teardown(a_request_that_says_too_little_is_a_problem, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
