// app/provider_read_test.c - files that name providers: what is wrong with them, and where
#include "app/provider_int.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Desk {
    App *app;
    Arena *arena;
    Str folder, file;
} Desk;

static Str in_folder(const Desk *d, const char *name) {
    return str_fmt(d->arena, "%.*s/%s", STR_ARG(d->folder), name);
}

static int begin(void **state) {
    char folder[] = "/tmp/softlaw-provider-XXXXXX";
    Arena *a = arena_new();
    Desk *d = ARENA_NEW(a, Desk);
    if (!mkdtemp(folder)) return -1;
    *d = (Desk){.arena = a, .folder = str_copy(a, str_from(folder))};
    Sys *sys = sys_fixed(a, 0, 7);
    d->app = app_new(a, (AppOptions){.sys = sys});
    d->file = in_folder(d, "providers");
    assert_true(file_write(a, sys, in_folder(d, "secret"), STR("  river \nmore\n"), NULL));
    assert_true(file_write(a, sys, in_folder(d, "empty"), STR("\nriver\n"), NULL));
    *state = d;
    return 0;
}

static int end(void **state) {
    static const char *const NAMES[] = {"providers", "secret", "empty"};
    Desk *d = *state;
    for (size_t i = 0; i < 3; i++) unlink(str_c(d->arena, in_folder(d, NAMES[i])));
    rmdir(str_c(d->arena, d->folder));
    arena_free(d->arena);
    return 0;
}

static bool read_file(const Desk *d, const char *text, Providers *ret, Err *err) {
    *err = (Err){.code = ERR_NONE};
    Sys *sys = sys_fixed(d->arena, 0, 7);
    assert_true(file_write(d->arena, sys, d->file, str_from(text), NULL));
    return providers_read(d->app, d->file, ret, err);
}

#define REST "client: c, secret file: secret, organisation: henan"

static void a_provider_has_what_it_needs_and_defaults(void **state) {
    const Desk *d = *state;
    Providers p;
    Err err;
    assert_true(read_file(d,
                          "providers:\n"
                          "  - {id: henan, name: {zh: 河南省}, issuer: https://l.example/h, " REST
                          "}\n"
                          "  - {id: sd, name: Shandong, issuer: https://l.example/s, " REST
                          ", claim: email, scope: openid email,"
                          " second factor: {amr: [otp, hwk], acr: [gold]}}\n",
                          &p, &err));
    assert_int_equal(p.count, 2);
    const Provider *one = &p.items[0], *two = &p.items[1];
    assert_true(str_is(one->name_en, STR("河南省")) && str_is(one->claim, STR("sub")));
    assert_true(str_is(one->secret, STR("river")) && str_is(one->scope, STR("openid")));
    assert_int_equal(one->amr.count + one->acr.count, 0);
    assert_true(str_is(two->claim, STR("email")) && str_is(two->name_zh, STR("Shandong")));
    assert_true(two->amr.count == 2 && two->acr.count == 1);
}

static void json_does_as_well(void **state) {
    const Desk *d = *state;
    Providers p;
    Err err;
    assert_true(read_file(d,
                          "{\"providers\": [{\"id\": \"henan\", \"name\": {\"en\": \"Henan\", "
                          "\"zh\": \"\\u6cb3\\u5357\"}, \"issuer\": \"https://l.example/h\", "
                          "\"client\": \"c\", \"secret file\": \"secret\", "
                          "\"organisation\": \"henan\"}]}",
                          &p, &err));
    assert_true(p.count == 1 && str_is(p.items[0].name_zh, STR("河南")));
}

static void what_is_wrong_is_told_with_its_place(void **state) {
    const Desk *d = *state;
    static const struct {
        const char *text, *message;
        uint32_t line, column;
    } ROWS[] = {
        {"providers: []", "a list of 1 to {1} providers is wanted under \"providers\"", 1, 1},
        {"provider: [a]", "a list of 1 to {1} providers is wanted under \"providers\"", 1, 1},
        {"providers:\n  - henan\n", "a provider is a map with id, name, issuer and more", 2, 5},
        {"providers:\n  - id: henan\n    secret: x\n", "\"{1}\" is nothing that a provider has", 3,
         5},
        {"providers:\n  - id: henan\n    name: H\n", "\"{1}\" is missing", 2, 5},
        {"providers:\n  - id: He nan\n", "\"{1}\" is no id of a provider", 2, 9},
        {"providers:\n  - id: [a]\n", "a text is wanted here", 2, 9},
        {"providers:\n  - id: h\n    name: {fr: H}\n", "a name is a text, or {en: …, zh: …}", 3,
         11},
        {"providers:\n  - id: h\n    name: H\n    issuer: http://l.example\n",
         "an issuer is an address that begins with https:// and has nothing behind \"?\"", 4, 13},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, client: c,\n"
         "     secret file: empty, organisation: o}\n",
         "there is no secret in the first line of \"{1}\"", 3, 19},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, " REST ",\n"
         "     scope: email}\n",
         "a scope names openid", 3, 13},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, " REST ",\n"
         "     second factor: yes}\n",
         "what counts as a second factor is {amr: […], acr: […]}", 3, 21},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, " REST ",\n"
         "     second factor: {amr: otp}}\n",
         "a list of texts is wanted here", 3, 27},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, " REST "}\n"
         "  - {id: h, name: H, issuer: https://m.example, " REST "}\n",
         "\"{1}\" stands here twice", 3, 5},
        {"providers:\n  - {id: h, name: H, issuer: https://l.example, " REST "}\n"
         "  - {id: i, name: H, issuer: https://l.example, " REST "}\n",
         "\"{1}\" stands here twice", 3, 5},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Providers p;
        Err err;
        assert_false(read_file(d, ROWS[i].text, &p, &err));
        if (strcmp(err.message.text, ROWS[i].message) != 0 || err.place.line != ROWS[i].line ||
            err.place.column != ROWS[i].column)
            print_message("row %zu: %s at %u:%u\n", i, err.message.text, err.place.line,
                          err.place.column);
        assert_string_equal(err.message.text, ROWS[i].message);
        assert_int_equal(err.place.line, ROWS[i].line);
        assert_int_equal(err.place.column, ROWS[i].column);
        assert_true(str_is(err.place.file, d->file));
    }
}

static void what_is_no_yaml_or_is_not_there_is_told(void **state) {
    const Desk *d = *state;
    static const char NO_SECRET[] = "providers:\n  - {id: h, name: H, issuer: https://l.e, "
                                    "client: c, secret file: none, organisation: o}\n";
    static const char *const TEXTS[] = {"", "providers: [", "providers: &a []", "\xff", NO_SECRET};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Providers p;
        Err err;
        assert_false(read_file(d, TEXTS[i], &p, &err));
        assert_non_null(err.message.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_provider_has_what_it_needs_and_defaults),
        cmocka_unit_test(json_does_as_well),
        cmocka_unit_test(what_is_wrong_is_told_with_its_place),
        cmocka_unit_test(what_is_no_yaml_or_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
