// web/request_test.c - which requests are let in, and where their paths lead
#include "web/web_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const WebSite site = {{"00112233445566778899aabbccddeeff", 32}, 8080};

enum { FIELDS_MAX = 4 };

typedef struct Row {
    const char *method;
    const char *fields[FIELDS_MAX][2];
    WebStatus expected;
} Row;

#define HOST                                                                                       \
    { "Host", "127.0.0.1:8080" }
#define JSON                                                                                       \
    { "Content-Type", "application/json" }

static const Row rows[] = {
    {"GET", {HOST}, WEB_OK},
    {"GET", {{"HOST", "localhost:8080"}}, WEB_OK},
    {"POST", {HOST, JSON, {"Content-Length", "2"}}, WEB_OK},
    {"POST", {HOST, JSON, {"Origin", "http://127.0.0.1:8080"}}, WEB_OK},
    {"GET", {HOST, {"Sec-Fetch-Site", "same-origin"}}, WEB_OK},
    {"GET", {HOST, {"Sec-Fetch-Site", "none"}}, WEB_OK},
    // the host is another: DNS rebinding
    {"GET", {{"Host", "evil.example:8080"}}, WEB_FORBIDDEN},
    {"GET", {{"Host", "127.0.0.1:8081"}}, WEB_FORBIDDEN},
    {"GET", {{"Host", "127.0.0.1"}}, WEB_FORBIDDEN},
    {"GET", {{"Host", "127.0.0.1:8080.evil.example"}}, WEB_FORBIDDEN},
    {"GET", {{"Host", ""}}, WEB_FORBIDDEN},
    // another site asks
    {"POST", {HOST, JSON, {"Origin", "http://evil.example"}}, WEB_FORBIDDEN},
    {"POST", {HOST, JSON, {"Origin", "https://127.0.0.1:8080"}}, WEB_FORBIDDEN},
    {"POST", {HOST, JSON, {"Origin", "null"}}, WEB_FORBIDDEN},
    {"GET", {HOST, {"Sec-Fetch-Site", "cross-site"}}, WEB_FORBIDDEN},
    {"GET", {HOST, {"Sec-Fetch-Site", "same-site"}}, WEB_FORBIDDEN},
    // what a form of another site can send
    {"POST", {HOST, {"Content-Type", "text/plain"}}, WEB_WRONG_TYPE},
    {"POST", {HOST}, WEB_WRONG_TYPE},
    {"PUT", {HOST}, WEB_WRONG_TYPE},
    // headers that proxies and servers read differently
    {"GET", {{"Accept", "*/*"}}, WEB_BAD_REQUEST},
    {"GET", {HOST, HOST}, WEB_BAD_REQUEST},
    {"POST", {HOST, JSON, {"Content-Length", "2"}, {"Content-Length", "3"}}, WEB_BAD_REQUEST},
    {"POST",
     {HOST, JSON, {"Content-Length", "2"}, {"Transfer-Encoding", "chunked"}},
     WEB_BAD_REQUEST},
    {"GET", {HOST, {"Content-Length ", "2"}}, WEB_BAD_REQUEST},
    {"GET", {HOST, {"", "2"}}, WEB_BAD_REQUEST},
};

static void only_this_page_is_answered(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        HttpField fields[FIELDS_MAX];
        WebRequest r = {.method = str_from(rows[i].method), .fields = fields};
        for (; r.field_count < FIELDS_MAX && rows[i].fields[r.field_count][0]; r.field_count++)
            fields[r.field_count] = (HttpField){str_from(rows[i].fields[r.field_count][0]),
                                                str_from(rows[i].fields[r.field_count][1])};
        if (request_guard(&site, &r) != rows[i].expected) fail_msg("row %zu", i);
    }
}

static void a_path_without_the_token_leads_nowhere(void **state) {
    (void)state;
    static const struct {
        const char *path, *name;
    } paths[] = {
        {"/00112233445566778899aabbccddeeff/model", "model"},
        {"/00112233445566778899aabbccddeeff/", ""},
        {"/00112233445566778899aabbccddeeff/dmn-js/LICENSE", "dmn-js/LICENSE"},
        {"/00112233445566778899aabbccddeeff", NULL},
        {"/00112233445566778899aabbccddeefe/model", NULL},
        {"/00112233445566778899aabbccddeeff0/model", NULL},
        {"00112233445566778899aabbccddeeff/model", NULL},
        {"/model", NULL},
        {"/", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Str name = request_name(&site, str_from(paths[i].path));
        assert_int_equal(!name.at, !paths[i].name);
        assert_true(str_is(name, str_from(paths[i].name)));
    }
}

static void every_route_has_its_method(void **state) {
    (void)state;
    WebStatus status;
    for (size_t i = 0; i < web_route_count; i++) {
        Str name = str_from(web_routes[i].name);
        bool is_get = strcmp(web_routes[i].method, "GET") == 0;
        assert_ptr_equal(route_find(str_from(web_routes[i].method), name, &status), &web_routes[i]);
        assert_int_equal(status, WEB_OK);
        assert_null(route_find(is_get ? STR("POST") : STR("GET"), name, &status));
        assert_int_equal(status, WEB_WRONG_METHOD);
    }
    assert_non_null(route_find(STR("GET"), STR(""), &status));
    assert_non_null(route_find(STR("GET"), STR("dmn-js/modeler.js"), &status));
    assert_null(route_find(STR("GET"), STR("../etc/passwd"), &status));
    assert_int_equal(status, WEB_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_this_page_is_answered),
        cmocka_unit_test(a_path_without_the_token_leads_nowhere),
        cmocka_unit_test(every_route_has_its_method),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
