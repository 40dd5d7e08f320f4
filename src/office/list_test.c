// office/list_test.c - lists of programs: what is wanted of them, and where they go on
#include "office/actor_test.h"

static const char *auditor; // by the header of his session

static Reply look(const World *w, const char *path) {
    return ask(w, "GET", path, has(str_from(path), "/audit") ? auditor : actor->bearer);
}

static Str list(const World *w, const char *path) {
    Reply r = look(w, path);
    if (r.status != 200) print_error("%s: %d %.*s\n", path, r.status, STR_ARG(r.body));
    assert_int_equal(r.status, 200);
    return r.body;
}

static size_t count(Str body, const char *part) {
    size_t found = 0;
    for (int64_t at = -1; (at = str_find(body, str_from(part), (size_t)(at + 1))) >= 0;) found++;
    return found;
}

static void send_json(const World *w, const char *path, const char *name, Str text) {
    Buf b = {.arena = w->arena};
    buf_add_byte(&b, '{');
    json_add_text(&b, name, text);
    buf_add_byte(&b, '}');
    Reply r = post(w, path, actor->bearer, buf_str(&b));
    if (r.status != 200) print_error("%s: %d %.*s\n", path, r.status, STR_ARG(r.body));
    assert_int_equal(r.status, 200);
}

// Two drafts, of which one waits to be published.
static int begin_lists(void **state) {
    static const char *const FILES[] = {"examples/yellow-river.md", "examples/coal-linkage.md"};
    if (begin_open(state)) return -1;
    World *w = *state;
    auditor = begin_session(w, STR("watcher"), STR("henan"), STR("auditor"));
    for (size_t i = 0; i < 2; i++) {
        Str text;
        assert_true(file_read(w->arena, str_from(FILES[i]), 1 << 20, &text, NULL));
        send_json(w, "/api/v1/drafts", "text", text);
    }
    assert_int_equal(
        post(w, "/api/v1/drafts/yellow-river-2021/publish", actor->bearer, STR("{}")).status, 200);
    return 0;
}

static void drafts_are_listed_by_words_state_and_owner(void **state) {
    World *w = *state;
    static const struct {
        const char *query;
        size_t count;
    } ROWS[] = {{"", 2},
                {"?state=unpublished", 2},
                {"?state=published", 0},
                {"?state=", 2},
                {"?q=Yellow%20compensation", 1},
                {"?q=yellow-river", 1},
                {"?q=compensation%20Yellow", 0},
                {"?q=100%25", 0},
                {"?q=_", 0},
                {"?owner=henan", 2},
                {"?owner=shandong", 0},
                {"?owner=henan&state=unpublished&q=coal", 1},
                {"?limit=1", 1}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str body = list(w, str_c(w->arena, str_fmt(w->arena, "/api/v1/drafts%s", ROWS[i].query)));
        if (count(body, "\"id\":") != ROWS[i].count) print_error("%s\n", ROWS[i].query);
        assert_int_equal(count(body, "\"id\":"), ROWS[i].count);
    }
}

static void a_list_says_where_it_goes_on(void **state) {
    World *w = *state;
    Str first = list(w, "/api/v1/drafts?limit=1");
    assert_true(has(first, "\"next\":\"coal-linkage\""));
    Str second = list(w, "/api/v1/drafts?limit=1&after=coal-linkage");
    assert_true(has(second, "yellow-river-2021") && has(second, "\"next\":null"));
    Str events = list(w, "/api/v1/audit?limit=1");
    assert_int_equal(count(events, "\"number\":"), 1);
    assert_false(has(events, "\"next\":null"));
    assert_true(has(list(w, "/api/v1/people?limit=1"), "\"next\":\"chief\""));
    assert_true(has(list(w, "/api/v1/people?limit=1&after=chief"), "\"person\":\"other\""));
}

static void proposals_are_listed_by_act_and_state(void **state) {
    World *w = *state;
    static const struct {
        const char *path;
        size_t count;
    } ROWS[] = {{"/api/v1/proposals", 1},
                {"/api/v1/proposals?act=publish", 1},
                {"/api/v1/proposals?act=pay", 0},
                {"/api/v1/proposals?state=refused", 0},
                {"/api/v1/proposals?after=1", 0},
                {"/api/v1/drafts/yellow-river-2021/proposals?state=open&act=publish", 1},
                {"/api/v1/drafts/yellow-river-2021/proposals?before=1", 0},
                {"/api/v1/drafts/coal-linkage/proposals", 0}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str body = list(w, ROWS[i].path);
        if (count(body, "\"prepared by\"") != ROWS[i].count) print_error("%s\n", ROWS[i].path);
        assert_int_equal(count(body, "\"prepared by\""), ROWS[i].count);
    }
    Str facts = list(w, "/api/v1/drafts/yellow-river-2021/facts?state=proposed&q=x&before=9");
    assert_true(has(facts, "\"facts\":[]") && has(facts, "\"next\":null"));
}

static void remarks_go_on_before_those_that_were_listed(void **state) {
    enum { REMARKS = 52 };
    World *w = *state;
    for (int i = 1; i <= REMARKS; i++)
        send_json(w, "/api/v1/drafts/coal-linkage/remarks", "text",
                  str_fmt(w->arena, "remark no. %d!", i));
    Str some = list(w, "/api/v1/drafts/coal-linkage/talk?limit=2");
    assert_true(has(some, "no. 52!") && has(some, "no. 51!") && has(some, "\"next\":\"51\""));
    Str last = list(w, "/api/v1/drafts/coal-linkage/talk?before=3");
    assert_true(has(last, "no. 2!") && has(last, "no. 1!") && has(last, "\"next\":null"));
    assert_int_equal(count(last, "\"author\":"), 2);
    Str page = ask(w, "GET", "/drafts/coal-linkage?lang=en", actor->cookie).body;
    assert_true(has(page, "no. 3!") && !has(page, "no. 2!"));
    assert_true(has(page, "href=\"?lang=en&amp;remarks=3#remarks\""));
    page = ask(w, "GET", "/drafts/coal-linkage?lang=en&remarks=3", actor->cookie).body;
    assert_true(has(page, "no. 1!") && !has(page, "no. 3!") && !has(page, "#remarks"));
}

static void people_and_the_audit_are_listed_by_who_what_and_when(void **state) {
    World *w = *state;
    assert_int_equal(count(list(w, "/api/v1/people?role=reviewer"), "\"person\":"), 1);
    assert_int_equal(count(list(w, "/api/v1/people?q=oth"), "\"person\":"), 1);
    Str added = list(w, "/api/v1/audit?what=person-added&who=other");
    assert_int_equal(count(added, "\"number\":"), 1);
    // The clock stands at 2026-02-02.
    assert_true(count(list(w, "/api/v1/audit?day=2026-02-02"), "\"number\":") > 0);
    assert_int_equal(count(list(w, "/api/v1/audit?day=2026-02-03"), "\"number\":"), 0);
    assert_true(has(list(w, "/api/v1/notices?kind=waits&limit=1"), "\"notices\":"));
}

static void what_no_list_knows_is_refused(void **state) {
    World *w = *state;
    static const char *const PATHS[] = {"/api/v1/drafts?state=x",
                                        "/api/v1/drafts?limit=0",
                                        "/api/v1/drafts?limit=51",
                                        "/api/v1/proposals?act=x",
                                        "/api/v1/proposals?after=x",
                                        "/api/v1/audit?day=yesterday",
                                        "/api/v1/notices?before=-1",
                                        "/api/v1/people?limit=x",
                                        "/api/v1/audit?after=x",
                                        "/api/v1/proposals?state=maybe",
                                        "/api/v1/drafts/coal-linkage/talk?before=x",
                                        "/api/v1/drafts/coal-linkage/talk?limit=0"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        assert_int_equal(look(w, PATHS[i]).status, 400);
    char path[300] = "/api/v1/drafts?q=";
    memset(path + strlen(path), 'x', 250);
    assert_int_equal(ask(w, "GET", path, actor->bearer).status, 400);
}

static void a_page_keeps_what_was_asked_for(void **state) {
    World *w = *state;
    Str body = ask(w, "GET", "/desk?state=unpublished&q=l&limit=1&lang=en", actor->cookie).body;
    assert_true(has(body, "<option value=\"unpublished\" selected>not public yet</option>"));
    assert_true(has(body, "href=\"?state=unpublished&amp;q=l&amp;limit=1&amp;lang=en&amp;after="));
    assert_true(
        has(ask(w, "GET", "/desk?q=zzz&lang=en", actor->cookie).body, "None is like that."));
    assert_true(
        has(ask(w, "GET", "/people?q=zzz&lang=zh", actor->cookie).body, "没有符合条件的。"));
    assert_true(has(look(w, "/audit?what=zzz").body, "value=\"zzz\""));
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_lists, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(drafts_are_listed_by_words_state_and_owner),
        SERVED(a_list_says_where_it_goes_on),
        SERVED(proposals_are_listed_by_act_and_state),
        SERVED(remarks_go_on_before_those_that_were_listed),
        SERVED(people_and_the_audit_are_listed_by_who_what_and_when),
        SERVED(what_no_list_knows_is_refused),
        SERVED(a_page_keeps_what_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
