// terms/from_text_test.c - whole agreements: the sketch of the design; words across blocks
#include "terms/terms_test.h"

// The agreement that the design of softlaw aims at.
static const char sketch[] =
    "---\n"
    "softlaw: 1\n"
    "id: yellow-river-2021\n"
    "title: {zh: 黄河流域（豫鲁段）横向生态保护补偿协议, en: \"Yellow River compensation\"}\n"
    "language: zh\n"
    "kind: ecological-compensation\n"
    "parties:\n"
    "  henan:    {name: 河南省, label: {en: Henan},    role: upstream}\n"
    "  shandong: {name: 山东省, label: {en: Shandong}, role: downstream}\n"
    "currency: CNY\n"
    "term: {from: 2020-01-01, to: 2021-12-31, period: year}\n"
    "---\n"
    "\n"
    "# 第三条 水质基本补偿\n"
    "\n"
    "刘庄断面水质年均值为Ⅲ类的，双方互不补偿。\n"
    "\n"
    "```terms\n"
    "quantities:\n"
    "  水质类别: {label: {en: water class}, at: 刘庄, per: year, type: integer, within: "
    "\"[1..6]\"}\n"
    "  公布: {per: year, type: date}\n"
    "payments:\n"
    "  基本补偿:\n"
    "    between: [shandong, henan]          # positive: the first pays the second\n"
    "    amount: 60000000 * (3 - 水质类别)\n"
    "    rounding: {to: 1, mode: half even}\n"
    "    due: P30D after 公布\n"
    "```\n";

static void check_sketch_front(const Terms *t) {
    assert_str(t->id, "yellow-river-2021");
    assert_int_equal(t->version.size, 12);
    assert_str(t->language, "zh");
    assert_str(t->kind, "ecological-compensation");
    assert_str(localised_in(&t->title, STR("en")), "Yellow River compensation");
    assert_str(t->currency, "CNY");
    assert_int_equal(t->from_day, civil_to_days((CivilDate){2020, 1, 1}));
    assert_int_equal(t->to_day, civil_to_days((CivilDate){2021, 12, 31}));
    assert_int_equal(t->period, GRAIN_YEAR);
    assert_int_equal(t->period_rule.year_start_month, 1);
    assert_int_equal(t->party_count, 2);
    assert_str(t->parties[0].id, "henan");
    assert_str(localised_in(&t->parties[0].label, STR("zh")), "河南省");
    assert_str(localised_in(&t->parties[1].label, STR("en")), "Shandong");
    assert_str(t->parties[1].role, "downstream");
    assert_int_equal(t->set_count, 1);
    assert_str(t->sets[0].id, "party");
    assert_str(t->sets[0].members[1], "shandong");
}

static void check_sketch_quantity(const Terms *t) {
    const Item *q = item_of(t, "水质类别");
    assert_int_equal(q->kind, ITEM_QUANTITY);
    assert_int_equal(q->grain, GRAIN_YEAR);
    assert_int_equal(q->set_count, 0);
    assert_str(q->type.text, "integer");
    assert_str(q->within.text, "[1..6]");
    assert_int_equal(q->within.place.line, 20);
    assert_str(localised_in(&q->label, STR("en")), "water class");
    assert_str(localised_in(&q->label, STR("zh")), "水质类别");
    assert_str(localised_in(&q->at, STR("zh")), "刘庄");
    assert_int_equal(q->provision, 1);
    assert_int_equal(q->place.line, 20);
    assert_int_equal(q->place.column, 3);
}

static void the_sketch_is_read_in_full(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of(a, str_from(sketch), &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "");
    check_sketch_front(t);
    check_sketch_quantity(t);
    const Item *p = item_of(t, "基本补偿");
    assert_int_equal(p->kind, ITEM_PAYMENT);
    assert_str(p->is.text, "60000000 * (3 - 水质类别)");
    assert_int_equal(p->is.place.line, 25);
    assert_int_equal(p->is.place.column, 13);
    assert_int_equal(p->from.kind, ACTOR_PARTY);
    assert_int_equal(p->from.index, 1);
    assert_int_equal(p->to.index, 0);
    assert_str(p->currency, "CNY");
    assert_true(p->rounding.is_given);
    assert_str(p->rounding.step.text, "1");
    assert_int_equal(p->rounding.mode, DEC_HALF_EVEN);
    assert_int_equal(p->due.anchor, DUE_ITEM);
    assert_str(t->items[p->due.item].id, "公布");
    assert_int_equal(p->due.days, 30);
    assert_int_equal(p->grain, GRAIN_YEAR);
    arena_free(a);
}

static void words_are_entered_once_in_the_whole_agreement(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"formulas:\n  a: 1\nparameters:\n  a: 2", "4:3 duplicate-word"},
        {"formulas:\n  a: 1\n```\n\n```terms\nformulas:\n  a: 2", "7:3 duplicate-word"},
        {"sets:\n  a: [x]\nformulas:\n  a: 2", "4:3 duplicate-word"},
        {"pools:\n  a:\nquantities:\n  a:", "4:3 duplicate-word"},
        {"formulas:\n  henan: 1", "2:3 duplicate-word"},
        {"exit: {notice: P3M}\n```\n\n```terms\nexit: {notice: P1M}", "5:1 duplicate-word"},
        // Clauses and questions have words of their own.
        {"quantities:\n  水质:\nindicators:\n  水质: {measures: 水质}", ""},
        {"questions:\n  a: {text: x, taken: y}\nquantities:\n  a:", ""},
        // Used before defined, and across blocks.
        {"formulas:\n  a: {per: s, is: b}\n```\n\n```terms\nsets:\n  s: [x]\nformulas:\n  b: 1",
         ""},
    };
    CHECK_CASES(cases);
}

static void both_places_of_a_duplicate_are_named(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    terms_of_block(a, "formulas:\n  a: 1\nparameters:\n  a: 2", &f);
    assert_str(f.items[0].message.args[0], "a");
    assert_str(f.items[0].message.args[1], "14");
    assert_str(f.items[0].message.args[2], "3");
    assert_str(f.items[0].message.args[3], "formulas");
    arena_free(a);
}

static void blocks_and_sections_have_a_shape(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"", ""},
        {"# nothing", ""},
        {"payments:", ""},
        {"- a", "1:1 wrong-type"},
        {"payments", "1:1 wrong-type"},
        {"payment:\n  a: 1", "1:1 unknown-section"},
        {"formulas: 1", "1:11 wrong-type"},
        {"formulas: [a]", "1:11 wrong-type"},
        {"付款:\n  a: 1", "1:1 unknown-section"},
        {"quantities:\n  a: 5", "2:6 wrong-type"},
        {"quantities:\n  a: [1]", "2:6 wrong-type"},
        {"tables:\n  a: 5", "2:6 wrong-type"},
        {"payments:\n  a: 5", "2:6 wrong-type"},
        {"pools:\n  a: [x]", "2:6 wrong-type"},
        {"pools:\n  a: 资金池", ""},
        {"pools:\n  a: {label: {en: fund}}", ""},
        {"pools:\n  a: {labels: {en: fund}}", "2:7 unknown-key"},
        {"quantities:\n  a: {unti: t}", "2:7 unknown-key"},
        {"quantities:\n  a: {name: {x: 1}}", "2:14 wrong-type"},
        {"quantities:\n  a: {label: {en: [1]}}", "2:19 wrong-type"},
        {"quantities:\n  a: {label: {en: }}", "2:19 wrong-type"},
        {"quantities:\n  a: {note: [1]}", "2:13 wrong-type"},
    };
    CHECK_CASES(cases);
}

static void a_mistyped_key_or_section_brings_the_nearest(void **state) {
    (void)state;
    static const struct {
        const char *block, *near;
    } rows[] = {
        {"payment:\n  a: 1", "payments"},
        {"quantities:\n  a: {unti: t}", "unit"},
        {"quantities:\n  a: {withn: t}", "within"},
        {"quantities:\n  a: {lable: t}", "label"},
        {"quantities:\n  a: {per: yaer}", "year"},
        {"parameters:\n  a: {per: party, value: {henan: 1, shandong: 2, shandon: 3}}", "shandong"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        terms_of_block(a, rows[i].block, &f);
        Message hint = only_hint(&f);
        assert_string_equal(hint.text, "did you mean \"{1}\"?");
        assert_str(hint.args[0], rows[i].near);
        arena_free(a);
    }
}

static void items_stand_in_the_order_of_the_text(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(
        a, "formulas:\n  c: 1\nparameters:\n  a: 2\n```\n# 二\n```terms\nquantities:\n  b:", &f);
    assert_int_equal(f.count, 0);
    assert_int_equal(t->item_count, 3);
    assert_str(t->items[0].id, "c");
    assert_str(t->items[1].id, "a");
    assert_str(t->items[2].id, "b");
    assert_int_equal(t->items[1].provision, 0);
    assert_int_equal(t->items[2].provision, 1);
    arena_free(a);
}

static void a_text_without_front_matter_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const char *text = "```terms\npayments:\n  a: {from: x, to: y, amount: 1, rounding: none, "
                       "currency: CNY}\n```\n";
    const Terms *t = terms_of(a, str_from(text), &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "1:1 no-front-matter");
    assert_int_equal(t->item_count, 1);
    assert_int_equal(t->items[0].from.index, ACTOR_UNKNOWN);
    assert_int_equal(t->period_rule.year_start_month, 1);
    arena_free(a);
}

static void more_words_than_the_limit_are_a_finding(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    Buf b = {.arena = a};
    buf_add_c(&b, "parameters:\n");
    for (int i = 0; i <= LIMIT_ITEMS; i++) buf_add_fmt(&b, "  a%d: 1\n", i);
    buf_add_byte(&b, '\0');
    const Terms *t = terms_of_block(a, b.at, &f);
    assert_int_equal(t->item_count, LIMIT_ITEMS);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "10002:3 limit");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sketch_is_read_in_full),
        cmocka_unit_test(words_are_entered_once_in_the_whole_agreement),
        cmocka_unit_test(both_places_of_a_duplicate_are_named),
        cmocka_unit_test(blocks_and_sections_have_a_shape),
        cmocka_unit_test(a_mistyped_key_or_section_brings_the_nearest),
        cmocka_unit_test(items_stand_in_the_order_of_the_text),
        cmocka_unit_test(a_text_without_front_matter_is_read_as_far_as_it_goes),
        cmocka_unit_test(more_words_than_the_limit_are_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
