// coverage/group_test.c - agreements between the same regions, and what they leave out together
#include "coverage/coverage_test.h"

static const Coverage *agreement(Arena *a, const char *parties, const char *words) {
    Findings f = {.arena = a};
    Str text = str_fmt(a,
                       "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nparties: %s\n"
                       "term: {from: 2027-01-01}\n---\n# Article 1. Clause\n\n%s\n",
                       parties, words);
    return coverage_from_terms(a, coverage_words_new(a), terms_of(a, text), &f);
}

// "0 1; 0": the agreements of each group.
static const char *groups_of(Arena *a, const Coverage *const *all, size_t count) {
    size_t group_count;
    const CoverageGroup *groups = coverage_groups(a, all, count, &group_count);
    Buf b = {.arena = a};
    for (size_t i = 0; i < group_count; i++) {
        if (i) buf_add_byte(&b, ';');
        for (size_t k = 0; k < groups[i].agreement_count; k++)
            buf_add_fmt(&b, "%s%zu", b.size ? " " : "", groups[i].agreements[k]);
    }
    return str_c(a, buf_str(&b));
}

static void agreements_that_bind_all_of_the_regions_are_together(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coverage *all[] = {
        agreement(a, "{a: Henan, b: Shandong}", "Production."),
        agreement(a, "{x: Shandong, y: Henan}", "Marketing."),
        agreement(a, "{x: Shandong, y: Henan, z: Hebei}", "Design."),
        agreement(a, "{a: Beijing, b: Hebei}", "Exit."),
    };
    assert_string_equal(groups_of(a, all, 4), "0 1 2; 2; 3");
    assert_string_equal(groups_of(a, all, 0), "");
    arena_free(a);
}

static void a_region_is_the_same_under_any_of_its_names(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coverage *all[] = {
        agreement(a, "{a: Henan, b: Shandong}", "Production."),
        agreement(a, "{a: 河南省, b: 山东省}", "Marketing."),
        agreement(a,
                  "{henan: {name: 河南省, label: {zh: 河南省, de: Henan}}, "
                  "b: {name: 山东省, label: {de: Shandong}}}",
                  "Design."),
    };
    assert_string_equal(groups_of(a, all, 3), "0 1 2");
    assert_string_equal(groups_of(a, all, 2), "0; 1");
    arena_free(a);
}

// The ids of a template are roles: who is meant is said by the name.
static void the_same_id_is_not_the_same_region(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coverage *all[] = {
        agreement(a, "{supplier: Shanxi, buyer: Hebei}", "Production."),
        agreement(a, "{supplier: Henan, buyer: Hebei}", "Production."),
    };
    assert_string_equal(groups_of(a, all, 2), "0; 1");
    arena_free(a);
}

static void what_one_covers_is_covered_for_all(void **state) {
    (void)state;
    Arena *a = arena_new();
    size_t count;
    const Coverage *all[] = {
        agreement(a, "{a: Henan, b: Shandong}", "Production is audited; drones fly."),
        agreement(a, "{a: Henan, b: Shandong}", "Production is audited; design needs a permit."),
    };
    const CoverageGroup *g = coverage_groups(a, all, 2, &count);
    assert_int_equal(count, 1);
    assert_int_equal(g->spoken[CHAIN_PRODUCTION][LIFE_SUPERVISION - SUBJECT_LIFE], 2);
    assert_int_equal(g->spoken[CHAIN_DESIGN][LIFE_APPROVAL - SUBJECT_LIFE], 1);
    assert_int_equal(g->spoken[CHAIN_MARKETING][LIFE_NONE], 0);
    assert_int_equal(g->fields[FIELD_LOW_ALTITUDE - SUBJECT_FIELD], 1);
    assert_int_equal(g->fields[FIELD_GREEN_FINANCE - SUBJECT_FIELD], 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreements_that_bind_all_of_the_regions_are_together),
        cmocka_unit_test(a_region_is_the_same_under_any_of_its_names),
        cmocka_unit_test(the_same_id_is_not_the_same_region),
        cmocka_unit_test(what_one_covers_is_covered_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
