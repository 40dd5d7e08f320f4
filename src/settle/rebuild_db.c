// settle/rebuild_db.c - the derived tables made again from the records, and compared bit for bit
//
// The comparison hashes every column of every row in the order of the primary key, each value
// behind its length. All in one transaction: others see the old tables or the new ones.
#include "settle/settle_int.h"

// Children first, so that no row is left without the one it refers to while they are emptied.
static const struct {
    const char *rows, *empty;
    int columns;
} TABLES[] = {
    {"SELECT CAST(entry AS TEXT), CAST(position AS TEXT), account, currency, amount FROM posting "
     "ORDER BY entry, position",
     "DELETE FROM posting", 5},
    {"SELECT CAST(number AS TEXT), CAST(run AS TEXT), CAST(reverses AS TEXT), kind, item, member, "
     "due, CAST(seq AS TEXT) FROM entry ORDER BY number",
     "DELETE FROM entry", 8},
    {"SELECT agreement, period, CAST(run AS TEXT) FROM statement ORDER BY agreement, period",
     "DELETE FROM statement", 3},
    {"SELECT CAST(number AS TEXT), agreement, version, period, key, content, "
     "CAST(corrects AS TEXT), CAST(corrected_by AS TEXT), CAST(first_entry AS TEXT), "
     "CAST(entry_count AS TEXT), CAST(seq AS TEXT) FROM run ORDER BY number",
     "DELETE FROM run", 11},
    {"SELECT agreement, period, CAST(seq AS TEXT) FROM closing ORDER BY agreement, period",
     "DELETE FROM closing", 3},
    {"SELECT account, currency, amount FROM balance ORDER BY account, currency",
     "DELETE FROM balance", 3},
    {"SELECT id, version, CAST(seq AS TEXT) FROM agreement ORDER BY id, version",
     "DELETE FROM agreement", 3},
    {"SELECT hash, CAST(part AS TEXT), CAST(parts AS TEXT), CAST(seq AS TEXT) FROM source "
     "ORDER BY hash, part",
     "DELETE FROM source", 4},
};
enum { TABLE_COUNT = sizeof TABLES / sizeof TABLES[0] };

static Str row_text(Arena *a, Query *q, int columns) {
    Buf b = {.arena = a};
    for (int i = 0; i < columns; i++) {
        Str value = query_text(q, i);
        buf_add_fmt(&b, "%zu:", value.size);
        buf_add(&b, value);
    }
    return buf_str(&b);
}

static bool hash_table(Sha256Hasher *hasher, Store *s, size_t table, Sha256 *hash, Err *err) {
    Arena *row = arena_new();
    Query *q = store_query(s, TABLES[table].rows);
    while (query_next(q)) {
        Str parts[] = {{(const char *)hash->bytes, SHA256_BYTES},
                       row_text(row, q, TABLES[table].columns)};
        *hash = sha256_run(hasher, parts, 2);
        arena_reset(row);
    }
    arena_free(row);
    return query_end(q, err);
}

static bool hash_tables(Arena *a, Store *s, Str *ret, Err *err) {
    Sha256Hasher *hasher = sha256_new(a);
    Sha256 hash = sha256_of(STR("softlaw derived tables 1"));
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (!hash_table(hasher, s, i, &hash, err)) return false;
    *ret = sha256_hex(a, hash);
    return true;
}

static bool empty_tables(Store *s, Err *err) {
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (!query_run(store_query(s, TABLES[i].empty), err)) return false;
    return true;
}

typedef struct Replay {
    Ledger *ledger;
    int64_t count;
} Replay;

static bool replay(void *self, const Record *r, Err *err) {
    Replay *p = self;
    p->count++;
    return ledger_apply(p->ledger, r, err);
}

static bool rebuild(Arena *a, Store *s, Rebuilt *ret, Err *err) {
    Replay p = {ledger_begin(a, s), 0};
    bool done = hash_tables(a, s, &ret->before, err) && empty_tables(s, err) &&
                store_visit_records(s, 1, replay, &p, err) && ledger_end(p.ledger, err) &&
                hash_tables(a, s, &ret->after, err) && store_commit(s, err);
    ret->record_count = p.count;
    return done;
}

bool settle_rebuild(Arena *a, Store *s, Rebuilt *ret, Err *err) {
    Rebuilt result = {0};
    Arena *work = arena_new();
    bool done = store_begin_rebuild(s, err) && rebuild(work, s, &result, err);
    store_rollback(s);
    err_keep(a, err);
    result.before = str_copy(a, result.before);
    result.after = str_copy(a, result.after);
    arena_free(work);
    result.is_same = done && str_is(result.before, result.after);
    if (done) *ret = result;
    return done;
}
