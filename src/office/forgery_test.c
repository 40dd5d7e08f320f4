// office/forgery_test.c - requests hidden in others, and forms of other sites, tried at each row
//
// OWASP's testing guide 4.2: 4.7.15 (splitting, smuggling), 4.6.5 (forms of other sites).
#include "office/actor_test.h"

// ---- requests within requests -------------------------------------------------------------------

static void no_request_hides_in_another(void **state) {
    World *w = *state;
    static const char *const FIELDS[] = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
        "Content-Length: 44\r\nContent-Length: 0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "X: y\r\n Content-Length: 44\r\n\r\n",
        "X: y\nContent-Length: 44\r\n\r\n",
    };
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *r = &office_routes[i];
        for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS; k++) {
            Str all = talk(w, str_fmt(w->arena,
                                      "%s %s HTTP/1.1\r\nHost: x\r\n%s%sGET /style.css HTTP/1.1\r\n"
                                      "Host: evil.example\r\n\r\n",
                                      r->method, with_id(w, r->path, STR("x")), actor->bearer,
                                      FIELDS[k]));
            assert_int_equal(parse(all).status, 400);
            assert_false(has(all, "200 OK"));
        }
    }
}

static void no_value_adds_a_field_to_the_answer(void **state) {
    World *w = *state;
    Str value = STR("/\r\nX-Evil: 1\r\n\r\n<xss>");
    size_t i = 0;
    for (const OfficeRoute *r; (r = each(&i));)
        assert_false(has(ask_with(w, r, value, value).head, "X-Evil"));
}

// ---- forms of other sites -----------------------------------------------------------------------

static void no_form_of_another_site_is_done(void **state) {
    World *w = *state;
    static const char *const FROM[] = {"Origin: https://evil.example\r\n", "Origin: null\r\n",
                                       "Sec-Fetch-Site: cross-site\r\n", ""};
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *r = &office_routes[i];
        if (!is_form(r) || !r->act) continue;
        for (size_t k = 0; k < sizeof FROM / sizeof *FROM; k++) {
            Str fields = str_fmt(w->arena, "%s%s", actor->cookie, FROM[k]);
            Str body = office_is_api(str_from(r->path)) ? STR("{}") : STR("a=b");
            Reply reply = post(w, with_id(w, r->path, STR("x")), str_c(w->arena, fields), body);
            assert_int_equal(reply.status, 403);
        }
    }
    assert_int_equal(ask(w, "GET", "/account", actor->cookie).status, 200);
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_open, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(no_request_hides_in_another),
        SERVED(no_value_adds_a_field_to_the_answer),
        SERVED(no_form_of_another_site_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
