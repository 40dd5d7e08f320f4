// lint/judge_test.c - words are judged by their clause: what is found, where, and what is let pass
#include "base/findings_test.h"
#include "lint/lint_int.h"

#define FRONT                                                                                      \
    "---\nsoftlaw: 1\nid: a\ntitle: A\nlanguage: en\nkind: k\nparties:\n  b: {name: B}\n  c: "     \
    "{name: "                                                                                      \
    "C}\ncurrency: CNY\nterm: {from: 2024-01-01, to: 2024-12-31, period: year}\n---\n"

static const LintReport *judge(Arena *a, const char *text, Severity least, Findings *found) {
    Findings form = {.arena = a};
    *found = (Findings){.arena = a};
    const Document *d = text_parse(a, STR("f"), str_from(text), &form);
    return lint_judge(a, lint_words_new(a), terms_from_text(a, d, &form), least, found);
}

typedef struct Row {
    const char *text, *expected;
} Row;

// The text is line 3 of the file, in an article.
static void check_rows(const Row *rows, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Findings f;
        judge(a, str_c(a, str_fmt(a, "# 1\n\n%s\n", rows[i].text)), SEVERITY_WARNING, &f);
        const char *lines = findings_lines(a, &f, SEVERITY_WARNING);
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

static void the_wordings_of_the_mission_are_found(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Parties strengthen cooperation.", "3:13 soft-verb"},
        {"The Parties promote trade.", "3:13 soft-verb"},
        {"The Parties improve services.", "3:13 soft-verb"},
        {"The Parties are promoting information sharing.",
         "3:17 soft-verb\n3:27 sharing-without-terms"},
        {"双方加强合作。", "3:3 soft-verb"},
        {"双方促进贸易。", "3:3 soft-verb"},
        {"双方完善制度。", "3:3 soft-verb"},
        {"双方推动信息共享。", "3:3 soft-verb\n3:5 sharing-without-terms"},
        {"由有关部门办理。", "3:2 nobody"},
        {"双方适时调整。", "3:3 vague-time"},
        {"会议原则上每年召开。", "3:3 escape"},
    };
    CHECK(rows);
}

static void the_clause_closes_what_the_word_leaves_open(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Parties strengthen control to 12 inspections a year.", ""},
        {"双方将检查由每年4次加强到每年12次。", ""},
        {"The Carrier promptly, within 2 hours, reports.", ""},
        {"承运人及时并在2小时内报告。", ""},
        // in another clause, or another sentence, it does not
        {"The Parties promote trade; the fee is 12 yuan.", "3:13 soft-verb"},
        {"双方促进贸易；费用为12元。", "3:3 soft-verb"},
        {"The Parties promote trade. The fee is 12 yuan.", "3:13 soft-verb"},
        // a number that names an article is no quantity, nor are the sides that act
        {"The two provinces promote trade.", "3:19 soft-verb"},
        {"两省促进贸易。", "3:3 soft-verb"},
        {"Under Article 1 they use best efforts.", "3:26 effort"},
    };
    CHECK(rows);
}

static void what_is_forbidden_or_being_defined_is_no_promise(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The host city shall not attract enterprises of the home city.", ""},
        {"迁入地不得吸引迁出地的企业。", ""},
        {"The host city shall attract enterprises.", "3:21 soft-verb"},
        {"Relevant departments means the offices of Annex 1.", ""},
        {"有关部门是指附件一所列机关。", ""},
        {"A signature means what relevant departments say.", "3:24 nobody"},
    };
    CHECK(rows);
}

static void wordings_of_which_one_word_may_be_any_are_found_by_their_frame(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Party pays gladly.", "3:16 soft-manner"},
        {"The Party pays monthly.", ""},
        {"The Party pays as freely as it can.", "3:16 soft-manner"},
        {"The Party pays as well as its partner.", ""},
        {"The Party pays to the highest degree.", "3:16 escape"},
        {"The Party pays to the extent that the Bank paid.", ""},
        {"The Party pays in a merry spirit.", "3:16 soft-manner"},
        {"The Party pays on a loose basis.", "3:16 soft-manner"},
        {"The Party pays on a monthly basis.", ""},
        {"The Party pays for more powerful pumps.", "3:20 vague-degree"},
        {"The Party pays for pumps more powerful than pump 1.", ""},
        {"The Party pays for the cleaner of the pumps.", ""},
        {"The Party pays for cleaner pumps.", "3:20 vague-degree"},
        {"双方互学互访。", "3:3 slogan"},
        {"双方共同共有水泵。", ""},
        {"税款应收尽收。", "3:3 soft-manner"},
    };
    CHECK(rows);
}

static void a_duty_with_an_abstract_object_needs_something_to_count(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The Parties shall set up a mechanism.", "3:28 abstract-object"},
        {"The Parties shall set up a mechanism by 1 May 2026.", ""},
        {"The Parties shall not set up a mechanism.", ""},
        {"双方设立机制。", "3:5 abstract-object"},
        {"双方于2026年5月1日前设立机制。", ""},
        // only where it is the object
        {"双方设立机制办公室。", ""},
    };
    CHECK(rows);
}

static void what_is_quoted_or_named_is_not_judged(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The heading \"Promote trade\" has no effect.", ""},
        {"The heading “Promote trade” has no effect.", ""},
        {"标题“促进贸易”无效力。", ""},
        {"《促进贸易办法》有效。", ""},
        {"The word `promptly` has no effect.", ""},
        {"It is paid by the Best Efforts Fund.", ""},
        // a mark without its partner quotes nothing
        {"The mark \" is odd and they promote trade.", "3:28 soft-verb"},
        // longer harmless words
        {"双方没有关系。", ""},
        {"不得占用基本农田。", ""},
    };
    CHECK(rows);
}

static void words_are_whole_and_the_longest_wins(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The promoter came.", ""},
        {"It is done in a timely\nmanner.", "3:12 vague-time"},
        {"It is done in a\n  timely   manner.", "3:12 vague-time"},
        {"PROMOTE trade.", "3:1 soft-verb"},
        {"双方签订合约50份。", ""},
        {"管道输气约50立方米。", "3:5 approximate"},
        {"甲、乙、丙等三市。", ""},
        {"交通、能源等。", "3:6 open-list"},
        {"等级为三级。", ""},
    };
    CHECK(rows);
}

static void a_remark_with_a_reason_silences(void **state) {
    (void)state;
    static const Row rows[] = {
        {"<!-- allow soft-verb: agreed so -->\nThe Parties promote trade.", ""},
        {"<!-- allow soft-verb: agreed so -->\n\nThe Parties promote trade.", ""},
        {"The Parties promote trade. <!-- allow soft-verb: agreed so -->", ""},
        {"<!-- allow soft-verb：双方如此约定 -->\n双方促进贸易。", ""},
        // not the next paragraph, not another rule, not without a reason
        {"<!-- allow soft-verb: so -->\nA.\n\nThe Parties promote trade.", "6:13 soft-verb"},
        {"<!-- allow escape: so -->\nThe Parties promote trade.", "4:13 soft-verb"},
        {"<!-- allow soft-verb: -->\nThe Parties promote trade.",
         "3:1 allow-without-reason\n4:13 soft-verb"},
        {"<!-- allow no-such-rule: so -->\nA.", "3:1 allow-without-reason"},
        {"<!-- a remark -->\nThe Parties promote trade.", "4:13 soft-verb"},
    };
    CHECK(rows);
}

static void the_preamble_may_state_wishes(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    judge(a, FRONT "The Parties promote trade.\n\n# Preamble\n\nThe Parties promote trade.\n",
          SEVERITY_NOTE, &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_WARNING), "");
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "13:13 soft-verb\n17:13 soft-verb");
    arena_free(a);
}

static void a_defined_term_is_not_judged(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    judge(a,
          FRONT "# 1\n\nThe sum of 有效水量 is paid, and 有效治理 too.\n\n```terms\nquantities:\n"
                "  有效水量: {unit: t}\n```\n",
          SEVERITY_WARNING, &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_WARNING), "15:30 soft-manner");
    arena_free(a);
}

static void obligations_are_scored_by_five_elements(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t obligations, complete;
        unsigned percent;
    } rows[] = {
        {"The fee is 12 yuan.", 0, 0, 100},
        {"The Bureau shall clean the river bed.", 1, 0, 20},
        {"The Bureau shall clean 12 km of the river bed within 90 days.", 1, 0, 60},
        {"The Bureau shall clean 12 km of the river bed within 90 days, submit the record in "
         "writing, and is liable for delay.",
         1, 1, 100},
        {"管委会应当在90日内清理12公里河道，书面报告，逾期支付违约金。", 1, 1, 100},
        {"管委会应当清理河道。", 1, 0, 20},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const LintReport *r =
            judge(a, str_c(a, str_fmt(a, "# 1\n\n%s\n", rows[i].text)), SEVERITY_NOTE, &f);
        assert_int_equal(r->all.obligations, rows[i].obligations);
        assert_int_equal(r->all.complete, rows[i].complete);
        assert_int_equal(lint_score_percent(&r->all), rows[i].percent);
        arena_free(a);
    }
}

static void obligations_are_indexed_by_an_indicator_or_by_their_terms(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t indexed;
    } rows[] = {
        {"The Bureau shall pay 3 million yuan.", 0},
        {"The Bureau shall pay by the coal price index.", 1},
        {"管委会应当按照价格指数支付价款。", 1},
        {"管委会应当支付价款。", 0},
        {"The Bureau shall pay.\n\n```terms\nquantities:\n  flow: {unit: t}\n```", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const LintReport *r =
            judge(a, str_c(a, str_fmt(a, FRONT "# 1\n\n%s\n", rows[i].text)), SEVERITY_NOTE, &f);
        assert_int_equal(r->all.obligations, 1);
        assert_int_equal(r->all.indexed, rows[i].indexed);
        assert_int_equal(lint_share_percent(&r->all, r->all.indexed), 100 * rows[i].indexed);
        arena_free(a);
    }
}

static void every_hit_that_grep_would_find_is_found(void **state) {
    (void)state;
    static const char *const words[] = {"promote", "timely", "加强", "原则上", "as appropriate"};
    Arena *a = arena_new();
    const LintWords *w = lint_words_new(a);
    Buf text = {.arena = a};
    for (size_t i = 0; i < 1000; i++) buf_add_fmt(&text, "%s ,x. ", words[i % 5]);
    assert_int_equal(lint_words_count(w, buf_str(&text)), 1000);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wordings_of_the_mission_are_found),
        cmocka_unit_test(the_clause_closes_what_the_word_leaves_open),
        cmocka_unit_test(what_is_forbidden_or_being_defined_is_no_promise),
        cmocka_unit_test(wordings_of_which_one_word_may_be_any_are_found_by_their_frame),
        cmocka_unit_test(a_duty_with_an_abstract_object_needs_something_to_count),
        cmocka_unit_test(what_is_quoted_or_named_is_not_judged),
        cmocka_unit_test(words_are_whole_and_the_longest_wins),
        cmocka_unit_test(a_remark_with_a_reason_silences),
        cmocka_unit_test(the_preamble_may_state_wishes),
        cmocka_unit_test(a_defined_term_is_not_judged),
        cmocka_unit_test(obligations_are_scored_by_five_elements),
        cmocka_unit_test(obligations_are_indexed_by_an_indicator_or_by_their_terms),
        cmocka_unit_test(every_hit_that_grep_would_find_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
