// settle/post_db_test.c - posting: once, corrected, refused; a settlement whose sides differ
#include "settle/fixture_test.h"

static void a_statement_is_posted_as_balanced_entries(void **state) {
    Fixture *f = *state;
    Statement st = one_line(f, "2021", "63400000");
    PostResult r = post(f, &st);
    assert_int_equal(r.outcome, POST_DONE);
    assert_int_equal(r.run, 1);
    assert_int_equal(r.entry_count, 1);
    assert_balance(f, "Agreements:river:shandong:Payable", "CNY", "-63400000");
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "63400000");
}

static void posting_twice_changes_nothing_and_says_so(void **state) {
    Fixture *f = *state;
    Statement st = one_line(f, "2021", "5.25");
    Head before, after;
    assert_int_equal(post(f, &st).outcome, POST_DONE);
    assert_true(store_head(f->store, &before, NULL));
    static const char *const KEYS[] = {"", "after 0", "another key"};
    for (size_t i = 0; i < 3; i++) {
        PostResult again = post_as(f, &st, KEYS[i], false);
        assert_int_equal(again.outcome, POST_ALREADY_POSTED);
        assert_int_equal(again.run, 1);
    }
    assert_true(store_head(f->store, &after, NULL));
    assert_int_equal(before.size, after.size);
    assert_true(sha256_is(before.root, after.root));
}

static void a_correction_reverses_and_posts_anew(void **state) {
    Fixture *f = *state;
    Statement wrong = one_line(f, "2021", "100"), right = one_line(f, "2021", "120");
    assert_int_equal(post(f, &wrong).outcome, POST_DONE);
    PostResult r = correct(f, &right);
    assert_int_equal(r.outcome, POST_DONE);
    assert_int_equal(r.corrects, 1);
    assert_int_equal(r.entry_count, 2);
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "120");
    assert_int_equal(correct(f, &right).outcome, POST_ALREADY_POSTED);
    PostResult back = correct(f, &wrong);
    assert_int_equal(back.outcome, POST_DONE);
    assert_int_equal(back.corrects, 2);
    assert_int_equal(back.entry_count, 2); // only the lines of run 2 are reversed
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "100");
}

typedef struct Seen {
    Arena *arena;
    Entry entries[8];
    size_t count;
} Seen;

static bool see(void *self, const Entry *e) {
    Seen *seen = self;
    seen->entries[seen->count] = *e;
    seen->entries[seen->count++].amount = str_copy(seen->arena, e->amount);
    return seen->count < 8;
}

static void the_entries_of_a_correction_name_what_they_reverse(void **state) {
    Fixture *f = *state;
    Statement wrong = one_line(f, "2021", "100"), right = one_line(f, "2021", "120");
    post(f, &wrong);
    correct(f, &right);
    Seen seen = {.arena = f->arena};
    assert_true(settle_visit_entries(f->store, 1, 100, see, &seen, NULL));
    assert_int_equal(seen.count, 3);
    assert_int_equal(seen.entries[1].reverses, 1);
    assert_int_equal(seen.entries[1].run, 2);
    assert_true(str_is(seen.entries[1].amount, STR("-100")));
    assert_int_equal(seen.entries[2].reverses, 0);
    Run run;
    assert_true(settle_current_run(f->arena, f->store, STR("river"), STR("2021"), &run, NULL));
    assert_int_equal(run.number, 2);
    Run *runs;
    size_t count;
    assert_true(settle_runs(f->arena, f->store, STR("river"), &runs, &count, NULL));
    assert_int_equal(count, 2);
    assert_int_equal(runs[0].corrected_by, 2);
}

static void what_must_not_be_posted_is_a_named_outcome(void **state) {
    Fixture *f = *state;
    Statement posted = one_line(f, "2021", "1"), other = one_line(f, "2021", "2");
    assert_int_equal(post_as(f, &posted, "k", false).outcome, POST_DONE);
    assert_int_equal(post_as(f, &other, "k", false).outcome, POST_OTHER_CONTENT);
    assert_int_equal(post(f, &other).outcome, POST_PERIOD_SETTLED);

    Statement early = one_line(f, "2022", "1");
    assert_int_equal(correct(f, &early).outcome, POST_NOTHING_TO_CORRECT);

    Statement unknown = one_line(f, "2022", "1");
    unknown.version = sha256_hex(f->arena, sha256_of(STR("another text")));
    assert_int_equal(post(f, &unknown).outcome, POST_UNKNOWN_AGREEMENT);

    Statement no_facts = one_line(f, "2022", "1");
    no_facts.facts[0] = unknown.version;
    assert_int_equal(post(f, &no_facts).outcome, POST_UNKNOWN_FACTS);

    PostResult closed;
    assert_true(
        settle_close_period(f->arena, f->store, STR("river"), STR("2021"), AT, &closed, NULL));
    assert_int_equal(closed.outcome, POST_DONE);
    assert_int_equal(correct(f, &other).outcome, POST_PERIOD_CLOSED);
    assert_int_equal(post(f, &posted).outcome, POST_ALREADY_POSTED);
    assert_true(
        settle_close_period(f->arena, f->store, STR("river"), STR("2021"), AT, &closed, NULL));
    assert_int_equal(closed.outcome, POST_ALREADY_POSTED);
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "1");
}

static void every_refusal_says_why(void **state) {
    Fixture *f = *state;
    Statement st = one_line(f, "2021", "1"), other = one_line(f, "2021", "2");
    post(f, &st);
    PostResult r = post(f, &other);
    assert_true(post_outcome_is_refusal(r.outcome));
    assert_string_equal(post_outcome_name(r.outcome), "period-settled");
    assert_non_null(r.why.text);
    assert_true(str_is(r.why.args[0], STR("2021")));
}

static void a_line_that_cannot_be_posted_is_refused(void **state) {
    Fixture *f = *state;
    StatementLine good = pays("basic", party("a"), party("b"), "1", "CNY");
    StatementLine bad[10];
    for (size_t i = 0; i < 10; i++) bad[i] = good;
    bad[0].currency = STR("");
    bad[1].currency = STR("C\"NY");
    bad[2].amount = dec("-1");
    bad[3].amount = dec("0.0000000000001");
    bad[4].amount = dec("1000000000000000000");
    bad[5].to = party("");
    bad[6].from = (Side){SIDE_MEMBER, STR(""), STR("e1")};
    bad[7].due = STR("2022-02-30");
    bad[8].item = STR("a\0b");
    bad[9].member = STR("\xff");
    for (size_t i = 0; i < 10; i++) {
        Statement st = statement_of(f, "2021", &bad[i], 1);
        assert_int_equal(post(f, &st).outcome, POST_BAD_LINE);
    }
    Statement st = statement_of(f, "2021", &good, 1);
    assert_int_equal(post(f, &st).outcome, POST_DONE);
}

static void a_statement_without_lines_is_a_run_without_entries(void **state) {
    Fixture *f = *state;
    Statement st = statement_of(f, "2021", NULL, 0);
    PostResult r = post(f, &st);
    assert_int_equal(r.outcome, POST_DONE);
    assert_int_equal(r.entry_count, 0);
    assert_int_equal(post(f, &st).outcome, POST_ALREADY_POSTED);
    Statement late = one_line(f, "2021", "7");
    assert_int_equal(correct(f, &late).outcome, POST_DONE);
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "7");
}

static void a_payment_of_zero_stands_in_the_books(void **state) {
    Fixture *f = *state;
    Statement st = one_line(f, "2021", "0");
    assert_int_equal(post(f, &st).entry_count, 1);
    assert_balance(f, "Agreements:river:henan:Receivable", "CNY", "0");
}

// Final amounts of the German Länder equalization for 2005 (second implementing ordinance): the
// sides differ by two cents.
static const struct {
    const char *land, *amount;
} PAYING[] =
    {
        {"BW", "2234802564.93"}, {"BY", "2234240792.36"}, {"HH", "383338780.93"},
        {"HE", "1605558465.65"}, {"NW", "489901019.41"},
},
  RECEIVING[] = {
      {"BE", "2455544871.26"}, {"BB", "588325907.83"},  {"HB", "366221387.28"},
      {"MV", "433499619.41"},  {"NI", "363271627.43"},  {"RP", "293878726.45"},
      {"SL", "112624412.89"},  {"SN", "1020245542.08"}, {"ST", "587024482.90"},
      {"SH", "146231935.51"},  {"TH", "580973110.26"},
};

static Statement laender_2005(Fixture *f) {
    StatementLine lines[16];
    size_t count = 0;
    for (size_t i = 0; i < sizeof PAYING / sizeof PAYING[0]; i++)
        lines[count++] = pays("contribution", party(PAYING[i].land), pool("equalization"),
                              PAYING[i].amount, "EUR");
    for (size_t i = 0; i < sizeof RECEIVING / sizeof RECEIVING[0]; i++)
        lines[count++] = pays("allocation", pool("equalization"), party(RECEIVING[i].land),
                              RECEIVING[i].amount, "EUR");
    return statement_of(f, "2005", lines, count);
}

static void a_settlement_whose_sides_differ_needs_its_residue_named(void **state) {
    Fixture *f = *state;
    Statement st = laender_2005(f);
    PostResult r = post(f, &st);
    assert_int_equal(r.outcome, POST_UNBALANCED);
    assert_true(str_is(r.why.args[0], STR("equalization")));
    assert_true(str_is(r.why.args[1], STR("-0.02")));
    assert_balance(f, "Agreements:river:BW:Payable", "EUR", "none");
}

static void the_laender_settlement_of_2005_posts_with_its_residue_of_two_cents(void **state) {
    Fixture *f = *state;
    Statement st = laender_2005(f);
    assert_true(settle_clear_pools(f->arena, &st, NULL));
    assert_int_equal(st.line_count, 17);
    assert_int_equal(post(f, &st).entry_count, 17);
    assert_balance(f, "Agreements:river:Clearing:equalization", "EUR", "0");
    assert_balance(f, "Agreements:river:Residue:equalization", "EUR", "-0.02");
    assert_balance(f, "Agreements:river:BW:Payable", "EUR", "-2234802564.93");
    assert_balance(f, "Agreements:river:TH:Receivable", "EUR", "580973110.26");
}

static void all_postings_of_a_random_world_sum_to_zero_in_each_currency(void **state) {
    Fixture *f = *state;
    uint64_t seed = 11;
    static const char *const PARTIES[] = {"a", "b", "c", "黄河", "x y"};
    static const char *const CURRENCIES[] = {"CNY", "EUR", "acre_ft"};
    for (int round = 0; round < 40; round++) {
        StatementLine lines[6];
        for (size_t i = 0; i < 6; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint64_t r = seed >> 20;
            const char *amount =
                str_fmt(f->arena, "%d.%03d", (int)(r % 1000000), (int)(r / 7 % 1000)).at;
            lines[i] = pays("p", r & 1 ? pool("fund") : party(PARTIES[r / 3 % 5]),
                            party(PARTIES[r / 5 % 5]), amount, CURRENCIES[r / 11 % 3]);
        }
        const char *period = str_fmt(f->arena, "%d", 2000 + round % 15).at;
        Statement st = statement_of(f, period, lines, 6);
        assert_true(settle_clear_pools(f->arena, &st, NULL));
        assert_int_equal(post_as(f, &st, "", round >= 15).outcome, POST_DONE);
    }
    Balance *balances;
    size_t count;
    assert_true(settle_balances(f->arena, f->store, STR("river"), &balances, &count, NULL));
    for (size_t c = 0; c < 3; c++) {
        Dec sum = DEC_ZERO;
        for (size_t i = 0; i < count; i++)
            if (str_is(balances[i].currency, str_from(CURRENCIES[c]))) {
                const char *amount = str_c(f->arena, balances[i].amount);
                assert_true(dec_add(sum, dec(amount), &sum));
            }
        assert_true(dec_is_zero(sum));
    }
    Rebuilt rebuilt;
    assert_true(settle_rebuild(f->arena, f->store, &rebuilt, NULL));
    assert_true(rebuilt.is_same);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOOKS(a_statement_is_posted_as_balanced_entries),
        BOOKS(posting_twice_changes_nothing_and_says_so),
        BOOKS(a_correction_reverses_and_posts_anew),
        BOOKS(the_entries_of_a_correction_name_what_they_reverse),
        BOOKS(what_must_not_be_posted_is_a_named_outcome),
        BOOKS(every_refusal_says_why),
        BOOKS(a_line_that_cannot_be_posted_is_refused),
        BOOKS(a_statement_without_lines_is_a_run_without_entries),
        BOOKS(a_payment_of_zero_stands_in_the_books),
        BOOKS(a_settlement_whose_sides_differ_needs_its_residue_named),
        BOOKS(the_laender_settlement_of_2005_posts_with_its_residue_of_two_cents),
        BOOKS(all_postings_of_a_random_world_sum_to_zero_in_each_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
