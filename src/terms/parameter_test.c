// terms/parameter_test.c - agreed numbers: plain, by member, by date
#include "terms/terms_test.h"

#define SETS "sets: {s: [x, y], u: [p, q]}\nparameters:\n" // two lines before the first parameter

static void faults_of_parameters_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {SETS "  a: 20000000", ""},
        {SETS "  a: 4 * 1000", ""},
        {SETS "  a: [2, 4, 6]", ""},
        {SETS "  a: {value: 5, unit: CNY/t, type: number, source: 公报}", ""},
        {SETS "  a: {value: \"[1..6]\"}", ""},
        {SETS "  a: {per: s, value: {x: 1, y: 2}}", ""},
        {SETS "  a: {per: [s, u], value: {x: {p: 1, q: 2}, y: {p: 3, q: 4}}}", ""},
        {SETS "  a: {value: {since 2020-01-01: 1, since 2021-01-01: 2}}", ""},
        {SETS "  a: {per: s, value: {since 2020-01-01: {x: 1, y: 2}}}", ""},
        {SETS "  a: {per: s, value: {x: {since 2020-01-01: 1}, y: 2}}", ""},
        {SETS "  a: {per: party, value: {henan: 1, shandong: 2}}", ""},
        {SETS "  a: {per: once, value: 1}", ""},
        {SETS "  a:", "3:3 missing-key"},
        {SETS "  a: {unit: t}", "3:3 missing-key"},
        {SETS "  a: {value: }", "3:3 missing-key"},
        {SETS "  a: {valeu: 1}", "3:3 missing-key\n3:7 unknown-key"},
        {SETS "  a: {value: {x: 1}}", "3:14 wrong-type"},
        {SETS "  a: {per: s, value: 1}", "3:22 wrong-type"},
        {SETS "  a: {per: s, value: {x: 1}}", "3:22 missing-member"},
        {SETS "  a: {per: s, value: {x: 1, y: 2, z: 3}}", "3:35 unknown-member"},
        {SETS "  a: {per: [s, u], value: {x: {p: 1, q: 2}, y: {p: 3}}}", "3:48 missing-member"},
        {SETS "  a: {per: [s, u], value: {x: {p: 1, q: 2}, y: 3}}", "3:48 wrong-type"},
        {SETS "  a: {per: s, value: {x: , y: 2}}", "3:26 wrong-type"},
        {SETS "  a: {per: year, value: 1}", "3:12 bad-per"},
        {SETS "  a: {per: v, value: {x: 1}}\nsets2:\n",
         "3:12 unknown-set\n3:22 wrong-type\n4:1 unknown-section"},
        {"sets: {e: {members: facts}}\nparameters:\n  a: {per: e, value: {x: 1}}", "3:12 bad-per"},
        {SETS "  a: {value: {since 2020: 1}}", "3:15 bad-date"},
        {SETS "  a: {value: {since 2020-01-01: 1, 2021-01-01: 2}}", "3:36 bad-date"},
        {SETS "  a: {value: {since 2021-01-01: 2, since 2020-01-01: 1}}",
         "3:15 parameter-gap\n3:36 bad-date"},
        {SETS "  a: {value: {since 2021-01-01: 2}}", "3:15 parameter-gap"},
        {SETS "  a: {value: {since 2020-01-01: {since 2021-01-01: 1}}}", "3:33 wrong-type"},
        {SETS "  a: {value: \n    - 1\n    - 2}", "4:5 yaml"},
        {SETS "  a:\n    - 1\n    - 2", "4:5 wrong-type"},
    };
    CHECK_CASES(cases);
}

// "0,1@18262=7": members, the day from which, the formula.
static Str flat(Arena *a, const Item *item) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < item->value_count; i++) {
        const ParameterValue *v = &item->values[i];
        if (i) buf_add_byte(&b, ' ');
        for (size_t s = 0; s < item->set_count; s++)
            buf_add_fmt(&b, "%s%u", s ? "," : "", v->members[s]);
        if (v->has_from) buf_add_fmt(&b, "@%lld", (long long)v->from_day);
        buf_add_fmt(&b, "=%.*s", STR_ARG(v->value.text));
    }
    return buf_str(&b);
}

static void values_are_laid_out_flat(void **state) {
    (void)state;
    static const struct {
        const char *block, *expected;
    } rows[] = {
        {SETS "  a: 1", "=1"},
        {SETS "  a: [2, 4, 6] # limits", "=[2, 4, 6]"},
        {SETS "  a: {value: '\"x\"'}", "=\"x\""},
        {SETS "  a: {per: s, value: {y: 2, x: 1}}", "1=2 0=1"},
        {SETS "  a: {per: [s, u], value: {x: {p: 1, q: 2}, y: {p: 3, q: 4}}}",
         "0,0=1 0,1=2 1,0=3 1,1=4"},
        {SETS "  a: {value: {since 2020-01-01: 1, since 2021-01-01: 2}}", "@18262=1 @18628=2"},
        {SETS "  a: {per: s, value: {x: {since 2020-01-01: 1}, y: 2}}", "0@18262=1 1=2"},
        {SETS "  a: {per: s, value: {since 2020-01-01: {x: 1, y: 2}}}", "0@18262=1 1@18262=2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        const Item *item = item_of(terms_of_block(a, rows[i].block, &f), "a");
        assert_str(flat(a, item), rows[i].expected);
        assert_int_equal(item->grain, GRAIN_ONCE);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_parameters_are_found),
        cmocka_unit_test(values_are_laid_out_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
