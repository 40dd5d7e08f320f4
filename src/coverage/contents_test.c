// coverage/contents_test.c - mandatory contents: by terms, by words, by both; missing ones told
#include "coverage/coverage_test.h"

#define KIND(keys)                                                                                 \
    "kind: tested\nlabel: {en: Tested, zh: 试验}\ncontents:\n  one:\n"                           \
    "    label: {en: the price, zh: 价格}\n    citation: {en: Law 1, zh: 法1}\n"                \
    "    proposal: {en: write a price, zh: 写明价格}\n    " keys "\n"
#define WORDS "words: {en: [price index], zh: [价格联动]}"

static const Kind *kind(Arena *a, const char *text) {
    Findings f = {.arena = a};
    const Kind *k = kind_parse(a, STR("k.yaml"), str_from(text), &f);
    if (!k) fail_msg("%s", findings_lines(a, &f, SEVERITY_NOTE));
    return k;
}

#define PAYMENT                                                                                    \
    "```terms\npayments:\n  p: {from: henan, to: shandong, amount: 1, rounding: none}\n```\n"

// "words 3:5", "terms 4:3" or "-": how the content was found, and where; lines of the body.
static const char *found(Arena *a, const char *kind_text, const char *body) {
    Findings f = {.arena = a};
    const ContentFound *c =
        coverage_contents(a, terms_of_body(a, body), kind(a, kind_text), STR("en"), &f)->contents;
    assert_int_equal(f.count, !c->is_found);
    if (!c->is_found) return "-";
    return str_c(a, str_fmt(a, "%s %d:%u", c->is_term ? "terms" : "words",
                            (int)c->place.line - FRONT_LINES, c->place.column));
}

static void a_content_is_found_by_sections_front_matter_or_words(void **state) {
    (void)state;
    static const struct {
        const char *kind, *body, *found;
    } rows[] = {
        {KIND(WORDS), "# A\n\nThe Price\nIndex holds.", "words 3:5"},
        {KIND(WORDS), "# 第一条 价格联动\n", "words 1:7"},
        {KIND(WORDS), "# A\n\nThe price indexes hold.", "-"},
        {KIND(WORDS), "# A\n\nThis article does not cover a price index.", "-"},
        {KIND(WORDS), "# 第一条\n\n本条不涉及价格联动。", "-"},
        {KIND(WORDS), "# 第一条\n\n按照《价格联动办法》。", "-"},
        {KIND(WORDS), "# Source\n\nA price index.", "-"},
        {KIND(WORDS),
         "# A\n\n```terms\nobligations:\n  d: {bearer: henan, action: price index}\n```", "-"},
        {KIND("sections: [payments]"), "# A\n\n" PAYMENT, "terms 5:3"},
        {KIND("sections: [payments]"), "# A\n\nHenan pays.", "-"},
        {KIND("sections: [exit, payments]"), "# A\n\n```terms\nexit: {notice: P1M}\n```",
         "terms 4:1"},
        {KIND("sections: [pools]"), "# A\n\n```terms\npools:\n  p: Fund\n```", "terms 5:3"},
        {KIND("sections: [sets]"), "# A\n\n```terms\nsets:\n  s: {members: [a, b]}\n```",
         "terms 5:3"},
        {KIND("sections: [sets]"), "# A\n", "-"},
        {KIND("sections: [questions]"), "# A\n\n```terms\nquestions:\n  q: {text: why}\n```",
         "terms 5:3"},
        {KIND("front: [term]"), "# A\n", "terms -1:1"},
        {KIND("front: [term.to]"), "# A\n", "terms -1:26"},
        {KIND("front: [term.period]"), "# A\n", "-"},
        {KIND("front: [currency]"), "# A\n", "-"},
        {KIND("front: [softlaw.x]"), "# A\n", "-"},
        {KIND("sections: [payments]\n    " WORDS), "# A\n\nA price index.", "words 3:3"},
        {KIND("sections: [payments]\n    " WORDS "\n    match: both"), "# A\n\nA price index.",
         "-"},
        {KIND("sections: [payments]\n    " WORDS "\n    match: both"), "# A\n\n" PAYMENT, "-"},
        {KIND("sections: [payments]\n    " WORDS "\n    match: both"),
         "# A\n\nA price index.\n\n" PAYMENT, "terms 7:3"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *is = found(a, rows[i].kind, rows[i].body);
        if (strcmp(is, rows[i].found) != 0)
            fail_msg("%s in\n%s\nis found: %s, not: %s", rows[i].kind, rows[i].body, is,
                     rows[i].found);
    }
    arena_free(a);
}

static Finding only_finding(Arena *a, const char *front, const char *keys, Str language) {
    Findings f = {.arena = a};
    Str text = str_fmt(a, "---\nkind: tested\n%s---\n# A\n", front);
    const Kind *k = kind(a, keys);
    coverage_contents(a, terms_of(a, text), k, language, &f);
    assert_int_equal(f.count, 1);
    return f.items[0];
}

static void what_is_missing_is_told_at_the_kind_with_law_and_proposal(void **state) {
    (void)state;
    Arena *a = arena_new();
    Finding f = only_finding(a, "", KIND("sections: [exit]"), STR("en"));
    assert_string_equal(f.rule, "missing-content");
    assert_int_equal(f.severity, SEVERITY_WARNING);
    assert_int_equal(f.place.line, 2);
    assert_int_equal(f.place.column, 7);
    assert_str(f.message.args[0], "the price");
    assert_str(f.message.args[1], "Law 1");
    assert_str(f.hint.args[0], "write a price");
    f = only_finding(a, "", KIND("sections: [exit]"), STR("zh"));
    assert_str(f.message.args[0], "价格");
    arena_free(a);
}

static void its_severity_is_that_of_the_kind_and_a_note_for_an_excerpt(void **state) {
    (void)state;
    Arena *a = arena_new();
    const char *error = KIND("sections: [exit]\n    severity: error");
    assert_int_equal(only_finding(a, "", error, STR("en")).severity, SEVERITY_ERROR);
    assert_int_equal(
        only_finding(a, "excerpt: the source has no more\n", error, STR("en")).severity,
        SEVERITY_NOTE);
    assert_int_equal(only_finding(a, "excerpt: {zh: 节录}\n", error, STR("en")).severity,
                     SEVERITY_NOTE);
    assert_int_equal(only_finding(a, "excerpt:\n", error, STR("en")).severity, SEVERITY_ERROR);
    arena_free(a);
}

static void a_kind_that_nobody_knows_brings_the_nearest(void **state) {
    (void)state;
    static const struct {
        const char *kind;
        bool only_near;
        const char *finding, *near;
    } rows[] = {
        {"energy-suply", false, "2:7 unknown-kind", "energy-supply"},
        {"energy-suply", true, "2:7 unknown-kind", "energy-supply"},
        {"my-own", false, "2:7 unknown-kind", "my-owns"},
        {"quota", false, "2:7 unknown-kind", ""},
        {"quota", true, "", ""},
    };
    Arena *a = arena_new();
    Kinds *kinds = kinds_new(a);
    Findings own = {.arena = a};
    assert_true(kinds_add(kinds, STR("k.yaml"),
                          STR("kind: my-owns\nlabel: {en: O, zh: 自}\ncontents: {}\n"), &own));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f = {.arena = a};
        Str text = str_fmt(a, "---\nkind: %s\n---\n# A\n", rows[i].kind);
        coverage_unknown_kind(terms_of(a, text), kinds, rows[i].only_near, &f);
        assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), rows[i].finding);
        if (f.count && rows[i].near[0])
            assert_str(f.items[0].hint.args[0], rows[i].near);
        else if (f.count)
            assert_int_equal(f.items[0].severity, SEVERITY_NOTE);
    }
    arena_free(a);
}

// Where each content of a kind was found.
static const char *places(Arena *a, const ContentReport *r, size_t count) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++)
        buf_add_fmt(&b, "%d %u:%u+%u/%u;", r->contents[i].is_found, r->contents[i].place.line,
                    r->contents[i].place.column, r->contents[i].place.offset,
                    r->contents[i].provision);
    return str_c(a, buf_str(&b));
}

static void the_next_version_is_looked_through_where_it_differs(void **state) {
    (void)state;
    static const char *const VERSIONS[] = {
        "# A\n\nThe goal.\n\n# B\n\nIts  price index.\n",
        "# A\n\nThe goals\nare many.\n\n# B\n\nIts  price index.\n",
        "# A\n\nThe price index.\n\n# B\n\nIts  price index.\n",
        "# A\n\nThe price index.\n\n# Sources\n\nIts  price index.\n",
        "# A\n\nThe goal.\n\n# Sources\n\nIts  price index.\n",
        "# A\n\nThe goal.\n",
    };
    Arena *a = arena_new();
    Findings f = {.arena = a};
    const Kind *kinds[] = {kind(a, KIND(WORDS)), kind(a, KIND("words: {en: [goal], zh: [目标]}"))};
    const ContentReport *before = NULL;
    for (size_t i = 0; i < sizeof VERSIONS / sizeof *VERSIONS * 2; i++) {
        const Terms *t = terms_of_body(a, VERSIONS[i / 2]);
        const Kind *k = kinds[i % 2];
        before = coverage_contents_again(a, t, k, STR("en"), before, &f);
        before = coverage_contents_again(a, t, k, STR("en"), before, &f);
        assert_string_equal(places(a, before, k->content_count),
                            places(a, coverage_contents(a, t, k, STR("en"), &f), k->content_count));
    }
    for (size_t i = 0; i < sizeof VERSIONS / sizeof *VERSIONS; i++) {
        const Terms *t = terms_of_body(a, VERSIONS[i]);
        before = coverage_contents_again(a, t, kinds[0], STR("en"), before, &f);
        assert_string_equal(places(a, before, 1),
                            places(a, coverage_contents(a, t, kinds[0], STR("en"), &f), 1));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_content_is_found_by_sections_front_matter_or_words),
        cmocka_unit_test(what_is_missing_is_told_at_the_kind_with_law_and_proposal),
        cmocka_unit_test(its_severity_is_that_of_the_kind_and_a_note_for_an_excerpt),
        cmocka_unit_test(a_kind_that_nobody_knows_brings_the_nearest),
        cmocka_unit_test(the_next_version_is_looked_through_where_it_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
