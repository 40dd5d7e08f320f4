// app/remote_list_test.c - lists of offices, page by page, and those without an end
#include "app/remote_fixture_test.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_followed_to_its_end),
        cmocka_unit_test(a_list_that_is_cut_tells_where_it_goes_on),
        cmocka_unit_test(a_list_is_bounded_in_sum),
        cmocka_unit_test(a_list_without_an_end_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
