// settle/apply_db.c - records become rows: the only writer of the derived tables
//
// Posting appends a record and applies it; rebuilding applies all of them again. As both go through
// here, a rebuilt table is the live one. Kinds of records that other rooms write are passed over.
#include "settle/settle_int.h"

#include <assert.h>

typedef struct Sum {
    Str account, currency;
    Dec amount;
} Sum;

struct Ledger {
    Arena *arena, *scratch;
    Store *store;
    Map index; // currency LF account -> sum
    Sum *items;
    size_t count, capacity;
};

static void free_scratch(void *arena) {
    arena_free(arena);
}

Ledger *ledger_begin(Arena *a, Store *s) {
    Ledger *l = ARENA_NEW(a, Ledger);
    *l = (Ledger){.arena = a, .scratch = arena_new(), .store = s, .index = {.arena = a}};
    arena_defer(a, free_scratch, l->scratch);
    return l;
}

// ---- balances
// -------------------------------------------------------------------------------------

static bool load_balance(Ledger *l, Sum *sum, Err *err) {
    bool is_number = true;
    Query *q = store_query(l->store, "SELECT amount FROM balance "
                                     "WHERE account = $1 AND currency = $2");
    query_bind_text(q, "$1", sum->account);
    query_bind_text(q, "$2", sum->currency);
    if (query_next(q)) is_number = dec_from_text(query_text(q, 0), &sum->amount, NULL);
    if (!query_end(q, err)) return false;
    return is_number ||
           err_set(err, ERR_STORE, MSG("the balances are damaged"), MSG("see: softlaw verify"));
}

static Sum *find_sum(Ledger *l, const Posting *p, Err *err) {
    Str key = str_fmt(l->scratch, "%.*s\n%.*s", STR_ARG(p->currency), STR_ARG(p->account));
    uint32_t found;
    if (map_get(&l->index, key, &found)) return &l->items[found];
    map_add(&l->index, str_copy(l->arena, key), (uint32_t)l->count);
    Sum *sum = VEC_ADD(l->arena, l);
    *sum = (Sum){str_copy(l->arena, p->account), str_copy(l->arena, p->currency), DEC_ZERO};
    return load_balance(l, sum, err) ? sum : NULL;
}

static bool add_to_balance(Ledger *l, const Posting *p, Err *err) {
    Dec amount;
    char canonical[DEC_TEXT_BYTES];
    if (!dec_from_text(p->amount, &amount, NULL) ||
        dec_to_text(amount, canonical) != p->amount.size)
        return err_set(err, ERR_INPUT, MSG("an entry has an amount that is no number"), NO_MSG);
    Sum *sum = find_sum(l, p, err);
    if (!sum) return false;
    if (amount_add(sum->amount, amount, &sum->amount)) return true;
    return err_set(err, ERR_LIMIT,
                   MSG("the balance of {1} needs more than 34 digits", sum->account),
                   MSG("round the payments to fewer decimals"));
}

static bool write_balance(Ledger *l, const Sum *sum, Err *err) {
    char amount[DEC_TEXT_BYTES];
    size_t size = dec_to_text(sum->amount, amount);
    Query *q = store_query(l->store, "INSERT INTO balance (account, currency, amount) "
                                     "VALUES ($1, $2, $3) ON CONFLICT (account, currency) "
                                     "DO UPDATE SET amount = excluded.amount");
    query_bind_text(q, "$1", sum->account);
    query_bind_text(q, "$2", sum->currency);
    query_bind_text(q, "$3", (Str){amount, size});
    return query_run(q, err);
}

bool ledger_end(Ledger *l, Err *err) {
    for (size_t i = 0; i < l->count; i++)
        if (!write_balance(l, &l->items[i], err)) return false;
    return true;
}

// ---- one function for each kind of record
// ---------------------------------------------------------

static bool malformed(const Ledger *l, const Record *r, Err *err) {
    return err_set(err, ERR_STORE,
                   MSG("record {1} cannot be read", str_fmt(l->arena, "%lld", (long long)r->seq)),
                   MSG("see: softlaw verify"));
}

static bool apply_file(Ledger *l, const Record *r, Err *err) {
    FileBody f;
    if (!file_from_body(l->scratch, r->body, &f)) return malformed(l, r, err);
    Query *q = store_query(l->store, "INSERT INTO source (hash, part, parts, seq) "
                                     "VALUES ($1, $2, $3, $4)");
    query_bind_text(q, "$1", f.hash);
    query_bind_int(q, "$2", f.part);
    query_bind_int(q, "$3", f.parts);
    query_bind_int(q, "$4", r->seq);
    return query_run(q, err);
}

static bool apply_agreement(Ledger *l, const Record *r, Err *err) {
    AgreementInfo i;
    if (!agreement_from_body(l->scratch, r->body, &i)) return malformed(l, r, err);
    Query *q = store_query(l->store, "INSERT INTO agreement (id, version, seq) "
                                     "VALUES ($1, $2, $3)");
    query_bind_text(q, "$1", i.id);
    query_bind_text(q, "$2", i.version);
    query_bind_int(q, "$3", r->seq);
    return query_run(q, err);
}

static bool insert_run(Ledger *l, const RunBody *b, int64_t seq, Err *err) {
    Query *q =
        store_query(l->store, "INSERT INTO run (number, agreement, version, period, key, content, "
                              "corrects, corrected_by, first_entry, entry_count, seq) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10)");
    query_bind_int(q, "$1", b->number);
    query_bind_text(q, "$2", b->agreement);
    query_bind_text(q, "$3", b->version);
    query_bind_text(q, "$4", b->period);
    query_bind_text(q, "$5", b->key);
    query_bind_text(q, "$6", b->content);
    query_bind_int(q, "$7", b->corrects);
    query_bind_int(q, "$8", b->first_entry);
    query_bind_int(q, "$9", b->entry_count);
    query_bind_int(q, "$10", seq);
    return query_run(q, err);
}

static bool mark_corrected(Ledger *l, const RunBody *b, Err *err) {
    if (!b->corrects) return true;
    Query *q = store_query(l->store, "UPDATE run SET corrected_by = $1 WHERE number = $2");
    query_bind_int(q, "$1", b->number);
    query_bind_int(q, "$2", b->corrects);
    return query_run(q, err);
}

static bool apply_run(Ledger *l, const Record *r, Err *err) {
    RunBody b;
    if (!run_from_body(l->scratch, r->body, &b)) return malformed(l, r, err);
    if (!insert_run(l, &b, r->seq, err) || !mark_corrected(l, &b, err)) return false;
    Query *q = store_query(l->store, "INSERT INTO statement (agreement, period, run) "
                                     "VALUES ($1, $2, $3) ON CONFLICT (agreement, period) "
                                     "DO UPDATE SET run = excluded.run");
    query_bind_text(q, "$1", b.agreement);
    query_bind_text(q, "$2", b.period);
    query_bind_int(q, "$3", b.number);
    return query_run(q, err);
}

static bool insert_entry(Ledger *l, const Entry *e, int64_t seq, Err *err) {
    Query *q = store_query(
        l->store, "INSERT INTO entry (number, run, reverses, kind, item, member, due, seq) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    query_bind_int(q, "$1", e->number);
    query_bind_int(q, "$2", e->run);
    query_bind_int(q, "$3", e->reverses);
    query_bind_text(q, "$4", str_from(line_kind_name(e->kind)));
    query_bind_text(q, "$5", e->item);
    query_bind_text(q, "$6", e->member);
    query_bind_text(q, "$7", e->due);
    query_bind_int(q, "$8", seq);
    return query_run(q, err);
}

static bool insert_posting(Ledger *l, int64_t entry, int64_t position, const Posting *p, Err *err) {
    Query *q = store_query(l->store, "INSERT INTO posting (entry, position, account, currency, "
                                     "amount) VALUES ($1, $2, $3, $4, $5)");
    query_bind_int(q, "$1", entry);
    query_bind_int(q, "$2", position);
    query_bind_text(q, "$3", p->account);
    query_bind_text(q, "$4", p->currency);
    query_bind_text(q, "$5", p->amount);
    return query_run(q, err);
}

static bool apply_entry(Ledger *l, const Record *r, Err *err) {
    Entry e;
    if (!entry_from_body(l->scratch, r->body, &e)) return malformed(l, r, err);
    if (!insert_entry(l, &e, r->seq, err)) return false;
    for (int i = 0; i < 2; i++)
        if (!insert_posting(l, e.number, i + 1, &e.postings[i], err) ||
            !add_to_balance(l, &e.postings[i], err))
            return false;
    return true;
}

static bool apply_close(Ledger *l, const Record *r, Err *err) {
    CloseBody c;
    if (!close_from_body(l->scratch, r->body, &c)) return malformed(l, r, err);
    Query *q = store_query(l->store, "INSERT INTO closing (agreement, period, seq) "
                                     "VALUES ($1, $2, $3)");
    query_bind_text(q, "$1", c.agreement);
    query_bind_text(q, "$2", c.period);
    query_bind_int(q, "$3", r->seq);
    return query_run(q, err);
}

// ---- applying
// -------------------------------------------------------------------------------------

static const struct {
    const char *kind;
    bool (*apply)(Ledger *l, const Record *r, Err *err);
} KINDS[] = {
    {"file", apply_file},   {"agreement", apply_agreement}, {"run", apply_run},
    {"entry", apply_entry}, {"close", apply_close},
};

bool ledger_apply(Ledger *l, const Record *r, Err *err) {
    arena_reset(l->scratch);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (str_is(r->kind, str_from(KINDS[i].kind))) return KINDS[i].apply(l, r, err);
    return true;
}

bool ledger_append(Ledger *l, Str kind, Str at, Str body, Err *err) {
    Record r = {.kind = kind, .at = at, .body = body};
    return store_append(l->store, kind, at, body, &r.seq, err) && ledger_apply(l, &r, err);
}
