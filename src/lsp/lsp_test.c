// lsp/lsp_test.c - conversations with the editors' door: what is asked, and what comes back
#include "base/file.h"
#include "base/findings_test.h"
#include "base/limits.h"
#include "lsp/lsp_int.h"

#include <stdlib.h>

// An editor that writes all it has to say at once, and keeps what it hears.
typedef struct Editor {
    Arena *arena;
    Buf said, heard;
    size_t at;
    int status;
} Editor;

static size_t read_said(void *self, char *to, size_t size) {
    Editor *e = self;
    size_t part = e->said.size - e->at < size ? e->said.size - e->at : size;
    if (part) memcpy(to, e->said.at + e->at, part);
    e->at += part;
    return part;
}

static bool write_heard(void *self, Str bytes) {
    buf_add(&((Editor *)self)->heard, bytes);
    return true;
}

static Editor editor(Arena *a) {
    return (Editor){.arena = a, .said = {.arena = a}, .heard = {.arena = a}};
}

static void say(Editor *e, const char *body) {
    frame_write(&e->said, str_from(body));
}

static void say_bytes(Editor *e, const char *bytes) {
    buf_add_c(&e->said, bytes);
}

static void listen(Editor *e) {
    Server s = {.options = {.sys = sys_fixed(e->arena, 0, 7), .lang = LANG_EN},
                .is_lang_given = false,
                .write = write_heard,
                .self = e};
    Stream *in = ARENA_NEW(e->arena, Stream);
    in->read = read_said;
    in->self = e;
    e->status = server_run(&s, in);
}

// Every body that was heard, one after the other, each whole and in a line.
static Str bodies(Editor *e) {
    Buf b = {.arena = e->arena};
    Editor back = editor(e->arena);
    back.said = e->heard;
    Stream *in = ARENA_NEW(e->arena, Stream);
    in->read = read_said;
    in->self = &back;
    for (Str body; frame_read(in, e->arena, &body) == FRAME_BODY;) {
        Err err = {.code = ERR_NONE};
        assert_non_null(json_parse(e->arena, STR("answer"), body, &err));
        buf_add(&b, body);
        buf_add_byte(&b, '\n');
    }
    assert_int_equal(back.at, e->heard.size);
    return buf_str(&b);
}

#define INITIALIZE                                                                                 \
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"
#define INITIALIZE_UTF8                                                                            \
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{"       \
    "\"general\":{\"positionEncodings\":[\"utf-8\",\"utf-16\"]}}}}"
#define SHUTDOWN "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"shutdown\"}"
#define EXIT "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"

static const char FRONT[] = "---\\nsoftlaw: 1\\nid: x\\ntitle: X\\nlanguage: en\\nparties: {a: {}, "
                            "b: {}}\\ncurrency: CNY\\n"
                            "term: {from: 2020-01-01, to: 2020-12-31}\\n---\\n";

static void say_open(Editor *e, const char *text) {
    Buf b = {.arena = e->arena};
    buf_add_c(&b, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{"
                  "\"textDocument\":{\"uri\":\"file:///x.md\",\"version\":1,\"text\":\"");
    buf_add_c(&b, FRONT);
    buf_add_c(&b, text);
    buf_add_c(&b, "\"}}}");
    say(e, str_c(e->arena, buf_str(&b)));
}

static void say_at(Editor *e, int id, const char *method, int line, int character,
                   const char *more) {
    Str body = str_fmt(e->arena,
                       "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"textDocument/%s\",\"params\":{"
                       "\"textDocument\":{\"uri\":\"file:///x.md\"},\"position\":{\"line\":%d,"
                       "\"character\":%d}%s}}",
                       id, method, line, character, more);
    say(e, str_c(e->arena, body));
}

static void say_change(Editor *e, int line, int from, int to, const char *text) {
    Str body = str_fmt(e->arena,
                       "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{"
                       "\"textDocument\":{\"uri\":\"file:///x.md\",\"version\":2},"
                       "\"contentChanges\":[{\"range\":{\"start\":{\"line\":%d,\"character\":%d},"
                       "\"end\":{\"line\":%d,\"character\":%d}},\"text\":\"%s\"}]}}",
                       line, from, line, to, text);
    say(e, str_c(e->arena, body));
}

static char *answers(Editor *e) {
    listen(e);
    return str_c(e->arena, bodies(e));
}

static void must_hold(const char *all, const char *part) {
    if (!strstr(all, part)) fail_msg("\"%s\" is not in:\n%s", part, all);
}

static void must_not_hold(const char *all, const char *part) {
    if (strstr(all, part)) fail_msg("\"%s\" is in:\n%s", part, all);
}

// ---- the course of a session --------------------------------------------------------------------

static void a_session_begins_and_ends_as_the_protocol_says(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say(&e, SHUTDOWN);
    say(&e, EXIT);
    char *all = answers(&e);
    assert_int_equal(e.status, 0);
    must_hold(all, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"capabilities\":{"
                   "\"positionEncoding\":\"utf-16\"");
    must_hold(all, "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":null}");
    arena_free(a);
}

static void an_end_without_shutdown_is_a_failure(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say(&e, EXIT);
    listen(&e);
    assert_int_equal(e.status, 1);
    arena_free(a);
}

static void what_is_no_request_is_answered_with_an_error(void **state) {
    (void)state;
    const struct Row {
        const char *bytes, *answer;
    } rows[] = {
        {"Content-Length: 3\r\n\r\n{]}", "\"error\":{\"code\":-32700"},
        {"Content-Length: 2\r\n\r\n[]", "\"error\":{\"code\":-32600"},
        {"Content-Length: 4\r\n\r\nnull", "\"error\":{\"code\":-32600"},
        {"Content-Length: 20\r\n\r\n{\"id\":{},\"method\":1}", "\"error\":{\"code\":-32600"},
        {"Content-Type: x\r\n\r\n", "\"id\":null,\"error\":{\"code\":-32700"},
        {"Content-Length: -1\r\n\r\n", "\"error\":{\"code\":-32700"},
        {"Content-Length: 1x\r\n\r\n", "\"error\":{\"code\":-32700"},
        {"Content-Length:\r\n\r\n", "\"error\":{\"code\":-32700"},
        {"Content-Length: 26\r\n\r\n{\"id\":7,\"method\":\"what/x\"}",
         "\"id\":7,\"error\":{\"code\":-32601"},
        {"Content-Length: 31\r\n\r\n{\"id\":\"q\",\"method\":\"initialize\"",
         "\"error\":{\"code\":-32700"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Editor e = editor(a);
        say(&e, INITIALIZE);
        say_bytes(&e, rows[i].bytes);
        say(&e, SHUTDOWN);
        char *all = answers(&e);
        must_hold(all, rows[i].answer);
        must_hold(all, "\"id\":9,\"result\":null");
        arena_free(a);
    }
}

static void a_length_beyond_all_bounds_ends_quietly(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say_bytes(&e, "Content-Length: 99999999999999999999999999\r\n\r\nabc");
    must_hold(answers(&e), "the message is too large");
    arena_free(a);
}

static void nothing_is_served_before_initialize_and_after_shutdown(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say_at(&e, 4, "hover", 0, 0, "");
    say(&e, INITIALIZE);
    say(&e, INITIALIZE);
    say(&e, SHUTDOWN);
    say_at(&e, 5, "hover", 0, 0, "");
    char *all = answers(&e);
    must_hold(all, "\"id\":4,\"error\":{\"code\":-32002");
    must_hold(all, "\"id\":1,\"error\":{\"code\":-32600");
    must_hold(all, "\"id\":5,\"error\":{\"code\":-32600");
    arena_free(a);
}

static void a_document_that_is_not_open_is_refused(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_at(&e, 4, "hover", 0, 0, "");
    must_hold(answers(&e), "\"id\":4,\"error\":{\"code\":-32602");
    arena_free(a);
}

// ---- findings -----------------------------------------------------------------------------------

// Line 9 is the first behind the front matter.
static void findings_come_and_go_with_the_text(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# Article 1\\n\\nThe Parties shall report promptly.\\n");
    say_change(&e, 11, 25, 33, "within 3 days");
    char *all = answers(&e);
    must_hold(all,
              "\"version\":1,\"diagnostics\":[{\"range\":{\"start\":{\"line\":11,\"character\":25},"
              "\"end\":{\"line\":11,\"character\":33}},\"severity\":2,\"code\":\"vague-time\"");
    must_hold(all, "\"version\":2,\"diagnostics\":[]");
    arena_free(a);
}

// Each on what the one before has left, also where they lie beyond the text.
static void changes_of_one_message_follow_each_other(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "x");
    say(&e, "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":"
            "\"file:///x.md\",\"version\":2},\"contentChanges\":[{\"text\":\"\"},{\"text\":"
            "\"|a|\\n|-|\\n\"},{\"range\":{\"start\":{\"line\":0,\"character\":1},\"end\":{"
            "\"line\":0,\"character\":2}},\"text\":\"long\"},{\"range\":{\"start\":{\"line\":9,"
            "\"character\":9},\"end\":{\"line\":0,\"character\":0}},\"text\":\"|b|\"}]}}");
    say_at(&e, 2, "formatting", 0, 0, "");
    must_hold(answers(&e), "\"newText\":\" long |\\n| ---- |\\n| b    |\\n\"");
    arena_free(a);
}

// 𠮷 is two units of UTF-16 and four bytes; each other character one and three.
static void characters_are_counted_as_the_editor_counts_them(void **state) {
    (void)state;
    const struct Row {
        const char *initialize, *encoding, *range;
    } rows[] = {
        {INITIALIZE, "\"utf-16\"", "\"character\":7},\"end\":{\"line\":11,\"character\":9}"},
        {INITIALIZE_UTF8, "\"utf-8\"", "\"character\":19},\"end\":{\"line\":11,\"character\":25}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Editor e = editor(a);
        say(&e, rows[i].initialize);
        say_open(&e, "# Article 1\\n\\n𠮷河双方应当及时报告。\\n");
        char *all = answers(&e);
        must_hold(all, rows[i].encoding);
        must_hold(all, rows[i].range);
        arena_free(a);
    }
}

static void positions_beyond_the_text_are_taken_back_to_it(void **state) {
    (void)state;
    const struct Row {
        const char *text;
        Encoding e;
        Position p;
        size_t offset;
    } rows[] = {
        {"", ENCODING_UTF16, {0, 0}, 0},         {"", ENCODING_UTF16, {5, 5}, 0},
        {"ab\ncd", ENCODING_UTF16, {0, 9}, 2},   {"ab\ncd", ENCODING_UTF16, {1, 1}, 4},
        {"ab\r\ncd", ENCODING_UTF16, {1, 0}, 4}, {"ab\rcd", ENCODING_UTF16, {1, 2}, 5},
        {"ab\n", ENCODING_UTF16, {1, 0}, 3},     {"ab\n", ENCODING_UTF16, {2, 0}, 3},
        {"水b", ENCODING_UTF16, {0, 1}, 3},      {"水b", ENCODING_UTF8, {0, 3}, 3},
        {"水b", ENCODING_UTF8, {0, 1}, 0},       {"𠮷b", ENCODING_UTF16, {0, 2}, 4},
        {"𠮷b", ENCODING_UTF16, {0, 1}, 0},      {"𠮷b", ENCODING_UTF16, {0, 3}, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str text = str_from(rows[i].text);
        assert_int_equal(position_offset(text, rows[i].e, rows[i].p), rows[i].offset);
    }
}

static void every_offset_of_a_character_comes_back_from_its_position(void **state) {
    (void)state;
    Str text = STR("a水\r\n\r𠮷b\n\nc");
    for (int e = ENCODING_UTF16; e <= ENCODING_UTF8; e++) {
        PositionWalk w = {.text = text, .encoding = (Encoding)e};
        for (size_t at = 0; at <= text.size; at++) {
            bool is_inside = at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80;
            if (is_inside || (at && text.at[at - 1] == '\r' && text.at[at] == '\n')) continue;
            Position p = position_at(&w, at);
            assert_int_equal(position_offset(text, (Encoding)e, p), at);
        }
    }
}

// Wherever the walk was before, also between CR and LF.
static void a_walk_finds_the_same_from_anywhere(void **state) {
    (void)state;
    Str text = STR("a水\r\n\r𠮷b\n\nc");
    for (size_t from = 0; from <= text.size; from++)
        for (size_t to = 0; to <= text.size; to++) {
            PositionWalk fresh = {.text = text}, used = {.text = text};
            position_at(&used, from);
            Position a = position_at(&fresh, to), b = position_at(&used, to);
            if (((unsigned char)text.at[from] & 0xC0) == 0x80 && from < to) continue;
            assert_int_equal(a.line, b.line);
            assert_int_equal(a.character, b.character);
        }
}

static void findings_speak_the_editors_language(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, "{\"id\":1,\"method\":\"initialize\",\"params\":{\"locale\":\"zh-cn\"}}");
    say_open(&e, "# Article 1\\n\\nThe Parties shall report promptly.\\n");
    must_not_hold(answers(&e), "sets no time");
    arena_free(a);
}

static void a_word_defined_twice_shows_the_first(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, "{\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"textDocument\":{"
            "\"publishDiagnostics\":{\"relatedInformation\":true}}}}}");
    say_open(&e, "```terms\\nparameters:\\n  p: 1\\nformulas:\\n  p: 2\\n```\\n");
    must_hold(answers(&e),
              "\"relatedInformation\":[{\"location\":{\"uri\":\"file:///x.md\",\"range\":{"
              "\"start\":{\"line\":11,\"character\":2}");
    arena_free(a);
}

static void a_closed_document_has_no_findings(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# Article 1\\n\\nThe Parties shall report promptly.\\n");
    say(&e, "{\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":"
            "\"file:///x.md\"}}}");
    must_hold(answers(&e), "{\"uri\":\"file:///x.md\",\"diagnostics\":[]}");
    arena_free(a);
}

// ---- names --------------------------------------------------------------------------------------

#define TERMS                                                                                      \
    "```terms\\nparameters:\\n  price: {unit: CNY, value: 5}\\nquantities:\\n  flow: {label: "     \
    "{zh: 流量}}\\n"                                                                             \
    "payments:\\n  due:\\n    between: [a, b]\\n    amount: flow * price\\n    rounding: "         \
    "none\\n```\\n"

static void a_name_is_known_where_it_is_used(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, TERMS);
    say_at(&e, 2, "hover", 17, 13, "");
    say_at(&e, 3, "definition", 17, 20, "");
    say_at(&e, 4, "references", 11, 3, ",\"context\":{\"includeDeclaration\":true}");
    say_at(&e, 5, "hover", 0, 0, "");
    char *all = answers(&e);
    must_hold(all, "\"id\":2,\"result\":{\"contents\":{\"kind\":\"markdown\",\"value\":\"**flow** "
                   "· 流量 — quantity");
    must_hold(all, "\"id\":3,\"result\":{\"uri\":\"file:///"
                   "x.md\",\"range\":{\"start\":{\"line\":11,\"character\":2}");
    must_hold(
        all,
        "\"id\":4,\"result\":[{\"uri\":\"file:///"
        "x.md\",\"range\":{\"start\":{\"line\":11,\"character\":2},"
        "\"end\":{\"line\":11,\"character\":7}}},{\"uri\":\"file:///x.md\",\"range\":{\"start\":{"
        "\"line\":17,\"character\":19}");
    must_hold(all, "\"id\":5,\"result\":null");
    arena_free(a);
}

static void a_citation_leads_to_its_provision(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# Article 1 Price\\n\\n元 x#art_2, x#art_22, [it](#art_1)\\n\\n"
                 "# Article 2 Term\\n\\nOne year.\\n");
    say_at(&e, 2, "definition", 11, 4, "");
    say_at(&e, 3, "definition", 11, 26, "");
    say_at(&e, 4, "hover", 11, 9, "");
    say_at(&e, 5, "definition", 11, 12, "");
    say_at(&e, 6, "definition", 11, 0, "");
    char *all = answers(&e);
    must_hold(all, "\"severity\":1,\"code\":\"citation\"");
    must_hold(all, "has no provision \\\"art_22\\\"\\nthe nearest: art_2, art_1");
    must_hold(all,
              "\"id\":2,\"result\":{\"uri\":\"file:///x.md\",\"range\":{\"start\":{\"line\":13,");
    must_hold(all,
              "\"id\":3,\"result\":{\"uri\":\"file:///x.md\",\"range\":{\"start\":{\"line\":9,");
    must_hold(all, "\"value\":\"**Article 2 Term**\\n\\nOne year.\\n\"},\"range\":{\"start\":{"
                   "\"line\":11,\"character\":2},\"end\":{\"line\":11,\"character\":9}}");
    must_hold(all, "\"id\":5,\"result\":null");
    must_hold(all, "\"id\":6,\"result\":null");
    arena_free(a);
}

// The folder of a document is asked for the agreement with the id that is cited.
static void a_citation_leads_to_an_agreement_beside_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    CitedPlace p;
    const AppEditor *e = editor_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)});
    AppDocument *d = document_open(e, STR("examples/none.md"));
    document_set(d, STR("see yellow-river-2021#art_3 and coal-linkage.md#art_1, none#art_1"));
    assert_true(document_cited(d, a, 10, &p));
    assert_str(p.file, "yellow-river.md");
    assert_str(p.title, "第三条 水质变化补偿");
    assert_str(str_part(p.text, p.heading.offset, p.heading.size), "# 第三条 水质变化补偿");
    assert_true(document_cited(d, a, 40, &p));
    assert_str(p.file, "coal-linkage.md");
    assert_false(document_cited(d, a, 60, &p));
    document_close(d);
    arena_free(a);
}

// What is no plain letter of a URI is written in bytes.
static void a_file_beside_another_has_its_uri(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_str(params_uri_beside(a, STR("file:///c%3A/x%20y/a.md"), STR("b c/河.md")),
               "file:///c%3A/x%20y/b%20c/%E6%B2%B3.md");
    assert_str(params_uri_beside(a, STR("untitled:1"), STR("b.md")), "b.md");
    arena_free(a);
}

// The value is that of the sample beside the agreement.
static void the_hover_of_an_example_tells_its_value(void **state) {
    (void)state;
    Arena *a = arena_new();
    Err err = {.code = ERR_NONE};
    NameSpan here;
    Str path = STR("examples/yellow-river.md"), text;
    assert_true(file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &text, &err));
    const AppEditor *e = editor_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)});
    AppDocument *d = document_open(e, path);
    document_set(d, text);
    size_t at = (size_t)str_find(text, STR("  关键污染物指数:"), 0) + 2;
    char *hover = str_c(a, document_hover(d, a, at, &here));
    assert_int_equal(here.offset, at);
    must_hold(hover, "key pollutant index — formula");
    must_hold(hover, "- in words: sum(weighted index) / sum(weight)");
    must_hold(hover, "- 2020: **97**");
    document_close(d);
    arena_free(a);
}

static void a_new_name_is_tried_before_it_is_given(void **state) {
    (void)state;
    const struct Row {
        const char *name, *answer;
    } rows[] = {
        {"cost", "\"newText\":\"cost\"},{\"range\":{\"start\":{\"line\":17,\"character\":19},"},
        {"flow", "\"error\":{\"code\":-32803"},
        {"if", "\"error\":{\"code\":-32803"},
        {"", "\"error\":{\"code\":-32803"},
        {"a: b", "\"error\":{\"code\":-32803"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Editor e = editor(a);
        say(&e, INITIALIZE);
        say_open(&e, TERMS "\\nThe price is agreed.\\n");
        say_at(&e, 2, "rename", 11, 2, str_c(a, str_fmt(a, ",\"newName\":\"%s\"", rows[i].name)));
        char *all = answers(&e);
        must_hold(all, rows[i].answer);
        must_not_hold(all, "\"line\":20"); // words are no names
        arena_free(a);
    }
}

static void what_may_be_written_depends_on_where(void **state) {
    (void)state;
    const struct Row {
        int line, character;
        const char *has, *has_not;
    } rows[] = {
        {17, 13, "\"label\":\"price\"", "\"label\":\"payments\""},
        {17, 13, "\"label\":\"sum\"", "\"label\":\"rounding\""},
        {18, 4, "\"label\":\"rounding\"", "\"label\":\"sum\""},
        {18, 14, "\"label\":\"none\"", "\"label\":\"sum\""},
        {16, 14, "\"label\":\"a\"", "\"label\":\"price\""},
        {14, 0, "\"label\":\"payments\"", "\"label\":\"price\""},
        {11, 10, "\"label\":\"unit\"", "\"label\":\"price\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Editor e = editor(a);
        say(&e, INITIALIZE);
        say_open(&e, TERMS);
        say_at(&e, 2, "completion", rows[i].line, rows[i].character, "");
        char *all = answers(&e);
        must_hold(all, rows[i].has);
        must_not_hold(all, rows[i].has_not);
        arena_free(a);
    }
}

static void a_block_that_cannot_be_read_keeps_its_names_and_the_rest_its_outline(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# One\\n\\n" TERMS "\\n# Two\\n");
    say_change(&e, 13, 10, 10, " [");
    say_at(&e, 2, "completion", 19, 13, "");
    say_at(&e, 3, "documentSymbol", 0, 0, "");
    char *all = answers(&e);
    must_hold(all, "\"version\":2,\"diagnostics\":[{");
    must_hold(strstr(all, "\"id\":2"), "\"label\":\"flow\"");
    must_hold(strstr(all, "\"id\":3"), "\"name\":\"Two\"");
    arena_free(a);
}

// ---- quick fixes, layout, scores ----------------------------------------------------------------

static void say_fixes(Editor *e, int line, int from, int to) {
    Str body =
        str_fmt(e->arena,
                "{\"id\":2,\"method\":\"textDocument/codeAction\",\"params\":{"
                "\"textDocument\":{\"uri\":\"file:///x.md\"},\"range\":{\"start\":{\"line\":%d,"
                "\"character\":%d},\"end\":{\"line\":%d,\"character\":%d}},\"context\":{}}}",
                line, from, line, to);
    say(e, str_c(e->arena, body));
}

static void findings_can_be_mended(void **state) {
    (void)state;
    const struct Row {
        const char *text;
        int line, from, to;
        const char *answer;
    } rows[] = {
        {"```terms\\nparameters: {price: 1}\\nformulas: {x: pricf}\\n```\\n", 11, 14, 19,
         "\"title\":\"write \\\"price\\\"\""},
        {"```terms\\npayments:\\n  p:\\n    from: a\\n    to: b\\n    amount: 5\\n```\\n", 11, 2, 3,
         "\"newText\":\"    rounding: {to: 0.01, mode: half up}\\n\""},
        {"```terms\\npayments:\\n  p: {from: a, to: b, amount: 5}\\n```\\n", 11, 2, 3,
         "\"newText\":\"rounding: {to: 0.01, mode: half up}, \""},
        {"# Article 1\\n\\nThe Parties shall report promptly.\\n", 11, 25, 25,
         "\"newText\":\" <!-- allow vague-time: reason -->\""},
        {"# Article 1\\n\\nThe Parties shall report promptly.\\n", 11, 25, 25,
         "\"newText\":\"within 30 days\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Editor e = editor(a);
        say(&e, INITIALIZE);
        say_open(&e, rows[i].text);
        say_fixes(&e, rows[i].line, rows[i].from, rows[i].to);
        must_hold(answers(&e), rows[i].answer);
        arena_free(a);
    }
}

static void articles_fold_and_show_their_scores(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# Article 1\\n\\nThe Parties shall report promptly.\\n");
    say_at(&e, 2, "codeLens", 0, 0, "");
    say_at(&e, 3, "foldingRange", 0, 0, "");
    char *all = answers(&e);
    must_hold(all, "\"title\":\"1 of 5 elements · findings: 1\"");
    must_hold(all, "{\"startLine\":9,\"endLine\":11}");
    arena_free(a);
}

static void an_article_folds_with_those_under_it(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "# Chapter I\\n\\n## Article 1\\n\\nA.\\n\\n## Article 2\\n\\nB.\\n\\n# Chapter "
                 "II\\n\\nC.\\n");
    say_at(&e, 3, "foldingRange", 0, 0, "");
    must_hold(answers(&e), "{\"startLine\":9,\"endLine\":18},{\"startLine\":11,\"endLine\":14},"
                           "{\"startLine\":15,\"endLine\":18},{\"startLine\":19,\"endLine\":21}");
    arena_free(a);
}

static void a_table_is_laid_out(void **state) {
    (void)state;
    Arena *a = arena_new();
    Editor e = editor(a);
    say(&e, INITIALIZE);
    say_open(&e, "| 水 | b |\\n|---|--:|\\n| c | d |\\n");
    say_at(&e, 2, "formatting", 0, 0, ",\"options\":{}");
    must_hold(answers(&e), "| --- | --: |\\n| c   |  \"}]");
    arena_free(a);
}

// ---- a long day ---------------------------------------------------------------------------------

static void memory_stays_flat_over_ten_thousand_edits(void **state) {
    (void)state;
    enum { EDITS = 10000, EARLY = 2000 };
    Arena *a = arena_new(), *message = arena_new();
    const AppEditor *e = editor_new(a, (AppOptions){.sys = sys_fixed(a, 0, 7)});
    AppDocument *d = document_open(e, STR("x.md"));
    size_t early = 0, late = 0;
    for (int i = 0; i < EDITS; i++) {
        arena_reset(message);
        document_set(d, str_fmt(message, "# Article 1\n\nReport promptly in %d days.\n", i % 100));
        size_t *most = i < EARLY ? &early : &late;
        size_t used = document_memory(d);
        if (used > *most) *most = used;
    }
    assert_true(late <= early);
    document_close(d);
    arena_free(message);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_begins_and_ends_as_the_protocol_says),
        cmocka_unit_test(an_end_without_shutdown_is_a_failure),
        cmocka_unit_test(what_is_no_request_is_answered_with_an_error),
        cmocka_unit_test(a_length_beyond_all_bounds_ends_quietly),
        cmocka_unit_test(nothing_is_served_before_initialize_and_after_shutdown),
        cmocka_unit_test(a_document_that_is_not_open_is_refused),
        cmocka_unit_test(findings_come_and_go_with_the_text),
        cmocka_unit_test(changes_of_one_message_follow_each_other),
        cmocka_unit_test(characters_are_counted_as_the_editor_counts_them),
        cmocka_unit_test(positions_beyond_the_text_are_taken_back_to_it),
        cmocka_unit_test(every_offset_of_a_character_comes_back_from_its_position),
        cmocka_unit_test(a_walk_finds_the_same_from_anywhere),
        cmocka_unit_test(findings_speak_the_editors_language),
        cmocka_unit_test(a_word_defined_twice_shows_the_first),
        cmocka_unit_test(a_closed_document_has_no_findings),
        cmocka_unit_test(a_name_is_known_where_it_is_used),
        cmocka_unit_test(a_citation_leads_to_its_provision),
        cmocka_unit_test(a_citation_leads_to_an_agreement_beside_it),
        cmocka_unit_test(a_file_beside_another_has_its_uri),
        cmocka_unit_test(the_hover_of_an_example_tells_its_value),
        cmocka_unit_test(a_new_name_is_tried_before_it_is_given),
        cmocka_unit_test(what_may_be_written_depends_on_where),
        cmocka_unit_test(a_block_that_cannot_be_read_keeps_its_names_and_the_rest_its_outline),
        cmocka_unit_test(findings_can_be_mended),
        cmocka_unit_test(articles_fold_and_show_their_scores),
        cmocka_unit_test(an_article_folds_with_those_under_it),
        cmocka_unit_test(a_table_is_laid_out),
        cmocka_unit_test(memory_stays_flat_over_ten_thousand_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
