// templates/templates_test.c - heads, answers, filling, faults of templates
#include "base/findings_test.h"
#include "templates/templates_int.h"

#define ASK "    ask: {en: Ask, zh: 问}\n    why: {en: Why, zh: 因}\n"
#define HEAD(questions)                                                                            \
    "---\ntitle: {en: T, zh: 题}\npurpose: {en: P, zh: 用途}\nquestions:\n" questions              \
    "words:\n  water class: 水质类别\nconstants: {first: upstream, twice: \"{{first}} and "    \
    "{{first}}\"}\n---\n"

static const char QUESTIONS[] = HEAD(
    "  name:\n    type: text\n    default: {en: Town, zh: 镇}\n" ASK
    "  price:\n    type: amount\n    least: 1\n    most: 100000000000\n    default: 60000000\n" ASK
    "  volume:\n    type: number\n    default: 1200000\n" ASK
    "  most:\n    type: number\n    not below: volume\n    default: 1200000\n" ASK
    "  day:\n    type: date\n    default: 2027-01-05\n" ASK
    "  form:\n    type: choice\n    choices: {two: {en: two, zh: 双方}, fund: {en: a fund, zh: "
    "资金池}}\n"
    "    default: two\n" ASK "  members:\n    type: names\n    when: form = fund\n    default: "
    "{en: \"A, B\", zh: 甲、乙}\n" ASK
    "  shares:\n    type: numbers\n    when: form = fund\n    as many as: members\n    default: "
    "1\n" ASK);

static const Template *template_of(Arena *a, const char *head, const char *body, Findings *f) {
    *f = (Findings){.arena = a};
    return template_parse(a, STR("t"), str_fmt(a, "%s%s", head, body), f);
}

typedef struct FillRow {
    const char *settings, *body, *en, *zh; // settings: "key=value;key=value"
} FillRow;

static void settle_answers(Answers *w, const char *settings) {
    Str rest = str_from(settings), setting;
    while (rest.size && str_next(&rest, ';', &setting)) {
        int64_t equals = str_find(setting, STR("="), 0);
        Err err = {.code = ERR_NONE};
        Str key = str_part(setting, 0, (size_t)equals);
        Str value = str_part(setting, (size_t)equals + 1, setting.size);
        if (!answers_give(w, key, value, &err))
            fail_msg("%s", str_c(w->arena, lang_err(w->arena, LANG_EN, &err)));
    }
}

static void a_body_is_filled_in_either_language(void **state) {
    (void)state;
    static const FillRow rows[] = {
        {"", "{{name}}\n", "Town\n", "镇\n"},
        {"name=河口", "{{name}}\n", "河口\n", "河口\n"},
        {"", "{{en}}\nA\n{{zh}}\n甲\n{{both}}\nB\n", "A\nB\n", "甲\nB\n"},
        {"", "[[paid to {{name}}|付给{{name}}]]\n", "paid to Town\n", "付给镇\n"},
        {"", "{{water class}} {{label water class}} {{twice}}\n",
         "water class {zh: \"水质类别\"} upstream and upstream\n",
         "水质类别 {en: \"water class\"} upstream and upstream\n"},
        {"", "{{if form = two}}\n2\n{{else}}\nn\n{{end}}\n", "2\n", "2\n"},
        {"form=fund", "{{if form = two}}\n2\n{{else}}\nn\n{{end}}\n", "n\n", "n\n"},
        {"form=fund", "{{if not form = two}}\n{{if form = two}}\nx\n{{end}}\ny\n{{end}}\n", "y\n",
         "y\n"},
        {"form=fund", "- {{number}} {{members}} {{shares}}{{each members}}\n", "- 1 A 1\n- 2 B 1\n",
         "- 1 甲 1\n- 2 乙 1\n"},
        {"form=fund;members=x，y;shares=3,4.50", "- {{members}} {{shares}}{{each members}}\n",
         "- x 3\n- y 4.5\n", "- x 3\n- y 4.5\n"},
        {"", "# {{article a}} A\n{{see b}}\n# {{article b}} B\n",
         "# Article 1. A\nArticle 2\n# Article 2. B\n", "# 第一条 A\n第二条\n# 第二条 B\n"},
        // numbers, dates, choices and lists: people's in the words, plain in front matter and terms
        {"form=fund",
         "---\n{{price}} {{day}} {{form}}\n---\n{{price}} {{volume}} {{day}} {{form}} {{members}}\n"
         "```terms\n{{price}} {{volume}} {{day}} {{form}} {{members}}\n```\n{{price}}\n",
         "---\n60000000 2027-01-05 fund\n---\n60,000,000 1,200,000 5 January 2027 a fund A, B\n"
         "```terms\n60000000 1200000 2027-01-05 fund A, B\n```\n60,000,000\n",
         "---\n60000000 2027-01-05 fund\n---\n6000万 1200000 2027年1月5日 资金池 甲、乙\n"
         "```terms\n60000000 1200000 2027-01-05 fund 甲, 乙\n```\n6000万\n"},
        {"price=120000000", "---\n---\n{{price}}\n", "---\n---\n120,000,000\n",
         "---\n---\n1.2亿\n"},
        {"price=123456.78", "---\n---\n{{price}}\n", "---\n---\n123,456.78\n",
         "---\n---\n123456.78\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
            Arena *a = arena_new();
            Findings f;
            const Template *t = template_of(a, QUESTIONS, rows[i].body, &f);
            assert_non_null(t);
            Answers *w = answers_new(a, t, lang);
            settle_answers(w, rows[i].settings);
            Err err = {.code = ERR_NONE};
            assert_true(answers_check(w, &err));
            Str text = template_fill(a, w, &f);
            assert_string_equal(str_c(a, text), lang == LANG_EN ? rows[i].en : rows[i].zh);
            arena_free(a);
        }
}

static void articles_are_counted_in_chinese_numerals(void **state) {
    (void)state;
    static const struct {
        unsigned number;
        const char *text;
    } rows[] = {{1, "第一条"},    {9, "第九条"},      {10, "第十条"},     {11, "第十一条"},
                {20, "第二十条"}, {35, "第三十五条"}, {99, "第九十九条"}, {100, "第100条"}};
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(str_c(a, article_in_words(a, LANG_ZH, rows[i].number)), rows[i].text);
    arena_free(a);
}

static void an_answer_that_could_become_markup_or_terms_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *key, *value;
        bool is_taken;
    } rows[] = {
        {"name", "Grand Est & Bade", true},
        {"name", "a\"b", false},
        {"name", "a\\", false},
        {"name", "a\nb", false},
        {"name", "{{price}}", false},
        {"name", "[[a|b]]", false},
        {"name", "<b>", false},
        {"name", "`x`", false},
        {"name", "# x", false},
        {"name", "", false},
        {"name", "\xff", false},
        {"price", "1", true},
        {"price", "0.99", false},
        {"price", "100000000001", false},
        {"price", "1e5", false},
        {"price", "1,000", false},
        {"price", "abc", false},
        {"day", "2027-02-29", false},
        {"day", "2028-02-29", true},
        {"form", "fund", true},
        {"form", "资金池", true},
        {"form", "three", false},
        {"shares", "1, 2; 3", true},
        {"shares", "1,,2", false},
        {"nothing", "1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        Findings f;
        Answers *w = answers_new(a, template_of(a, QUESTIONS, "", &f), LANG_EN);
        Err err = {.code = ERR_NONE};
        if (answers_give(w, str_from(rows[i].key), str_from(rows[i].value), &err) !=
            rows[i].is_taken)
            fail_msg("%s = %s", rows[i].key, rows[i].value);
        assert_int_equal(err.code, rows[i].is_taken ? ERR_NONE : ERR_INPUT);
        arena_free(a);
    }
}

static void only_what_matters_is_asked(void **state) {
    (void)state;
    static const struct {
        const char *settings, *next;
    } rows[] = {
        {"", "name"},
        {"name=x", "price"},
        {"name=x;price=1;volume=1;most=1;day=2027-01-01", "form"},
        {"name=x;price=1;volume=1;most=1;day=2027-01-01;form=two", NULL},
        {"name=x;price=1;volume=1;most=1;day=2027-01-01;form=fund", "members"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        Findings f;
        Answers *w = answers_new(a, template_of(a, QUESTIONS, "", &f), LANG_EN);
        settle_answers(w, rows[i].settings);
        const TemplateQuestion *q = answers_next(w);
        assert_string_equal(q ? str_c(a, q->key) : "", rows[i].next ? rows[i].next : "");
        arena_free(a);
    }
}

static void answers_that_do_not_fit_each_other_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *settings;
        bool is_right;
    } rows[] = {
        {"", true},
        {"members=x", false}, // asked of a fund only
        {"form=fund;members=x", true},
        {"form=fund;members=x,y;shares=1", false},
        {"form=fund;members=x,y;shares=1,2", true},
        {"most=1199999", false},
        {"most=1200000", true},
        {"volume=1200001", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena *a = arena_new();
        Findings f;
        Answers *w = answers_new(a, template_of(a, QUESTIONS, "", &f), LANG_EN);
        settle_answers(w, rows[i].settings);
        Err err = {.code = ERR_NONE};
        assert_int_equal(answers_check(w, &err), rows[i].is_right);
        arena_free(a);
    }
}

static void a_fault_of_the_head_is_a_finding(void **state) {
    (void)state;
    static const char *const heads[] = {
        "",
        "---\n",
        "x\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: {en: T}\npurpose: P\n---\n",
        HEAD("  a:\n    type: thing\n    default: x\n" ASK),
        HEAD("  a:\n    type: number\n    default: x\n" ASK),
        HEAD("  a:\n    type: number\n    least: x\n    default: 1\n" ASK),
        HEAD("  a:\n    type: text\n    default: {en: x}\n" ASK),
        HEAD("  a:\n    type: text\n    default: x\n"),
        HEAD("  a:\n    type: choice\n    default: x\n" ASK),
        HEAD("  a:\n    type: text\n    when: b\n    default: x\n" ASK),
        HEAD("  a:\n    type: text\n    when: a = x\n    default: x\n" ASK),
        "---\ntitle: T\npurpose: P\nparts: [nowhere]\n---\n",
        "---\ntitle: T\ntitle: T\npurpose: P\n---\n",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        Arena *a = arena_new();
        Findings f;
        if (template_of(a, heads[i], "", &f)) fail_msg("taken: %s", heads[i]);
        assert_true(f.error_count > 0);
        arena_free(a);
    }
}

static void a_fault_of_the_body_is_a_finding_at_its_line(void **state) {
    (void)state;
    static const char *const bodies[] = {
        "{{nothing}}\n",
        "{{name\n",
        "[[a|b\n",
        "[[a]]\n",
        "{{see nowhere}}\n",
        "{{label name}}\n",
        "{{if form = two}}\n",
        "{{end}}\n",
        "{{else}}\n",
        "{{if what = two}}\n{{end}}\n",
        "{{part nowhere}}\n",
        "{{each name}}\n",
        "# {{article a}}\n# {{article a}}\n",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        Arena *a = arena_new();
        Findings f;
        const Template *t = template_of(a, QUESTIONS, bodies[i], &f);
        assert_non_null(t);
        Str text = template_fill(a, answers_new(a, t, LANG_EN), &f);
        if (text.at || f.error_count != 1) fail_msg("taken: %s", bodies[i]);
        assert_true(f.items[0].place.offset >= strlen(QUESTIONS));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_is_filled_in_either_language),
        cmocka_unit_test(articles_are_counted_in_chinese_numerals),
        cmocka_unit_test(an_answer_that_could_become_markup_or_terms_is_refused),
        cmocka_unit_test(only_what_matters_is_asked),
        cmocka_unit_test(answers_that_do_not_fit_each_other_are_refused),
        cmocka_unit_test(a_fault_of_the_head_is_a_finding),
        cmocka_unit_test(a_fault_of_the_body_is_a_finding_at_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
