// base/xml_test.c - tests of base/xml.c: the tree, its places, and what is refused
#include "base/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void the_tree_keeps_names_namespaces_attributes_and_text(void **state) {
    (void)state;
    static const char text[] = "<a xmlns='urn:x' xmlns:o='urn:o' k='v &lt; w' o:k='other'>\n"
                               "  <b> one </b><o:b>two</o:b><b><![CDATA[a<b]]> &amp; c</b>\n</a>";
    Arena *a = arena_new();
    Err err = {0};
    const XmlNode *root = xml_parse(a, STR("f"), str_from(text), &err), *b = xml_child(root, "b");
    assert_non_null(root);
    assert_true(str_is(root->space, STR("urn:x")));
    assert_true(str_is(xml_attribute(root, "k"), STR("v < w")));
    assert_true(str_is(xml_attribute_in(root, STR("urn:o"), "k"), STR("other")));
    assert_null(xml_attribute(root, "none").at);
    assert_true(str_is(b->text, STR("one")));
    assert_true(str_is(b->whole, STR(" one ")));
    assert_true(str_is(xml_next(b)->text, STR("a<b & c"))); // not that of another namespace
    assert_null(xml_next(xml_next(b)));
    arena_free(a);
}

static void each_element_and_text_knows_its_place(void **state) {
    (void)state;
    static const char text[] = "<a>\n  <水>\n    x + 1</水><c/>\n</a>\n";
    Arena *a = arena_new();
    Err err = {0};
    const XmlNode *root = xml_parse(a, STR("f"), str_from(text), &err), *b = root->first;
    assert_int_equal(b->place.line, 2);
    assert_int_equal(b->place.column, 3);
    assert_int_equal(b->text_place.line, 3);
    assert_int_equal(b->text_place.column, 5);
    assert_memory_equal(text + b->text_place.offset, "x + 1", b->text_place.size);
    assert_int_equal(b->next->place.column, 14); // in code points, behind a Chinese end tag
    assert_memory_equal(text + b->next->end, "\n</a>", 5);
    arena_free(a);
}

static void what_is_not_plain_xml_is_refused_with_its_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
    } rows[] = {
        {"", 0},
        {"no xml", 1},
        {"<a>\n<b></a>", 2},
        {"<a b='1' b='2'/>", 1},
        {"<a>&unknown;</a>", 1},
        {"<a>\xff</a>", 0},
        {"<!DOCTYPE a>\n<a/>", 1},
        {"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", 1},
        {"<!DOCTYPE z [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
         "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><z>&c;</z>",
         1},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Err err = {0};
        assert_null(xml_parse(a, STR("f"), str_from(rows[i].text), &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(err.place.line, rows[i].line);
    }
    arena_free(a);
}

static void a_document_nested_too_deeply_is_refused(void **state) {
    (void)state;
    enum { DEPTH = 100000 };
    Arena *a = arena_new();
    Buf b = {.arena = a};
    Err err = {0};
    for (int i = 0; i < DEPTH; i++) buf_add_c(&b, "<a>");
    assert_null(xml_parse(a, STR("f"), buf_str(&b), &err));
    assert_int_equal(err.code, ERR_INPUT);
    arena_free(a);
}

static void text_is_written_so_that_it_reads_back(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    Err err = {0};
    Str text = STR("x < \"y\" & z > 1\r\n\tb");
    buf_add_c(&b, "<a k=\"");
    xml_add_value(&b, text);
    buf_add_c(&b, "\">");
    xml_add_text(&b, text);
    buf_add_c(&b, "</a>");
    const XmlNode *root = xml_parse(a, STR("f"), buf_str(&b), &err);
    assert_true(str_is(xml_attribute(root, "k"), text));
    assert_true(str_is(root->whole, text));
    arena_free(a);
}

static void elements_know_the_text_before_them(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {0};
    const XmlNode *root = xml_parse(a, STR("f"), STR("<a>one <b>two</b> three<c/></a>"), &err);
    assert_true(str_is(root->whole, STR("one  three")));
    assert_int_equal(root->first->before, 4);
    assert_int_equal(root->last->before, 10);
    arena_free(a);
}

static void characters_that_xml_cannot_hold_are_found(void **state) {
    (void)state;
    assert_int_equal(xml_find_forbidden(STR("a\r\n\tb \xEF\xBC\x81")), -1);
    assert_int_equal(xml_find_forbidden(STR("ab\x01")), 2);
    assert_int_equal(xml_find_forbidden(STR("a\xEF\xBF\xBE")), 1);
    assert_int_equal(xml_find_forbidden(STR("a\xEF\xBF\xBF")), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tree_keeps_names_namespaces_attributes_and_text),
        cmocka_unit_test(each_element_and_text_knows_its_place),
        cmocka_unit_test(what_is_not_plain_xml_is_refused_with_its_place),
        cmocka_unit_test(a_document_nested_too_deeply_is_refused),
        cmocka_unit_test(text_is_written_so_that_it_reads_back),
        cmocka_unit_test(elements_know_the_text_before_them),
        cmocka_unit_test(characters_that_xml_cannot_hold_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
