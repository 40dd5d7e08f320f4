// verify/books.c - what each kind of record does to the books, and whether it may
#include "verify/books.h"

static void book_fault(Books *b, int64_t seq, const char *text) {
    fault_add(b->check, VERIFY_ENTRY, seq, "record", (Message){text, {number_text(b->check, seq)}});
}

static Str key_of(Books *b, const Str *parts, size_t count) {
    Buf key = {.arena = b->check->scratch};
    for (size_t i = 0; i < count; i++) {
        buf_add_fmt(&key, "%zu:", parts[i].size);
        buf_add(&key, parts[i]);
    }
    return buf_str(&key);
}

static bool has_key(Books *b, const Map *m, const Str *parts, size_t count) {
    return map_get(m, key_of(b, parts, count), NULL);
}

static bool add_key(Books *b, Map *m, const Str *parts, size_t count, size_t value) {
    Str key = key_of(b, parts, count);
    if (map_get(m, key, NULL)) return false;
    return map_add(m, str_copy(b->arena, key), (uint32_t)value);
}

// ---- accounts and periods
// -------------------------------------------------------------------------

AccountSum *account_find(Books *b, Str account, Str currency) {
    uint32_t found;
    Str parts[] = {account, currency};
    bool is_there = map_get(&b->account_index, key_of(b, parts, 2), &found);
    return is_there ? &b->sums.items[found] : NULL;
}

static AccountSum *account_get(Books *b, Str account, Str currency) {
    AccountSum *sum = account_find(b, account, currency);
    if (sum) return sum;
    Str parts[] = {account, currency};
    add_key(b, &b->account_index, parts, 2, b->sums.count);
    sum = VEC_ADD(b->arena, &b->sums);
    *sum = (AccountSum){.account = str_copy(b->arena, account),
                        .currency = str_copy(b->arena, currency),
                        .amount = DEC_ZERO};
    return sum;
}

PeriodSeen *period_find(Books *b, Str agreement, Str period) {
    uint32_t found;
    Str parts[] = {agreement, period};
    bool is_there = map_get(&b->period_index, key_of(b, parts, 2), &found);
    return is_there ? &b->periods.items[found] : NULL;
}

static PeriodSeen *period_get(Books *b, Str agreement, Str period) {
    PeriodSeen *seen = period_find(b, agreement, period);
    if (seen) return seen;
    Str parts[] = {agreement, period};
    add_key(b, &b->period_index, parts, 2, b->periods.count);
    return VEC_ADD(b->arena, &b->periods);
}

// ---- files and agreements
// -------------------------------------------------------------------------

static bool start_part(Books *b, Str hash, int64_t part, int64_t parts) {
    if (part == 1) {
        sha_start(&b->file_sha);
        b->file_hash = str_copy(b->arena, hash);
        b->file_parts_left = parts;
    }
    return parts >= 1 && str_is(hash, b->file_hash) && b->file_parts_left == parts - part + 1;
}

static void read_file(Books *b, int64_t seq, const Fields *f) {
    int64_t part, parts;
    Str hash = f->values[0];
    if (!body_number(f->values[2], &part) || !body_number(f->values[3], &parts) ||
        !start_part(b, hash, part, parts)) {
        book_fault(b, seq, N_("record {1} is not the next part of its file"));
        return;
    }
    sha_add(&b->file_sha, f->values[4]);
    if (--b->file_parts_left == 0) {
        if (!digest_is_hex(sha_end(&b->file_sha), hash))
            book_fault(b, seq, N_("the file that ends with record {1} does not have its hash"));
        add_key(b, &b->files, &hash, 1, 0);
    }
    Value want[] = {NUMBER(seq), WORDS(hash), NUMBER(part), NUMBER(parts)};
    if (row_expect(b, T_SOURCE, seq, want, 4)) row_done(b, T_SOURCE);
}

static void read_agreement(Books *b, int64_t seq, const Fields *f) {
    if (!has_key(b, &b->files, &f->values[1], 1))
        book_fault(b, seq, N_("record {1} names a text that is not recorded"));
    if (!add_key(b, &b->versions, f->values, 2, 0))
        book_fault(b, seq, N_("record {1} repeats an agreement"));
    Value want[] = {NUMBER(seq), WORDS(f->values[0]), WORDS(f->values[1])};
    if (row_expect(b, T_AGREEMENT, seq, want, 3)) row_done(b, T_AGREEMENT);
}

// Whoever signs does so once; whether the signature is good is for softlaw verify FILE to say,
// which knows whose keys are trusted.
static void read_signature(Books *b, int64_t seq, const Fields *f) {
    if (!has_key(b, &b->versions, f->values, 2))
        book_fault(b, seq, N_("record {1} signs a text that is not recorded"));
    if (!add_key(b, &b->signers, f->values, 3, 0))
        book_fault(b, seq, N_("record {1} repeats a signature"));
    Value want[] = {NUMBER(seq), WORDS(f->values[0]), WORDS(f->values[1]), WORDS(f->values[2])};
    if (row_expect(b, T_SIGNATURE, seq, want, 4)) row_done(b, T_SIGNATURE);
}

static void read_close(Books *b, int64_t seq, const Fields *f) {
    period_get(b, f->values[0], f->values[1])->is_closed = true;
    Value want[] = {NUMBER(seq), WORDS(f->values[0]), WORDS(f->values[1])};
    if (row_expect(b, T_CLOSING, seq, want, 3)) row_done(b, T_CLOSING);
}

// ---- runs
// -----------------------------------------------------------------------------------------

// All entries announced have come, and a correction has reversed all lines of what it corrects.
static void end_run(Books *b) {
    if (!b->runs.count) return;
    const RunSeen *run = &b->runs.items[b->runs.count - 1];
    bool is_whole = run->lines + run->reversals == run->entry_count;
    if (is_whole && run->corrects)
        is_whole = run->reversals == b->runs.items[run->corrects - 1].lines;
    else if (is_whole)
        is_whole = run->reversals == 0;
    if (!is_whole) book_fault(b, run->seq, N_("the run of record {1} does not have its entries"));
}

static bool is_run_allowed(Books *b, const RunSeen *run, int64_t number) {
    const PeriodSeen *period = period_get(b, run->agreement, run->period);
    return number == (int64_t)b->runs.count + 1 && !period->is_closed &&
           period->run == run->corrects && run->first_entry == b->entry_count + 1;
}

static bool are_facts_known(Books *b, const Fields *f) {
    for (size_t i = 0; i < f->repeated_count; i++)
        if (!has_key(b, &b->files, &f->repeated[i], 1)) return false;
    return true;
}

static void expect_run(Books *b, int64_t seq, int64_t number, const Fields *f, RunSeen *run) {
    Value want[] = {NUMBER(number),          NUMBER(seq),           WORDS(f->values[1]),
                    WORDS(f->values[2]),     WORDS(f->values[3]),   WORDS(f->values[4]),
                    WORDS(f->values[5]),     NUMBER(run->corrects), NUMBER(run->first_entry),
                    NUMBER(run->entry_count)};
    if (!row_expect(b, T_RUN, seq, want, 10)) return;
    if (!rows_int(&b->rows[T_RUN], 10, &run->stored_corrected_by)) run->stored_corrected_by = -1;
    row_done(b, T_RUN);
}

static void read_run(Books *b, int64_t seq, const Fields *f) {
    int64_t number;
    RunSeen run = {.seq = seq,
                   .agreement = str_copy(b->arena, f->values[1]),
                   .period = str_copy(b->arena, f->values[3])};
    bool is_read = body_number(f->values[0], &number) && body_number(f->values[6], &run.corrects) &&
                   body_number(f->values[7], &run.first_entry) &&
                   body_number(f->values[8], &run.entry_count);
    end_run(b);
    if (!is_read || !is_run_allowed(b, &run, number))
        book_fault(b, seq, N_("the run of record {1} does not follow from what was there"));
    if (!has_key(b, &b->versions, f->values + 1, 2) || !are_facts_known(b, f))
        book_fault(b, seq, N_("the run of record {1} names a text that is not recorded"));
    if (!add_key(b, &b->keys, f->values + 1, 4, 0))
        book_fault(b, seq, N_("the run of record {1} repeats a key"));
    expect_run(b, seq, number, f, &run);
    if (run.corrects && run.corrects <= (int64_t)b->runs.count)
        b->runs.items[run.corrects - 1].corrected_by = number;
    else if (run.corrects)
        run.corrects = 0;
    PeriodSeen *period = period_get(b, run.agreement, run.period);
    period->run = number;
    period->seq = seq;
    *VEC_ADD(b->arena, &b->runs) = run;
}

// ---- entries
// --------------------------------------------------------------------------------------

typedef struct EntryRead {
    int64_t number, run, reverses;
    Str kind, item, member, due, amount, currency;
    const Str *postings; // account, currency, amount of each of the two
    Dec amounts[2];
} EntryRead;

static bool parse_entry(const Fields *f, EntryRead *ret) {
    const Str *v = f->values;
    *ret = (EntryRead){.kind = v[5],
                       .item = v[6],
                       .member = v[7],
                       .amount = v[14],
                       .currency = v[15],
                       .due = v[16],
                       .postings = v + 18};
    return body_number(v[0], &ret->number) && body_number(v[1], &ret->run) &&
           body_number(v[2], &ret->reverses) && dec_from_text(v[20], &ret->amounts[0], NULL) &&
           dec_from_text(v[23], &ret->amounts[1], NULL);
}

static bool is_balanced(const EntryRead *e) {
    Dec sum;
    return str_is(e->postings[1], e->currency) && str_is(e->postings[4], e->currency) &&
           str_is(e->postings[5], e->amount) && dec_add(e->amounts[0], e->amounts[1], &sum) &&
           dec_is_zero(sum);
}

// Reversals come first, in the order of what they reverse, and take all lines of the run corrected.
static bool is_reversal_allowed(const Books *b, const RunSeen *run, const EntryRead *e) {
    if (!e->reverses) return true;
    if (!run->corrects || run->lines) return false;
    const RunSeen *old = &b->runs.items[run->corrects - 1];
    int64_t first_line = old->first_entry + old->reversals;
    return e->reverses == (run->reversals ? run->last_reversed + 1 : first_line) &&
           e->reverses < old->first_entry + old->entry_count;
}

// The postings stored for the entry reversed, negated, are these.
static bool is_negation(Books *b, const EntryRead *e) {
    Rows r = rows_open(b->check, "posting",
                       "SELECT account, currency, amount FROM posting "
                       "WHERE entry = ?1 ORDER BY position");
    sqlite3_bind_int64(r.statement, 1, e->reverses);
    int count = 0;
    bool is_same = true;
    for (; rows_next(&r) && count < 2; count++) {
        Str account, currency, amount;
        Dec old;
        is_same = is_same && rows_text(&r, 0, &account) && rows_text(&r, 1, &currency) &&
                  rows_text(&r, 2, &amount) && str_is(account, e->postings[3 * count]) &&
                  str_is(currency, e->postings[3 * count + 1]) &&
                  dec_from_text(amount, &old, NULL) &&
                  dec_compare(dec_negate(old), e->amounts[count]) == 0;
    }
    return rows_close(&r, 0) && is_same && count == 2;
}

static void add_posting(Books *b, int64_t seq, const EntryRead *e, int position) {
    const Str *p = e->postings + (ptrdiff_t)3 * position;
    AccountSum *sum = account_get(b, p[0], p[1]);
    sum->seq = seq;
    if (!dec_add(sum->amount, e->amounts[position], &sum->amount))
        book_fault(b, seq, N_("record {1} makes a balance too large"));
    Value want[] = {NUMBER(e->number), NUMBER(position + 1), WORDS(p[0]), WORDS(p[1]), WORDS(p[2])};
    if (row_expect(b, T_POSTING, seq, want, 5)) row_done(b, T_POSTING);
    b->posting_count++;
}

static bool belongs(const Books *b, const EntryRead *e, const Fields *f) {
    if (e->number != b->entry_count + 1 || e->run != (int64_t)b->runs.count || !e->run)
        return false;
    const RunSeen *run = &b->runs.items[e->run - 1];
    return str_is(run->agreement, f->values[3]) && str_is(run->period, f->values[4]) &&
           is_reversal_allowed(b, run, e);
}

static void count_entry(Books *b, const EntryRead *e) {
    RunSeen *run = &b->runs.items[b->runs.count - 1];
    run->reversals += e->reverses != 0;
    run->lines += e->reverses == 0;
    run->last_reversed = e->reverses;
    b->entry_count++;
}

static void read_entry(Books *b, int64_t seq, const Fields *f) {
    EntryRead e;
    if (!parse_entry(f, &e) || !belongs(b, &e, f)) {
        book_fault(b, seq, N_("the entry of record {1} does not belong to its run"));
        return;
    }
    if (!is_balanced(&e)) book_fault(b, seq, N_("the entry of record {1} does not sum to zero"));
    if (e.reverses && !is_negation(b, &e))
        book_fault(b, seq, N_("the entry of record {1} is not the reverse of what it names"));
    Value want[] = {NUMBER(e.number), NUMBER(seq),   NUMBER(e.run),   NUMBER(e.reverses),
                    WORDS(e.kind),    WORDS(e.item), WORDS(e.member), WORDS(e.due)};
    if (row_expect(b, T_ENTRY, seq, want, 8)) row_done(b, T_ENTRY);
    add_posting(b, seq, &e, 0);
    add_posting(b, seq, &e, 1);
    count_entry(b, &e);
}

// ---- all kinds
// ------------------------------------------------------------------------------------

static const struct {
    const char *kind, *layout;
    void (*read)(Books *b, int64_t seq, const Fields *f);
} KINDS[] = {
    {"file", "hash name part parts text", read_file},
    {"agreement", "agreement version label title", read_agreement},
    {"run", "run agreement version period key content corrects first entries facts*", read_run},
    {"entry",
     "entry run reverses agreement period kind item member from/3 to/3 amount/2 due exact "
     "posting/3 posting/3",
     read_entry},
    {"close", "agreement period", read_close},
    {"signature", "agreement version verifier note", read_signature},
};

void books_start(Books *b) {
    Map *maps[] = {&b->account_index, &b->period_index, &b->files,
                   &b->versions,      &b->keys,         &b->signers};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) *maps[i] = (Map){.arena = b->arena};
}

void books_read(Books *b, int64_t seq, Str kind, Str body) {
    Fields f;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        if (!str_is(kind, str_from(KINDS[i].kind))) continue;
        if (body_read(b->check->scratch, body, KINDS[i].layout, &f))
            KINDS[i].read(b, seq, &f);
        else
            book_fault(b, seq, N_("record {1} cannot be read"));
    }
}

void books_end(Books *b) {
    end_run(b);
    if (b->file_parts_left) book_fault(b, b->check->tree.leaves, N_("the last file is not whole"));
}
