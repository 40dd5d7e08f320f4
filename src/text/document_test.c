// text/document_test.c - a file becomes provisions, pieces, words; what cannot be read is found
#include "base/findings_test.h"
#include "base/limits.h"
#include "text/text.h"

#define FRONT "---\nsoftlaw: 1\n---\n" // the body starts in line 4

static const Document *parse(Arena *a, const char *text, Findings *f) {
    *f = (Findings){.arena = a};
    return text_parse(a, STR("f.md"), str_from(text), f);
}

static void faults_are_found_at_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {FRONT, ""},
        {"\xEF\xBB\xBF" FRONT, ""},
        {"---\r\nsoftlaw: 1\r\n---\r\n# A\r\n", ""},
        {"", "1:1 no-front-matter"},
        {"# 第一条\n", "1:1 no-front-matter"},
        {"---\nid: x\n# 第一条\n", "1:1 unterminated-front-matter"},
        {"---\nid: x\nid: y\n---\n", "3:1 duplicate-key"},
        {"---\na: [1\n---\n", "3:1 yaml"},
        {"---\n水: \xFF\n---\n", "2:4 not-utf8"},
        {"ab\xC0\x80", "1:3 not-utf8"},
        {FRONT "```terms\na: *x\n```\n", "5:4 yaml"},
        {FRONT "# 第一条\n```terms\na: 1\n", "5:1 unclosed-terms"},
        {FRONT "1. 项\n   ```terms\n   a: b: c\n   ```\n", "6:8 yaml"},
        {FRONT "> ```terms\n> a: 1\n> ```\n", "4:3 quoted-terms"},
        {FRONT "<table>\n</table>\n", "4:1 raw-html"},
        {FRONT "<!-- remark -->\n", ""},
        {FRONT "付\xE2\x80\xAE款\n", "4:2 hidden-character"},
        {FRONT "“款”——\n", ""},
        {FRONT "# 第一条\n# 第一条\n", "5:1 duplicate-number"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        parse(a, rows[i].text, &f);
        const char *found = findings_lines(a, &f, SEVERITY_NOTE);
        if (strcmp(found, rows[i].expected)) {
            print_error("in %s: %s\n", rows[i].text, found);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

static void a_zero_byte_is_no_text(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    const char text[] = "---\na\0b\n---\n";
    text_parse(a, STR("f.md"), (Str){text, sizeof text - 1}, &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "2:2 not-text");
    arena_free(a);
}

static void a_text_too_large_is_a_finding_and_an_empty_document(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Str large = {arena_get(a, (16 << 20) + 1), (16 << 20) + 1};
    const Document *d = text_parse(a, STR("f.md"), large, &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "1:1 limit");
    assert_int_equal(d->provision_count, 1);
    arena_free(a);
}

static void headings_have_a_bound(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Buf b = {.arena = a};
    buf_add_c(&b, FRONT);
    for (int i = 0; i < LIMIT_PROVISIONS; i++) buf_add_c(&b, "# a\n");
    const Document *d = text_parse(a, STR("f.md"), buf_str(&b), &f);
    assert_int_equal(d->provision_count, LIMIT_PROVISIONS);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "100003:1 limit");
    arena_free(a);
}

static Str ids(Arena *a, const Document *d) {
    Buf b = {.arena = a};
    for (size_t i = 1; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        buf_add_fmt(&b, "%s%.*s<%d", i > 1 ? " " : "", STR_ARG(p->id), p->parent);
    }
    return buf_str(&b);
}

// "id<parent" for each heading.
static void provisions_have_stable_unique_ids(void **state) {
    (void)state;
    static const struct {
        const char *body, *expected;
    } rows[] = {
        {"# 协议\n## 第一条 总则\n## 第二条 补偿\n### 第一款\n",
         "协议<-1 art_1<1 art_2<1 art_2__para_1<3"},
        {"# 第一章\n## 第一节\n### 第一条\n# 第二章\n## 第一节\n### 第二条\n",
         "chp_1<-1 chp_1__sec_1<1 art_1<2 chp_2<-1 chp_2__sec_1<4 art_2<5"},
        {"# 一、甲\n## （一）乙\n# 二、丙\n", "sec_1<-1 sec_1__para_1<1 sec_2<-1"},
        {"# 补偿\n# 补偿\n# 补偿\n", "补偿<-1 补偿-2<-1 补偿-3<-1"},
        {"# a\n# a-2\n# a\n# a\n", "a<-1 a-2<-1 a-3<-1 a-4<-1"},
        {"# 第一条\n# 第一条\n", "art_1<-1 art_1-2<-1"},
        {"# Preamble\n", "preamble-2<-1"},
        {"### deep\n# high\n## low\n", "deep<-1 high<-1 low<2"},
        {"Title\n=====\n\nPart\n----\n", "title<-1 part<1"},
        {"# **Article 3** `x`\n", "art_3<-1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str text = str_fmt(a, FRONT "%s", rows[i].body);
        assert_str(ids(a, parse(a, text.at, &f)), rows[i].expected);
        arena_free(a);
    }
}

static Str pieces(Arena *a, const Document *d) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        if (i) buf_add_fmt(&b, "#");
        for (size_t k = 0; k < p->piece_count; k++) {
            const TextPiece *piece = &p->pieces[k];
            static const char *const kinds[] = {"words", "table", "terms"};
            buf_add_fmt(&b, "[%u:%u %s %.*s]", piece->place.line, piece->place.column,
                        kinds[piece->kind], STR_ARG(piece->words));
        }
    }
    return buf_str(&b);
}

static void pieces_stand_in_order_with_their_words(void **state) {
    (void)state;
    static const struct {
        const char *body, *expected;
    } rows[] = {
        {"前言\n\n# 第一条\n甲**乙**\n丙\n\n```terms\na: 1\n```\n",
         "[4:1 words 前言]#[7:1 words 甲乙丙][11:1 terms ]"},
        {"one\ntwo  \nthree\n", "[4:1 words one two\nthree]"},
        {"中文\nand 中文\n", "[4:1 words 中文 and 中文]"},
        {"1. 甲\n2. 乙\n\n* 丙\n", "[4:1 words 1. 甲\n2. 乙][7:1 words 丙]"},
        {"3) 甲\n   1) 乙\n4) 丙\n", "[4:1 words 3) 甲\n1) 乙\n4) 丙]"},
        {"| a |\n|---|\n| 1 |\n", "[4:1 table ]"},
        {"甲：\n| a |\n|---|\n| 1 |\n\n乙\n", "[4:1 words 甲：][5:1 table ][9:1 words 乙]"},
        {"* 甲\n\n  ```terms\n  a: 1\n  ```\n* 乙\n", "[4:3 words 甲][7:1 terms ][9:1 words 乙]"},
        {"> 引文\n> 二行\n", "[4:1 words 引文二行]"},
        {"```\ncode\n```\n", "[4:1 words code]"},
        {"~~~ terms\na: 1\n~~~\n", "[5:1 terms ]"},
        {"```term\na: 1\n```\n", "[4:1 words a: 1]"},
        {"<!-- x -->\n\n---\n\n[l]: http://x\n", ""},
        {"a <b>c</b> [d](http://x) ![e](f) `g`\n", "[4:1 words a c d e g]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str text = str_fmt(a, FRONT "%s", rows[i].body);
        assert_str(pieces(a, parse(a, text.at, &f)), rows[i].expected);
        arena_free(a);
    }
}

static void a_document_is_named_by_its_hash(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    assert_str(parse(a, "abc", &f)->hash,
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
    arena_free(a);
}

static void an_offset_leads_to_its_provision(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Document *d = parse(a, FRONT "x\n# A\ny\n# B\n", &f);
    assert_str(text_provision_at(d, 0)->id, "preamble");
    assert_str(text_provision_at(d, sizeof FRONT - 1)->id, "preamble");
    assert_str(text_provision_at(d, sizeof FRONT + 1)->id, "a");
    assert_str(text_provision_at(d, sizeof FRONT + 5)->id, "a");
    assert_str(text_provision_at(d, sizeof FRONT + 7)->id, "b");
    assert_str(text_provision_at(d, 1 << 20)->id, "b");
    arena_free(a);
}

static void an_empty_terms_block_belongs_to_its_own_provision(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Document *d = parse(a, FRONT "- ```terms\nA\n-\n", &f);
    assert_int_equal(d->provision_count, 2);
    assert_int_equal(d->provisions[0].piece_count, 1);
    assert_ptr_equal(text_provision_at(d, d->provisions[0].pieces[0].place.offset),
                     &d->provisions[0]);
    arena_free(a);
}

static void words_leave_tables_and_terms_out(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Document *d = parse(a, FRONT "# A\n甲\n\n| a |\n|---|\n\n```terms\na: 1\n```\n乙\n", &f);
    assert_str(text_words(a, &d->provisions[1]), "甲\n\n乙");
    assert_str(text_words(a, &d->provisions[0]), "");
    arena_free(a);
}

static void html_can_do_no_harm(void **state) {
    (void)state;
    static const struct {
        const char *body, *html;
    } rows[] = {
        {"甲\n乙 *丙*", "<p>甲乙 <em>丙</em></p>\n"},
        {"one\ntwo", "<p>one\ntwo</p>\n"},
        {"a <script>x</script>", "<p>a <!-- raw HTML omitted -->x<!-- raw HTML omitted --></p>\n"},
        {"[a](javascript:x)", "<p><a href=\"\">a</a></p>\n"},
        {"![a](data:text/html,x)", "<p><img src=\"\" alt=\"a\" /></p>\n"},
        {"| <b> |\n|---|\n| \"&\" |",
         "<table>\n<thead>\n<tr><th>&lt;b&gt;</th></tr>\n</thead>\n<tbody>\n"
         "<tr><td>&quot;&amp;&quot;</td></tr>\n</tbody>\n</table>\n"},
        {"```terms\na: <b>\n```", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str text = str_fmt(a, FRONT "%s\n", rows[i].body);
        assert_str(text_html(a, &parse(a, text.at, &f)->provisions[0]), rows[i].html);
        arena_free(a);
    }
}

static void deep_nesting_is_no_trouble(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Buf b = {.arena = a};
    buf_add_c(&b, FRONT);
    for (int i = 0; i < 2000; i++) buf_add_c(&b, "> ");
    buf_add_c(&b, "x\n\n");
    for (int i = 0; i < 300; i++) buf_add_fmt(&b, "%*s- x\n", 2 * i, "");
    const Document *d = text_parse(a, STR("f.md"), buf_str(&b), &f);
    assert_int_equal(d->provisions[0].piece_count, 2);
    assert_true(text_html(a, &d->provisions[0]).size > 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_found_at_their_place),
        cmocka_unit_test(a_zero_byte_is_no_text),
        cmocka_unit_test(a_text_too_large_is_a_finding_and_an_empty_document),
        cmocka_unit_test(headings_have_a_bound),
        cmocka_unit_test(provisions_have_stable_unique_ids),
        cmocka_unit_test(pieces_stand_in_order_with_their_words),
        cmocka_unit_test(a_document_is_named_by_its_hash),
        cmocka_unit_test(an_offset_leads_to_its_provision),
        cmocka_unit_test(an_empty_terms_block_belongs_to_its_own_provision),
        cmocka_unit_test(words_leave_tables_and_terms_out),
        cmocka_unit_test(html_can_do_no_harm),
        cmocka_unit_test(deep_nesting_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
