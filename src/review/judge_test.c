// review/judge_test.c - what clauses say, and what norms make of it
//
// Most rows run on a law of three norms with the words that the program brings: "thing" may not be
// done, "freedom" may not be barred, and nobody of the operators may be bound to "burden".
#include "review/review_int.h"

#include "base/findings_test.h"

#define TEXTS                                                                                      \
    "    article: {en: a, zh: a}\n    prohibits: {en: p, zh: p}\n    cure: {en: c, zh: c}\n"
#define WHY "why: {en: w, zh: w}"
static const char LAW[] =
    "law:\n  id: t\n  title: {en: T, zh: T}\n  citation: {en: N, zh: N}\n  from: 2024-01-01\n"
    "prohibited:\n"
    "  thing:\n" TEXTS
    "    candidates: {en: thing|things, zh: 此事}\n    excuses: [ground, basis]\n"
    "    violates:\n      - {act: done, with: [], " WHY "}\n"
    "  freedom:\n" TEXTS "    candidates: {en: freedom, zh: 离境}\n"
    "    violates:\n      - {act: barred, with: [], " WHY "}\n"
    "  burden:\n" TEXTS "    candidates: {en: burden, zh: 负担}\n    concerns: [operator]\n"
    "    violates:\n      - {act: done, with: [bound operator, must], " WHY "}\n"
    "  paid:\n" TEXTS "    candidates: {en: zzzz, zh: 无此词}\n"
    "    violates:\n      - {act: done, with: [], " WHY "}\n"
    "    payments: {by: [move], anyway: doubtful, " WHY "}\n"
    "  rest:\n" TEXTS "    candidates: {en: gadget, zh: 器械}\n"
    "    harmless:\n      - {act: any, with: [gratis], " WHY "}\n"
    "words:\n  gratis: {en: is free, zh: 免费}\n"
    "limited:\n  years:\n    article: {en: a, zh: a}\n    limits: {en: l, zh: l}\n"
    "    cure: {en: c, zh: c}\n    years: 5\n    missing: violates\n"
    "required:\n  breach:\n    article: {en: a, zh: a}\n    requires: {en: r, zh: r}\n"
    "    cure: {en: c, zh: c}\n    words: [liable]\n    sections: [liabilities]\n"
    "    missing: doubtful\n";

#define FRONT(to, rest)                                                                            \
    "---\nsoftlaw: 1\nid: x\ntitle: x\nlanguage: en\nkind: other\n"                                \
    "parties: {a: {name: A}, b: {name: B}}\ncurrency: CNY\n"                                       \
    "term: {from: 2026-01-01, to: " to ", period: year}\n---\n" rest

// The norms of our own law and, for exceptions and words, the shipped ones with other ids.
static const Corpus *corpus_of(Arena *a, bool only_ours) {
    Findings f = {.arena = a};
    Corpus *c = corpus_new(a);
    for (size_t i = 0; i < corpus_shipped_count(); i++)
        corpus_read(c, corpus_shipped_name(i), corpus_shipped_text(i), &f);
    if (only_ours) c->norms.count = 0;
    if (only_ours) corpus_read(c, STR("t.yaml"), str_from(LAW), &f);
    assert_true(corpus_end(c, &f));
    return c;
}

static const Review *review(Arena *a, const Corpus *c, const char *text, CivilDate day) {
    Findings form = {.arena = a};
    const Document *d = text_parse(a, STR("x.md"), str_from(text), &form);
    return review_judge(a, c, terms_from_text(a, d, &form), civil_to_days(day));
}

static const CivilDate DAY = {2026, 1, 1};

// "violates thing, harmless freedom": verdicts on clauses, in the order of the text.
static const char *verdicts(Arena *a, const Review *r) {
    static const char *const names[] = {"violates", "doubtful", "excepted", "person", "harmless"};
    Buf b = {.arena = a};
    for (size_t i = 0; i < r->count; i++) {
        const ReviewItem *x = &r->items[i];
        if (!x->clause.size) continue;
        if (b.size) buf_add_c(&b, ", ");
        int64_t slash = str_find(x->norm->id, STR("/"), 0);
        Str code = str_part(x->norm->id, (size_t)slash + 1, x->norm->id.size);
        buf_add_fmt(&b, "%s %.*s", names[x->verdict], STR_ARG(code));
    }
    return str_c(a, buf_str(&b));
}

typedef struct Row {
    const char *text, *verdicts;
} Row;

static void check(const Row *rows, size_t count) {
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    for (size_t i = 0; i < count; i++) {
        const char *text = str_c(a, str_fmt(a, FRONT("2027-12-31", "# 1\n\n%s\n"), rows[i].text));
        const char *found = verdicts(a, review(a, c, text, DAY));
        if (strcmp(found, rows[i].verdicts) != 0) print_error("%s\n", rows[i].text);
        assert_string_equal(found, rows[i].verdicts);
    }
    arena_free(a);
}
#define CHECK(rows) check(rows, sizeof rows / sizeof rows[0])

static void a_thing_is_done_or_forbidden_or_abolished(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Each trader shall hand in the thing.", "violates thing"},
        {"The thing is part of the file.", "violates thing"},
        {"The Parties shall not ask for the thing.", "harmless thing"},
        {"Neither Party may ask for the thing.", "harmless thing"},
        {"Neither Party asks for a paper, a seal or the thing.", "harmless thing"},
        {"No thing may be asked for.", "harmless thing"},
        {"The thing is abolished.", "harmless thing"},
        {"The thing, the seal and the paper shall not be asked for.", "harmless thing"},
        {"The Parties shall abolish the thing.", "harmless thing"},
        {"The thing is not handed in.", "harmless thing"},
        {"The thing that is not free is handed in.", "violates thing"},
        {"Trade goes on without the thing.", "harmless thing"},
        {"Traders may not trade without the thing.", "violates thing"},
        {"No paper is asked for, and each trader shall hand in the thing.", "violates thing"},
        {"No paper is asked for, and enterprises hand in the thing.", "violates thing"},
        {"双方设置此事。", "violates thing"},
        {"双方不得设置此事。", "harmless thing"},
        {"双方不得设置审核、此事等程序。", "harmless thing"},
        {"取消此事。", "harmless thing"},
        {"此事一律取消。", "harmless thing"},
        {"企业办理业务，无需此事。", "harmless thing"},
        {"未经此事，企业不得营业。", "violates thing"},
        {"双方不得收费，企业应当办理此事。", "violates thing"},
        {"擅自设置此事的，责令改正。", "harmless thing"},
        {"双方不此事。", "harmless thing"},
        {"双方不得不此事。", "violates thing"},
        {"双方不予此事。", "harmless thing"},
    };
    CHECK(rows);
}

static void a_freedom_is_left_or_barred(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Traders may not use their freedom.", "violates freedom"},
        {"The Parties restrict the freedom of traders.", "violates freedom"},
        {"Neither Party may restrict the freedom of traders.", "harmless freedom"},
        {"Traders use their freedom.", "harmless freedom"},
        {"The Parties shall remove restrictions of this freedom.", "harmless freedom"},
        {"企业不得离境。", "violates freedom"},
        {"限制企业离境。", "violates freedom"},
        {"任何一方不得限制企业离境。", "harmless freedom"},
        {"清理限制企业离境的规定。", "harmless freedom"},
    };
    CHECK(rows);
}

static void it_matters_who_is_bound(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Traders shall carry the burden.", "violates burden"},
        {"Traders listed by the municipalities shall carry the burden.", "violates burden"},
        {"The Parties shall carry the burden of the traders.", "person burden"},
        {"The Parties shall carry the burden.", "harmless burden"},
        {"Traders have agreed. They shall carry the burden.", "person burden"},
        {"企业应当承受负担。", "violates burden"},
        {"双方选定的企业应当承受负担。", "violates burden"},
        {"企业承接双方项目的，应当承受负担。", "violates burden"},
        {"双方应当减轻企业负担。", "person burden"},
    };
    CHECK(rows);
}

static void a_list_is_read_with_its_lead(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Neither Party may:\n\n- ask for the thing;\n- bar trade.", "harmless thing"},
        {"Traders shall:\n\n- hand in the thing;\n- pay.", "violates thing"},
        {"Neither Party may:\n\n- bar trade.\n\nThe thing is handed in.", "violates thing"},
        {"双方不得有下列行为：\n\n（一）收费；\n\n（二）设置此事。", "harmless thing"},
        {"双方不得：（一）收费；（二）设置此事。", "harmless thing"},
        {"企业应当：（一）缴费；（二）承受负担。", "violates burden"},
    };
    CHECK(rows);
}

static void quotes_titles_and_definitions_are_not_judged(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The word \"thing\" is used.", ""},
        {"《此事办法》有效。", ""},
        {"\"Paper\" means a thing.", "harmless thing"},
        {"纸张是指此事的载体。", "harmless thing"},
        {"something is anything.", ""},
        {"The word \"a\n\nthing\" is used.", "violates thing"},
    };
    CHECK(rows);
}

static void what_no_norm_names_is_left_by_the_norm_for_the_rest(void **state) {
    (void)state;
    static const Row rows[] = {
        {"A gadget is shown.", "person rest"},
        {"A gadget is free.", "harmless rest"},
        {"The thing needs a gadget.", "violates thing, harmless rest"},
        {"The Parties shall carry the burden of traders with a gadget.",
         "person burden, harmless rest"},
        {"器械须登记。", "person rest"},
    };
    CHECK(rows);
}

static void headings_may_forbid_what_stands_under_them(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    static const Row rows[] = {
        {FRONT("2027-12-31", "# What is prohibited: these are prohibited\n\n- the thing;\n"),
         "harmless thing"},
        {FRONT("2027-12-31", "# 1\n\n- the thing;\n"), "violates thing"},
        {FRONT("2027-12-31", "The thing is done.\n\n# 1\n\nx\n"), "doubtful thing"},
        {FRONT("2027-12-31", "# Preamble\n\nThe thing is done.\n"), "doubtful thing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(verdicts(a, review(a, c, rows[i].text, DAY)), rows[i].verdicts);
    arena_free(a);
}

static void an_exception_needs_ground_necessity_and_end(void **state) {
    (void)state;
    static const struct {
        const char *text, *verdicts;
        unsigned lacks;
    } rows[] = {
        {"For reasons of national security the thing is done until 2026-12-31, since no less "
         "restrictive means exists.",
         "excepted thing", 0},
        {"For reasons of national security the thing is done until 2026-12-31.", "doubtful thing",
         LACKS_NECESSITY},
        {"For reasons of national security the thing is done, since no less restrictive means "
         "exists.",
         "violates thing", LACKS_END},
        {"On grounds of public interest the thing is done.", "violates thing",
         LACKS_NECESSITY | LACKS_END},
        {"The thing is done until 2026-12-31.", "violates thing", 0},
        {"为维护国家安全，实施此事，没有对公平竞争影响更小的替代方案，执行至2026年12月31日。",
         "excepted thing", 0},
        {"为维护国家安全，实施此事。", "violates thing", LACKS_NECESSITY | LACKS_END},
        {"经国务院批准，实施此事。", "excepted thing", 0},
        {"适用《公平竞争审查条例》第十二条，实施此事。", "violates thing",
         LACKS_NECESSITY | LACKS_END},
        {"按照本协议第十二条，实施此事。", "violates thing", 0},
        {"Under article 12 the thing is done.", "violates thing", 0},
    };
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *text = str_c(a, str_fmt(a, FRONT("2027-12-31", "# 1\n\n%s\n"), rows[i].text));
        const Review *r = review(a, c, text, DAY);
        assert_string_equal(verdicts(a, r), rows[i].verdicts);
        for (size_t k = 0; k < r->count; k++)
            if (r->items[k].clause.size) assert_int_equal(r->items[k].lacks, rows[i].lacks);
    }
    arena_free(a);
}

static void payments_to_enterprises_are_judged_by_what_decides_them(void **state) {
    (void)state;
#define PAYMENT(to, is)                                                                            \
    FRONT("2027-12-31", "# 1\n\nx\n\n```terms\nsets:\n  firm: {label: {en: enterprise}, "          \
                        "members: facts}\n  town: {label: {en: town}, members: facts}\n"           \
                        "quantities:\n  moved: {label: {en: registration moved here}, per: firm, " \
                        "type: boolean}\n  km: {per: [firm, year]}\n  rain: {per: [town, year]}\n" \
                        "formulas:\n  factor: {per: firm, is: \"if moved then 2 else 0\"}\n"       \
                        "payments:\n  aid:\n    per: [" to ", year]\n    from: a\n    to: " to     \
                        "\n    amount: " is "\n    rounding: none\n```\n")
    static const Row rows[] = {
        {PAYMENT("firm", "km * factor"), "violates paid"},
        {PAYMENT("firm", "km * 2"), "doubtful paid"},
        {PAYMENT("town", "rain * 2"), ""},
    };
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(verdicts(a, review(a, c, rows[i].text, DAY)), rows[i].verdicts);
    arena_free(a);
}

static void duties_and_prohibitions_of_terms_are_read(void **state) {
    (void)state;
#define DUTY(section, bearer, action)                                                              \
    FRONT("2027-12-31", "# 1\n\nx\n\n```terms\nsets:\n  firm: {label: {en: enterprise}, "          \
                        "members: facts}\n" section ":\n  d: {bearer: " bearer                     \
                        ", action: \"" action "\"}\n```\n")
    static const Row rows[] = {
        {DUTY("obligations", "a", "hand in the thing"), "violates thing"},
        {DUTY("prohibitions", "a", "ask for the thing"), "harmless thing"},
        {DUTY("prohibitions", "firm", "use its freedom"), "violates freedom"},
        {DUTY("prohibitions", "firm", "pay\", object: \"its freedom"), ""},
        {DUTY("obligations", "a", "pay\", procedure: \"hand in the thing"), "violates thing"},
        {DUTY("obligations", "a", "pay\", standard: \"no thing is asked for"), "harmless thing"},
        {FRONT("2027-12-31", "# 1\n\nx\n\n```terms\nexit: {conditions: Traders may not use their "
                             "freedom.}\n```\n"),
         "violates freedom"},
        {FRONT("2027-12-31", "# 1\n\nx\n\n```terms\nguarantees:\n  g: {kind: bond, trigger: The "
                             "thing is not handed in.}\n```\n"),
         "harmless thing"},
    };
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(verdicts(a, review(a, c, rows[i].text, DAY)), rows[i].verdicts);
    arena_free(a);
}

static const ReviewItem *item_of(const Review *r, const char *id) {
    for (size_t i = 0; i < r->count; i++)
        if (str_is(r->items[i].norm->id, str_from(id))) return &r->items[i];
    return NULL;
}

static void contents_and_validity_are_asked_for(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ReviewVerdict breach, years;
    } rows[] = {
        {FRONT("2030-12-31", "# 1\n\nx\n"), REVIEW_DOUBTFUL, REVIEW_HARMLESS},
        {FRONT("2031-01-01", "# 1\n\nWho breaks it is held liable.\n"), REVIEW_HARMLESS,
         REVIEW_VIOLATES},
    };
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const Review *r = review(a, c, rows[i].text, DAY);
        assert_int_equal(item_of(r, "t/breach")->verdict, rows[i].breach);
        assert_int_equal(item_of(r, "t/years")->verdict, rows[i].years);
    }
    arena_free(a);
}

static bool is_gap(const Review *r, ReviewGap gap) {
    for (size_t i = 0; i < r->not_seen_count; i++)
        if (r->not_seen[i].gap == gap) return true;
    return false;
}

static void only_law_in_force_on_the_day_applies(void **state) {
    (void)state;
    static const char text[] = FRONT("2027-12-31", "# 1\n\nThe place of registration adds five "
                                                   "points in the evaluation of tenders.\n");
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, false);
    const Review *before = review(a, c, text, (CivilDate){2025, 4, 19});
    const Review *after = review(a, c, text, (CivilDate){2025, 4, 20});
    const Review *long_ago = review(a, c, text, (CivilDate){2009, 1, 1});
    assert_null(item_of(before, "order-99/bid"));
    assert_int_equal(item_of(after, "order-99/bid")->verdict, REVIEW_VIOLATES);
    assert_int_equal(long_ago->norm_count, 0);
    assert_true(is_gap(before, GAP_LAW_LATER) && is_gap(long_ago, GAP_LAW_LATER));
    assert_true(is_gap(after, GAP_LAW_KIND) && is_gap(after, GAP_LAW_ENDED));
    assert_true(is_gap(review(a, c, text, (CivilDate){2016, 12, 31}), GAP_LAW_PARTY));
    arena_free(a);
}

static void what_was_not_looked_at_is_told(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Corpus *c = corpus_of(a, true);
    const Review *r =
        review(a, c,
               FRONT("2027-12-31", "# 1\n\nSee [the annex](annex.md) and \"things\".\n\n| a | b |\n"
                                   "|---|---|\n| thing | 2 |\n"),
               DAY);
    assert_true(is_gap(r, GAP_TABLES) && is_gap(r, GAP_LINKS) && is_gap(r, GAP_QUOTES));
    assert_false(is_gap(r, GAP_ESCAPED));
    assert_string_equal(verdicts(a, r), "");
    const char *escaped = DUTY("obligations", "a", "hand in the \\u0074hing");
    assert_true(is_gap(review(a, c, escaped, DAY), GAP_ESCAPED));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thing_is_done_or_forbidden_or_abolished),
        cmocka_unit_test(a_freedom_is_left_or_barred),
        cmocka_unit_test(it_matters_who_is_bound),
        cmocka_unit_test(a_list_is_read_with_its_lead),
        cmocka_unit_test(quotes_titles_and_definitions_are_not_judged),
        cmocka_unit_test(what_no_norm_names_is_left_by_the_norm_for_the_rest),
        cmocka_unit_test(headings_may_forbid_what_stands_under_them),
        cmocka_unit_test(an_exception_needs_ground_necessity_and_end),
        cmocka_unit_test(payments_to_enterprises_are_judged_by_what_decides_them),
        cmocka_unit_test(duties_and_prohibitions_of_terms_are_read),
        cmocka_unit_test(contents_and_validity_are_asked_for),
        cmocka_unit_test(only_law_in_force_on_the_day_applies),
        cmocka_unit_test(what_was_not_looked_at_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
