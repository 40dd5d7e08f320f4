// lint/verdict_test.c - the wordings for which the lint was made: what is found and proposed, and
// the rewriting that passes
#include "base/findings_test.h"
#include "lint/lint_int.h"

typedef struct Wording {
    const char *bad, *rule, *proposal; // the proposal begins so
    const char *good;
} Wording;

static const char RESULT[] = "say what is different afterwards";
static const char TERMS[] = "write which data set and fields, which standard, how often";
static const char NAME[] = "name the office, person or document";
static const char PERIOD[] = "write a period that begins with an event";
static const char CASES[] = "name the cases in which it does not hold";

static Findings judge(Arena *a, const char *words) {
    Findings form = {.arena = a}, found = {.arena = a};
    Str source = str_fmt(a, "# Article 1\n\n%s\n", words);
    const Document *d = text_parse(a, STR("f"), source, &form);
    lint_judge(a, lint_words_new(a), terms_from_text(a, d, &form), SEVERITY_WARNING, &found);
    return found;
}

static bool finds(const Findings *f, const Wording *w) {
    for (size_t i = 0; i < f->count; i++) {
        const Finding *x = &f->items[i];
        bool proposes = !strncmp(x->hint.text, w->proposal, strlen(w->proposal));
        if (!strcmp(x->rule, w->rule) && proposes) return true;
    }
    return false;
}

static void check(const Wording *rows, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Findings bad = judge(a, rows[i].bad), good = judge(a, rows[i].good);
        if (!finds(&bad, &rows[i])) wrong++, print_error("not found: %s\n", rows[i].bad);
        if (good.count) wrong++, print_error("%s: %s\n", good.items[0].rule, rows[i].good);
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(rows) check((rows), sizeof(rows) / sizeof(rows)[0])

static void english_wordings_are_found_and_their_rewritings_pass(void **state) {
    (void)state;
    static const Wording rows[] = {
        {"The Parties shall strengthen joint enforcement.", "soft-verb", RESULT,
         "The Environment Bureaus of both cities shall inspect 20 enterprises of Annex 3 in each "
         "quarter."},
        {"The Parties shall strengthen supervision of sand mining.", "soft-verb", RESULT,
         "Henan's Water Department shall strengthen supervision of sand mining from 4 to 12 "
         "inspections a year by 1 January 2027."},
        {"The Parties shall promote the flow of goods.", "soft-verb", RESULT,
         "The customs offices of Annex 1 shall clear 95 per cent of the containers within 4 "
         "hours."},
        {"The Parties shall improve the quality of the water.", "soft-verb", RESULT,
         "The upstream province shall improve the water at Section 3 from Class IV to Class III by "
         "31 December 2027."},
        {"The Parties are promoting information sharing.", "sharing-without-terms", TERMS,
         "For information sharing, Henan's Information Centre shall send the hourly data of Annex "
         "4 through the interface of Annex 5 and is responsible for their security."},
        {"The Parties shall promote information sharing between hospitals.", "soft-verb", RESULT,
         "The hospitals of Annex 1 shall send the 12 fields of Annex 2 within 24 hours through the "
         "interface of Annex 3, and the hospital that sends answers for their security."},
        {"The relevant departments shall inspect the outfalls.", "nobody", NAME,
         "Shandong's Department of Ecology shall inspect the 14 outfalls of Annex 2 in May of each "
         "year."},
        {"The tariff shall be adjusted by the Committee in due course.", "vague-time", PERIOD,
         "The Committee shall adjust the tariff by 30 November of each year."},
        {"The Carrier shall report accidents in a timely manner.", "vague-time", PERIOD,
         "The Carrier shall report accidents in writing within 2 hours."},
        {"The Committee meets in principle in Jinan.", "escape", CASES,
         "The Committee meets in Jinan, except in a flood alert of level 1."},
        {"The Parties cooperate in energy, transport, etc.", "open-list", "write the list",
         "This Agreement covers energy and transport."},
        {"Costs are borne by the Seller and/or the Buyer.", "ambiguous-connective", "write \"and\"",
         "Costs are borne by the Seller and the Buyer in equal parts."},
        {"The results shall be published.", "passive-without-actor", "make the one who acts",
         "The Secretariat shall publish the results by 31 March of each year."},
    };
    CHECK(rows);
}

static void chinese_wordings_are_found_and_their_rewritings_pass(void **state) {
    (void)state;
    static const Wording rows[] = {
        {"双方加强联合执法。", "soft-verb", RESULT,
         "两市生态环境局每季度按照附件三联合检查20家企业。"},
        {"双方加强采砂监管。", "soft-verb", RESULT,
         "河南省水利厅于2027年1月1日前将采砂监管由每年检查4次加强到每年检查12次。"},
        {"双方促进货物流通。", "soft-verb", RESULT, "附件一所列海关在4小时内放行95％的集装箱。"},
        {"双方完善补偿制度。", "soft-verb", RESULT,
         "双方财政厅于2026年6月30日前公布附件二所列补偿标准。"},
        {"双方推动产业合作。", "soft-verb", RESULT,
         "两市于2026年12月31日前共同出资2亿元设立附件一所列园区公司。"},
        {"双方推动信息共享。", "sharing-without-terms", TERMS,
         "为数据共享，河南省信息中心每小时通过附件五的接口发送附件四所列数据，并负责数据安全。"},
        {"由有关部门检查排污口。", "nobody", NAME,
         "山东省生态环境厅每年5月检查附件二所列14个排污口。"},
        {"委员会适时调整价格。", "vague-time", PERIOD, "委员会于每年11月30日前调整价格。"},
        {"承运人应当及时报告事故。", "vague-time", PERIOD, "承运人应当在2小时内书面报告事故。"},
        {"会议原则上在济南市召开。", "escape", CASES,
         "会议在济南市召开，济南市发布防汛一级响应的除外。"},
        {"双方在能源、交通等领域合作。", "open-list", "write the list",
         "本协议适用于能源、交通两个行业。"},
        {"费用由卖方和/或买方承担。", "ambiguous-connective", "write \"and\"",
         "费用由卖方和买方各承担50％。"},
        {"考核结果应当公布。", "passive-without-actor", "make the one who acts",
         "秘书处应当于每年3月31日前公布考核结果。"},
    };
    CHECK(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_wordings_are_found_and_their_rewritings_pass),
        cmocka_unit_test(chinese_wordings_are_found_and_their_rewritings_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
