// coverage/kind_test.c - the file of a kind: what is read, and every fault with its line and column
#include "coverage/coverage_test.h"

#define HEAD "kind: tested\nlabel: {en: Tested, zh: 试验}\n"
#define CONTENT                                                                                    \
    HEAD "contents:\n  one:\n    label: {en: One, zh: 一}\n    citation: {en: Law, zh: 法}\n"    \
         "    proposal: {en: Write it, zh: 写明}\n"

static const Kind *parse(Arena *a, const char *text, Findings *f) {
    *f = (Findings){.arena = a};
    return kind_parse(a, STR("k.yaml"), str_from(text), f);
}

static void a_file_gives_its_contents_with_texts_and_marks(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Kind *k = parse(a,
                          CONTENT "    sections: payments\n    front: [term.to, currency]\n"
                                  "    words: {en: [price index], zh: [价格联动, 指数]}\n"
                                  "    match: both\n    severity: note\n",
                          &f);
    assert_int_equal(f.count, 0);
    assert_str(k->id, "tested");
    assert_str(localised_in(&k->label, STR("zh")), "试验");
    const KindContent *c = &k->contents[0];
    assert_int_equal(k->content_count, 1);
    assert_str(c->id, "one");
    assert_str(localised_in(&c->label, STR("en")), "One");
    assert_str(localised_in(&c->citation, STR("zh")), "法");
    assert_str(localised_in(&c->proposal, STR("en")), "Write it");
    assert_int_equal(c->sections.count, 1);
    assert_int_equal(c->front.count, 2);
    assert_int_equal(c->words.count, 3);
    assert_str(c->words.items[2], "指数");
    assert_true(c->needs_both);
    assert_int_equal(c->severity, SEVERITY_NOTE);
    arena_free(a);
}

static void one_is_enough_and_a_warning_unless_said_otherwise(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const KindContent *c = &parse(a, CONTENT "    sections: [exit]\n", &f)->contents[0];
    assert_false(c->needs_both);
    assert_int_equal(c->severity, SEVERITY_WARNING);
    arena_free(a);
}

static void every_fault_is_found_at_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *findings;
    } rows[] = {
        {"", "1:1 kind"},
        {"[a]", "1:1 kind"},
        {"kind: tested\nlabel: {en: T, zh: 试}\n", "1:1 kind"},
        {"label: {en: T, zh: 试}\ncontents: {}\n", "1:1 kind"},
        {"kind: Te st\nlabel: {en: T, zh: 试}\ncontents: {}\n", "1:7 kind"},
        {"kind: t\nlabel: {en: T}\ncontents: {}\n", "2:8 kind"},
        {"kind: t\nlabel: T\ncontents: {}\n", "2:8 kind"},
        {HEAD "contents: []\n", "3:11 kind"},
        {HEAD "contents: {}\nwhat: 1\n", "4:1 kind"},
        {HEAD "contents:\n  one: 7\n", "4:8 kind"},
        {CONTENT, "4:3 kind"},
        {CONTENT "    sectoins: [exit]\n", "4:3 kind\n8:5 kind"},
        {CONTENT "    sections: [exits]\n", "8:16 kind"},
        {CONTENT "    front: [terms.to]\n", "8:13 kind"},
        {CONTENT "    words: [price]\n", "4:3 kind\n8:12 kind"},
        {CONTENT "    words: {en: [price]}\n", "8:12 kind"},
        {CONTENT "    words: {en: {a: b}, zh: [价]}\n", "8:17 kind"},
        {CONTENT "    words: {en: [[a]], zh: [价]}\n", "8:18 kind"},
        {CONTENT "    words: {en: [\"two  blanks\"], zh: [价]}\n", "8:12 kind"},
        {CONTENT "    sections: [exit]\n    match: some\n", "9:12 kind"},
        {CONTENT "    sections: [exit]\n    match: both\n", "4:3 kind"},
        {CONTENT "    sections: [exit]\n    severity: fatal\n", "9:15 kind"},
    };
    Arena *a = arena_new();
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f;
        const Kind *k = parse(a, rows[i].text, &f);
        const char *found = findings_lines(a, &f, SEVERITY_ERROR);
        if (!k && !strcmp(found, rows[i].findings)) continue;
        print_error("in\n%s\nexpected %s\nfound    %s\n", rows[i].text, rows[i].findings, found);
        wrong++;
    }
    arena_free(a);
    assert_int_equal(wrong, 0);
}

static void a_mistyped_name_brings_the_nearest(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    parse(a, CONTENT "    sections: [exits]\n", &f);
    assert_str(f.items[0].hint.args[0], "exit");
    parse(a, CONTENT "    sections: [exit]\n    severty: note\n", &f);
    assert_str(f.items[0].hint.args[0], "severity");
    arena_free(a);
}

static void check_limit(const Buf *text, const char *findings) {
    Arena *a = text->arena;
    Findings f = {.arena = a};
    assert_null(kind_parse(a, STR("k.yaml"), buf_str(text), &f));
    assert_string_equal(findings_lines(a, &f, SEVERITY_ERROR), findings);
}

static void what_a_stranger_could_make_long_is_bounded(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf contents = {.arena = a}, words = {.arena = a}, all = {.arena = a};
    buf_add_c(&contents, HEAD "contents:\n");
    for (int i = 0; i <= LIMIT_KIND_CONTENTS; i++) buf_add_fmt(&contents, "  c%d: {}\n", i);
    check_limit(&contents, "4:3 kind");
    buf_add_c(&words, CONTENT "    words:\n      zh: [价]\n      en:\n");
    for (int i = 0; i <= LIMIT_KIND_WORD_BYTES / 100; i++)
        buf_add_fmt(&words, "        - %0100d\n", i);
    check_limit(&words, "4:3 kind");
    buf_add_c(&all, HEAD "contents: {}\n");
    while (all.size <= LIMIT_KIND_BYTES) buf_add_c(&all, "# a remark\n");
    check_limit(&all, "0:0 kind");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_gives_its_contents_with_texts_and_marks),
        cmocka_unit_test(one_is_enough_and_a_warning_unless_said_otherwise),
        cmocka_unit_test(every_fault_is_found_at_its_place),
        cmocka_unit_test(a_mistyped_name_brings_the_nearest),
        cmocka_unit_test(what_a_stranger_could_make_long_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
