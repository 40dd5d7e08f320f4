// review/corpus_test.c - norm files: what is read, what is refused, what replaces what
#include "review/review_int.h"

#include "base/findings_test.h"

#define LAW                                                                                        \
    "law:\n  id: test\n  title: {en: Test, zh: 测试}\n  citation: {en: No. 1, zh: 第1号}\n"    \
    "  from: 2024-01-01\n"
#define TEXTS                                                                                      \
    "    article: {en: article 1, zh: 第一条}\n    prohibits: {en: it, zh: 其}\n"              \
    "    cure: {en: strike it, zh: 删除}\n"
#define NORM                                                                                       \
    "prohibited:\n  a:\n" TEXTS "    candidates: {en: thing, zh: 事}\n"                           \
    "    violates:\n      - {act: done, with: [bound operator], why: {en: so, zh: 如此}}\n"

#define REQUIRED                                                                                   \
    "required:\n  a:\n    article: {en: a, zh: b}\n    requires: {en: a, zh: b}\n"                 \
    "    cure: {en: a, zh: b}\n"
#define SAYS(demand) "    entry: filing\n    says:\n      - " demand "\n"

static Corpus *read_shipped(Arena *a, Findings *f) {
    Corpus *c = corpus_new(a);
    *f = (Findings){.arena = a};
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(c, corpus_shipped_name(i), corpus_shipped_text(i), f);
    return c;
}

static void the_shipped_laws_are_sound(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    Corpus *c = read_shipped(a, &f);
    assert_true(corpus_end(c, &f));
    assert_int_equal(f.count, 0);
    assert_true(corpus_law_count(c) >= 5);
    for (size_t i = 0; i < corpus_norm_count(c); i++) {
        const struct NormInside *in = corpus_norm(c, i)->inside;
        assert_true(corpus_law(c, corpus_norm(c, i)->law)->source.texts[LANG_EN].size > 0);
        if (corpus_norm(c, i)->kind != NORM_PROHIBITS) continue;
        assert_true(in->has_words[LANG_EN] && in->has_words[LANG_ZH]);
        assert_true(in->violates.count > 0 || in->harmless.count > 0);
    }
    arena_free(a);
}

static const Norm *find(const Corpus *c, const char *id) {
    for (size_t i = 0; i < corpus_norm_count(c); i++)
        if (str_is(corpus_norm(c, i)->id, str_from(id))) return corpus_norm(c, i);
    return NULL;
}

static void all_codes_of_the_regulation_are_there(void **state) {
    (void)state;
    static const char *const codes[] = {"fair-competition/8.1",
                                        "fair-competition/8.2",
                                        "fair-competition/8.3",
                                        "fair-competition/8.4",
                                        "fair-competition/9.1-enter",
                                        "fair-competition/9.1-leave",
                                        "fair-competition/9.2-force",
                                        "fair-competition/9.3",
                                        "fair-competition/9.4",
                                        "fair-competition/9.5",
                                        "fair-competition/10.1",
                                        "fair-competition/10.2",
                                        "fair-competition/10.3",
                                        "fair-competition/11.1",
                                        "fair-competition/11.2",
                                        "fair-competition/11.3",
                                        "order-99/reward",
                                        "order-99/bid",
                                        "ecological-compensation/funds",
                                        "fair-competition/8.5",
                                        "fair-competition/9.6",
                                        "fair-competition/10.4",
                                        "fair-competition/11.4",
                                        "filing-review/4",
                                        "business-environment/62",
                                        "sme-promotion/51",
                                        "major-decisions/19"};
    Arena *a = arena_new();
    Findings f;
    Corpus *c = read_shipped(a, &f);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) assert_non_null(find(c, codes[i]));
    arena_free(a);
}

static void a_norm_is_read_with_its_conditions(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    Corpus *c = read_shipped(a, &f);
    corpus_read(c, STR("test.yaml"), STR(LAW NORM), &f);
    assert_true(corpus_end(c, &f));
    const Norm *n = find(c, "test/a");
    assert_non_null(n);
    assert_str(n->article.texts[LANG_ZH], "第一条");
    assert_int_equal(n->from_day, civil_to_days((CivilDate){2024, 1, 1}));
    const Case *k = &n->inside->violates.items[0];
    assert_int_equal(k->act, ACT_DONE);
    assert_int_equal(k->conditions[0].relation, BOUND);
    assert_int_equal(k->conditions[0].word_class, WORD_OPERATOR);
    arena_free(a);
}

static void what_is_mistyped_is_a_fault(void **state) {
    (void)state;
    static const struct {
        const char *text, *findings;
    } rows[] = {
        {LAW NORM, ""},
        {"law: x\n", "1:6 norm"},
        {LAW "prohibitd: {}\n", "6:1 norm"},
        {LAW "  frm: 2024-01-01\n", "6:3 norm"},
        {"law:\n  id: test\n  title: {en: T}\n  citation: {en: a, zh: b}\n  from: 2024-01-01\n",
         "3:10 norm"},
        {"law:\n  id: test\n  title: {en: T, zh: t}\n  citation: {en: a, zh: b}\n", "2:3 norm"},
        {"law:\n  id: T T\n  title: {en: T, zh: t}\n  citation: {en: a, zh: b}\n"
         "  from: 2024-01-01\n",
         "2:3 norm"},
        {LAW "  to: never\n", "6:7 norm"},
        {LAW "prohibited:\n  a:\n" TEXTS "    severity: grave\n", "11:15 norm"},
        {LAW "prohibited:\n  a:\n" TEXTS "    excuses: [law]\n", "11:15 norm"},
        {LAW "prohibited:\n  a:\n" TEXTS
             "    violates:\n      - {act: doen, why: {en: a, zh: b}}\n",
         "12:15 norm"},
        {LAW "prohibited:\n  a:\n" TEXTS
             "    violates:\n      - {act: done, with: [beside], why: {en: a, zh: b}}\n",
         "0:0 no-words"},
        {LAW "prohibited:\n  a:\n" TEXTS
             "    violates:\n      - {act: done, with: [oprator], why: {en: a, zh: b}}\n",
         "0:0 no-words"},
        {LAW "limited:\n  a:\n    article: {en: a, zh: b}\n    limits: {en: a, zh: b}\n"
             "    cure: {en: a, zh: b}\n    years: five\n",
         "11:12 norm"},
        {LAW REQUIRED "    sections: [payment]\n", "11:16 norm"},
        {LAW REQUIRED "    sections: [payments, term, filing]\n", ""},
        {LAW REQUIRED "    entry: filings\n    says:\n      - {key: by, what: {en: a, zh: b}}\n",
         "11:12 norm"},
        {LAW REQUIRED "    entry: filing\n    says: []\n", "8:5 norm"},
        {LAW REQUIRED "    entry: filing\n", "8:5 norm"},
        {LAW REQUIRED SAYS("{key: with, what: {en: w, zh: w}, least: 3, most: 30}"), ""},
        {LAW REQUIRED SAYS("{key: with, what: {en: w}}"), "13:27 norm"},
        {LAW REQUIRED SAYS("{what: {en: w, zh: w}}"), "13:9 norm"},
        {LAW REQUIRED SAYS("{key: with, what: {en: w, zh: w}, most: few}"), "13:49 norm"},
        {LAW REQUIRED SAYS("{key: with, what: {en: w, zh: w}, before: noon}"), "13:51 norm"},
        {LAW REQUIRED SAYS("{key: with, what: {en: w, zh: w}, word: [must]}"), "13:43 norm"},
        {LAW "  source: {en: a}\n", "6:11 norm"},
        {"law: [", "1:7 yaml"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Corpus *c = read_shipped(a, &f);
        corpus_read(c, STR("test.yaml"), str_from(rows[i].text), &f);
        bool is_sound = corpus_end(c, &f);
        assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), rows[i].findings);
        assert_int_equal(is_sound, f.error_count == 0);
        arena_free(a);
    }
}

static void a_law_read_again_replaces_the_first(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    Corpus *c = read_shipped(a, &f);
    size_t laws = corpus_law_count(c);
    corpus_read(c, STR("ours.yaml"),
                STR("law:\n  id: fair-competition\n  title: {en: Ours, zh: 自定}\n"
                    "  citation: {en: a, zh: b}\n  from: 2024-01-01\n" NORM),
                &f);
    assert_true(corpus_end(c, &f));
    assert_int_equal(corpus_law_count(c), laws);
    assert_null(find(c, "fair-competition/8.1"));
    assert_non_null(find(c, "fair-competition/a"));
    assert_non_null(find(c, "order-99/bid"));
    arena_free(a);
}

static void words_are_bounded(void **state) {
    (void)state;
    Arena *a = arena_new();
    Corpus *c = corpus_new(a);
    Buf words = {.arena = a};
    for (size_t i = 0; i <= LIMIT_NORM_WORD_BYTES / 7; i++) buf_add_fmt(&words, "w%06zu|", i);
    assert_false(corpus_add_words(c, WORD_PLAIN, buf_str(&words)));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_laws_are_sound),
        cmocka_unit_test(all_codes_of_the_regulation_are_there),
        cmocka_unit_test(a_norm_is_read_with_its_conditions),
        cmocka_unit_test(what_is_mistyped_is_a_fault),
        cmocka_unit_test(a_law_read_again_replaces_the_first),
        cmocka_unit_test(words_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
