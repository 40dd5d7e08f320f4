// terms/payment_test.c - who pays whom, rounding, due
#include "terms/terms_test.h"

// Six lines; the payment p stands in line 7, its further keys from column 45 on.
#define WORDS                                                                                      \
    "sets: {s: [x], e: {members: facts}}\npools: {池: }\n"                                        \
    "quantities: {公布: {type: date}, 主体: {type: party, per: e}, 量: }\n"                   \
    "formulas: {f: 1, d: {is: 1, type: date}}\n\npayments:\n"
#define PAY "  p: {from: henan, to: shandong, amount: 1, "
#define ROUNDED PAY "rounding: none, "

static void faults_of_payments_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {WORDS ROUNDED "when: 量 > 1, currency: USD, note: x}", ""},
        {WORDS "  p: {between: [henan, 池], amount: 1, rounding: none}", ""},
        {WORDS "  p: {per: [e, year], from: e, to: 主体, amount: 1, rounding: none}", ""},
        {WORDS "  p: {per: party, from: party, to: 池, spread: \"[1, 2]\", rounding: none}", ""},
        {WORDS "  p: {from: f, to: henan, amount: 1, rounding: none}", ""},
        {WORDS PAY "unit: x}", "7:3 payment-without-rounding\n7:45 unknown-key"},
        {WORDS "  p:", "7:3 missing-key\n7:3 missing-key\n7:3 payment-without-rounding"},
        {WORDS "  p: {from: henan, amount: 1, rounding: none}", "7:3 missing-key"},
        {WORDS "  p: {from: henan, to: shandong, rounding: none}", "7:3 missing-key"},
        {WORDS "  p: {from: henna, to: shandong, amount: 1, rounding: none}", "7:13 unknown-party"},
        {WORDS "  p: {from: henan, to: 量, amount: 1, rounding: none}", "7:24 wrong-type"},
        {WORDS "  p: {from: henan, to: 公布, amount: 1, rounding: none}", "7:24 wrong-type"},
        {WORDS "  p: {from: s, to: henan, amount: 1, rounding: none}", "7:13 set-not-in-per"},
        {WORDS "  p: {from: henan, to: henan, amount: 1, rounding: none}", "7:24 same-party"},
        {WORDS "  p: {from: [henan], to: 池, amount: 1, rounding: none}", "7:13 wrong-type"},
        {WORDS "  p: {between: henan, amount: 1, rounding: none}", "7:16 wrong-type"},
        {WORDS "  p: {between: [henan], amount: 1, rounding: none}", "7:16 wrong-type"},
        {WORDS "  p: {between: [henan, 池], to: 池, amount: 1, rounding: none}",
         "7:16 conflicting-keys"},
        {WORDS "  p: {between: [henan, xx], amount: 1, rounding: none}", "7:24 unknown-party"},
        {WORDS PAY "spread: 2, rounding: none}", "7:3 spread-without-set\n7:53 conflicting-keys"},
    };
    CHECK_CASES(cases);
}

static void faults_of_rounding_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {WORDS PAY "rounding: {to: 1, mode: half up}}", ""},
        {WORDS PAY "rounding: {to: if value >= 10000 then 100 else 10, mode: floor}}", ""},
        {WORDS PAY "per: party, rounding: {to: 1, mode: largest remainder, ties: first}}", ""},
        {WORDS PAY "rounding: }", "7:3 payment-without-rounding"},
        {WORDS PAY "rounding: 1}", "7:55 bad-rounding"},
        {WORDS PAY "rounding: nothing}", "7:55 bad-rounding"},
        {WORDS PAY "rounding: {mode: up}}", "7:55 missing-key"},
        {WORDS PAY "rounding: {to: 1}}", "7:55 missing-key"},
        {WORDS PAY "rounding: {to: 0, mode: up}}", "7:60 bad-rounding"},
        {WORDS PAY "rounding: {to: -1, mode: up}}", "7:60 bad-rounding"},
        {WORDS PAY "rounding: {to: 1, mode: 四舍五入}}", "7:69 unknown-choice"},
        {WORDS PAY "rounding: {to: 1, mode: up, ties: first}}", "7:79 bad-rounding"},
        {WORDS PAY "rounding: {to: 1, mode: largest remainder}}", "7:55 bad-rounding"},
        {WORDS PAY "rounding: {to: 1, mode: up, by: 2}}", "7:73 unknown-key"},
    };
    CHECK_CASES(cases);
}

static void roundings_are_kept(void **state) {
    (void)state;
    static const struct {
        const char *rounding;
        const char *step;
        DecRounding mode;
        bool is_none, is_largest_remainder;
        RoundingTies ties;
    } rows[] = {
        {"none", "", DEC_HALF_EVEN, true, false, TIES_UNNAMED},
        {"{to: 1, mode: half even}", "1", DEC_HALF_EVEN, false, false, TIES_UNNAMED},
        {"{to: 0.01, mode: half up}", "0.01", DEC_HALF_UP, false, false, TIES_UNNAMED},
        {"{to: 100, mode: half down}", "100", DEC_HALF_DOWN, false, false, TIES_UNNAMED},
        {"{to: 1, mode: up}", "1", DEC_UP, false, false, TIES_UNNAMED},
        {"{to: 1, mode: down}", "1", DEC_DOWN, false, false, TIES_UNNAMED},
        {"{to: 1, mode: floor}", "1", DEC_FLOOR, false, false, TIES_UNNAMED},
        {"{to: 1, mode: ceiling}", "1", DEC_CEILING, false, false, TIES_UNNAMED},
        {"{to: 1, mode: largest remainder}", "1", DEC_HALF_EVEN, false, true, TIES_UNNAMED},
        {"{to: 1, mode: largest remainder, ties: last}", "1", DEC_HALF_EVEN, false, true,
         TIES_LAST},
        {"{to: 1, mode: largest remainder, ties: largest}", "1", DEC_HALF_EVEN, false, true,
         TIES_LARGEST},
        {"{to: 1, mode: largest remainder, ties: smallest}", "1", DEC_HALF_EVEN, false, true,
         TIES_SMALLEST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block = str_fmt(a, WORDS PAY "per: party, rounding: %s}", rows[i].rounding);
        const Rounding *r = &item_of(terms_of_block(a, block.at, &f), "p")->rounding;
        assert_int_equal(f.count, 0);
        assert_true(r->is_given);
        assert_str(r->step.text, rows[i].step);
        assert_int_equal(r->mode, rows[i].mode);
        assert_int_equal(r->is_none, rows[i].is_none);
        assert_int_equal(r->is_largest_remainder, rows[i].is_largest_remainder);
        assert_int_equal(r->ties, rows[i].ties);
        arena_free(a);
    }
}

static void faults_of_due_are_found(void **state) {
    (void)state;
    static const TermsCase cases[] = {
        {WORDS ROUNDED "due: P30D after 公布}", ""},
        {WORDS ROUNDED "due: 30 days after d}", ""},
        {WORDS ROUNDED "due: P30D after f}", ""},
        {WORDS ROUNDED "due: P30D}", "7:66 bad-due"},
        {WORDS ROUNDED "due: 10 working days}", "7:66 bad-due"},
        {WORDS ROUNDED "due: soon after 公布}", "7:66 bad-due"},
        {WORDS ROUNDED "due: PT5H after 公布}", "7:66 bad-due"},
        {WORDS ROUNDED "due: P30D after 公告}", "7:77 unknown-name"},
        {WORDS ROUNDED "due: \"P30D after  公告\"}", "7:79 unknown-name"},
        {WORDS ROUNDED "due: P30D after 量}", "7:77 wrong-type"},
        {WORDS ROUNDED "due: P30D after}", "7:66 unknown-name"},
        {WORDS ROUNDED "due: 公告}", "7:66 unknown-name"},
        {WORDS ROUNDED "due: [P30D]}", "7:66 wrong-type"},
    };
    CHECK_CASES(cases);
}

static void dues_are_read(void **state) {
    (void)state;
    static const struct {
        const char *due;
        DueAnchor anchor;
        int months, days;
        bool is_working_days;
    } rows[] = {
        {"P30D after 公布", DUE_ITEM, 0, 30, false},
        {"P1Y2M3W4D after period end", DUE_PERIOD_END, 14, 25, false},
        {"P1M before period start", DUE_PERIOD_START, -1, 0, false},
        {"10 working days after period end", DUE_PERIOD_END, 0, 10, true},
        {"1 working day before 公布", DUE_ITEM, 0, -1, true},
        {"15 days after period end", DUE_PERIOD_END, 0, 15, false},
        {"2 weeks after period end", DUE_PERIOD_END, 0, 14, false},
        {"1 month after period end", DUE_PERIOD_END, 1, 0, false},
        {"3 years after period end", DUE_PERIOD_END, 36, 0, false},
        {"period end", DUE_PERIOD_END, 0, 0, false},
        {"公布", DUE_ITEM, 0, 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block = str_fmt(a, WORDS ROUNDED "due: %s}", rows[i].due);
        const Due *due = &item_of(terms_of_block(a, block.at, &f), "p")->due;
        assert_int_equal(f.count, 0);
        assert_int_equal(due->anchor, rows[i].anchor);
        assert_int_equal(due->months, rows[i].months);
        assert_int_equal(due->days, rows[i].days);
        assert_int_equal(due->is_working_days, rows[i].is_working_days);
        assert_str(due->text, rows[i].due);
        arena_free(a);
    }
}

static void actors_are_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *keys;
        ActorKind from, to;
        uint32_t from_index, to_index;
    } rows[] = {
        {"from: henan, to: 池", ACTOR_PARTY, ACTOR_POOL, 0, 0},
        {"between: [shandong, henan]", ACTOR_PARTY, ACTOR_PARTY, 1, 0},
        {"per: [e], from: e, to: 主体", ACTOR_MEMBER, ACTOR_ITEM, 2, 1},
        {"per: [party], from: party, to: 池", ACTOR_MEMBER, ACTOR_POOL, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Findings f;
        Str block = str_fmt(a, WORDS "  p: {%s, amount: 1, rounding: none}", rows[i].keys);
        const Item *p = item_of(terms_of_block(a, block.at, &f), "p");
        assert_int_equal(f.count, 0);
        assert_int_equal(p->from.kind, rows[i].from);
        assert_int_equal(p->to.kind, rows[i].to);
        assert_int_equal(p->from.index, rows[i].from_index);
        assert_int_equal(p->to.index, rows[i].to_index);
        arena_free(a);
    }
}

static void a_payment_needs_a_currency(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f;
    const char *text = "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nparties: {a: , b: }\n"
                       "term: {from: 2020-01-01}\n---\n```terms\npayments:\n"
                       "  p: {from: a, to: b, amount: 1, rounding: none}\n"
                       "  q: {from: a, to: b, amount: 1, rounding: none, currency: EUR}\n```\n";
    const Terms *t = terms_of(a, str_from(text), &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "11:3 missing-currency");
    assert_str(item_of(t, "q")->currency, "EUR");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_payments_are_found),
        cmocka_unit_test(faults_of_rounding_are_found),
        cmocka_unit_test(roundings_are_kept),
        cmocka_unit_test(faults_of_due_are_found),
        cmocka_unit_test(dues_are_read),
        cmocka_unit_test(actors_are_told_apart),
        cmocka_unit_test(a_payment_needs_a_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
