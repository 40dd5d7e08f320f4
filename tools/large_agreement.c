// tools/large_agreement.c - an agreement of any length, for measuring: words and terms in each
// article
//
//     large_agreement zh|en ARTICLES CHARACTERS
//
// Articles have the same number of characters. Each defines two quantities, a parameter, a formula,
// a decision table in every tenth, and a payment that reads the article before. One sentence in
// each article is vague.
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

enum { SENTENCES = 7 };

typedef struct Wording {
    const char *front, *heading, *note, *grade, *terms, *chain, *vague;
    const char *sentences[SENTENCES];
} Wording;

static const Wording CHINESE = {
    .front = "---\nsoftlaw: 1\nid: large\ntitle: {zh: 大型流域协议, en: A large basin agreement}\n"
             "language: zh\nkind: ecological-compensation\nparties:\n"
             "  henan: {name: 河南省, label: {en: Henan}, role: upstream}\n"
             "  shandong: {name: 山东省, label: {en: Shandong}, role: downstream}\n"
             "currency: CNY\nterm: {from: 2020-01-01, to: 2024-12-31, period: year}\n---\n",
    .heading = "\n# 第@条 断面@的考核和补偿\n\n",
    .grade = "| | 浓度@ | 等级@ |\n|---|---|---|\n| 1 | <= 20 | 1 |\n"
             "| 2 | (20..30] | 2 |\n| 3 | > 30 | 3 |\n\n"
             "```terms\ntables:\n  等级表@: {hit: U, inputs: [浓度@], outputs: [等级@], label: "
             "{en: \"class @\"}}\n```\n\n",
    .terms = "\n```terms\nquantities:\n"
             "  浓度@: {label: {en: \"concentration @\"}, at: 断面@, unit: mg/L, within: "
             "\">= 0\"}\n"
             "  流量@: {label: {en: \"flow @\"}, at: 断面@, unit: m3, within: \">= 0\"}\n"
             "parameters:\n  目标@: {label: {en: \"target @\"}, unit: mg/L, value: 20}\n"
             "  单价@: {label: {en: \"price @\"}, unit: CNY/kg, value: 12}\n"
             "formulas:\n  超标量@:\n    label: {en: \"excess @\"}\n    unit: kg\n"
             "    is: max(浓度@ - 目标@, 0 * 目标@) * 流量@\n"
             "payments:\n  补偿@:\n    label: {en: \"compensation @\"}\n"
             "    between: [henan, shandong]\n    amount: 超标量@ * 单价@^\n"
             "    rounding: {to: 1, mode: half up}\n```\n",
    .vague = "双方应当加强水环境协同治理。",
    .chain = " + 0 * 补偿@",
    .sentences = {
        "河南省水利厅应当在每年3月31日前以书面形式向山东省水利厅提交断面@的上年度监测报告。",
        "断面@的水质以国家地表水环境质量标准GB 3838—2002规定的方法测定，每月监测4次。",
        "山东省财政厅在收到考核结果后30日内将断面@的补偿资金拨付至共管账户，逾期的每日支付万分之五"
        "的违约金。",
        "断面@的自动监测站每4小时采样1次，数据通过附件二规定的接口传送，由运维单位负责。",
        "任何一方对断面@的监测数据有异议的，可以在5日内申请第三方机构复核，费用由申请方承担。",
        "断面@上游新建排污口的，河南省生态环境厅应当在批准前20日书面征求山东省生态环境厅意见。",
        "因不可抗力致使断面@停测的，停测期间的浓度取前三个月的算术平均值。"}};

static const Wording ENGLISH = {
    .front = "---\nsoftlaw: 1\nid: large\ntitle: {en: A large basin agreement}\n"
             "language: en\nkind: ecological-compensation\nparties:\n"
             "  henan: {name: Henan, role: upstream}\n"
             "  shandong: {name: Shandong, role: downstream}\n"
             "currency: CNY\nterm: {from: 2020-01-01, to: 2024-12-31, period: year}\n---\n",
    .heading = "\n# Article @ Assessment and compensation at section @\n\n",
    .grade = "| | concentration@ | class@ |\n|---|---|---|\n| 1 | <= 20 | 1 |\n"
             "| 2 | (20..30] | 2 |\n| 3 | > 30 | 3 |\n\n"
             "```terms\ntables:\n  classes@: {hit: U, inputs: [concentration@], outputs: [class@], "
             "label: {zh: 等级@}}\n```\n\n",
    .terms = "\n```terms\nquantities:\n"
             "  concentration@: {label: {zh: 浓度@}, at: section @, unit: mg/L, within: "
             "\">= 0\"}\n"
             "  flow@: {label: {zh: 流量@}, at: section @, unit: m3, within: \">= 0\"}\n"
             "parameters:\n  target@: {label: {zh: 目标@}, unit: mg/L, value: 20}\n"
             "  price@: {label: {zh: 单价@}, unit: CNY/kg, value: 12}\n"
             "formulas:\n  excess@:\n    label: {zh: 超标量@}\n    unit: kg\n"
             "    is: max(concentration@ - target@, 0 * target@) * flow@\n"
             "payments:\n  compensation@:\n    label: {zh: 补偿@}\n"
             "    between: [henan, shandong]\n    amount: excess@ * price@^\n"
             "    rounding: {to: 1, mode: half up}\n```\n",
    .vague = "The Parties shall strengthen the joint protection of the river. ",
    .chain = " + 0 * compensation@",
    .sentences = {
        "The Department of Water Resources of Henan shall submit the monitoring report of section "
        "@ in writing by 31 March of each year.",
        "The water of section @ is measured 4 times a month by the method of GB 3838-2002.",
        "The Finance Department of Shandong shall pay the compensation for section @ within 30 "
        "days after the result, and is liable for a daily interest of 0.05 per cent.",
        "The station at section @ samples every 4 hours and sends its data through the interface "
        "of Annex 2.",
        "A Party that doubts a figure of section @ may ask a third laboratory within 5 days, at "
        "its own cost.",
        "Before a new outlet above section @ is licensed, Henan shall ask Shandong in writing 20 "
        "days ahead.",
        "Where section @ cannot be measured, the mean of the three months before holds."}};

// @ stands for the number of the article, ^ for a reading of the article before.
static void add_filled(Buf *b, const Wording *w, const char *template, size_t n) {
    for (const char *c = template; *c; c++)
        if (*c == '@')
            buf_add_fmt(b, "%zu", n);
        else if (*c != '^')
            buf_add_byte(b, *c);
        else if (n > 1)
            add_filled(b, w, w->chain, n - 1);
}

static void add_article(Buf *b, const Wording *w, size_t n, size_t characters) {
    size_t start = b->size, sentence = n;
    add_filled(b, w, w->heading, n);
    if (n % 10 == 0) add_filled(b, w, w->grade, n);
    add_filled(b, w, w->terms, n);
    buf_add_c(b, "\n");
    buf_add_c(b, w->vague);
    do {
        buf_add_c(b, sentence % 5 ? "" : "\n");
        add_filled(b, w, w->sentences[sentence++ % SENTENCES], n);
        buf_add_c(b, sentence % 5 ? " " : "\n");
    } while (utf8_count(str_part(buf_str(b), start, b->size)) < characters);
    buf_add_c(b, "\n");
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    const Wording *w = str_is(str_from(argv[1]), STR("zh")) ? &CHINESE : &ENGLISH;
    size_t articles = strtoul(argv[2], NULL, 10), characters = strtoul(argv[3], NULL, 10);
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, w->front);
    for (size_t n = 1; n <= articles; n++) add_article(&b, w, n, characters / articles);
    fwrite(b.at, 1, b.size, stdout);
    arena_free(a);
    return 0;
}
