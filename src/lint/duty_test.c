// lint/duty_test.c - duties with and without a modal word, wills that are reserved, deeds of nobody
#include "base/findings_test.h"
#include "lint/lint_int.h"

typedef struct Row {
    const char *text, *expected;
} Row;

// The text is line 3 of the file, in an article.
static void check_rows(const Row *rows, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Findings form = {.arena = a}, found = {.arena = a};
        Str source = str_fmt(a, "# 1\n\n%s\n", rows[i].text);
        const Document *d = text_parse(a, STR("f"), source, &form);
        lint_judge(a, lint_words_new(a), terms_from_text(a, d, &form), SEVERITY_WARNING, &found);
        const char *lines = findings_lines(a, &found, SEVERITY_WARNING);
        if (strcmp(lines, rows[i].expected) != 0) {
            print_error("%s\n  found:    %s\n  expected: %s\n", rows[i].text, lines,
                        rows[i].expected);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(rows) check_rows((rows), sizeof(rows) / sizeof(rows)[0])

static void the_present_tense_of_one_who_acts_lays_a_duty(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Parties honour the river.", "3:13 bare-obligation"},
        {"The northern county honours the river.", "3:21 bare-obligation"},
        {"Farmers and villages honour the river.", "3:22 bare-obligation"},
        {"The Parties honour the river with 40 trees.", ""},
        {"The Parties honour the river by 1 May 2027.", ""},
        {"The Parties sign the minutes.", ""},
        {"The Parties recognise the river.", ""},
        {"If the Parties honour the river, the Bank pays.", ""},
        {"No Party honours the river.", ""},
        {"The Parties honour:", ""},
        {"双方善待河流。", "3:1 bare-obligation"},
        {"双方于2027年5月1日前善待河流。", ""},
        {"双方签署纪要。", ""},
        {"双方可以善待河流。", ""},
        {"双方不善待河流。", ""},
        {"两岸居民善待河流和堤岸。", "3:1 bare-obligation"},
        {"两岸居民善待“河流”和堤岸。", ""},
    };
    CHECK(rows);
}

static void words_that_lay_a_duty_on_somebody_do_so_without_a_modal(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The river is a matter for both Parties.", "3:11 bare-obligation"},
        {"The river is a matter for both Parties until 1 May 2027.", ""},
        {"It falls to the Secretariat to honour the river.", "3:4 bare-obligation"},
        {"The Secretariat is responsible for the river.", "3:17 bare-obligation"},
        {"河流由甲方负责。", "3:6 bare-obligation"},
        {"河流每月由甲方负责。", ""},
    };
    CHECK(rows);
}

static void a_will_or_a_circumstance_is_reserved_in_any_words(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Party pays 5 yuan as its Board thinks best.", "3:23 escape"},
        {"The Party pays 5 yuan when the Board considers the report.", ""},
        {"The Party pays 5 yuan if it wishes to withdraw.", ""},
        {"The Party pays 5 yuan as the season advances.", "3:23 escape"},
        {"The Party pays 5 yuan if the law requires a permit.", ""},
        {"The Party pays 5 yuan where this is justified.", "3:23 escape"},
        {"The Party pays 5 yuan where this is payable.", ""},
        {"The Party pays whatever sum it can.", "3:16 escape"},
        {"The Party pays 5 yuan for all vessels that can carry 20 t.", ""},
    };
    CHECK(rows);
}

static void manner_is_found_by_its_frame(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Party pays with great tenderness.", "3:16 soft-manner"},
        {"The Party pays with business cards.", ""},
        {"The Party pays light-heartedly.", "3:16 soft-manner"},
        {"The Party pays semi-annually.", ""},
        {"The Party pays on a cheerful footing.", "3:16 soft-manner"},
        {"The Party pays for mutual tenderness.", "3:20 slogan"},
        {"The Party pays for mutual recognition.", ""},
        {"双方支付干干净净的5元款项。", ""},
        {"双方干干净净支付款项。", "3:3 soft-manner"},
    };
    CHECK(rows);
}

static void a_deed_needs_somebody_who_does_it(void **state) {
    (void)state;
    static const Row rows[] = {
        {"It is agreed that the weir be cleared by 1 May 2027.", "3:28 passive-without-actor"},
        {"It is agreed that the weir be cleared by the Operator by 1 May 2027.", ""},
        {"The weir that may be cleared is number 5.", ""},
        {"发现漏油的，2小时内告知下游。", "3:11 passive-without-actor"},
        {"发现漏油的，船长2小时内告知下游。", ""},
        {"合同自书面通知送达之日起5日内有效。", ""},
        {"下列指标每年考核：45日内完成的比例。", ""},
    };
    CHECK(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_present_tense_of_one_who_acts_lays_a_duty),
        cmocka_unit_test(words_that_lay_a_duty_on_somebody_do_so_without_a_modal),
        cmocka_unit_test(a_will_or_a_circumstance_is_reserved_in_any_words),
        cmocka_unit_test(manner_is_found_by_its_frame),
        cmocka_unit_test(a_deed_needs_somebody_who_does_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
