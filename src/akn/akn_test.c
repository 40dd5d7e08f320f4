// akn/akn_test.c - there and back byte for byte; the words in the XML decide; nothing hostile gets
// in
#include "akn/akn.h"

#include "base/file.h"
#include "base/xml.h"
#include "templates/templates.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Str export(Arena *a, Str markdown, Findings *f) {
    Buf xml = {.arena = a};
    Findings ignored = {.arena = a};
    const Document *d = text_parse(a, STR("a.md"), markdown, &ignored);
    bool is_written = akn_from_text(a, terms_from_text(a, d, &ignored), &xml, f);
    return is_written ? buf_str(&xml) : (Str){NULL, 0};
}

static Str import(Arena *a, Str xml, Findings *f, Err *err) {
    Buf markdown = {.arena = a};
    bool is_read = akn_to_text(a, STR("a.xml"), xml, &markdown, f, err);
    return is_read ? buf_str(&markdown) : (Str){NULL, 0};
}

// Markdown -> XML -> Markdown -> XML, each the same again, without a finding.
static void assert_round(Arena *a, Str markdown) {
    Findings f = {.arena = a};
    Err err = {.code = ERR_NONE};
    Str xml = export(a, markdown, &f), again = import(a, xml, &f, &err);
    assert_int_equal(f.count, 0);
    if (!str_is(again, markdown)) print_message("%.*s\n", STR_ARG(again));
    assert_true(str_is(again, markdown));
    assert_true(str_is(export(a, again, &f), xml));
}

static Str replace(Arena *a, Str text, const char *old, const char *new) {
    int64_t at = str_find(text, str_from(old), 0);
    assert_true(at >= 0);
    Buf b = {.arena = a};
    buf_add(&b, str_part(text, 0, (size_t)at));
    buf_add_c(&b, new);
    buf_add(&b, str_part(text, (size_t)at + strlen(old), text.size));
    return buf_str(&b);
}

static bool has_rule(const Findings *f, const char *rule) {
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->items[i].rule, rule) == 0) return true;
    return false;
}

// ---- there and back -----------------------------------------------------------------------------

static void every_example_comes_back_byte_for_byte(void **state) {
    (void)state;
    Arena *a = arena_new();
    FileList files = {0};
    Err err = {.code = ERR_NONE};
    size_t count = 0;
    assert_true(file_list(a, STR("examples"), &files, &err));
    for (size_t i = 0; i < files.count; i++) {
        Str text;
        if (!str_ends_with(files.items[i], STR(".md"))) continue;
        Str path = str_fmt(a, "examples/%.*s", STR_ARG(files.items[i]));
        assert_true(file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &text, &err));
        assert_round(a, text);
        count++;
    }
    assert_true(count >= 15);
    arena_free(a);
}

static void every_template_comes_back_in_both_languages(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_count(); i++)
        for (int lang = 0; lang <= LANG_ZH; lang++) {
            Arena *a = arena_new();
            Findings f = {.arena = a};
            const Template *t = template_parse(a, catalogue_name(i), catalogue_source(i), &f);
            Str text = template_fill(a, answers_new(a, t, (Lang)lang), &f);
            assert_true(text.size > 0);
            assert_round(a, text);
            arena_free(a);
        }
}

static void any_markdown_comes_back(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "\n",
        "words",
        "---\nid: a\n---\n",
        "---  \nid: a\n...\n\n\n# A\nb\n",
        "# 第三条 *水*\n\n## （一）款\n\n#### 跳级\n",
        "Title\n=====\n\nunder\n---\n",
        "a  \nb\\\nc\n",
        "1. a\n2. b\n   - c\n\n     d\n",
        "7) a\n\n8) b\n",
        "- a\n\n  ```terms\n  x: 1\n  ```\n- | a |\n  |---|\n  | b |\n",
        "> quoted\n> > twice\n",
        "    code\n\n```js\nx\n```\n\n~~~\ny\n~~~\n",
        "text\n| a | b |\n|:--|:-:|\n| `c\\|d` | |\n| e |\n",
        "<!-- allow vague-time: agreed -->\n\nwords <!-- here --> and <b>there</b>\n",
        "[a](b \"c\") ![d](e) <http://f> [g][h]\n\n[h]: /i\n",
        "[a](javascript:b) ![c](data:d)\n",
        "\\*not\\* &amp; &#32; _x_ __y__ ***z***\n",
        "a\r\n\r\nb\r\n",
        "\xEF\xBB\xBF---\nid: a\n---\n\ntext\n",
        "\n\n\n***\n\n\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        assert_round(a, str_from(rows[i]));
        arena_free(a);
    }
}

// ---- what is written ----------------------------------------------------------------------------

static void markdown_becomes_elements_of_akoma_ntoso(void **state) {
    (void)state;
    static const struct {
        const char *markdown, *xml;
    } rows[] = {
        {"# 第三条 补偿\n", "<article eId=\"art_3\">\n        <num>第三条</num>\n        <heading "
                            "eId=\"art_3__heading\">补偿</heading>"},
        {"# Article 3. Price\n", "<num>Article 3.</num>"},
        {"# 第二章 总则\n", "<chapter eId=\"chp_2\">"},
        {"# Notes\n", "<hcontainer name=\"provision\" eId=\"notes\">"},
        {"# 第一条\n\na\n\nb\n", "<p eId=\"art_1__p_2\">b</p>"},
        {"# 第一条\n\na\n\n## （一）b\n\nc\n", "<intro eId=\"art_1__intro\">"},
        {"# 第一条\n\na\n\n## （一）b\n\nc\n", "<content eId=\"art_1__para_1__content\">"},
        {"*a* **b** `c`\n", "<i>a</i> <b>b</b> <inline name=\"code\">c</inline>"},
        {"[a](b)\n", "<a href=\"b\">a</a>"},
        {"[a](javascript:b)\n", "<a href=\"\" softlaw:address=\"javascript:b\">a</a>"},
        {"![a](DATA:b)\n", "<img src=\"\" softlaw:address=\"DATA:b\" alt=\"a\"/>"},
        {"[a](b/c:d)\n", "<a href=\"b/c:d\">a</a>"},
        {"# 第一条\n\n1. a\n2. b\n", "<item eId=\"art_1__list_1__item_2\">\n              "
                                     "<num>2.</num>"},
        {"| a | b |\n|---|--:|\n| c | d |\n", "<tr><th><p>a</p></th><th class=\"right\">"},
        {"```terms\nx: \"<\"\n```\n", "<foreign><softlaw:terms>x: \"&lt;\"\n</softlaw:terms>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        Str xml = export(a, str_from(rows[i].markdown), &f);
        if (str_find(xml, str_from(rows[i].xml), 0) < 0) print_message("%.*s\n", STR_ARG(xml));
        assert_true(str_find(xml, str_from(rows[i].xml), 0) >= 0);
        arena_free(a);
    }
}

static void what_xml_cannot_hold_is_a_finding(void **state) {
    (void)state;
    static const struct {
        const char *markdown, *rule;
    } rows[] = {
        {"a\x01", "not-xml"},
        {"a &#5; b", "not-xml"},
        {"a \xEF\xBF\xBF", "not-xml"},
        {"a \xFF", "not-xml"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f = {.arena = a};
        assert_null(export(a, str_from(rows[i].markdown), &f).at);
        assert_true(has_rule(&f, rows[i].rule));
    }
    Buf deep = {.arena = a};
    Findings f = {.arena = a};
    for (int i = 0; i < 100000; i++) buf_add_c(&deep, "> ");
    assert_null(export(a, buf_str(&deep), &f).at);
    assert_true(has_rule(&f, "nested-too-deep"));
    arena_free(a);
}

static void what_could_not_be_read_back_is_told(void **state) {
    (void)state;
    enum { COUNT = 3500000 };
    Arena *a = arena_new();
    Findings f = {.arena = a};
    char *code = arena_get(a, COUNT);
    memset(code, '&', COUNT); // five bytes of XML each
    memcpy(code, "```\n", 4);
    assert_non_null(export(a, (Str){code, COUNT}, &f).at);
    assert_true(has_rule(&f, "limit"));
    arena_free(a);
}

// ---- what is changed in the XML -----------------------------------------------------------------

static const char AGREEMENT[] = "---\nsoftlaw: 1\nid: a\ntitle: A\nlanguage: en\nparties: {x: X}\n"
                                "term: {from: 2020-01-01}\n---\n\n# Article 1. Price\n\n"
                                "The price is 5 yuan_per_ton.\n\n```terms\nparameters:\n  p: 5\n"
                                "```\n\n1. first\n1. second\n";

static void a_word_changed_in_the_xml_is_changed_in_the_markdown(void **state) {
    (void)state;
    static const struct {
        const char *old, *new, *markdown_old, *markdown_new;
    } rows[] = {
        {"is 5", "is 7", "is 5", "is 7"},
        {">Price<", ">Prices<", "Price\n", "Prices\n"},
        {"  p: 5", "  p: 7", "  p: 5", "  p: 7"},
        {"The price", "The <b>price</b>", "The price", "The **price**"},
        {"is 5", "is *5*", "is 5 yuan_per_ton", "is \\*5\\* yuan\\_per\\_ton"},
        {">second<", ">last<", "1. first\n1. second", "1. first\n2. last"},
        {"title: A", "title: B", "title: A", "title: B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        Err err = {.code = ERR_NONE};
        Str xml = replace(a, export(a, str_from(AGREEMENT), &f), rows[i].old, rows[i].new);
        Str wanted = replace(a, str_from(AGREEMENT), rows[i].markdown_old, rows[i].markdown_new);
        Str got = import(a, xml, &f, &err);
        if (!str_is(got, wanted)) print_message("%.*s\n", STR_ARG(got));
        assert_true(str_is(got, wanted));
        arena_free(a);
    }
}

static void a_recorded_spelling_that_says_something_else_does_not_count(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Err err = {.code = ERR_NONE};
    Str xml = export(a, STR("---\nid: a\n---\n\npay __5__ yuan\n"), &f);
    Str forged = replace(a, xml, "spelling=\"pay __5__", "spelling=\"pay __500__");
    assert_true(str_is(import(a, forged, &f, &err), STR("---\nid: a\n---\n\npay **5** yuan\n")));
    Str hidden = replace(a, xml, "softlaw:spelling=",
                         "softlaw:before=\"&#10;pay more&#10;&#10;\" softlaw:spelling=");
    assert_true(str_is(import(a, hidden, &f, &err), STR("---\nid: a\n---\n\npay __5__ yuan\n")));
    arena_free(a);
}

static void what_only_the_metadata_say_is_told(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Err err = {.code = ERR_NONE};
    Str xml = export(a, str_from(AGREEMENT), &f);
    Str changed = replace(a, xml, "<docTitle>A", "<docTitle>Another");
    assert_true(str_is(import(a, changed, &f, &err), str_from(AGREEMENT)));
    assert_true(has_rule(&f, "akn-front"));
    arena_free(a);
}

// ---- other producers ----------------------------------------------------------------------------

#define ACT(body)                                                                                  \
    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act name=\"law\">"    \
    "<meta><identification source=\"#s\"><FRBRWork><FRBRuri value=\"/akn/za/act/1996/c/\"/>"       \
    "<FRBRdate date=\"1996-12-18\" name=\"\"/></FRBRWork><FRBRExpression>"                         \
    "<FRBRlanguage language=\"eng\"/></FRBRExpression></identification></meta><body>" body         \
    "</body></act></akomaNtoso>"

static void other_documents_come_as_far_as_markdown_goes(void **state) {
    (void)state;
    static const struct {
        const char *xml, *markdown, *rule;
    } rows[] = {
        {ACT("<section eId=\"s\"><num>1.</num><heading>Scope</heading><content><p>a\n   b</p>"
             "</content></section>"),
         "# 1. Scope\n\na\nb\n", "akn-front"},
        {ACT("<chapter><num>Chapter 1</num><heading>X</heading><section><num>2</num>"
             "<heading>Y</heading><paragraph><num>(a)</num><content><p>z</p></content></paragraph>"
             "</section></chapter>"),
         "# Chapter 1 X\n\n## 2 Y\n\n(a) z\n", "akn-front"},
        {ACT("<section><content><p>see <ref href=\"#x\">there</ref>, <def>thing</def></p></content>"
             "</section>"),
         "see [there](#x), thing\n", "akn-not-kept"},
        {ACT("<p>a</p><ul><li>b</li><li>c<ul><li>d</li></ul></li></ul>"), "a\n\n- b\n- c\n  - d\n",
         NULL},
        {ACT("<blockList><listIntroduction>a:</listIntroduction><item><num>(a)</num><p>b</p></item>"
             "<item><num>(b)</num><p>c</p></item></blockList>"),
         "a:\n\n- (a) b\n- (b) c\n", NULL},
        {ACT("<table><caption>t</caption><tr><th><p>a</p></th></tr><tr><td colspan=\"2\"><p>b</p>"
             "<p>c | d</p></td></tr></table>"),
         "t\n\n| a |\n|---|\n| b c \\| d |\n", "akn-not-kept"},
        {ACT("<table><tr><td> aaaaaaa<p>bbbbbbbbb</p></td></tr></table>"),
         "| aaaaaaa bbbbbbbbb |\n|---|\n", NULL},
        {ACT("<p>1. no list, * no emphasis*</p>"), "1\\. no list, \\* no emphasis\\*\n", NULL},
        {ACT("<p>a<authorialNote><p>b</p></authorialNote></p>"), "a b\n", "akn-not-kept"},
        {ACT("<p>a <authorialNote><p>b</p><p>c</p></authorialNote> d</p>"), "a b c d\n",
         "akn-not-kept"},
        {ACT("<blockContainer><num>1</num><heading>a</heading><p>b</p></blockContainer>"),
         "1 a\n\nb\n", "akn-not-kept"},
        {ACT("<p><inline name=\"code\">x<sub>2</sub>y</inline></p>"), "`x2y`\n", "akn-not-kept"},
        {ACT("<table><tr><th "
             "colspan=\"2\"><p>a</p></th></tr><tr><td>b</td><td>c</td></tr></table>"),
         "| a | |\n|---|---|\n| b | c |\n", "akn-not-kept"},
        {ACT("<section><num>1</num><heading>A</heading><p>x</p><foreign><m xmlns=\"urn:m\">y</m>"
             "</foreign></section>"),
         "# 1 A\n\nx\n\ny\n", "akn-not-kept"},
        {ACT("<p>a</p></body><attachments><attachment eId=\"t\"><heading>Annex</heading><doc "
             "name=\"x\"><meta><references "
             "source=\"#s\"/></meta><mainBody><p>b</p></mainBody></doc>"
             "</attachment></attachments><body>"),
         "a\n\n# Annex\n\nb\n", "akn-not-kept"},
        {ACT("<!-- note --><p status=\"removed\">a</p>"), "a\n", "akn-not-kept"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        Err err = {.code = ERR_NONE};
        Str got = import(a, str_from(rows[i].xml), &f, &err);
        Str wanted = str_fmt(a,
                             "---\nsoftlaw: 1\nid: akn-za-act-1996-c\ntitle: \"law\"\nlanguage: "
                             "\"en\"\nterm: {from: 1996-12-18, period: year}\n---\n\n%s",
                             rows[i].markdown);
        if (!str_is(got, wanted)) print_message("%.*s\n", STR_ARG(got));
        assert_true(str_is(got, wanted));
        if (rows[i].rule) assert_true(has_rule(&f, rows[i].rule));
        assert_round(a, got);
        arena_free(a);
    }
}

// ---- hostile XML --------------------------------------------------------------------------------

static void what_is_no_document_is_refused_with_a_reason(void **state) {
    (void)state;
    static const struct {
        const char *xml, *rule; // no rule: an Err
    } rows[] = {
        {"<akomaNtoso/>", "not-akn"},
        {"<html xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><p/></html>", "not-akn"},
        {ACT("<p eId=\"a\"/><p eId=\"a\"/>"), "duplicate-eid"},
        {"<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>", NULL},
        {"<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>", NULL},
        {"<a>&undefined;</a>", NULL},
        {"<a", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f = {.arena = a};
        Err err = {.code = ERR_NONE};
        assert_null(import(a, str_from(rows[i].xml), &f, &err).at);
        assert_true(rows[i].rule ? has_rule(&f, rows[i].rule) : err.code == ERR_INPUT);
        arena_free(a);
    }
}

static void deep_and_large_documents_are_refused(void **state) {
    (void)state;
    enum { DEPTH = 100000 };
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Err deep_err = {.code = ERR_NONE}, large_err = {.code = ERR_NONE};
    Buf deep = {.arena = a};
    buf_add_c(&deep, "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">");
    for (int i = 0; i < DEPTH; i++) buf_add_c(&deep, "<b>");
    for (int i = 0; i < DEPTH; i++) buf_add_c(&deep, "</b>");
    buf_add_c(&deep, "</akomaNtoso>");
    assert_null(import(a, buf_str(&deep), &f, &deep_err).at);
    assert_int_equal(deep_err.code, ERR_INPUT);
    Str large = {arena_get(a, (size_t)100 << 20), (size_t)100 << 20};
    assert_null(import(a, large, &f, &large_err).at);
    assert_int_equal(large_err.code, ERR_LIMIT);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_comes_back_byte_for_byte),
        cmocka_unit_test(every_template_comes_back_in_both_languages),
        cmocka_unit_test(any_markdown_comes_back),
        cmocka_unit_test(markdown_becomes_elements_of_akoma_ntoso),
        cmocka_unit_test(what_xml_cannot_hold_is_a_finding),
        cmocka_unit_test(what_could_not_be_read_back_is_told),
        cmocka_unit_test(a_word_changed_in_the_xml_is_changed_in_the_markdown),
        cmocka_unit_test(a_recorded_spelling_that_says_something_else_does_not_count),
        cmocka_unit_test(what_only_the_metadata_say_is_told),
        cmocka_unit_test(other_documents_come_as_far_as_markdown_goes),
        cmocka_unit_test(what_is_no_document_is_refused_with_a_reason),
        cmocka_unit_test(deep_and_large_documents_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
