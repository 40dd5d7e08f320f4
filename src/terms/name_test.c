// terms/name_test.c - names that formulas can read
#include "terms/terms_int.h"
#include "terms/terms_test.h"

static void names_are_checked_character_by_character(void **state) {
    (void)state;
    static const struct {
        const char *id;
        SectionKind kind;
        const char *expected; // column within the id and rule
    } rows[] = {
        {"水质类别", SECTION_QUANTITIES, ""},
        {"surcharge rate", SECTION_QUANTITIES, ""},
        {"NH3-N", SECTION_QUANTITIES, ""},
        {"Arizona's use", SECTION_QUANTITIES, ""},
        {"a/b", SECTION_QUANTITIES, ""},
        {"Ⅴ类", SECTION_QUANTITIES, ""},
        {"tariff until 2019", SECTION_QUANTITIES, ""},
        {"_x", SECTION_QUANTITIES, ""},
        {"year", SECTION_QUANTITIES, ""},
        {"year", SECTION_SETS, "1:1 reserved-name"},
        {"facts", SECTION_SETS, "1:1 reserved-name"},
        {"value", SECTION_QUANTITIES, "1:1 reserved-name"},
        {"if", SECTION_QUANTITIES, "1:1 reserved-name"},
        {"period end", SECTION_QUANTITIES, "1:1 reserved-name"},
        {"position of x", SECTION_QUANTITIES, "1:1 reserved-name"},
        {"previous", SECTION_QUANTITIES, "1:1 reserved-name"},
        {"2020年指标", SECTION_QUANTITIES, "1:1 bad-name"},
        {"-x", SECTION_QUANTITIES, "1:1 bad-name"},
        {"", SECTION_QUANTITIES, "1:1 bad-name"},
        {"单价 (元)", SECTION_QUANTITIES, "1:4 bad-name"},
        {"a  b", SECTION_QUANTITIES, "1:3 bad-name"},
        {"a ", SECTION_QUANTITIES, "1:2 bad-name"},
        {"水\xE3\x80\x80质", SECTION_QUANTITIES, "1:2 bad-name"}, // ideographic blank
        {"a=b", SECTION_QUANTITIES, "1:2 bad-name"},
        {"a,b", SECTION_QUANTITIES, "1:2 bad-name"},
        {"a\tb", SECTION_QUANTITIES, "1:2 bad-name"},
        {"价格×量", SECTION_QUANTITIES, "1:3 bad-name"},
        {"a\"", SECTION_QUANTITIES, "1:2 bad-name"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Findings f = {.arena = a};
        TermsReader r = {.arena = a, .findings = &f};
        bool is_fine =
            terms_check_name(&r, str_from(rows[i].id), (Place){STR("f"), 1, 1, 0, 0}, rows[i].kind);
        const char *found = findings_lines(a, &f, SEVERITY_NOTE);
        if (strcmp(found, rows[i].expected)) print_error("in %s\n", rows[i].id);
        assert_string_equal(found, rows[i].expected);
        assert_int_equal(is_fine, rows[i].expected[0] == '\0');
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_checked_character_by_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
