// terms/clause_test.c - questions, and the clauses that are kept and checked by the table
#include "terms/terms_test.h"

static void faults_of_questions_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"questions:\n  a: {text: x, readings: [y, {zh: z}], taken: y}", ""},
        {"questions:\n  a: {text: x, readings: [y, z]}", "2:3 open-question"},
        {"questions:\n  a: {text: x}\n  b: {text: y, taken: z}", "2:3 open-question"},
        {"questions:\n  a: {taken: y}", "2:3 missing-key"},
        {"questions:\n  a: {text: x, taken: y, readings: z}", "2:36 wrong-type"},
        {"questions:\n  a: {text: x, taken: y, readings: [[z]]}", "2:37 wrong-type"},
        {"questions:\n  a: {text: x, taken: [y]}", "2:3 open-question\n2:23 wrong-type"},
        {"questions:\n  a: x", "2:6 wrong-type"},
    };
    CHECK_CASES(cases);
}

static void a_question_that_is_taken_is_a_note(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a,
                                    "questions:\n  合成: {text: {zh: 如何合成？, en: How?}, "
                                    "readings: [平均, 最大], taken: 平均}",
                                    &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "2:3 open-question");
    assert_int_equal(f.items[0].severity, SEVERITY_NOTE);
    assert_int_equal(t->question_count, 1);
    const Question *q = &t->questions[0];
    assert_str(localised_in(&q->text, STR("en")), "How?");
    assert_int_equal(q->reading_count, 2);
    assert_str(localised_in(&q->readings[1], STR("en")), "最大");
    assert_str(localised_in(&q->taken, STR("zh")), "平均");
    arena_free(a);
}

#define DUTY "obligations:\n  a: {bearer: henan, action: x, "

static void faults_of_clauses_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"quantities: {q: {type: date}, n: }\nsets: {up: {members: parties}, s: [x]}\n"
         "pools: {池: }\n" DUTY "counterparty: [shandong, up, 池], object: x, standard: y, "
         "procedure: z, due: P30D after q, limit: P30D, evidence: e, unit: u, note: n}",
         ""},
        {DUTY "due: 2024-10-01}", ""},
        {DUTY "limit: 10 working days after period end}", ""},
        {DUTY "limit: soon}", "2:40 bad-due"},
        {DUTY "limit: P30}", "2:40 bad-due"},
        {DUTY "due: P30D}", ""},
        {DUTY "payment: p}", "2:42 unknown-name"},
        {DUTY "bearers: x}", "2:33 unknown-key"},
        {"obligations:\n  a: {action: x}", "2:3 missing-key"},
        {"permissions:\n  a: {bearer: henan}", "2:3 missing-key"},
        {"prohibitions:\n  a: {bearer: [henan, hnean], action: x}", "2:23 unknown-party"},
        {"prohibitions:\n  a: {bearer: {x: y}, action: x}", "2:15 wrong-type"},
        {"sets: {s: [x]}\nprohibitions:\n  a: {bearer: s, action: x}", "3:15 unknown-party"},
        {"guarantees:\n  a: {kind: bond, by: henan, to: shandong, amount: 100, currency: CNY, "
         "trigger: x, release: y}",
         ""},
        {"guarantees:\n  a: {by: henan}", "2:3 missing-key"},
        {"liabilities:\n  a: {breach: x, head: damages, by: henan, to: shandong, amount: x, "
         "interest: y}",
         ""},
        {"liabilities:\n  a: {breach: x, by: x}", "2:22 unknown-party"},
        {"exit: {notice: P3M, conditions: x, settlement: y}", ""},
        {"exit:\n  解除: {notice: P3M}", ""},
        {"exit: {notice: three months}", "1:16 bad-duration"},
        {"exit: {notice: P3M, reason: x}", "1:21 unknown-key"},
        {"exit:\n  解除: x", "2:7 wrong-type"},
        {"quantities: {q: }\nindicators:\n  a: {measures: q, target: 5, weight: 0.5, direction: "
         "up, "
         "revise below: 3, revise above: 9, period: year}",
         ""},
        {"indicators:\n  a: {measures: q}", "2:17 unknown-name"},
        {"quantities: {q: }\nindicators:\n  a: {measures: q, weight: half}", "3:28 wrong-type"},
        {"quantities: {q: }\nindicators:\n  a: {measures: q, weight: \"1,000\"}",
         "3:29 wrong-type"},
        {"quantities: {q: }\nindicators:\n  a: {measures: q, direction: left}",
         "3:31 unknown-choice"},
        {"quantities: {q: }\nindicators:\n  a: {measures: q, period: week}", "3:28 unknown-choice"},
        {"participation: {who: x, how: y, days: 30, when: z}", ""},
        {"participation: {who: x, days: some}", "1:31 wrong-type"},
        {"participation: {how: x}", "1:1 missing-key"},
        {"filing: {with: x, within: P30D, form: y}", ""},
        {"filing:\n  a: {with: x}\n  b: {with: y, within: soon}", "3:24 bad-duration"},
        {"plan: {core: P3Y, adjustable: P2Y, review: P1Y}", ""},
        {"plan: {core: 3 years}", "1:14 bad-duration"},
        {"coverage: {chain: [r&d, design, production, supply, marketing, after-sales], life: exit}",
         ""},
        {"coverage: {chain: [sales]}", "1:20 unknown-choice"},
        {"data sharing:\n  水质: {dataset: x, scope: y, standard: z, interface: i, provider: "
         "henan, "
         "receivers: [shandong], frequency: daily, security: s}",
         ""},
        {"data sharing: {dataset: x, provider: y}", "1:38 unknown-party"},
    };
    CHECK_CASES(cases);
}

static void clauses_keep_their_body(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(
        a, "plan: {core: P3Y}\nfiling:\n  上报: {label: {en: report}, with: 省政府}\n", &f);
    assert_int_equal(f.count, 0);
    assert_int_equal(t->clause_count, 2);
    assert_string_equal(t->clauses[0].section, "plan");
    assert_str(t->clauses[0].id, "plan");
    assert_str(yaml_find(t->clauses[0].body, "core")->text, "P3Y");
    assert_string_equal(t->clauses[1].section, "filing");
    assert_str(t->clauses[1].id, "上报");
    assert_str(localised_in(&t->clauses[1].label, STR("en")), "report");
    arena_free(a);
}

// Key by key: "bearer: Henan; limit: P30D".
static const char *keys_text(Arena *a, const Terms *t, const Clause *c, const char *language) {
    ClauseKey *keys;
    Buf b = {.arena = a};
    size_t count = clause_keys(a, t, c, str_from(language), &keys);
    for (size_t i = 0; i < count; i++)
        buf_add_fmt(&b, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(keys[i].key), STR_ARG(keys[i].text));
    return str_c(a, buf_str(&b));
}

static void clauses_are_read_as_people_say_them(void **state) {
    (void)state;
    static const struct {
        const char *block, *english, *chinese;
    } rows[] = {
        {"obligations:\n  a: {label: {en: Report}, bearer: [henan, shandong], action: {zh: 通报, "
         "en: report}, limit: P30D}",
         "bearer: Henan, 山东省; action: report; limit: P30D",
         "bearer: 河南省, 山东省; action: 通报; limit: P30D"},
        {"quantities: {q: {label: {en: class, zh: 类别}}}\nindicators:\n  a: {measures: q, target: "
         "3, note: x}",
         "measures: class; target: 3; note: x", "measures: 类别; target: 3; note: x"},
        {"sets: {up: {members: parties, label: {en: upper states}}}\npools: {池: {label: {en: "
         "fund}}}\n"
         "guarantees:\n  a: {kind: bond, by: up, to: 池}",
         "kind: bond; by: upper states; to: fund", "kind: bond; by: up; to: 池"},
        {"coverage: {chain: [design, supply]}", "chain: design, supply", "chain: design, supply"},
        {"exit:\n  a: x", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const Terms *t = terms_of_block(a, rows[i].block, &f);
        assert_int_equal(t->clause_count, 1);
        assert_string_equal(keys_text(a, t, &t->clauses[0], "en"), rows[i].english);
        assert_string_equal(keys_text(a, t, &t->clauses[0], "zh"), rows[i].chinese);
        arena_free(a);
    }
}

static void a_clause_says_what_its_section_is_for(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, "exit: {notice: P3M}", &f);
    assert_str(clause_purpose(&t->clauses[0], STR("en")), "how one leaves");
    assert_str(clause_purpose(&t->clauses[0], STR("zh")), "退出");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_questions_are_found),
        cmocka_unit_test(a_question_that_is_taken_is_a_note),
        cmocka_unit_test(faults_of_clauses_are_found),
        cmocka_unit_test(clauses_keep_their_body),
        cmocka_unit_test(clauses_are_read_as_people_say_them),
        cmocka_unit_test(a_clause_says_what_its_section_is_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
