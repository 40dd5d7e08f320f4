// app/remote_login_test.c - what is kept of a login, and for whom
#include "app/remote_fixture_test.h"
#include "base/file.h"
#include "base/sha256.h"

#include <sys/stat.h>

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
        cmocka_unit_test(a_login_is_for_its_owner_alone),
        cmocka_unit_test(what_is_no_login_of_this_office_is_not_used),
        cmocka_unit_test(logging_in_takes_no_token_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
