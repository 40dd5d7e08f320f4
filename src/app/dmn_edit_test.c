// app/dmn_edit_test.c - a table of an agreement in the editor, and back into its lines
#include "app/dmn_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEAD                                                                                       \
    "---\nsoftlaw: 1\nid: t\ntitle: T\nlanguage: zh\nparties: {a: {name: A}, b: {name: B}}\n"      \
    "currency: CNY\nterm: {from: 2024-01-01, to: 2024-12-31, period: year}\n---\n\n# 第一条\n\n"
#define TERMS                                                                                      \
    "\n```terms\nquantities:\n  倍数: {per: year}\ntables:\n"                                    \
    "  档: {per: year, hit: U, inputs: [倍数], outputs: [金额]}\n```\n"

static const char NAMED[] = HEAD "| 档 | 倍数 | 金额（元） |\n"
                                 "|:--|-----:|---|\n"
                                 "| 一 | ≤ 0.1 |  0  |\n"
                                 "| 二 |(0.1..1]| 1000 * **倍数** |\n"
                                 "| 三 | > 1   | 9 |\n" TERMS;
static const char PLAIN[] = HEAD "| 倍数 | 金额 |\r\n|---|---|\r\n| <= 1 | 0 |\r\n"
                                 "| > 1 | \"a\\|b\" |\r\n" TERMS;

static const char SHORT[] =
    HEAD "| 倍数 | 甲 | 乙 |\n|---|---|---|\n| 1\n"
         "\n```terms\nquantities:\n  倍数: {per: year}\ntables:\n"
         "  档: {per: year, hit: U, inputs: [倍数], outputs: [甲, 乙]}\n```\n";

static App *app_of(Arena *a) {
    return app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 0)});
}

static DmnSource source_of(const char *text) {
    return (DmnSource){STR("t.md"), str_from(text)};
}

static Str given(App *app, const char *text) {
    Err err = {.code = ERR_NONE};
    Buf b = {.arena = app->arena};
    TableOf t;
    assert_true(edit_table_find(app, source_of(text), STR("档"), &t, &err));
    assert_true(str_is(t.item->id, STR("档")));
    assert_true(edit_table_text(app, &t, &b, &err));
    return buf_str(&b);
}

static Str replaced(Arena *a, Str text, const char *was, const char *is) {
    int64_t at = str_find(text, str_from(was), 0);
    if (at < 0) fail_msg("\"%s\" is not in %.*s", was, STR_ARG(text));
    return str_fmt(a, "%.*s%s%.*s", (int)at, text.at, is,
                   STR_ARG(str_part(text, (size_t)at + strlen(was), text.size)));
}

static bool merge(App *app, const char *text, Str baseline, Str edited, DmnMerged *ret, Err *err) {
    TableOf t;
    return edit_table_find(app, source_of(text), STR("档"), &t, err) &&
           edit_table_merge(app, &t, baseline, edited, ret, err);
}

static const struct {
    const char *agreement, *was, *is; // in the editor
    const char *from, *to;            // in the agreement: the only difference
} edits[] = {
    // cells: the sign of the table is kept, markup elsewhere in the row too
    {NAMED, "&lt;=0.1", "&lt;=0.2", "| ≤ 0.1 |", "| ≤ 0.2 |"},
    {NAMED, "(0.1..1]", "(0.2..1]", "|(0.1..1]|", "|(0.2..1]|"},
    {NAMED, "1000 * 倍数", "1000 * 2 * 倍数", "1000 * **倍数**", "1000 * 2 * 倍数"},
    {NAMED, "一</description>", "壹</description>", "| 一 |", "| 壹 |"},
    {PLAIN, "a|b", "a|c", "a\\|b", "a\\|c"},
    {PLAIN, "<text>&lt;= 1</text>", "<text>-</text>", "| <= 1 |", "| - |"},
    // markup that would change what is read is escaped
    {PLAIN, "<text>0</text>", "<text>a *b* c</text>", "| 0 |", "| a \\*b\\* c |"},
    // cells that a row lacked at its end
    {SHORT, "<outputEntry id=\"unnamed_19\"><text></text>",
     "<outputEntry id=\"unnamed_19\"><text>7</text>", "| 1", "| 1 |  | 7"},
    // a row more
    {PLAIN, "</rule>\n",
     "</rule><rule id=\"n\"><inputEntry id=\"x\"><text></text></inputEntry>"
     "<outputEntry id=\"y\"><text>7</text></outputEntry></rule>\n",
     "| 0 |\r\n", "| 0 |\r\n| - | 7 |\r\n"},
    {NAMED, "</rule>\n",
     "</rule><rule id=\"n\"><description>新</description><inputEntry id=\"x\">"
     "<text>&gt;= 5</text></inputEntry><outputEntry id=\"y\"><text>7</text></outputEntry></rule>\n",
     "|  0  |\n", "|  0  |\n| 新 | ≥ 5 | 7 |\n"},
};

static void only_what_was_edited_changes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        Arena *a = arena_new();
        App *app = app_of(a);
        Err err = {.code = ERR_NONE};
        DmnMerged m;
        Str baseline = given(app, edits[i].agreement);
        Str edited = replaced(a, baseline, edits[i].was, edits[i].is);
        Str expected = replaced(a, str_from(edits[i].agreement), edits[i].from, edits[i].to);
        assert_true(merge(app, edits[i].agreement, baseline, baseline, &m, &err));
        assert_string_equal(str_c(a, m.text), edits[i].agreement);
        assert_true(merge(app, edits[i].agreement, baseline, edited, &m, &err));
        assert_string_equal(str_c(a, m.text), str_c(a, expected));
        arena_free(a);
    }
}

// The rule with this row's number, from its start tag to behind its end tag.
static const char *rule_text(Arena *a, Str xml, int number) {
    Str start = str_fmt(a, "      <rule id=\"rule_%d\">", number);
    int64_t at = str_find(xml, start, 0), end = str_find(xml, STR("</rule>\n"), (size_t)at);
    assert_true(at >= 0 && end >= 0);
    return str_c(a, str_part(xml, (size_t)at, (size_t)end + 8 - (size_t)at));
}

static void rows_go_and_move_whole(void **state) {
    (void)state;
    Arena *a = arena_new();
    App *app = app_of(a);
    Err err = {.code = ERR_NONE};
    DmnMerged m;
    Str baseline = given(app, NAMED);
    const char *second = rule_text(a, baseline, 2);
    Str without = replaced(a, baseline, second, "");
    assert_true(merge(app, NAMED, baseline, without, &m, &err));
    const char *row = "| 二 |(0.1..1]| 1000 * **倍数** |\n";
    Str expected = replaced(a, str_from(NAMED), row, "");
    assert_string_equal(str_c(a, m.text), str_c(a, expected));
    Str last = replaced(a, without, "    </decisionTable>",
                        str_c(a, str_fmt(a, "%s    </decisionTable>", second)));
    assert_true(merge(app, NAMED, baseline, last, &m, &err));
    expected = replaced(a, expected, "| 9 |\n", str_c(a, str_fmt(a, "| 9 |\n%s", row)));
    assert_string_equal(str_c(a, m.text), str_c(a, expected));
    arena_free(a);
}

static void a_cell_of_the_agreement_leads_to_the_editor(void **state) {
    (void)state;
    Arena *a = arena_new();
    App *app = app_of(a);
    Err err = {.code = ERR_NONE};
    DmnMerged m;
    Str baseline = given(app, PLAIN);
    Str edited = replaced(a, baseline, "<text>0</text>", "<text>x</text>");
    assert_true(merge(app, PLAIN, baseline, edited, &m, &err));
    const Agreement *g = load_agreement_text(app, STR("t.md"), m.text);
    const Findings *f = app_findings(app);
    assert_false(g->is_sound);
    Str id = dmn_merged_element(&m, f->items[0].place.offset);
    assert_true(str_find(edited, str_fmt(a, "<outputEntry id=\"%.*s\"><text>x", STR_ARG(id)), 0) >
                0);
    arena_free(a);
}

static void what_the_block_says_is_not_changed_here(void **state) {
    (void)state;
    static const struct {
        const char *was, *is;
    } refused[] = {
        {"UNIQUE", "FIRST"},
        {"<text>倍数</text>", "<text>倍</text>"},
        {"name=\"金额\"", "name=\"额\""},
        {"<output ", "<output id=\"more\" name=\"more\"/><output "},
        {"<inputEntry", "<description>note</description><inputEntry"},
        {"</inputExpression>", "</inputExpression><inputValues><text>1</text></inputValues>"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Arena *a = arena_new();
        App *app = app_of(a);
        Err err = {.code = ERR_NONE};
        DmnMerged m;
        Str baseline = given(app, PLAIN);
        Str edited = replaced(a, baseline, refused[i].was, refused[i].is);
        assert_false(merge(app, PLAIN, baseline, edited, &m, &err));
        assert_int_equal(err.code, ERR_INPUT);
        arena_free(a);
    }
}

static void values_are_typed_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        FeelKind type;
        const char *value;
    } typed[] = {
        {"2.50", FEEL_NUMBER, "2.5"},
        {"上游", FEEL_STRING, "\"上游\""},
        {"12", FEEL_STRING, "\"12\""},
        {"上游", FEEL_ANY, "\"上游\""},
        {"\"12\"", FEEL_ANY, "\"12\""},
        {"[1, 2]", FEEL_ANY, "[1, 2]"},
        {"true", FEEL_BOOLEAN, "true"},
        {"2024-02-29", FEEL_DATE, "@\"2024-02-29\""},
        {"date(\"2024-02-29\")", FEEL_ANY, "@\"2024-02-29\""},
    };
    Arena *a = arena_new();
    App *app = app_of(a);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        FeelValue v = edit_value(app, str_from(typed[i].text), feel_type(typed[i].type));
        assert_string_equal(str_c(a, feel_to_text(a, v)), typed[i].value);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_was_edited_changes),
        cmocka_unit_test(rows_go_and_move_whole),
        cmocka_unit_test(a_cell_of_the_agreement_leads_to_the_editor),
        cmocka_unit_test(what_the_block_says_is_not_changed_here),
        cmocka_unit_test(values_are_typed_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
