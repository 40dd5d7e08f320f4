// app/citation_test.c - provisions cited by their ids, on the command line and in texts
#include "app/citation_int.h"

#include "base/findings_test.h"

static const char TEXT[] = "---\nsoftlaw: 1\nid: pair-1\ntitle: Pair\nlanguage: zh\n---\n\n"
                           "# 第一章 总则\n\n## 第一条 价格\n\n甲\n\n### 一、计价\n\n乙\n\n"
                           "## 第二条 期限\n\n丙\n\n# 附注 来源\n\n丁\n\n";

static const Document *document_of(Arena *a, const char *more) {
    Findings f = {.arena = a};
    return text_parse(a, STR("pair.md"), str_fmt(a, "%s%s", TEXT, more), &f);
}

static void a_name_on_the_command_line_may_cite(void **state) {
    (void)state;
    static const struct Row {
        const char *path, *agreement, *provision;
    } rows[] = {
        {"a.md#art_3", "a.md", "art_3"},
        {"a/b#c.md#附注-来源", "a/b#c.md", "附注-来源"},
        {"a.md", "a.md", ""},
        {"a#b.md", "a#b.md", ""},
        {"x#y/a", "x#y/a", ""},
        {"a.md#", "a.md#", ""},
        {"#art_3", "#art_3", ""},
        {"-", "-", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Cited c = cited_of(str_from(rows[i].path));
        assert_str(c.agreement, rows[i].agreement);
        assert_str(c.provision, rows[i].provision);
    }
}

static void a_provision_is_cited_with_those_under_it(void **state) {
    (void)state;
    static const struct Row {
        const char *id;
        size_t index, end;
    } rows[] = {{"chp_1", 1, 5}, {"art_1", 2, 4}, {"art_2", 4, 5}, {"附注-来源", 5, 6}};
    Arena *a = arena_new();
    const Document *d = document_of(a, "");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t index;
        assert_true(cited_find(a, d, (Cited){STR("x"), str_from(rows[i].id)}, &index, NULL));
        assert_int_equal(index, rows[i].index);
        assert_int_equal(cited_end(d, index), rows[i].end);
    }
    assert_int_equal(cited_end_offset(d, 5), d->source.size);
    arena_free(a);
}

static void a_wrong_id_is_answered_with_the_nearest(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    size_t index = 77;
    assert_false(
        cited_find(a, document_of(a, ""), (Cited){STR("x.md"), STR("art_11")}, &index, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(index, 77);
    assert_str(err.hint.args[0], "art_1, art_2");
    arena_free(a);
}

static void citations_stand_in_words(void **state) {
    (void)state;
    static const struct Row {
        const char *words, *agreement, *provision; // absent where it cites nothing
    } rows[] = {
        {"见pair-1#art_2的规定", "pair-1", "art_2"},
        {"see pair-1#art_2.", "pair-1", "art_2"},
        {"pair-1#art_12-1, and", "pair-1", "art_12-1"},
        {"pair-1#art_22", "pair-1", "art_22"},
        {"依pair-1#附注-来源所述", "pair-1", "附注-来源"},
        {"[it](#art_1)", "", "art_1"},
        {"`other/coal.md#chp_1`", "other/coal.md", "chp_1"},
        {"pair-1#没有", NULL, NULL},
        {"C# and #1 and a #", NULL, NULL},
        {"#", NULL, NULL},
        {"x#", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Citations all = citations_of(a, document_of(a, rows[i].words));
        Citation c;
        all.at = strlen(TEXT);
        bool is_found = citation_next(&all, &c);
        if (is_found != (rows[i].agreement != NULL)) fail_msg("in %s", rows[i].words);
        if (is_found) {
            assert_str(c.cited.agreement, rows[i].agreement);
            assert_str(c.cited.provision, rows[i].provision);
            assert_false(citation_next(&all, &c));
        }
        arena_free(a);
    }
}

// A page elsewhere whose address ends alike, and another agreement, are not looked into.
static void an_agreement_cites_itself_rightly(void **state) {
    (void)state;
    static const struct Row {
        const char *words, *provision; // absent: nothing is wrong
    } rows[] = {
        {"pair-1#art_2", NULL},
        {"pair-1#art_3", "art_3"},
        {"pair-12#art_3", NULL},
        {"x-pair-1#art_3", NULL},
        {"https://a/pair-1#art_3", NULL},
        {"[x](#art_3)", NULL},
        {"```terms\nformulas:\n  x: {is: 1, note: pair-1#art_9}\n```\n", "art_9"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        App *app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)});
        const Document *d = document_of(a, rows[i].words);
        Findings unread = {.arena = a};
        citations_check(app, terms_from_text(a, d, &unread));
        const Findings *f = app_findings(app);
        if (f->count != (rows[i].provision != NULL)) fail_msg("in %s", rows[i].words);
        if (f->count) {
            assert_string_equal(f->items[0].rule, "citation");
            assert_str(f->items[0].message.args[0], rows[i].provision);
        }
        arena_free(a);
    }
}

static void an_agreement_is_found_by_its_id(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str path;
    assert_true(cited_file(a, STR("examples/"), STR("yellow-river-2021"), &path));
    assert_str(path, "examples/yellow-river.md");
    assert_false(cited_file(a, STR("examples/"), STR("yellow-river"), &path));
    assert_false(cited_file(a, STR("no/such/folder/"), STR("x"), &path));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_on_the_command_line_may_cite),
        cmocka_unit_test(a_provision_is_cited_with_those_under_it),
        cmocka_unit_test(a_wrong_id_is_answered_with_the_nearest),
        cmocka_unit_test(citations_stand_in_words),
        cmocka_unit_test(an_agreement_cites_itself_rightly),
        cmocka_unit_test(an_agreement_is_found_by_its_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
