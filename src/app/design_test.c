// app/design_test.c - edits as unified diffs, sums that can be written, articles that ask for them
#include "app/design_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void an_edit_is_a_unified_diff(void **state) {
    (void)state;
    static const struct {
        const char *before, *after, *expected;
    } rows[] = {
        {"a\nb\n", "a\nb\n", ""},
        {"", "", ""},
        {"a\n", "b\n", "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n+b\n"},
        {"a\nb", "a\nc",
         "--- f\n+++ f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
         "\\ No newline at end of file\n"},
        // Six lines between two changes: their contexts touch.
        {"a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
         "--- f\n+++ f\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
        // Seven: two hunks.
        {"a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
         "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n "
         "7\n-b\n+B\n"},
        // Lines that were put in: at the end, and before what stayed.
        {"a\n1\n2\n3\n4\n", "a\n1\n2\n3\n4\n\nb\n",
         "--- f\n+++ f\n@@ -3,3 +3,5 @@\n 2\n 3\n 4\n+\n+b\n"},
        {"a\nz\n", "A\nb\nc\nz\n", "--- f\n+++ f\n@@ -1,2 +1,4 @@\n-a\n+A\n+b\n+c\n z\n"},
        {"a", "a\nb\n",
         "--- f\n+++ f\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n"},
        {"a\n`\n", "a\n`\nb\n`\n", "--- f\n+++ f\n@@ -1,2 +1,4 @@\n a\n `\n+b\n+`\n"},
        {"", "b\n", "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+b\n"},
        {"a\nb\nc\n", "A\nB\nc\n", "--- f\n+++ f\n@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        patch_add(&b, STR("f"), str_from(rows[i].before), str_from(rows[i].after));
        assert_string_equal(str_c(a, buf_str(&b)), rows[i].expected);
        arena_free(a);
    }
}

// ---- sums ---------------------------------------------------------------------------------------

static void a_sum_is_rounded_up_to_three_digits(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *expected; // NULL: it cannot be written
    } rows[] = {
        {0, "0"},           {1e-7, "0"},    {8.0 / 7, "1.15"}, {1.14, "1.14"},
        {1000, "1000"},     {1001, "1010"}, {99901, "100000"}, {41573211, "41600000"},
        {0.0123, "0.0123"}, {1e14, NULL},   {-1, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[DEC_TEXT_BYTES];
        Dec d;
        assert_int_equal(sums_round_up(rows[i].value, &d), rows[i].expected != NULL);
        if (!rows[i].expected) continue;
        dec_to_text(d, text);
        assert_string_equal(text, rows[i].expected);
    }
}

// ---- articles -----------------------------------------------------------------------------------

#define FRONT(language)                                                                            \
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: " language "\nparties: {a: 甲省, b: 乙省}\n"  \
    "currency: CNY\nterm: {from: 2027-01-01, to: 2027-12-31, period: month}\n---\n\n"

static const char *added(Arena *a, const char *text, LeverKind kind) {
    Findings f = {.arena = a};
    const Terms *t = terms_from_text(a, text_parse(a, STR("x.md"), str_from(text), &f), &f);
    DesignView *v = ARENA_NEW(a, DesignView);
    Dec values[] = {dec_from_int(1200000), DEC_ZERO};
    assert_int_equal(f.error_count, 0);
    v->lever_count = 2;
    v->levers[0] = (Lever){.kind = kind, .id = STR("new"), .from = 0, .to = 1};
    v->levers[1] = (Lever){.kind = kind, .id = STR("none"), .from = 1, .to = 0};
    return str_c(a, design_article(v, a, t, values));
}

static void a_new_article_stands_after_the_last_and_counts_on(void **state) {
    (void)state;
    static const struct {
        const char *text;
        LeverKind kind;
        const char *expected[3]; // in this order
    } rows[] = {
        {FRONT("zh") "# 第九条 义务\n\n各方履约。\n\n# 附注\n\n略。\n",
         LEVER_DEPOSIT,
         {"各方履约。\n\n# 第十条 保证金\n\n甲省在本协议签署时", "交存保证金1,200,000元。一方违反",
          "amount: 1200000, currency: CNY, trigger: \"当事方违反本协议\", release: "
          "\"末次结算后\"}\n"
          "```\n\n# 附注\n"}},
        {FRONT("zh") "# 第十九条 义务\n\n各方履约。",
         LEVER_PAYMENT,
         {"各方履约。\n\n# 第二十条 平衡支付\n\n甲省每月向乙省支付1,200,000元，",
          "月末后30日内支付。\n\n```terms\npayments:\n  new: {",
          "from: a, to: b, amount: 1200000, "}},
        {FRONT("en") "# Part\n\n## Article 1. Works\n\n### Detail\n\nAll work.\n",
         LEVER_DEPOSIT,
         {"All work.\n\n## Article 2. Bonds\n\n甲省 deposits 1,200,000 yuan into",
          "last settlement.", "```terms\nguarantees:\n  new: {"}},
        {FRONT("en") "# Works\n\nAll work.\n",
         LEVER_PAYMENT,
         {"All work.\n\n# Balancing payments\n\n甲省 pays 乙省 1,200,000 yuan for each month",
          "within 30 days after the month ends.\n\n```terms\n",
          "due: P30D after period end}\n```\n"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        const char *at = added(a, rows[i].text, rows[i].kind);
        assert_null(strstr(at, "none"));
        for (size_t k = 0; k < 3; k++) {
            at = strstr(at, rows[i].expected[k]);
            if (!at) fail_msg("row %zu: %s", i, rows[i].expected[k]);
        }
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_is_a_unified_diff),
        cmocka_unit_test(a_sum_is_rounded_up_to_three_digits),
        cmocka_unit_test(a_new_article_stands_after_the_last_and_counts_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
