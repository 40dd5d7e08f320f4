// app/document_test.c - an agreement in an editor: what is taken over from the version before is
// what a check of the whole text would find
#include "app/document_int.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// Words and terms agree in some articles and differ in others; contents of the kind are missing.
static const char ENGLISH[] =
    "---\nsoftlaw: 1\nid: pair\ntitle: {en: Pair}\nlanguage: en\nkind: ecological-compensation\n"
    "parties:\n"
    "  henan: {name: Henan}\n  shandong: {name: Shandong}\ncurrency: CNY\n"
    "term: {from: 2020-01-01, to: 2020-12-31, period: year}\n---\n\n"
    "# Article 1 Price\n\nThe price is 12 yuan. The Parties shall report promptly, within 30 "
    "days.\n\n"
    "```terms\nparameters:\n  price: 12\nquantities:\n  flow: {unit: m3}\n```\n\n"
    "# Article 2 Table\n\n| | flow | level |\n|---|---|---|\n| low | < 5 | 1 |\n| high | >= 5 | 2 "
    "|\n\n"
    "```terms\ntables:\n  levels: {hit: U, inputs: [flow], outputs: [level]}\n```\n\n"
    "## Paragraph 1 Payment\n\nHenan pays Shandong 12 dollars above 700 tonnes.\n\n"
    "```terms\npayments:\n  due:\n    between: [henan, shandong]\n    amount: flow * price + 7\n"
    "    rounding: {to: 1, mode: half up}\n```\n\n"
    "# Article 3 Liability\n\n<!-- allow words-without-term: 90 is the bank's -->\nWho is late "
    "pays 5 "
    "yuan a day, 90 at most; see Article 9.\n\n"
    "```terms\nexit: {notice: P3M}\nparameters:\n  base: 700\n```\n\n"
    "# Article 4 Scope\n\nThis agreement covers the reach of the river, from 2020 to 2024.\n";

static const char CHINESE[] =
    "---\nsoftlaw: 1\nid: pair\ntitle: {zh: 两省}\nlanguage: zh\nkind: ecological-compensation\n"
    "parties:\n"
    "  henan: {name: 河南省, label: {en: Henan}}\n  shandong: {name: 山东省, label: {en: "
    "Shandong}}\n"
    "currency: CNY\nterm: {from: 2020-01-01, to: 2022-12-31, period: year}\n---\n\n"
    "# 第一条 价格\n\n单价为12元。双方应当及时通报，期限为三十日。\n\n"
    "```terms\nparameters:\n  单价: 12\nquantities:\n  流量: {unit: m3}\n```\n\n"
    "# 第二条 补偿\n\n水质达标的，河南省向山东省支付6000万元，超过700吨的部分除外。\n\n"
    "```terms\npayments:\n  补偿:\n    between: [henan, shandong]\n    amount: 流量 * 单价 + "
    "50000000\n"
    "    rounding: {to: 1, mode: half up}\n```\n\n"
    "## 第一款 期限\n\n在三个月内算到分，百分之五十由河南省承担，另付10美元。\n\n"
    "```terms\nobligations:\n  报告: {bearer: henan, action: 报送报告, limit: P30D}\n```\n\n"
    "# 第三条 违约责任\n\n<!-- allow words-without-term: 银行规定 "
    "-->\n逾期的每日支付5元，见第九条。\n\n"
    "```terms\nparameters:\n  基数: {value: 700, unit: CNY/t}\n```\n\n"
    "# 第四条 范围\n\n适用范围为河段，自2020年至2024年；《补偿范围办法》不适用于监测指标。\n";

static const char *const TEXTS[] = {ENGLISH, CHINESE};

static AppDocument *open_document(Arena *a) {
    return document_open(editor_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)}), STR("pair.md"));
}

static Str findings_text(Arena *a, const AppDocument *d) {
    Buf b = {.arena = a};
    const Findings *f = document_findings(d);
    for (size_t i = 0; i < f->count; i++) {
        const Finding *x = &f->items[i];
        buf_add(&b, lang_finding(a, LANG_EN, x));
        buf_add_fmt(&b, "%u+%u %u\n", x->place.offset, x->place.size, x->also.line);
    }
    buf_add_fmt(&b, "%zu %zu\n", f->error_count, f->dropped_count);
    return buf_str(&b);
}

static Str outline_text(Arena *a, const AppDocument *d) {
    Buf b = {.arena = a};
    const Outline *o = document_outline(d, a);
    for (size_t i = 0; i < o->article_count; i++) {
        const OutlineArticle *v = &o->articles[i];
        buf_add_fmt(&b, "%.*s %d %d %zu-%zu %zu/%zu %zu\n", STR_ARG(v->heading), v->level,
                    v->parent, v->start, v->end, v->elements, v->elements_wanted, v->finding_count);
    }
    for (size_t i = 0; i < o->term_count; i++)
        buf_add_fmt(&b, "%.*s %s %zu %u:%u\n", STR_ARG(o->terms[i].name.id), o->terms[i].kind,
                    o->terms[i].article, o->terms[i].place.line, o->terms[i].place.column);
    return buf_str(&b);
}

static Str picture(Arena *a, const AppDocument *d) {
    return str_fmt(a, "%s%s", str_c(a, findings_text(a, d)), str_c(a, outline_text(a, d)));
}

// `fresh` has nothing to take over: its version before is empty.
static void must_be_same(Arena *a, const AppDocument *d, AppDocument *fresh, Str text) {
    document_set(fresh, STR(""));
    document_set(fresh, text);
    char *expected = str_c(a, picture(a, fresh)), *got = str_c(a, picture(a, d));
    if (strcmp(expected, got) != 0) print_message("after: <<%s>>\n", str_c(a, text));
    assert_string_equal(got, expected);
}

static uint64_t next_random(uint64_t *seed) {
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

// What is typed, pasted or taken away.
static Str edited(Arena *a, Str text, uint64_t *seed) {
    static const char *const PIECES[] = {"",
                                         "",
                                         "x",
                                         "\n",
                                         "\n\n",
                                         "# ",
                                         "#",
                                         "```",
                                         "```terms\n",
                                         "```\n",
                                         "promptly ",
                                         "[a]: b\n",
                                         "<!-- ",
                                         "-->",
                                         "- ",
                                         "> ",
                                         "  ",
                                         "|",
                                         "---\n",
                                         "flow",
                                         "price: ",
                                         "\r\n",
                                         "水",
                                         "Article 1",
                                         "# Article 2\n\n",
                                         "===\n",
                                         "within 5 working days. ",
                                         "<!-- allow vague-time: the tide decides -->",
                                         "duties:\n  x: 1\n",
                                         "\t",
                                         "0",
                                         "7",
                                         "12",
                                         " 30 days ",
                                         "万",
                                         "元",
                                         "百分之",
                                         "第",
                                         "三十日",
                                         " USD ",
                                         "美元",
                                         "700",
                                         "P1Y",
                                         "2021",
                                         "<!-- allow term-without-words: 7 is agreed -->",
                                         "<!-- allow currency-differs: as before -->",
                                         "# 第五条 说明\n\n",
                                         "## ",
                                         "河南省",
                                         "Shandong",
                                         "目标为",
                                         "its goal is ",
                                         "kind: ",
                                         "不包括",
                                         "since 2021-01-01: ",
                                         "unit: USD/t, "};
    size_t piece = next_random(seed) % (sizeof PIECES / sizeof PIECES[0]);
    size_t from = next_random(seed) % (text.size + 1), size = next_random(seed) % 12;
    if (next_random(seed) % 3) size = 0;
    if (next_random(seed) % 50 == 0) size = text.size / 4;
    while (from < text.size && ((unsigned char)text.at[from] & 0xC0) == 0x80) from++;
    size_t to = from + size < text.size ? from + size : text.size;
    while (to < text.size && ((unsigned char)text.at[to] & 0xC0) == 0x80) to++;
    Buf b = {.arena = a};
    buf_add(&b, str_part(text, 0, from));
    buf_add_c(&b, PIECES[piece]);
    buf_add(&b, str_part(text, to, text.size));
    return buf_str(&b);
}

static void edits_of_any_kind_leave_what_a_whole_check_finds(void **state) {
    (void)state;
    enum { WALKS = 30, EDITS = 30 };
    uint64_t seed = 1;
    Arena *kept = arena_new();
    AppDocument *d = open_document(kept), *fresh = open_document(kept);
    for (int walk = 0; walk < WALKS; walk++) {
        Arena *a = arena_new();
        Str text = str_from(TEXTS[walk % 2]);
        document_set(d, text);
        for (int i = 0; i < EDITS; i++) {
            text = edited(a, text, &seed);
            document_set(d, text);
            must_be_same(a, d, fresh, text);
        }
        arena_free(a);
    }
    document_close(d);
    document_close(fresh);
    arena_free(kept);
}

// Large enough to be judged by several threads, with something to find in each part.
static Str large_text(Arena *a, const char *text) {
    Buf b = {.arena = a};
    buf_add_c(&b, text);
    for (int i = 0; b.size < 48 << 10; i++)
        buf_add_fmt(&b,
                    "\n# Part %d\n\nThe parties promptly pay %d yuan; 各方应当适时支付%d万元。\n",
                    i, 100 + i, i + 1);
    return buf_str(&b);
}

static void a_large_text_is_judged_by_several_threads_to_the_same_end(void **state) {
    (void)state;
    uint64_t seed = 2;
    Arena *kept = arena_new();
    AppOptions several = {.sys = sys_fixed(kept, 0, 7), .threads = 3};
    AppDocument *d = document_open(editor_new(kept, several), STR("pair.md"));
    AppDocument *fresh = open_document(kept);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Arena *a = arena_new();
        Str text = large_text(a, TEXTS[i]);
        for (int edit = 0; edit < 8; edit++) {
            document_set(d, text);
            must_be_same(a, d, fresh, text);
            text = edited(a, text, &seed);
        }
        arena_free(a);
    }
    document_close(d);
    document_close(fresh);
    arena_free(kept);
}

static void type_into(Str text) {
    Arena *a = arena_new();
    AppDocument *d = open_document(a), *fresh = open_document(a);
    for (size_t at = 0; at < text.size; at += 7) {
        if (((unsigned char)text.at[at] & 0xC0) == 0x80) continue;
        Buf b = {.arena = a};
        buf_add(&b, str_part(text, 0, at));
        buf_add_c(&b, at % 2 ? "\n" : "5");
        buf_add(&b, str_part(text, at, text.size));
        document_set(d, text);
        document_set(d, buf_str(&b));
        must_be_same(a, d, fresh, buf_str(&b));
    }
    document_close(d);
    document_close(fresh);
    arena_free(a);
}

static void each_single_character_typed_leaves_what_a_whole_check_finds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) type_into(str_from(TEXTS[i]));
}

// Headings above the line were provisions while the front matter was open.
static void a_line_far_behind_that_closes_the_front_matter_is_seen(void **state) {
    (void)state;
    Arena *a = arena_new();
    AppDocument *d = open_document(a), *fresh = open_document(a);
    document_set(d, STR("---\nid: x\n\n# A\n\n5 days.\n\n# B\n\n6 days.\n\n# C\n"));
    Str closed = STR("---\nid: x\n\n# A\n\n5 days.\n\n# B\n\n6 days.\n---\n\n# C\n");
    document_set(d, closed);
    must_be_same(a, d, fresh, closed);
    document_close(d);
    document_close(fresh);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_of_any_kind_leave_what_a_whole_check_finds),
        cmocka_unit_test(a_large_text_is_judged_by_several_threads_to_the_same_end),
        cmocka_unit_test(each_single_character_typed_leaves_what_a_whole_check_finds),
        cmocka_unit_test(a_line_far_behind_that_closes_the_front_matter_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
