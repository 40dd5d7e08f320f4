// agree/amend_test.c - a number of the terms amended together with the words that say it
#include "agree/agree.h"
#include "base/findings_test.h"

static const char FRONT[] = "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\n"
                            "parties: {a: {name: A}, b: {name: B}}\ncurrency: CNY\n"
                            "term: {from: 2027-01-01, to: 2031-12-31, period: year}\n---\n\n";

typedef struct Row {
    const char *article, *value; // the number behind `>`
    const char *amended;         // without that mark
    size_t left;
} Row;

static void check(const Row *r) {
    Arena *a = arena_new();
    Buf source = {.arena = a};
    Findings f = {.arena = a};
    AgreeAmendment m;
    Dec value;
    const char *mark = strchr(r->article, '>');
    buf_add_c(&source, FRONT);
    size_t number = source.size + (size_t)(mark - r->article);
    buf_add(&source, (Str){r->article, (size_t)(mark - r->article)});
    buf_add_c(&source, mark + 1);
    size_t size = strspn(mark + 1, "0123456789.");
    Str text = buf_str(&source);
    const Document *d = text_parse(a, STR("x.md"), text, &f);
    assert_true(dec_from_text(str_from(r->value), &value, NULL));
    assert_true(agree_amend(a, d, place_in(STR("x.md"), text, number, size), value, &m));
    Str after = agree_amended(a, text, &m);
    const char *got = str_c(a, str_part(after, sizeof FRONT - 1, after.size));
    if (strcmp(got, r->amended)) print_error("%s\nis not\n%s\n", got, r->amended);
    assert_string_equal(got, r->amended);
    assert_int_equal(m.left_count, r->left);
    arena_free(a);
}

static void a_bond_is_amended_wherever_its_article_says_it(void **state) {
    (void)state;
    check(&(Row){"# Article 8. Bond\n\nEach deposits 5,000,000 yuan.\n\n```terms\nobligations:\n"
                 "  deposit: {bearer: a, action: \"deposit 5000000 CNY\"}\nguarantees:\n"
                 "  bond: {kind: bond, by: a, amount: >5000000, currency: CNY}\n```\n",
                 "8250000",
                 "# Article 8. Bond\n\nEach deposits 8,250,000 yuan.\n\n```terms\nobligations:\n"
                 "  deposit: {bearer: a, action: \"deposit 8250000 CNY\"}\nguarantees:\n"
                 "  bond: {kind: bond, by: a, amount: 8250000, currency: CNY}\n```\n",
                 0});
}

static void amounts_and_shares_keep_their_units(void **state) {
    (void)state;
    check(&(Row){"# 第八条 保证金\n\n各方缴存500万元。\n\n```terms\nguarantees:\n"
                 "  保证金: {kind: bond, by: a, amount: >5000000}\n```\n",
                 "8250000",
                 "# 第八条 保证金\n\n各方缴存825万元。\n\n```terms\nguarantees:\n"
                 "  保证金: {kind: bond, by: a, amount: 8250000}\n```\n",
                 0});
    check(&(Row){"# 第二条\n\n差额的50%计入价格。\n\n```terms\nparameters:\n"
                 "  联动: {value: >0.5}\n```\n",
                 "0.725",
                 "# 第二条\n\n差额的72.5%计入价格。\n\n```terms\nparameters:\n"
                 "  联动: {value: 0.725}\n```\n",
                 0});
}

static void two_values_alike_are_told_apart_by_their_order(void **state) {
    (void)state;
    check(&(Row){"# Article 2\n\n50 per cent are passed on; B bears 50 per cent of the rest.\n\n"
                 "```terms\nparameters:\n  passed on: {note: \"%\", value: >50}\n"
                 "  borne: {note: \"%\", value: 50}\n```\n",
                 "80",
                 "# Article 2\n\n80 per cent are passed on; B bears 50 per cent of the rest.\n\n"
                 "```terms\nparameters:\n  passed on: {note: \"%\", value: 80}\n"
                 "  borne: {note: \"%\", value: 50}\n```\n",
                 0});
}

static void what_cannot_be_told_apart_is_left_to_a_person(void **state) {
    (void)state;
    check(&(Row){"# Article 2\n\nThe base is 700 yuan at an index of 700; 700 are taken off.\n\n"
                 "```terms\nparameters:\n  base: {value: >700}\n  index base: {value: 700}\n```\n",
                 "720",
                 "# Article 2\n\nThe base is 700 yuan at an index of 700; 700 are taken off.\n\n"
                 "```terms\nparameters:\n  base: {value: 720}\n  index base: {value: 700}\n```\n",
                 3});
    check(&(Row){"# 第八条\n\n各方缴存五百万元。\n\n```terms\nparameters:\n"
                 "  保证金: {value: >5000000}\n```\n",
                 "8000000",
                 "# 第八条\n\n各方缴存五百万元。\n\n```terms\nparameters:\n"
                 "  保证金: {value: 8000000}\n```\n",
                 1});
}

static void what_is_no_number_of_the_terms_is_refused(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    AgreeAmendment m;
    Str text = str_fmt(a, "%s# Article 1\n\nPay 5 yuan.\n", FRONT);
    const Document *d = text_parse(a, STR("x.md"), text, &f);
    size_t at = (size_t)str_find(text, STR("5 yuan"), 0);
    assert_false(agree_amend(a, d, place_in(STR("x.md"), text, at, 1), dec_from_int(6), &m));
    assert_false(agree_amend(a, d, place_in(STR("x.md"), text, at, 6), dec_from_int(6), &m));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bond_is_amended_wherever_its_article_says_it),
        cmocka_unit_test(amounts_and_shares_keep_their_units),
        cmocka_unit_test(two_values_alike_are_told_apart_by_their_order),
        cmocka_unit_test(what_cannot_be_told_apart_is_left_to_a_person),
        cmocka_unit_test(what_is_no_number_of_the_terms_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
