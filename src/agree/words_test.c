// agree/words_test.c - what people's numbers are: expressions of both languages with their exact
// values
#include "agree/figure.h"
#include "base/findings_test.h"
#include "lint/lint.h"

typedef struct Row {
    const char *words;
    const char *figures; // "kind value", parted by ", "; "" = none
} Row;

static const char *const KINDS[] = {
    [FIGURE_NUMBER] = "number",   [FIGURE_MONEY] = "money",     [FIGURE_PERCENT] = "share",
    [FIGURE_DAYS] = "days",       [FIGURE_MONTHS] = "months",   [FIGURE_WORKING_DAYS] = "working",
    [FIGURE_SECONDS] = "seconds", [FIGURE_DATE] = "date",       [FIGURE_YEAR] = "year",
    [FIGURE_MONTH] = "month",     [FIGURE_DAY_OF_YEAR] = "day", [FIGURE_STEP] = "step"};

static Str value_text(Arena *a, const Figure *f) {
    int64_t day;
    if (f->kind == FIGURE_DATE && dec_to_int(f->value, &day))
        return civil_text(a, civil_from_days(day));
    return dec_text(a, f->value);
}

static const char *figures_text(Arena *a, const char *words, bool only_firm) {
    FigureList list = {.arena = a};
    Buf b = {.arena = a};
    Str text = str_from(words);
    figures_in_words(text, lint_mask(a, text), &list);
    for (size_t i = 0; i < list.count; i++) {
        const Figure *f = &list.items[i];
        if (only_firm && f->is_soft) continue;
        Str value = value_text(a, f);
        buf_add_fmt(&b, "%s%s %.*s", b.size ? ", " : "", KINDS[f->kind], STR_ARG(value));
    }
    return str_c(a, buf_str(&b));
}

static void check(const Row *rows, size_t count, bool only_firm) {
    Arena *a = arena_new();
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *actual = figures_text(a, rows[i].words, only_firm);
        if (!strcmp(actual, rows[i].figures)) continue;
        print_error("\"%s\": \"%s\" is not \"%s\"\n", rows[i].words, actual, rows[i].figures);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    arena_free(a);
}

#define CHECK(rows) check(rows, sizeof rows / sizeof *rows, false)
#define CHECK_FIRM(rows) check(rows, sizeof rows / sizeof *rows, true)

static void chinese_amounts(void **state) {
    (void)state;
    static const Row rows[] = {
        {"6000万元", "money 60000000"},
        {"1.2亿元", "money 120000000"},
        {"1亿2000万元", "money 120000000"},
        {"3万5000元", "money 35000"},
        {"一千二百万元", "money 12000000"},
        {"一亿二千万元", "money 120000000"},
        {"一亿元", "money 100000000"},
        {"二十万元", "money 200000"},
        {"十万元", "money 100000"},
        {"五百元", "money 500"},
        {"三万五千元", "money 35000"},
        {"一万零五十元", "money 10050"},
        {"两千元", "money 2000"},
        {"三点五万元", "money 35000"},
        {"一点二亿元", "money 120000000"},
        {"人民币陆仟万元整", "money 60000000"},
        {"人民币壹佰贰拾万圆", "money 1200000"},
        {"5千万元", "money 50000000"},
        {"2百万元", "money 2000000"},
        {"3万亿元", "money 3000000000000"},
        {"60，000，000元", "money 60000000"},
        {"60,000,000元", "money 60000000"},
        {"６０００万元", "money 60000000"},
        {"0.5元", "money 0.5"},
        {"5角", "money 0.5"},
        {"500万美元", "money 5000000"},
        {"100万欧元", "money 1000000"},
        {"2亿日元", "money 200000000"},
        {"￥1200", "money 1200"},
        {"¥1,200.50", "money 1200.5"},
        {"人民币500万元", "money 5000000"},
        {"每吨535元", "money 535"},
        {"不超过60元、不超过100元", "money 60, money 100"},
        {"5—10万元", "money 50000, money 100000"},
        {"5至10万元", "money 50000, money 100000"},
        {"六千万元人民币", "money 60000000"},
        {"１２０万元", "money 1200000"},
    };
    CHECK(rows);
}

static void halves_of_years(void **state) {
    (void)state;
    static const Row rows[] = {
        {"一年半", "months 18"},
        {"2年半内", "months 30"},
        {"半年", "months 6"},
        {"一年半年报", "months 12, months 6"},
        {"one and a half years", "months 18"},
        {"half a year", "months 6"},
        {"half an hour", "seconds 1800"},
        {"two and a half per cent", "share 0.025"},
        {"two and a halfway", "number 2"},
    };
    CHECK(rows);
}

static void what_ends_like_a_reference_is_none(void **state) {
    (void)state;
    static const Row rows[] = {
        {"由双方各派代表3人", "number 3"},
        {"安装水表5只", "number 5"},
        {"见表3", ""},
        {"见附表2", ""},
    };
    CHECK(rows);
}

static void chinese_shares(void **state) {
    (void)state;
    static const Row rows[] = {
        {"50％", "share 0.5"},
        {"50%", "share 0.5"},
        {"百分之五十", "share 0.5"},
        {"百分之一百二十", "share 1.2"},
        {"百分之零点五", "share 0.005"},
        {"百分之十二点五", "share 0.125"},
        {"百分之50", "share 0.5"},
        {"百分之0.5", "share 0.005"},
        {"千分之三", "share 0.003"},
        {"万分之五", "share 0.0005"},
        {"万分之5", "share 0.0005"},
        {"5‰", "share 0.005"},
        {"五成", "share 0.5"},
        {"三成", "share 0.3"},
        {"5成", "share 0.5"},
        {"2个百分点", "share 0.02"},
        {"两个百分点", "share 0.02"},
        {"0.5个百分点", "share 0.005"},
        {"25个基点", "share 0.0025"},
        {"三分之二", "number 0.6666666666666666666666666666666667"},
        {"十二分之一", "number 0.08333333333333333333333333333333333"},
        {"四分之一", "number 0.25"},
        {"3至5％", "share 0.03, share 0.05"},
        {"10%-15%", "share 0.1, share 0.15"},
        {"10—15%", "share 0.1, share 0.15"},
        {"50％对50％", "share 0.5, share 0.5"},
        {"费用的一半", "number 1, number 0.5"},
    };
    CHECK(rows);
}

static void chinese_times(void **state) {
    (void)state;
    static const Row rows[] = {
        {"三十日内", "days 30"},
        {"30日内", "days 30"},
        {"30天", "days 30"},
        {"六十个自然日", "days 60"},
        {"两周", "days 14"},
        {"3个星期", "days 21"},
        {"十五个工作日", "working 15"},
        {"15个工作日", "working 15"},
        {"5工作日", "working 5"},
        {"三个月", "months 3"},
        {"提前6个月", "months 6"},
        {"半年", "months 6"},
        {"三年", "months 36"},
        {"三个年度", "months 36"},
        {"5年内", "months 60"},
        {"三至五年", "months 36, months 60"},
        {"3到5年", "months 36, months 60"},
        {"两个季度", "months 6"},
        {"4个季度", "months 12"},
        {"24小时", "seconds 86400"},
        {"两小时内", "seconds 7200"},
        {"90分钟", "seconds 5400"},
        {"十日", "days 10"},
        {"一百二十日", "days 120"},
        {"百日内", "days 100"},
    };
    CHECK(rows);
}

static void chinese_dates(void **state) {
    (void)state;
    static const Row rows[] = {
        {"2022年5月1日", "date 2022-05-01"},
        {"二〇二五年", "year 2025"},
        {"二零二五年十二月三十一日", "date 2025-12-31"},
        {"二〇二五年五月一日", "date 2025-05-01"},
        {"2025年", "year 2025"},
        {"2022年5月", "month 24269"},
        {"3月31日", "day 331"},
        {"十二月三十一日", "day 1231"},
        {"2023年至2025年", "year 2023, year 2025"},
        {"2023—2025年", "year 2023, year 2025"},
        {"2020年、2021年", "year 2020, year 2021"},
        {"自2027年1月1日至2031年12月31日", "date 2027-01-01, date 2031-12-31"},
        {"2024-10-01", "date 2024-10-01"},
        {"2023年2月29日", "year 2023, day 229"},
    };
    CHECK(rows);
}

static void chinese_numbers(void **state) {
    (void)state;
    static const Row rows[] = {
        {"0.88倍", "number 0.88"},
        {"5500千卡", "number 5500"},
        {"318克", "number 318"},
        {"2倍", "number 2"},
        {"1.5倍", "number 1.5"},
        {"40毫克每升", "number 40"},
        {"12万吨", "number 120000"},
        {"1200平方公里", "number 1200"},
        {"每千瓦时0.002元", "money 0.002"},
        {"Ⅲ类", "number 3"},
        {"以1至6表示", "number 1, number 6"},
        {"算到分", "step 0.01"},
        {"计算到元", "step 1"},
        {"精确到万元", "step 10000"},
        {"保留两位小数", "step 0.01"},
        {"保留3位小数", "step 0.001"},
        {"小数点后两位", "step 0.01"},
        {"取至百元", "step 100"},
        {"计算到0.01元", "money 0.01"},
        {"基准价＋0.5×（参考价－基准价）", "number 0.5"},
        {"－5以下", "number 5"},
        {"20以上、50以下", "number 20, number 50"},
        {"三十五万六千七百八十九", "number 356789"},
        {"一千零一", "number 1001"},
        {"五日生化需氧量", "number 5"},
        {"10成员", "number 10"},
    };
    CHECK(rows);
}

static void english_amounts(void **state) {
    (void)state;
    static const Row rows[] = {
        {"CNY 60 million", "money 60000000"},
        {"60,000,000 yuan", "money 60000000"},
        {"60 million yuan", "money 60000000"},
        {"sixty million yuan", "money 60000000"},
        {"RMB 1.2 billion", "money 1200000000"},
        {"RMB60,000", "money 60000"},
        {"EUR 5,000", "money 5000"},
        {"€5,000.50", "money 5000.5"},
        {"€ 5 million", "money 5000000"},
        {"€5 bn", "money 5000000000"},
        {"$10,000", "money 10000"},
        {"US$ 3 million", "money 3000000"},
        {"£250", "money 250"},
        {"42 euros", "money 42"},
        {"forty-two euros", "money 42"},
        {"three hundred and fifty dollars", "money 350"},
        {"two thousand five hundred yuan", "money 2500"},
        {"500,000 euros", "money 500000"},
        {"50 cents", "money 0.5"},
        {"5 to 10 million yuan", "money 5000000, money 10000000"},
        {"5-10 million yuan", "money 5000000, money 10000000"},
        {"1\xC2\xA0"
         "200\xC2\xA0"
         "000 euros",
         "money 1200000"},
        {"CHF 12.50", "money 12.5"},
        {"5000000 CNY", "money 5000000"},
        {"2,000 US dollars", "money 2000"},
    };
    CHECK(rows);
}

static void english_shares(void **state) {
    (void)state;
    static const Row rows[] = {
        {"50 per cent", "share 0.5"},
        {"fifty percent", "share 0.5"},
        {"50%", "share 0.5"},
        {"12.5 per cent", "share 0.125"},
        {"twenty-five per cent", "share 0.25"},
        {"one hundred per cent", "share 1"},
        {"1.5 percentage points", "share 0.015"},
        {"5 parts of ten thousand", "share 0.0005"},
        {"3 per thousand", "share 0.003"},
        {"25 basis points", "share 0.0025"},
        {"10 to 15 per cent", "share 0.1, share 0.15"},
        {"25 and 30 per cent", "share 0.25, share 0.3"},
        {"two thirds", "number 0.6666666666666666666666666666666667"},
        {"two-thirds", "number 0.6666666666666666666666666666666667"},
        {"three quarters", "number 0.75"},
        {"a quarter of the cost", "number 0.25"},
        {"half of the cost", "number 0.5"},
        {"one tenth", "number 0.1"},
    };
    CHECK(rows);
}

static void english_times(void **state) {
    (void)state;
    static const Row rows[] = {
        {"within 30 days", "days 30"},
        {"thirty days", "days 30"},
        {"a 30-day period", "days 30"},
        {"10 working days", "working 10"},
        {"ten business days", "working 10"},
        {"two weeks", "days 14"},
        {"6 months", "months 6"},
        {"three years", "months 36"},
        {"a three-year term", "months 36"},
        {"two quarters", "months 6"},
        {"24 hours", "seconds 86400"},
        {"60 minutes", "seconds 3600"},
        {"3 to 5 years", "months 36, months 60"},
        {"ninety (90) days", "number 90, days 90"},
        {"the 15th day of the month", "days 15"},
        {"one hundred and twenty days", "days 120"},
    };
    CHECK(rows);
}

static void english_dates(void **state) {
    (void)state;
    static const Row rows[] = {
        {"1 January 2020", "date 2020-01-01"},
        {"January 1, 2020", "date 2020-01-01"},
        {"1st of January 2020", "date 2020-01-01"},
        {"the 31st of December, 2025", "date 2025-12-31"},
        {"January 2020", "month 24241"},
        {"31 March", "day 331"},
        {"March 31", "day 331"},
        {"in 2020", "year 2020"},
        {"from 2024 to 2027", "year 2024, year 2027"},
        {"2020-01-01", "date 2020-01-01"},
        {"until the end of 2019", "year 2019"},
    };
    CHECK(rows);
}

static void english_numbers(void **state) {
    (void)state;
    static const Row rows[] = {
        {"120,000 tonnes", "number 120000"},
        {"5500 kcal/kg", "number 5500"},
        {"1.5 times", "number 1.5"},
        {"water of class 3", "number 3"},
        {"to the cent", "step 0.01"},
        {"rounded to the nearest euro", "step 1"},
        {"whole gallons", "step 1"},
        {"to three decimals", "step 0.001"},
        {"2 decimal places", "step 0.01"},
        {"twice its tax", "number 2"},
        {"beyond the second day", "days 2"},
        {"at least 2 000", "number 2"},
        {"3/4 of it", "number 3, number 4"},
        {"twenty-third", "number 23"},
        {"nineteen", "number 19"},
        {"1,200 hectares", "number 1200"},
        {"1,2 and 3", "number 1, number 2, number 3"},
    };
    CHECK(rows);
}

static void references_and_names_are_no_figures(void **state) {
    (void)state;
    static const Row rows[] = {
        {"第三条", ""},
        {"第十二条第二款第（三）项", ""},
        {"按照第三条和第五条", ""},
        {"附件2", ""},
        {"附表3", ""},
        {"财预〔2015〕92号", ""},
        {"GB 3838—2002", ""},
        {"HJ 212", ""},
        {"《地表水环境质量标准2002》", ""},
        {"“五十万元”", ""},
        {"PM2.5", ""},
        {"NH3-N", ""},
        {"COVID-19", ""},
        {"24时", ""},
        {"电话：010-65551234", ""},
        {"Article 3", ""},
        {"Articles 3, 4 and 5", ""},
        {"Annex 2", ""},
        {"ISO 9001", ""},
        {"Decree 779", ""},
        {"section 10", ""},
        {"at 12:30", ""},
        {"+86 10 6555", "number 10, number 6555"},
        {"(3) the third duty", "number 3"},
        {"1. First", "number 1"},
        {"1. 5 tonnes", "number 5"},
        {"3.1.2", ""},
        {"\"five euros\"", ""},
        {"`5 euros`", ""},
        {"<!-- allow x: 5 euros -->", ""},
        {"half a cent counts as one", "number 1"},
        {"$50 goes up", ""},
    };
    CHECK(rows);
}

static void numbers_written_out_and_ones_need_no_term(void **state) {
    (void)state;
    static const Row rows[] = {
        {"两省共同", ""},
        {"三项等权平均", ""},
        {"每上升1个百分点", ""},
        {"each 1 tonne", ""},
        {"the two parties", ""},
        {"第三年", ""},
        {"Ⅲ类", ""},
        {"每月15日前", ""},
        {"一次性", ""},
        {"统一", ""},
        {"十分重要", ""},
        {"双方各半", ""},
        {"三年内", "months 36"},
        {"three years", "months 36"},
        {"2 parties", "number 2"},
        {"百分之五", "share 0.05"},
    };
    CHECK_FIRM(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_amounts),
        cmocka_unit_test(chinese_shares),
        cmocka_unit_test(halves_of_years),
        cmocka_unit_test(what_ends_like_a_reference_is_none),
        cmocka_unit_test(chinese_times),
        cmocka_unit_test(chinese_dates),
        cmocka_unit_test(chinese_numbers),
        cmocka_unit_test(english_amounts),
        cmocka_unit_test(english_shares),
        cmocka_unit_test(english_times),
        cmocka_unit_test(english_dates),
        cmocka_unit_test(english_numbers),
        cmocka_unit_test(references_and_names_are_no_figures),
        cmocka_unit_test(numbers_written_out_and_ones_need_no_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
