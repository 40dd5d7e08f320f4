// app/document_test.c - an agreement in an editor: what is taken over from the version before is
// what a check of the whole text would find
#include "app/document_int.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const char TEXT[] =
    "---\nsoftlaw: 1\nid: pair\ntitle: {en: Pair}\nlanguage: en\nparties:\n"
    "  henan: {name: Henan}\n  shandong: {name: Shandong}\ncurrency: CNY\n"
    "term: {from: 2020-01-01, to: 2020-12-31, period: year}\n---\n\n"
    "# Article 1 Price\n\nThe price is 12 yuan. The Parties shall report promptly.\n\n"
    "```terms\nparameters:\n  price: 12\nquantities:\n  flow: {unit: m3}\n```\n\n"
    "# Article 2 Table\n\n| | flow | level |\n|---|---|---|\n| low | < 5 | 1 |\n| high | >= 5 | 2 "
    "|\n\n"
    "```terms\ntables:\n  levels: {hit: U, inputs: [flow], outputs: [level]}\n```\n\n"
    "## Paragraph 1 Payment\n\nHenan pays Shandong.\n\n"
    "```terms\npayments:\n  due:\n    between: [henan, shandong]\n    amount: flow * price\n"
    "    rounding: {to: 1, mode: half up}\n```\n\n"
    "# Article 3 Liability\n\nWho is late pays 5 yuan a day; see Article 9.\n";

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

// As lines, in any order: findings at one place may come in another.
static int by_bytes(const void *a, const void *b) {
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static Str sorted_lines(Arena *a, Str text) {
    struct {
        Str *items;
        size_t count, capacity;
    } lines = {0};
    Buf b = {.arena = a};
    for (Str rest = text, line; str_next(&rest, '\n', &line);) *VEC_ADD(a, &lines) = line;
    if (lines.count) qsort(lines.items, lines.count, sizeof *lines.items, by_bytes);
    for (size_t i = 0; i < lines.count; i++) {
        buf_add(&b, lines.items[i]);
        buf_add_byte(&b, '\n');
    }
    return buf_str(&b);
}

static Str picture(Arena *a, const AppDocument *d) {
    return str_fmt(a, "%s%s", str_c(a, sorted_lines(a, findings_text(a, d))),
                   str_c(a, outline_text(a, d)));
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
                                         "\t"};
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
        Str text = str_from(TEXT);
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

static void each_single_character_typed_leaves_what_a_whole_check_finds(void **state) {
    (void)state;
    Arena *a = arena_new();
    AppDocument *d = open_document(a), *fresh = open_document(a);
    Str text = str_from(TEXT);
    for (size_t at = 0; at < text.size; at += 7) {
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_of_any_kind_leave_what_a_whole_check_finds),
        cmocka_unit_test(each_single_character_typed_leaves_what_a_whole_check_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
