// review/entries_test.c - who files with whom by when, and who is heard before signature
//
// Rows run on the laws that the program brings along: a terms block, or words only, and what each
// of the four requirements makes of it.
#include "review/review_int.h"

#include "base/findings_test.h"

#define FRONT(language, rest)                                                                      \
    "---\nsoftlaw: 1\nid: x\ntitle: x\nlanguage: " language "\nkind: other\n" rest                 \
    "parties: {a: {name: A}, b: {name: B}}\ncurrency: CNY\n"                                       \
    "term: {from: 2026-01-01, to: 2027-12-31, period: year}\n---\n# 1\n\n"
#define EN(words, terms) FRONT("en", "") words "\n\n```terms\n" terms "\n```\n"
#define ZH(words, terms) FRONT("zh", "") words "\n\n```terms\n" terms "\n```\n"

static const char FILING[] = "filing-review/4", OPERATORS[] = "business-environment/62",
                  SMALL[] = "sme-promotion/51", EXPERTS[] = "major-decisions/19";

static const Corpus *shipped(Arena *a) {
    Findings f = {.arena = a};
    Corpus *c = corpus_new(a);
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(c, corpus_shipped_name(i), corpus_shipped_text(i), &f);
    assert_true(corpus_end(c, &f));
    return c;
}

static const ReviewItem *item_of(const Review *r, const char *id) {
    for (size_t i = 0; i < r->count; i++)
        if (str_is(r->items[i].norm->id, str_from(id))) return &r->items[i];
    fail_msg("%s was not judged", id);
    return NULL;
}

static const ReviewItem *judge(Arena *a, const char *text, const char *id) {
    Findings form = {.arena = a};
    const Document *d = text_parse(a, STR("x.md"), str_from(text), &form);
    const Terms *t = terms_from_text(a, d, &form);
    assert_int_equal(form.error_count, 0);
    return item_of(review_judge(a, shipped(a), t, civil_to_days((CivilDate){2026, 1, 1})), id);
}

// "kept", "person", or what is not said, in English; "nothing" where no entry is there.
static const char *answer(Arena *a, const char *text, const char *id) {
    const ReviewItem *item = judge(a, text, id);
    Buf b = {.arena = a};
    if (item->verdict == REVIEW_HARMLESS) return "kept";
    if (item->verdict == REVIEW_PERSON) return "person";
    assert_int_equal(item->verdict, REVIEW_DOUBTFUL);
    if (!item->unsaid_count) return "nothing";
    for (size_t i = 0; i < item->unsaid_count; i++) {
        if (i) buf_add_c(&b, "; ");
        buf_add(&b, item->unsaid[i]->texts[LANG_EN]);
    }
    return str_c(a, buf_str(&b));
}

typedef struct Row {
    const char *norm, *text, *answer;
} Row;

static void check(const Row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        const char *found = answer(a, rows[i].text, rows[i].norm);
        if (strcmp(found, rows[i].answer) != 0) print_error("%s\n", rows[i].text);
        assert_string_equal(found, rows[i].answer);
        arena_free(a);
    }
}
#define CHECK(rows) check(rows, sizeof rows / sizeof rows[0])

static void filing_says_who_with_whom_and_by_when(void **state) {
    (void)state;
    static const Row rows[] = {
        {FILING, EN("x", "filing: {by: a, with: the provincial government, within: P30D}"), "kept"},
        {FILING, ZH("x", "filing: {by: [a, b], with: 省人民政府, within: P2W}"), "kept"},
        {FILING, EN("x", "filing: {with: the provincial government, within: P30D}"),
         "who files it"},
        {FILING, ZH("x", "filing: {by: a, with: 省人民政府}"), "that it is filed within 30 days"},
        {FILING, ZH("x", "filing: {by: a, with: 省人民政府, within: P60D}"),
         "that it is filed within 30 days"},
        {FILING, EN("x", "filing: {by: a, with: the province, within: P1M}"),
         "that it is filed within 30 days"},
        {FILING, EN("x", "obligations: {o: {bearer: a, action: pay}}"), "nothing"},
    };
    CHECK(rows);
}

static void of_several_entries_one_must_say_all(void **state) {
    (void)state;
    static const Row rows[] = {
        {FILING,
         EN("x", "filing:\n  town: {by: a, with: the town}\n"
                 "  province: {by: b, with: the province, within: P10D}"),
         "kept"},
        {FILING, ZH("x", "filing:\n  市: {with: 市人大常委会}\n  省: {with: 省政府, within: P10D}"),
         "who files it"},
        {EXPERTS,
         EN("x", "participation:\n  firms: {who: enterprises, days: 30, when: before signature}\n"
                 "  science: {who: experts of hydrology, when: after signature}"),
         "that this happens before signature"},
    };
    CHECK(rows);
}

static void enterprises_are_heard_long_enough_and_before(void **state) {
    (void)state;
#define HEARD_EN(who, days, when) "participation: {who: " who ", days: " days ", when: " when "}"
    static const Row rows[] = {
        {OPERATORS,
         EN("x", HEARD_EN("enterprises and trade associations", "30", "before signature")), "kept"},
        {OPERATORS, ZH("x", HEARD_EN("企业和行业协会", "30", "签署前")), "kept"},
        {OPERATORS, EN("x", HEARD_EN("residents", "30", "before signature")),
         "that enterprises are heard"},
        {OPERATORS, ZH("x", HEARD_EN("居民", "45", "签订前")), "that enterprises are heard"},
        {OPERATORS, EN("x", HEARD_EN("enterprises", "7", "before signature")),
         "that the public may comment for at least 30 days"},
        {OPERATORS, ZH("x", HEARD_EN("企业", "7", "签署后")),
         "that the public may comment for at least 30 days; that this happens before signature"},
    };
    CHECK(rows);
}

static void small_enterprises_and_experts_are_named(void **state) {
    (void)state;
#define WHO(who, when) "participation: {who: " who ", when: " when "}"
    static const Row rows[] = {
        {SMALL, EN("x", WHO("small and medium-sized enterprises", "before signing")), "kept"},
        {SMALL, ZH("x", WHO("中小企业", "签署前")), "kept"},
        {SMALL, EN("x", WHO("the largest enterprises", "before signing")),
         "that small and medium-sized enterprises are heard"},
        {SMALL, ZH("x", WHO("龙头企业", "签署前")),
         "that small and medium-sized enterprises are heard"},
        {EXPERTS, EN("x", WHO("a panel of experts", "before signing")), "kept"},
        {EXPERTS, ZH("x", WHO("水利专家", "签署前")), "kept"},
        {EXPERTS, EN("x", WHO("residents", "before signing")), "that experts are heard"},
        {EXPERTS, ZH("x", WHO("居民", "每年第一季度")),
         "that experts are heard; that this happens before signature"},
    };
    CHECK(rows);
}

static void a_day_before_the_term_is_before_signature(void **state) {
    (void)state;
    static const Row rows[] = {
        {EXPERTS, EN("x", WHO("experts", "\"held on 2025-11-30\"")), "kept"},
        {EXPERTS, ZH("x", WHO("专家", "2025年11月3日召开论证会")), "kept"},
        {EXPERTS, EN("x", WHO("experts", "\"held on 2026-01-01\"")),
         "that this happens before signature"},
        {EXPERTS, ZH("x", WHO("专家", "2026年3月1日召开论证会")),
         "that this happens before signature"},
        {EXPERTS, EN("x", WHO("experts", "\"on 2025-11-30 and on 2026-03-01\"")),
         "that this happens before signature"},
        {EXPERTS, ZH("x", WHO("专家", "2025年13月1日")), "that this happens before signature"},
    };
    CHECK(rows);
}

static void words_alone_are_for_a_person_and_a_denial_is_nothing(void **state) {
    (void)state;
    static const Row rows[] = {
        {FILING, FRONT("en", "") "The parties file this agreement with the province.\n", "person"},
        {FILING, FRONT("zh", "") "本协议报送备案。\n", "person"},
        {FILING, FRONT("zh", "") "本协议不报送备案。\n", "nothing"},
        {FILING, FRONT("en", "") "The parties shall not file this agreement.\n", "nothing"},
        {FILING, FRONT("zh", "") "本协议无需备案。\n", "nothing"},
        {OPERATORS, FRONT("en", "") "The draft is open to public comment.\n", "person"},
        {OPERATORS, FRONT("en", "") "There is no public comment.\n", "nothing"},
        {OPERATORS, FRONT("zh", "") "草案公开征求意见。\n", "person"},
        {OPERATORS, FRONT("zh", "") "草案不公开征求意见。\n", "nothing"},
        {EXPERTS, FRONT("en", "") "A panel of experts examines the draft.\n", "person"},
        {EXPERTS, FRONT("en", "") "Bids are judged by experts.\n", "nothing"},
        {EXPERTS, FRONT("zh", "") "草案经专家论证。\n", "person"},
        {EXPERTS, FRONT("zh", "") "评标专家由抽签产生。\n", "nothing"},
        {SMALL, FRONT("en", "") "The Parties hear small and medium-sized enterprises.\n", "person"},
        {SMALL, FRONT("en", "") "Banks lend to small enterprises.\n", "nothing"},
        {SMALL, FRONT("zh", "") "起草时听取中小企业的意见。\n", "person"},
        {SMALL, FRONT("zh", "") "银行向中小企业贷款。\n", "nothing"},
    };
    CHECK(rows);
}

static void an_excerpt_is_for_a_person(void **state) {
    (void)state;
    static const Row rows[] = {
        {FILING, FRONT("en", "excerpt: only its sums\n") "x\n", "person"},
        {FILING, FRONT("en", "") "x\n", "nothing"},
    };
    CHECK(rows);
}

static void what_is_unsaid_has_the_place_of_its_entry(void **state) {
    (void)state;
    Arena *a = arena_new();
    const ReviewItem *item =
        judge(a, EN("x", "filing:\n  up: {by: a, with: the province}"), FILING);
    assert_int_equal(item->place.line, 17);
    assert_int_equal(item->place.column, 3);
    assert_int_equal(item->provision, 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filing_says_who_with_whom_and_by_when),
        cmocka_unit_test(of_several_entries_one_must_say_all),
        cmocka_unit_test(enterprises_are_heard_long_enough_and_before),
        cmocka_unit_test(small_enterprises_and_experts_are_named),
        cmocka_unit_test(a_day_before_the_term_is_before_signature),
        cmocka_unit_test(words_alone_are_for_a_person_and_a_denial_is_nothing),
        cmocka_unit_test(an_excerpt_is_for_a_person),
        cmocka_unit_test(what_is_unsaid_has_the_place_of_its_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
