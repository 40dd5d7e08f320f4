// eval/eval_test.c - small agreements, from their text to their payments
#include "eval/settled_test.h"

static const char yellow_river[] =
    "---\n"
    "softlaw: 1\n"
    "id: yellow-river-2021\n"
    "title: {zh: 黄河流域（豫鲁段）横向生态保护补偿协议, en: Yellow River}\n"
    "language: zh\n"
    "kind: ecological-compensation\n"
    "parties:\n"
    "  henan:    {name: 河南省, label: {en: Henan},    role: upstream}\n"
    "  shandong: {name: 山东省, label: {en: Shandong}, role: downstream}\n"
    "currency: CNY\n"
    "term: {from: 2020-01-01, to: 2021-12-31, period: year}\n"
    "---\n\n"
    "# 第三条 水质基本补偿\n\n"
    "刘庄断面水质年均值为Ⅲ类的，双方互不补偿。\n\n"
    "```terms\n"
    "quantities:\n"
    "  水质类别: {label: {en: water class}, at: 刘庄, per: year, type: integer, within: "
    "\"[1..6]\"}\n"
    "  公布: {per: year, type: date}\n"
    "payments:\n"
    "  基本补偿:\n"
    "    between: [shandong, henan]\n"
    "    amount: 60000000 * (3 - 水质类别)\n"
    "    rounding: {to: 1, mode: half even}\n"
    "    due: P30D after 公布\n"
    "```\n";

static void the_sketch_of_the_yellow_river_is_settled(void **state) {
    (void)state;
    Settled s = settled_open(yellow_river, "quantity,member,period,value,unit,source\n"
                                           "水质类别,,2020,2,,s\n"
                                           "水质类别,,2021,4,,s\n"
                                           "公布,,2020,2021-03-15,,s\n"
                                           "公布,,2021,2022-04-01,,s\n");
    assert_string_equal(settled_payments(&s),
                        "基本补偿  2020: shandong -> henan 60000000 due 2021-04-14\n"
                        "基本补偿  2021: henan -> shandong 60000000 due 2022-05-01\n");
    assert_string_equal(settled_rules(&s, SEVERITY_NOTE), "");
    settled_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sketch_of_the_yellow_river_is_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
