// coverage/words_test.c - every stage and field is found by its words in both languages, and not by
// words that only look like them
#include "coverage/coverage_test.h"

typedef struct Row {
    const char *subject;      // its id
    const char *found[2];     // English, Chinese
    const char *not_found[2]; // no subject at all
} Row;

static const Row ROWS[] = {
    {"r&d",
     {"Both regions fund a joint laboratory for battery cells.", "两地共同出资开展技术攻关。"},
     {"Researchers Street is closed.", "两地研究后答复。"}},
    {"design",
     {"The design of the wagons is common property.", "车辆的设计由双方共有。"},
     {"The form is designed to be short; the office is designated.", "顶层设计由双方商定。"}},
    {"production",
     {"Each manufacturer of cells keeps a log.", "电池的生产须有记录。"},
     {"Native plants are counted.", "地区生产总值由双方公布。"}},
    {"supply",
     {"Freight is paid in advance.", "货运费用预先支付。"},
     {"The freightage of words is light.", "交通运输部予以公布。"}},
    {"marketing",
     {"Sales of the cells are reported.", "电池的销售须报告。"},
     {"The market decides who moves.", "由市场自主决定。"}},
    {"after-sales",
     {"A warranty of 3 years holds.", "质保3年。"},
     {"The unwarranted remark is struck.", "双方维持现状。"}},
    {"approval",
     {"The permit is issued in 20 days.", "许可在20日内作出。"},
     {"Where circumstances permit, the parties meet.", "双方自行商定。"}},
    {"construction",
     {"The terminal is built by 2028.", "场站于2028年竣工。"},
     {"Confidence building is dear to both.", "双方加强能力建设。"}},
    {"operation",
     {"The operator keeps the line open.", "线路由双方运营。"},
     {"Co-operation is dear to both.", "双方合作。"}},
    {"supervision",
     {"An audit takes place each year.", "每年审计一次。"},
     {"The auditorium is rented.", "双方每年会面一次。"}},
    {"evaluation",
     {"The assessment is published.", "评估结果予以公布。"},
     {"Assessable income is none of this.", "双方予以公布。"}},
    {"exit",
     {"A party terminates by notice.", "一方可以书面通知终止。"},
     {"The terminal is open.", "一方可以书面通知。"}},
    {"digital-economy",
     {"The digital economy is counted.", "数字经济另行统计。"},
     {"Digital signatures are good.", "核算力度由双方商定。"}},
    {"green-finance",
     {"Green bonds pay for it.", "发行绿色债券。"},
     {"The bonds are green.", "绿色的信封。"}},
    {"cross-border-e-commerce",
     {"Cross-border e-commerce is cleared in a day.", "跨境电商一日内通关。"},
     {"The cross-border train is late.", "跨境列车晚点。"}},
    {"artificial-intelligence",
     {"Artificial intelligence, and AI in general, is labelled.", "人工智能的输出须标识。"},
     {"The AIR is clean.", "成本核算法由双方商定。"}},
    {"data-elements",
     {"Data elements are traded.", "数据要素可以交易。"},
     {"The data are sent.", "数据须报送。"}},
    {"low-carbon",
     {"Hydrogen is bought jointly.", "共同采购氢能。"},
     {"Carbon paper is used.", "碳素笔签名。"}},
    {"platform-labour",
     {"Platform workers are insured.", "新就业形态人员参保。"},
     {"The platform of the station is long.", "站台很长。"}},
    {"low-altitude",
     {"Drones fly below 120 metres.", "无人机飞行高度低于120米。"},
     {"The altitude is low.", "海拔很低。"}},
    {"silver-economy",
     {"The silver economy is counted.", "银发经济另行统计。"},
     {"Silver is a metal.", "银是金属。"}},
    {"biomedicine",
     {"Clinical trials are recognised.", "临床试验结果互认。"},
     {"The clinic is closed.", "诊所关门。"}},
};

static bool has_subject(Arena *a, const char *found, const char *subject) {
    return str_find(str_fmt(a, " %s ", found), str_fmt(a, " %s ", subject), 0) >= 0;
}

static void every_subject_has_a_row(void **state) {
    (void)state;
    assert_int_equal(sizeof ROWS / sizeof ROWS[0], SUBJECT_COUNT);
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        assert_string_equal(ROWS[i].subject, coverage_subject(i).id);
}

static void a_subject_is_found_by_its_words(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        for (size_t k = 0; k < 2; k++)
            if (!has_subject(a, subjects_in(a, ROWS[i].found[k]), ROWS[i].subject))
                fail_msg("%s is not found in: %s", ROWS[i].subject, ROWS[i].found[k]);
    arena_free(a);
}

static void words_that_only_look_like_it_are_not(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        for (size_t k = 0; k < 2; k++)
            if (has_subject(a, subjects_in(a, ROWS[i].not_found[k]), ROWS[i].subject))
                fail_msg("%s is found in: %s", ROWS[i].subject, ROWS[i].not_found[k]);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_subject_has_a_row),
        cmocka_unit_test(a_subject_is_found_by_its_words),
        cmocka_unit_test(words_that_only_look_like_it_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
