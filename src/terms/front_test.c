// terms/front_test.c - the front matter: every key, every fault at its place
#include "terms/terms_test.h"

// A front matter that is whole but for one line, which takes the place of that with the same key.
static Str front_with(Arena *a, const char *line) {
    static const char *const lines[] = {"softlaw: 1",
                                        "id: x",
                                        "title: X",
                                        "language: zh",
                                        "parties: {a: {name: 甲}, b: 乙}",
                                        "currency: CNY",
                                        "term: {from: 2020-01-01, to: 2021-12-31}"};
    Buf b = {.arena = a};
    size_t key_size = (size_t)(strchr(line, ':') - line);
    bool is_placed = false;
    buf_add_c(&b, "---\n");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        bool is_same = strncmp(lines[i], line, key_size + 1) == 0;
        is_placed = is_placed || is_same;
        buf_add_fmt(&b, "%s\n", is_same ? line : lines[i]);
    }
    if (!is_placed) buf_add_fmt(&b, "%s\n", line);
    buf_add_c(&b, "---\n");
    return buf_str(&b);
}

static void faults_are_found_at_their_place(void **state) {
    (void)state;
    static const struct {
        const char *line, *expected;
    } rows[] = {
        {"softlaw: 1", ""},
        {"softlaw: 2", "2:10 unknown-format"},
        {"softlaw: one", "2:10 wrong-type"},
        {"softlaw:", "2:1 missing-key"},
        {"id: yellow-river-2021", ""},
        {"id: Yellow River", "3:5 bad-id"},
        {"id: 黄河", "3:5 bad-id"},
        {"id: [a]", "3:5 wrong-type"},
        {"id:", "2:1 missing-key"},
        {"title: {zh: 标题, en: Title}", ""},
        {"title: {Chinese: 标题}", "4:9 wrong-type"},
        {"title: [a]", "4:8 wrong-type"},
        {"language: en-GB", ""},
        {"currency:", ""},
        {"kind: water", ""},
        {"version: \"2021\"", ""},
        {"source: {zh: 公报, en: gazette}", ""},
        {"idd: y", "9:1 unknown-key"},
        {"parties:", "2:1 missing-key"},
        {"parties: [a, b]", "6:10 wrong-type"},
        {"parties: {}", "6:10 wrong-type"},
        {"parties: {a: , b: {name: 乙}}", ""},
        {"parties: {a: {nam: 甲}, b: 乙}", "6:15 unknown-key"},
        {"parties: {a: {role: [x]}, b: 乙}", "6:21 wrong-type"},
        {"parties: {1a: 甲, b: 乙}", "6:11 bad-name"},
        {"parties: {party: 甲, b: 乙}", "6:11 reserved-name"},
        {"term:", "2:1 missing-key"},
        {"term: 2020", "8:7 wrong-type"},
        {"term: {from: 2020-01-01}", ""},
        {"term: {to: 2020-01-01}", "8:1 missing-key"},
        {"term: {from: 2020-13-01}", "8:14 bad-date"},
        {"term: {from: 2020-01-01, to: 2019-12-31}", "8:30 bad-term"},
        {"term: {from: 20200-01-01}", "8:14 bad-term"},
        {"term: {from: 2020-01-01, to: 2020-12-31, period: week}", "8:50 unknown-choice"},
        {"term: {from: 2020-01-01, to: 2020-12-31, perod: year}", "8:42 unknown-key"},
        {"term: {from: 2020-01-01, year starts: 10}", ""},
        {"term: {from: 2020-01-01, year starts: 13}", "8:39 wrong-type"},
        {"term: {from: 2020-01-01, year starts: October}", "8:39 wrong-type"},
        {"term: {from: 2020-01-01, to: 2420-01-01, period: day}", "8:14 limit"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        terms_of(a, front_with(a, rows[i].line), &f);
        const char *found = findings_lines(a, &f, SEVERITY_NOTE);
        if (strcmp(found, rows[i].expected)) {
            print_error("in %s: expected %s, found %s\n", rows[i].line, rows[i].expected, found);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

static void what_is_not_given_has_a_default(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of(a, front_with(a, "term: {from: 2020-01-01}"), &f);
    assert_int_equal(t->period, GRAIN_YEAR);
    assert_int_equal(t->period_rule.year_start_month, 1);
    assert_int_equal(t->to_day, civil_to_days((CivilDate){9999, 12, 31}));
    assert_str(t->version, str_c(a, str_part(t->document->hash, 0, 12)));
    arena_free(a);
}

static void what_is_given_is_kept(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of(
        a,
        front_with(a, "term: {from: 2020-10-01, to: 2022-09-30, period: quarter, year starts: 10}"),
        &f);
    assert_int_equal(t->period, GRAIN_QUARTER);
    assert_int_equal(t->period_rule.year_start_month, 10);
    t = terms_of(a, front_with(a, "version: \"2021\""), &f);
    assert_str(t->version, "2021");
    t = terms_of(a, front_with(a, "parties: {a: 甲, b: {label: {en: B, zh: 乙}}, c: }"), &f);
    assert_str(localised_in(&t->parties[0].label, STR("zh")), "甲");
    assert_str(localised_in(&t->parties[1].label, STR("zh")), "乙");
    assert_str(localised_in(&t->parties[1].label, STR("en")), "B");
    assert_str(localised_in(&t->parties[2].label, STR("en")), "c");
    assert_str(t->parties[1].label.languages[0], "zh");
    arena_free(a);
}

static void an_empty_front_matter_lacks_everything(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    terms_of(a, STR("---\n---\n"), &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "2:1 wrong-type");
    terms_of(a, STR("---\nsoftlaw: 1\n---\n"), &f);
    assert_int_equal(f.error_count, 5);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_found_at_their_place),
        cmocka_unit_test(what_is_not_given_has_a_default),
        cmocka_unit_test(what_is_given_is_kept),
        cmocka_unit_test(an_empty_front_matter_lacks_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
