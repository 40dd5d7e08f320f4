// lint/scan_test.c - words of other judges: found whole, longest first, with all their marks
#include "lint/lint.h"

#include "base/findings_test.h"

static const char *marks(Arena *a, const LintWords *w, const char *text) {
    LintHits hits = {.arena = a};
    Buf b = {.arena = a};
    lint_scan(w, str_from(text), &hits);
    for (size_t i = 0; i < hits.count; i++) {
        const LintHit *h = &hits.items[i];
        buf_add_fmt(&b, "%s%u@%u-%u", i ? " " : "", h->mark, h->start, h->end);
    }
    return str_c(a, buf_str(&b));
}

static void words_are_found_with_all_their_marks(void **state) {
    (void)state;
    static const LintWord words[] = {{{"permit", sizeof "permit" - 1}, 1},
                                     {{"permit", sizeof "permit" - 1}, 7},
                                     {{"driving permit", sizeof "driving permit" - 1}, 2},
                                     {{"restrict*", sizeof "restrict*" - 1}, 3},
                                     {{"备案", sizeof "备案" - 1}, 4},
                                     {{"备案号", sizeof "备案号" - 1}, 5}};
    static const struct {
        const char *text, *marks;
    } rows[] = {
        {"A permit.", "1@2-8 7@2-8"},
        {"A driving permit.", "2@2-16"},
        {"permitted", ""},
        {"restricting, RESTRICTED", "3@0-11 3@13-23"},
        {"须备案，填备案号", "4@3-9 5@15-24"},
        {"", ""},
    };
    Arena *a = arena_new();
    const LintWords *w = lint_words_from(a, words, sizeof words / sizeof words[0]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(marks(a, w, rows[i].text), rows[i].marks);
    arena_free(a);
}

static void what_is_quoted_is_unreadable(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_str(lint_mask(a, STR("a \"bc\" 《法》 <!-- x -->d")), "a \"__\" 《___》           d");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_with_all_their_marks),
        cmocka_unit_test(what_is_quoted_is_unreadable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
