// agree/languages_test.c - the languages of one text: what differs, what one lacks, what is the
// same
#include "agree/agree.h"
#include "base/findings_test.h"
#include "base/lang.h"

static Findings compare(Arena *a, const char *front, const char *body) {
    Findings form = {.arena = a}, found = {.arena = a};
    Str source = str_fmt(
        a,
        "---\nsoftlaw: 1\nid: x\n%s\nlanguage: en\nparties: {aton: {name: Aton, label: {zh: "
        "甲市}}, "
        "belo: {name: Belo, label: {zh: 乙市}}}\ncurrency: EUR\nterm: {from: 2024-01-01}\n---\n%s",
        front, body);
    const Document *d = text_parse(a, STR("f"), source, &form);
    agree_languages(terms_from_text(a, d, &form), &found);
    return found;
}

// What is found in the action of an obligation.
static const char *found_in(Arena *a, const char *action) {
    Str body =
        str_fmt(a, "# Article 1\n\n```terms\nobligations:\n  x:\n    action: %s\n```\n", action);
    Findings f = compare(a, "title: X", str_c(a, body));
    Buf b = {.arena = a};
    for (size_t i = 0; i < f.count; i++) buf_add_fmt(&b, "%s%s", i ? " " : "", f.items[i].rule);
    return str_c(a, buf_str(&b));
}

typedef struct Row {
    const char *action, *rules;
} Row;

static void check_rows(const Row *rows, size_t count) {
    Arena *a = arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *found = found_in(a, rows[i].action);
        if (strcmp(found, rows[i].rules) != 0) fail_msg("%s: %s", rows[i].action, found);
    }
    arena_free(a);
}

static void the_same_said_in_two_languages_agrees(void **state) {
    (void)state;
    static const Row rows[] = {
        {"{en: pay CNY 60 million, zh: 支付6000万元}", ""},
        {"{en: pay 60000000 yuan, zh: 支付六千万元}", ""},
        {"{en: keep 50 per cent, zh: 保留百分之五十}", ""},
        {"{en: keep half of 0.5, zh: 保留50%}", ""},
        {"{en: within three years, zh: 三十六个月内}", ""},
        {"{en: by 31 March 2025, zh: 于2025年3月31日前}", ""},
        {"{en: the three cities, zh: 各市}", ""},
        {"{en: 'class III, see Article 3', zh: Ⅲ类，见第三条}", ""},
        {"{en: once a year, zh: 每年一次}", ""},
        {"{en: up to the limits of GB 3838-2002, zh: 符合GB 3838-2002}", ""},
        {"{en: Aton pays Belo, zh: 甲市支付乙市}", ""},
        {"{en: pay Belo, zh: 甲市向乙市支付}", ""},
        {"{en: Atonement, zh: 乙市}", ""},
        {"{en: pay 5 euros}", ""},
        {"pay 5 euros", ""},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void what_differs_is_found(void **state) {
    (void)state;
    static const Row rows[] = {
        {"{en: pay CNY 60 million, zh: 支付600万元}", "languages-differ"},
        {"{en: keep 50 per cent, zh: 保留百分之十五}", "languages-differ"},
        {"{en: within 30 days, zh: 三十个月内}", "languages-differ"},
        {"{en: within 3 years, zh: 3个月内}", "languages-differ"},
        {"{en: by 31 March 2025, zh: 于2025年4月30日前}", "languages-differ"},
        {"{en: 5 euros and 7 euros, zh: 5欧元和8欧元}", "languages-differ"},
        {"{en: pay Belo, zh: 支付甲市}", "languages-differ"},
        {"{en: 5 days, zh: 5日, de: 6 days}", "languages-differ"},
        {"{en: within 30 days, zh: 及时}", "languages-lack"},
        {"{en: soon, zh: 30日内}", "languages-lack"},
        {"{en: 5 euros within 30 days, zh: 30日内}", "languages-lack"},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

// Every place where a text may stand: front matter, names with their labels, members, lists.
static void texts_are_compared_wherever_they_stand(void **state) {
    (void)state;
    static const struct {
        const char *front, *block;
    } rows[] = {
        {"title: {en: Deal of 2024, zh: 2025年协议}", "sets: {}"},
        {"title: X\nnote: {en: 5 days, zh: 6日}", "sets: {}"},
        {"title: X", "formulas: {x: {is: 1, name: limit of 5 days, label: {zh: 6日限期}}}"},
        {"title: X", "sets: {river: {members: {a: {en: 5 m high, zh: 高6米}}}}"},
        {"title: X", "questions: {q: {text: T, readings: [A, {en: 5 days, zh: 6日}]}}"},
        {"title: X", "exit: {notice: P3M, conditions: {en: 5 days, zh: 6日}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Str body = str_fmt(a, "# Article 1\n\n```terms\n%s\n```\n", rows[i].block);
        Findings f = compare(a, rows[i].front, str_c(a, body));
        if (!f.count) fail_msg("nothing is found in %s, %s", rows[i].front, rows[i].block);
        arena_free(a);
    }
}

// Where both languages stand, and what they say, is in the finding; also in a text of many lines.
static void a_finding_stands_at_the_other_language(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f =
        compare(a, "title: X",
                "# Article 1\n\n```terms\nobligations:\n  x:\n    action:\n      en: pay 5 "
                "euros\n      zh: 在期限内\n        支付6欧元\n```\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.items[0].place.line, 18);
    assert_int_equal(f.items[0].place.column, 11);
    assert_int_equal(f.items[0].place.size, strlen("6欧元"));
    assert_str(lang_render(a, LANG_EN, f.items[0].message),
               "the text in \"zh\" says \"6欧元\", the one in \"en\" \"5 euros\"");
    arena_free(a);
}

static void a_remark_silences_with_its_reason(void **state) {
    (void)state;
    static const struct {
        const char *remark;
        size_t count;
    } rows[] = {
        {"<!-- allow languages-differ: both count -->", 0},
        {"<!-- allow languages-differ -->", 1},
        {"<!-- allow languages-lack: another -->", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Str body =
            str_fmt(a,
                    "# Article 1\n\n%s\nWords.\n\n```terms\nobligations: {x: {action: {en: 5 "
                    "days, zh: 6日}}}\n```\n",
                    rows[i].remark);
        assert_int_equal(compare(a, "title: X", str_c(a, body)).count, rows[i].count);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_said_in_two_languages_agrees),
        cmocka_unit_test(what_differs_is_found),
        cmocka_unit_test(texts_are_compared_wherever_they_stand),
        cmocka_unit_test(a_finding_stands_at_the_other_language),
        cmocka_unit_test(a_remark_silences_with_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
