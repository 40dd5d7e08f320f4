// settle/run_db.c - runs and entries found: for posting, and for those who read the books
#include "settle/settle_int.h"

#include "settle/001_ledger.sql.h"

static const Migration MIGRATIONS[] = {
    {"settle/001_ledger", sql_001_ledger},
};

Store *settle_open(Arena *a, Str path, StoreOptions options, Err *err) {
    Store *s = store_open(a, path, options, err);
    if (!s || options.is_read_only) return s;
    if (store_migrate(s, MIGRATIONS, sizeof MIGRATIONS / sizeof MIGRATIONS[0], err)) return s;
    store_close(s);
    return NULL;
}

// ---- for posting
// ----------------------------------------------------------------------------------

static bool read_mark(Arena *a, Query *q, RunMark *ret, Err *err) {
    *ret = (RunMark){0};
    if (query_next(q))
        *ret = (RunMark){query_int(q, 0), str_copy(a, query_text(q, 1)), query_int(q, 2),
                         query_int(q, 3), 0};
    return query_end(q, err);
}

bool run_find_current(Arena *a, Store *s, const Statement *st, RunMark *ret, Err *err) {
    Query *q = store_query(s, "SELECT number, content, first_entry, entry_count FROM run "
                              "WHERE number = (SELECT run FROM statement "
                              "WHERE agreement = $1 AND period = $2)");
    query_bind_text(q, "$1", st->agreement);
    query_bind_text(q, "$2", st->period);
    if (!read_mark(a, q, ret, err)) return false;
    Query *lines = store_query(s, "SELECT count(*) FROM entry WHERE number >= $1 AND number < $2 "
                                  "AND reverses = 0");
    query_bind_int(lines, "$1", ret->first_entry);
    query_bind_int(lines, "$2", ret->first_entry + ret->entry_count);
    if (query_next(lines)) ret->line_count = query_int(lines, 0);
    return query_end(lines, err);
}

bool run_find_key(Arena *a, Store *s, const Statement *st, Str key, RunMark *ret, Err *err) {
    Query *q = store_query(s, "SELECT number, content, first_entry, entry_count FROM run "
                              "WHERE agreement = $1 AND version = $2 AND period = $3 AND key = $4");
    query_bind_text(q, "$1", st->agreement);
    query_bind_text(q, "$2", st->version);
    query_bind_text(q, "$3", st->period);
    query_bind_text(q, "$4", key);
    return read_mark(a, q, ret, err);
}

static bool find_largest(Query *q, int64_t *ret, Err *err) {
    *ret = 0;
    if (query_next(q)) *ret = query_int(q, 0);
    return query_end(q, err);
}

bool run_find_next(Store *s, int64_t *ret_run, int64_t *ret_entry, Err *err) {
    Query *runs = store_query(s, "SELECT number FROM run ORDER BY number DESC LIMIT 1");
    if (!find_largest(runs, ret_run, err)) return false;
    Query *entries = store_query(s, "SELECT number FROM entry ORDER BY number DESC LIMIT 1");
    if (!find_largest(entries, ret_entry, err)) return false;
    ++*ret_run;
    ++*ret_entry;
    return true;
}

// ---- entries
// --------------------------------------------------------------------------------------

static bool unreadable(Arena *a, int64_t number, Err *err) {
    return err_set(err, ERR_STORE,
                   MSG("entry {1} cannot be read", str_fmt(a, "%lld", (long long)number)),
                   MSG("see: softlaw verify"));
}

bool entry_read(Arena *a, Store *s, int64_t number, Entry *ret, Err *err) {
    bool is_sound = false;
    Query *q = store_query(s, "SELECT record.body, record.seq FROM entry JOIN record "
                              "ON record.seq = entry.seq WHERE number = $1");
    query_bind_int(q, "$1", number);
    if (query_next(q)) {
        is_sound = entry_from_body(a, str_copy(a, query_text(q, 0)), ret);
        ret->seq = query_int(q, 1);
    }
    if (!query_end(q, err)) return false;
    return is_sound || unreadable(a, number, err);
}

bool settle_visit_entries(Store *s, int64_t first, int64_t count, EntryVisit visit, void *self,
                          Err *err) {
    Query *q = store_query(s, "SELECT record.body, record.seq, number FROM entry JOIN record "
                              "ON record.seq = entry.seq WHERE number >= $1 AND number < $2 "
                              "ORDER BY number");
    query_bind_int(q, "$1", first);
    query_bind_int(q, "$2", first + count);
    Arena *a = arena_new();
    bool goes_on = true, is_sound = true;
    while (goes_on && query_next(q)) {
        Entry e = {0};
        is_sound = entry_from_body(a, query_text(q, 0), &e);
        e.seq = query_int(q, 1);
        goes_on = is_sound && visit(self, &e);
        arena_reset(a);
    }
    arena_free(a);
    if (!query_end(q, err)) return false;
    return is_sound ||
           err_set(err, ERR_STORE, MSG("an entry cannot be read"), MSG("see: softlaw verify"));
}

// ---- runs, agreements, balances
// -------------------------------------------------------------------

static Run read_run(Arena *a, Query *q) {
    return (Run){
        .number = query_int(q, 0),
        .agreement = str_copy(a, query_text(q, 1)),
        .version = str_copy(a, query_text(q, 2)),
        .period = str_copy(a, query_text(q, 3)),
        .key = str_copy(a, query_text(q, 4)),
        .at = str_copy(a, query_text(q, 5)),
        .corrects = query_int(q, 6),
        .corrected_by = query_int(q, 7),
        .first_entry = query_int(q, 8),
        .entry_count = query_int(q, 9),
        .seq = query_int(q, 10),
    };
}

bool settle_runs(Arena *a, Store *s, Str agreement, Run **ret, size_t *ret_count, Err *err) {
    struct {
        Run *items;
        size_t count, capacity;
    } runs = {0};
    Query *q =
        store_query(s, "SELECT number, agreement, version, period, key, record.at, corrects, "
                       "corrected_by, first_entry, entry_count, run.seq "
                       "FROM run JOIN record ON record.seq = run.seq "
                       "WHERE CAST($1 AS TEXT) = '' OR agreement = $1 ORDER BY number");
    query_bind_text(q, "$1", agreement);
    while (query_next(q)) *VEC_ADD(a, &runs) = read_run(a, q);
    *ret = runs.items;
    *ret_count = runs.count;
    return query_end(q, err);
}

bool settle_current_run(Arena *a, Store *s, Str agreement, Str period, Run *ret, Err *err) {
    Query *q = store_query(s, "SELECT number, run.agreement, version, run.period, key, record.at, "
                              "corrects, corrected_by, first_entry, entry_count, run.seq "
                              "FROM statement JOIN run ON run.number = statement.run "
                              "JOIN record ON record.seq = run.seq "
                              "WHERE statement.agreement = $1 AND statement.period = $2");
    query_bind_text(q, "$1", agreement);
    query_bind_text(q, "$2", period);
    bool is_there = query_next(q);
    if (is_there) *ret = read_run(a, q);
    if (!query_end(q, err)) return false;
    return is_there || err_set(err, ERR_NOT_FOUND,
                               MSG("the agreement {1} has no statement for the period {2}",
                                   str_copy(a, agreement), str_copy(a, period)),
                               NO_MSG);
}

// Of rows with a record's body and time.
static bool read_agreements(Arena *a, Query *q, AgreementInfo **ret, size_t *ret_count, Err *err) {
    struct {
        AgreementInfo *items;
        size_t count, capacity;
    } found = {0};
    bool is_sound = true;
    while (is_sound && query_next(q)) {
        AgreementInfo *info = VEC_ADD(a, &found);
        is_sound = agreement_from_body(a, str_copy(a, query_text(q, 0)), info);
        info->at = str_copy(a, query_text(q, 1));
    }
    *ret = found.items;
    *ret_count = found.count;
    if (!query_end(q, err)) return false;
    return is_sound ||
           err_set(err, ERR_STORE, MSG("a record cannot be read"), MSG("see: softlaw verify"));
}

bool settle_agreements(Arena *a, Store *s, AgreementInfo **ret, size_t *ret_count, Err *err) {
    Query *q = store_query(s, "SELECT record.body, record.at FROM agreement JOIN record "
                              "ON record.seq = agreement.seq ORDER BY agreement.seq");
    return read_agreements(a, q, ret, ret_count, err);
}

bool settle_latest(Arena *a, Store *s, Str after, int64_t limit, AgreementInfo **ret,
                   size_t *ret_count, Err *err) {
    Query *q = store_query(
        s, "SELECT record.body, record.at FROM (SELECT id, max(seq) AS seq FROM agreement "
           "WHERE id > $1 GROUP BY id ORDER BY id LIMIT $2) AS last "
           "JOIN record ON record.seq = last.seq ORDER BY last.id");
    query_bind_text(q, "$1", after);
    query_bind_int(q, "$2", limit);
    return read_agreements(a, q, ret, ret_count, err);
}

bool settle_news(Arena *a, Store *s, int64_t limit, AgreementInfo **ret, size_t *ret_count,
                 Err *err) {
    Query *q = store_query(s, "SELECT record.body, record.at FROM agreement JOIN record "
                              "ON record.seq = agreement.seq ORDER BY agreement.seq DESC LIMIT $1");
    query_bind_int(q, "$1", limit);
    return read_agreements(a, q, ret, ret_count, err);
}

bool settle_latest_of(Arena *a, Store *s, Str agreement, AgreementInfo *ret, Err *err) {
    AgreementInfo *found;
    size_t count;
    Query *q = store_query(s, "SELECT record.body, record.at FROM agreement JOIN record "
                              "ON record.seq = agreement.seq WHERE id = $1 "
                              "ORDER BY agreement.seq DESC LIMIT 1");
    query_bind_text(q, "$1", agreement);
    if (!read_agreements(a, q, &found, &count, err)) return false;
    if (!count)
        return err_set(err, ERR_NOT_FOUND,
                       MSG("the agreement \"{1}\" is not in the store", agreement), NO_MSG);
    *ret = found[0];
    return true;
}

// Accounts of one agreement follow each other: from "Agreements:g:" to before "Agreements:g;".
bool settle_balances(Arena *a, Store *s, Str agreement, Balance **ret, size_t *ret_count,
                     Err *err) {
    struct {
        Balance *items;
        size_t count, capacity;
    } found = {0};
    Str name = agreement.size ? agreement_account(a, agreement) : STR("Agreements");
    Query *q = store_query(s, "SELECT account, currency, amount FROM balance "
                              "WHERE account >= $1 AND account < $2 ORDER BY account, currency");
    query_bind_text(q, "$1", str_fmt(a, "%.*s:", STR_ARG(name)));
    query_bind_text(q, "$2", str_fmt(a, "%.*s;", STR_ARG(name)));
    while (query_next(q))
        *VEC_ADD(a, &found) =
            (Balance){str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1)),
                      str_copy(a, query_text(q, 2))};
    *ret = found.items;
    *ret_count = found.count;
    return query_end(q, err);
}
