// base/process_test.c - programs get their arguments as they are, fail with a reason, and end in
// time
#include "base/process.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static bool run(Arena *a, const char *const *arguments, int seconds, Str *ret_folder, Err *err) {
    if (!process_folder(a, ret_folder, err)) return false;
    ProcessCall call = {arguments, str_c(a, *ret_folder), seconds};
    return process_run(a, &call, err);
}

static void arguments_arrive_as_they_are_and_the_folder_is_where_it_works(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Str folder, text;
    const char *const arguments[] = {
        "sh", "-c", "printf %s \"$1\" >made", "sh", "$(id); a 'b' \"c\" *", NULL};
    assert_true(run(a, arguments, 10, &folder, &err));
    assert_true(file_read(a, str_fmt(a, "%.*s/made", STR_ARG(folder)), 100, &text, &err));
    assert_true(str_is(text, STR("$(id); a 'b' \"c\" *")));
    arena_free(a);
}

static void the_folder_goes_with_the_arena(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Str folder;
    const char *const arguments[] = {"sh", "-c", "mkdir -p x/y && ln -s / x/z && : >x/y/f", NULL};
    assert_true(run(a, arguments, 10, &folder, &err));
    char path[64];
    assert_true(folder.size < sizeof path);
    memcpy(path, folder.at, folder.size);
    path[folder.size] = '\0';
    assert_int_equal(access(path, F_OK), 0);
    arena_free(a);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void failures_say_why(void **state) {
    (void)state;
    static const struct {
        const char *const arguments[4];
        ErrCode code;
        const char *detail;
    } rows[] = {
        {{"softlaw-no-such-program"}, ERR_NOT_FOUND, "No such file or directory"},
        {{"sh", "-c", "echo told >&2; exit 3"}, ERR_PEER, "told"},
        {{"sh", "-c", "kill -9 $$"}, ERR_PEER, NULL},
        {{"sh", "-c", "sleep 60 & sleep 60"}, ERR_LIMIT, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err = {.code = ERR_NONE};
        Str folder;
        assert_false(run(a, rows[i].arguments, 1, &folder, &err));
        assert_int_equal(err.code, rows[i].code);
        if (rows[i].detail) assert_true(str_is(err.detail.args[0], str_from(rows[i].detail)));
        arena_free(a);
    }
}

static void much_that_is_printed_neither_blocks_nor_stays(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Str folder;
    const char *const arguments[] = {
        "sh", "-c",
        "head -c 3000000 /dev/zero | tr '\\0' x | tee /dev/stderr; echo end >&2; exit 1", NULL};
    assert_false(run(a, arguments, 20, &folder, &err));
    assert_int_equal(err.code, ERR_PEER);
    assert_true(err.detail.args[0].size <= 4096 && str_ends_with(err.detail.args[0], STR("end")));
    arena_free(a);
}

static void only_a_small_environment_is_passed(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Str folder;
    const char *const arguments[] = {"sh", "-c", "test -z \"$SECRET\" && test \"$HOME\" = \"$PWD\"",
                                     NULL};
    setenv("SECRET", "x", 1);
    assert_true(run(a, arguments, 10, &folder, &err));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_arrive_as_they_are_and_the_folder_is_where_it_works),
        cmocka_unit_test(the_folder_goes_with_the_arena),
        cmocka_unit_test(failures_say_why),
        cmocka_unit_test(much_that_is_printed_neither_blocks_nor_stays),
        cmocka_unit_test(only_a_small_environment_is_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
