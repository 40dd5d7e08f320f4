// review/from_act_test.c - an act in Akoma Ntoso as the skeleton of a norm file
#include "review/review.h"

#include "base/findings_test.h"

#define ACT(meta, body)                                                                            \
    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act name=\"act\">"    \
    "<meta><identification source=\"#s\"><FRBRWork><FRBRthis value=\"/akn/cn/act/2024/783\"/>"     \
    "<FRBRdate date=\"2024-06-06\" name=\"made\"/><FRBRalias name=\"t\" value=\"Fair &amp; "       \
    "Open\"/>"                                                                                     \
    "</FRBRWork><FRBRExpression><FRBRlanguage language=\"eng\"/></FRBRExpression>"                 \
    "</identification>" meta "</meta><body>" body "</body></act></akomaNtoso>"

static const char WHOLE[] = ACT(
    "<lifecycle source=\"#s\"><eventRef eId=\"e1\" date=\"2024-08-01\" type=\"generation\" "
    "source=\"#s\"/><eventRef eId=\"e2\" date=\"2026-01-01\" type=\"amendment\" source=\"#s\"/>"
    "</lifecycle><temporalData source=\"#s\"><temporalGroup eId=\"g1\"><timeInterval start=\"#e1\" "
    "end=\"#e2\" refersTo=\"#x\"/></temporalGroup></temporalData>",
    "<chapter eId=\"chp_1\"><article eId=\"art_8\" period=\"#g1\"><num>Article 8</num><content>"
    "<p>No measure may\n  contain <ref href=\"#x\">this</ref> &amp; that.</p></content></article>"
    "</chapter><article eId=\"art_9\"><num>Article 9</num><!-- <p>x</p> --><content><p>More"
    "</p></content></article>");

static Str skeleton(Arena *a, const char *xml, Err *err) {
    *err = (Err){.code = ERR_NONE};
    return review_from_act(a, STR("act.xml"), str_from(xml), err);
}

static const YamlNode *root_of(Arena *a, Str text) {
    Findings f = {.arena = a};
    const YamlNode *root = yaml_parse(a, STR("out.yaml"), text, 0, text.size, &f);
    assert_non_null(root);
    assert_int_equal(f.count, 0);
    return root;
}

static void an_article_becomes_an_entry(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    const YamlNode *root = root_of(a, skeleton(a, WHOLE, &err));
    const YamlNode *law = yaml_find(root, "law"), *all = yaml_find(root, "prohibited");
    assert_str(yaml_find(yaml_find(law, "title"), "en")->text, "Fair & Open");
    assert_str(yaml_find(law, "from")->text, "2024-08-01");
    assert_str(yaml_find(yaml_find(law, "citation"), "en")->text, "/akn/cn/act/2024/783");
    assert_int_equal(all->count, 2);
    const YamlNode *eight = yaml_find(all, "art_8");
    assert_str(yaml_find(yaml_find(eight, "article"), "en")->text, "Article 8");
    assert_str(yaml_find(yaml_find(eight, "prohibits"), "en")->text,
               "Article 8 No measure may contain this & that.");
    assert_str(yaml_find(eight, "from")->text, "2024-08-01");
    assert_str(yaml_find(eight, "to")->text, "2026-01-01");
    assert_str(yaml_find(yaml_find(yaml_find(all, "art_9"), "prohibits"), "en")->text,
               "Article 9 More");
    assert_null(yaml_find(yaml_find(all, "art_9"), "from"));
    arena_free(a);
}

// What a person has not completed is refused.
static void the_skeleton_is_no_norm_yet(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    Findings f = {.arena = a};
    Corpus *c = corpus_new(a);
    corpus_read(c, STR("out.yaml"), skeleton(a, WHOLE, &err), &f);
    assert_true(f.error_count > 0);
    arena_free(a);
}

static void the_day_of_the_work_stands_in(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err;
    Str text = skeleton(a, ACT("", "<article><num>1</num></article>"), &err);
    assert_str(yaml_find(yaml_find(root_of(a, text), "law"), "from")->text, "2024-06-06");
    arena_free(a);
}

static void other_files_are_refused(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "<act/>",
        "<akomaNtoso><bill/></akomaNtoso>",
        ACT("", ""),
        "<akomaNtoso><act>",
        ("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><akomaNtoso><act>&e;</act>"
         "</akomaNtoso>")};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err;
        assert_null(skeleton(a, rows[i], &err).at);
        assert_int_not_equal(err.code, ERR_NONE);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_becomes_an_entry),
        cmocka_unit_test(the_skeleton_is_no_norm_yet),
        cmocka_unit_test(the_day_of_the_work_stands_in),
        cmocka_unit_test(other_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
