// eval/column_test.c - tests of eval/column.c: by columns and cell by cell the same comes out
//
// A member without a fact sends its whole chunk the other way. So the same world is settled twice,
// once with such members among the others, and what the others pay must not differ.
#include "eval/settled_test.h"

enum { MEMBERS = 700, MANY_MEMBERS = 9000, YEARS = 4, EACH_MISSING = 90 };

static const char *const agreement =
    "---\n"
    "softlaw: 1\n"
    "id: shares\n"
    "title: {en: Shares}\n"
    "language: en\n"
    "parties: {north: {name: North}, south: {name: South}, east: {name: East}}\n"
    "currency: CNY\n"
    "term: {from: 2020-01-01, to: 2023-12-31, period: year}\n"
    "---\n"
    "# 1\n"
    "\n"
    "```terms\n"
    "sets:\n"
    "  firm: {members: facts}\n"
    "  base: {members: {a: A, b: B}}\n"
    "quantities:\n"
    "  home: {per: firm, type: party}\n"
    "  host: {per: firm, type: party}\n"
    "  is in: {per: firm, type: boolean}\n"
    "  tax: {per: [firm, year], unit: CNY}\n"
    "  before: {per: [base, firm], unit: CNY}\n"
    "formulas:\n"
    "  cap: {per: firm, unit: CNY, is: sum(before)}\n"
    "  large: {per: firm, is: \"is in and mean(before) >= 500\"}\n"
    "  share:\n"
    "    per: [firm, year]\n"
    "    unit: CNY\n"
    "    is: \"if large then clamp(tax * 0.375, -previous(total), cap - previous(total)) else 0\"\n"
    "    rounding: {to: 0.01, mode: %s}\n"
    "  total:\n"
    "    {per: [firm, year], unit: CNY, is: previous(total) + share, initial: 0}\n"
    "  state:\n"
    "    per: [firm, year]\n"
    "    is: 'if not(large) then \"small\" else if total >= cap then \"full\" else \"open\"'\n"
    "payments:\n"
    "  transfer:\n"
    "    per: [firm, year]\n"
    "    between: [host, home]\n"
    "    amount: share * 1.001\n"
    "    when: state != \"small\"\n"
    "    rounding: {to: 0.1, mode: %s}\n"
    "    due: P30D after period end\n"
    "```\n";

static const char *const modes[] = {"half even", "half up", "half down", "up",
                                    "down",      "floor",   "ceiling"};

static uint32_t random_next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void add_firm(Buf *b, const char *id, uint32_t *seed, bool is_missing) {
    static const char *const parties[] = {"north", "south", "east"};
    uint32_t home = random_next(seed) % 3, host = (home + 1 + random_next(seed) % 2) % 3;
    buf_add_fmt(b, "home,%s,,,%s\nhost,%s,,,%s\n", id, parties[home], id, parties[host]);
    buf_add_fmt(b, "is in,%s,,,%s\n", id, random_next(seed) % 4 ? "true" : "false");
    buf_add_fmt(b, "before,%s,a,,%u.%02u\n", id, random_next(seed) % 1500, random_next(seed) % 100);
    buf_add_fmt(b, "before,%s,b,,%u\n", id, random_next(seed) % 900);
    for (int i = 0; i < YEARS; i++) {
        uint32_t whole = random_next(seed) % 3000, part = random_next(seed) % 1000;
        const char *sign = random_next(seed) % 5 ? "" : "-";
        if (is_missing && i == 1) continue;
        buf_add_fmt(b, "tax,%s,,%d,%s%u.%03u\n", id, 2020 + i, sign, whole, part);
    }
}

static const char *world_of(Arena *a, int members, bool has_missing) {
    Buf b = {.arena = a};
    uint32_t seed = 7;
    buf_add_c(&b, "quantity,firm,base,period,value\n");
    for (int i = 0; i < members; i++) {
        char id[24];
        snprintf(id, sizeof id, "F%d", i);
        add_firm(&b, id, &seed, false);
        uint32_t other = seed;
        snprintf(id, sizeof id, "M%d", i);
        if (has_missing && i % EACH_MISSING == 0) add_firm(&b, id, &other, true);
    }
    return str_c(a, buf_str(&b));
}

static const char *world(Arena *a, bool has_missing) {
    return world_of(a, MEMBERS, has_missing);
}

// Payments of members that have all facts.
static const char *payments_of_whole(const Settled *s) {
    Buf b = {.arena = s->arena};
    PaymentCursor cursor = {0, 0};
    for (Payment p = {0}; outcome_next(s->outcome, &cursor, &p);) {
        const Item *item = &s->terms->items[p.item];
        Str member = outcome_member_id(s->outcome, item->sets[0], p.members[0]);
        if (member.at[0] == 'F') buf_add(&b, settled_payment(s, &p));
    }
    return str_c(s->arena, buf_str(&b));
}

static void columns_and_cells_pay_the_same_in_every_rounding_mode(void **state) {
    (void)state;
    size_t count = sizeof modes / sizeof *modes;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Str text = str_fmt(a, agreement, modes[i], modes[(i + 3) % count]);
        Settled columns = settled_open(str_c(a, text), world(a, false));
        Settled cells = settled_open(str_c(a, text), world(a, true));
        assert_int_equal(settled_errors(&columns), 0);
        assert_int_not_equal(settled_errors(&cells), 0);
        assert_string_equal(payments_of_whole(&columns), payments_of_whole(&cells));
        assert_true(outcome_payment_count(columns.outcome) > (size_t)MEMBERS);
        settled_close(&columns);
        settled_close(&cells);
        arena_free(a);
    }
}

static void the_outcome_does_not_depend_on_the_size_of_batches(void **state) {
    (void)state;
    static const uint32_t sizes[] = {1, 7, 256, 300, 5000};
    Arena *a = arena_new();
    const char *text = str_c(a, str_fmt(a, agreement, "half up", "half even"));
    Settled first = settled_open(text, world(a, true));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Settled s = settled_with(text, world(a, true), (EvalOptions){.batch_members = sizes[i]});
        assert_string_equal(settled_payments(&s), settled_payments(&first));
        assert_int_equal(outcome_residue_count(s.outcome), outcome_residue_count(first.outcome));
        settled_close(&s);
    }
    settled_close(&first);
    arena_free(a);
}

static void the_outcome_does_not_depend_on_the_number_of_threads(void **state) {
    (void)state;
    Arena *a = arena_new();
    const char *text = str_c(a, str_fmt(a, agreement, "half up", "half even"));
    for (int has_missing = 0; has_missing < 2; has_missing++) {
        const char *facts = world_of(a, MANY_MEMBERS, has_missing);
        EvalOptions one = {.payments_only = true}, three = {.payments_only = true, .threads = 3};
        Settled first = settled_with(text, facts, one), second = settled_with(text, facts, three);
        assert_true(outcome_payment_count(first.outcome) > (size_t)MANY_MEMBERS);
        assert_string_equal(settled_payments(&first), settled_payments(&second));
        assert_string_equal(settled_rules(&first, SEVERITY_NOTE),
                            settled_rules(&second, SEVERITY_NOTE));
        assert_int_equal(outcome_residue_count(first.outcome),
                         outcome_residue_count(second.outcome));
        Residue x = outcome_residue(first.outcome, 0), y = outcome_residue(second.outcome, 0);
        assert_int_equal(dec_compare(x.amount, y.amount), 0);
        settled_close(&first);
        settled_close(&second);
    }
    arena_free(a);
}

static void a_cursor_meets_each_payment_in_order(void **state) {
    (void)state;
    Arena *a = arena_new();
    const char *text = str_c(a, str_fmt(a, agreement, "half up", "half even"));
    Settled s = settled_open(text, world(a, true));
    PaymentCursor cursor = {0, 0};
    size_t at = 0;
    for (Payment p = {0}; outcome_next(s.outcome, &cursor, &p); at++) {
        Payment other = outcome_payment(s.outcome, at);
        assert_int_equal(p.members[0], other.members[0]);
        assert_int_equal(p.period.index, other.period.index);
        assert_int_equal(dec_compare(p.amount, other.amount), 0);
    }
    assert_int_equal(at, outcome_payment_count(s.outcome));
    for (size_t i = 0; i < outcome_period_count(s.outcome); i++) {
        size_t end = outcome_period_start(s.outcome, i + 1);
        for (size_t k = outcome_period_start(s.outcome, i); k < end; k += 100)
            assert_int_equal(outcome_payment(s.outcome, k).period.index,
                             outcome_period(s.outcome, i).index);
    }
    settled_close(&s);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_and_cells_pay_the_same_in_every_rounding_mode),
        cmocka_unit_test(the_outcome_does_not_depend_on_the_size_of_batches),
        cmocka_unit_test(the_outcome_does_not_depend_on_the_number_of_threads),
        cmocka_unit_test(a_cursor_meets_each_payment_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
