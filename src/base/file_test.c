// base/file_test.c - files whole or not at all
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct World {
    Arena *arena;
    Sys *sys;
    Str folder;
} World;

static int set_up(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    char *folder = str_c(a, STR("/tmp/softlaw-file-test-XXXXXX"));
    if (!mkdtemp(folder)) return -1;
    *w = (World){a, sys_fixed(a, 0, 1), str_from(folder)};
    *state = w;
    return 0;
}

static int tear_down(void **state) {
    World *w = *state;
    Str command = str_fmt(w->arena, "rm -rf %.*s", STR_ARG(w->folder));
    int status = system(str_c(w->arena, command));
    arena_free(w->arena);
    return status;
}

static Str in_folder(World *w, const char *name) {
    return str_fmt(w->arena, "%.*s/%s", STR_ARG(w->folder), name);
}

static Str content_of(World *w, Str path) {
    Str text = {NULL, 0};
    Err err = {0};
    return file_read(w->arena, path, 1 << 20, &text, &err) ? text : STR("(none)");
}

static void writes_and_reads_back(void **state) {
    World *w = *state;
    Err err = {0};
    Str path = in_folder(w, "a.txt"), text;
    assert_true(file_write(w->arena, w->sys, path, STR("one\0two"), &err));
    assert_true(str_is(content_of(w, path), STR("one\0two")));
    assert_true(file_write(w->arena, w->sys, path, STR(""), &err));
    assert_true(file_read(w->arena, path, 0, &text, &err));
    assert_int_equal(text.size, 0);
    FileText mapped;
    assert_true(file_map(w->arena, path, 0, &mapped, &err));
    assert_int_equal(mapped.text.size, 0);
}

static void a_link_leads_where_it_led(void **state) {
    World *w = *state;
    Err err = {0};
    struct stat info;
    Str path = in_folder(w, "c.txt"), link = in_folder(w, "link");
    assert_true(file_write(w->arena, w->sys, path, STR("old"), &err));
    assert_int_equal(symlink(str_c(w->arena, path), str_c(w->arena, link)), 0);
    assert_true(file_write(w->arena, w->sys, link, STR("new"), &err));
    assert_true(str_is(content_of(w, path), STR("new")));
    assert_int_equal(lstat(str_c(w->arena, link), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
}

// To print into /dev/null leaves it what it is.
static void what_is_no_file_is_written_to(void **state) {
    enum { MODE = 0600 };
    World *w = *state;
    Err err = {0};
    char heard[8] = "";
    struct stat info;
    const char *pipe = str_c(w->arena, in_folder(w, "pipe"));
    assert_int_equal(mkfifo(pipe, MODE), 0);
    int reader = open(pipe, O_RDONLY | O_NONBLOCK);
    assert_true(file_write(w->arena, w->sys, str_from(pipe), STR("word"), &err));
    assert_int_equal(read(reader, heard, sizeof heard), 4);
    assert_string_equal(heard, "word");
    assert_int_equal(lstat(pipe, &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
    close(reader);
}

static void limits_are_kept(void **state) {
    World *w = *state;
    Str path = in_folder(w, "b.txt"), text;
    Err err = {0};
    assert_true(file_write(w->arena, w->sys, path, STR("12345"), &err));
    assert_true(file_read(w->arena, path, 5, &text, &err));
    assert_false(file_read(w->arena, path, 4, &text, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    err = (Err){0};
    FileText mapped;
    assert_true(file_map(w->arena, path, 5, &mapped, &err));
    assert_false(file_map(w->arena, path, 4, &mapped, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

static void large_files_are_read_and_mapped_alike(void **state) {
    World *w = *state;
    Buf b = {.arena = w->arena};
    Err err = {0};
    FileText mapped;
    Str read, path = in_folder(w, "c.txt");
    for (int i = 0; i < 100000; i++) buf_add_fmt(&b, "%d\n", i);
    assert_true(file_write(w->arena, w->sys, path, buf_str(&b), &err));
    assert_true(file_read_text(w->arena, path, 1 << 20, &read, &err));
    assert_true(file_map(w->arena, path, 1 << 20, &mapped, &err));
    assert_true(str_is(read, buf_str(&b)) && str_is(mapped.text, read));
}

static void what_is_let_go_can_still_be_read(void **state) {
    World *w = *state;
    Buf b = {.arena = w->arena};
    Err err = {0};
    FileText mapped, read = {0};
    Str path = in_folder(w, "g.txt");
    buf_add_c(&b, "\xEF\xBB\xBF");
    for (int i = 0; i < 100000; i++) buf_add_fmt(&b, "%d\n", i);
    Str text = str_part(buf_str(&b), 3, b.size);
    assert_true(file_write(w->arena, w->sys, path, buf_str(&b), &err));
    assert_true(file_map(w->arena, path, 1 << 20, &mapped, &err));
    assert_true(mapped.is_mapped);
    file_let_go(&mapped, 0, 0);
    file_let_go(&mapped, 1, 300001);
    file_let_go(&mapped, 300001, mapped.text.size);
    assert_true(str_is(mapped.text, text));
    read.text = text;
    file_let_go(&read, 0, text.size);
    assert_true(str_is(mapped.text, read.text));
}

static void texts_are_utf8_without_byte_order_mark(void **state) {
    World *w = *state;
    Str path = in_folder(w, "d.txt"), text;
    Err err = {0};
    assert_true(file_write(w->arena, w->sys, path, STR("\xEF\xBB\xBF流域"), &err));
    assert_true(file_read_text(w->arena, path, 100, &text, &err));
    assert_true(str_is(text, STR("流域")));
    FileText mapped;
    assert_true(file_map(w->arena, path, 100, &mapped, &err));
    assert_true(str_is(mapped.text, STR("流域")));
    assert_true(file_write(w->arena, w->sys, path, STR("流\n域\xff"), &err));
    assert_false(file_read_text(w->arena, path, 100, &text, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(err.place.line, 2);
    assert_int_equal(err.place.column, 2);
    err = (Err){0};
    assert_true(file_map(w->arena, path, 100, &mapped, &err));
    assert_false(file_check_text(path, mapped.text, &err));
    assert_int_equal(err.place.line, 2);
}

static void says_why_a_file_cannot_be_had(void **state) {
    World *w = *state;
    Str text, locked = in_folder(w, "locked");
    Err err = {0};
    assert_false(file_read(w->arena, in_folder(w, "none"), 9, &text, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err = (Err){0};
    assert_false(file_read(w->arena, w->folder, 9, &text, &err));
    assert_int_equal(err.code, ERR_STORE);
    err = (Err){0};
    assert_false(file_read(w->arena, STR("a\0b"), 9, &text, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err = (Err){0};
    assert_false(file_write(w->arena, w->sys, in_folder(w, "no/such"), STR("x"), &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err = (Err){0};
    assert_true(file_write(w->arena, w->sys, locked, STR("x"), &err));
    assert_int_equal(chmod(str_c(w->arena, locked), 0), 0);
    if (geteuid() == 0) return; // root may read everything
    assert_false(file_read(w->arena, locked, 9, &text, &err));
    assert_int_equal(err.code, ERR_DENIED);
}

// For every k: the k-th step fails. The file is the old or the new one, and nothing lies about.
static void a_failed_write_leaves_the_old_file(void **state) {
    World *w = *state;
    Str path = in_folder(w, "e.txt");
    Err err = {0};
    assert_true(file_write(w->arena, w->sys, path, STR("old"), &err));
    for (uint64_t k = 1; k <= 6; k++) {
        Sys *failing = sys_failing(w->arena, k, ENOSPC, true);
        err = (Err){0};
        bool done = file_write(w->arena, failing, path, STR("new"), &err);
        assert_int_equal(done, k > 5);
        assert_int_equal(err.code, done ? ERR_NONE : ERR_STORE);
        assert_true(str_is(content_of(w, path), k >= 5 ? STR("new") : STR("old")));
        Str command = str_fmt(w->arena, "ls %.*s | grep -q tmp", STR_ARG(w->folder));
        assert_int_not_equal(system(str_c(w->arena, command)), 0);
    }
}

static void a_file_keeps_who_may_read_it(void **state) {
    World *w = *state;
    Str path = in_folder(w, "secret.txt");
    struct stat info;
    Err err = {0};
    assert_true(file_write(w->arena, w->sys, path, STR("old"), &err));
    assert_int_equal(chmod(str_c(w->arena, path), 0640), 0);
    assert_true(file_write(w->arena, w->sys, path, STR("new"), &err));
    assert_int_equal(stat(str_c(w->arena, path), &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
}

static void standard_input_is_a_dash(void **state) {
    World *w = *state;
    int ends[2], old = dup(STDIN_FILENO);
    Err err = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a,b\n", 4), 4);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    FileText piped;
    assert_true(file_map(w->arena, STR("-"), 100, &piped, &err));
    assert_true(!piped.is_mapped && str_is(piped.text, STR("a,b\n")));
    dup2(old, STDIN_FILENO);
    close(old);
    close(ends[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_and_reads_back),
        cmocka_unit_test(a_link_leads_where_it_led),
        cmocka_unit_test(what_is_no_file_is_written_to),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(large_files_are_read_and_mapped_alike),
        cmocka_unit_test(what_is_let_go_can_still_be_read),
        cmocka_unit_test(texts_are_utf8_without_byte_order_mark),
        cmocka_unit_test(says_why_a_file_cannot_be_had),
        cmocka_unit_test(a_failed_write_leaves_the_old_file),
        cmocka_unit_test(a_file_keeps_who_may_read_it),
        cmocka_unit_test(standard_input_is_a_dash),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
