// office/attack_test.c - scripts, SQL, paths and XML that attackers write, tried at each row of the
// table
//
// Whoever asks here is logged in and may everything, so that what an attack could reach is reached.
// The attacks are those of OWASP's testing guide 4.2: 4.7.1 and 4.7.2 (scripts), 4.7.5 (SQL), 4.7.7
// (XML), 4.5.1 (paths).
#include "office/actor_test.h"

static bool is_markup(const Reply *r) {
    return has(r->head, "Content-Type: text/html") || has(r->head, "+xml");
}

static int64_t records(const World *w) {
    const JsonNode *n = json_parse(w->arena, STR("health"), get(w, "/health").body, NULL);
    return strtoll(str_c(w->arena, json_find(n, STR("records"))->text), NULL, 10);
}

// ---- scripts ------------------------------------------------------------------------------------

static void assert_without(const OfficeRoute *r, const Reply *reply, const char *part) {
    if (has(reply->body, part)) print_error("%s %s: %s\n", r->method, r->path, part);
    assert_false(has(reply->body, part));
}

static size_t count_of(Str text, const char *part) {
    size_t count = 0;
    for (int64_t at = 0; (at = str_find(text, str_from(part), (size_t)at)) >= 0; at++) count++;
    return count;
}

// The office's own scripts stand alone and in files of their own.
static void assert_no_script(const OfficeRoute *r, const Reply *reply) {
    size_t own = count_of(reply->body, "<script defer src=\"/scripts/");
    if (count_of(reply->body, "<script") != own) print_error("%s %s\n", r->method, r->path);
    assert_int_equal(count_of(reply->body, "<script"), own);
}

// In the text of XML a quotation mark is one; in HTML it is escaped everywhere.
static void assert_inert(const OfficeRoute *r, const Reply *reply) {
    assert_true(has(reply->head, "X-Content-Type-Options: nosniff"));
    if (!is_markup(reply)) return;
    assert_without(r, reply, "<xss");
    assert_no_script(r, reply);
    assert_without(r, reply, " href=\"javascript:");
    assert_without(r, reply, " src=\"javascript:");
    if (has(reply->head, "Content-Type: text/html")) assert_without(r, reply, "\" onxss");
}

static void what_a_party_writes_runs_on_no_page(void **state) {
    World *w = *state;
    static const char *const LANGS[] = {"Accept-Language: en\r\n", "Accept-Language: zh\r\n"};
    size_t escaped = 0, i = 0;
    for (const OfficeRoute *r; (r = each(&i));) {
        if (is_form(r)) continue;
        for (size_t k = 0; k < 2; k++) {
            const char *path = with_id(w, r->path, STR("hostile"));
            Str fields =
                str_fmt(w->arena, "%s%s",
                        office_is_api(str_from(path)) ? actor->bearer : actor->cookie, LANGS[k]);
            Reply reply = ask(w, "GET", path, str_c(w->arena, fields));
            assert_inert(r, &reply);
            escaped += is_markup(&reply) && has(reply.body, "&lt;xss&gt;");
        }
    }
    // The list, the agreement, its statement, the feed, and the people; each in two languages.
    assert_true(escaped >= 10);
}

static void what_is_asked_for_runs_in_no_answer(void **state) {
    World *w = *state;
    size_t i = 0;
    for (const OfficeRoute *r; (r = each(&i));) {
        Reply reply = ask_with(w, r, STR(ASKED), STR(ASKED));
        assert_true(reply.status && (reply.status < 500 || reply.status == 503));
        assert_inert(r, &reply);
    }
}

// ---- SQL ----------------------------------------------------------------------------------------

static void sql_in_a_value_is_a_value(void **state) {
    World *w = *state;
    static const char *const VALUES[] = {"' OR '1'='1",
                                         "zzz' OR 1=1 -- ",
                                         "zzz') OR ('1'='1",
                                         "1; DROP TABLE record; --",
                                         "' UNION SELECT name, sql, 1, 1 FROM sqlite_schema -- ",
                                         "zzz%",
                                         "_____",
                                         "\\",
                                         "zzz\"",
                                         "0 OR 1=1",
                                         "1e999",
                                         "zzz' AND randomblob(900000000) = '"};
    int64_t before = records(w);
    size_t i = 0;
    for (const OfficeRoute *r; (r = each(&i));) {
        int harmless = ask_with(w, r, STR("zzz"), STR("zzz")).status;
        for (size_t k = 0; k < sizeof VALUES / sizeof *VALUES; k++) {
            Str value = str_from(VALUES[k]);
            Reply reply = ask_with(w, r, value, value);
            if (reply.status != harmless)
                print_error("%s %s with %s: %d, not %d\n", r->method, r->path, VALUES[k],
                            reply.status, harmless);
            assert_int_equal(reply.status, harmless);
            assert_false(has(reply.body, "CREATE TABLE") || has(reply.body, "SQL"));
        }
    }
    assert_int_equal(records(w), before);
}

// ---- files --------------------------------------------------------------------------------------

static void no_path_leads_to_a_file(void **state) {
    World *w = *state;
    static const char *const FORMS[] = {"../../../../etc/passwd",
                                        "..%2f..%2f..%2fetc%2fpasswd",
                                        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                                        "....//....//etc/passwd",
                                        "..\\..\\etc\\passwd",
                                        "..%5c..%5cetc%5cpasswd",
                                        "%252e%252e%252fetc%252fpasswd",
                                        "/etc/passwd",
                                        "file:///etc/passwd",
                                        "..;/..;/etc/passwd",
                                        "%c0%ae%c0%ae/etc/passwd",
                                        "books",
                                        "../books.people",
                                        "..%00/etc/passwd",
                                        "passwd%00.md"};
    size_t i = 0;
    for (const OfficeRoute *r; (r = each(&i));) {
        for (size_t k = 0; k < sizeof FORMS / sizeof *FORMS; k++) {
            Str form = str_from(FORMS[k]);
            bool has_id = strstr(r->path, "{id}");
            const char *path = has_id
                                   ? with_id(w, r->path, form)
                                   : str_c(w->arena, str_fmt(w->arena, "%s/%s", r->path, FORMS[k]));
            Reply raw = ask(w, "GET", path, actor->cookie), asked = ask_with(w, r, form, form);
            if (raw.status < 303 || raw.status == 500) print_error("%s: %d\n", path, raw.status);
            assert_true(raw.status >= 303 && (raw.status < 500 || raw.status == 503));
            assert_false(has(raw.body, "root:") || has(asked.body, "root:"));
            assert_false(has(raw.body, "SQLite format") || has(asked.body, "SQLite format"));
        }
    }
}

// ---- XML ----------------------------------------------------------------------------------------

static void no_form_reads_xml(void **state) {
    World *w = *state;
    static const char *const TYPES[] = {"application/xml", "text/xml", "application/akn+xml"};
    static const char BODY[] = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM "
                               "\"file:///etc/passwd\">]><a>&x;</a>";
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *r = &office_routes[i];
        for (size_t k = 0; is_form(r) && k < sizeof TYPES / sizeof *TYPES; k++) {
            Str all = talk(w, str_fmt(w->arena,
                                      "POST %s HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n"
                                      "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
                                      with_id(w, r->path, STR("x")), actor->cookie, TYPES[k],
                                      sizeof BODY - 1, BODY));
            assert_int_equal(parse(all).status, 415);
            assert_false(has(all, "root:"));
        }
    }
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_open, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(what_a_party_writes_runs_on_no_page),
        SERVED(what_is_asked_for_runs_in_no_answer),
        SERVED(sql_in_a_value_is_a_value),
        SERVED(no_path_leads_to_a_file),
        SERVED(no_form_reads_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
