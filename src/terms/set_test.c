// terms/set_test.c - sets and their members
#include "terms/terms_test.h"

static void faults_of_sets_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {"sets:\n  断面: [九里, 官塘]", ""},
        {"sets:\n  断面: {members: [九里, 官塘]}", ""},
        {"sets:\n  断面: {members: {九里: Jiuli, 官塘: {en: Guantang}, 旧县: }}", ""},
        {"sets:\n  上游: {members: parties, of: [henan]}", ""},
        {"sets:\n  上游: {members: parties, of: henan}", ""},
        {"sets:\n  全部: {members: parties}", ""},
        {"sets:\n  企业: {members: facts}", ""},
        {"sets:\n  断面:", "2:3 missing-key"},
        {"sets:\n  断面: {}", "2:3 missing-key"},
        {"sets:\n  断面: 九里", "2:7 wrong-type"},
        {"sets:\n  断面: {members: 九里}", "2:17 wrong-type"},
        {"sets:\n  断面: {members: \"facts\"}", "2:18 wrong-type"},
        {"sets:\n  断面: {members: []}", "2:17 empty-set"},
        {"sets:\n  断面: [九里, 九里]", "2:12 duplicate-word"},
        {"sets:\n  断面: [九里, [a]]", "2:12 wrong-type"},
        {"sets:\n  断面: {member: [九里]}", "2:3 missing-key\n2:8 unknown-key"},
        {"sets:\n  上游: {members: parties, of: [henan, shanxi]}", "2:38 unknown-party"},
        {"sets:\n  上游: {members: parties, of: [henan, henan]}", "2:38 duplicate-word"},
        {"sets:\n  断面: {members: [九里], of: [henan]}", "2:27 unknown-key"},
        {"sets:\n  party: [a]", "2:3 reserved-name"},
        {"sets:\n  year: [a]", "2:3 reserved-name"},
    };
    CHECK_CASES(cases);
}

static void members_keep_their_order_and_labels(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(
        a,
        "sets:\n  断面: {label: {en: section}, members: {九里: {en: Jiuli}, 官塘: 官塘桥, 旧县: "
        "}}\n"
        "  上游: {members: parties, of: [shandong, henan]}\n  企业: {members: facts}",
        &f);
    assert_int_equal(f.count, 0);
    assert_int_equal(t->set_count, 4);
    const Set *s = &t->sets[1];
    assert_int_equal(s->kind, MEMBERS_LISTED);
    assert_int_equal(s->member_count, 3);
    assert_str(localised_in(&s->label, STR("en")), "section");
    assert_str(localised_in(&s->label, STR("zh")), "断面");
    assert_str(s->members[1], "官塘");
    assert_str(localised_in(&s->member_labels[0], STR("en")), "Jiuli");
    assert_str(localised_in(&s->member_labels[0], STR("zh")), "九里");
    assert_str(localised_in(&s->member_labels[1], STR("zh")), "官塘桥");
    assert_str(localised_in(&s->member_labels[2], STR("zh")), "旧县");
    uint32_t position;
    assert_true(map_get(&s->member_index, STR("旧县"), &position));
    assert_int_equal(position, 2);
    assert_int_equal(t->sets[2].kind, MEMBERS_PARTIES);
    assert_str(t->sets[2].members[0], "shandong");
    assert_str(localised_in(&t->sets[2].member_labels[1], STR("en")), "Henan");
    assert_int_equal(t->sets[3].kind, MEMBERS_FACTS);
    assert_int_equal(t->sets[3].member_count, 0);
    arena_free(a);
}

static void the_set_of_all_parties_is_always_there(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const Terms *t = terms_of_block(a, "", &f);
    uint32_t set = 9;
    assert_true(map_get(&t->set_index, STR("party"), &set));
    assert_int_equal(set, 0);
    assert_int_equal(t->sets[0].kind, MEMBERS_PARTIES);
    assert_int_equal(t->sets[0].member_count, 2);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_sets_are_found),
        cmocka_unit_test(members_keep_their_order_and_labels),
        cmocka_unit_test(the_set_of_all_parties_is_always_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
