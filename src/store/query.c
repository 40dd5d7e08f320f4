// store/query.c - prepared statements: binders by name, typed getters, one place to learn of
// failure
//
// Between two query_ends the first failure of a query is kept and everything after it does nothing,
// so that callers bind and step in a row and look once. Binding by name matters: SQLite numbers $n
// by first appearance. A column of another type than asked for is a failure, as the tables are
// STRICT: it means a damaged file.
#include "store/store_int.h"

#include <assert.h>

static Query *find_query(Store *s, const char *sql) {
    for (Query *q = s->queries; q; q = q->older)
        if (strcmp(q->sql, sql) == 0) return q;
    Query *q = ARENA_NEW(s->arena, Query);
    *q = (Query){.store = s, .older = s->queries, .sql = sql};
    s->queries = q;
    return q;
}

Query *store_query(Store *s, const char *sql) {
    Query *q = find_query(s, sql);
    assert(!q->is_open);
    if (!s->db) {
        q->rc = SQLITE_MISUSE;
    } else if (!q->statement) {
        q->rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->statement, NULL);
    }
    return q;
}

static int parameter(Query *q, const char *name) {
    int index = sqlite3_bind_parameter_index(q->statement, name);
    assert(index > 0);
    return index;
}

void query_bind_text(Query *q, const char *name, Str value) {
    if (q->rc != SQLITE_OK) return;
    q->rc = sqlite3_bind_text64(q->statement, parameter(q, name), value.size ? value.at : "",
                                value.size, SQLITE_TRANSIENT, SQLITE_UTF8);
}

void query_bind_int(Query *q, const char *name, int64_t value) {
    if (q->rc != SQLITE_OK) return;
    q->rc = sqlite3_bind_int64(q->statement, parameter(q, name), value);
}

// SQLite rolls a transaction back by itself when memory or the disk fails; what follows would then
// be committed statement by statement. So nothing runs in a doomed transaction, and a change only
// in one that is really open.
static int may_step(Store *s, bool is_change) {
    if (s->state == STORE_DOOMED || s->batch == BATCH_DOOMED) return SQLITE_ABORT;
    if (!is_change) return SQLITE_OK;
    assert(s->state == STORE_WRITING);
    if (sqlite3_get_autocommit(s->db)) return SQLITE_ABORT;
    return store_point(s, "change");
}

bool query_next(Query *q) {
    if (q->rc != SQLITE_OK) return false;
    q->is_open = true;
    bool is_change = !sqlite3_stmt_readonly(q->statement);
    q->rc = may_step(q->store, is_change);
    if (q->rc != SQLITE_OK) return false;
    int rc = sqlite3_step(q->statement);
    if (is_change && q->store->sys) sys_kill_point(q->store->sys, "changed");
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) q->rc = rc;
    return rc == SQLITE_ROW;
}

bool query_end(Query *q, Err *err) {
    int rc = q->rc;
    bool is_failed = rc != SQLITE_OK && !store_fail(q->store, rc, err);
    if (q->statement) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
    }
    q->rc = SQLITE_OK;
    q->is_open = false;
    return !is_failed;
}

bool query_run(Query *q, Err *err) {
    while (query_next(q)) {
    }
    return query_end(q, err);
}

static bool is_typed(Query *q, int column, int type) {
    if (q->rc == SQLITE_OK && sqlite3_column_type(q->statement, column) != type)
        q->rc = SQLITE_CORRUPT;
    return q->rc == SQLITE_OK;
}

Str query_text(Query *q, int column) {
    if (!is_typed(q, column, SQLITE_TEXT)) return STR("");
    const void *text = sqlite3_column_text(q->statement, column);
    if (!text) {
        q->rc = SQLITE_NOMEM;
        return STR("");
    }
    return (Str){text, (size_t)sqlite3_column_bytes(q->statement, column)};
}

int64_t query_int(Query *q, int column) {
    if (!is_typed(q, column, SQLITE_INTEGER)) return 0;
    return sqlite3_column_int64(q->statement, column);
}
