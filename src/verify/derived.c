// verify/derived.c - every derived table compared with what the records say
//
// The records are read once, in order; each says which row must come next in its table, and a
// cursor on that table must have it. Balances, statements and corrections are known only at the end
// and are compared then. On the way the books themselves are judged: entries that sum to zero, runs
// that are settled once, corrections that reverse all and nothing else, files that are whole.
#include "verify/books.h"

// ---- cursors on the derived tables
// ----------------------------------------------------------------

// In the order of the records; the first `keys` columns are integers and ascend.
static const struct {
    const char *table, *sql;
    int keys;
} TABLES[] = {
    [T_SOURCE] = {"source", "SELECT seq, hash, part, parts FROM source ORDER BY seq", 1},
    [T_AGREEMENT] = {"agreement", "SELECT seq, id, version FROM agreement ORDER BY seq", 1},
    [T_RUN] = {"run",
               "SELECT number, seq, agreement, version, period, key, content, corrects, "
               "first_entry, entry_count, corrected_by FROM run ORDER BY number",
               1},
    [T_ENTRY] = {"entry",
                 "SELECT number, seq, run, reverses, kind, item, member, due FROM entry "
                 "ORDER BY number",
                 1},
    [T_POSTING] = {"posting",
                   "SELECT entry, position, account, currency, amount FROM posting "
                   "ORDER BY entry, position",
                   2},
    [T_CLOSING] = {"closing", "SELECT seq, agreement, period FROM closing ORDER BY seq", 1},
    [T_SIGNATURE] = {"signature",
                     "SELECT seq, agreement, version, verifier FROM signature ORDER BY seq", 1},
};

static void derived_fault(Books *b, TableId t, int64_t seq, const char *text) {
    fault_add(b->check, VERIFY_DERIVED, seq, TABLES[t].table,
              (Message){text, {str_from(TABLES[t].table), number_text(b->check, seq)}});
}

// Stores that have not taken a step of the schema are without its tables; a record that should have
// a row there is then told.
static bool is_there(Check *c, const char *table) {
    Rows r = rows_open(c, "sqlite_schema",
                       "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1");
    sqlite3_bind_text(r.statement, 1, table, -1, SQLITE_STATIC);
    bool found = rows_next(&r);
    return rows_close(&r, 0) && found;
}

void cursors_open(Books *b) {
    for (int t = 0; t < T_COUNT; t++) {
        bool has_rows = t != T_SIGNATURE || is_there(b->check, TABLES[t].table);
        b->rows[t] =
            rows_open(b->check, TABLES[t].table, has_rows ? TABLES[t].sql : "SELECT 1 LIMIT 0");
        b->has_row[t] = rows_next(&b->rows[t]);
    }
}

static void advance(Books *b, TableId t) {
    b->has_row[t] = rows_next(&b->rows[t]);
}

// -1, 0, 1: the current row stands before, at, after the key of `want`. No row stands after all.
static int row_order(const Books *b, TableId t, const Value *want) {
    if (!b->has_row[t]) return 1;
    for (int i = 0; i < TABLES[t].keys; i++) {
        int64_t number;
        if (!rows_int(&b->rows[t], i, &number)) return -1;
        if (number != want[i].number) return number < want[i].number ? -1 : 1;
    }
    return 0;
}

static bool value_is(const Rows *r, int column, Value want) {
    int64_t number;
    Str text;
    if (want.is_text) return rows_text(r, column, &text) && str_is(text, want.text);
    return rows_int(r, column, &number) && number == want.number;
}

bool row_expect(Books *b, TableId t, int64_t seq, const Value *want, int count) {
    int order;
    while ((order = row_order(b, t, want)) < 0) {
        derived_fault(b, t, seq, N_("the table {1} has a row too many before that of record {2}"));
        advance(b, t);
    }
    if (order > 0) {
        derived_fault(b, t, seq, N_("the table {1} lacks the row of record {2}"));
        return false;
    }
    bool is_same = true;
    for (int i = 0; i < count; i++) is_same = is_same && value_is(&b->rows[t], i, want[i]);
    if (!is_same) derived_fault(b, t, seq, N_("the table {1} is not what record {2} says"));
    return true;
}

void row_done(Books *b, TableId t) {
    advance(b, t);
}

static void cursors_close(Books *b) {
    for (TableId t = 0; t < T_COUNT; t++) {
        if (b->has_row[t]) derived_fault(b, t, 0, N_("the table {1} has rows that no record made"));
        rows_close(&b->rows[t], 0);
    }
}

// ---- what is known only at the end
// ------------------------------------------------------------------

static void check_corrected_by(Books *b) {
    for (size_t i = 0; i < b->runs.count; i++) {
        const RunSeen *run = &b->runs.items[i];
        if (run->stored_corrected_by != run->corrected_by)
            derived_fault(b, T_RUN, run->seq,
                          N_("the table {1} names a wrong correction for record {2}"));
    }
}

static void check_balance(Books *b, const Rows *r) {
    Str account, currency, amount;
    char own[DEC_TEXT_BYTES];
    bool is_typed =
        rows_text(r, 0, &account) && rows_text(r, 1, &currency) && rows_text(r, 2, &amount);
    AccountSum *sum = is_typed ? account_find(b, account, currency) : NULL;
    if (!sum) {
        fault_add(b->check, VERIFY_DERIVED, 0, "balance",
                  MSG("no entry touches the account {1}", account));
        return;
    }
    sum->is_met = true;
    if (!str_is(amount, (Str){own, dec_to_text(sum->amount, own)}))
        fault_add(b->check, VERIFY_DERIVED, sum->seq, "balance",
                  MSG("the balance of {1} is {2}, but its postings up to record {3} sum to {4}",
                      account, amount, number_text(b->check, sum->seq),
                      str_copy(b->check->scratch, str_from(own))));
}

static void check_balances(Books *b) {
    Rows r = rows_open(b->check, "balance", "SELECT account, currency, amount FROM balance");
    while (rows_next(&r)) check_balance(b, &r);
    if (!rows_close(&r, 0)) return;
    for (size_t i = 0; i < b->sums.count; i++)
        if (!b->sums.items[i].is_met)
            fault_add(b->check, VERIFY_DERIVED, b->sums.items[i].seq, "balance",
                      MSG("the balance of {1} is missing", b->sums.items[i].account));
}

static void check_statement(Books *b, const Rows *r) {
    Str agreement, period;
    int64_t number;
    bool is_typed =
        rows_text(r, 0, &agreement) && rows_text(r, 1, &period) && rows_int(r, 2, &number);
    PeriodSeen *seen = is_typed ? period_find(b, agreement, period) : NULL;
    if (seen && seen->run) seen->is_met = true;
    if (!seen || seen->run != number)
        fault_add(b->check, VERIFY_DERIVED, seen ? seen->seq : 0, "statement",
                  MSG("the statement of {1} for {2} names run {3}, which does not hold", agreement,
                      period, number_text(b->check, number)));
}

static void check_statements(Books *b) {
    Rows r = rows_open(b->check, "statement", "SELECT agreement, period, run FROM statement");
    while (rows_next(&r)) check_statement(b, &r);
    if (!rows_close(&r, 0)) return;
    for (size_t i = 0; i < b->periods.count; i++)
        if (b->periods.items[i].run && !b->periods.items[i].is_met)
            fault_add(b->check, VERIFY_DERIVED, b->periods.items[i].seq, "statement",
                      MSG("the statement of run {1} is missing",
                          number_text(b->check, b->periods.items[i].run)));
}

void check_derived(Check *c) {
    Arena *kept = arena_new();
    Books b = {.check = c, .arena = kept};
    books_start(&b);
    cursors_open(&b);
    Rows r = rows_open(c, "record", "SELECT seq, kind, body FROM record ORDER BY seq");
    while (rows_next(&r)) {
        int64_t seq;
        Str kind, body;
        arena_reset(c->scratch);
        if (rows_int(&r, 0, &seq) && rows_text(&r, 1, &kind) && rows_text(&r, 2, &body))
            books_read(&b, seq, kind, body);
    }
    rows_close(&r, 0);
    arena_reset(c->scratch);
    books_end(&b);
    cursors_close(&b);
    check_corrected_by(&b);
    check_balances(&b);
    check_statements(&b);
    c->report->entry_count = b.entry_count;
    c->report->posting_count = b.posting_count;
    arena_free(kept);
}
