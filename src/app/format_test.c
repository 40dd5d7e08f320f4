// app/format_test.c - every example and every template says the same after it was laid out
#include "app/app_int.h"
#include "app/check.h"
#include "app/show.h"

#include "base/file.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static bool write_buf(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

// What softlaw reads in an agreement, and what it finds wrong: all but where it stands.
static char *reading_of(Arena *a, Str path) {
    Buf b = {.arena = a};
    Err err = {.code = ERR_NONE};
    App *app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)});
    AgreementView *v = (AgreementView *)(uintptr_t)app_show(app, path, &err);
    assert_non_null(v);
    v->version = STR("");
    for (size_t i = 0; i < v->article_count; i++) {
        for (size_t k = 0; k < v->articles[i].word_count; k++)
            v->articles[i].words[k].place = (Place){.line = 0};
        for (size_t k = 0; k < v->articles[i].clause_count; k++)
            v->articles[i].clauses[k].place = (Place){.line = 0};
    }
    Out out = {.buf = {.arena = a}, .write = write_buf, .self = &b, .err = &err};
    assert_true(agreement_json(app, v, &out));
    const Findings *f = app_findings(app);
    for (size_t i = 0; i < f->count; i++) buf_add_fmt(&b, "%s\n", f->items[i].rule);
    return str_c(a, buf_str(&b));
}

static void must_say_the_same(Str from, const char *copy) {
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    Sys *sys = sys_fixed(a, 0, 7);
    App *app = app_new(a, (AppOptions){.sys = sys});
    Str text, path = str_from(copy), once, twice;
    bool is_changed = false;
    Out out = {.buf = {.arena = a}, .err = &err};
    assert_true(file_read_text(a, from, LIMIT_DOCUMENT_BYTES, &text, &err));
    assert_true(file_write(a, sys, path, text, &err));
    char *before = reading_of(a, path);
    assert_true(app_format(app, path, false, &out, &is_changed, &err));
    assert_string_equal(reading_of(a, path), before);
    assert_true(file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &once, &err));
    assert_true(app_format(app, path, false, &out, &is_changed, &err));
    assert_true(file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &twice, &err));
    assert_false(is_changed);
    assert_true(str_is(once, twice));
    arena_free(a);
}

static void examples_and_templates_say_the_same_when_laid_out(void **state) {
    (void)state;
    static const char *const folders[] = {"examples", "templates"};
    char copy[] = "/tmp/softlaw-format-XXXXXX";
    int file = mkstemp(copy);
    assert_true(file >= 0);
    close(file);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        Arena *a = arena_new();
        FileList list = {0};
        Err err = {.code = ERR_NONE};
        size_t count = 0;
        assert_true(file_list(a, str_from(folders[i]), &list, &err));
        for (size_t k = 0; k < list.count; k++) {
            if (!str_ends_with(list.items[k], STR(".md"))) continue;
            must_say_the_same(str_fmt(a, "%s/%.*s", folders[i], STR_ARG(list.items[k])), copy);
            count++;
        }
        assert_true(count > 5);
        arena_free(a);
    }
    unlink(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_and_templates_say_the_same_when_laid_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
