// lint/rules_test.c - every row of the table keeps its word: its bad example is found, its good one
// not
#include "base/findings_test.h"
#include "base/lang.h"
#include "lint/lint_int.h"

static Findings judge(Arena *a, const char *words) {
    Findings form = {.arena = a}, found = {.arena = a};
    Str source = str_fmt(a, "# Article 1\n\n%s\n", words);
    const Document *d = text_parse(a, STR("f"), source, &form);
    lint_judge(a, lint_words_new(a), terms_from_text(a, d, &form), SEVERITY_NOTE, &found);
    return found;
}

static bool has(const Findings *f, const char *rule) {
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->items[i].rule, rule)) return true;
    return false;
}

static void check_bad(Arena *a, const LintRule *r, const char *bad) {
    Findings f = judge(a, bad);
    if (has(&f, r->id)) return;
    print_error("%s does not find: %s\n", r->id, bad);
    fail();
}

static void check_good(Arena *a, const LintRule *r, const char *good) {
    Findings f = judge(a, good);
    for (size_t i = 0; i < f.count; i++) {
        const Finding *x = &f.items[i];
        if (x->severity < SEVERITY_WARNING && strcmp(x->rule, r->id) != 0) continue;
        print_error("the good example of %s has %s: %s\n", r->id, x->rule, good);
        fail();
    }
}

static void a_bad_example_is_found_by_its_rule(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < lint_rule_count(); i++) {
        const LintRule *r = lint_rule(i);
        if (r->english.bad) check_bad(a, r, r->english.bad);
        if (r->chinese.bad) check_bad(a, r, r->chinese.bad);
    }
    arena_free(a);
}

static void a_good_example_has_no_warning_and_not_its_rule(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < lint_rule_count(); i++) {
        const LintRule *r = lint_rule(i);
        if (r->english.good) check_good(a, r, r->english.good);
        if (r->chinese.good) check_good(a, r, r->chinese.good);
    }
    arena_free(a);
}

static void every_rule_has_reason_proposal_and_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < lint_rule_count(); i++) {
        const LintRule *r = lint_rule(i);
        assert_non_null(r->id);
        assert_non_null(r->message);
        assert_non_null(r->proposal);
        assert_non_null(r->why);
        assert_non_null(r->english.bad);
        assert_non_null(r->english.good);
        // Two rules of English grammar have no Chinese counterpart.
        bool is_english_only = i == MARK_UNMEASURED || i == MARK_PRONOUN;
        assert_int_equal(r->chinese.bad == NULL, is_english_only);
        assert_int_equal(r->chinese.good == NULL, is_english_only);
        assert_int_equal(rule_find(str_from(r->id)), i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bad_example_is_found_by_its_rule),
        cmocka_unit_test(a_good_example_has_no_warning_and_not_its_rule),
        cmocka_unit_test(every_rule_has_reason_proposal_and_examples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
