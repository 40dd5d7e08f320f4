// dmn/merge_test.c - what an editor changes in a model, and all that it must not change
#include "dmn/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char OWN[] =
    "<?xml version=\"1.0\"?>\n"
    "<!-- 协议 -->\n"
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"\n"
    "    xmlns:x=\"urn:x\" name=\"m\" namespace='n' x:keep=\"1\">\n"
    "  <x:note>unknown</x:note>\n"
    "  <decision id=\"d\" name=\"补偿\">\n"
    "    <extensionElements><x:office code=\"7\"/></extensionElements>\n"
    "    <decisionTable id=\"t\" hitPolicy=\"UNIQUE\">\n"
    "      <input id=\"i\"><inputExpression id=\"e\"><text>级别</text></inputExpression></input>\n"
    "      <output id=\"o\"/>\n"
    "      <!-- first -->\n"
    "      <rule id=\"r1\"><inputEntry id=\"a1\"><text>&lt; 3</text></inputEntry>"
    "<outputEntry id=\"b1\"><text><![CDATA[1]]></text></outputEntry></rule>\n"
    "      <!-- second -->\n"
    "      <rule><inputEntry><text>3</text></inputEntry>"
    "<outputEntry><text>2</text></outputEntry></rule>\n"
    "    </decisionTable>\n"
    "  </decision>\n"
    "</definitions>\n"
    "<!-- end -->\n";

// What an editor makes of a text: it drops the comments and what is not DMN's.
typedef struct Editing {
    const char *was, *is;  // in the text that the editor gives back
    const char *from, *to; // in the model's own text: the only difference
} Editing;

static Str replaced(Arena *a, Str text, const char *was, const char *is) {
    int64_t at = str_find(text, str_from(was), 0);
    assert_true(at >= 0);
    Str rest = str_part(text, (size_t)at + strlen(was), text.size);
    return str_fmt(a, "%.*s%s%.*s", (int)at, text.at, is, STR_ARG(rest));
}

static Str drop(Arena *a, Str text, const char *from, const char *to) {
    for (int64_t at; (at = str_find(text, str_from(from), 0)) >= 0;) {
        int64_t end = str_find(text, str_from(to), (size_t)at);
        assert_true(end >= 0);
        Str rest = str_part(text, (size_t)end + strlen(to), text.size);
        text = str_fmt(a, "%.*s%.*s", (int)at, text.at, STR_ARG(rest));
    }
    return text;
}

static Str given(Arena *a, const char *own) {
    Err err = {.code = ERR_NONE};
    Buf b = {.arena = a};
    assert_true(dmn_editor_text(a, (DmnSource){STR("m.dmn"), str_from(own)}, &b, &err));
    return buf_str(&b);
}

static Str as_edited(Arena *a, Str text) {
    text = drop(a, drop(a, text, "<!--", "-->"), "<x:", ">");
    return drop(a, drop(a, text, "unknown</x:note", ">"), " x:keep=", "1\"");
}

static DmnMerged merged(Arena *a, const char *own, Str baseline, Str edited) {
    Err err = {.code = ERR_NONE};
    DmnMerged m;
    DmnSource source = {STR("m.dmn"), str_from(own)};
    assert_true(dmn_editor_merge(a, source, baseline, edited, &m, &err));
    return m;
}

static void assert_text(Str got, Str expected) {
    Arena *a = arena_new();
    assert_string_equal(str_c(a, got), str_c(a, expected));
    arena_free(a);
}

static void nothing_changed_leaves_every_byte(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str baseline = as_edited(a, given(a, OWN));
    assert_text(merged(a, OWN, baseline, baseline).text, str_from(OWN));
    arena_free(a);
}

static void the_editor_is_given_1_3_and_ids(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str text = given(a, OWN);
    assert_true(str_find(text, STR("20191111/MODEL/"), 0) > 0);
    assert_true(str_find(text, STR("<rule id=\"unnamed_"), 0) > 0);
    assert_true(str_find(text, STR("<text>"), 0) > 0);
    arena_free(a);
}

static const Editing editings[] = {
    // a cell
    {"<text>&lt; 3</text>", "<text>&lt;= 2 &amp; 一</text>", "<text>&lt; 3</text>",
     "<text>&lt;= 2 &amp; 一</text>"},
    // a cell in a section of character data
    {"<text><![CDATA[1]]></text>", "<text>5</text>", "<text><![CDATA[1]]></text>",
     "<text>5</text>"},
    // an attribute, an attribute more, an attribute less
    {"hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\""},
    {"hitPolicy=\"UNIQUE\"", "", " hitPolicy=\"UNIQUE\"", ""},
    {"<output id=\"o\"", "<output id=\"o\" name=\"a&quot;b\"", "<output id=\"o\"",
     "<output id=\"o\" name=\"a&quot;b\""},
    // an element that was empty
    {"<output id=\"o\"/>",
     "<output id=\"o\"><outputValues id=\"v\"><text>1</text></outputValues></output>",
     "<output id=\"o\"/>",
     "<output id=\"o\">\n        <outputValues id=\"v\">\n          <text>1</text>\n"
     "        </outputValues>\n      </output>"},
    // a rule more
    {"<rule id=\"r1\">",
     "<rule id=\"new\"><inputEntry id=\"n\"><text>9</text></inputEntry></rule><rule id=\"r1\">",
     "      <!-- first -->\n",
     "      <rule id=\"new\">\n        <inputEntry id=\"n\">\n          <text>9</text>\n"
     "        </inputEntry>\n      </rule>\n      <!-- first -->\n"},
};

static void a_change_changes_nothing_else(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof editings / sizeof *editings; i++) {
        Arena *a = arena_new();
        const Editing *e = &editings[i];
        Str baseline = as_edited(a, given(a, OWN));
        Str edited = replaced(a, baseline, e->was, e->is);
        Str expected = replaced(a, str_from(OWN), e->from, e->to);
        assert_text(merged(a, OWN, baseline, edited).text, expected);
        arena_free(a);
    }
}

static void like_elements_without_ids_are_told_apart_by_their_order(void **state) {
    (void)state;
    static const char own[] = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
                              "xmlns:x='urn:x'>\n<decision name='d'><extensionElements>"
                              "<x:b>0</x:b><x:a>1</x:a><x:b>2</x:b><x:a>3</x:a><x:a>5</x:a>"
                              "</extensionElements></decision>\n</definitions>";
    static const char *const contents[] = {">1<", ">3<", ">5<"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        Arena *a = arena_new();
        Str baseline = drop(a, given(a, own), "<x:b>", "</x:b>");
        Str edited = replaced(a, baseline, contents[i], ">9<");
        Str expected = replaced(a, str_from(own), contents[i], ">9<");
        assert_text(merged(a, own, baseline, edited).text, expected);
        arena_free(a);
    }
}

static void a_removed_rule_goes_with_its_comment(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str baseline = as_edited(a, given(a, OWN));
    Str edited = drop(a, baseline, "<rule id=\"r1\">", "</rule>");
    Str expected = drop(a, str_from(OWN), "      <!-- first", "</rule>\n");
    assert_text(merged(a, OWN, baseline, edited).text, expected);
    arena_free(a);
}

static void moved_rules_take_their_comments_with_them(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str baseline = as_edited(a, given(a, OWN));
    int64_t at = str_find(baseline, STR("<rule id=\"r1\">"), 0);
    int64_t end = str_find(baseline, STR("</rule>"), (size_t)at) + 7;
    const char *first = str_c(a, str_part(baseline, (size_t)at, (size_t)(end - at)));
    Str edited = replaced(a, replaced(a, baseline, first, ""), "</decisionTable>",
                          str_c(a, str_fmt(a, "%s</decisionTable>", first)));
    Str text = merged(a, OWN, baseline, edited).text;
    int64_t one = str_find(text, STR("<!-- first -->"), 0);
    int64_t two = str_find(text, STR("<!-- second -->"), 0);
    assert_true(two > 0 && two < one && one < str_find(text, STR("r1"), 0));
    assert_true(text.size == strlen(OWN));
    arena_free(a);
}

// The elements of 1.5 that 1.3 lacks are unknown to the editor; so are those of other namespaces.
static void new_elements_speak_the_version_of_the_text(void **state) {
    (void)state;
    static const char own[] =
        "<d:definitions xmlns:d=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" "
        "name=\"m\""
        " namespace=\"n\"><d:decision id=\"a\" name=\"a\"><d:conditional/></d:decision>"
        "</d:definitions>";
    static const char added[] =
        "<e:decision id=\"b\" name=\"b\" z:w=\"1\" xmlns:z=\"urn:z\"/></e:definitions>";
    Arena *a = arena_new();
    Str baseline =
        STR("<e:definitions xmlns:e=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"m\" "
            "name=\"m\" namespace=\"n\"><e:decision id=\"a\" name=\"a\"/></e:definitions>");
    Str edited = replaced(a, baseline, "</e:definitions>", added);
    Str expected = replaced(a, str_from(own), "</d:definitions>",
                            "<d:decision id=\"b\" name=\"b\" xmlns:ns1=\"urn:z\" ns1:w=\"1\"/>"
                            "</d:definitions>");
    assert_text(merged(a, own, baseline, edited).text, expected);
    arena_free(a);
}

// What refers to an element that has no id in the text gives it one.
static void ids_are_written_where_something_refers_to_them(void **state) {
    (void)state;
    static const char own[] =
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" name=\"m\""
        " namespace=\"n\"><inputData name=\"i\"/><decision id=\"d\" name=\"d\"/></definitions>";
    Arena *a = arena_new();
    Str baseline = given(a, own);
    Str edited = replaced(a, baseline, "name=\"d\"/>",
                          "name=\"d\"><informationRequirement id=\"q\"><requiredInput "
                          "href=\"#unnamed_2\"/></informationRequirement></decision>");
    Str expected =
        replaced(a, replaced(a, str_from(own), "name=\"i\"/>", "name=\"i\" id=\"unnamed_2\"/>"),
                 "name=\"d\"/>",
                 "name=\"d\"><informationRequirement id=\"q\"><requiredInput href=\"#unnamed_2\"/>"
                 "</informationRequirement></decision>");
    assert_text(merged(a, own, baseline, edited).text, expected);
    arena_free(a);
}

static void a_byte_of_the_text_leads_to_the_element_in_the_editor(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str baseline = as_edited(a, given(a, OWN));
    Str edited = replaced(a, baseline, "hitPolicy=\"UNIQUE\"", "");
    DmnMerged m = merged(a, OWN, baseline, edited);
    int64_t at = str_find(m.text, STR("CDATA"), 0);
    assert_text(dmn_merged_element(&m, (size_t)at), STR("b1"));
    assert_null(dmn_merged_element(&m, 0).at);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changed_leaves_every_byte),
        cmocka_unit_test(the_editor_is_given_1_3_and_ids),
        cmocka_unit_test(a_change_changes_nothing_else),
        cmocka_unit_test(like_elements_without_ids_are_told_apart_by_their_order),
        cmocka_unit_test(a_removed_rule_goes_with_its_comment),
        cmocka_unit_test(moved_rules_take_their_comments_with_them),
        cmocka_unit_test(new_elements_speak_the_version_of_the_text),
        cmocka_unit_test(ids_are_written_where_something_refers_to_them),
        cmocka_unit_test(a_byte_of_the_text_leads_to_the_element_in_the_editor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
