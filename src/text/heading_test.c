// text/heading_test.c - numbers of headings, slugs
#include "base/findings_test.h"
#include "text/text_int.h"

static void numbers_become_ids(void **state) {
    (void)state;
    static const struct {
        const char *heading, *number, *id;
    } rows[] = {
        {"第三条 水质基本补偿", "第三条", "art_3"},
        {"第十二条之一", "第十二条之一", "art_12-1"},
        {"第二十条", "第二十条", "art_20"},
        {"第一百零三条", "第一百零三条", "art_103"},
        {"第一百一十条", "第一百一十条", "art_110"},
        {"第三百条", "第三百条", "art_300"},
        {"第一千零一条", "第一千零一条", "art_1001"},
        {"第二〇条", "第二〇条", "art_20"},
        {"第 3 条 补偿", "第 3 条", "art_3"},
        {"第二章 总则", "第二章", "chp_2"},
        {"第一节", "第一节", "sec_1"},
        {"第二款", "第二款", "para_2"},
        {"第三部分", "第三部分", "part_3"},
        {"一、总则", "一、", "sec_1"},
        {"十二、附则", "十二、", "sec_12"},
        {"（一）范围", "（一）", "para_1"},
        {"(2) Scope", "(2)", "para_2"},
        {"附件", "附件", "att"},
        {"附件2：断面名单", "附件2", "att_2"},
        {"附录一", "附录一", "att_1"},
        {"Article 3", "Article 3", "art_3"},
        {"ARTICLE 3. Payment", "ARTICLE 3", "art_3"},
        {"Article 3bis", "Article 3bis", "art_3bis"},
        {"Article IV – Payments", "Article IV", "art_4"},
        {"Article XIV", "Article XIV", "art_14"},
        {"Art. 7", "Art. 7", "art_7"},
        {"§ 4 Ausgleich", "§ 4", "sec_4"},
        {"§4a", "§4a", "sec_4a"},
        {"Section 2", "Section 2", "sec_2"},
        {"Annex A", "Annex A", "att_A"},
        {"Schedule 1", "Schedule 1", "att_1"},
        {"1. Ratio", "1.", "sec_1"},
        {"2.3 Payment", "2.3", "sec_2-3"},
        {"2.3. Payment", "2.3.", "sec_2-3"},
        {"水质基本补偿", "", ""},
        {"附注 来源", "", ""},
        {"第一部", "", ""},
        {"第条", "", ""},
        {"2021 agreement", "", ""},
        {"Part of the river", "", ""},
        {"Articles of faith", "", ""},
        {"Articled clerks", "", ""},
        {"Section Mixed", "", ""},
        {"一般规定", "", ""},
        {"3.5倍", "", ""},
        {"", "", ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        HeadingNumber n = {.is_under_parent = false};
        bool found = heading_number(a, str_from(rows[i].heading), &n);
        if (found != (rows[i].id[0] != '\0')) print_error("in %s\n", rows[i].heading);
        assert_int_equal(found, rows[i].id[0] != '\0');
        assert_str(n.number, rows[i].number);
        if (found) assert_str(text_heading_number(a, str_from(rows[i].heading)), rows[i].number);
        assert_str(n.id, rows[i].id);
    }
    arena_free(a);
}

static void slugs_are_made_of_words(void **state) {
    (void)state;
    static const struct {
        const char *heading, *slug;
    } rows[] = {
        {"水质基本补偿", "水质基本补偿"},
        {"附注 来源未载明的事项", "附注-来源未载明的事项"},
        {"Water quality: targets!", "water-quality-targets"},
        {"补偿（上游）、下游", "补偿-上游-下游"},
        {"  Ärger & Übel ", "Ärger-Übel"},
        {"——", "provision"},
        {"", "provision"},
        {"a-b_c", "a-b-c"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_str(heading_slug(a, str_from(rows[i].heading)), rows[i].slug);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_become_ids),
        cmocka_unit_test(slugs_are_made_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
