// office/serve_test.c - the office over its socket: what is published, what is refused, what is
// kept
#include "office/fixture_test.h"

// What a party could write in order to run a script in the browsers of others.
static const char HOSTILE[] =
    "---\nsoftlaw: 1\nid: hostile\ntitle: {en: \"<script>alert(1)</script>\", zh: \"'\\\"><img "
    "src=x "
    "onerror=alert(1)>\"}\nlanguage: en\nkind: ecological-compensation\nparties:\n"
    "  a: {name: A, label: {en: \"A<b>\", zh: 甲}, role: upstream}\n"
    "  b: {name: B, label: {en: B, zh: 乙}, role: downstream}\n"
    "currency: CNY\nterm: {from: 2020-01-01, to: 2021-12-31, period: year}\n---\n\n"
    "# Article 1\n\n<script>alert(2)</script> [a](javascript:alert(3)) B pays A 5 yuan.\n\n"
    "```terms\npayments:\n  fee: {between: [b, a], amount: 5, rounding: none, label: {en: fee, zh: "
    "费用}}\n```\n";

// ---- what is published --------------------------------------------------------------------------

// The path of a row with something that is there.
static Str path_of(Arena *a, const OfficeRoute *route) {
    static const char *const IDS[][2] = {{"/scripts/", "codemirror.js"},
                                         {"/licences/", "codemirror.txt"},
                                         {"", "yellow-river-2021"}};
    Str path = str_from(route->path);
    int64_t at = str_find(path, STR("{id}"), 0);
    size_t row = 0;
    while (!str_starts_with(path, str_from(IDS[row][0]))) row++;
    if (at < 0) return path;
    return str_fmt(a, "%.*s%s%s", (int)at, path.at, IDS[row][1], path.at + at + strlen("{id}"));
}

static void every_route_answers_and_says_its_type(void **state) {
    World *w = *state;
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *route = &office_routes[i];
        Str path = path_of(w->arena, route);
        Reply r = ask(w, route->method, str_c(w->arena, path), "");
        // Without a key nothing is signed, without accounts nobody can log in or cosign.
        bool wants_key = has(path, "evidence") || has(path, "/log/head");
        bool wants_people =
            !route->type || route->act || has(path, "/log/checkpoint") || has(path, "/login/oidc/");
        assert_int_equal(r.status, wants_people ? 404 : wants_key ? 503 : 200);
        if (r.status == 200) assert_true(has(r.head, route->type));
        if (!route->type) continue;
        Reply head = ask(w, "HEAD", str_c(w->arena, path), "");
        assert_int_equal(head.status, r.status);
        assert_int_equal(head.body.size, 0);
    }
}

static void an_agreement_is_shown_in_both_languages(void **state) {
    World *w = *state;
    Reply en = get(w, "/agreements/yellow-river-2021?lang=en");
    Reply zh = ask(w, "GET", "/agreements/yellow-river-2021",
                   "Accept-Language: fr, zh-CN;q=0.8, en;q=0.3\r\n");
    assert_true(has(en.body, "<html lang=\"en\">") && has(en.body, "Yellow River compensation"));
    assert_true(has(zh.body, "<html lang=\"zh\">") && has(zh.body, "黄河流域"));
    assert_true(has(en.body, "/agreements/yellow-river-2021/statement?period=2021"));
}

static void its_text_comes_back_byte_for_byte(void **state) {
    World *w = *state;
    Str text;
    assert_true(file_read(w->arena, STR("examples/yellow-river.md"), 1 << 20, &text, NULL));
    assert_true(str_is(get(w, "/agreements/yellow-river-2021/text").body, text));
}

static void answers_for_programs_are_json_and_described(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {
        "/api/v1/agreements", "/api/v1/agreements/yellow-river-2021",
        "/api/v1/agreements/yellow-river-2021/statement?period=2021", "/api/v1/openapi.json",
        "/health"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        assert_non_null(json_parse(w->arena, STR("answer"), get(w, PATHS[i]).body, NULL));
    const JsonNode *doc =
        json_parse(w->arena, STR("openapi"), get(w, "/api/v1/openapi.json").body, NULL);
    const JsonNode *paths = json_find(doc, STR("paths"));
    size_t described = 0, operations = 0;
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *route = &office_routes[i];
        Str path = str_from(route->path);
        if (!route->type && !office_is_api(path))
            path = str_fmt(w->arena, "/api/v1%s", route->path);
        if (!office_is_api(path)) continue;
        assert_non_null(json_find(json_find(paths, path), route->type ? STR("get") : STR("post")));
        described++;
    }
    for (const JsonNode *n = paths->first; n; n = n->next) operations += n->count;
    assert_int_equal(operations, described);
}

static void a_list_goes_on_behind_the_last_id(void **state) {
    World *w = *state;
    record(w, STR("examples/coal-linkage.md"), STR("examples/coal-linkage.2018.facts.csv"));
    Reply first = get(w, "/api/v1/agreements?limit=1");
    assert_true(has(first.body, "\"next\":\"coal-linkage") || has(first.body, "\"next\":\"coal"));
    const JsonNode *n = json_parse(w->arena, STR("list"), first.body, NULL);
    Str next = json_find(n, STR("next"))->text;
    Reply second = get(w, str_c(w->arena, str_fmt(w->arena, "/api/v1/agreements?limit=1&after=%.*s",
                                                  STR_ARG(next))));
    assert_true(has(second.body, "yellow-river-2021") && has(second.body, "\"next\":null"));
}

// ---- what is refused ----------------------------------------------------------------------------

static void requests_that_servers_could_read_in_two_ways_are_refused(void **state) {
    World *w = *state;
    static const char *const REQUESTS[] = {
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
        "x\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
        "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /agreements/%0d%0aX:y HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?after=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
    };
    for (size_t i = 0; i < sizeof REQUESTS / sizeof *REQUESTS; i++) {
        Str all = talk(w, str_from(REQUESTS[i]));
        Reply r = parse(all);
        bool is_refused = all.size == 0 || r.status == 400 || r.status == 404;
        if (!is_refused) print_message("%zu: %d\n", i, r.status);
        assert_true(is_refused);
        assert_false(has(all, "200 OK"));
    }
}

static void what_is_not_there_is_told_as_the_asker_can_read_it(void **state) {
    World *w = *state;
    static const struct {
        const char *method, *path;
        int status;
        bool is_problem;
    } ROWS[] = {
        {"GET", "/nothing", 404, false},
        {"GET", "/agreements/nobody", 404, false},
        {"GET", "/api/v1/agreements/nobody", 404, true},
        {"GET", "/api/v1/agreements?limit=0", 400, true},
        {"GET", "/api/v1/agreements?limit=51", 400, true},
        {"GET", "/api/v1/agreements?limit=x", 400, true},
        {"GET", "/api/v1/agreements/yellow-river-2021/statement?period=1999", 404, true},
        {"POST", "/api/v1/agreements", 405, true},
        {"DELETE", "/agreements/yellow-river-2021", 405, false},
        {"GET", "/agreements/yellow-river-2021/../../etc/passwd", 404, false},
        {"GET", "/agreements/..%2f..%2fetc%2fpasswd", 404, false},
        {"GET", "/agreements/%27%20OR%201=1--", 404, false},
        {"GET", "/agreements//text", 404, false},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Reply r = ask(w, ROWS[i].method, ROWS[i].path, "");
        assert_int_equal(r.status, ROWS[i].status);
        assert_true(has(r.head, ROWS[i].is_problem ? "application/problem+json" : "text/html"));
        if (ROWS[i].is_problem) assert_non_null(json_parse(w->arena, STR("p"), r.body, NULL));
        if (r.status == 405) assert_true(has(r.head, "Allow: GET, HEAD"));
    }
}

static void every_answer_is_safe_for_browsers(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"/", "/nothing", "/api/v1/agreements", "/style.css",
                                        "/agreements/yellow-river-2021/statement"};
    static const char *const FIELDS[] = {"X-Content-Type-Options: nosniff",
                                         "Content-Security-Policy: default-src 'none'",
                                         "frame-ancestors 'none'", "Referrer-Policy: same-origin"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS; k++)
            assert_true(has(get(w, PATHS[i]).head, FIELDS[k]));
}

static void what_parties_write_runs_nowhere(void **state) {
    World *w = *state;
    Str path = str_fmt(w->arena, "%.*s/hostile.md", STR_ARG(w->folder));
    assert_true(file_write(w->arena, w->options.options.sys, path, str_from(HOSTILE), NULL));
    record(w, path, STR(""));
    static const char *const PATHS[] = {"/?lang=en",
                                        "/?lang=zh",
                                        "/agreements/hostile?lang=en",
                                        "/agreements/hostile?lang=zh",
                                        "/agreements/hostile/statement",
                                        "/feed?lang=en",
                                        "/agreements/%3Cscript%3Ealert(1)%3C%2Fscript%3E"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Str body = get(w, PATHS[i]).body;
        assert_false(has(body, "<script") || has(body, "<img") || has(body, "javascript:"));
    }
    assert_true(has(get(w, "/?lang=en").body, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

// ---- what is kept -------------------------------------------------------------------------------

static void what_a_browser_has_is_not_sent_again(void **state) {
    World *w = *state;
    Reply first = get(w, "/api/v1/agreements");
    int64_t at = str_find(first.head, STR("ETag: "), 0);
    assert_true(at > 0);
    Str tag = str_part(first.head, (size_t)at + 6, 34);
    Str field = str_fmt(w->arena, "If-None-Match: %.*s\r\n", STR_ARG(tag));
    Reply again = ask(w, "GET", "/api/v1/agreements", str_c(w->arena, field));
    assert_int_equal(again.status, 304);
    assert_int_equal(again.body.size, 0);
    Reply other = ask(w, "GET", "/api/v1/agreements", "If-None-Match: \"00\"\r\n");
    assert_int_equal(other.status, 200);
}

// A browser puts the header of "not modified" in place of the one it has (RFC 9111, section 4.3.4).
static void what_is_not_sent_again_keeps_its_policy(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"/", "/agreements/yellow-river-2021/statement"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Reply first = get(w, PATHS[i]);
        Str field =
            str_fmt(w->arena, "If-None-Match: %.*s\r\n", STR_ARG(header_of(&first, "ETag: ")));
        Reply again = ask(w, "GET", PATHS[i], str_c(w->arena, field));
        assert_int_equal(again.status, 304);
        assert_true(str_is(header_of(&again, "Content-Security-Policy: "),
                           header_of(&first, "Content-Security-Policy: ")));
    }
}

static void what_is_kept_ends_when_something_is_recorded(void **state) {
    World *w = *state;
    for (int i = 0; i < 3; i++) assert_false(has(get(w, "/?lang=en").body, "coal"));
    assert_true(has(get(w, "/metrics").body, "softlaw_kept_answers_total 2"));
    record(w, STR("examples/coal-linkage.md"), STR("examples/coal-linkage.2018.facts.csv"));
    assert_true(has(get(w, "/?lang=en").body, "coal"));
}

static void a_line_of_the_log_cannot_be_forged(void **state) {
    World *w = *state;
    OfficeRequest r = {.method = STR("GET"), .path = STR("/a\n{\"status\":200}\"")};
    Str line = office_log_line(w->arena, w->options.options.sys, &r, 404);
    assert_int_equal(str_find(line, STR("\n"), 0), line.size - 1);
    assert_non_null(json_parse(w->arena, STR("line"), line, NULL));
}

static void a_little_share(World *w) {
    w->options.share = 1; // percent
}

static int begin_sharing(void **state) {
    return begin_with(state, a_little_share);
}

// What was kept, and whether the office works, is told all the same.
static void who_asks_without_end_is_told_to_wait(void **state) {
    enum { MOST = 5000 };
    World *w = *state;
    Reply last = {.status = 200};
    assert_int_equal(get(w, "/?lang=en").status, 200);
    for (int i = 0; i < MOST && last.status == 200; i++)
        last = get(w, str_c(w->arena, str_fmt(w->arena, "/api/v1/search?q=water%d", i)));
    assert_int_equal(last.status, 429);
    assert_in_range(strtol(str_c(w->arena, header_of(&last, "Retry-After: ")), NULL, 10), 1, 10);
    assert_true(has(last.head, "application/problem+json"));
    assert_int_equal(get(w, "/?lang=en").status, 200);
    assert_int_equal(get(w, "/health").status, 200);
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(every_route_answers_and_says_its_type),
        SERVED(an_agreement_is_shown_in_both_languages),
        SERVED(its_text_comes_back_byte_for_byte),
        SERVED(answers_for_programs_are_json_and_described),
        SERVED(a_list_goes_on_behind_the_last_id),
        SERVED(requests_that_servers_could_read_in_two_ways_are_refused),
        SERVED(what_is_not_there_is_told_as_the_asker_can_read_it),
        SERVED(every_answer_is_safe_for_browsers),
        SERVED(what_parties_write_runs_nowhere),
        SERVED(what_a_browser_has_is_not_sent_again),
        SERVED(what_is_not_sent_again_keeps_its_policy),
        SERVED(what_is_kept_ends_when_something_is_recorded),
        SERVED(a_line_of_the_log_cannot_be_forged),
        cmocka_unit_test_setup_teardown(who_asks_without_end_is_told_to_wait, begin_sharing, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
